"""The edits that are safe to make by machine: what `openness check --fix` does to a card or a native file.

Safe is what says the same in the words of the format: the licence's own tag or identifier, the field's right name, a
list as what it means, the name of a licence whose text lies beside. An edit is kept only where the file, read anew,
comes to every licence it was known to name before; everything else in the file stays byte for byte.
"""

import os
import re
from collections.abc import Callable, Iterator

from attrs import frozen

from openness import hub
from openness.document import document_of
from openness.file import is_card
from openness.formats import card, native
from openness.frontmatter import front_matter
from openness.problem import OpennessError, Unlike
from openness.release import Release
from openness.resolve import naming_of, resolve
from openness.shelf import Shelf
from openness.tree import Mapping, Node, Scalar, Sequence, yaml_tree
from openness.value import Shown, Value
from openness.vocabulary import Basis, Kind

_NATIVE = ("components", "base-models")  # the parts of a native file that name licences; what a person concluded stays
_MOST = 200  # edits of one file
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@frozen(eq=False, repr=False)
class Edit(Value):
    """Some lines of a file and what takes their place.

    Args:
        first: the first line, counted from 1.
        last: the last line.
        lines: what stands there instead, without line ends.
    """

    first: int
    last: int
    lines: tuple[str, ...]


@frozen(eq=False, repr=False)
class Repair(Shown):
    """A file with what the safe edits make of it."""

    document: str
    before: bytes
    after: bytes

    def diff(self) -> Iterator[str]:
        """The edits as a unified diff, line by line."""
        from difflib import unified_diff

        old, new = (data.decode("utf-8").splitlines() for data in (self.before, self.after))
        return unified_diff(old, new, self.document, self.document, lineterm="")


def repair(path: str, release: Release, shelf: Shelf) -> Repair | None:
    """What the safe edits make of a file of a release; None where there is nothing to do or it cannot be touched.

    Links are left alone: what they lead to may be shared.

    Args:
        path: one of the documents the release was read from.
        release: what was read, licence texts included.
        shelf: where names are looked up.
    """
    base = os.path.basename(path)
    if os.path.islink(path) or not os.path.isfile(path) or not (is_card(base) or _is_native(base)):
        return None
    with open(path, "rb") as file:
        before = file.read()
    after, seen = before, set[Edit]()
    try:
        before.decode("utf-8")
        for _ in range(_MOST):
            edit = next((one for one in _edits(path, after, release, shelf) if one not in seen), None)
            if edit is None:
                break
            seen.add(edit)
            changed = _applied(after, edit)
            if _keeps_the_meaning(path, after, changed, shelf):
                after = changed
    except (OpennessError, Unlike, UnicodeDecodeError):
        return None  # what cannot be read is reported, and nobody's to edit
    return Repair(path, before, after) if after != before else None


def _is_native(base: str) -> bool:
    return native.recognises(base) and base.endswith((".yaml", ".yml"))


def _read(path: str, data: bytes) -> Release:
    document = document_of(path, data)
    return card.read(document) if is_card(document.base) else native.read(document)


def _keeps_the_meaning(path: str, before: bytes, after: bytes, shelf: Shelf) -> bool:
    try:
        old, new = (_licences(resolve(_read(path, data), shelf), shelf) for data in (before, after))
    except (OpennessError, Unlike):
        return False
    return old <= new


def _licences(release: Release, shelf: Shelf) -> set[tuple[object, ...]]:
    """Every licence that is known to be named, as the records it stands for, with the part it is named for."""
    return {
        (component.kind, item.name, *sorted(naming_of(claim, shelf).candidates))
        for component in release.components
        for item in component.items
        for claim in item.licence.claims
        if naming_of(claim, shelf).known
    }


def _applied(data: bytes, edit: Edit) -> bytes:
    lines = _LINE.findall(data.decode("utf-8"))
    end = re.search(r"[\r\n]*\Z", lines[edit.first - 1])
    lines[edit.first - 1 : edit.last] = [f"{line}{end[0] if end else ''}" for line in edit.lines]
    return "".join(lines).encode("utf-8")


# What to edit


def _edits(path: str, data: bytes, release: Release, shelf: Shelf) -> Iterator[Edit]:
    document = document_of(path, data)
    lines = [line.rstrip("\r\n") for line in _LINE.findall(data.decode("utf-8"))]
    if not is_card(document.base):
        tree = yaml_tree(document.text, path)
        for key, node in tree if isinstance(tree, Mapping) else ():
            yield from _native_edits(node, lines, shelf) if key.text in _NATIVE else ()
        return
    block, _, _ = front_matter(document)
    if block is None:
        return
    keys = {key.text for key, _ in block}
    for key, node in block:
        if key.text in hub.MISSPELT and keys.isdisjoint({"license", *hub.MISSPELT} - {key.text}):
            yield _replaced(key, hub.MISSPELT[key.text], lines)
        elif key.text == "license":
            yield from _value_edits(key, node, lines, lambda name: _tag(name, shelf), None)
            if isinstance(node, Scalar) and node.text.lower() == "other" and "license_name" not in keys:
                yield from _named(node, lines, release, shelf)


