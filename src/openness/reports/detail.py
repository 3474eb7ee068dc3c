"""The detail of a report."""

from enum import Enum


class Detail(Enum):
    """The part of the report that is shown."""

    SCREEN = "screen"  # one release on one screen
    UNDER = "under"  # the level in a line, and the definitions asked for with their criteria
    REPORT = "report"  # the screen, then the evidence with the criteria of the spectrum
    FULL = "full"  # the screen, then all evidence
