"""The manifest of a package: the licence of the code that lies there, and of nothing else.

- `pyproject.toml`: `license` is a string (PEP 639) or one of the older tables; classifiers count where it says nothing, or
  something else. `setup.cfg` says the same in its own syntax, and `setup.py` in a call, which is read and never made.
- `package.json` of npm: `license`, and the older `licenses`, of which one may choose; `UNLICENSED` grants nothing.
- `Cargo.toml` of Rust: an expression, in which a slash was once a choice.

It offers no part by itself: what it says is about the code that other files say is offered (decision 14). A file that a
licence field points to is read only where it is found as a licence text.
"""

import re
from collections.abc import Callable, Iterator

from openness.formats._fields import CODE, LICENCE_KEYS, Statements, names_none
from openness.formats._shape import Shape
from openness.formats._words import words_within
from openness.licensing.expression import all_of, any_of
from openness.release.claim import SILENT, Fact, joined_facts
from openness.release.names import is_of_weights
from openness.release.release import Release
from openness.syntax.document import Document
from openness.syntax.json import json_tree
from openness.syntax.python import keywords, python_tree
from openness.syntax.toml import toml_tree
from openness.syntax.tree import Mapping, Node, Scalar, Sequence
from openness.vocabulary import Kind

NAME = "manifest of a package"
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

_LICENCE_FIELDS = (*LICENCE_KEYS, "license_expression")
_TITLES = ("name", "description")
_FIELDS = (*_LICENCE_FIELDS, "classifiers", *_TITLES)
_SHAPES = {"project": Shape.OBJECT, "package": Shape.OBJECT, "classifiers": Shape.WORDS}
_SECTION = re.compile(r"[ \t]*\[([^\[\]]*)\][ \t]*")
_ENTRY = re.compile(r"(\w[\w.-]*)[ \t]*[=:][ \t]*(.*)")


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format.

    >>> [matches_name(base) for base in ("pyproject.toml", "setup.py", "package.json", "setup.sh", "package-lock.json")]
    [True, True, True, False, False]
    """
    return base in _TABLES or base.endswith("pyproject.toml")


def named_for(base: str) -> tuple[Kind, ...]:
    """The parts that a licence in a file of this name may be about."""
    return CODE


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: only the name tells."""
    return False


def read(document: Document) -> Release:
    """A release with the licence that the file states.

    Raises:
        OpennessError: when its syntax is broken.
    """
    tree, tables = _TABLES.get(document.base, _of_pyproject)(document)
    state = Statements(document.name, tree, _SHAPES)
    join = any_of if document.base == "package.json" else all_of
    licences = [_licence(state, table, join) for table in tables]
    kinds = (*CODE, Kind.MODEL_PARAMETERS_FINAL) if any(map(_is_of_weights, tables)) else CODE
    return state.kept(Release(terms=state.terms(joined_facts(licences), kinds)))


def _is_of_weights(table: Mapping) -> bool:
    """True where a package holds weights by its name, its description or its licence."""
    words = {key.text: [word.text for word in words_within(node)] for key, node in table if key.text in _FIELDS}
    of_licence = (word for key in _LICENCE_FIELDS for word in words.get(key, ()))
    return is_of_weights(" ".join(words.get("name", ())), *words.get("description", ()), *of_licence)


def _licence(state: Statements, table: Mapping, join: Callable[[list[str]], str]) -> Fact:
    """The licence of a table: each field that states one, and the classifiers beside them."""
    fields = [(key.text, node) for key, node in table]
    named = joined_facts([_stated(state, node, join) for key, node in fields if key in _LICENCE_FIELDS])
    classified = [_classified(state, node, named) for key, node in fields if key == "classifiers"]
    return joined_facts([named, *classified])


def _stated(state: Statements, node: Node, join: Callable[[list[str]], str]) -> Fact:
    """The licence of the field: the text of the old table may be a name, or the licence itself."""
    if isinstance(node, Mapping):
        text = node.get("text")
        if (text is None) == (node.get("file") is None):
            state.odd(node, "the table of the licence has not one of text and file", "write the SPDX id")
        return state.licence_or_text([text], (), CODE) if text is not None else SILENT
    if isinstance(node, Scalar):
        return SILENT if names_none(node.text) else state.licence_or_text([node], (), CODE)
    if join is all_of:
        state.odd(node, "the licence is a list; all of it is taken to apply", "write one expression")
    return state.licence(node, join)


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


