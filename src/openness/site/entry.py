"""One release as the tables of the site show it: its classification's JSON, made small."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from openness.definition.definition import judges
from openness.evaluation.classification import Classification
from openness.evaluation.gap import OF_SILENCE
from openness.evaluation.judgement import Judged, Judgement
from openness.evaluation.summary import mark
from openness.evaluation.summary import result as in_words
from openness.evaluation.uses.permission import Permission
from openness.release.finding import Code
from openness.value import Value
from openness.vocabulary import NOASSERTION, Kind, main_part
from openness.vocabulary.marks import Mark
from openness.vocabulary.terms import GRANTS
from openness.vocabulary.verdict import Verdict

if TYPE_CHECKING:
    from openness.release.claim import Fact
    from openness.sources.systems import System


_NAME = 120  # letters shown of a name in a table
_QUOTED = 70  # letters shown of a sentence about a licence
#: Letters of a sentence of ours. None has as many, unless words of a file fill it: a page cuts no sentence of ours.
SENTENCE = 2_000

Json = Mapping[str, Any]


@frozen(eq=False, repr=False)
class Part(Value):
    """One component in a table.

    Args:
        word: its availability, or `unknown`, or `disputed`.
        partial: whether only a part of it is offered.
        licence: the licence as it is said; empty where nothing is.
    """

    word: str
    partial: bool
    licence: str


@frozen(eq=False, repr=False)
class Answer(Value):
    """The answer of one definition for a release, with what decides.

    Args:
        verdict: met, unmet or unknown; None where the text comes to no verdict.
        word: the result in a few words.
        mark: the mark of the result: a level that is not the highest does not look like a plain yes.
        criterion: the criterion that keeps it from more; empty where none does.
        reason: the first reason that criterion gives.
        asked: false where the definition is for other releases than this one: most are for models, not data sets.
    """

    verdict: str | None
    word: str
    mark: Mark
    criterion: str
    reason: str
    asked: bool = True


@frozen(eq=False, repr=False)
class Entry(Value):
    """One release as the tables show it.

    Args:
        slug: its name in addresses.
        result: its classification's JSON without the long parts: `definitions` and the components' claims.
        parts: by component, all eighteen.
        answers: by definition.
        main: the part that it is about: the weights, or the data of a data set.
        terms: by term, whether that part's licence and those of its bases meet it.
        licences: pairs of a licence's id and the part it is on, or the base model it comes from.
        uses: by use, whether it is allowed when nothing is known of whoever asks.
        follows: by statement of the comparison, its verdict; those that say nothing of such a release are missing.
        system: the described system it is; None for a release of the user's own.
        single: whether no other release of the site has its name.
    """

    slug: str
    result: Json = field(repr=False)
    parts: Mapping[str, Part] = field(repr=False)
    answers: Mapping[str, Answer] = field(repr=False)
    main: Kind
    terms: Mapping[str, str] = field(repr=False)
    licences: tuple[tuple[str, str], ...] = field(repr=False)
    uses: Mapping[str, Permission] = field(repr=False)
    follows: Mapping[str, Verdict | None] = field(repr=False)
    system: "System | None" = field(default=None, repr=False)
    single: bool = True

    @property
    def name(self) -> str:
        """The name and version of the release, or the name of its folder."""
        release = self.result["release"]
        named = " ".join(filter(None, (release["name"], release["version"])))
        return clipped(named or titled(self.result["source"]), _NAME)

    @property
    def called(self) -> str:
        """Its name alone, or the name of its folder; with the version where another release of the site is called so."""
        return (
            clipped(self.result["release"]["name"] or titled(self.result["source"]), _NAME)
            if self.single
            else self.name
        )

    @property
    def producer(self) -> str:
        """The maker; empty where nothing names one."""
        return clipped(self.result["release"]["producer"] or "", _NAME)

    @property
    def judged(self) -> Mapping[str, Answer]:
        """The answers of the definitions that are for such a release."""
        return {id: answer for id, answer in self.answers.items() if answer.asked}

    @property
    def reached(self) -> str | None:
        """The rung of the spectrum that is certainly reached; None where the spectrum does not judge it."""
        rung: str | None = self.result["spectrum"]["reached"]
        return rung

    @property
    def reachable(self) -> str | None:
        """The level it could reach, if the missing facts are good news."""
        rung: str | None = self.result["spectrum"]["reachable"]
        return rung

    @property
    def conflict(self) -> str:
        """The words that stand beside its licence where that is at odds with a base model's; empty where none is."""
        code = Code.LINEAGE_CONFLICT
        return code.label if any(finding["code"] == code for finding in self.result["findings"]) else ""

    @property
    def unknown(self) -> bool:
        """True where the known facts prove no level: it may be closed, and it may be open."""
        return self.reached is not None and self.result["band"] == "unknown"


