"""The extra `arrow`, which every scan needs: what begins a scan imports this first, so that a plain install says what to add.

It acts when it is imported, as no function could: the imports below it load numpy and pyarrow before anything is called.
"""

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
