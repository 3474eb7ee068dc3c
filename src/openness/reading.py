"""From paths to releases: which files belong together, and what was read and what was not.

A folder that holds a native, MOF or card file is a release; other files belong to the nearest such folder above them
(contract, rule 1). Nothing in a folder configures the reading.
"""

import os
from collections.abc import Iterable

from openness import hub
from openness.file import Found, Gathered, read_file
from openness.problem import OpennessError, Unlike


def gather(path: str, exclude: Iterable[str] = ()) -> Gathered:
    """The releases at a path: a file, a folder, `-` for standard input, or a repository of the Hub (`hub:ORG/NAME`).

    Args:
        path: as the user wrote it.
        exclude: globs of files to leave out, below a folder.
    """
    try:
        if path.startswith(hub.SOURCE):
            from openness.hub_source import read_hub

            return Gathered((Found(path, read_hub(path)),))
        if os.path.isdir(path):
            from openness.folder import gather_folder

            return gather_folder(path, tuple(exclude))
        held = read_file(path)
        names = [path] if len(held) == 1 else [f"{path}#{one.name.value or at}" for at, one in enumerate(held, 1)]
        return Gathered(tuple(map(Found, names, held)))
    except OpennessError as error:
        return Gathered((), error.problems)
    except Unlike as unlike:
        return Gathered((), (unlike.problem,))
