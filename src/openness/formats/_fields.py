"""The fields of a file as claims with their places, which every reader of metadata needs.

A licence that is named by its address on a list of licences is the licence of that name; no address is followed.
"""

import re
from collections.abc import Callable, Container, Iterable
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import evolve

from openness.formats._shape import Shapes, misfits
from openness.licensing.expression import all_of
from openness.release.claim import SILENT, Claim, Fact, Rule, joined_facts, unordered
from openness.release.finding import Code, Finding
from openness.release.hints import NeededBase
from openness.release.location import Source
from openness.release.release import LicenceText, Release, TermsElsewhere
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, source_of
from openness.vocabulary import MODEL, NOASSERTION, Basis, Content, Kind, Relation

CODE = tuple(kind for kind in Kind if kind.content is Content.CODE)
NAME_LIMIT = 200  # characters of a licence's name; what is longer, or has lines, is its text

if TYPE_CHECKING:
    from openness.release.hints import LicenceHint, Sign
    from openness.vocabulary.details import ModelDetail

_BLANKS = " \t\n"
LICENCE_KEYS = ("license", "licence", "licenses")  # of which every value is a claim
_LISTED = re.compile(
    r"https?://(?:www\.)?(?:spdx\.org|choosealicense\.com)/licenses/([\w.+-]+?)(?:\.html|\.json|\.txt|/)?",
    re.IGNORECASE,
)


#: A file that is read by itself, by its plain name: any other word in a name or a path may be what the licence is called.
_OWN_FILE = (
    r"/?(?:(?:\.{1,2}|licen[cs]es?|legal|docs?|data|models?|weights|code)/){0,9}"
    r"(?:licen[cs]e|copying)(?:\.(?:txt|md|markdown|rst))?"
)
#: Words where nobody says it, templates that ask for it, and pointers to such a file; whatever says more is a licence.
_NONE_NAMED = re.compile(
    r"(?i)(?:#\s*(?=to ?do\b))?[\s\"'`*(\[<]*(?:unknown|unspecified|none|n/a|tbd"
    r"|to ?do(?:(?:\s*:)?\s*(?:add|fill in|specify|choose|write)\s+(?:(?:the|a|your)\s+)?licen[cs]e"
    r"(?:\s+for\s+the\s+(?:data ?set|model))?(?:\s+here)?(?:\s+if\s+you\s+can\s+find\s+it)?)?"
    r"|(?:(?:see|file:|see\s+licen[cs]e(?:\s+file)?\s+in|licen[cs]e\s+in|in)\s+)?(?:the\s+)?"
    + _OWN_FILE
    + r"(?:\s+file)?"
    r"|see\s+(?:licen[cs]e\s+in\s+)?(?:the\s+)?readme(?:\.(?:txt|md|markdown|rst))?(?:\s+file)?)[\s\"'`*)\]>.:]*\Z"
)


def names_none(written: str) -> bool:
    """True where a field of a licence names none: it is empty, or points to a file and says nothing more.

    >>> [names_none(words) for words in ("", "Unknown", "LICENSE.txt", "file: LICENSE", "SEE LICENSE IN LICENSE.md")]
    [True, True, True, True, True]
    >>> [names_none(words) for words in ("MIT License", "UNLICENSED", "SEE LICENSE IN terms.pdf", "LICENSE-NC")]
    [False, False, False, False]
    """
    return not written.strip() or _NONE_NAMED.match(written) is not None


def licence_name(written: str) -> str:
    """A licence's name as it is written, or the one at the end of its address on a list of licences.

    >>> licence_name("https://spdx.org/licenses/Apache-2.0.html"), licence_name(" Apache 2.0 ")
    ('Apache-2.0', 'Apache 2.0')
    """
    name = written.strip(_BLANKS)
    listed = _LISTED.fullmatch(name)
    return listed[1] if listed else name


