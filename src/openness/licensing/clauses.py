"""Single clauses of a licence text as values: duties, policies and limits."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from openness.value import Value
from openness.vocabulary import Term
from openness.vocabulary.duties import Act, Duty, Effect
from openness.vocabulary.patterns import pattern
from openness.vocabulary.verdict import Verdict

#: The places that a limit by country may go by: the one of a use, or the one of whoever asks.
USED, ESTABLISHED = "used", "established"

#: The beginning of a clause that has a number: `4.a`, `§2`, `II.b`, `B.1`, `二.4`.
_NUMBER = pattern(r"[§\d一二三四五六七八九十]|[IVX]+(?:\.\w+)*$|[A-Z](?:\.\w+)+$")
_BETWEEN = pattern(r", (?![^(]*\))")

_SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"))

TERRITORY = "territory"  # the metric of a limit that counts nothing: a country
SELL = "sell-a-product"  # the use that asks for money: a limit on it is one on commercial use
CLASS = "class"  # of another that counts nothing: the class of people or businesses that somebody belongs to


@frozen(eq=False, repr=False)
class DutyClause(Value):
    """A duty, as the clause of one licence asks it.

    Args:
        duty: the word.
        says: what must be done.
        clause: where the text says it.
        words: the words to show, or the name to give.
        origin: the record it comes from when it is a family's.
        anchor: at most twelve words of the clause.
        also: acts with which this licence asks it besides those of the duty, such as hosting.
    """

    duty: Duty
    says: str
    clause: str
    words: str = ""
    origin: str = ""
    anchor: str = ""
    also: tuple[Act, ...] = ()

    @property
    def when(self) -> tuple[Act, ...]:
        """The acts with which it falls due, in the order of the vocabulary."""
        return tuple(act for act in Act if act in self.duty.when or act in self.also)


@frozen(eq=False, repr=False)
class UsePolicy(Value):
    """A policy that a licence makes part of itself, and that stands in a text of its own.

    Args:
        name: its title.
        url: where it is.
        clause: where the licence says so.
        id: the id by which its text is recognised; empty where no text of it is known.
    """

    name: str
    url: str
    clause: str
    id: str = ""


@frozen(eq=False, repr=False)
class Limit(Value):
    """A number, a territory, or a class of people, at which a grant changes.

    Args:
        metric: what is counted, or `territory` or `class`.
        number: the number; None for a territory and a class.
        effect: what happens past the number, in the territory, or to the class.
        because: the effect in words: who may not do what.
        clause: where the text says it.
        of: the grant that is narrowed; None where an older record does not say.
        uses: the uses that the limit bears on; empty for all that ask the grant.
        currency: of a revenue, such as `USD`.
        test: the day at which the number is tested, or that it always is, as words.
        period: the time over which it is counted, as it follows “in”; empty where the text names none.
        affiliates: the number of somebody's affiliates counts too.
        excepting: the territories without the right: ISO 3166-1 codes, `EU`, `EEA`.
        reached: the number itself is past the limit: “at least”, and not “above”.
        only: the circumstance of the models that the limit is confined to; empty for all.
        presumed: a model counts as one of those unless the table of well-known models says that it is none.
        end_users_exempt: the limit spares those who use a product of another.
        duty: the duty of the licence that falls due past the limit alone; None where it brings none of those.
        where_used: nobody has the right in these territories, wherever they are established themselves.
    """

    metric: str
    number: float | None
    effect: Effect
    because: str
    clause: str
    of: Term | None = None
    uses: tuple[str, ...] = ()
    currency: str = ""
    test: str = ""
    period: str = ""
    affiliates: bool = False
    excepting: tuple[str, ...] = ()
    reached: bool = False
    only: str = ""
    end_users_exempt: bool = False
    presumed: bool = False
    duty: Duty | None = None
    where_used: bool = False

    def reach(self, scope: Verdict) -> Verdict:
        """Met where it reaches a model, whoever asks.

        Args:
            scope: whether the model is one of those that the limit is confined to.
        """
        return scope if self.only else Verdict.MET

    @property
    def what(self) -> str:
        """The measure and its number, or the territory, in words.

        >>> Limit("annual-revenue", 10_000_000, Effect.ASKS, "", "4", currency="USD").what
        'annual-revenue above 10,000,000 USD'
        >>> Limit("territory", None, Effect.WITHHOLDS, "", "1", excepting=("EU", "KR")).what
        'territory: not in EU, KR'
        """
        if self.metric == TERRITORY:
            return f"territory: not in {', '.join(self.excepting)}"
        if self.metric == CLASS:
            return "class: who may use it"
        word = "of at least" if self.reached else "above"
        return f"{self.metric} {word} {self.number:,}{f' {self.currency}' if self.currency else ''}"

    @property
    def measure(self) -> str:
        """The number and what it counts, as a sentence says it.

        >>> month = "the calendar month before 2024-07-23"
        >>> Limit("monthly-active-users", 7e8, Effect.WITHHOLDS, "", "2", period=month, affiliates=True).measure
        '700 million monthly active users, affiliates included, in the calendar month before 2024-07-23'
        >>> Limit("annual-revenue", 10_000_000, Effect.ASKS, "", "4", currency="USD", reached=True).measure
        '10 million USD or more of yearly revenue'
        """
        from openness.vocabulary.licence_words import Metric  # most limits are never told

        what = Metric(self.metric).label if self.metric in list(Metric) else self.metric
        number = " ".join(filter(None, (spelt(self.number or 0), self.currency, "or more" if self.reached else "")))
        counted = f"{number} {'of ' if self.currency else ''}{what}"
        parts = (counted, "affiliates included" if self.affiliates else "", f"in {self.period}" if self.period else "")
        return (", " if self.affiliates else " ").join(filter(None, parts))

    @property
    def rules_out_every_use(self) -> bool:
        """True where nothing is left to somebody past it, who has not asked for more."""
        kept = self.effect in (Effect.PAYS, Effect.DUTY) or self.metric == TERRITORY or self.uses
        return not kept and self.of in (None, Term.ANYONE, Term.USE)

    @property
    def withholds_commerce(self) -> bool:
        """True where it withholds the sale of a product, so that it is one on commercial use."""
        return SELL in self.uses and self.effect in (Effect.WITHHOLDS, Effect.ASKS)

    @property
    def excess(self) -> str:
        """The numbers past it, as they follow “with”."""
        return self.measure if self.reached else f"more than {self.measure}"

    def passed(self, number: float) -> bool:
        """True for a number past the limit."""
        return self.number is not None and (number >= self.number if self.reached else number > self.number)


def limit_of(record: Mapping[str, Any]) -> Limit:
    """A limit; the free words that an older record has for its effect count as withholding the right."""
    effect = str(record.get("effect", ""))
    known = effect in list(Effect)
    return Limit(
        record["metric"],
        record.get("above", record.get("at-least")),
        Effect(effect) if known else Effect.WITHHOLDS,
        record.get("because", "") or ("" if known else effect),
        record.get("clause", ""),
        Term(record["of"]) if "of" in record else None,
        tuple(record.get("uses", ())),
        record.get("currency", ""),
        str(record.get("test", "")),
        record.get("period", ""),
        record.get("affiliates", False),
        tuple(record.get("except", ())),
        "at-least" in record,
        record.get("only", ""),
        record.get("end-users-exempt", False),
        record.get("presumed", False),
        Duty(record["duty"]) if "duty" in record else None,
        record.get("where") == USED,
    )


def spelt(number: float) -> str:
    """A number as a person writes it.

    >>> spelt(700_000_000), spelt(1_000_000_000), spelt(5_000)
    ('700 million', '1 billion', '5,000')
    """
    for scale, word in _SCALES:
        if number >= scale:
            return f"{number / scale:g} {word}"
    return f"{number:,g}"


def cited(*clauses: str) -> str:
    """Clauses as a sentence cites them: numbers after the word, a part of a text that has a name by it.

    >>> cited("2", "1.b.ii"), cited("4.a"), cited("permission notice")
    ('clauses 2, 1.b.ii', 'clause 4.a', 'permission notice')
    >>> cited("5, Attachment A"), cited("1.a", "Acceptable Use Policy, last paragraph but one")
    ('clause 5 and Attachment A', 'clause 1.a and Acceptable Use Policy, last paragraph but one')
    """
    numbers: dict[str, None] = {}
    places: dict[str, None] = {}
    for clause in clauses:
        for place in _places(clause) if clause else ():
            (numbers if _NUMBER.match(place) else places)[place] = None
    several = len(numbers) > 1
    numbered = [f"clause{'s' if several else ''} {', '.join(numbers)}"] if numbers else []
    parts = [*numbered, *places]
    return " and ".join(parts) if len(parts) < 3 else "; ".join(parts)


def _places(clause: str) -> list[str]:
    """The places that a clause names: what follows a name and is not a name itself belongs to it."""
    if _NUMBER.match(clause) and ";" in clause:  # two texts, or two versions
        return [clause]
    places: list[str] = []
    for piece in _BETWEEN.split(clause):
        number = bool(_NUMBER.match(piece))
        of_a_name = bool(places) and not _NUMBER.match(places[-1])
        if places and (of_a_name if number or len(piece) == 1 else piece[:1].islower() or piece.startswith("(")):
            places[-1] += f", {piece}"
        else:
            places.append(piece)
    return places
