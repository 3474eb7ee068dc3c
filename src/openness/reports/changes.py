"""What changed between two releases, as text for a terminal or as Markdown."""

from collections.abc import Sequence

from openness.blocks.escape import markdown, terminal
from openness.evaluation.diff import Change, Comparison

_PARTS = (("What is claimed", "facts"), ("What the licences answer", "terms"), ("Verdicts", "verdicts"))
_NOTHING = "nothing said"


def text(comparison: Comparison, replaced: Sequence[str] = ()) -> str:
    """The comparison for a terminal."""
    lines = [f"from {terminal(comparison.old)} to {terminal(comparison.new)}"]
    for title, part in _PARTS:
        changes: Sequence[Change] = getattr(comparison, part)
        lines.extend(("", title))
        for change in changes:
            lines.append(f"  {terminal(change.about)}: {_said(change.before)} → {_said(change.after)}")
            lines.extend(f"    - {terminal(why)}" for why in change.why)
        if not changes:
            lines.append("  no change")
    lines.extend(("", *(f"Replaced: {terminal(said)}" for said in replaced)))
    lines.append(f"Licence and definition data {comparison.data}. This is not legal advice.")
    return "\n".join(lines) + "\n"


def _said(value: str | None) -> str:
    return _NOTHING if value is None else terminal(value)


def markdown_text(comparison: Comparison, replaced: Sequence[str] = ()) -> str:
    """The comparison as Markdown, one table a part."""
    lines = [f"# From {markdown(comparison.old)} to {markdown(comparison.new)}"]
    for title, part in _PARTS:
        changes: Sequence[Change] = getattr(comparison, part)
        lines.extend(("", f"## {title}", ""))
        if not changes:
            lines.append("No change.")
            continue
        lines.extend(("| what | before | after | why |", "|---|---|---|---|"))
        for change in changes:
            cells = (change.about, change.before or _NOTHING, change.after or _NOTHING, "; ".join(change.why))
            lines.append(f"| {' | '.join(map(markdown, cells))} |")
    for said in replaced:
        lines.extend(("", f"Replaced: {markdown(said)}"))
    lines.extend(("", f"Licence and definition data {comparison.data}. This is not legal advice."))
    return "\n".join(lines) + "\n"
