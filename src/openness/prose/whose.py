"""The statements of a page on whose a licence is: that the weights, or all of a project, are under one.

A licence that lies with code is that of the weights only where its author says so in so many words: what is licensed is
named at the beginning, brackets and all, and the licence behind what binds it: by its name, by its file, or as the only one.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from openness.prose.clause import is_licence_heading
from openness.prose.licence_name import runs
from openness.prose.licensed import names_in, thing_of
from openness.prose.reader import Sentence, sentences
from openness.prose.subject import title_of
from openness.prose.whose_words import (
    ADVERBS,
    OF_OTHERS,
    OTHERS,
    PLACES,
    TURNS,
    WEIGHTS,
)
from openness.vocabulary.patterns import pattern


class Whose(NamedTuple):
    """A statement on whose a licence is.

    Args:
        line: how many lines down it is said.
        thing: what is said to be under it: `weights`, `all` of a project, or its `code` alone.
        names: addresses and runs of words that may hold the name of the licence, the likeliest first.
        files: the files in which it is said to be, as they are written.
        same: whether it is the one that lies with the code.
        denied: whether it is said to be another than that, or not to be of these.
        sentence: the words that say so.
    """

    line: int
    thing: str
    names: tuple[str, ...]
    files: tuple[str, ...]
    same: bool
    denied: bool
    sentence: str


class _Reference(NamedTuple):
    """A licence as a sentence speaks of it: its possible names, its files, and whether it is the one that lies there."""

    names: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    same: bool = False
    unqualified: bool = False  # “the license”, which may be one that was spoken of before


_SPOKEN = pattern(r"(?i)licen[cs]|copying|\bterms\b|\bunder\b|apache|\bmit\b|\bbsd\b|\bcc[ -]")
_PARTS = pattern(
    r"[;—–]|\s-\s|,?\s+\b(?:while|whereas|but|although|however|though)\b|,?\s+(?:and|&)\s+(?=(?:the |our |all |its )?"
    r"(?:[\w/-]+ ){0,4}?(?:(?:is|are) )?(?:also )?(?:under|licen[cs]ed|released|available)\b)|(?<=\w)\.\s+(?=[A-Z])"
)
_BINDING = pattern(r"(?i)\bunder\b|\blicen[cs]ed (?:as|by|with|via)\b|\b(?:covered|governed) by\b|\bsubject to\b")
_VERBS = (
    r"(?:licen[cs]ed|(?:re-?)?released|available|distributed|provided|published|shared|covered|offered|open-?sourced"
    r"|governed|subject|made)"
)
_BETWEEN = rf"(?:{'|'.join(sorted(ADVERBS))})"
_BOUND = pattern(
    rf"(?i)(?P<subject>.+?)\s+(?:(?:is|are|has been|have been|remains?)\s+)?(?:{_BETWEEN}\s+){{0,5}}?{_VERBS}"
    r"(?P<behind>(?:\s+[\w-]+){0,8}?)\s+(?P<by>under|by|with|(?<=subject )to|(?<=licen[cs]ed )as|via|through"
    r"|in accordance with)\s+(?P<licence>.+)"
)
_GIVEN = pattern(
    r"(?i)(?:we|i|the authors?|this (?:repo|repository|project))(?:['’](?:re|ve|m))?\s+(?:also\s+|hereby\s+"
    r"|have\s+|are\s+|now\s+)*"
    r"(?:releas|licen[cs]|publish|provid|shar|distribut|open-?sourc|mak|offer)(?:e?d?|ing)\s+(?P<subject>.+?)"
    r"\s+(?:(?:freely\s+|publicly\s+|openly\s+)?available\s+)?under\s+(?P<licence>.+)"
)
_LICENSED = pattern(r"(?i)(?P<subject>.+?)\s+(?:is|are)\s+(?P<licence>[\w.-]+(?: [\d.]+)?)(?:-| )licen[cs]ed")
_TOO = pattern(r"(?i),?\s+(?:as well|too|also)\W*\Z")
_SO_ARE = pattern(
    r"(?i)\b(?:so|as) (?:are|is) (?:the|our|its|all) (?:[\w-]{1,30} ){0,3}(?:weights|checkpoints?|models?|parameters)\b"
)
_WITHIN = pattern(r"\s*\((?P<aside>[^()]{1,60})\)")
_ELLIPTIC = pattern(r"(?i)(?P<subject>[^:]+?)\s+(?:is\s+|are\s+)?under\s+(?P<licence>.+)")
_HAS = pattern(
    r"(?i)(?P<subject>.+?)\s+(?:uses?|adopts?|follows?|carr(?:y|ies)|comes? (?:with|under)|falls? under|has"
    r"|have|shares?)\s+(?:both\s+)?"
    r"(?P<licence>(?!.*(?:,|\b(?:under|from|code|models?|by|which|that|data)\b)).*\b(?:licen[cs](?:es?|ing)|MIT|Apache|BSD)\b.*)"
)
_APPLIES = pattern(
    r"(?i)(?P<licence>.*\blicen[cs]e\b.*?)"
    r"\s+(?:(?:also|only|solely)\s+)?(?:(?:applies|extends)\s+(?:only\s+)?to|covers|governs)\s+(?P<subject>.+)"
)
_LICENCE_OF = pattern(
    r"(?i)the\s+licen[cs]e\s+(?:of|for|on)\s+(?P<subject>.+?)\s+(?:is|are|can be found(?: in| at)?)\s+(?P<licence>.+)"
)
_TO_FOLLOW = pattern(
    r"(?i)(?:the\s+)?(?:use|usage)\s+of\s+(?P<subject>.+?)"
    r"\s+(?:requires?|needs?|must|has to|is|are|should|shall)\s+(?:also\s+|to\s+)*"
    r"(?:(?:be\s+)?(?:subject to|governed by|bound by|covered by)|(?:follow|respect|observ|accept)(?:e?|ing|ance of)"
    r"|(?:compl|adher|abid|agree)(?:y|e|ing|ying|ment|iance|ence)? (?:with|to|by))\s+(?P<licence>.*\b(?:licen[cs]e|terms)\b.*)"
)
_SEE_FOR = pattern(
    r"(?i)(?:please\s+)?(?:see|refer to|check)\s+(?P<licence>.+?)\s+for\s+(?:the\s+)?licen[cs]e\s+(?:of|for)\s+(?P<subject>.+)"
)
_FOR = pattern(r"(?i)(?P<licence>.+?)\s*(?:\s(?:for|on)\s+(?:both\s+)?(?P<subject>[^()]+)|\((?P<aside>[^()]{1,40})\))")
_BARE = pattern(
    r"(?i)(?:(?:(?:re)?released|licen[cs]ed|distributed|available)\s+)?(?:(?:under|with)\s+)?(?P<licence>.+)"
)
_FORMS = (_GIVEN, _TO_FOLLOW, _SEE_FOR, _LICENCE_OF, _LICENSED, _BOUND, _APPLIES, _HAS, _ELLIPTIC)
_SAME = pattern(
    r"(?i)(?:the|this)(?: (?:same|above|root|top-level|included|accompanying|enclosed|attached|project"
    r"|repository|repo|code)(?:['’]s)?)*"
    r"(?: open[- ]source)? (?:licen[cs]es?|terms|conditions)"
)
_AS_CODE = pattern(
    r"(?i)(?:(?:the )?same (?:licen[cs]es?|terms|way|conditions) |(?:the )?licen[cs]e )?(?:as|of|for|used for"
    r"|that (?:covers|governs|applies to))"
    r" (?:is )?(?:the |our |this |its |all )?(?:rest of (?:the|this) )?"
    r"(?:source |main |training |inference )?(?:code|codebase|code base|software|repo(?:sitory)?|project|library|package)"
    r"(?: (?:of|in) (?:this|the) (?:repo(?:sitory)?|project|root))?(?: itself| above| here)?"
)
_TAIL = pattern(
    r"(?i),\s+(?:and (?:can|may) be|which (?:allows?|permits?|means)|meaning|making|allowing|permitting)\b"
    r"(?!.*\b(?:only|non|not|except)\b)(?:.*\bcommer|(?!.*\b(?:academic|research)\b)).*\Z"
)
_FILE = pattern(
    r"(?<![\w/.])(?:[\w.-]+/)*(?:[A-Z]+[_-])?(?:LICEN[CS]E|COPYING)(?:[_-][A-Z\d.]+)*(?:\.(?:md|txt|rst))?(?![\w/])"
)
_FILLING = frozenset(
    "the this a file in found provided terms of see at root directory license licence described specified stated contained"
    " repository repo project for more details full text and conditions under to refer please which can be is same our as set"
    " out forth also included attached accompanying folder".split()
)
_TURNED = pattern(rf"(?i)\b(?:{TURNS})\b|n['’]t\b")
_OTHER_HEADING = pattern(rf"(?i){OF_OTHERS}")
_DENIED = pattern(
    r"(?i)\bnot\b[^.]{0,40}\b(?:apply|cover\w*|extend|include|licen[cs]ed|under)\b|n['’]t (?:apply|cover|extend|include)"
    r"|\b(?:separate(?:ly)?|different|another|own)\b[^.]{0,30}\blicen[cs]|\blicen[cs]ed? (?:separately|differently)"
    r"|\b(?:everything|all|anything) but\b"
    r"|\b(?:excluding|except(?: for)?|other than|apart from|with the exception of)\b"
)
#: Weights that are under whatever what they were made from is under.
_INHERITED = pattern(
    r"(?i)\b(?:weights|checkpoints?|models?|parameters|loras?|adapters?)\b(?:[^.]{0,30}\s)?"
    r"(?:(?:(?:is|are|remains?)\s+(?:also\s+)?(?:under|subject to|bound by|governed by)|follows?"
    r"|(?P<takes>inherit(?:s|ed)?|retains?|keeps?|takes? over|carr(?:y|ies)))\s(?:[^.]{0,30}\s)?"
    r"(?:(?:licen[cs]es?|terms)\s(?:[^.]{0,20}\s)?(?:of|from|as)\s(?:[^.]{0,20}\s)?"
    r"(?:base|original|parent|upstream|underlying|source|teacher|respective|foundation)"
    r"|(?:base|original|parent|upstream|underlying|source|teacher|foundation)\s(?:models?['’]?s?['’]?\s)?(?:licen[cs]e|terms)"
    r"|(?(takes)their own (?:licen[cs]e|terms)|(?!)))"
    r")"
)
#: A noun for code in another language than English; the nouns for a model are those of all rules (`own`).
_CODE_ELSEWHERE = pattern(r"(?i)代码|代碼|程式碼|コード|코드|\b(?:code|quellcode|código|codigo|codice|код)\b")
_BINDS = pattern(r"(?i)\blicen[cs]|\bterms\b|\bagreement\b")  # words of what is under a licence
_ADDED = pattern(r"(?i)\bplus\b|\bwith (?:an?|our|some|the following)\b|\bupstream\b|\bcondition\b")
_ONLY_CODE = pattern(
    r"(?i)\b(?:applies|apply|covers?|extends?|is|are)\s+(?:only|solely|exclusively)\s+(?:to|for)?\s*(?:the\s+|our\s+|this\s+)?"
    r"(?:source\s+|[\w-]+\s+)?(?:code|software)\b"
    r"|\b(?:only|solely|exclusively)\s+(?:applies|apply|covers?|extends?)\s+(?:to\s+)?(?:the\s+"
    r"|our\s+)?(?:source\s+)?(?:code|software)\b"
)
_ASIDE = pattern(r"\([^()]{40,}\)")
_TITLED = pattern(r"(?is)<h1[^<>]*>(.{1,400}?)</h1>")
_TOP = 4_000  # characters of a page in which a title in HTML is looked for
_LONGEST = 600  # characters of a part of a sentence that says whose a licence is
_SHORT = 5  # words of a value that is the name of a licence


def whose(body: str, near: bool = False, project: str = "") -> Iterator[Whose]:
    """The statements of a page on whose a licence is, in their order.

    Args:
        body: the text below its block.
        near: whether the page lies with the weights, so that it speaks of them where it names nothing.
        project: the name of the folder of the project.
    """
    titles = [title_of(body), *(re.sub(r"<[^<>]*>", " ", found[1]) for found in _TITLED.finditer(body[:_TOP]))]
    own = names_in(project, *titles)
    before: dict[tuple[str, ...], _Reference] = {}  # the licence that was spoken of last, by the section
    for sentence in sentences(body):
        if not _SPOKEN.search(sentence.text) or _is_of_others(sentence):
            continue
        if sentence.sort in ("heading", "quote"):  # where an author warns, and states nothing
            if _denies(sentence.text):
                yield Whose(sentence.line, "weights", (), (), False, True, sentence.shown)
            continue
        for words in _parted(sentence.text):
            if _denies(words):
                yield Whose(sentence.line, "weights", (), (), False, True, sentence.shown)
                continue
            if len(words) > _LONGEST:
                continue
            for thing, reference in _read(sentence, words, own, near):
                if reference.unqualified and sentence.headings in before:
                    reference = before[sentence.headings]._replace(unqualified=False)
                known = reference.names or reference.files or reference.same
                named = any(name[:1].isupper() or "://" in name for name in reference.names)
                untold = not known or (thing == "some" and not named)  # as “the dataset's license”
                if thing in ("weights", "some") and untold and _BINDS.search(words):
                    yield Whose(sentence.line, "weights", (), (), False, True, sentence.shown)
                if thing == "code" and _SO_ARE.search(sentence.text):
                    thing = "weights"
                if thing in ("weights", "all", "code") and known:
                    licence = reference.names, reference.files, reference.same
                    yield Whose(sentence.line, thing, *licence, False, sentence.shown)
                before[sentence.headings] = reference


def _denies(words: str) -> bool:
    """True where words say that the weights are not under the licence, or under another one."""
    words = _ASIDE.sub(" ", words)
    if _ONLY_CODE.search(words) or _INHERITED.search(words):
        return True
    if _DENIED.search(words) is None or re.search(r"(?i)licen[cs]|\bterms\b|\bunder\b|\bcovered\b", words) is None:
        return False
    spoken = re.findall(r"[a-z][a-z-]*", words.lower())
    return not WEIGHTS.isdisjoint(spoken) and OTHERS.isdisjoint({*spoken} - {"another", "other"})


def _is_of_others(sentence: Sentence) -> bool:
    """True where a sentence is a question, stands in code or a copy, or where others' things are spoken of."""
    above = (sentence.title, *sentence.headings, sentence.lead)
    return (
        sentence.sort == "code"
        or sentence.copied
        or sentence.text.endswith("?")
        or any(map(_OTHER_HEADING.search, above))
    )


