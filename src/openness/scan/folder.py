"""The system's part of a work folder: a lock for one process, and names that last."""

import os
import sys


def settle(folder: str) -> None:
    """Make a new name last, where folders can be opened."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some file systems cannot
        pass
    finally:
        os.close(handle)


def locked(handle: int) -> bool:
    """Lock a file for this process; False where another has it. The lock goes when the process does, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (11, 13, 35, 36):  # EAGAIN, EACCES, EWOULDBLOCK elsewhere, EDEADLOCK
            return False
        raise
    return True
