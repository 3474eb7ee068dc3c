"""Licence texts beside a release: each gives a claim that is detected, or a doubt.

A text that is a known licence word for word, in its layout or another, is that licence. A known text with anything of its terms
added, removed or changed is another licence, and a text nobody knows keeps the licence from being certain (rule 2). A policy or
a rider in a file of its own limits what the licence grants, unless the licence has it already. A notice gives credit, and
counts only for a licence with limits that it holds or names.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from openness.licensing.expression import All, all_of, parse
from openness.release.claim import Claim, Rule
from openness.release.finding import Code, Finding, Subject
from openness.release.names import is_credit
from openness.release.release import LicenceText, Release
from openness.resolution.credits import beside_credits
from openness.shelf.shelf import Shelf
from openness.value import Shown
from openness.vocabulary import FREEDOMS, NOASSERTION, Basis, Kind, Term
from openness.vocabulary.verdict import Verdict

if TYPE_CHECKING:
    from openness.licensing.matching.match import Match
    from openness.release.hints import LicenceHint

_RIDER_NAMES = re.compile(r"(?:use|usage)[ ._-]?policy|commons[ ._-]?clause|addendum|eula|acceptable", re.IGNORECASE)
_THIRD_PARTY = re.compile(r"(?:licen[cs]es?[ ._-])?(?:third|3rd)[ ._-]?part(?:y|ies)(?:[ ._-].*)?", re.IGNORECASE)
_NAMED_IN_NOTICE = re.compile(
    r"\b(?:licen[cs]ed|provided) under (?:and subject to )?(?:the )?([^,;()\n]{3,80}?)(?=\.?(?:[,;()\n]|$)|\. | found )",
    re.IGNORECASE,
)
#: For a release of weights and for one of data: words that tell that a notice speaks of another thing, and of this one.
_SUBJECTS = {
    Kind.MODEL_PARAMETERS_FINAL: (
        r"(?i)\W*(?:the|our|its)?\s*(?:[\w-]+\s+){0,2}?(?:data\s?sets?|data|corpus|corpora|evaluations?|benchmarks?"
        r"|tokeni[sz]ers?|fonts?|logo|paper)\b(?!\s*(?:,|&|and\b))",
        r"(?i)\b(?:models?|weights|checkpoints?|parameters)\b",
    ),
    Kind.DATASETS: (
        r"(?i)\W*(?:the|our|its)?\s*(?:[\w-]+\s+){0,2}?(?:models?|weights|code|software|scripts?|loaders?|tools?|fonts?|logo"
        r"|paper)\b(?!\s*(?:,|&|and\b))",
        r"(?i)\b(?:data\s?sets?|data|corpus|corpora|annotations?|images?|texts?|recordings?|videos?)\b",
    ),
}
_DENIED = r"(?i)\bnot\s+$|\bversion\s+[\d.]+\s+was\s+$"
_GOES_ON = re.compile(r"\s(?:and|but|as|for|which|with)\s", re.IGNORECASE)  # behind the name of a licence
_SENTENCE = 2_000  # characters before a name that may be of its sentence
_SHORT = 600  # characters of a text that may only point to another
#: A text of these words and names of files does nothing but point to those files.
_POINTING = frozenset(
    "see refer please read to the this a an and of in for is are its it under file files full text terms details "
    "licence license licences licenses licensed released distributed model models weights code".split()
)
_OWNER = re.compile(r"(?:copyright|©|\(c\))(?!.*\b(?:licen[cs]e|terms|permi)).{0,150}$", re.IGNORECASE)
#: Licences, each with the words that it gives for whoever applies it to a work.
_APPLYING = {
    "Apache-2.0": 'Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in '
    "compliance with the License. You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0 "
    "Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on an "
    '"AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the License for the specific '
    "language governing permissions and limitations under the License."
}
_STRANGE = 3  # words of a name that no name is known to have
_NAME = 120  # characters of the name of a licence
_FEW_LINES = 12  # lines of a file that may hold but a name
_SHOWN = 3  # differences said in a message


@frozen(eq=False, repr=False)
class Detected(Shown):
    """The claim and the findings that one licence text gives.

    Args:
        claim: what it says of the licence; None where it says nothing of its own.
        findings: what a person should look at.
    """

    claim: Claim | None
    findings: tuple[Finding, ...] = ()


@frozen(eq=False, repr=False)
class Beside(Shown):
    """The other licences of what a text lies beside.

    Args:
        named: the names of licences that files name for it.
        texts: the licences whose texts lie there, but for notices.
        passed_on: the licences of bases whose terms reach it, whatever lies beside it.
    """

    named: tuple[str, ...]
    texts: tuple[str, ...]
    passed_on: frozenset[str]


def detect(text: LicenceText, release: Release, beside: Beside, shelf: Shelf) -> Detected:
    """The claim and the findings that a licence text gives.

    Args:
        text: the file, as it was read; empty where it could not be.
        release: what it lies beside.
        beside: what else is said of the licence.
        shelf: which texts are known.
    """
    matches = shelf.identify(text.text)
    licences = [match for match in matches if not match.policy]
    rider = _RIDER_NAMES.search(_base(text)) is not None
    if is_notice(text) and not any(match.policy for match in matches):
        return _notice(text, matches, beside, release.described, shelf)
    if not licences and (rider or matches):
        return _rider(text, release, limits_use((*beside.named, *beside.texts), shelf))
    if not licences:
        if _points_inside(text, release):
            return Detected(None)
        return _named_alone(text, shelf) or _unidentified(text, release)
    if len(licences) < len(matches) and not limits_use((*(match.licence for match in licences), *beside.named), shelf):
        return _rider(text, release, False)
    if named := _applied(text):
        return named
    changed = [match for match in licences if match.kind not in {"exact", "same-wording"}]
    credited = beside_credits(text.text, licences, shelf) if changed else ()
    if changed and not credited:
        return Detected(_doubt(text, _because(changed[0])), tuple(_changes(text, changed)))
    licences = [*credited] or licences
    if beside.named and _is_of_a_base(licences, beside, shelf):
        return Detected(None)
    value = " AND ".join(dict.fromkeys(_either_form(match.licence, shelf) for match in licences))
    value = _whole_of(value, beside.named, shelf) or value
    variants = [match for match in licences if match.kind == "same-wording"]
    because = "its text; only the layout differs" if variants else "its text, word for word"
    notes = tuple(_difference(Code.LICENCE_TEXT_VARIANT, text, match, "the same wording as") for match in variants)
    if credited:
        because = "its text, beside which others are credited"
        notes = (_difference(Code.LICENCE_TEXT_VARIANT, text, changed[0], "with credits beside it the text of"),)
    return Detected(Claim(value, Basis.DETECTED, text.source, "", because), notes)


def _named_alone(text: LicenceText, shelf: Shelf) -> Detected | None:
    """The licence whose name is all that a file holds, but for who owns it: it is named there, and no text of it is there."""
    lines = [line for line in map(str.strip, text.text.split("\n", _FEW_LINES)) if line and not _names_an_owner(line)]
    match lines:
        case [name] if len(name) <= _NAME and (naming := shelf.naming(name)).known:
            value = naming.written if naming.ambiguous else naming.value
            because = "its file holds the name alone, and no text"
            return Detected(Claim(value, Basis.DECLARED, text.source, name, because))
    return None


def _applied(text: LicenceText) -> Detected | None:
    """The licence that a file applies in the words that the licence itself gives for that, with nothing else but its owner."""
    if len(text.text) > _SHORT + len(_APPLYING["Apache-2.0"]):
        return None
    lines = (line.strip(" \t#*/;-") for line in text.text.split("\n"))
    words = _words(" ".join(line for line in lines if line and not _names_an_owner(line)))
    for licence, applying in _APPLYING.items():
        if words == _words(applying):
            because = "its file holds the words that apply it, and not its text"
            return Detected(Claim(licence, Basis.DECLARED, text.source, licence, because))
    return None


def _names_an_owner(line: str) -> bool:
    """True where a line says whose a thing is, and nothing else."""
    from openness.licensing.matching.normalise import says_who  # few texts are so short

    return _OWNER.match(line) is not None and says_who(line, _STRANGE)


def _words(text: str) -> list[str]:
    """The words of a text, whatever stands between them; an address may be one of the net's newer kind."""
    return re.findall(r"\w+(?:[.:/]+\w+)*", text.lower().replace("https://", "http://"))


