"""The counts of a scan so far: levels, bands, findings, licences that nobody knows, and what rows inherit."""

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from openness.release.finding import Code
from openness.table import arrow
from openness.table.cells import alike_rows, column_of
from openness.vocabulary.characters import is_seen
from openness.vocabulary.hub import LICENCE_TAG
from openness.vocabulary.json_text import json_text

if TYPE_CHECKING:
    import pyarrow

    from openness.table.cells import Numbers

_COLUMNS = {"levels": "spectrum.reached", "bands": "band", "findings": "findings"}
COUNTED = tuple(_COLUMNS.values())  #: the columns of answers that are counted
_INHERITED = {
    "inherited_levels": "lineage.reached",
    "inherited_bands": "lineage.band",
    "inherited_findings": "lineage.findings",
}
_NAMES = 20_000  # of unknown licences, which an input can have without end; those met least often are forgotten
_LONGEST = 200  # characters of such a name
_FIELDS = ("license_name", "license")
_FURTHER = ("tags", "cardData")
_NOT_SHOWN = "(not shown)"
UNKNOWN = Code.LICENCE_UNKNOWN.value
CONFLICT = Code.LINEAGE_CONFLICT.value


class Tally:
    """The number of rows with each answer; tallies of parts add up to that of the whole."""

    __slots__ = (
        "bands", "columns", "conflicts", "descent", "findings", "inherited_bands", "inherited_findings", "inherited_levels",
        "levels", "licences",
    )  # fmt: skip

    def __init__(self) -> None:
        self.levels: Counter[str] = Counter()
        self.bands: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()
        self.licences: Counter[str] = Counter()
        self.columns: Counter[str] = Counter()  # that are not read, by the batches in which they are met
        self.inherited_levels: Counter[str] = Counter()
        self.inherited_bands: Counter[str] = Counter()
        self.inherited_findings: Counter[str] = Counter()
        self.descent: Counter[str] = (
            Counter()
        )  # rows `made` from others, and those among them that inherit `unknown` terms
        self.conflicts: Counter[str] = Counter()  # by the licence and those that it is at odds with, as JSON

    def add(self, other: "Tally") -> None:
        """Add the counts of another."""
        for name in self.__slots__:
            getattr(self, name).update(getattr(other, name))
        self.licences = _most_frequent(self.licences)
        self.columns = _most_frequent(self.columns)
        self.conflicts = _most_frequent(self.conflicts)

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


def _most_frequent(counts: "Counter[str]") -> "Counter[str]":
    """Counts without those of names met least often, where there are too many."""
    if len(counts) <= 2 * _NAMES:
        return counts
    return Counter(dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_NAMES]))


def counted(rows: "pyarrow.RecordBatch", at: "Numbers", answers: "pyarrow.RecordBatch") -> Tally:
    """The tally of a batch.

    Args:
        rows: what was asked.
        at: for each row the number of its answer.
        answers: the columns that are counted, each answer once.
    """
    import numpy
    from pyarrow import compute

    tally = Tally()
    times = numpy.bincount(at, minlength=answers.num_rows)
    for name, column in _COLUMNS.items():
        getattr(tally, name).update(_counts(answers.column(COUNTED.index(column)), times))
    if tally.findings[UNKNOWN]:
        findings = answers.column(COUNTED.index("findings"))
        owners = compute.list_parent_indices(findings)
        unknown = numpy.zeros(len(times), bool)
        unknown[arrow.codes(owners.filter(compute.equal(findings.flatten(), arrow.word(UNKNOWN))))] = True
        tally.licences.update(_names_of(rows, numpy.flatnonzero(unknown.take(at))))
    return tally


