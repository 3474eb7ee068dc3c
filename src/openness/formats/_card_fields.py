"""The fields of a card's block: their words, the claims they make, and what is not as the Hub writes it."""

import re

from openness.release.claim import Claim, Fact, Rule, joined_facts
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, source_of
from openness.vocabulary import NOASSERTION, Basis, hub

BLANKS = " \t\n"  # the blanks of YAML; a no-break space is none of them
_WHOLE_TAGS = ("license:", "base_model:", "dataset:")
_BETWEEN_TAGS = r"[,;\n]"  # where one text lists several
FIELD_HELP = "write the field as the Hub's documentation shows it"


class Fields:
    """The fields of one block by their names; what is not understood is kept as `oddities`.

    Args:
        name: the document that claims name.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.oddities: list[Finding] = []
        self.stating: dict[str, list[tuple[Scalar, Node]]] = {}  # a field that says nothing might as well not be there
        self.tags: list[Scalar] = []

    def keep(self, written: dict[str, list[tuple[Scalar, Node]]]) -> None:
        """Keep the fields that say something."""
        stating = ((field, [pair for pair in pairs if says(pair[1])]) for field, pairs in written.items())
        self.stating = {field: pairs for field, pairs in stating if pairs}
        self.tags = [self.tag(word) for _, node in self.pairs("tags") for word in tags_in(node)]

    def libraries(self) -> list[Scalar]:
        """The libraries that load the weights, in whatever field: no slip hides that they are an adapter's."""
        return [
            word
            for field, pairs in self.stating.items()
            if hub.names_library(field)
            for _, node in pairs
            for word in words_in(node)
        ]

    def tag(self, word: Scalar) -> Scalar:
        """A tag as the Hub writes it: no slip in it hides a base or a licence."""
        meant = hub.odd_tag(word.text)
        if not meant:
            return word
        message = f"the tag {word.text[:80]!r} is not the Hub's; it counts here as if it were {meant[:80]!r}"
        self.odd(source_of(self.name, word), message, f"write {meant[:80]}")
        return Scalar(meant, False, word.line, word.columns)

    def __contains__(self, field: str) -> bool:
        return field in self.stating

    def pairs(self, field: str) -> list[tuple[Scalar, Node]]:
        """Each key of this name with its value, in the order in which they stand."""
        return self.stating.get(field, [])

    def closing(self) -> tuple[Scalar, Node] | None:
        """The field that says that people outside cannot reach the repository."""
        marks = (pair for field in hub.CLOSING for pair in self.pairs(field))
        return next((pair for pair in marks if closes(pair[1])), None)

    def odd(self, source: Source, message: str, help: str = FIELD_HELP, code: Code = Code.FIELD_INVALID) -> None:
        self.oddities.append(Finding(code, message, source, help))

    def fact(self, value: str, node: Node, basis: Basis = Basis.DECLARED, rule: Rule | None = None) -> Fact:
        written = node.text if isinstance(node, Scalar) else value
        return Fact((Claim(value, basis, source_of(self.name, node), written, rule=rule),))

    def stated(self, field: str) -> list[tuple[str, Scalar]]:
        """The words of a field, each with the field's name."""
        nodes = [
            item for _, node in self.pairs(field) for item in (node.items if isinstance(node, Sequence) else (node,))
        ]
        return [(field, node) for node in nodes if isinstance(node, Scalar) and says(node)]

    def called(self, field: str) -> Fact:
        """The name that the card gives the thing; names that differ are a dispute."""
        names = [(word_of(node), node) for _, node in self.pairs(field) if isinstance(node, Scalar)]
        return joined_facts([self.fact(name, node) for name, node in names if name and name != NOASSERTION])

    def words(self, node: Node, field: str) -> list[Scalar]:
        """The words of a field that may hold one or a list; anything else is reported."""
        items = node.items if isinstance(node, Sequence) else (node,)
        words = [item for item in items if isinstance(item, Scalar) and item.boolean is None]
        if len(words) != len(items):
            self.odd(source_of(self.name, node), f"{field} holds something that is not a word")
        return [word for word in words if not word.null]


def is_of_another_sort(field: str, node: Node) -> bool:
    """True where a field of words, or of one, holds anything else."""
    if isinstance(node, Scalar):
        return False
    if field in hub.ONE_WORD or isinstance(node, Mapping):
        return field in hub.OF_WORDS
    return field in hub.OF_WORDS and not all(isinstance(item, Scalar) for item in node.items)


def says(node: Node) -> bool:
    """True where a field says anything: no word that is null or blank, and no empty list."""
    if isinstance(node, Scalar):
        return not node.null and bool(word_of(node))
    return not isinstance(node, Sequence) or bool(node.items)


def closes(node: Node) -> bool:
    """True where a field that may close a repository does: it holds anything but a plain no."""
    return says(node) and word_of(node).lower() != "false"


def word_of(node: Node) -> str:
    """A word without the blanks around it; empty where there is none."""
    return node.text.strip(BLANKS) if isinstance(node, Scalar) else ""


def tags_of_text(text: str) -> tuple[str, ...]:
    """The tags that one text in place of a list names, with a comma or a line end between them; itself, as it may be a sentence.

    >>> tags_of_text("birds, license:mit"), tags_of_text("license:mit; birds"), tags_of_text("birds of prey")
    (('birds, license:mit', 'birds', 'license:mit'), ('license:mit', 'birds'), ('birds of prey',))
    """
    if re.search(_BETWEEN_TAGS, text) is None:
        return (text,)
    tags = tuple(filter(None, (tag.strip(BLANKS) for tag in re.split(_BETWEEN_TAGS, text))))
    return tags if text.strip(BLANKS).startswith(_WHOLE_TAGS) else (text, *tags)


def tags_in(node: Node | None) -> list[Scalar]:
    """The tags of a list; a blank behind its colon makes a mapping of a tag in YAML, and it is a tag all the same.

    One text in place of the list may name several, with a comma or a line end between them.
    """
    tags: list[Scalar] = []
    if isinstance(node, Scalar) and not node.null:
        return [Scalar(tag, False, node.line, node.columns) for tag in tags_of_text(node.text)]
    for item in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(item, Mapping):
            for key, value in item:
                for word in words_in(value):
                    whole = word.text.startswith(_WHOLE_TAGS)  # behind a number or a name of its own
                    text = word.text if whole else f"{key.text}: {word.text}"
                    tags.append(Scalar(text, False, word.line, word.columns))
        elif item is not None:
            tags += words_in(item)
    return tags


def words_in(node: Node) -> list[Scalar]:
    """The words of a field, whatever its shape; keys of a mapping too."""
    if isinstance(node, Scalar):
        return [] if node.null or not node.text.strip(BLANKS) else [node]
    if isinstance(node, Mapping):
        return [word for key, value in node for word in (key, *words_in(value))]
    return [word for item in node.items for word in words_in(item)]
