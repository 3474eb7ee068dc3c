"""The plainest YAML, read without a parser: keys with words or lists of words, one a line.

Most cards of the Hub have no more than that in their block, and importing PyYAML takes longer than the rest of a check.
The reader answers for what it knows, and gives up at the first line that could mean anything else; `yaml_tree` then asks
PyYAML. Both give the same tree: `tests/syntax/test_plain_yaml.py` holds one against the other.
"""

from openness.syntax.tree import Mapping, Node, Scalar, Sequence
from openness.vocabulary.patterns import pattern

_LIMIT = 65_536  # characters: a longer block is read within the limits that `yaml_tree` counts

# A word begins with a letter or a digit, so that it is not a mark of YAML, and has neither a comment nor a key in it
# (`: ` and ` #`); between quotes, nothing that ends or escapes.
_WORD = r"""(?:[A-Za-z0-9](?:[!-9;-~]|:(?=[!-~])| +(?=[!"$-~]))*|"[ !#-\[\]-~]*"|'[ -&(-~]*')"""
_LINE = pattern(rf"(?:([A-Za-z_][A-Za-z0-9_-]{{0,99}}):(?: +({_WORD}))?|( *)- +({_WORD})) *")


def plain_tree(text: str, first_line: int) -> Mapping | None:
    r"""The tree of a text in the plainest YAML; None where it is any other.

    >>> plain_tree("license: mit\ntags:\n- a\n", 2).get("tags").items[0].line
    4
    >>> plain_tree("license: [mit]\n", 2) is None
    True
    """
    if len(text) > _LIMIT:
        return None
    pairs: list[tuple[Scalar, Node]] = []
    key: Scalar | None = None  # the last one, while nothing stands beside it
    items: list[Node] = []  # below it
    indent = ""
    match = _LINE.fullmatch
    for number, line in enumerate(text.split("\n"), first_line):
        if not line:
            continue
        found = match(line)
        if found is None:
            return None
        name, word, blanks, item = found.groups()
        if name is None:
            if key is None or (items and blanks != indent):
                return None
            indent = blanks
            items.append(_scalar(item, number, found.start(4)))
            continue
        if key is not None:
            if not items:
                return None
            pairs.append((key, Sequence(tuple(items), items[0].line, len(items) + 1)))
            items = []
        key = Scalar(name, True, number, (1, len(name) + 1))
        if word is not None:
            pairs.append((key, _scalar(word, number, found.start(2))))
            key = None
    if key is not None:
        if not items:
            return None
        pairs.append((key, Sequence(tuple(items), items[0].line, len(items) + 1)))
    if not pairs:
        return None
    size = 1 + sum(1 + value.size for _, value in pairs)
    return Mapping(tuple(pairs), pairs[0][0].line, size)


def _scalar(word: str, line: int, start: int) -> Scalar:
    """A word on a line, without its quotes; its columns are those of the quotes."""
    columns = (start + 1, start + len(word) + 1)
    return Scalar(word[1:-1], False, line, columns) if word[0] in "\"'" else Scalar(word, True, line, columns)
