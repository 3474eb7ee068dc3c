"""The tables of the shelf: made from the files of records, written to one file, and read from it without the rest."""

from typing import Any

#: A record or a table, as its TOML file states it.
Record = dict[str, Any]
