"""HTML and SVG as values: text is escaped as it is put in, so that nothing read from a file can act in a page."""

import re
from collections.abc import Iterable

from attrs import frozen

from openness.blocks.escape import html
from openness.value import Value

_VOID = frozenset("area base br col hr img input link meta".split())
_OWN_LINE = frozenset(
    "article aside caption dd div dl dt figure footer form h1 h2 h3 h4 head header html body li link main meta nav ol p pre "
    "script section style svg table tbody thead title tr ul g".split()
)
_NO_SCHEME = re.compile(r"[^:]*(?:[/?#]|$)")  # a colon may only stand behind the first part of a path


@frozen(eq=False, repr=False)
class Markup(Value):
    """A piece of a page that is safe to show as it is."""

    text: str

    def __str__(self) -> str:
        return self.text


Child = str | Markup | Iterable["Child"] | None
Attribute = str | int | float | bool | None

NOTHING = Markup("")


def safe(address: str) -> bool:
    """True for an address that leads to a page of the site or of the web, and does nothing else.

    >>> safe("licences/mit.html#use"), safe("https://example.org"), safe("javascript:alert(1)")
    (True, True, False)
    """
    return address.lower().startswith(("https://", "http://")) or bool(_NO_SCHEME.match(address))


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Markup:
    """One element. A word of Python ends with `_`, and `_` stands for the hyphen.

    Args:
        name: the element's name.
        children: strings are escaped, pieces are taken as they are, None is left out.
        attributes: None and False are left out, True has no value; an address that could act is left out too.

    >>> print(tag("a", "x < y", href="javascript:alert(1)", class_="more", aria_label='"'))
    <a class="more" aria-label="&quot;">x &lt; y</a>
    """
    opened = [name]
    for key, value in attributes.items():
        if value is None or value is False or (key in ("href", "src") and not safe(str(value))):
            continue
        word = key.rstrip("_").replace("_", "-")
        opened.append(word if value is True else f'{word}="{html(str(value))}"')
    end = "\n" if name in _OWN_LINE else ""
    if name in _VOID:
        return Markup(f"<{' '.join(opened)}>{end}")
    return Markup(f"<{' '.join(opened)}>{''.join(_texts(children))}</{name}>{end}")


def joined(*children: Child) -> Markup:
    """Several pieces one after another."""
    return Markup("".join(_texts(children)))


def between(separator: Child, pieces: Iterable[Child]) -> Markup:
    """Pieces with something between each two.

    >>> print(between(", ", ["a", tag("b", "c")]))
    a, <b>c</b>
    """
    parts: list[Child] = []
    for piece in pieces:
        parts.extend((separator, piece) if parts else (piece,))
    return joined(parts)


def _texts(children: Iterable[Child]) -> Iterable[str]:
    for child in children:
        if isinstance(child, str):
            yield html(child)
        elif isinstance(child, Markup):
            yield child.text
        elif child is not None:
            yield from _texts(child)
