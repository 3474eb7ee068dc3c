"""What the site adds to the pages of docs/ while Sphinx reads them; on GitHub the same pages stand as they are.

- `records/` is written anew from the shelf.
- The menu is the map in docs/index.md, followed by the records and the reference made from docstrings.
- A word in code that has a page (`osaid-1.0`, `lineage-conflict`, `MIT`) leads there.
- A link to a file that is no page of the site is a download, and a docstring's short name of a class is resolved.
"""

import re
import sys
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
MADE = (
    (
        "Records",
        ("definitions", "licences", "systems", "said", "terms", "duties", "components", "circumstances", "findings"),
    ),
    ("Python", ("api",)),
)
#: Words of a closed list that are also plain words, keys or options, and so are linked nowhere.
PLAIN = re.compile(r"[a-z]+")


def setup(app: Sphinx) -> dict[str, bool]:
    """Take part in the build."""
    app.connect("config-inited", write)
    app.connect("source-read", menu)
    app.connect("doctree-read", linked, priority=900)
    app.connect("missing-reference", named)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write(app: Sphinx, config: Any) -> None:
    """Write the pages that are made from data."""
    records.write(Path(app.srcdir, records.FOLDER), {**records.pages(Shelf()), "api.md": docstrings.page()})


def menu(app: Sphinx, docname: str, source: list[str]) -> None:
    """Turn the map into the menu, one part for each of its headings."""
    if docname != MAP:
        return
    parts = [
        (part.partition("\n")[0], re.findall(r"\]\(([^)#]+)\.md\)", part)) for part in source[0].split("\n## ")[1:]
    ]
    parts += [(heading, [f"{records.FOLDER}/{name}" for name in names]) for heading, names in MADE]
    for heading, names in parts:
        source[0] += "\n".join(("", "", "```{toctree}", ":hidden:", f":caption: {heading}", "", *names, "```", ""))


def linked(app: Sphinx, doctree: nodes.document) -> None:
    """Lead every word in code to its page."""
    known = places()
    for literal in list(doctree.findall(nodes.literal)):
        word = literal.astext()
        within = literal.parent
        while within is not None and not isinstance(within, (nodes.reference, nodes.title, pending_xref)):
            within = within.parent
        if (
            within is not None
            or literal.get("classes", ["code"]) not in ([], ["code"])
            or word not in known
            or PLAIN.fullmatch(word)
        ):
            continue
        page, *_ = known[word].partition("#")
        docname = f"{records.FOLDER}/{page}"
        if app.env.docname == docname:
            continue
        reference = pending_xref(
            "",
            refdomain="std",
            reftype="doc",
            refdoc=app.env.docname,
            reftarget=f"/{docname}",
            refexplicit=True,
            refwarn=True,
        )
        literal.replace_self(reference)
        reference += literal


_places: dict[str, str] = {}


def places() -> dict[str, str]:
    """Where each word has its page."""
    if not _places:
        _places.update(records.places(Shelf()))
    return _places


def named(app: Sphinx, env: BuildEnvironment, node: pending_xref, inner: nodes.Element) -> nodes.Element | None:
    """The class that a short name in a docstring or an annotation means."""
    if node.get("refdomain") != "py":
        return None
    short = node["reftarget"].rpartition(".")[2]
    held = [
        (name, entry)
        for name, entry in env.get_domain("py").objects.items()  # type: ignore[attr-defined]
        if name.rpartition(".")[2] == short and entry.objtype in ("class", "exception", "data", "function")
    ]
    places = {(entry.docname, entry.node_id) for _, entry in held}
    if len(places) != 1:
        return None
    ((docname, id),) = places
    return make_refnode(app.builder, node["refdoc"], docname, id, inner, short)
