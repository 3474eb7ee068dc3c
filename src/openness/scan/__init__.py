"""Scan a catalogue of models, row by row: `openness.scan(table, output)`.

The package is the function too: `openness.scan(…)` scans, and `openness.scan.spark` is a module of it. What needs the extra
`arrow` is imported by the call, so that every public name can be imported without it.
"""

import sys
from collections.abc import Callable
from inspect import Signature
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openness.scan.report import Report


class _Callable(ModuleType):
    """A module that can be called, with the signature of what it calls."""

    def __call__(self, *args: Any, **options: Any) -> "Report":
        return _scan()(*args, **options)

    @property
    def __signature__(self) -> Signature:
        return Signature.from_callable(_scan())


def _scan() -> "Callable[..., Report]":
    """The function, imported with all that it needs.

    Raises:
        OpennessError: when pyarrow or numpy is missing.
    """
    from openness.table.extra import need_arrow

    need_arrow("a scan")
    from openness.scan.run import scan

    return scan


sys.modules[__name__].__class__ = _Callable
scan = sys.modules[__name__]  # `openness.scan` is looked up here, and must stay the module
