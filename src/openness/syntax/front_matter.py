"""The YAML block on top of a card, as the Hub finds it.

It begins the file, opens and closes with a line of three dashes, and holds a mapping. What the Hub would not see is not
there: a card that is read more kindly than it is shown would say what nobody sees.
"""

import re

from openness.errors import OpennessError, Problem
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.syntax.document import Document
from openness.syntax.tree import Mapping
from openness.syntax.yaml import yaml_tree

_OPENING = r"\s*---[ \t]*\n"


def front_matter(document: Document) -> tuple[Mapping | None, int, Finding | None]:
    r"""The fields of the block, None where the Hub would see none; where in the text the body begins; and what is odd.

    >>> block, start, oddity = front_matter(Document("README.md", "---\nlicense: mit\n---\n# A model\n"))
    >>> block.pairs[0][1].text, start, oddity
    ('mit', 20, None)

    Raises:
        OpennessError: when it is not a YAML mapping.
    """
    text, name = document.text, document.name
    opening = re.match(_OPENING, text)
    if opening is None:
        return None, 0, None
    start = opening.end()
    line = text.count("\n", 0, start)
    if opening[0].rstrip("\n").endswith((" ", "\t")):
        return None, 0, _odd(name, line, "blanks follow the opening dashes, so the Hub reads no block", "remove them")
    end = text.find("\n---", start)  # as the Hub: the opening line's own end does not count again
    while end != -1 and text[end + 4 : end + 5] not in ("", "\n"):
        end = text.find("\n---", end + 4)
    if end == -1:
        message = "the YAML block is not closed, so the Hub reads none of it"
        return None, 0, _odd(name, line, message, "close it with ---")
    tree = yaml_tree(text[start:end], name, line + 1)
    if tree is None:
        return Mapping((), line + 1), end + 4, None
    if not isinstance(tree, Mapping):
        problem = Problem(
            name, line + 1, "the YAML block is not a mapping of fields", "write `license: …` and the like"
        )
        raise OpennessError(problem)
    return tree, end + 4, None


def _odd(name: str, line: int, message: str, help: str) -> Finding:
    return Finding(Code.FIELD_INVALID, message, Source(name, line), help)