def _parted(text: str) -> Iterator[str]:
    """The parts of a sentence, each with what is licensed and what it is under."""
    start = 0
    for mark in _PARTS.finditer(text):
        if _BINDING.search(text, start, mark.start()):
            yield text[start : mark.start()].strip(" ,.")
            start = mark.end()
    yield text[start:].strip(" ,.。")


def _read(sentence: Sentence, words: str, own: frozenset[str], near: bool) -> Iterator[tuple[str, _Reference]]:
    """The thing that a part of a sentence says is licensed, empty where it is none of these, and the licence."""
    headed = sentence.heading
    if sentence.label and words.startswith(sentence.label):
        value = sentence.text[sentence.value :].strip(" .*`")
        if thing := _labelled(sentence, value, own, near):
            yield thing, _reference(value, sentence)
            return
        words, near = value, False  # the label names something else
    elif sentence.row and words.startswith(f"{sentence.row}: ") and _names_data(sentence.row):
        words, near = words[len(sentence.row) + 2 :], False
    for form in _FORMS:
        found = form.fullmatch(words)
        if found and _is_plain(found.groupdict()):
            aside = _WITHIN.search(found["licence"])  # “under MIT (both code and weights)”
            thing = thing_of(_TOO.sub("", found["subject"]), own)
            thing = (thing and aside and thing_of(aside["aside"], own)) or thing
            if thing == "some" and form is _TO_FOLLOW:  # who uses some of them has another licence to follow
                thing = "weights"
            if not thing and near and form is _BOUND and _is_silent(found["subject"]):
                thing = "weights"
            reference = _reference(found["licence"], sentence, found.groupdict().get("by") == "as")
            yield thing, reference
            return
    heading = thing_of(re.sub(r"(?i)\blicen[cs](?:es?|ing)\b", " ", headed), own) if headed else ""
    about = is_licence_heading(headed) or re.search(r"(?i)licen[cs]", headed or "") is not None
    if found := _FOR.fullmatch(words):
        thing = thing_of(found["subject"] or found["aside"], own)
        if thing and (about or re.search(r"(?i)licen[cs]", words)):
            bound = _BARE.fullmatch(found["licence"])
            yield thing, _reference(bound["licence"] if bound else "", sentence)
            return
    bare = _BARE.fullmatch(words)
    if bare and len(words.split()) <= 12:
        under = re.match(r"(?i)(?:re)?(?:released|licen[cs]ed|distributed|available)\b", words) is not None
        thing = ""
        if heading == "weights" and (about or under):
            thing = heading
        elif near and (about or under):
            of_model = any("own" in clause.finds for clause in sentence.clauses)
            thing = "code" if _CODE_ELSEWHERE.search(words) and not of_model else "weights"
        yield thing, _reference(bare["licence"], sentence)
        return
    yield "", _reference(words, sentence)


