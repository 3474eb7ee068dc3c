"""Makes a catalogue of models, or its snapshot, as a Parquet file.

python -m tests.benchmarks.catalogue catalogue.parquet --rows 3000000 --names 3000 --bases 2000
"""

import argparse

import pyarrow.parquet
from tests.support.catalogue import snapshot, table


def main() -> None:
    """Write a catalogue as Parquet."""
    parser = argparse.ArgumentParser(description="Make a catalogue of models.")
    parser.add_argument("path")
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--names", type=int, default=3_000)
    parser.add_argument("--bases", type=int, default=2_000)
    parser.add_argument("--several", type=float, default=0.03)
    parser.add_argument("--snapshot", action="store_true")
    asked = parser.parse_args()
    models = table(asked.rows, asked.names, asked.bases, several=asked.several)
    rows = snapshot(models) if asked.snapshot else models
    pyarrow.parquet.write_table(rows, asked.path, compression="zstd", row_group_size=250_000)


if __name__ == "__main__":
    main()