class Statements:
    """Makes claims of what one document states, and keeps what is odd in it.

    Args:
        document: its name, used in every source.
        tree: the document, where its fields are to be looked at.
        fields: by key, the sort of value that each field must hold.
        typed: whether the syntax tells a text from a number.
        linked: whether an object may stand for a licence, as in linked data.

    Raises:
        OpennessError: when a key stands twice in one object of the tree.
    """

    def __init__(
        self,
        document: str,
        tree: Node | None = None,
        fields: Shapes = MappingProxyType({}),
        typed: bool = True,
        linked: bool = False,
    ) -> None:
        self.document = document
        self.typed = typed
        self.linked = linked
        self.misfits = misfits(tree, document, fields, typed, every=LICENCE_KEYS)
        self.oddities = self.misfits.findings
        self.texts: list[LicenceText] = []

    def odd(self, node: Node | None, message: str, help: str = "") -> None:
        """Keep what is not understood."""
        source = source_of(self.document, node) if node else Source(self.document)
        self.oddities.append(Finding(Code.FIELD_INVALID, message, source, help))

    def version(self, node: Node | None, known: str, field: str) -> None:
        """Say that a version of the format is not one of those that are known.

        Args:
            node: what states the version; where nothing does, nothing is said.
            known: a pattern of those that are read.
            field: what states it.
        """
        if (word := self.word(node)) and re.fullmatch(known, word) is None:
            self.odd(node, f"{field} is {word[:80]!r}, which is not known; what is the same in known versions is read")

    def words(self, node: Node | None, field: str) -> list[Scalar]:
        """The words of a field that may hold one or a list; anything else in it is reported."""
        if node is None:
            return []
        items = node.items if isinstance(node, Sequence) else (node,)
        words = [item for item in items if isinstance(item, Scalar)]
        if len(words) != len(items):
            self.odd(node, f"{field} holds something that is not a word")
        return [word for word in words if not word.null and word.text.strip(_BLANKS)]

    def word(self, node: Node | None) -> str:
        """The one word of a field; empty where there is none."""
        return node.text.strip(_BLANKS) if isinstance(node, Scalar) and not node.null else ""

    def fact(
        self,
        node: Node | None,
        value: str = "",
        basis: Basis = Basis.DECLARED,
        because: str = "",
        written: str = "",
        rule: Rule | None = None,
    ) -> Fact:
        """The fact that a field states: its word, or the value that this stands for."""
        value = value or self.word(node)
        if node is None or not value:
            return SILENT
        written = written or (node.text if isinstance(node, Scalar) else value)
        return Fact((Claim(value, basis, source_of(self.document, node), written, because, rule=rule),))

    def licence(
        self, node: Node | None, join: Callable[[list[str]], str] = all_of, because: str = "", rule: Rule | None = None
    ) -> Fact:
        """The licence a field names.

        A list is one expression, by default of all that it names; an object names it in the fields schema.org has for
        that. What is there and cannot be read is a licence that is not known.
        """
        if node is None or (isinstance(node, Scalar) and not self.word(node)):
            return SILENT
        items = node.items if isinstance(node, Sequence) else (node,)
        if not all(map(self.may_name_licence, items)):
            self.odd(node, "the licence is not a text or a list of texts", "write its SPDX id")
        if isinstance(node, Scalar):
            return self.fact(node, licence_name(node.text), because=because, rule=rule)
        words = [licence_name(self.licence_word(item)) for item in items]
        if not words:
            return SILENT
        return self.fact(node, join([word or NOASSERTION for word in words]), because=because, rule=rule)

    def may_name_licence(self, node: Node) -> bool:
        """True for a value that can name a licence: a text, and in linked data an object that has one."""
        if isinstance(node, Scalar):
            return not node.null and not (self.typed and node.plain)
        return self.linked and isinstance(node, Mapping) and bool(self.licence_word(node))

    def licences(
        self, fields: Mapping, *keys: str, join: Callable[[list[str]], str] = all_of, because: str = ""
    ) -> Fact:
        """The licence that fields name, each as often as it is there: a field that is there twice is a dispute."""
        return joined_facts([self.licence(node, join, because) for key, node in fields if key.text in keys])

    def licence_word(self, node: Node) -> str:
        """The name in an entry of a licence field: a word, or an object's identifier, address or name."""
        if not isinstance(node, Mapping):
            return self.word(node)
        words = {local_name(key.text): self.word(value) for key, value in node}
        return next((words[key] for key in ("identifier", "id", "url", "@id", "name", "path") if words.get(key)), "")

    def tagged_licence(self, tags: Iterable[Node | None], names: Iterable[Node | None]) -> Fact:
        """The licence of a tag and of a name beside it; the tag `other` says that only the name counts."""
        named = [name for name in names if self.word(name)]
        tagged = [tag for tag in tags if self.word(tag)]
        other = [tag for tag in tagged if self.word(tag).lower() == "other"]
        if named and other:
            tagged = [tag for tag in tagged if tag not in other]
        rule = Rule.NAMED_OTHER if other else None
        return joined_facts(
            [*(self.licence(tag) for tag in tagged), *(self.licence(name, rule=rule) for name in named)]
        )

    def licence_or_text(self, nodes: Iterable[Node], names: Iterable[Node | None], kinds: tuple[Kind, ...]) -> Fact:
        """The licence that fields name; where one holds the whole text instead, that is kept to be identified."""
        tags = []
        for node in nodes:
            if isinstance(node, Scalar) and (len(node.text) > NAME_LIMIT or "\n" in node.text.strip(_BLANKS)):
                self.texts.append(LicenceText(source_of(self.document, node), kinds, self.word(node)))
            else:
                tags.append(node)
        return self.tagged_licence(tags, names)

    def terms(self, fact: Fact, kinds: tuple[Kind, ...] = CODE) -> tuple[TermsElsewhere, ...]:
        """A licence named for kinds of component that other files offer."""
        return tuple(TermsElsewhere(claim, kinds) for claim in fact.claims)

    def needed_base(self, relation: Relation, node: Node | None = None) -> tuple[NeededBase, ...]:
        """A hint that a base exists although it is not named here: an adapter belongs to a model."""
        source = source_of(self.document, node) if node else Source(self.document)
        return (NeededBase(relation, source),)

    def nothing_inferred(self, nodes: Iterable[Node | None], kinds: tuple[Kind, ...]) -> "tuple[Sign, ...]":
        """The signs that nobody may infer who can download some parts, with the finding that says why.

        Args:
            nodes: the fields that say that not everybody can.
            kinds: the parts.
        """
        from openness.release.hints import NothingInferred  # few files say so

        signs: list[Sign] = []
        for node in nodes:
            source = source_of(self.document, node) if node else Source(self.document)
            words = self.word(node)[:80]
            message = f"it says that not everybody gets what it describes: {words!r}"
            help = "say who can download it, and how"
            self.oddities.append(Finding(Code.AVAILABILITY_UNKNOWN, message, source, help))
            signs += (NothingInferred(kind, source) for kind in kinds)
        return tuple(signs)

    def details(self, nodes: Iterable[tuple["ModelDetail", Node | None]]) -> tuple[tuple[str, Fact], ...]:
        """The facts that fields state for forms; a value that a detail cannot have is left out.

        Args:
            nodes: each detail and a field that states it: a word, or a list of words.
        """
        facts_of: dict[str, list[Fact]] = {}
        for detail, node in nodes:
            for word in node.items if isinstance(node, Sequence) else (node,):
                if value := detail.read(self.word(word)):
                    facts_of.setdefault(detail.value, []).append(self.fact(word, value))
        return tuple(sorted((word, joined_facts(facts)) for word, facts in facts_of.items()))

    def other_hints(
        self, fields: Iterable[tuple[str, Node]], prose: Container[str], apart: Container[str], subject: str = MODEL
    ) -> "tuple[LicenceHint, ...]":
        """The hints at the terms in fields of an object that are not read as something else; see `other_words`."""
        from openness.formats._prose import hints_in
        from openness.formats._words import other_words

        words = other_words(fields, prose, apart)
        return hints_in(((Source(self.document, line), text) for line, text in words), subject)

    def hints_beside(
        self, fields: Iterable[tuple[str, Node]], prose: Container[str], apart: Container[str], *subjects: str
    ) -> "tuple[LicenceHint, ...]":
        """The same of a file that lies beside a release: it may limit what is there, and states no licence by its words.

        Args:
            fields: the fields of the object.
            prose: as for `other_words`.
            apart: as for `other_words`.
            subjects: what the release may be; a model by default.
        """
        from openness.formats._prose import hints_beside
        from openness.formats._words import other_words

        words = [(Source(self.document, line), text) for line, text in other_words(fields, prose, apart)]
        return unordered(hint for subject in subjects or (MODEL,) for hint in hints_beside(words, subject))

    def kept(self, release: Release) -> Release:
        """The release with what was kept on the way: licence texts, oddities, and that this document was read.

        What no reader understands of a document about a model, or a data set, may limit it.
        """
        if self.misfits.parts:
            from openness.formats._prose import hints_in

            words = ((Source(self.document, line), text) for line, text in self.misfits.words())
            hints = hints_in(words, release.subject or MODEL)
            release = evolve(release, limits=unordered((*release.limits, *hints)))
        return evolve(
            release, texts=tuple(self.texts), oddities=tuple(self.oddities), read=(*release.read, self.document)
        )


def local_name(key: str) -> str:
    """A key of linked data without the prefix of schema.org or of Croissant.

    >>> [local_name(key) for key in ("sc:license", "https://schema.org/license", "rai:dataBiases", "@id")]
    ['license', 'license', 'rai:dataBiases', '@id']
    """
    return re.sub(r"^(?:https?://schema\.org/|http://mlcommons\.org/croissant/(?:1\.\d/)?|(?:sc|schema|cr):)", "", key)
