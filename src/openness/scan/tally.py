"""What a scan has counted so far: levels, bands, findings, and licences that nobody knows."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow

_COUNTED = {"levels": "spectrum.reached", "bands": "band", "findings": "findings"}
_NAMES = 20_000  # of unknown licences, which an input can have without end; those met least often are forgotten
_LONGEST = 200  # characters of such a name
UNKNOWN = "licence-unknown"


class Tally:
    """How often each answer was given; tallies of parts add up to that of the whole."""

    __slots__ = ("bands", "findings", "levels", "licences")

    def __init__(self) -> None:
        self.levels: Counter[str] = Counter()
        self.bands: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()
        self.licences: Counter[str] = Counter()

    def add(self, other: "Tally") -> None:
        """Add the counts of another."""
        for name in self.__slots__:
            getattr(self, name).update(getattr(other, name))
        if len(self.licences) > 2 * _NAMES:
            kept = sorted(self.licences.items(), key=lambda item: (-item[1], item[0]))[:_NAMES]
            self.licences = Counter(dict(kept))

    def to_dict(self) -> dict[str, dict[str, int]]:
        """The counts as a journal keeps them."""
        return {name: dict(getattr(self, name)) for name in self.__slots__}

    @classmethod
    def from_dict(cls, data: dict[str, dict[str, int]]) -> "Tally":
        """The counts of a journal."""
        tally = cls()
        for name in cls.__slots__:
            setattr(tally, name, Counter(data[name]))
        return tally


def counted(rows: "pyarrow.RecordBatch", answers: "pyarrow.RecordBatch") -> Tally:
    """The tally of a batch.

    Args:
        rows: what was asked.
        answers: what was answered, row by row.
    """
    tally = Tally()
    for name, column in _COUNTED.items():
        getattr(tally, name).update(_counts(answers.column(answers.schema.names.index(column))))
    if tally.findings[UNKNOWN]:
        tally.licences.update(_unknown(rows, answers.column(answers.schema.names.index("findings"))))
    return tally


def _counts(column: "pyarrow.Array") -> dict[str, int]:
    """How often each value is in a column; each item of a list counts."""
    from pyarrow import compute, types

    if types.is_list(column.type):
        column = column.flatten()
    words: Any
    if types.is_dictionary(column.type):
        words = column.dictionary.to_pylist()
        pairs = compute.value_counts(column.indices).to_pylist()
        counts: Counter[str] = Counter()
        for pair in pairs:
            if pair["values"] is not None:
                counts[words[pair["values"]]] += pair["counts"]
        return dict(counts)
    pairs = compute.value_counts(column).to_pylist()
    return {pair["values"]: pair["counts"] for pair in pairs if pair["values"] is not None}


def _unknown(rows: "pyarrow.RecordBatch", findings: "pyarrow.Array") -> Iterable[str]:
    """The licences of the rows that are said to have one nobody knows, as they are written."""
    import pyarrow
    from pyarrow import compute

    flat = compute.equal(findings.flatten().cast(pyarrow.string()), UNKNOWN)
    numbers = compute.unique(compute.list_parent_indices(findings).filter(flat))
    names = [name for name in ("license_name", "license", "licence", "tags", "cardData") if name in rows.schema.names]
    if not names:
        return ()
    columns = [rows.column(rows.schema.names.index(name)).take(numbers).to_pylist() for name in names]
    return [_written(dict(zip(names, values, strict=True))) for values in zip(*columns, strict=True)]


def _written(row: dict[str, Any]) -> str:
    """The licence of a row, as it is written."""
    named = row.get("license_name") or row.get("license") or row.get("licence")
    if not named:
        tags = row.get("tags")
        named = [tag[8:] for tag in tags if isinstance(tag, str) and tag.startswith("license:")] if tags else ""
    if not named and isinstance(row.get("cardData"), str):
        named = _of_card(row["cardData"])
    words = ", ".join(map(str, named)) if isinstance(named, list) else str(named)
    return words[:_LONGEST].encode("utf-8", "replace").decode("utf-8") or "(not shown)"


def _of_card(text: str) -> Any:
    import json

    try:
        card = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    return (card.get("license_name") or card.get("license")) if isinstance(card, dict) else ""
