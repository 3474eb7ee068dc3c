"""The statements of a page on whose a licence is (`openness.prose.whose`), with its places."""

from collections.abc import Iterator

from openness.errors import OpennessError
from openness.prose.whose import Whose, whose
from openness.release.location import Source
from openness.syntax.document import PROSE_LIMIT, open_document
from openness.syntax.front_matter import front_matter


def said_on(page: str, near: bool, project: str) -> Iterator[tuple[Source, Whose]]:
    """The statements of a page on whose a licence is, each with its place; none of one that cannot be read.

    Args:
        page: its path.
        near: whether it lies with the weights.
        project: the name of the folder of the project.
    """
    try:
        document = open_document(page)
        _, start, _ = front_matter(document)
    except OpennessError:
        return
    first = document.text.count("\n", 0, start) + 1
    for said in whose(document.text[start : start + PROSE_LIMIT], near, project):
        yield Source(page, first + said.line), said
