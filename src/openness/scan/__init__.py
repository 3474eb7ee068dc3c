"""Scan a catalogue of models, row by row: `openness.scan(table, output)`.

The package is the function too: `openness.scan(…)` scans, and `openness.scan.spark` is a module of it. What needs the extra
`arrow` is imported by the call, so that every public name can be imported without it.
"""

import sys
from inspect import Signature
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openness.scan.report import Report


class _Callable(ModuleType):
    """A module that can be called, with the signature of what it calls."""

    def __call__(self, *args: Any, **options: Any) -> "Report":
        from openness.scan.run import scan

        return scan(*args, **options)

    @property
    def __signature__(self) -> Signature:
        from openness.scan.run import scan

        return Signature.from_callable(scan)


sys.modules[__name__].__class__ = _Callable
scan = sys.modules[__name__]  # `openness.scan` is looked up here, and must stay the module
