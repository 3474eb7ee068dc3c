"""Reads a policy: `openness-policy.toml`, `[tool.openness]` in a pyproject.toml, a preset, or a mapping."""

import os
from collections import abc
from typing import Any

from openness.errors import OpennessError, Problem
from openness.policy.grammar import TOP, policy_in
from openness.policy.policy import Policy
from openness.shelf.project import Section, section, section_of_project, sections
from openness.shelf.shelf import Shelf
from openness.syntax.document import PYPROJECT
from openness.syntax.toml import data_tree, toml_tree
from openness.syntax.tree import Mapping, Node, mapping_of


def read(path: str | None, shelf: Shelf) -> Policy:
    """The policy at a path, or the nearest one in the working directory and above it; none asks for no rung.

    Raises:
        OpennessError: with every fault, each with its line.
    """
    stated = section(path) if path else _nearest()
    if stated is None:
        if path:
            raise OpennessError(Problem(path, None, "it has no settings for openness", "write [tool.openness.check]"))
        return Policy()
    return policy_in(stated, shelf)


def preset(name: str, shelf: Shelf) -> Policy:
    """A policy that comes with the package; paths are seen from the working directory.

    Raises:
        OpennessError: with the nearest name, when there is none of this name.

    >>> from openness.shelf.shelf import shipped
    >>> [entry.word for entry in preset("open-weights", shipped()).rules.require]
    ['open-weights']
    """
    from openness.policy.preset import text

    document = f"preset {name}"
    return policy_in(_section(toml_tree(text(name), document), document), shelf)


def policy_of(data: abc.Mapping[str, Any], shelf: Shelf) -> Policy:
    """The policy that a mapping states, in Python's own types; paths are seen from the working directory.

    Args:
        data: the keys of a policy file, or those of its `[check]` alone.
        shelf: where licences and definitions are looked up.

    Raises:
        OpennessError: with every fault.

    >>> from openness.shelf.shelf import shipped
    >>> policy_of({"forbid": ["licence:MIT"]}, shipped()).rules.forbid[0].rule
    'licence:MIT'
    """
    document = "policy argument"
    whole = dict(data) if not data or set(data) & set(TOP) else {"check": dict(data)}
    return policy_in(_section(data_tree(whole, document), document), shelf)


def _section(tree: Node | None, document: str) -> Section:
    """The tree of a whole policy, which stands in no file of a project."""
    return Section(document, mapping_of(tree or Mapping((), 1), document, "write a table"), "")


def in_pyproject(folder: str) -> str:
    """The pyproject.toml of a folder where it holds a policy; empty where it does not.

    Raises:
        OpennessError: when it speaks of this package and cannot be used.
    """
    path = os.path.join(folder, PYPROJECT)
    found = section_of_project(path) if os.path.isfile(path) else None
    return path if found is not None and _is_policy(found) else ""


def _is_policy(section: Section) -> bool:
    """True where a section says more than where shelves are."""
    return not section.prefix or any(key.text != "shelves" for key, _ in section.table)


def _nearest() -> Section | None:
    """The nearest section that is a policy; two in one folder are one too many."""
    found = list(filter(_is_policy, sections()))
    if len(found) > 1 and found[0].folder == found[1].folder:
        message = f"{found[1].document} beside it holds a policy too"
        raise OpennessError(Problem(found[0].document, None, message, "keep one of them, or name one with --policy"))
    return found[0] if found else None