def clipped(text: str, most: int) -> str:
    """A text cut where it is too long for its place.

    >>> clipped("one two three", 9)
    'one two …'
    """
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rsplit(' ', 1)[0].rstrip()} …"


def titled(source: str) -> str:
    """The title of a release without a name: its file, or its folder where the file's name says nothing; never a path.

    >>> titled("/home/me/models/tuned/README.md"), titled("cards/mine.md"), titled("system:olmo-2")
    ('tuned', 'mine', 'olmo-2')
    """
    rest = _OWN_FILES.sub("", source.removeprefix("system:")).rstrip("/")
    if rest in ("", "."):
        rest = os.getcwd()
    name = rest.rpartition("/")[2]
    return name.removesuffix(".md") or source


def entry_of(
    classification: Classification,
    result: Json,
    slug: str,
    system: "System | None",
    single: bool,
) -> Entry:
    """The entry of a classification.

    Args:
        classification: of one release.
        result: its JSON.
        slug: its name in addresses.
        system: the described system it is.
        single: whether no other release of the site has its name.
    """
    subject = classification.release.subject
    main = main_part(subject)
    verdicts = classification.terms(main, GRANTS)
    slim = {key: value for key, value in result.items() if key != "definitions"}
    slim["release"] = {key: value for key, value in result["release"].items() if key != "components"}
    return Entry(
        slug,
        slim,
        {kind: _part(value) for kind, value in result["release"]["components"].items()},
        {id: answer_of(judgement, subject) for id, judgement in classification.judgements.items()},
        main,
        {term.value: verdict.value for term, verdict in zip(GRANTS, verdicts, strict=True)},
        tuple(dict.fromkeys(_licences(classification))),
        {answer.use: answer for answer in classification.permissions},
        {each.rule: each.verdict for row in classification.consequences.values() for each in row if each.rule},
        system,
        single,
    )


def _part(part: Json) -> Part:
    availability, licence = part["availability"], part["licence"]
    word = availability["value"] or ("disputed" if availability["state"] == "disputed" else "unknown")
    partial = any(item.get("extent", {}).get("value") == "part" for item in part.get("items", ()))
    return Part(word, partial, licence_said(licence))


def licence_said(fact: Json) -> str:
    """A licence fact in words: its value, or all that is claimed; empty where nothing is."""
    if fact["value"]:
        return clipped(fact["value"], _NAME)
    values = dict.fromkeys(map(licence_claimed, fact["claims"]))
    return clipped(f"disputed: {' or '.join(values)}", _NAME) if values else ""


def licence_claimed(claim: Json) -> str:
    """A claim on a licence: its value, or the words that stand there where these name none for certain."""
    written = claim["written"] or ""
    if claim["value"] != NOASSERTION or written in ("", NOASSERTION):
        return str(claim["value"])
    return f"“{clipped(' '.join(written.split()), _QUOTED)}”"


