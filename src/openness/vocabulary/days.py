"""Days as files write them."""

from datetime import date


def is_day(text: str) -> bool:
    """True where a text is a day, written as `2026-11-24`.

    >>> is_day("2026-11-24"), is_day("2026-11-31"), is_day("2026-11")
    (True, False, False)
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
