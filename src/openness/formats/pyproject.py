"""pyproject.toml: the licence of the Python code that lies there, and of nothing else.

Its `license` is a string (PEP 639) or one of the older tables; classifiers count where it says nothing, or something
else. It offers no part by itself: what it says is about the code that other files say is offered (decision 14). A file
that a licence field points to is read only where it is found as a licence text.
"""

import re

from openness.formats._fields import CODE, Statements
from openness.formats._shape import Shape
from openness.licensing.expression import all_of
from openness.release.claim import SILENT, Fact, joined_facts
from openness.release.release import Release
from openness.syntax.document import Document
from openness.syntax.toml import toml_tree
from openness.syntax.tree import Mapping, Node, Sequence

NAME = "pyproject.toml"
HOLDS = "beside"
LIMIT = 1024 * 1024
BYTES = False

_CLASSIFIER = "License :: "
#: Classifiers that say something, by their last part; those of a family without a version are as unclear as its name.
CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "MIT No Attribution License (MIT-0)": "MIT-0",
    "BSD License": "bsd",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU General Public License v2 (GPLv2)": "GPL-2.0-only",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "GNU Affero General Public License v3": "AGPL-3.0-only",
    "GNU Affero General Public License v3 or later (AGPLv3+)": "AGPL-3.0-or-later",
    "The Unlicense (Unlicense)": "Unlicense",
    "CC0 1.0 Universal (CC0 1.0) Public Domain Dedication": "CC0-1.0",
}


_SHAPES = {
    **dict.fromkeys("project".split(), Shape.OBJECT),
    **dict.fromkeys("classifiers".split(), Shape.WORDS),
}


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format."""
    return base.endswith("pyproject.toml")


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: only the name tells."""
    return False


def read(document: Document) -> Release:
    """A release with the licence that the file states.

    Raises:
        OpennessError: when it is not TOML.
    """
    tree = toml_tree(document.text, document.name)
    state = Statements(document.name, tree, _SHAPES)
    project = tree.get("project") if isinstance(tree, Mapping) else None
    tool = tree.get("tool") if isinstance(tree, Mapping) else None
    poetry = tool.get("poetry") if isinstance(tool, Mapping) else None
    tables = [table for table in (project, poetry) if isinstance(table, Mapping)]
    named = joined_facts([_stated(state, table.get("license")) for table in tables])
    classified = joined_facts([_classified(state, table.get("classifiers"), named) for table in tables])
    licence = joined_facts([named, classified])
    return state.kept(Release(terms=state.terms(licence)))


def _stated(state: Statements, node: Node | None) -> Fact:
    """The licence of the field: the text of the old table may be a name, or the licence itself."""
    if not isinstance(node, Mapping):
        if isinstance(node, Sequence):
            state.odd(node, "the licence is a list; all of it is taken to apply", "write one expression")
        return state.licence(node)
    text = node.get("text")
    if (text is None) == (node.get("file") is None):
        state.odd(node, "the table of the licence has not one of text and file", "write the SPDX id")
    return state.licence_or_text([text], (), CODE) if text is not None else SILENT


def _classified(state: Statements, node: Node | None, stated: Fact) -> Fact:
    """Every licence that classifiers name; all of them apply.

    Beside a licence that the field states, those count that it does not mention: a classifier names a family, and each licence
    of a choice has one.
    """
    items = state.words(node, "classifiers") if isinstance(node, Sequence) else []
    mentioned = [word for value in stated.values for word in re.findall(r"[a-z0-9]+", str(value).lower())]
    named, written = [], []
    for item in items:
        last = item.text.rpartition(" :: ")[2]
        name = CLASSIFIERS.get(last, last)
        family = re.split(r"[- ]", name)[0].lower()
        is_new = not stated.claims or not any(word.startswith(family) for word in mentioned)
        if item.text.startswith(_CLASSIFIER) and last != "OSI Approved" and is_new:
            named.append(name)
            written.append(item)
    return state.fact(written[0], all_of(named), written=", ".join(item.text for item in written)) if named else SILENT
