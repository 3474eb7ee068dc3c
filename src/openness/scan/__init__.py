"""Scan a catalogue of models, row by row: `openness.scan(table, output)`.

The package is the function too: `openness.scan(…)` scans, and `openness.scan.spark` is a module of it.
"""

import sys
from types import ModuleType

from openness.errors import OpennessError, Problem
from openness.scan.room import check_address_space

try:
    check_address_space()
    import numpy  # noqa: F401 - only to see that it is there
    import pyarrow  # noqa: F401 - the same
except ModuleNotFoundError:
    raise OpennessError(Problem("", None, "a scan needs pyarrow and numpy", "install openness[arrow]")) from None
except ImportError as error:
    what = f"pyarrow cannot be loaded: {str(error).splitlines()[0]}"
    raise OpennessError(Problem("", None, what, "it may want more memory")) from None

from openness.scan import run


class _Callable(ModuleType):
    """A module that can be called."""

    __call__ = staticmethod(run.scan)


sys.modules[__name__].__class__ = _Callable
scan = sys.modules[__name__]  # `openness.scan` is looked up here, and must stay the module
