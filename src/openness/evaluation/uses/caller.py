"""The numbers and the place of whoever asks, and how they decide the limits of licences."""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve, frozen

from openness.licensing.clauses import CLASS, TERRITORY, Limit, spelt
from openness.value import Value
from openness.vocabulary.duties import Effect
from openness.vocabulary.sentences import series
from openness.vocabulary.territories import countries, spelt_out, territory_of
from openness.vocabulary.verdict import Verdict

#: The metrics that a caller can answer, each with the currency it is counted in; any other stays unknown.
_ANSWERED = {"users": ("monthly-active-users", ""), "revenue": ("annual-revenue", "USD")}

#: The field that a caller can state of each word that an unknown depends on, with a value that is past no limit.
_STATED: dict[str, tuple[str, Any]] = {
    "users": ("users", 0),
    "revenue": ("revenue", 0),
    "territory": ("territory", "AQ"),
    "class": ("not_excluded", True),
}


@frozen(eq=False, repr=False)
class Caller(Value):
    """Somebody who asks whether they may.

    Args:
        users: monthly active users, counted in the month that the limit names, affiliates included where it counts them.
        revenue: US dollars a year.
        territory: where they are established: a code of ISO 3166-1, `EU` or `EEA`.
        not_excluded: they say that they belong to no class of people or businesses that a licence excludes.
        everywhere: they ask for every country, and not for their own alone.

    None stands for a number or a place that nobody stated.
    """

    users: float | None = None
    revenue: float | None = None
    territory: str | None = None
    not_excluded: bool = False
    everywhere: bool = False

    @property
    def words(self) -> str:
        """The numbers and the place that are known, as they follow “somebody”; empty for none.

        >>> Caller(users=800_000_000, territory="EU").words
        'with 800 million monthly active users in the month that a limit names, in the European Union'
        """
        numbers = []
        if self.users is not None:
            numbers.append(f"{spelt(self.users)} monthly active users in the month that a limit names")
        if self.revenue is not None:
            numbers.append(f"{spelt(self.revenue)} US dollars of yearly revenue")
        parts = (
            f"with {series(numbers)}" if numbers else "",
            f"in {spelt_out(self.territory)}" if self.territory else "",
            "who says that no licence excludes people or businesses like them" if self.not_excluded else "",
        )
        return ", ".join(filter(None, parts))

    def stating(self, words: Iterable[str]) -> "Caller":
        """The same caller, who states of each word what is past no limit.

        Args:
            words: as `Permission.depends_on` has them; one that no caller can state is passed over.
        """
        return evolve(self, **{_STATED[word][0]: _STATED[word][1] for word in words if word in _STATED})

    def past(self, limit: Limit, scope: Verdict = Verdict.MET) -> Verdict:
        """Met when the caller is past a limit, or in its territory; unknown while nobody says.

        Args:
            limit: the limit.
            scope: whether it reaches the model that is asked about.

        >>> seats = Limit("monthly-active-users", 700, Effect.ASKS, "", "2")
        >>> Caller(users=700).past(seats).value, Caller(users=701).past(seats).value, Caller().past(seats).value
        ('unmet', 'met', 'unknown')
        """
        if limit.metric == CLASS:
            return scope & (Verdict.UNMET if self.not_excluded else Verdict.UNKNOWN)
        return scope & (self._within(limit) if limit.metric == TERRITORY else self._above(limit))

    def _above(self, limit: Limit) -> Verdict:
        for word, (metric, currency) in _ANSWERED.items():
            number: float | None = getattr(self, word)
            if number is not None and (limit.metric, limit.currency) == (metric, currency):
                return Verdict.MET if limit.passed(number) else Verdict.UNMET
        return Verdict.UNKNOWN

    def keeps(self, limit: Limit, scope: Verdict = Verdict.MET) -> Verdict:
        """Met when the right stays with the caller, if need be for a payment or with a duty."""
        if limit.effect in (Effect.PAYS, Effect.DUTY):
            return Verdict.MET
        return {Verdict.MET: Verdict.UNMET, Verdict.UNMET: Verdict.MET}.get(self.past(limit, scope), Verdict.UNKNOWN)

    def _within(self, limit: Limit) -> Verdict:
        if limit.where_used and self.everywhere:
            return Verdict.MET
        if self.territory is None:
            return Verdict.UNKNOWN
        own = countries(self.territory)
        excepted = frozenset(country for territory in limit.excepting for country in countries(territory))
        if own <= excepted:
            return Verdict.MET
        return Verdict.UNKNOWN if own & excepted else Verdict.UNMET

    def open(self, limit: Limit, scope: Verdict = Verdict.MET) -> Iterator[str]:
        """The words for what would decide a limit that nobody can decide yet."""
        if self.past(limit) is Verdict.UNKNOWN:
            yield decides(limit)
        if scope is Verdict.UNKNOWN:
            yield limit.only


def caller_of(users: float | None, revenue: float | None, territory: str | None, not_excluded: bool = False) -> Caller:
    """A caller with these numbers in this territory, who may say that no licence excludes their like.

    Raises:
        OpennessError: when the territory is none.
        TypeError: when a number is none, or `not_excluded` is neither true nor false.
        ValueError: when a number is negative or not finite.
    """
    if not isinstance(not_excluded, bool):  # "no" would count as true
        raise TypeError(f"not_excluded must be True or False, not {type(not_excluded).__name__}")
    place = None if territory is None else territory_of(territory)
    return Caller(_number("users", users), _number("revenue", revenue), place, not_excluded)


def _number(what: str, number: object) -> float | None:
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, (int, float)):
        raise TypeError(f"{what} must be a number, not {type(number).__name__}")
    if not 0 <= number < float("inf"):
        raise ValueError(f"{what} must be a number of 0 or more, not {number}")
    return number


def decides(limit: Limit) -> str:
    """The word for what a limit depends on: `users`, `revenue` or `territory` where a caller can say, else its metric."""
    for word, answered in _ANSWERED.items():
        if (limit.metric, limit.currency) == answered:
            return word
    return limit.metric
