"""TypeScript and JavaScript, token by token: the usual calls, the keys of objects, and constants of the file.

It is no parser. It recognises strings, names and brackets: enough to see the call, the key or the constant that a string
belongs to.
"""

import re
from collections.abc import Iterator

from attrs import define

from openness.references import names
from openness.references.lexicon import Call, Lexicon
from openness.references.reference import Reference
from openness.release.location import Source
from openness.value import Shown
from openness.vocabulary.references import Sure

_TOKENS_LIMIT = 400_000
_DEPTH_LIMIT = 2_000
_LONGEST = 200  # characters of a called name that are kept
_TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?(?:\*/|\Z))"""
    r"""|(?P<text>"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\]|\\.)*+`)"""
    r"""|(?P<name>[A-Za-z_$][\w$]*)|(?P<sign>\\.|.)""",
    re.DOTALL,
)
_OPEN, _CLOSE = "([{", ")]}"
_DECLARING = ("const", "let", "var", "static", "readonly", "enum")


@define(eq=False, repr=False)
class _Frame(Shown):
    """An open bracket: what it belongs to, and where in it the reader stands."""

    sign: str
    called: str = ""
    argument: int = 0
    key: str = ""


def references(text: str, document: str, lexicon: Lexicon) -> Iterator[Reference]:
    """List the references in a script.

    Args:
        text: the script.
        document: its name in the result.
        lexicon: the words by which models are named.
    """
    yield from _Script(document, lexicon).read(text)


class _Script:
    """One script."""

    def __init__(self, document: str, lexicon: Lexicon) -> None:
        self.document = document
        self.lexicon = lexicon
        self.frames = [_Frame("")]
        self.libraries: set[str] = set()
        self.constants: dict[str, tuple[str, int]] = {}
        self.waiting: list[tuple[str, str, int, str]] = []  # constant, called name, argument, key
        self.before = ""  # the token before, but for blanks and comments
        self.dotted = ""  # the name with dots that is being read
        self.assigned = ""  # what the next string is the value of
        self.enumeration = ""  # the enumeration whose members are being read

    def read(self, text: str) -> Iterator[Reference]:
        line = 1
        for count, match in enumerate(_TOKEN.finditer(text)):
            if count > _TOKENS_LIMIT or len(self.frames) > _DEPTH_LIMIT:
                break
            kind, token = match.lastgroup, match[0]
            if kind == "text":
                yield from self.text(token[1:-1], line)
                self.dotted = ""
            elif kind == "name":
                self.name(token)
            elif kind == "sign":
                self.sign(token)
            if kind != "skip":
                self.before = "text" if kind == "text" else token
            line += token.count("\n")
        yield from self.of_constants()

    def name(self, token: str) -> None:
        """A name: a further part of one with dots, what is declared, or a constant that is handed over."""
        self.dotted = f"{self.dotted}{token}"[-_LONGEST:] if self.before == "." and self.dotted else token
        if self.before in _DECLARING:
            self.assigned = token
            self.enumeration = token if self.before == "enum" else ""
        frame = self.frames[-1]
        if (frame.sign == "(" and self.before in ("(", ",")) or self.before == ":":
            self.waiting.append((token, *self.place(frame)))

    def sign(self, token: str) -> None:
        """A sign: it opens or closes a bracket, or tells what the next string belongs to."""
        frame = self.frames[-1]
        if token == "." and self.dotted:
            self.dotted += "."
            return
        if token == ":" and frame.sign == "{":
            frame.key = self.dotted or frame.key
        elif token in _OPEN:
            called = self.dotted if token == "(" else ""
            self.frames.append(_Frame(token, called, 0, "" if token == "{" else frame.key))
        elif token in _CLOSE:
            del self.frames[max(1, len(self.frames) - 1) :]
            self.enumeration = ""
        elif token == "=":
            self.assign()
        elif token == ",":
            frame.argument += 1
            frame.key = "" if frame.sign == "{" else frame.key
        elif token == ";":
            self.assigned = ""
        self.dotted = ""

    def assign(self) -> None:
        """A sign that gives a value to what stands before it: members of an enumeration count as it; `==` gives none."""
        if self.before.isidentifier():
            self.assigned = self.enumeration or self.before
        elif self.before == "=":
            self.assigned = ""

    def of_constants(self) -> Iterator[Reference]:
        """The references by constants, once all of them are known."""
        for constant, called, argument, key in self.waiting:
            if constant in self.constants:
                value, place = self.constants[constant]
                for call in self.calls(called, argument, key):
                    yield from self.named(value, call, place, Sure.CONSTANT)

    def place(self, frame: _Frame) -> tuple[str, int, str]:
        """The call, the position and the key at which something stands."""
        outer = self.frames[-2] if frame.sign in "{[" and len(self.frames) > 1 else frame
        called = outer.called if outer.sign == "(" else frame.called
        return called, frame.argument if frame.sign == "(" else -1, frame.key

    def text(self, text: str, line: int) -> Iterator[Reference]:
        """A string: a library, an address, an argument, or the value of a key or a constant."""
        frame, before, assigned = self.frames[-1], self.before, self.assigned
        if before == "from" or (frame.sign == "(" and frame.called in ("require", "import")):
            self.libraries.add(text)
            return
        if names.is_download(text) and (found := names.address(text)):
            yield self.reference(found, text, line, Sure.LITERAL)
            return
        if not 1 < len(text) < 300:
            return
        called, argument, key = self.place(frame)
        calls = list(self.calls(called, argument, key))
        for call in calls:
            yield from self.named(text, call, line, Sure.LITERAL)
        if before in ("=", "|", "?") and assigned:
            self.constants.setdefault(assigned, (text, line))
        field = key if frame.sign in "{[" and key else assigned if before in ("=", "|", "?", "[", ",") else ""
        if not calls and field and (known := self.lexicon.field(field, assigned)):
            yield from self.named(text, known, line, Sure.GUESS)

    def calls(self, called: str, argument: int, key: str) -> Iterator[Call]:
        """The records that a place in a call is one of."""
        for call in self.lexicon.calls.get(called.rpartition(".")[2], ()) if called else ():
            if not f".{called}".endswith(f".{call.name}"):
                continue
            if call.of and not any(library in self.libraries for library in call.of):
                continue
            if (argument if argument >= 0 else key) in call.at or (key and key in call.at):
                yield call

    def named(self, text: str, call: Call, line: int, sure: Sure) -> Iterator[Reference]:
        if found := names.named(text, call, self.lexicon):
            yield self.reference(found, text, line, sure)

    def reference(self, found: names.Named, text: str, line: int, sure: Sure) -> Reference:
        return Reference(found.name, found.sort, text, Source(self.document, line), found.revision, sure, found.hub)
