"""The site's additions to the pages of docs/ while Sphinx reads them; on GitHub the same pages stand as they are.

- `records/` is written anew from the shelf.
- The menu is made of the maps, the pages called `index.md`, with the records and the reference made from docstrings.
- A word in code that has a page (`osaid-1.0`, `lineage-conflict`, `MIT`) leads there.
- A link to a file that is no page of the site is a download, and a docstring's short name of a class is resolved.
"""

import posixpath
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import docstrings
import records
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from openness import Shelf

#: Pages that the site has besides, below the map that leads to them.
MADE = {"index": "records/index", "reference/index": "records/api"}
#: Words of a closed list that are also plain words, keys or options, and so are linked nowhere.
PLAIN = re.compile(r"[a-z]+")


def setup(app: Sphinx) -> dict[str, bool]:
    """Take part in the build."""
    app.connect("config-inited", write)
    app.connect("env-before-read-docs", all_anew)
    app.connect("source-read", menu)
    app.connect("doctree-resolved", linked)
    app.connect("autodoc-process-signature", signature)
    app.connect("missing-reference", named)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write(app: Sphinx, config: Any) -> None:
    """Write the pages that are made from data."""
    records.write(Path(app.srcdir, records.FOLDER), {**records.pages(Shelf()), "api.md": docstrings.page()})


def all_anew(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Write every page again where the menu has changed: it is on each of them."""
    if any(is_map(name) for name in docnames):
        app.connect("env-updated", lambda *_: env.all_docs)


def is_map(docname: str) -> bool:
    """A page that lists others: the menu is made of them."""
    return docname.rpartition("/")[2] == "index"


def menu(app: Sphinx, docname: str, source: list[str]) -> None:
    """Turn a map into a part of the menu: the pages that it leads to, in its order."""
    if is_map(docname):
        folder = posixpath.dirname(docname)
        links = re.findall(r"(?<!!)\]\(([^)#:]+)\.md\)", source[0])
        pages = [posixpath.normpath(posixpath.join(folder, link)) for link in links]
        source[0] += toctree([*pages, *filter(None, [MADE.get(docname)])])


def toctree(names: Iterable[str]) -> str:
    """A part of the menu, as Markdown holds it."""
    pages = (f"/{name}" for name in dict.fromkeys(names))
    return "\n".join(("", "", "```{toctree}", ":hidden:", "", *pages, "```", ""))


def linked(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Lead every word in code to its page."""
    known = places()
    for literal in list(doctree.findall(nodes.literal)):
        word = literal.astext()
        if word not in known or PLAIN.fullmatch(word) or any(map(literal_in(literal), (nodes.reference, nodes.title))):
            continue
        page, hash, heading = known[word].partition("#")
        if page != docname:
            address = app.builder.get_relative_uri(docname, page) + hash + nodes.make_id(heading)
            literal.replace_self(nodes.reference("", "", literal.deepcopy(), internal=True, refuri=address))


def literal_in(literal: nodes.literal) -> Callable[[type], bool]:
    """A test that tells where a literal stands: true within a node of some kind."""

    def within(kind: type) -> bool:
        node: nodes.Element | None = literal
        while node is not None and not isinstance(node, kind):
            node = node.parent
        return node is not None

    return within


def signature(app: Sphinx, what: str, name: str, thing: Any, *rest: Any) -> tuple[str, None] | None:
    """How a class is made, without what is private."""
    return (docstrings.signature(thing), None) if isinstance(thing, type) else None


_places: dict[str, str] = {}


def places() -> dict[str, str]:
    """Where each word has its page."""
    if not _places:
        _places.update((word, f"{records.FOLDER}/{place}") for word, place in records.places(Shelf()).items())
    return _places


def named(app: Sphinx, env: BuildEnvironment, node: pending_xref, inner: nodes.Element) -> nodes.Element | None:
    """The class that a short name in a docstring or an annotation means."""
    if node.get("refdomain") != "py":
        return None
    short = node["reftarget"].rpartition(".")[2]
    entries = [
        (name, entry)
        for name, entry in env.get_domain("py").objects.items()
        if name.rpartition(".")[2] == short and entry.objtype in ("class", "exception", "data", "function")
    ]
    places = {(entry.docname, entry.node_id) for _, entry in entries}
    if len(places) != 1:
        return None
    ((docname, id),) = places
    return make_refnode(app.builder, node["refdoc"], docname, id, inner, short)
