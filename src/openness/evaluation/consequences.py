"""What follows from a release for whoever wants to use it: nine rows and six trade-offs, as far as facts decide.

The rules are data (`definitions/consequences.toml`), in the grammar of definitions: a statement holds, does not hold or
cannot be told. *Can* is about what is there, *may* about what licences allow. What no fact of a release decides is
refused, with the reason (`docs/explanation/open-and-closed.md`).
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from attrs import field, frozen

from openness.definition.definition import Criterion, Definition, Ending
from openness.definition.parse import requirement_of
from openness.errors import OpennessError, Problem
from openness.evaluation.evidence import Evidence, reasons
from openness.evaluation.facts import World
from openness.evaluation.standing import weigh_worlds
from openness.resolution.resolved import Resolved
from openness.shelf.shelf import Shelf
from openness.vocabulary.value import Value
from openness.vocabulary.verdict import Verdict


@frozen(eq=False, repr=False)
class Rule(Value):
    """One statement and when it holds.

    Args:
        id: its name within the row.
        sort: `can` or `may`.
        says: what holds when it is met; `otherwise`: what holds when it is not, empty where nothing follows.
    """

    id: str
    sort: str
    says: str
    otherwise: str


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
    rules: tuple[Rule, ...]
    refused: tuple[tuple[str, str], ...]


@frozen(eq=False, repr=False)
class Statement(Value):
    """What follows of one release in one respect.

    Args:
        says: the statement that holds, or the question that cannot be told.
        verdict: met or unmet where facts decide, unknown where they do not yet; None where they never do.
        sort: `can`, `may`, or `refused`.
        because: the claims it rests on, what is missing, or why nothing follows.
    """

    says: str
    verdict: Verdict | None
    sort: str
    because: tuple[str, ...] = field(default=())

    def to_dict(self) -> dict[str, object]:
        """The statement as the JSON of `openness classify`."""
        return {
            "statement": self.says,
            "verdict": self.verdict.value if self.verdict is not None else None,
            "sort": self.sort,
            "because": list(self.because),
        }


def consequences(
    resolved: Resolved, world: World, comparison: tuple[tuple[Row, ...], Definition]
) -> Mapping[str, tuple[Statement, ...]]:
    """By the id of each row, what follows of a resolved release.

    Args:
        resolved: the release, for its evidence.
        world: what it claims.
        comparison: the rows, as `comparison` gives them.
    """
    rows, definition = comparison
    weighed = weigh_worlds(definition, [world])[0]
    criteria = iter(zip(definition.criteria, weighed.criteria, strict=True))
    held = {}
    for row in rows:
        statements = []
        for rule in row.rules:
            (_, criterion), verdict = next(criteria)
            evidence, gaps = reasons(criterion.requirement, weighed.answers, resolved)
            rests = tuple(dict.fromkeys(_rests(one) for one in evidence))
            if verdict is Verdict.UNMET and not rule.otherwise:
                verdict = Verdict.UNKNOWN
            says = rule.otherwise if verdict is Verdict.UNMET else rule.says
            statements.append(
                Statement(says, verdict, rule.sort, rests if verdict is Verdict.MET else tuple(map(str, gaps)))
            )
        statements.extend(Statement(says, None, "refused", (why,)) for says, why in row.refused)
        held[row.id] = tuple(statements)
    return held


def _rests(one: Evidence) -> str:
    what = f"{one.component.value} {one.about}" if one.component else one.about
    return f"{what}: {one.claim.value} ({one.claim.source})"


@lru_cache(maxsize=8)
def comparison(shelf: Shelf) -> tuple[tuple[Row, ...], Definition]:
    """The rows, and their statements as the criteria of a text that comes to no verdict."""
    return rows_of(shelf.consequences)


def rows_of(record: Mapping[str, Any]) -> tuple[tuple[Row, ...], Definition]:
    """The same of the record that holds them.

    Raises:
        OpennessError: when a statement is not of the grammar.
    """
    rows: list[Row] = []
    criteria: list[Criterion] = []
    for row in record["row"]:
        criteria.extend(_criteria(row))
        rules = (
            Rule(one["id"], one["sort"], one["says"], one.get("otherwise", "")) for one in row.get("statement", ())
        )
        refused = tuple((one["says"], one["because"]) for one in row.get("refused", ()))
        rows.append(Row(row["id"], row["name"], row.get("sort", "row"), tuple(rules), refused))
    read = record["read"]
    return tuple(rows), Definition(
        record["id"], record["name"], "1", record["source"], str(record["dated"]), f"{read['hand']}: {read['from']}",
        "", (), tuple(criteria), Ending.POINTS, subject="any",
    )  # fmt: skip


def _criteria(row: Mapping[str, Any]) -> Iterator[Criterion]:
    for one in row.get("statement", ()):
        if one.get("sort") not in ("can", "may"):
            raise OpennessError(Problem("consequences", None, f"{one.get('id')!r} says neither can nor may"))
        asked = {key: held for key, held in one.items() if key not in ("id", "sort", "says", "otherwise")}
        yield Criterion(
            f"{row['id']}/{one['id']}", one["says"], "", "", requirement_of(asked, f"consequences/{one['id']}")
        )
