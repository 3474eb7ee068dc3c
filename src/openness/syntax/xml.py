"""XML as the same kind of tree as JSON, without anything in it that refers, declares or grows.

A document type is refused, and with it every entity. An element with children is a mapping of them in which a name
may stand several times, one with nothing but text is that text, attributes are fields, and text beside attributes is
the field `content`. Of what is in another namespace than the root only the words count: where it marks some within a text,
as a part of that, and beside other elements as such a text.
"""

from xml.parsers import expat

from openness.errors import OpennessError, Problem
from openness.syntax.tree import CORRECT, DEPTH_LIMIT, KEY_LIMIT, Mapping, Node, Scalar

CONTENT = "content"


def xml_tree(text: str, document: str, most: int) -> tuple[str, str, Node]:
    """The namespace and the name of the root element, and its tree.

    Args:
        text: an XML document.
        document: the name to use in messages.
        most: how many elements and attributes it may hold.

    Raises:
        OpennessError: with the line, when it is not XML, has a document type or goes past a limit.
    """
    reader = _TreeBuilder(document, most)
    try:
        reader.parser.Parse(text.encode("utf-8", errors="replace"), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise OpennessError(Problem(document, error.lineno, f"it is not valid XML: {reason}", CORRECT)) from None
    assert reader.root is not None  # a document without a root is an error of the parser
    return reader.root


class _TreeBuilder:
    """Takes the parser's events and makes the tree, within the limits."""

    def __init__(self, document: str, most: int) -> None:
        self.document = document
        self.left = most
        self.most = most
        self.root: tuple[str, str, Node] | None = None
        self.space = ""
        #: Of each open element its namespace, name and line, its fields, and its texts, each with whether it is its own.
        self.open: list[tuple[str, str, int, list[tuple[Scalar, Node]], list[tuple[str, bool]]]] = []
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters

    def error(self, message: str, help: str) -> OpennessError:
        return OpennessError(Problem(self.document, self.parser.CurrentLineNumber, message, help))

    def doctype(self, *_: object) -> None:
        raise self.error("it has a document type, which may declare entities", "take the DOCTYPE out")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if not self.open:
            self.space = space
        elif self.open[-1][0] != self.space:  # what stands within another's is another's
            space = self.open[-1][0]
        self.left -= 1 + len(attributes)
        if self.left < 0:
            raise self.error(f"it has more than {self.most:,} elements and attributes", "too large to read safely")
        if len(self.open) >= DEPTH_LIMIT:
            raise self.error(f"it is nested deeper than {DEPTH_LIMIT} levels", "too deep to read safely")
        if any(len(key) > KEY_LIMIT for key in (name, *attributes)):
            raise self.error(f"a name is longer than {KEY_LIMIT:,} characters", "too large to read safely")
        line = self.parser.CurrentLineNumber
        fields: list[tuple[Scalar, Node]] = [
            (Scalar(key, True, line), Scalar(value, False, line))
            for key, value in attributes.items()
            if " " not in key  # those of a namespace are not the format's own
        ]
        self.open.append((space, name, line, fields, []))

    def characters(self, text: str) -> None:
        if self.open:
            self.open[-1][4].append((text, True))

    def end(self, _: str) -> None:
        space, name, line, fields, texts = self.open.pop()
        has_text = any(own and part.strip() for part, own in texts)
        is_text = has_text or fields or space != self.space
        text = ("" if has_text else " ").join(part for part, _ in texts).strip() if is_text else ""
        node: Node = Scalar(text, False, line)
        if fields:
            pairs = [*fields, (Scalar(CONTENT, True, line), node)] if text else fields
            node = Mapping(tuple(pairs), line)
        if not self.open:
            self.root = (space, name, node)
        elif space == self.space:
            self.open[-1][3].append((Scalar(name, True, line), node))
        else:
            self.open[-1][4].append((text, False))
