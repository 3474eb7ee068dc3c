"""JSON as a tree, each value with its place."""

from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed leaves it out
from typing import NamedTuple

from openness.errors import OpennessError
from openness.syntax.tree import CORRECT, DIGIT_LIMIT, KEY_LIMIT, NODE_LIMIT, Limits, Mapping, Node, Scalar, Sequence
from openness.vocabulary.patterns import pattern

_TOKEN = pattern(r'[ \t\n]*(?:([{}\[\],:])|"|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)\b)')


def json_tree(text: str, document: str, most: int = NODE_LIMIT) -> Node | None:
    """The tree of a JSON text, with lines; duplicate keys are kept, NaN and very long numbers refused.

    Args:
        text: one JSON value.
        document: the name to use in messages.
        most: how many values it may hold, keys among them.

    Raises:
        OpennessError: with the line, when it is not JSON or goes past a limit.
    """
    return _JsonReader(text, Limits(document, most)).document() if text.strip() else None


class _Token(NamedTuple):
    """A sign, a `"string"` or another `"word"`, with its text and its place."""

    sort: str
    text: str
    start: int
    end: int


class _JsonReader:
    """Reads one text from its beginning; `end` is where the last token ends."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.text = text
        self.limits = limits
        self.end = 0
        self._asked = self._line = 1  # the place last asked for, as position + 1, and its line: places only go on
        self._start_of_line = 0

    def document(self) -> Node:
        root = self.value(self.token(), 0)
        if self.text[self.end :].strip():
            raise self.wrong(self.end, "something follows the end")
        return root

    def value(self, token: _Token, depth: int) -> Node:
        """The value that begins with a token."""
        line = self.line_of(token.start)
        self.limits.spend(depth, line)
        match token.sort:
            case "[":
                return self.sequence(depth, line)
            case "{":
                return self.mapping(depth, line)
            case "word" | "string":
                columns = (token.start - self._start_of_line + 1, token.end - self._start_of_line + 1)
                return Scalar(token.text, token.sort == "word", line, columns)
        raise self.wrong(token.start, "a value is missing")

    def sequence(self, depth: int, line: int) -> Sequence:
        items: list[Node] = []
        token = self.token()
        while token.sort != "]":
            items.append(self.value(token, depth + 1))
            token = self.token()
            if token.sort == ",":
                token = self.token()
                if token.sort == "]":
                    raise self.wrong(token.start, "a value is missing")
            elif token.sort != "]":
                raise self.wrong(token.start, "a comma or ] is missing")
        return Sequence(tuple(items), line)

    def mapping(self, depth: int, line: int) -> Mapping:
        pairs: list[tuple[Scalar, Node]] = []
        token = self.token()
        while token.sort != "}":
            key = self.key(token, depth + 1)
            colon = self.token()
            if colon.sort != ":":
                raise self.wrong(colon.start, "a colon is missing")
            pairs.append((key, self.value(self.token(), depth + 1)))
            token = self.token()
            if token.sort == ",":
                token = self.token()
                if token.sort == "}":
                    raise self.wrong(token.start, "a key is not a string")
            elif token.sort != "}":
                raise self.wrong(token.start, "a comma or } is missing")
        return Mapping(tuple(pairs), line)

    def key(self, token: _Token, depth: int) -> Scalar:
        if token.sort != "string":
            raise self.wrong(token.start, "a key is not a string")
        key = self.value(token, depth)
        assert isinstance(key, Scalar)
        if len(key.text) > KEY_LIMIT:
            raise self.limits.error(key.line, f"a key is longer than {KEY_LIMIT:,} characters", "shorten it")
        return key

    def token(self) -> _Token:
        """The next token."""
        match = _TOKEN.match(self.text, self.end)
        if match is None:
            raise self.limits.error(self.line_of(self.end), "it is not valid JSON", CORRECT)
        self.end = match.end()
        sign, word = match.groups()
        if sign:
            return _Token(sign, "", match.start(1), self.end)
        if word:
            if len(word) > DIGIT_LIMIT:
                raise self.limits.error(
                    self.line_of(self.end), f"a number has more than {DIGIT_LIMIT} digits", "shorten it"
                )
            return _Token("word", word, match.start(2), self.end)
        start = self.end - 1
        try:
            value, self.end = scanstring(self.text, self.end, True)
        except ValueError:
            raise self.wrong(start, "a string is not closed") from None
        return _Token("string", value.encode("utf-8", "replace").decode("utf-8"), start, self.end)

    def line_of(self, position: int) -> int:
        """The line of a place, counted on from the place asked for before; an error may be a little before that."""
        if position + 1 < self._asked:
            return self._line - self.text.count("\n", position, self._asked - 1)
        if passed := self.text.count("\n", self._asked - 1, position):
            self._start_of_line = self.text.rindex("\n", self._asked - 1, position) + 1
        self._asked, self._line = position + 1, self._line + passed
        return self._line

    def wrong(self, position: int, what: str) -> OpennessError:
        return self.limits.error(self.line_of(position), f"it is not valid JSON: {what}", CORRECT)
