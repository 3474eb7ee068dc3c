"""Consequences of a release for whoever wants to use it: nine rows and six trade-offs, as far as facts decide.

The rules are data (`definitions/consequences.toml`), in the grammar of definitions: a statement holds, does not hold or is
unknown. A statement that asks what a use asks takes its answer from there. *Can* is about what is there, *may* about what
licences allow. What no fact of a release decides is refused, with the reason (`docs/explanation/open-and-closed.md`).
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from attrs import field, frozen

from openness.definition.definition import Criterion, Definition
from openness.definition.parse import requirement_of
from openness.errors import OpennessError, Problem, nearest
from openness.evaluation.evidence import Evidence, reasons
from openness.evaluation.facts import World
from openness.evaluation.standing import weigh_worlds
from openness.evaluation.uses.may import SystemAsked, answers, system_of
from openness.evaluation.uses.use import Use, uses
from openness.resolution.resolved import Resolved
from openness.shelf.shelf import Shelf
from openness.value import Value
from openness.vocabulary.asking import Ending
from openness.vocabulary.sentences import series
from openness.vocabulary.verdict import Verdict

_RULE_KEYS = ("id", "sort", "says", "otherwise", "use", "as", "subject")
_SUBJECTS = ("model", "dataset", "any")


@frozen(eq=False, repr=False)
class StatementRule(Value):
    """One statement and when it holds: as its own question says, a use's, or that of another statement.

    Args:
        id: its name, the row's in front: `access/served`.
        sort: `can` or `may`.
        says: what holds when it is met; `otherwise`: what holds when it is not, empty where nothing follows.
        asks: the question, one of its own; None where it asks what a use or another statement asks.
        use: the use that it asks.
        same: the statement that asks the same.
        subject: `model`, `dataset` or `any`: the releases of which it says something.
    """

    id: str
    sort: str
    says: str
    otherwise: str
    asks: Criterion | None = None
    use: str = ""
    same: str = ""
    subject: str = "model"


@frozen(eq=False, repr=False)
class Row(Value):
    """One row of the comparison.

    Args:
        id: its name.
        name: its title.
        sort: `row` or `trade-off`.
        rules: its statements.
        refused: pairs of what does not follow, and why.
    """

    id: str
    name: str
    sort: str
    rules: tuple[StatementRule, ...]
    refused: tuple[tuple[str, str], ...]


@frozen(eq=False, repr=False)
class Consequence(Value):
    """One consequence of a release, in one respect.

    Args:
        says: the statement that holds, or the question that stays open.
        verdict: met or unmet where facts decide, unknown where they do not yet; None where they never do.
        sort: `can`, `may`, or `refused`.
        because: the claims it rests on, what is missing, or why nothing follows.
        rule: the id of the statement; empty for a refused one.
    """

    says: str
    verdict: Verdict | None
    sort: str
    because: tuple[str, ...] = field(default=())
    rule: str = field(default="", repr=False)

    def to_dict(self) -> dict[str, object]:
        """The statement as the JSON of `openness classify`."""
        return {
            "statement": self.says,
            "verdict": self.verdict.value if self.verdict is not None else None,
            "sort": self.sort,
            "because": list(self.because),
        }


@frozen(eq=False, repr=False)
class ComparisonTable(Value):
    """The rows, and the questions of their own that their statements ask.

    Args:
        rows: the rows, in order.
        text: the questions as the criteria of a text that comes to no verdict.
        uses: the uses that statements ask.
    """

    rows: tuple[Row, ...]
    text: Definition
    uses: tuple[Use, ...] = ()


def consequences(
    resolved: Resolved, world: World, comparison: ComparisonTable
) -> Mapping[str, tuple[Consequence, ...]]:
    """The consequences of a resolved release, by the id of each row; of a data set those that say something of data.

    Args:
        resolved: the release, for its evidence.
        world: what it claims.
        comparison: the rows, as `comparison` gives them.
    """
    known = dict(_own_answers(resolved, world, comparison.text))
    for permission in answers(resolved, world, comparison.uses):
        known[f"use:{permission.use}"] = (permission.verdict, (permission.because,))
    system = system_of([resolved.release])
    return {row.id: tuple(_statements(row, known, system)) for row in comparison.rows}


def _statements(
    row: Row, known: Mapping[str, tuple[Verdict, tuple[str, ...]]], system: SystemAsked
) -> Iterator[Consequence]:
    """The statements of a row that say something of such a release, and, unless none of its statements does, the refused."""
    asked = [rule for rule in row.rules if system.concerned(rule.subject)]
    yield from (_statement(rule, *known[_question(rule)]) for rule in asked)
    if asked or not row.rules:
        yield from (Consequence(says, None, "refused", (why,)) for says, why in row.refused)


def _own_answers(
    resolved: Resolved, world: World, text: Definition
) -> Iterator[tuple[str, tuple[Verdict, tuple[str, ...]]]]:
    """The answer to each question of the statements' own, with its evidence or its gaps."""
    weighed = weigh_worlds(text, [world])[0]
    for (_, criterion), verdict in zip(text.criteria, weighed.criteria, strict=True):
        evidence, gaps = reasons(criterion.requirement, weighed.answers, resolved)
        rests = dict.fromkeys(map(_rests, evidence) if verdict is Verdict.MET else map(str, gaps))
        yield criterion.id, (verdict, tuple(rests))


