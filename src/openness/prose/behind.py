"""Places to turn to, and sums of money, right behind the words of a rule, and labels right before or behind them."""

from typing import Any

from openness.prose.clause import Clause, Find, lists_of_whole
from openness.prose.reader import Sentence
from openness.vocabulary.patterns import pattern

_LOOKED_AT = 8  # links of one sentence
_NEAR = 24  # characters between a word and the link that it leads to
#: Words of a link to those who sell, or grant.
_TO_THEM = pattern(
    r"(?i)\b(?:here|contact|form|sales|licens\w+|licenc\w+|pric\w+|e-?mail|apply|application|inquir\w+|enquir\w+|touch|web ?site"
    r"|page|link|shop|store|buy|purchase|plans?|portal|request|policy|terms|kontakt|contacto?|contato|contatt\w+|hier|ici|aquí|aqui"
    r"|qui)\b|\w@\w|://"
)
#: Words before an address: “see”, “write to”, “via our form at”.
_LEADS = (
    r"(?:(?:see|visit|go|turn|write|mail|e-?mail|contact|via|through|by|at|to|from|the|our|form|page|website|site|out|here|is|are|be|can|had|available|sold|handled|bought|us)\b"
    r"\W*){0,4}"
)
_LED = pattern(rf"(?i)\W{{0,8}}{_LEADS}")
_ADDRESS = pattern(
    rf"(?i)\W{{0,8}}{_LEADS}(?:mailto:)?(?:[\w.+-]{{1,60}}(?:@|\s?[\[(]at[\])]\s?)[\w-]+\.\w|https?://|www\.)"
)
#: The texts of licences that open everything, and files beside the card: they answer what they are named for.
_EXPLAINS = pattern(
    r"(?i)(?:choosealicense|opensource|spdx|apache|gnu|creativecommons)\.(?:com|org)"
    r"|/(?:blob|tree|raw|main|master)/(?:[^\s?#]*/)?(?:LICEN[CS]E|COPYING|NOTICE)\b|\A[^/:@]*\Z|\A\.{0,2}/|\A#"
)
_AMOUNT = pattern(
    r"(?i)\W{0,8}(?:(?:of|is|from|only|just|starts?|at|starting)\b\W*){0,3}"
    r"(?:[$€£¥₹]\s?\d|\d[\d.,]{0,12}\s?(?:[$€£¥₹]|(?:USD|EUR|GBP|CHF|INR|JPY|CNY|dollars?|euros?|pounds?|yuan|yen)\b))"
)


#: Words before a value that add nothing to it: “currently proprietary”.
_FILLING = pattern(
    r"(?i)(?:\b(?:is|are|remains?|stays?|currently|still|strictly|fully|all|kept|under|as|for now|company|our|an?|the)\b"
    r"\s*)+\Z"
)
_PARTING = pattern(r"[,;:：=|()（）–—•]|\.(?!\d)|\s[-/]\s")  # between a label, its value and what stands beside them
_ENDING = pattern(
    r"(?i)[\s*_\"'”’\])✗]*(?:\Z|[,;.!:：|(（–—/，。；]|\s[-/]\s"
    r"|\b(?:in[- ]house|and|or|but|und|et|y|for now|at the moment|so far|today)\b)"
)  # behind a value that is whole
#: A label behind its value, in brackets or behind “for”, with nothing more behind it.
_LABEL_BEHIND = pattern(
    r"(?i)[\s*_\"'”’]*(?:[(（\[]\s*([^()（）\[\]]{1,60}?)\s*[)）\]]|for (?:the )?([\w -]{1,40}))[*_\"']*\s*(?:\Z|[,;.!|/])"
)
_MARKS_BEFORE = " *_\"'“‘["
_PARTS = ",;.:：=|/()（）–—•-+&"
_NAMED = pattern(r"(?i)\A(?:\S+\s+){1,3}?(?=(?:model|weights?|checkpoints?|adapter|parameters)\b)")
_MARKS = " -*_:：=|(（–—\"'“‘["
_LONGEST = 61  # characters of a label, with the mark behind it


def stands_beside(rule: dict[str, Any], sentence: Sentence, clause: Clause, place: Find) -> bool:
    """True where what a rule asks for stands right behind its words, and a label that it asks for right before them.

    Args:
        rule: which may ask for any of them: `then`, the lists of labels as `labelled`, or as `label-behind`.
        sentence: with the clause.
        clause: with the words.
        place: theirs.
    """
    return ("then" not in rule or stands_behind(rule["then"], sentence, clause, place.end)) and (
        ("labelled" not in rule or _is_labelled(rule["labelled"], sentence, clause, place))
        and ("label-behind" not in rule or _has_label_behind(rule["label-behind"], sentence, clause, place))
    )


def _has_label_behind(lists: list[str], sentence: Sentence, clause: Clause, value: Find) -> bool:
    """True where words are all that stands before a label of one of some lists: “proprietary (weights)”."""
    text, start, end = sentence.text, clause.starts[value.start], clause.ends[value.end - 1]
    before = text[max(0, start - _LONGEST) : start].rstrip(_MARKS_BEFORE)
    whole = not before or before[-1] in _PARTS
    behind = _LABEL_BEHIND.match(text, end)
    return whole and behind is not None and not lists_of_whole(behind[1] or behind[2], sentence.of).isdisjoint(lists)


def _is_labelled(lists: list[str], sentence: Sentence, clause: Clause, value: Find) -> bool:
    """True where words are all that a label of one of some lists is followed by: “Weights: proprietary”, “weights (closed)”."""
    text, start, end = sentence.text, clause.starts[value.start], clause.ends[value.end - 1]
    if not _ENDING.match(text, end):
        return False
    before = text[max(0, start - _LONGEST) : start].rstrip(_MARKS)
    before = _FILLING.sub("", before).rstrip(_MARKS)
    *_, label = _PARTING.split(before)
    label = label.strip(" -*_+#")
    name, *_ = [*sentence.title.lower().split(), ""]
    if name and label.lower().startswith(name):  # “Heron 7B weights”
        label = _NAMED.sub("", label)
    return not lists_of_whole(label, sentence.of).isdisjoint(lists)


def stands_behind(what: str, sentence: Sentence, clause: Clause, end: int) -> bool:
    """True where an address, or an amount, stands right behind the words of a clause that end before one.

    Args:
        what: `address` or `amount`.
        sentence: with the clause.
        clause: with the words.
        end: the word after the last of them.
    """
    at = clause.ends[end - 1]
    if what == "amount":
        return _AMOUNT.match(sentence.text, at) is not None
    if _ADDRESS.match(sentence.text, at):
        found = next((link for link in sentence.links if link.start >= at), None)
        return found is None or not _EXPLAINS.search(found.address)
    return any(
        at <= link.start <= at + _NEAR
        and _LED.fullmatch(sentence.text, at, link.start) is not None
        and _TO_THEM.search(sentence.text, link.start, link.end) is not None
        and _EXPLAINS.search(link.address) is None
        for link in sentence.links[:_LOOKED_AT]
    )
