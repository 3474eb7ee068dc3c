"""The forms of an output: each batch of answers becomes a part, and parts one after another are the file."""

import gzip
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from openness.blocks.escape import terminal
from openness.errors import OpennessError, Problem
from openness.scan import footer
from openness.scan.readers import kind_of
from openness.table import arrow
from openness.vocabulary.characters import UNSEEN
from openness.vocabulary.json_text import json_text

if TYPE_CHECKING:
    import pyarrow


class Part(NamedTuple):
    """The bytes of a batch of answers, and its entry in the footer of the file."""

    data: bytes | memoryview
    footer: bytes = b""


class Form(NamedTuple):
    """A form of an output.

    Args:
        begin: the bytes before the first part.
        part: makes a part of a batch.
        end: the bytes after the last part, from the footer of each and the byte at which it begins.
    """

    begin: Callable[["pyarrow.Schema"], bytes]
    part: Callable[["pyarrow.RecordBatch"], Part]
    end: Callable[["pyarrow.Schema", Sequence[tuple[bytes, int]]], bytes]


def form_of(output: str) -> Form:
    """The form of an output, by its name.

    Raises:
        OpennessError: when the name tells none.
    """
    kind = kind_of(output)
    if kind is None or kind == ("parquet", "gzip") or kind == ("parquet", "zstd"):
        help = "end it with .parquet, .jsonl or .csv; a text may end with .gz or .zst besides"
        raise OpennessError(Problem(output, None, "its name tells no form of a table", help))
    id, packed = kind
    return packed_as(packed, FORMS[id]) if packed else FORMS[id]


def packed_as(codec: str, form: Form) -> Form:
    """A form whose parts are packed each for itself: packed streams may follow each other in one file."""

    def pack(data: bytes) -> bytes:
        if not data:
            return data
        if codec == "gzip":
            return gzip.compress(data, 6, mtime=0)
        import pyarrow

        packed: bytes = pyarrow.compress(data, codec, asbytes=True)
        return packed

    return Form(
        lambda schema: pack(form.begin(schema)),
        lambda batch: Part(pack(bytes(form.part(batch).data))),
        lambda schema, footers: pack(form.end(schema, footers)),
    )


# Parquet


def _row_group(batch: "pyarrow.RecordBatch") -> Part:
    """A row group, and the footer of a file that holds it alone."""
    return Part(*footer.parted(memoryview(_parquet(batch.schema, batch))))


def _parquet(schema: "pyarrow.Schema", batch: "pyarrow.RecordBatch | None") -> "pyarrow.Buffer":
    import pyarrow
    from pyarrow import parquet, types

    sink = pyarrow.BufferOutputStream()
    words = []
    for field in schema:
        if types.is_list(field.type):
            words.append(f"{field.name}.list.element")
        elif field.name != "id":
            words.append(field.name)
    settings = {
        "compression": "zstd",
        "use_dictionary": words,
        "write_statistics": ["id"],  # the least and the greatest of a few words tell no part from another
        "store_schema": False,
    }
    with parquet.ParquetWriter(sink, schema, **settings) as writer:
        if batch is not None:
            writer.write_batch(batch, row_group_size=max(batch.num_rows, 1))
    return sink.getvalue()


def _parquet_end(schema: "pyarrow.Schema", footers: Sequence[tuple[bytes, int]]) -> bytes:
    if not footers:
        _, empty = footer.parted(memoryview(_parquet(schema, None)))
        footers = [(empty, len(footer.MAGIC))]
    return footer.joined(footers)


# Texts


def _jsonl(batch: "pyarrow.RecordBatch") -> Part:
    """One object a line, written column by column: few columns hold many values."""
    import pyarrow
    from pyarrow import compute

    pieces: list[Any] = []
    for number, (name, column) in enumerate(zip(batch.schema.names, batch.columns, strict=True)):
        pieces += [arrow.word(("," if number else "{") + json_text(name) + ":"), _as_json(column)]
    lines = compute.binary_join_element_wise(*pieces, arrow.word("}\n"), arrow.word(""))
    return Part(_bytes_of(lines) if isinstance(lines, pyarrow.Array) else b"")


def _bytes_of(lines: "pyarrow.Array") -> bytes:
    """The bytes of texts one after another, as Arrow holds them."""
    import pyarrow

    flat = pyarrow.concat_arrays([lines])  # begins at its first text
    offsets = flat.buffers()[1]
    if offsets is None or not len(flat):
        return b""
    ends = memoryview(offsets).cast("i")
    data: bytes = flat.buffers()[2][ends[flat.offset] : ends[flat.offset + len(flat)]].to_pybytes()
    return data