def _native_edits(node: Node, lines: list[str], shelf: Shelf) -> Iterator[Edit]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _native_edits(item, lines, shelf)
    elif isinstance(node, Mapping):
        keys = {key.text for key, _ in node}
        for key, value in node:
            if key.text == "license" and "licence" not in keys:
                yield _replaced(key, "licence", lines)
            elif key.text == "licence":
                yield from _value_edits(key, value, lines, lambda name: _id(name, shelf), " AND ")
            else:
                yield from _native_edits(value, lines, shelf)


def _value_edits(
    key: Scalar, node: Node, lines: list[str], proper: Callable[[str], str | None], joiner: str | None
) -> Iterator[Edit]:
    """A licence by its proper name, and a list as one word where it is one, or as an expression where that is allowed."""
    if isinstance(node, Scalar):
        name = proper(node.text)
        if name is not None and name != node.text:
            yield _replaced(node, name, lines)
    elif isinstance(node, Sequence) and all(isinstance(one, Scalar) and one.text for one in node.items):
        words = [one.text for one in node.items if isinstance(one, Scalar)]
        names = list(dict.fromkeys(proper(word) or word for word in words))
        if len(names) == 1 or (joiner and len(names) > 1):
            joined = (joiner or "").join(f"({name})" if " OR " in name else name for name in names)
            yield from _unlisted(key, node, joined, lines)
        else:
            for one in node.items:
                yield from _value_edits(key, one, lines, proper, joiner)


def _replaced(node: Scalar, new: str, lines: list[str]) -> Edit:
    line = lines[node.line - 1]
    start, end = node.columns
    return Edit(node.line, node.line, (f"{line[: start - 1]}{new}{line[end - 1 :]}",))


def _unlisted(key: Scalar, node: Sequence, word: str, lines: list[str]) -> Iterator[Edit]:
    """A list that stands in one line, or an item a line, as one word."""
    first, last = key.line, max(one.line for one in node.items)
    head, rest = lines[first - 1][: key.columns[1] - 1], lines[first - 1][key.columns[1] - 1 :]
    flow = re.match(r"\s*:\s*\[[^\[\]#]*\]", rest) if first == last else None
    if flow:
        yield Edit(first, last, (f"{head}: {word}{rest[flow.end() :]}",))
    elif rest.strip() == ":" and all(re.fullmatch(r"\s*-\s+[^#]*", line) for line in lines[first:last]):
        yield Edit(first, last, (f"{head}: {word}",))


def _named(node: Scalar, lines: list[str], release: Release, shelf: Shelf) -> Iterator[Edit]:
    """`other` by the name of the licence whose text lies beside the card."""
    licence = release.component(Kind.MODEL_PARAMETERS_FINAL).licence
    found = [claim for claim in licence.claims if claim.basis is Basis.DETECTED]
    ids = {claim.value for claim in found}
    if len(ids) != 1 or shelf.licence(id := ids.pop()) is None:
        return
    if tag := _hub_tag(id, shelf):
        yield _replaced(node, tag, lines)
        return
    place = os.path.basename(found[0].source.document)
    line = lines[node.line - 1]
    indent = line[: len(line) - len(line.lstrip())]
    yield Edit(node.line, node.line, (line, f"{indent}license_name: {id}", f"{indent}license_link: {place}"))


def _tag(name: str, shelf: Shelf) -> str | None:
    """The Hub's tag for a licence by this name; None where the name stands for none or for several, or none has a tag."""
    naming = shelf.naming(name)
    if not naming.known or naming.ambiguous:
        return None
    return _hub_tag(naming.candidates[0], shelf, name)


def _hub_tag(id: str, shelf: Shelf, written: str = "") -> str | None:
    licence = shelf.licence(id)
    tags = licence.record.get("known-as", {}).get("huggingface", []) if licence else []
    if written in tags:
        return written
    return next((tag for tag in tags if shelf.naming(tag).candidates == (id,)), None)


def _id(name: str, shelf: Shelf) -> str | None:
    """The identifier of a licence by this name, or an expression of identifiers."""
    naming = shelf.naming(name)
    return naming.candidates[0] if naming.known and not naming.ambiguous and not naming.deprecated else None
