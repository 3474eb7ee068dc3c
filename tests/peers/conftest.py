"""Lets these tests import what they share (`tests.peers.reported`): the tests are no package."""

import sys
from pathlib import Path

_TOP = str(Path(__file__).parents[2])
if _TOP not in sys.path:
    sys.path.append(_TOP)
