"""Plain values as YAML that every reader, old or new, takes for the same.

YAML 1.1 and 1.2 and their readers differ in what a word without quotes is (`no`, `1e3`, `2026-11-24`, `0o7`), so a word
stands without quotes only where nothing could take it for anything else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from openness.vocabulary.characters import seen

Value = str | bool | int | float | Mapping[str, "Value"] | Sequence["Value"]

_PLAIN = re.compile(r"[A-Za-z][\w./+()'-]*(?: [\w./+()'-]+)*", re.ASCII)
_TAKEN = frozenset("y n yes no on off true false null none nan inf".split())


def yaml_text(values: Mapping[str, Value]) -> str:
    r"""A mapping as a YAML document in block style.

    >>> print(yaml_text({"openness": 1, "name": "no", "channels": ["download"], "compute": 1e30}), end="")
    openness: 1
    name: "no"
    channels:
      - download
    compute: 1.0e+30
    """
    return "".join(f"{line}\n" for line in _lines(values))


def _lines(value: Value) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, child in value.items():
            yield from _under(f"{word(key)}:", child, "  ")
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for child in value:
            below = list(_lines(child)) if _is_block(child) else [_flat(child)]
            yield f"- {below[0]}"
            yield from (f"  {line}" for line in below[1:])


def _under(key: str, value: Value, indent: str) -> Iterator[str]:
    if _is_block(value):
        yield key
        yield from (f"{indent}{line}" for line in _lines(value))
    else:
        yield f"{key} {_flat(value)}"


def _is_block(value: Value) -> bool:
    return isinstance(value, Mapping | Sequence) and not isinstance(value, str) and len(value) > 0


def _flat(value: Value) -> str:
    if isinstance(value, str):
        return word(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        written = repr(value)  # YAML 1.1 asks a point of a number with an exponent
        return written if "." in written or "e" not in written else written.replace("e", ".0e")
    return str(value) if isinstance(value, int) else "{}" if isinstance(value, Mapping) else "[]"


def word(text: str) -> str:
    r"""A word, in quotes where it could be taken for anything else.

    >>> print(*map(word, ["OLMo 2 13B", "no", "1124", "a: b", "tab\tline\u2028"]))
    OLMo 2 13B "no" "1124" "a: b" "tab\x09line\u2028"
    """
    if _PLAIN.fullmatch(text) and text.lower() not in _TAKEN and len(text) < 1000:
        return text
    shown = re.sub("#(?=#)", r"\\x23", "".join(map(_shown, text)))  # two would begin a command to a CI's runner
    return f'"{shown}"'


def _shown(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character == "\n":
        return "\\n"
    return seen(character)
