"""Lines for a terminal: wrapped, coloured or not, and inert."""

from collections.abc import Sequence

from openness.blocks.escape import terminal
from openness.release.location import Source
from openness.vocabulary.verdict import Verdict

_LEVELS = {"error": "31", "warning": "33", "note": "36"}
_COLOURS = {Verdict.MET: "32", Verdict.UNMET: "31", Verdict.UNKNOWN: "33"}


class Page:
    """Lines of a certain width, coloured or not."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = max(40, min(width, 100))
        self.colour = colour
        self.lines: list[str] = []
        self.said: dict[tuple[object, ...], str] = {}  # criteria shown already, and under which definition
        self.documents: dict[str, str] = {}  # how documents are called here

    def name(self, documents: Sequence[str]) -> None:
        """Call documents by their last part where that tells them apart."""
        short = [document.rpartition("/")[2] for document in documents]
        self.documents = {
            document: base for document, base in zip(documents, short, strict=True) if short.count(base) == 1
        }

    def place(self, source: Source) -> str:
        """A place, its document by the short name."""
        document = self.documents.get(source.document, source.document)
        return f"{document}:{source.line}" if source.line else document

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def mark(self, verdict: Verdict) -> str:
        return self.paint(verdict.mark, _COLOURS[verdict])

    def level(self, level: str) -> str:
        return self.paint(level, _LEVELS[level])

    def put(self, text: str = "", indent: int = 0, hang: int = 0, code: str = "") -> None:
        """A paragraph, wrapped, its later lines hanging in."""
        clean = terminal(text)
        first, later = " " * indent, " " * (indent + hang)
        lines = _wrap(clean, self.width - indent, self.width - indent - hang)
        shown = (f"{later if at else first}{line}".rstrip() for at, line in enumerate(lines))
        self.lines.extend(self.paint(line, code) if code else line for line in shown)

    def row(self, lead: str, text: str, indent: int, plain_lead: int, code: str = "") -> None:
        """A line that begins with something coloured, of a known width, and goes on as a paragraph."""
        hang = indent + plain_lead
        lines = _wrap(terminal(text), self.width - hang, self.width - hang)
        first, *rest = (self.paint(line, code) if code else line for line in lines)
        self.lines.append(f"{' ' * indent}{lead}{first}".rstrip())
        self.lines.extend(f"{' ' * hang}{line}" for line in rest)

    def beside(self, text: str, taken: int, indent: int, code: str = "") -> None:
        """Two blanks on in the last line, of which so much is taken; below it where there is no room."""
        if taken + 2 + len(text) <= self.width:
            self.lines[-1] += self.paint(f"  {text}", code) if code else f"  {text}"
        else:
            self.put(text, indent, code=code)

    def heading(self, text: str) -> None:
        self.lines.append("")
        self.put(text, code="1")


def _wrap(text: str, first: int, later: int) -> list[str]:
    """Lines of at most so many characters; a longer word is cut."""
    lines = [""]
    for word in text.split():
        room = (first if len(lines) == 1 else later) - len(lines[-1]) - (1 if lines[-1] else 0)
        if len(word) <= room:
            lines[-1] += f" {word}" if lines[-1] else word
            continue
        if lines[-1]:
            lines.append("")
        while len(word) > (room := first if len(lines) == 1 else later):
            lines[-1], word = word[:room], terminal(word[room:])  # what begins a line may be a command to a CI's runner
            lines.append("")
        lines[-1] = word
    return lines


def paragraph(text: str, width: int) -> list[str]:
    """Lines of at most so many characters."""
    return _wrap(text, width, width)
