"""The words of files that explain a release beside its card."""

import os

from attrs import evolve

from openness.errors import OpennessError
from openness.formats import explanation, read_document
from openness.release.release import Release
from openness.syntax.document import open_document


def words_of(path: str) -> Release:
    """The words of a file that explains; one that is called a card is listed as unread all the same."""
    try:
        (explained,) = read_document(explanation, open_document(path))
    except OpennessError:
        return Release(unread=(path,))
    if explanation.is_called_card(os.path.basename(path)):
        return evolve(explained, read=(), unread=explained.read)
    return explained
