"""Scripts in a folder that say something of what lies there, or of what does not: a few are looked at, and none is run."""

from collections.abc import Iterable, Iterator
from itertools import islice

from openness.errors import OpennessError
from openness.formats import dataset_metadata
from openness.syntax.document import open_document

_LOOKED_AT = 20  # scripts of one folder


def loading_scripts(paths: Iterable[str], folder: str) -> Iterator[str]:
    """The scripts that load a data set and state its licence; the one with the folder's name is looked at first.

    Args:
        paths: the scripts of a folder.
        folder: its name, which is that of the script where the Hub ran it.
    """

    def rank(path: str) -> tuple[bool, str]:
        return not path.endswith(f"/{folder}.py"), path

    for path in islice(sorted(paths, key=rank), _LOOKED_AT):
        try:
            document = open_document(path)
        except OpennessError:
            continue
        if dataset_metadata.matches_content(document.base, document.text):
            yield path
