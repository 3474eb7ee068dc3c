"""The YAML block on top of a card, as the Hub finds it.

It begins the file, opens and closes with a line of three dashes, and holds a mapping. What the Hub would not see is not
there: a card that is read more kindly than it is shown would say what nobody sees.
"""

import re
from itertools import takewhile

from openness.errors import OpennessError, Problem
from openness.release.finding import Code, Finding
from openness.release.location import Source
from openness.syntax.document import Document
from openness.syntax.tree import Mapping
from openness.syntax.yaml import yaml_tree
from openness.vocabulary import hub

#: A line that may stand above a block in a fence: blank, a heading, a comment, a picture or a badge.
_ABOVE = r"\s*(?:#.*|<!--.*-->|\[?!\[.*|</?(?:p|div|h\d|img|a|br|center)\b.*)?"
_FENCE = r"(?i) {0,3}(?P<fence>`{3,}|~{3,})[ \t]*\{?\.?ya?ml\b"
_KEY = r"([A-Za-z][\w-]{0,40}):(?:\s|$)"
_TOP = 10_000  # characters in which such a block is looked for
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
        return None, 0, _fenced(text, name)
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


def _fenced(text: str, name: str) -> Finding | None:
    """The oddity of a block that stands at the top in a fence of code; one whose keys are not a card's is an example."""
    if "yml" not in (top := text[:_TOP].lower()) and "yaml" not in top:
        return None
    lines = enumerate(text[:_TOP].split("\n"), 1)
    first, line = next(((number, line) for number, line in lines if not re.fullmatch(_ABOVE, line)), (0, ""))
    fence = re.match(_FENCE, line)
    if fence is None:
        return None
    fields = takewhile(lambda field: not field[1].strip().startswith(fence["fence"]), lines)
    keys = {key[1] for _, field in fields if (key := re.match(_KEY, field))}
    known = {key for key in keys if key in hub.FIELDS}
    if not ("license" in keys or len(known) > 1 or any(hub.is_misspelt(key) or hub.names_base(key) for key in keys)):
        return None
    message = "the YAML block stands in a fence of code, so the Hub reads none of it"
    return _odd(name, first, message, "begin the file with it, between two lines of three dashes")


def _odd(name: str, line: int, message: str, help: str) -> Finding:
    return Finding(Code.FIELD_INVALID, message, Source(name, line), help)
