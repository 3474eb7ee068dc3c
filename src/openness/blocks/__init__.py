"""One document of blocks, its printers, and the sentences that end every report."""


def closing(data: str = "", also: str = "") -> str:
    """The sentences that end every report.

    Args:
        data: the version of the records that answered; empty where none was asked.
        also: a sentence about what was read, with a blank behind it.

    >>> closing("2026.11.24")
    'Licence data 2026.11.24. This is not legal advice.'
    """
    return f"{f'Licence data {data}. ' if data else ''}{also}This is not legal advice."
