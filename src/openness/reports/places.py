"""Places in the files of a release, as short as a reader can tell them apart."""

from collections import Counter

from openness.release.location import Source
from openness.release.release import Release


class Places:
    """The places in the files of one release: a file by the last part of its path where no other has the same."""

    def __init__(self, release: Release) -> None:
        documents = (*release.read, *release.unread)
        names = Counter(document.rpartition("/")[2] for document in documents)
        self._unique = {document for document in documents if names[document.rpartition("/")[2]] == 1}

    def __call__(self, source: Source) -> str:
        document = source.document.rpartition("/")[2] if source.document in self._unique else source.document
        return f"{document}:{source.line}" if source.line else document