def _unidentified(text: LicenceText, release: Release) -> Detected:
    """The doubt that a text raises which is not identified, or which is not there to be."""
    help = "have a person conclude which licence it is"
    if text.text.strip():
        what = "a licence text was found and not identified"
    elif text.source.document in release.unread:
        what = "a licence text was found and could not be read"
    else:
        what, help = "a file that should hold a licence text is empty", "put the text into it, or remove it"
    message = f"{what}, so the licence it is about is not known for certain"
    finding = Finding(Code.LICENCE_UNKNOWN, message, text.source, help, _subject(text))
    return Detected(_doubt(text, "a licence text nobody here knows"), (finding,))


def _because(match: "Match") -> str:
    return f"another version of {match.licence}" if match.version else f"{match.licence}, {match.kind}"


def _is_of_a_base(licences: Iterable["Match"], beside: Beside, shelf: Shelf) -> bool:
    """True where a text is a copy of a base's licence beside one that names another: kept as that licence asks."""
    ids = {match.licence for match in licences}
    own = {id for name in beside.named for candidate in shelf.naming(name).candidates for id in shelf.ids_in(candidate)}
    return ids <= beside.passed_on and not ids & own


def _whole_of(id: str, named: Iterable[str], shelf: Shelf) -> str | None:
    """The expression of licences that all apply, of which this is one: its text is one of theirs."""
    for naming in map(shelf.naming, named):
        for candidate in naming.candidates:
            tree = parse(candidate)
            if isinstance(tree, All) and id in map(str, tree.parts):
                return naming.value
    return None