# Where each manifest has its tables


_Manifest = tuple[Node | None, list[Mapping]]


def _at(tree: Node | None, *path: str) -> list[Mapping]:
    """The object below some keys, where it is there."""
    for key in path:
        tree = tree.get(key) if isinstance(tree, Mapping) else None
    return [tree] if isinstance(tree, Mapping) else []


def _of_pyproject(document: Document) -> _Manifest:
    tree = toml_tree(document.text, document.name)
    return tree, [*_at(tree, "project"), *_at(tree, "tool", "poetry")]


def _of_cargo(document: Document) -> _Manifest:
    """The tables of a `Cargo.toml`, in which a slash was once a choice."""
    tree = toml_tree(document.text, document.name)
    tables = [*_at(tree, "package"), *_at(tree, "workspace", "package")]
    return tree, [_licence_of(table, lambda word: word.replace("/", " OR ")) for table in tables]


def _of_npm(document: Document) -> _Manifest:
    """The root of a `package.json`; an entry that is an object names its licence as the `type`."""
    tree = json_tree(document.text, document.name)
    fields = tree if isinstance(tree, Mapping) else ()
    table = Mapping(tuple((key, _typed(node)) for key, node in fields if key.text in LICENCE_KEYS), 1)
    return table, [Mapping((*table, *(pair for pair in fields if pair[0].text in _TITLES)), 1)]


def _typed(node: Node) -> Node:
    if isinstance(node, Sequence):
        return Sequence(tuple(map(_typed, node.items)), node.line)
    return (isinstance(node, Mapping) and node.get("type")) or node


def _of_setup(document: Document) -> _Manifest:
    table = keywords(python_tree(document.text, document.name), _FIELDS, ("setup",))
    return None, [Mapping(tuple((key, _as_list(key, node)) for key, node in table), 1)]


def _of_setup_cfg(document: Document) -> _Manifest:
    return None, [Mapping(tuple((key, _as_list(key, node)) for key, node in _metadata(document.text)), 1)]


def _as_list(key: Scalar, node: Node) -> Node:
    """Classifiers as a list, though there be but one; anything else as it is."""
    return Sequence((node,), node.line) if key.text == "classifiers" and isinstance(node, Scalar) else node


def _metadata(text: str) -> Iterator[tuple[Scalar, Node]]:
    """The fields of the section `metadata`, each with the lines that go on behind it."""
    section, key, words = "", Scalar("", True, 1), list[Scalar]()
    for number, line in enumerate((*text.split("\n"), "[]"), 1):
        if line[:1] in ("#", ";") or (line[:1] in (" ", "\t") and not line.strip()):
            continue
        if line[:1] in (" ", "\t"):
            words.append(Scalar(line.strip(), False, number))
            continue
        if section == "metadata" and words and key.text in _FIELDS:
            lines = "\n".join(word.text for word in words)
            yield key, Sequence(tuple(words), number) if key.text == "classifiers" else Scalar(lines, False, key.line)
        words = []
        if found := _SECTION.fullmatch(line):
            section = found[1].strip()
        elif found := _ENTRY.fullmatch(line):
            key = Scalar(found[1].lower().replace("-", "_"), True, number)
            words = [Scalar(found[2].strip(), False, number)] if found[2].strip() else []


def _licence_of(table: Mapping, change: Callable[[str], str]) -> Mapping:
    """The licence of a table as it is written today; one that the workspace has is stated there."""
    pairs = (
        (key, Scalar(change(node.text), node.plain, node.line, node.columns))
        for key, node in table
        if isinstance(node, Scalar) and key.text in LICENCE_KEYS
    )
    return Mapping(tuple(pairs), table.line)


#: The names of the files, each with what gives its tree and the tables in it that state a licence.
_TABLES: dict[str, Callable[[Document], _Manifest]] = {
    "pyproject.toml": _of_pyproject,
    "setup.cfg": _of_setup_cfg,
    "setup.py": _of_setup,
    "package.json": _of_npm,
    "Cargo.toml": _of_cargo,
}
