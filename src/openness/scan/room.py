"""The memory that Arrow needs: with less, it ends the process by a signal that nothing can catch."""

from openness.errors import OpennessError, Problem

ROOM = 320 << 20  # bytes of address space; with less, Arrow may fail to begin a thread, and ends the process


def check_address_space() -> None:
    """See that the limit of address space leaves room.

    Raises:
        OpennessError: where it does not.
    """
    try:
        import resource

        kind = resource.RLIMIT_AS
    except (ModuleNotFoundError, AttributeError):  # this system has no such limit
        return
    limit = resource.getrlimit(kind)[0]
    if limit != resource.RLIM_INFINITY and limit < ROOM:
        what = f"a scan needs {ROOM >> 20} MiB of memory to address, and {limit >> 20} are allowed"
        raise OpennessError(Problem("", None, what, "raise the limit (`ulimit -v`)"))
