"""The file with the rows that changed."""

from openness.scan.drift.states import Change, State
from openness.scan.journal import Journal
from openness.scan.parts import form_of
from openness.scan.run import apart
from openness.scan.tally import Tally

COLUMNS = (
    "id", "change", "licence.old", "licence.new", "level.old", "level.new", "findings.added", "findings.removed",
)  # fmt: skip
#: Further columns, where both tables say what rows inherit.
OF_LINEAGE = ("lineage.level.old", "lineage.level.new", "lineage.findings.added", "lineage.findings.removed")


class Writer:
    """Writes changes to a file that appears when it is complete; of a drift that was stopped nothing is left."""

    def __init__(self, output: str, paths: list[str], lineage: bool) -> None:
        import pyarrow

        for path in paths:
            apart(path, output)
        words, lists = pyarrow.string(), pyarrow.list_(pyarrow.string())
        self.form = form_of(output)
        names = (*COLUMNS, *OF_LINEAGE) if lineage else COLUMNS
        self.schema = pyarrow.schema([(name, lists if "findings" in name else words) for name in names])
        self.journal = Journal(output, {"input": paths}, self.form.begin(self.schema), restart=True)

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if failed:
            self.journal.discard()

    def add(self, changes: list[Change]) -> None:
        """Write changes."""
        import pyarrow

        rows = pyarrow.RecordBatch.from_pylist(list(map(_row, changes)), schema=self.schema)
        data, footer = self.form.part(rows)
        self.journal.add((0, len(self.journal.parts), 0, 0), 0, len(changes), data, footer, b"", Tally())

    def finish(self) -> None:
        """Give the file its name."""
        self.journal.finish(self.form.end(self.schema, self.journal.footers()))


def _row(change: Change) -> dict[str, object]:
    nothing = State(None, None, "", None, "")  # type: ignore[arg-type]  # a row that is not there has no level
    old, new = (change.old or nothing, change.new or nothing)
    values = (
        *(old.licence, new.licence, old.level, new.level, *_codes(old.findings, new.findings)),
        *(old.inherited_level, new.inherited_level, *_codes(old.inherited_findings, new.inherited_findings)),
    )
    return dict(zip((*COLUMNS, *OF_LINEAGE), (change.id, change.kind, *values), strict=True))


def _codes(old: str, new: str) -> tuple[list[str], list[str]]:
    """The codes that are new, and those that are gone."""
    before, after = set(old.split()), set(new.split())
    return sorted(after - before), sorted(before - after)
