"""Lets these tests import what the unit tests share (`tests.unit.made`): the tests are no package."""

import sys
from pathlib import Path

_TOP = str(Path(__file__).parents[2])
if _TOP not in sys.path:
    sys.path.append(_TOP)
