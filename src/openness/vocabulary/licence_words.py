"""The words of licence records that are no terms and no duties, and those that stand in the place of a licence's name."""

import re

from openness.vocabulary.words import Word

_BASES = frozenset("base bases parent original upstream source foundation origin".split())
_POINTING = frozenset("same as inherit inherits inherited from see like follow follows following refer per".split())
_BETWEEN = frozenset("the a its of to in model models weights license licence licenses licences terms s is".split())


class Category(Word):
    """The sort of a licence, as a reader would put it in a word; verdicts rest on its terms."""

    PERMISSIVE = "permissive", "permissive", "anyone may do almost anything, and keeps the notices"
    WEAK_COPYLEFT = "weak-copyleft", "weak copyleft", "changes to the work itself stay under the licence"
    COPYLEFT = "copyleft", "copyleft", "whatever is made from the work stays under the licence"
    USE_RESTRICTED = "use-restricted", "use restricted", "some users or some uses are excluded"
    NON_COMMERCIAL = "non-commercial", "non-commercial", "nobody may use it commercially"
    RESEARCH_ONLY = "research-only", "research only", "it may be used for research, and for nothing else"
    SOURCE_AVAILABLE = "source-available", "source available", "people may read it; some freedom is not granted"
    DATA_USE = "data-use", "data use agreement", "an agreement on how people may use data"
    PROPRIETARY = "proprietary", "proprietary", "its owner keeps the rights, and grants some of them"


class Metric(Word):
    """The figure that a limit of a licence counts."""

    MONTHLY_ACTIVE_USERS = "monthly-active-users", "monthly active users", "people who use it in a month"
    DAILY_ACTIVE_USERS = "daily-active-users", "daily active users", "people who use it on a day"
    MONTHLY_VISITS = "monthly-visits", "monthly visits", "visits in a month"
    DEVICES = "devices", "devices", "devices it runs on"
    ANNUAL_REVENUE = "annual-revenue", "yearly revenue", "revenue in a year"
    MONTHLY_REVENUE = "monthly-revenue", "monthly revenue", "revenue in a month"
    PEOPLE = "people", "people", "people who work for a company"
    USERS = "users", "users", "people who use it, in whatever time"
    CLASS = "class", "class", "the class of people or businesses that somebody belongs to; it counts nothing"
    TERRITORY = "territory", "territory", "the country that somebody is established in; it counts nothing"


def is_the_bases(name: str) -> bool:
    """True where what stands in the place of a licence's name says that it is the base's, whichever that is.

    >>> [is_the_bases(name) for name in ("same-as-base", "Inherited from the base model", "inherit", "MIT", "base")]
    [True, True, True, False, False]
    """
    words = set(re.findall(r"[a-z]+", name.lower()))
    inherits = any(word.startswith("inherit") for word in words)
    pointing = not words.isdisjoint(_POINTING) and (inherits or not words.isdisjoint(_BASES))
    return pointing and words <= _BASES | _POINTING | _BETWEEN