def _base(text: LicenceText) -> str:
    return text.source.document.rpartition("/")[2]


def _subject(text: LicenceText, *licences: str) -> Subject:
    """The part a text is about, where it is about one alone, and licences, as what a finding is about."""
    return Subject(text.kinds[0] if len(text.kinds) == 1 else None, "", licences)


def _doubt(text: LicenceText, because: str) -> Claim:
    return Claim(NOASSERTION, Basis.DETECTED, text.source, "", because)


def _either_form(id: str, shelf: Shelf) -> str:
    """A GNU text does not say whether later versions are meant: the short id stands for both."""
    short = id.removesuffix("-only")
    return short if short != id and shelf.licence(f"{short}-or-later") is not None else id


def _rider(text: LicenceText, release: Release, limited: bool) -> Detected:
    if limited:
        return Detected(None)
    claim = Claim(NOASSERTION, Basis.DETECTED, text.source, rule=Rule.RIDER)
    named = any(item.licence.claims for part in release.components for item in part.items)
    if not named and len(release.texts) == 1:  # nothing is there for it to limit
        message = f"{_base(text)} limits the use of something, and no licence of that is named"
        return Detected(claim, (Finding(Code.LICENCE_UNKNOWN, message, text.source, subject=_subject(text)),))
    message = f"{_base(text)} limits the use of something under an open licence"
    finding = Finding(Code.RESTRICTION_IN_PROSE, message, text.source, subject=_subject(text))
    return Detected(claim, (finding,))


def _changes(text: LicenceText, matches: Iterable["Match"]) -> Iterable[Finding]:
    """One finding for each known text that is not as it was."""
    for match in matches:
        relation = "a part of" if match.kind == "partial" else "changed from"
        if match.version:
            relation = "another version of"
        yield _difference(Code.LICENCE_TEXT_MODIFIED, text, match, relation)


def _difference(code: Code, text: LicenceText, match: "Match", relation: str) -> Finding:
    """A finding that says how a text stands to a known one, with its first differences."""
    shown = [f"line {each.line}, {each.op}: {each.text[:80]}" for each in match.differences[:_SHOWN]]
    if len(match.differences) > _SHOWN:
        shown.append(f"and {len(match.differences) - _SHOWN} more")
    message = f"it is {relation} {match.licence}" + (f" ({'; '.join(shown)})" if shown else "")
    return Finding(code, message, text.source, subject=_subject(text, match.licence))


def is_notice(text: LicenceText) -> bool:
    """True where a file is a notice by its name: it credits, and is no licence of its own."""
    return is_credit(_base(text)) or _THIRD_PARTY.fullmatch(_base(text)) is not None


def own_limits(release: Release, shelf: Shelf) -> "tuple[LicenceHint, ...]":
    """The hints of a release without the words of the licences that its notices hold: those bind by themselves."""
    quoted = {
        text.source.document: [match.lines for match in shelf.identify(text.text)]
        for text in release.texts
        if is_notice(text)
    }
    return tuple(
        hint
        for hint in release.limits
        if not any(first <= hint.source.line <= last for first, last in quoted.get(hint.source.document, ()))
    )


