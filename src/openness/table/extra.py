"""The extra `arrow`: numpy and pyarrow, which every table and every scan needs, and the memory that they need."""

from importlib import import_module

from openness.errors import OpennessError, Problem

_ROOM = (
    320 << 20
)  # bytes of address space; with less, Arrow may fail to begin a thread, and ends the process by a signal


def need_arrow(what: str) -> None:
    """See that numpy and pyarrow can be loaded: called before anything is imported that imports them.

    Args:
        what: what needs them, such as “a scan”.

    Raises:
        OpennessError: where one of them is missing or cannot be loaded, or the limit of address space leaves no room.

    >>> need_arrow("a table")
    """
    _check_address_space(what)
    try:
        import_module("numpy")
        import_module("pyarrow")
    except ModuleNotFoundError:
        raise OpennessError(Problem("", None, f"{what} needs pyarrow and numpy", "install openness[arrow]")) from None
    except ImportError as error:
        message = f"pyarrow cannot be loaded: {str(error).splitlines()[0]}"
        raise OpennessError(Problem("", None, message, "it may want more memory")) from None


def too_deep(path: str) -> OpennessError:
    """The error for a table with a column that Arrow cannot read, because it reads by recursion."""
    return OpennessError(Problem(path, None, "a column is nested too deep to be read", "leave it out"))


def _check_address_space(what: str) -> None:
    try:
        import resource

        kind = resource.RLIMIT_AS
    except (ModuleNotFoundError, AttributeError):  # this system has no such limit
        return
    limit = resource.getrlimit(kind)[0]
    if limit != resource.RLIM_INFINITY and limit < _ROOM:
        message = f"{what} needs {_ROOM >> 20} MiB of memory to address, and {limit >> 20} are allowed"
        raise OpennessError(Problem("", None, message, "raise the limit (`ulimit -v`)"))
