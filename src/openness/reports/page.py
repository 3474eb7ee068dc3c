"""Lines for a terminal, written one by one: wrapped, coloured or not, and inert."""

from openness.blocks.wrapping import LEVELS, NARROW, WIDE, wrapped


class Page:
    """Lines of a certain width, coloured or not."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = max(NARROW, min(width, WIDE))
        self.colour = colour
        self.lines: list[str] = []

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def level(self, level: str) -> str:
        return self.paint(level, LEVELS[level])

    def put(self, text: str = "", indent: int = 0, hang: int = 0, code: str = "") -> None:
        """A paragraph, wrapped, its later lines hanging in."""
        first, later = " " * indent, " " * (indent + hang)
        lines = wrapped(text, self.width - indent, self.width - indent - hang)
        shown = (f"{later if at else first}{line}".rstrip() for at, line in enumerate(lines))
        self.lines.extend(self.paint(line, code) if code else line for line in shown)

    def row(self, lead: str, text: str, indent: int, plain_lead: int, code: str = "") -> None:
        """A line that begins with something coloured, of a known width, and goes on as a paragraph."""
        hang = indent + plain_lead
        lines = wrapped(text, self.width - hang, self.width - hang)
        first, *rest = (self.paint(line, code) if code else line for line in lines)
        self.lines.append(f"{' ' * indent}{lead}{first}".rstrip())
        self.lines.extend(f"{' ' * hang}{line}" for line in rest)


def paragraph(text: str, width: int) -> list[str]:
    """Lines of at most so many characters, inert."""
    return wrapped(text, width, width)
