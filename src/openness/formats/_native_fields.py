"""The fields of a native file: words, lists and facts with their places; nothing is passed over without a finding."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from openness.errors import Problem, near, nearest
from openness.formats._words import sentences_beside
from openness.release.claim import SILENT, Claim, Fact, Rule
from openness.release.finding import Code, Finding
from openness.syntax import citations as citing
from openness.syntax.citations import Cited, Unusable
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, source_of
from openness.vocabulary import CIRCUMSTANCES, Basis, Kind
from openness.vocabulary.hub import names_base

if TYPE_CHECKING:
    from openness.release.hints import NothingInferred


class NativeFields:
    """The fields of one native file: each value as a claim; what is not understood is kept as a finding."""

    def __init__(self, document: str, cited: Cited, rule: Rule | None, besides: Collection[str]) -> None:
        self.document = document
        self.cited = cited
        self.rule = rule
        self.besides = besides
        self.basis = Basis.INFERRED if rule else Basis.DECLARED
        self.oddities: list[Finding] = []
        self.problems: list[Problem] = []
        self.unread: list[NothingInferred] = []
        self.bases: list[Node] = []  # in a field that is not the one for them
        self.words: list[tuple[Node, str]] = []  # of fields that are not understood, about the whole or the weights
        for node, message, help in cited.faults:
            self.odd(node, message, help)

    # Oddities

    def odd(self, node: Node, message: str, help: str = "", code: Code = Code.FIELD_INVALID) -> None:
        self.oddities.append(Finding(code, message, source_of(self.document, node), help))

    def fields(self, mapping: Mapping, known: Iterable[str], where: str) -> dict[str, list[Node]]:
        """Every value of each field; unknown and doubled ones are reported.

        A misspelt field is there with a value that cannot be used: nothing is guessed, and it is not silent either.
        """
        fields: dict[str, list[Node]] = {}
        for key, node in mapping:
            if key.text not in known:
                home = _home(key.text) if mapping is self.cited.tree else ""
                help = home or nearest(key.text, (*known, *citing.KEYS))
                self.odd(key, f"{where} has an unknown field {key.text!r}", help)
                if mapping is self.cited.tree or where == Kind.MODEL_PARAMETERS_FINAL:
                    self.bases.extend([node] if names_base(key.text) else ())
                    self.words.extend((key, words) for words in sentences_beside(key.text, node))
                if not home and (meant := near(key.text, known, 1)):
                    fields.setdefault(meant[0], []).append(Unusable((), key.line))
                continue
            if key.text in fields:
                self.odd(key, f"{where} has the field {key.text!r} twice; both are kept", "keep one")
            if not (isinstance(node, Scalar) and node.null):
                fields.setdefault(key.text, []).append(node)
        return fields

    def word(self, nodes: Iterable[Node], where: str) -> str:
        """The text of a field; empty where it has several or none, and where it is not a word, which is reported."""
        nodes = tuple(nodes)
        node = nodes[0] if len(nodes) == 1 else None
        if node is None or isinstance(node, Unusable):
            return ""
        if isinstance(node, Scalar):
            return node.text.strip(" \t\n")
        self.odd(node, f"{where} is not a word", "write one word or one sentence")
        of, is_of_part, field = where.partition("'s ")
        if not is_of_part or of == Kind.MODEL_PARAMETERS_FINAL:
            self.words.extend((node, words) for words in sentences_beside(field or of, node))
        return ""

    def fact(self, node: Node | None, value: str, because: str = "") -> Fact:
        if node is None or not value:
            return SILENT
        written = node.text if isinstance(node, Scalar) else value
        origin = self.cited.origins.get(node)
        if self.rule:
            because = "; ".join(filter(None, (str(origin or "no source"), because)))
        return Fact((Claim(value, self.basis, source_of(self.document, node), written, because, origin, self.rule),))

    def listed(self, nodes: Iterable[Node]) -> tuple[Node, ...]:
        """The items of lists; a single value is a list of one."""
        return tuple(item for node in nodes for item in (node.items if isinstance(node, Sequence) else (node,)))

    def of(self, vocabulary: Iterable[str], node: Node, where: str, code: Code = Code.FIELD_INVALID) -> str:
        """A word of a closed list; empty, and reported, where it is none."""
        word = self.word((node,), where)
        words = list(vocabulary)
        if word and word not in words:
            self.odd(
                node, f"{where} is {word!r}, which is not allowed here", nearest(word, words) or _list(words), code
            )
            return ""
        return word


def _home(word: str) -> str:
    """Advice on the place of a component or a circumstance among the fields of the whole file; empty for any other."""
    if word in CIRCUMSTANCES:
        return f"write it under circumstances: `circumstances: {{{word}: …}}`"
    kind = next((kind for kind in Kind if word in (kind.value, kind.label)), None)
    return f"write it under components: `components: {{{kind.value}: …}}`" if kind else ""


def _list(words: list[str]) -> str:
    return f"write {', '.join(words[:-1])} or {words[-1]}"
