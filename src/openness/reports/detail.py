"""How much a report shows."""

from enum import Enum


class Detail(Enum):
    """How much of the report is shown."""

    SCREEN = "screen"  # what each release comes to, on one screen
    UNDER = "under"  # the evidence, with the criteria of every definition asked for
    REPORT = "report"  # the screen, then the evidence with the criteria of the spectrum
    FULL = "full"  # the screen, then all evidence
