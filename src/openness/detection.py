"""What a licence text beside a release says: a claim that is detected, or a doubt.

A text that is exactly a known licence is that licence. A known text with anything added, removed or changed is another
licence, and a text nobody knows keeps the licence from being certain (contract, rule 2). A policy or a rider in a file
of its own limits what the licence grants, unless the licence has it already. A notice gives credit, and counts only for
a licence with limits that it holds or names.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import frozen

from openness.claim import UNIDENTIFIED, Claim
from openness.expression import all_of
from openness.finding import Code, Finding
from openness.release import LicenceText, Release
from openness.shelf import Shelf
from openness.value import Shown
from openness.verdict import Verdict
from openness.vocabulary import Basis, Kind, Term

if TYPE_CHECKING:
    from openness.likeness import Match

RIDER = "rule rider: a file of its own limits the use of something under an open licence"

_RIDER_NAMES = re.compile(r"(?:use|usage)[ ._-]?policy|commons[ ._-]?clause|addendum|eula|acceptable", re.IGNORECASE)
_NOTICE_NAMES = re.compile(r"notices?(?:\.\w+)?", re.IGNORECASE)
_NAMED_IN_NOTICE = re.compile(
    r"\b(?:licen[cs]ed|provided) under (?:and subject to )?(?:the )?([^,;()\n]{3,80}?)(?=\.?(?:[,;()\n]|$)|\. | found )",
    re.IGNORECASE,
)
_SHORT = 600  # characters of a text that may only point to another
#: A text of these words and names of files does nothing but point to those files.
_POINTING = frozenset(
    "see refer please read to the this a an and of in for is are its it under file files full text terms details "
    "licence license licences licenses licensed released distributed model models weights code".split()
)
_SHOWN = 3  # differences said in a message


@frozen(eq=False, repr=False)
class Detected(Shown):
    """What one licence text comes to.

    Args:
        claim: what it says of the licence; None where it says nothing of its own.
        findings: what a person should look at.
    """

    claim: Claim | None
    findings: tuple[Finding, ...] = ()


def detect(text: LicenceText, release: Release, limited: bool, shelf: Shelf) -> Detected:
    """What a licence text says.

    Args:
        text: the file, as it was read; empty where it could not be.
        release: what it lies beside.
        limited: whether the licence named already limits the use.
        shelf: which texts are known.
    """
    matches = shelf.identify(text.text)
    licences = [match for match in matches if not match.policy]
    rider = _RIDER_NAMES.search(_base(text)) is not None
    if _is_notice(text) and not any(match.policy for match in matches):
        return _notice(text, matches, shelf)
    if not licences and (rider or matches):
        return _rider(text, release, limited)
    if not licences:
        if _points_inside(text, release):
            return Detected(None)
        message = "a licence text was found and not identified, so the licence it is about is not known for certain"
        finding = Finding(Code.LICENCE_UNKNOWN, message, text.source, "have a person conclude which licence it is")
        return Detected(_doubt(text, "a licence text nobody here knows"), (finding,))
    changed = [match for match in licences if match.kind != "exact"]
    if changed:
        return Detected(_doubt(text, f"{changed[0].licence}, {changed[0].kind}"), tuple(_changes(text, changed)))
    value = " AND ".join(dict.fromkeys(_either_form(match.licence, shelf) for match in licences))
    return Detected(Claim(value, Basis.DETECTED, text.source, "", "its text, word for word"))


def _base(text: LicenceText) -> str:
    return text.source.document.rpartition("/")[2]


def _doubt(text: LicenceText, because: str) -> Claim:
    return Claim(UNIDENTIFIED, Basis.DETECTED, text.source, "", because)


def _either_form(id: str, shelf: Shelf) -> str:
    """A GNU text does not say whether later versions are meant: the short id stands for both."""
    short = id.removesuffix("-only")
    return short if short != id and shelf.licence(f"{short}-or-later") is not None else id


def _rider(text: LicenceText, release: Release, limited: bool) -> Detected:
    if limited:
        return Detected(None)
    claim = Claim(UNIDENTIFIED, Basis.DETECTED, text.source, "", RIDER)
    named = any(item.licence.claims for part in release.components for item in part.items)
    if not named and len(release.texts) == 1:  # nothing is there for it to limit
        message = f"{_base(text)} limits the use of something, and no licence of that is named"
        return Detected(claim, (Finding(Code.LICENCE_UNKNOWN, message, text.source),))
    message = f"{_base(text)} limits the use of something under an open licence"
    finding = Finding(Code.RESTRICTION_IN_PROSE, message, text.source)
    return Detected(claim, (finding,))


def _changes(text: LicenceText, matches: Iterable["Match"]) -> Iterable[Finding]:
    """One finding for each known text that is not as it was."""
    for match in matches:
        told = [f"line {one.line}, {one.op}: {one.text[:80]}" for one in match.differences[:_SHOWN]]
        if len(match.differences) > _SHOWN:
            told.append(f"and {len(match.differences) - _SHOWN} more")
        what = "a part of" if match.kind == "partial" else "changed from"
        said = f"it is {what} {match.licence}" + (f" ({'; '.join(told)})" if told else "")
        yield Finding(Code.LICENCE_TEXT_MODIFIED, said, text.source)


def _is_notice(text: LicenceText) -> bool:
    return _NOTICE_NAMES.fullmatch(_base(text)) is not None


def _notice(text: LicenceText, matches: Iterable["Match"], shelf: Shelf) -> Detected:
    """What a notice says: the licence with limits it holds or names, and nothing otherwise."""
    held = {match.licence for match in matches}
    named = {found[1].strip() for found in _NAMED_IN_NOTICE.finditer(text.text)}
    limiting = sorted(shelf.naming(name).value for name in held | named if limits_use([name], shelf))
    if not limiting:
        return Detected(None)
    return Detected(Claim(all_of(limiting), Basis.DETECTED, text.source, "", "its notice names it"))


def _points_inside(text: LicenceText, release: Release) -> bool:
    """Whether a text does nothing but point to texts read beside it, which are about all that it is about.

    Those must be too long to be pointers themselves, or two could point to each other and say nothing.
    """
    if len(text.text) > _SHORT:
        return False
    folder = text.source.document.removesuffix(_base(text))
    beside = {
        other.source.document.removeprefix(folder): other.kinds
        for other in release.texts
        if len(other.text) > _SHORT and other.source.document.startswith(folder) and not _is_notice(other)
    }
    left, about = text.text, set[Kind]()
    for name in sorted(beside, key=len, reverse=True):
        if name in left:
            left, times = re.subn(rf"(?<![\w./-])(?:\./)?{re.escape(name)}(?![\w/-]|\.\w)", " ", left)
            about.update(beside[name] if times else ())
    words = (word.rstrip(".") for word in re.split(r"[\s,:;()<>\[\]\"'`*#!]+", left))
    pointing = all(not word or word[:1].lower() + word[1:] in _POINTING for word in words)
    return pointing and about.issuperset(text.kinds)


def limits_use(values: Iterable[str], shelf: Shelf) -> bool:
    """Whether one of some licences has a limit of use, a policy or not for commerce, already."""
    terms = (Term.ANY_FIELD, Term.COMMERCIAL_USE)
    for value in values:
        for candidate in shelf.naming(value).candidates:
            for id in shelf.ids_in(candidate):
                licence = shelf.licence(id)
                said = [licence.answers[term].verdict for term in terms if term in licence.answers] if licence else []
                if Verdict.UNMET in said:
                    return True
    return False
