"""`python -m openness.index`: makes the ready-made index of a checkout again, after a change to its records or rules."""

from openness.index import tables
from openness.index.build import build, write

if __name__ == "__main__":
    folders = tables.sources()
    write(build(**folders), tables.READY_MADE, tables.stamp(folders.values()))
