"""Claims from hints of prose and links, beside the licence that is stated (rules 2, 3 and 10)."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from attrs import evolve

from openness.release.claim import SILENT, Claim, Fact, Rule, unordered
from openness.release.hints import (
    CodeLicence,
    DataLicence,
    FileInProse,
    LicenceHint,
    LicenceInProse,
    LicenceLink,
    LimitInProse,
    NamedInProse,
)
from openness.release.naming import Naming
from openness.resolution.lineage import is_under_other_terms
from openness.resolution.names import looked_up, may_be_open, naming_of
from openness.shelf.shelf import Shelf
from openness.vocabulary import NOASSERTION, Basis, Kind

CLAIMS = 100  # made of hints: each is about every item of the weights
_ENDING = re.compile(r"\W*(?:licen[cs]e|terms)(?: +agreement)?$", re.IGNORECASE)
_OPERATOR = re.compile(r"\s(?:AND|OR|WITH)\s")
_SPOKEN = re.compile(r"licen[cs]e|terms|agreement", re.IGNORECASE)
_JOINED = re.compile(r"\s+(?:and|with|plus|&|\+)\s+(?:the\s+)?", re.IGNORECASE)
# A part of a name that may be one by its grammar alone; the first such name loads the grammar.
_GRAMMATICAL = re.compile(r"(?i)\d|-|licen[cs]e|commons|public")


def claims_from(hints: Iterable[LicenceHint], stated: tuple[Naming, ...], kind: Kind, shelf: Shelf) -> list[Claim]:
    """The claims about the licence of the weights, or of a data set, that hints add.

    Where nothing states a licence, what the prose states is a claim. Beside a licence that is open, a limit, another
    licence that is not open and a statement that nobody understands each make it doubtful.

    Args:
        hints: of the release.
        stated: what the claims about that licence stand for.
        kind: of the part it is the licence of.
        shelf: where names are looked up.
    """
    claims: list[Claim] = []
    hints = tuple(hint for hint in hints if not isinstance(hint, CodeLicence))
    if not stated:
        named = (claim for hint in hints if isinstance(hint, LicenceInProse) for claim in _claimed(hint, shelf))
        claims = _few(named)
        stated = tuple(shelf.naming(claim.value) for claim in claims)
    candidates = {candidate for naming in stated for candidate in naming.candidates}
    if any(may_be_open(candidate, kind, shelf) for candidate in candidates):
        doubts = _few(doubt for hint in hints for doubt in _doubts(hint, candidates, kind, shelf))
        files = [hint.doubt for hint in hints if isinstance(hint, FileInProse)]
        claims.extend(doubts or files or _unexplained(hints, candidates, shelf))
    return claims


def doubts_of_code(codes: Iterable[CodeLicence], licence: Fact, kind: Kind, shelf: Shelf) -> Fact:
    """The doubts whether licence texts that lie with code are those of an item of the weights, where nothing says so.

    Args:
        codes: such texts.
        licence: what is claimed of the item's licence.
        kind: of the part.
        shelf: where names are looked up.
    """
    candidates = {candidate for claim in licence.claims for candidate in naming_of(claim, shelf).candidates}
    if not any(may_be_open(candidate, kind, shelf) for candidate in candidates):
        return SILENT
    return Fact(unordered(code.doubt for code in codes if not _is_settled(code, candidates, shelf)))


def linked_licence(hints: Iterable[LicenceHint], shelf: Shelf) -> str:
    """The licence that every link leads to; empty where there is no link, or one leads elsewhere or nobody knows where."""
    namings = [shelf.linked(hint.address) for hint in hints if isinstance(hint, LicenceLink)]
    values = {naming.value if naming.known and not naming.ambiguous else "" for naming in namings}
    return values.pop() if len(values) == 1 else ""


def with_licence(sign: DataLicence, shelf: Shelf) -> DataLicence:
    """A sign on the licence of training data with what it names looked up: the first name that a record knows."""
    if sign.licence.claims:
        return evolve(sign, licence=looked_up(sign.licence, shelf))
    naming = next(_namings(sign.names, shelf), None)
    if naming is None:
        return sign
    value = naming.written if naming.ambiguous else naming.value
    claim = Claim(value, Basis.INFERRED, sign.source, sign.written, rule=Rule.PROSE_LICENCE)
    return evolve(sign, licence=looked_up(Fact((claim,)), shelf))


def _is_settled(code: CodeLicence, claimed: set[str], shelf: Shelf) -> bool:
    """True where the author says that the licence of the weights is that of the text, and nowhere that it is another.

    Args:
        code: the text, with what the author says.
        claimed: the licences that it may be.
        shelf: where names are looked up.
    """
    settled = code.near
    for said in code.statements:
        namings = [*_namings(said.names, shelf)]
        if said.same or (namings and not any(claimed.isdisjoint(naming.candidates) for naming in namings)):
            settled = True
        elif said.elsewhere or namings or any(map(_SPOKEN.search, said.names)):
            return False
    return settled


def _few(claims: Iterator[Claim]) -> list[Claim]:
    """The first of many claims; where a later one names another licence, a doubt stands for all of these."""
    kept = list(islice(claims, CLAIMS))
    values = {claim.value for claim in kept}
    other = next((claim for claim in claims if claim.value not in values), None)
    doubt = [evolve(other, value=NOASSERTION, rule=Rule.PROSE_UNCLEAR)] if other else []
    return kept + doubt


def _claimed(hint: LicenceInProse, shelf: Shelf) -> Iterator[Claim]:
    """The licence that prose states as a fact, by its heading, its label or in so many words."""
    naming = next(_namings(hint.names, shelf), None) if hint.states and hint.certain else None
    if naming is not None:
        value = naming.written if naming.ambiguous else naming.value
        yield Claim(value, Basis.INFERRED, hint.source, hint.written, rule=Rule.PROSE_LICENCE)


def _doubts(hint: LicenceHint, claimed: set[str], kind: Kind, shelf: Shelf) -> Iterator[Claim]:
    """The doubt that a hint raises beside an open licence."""
    if isinstance(hint, LimitInProse):
        yield hint.doubt
    elif isinstance(hint, LicenceLink):
        naming = shelf.linked(hint.address)
        if naming.known and _is_another_limit(naming, claimed, kind, shelf):
            value = hint.address if naming.ambiguous else naming.value
            yield Claim(value, Basis.INFERRED, hint.source, hint.address, rule=Rule.LICENCE_LINK)
    elif isinstance(hint, LicenceInProse):
        namings = list(_namings(hint.names, shelf))
        if hint.apart:
            named = {candidate for naming in namings for candidate in naming.candidates}
            if named & claimed or not hint.names:
                yield Claim(NOASSERTION, Basis.INFERRED, hint.source, hint.written, rule=Rule.PROSE_UNCLEAR)
        elif limits := [naming for naming in namings if _is_another_limit(naming, claimed, kind, shelf)]:
            yield Claim(NOASSERTION, Basis.INFERRED, hint.source, _with_target(hint, limits), rule=Rule.PROSE_LIMIT)
        elif hint.states and not hint.understood and not namings:
            yield Claim(NOASSERTION, Basis.INFERRED, hint.source, hint.written, rule=Rule.PROSE_UNCLEAR)


def _with_target(hint: LicenceInProse, limits: list[Naming]) -> str:
    """The words of a sentence, with the licence and the address that it leads to where its words name none of some licences."""
    if any("://" not in naming.written or naming.written in hint.written for naming in limits):
        return hint.written
    naming, *_ = limits
    return f"{hint.written} ({', '.join((*(() if naming.ambiguous else (naming.value,)), naming.written))})"


def _unexplained(hints: Iterable[LicenceHint], claimed: set[str], shelf: Shelf) -> Iterator[Claim]:
    """The doubt of the first name of a model under other terms, where nothing else raises one."""
    named = (hint for hint in hints if isinstance(hint, NamedInProse))
    others = (
        hint for hint in named if is_under_other_terms(hint.name, shelf) and not _may_be(hint.name, claimed, shelf)
    )
    return (hint.doubt for hint in islice(others, 1))


def _may_be(name: str, claimed: set[str], shelf: Shelf) -> bool:
    """True where a known model may be under licences that are claimed: which of several holds is for its card to say."""
    known = shelf.known_base(name)
    return known is not None and any(claimed.issuperset(shelf.ids_in(licence)) for licence in known.licences)


def _namings(names: Iterable[str], shelf: Shelf) -> Iterator[Naming]:
    """The licences of the names in a sentence that a record knows: of each the longest run of words that is a name.

    An expression stands for itself as a whole; of names that are joined by a word each counts.
    """
    for name in names:
        if "://" in name:
            naming = shelf.linked(name)
            if naming.known:
                yield naming
            continue
        found = next((run for run in _runs(name.split()) if shelf.has_name(run)), "")
        if found and _OPERATOR.search(name):  # of which nobody may know a part
            yield shelf.naming(name)
            continue
        family = found not in ("", name) and _goes_on(name, found) and shelf.naming(found).ambiguous
        part = family or (found != name and " " not in found)  # “CC” of “CC BY-NC”, which no record names
        if (not found or (part and shelf.naming(name).known)) and (name.isupper() or _GRAMMATICAL.search(name)):
            found = name
        elif family:
            found = ""  # a licence of that family that nobody knows
        others = filter(shelf.has_name, _JOINED.split(name))
        for run in (found, *others) if found else ():
            if (naming := shelf.naming(run)).known:
                yield naming


def _goes_on(name: str, family: str) -> bool:
    """True where a name goes on behind that of a family with words of its own: “Creative Commons Sampling Plus”."""
    behind = name.partition(family)[2].split()
    return bool(behind) and behind[0][:1].isupper() and _ENDING.sub("", f" {behind[0]}") != ""


def _runs(words: list[str]) -> Iterator[str]:
    """The runs of words, the longest first, each with and without the word for a licence at its end."""
    for left_out in range(len(words)):
        length = len(words) - left_out
        for start in range(left_out + 1):
            run = " ".join(words[start : start + length]).strip(" ,.")
            if length > 1 or len(words) == 1 or _tells(run):
                yield from dict.fromkeys((run, _ENDING.sub("", run)))


def _tells(word: str) -> bool:
    """True where a word of several may be a name by itself: one in capitals, with a digit or a hyphen."""
    return re.fullmatch(r"[A-Z][A-Z0-9.+-]+|.*\d.*|.*-.*", word) is not None


def _is_another_limit(naming: Naming, claimed: set[str], kind: Kind, shelf: Shelf) -> bool:
    """True where a known licence is not open, and is none of those claimed."""
    return not any(candidate in claimed or may_be_open(candidate, kind, shelf) for candidate in naming.candidates)
