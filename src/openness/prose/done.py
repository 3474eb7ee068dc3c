"""Words of a limit that limit nobody: they tell what the makers did, or ask."""

from openness.prose.reader import Sentence
from openness.prose.rule import RuleMatch
from openness.vocabulary.patterns import pattern

_USED = frozenset("used employed consulted queried utilized utilised called".split())
_WE_USE = _USED.union("use employ consult query utilize utilise call".split())
_WAS = frozenset("was were been".split())
_FEW = 6  # words of a deed before what it was for
#: Words behind which something else begins than what was used, or that name terms.
_MORE = frozenset(
    "and but so that which whose under with data terms agreement licence licences license licenses".split()
)
_MAY = frozenset("you users everybody everyone may can must shall allow allowed permit permitted".split())


def is_no_term(sentence: Sentence, match: RuleMatch) -> bool:
    """True where the words of a limit tell what the makers used something for, or are a short question."""
    asks = "most" in match.rule and sentence.text.rstrip(" *_").endswith("?") and not _ANSWERS.match(sentence.text)
    return asks or _is_what_was_done(match)


_ANSWERS = pattern(r"(?i)\W*no\b")


def _is_what_was_done(match: RuleMatch) -> bool:
    """True where a limit stands right behind a deed: “GPT-4 was used only for evaluation”, “we use GPT-4 only for …”."""
    before = match.clause.words[: match.start]
    models = {find.end for name in ("closed-model", "family") for find in match.clause.finds.get(name, ())}
    match before:
        case [*earlier, last] if last in _USED:
            return not _WAS.isdisjoint(earlier[-1:]) and min(models, default=match.start) < match.start
        case ["we", *deed] if _MAY.isdisjoint(match.clause.words):
            habit = deed[:2] == ["used", "to"]  # which is over
            used = len(before) < _FEW and not _USED.isdisjoint(deed[:1]) and _MORE.isdisjoint(deed)
            return habit or used or (not _WE_USE.isdisjoint(deed[:2]) and match.start in models)
    return False