def _notice(
    text: LicenceText, matches: Iterable["Match"], beside: Beside, described: Sequence[Kind], shelf: Shelf
) -> Detected:
    """The licence that a notice holds or names and that limits more than is known to be limited, if one does."""
    matched = {match.licence for match in matches}
    named = {
        _named(found[1].strip(), shelf)
        for found in _NAMED_IN_NOTICE.finditer(text.text)
        if any(_is_of(kind, text.text, found) for kind in described)
    }
    own = beside.named or beside.texts
    denials = (_surely_denied(name, kind, shelf) for name in own for kind in described)
    denied = set.intersection(*denials) if own else set()
    accounted = {
        *beside.passed_on,
        *(candidate for name in (*own, *beside.texts) for candidate in shelf.naming(name).candidates),
    }
    limiting = sorted(
        shelf.naming(name).value
        for name in matched | named
        if limits_use([name], shelf)
        and not _denied(name, shelf) <= denied
        and accounted.isdisjoint(shelf.naming(name).candidates)
    )
    if not limiting:
        return Detected(None)
    return Detected(Claim(all_of(limiting), Basis.DETECTED, text.source, "", "its notice names it"))


def _named(words: str, shelf: Shelf) -> str:
    """The name at the beginning of some words; all of them where they are one."""
    return words if shelf.naming(words).known else _GOES_ON.split(words, maxsplit=1)[0]


def _is_of(kind: Kind, text: str, found: re.Match[str]) -> bool:
    """True where what a notice names a licence for may be what the release is of: no tokenizer alone, and it is not denied."""
    something_else, itself = _SUBJECTS[kind]
    start = max(0, found.start() - _SENTENCE)
    *before, sentence = re.split(r"[.;]\s|\n", text[start : found.start()])
    if start and not before:
        return True  # a sentence without end
    other = re.match(something_else, sentence) and not re.search(itself, sentence)
    return not other and re.search(_DENIED, sentence) is None


def _points_inside(text: LicenceText, release: Release) -> bool:
    """True where a text does nothing but point to texts read beside it, which are about all that it is about.

    Those must be too long to be pointers themselves, or two could point to each other and say nothing.
    """
    if len(text.text) > _SHORT:
        return False
    folder = text.source.document.removesuffix(_base(text))
    beside = {
        other.source.document.removeprefix(folder): other.kinds
        for other in release.texts
        if len(other.text) > _SHORT and other.source.document.startswith(folder) and not is_notice(other)
    }
    left, about = text.text, set[Kind]()
    for name in sorted(beside, key=len, reverse=True):
        if name in left:
            left, times = re.subn(rf"(?<![\w./-])(?:\./)?{re.escape(name)}(?![\w/-]|\.\w)", " ", left)
            about.update(beside[name] if times else ())
    words = (word.rstrip(".") for word in re.split(r"[\s,:;()<>\[\]\"'`*#!]+", left))
    pointing = all(not word or word[:1].lower() + word[1:] in _POINTING for word in words)
    return pointing and about.issuperset(text.kinds)


def _denied(name: str, shelf: Shelf) -> set[Term]:
    """The freedoms that a name may deny: those of every licence it may stand for."""
    licences = (shelf.licence(id) for candidate in shelf.naming(name).candidates for id in shelf.ids_in(candidate))
    return {term for licence in licences if licence is not None for term in licence.denied}


def _surely_denied(name: str, kind: Kind, shelf: Shelf) -> set[Term]:
    """The freedoms that a name is certain to deny, whatever it stands for and whichever licence one chooses."""
    choices = [
        choice for candidate in shelf.naming(name).candidates for choice in shelf.answers(candidate, FREEDOMS, kind)
    ]
    return {term for at, term in enumerate(FREEDOMS) if all(choice[at] is Verdict.UNMET for choice in choices)}


def limits_use(values: Iterable[str], shelf: Shelf) -> bool:
    """True where one of some licences has a limit of use, a policy or not for commerce, already."""
    terms = (Term.ANY_FIELD, Term.COMMERCIAL_USE)
    for value in values:
        for candidate in shelf.naming(value).candidates:
            for id in shelf.ids_in(candidate):
                licence = shelf.licence(id)
                verdicts = (
                    [licence.answers[term].verdict for term in terms if term in licence.answers] if licence else []
                )
                if Verdict.UNMET in verdicts:
                    return True
    return False
