"""Credits beside the text of a licence, in one file with it: who made what is in the work, and under which open licence.

People append their NOTICE to the text. What only credits binds nobody, so the text is still that licence. Each sentence must have
the form of a credit and no word that may bind; a text with any other word beside it stays another licence.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openness.resolution.names import may_be_open
from openness.shelf.shelf import Shelf
from openness.vocabulary import NOASSERTION, WEIGHTS

if TYPE_CHECKING:
    from openness.licensing.matching.match import Match

_MOST = 20_000  # characters of credits that are read
_WHAT = (
    r"(?:note\W+)?(?:(?:some|parts?|portions?|sections?)(?: of)? )?(?:this|the following|the|it|[\w.'’-]+)"
    r"(?: [\w.'’()-]+){0,5}?"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"[\W_]*",
        r"\W*(?:third[- ]party )?(?:notices?|attributions?|acknowledge?ments?|credits|copyright(?: notices?)?)(?: file)?\W*",
        r"\W*(?:[\w&-]+ ){0,4}(?:copyrights?|©|\(c\))\W.{0,300}",
        rf"\W*{_WHAT} (?:also )?(?:includes?|contains?|incorporates?|builds on) .{{2,300}}",
        rf"\W*(?:{_WHAT} (?:is|are|was|were) )?(?:an? )?(?:also |partly |partially |largely |originally"
        rf" )?(?:derived|adapted|taken|copied"
        r"|based|ported|borrowed|modified|developed|written|created|built|maintained|fork|port|derivative work)"
        r" (?:from|on|by|at|of|based on) .{2,300}",
        rf"\W*(?:{_WHAT} (?:is|are|was|were)|all rights reserved)\W*",
        r"\W*(?:https?://\S+|[\w.+-]+@[\w.-]+)\W*",
    )
)
_LINE = 160  # characters of a line that is a title
_COPYRIGHT = 2  # the form of a line on it
_TITLE = re.compile(r"[A-Z][\w.-]*(?: [\w.-]+){0,2}")
_LICENSED = re.compile(
    r",?\s*\b(?:and |which (?:is|are|was|were) )?(?:licen[cs]ed|released|distributed|provided|available)"
    r" under (?:the )?(?:terms of )?(?:the )?(?P<name>[A-Z][\w.-]*(?: (?:[A-Z\d][\w.-]*|\d-clause|or later)){0,5})"
    r"(?: licen[cs]e)?(?: (?:above|below)|,? (?:reproduced|shown|given|included) below|,? as follows)?",
)
#: Words that tell that all of a release is under the licence, and take nothing away.
_COVERS = re.compile(
    r"(?i)\bthis (?:copyright and )?licen[cs]e (?:also )?(?:covers|applies to) (?:both )?(?:the )?(?:source )?code and"
    r" (?:the )?(?:model )?(?:weights|parameters)(?: referenced for download in the README(?: file)?)?(?=\.?$)"
)
_BINDS = re.compile(
    r"(?i)\b(?:may|must|shall|should|will|only|not|no|never|can|cannot|prohibit\w*|forbid\w*|restrict\w*"
    r"|permi\w*|requir\w*|except\w*"
    r"|agree\w*|condition\w*|terms?|unless|subject|non(?:profit|exclusive)?|(?:non)?commercial\w*|research|academic|education\w*|personal|evaluation|internal"
    r"|use[drs]?|using|usage|re-?distribut\w*|weights?|models?|checkpoints?|patent\w*|fees?|royalt\w*|liab\w*"
    r"|warrant\w*|govern\w*"
    r"|for|exclusive\w*|solely?|some rights|laws?|consent|prior|trial|confidential|proprietary"
    r"|licen[cs]\w*|trademarks?|end|until|limit\w*|ask|contact)\b|n['’]t\b"
)
_SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=[A-Z\"“(])")


def beside_credits(text: str, matches: Sequence["Match"], shelf: Shelf) -> tuple["Match", ...]:
    """The licence whose text a file holds word for word, with nothing but credits beside it; none where it is otherwise.

    Args:
        text: of the file.
        matches: the licences that were found in it.
        shelf: which texts and which names are known.
    """
    lines = text.split("\n")
    if len(matches) != 1:  # nobody knows of several which is that of what
        return ()
    first, last = matches[0].lines
    above = _without_title(lines[: first - 1], matches[0].licence, shelf)
    if not all(_is_credit("\n".join(beside), shelf) for beside in (above, lines[last:])):
        return ()
    alone = shelf.identify("\n".join(lines[first - 1 : last]))
    same = [match.licence for match in alone] == [matches[0].licence]
    return alone if same and alone[0].kind in {"exact", "same-wording"} else ()


def _without_title(lines: list[str], licence: str, shelf: Shelf) -> list[str]:
    """The lines above a text without the first that is not blank, where that names the licence: “MIT License”, “BSD License”."""
    at = next((at for at, line in enumerate(lines) if line.strip()), 0)
    title = lines[at].strip() if lines else ""
    named = len(title) < _LINE and licence in shelf.naming(title).candidates
    return [*lines[:at], "", *lines[at + 1 :]] if named else lines


def _is_credit(block: str, shelf: Shelf) -> bool:
    """True where every sentence of some lines is a credit, and each licence named there one that limits nobody."""
    return len(block) <= _MOST and all(_credits(part, shelf) for part in re.split(r"\n\s*\n", block) if part.strip())


def _credits(paragraph: str, shelf: Shelf) -> bool:
    """True where the lines of a paragraph are credits, each by itself or as the sentences that they make."""
    lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
    if len(lines) > 1 and _TITLE.fullmatch(lines[0]) and _FORMS[_COPYRIGHT].fullmatch(lines[1]):
        lines = lines[1:]  # the name of the project
    sentences = _SENTENCE_END.split(" ".join(lines))
    return any(all(_is_one(each, shelf) for each in parts) for parts in (lines, sentences))


def _is_one(sentence: str, shelf: Shelf) -> bool:
    """True where a sentence is a credit, and binds nobody."""
    if _is_title(sentence, shelf):
        return True
    left = _COVERS.sub(" ", _LICENSED.sub(" ", sentence))
    left = re.sub(r"(?i)^(\W*developed at [^,.]{3,80}?) for (?=[A-Z])", r"\1 ", left)  # the name of an institute
    if _BINDS.search(re.sub(r"(?i)^\W*this \w+ (?:also )?uses\b", " this includes", left)):
        return False
    if not any(form.fullmatch(left.strip()) for form in _FORMS):
        return False
    return all(_is_open(name, shelf) for name in _names(sentence))


def _is_title(sentence: str, shelf: Shelf) -> bool:
    """True where a line is nothing but the name of a licence that limits nobody: “The MIT License (MIT)”."""
    title = re.sub(
        r"(?i)\W*(?:this is )?(?:the )?(.{2,60}?)(?: \(\w+\))?:?(?: https?://\S+)?\W*", r"\1", sentence, count=1
    )
    return len(sentence) < _LINE and title != sentence and _is_open(title, shelf)


def _names(sentence: str) -> Iterator[str]:
    return (found["name"] for found in _LICENSED.finditer(sentence))


def _is_open(name: str, shelf: Shelf) -> bool:
    """True where a name is that of a licence that a record knows, and that limits nobody's use."""
    naming = shelf.naming(name)
    return naming.known and all(name != NOASSERTION and may_be_open(name, WEIGHTS, shelf) for name in naming.candidates)
