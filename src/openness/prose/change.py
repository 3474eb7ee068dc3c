"""A licence that was changed: the one that was left, and the one that holds since.

“We moved from MIT to CC BY-NC” names two licences, of which the second alone is that of the model. A change is no history: what
a text says of it holds from then on, under whatever heading it stands.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from openness.prose.licence_name import runs
from openness.prose.reader import Sentence
from openness.prose.rule import of_own
from openness.prose.subject import is_own, name_of, tells_of_another, words_of
from openness.vocabulary.patterns import pattern


class Change(NamedTuple):
    """A change of a licence.

    Args:
        start: the character where the words that tell it begin.
        link: the character where the words that lead to what holds since begin.
        rest: the character where the words for that begin, and `end`: where they end.
        left: the words for the licence that was left; empty where none stand there.
        names: possible names of the licence that holds since.
        withholds: whether its words withhold something by themselves, whatever they name.
        opens: whether they open everything, without a name.
        spoken: whether the sentence has a word for a licence.
    """

    start: int
    link: int
    rest: int
    end: int
    left: str = ""
    names: tuple[str, ...] = ()
    withholds: bool = True
    opens: bool = False
    spoken: bool = False


_VERB = r"(?:chang|mov|switch|migrat|transition|shift)"
_DID = (
    r"(?:changed|moved|switched|updated|migrated|went|gone|transitioned|shifted|reverted|re-?licen[cs](?:ed|ing)"
    rf"|(?:am|are|is|was|were|been|now|by)\s+{_VERB}ing(?:\s+away)?)"
)
_TO = r"(?:\s+(?:over\s+)?(?:in)?to\s+|\s*(?:→|->|=>)\s*)"
_LICENCE = r"\b(?:licen[cs](?:es?|ing)|terms)\b"
_PLANNED = rf"(?:re-?licen[cs]e|{_VERB}(?:e|ing)?)"
_SHAPES = (
    # we moved from MIT to …
    rf"\b{_DID}\b[^;]{{0,60}}?\bfrom\s+(?P<before>[^;]{{2,80}}?){_TO}",
    # the licence was changed to …; we changed the licence to …; it was re-licensed under …
    rf"{_LICENCE}[^;,]{{0,40}}?\b{_DID}{_TO}",
    rf"\b{_DID}\s+(?:[\w-]+\s+){{0,3}}?{_LICENCE}[^;,]{{0,40}}?{_TO}",
    rf"\bre-?licen[cs](?:ed|ing)\b[^;,]{{0,60}}?(?:{_TO}|\s+(?:under|as)\s+)",
    # we plan to move from MIT to …
    rf"\b{_PLANNED}\b[^;]{{0,60}}?\bfrom\s+(?P<before>[^;]{{2,80}}?){_TO}",
    # we replaced MIT with …; MIT was replaced by …
    r"\breplac(?:ed|es|ing)\s+(?P<before>[^;,]{2,80}?)\s+(?:with|by)\s+",
    r"\A(?P<before>[^;]{2,100}?)\s+(?:has\s+been|have\s+been|is|was|were|are)\s+replaced\s+(?:with|by)\s+",
    # it was MIT until 2023 and is now …; originally MIT, now …; it leaves MIT and becomes …
    r"\b(?:was|were|used\s+to\s+be|originally|formerly|previously|initially|once|leaves|left)\s+(?P<before>[^;]{2,80}?)(?P<link>,?\s"
    r"\s*(?:(?:and|but)\s+)?(?:(?:it|they|the\s+licen[cs]e)\s+)?"
    r"(?:(?:(?:is|are|has|have|been)\s+){0,3}(?:now|since)|becomes|became)\s+"
    r"(?:(?:been|is|are|under|moved|changed|switched|to|licen[cs]ed|released|distributed|available)\s+){0,4})",
)
_CHANGES = tuple(pattern(rf"(?is){shape}(?P<after>\S[^;]{{1,160}})") for shape in _SHAPES)
_NAME = r"[^;,.:]{2,40}?(?:\.\d[^;,.:]{0,30}?)?"
#: Behind the licence that was left: when, why, and what for.
_LEFT_WHEN = (
    r"(?=\W*\Z|\s*[,;:.(]|\s[–—-]\s|\s+(?:last|this|in|since|after|when|with|for|because|as|and|so|due|long|altogether|entirely"
    r"|completely|recently|years?|some)\b)"
)
_LEFT_SHAPES = (
    # we dropped MIT; we stopped using MIT
    r"\b(?:dropp|withdr|revok|abandon|discontinu|ditch|scrapp|retir)\w*(?:\s+the)?\s+{name}{when}",
    r"\b(?:{verb}(?:ed|ing)\s+(?:away\s+from|off)|part(?:ed|ing)\s+(?:ways\s+)?with|(?:gave|given|giving)\s+up(?:\s+on)?"
    r"|got\s+rid\s+of|stop(?:ped|s)?\s+using|(?:good)?bye,?|farewell,?|no\s+more)\s+(?:to\s+)?(?:the\s+)?{name}{when}",
    r"\bwe(?:[’']ve|\s+have)?\s+left\s+(?:the\s+)?{name}(?:\s+behind\b|\W*\Z)",
    # it is not MIT any more; it is no longer MIT; it used to be MIT
    r"(?:\A\W*|\b(?:is|are)\s+|[’']s\s+)(?:no\s+longer|not|no)\s+(?:under\s+|an?\s+)?(?:the\s+)?{name}\s+any\s?(?:more|longer)\b",
    r"\b(?:is|are)n[’']t\s+(?:under\s+|an?\s+)?(?:the\s+)?{name}\s+any\s?(?:more|longer)\b",
    r"(?:\A\W*|\b(?:is|are)\s+|[’']s\s+)no\s+longer\s+(?:under\s+|an?\s+)?(?:the\s+)?{name}(?=\W*\Z)",
    r"\b(?:used\s+to\s+be|formerly|previously)\s+(?:under\s+)?(?:the\s+)?{name}(?=\W*\Z)",
    # the MIT licence no longer applies; MIT was dropped; MIT until v1
    r"(?:\A|[;,:.]\s)\W*(?:the\s+|since\s+\S+,?\s+)?(?P<left>[\w .-]{{2,40}}?)\??\s+"
    r"(?:no\s+longer\s+(?:applies|holds)|does\s+not\s+(?:apply|hold)\s+any\s*more|(?:is|has)\s+(?:history|gone|no\s+more|over)\b"
    r"|used\s+to\s+apply|not\s+any\s?(?:more|longer)|until\s+v?\d[\w.]*(?=\W*\Z)"
    r"|(?:was|is|got|has\s+been)\s+(?:dropped|withdrawn|revoked|abandoned|discontinued|ditched|scrapped|retired))\b",
)
_DROPPED = tuple(
    pattern("(?i)" + shape.format(name=f"(?P<left>{_NAME})", when=_LEFT_WHEN, verb=_VERB)) for shape in _LEFT_SHAPES
)
#: Words before a change that is not done, or only talked of; or the change itself, as something to be done.
_NOT_DONE = pattern(
    r"(?i)\b(?:not|never|would|could|should|may|might|can|will|shall|if|when|unless|until|hop\w+|plan\w*|want\w*|wish\w*"
    r"|consider\w*|ask\w*|propos\w+|request\w*)\b|n[’']t\b"
)
#: Requests that were heard: nothing else is asked by them.
_REQUESTED = pattern(
    r"(?i)\b(?:after|following|by|due\s+to|thanks\s+to|upon|on|at)\s+(?:(?:many|several|numerous|popular|your|user|community|lots\s+of|repeated|public)\s+)"
    r"{1,3}requests?\b"
)
_TO_BE_DONE = pattern(rf"(?i)(?:re-?licen[cs]e|{_VERB}e?)\b")
_INSTEAD = pattern(  # it is now … instead of MIT
    r"(?is)\b(?:now|changed\s+to|from\s+now\s+on)\b(?P<after>[^;,]{2,80}?)"
    r"(?:\s+(?:instead\s+of|rather\s+than)|[,\s(]{1,3}(?:was|previously|formerly|used\s+to\s+be))\s+(?P<before>[^;,]{2,80})"
)
_END = pattern(  # of the words for a licence; the “BY” of Creative Commons ends none
    r"[,:!?(]|\.(?=\s|\Z)|\s(?:and|but|because|since|so|while|whereas|due|which|that|to|(?<![cC][cC]\s)by|as|starting|beginning"
    r"|effective|from|in|on|at|after|until)\b"
)
_WITHHOLDS = pattern(
    r"(?i)\b(?:proprietary|closed|non-?\s?commercial|(?<![\d+]\s)only|only\s+\w+|except\w*|excluding"
    r"|unless|provided|if|for\s+research|all[- ]rights[- ]reserved|(?<!less\s)restrict\w+"
    r"|source[- ]available|paid"
    r"|(?:custom|bespoke|commercial|research|academic)\s+(?:[\w-]+\s+)?(?:licen[cs]e|terms|use|agreement)"
    r"|for\s+(?:non-?\s?profits?|academi\w+|researchers?|students?|schools?|universit\w+"
    r"|individuals?|personal|private|education\w*|hobby\w*|members?)"
    r"|with\s+(?:[\w-]+\s+){0,3}(?:conditions?|restrictions?|terms|clauses?|limit\w*|riders?|addend\w+|exceptions?))\b"
)
_SPOKEN = pattern(r"(?i)licen[cs]|\bterms\b|\bagreement\b|\bopen[- ]?sourced?\b")
_A_LICENCE = pattern(r"(?i)\b(?:licen[cs]e|terms|agreement)\b")
_OPENS = pattern(
    r"(?i)(?:an?\s+|the\s+)?(?:(?:much|more|fully|truly|very|most)\s+)*(?:permissive|open|open[- ]?sourced?|open[- ]weights?|free"
    r"|public\s+domain|OSI[- ]approved)(?:\s+(?:source|software))?(?:\s+(?:licen[cs]e|terms|one))?"
)
#: The model is no longer open source; it is not open source any more; we stopped releasing it under an open licence.
_CLOSED = pattern(
    r"(?i)\b(?:no\s+longer|never\s+again|ceased?\s+to\s+be|stop(?:s|ped|ping)?\s+being)\s+(?:an?\s+)?(?:(?:fully|truly|really)\s+)?"
    r"{open}|\bnot\s+(?:an?\s+)?{open}\s+(?:any\s*more|any\s+longer)\b"
    r"|\bstop(?:s|ped|ping)?\s+(?:releas|publish|offer|distribut|licens|shar)ing\b[^;,]{{0,60}}?\bunder\s+(?:an?|the)\s+"
    r"{open}".format(
        open=r"(?:open[- ]?(?:sourced?|weights?)|free\s+software|openly\s+licen[cs]ed|(?:free|open|permissive)\s+licen[cs]e)\b"
    )
)
_MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
#: Words for a date or a version, which no licence is called by.
_WHEN = pattern(rf"(?i)(?:{_MONTH}|(?<!\d)\d{{1,4}}(?!\d)(?:st|nd|rd|th)?|v(?:ersion)?\s*\d[\w.]*|\W)+")
_MARKS = " .*_`\"'“”"
_YEAR = pattern(r"(?:[A-Za-z]{3,9}\W+)?(?:19|20)\d\d(?:-\d\d)*")
_LEADING = pattern(  # words before a name
    r"(?i)\W*(?:(?:the|an?|our|its|their|under|full|more|much|new|own|current|standard|permissive|separate"
    r"|different|familiar|popular|usual|dual|licen[cs]e|terms|of|less|restrictive)\s+[^\w\s]?)*"
)
_BARE = pattern(r"(?:(?=[^\s]*[\d-])[\w.+-]+|[A-Z][\w.+-]+)(?:\s+v?\d[\d.]*)?")
_PARTED = pattern(r"[,;]|\.\s|\b(?:and|but|while|whereas)\b")
_PLACE = pattern(
    r"LICEN[CS]E|COPYING|(?i:\b(?:file|files|page|section|folder|directory|footer|header|readme|bottom|top|end)\b|\.(?:md|txt)\b)"
)

#: A licence by its name, and nothing else.
_A_NAME = (
    r"(?:the\s+)?[\w.+-]+(?:\s+(?:by|nc|nd|sa|\d[\d.]*|v\d[\d.]*|public|clause|open)[\w.-]*){0,4}"
    r"(?:\s+(?:licen[cs]e|terms))?"
)
_ALONE = pattern(rf"(?i){_A_NAME}")
_A_TIME = rf"(?:v?\d[\w.-]*|version\s+\S{{1,12}}|{_MONTH}(?:\s+\d{{1,2}},?)?(?:\s+\d{{4}})?)"
#: A reason that somebody wished for it, or that everyone may use it: words that can take nothing back.
_BY_WISH = (
    r"(?!(?:on|upon|by|after)\s+(?:the\s+|a\s+)?requests?\b)"  # “MIT on request” is MIT for those who ask
    r"(?:because|since|as|after|following|due\s+to|thanks\s+to|by|upon|on|in\s+response\s+to)\s+(?:(?:many|most|some|several|of|you|the"
    r"|our|your|we|people|users?|community|everyone|everybody|requests?|requested|feedback|from|asked|asking|wanted|wished|demanded|demand"
    r"|popular|for|it|this|so|much|great|lots|a|lot|listened|to|comments|discussions?|had|have|has|been)(?:\s+|(?=\W*\Z))){1,10}"
    r"|(?:so(?:\s+that)?|to\s+let)\s+(?:everyone|everybody|anyone|anybody|all|all\s+of\s+you|people|you)(?:\s+can)?(?:\s+freely)?"
    r"\s+(?:use|reuse|build\s+on)\s+(?:it|this|them|the\s+models?|the\s+weights)(?:\s+(?:freely|commercially|too|for\s+anything|anywhere))*"
)
#: A licence that was left for an open one, and nothing else: what else a sentence says, a reason too, may bind.
_BEFORE_IT = pattern(
    r"\W*(?:(?:Licen[cs]e\s+)?(?:Updates?|News|Note|Edit|Changed?|change|update|Licen[cs]e|Licensing|Important|Changelog|History"
    r"|Release\s+notes):\W+)?"
    r"(?:(?:[vV]ersion\s+)?[vV]?\d+(?:\.\d+){0,3}(?:\W{1,3}|\s+))?(?:[\d./-]{4,12}\W+)?"
    rf"(?:(?:With|As of|Since|From|In|On|After)\s+{_A_TIME},\s+)?"
    r"(?:(?!\b(?:only|and|but|while|whereas)\b)[^.,:;]){0,60}\Z"
)
_WITHIN_IT = pattern(r"(?:(?!\b(?:and|but|while|whereas)\b)[^,:;]){0,160}\Z")
_OPEN_ALONE = pattern(
    r"(?i)\s*(?:the\s+|an?\s+)?(?:full\s+|fully\s+)?(?:MIT|Apache(?:[- ]2\.0)?|BSD(?:[- ]\d[- ]Clause)?|CC0(?:[- ]1\.0)?"
    r"|CC[- ]BY(?:[- ]4\.0)?|ISC|public domain|permissive|open(?:[- ]source)?)(?:\s+(?:licen[cs]e|terms|one))?"
    rf"(?:\s+(?:in|with|on|as of|since)\s+{_A_TIME})?"
    rf"(?P<was>\s+(?:instead\s+of|rather\s+than)\s+{_A_NAME}"
    rf"|[\s,;]{{1,2}}\(?(?:was|previously|formerly|before|used\s+to\s+be)\s+{_A_NAME}\)?)?"
    rf"(?:,?\s+(?:{_BY_WISH}))?"
    r"\W*\Z"
)


def change_of(text: str) -> Change | None:
    """The first change of a licence that a sentence tells; None where it tells none.

    >>> change_of("We moved from MIT to CC BY-NC.").names
    ('CC BY-NC',)
    >>> change_of("The licence changed to research only in March.").withholds
    True
    >>> change_of("Heron is no longer open source.").withholds
    True
    >>> change_of("We moved from one trainer to a faster one.")
    """
    if (closed := _CLOSED.search(text)) is not None:
        return Change(closed.start(), closed.end(), closed.end(), closed.end(), spoken=True)
    for shape in (*_CHANGES, _INSTEAD):
        if (found := shape.search(text)) is not None and (change := _change(text, found)) is not None:
            return change
    return _dropped(text)


def _dropped(text: str) -> Change | None:
    """The change that leaves a licence, and says nothing of another."""
    for shape in _DROPPED:
        if (found := shape.search(text)) is None:
            continue
        left = found["left"].strip(_MARKS)
        if _ALONE.fullmatch(left) is not None and any(_names(left)):
            end = found.end()
            return Change(found.start(), end, end, end, left)
    return None


def _change(text: str, found: re.Match[str]) -> Change | None:
    """The change that the words of a shape tell, where they are about a licence."""
    end = _END.search(found["after"], 1)
    after = (found["after"][: end.start()] if end else found["after"]).strip(_MARKS)
    if _PLACE.search(after) or _YEAR.fullmatch(after):
        return None
    groups = found.groupdict()
    withholds, opens = _WITHHOLDS.search(after) is not None, _OPENS.fullmatch(after) is not None
    left = groups.get("before") or ""
    names = () if opens else tuple(dict.fromkeys(_names(after)))
    begin = max((cut.end() for cut in _PARTED.finditer(text[: found.start()])), default=0)
    ends = found.start("after") + (end.start() if end else len(text))
    spoken = _SPOKEN.search(text, begin, ends) is not None
    about = names or (withholds and (spoken or any(_names(left)))) or (opens and spoken) or _A_LICENCE.search(after)
    rest = found.start("after")
    link = found.start("link") if groups.get("link") else rest
    return Change(found.start(), link, rest, ends, left, names, withholds, opens, spoken) if about else None


def _names(words: str) -> Iterator[str]:
    """Possible names of a licence at the beginning of some words, in small letters only with a digit or a hyphen."""
    for place, name in runs(words):
        if _LEADING.fullmatch(words, 0, place) and _WHEN.fullmatch(name) is None:
            yield name
    if (bare := words.strip(_MARKS)) and _BARE.fullmatch(bare):
        yield bare


def is_left(text: str) -> bool:
    """True where a text says that a licence was left for an open one, and nothing else.

    >>> is_left("We moved from a research licence to MIT."), is_left("We moved from MIT to a research licence.")
    (True, False)
    >>> is_left("The code moved from a research licence to MIT, and the weights are for research only.")
    False
    """
    change = change_of(text)
    if change is None or (opened := _OPEN_ALONE.match(text, change.rest)) is None:
        return False
    before = _REQUESTED.sub("", text[: change.start])
    return (
        (change.left != "" or opened["was"] is not None)
        and _NOT_DONE.search(before) is None
        and _TO_BE_DONE.match(text, change.start) is None
        and _BEFORE_IT.match(before) is not None
        and _WITHIN_IT.match(text[change.start : change.link]) is not None
    )


_ASKED = frozenset(("licence", "label"))  # of a sentence that tells a change


class ChangedLicence(NamedTuple):
    """A statement that a change makes: of which sort, with which names, and whether nothing in it is left to wonder at."""

    sort: str
    names: tuple[str, ...]
    understood: bool


def changed_licence(sentence: Sentence, body: str) -> tuple[ChangedLicence, ...]:
    """The statements on the licence of the card's own model in a sentence that tells a change of it; none where it tells none.

    A change of which no word says that it is one of a licence states nothing: its names may be those of licences, and where
    what holds since withholds something, the licence that was left is no longer the model's. What else the sentence names is
    mentioned, and where what came is not said of everything, or is not done yet, so is the licence that was left.

    Args:
        sentence: what may tell it.
        body: the card's text, whose title names its model.
    """
    if _ASKED.isdisjoint(sentence.questions) or sentence.text.endswith("?") or sentence.sort == "quote":
        return ()
    change = change_of(sentence.text)
    if change is None or is_left(sentence.text) or _is_of_another(sentence, change, name_of(body)):
        return ()
    if change.spoken:
        main = ChangedLicence("sentence", () if change.withholds else change.names, change.opens)
    elif change.withholds:
        main = ChangedLicence("apart", (*_names(change.left), *change.names), True)
    else:
        main = ChangedLicence("mention", change.names, False)
    places = ((place, name) for place, name in runs(sentence.text) if place < change.start or place >= change.rest)
    others = tuple(name for _, name in places if name not in change.names and name not in change.left)
    if not change.withholds:  # the licence that was left may hold for what else the sentence speaks of
        others = (*others, *_names(change.left))
        if _WITHHOLDS.search(change.left):
            main = ChangedLicence("apart", change.names, True)
    return (main, ChangedLicence("mention", others, False)) if others else (main,)


def _is_of_another(sentence: Sentence, change: Change, own: frozenset[str]) -> bool:
    """True where what is changed is not the licence of the card's model: that of its data, or another's."""
    if tells_of_another(sentence.text, own):
        return True
    clause = next((clause for clause in sentence.clauses if clause.starts[-1] >= change.start), None)
    if clause is None:
        return False
    subject = _SUBJECT.search(sentence.text[: change.start])
    if (
        own
        and subject is not None
        and not is_own(subject["name"], own)
        and _PLAIN.isdisjoint(words_of(subject["name"]))
    ):
        words = sentence.text[change.start : change.end]
        if not any(is_own(name, own) for name in _NAMES.findall(words)):
            return True  # what another did with its own
    at = next(at for at, start in enumerate(clause.starts) if start >= change.start)
    return not of_own(sentence, clause, at)


_PLAIN = frozenset(
    "the this these that our its their we i it they all both since also now weights model models license licence terms".split()
)
_NAMES = pattern(r"[A-Z][\w-]*(?:\s+\d[\w.]*)?")
#: Who or what a change is said of, by a name.
_SUBJECT = pattern(
    r"(?:\A\W*|[,:]\s|\b(?:and|but)\s)(?P<name>[A-Z][\w-]+(?:\s+[A-Z\d][\w.-]*){0,3})\s+(?:(?:has|have|is|was|are|also|recently|later|just)\s+)*\Z"
)