def _licences(classification: Classification) -> Iterator[tuple[str, str]]:
    """Each licence with a record, and what is under it."""
    release = classification.release
    for component in release.components:
        for item in component.items:
            yield from ((id, component.kind.value) for id in _known(item.licence, classification))
    for base in release.base_models:
        yield from ((id, f"the base {clipped(base.name, _NAME)}") for id in _known(base.licence, classification))


def _known(fact: "Fact", classification: Classification) -> Iterator[str]:
    yield from (licence.id for licence in classification.resolved.licences_of(fact))


def answer_of(judgement: Judgement, subject: str) -> Answer:
    """The answer of a definition for a release, and what keeps the release from more.

    Args:
        judgement: of the release under the definition.
        subject: what the release is: `model` or `dataset`.
    """
    asked = judges(judgement.definition, subject)
    verdict = judgement.verdict.value if judgement.verdict is not None else None
    decides = judgement.deciding
    if decides is None:
        return Answer(verdict, in_words(judgement), mark(judgement), "", "", asked)
    return Answer(verdict, in_words(judgement), mark(judgement), decides.criterion.id, reason_of(decides), asked)


def reason_of(judged: Judged) -> str:
    """The first reason a criterion has; for one that is not met, one that says more than what is not known."""
    gaps = judged.gaps
    telling = [gap for gap in gaps if gap.sort not in OF_SILENCE] if judged.verdict is Verdict.UNMET else gaps
    gap = next(iter(telling or gaps), None)
    if gap is None:
        return clipped(judged.help, SENTENCE)
    return clipped(str(gap), SENTENCE)


# Names in addresses

_BETWEEN = re.compile(r"[^a-z0-9]*[^a-z0-9.][^a-z0-9]*|\.{2,}")
_RESERVED = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))
#: `NAME.json` says something of a release that it lies beside.
_OF_RELEASES = frozenset(("config", "eula", "licence", "license", "openness"))
_OWN_FILES = re.compile(r"(?:^|/)(?:readme|model_?card|data_?card|openness)\.[a-z]+$", re.IGNORECASE)


def slug_of(text: str) -> str:
    """A text as part of an address: letters, digits, dots and hyphens.

    >>> slug_of("Llama 3.1 (8B)"), slug_of("../é")
    ('llama-3.1-8b', '')
    >>> slug_of("CON"), slug_of("aux.gguf")  # on Windows these are devices, whatever follows the dot
    ('con-model', 'aux.gguf-model')
    >>> slug_of("Openness")  # a file `openness.json` states facts of a release
    'openness-page'
    """
    slug = _BETWEEN.sub("-", text[:200].lower())[:60].strip("-.")
    if slug in _OF_RELEASES:
        return f"{slug}-page"
    return f"{slug}-model" if slug.partition(".")[0] in _RESERVED else slug


def singles(classifications: Sequence[Classification]) -> list[bool]:
    """True for each release whose name no other one has."""
    names = [one.release.name.value or titled(one.source) for one in classifications]
    counts = Counter(names)
    return [counts[name] == 1 for name in names]


def slugs(classifications: Sequence[Classification]) -> list[str]:
    """A name in addresses for each release: a system's id, its name, its name with the version, or a number behind it."""
    taken: set[str] = set()
    slugs = []
    for classification in classifications:
        slug = next(slug for slug in _wishes(classification) if slug not in taken)
        taken.add(slug)
        slugs.append(slug)
    return slugs


def _wishes(classification: Classification) -> Iterable[str]:
    release, source = classification.release, classification.source
    if source.startswith("system:"):
        yield slug_of(source.removeprefix("system:"))
    wishes = [
        slug_of(release.name.value or ""),
        slug_of(f"{release.name.value or ''} {release.version.value or ''}"),
        slug_of(_OWN_FILES.sub("", source).rpartition("/")[2]),
        slug_of(_OWN_FILES.sub("", source)),
    ]
    found = [slug for slug in wishes if slug] or ["release"]
    yield from found
    yield from (f"{found[0]}-{number}" for number in count(2))
