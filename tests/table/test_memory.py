"""The memory of a waist, and the room that batches take."""

import platform
import subprocess
import sys

import pytest

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

ROUNDS = 20
#: Counts the pages that a process takes from the system while it makes the arrays of a batch again and again.
PAGES = f"""
import resource, numpy
from openness.table.memory import keep_room

def pages():
    begin = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range({ROUNDS}):
        several = [numpy.ones(600_000, numpy.int32) for _ in range(3)]
        del several
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - begin

keep_room()
pages()
print(pages())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only this C library learns from what is freed")
def test_the_room_of_a_batch_is_kept_for_the_next_one() -> None:
    result = subprocess.run([sys.executable, "-c", PAGES], capture_output=True, text=True, check=True)
    assert int(result.stdout) < 100 * ROUNDS  # not 1,200 pages of 4 kB a round, as each takes where nothing is kept
