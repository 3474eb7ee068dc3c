"""From paths to releases: which files belong together, and what was read and what was not.

A folder that holds a native, MOF or card file is a release; other files belong to the nearest such folder above them
(contract, rule 1). Nothing in a folder configures the reading.
"""

import os
from collections.abc import Iterable

from openness.file import Found, Gathered, read_file, told_apart
from openness.problem import OpennessError, Unlike


def gather(path: str, exclude: Iterable[str] = ()) -> Gathered:
    """The releases at a path: a file, a folder, or `-` for standard input.

    Args:
        path: as the user wrote it.
        exclude: globs of files to leave out, below a folder.
    """
    try:
        if os.path.isdir(path):
            from openness.folder import gather_folder

            return gather_folder(path, tuple(exclude))
        held = read_file(path)
        return Gathered(tuple(map(Found, told_apart([path] * len(held), held), held)))
    except OpennessError as error:
        return Gathered((), error.problems)
    except Unlike as unlike:
        return Gathered((), (unlike.problem,))
