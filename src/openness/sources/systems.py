"""Described systems: statements of others' pages on a release, with their sources (docs/reference/system-record.md).

A record is a native file with an id, a day of release and what others say about the system. None of it is the
producer's own declaration: each claim is inferred, by a rule that names the source (decision 15).
"""

import os
import re
from collections.abc import Iterator

from attrs import evolve, frozen

from openness.errors import OpennessError, Problem, nearest, suggesting
from openness.formats import native
from openness.release.claim import SILENT, Claim, Fact, Rule
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.release.release import Release
from openness.sources.system_ids import FOLDER, PREFIX, ids
from openness.syntax.citations import Cited, cited
from openness.syntax.document import Document, open_document
from openness.syntax.toml import toml_tree
from openness.syntax.tree import Mapping, Node, Scalar, Sequence, source_of
from openness.value import Value
from openness.vocabulary import Basis
from openness.vocabulary.glossary import Truth

KEYS = ("id", "released", "note", "said")  # besides those of the native file
SAID_KEYS = ("by", "claim", "verdict", "why")
VERDICTS = {word.value: word.says for word in Truth}


@frozen(eq=False, repr=False)
class JudgedClaim(Value):
    """A statement about a system by somebody else, with a verdict on it.

    Args:
        by: who says it.
        claim: what is said, in our words.
        verdict: a word of `VERDICTS`.
        why: the reason.
        source: where the entry stands in the record.
    """

    by: str
    claim: str
    verdict: str
    why: str
    source: Source

    def to_dict(self) -> dict[str, object]:
        """The entry as the JSON of `openness explain`."""
        return {"by": self.by, "claim": self.claim, "verdict": self.verdict, "why": self.why}


@frozen(eq=False, repr=False)
class System(Value):
    """One described system.

    Args:
        id: its name here, which is its file's.
        release: the facts about it.
        released: the day, month or year it came out.
        note: what a reader should know besides.
        said: what others say about it.
    """

    id: str
    release: Release
    released: Fact
    note: str
    said: tuple[JudgedClaim, ...]

    def to_dict(self) -> dict[str, object]:
        """The system as the JSON of `openness explain`."""
        return {
            "id": self.id,
            "released": self.released.to_dict(),
            "note": self.note or None,
            **self.release.to_dict(),
            "said": [statement.to_dict() for statement in self.said],
        }


def system(id: str) -> System:
    """The shipped system with this id.

    Raises:
        OpennessError: with the nearest ids, when there is none.

    >>> system("olmo-2").release.producer.value
    'Ai2'
    """
    if id not in ids():
        help = _covering(id) or nearest(id, ids()) or "`openness explain systems` lists them"
        raise OpennessError(Problem(f"{PREFIX}{id}", None, f"there is no described system {id!r}", help))
    text = open_document(os.path.join(FOLDER, f"{id}.toml")).text
    return system_of(Document(f"openness/systems/{id}.toml", text))  # the same name wherever it is installed


#: Words of a model's name that tell its form, and never which system it is of.
_FORMS = frozenset("instruct chat base it hf model preview release gguf".split())
_WORD = re.compile(r"\d+(?:\.\d+)?[bm]\b|[a-z]+|\d+(?:\.\d+)*")
_SIZE = re.compile(r"\d+(?:\.\d+)?[bm]")


def _covering(id: str) -> str:
    """A hint that names the systems of which a name may be one: by what their records call them, and which sizes they cover.

    >>> _covering("qwen2.5-7b"), _covering("llama-3.1-8b-instruct")
    ('did you mean qwen2.5-apache?', 'did you mean llama-3.1?')
    """
    asked = _words(id)
    sure, likely = [], []
    for known in ids():
        record = toml_tree(open_document(os.path.join(FOLDER, f"{known}.toml")).text, known)
        assert isinstance(record, Mapping)
        name, version = (
            node.text if isinstance(node := record.get(key), Scalar) else "" for key in ("name", "version")
        )
        rest = asked - _words(name) - _FORMS
        if not (_words(name) <= asked or known.startswith(f"{id}-")):
            continue
        if rest <= _words(version) | _words(known):
            sure.append(known)
        elif not any(map(_SIZE.fullmatch, rest)):
            likely.append(known)
    return suggesting((sure or likely)[:3])


def _words(name: str) -> frozenset[str]:
    """The words and numbers of a name, a size being one: `7b`."""
    return frozenset(_WORD.findall(name.lower()))


