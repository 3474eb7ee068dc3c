"""Tables: a batch of rows in, a batch of verdicts out. Needs `pyarrow` and `numpy` (the extra `arrow`)."""

from openness.table.waist import Waist, classify_table, wanted

__all__ = ["Waist", "classify_table", "wanted"]
