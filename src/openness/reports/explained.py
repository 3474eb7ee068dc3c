"""An explanation, as text for a terminal."""

from openness.blocks.escape import terminal
from openness.curation.explain import Explanation
from openness.reports.page import paragraph


def write(explanation: Explanation, width: int = 80) -> str:
    """The explanation, its headings in a column.

    Args:
        explanation: what is explained.
        width: columns of the terminal; 40 to 100 are used.
    """
    width = max(40, min(width, 100))
    lines = [f"{terminal(explanation.word)} ({explanation.sort})"] if explanation.word else []
    headings = [heading for heading, _ in explanation.lines if len(heading) <= 30]
    column = max(map(len, headings), default=0) + 2
    for heading, text in explanation.lines:
        lead = f"  {terminal(heading):<{column}}" if heading else "  "
        if len(heading) > 30:
            lines.extend(f"  {line}" for line in paragraph(terminal(heading), width - 2))
            lead = " " * (column + 2)
        first, *rest = paragraph(terminal(text), width - len(lead))
        lines.append(f"{lead}{first}".rstrip())
        lines.extend(f"{' ' * len(lead)}{line}" for line in rest)
    return "\n".join(lines) + "\n"