def inherited(answers: "pyarrow.RecordBatch") -> Tally:
    """The tally of what the rows of a batch inherit.

    Args:
        answers: what was answered, row by row, with the columns of the lineage.
    """
    import numpy
    import pyarrow
    from pyarrow import compute

    def column(name: str) -> "pyarrow.Array":
        return answers.column(answers.schema.names.index(name))

    tally = Tally()
    for name, own in _INHERITED.items():
        getattr(tally, name).update(_counts(column(own), numpy.ones(answers.num_rows, numpy.int64)))
    tally.descent["made"] = compute.sum(compute.greater(column("lineage.bases"), 0)).as_py() or 0
    tally.descent["unknown"] = compute.sum(column("lineage.unknown")).as_py() or 0
    if tally.inherited_findings[CONFLICT]:
        codes = column("lineage.findings")
        rows = compute.list_parent_indices(codes).filter(compute.equal(codes.flatten(), CONFLICT))
        licences = column("licence").take(rows).cast(pyarrow.string()).to_pylist()
        pairs = Counter(zip(licences, map(tuple, column("lineage.licences").take(rows).to_pylist()), strict=True))
        for (licence, theirs), count in pairs.items():
            tally.conflicts[json_text([licence and licence[:_LONGEST], theirs])] += count
    return tally


def _counts(column: "pyarrow.Array", times: "Numbers") -> dict[str, int]:
    """The number of times each word is in a column; each item of a list counts.

    Args:
        column: of words, or of lists of them.
        times: for each value how often it counts.
    """
    import numpy
    from pyarrow import compute, types

    if types.is_list(column.type):
        times = times.repeat(arrow.codes(compute.list_value_length(column)))
        column = column.flatten()
    coded = column if types.is_dictionary(column.type) else column.dictionary_encode()
    words = coded.dictionary.to_pylist()
    found = numpy.bincount(arrow.codes(coded.indices, len(words)), times, len(words) + 1).astype(numpy.int64).tolist()
    counts: Counter[str] = Counter()
    for word, count in zip(words, found, strict=False):  # the last one counts nulls
        if count and word is not None:
            counts[word] += count
    return dict(counts)


def _names_of(rows: "pyarrow.RecordBatch", numbers: "Numbers") -> dict[str, int]:
    """The licences of some rows, as they are written, with how many there are."""
    import numpy
    import pyarrow
    from pyarrow import compute

    places = arrow.numbers(numbers)
    named = [rows.column(at).take(places) for at in map(rows.schema.names.index, _named(rows, _FIELDS))]
    alike, first = alike_rows(list(map(column_of, named)), len(numbers))
    nothing = pyarrow.nulls(len(first), pyarrow.string())
    written = compute.coalesce(*(_words(column.take(arrow.numbers(first))) for column in named), nothing)
    counts = Counter(_counts(written, numpy.bincount(alike, minlength=len(first))))
    unnamed = numbers[~arrow.there(written).take(alike)]
    if further := _named(rows, _FURTHER):
        counts.update(map(_further, rows.select(further).take(arrow.numbers(unnamed)).to_pylist()))
    else:
        counts[_NOT_SHOWN] = len(unnamed)
    short: Counter[str] = Counter()
    for name, count in counts.items():
        if count:
            short[name[:_LONGEST]] += count
    return dict(short)


def _named(rows: "pyarrow.RecordBatch", names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name in rows.schema.names]


def _words(column: "pyarrow.Array") -> "pyarrow.Array":
    """The words in a column; null where a row has none."""
    import pyarrow
    from pyarrow import compute, types

    if types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if types.is_list(column.type) and types.is_string(column.type.value_type):
        column = compute.binary_join(column, arrow.word(", "))
    if not types.is_string(column.type):
        return pyarrow.nulls(len(column), pyarrow.string())
    return compute.if_else(compute.equal(column, arrow.word("")), pyarrow.NULL, column)


def _further(row: dict[str, Any]) -> str:
    """The licence of a row that names it in its tags or its card alone."""
    tags = row.get("tags")
    words = [tag for tag in (tags if isinstance(tags, list) else [tags]) if isinstance(tag, str)]
    named: Any = ", ".join(word.removeprefix(LICENCE_TAG) for word in words if word.startswith(LICENCE_TAG))
    if not named and isinstance(row.get("cardData"), str):
        named = _of_card(row["cardData"])
    return named if isinstance(named, str) and named else _NOT_SHOWN


def _of_card(text: str) -> Any:
    try:
        card = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    named = (card.get("license_name") or card.get("license")) if isinstance(card, dict) else ""
    return named if isinstance(named, str) and is_seen(named) else ""