def _question(rule: StatementRule) -> str:
    """The key of the question that a rule asks."""
    return f"use:{rule.use}" if rule.use else rule.same or rule.id


def _statement(rule: StatementRule, verdict: Verdict, because: tuple[str, ...]) -> Consequence:
    if verdict is Verdict.UNMET and not rule.otherwise:
        verdict = Verdict.UNKNOWN  # nothing follows from a no
    says = rule.otherwise if verdict is Verdict.UNMET else rule.says
    return Consequence(says, verdict, rule.sort, because, rule.id)


def _rests(evidence: Evidence) -> str:
    what = f"{evidence.component.value} {evidence.about}" if evidence.component else evidence.about
    return f"{what}: {evidence.claim.value} ({evidence.claim.source})"


@lru_cache(maxsize=8)
def comparison(shelf: Shelf) -> ComparisonTable:
    """The rows of a shelf."""
    return rows_of(shelf.consequences, uses(shelf))


def rows_of(record: Mapping[str, Any], known: Mapping[str, Use]) -> ComparisonTable:
    """The rows of the record that holds them.

    Args:
        record: as its file states it.
        known: the uses by their ids.

    Raises:
        OpennessError: when a statement is not of the grammar, or names a use or a statement that does not exist.
    """
    rows = tuple(
        Row(
            row["id"],
            row["name"],
            row.get("sort", "row"),
            tuple(_rule(row["id"], stated, known) for stated in row.get("statement", ())),
            tuple((refused["says"], refused["because"]) for refused in row.get("refused", ())),
        )
        for row in record["row"]
    )
    rules = [rule for row in rows for rule in row.rules]
    criteria = {rule.id: rule.asks for rule in rules if rule.asks}
    for rule in rules:
        for word, there, what in ((rule.use, known, "use"), (rule.same, criteria, "question of a statement")):
            if word and word not in there:
                raise OpennessError(
                    Problem(
                        "consequences",
                        None,
                        f"{rule.id} names {word!r}, which is not a known {what}",
                        nearest(word, there),
                    )
                )
    read = f"{record['read']['hand']}: {record['read']['from']}"
    text = Definition(
        record["id"], record["name"], "1", record["source"], str(record["dated"]), read,
        "", (), tuple(criteria.values()), Ending.POINTS, subject="any",
    )  # fmt: skip
    return ComparisonTable(rows, text, tuple(known[id] for id in dict.fromkeys(rule.use for rule in rules if rule.use)))


def _rule(row: str, stated: Mapping[str, Any], known: Mapping[str, Use]) -> StatementRule:
    """A statement as its record states it; one that asks what a use asks is about the releases that the use is asked of."""
    id = f"{row}/{stated['id']}"
    use, same = stated.get("use", ""), stated.get("as", "")
    subject = stated.get("subject") or (known[use].subject if use in known else "model")
    if stated.get("sort") not in ("can", "may"):
        raise OpennessError(
            Problem("consequences", None, f"{stated['id']!r} says neither can nor may", "write one of the two")
        )
    if subject not in _SUBJECTS:
        message = f"{stated['id']!r} is about no {subject!r}"
        raise OpennessError(Problem("consequences", None, message, f"write {series(_SUBJECTS, 'or')}"))
    question = {key: value for key, value in stated.items() if key not in _RULE_KEYS}
    asks = None
    if question or not (use or same):
        asks = Criterion(id, stated["says"], "", "", requirement_of(question, f"consequences/{stated['id']}"))
    return StatementRule(id, stated["sort"], stated["says"], stated.get("otherwise", ""), asks, use, same, subject)
