"""The licence of a release in one line: its name, who states it where that leaves a doubt, and the terms of its bases."""

from collections.abc import Iterable, Iterator

from openness.blocks.document import Code, Inline, Line
from openness.evaluation.summary import licence_name
from openness.licensing.licences import Licences
from openness.release import finding
from openness.release.claim import Claim, Fact, Rule
from openness.release.component import Item
from openness.release.finding import Finding
from openness.release.release import Release
from openness.resolution.lineage import same_licensor
from openness.vocabulary import NOASSERTION, WEIGHTS, Kind

_LETTERS = 100  # letters of a name, or of a quotation, that a source can choose
_SHOWN = 3  # licences of several items, claims of one dispute, base models

#: Words, and licence expressions as code: a report names the licences, a page of the site links them.
Pieces = tuple[str | Code, ...]


def licence_stated(release: Release, findings: Iterable[Finding]) -> Pieces:
    """The licence of the weights, or of a data set, as its sources state it.

    Args:
        release: with its licence names resolved.
        findings: of this release; they tell which base models its licence is at odds with.
    """
    kind = Kind.DATASETS if release.subject == "dataset" else WEIGHTS
    items = release.component(kind).spoken
    stated = list(dict.fromkeys(map(_of_item, items))) or [_of_item(Item())]
    bases: list[Pieces] = []
    if kind is WEIGHTS:
        own = frozenset(id for item in items for id in _ids(item.licence))
        bases = list(dict.fromkeys(_of_bases(release, own, findings)))
    return _joined("; ", (*_first(stated), *_first(bases)))


def with_names(pieces: Pieces, licences: Licences) -> Line:
    """The licences by the names that people know, with an id behind each name that differs from it.

    Args:
        pieces: the licence as it is stated.
        licences: those that have a name.
    """
    line: list[Inline] = []
    for piece in pieces:
        name = licence_name(piece.text, licences) if isinstance(piece, Code) else piece
        line.append(name)
        if isinstance(piece, Code) and name != piece.text:
            line.extend((" [", piece, "]"))
    return tuple(line)


def _of_item(item: Item) -> Pieces:
    """The licence of one item: its expression alone, or each claim with its place where that does not settle it."""
    first: dict[Pieces, Claim] = {}
    for claim in item.licence.settled.claims:
        first.setdefault(_words(claim), claim)
    if not first:
        return ("not checked by us",) if item.licence_unchecked else ("none is stated",)
    if len(first) == 1 and all(map(_is_clear, first.values())):
        return next(iter(first))
    ambiguous = all(claim.stands_for.ambiguous for claim in first.values())
    doubt = "disputed: " if len(first) > 1 else "" if ambiguous else "unknown: "
    phrases = [(*words, f" ({_place(claim)})") for words, claim in first.items()]
    return (doubt, *_joined(" against ", _first(phrases)))


def _is_clear(claim: Claim) -> bool:
    return claim.stands_for.known and not claim.stands_for.ambiguous


def _words(claim: Claim) -> Pieces:
    """A claim as it names a licence: one that is clear, one of several, or one that nobody here knows."""
    if _is_clear(claim):
        return (Code(claim.value),)
    if claim.stands_for.ambiguous:
        return (
            f"“{_cut(claim.value)}”, which can mean ",
            *_joined(" or ", _first([(Code(id),) for id in claim.candidates])),
        )
    if claim.value != NOASSERTION:
        return (f"“{_cut(claim.value)}”, which is not known here",)
    if claim.rule is Rule.CODE_LICENCE:
        return (Rule.CODE_LICENCE.says,)
    if claim.written == NOASSERTION:
        return (claim.because or "a field that names no licence",)
    return (f"“{_cut(claim.written)}”" if claim.written else claim.because or "a text that is not known here",)


def _of_bases(release: Release, own: frozenset[str], findings: Iterable[Finding]) -> Iterator[Pieces]:
    """The licences of base models whose terms reach the weights, beside its own; those at odds with it first."""
    conflicts = {
        name for found in findings if found.code is finding.Code.LINEAGE_CONFLICT for name in found.subject.bases
    }
    for base in sorted(release.base_models, key=lambda base: base.name not in conflicts):
        ids = [id for id in _ids(base.licence) if id != NOASSERTION]
        if not base.relation.carries_terms or same_licensor(release, base) or (ids and own.issuperset(ids)):
            continue
        whose = f" of its base model {_cut(base.name)}" if base.name else " of its base model"
        if not ids:
            yield (f"the licence{whose} is unknown",)
        else:
            how = "in conflict with " if base.name in conflicts else "and "
            yield (how, *_joined(" or ", _first([(Code(id),) for id in ids])), whose)


def _ids(fact: Fact) -> list[str]:
    """The expressions that a licence fact may mean, each once."""
    return list(dict.fromkeys(id for claim in fact.settled.claims for id in claim.candidates))


def _place(claim: Claim) -> str:
    """Who states it: the source that a record cites, or else the file, by the last part of its path, and the line."""
    if claim.origin and claim.origin.source:
        return _cut(claim.origin.source.partition("; ")[0])
    file = claim.source.document.rpartition("/")[2]
    return f"{_cut(file)}:{claim.source.line}" if claim.source.line else _cut(file)


def _first(phrases: list[Pieces]) -> list[Pieces]:
    """The first of some phrases, and the number of the others."""
    rest = len(phrases) - _SHOWN
    return [*phrases[:_SHOWN], (f"{rest:,} more",)] if rest > 0 else phrases


def _joined(link: str, phrases: Iterable[Pieces]) -> Pieces:
    """Phrases with a link between each two."""
    pieces: list[str | Code] = []
    for phrase in phrases:
        pieces.extend((link, *phrase) if pieces else phrase)
    return tuple(pieces)


def _cut(text: str) -> str:
    return text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1]}…"