def _as_json(column: "pyarrow.Array") -> "pyarrow.Array":
    """The values of a column as JSON, each distinct one written once."""
    import pyarrow
    from pyarrow import compute, types

    if types.is_list(column.type):
        inner = compute.binary_join(column.cast(pyarrow.list_(pyarrow.string())), arrow.word('","'))
        written = compute.binary_join_element_wise(arrow.word('["'), inner, arrow.word('"]'), arrow.word(""))
        empty = arrow.numbers(arrow.codes(compute.list_value_length(column), -1) == 0)
        written = compute.if_else(empty, arrow.word("[]"), written)
        return compute.fill_null(written, arrow.word("null"))
    coded = column if types.is_dictionary(column.type) else column.dictionary_encode()
    values = [_inert_json(value) for value in coded.dictionary.to_pylist()]
    return compute.fill_null(arrow.words(values).take(coded.indices), arrow.word("null"))


def _inert_json(value: Any) -> str:
    """A value as JSON in which no CI's runner finds a command, as rows may go to standard output."""
    text = json_text(value, default=str)
    return re.sub("#(?=#)", r"\\u0023", text) if "##" in text else text


def _csv(batch: "pyarrow.RecordBatch") -> Part:
    import pyarrow
    from pyarrow import csv

    sink = pyarrow.BufferOutputStream()
    csv.write_csv(_flat(batch), sink, csv.WriteOptions(include_header=False))
    return Part(memoryview(sink.getvalue()))


def _csv_head(schema: "pyarrow.Schema") -> bytes:
    return (",".join(f'"{name}"' for name in schema.names) + "\n").encode()


def _flat(batch: "pyarrow.RecordBatch") -> "pyarrow.RecordBatch":
    """A batch without lists: codes of findings stand in one cell with blanks between them, licences with commas.

    A word that a spreadsheet would take for a formula has an apostrophe before it, and is a word.
    """
    import pyarrow
    from pyarrow import compute, types

    columns = []
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if types.is_list(column.type):
            between = arrow.word(" " if "findings" in name else ", ")
            column = compute.binary_join(column.cast(pyarrow.list_(pyarrow.string())), between)
        if types.is_dictionary(column.type):  # each word is looked at once
            column = _as_words(column.dictionary).take(column.indices)
        else:
            column = _as_words(column)
        columns.append(column)
    return pyarrow.record_batch(columns, names=batch.schema.names)


def _as_words(column: "pyarrow.Array") -> "pyarrow.Array":
    """Words that no spreadsheet computes, and no terminal and no CI's runner obeys: ids are what somebody wrote."""
    from pyarrow import compute, types

    if not (types.is_string(column.type) or types.is_large_string(column.type)):
        return column
    column = compute.replace_substring_regex(column, _FORMULA, r"'\1")
    obeyed = arrow.flags(compute.match_substring_regex(column, _ACTS))
    if not obeyed.any():
        return column
    acts = arrow.numbers(obeyed)
    shown = ["".join(map(_inert, re.split(r"([\n\t])", word))) for word in column.filter(acts).to_pylist()]
    return compute.replace_with_mask(column, acts, arrow.words(shown).cast(column.type))


#: Beginnings of a formula in one spreadsheet or another; signs of full width (U+FF1D, FF0B, FF0D, FF20) count too.
_FORMULA = r"^([=+\-@\t\r\n\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}])"

#: Characters that a terminal or a CI's runner may obey (`openness.blocks.escape`); a cell may have lines and tabs.
_ACTS = rf"[^\P{{Cc}}\n\t]|[\p{{Cf}}\p{{Co}}\p{{Zl}}\p{{Zp}}{UNSEEN}]|::|##"


def _inert(piece: str) -> str:
    """A piece of a cell without what a terminal or a runner may obey; its lines and tabs stay."""
    return piece if piece in ("\n", "\t") else terminal(piece)


def _nothing(*_: object) -> bytes:
    return b""


FORMS = {
    "parquet": Form(lambda schema: footer.MAGIC, _row_group, _parquet_end),
    "jsonl": Form(_nothing, _jsonl, _nothing),
    "csv": Form(_csv_head, _csv, _nothing),
}
