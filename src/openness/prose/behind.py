"""Places to turn to, and sums of money, right behind words that lead to one."""

from openness.prose.clause import Clause
from openness.prose.reader import Sentence
from openness.vocabulary.patterns import pattern

_NEAR = 24  # characters between a word and the link that it leads to
#: Words of a link to those who sell, or grant.
_TO_THEM = pattern(
    r"(?i)\b(?:here|contact|form|sales|licens\w+|licenc\w+|pric\w+|e-?mail|apply|application|inquir\w+|enquir\w+|touch|web ?site"
    r"|page|link|shop|store|buy|purchase|plans?|portal|request|policy|terms|kontakt|contacto?|contato|contatt\w+|hier|ici|aquí|aqui"
    r"|qui)\b|\w@\w|://"
)
#: Words before an address: “see”, “write to”, “via our form at”.
_LEADS = (
    r"(?:(?:see|visit|go|turn|write|mail|e-?mail|contact|via|through|by|at|to|from|the|our|form|page|website|site|out|here)\b"
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


_LOOKED_AT = 8  # links of one sentence
