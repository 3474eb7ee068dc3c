"""One document of blocks, its printers, and the sentences that end every report."""

from collections.abc import Iterable

_NAMED = 5  # files that were not read and are named


def not_read(documents: Iterable[str]) -> str:
    """The sentence on files that were found and not read; empty where all were.

    >>> not_read(["LICENSE.pdf", "terms.pdf"])
    'Not read: LICENSE.pdf, terms.pdf.'
    """
    names = sorted(set(documents))
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"Not read: {', '.join(names[:_NAMED])}{more}." if names else ""


def closing(data: str = "", also: str = "") -> str:
    """The sentences that end every report.

    Args:
        data: the version of the records that answered; empty where none was asked.
        also: a sentence about what was read, with a blank behind it.

    >>> closing("2026.11.24")
    'Licence data 2026.11.24. This is not legal advice.'
    """
    return f"{f'Licence data {data}. ' if data else ''}{also}This is not legal advice."
