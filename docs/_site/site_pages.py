"""What the site adds to the pages of docs/ while Sphinx reads them; on GitHub the same pages stand as they are.

- `records/` is written anew from the shelf.
- The menu is the map in docs/index.md, followed by the records and the reference made from docstrings.
- A word in code that has a page (`osaid-1.0`, `lineage-conflict`, `MIT`) leads there.
- A link to a file that is no page of the site is a download, and a docstring's short name of a class is resolved.
"""

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

MAP = "index"
DECISIONS = "Decisions"  # the heading on the map that has a page of its own
MADE = {
    "Python": ["records/api"],
    "Records": [f"records/{name}" for name in ("definitions", "licences", "systems", "said", *records.LISTS)],
    "Decisions": ["records/decisions"],
}
#: Words of a closed list that are also plain words, keys or options, and so are linked nowhere.
PLAIN = re.compile(r"[a-z]+")


def setup(app: Sphinx) -> dict[str, bool]:
    """Take part in the build."""
    app.connect("config-inited", write)
    app.connect("env-before-read-docs", all_anew)
    app.connect("source-read", menu)
    app.connect("doctree-resolved", linked)
    app.connect("autodoc-process-signature", made)
    app.connect("missing-reference", named)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write(app: Sphinx, config: Any) -> None:
    """Write the pages that are made from data."""
    decisions = toctree("", [f"/{name}" for name in parts(app)[DECISIONS]])
    records.write(
        Path(app.srcdir, records.FOLDER),
        {**records.pages(Shelf()), "api.md": docstrings.page(), "decisions.md": f"# {DECISIONS}{decisions}"},
    )


def all_anew(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Write every page again where the map has changed: the menu is on each of them."""
    if MAP in docnames:
        app.connect("env-updated", lambda *_: env.all_docs)


def menu(app: Sphinx, docname: str, source: list[str]) -> None:
    """Turn the map into the menu, one part for each of its headings; the long last one lies below a page of its own."""
    if docname == MAP:
        held = parts(app)
        del held[DECISIONS]
        for heading, names in (*held.items(), *MADE.items()):
            source[0] += toctree(f":hidden:\n:caption: {heading}", names)


def parts(app: Sphinx) -> dict[str, list[str]]:
    """The pages on the map, by its headings."""
    text = Path(app.srcdir, f"{MAP}.md").read_text(encoding="utf-8")
    return {part.partition("\n")[0]: re.findall(r"\]\(([^)#]+)\.md\)", part) for part in text.split("\n## ")[1:]}


def toctree(options: str, names: Iterable[str]) -> str:
    """A part of the menu, as Markdown holds it."""
    return "\n".join(("", "", "```{toctree}", options, "", *names, "```", ""))


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
    """Whether what is in code stands within something of a kind."""

    def within(kind: type) -> bool:
        node: nodes.Element | None = literal
        while node is not None and not isinstance(node, kind):
            node = node.parent
        return node is not None

    return within


def made(app: Sphinx, what: str, name: str, one: Any, *rest: Any) -> tuple[str, None] | None:
    """How a class is made, without what is private."""
    return (docstrings.signature(one), None) if isinstance(one, type) else None


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
    held = [
        (name, entry)
        for name, entry in env.get_domain("py").objects.items()
        if name.rpartition(".")[2] == short and entry.objtype in ("class", "exception", "data", "function")
    ]
    places = {(entry.docname, entry.node_id) for _, entry in held}
    if len(places) != 1:
        return None
    ((docname, id),) = places
    return make_refnode(app.builder, node["refdoc"], docname, id, inner, short)