def _names_data(row: str) -> bool:
    """True where a row of a table is one of data, and of no model."""
    spoken = frozenset(re.findall(r"[a-z]+", row.lower()))
    return not spoken.isdisjoint(_DATA) and spoken.isdisjoint(WEIGHTS)


_DATA = frozenset(
    "data dataset datasets corpus corpora test benchmark benchmarks annotations images texts audio recordings".split()
)


def _labelled(sentence: Sentence, value: str, own: frozenset[str], near: bool) -> str:
    """The thing that a label before a licence names: “Model weights: MIT”, “License (weights): MIT”."""
    label = sentence.label
    rest = re.sub(r"(?i)\blicen[cs](?:es?|ing)\b", " ", label)
    spoken = rest != label or is_licence_heading(sentence.heading) or re.search(r"(?i)licen[cs]", value) is not None
    listed = re.search(r"(?i)\b(?:weights|checkpoints|parameters|code)\b", label) and len(value.split()) <= _SHORT
    if not (spoken or listed):
        return ""
    if not rest.strip(" *_()") or rest.strip().lower() in ("for", "of"):
        return "weights" if near and rest != label else ""
    return thing_of(re.sub(r"(?i)^\s*(?:for|of)\s+|\s+(?:for|of)\s*$", "", rest), own)