def system_of(document: Document) -> System:
    """The system a record describes; what is odd in it is among the release's oddities.

    Raises:
        OpennessError: when it is not TOML, holds nothing or is of another version.
    """
    tree = toml_tree(document.text, document.name)
    if not isinstance(tree, Mapping):
        raise OpennessError(Problem(document.name, 1, "it holds no fields", "begin with `openness = 1`"))
    cited_tree = cited(tree, (*native.APART, "said"))
    release = native.release_of(cited_tree, document.name, Rule.DESCRIBED_SYSTEM, KEYS)
    return _SystemReader(document.name, cited_tree).system(release.without_conclusions())


class _SystemReader:
    """Reads the keys of a record that a native file has not."""

    def __init__(self, document: str, cited: Cited) -> None:
        self.document = document
        self.cited = cited
        self.oddities: list[Finding] = []

    def odd(self, node: Node, message: str, help: str = "") -> None:
        self.oddities.append(Finding(Code.FIELD_INVALID, message, source_of(self.document, node), help))

    def word(self, mapping: Mapping, key: str) -> str:
        node = mapping.get(key)
        if node is None:
            return ""
        if isinstance(node, Scalar):
            return node.text.strip()
        self.odd(node, f"{key} is not a word", "write one word or one sentence")
        return ""

    def system(self, release: Release) -> System:
        tree = self.cited.tree
        if concluded := tree.get("concluded"):
            self.odd(concluded, "a described system holds no conclusions", "conclude in a file of your own")
        id, note, statements = self.word(tree, "id"), self.word(tree, "note"), self.said(tree.get("said"))
        return System(
            id,
            evolve(release, oddities=(*release.oddities, *self.oddities)) if self.oddities else release,
            self.released(tree),
            note,
            statements,
        )

    def released(self, tree: Mapping) -> Fact:
        node, day = tree.get("released"), self.word(tree, "released")
        if node is None or not day:
            return SILENT
        origin = self.cited.origins.get(node)
        because = str(origin or "no source")
        return Fact(
            (Claim(day, Basis.INFERRED, source_of(self.document, node), day, because, origin, Rule.DESCRIBED_SYSTEM),)
        )

    def said(self, node: Node | None) -> tuple[JudgedClaim, ...]:
        entries = node.items if isinstance(node, Sequence) else () if node is None else (node,)
        statements = []
        for entry in entries:
            if not isinstance(entry, Mapping):
                self.odd(entry, "what is said is not a table", f"write [[said]] with {', '.join(SAID_KEYS)}")
                continue
            for key, _ in entry:
                if key.text not in SAID_KEYS:
                    self.odd(key, f"what is said has an unknown field {key.text!r}", nearest(key.text, SAID_KEYS))
            words = {key: self.word(entry, key) for key in SAID_KEYS}
            if missing := [key for key, word in words.items() if not word]:
                self.odd(
                    entry, f"what is said lacks {', '.join(missing)}", "say who says what, whether it is so, and why"
                )
            elif words["verdict"] not in VERDICTS:
                help = nearest(words["verdict"], VERDICTS) or f"one of {', '.join(VERDICTS)}"
                self.odd(entry, f"the verdict is {words['verdict']!r}, which is not allowed here", help)
            else:
                statements.append(JudgedClaim(**words, source=source_of(self.document, entry)))
        return tuple(statements)


def title(system: System) -> str:
    """The title of a system: its name, version and producer."""
    release = system.release
    named = " ".join(filter(None, (release.name.value, release.version.value)))
    return f"{named}, by {release.producer.value}" if release.producer.value else named


def lines(system: System) -> Iterator[tuple[str, str]]:
    """A system as pairs of a heading and a text, each fact with where it was found."""
    release = system.release
    yield "", title(system)
    for claim in system.released.claims:
        yield "released", _with_origin(claim)
    for channel in release.channels:
        yield "channel", _with_origin(channel)
    for component in release.components:
        for item in component.items:
            what = f"{component.kind.value} ({item.name})" if item.name else component.kind.value
            for about in ("availability", "extent", "licence", "location"):
                for claim in getattr(item, about).claims:
                    yield what if about == "availability" else f"… {about}", _with_origin(claim)
    if release.unchecked:
        yield "not checked by us", ", ".join(kind.label for kind in release.unchecked)
    for base in release.base_models:
        yield "base model", f"{base.name}, {base.relation.value} ({base.origin or 'no source'})"
    for label in release.labels:
        yield "called", _with_origin(label)
    for word, fact in (*release.circumstances, *release.details):
        yield from ((word, _with_origin(claim)) for claim in fact.claims)
    if system.note:
        yield "note", system.note
    for statement in system.said:
        yield "said", f"{statement.by}: {statement.claim} – {statement.verdict}: {statement.why}"


def _with_origin(claim: Claim) -> str:
    quote = f": “{claim.origin.quote}”" if claim.origin and claim.origin.quote else ""
    return f"{claim.value} ({claim.origin or 'no source'}){quote}"
