"""Settings that stand inside a text: JSON in a variable or on a command line, and defaults of variables."""

import re
from collections.abc import Iterator

_LONGEST = 200_000  # characters that are looked through
_PAIR = re.compile(r"""["']?([A-Za-z_][\w.-]{0,60})["']?\s*:\s*(?:"([^"\n]{2,200})"|'([^'\n]{2,200})')""")
_DEFAULT = re.compile(r"""\$\{\w{1,80}:?-["']?([^{}$"'\s]{2,200})["']?\}""")


def is_json(text: str) -> bool:
    """True for a text that begins as an object or a list of objects of JSON does.

    >>> is_json('[{"id": "a"}]'), is_json("[a, b]")
    (True, False)
    """
    return re.match(r"\s*(?:\[\s*)?\{\s*[\"'\w]", text) is not None


def pairs(text: str) -> Iterator[tuple[str, str, int]]:
    r"""Each text in JSON with its key and the lines before it; what is nearly JSON, as with comments, is read too.

    >>> list(pairs('[{"id": "a/b"},\n {id: "c/d", "n": 1}]'))
    [('id', 'a/b', 0), ('id', 'c/d', 1)]
    """
    at = line = 0
    for match in _PAIR.finditer(text, 0, _LONGEST):
        line += text.count("\n", at, match.start())
        at = match.start()
        yield match[1], match[2] or match[3], line


def default_of(text: str) -> str:
    """The default of a variable (`${NAME:-default}`); any other text as it is.

    >>> default_of('${MODEL:-"a/b"}'), default_of("a/b")
    ('a/b', 'a/b')
    """
    match = _DEFAULT.fullmatch(text.strip())
    return match[1] if match else text