def _is_plain(found: dict[str, str | None]) -> bool:
    """True where nothing between what is licensed and the licence changes what is said."""
    return PLACES.issuperset((found.get("behind") or "").lower().split())


def _is_silent(subject: str) -> bool:
    """True where a subject names nothing but itself: it, they, these files."""
    return re.fullmatch(r"(?i)(?:it|they|these|this|everything|all)(?: files)?", subject.strip()) is not None


def _reference(words: str, sentence: Sentence, bare: bool = False) -> _Reference:
    """The licence that words name or mean.

    Args:
        words: behind what binds.
        sentence: in which they stand.
        bare: whether they stand behind “licensed as”.
    """
    words = _TAIL.sub("", words).strip(" .,*`\"'“”")
    at = sentence.text.find(words)
    links = [link for link in sentence.links if at <= link.start < at + len(words)] if at >= 0 else []
    if _TURNED.search(words) or _ADDED.search(words):
        return _Reference()
    if _AS_CODE.fullmatch(f"as {words}" if bare else words):
        return _Reference(same=True)
    if _SAME.fullmatch(words) and not links:
        return _Reference(same=True, unqualified=True)
    files = [
        link.address for link in links if "://" not in link.address and not link.address.startswith(("#", "mailto:"))
    ]
    left = _FILE.sub(" ", words)
    files = files or _FILE.findall(words)
    if files and _FILLING.issuperset(re.findall(r"[a-z]+", left.lower())):
        return _Reference(files=tuple(files))
    names = [link.address for link in links if "://" in link.address]
    names += [name for _, name in runs(words)]
    if len(words.split()) <= 8:
        names.append(words)
    return _Reference(names=tuple(dict.fromkeys(names)))
