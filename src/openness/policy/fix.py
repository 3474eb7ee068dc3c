"""The edits that are safe to make by machine: what `openness check --fix` does to a card or a native file.

Safe is what says the same in the words of the format: the licence's own tag or identifier, the field's right name, a
list as what it means, the name of a licence whose text lies beside. An edit is kept only where the whole release, weighed
anew, is what it was before; everything else in the file stays byte for byte.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from attrs import evolve, fields, frozen

from openness.errors import NotThisFormat, OpennessError
from openness.evaluation.classification import Classification
from openness.formats import card, native
from openness.release.claim import Fact
from openness.release.component import Component, Item
from openness.release.release import Release
from openness.resolution.resolve import resolve
from openness.resolution.resolved import resolved
from openness.shelf.shelf import Shelf
from openness.sources.file import is_card
from openness.syntax.document import document_of
from openness.syntax.front_matter import front_matter
from openness.syntax.paths import is_outside, relative
from openness.syntax.tree import Mapping, Node, Scalar, Sequence
from openness.syntax.yaml import yaml_tree
from openness.syntax.yaml_text import word as quoted
from openness.value import Shown, Value
from openness.vocabulary import Basis, Kind, hub
from openness.vocabulary.verdict import Verdict

_NATIVE = ("components", "base-models")  # the parts of a native file that name licences; what a person concluded stays
_LICENCE = (*hub.LICENCE_FIELDS, *hub.MISSPELT)  # the fields of a card that are about its licence
_MOST = 200  # trials of one file
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@frozen(eq=False, repr=False)
class Edit(Value):
    """Some lines of a file and the lines that replace them.

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
    """A file, and the same file after the safe edits."""

    document: str
    before: bytes
    after: bytes

    def diff(self) -> Iterator[str]:
        """The edits as a unified diff, line by line."""
        from difflib import unified_diff

        old, new = (data.decode("utf-8").splitlines() for data in (self.before, self.after))
        return unified_diff(old, new, self.document, self.document, lineterm="")


def repair(path: str, release: Release, shelf: Shelf) -> Repair | None:
    """The result of the safe edits to a file of a release; None where there is nothing to do or it cannot be touched.

    Links are left alone: what they lead to may be shared.

    Args:
        path: one of the documents the release was read from.
        release: what was read, licence texts included.
        shelf: where names are looked up.
    """
    base = os.path.basename(path)
    if os.path.islink(path) or not os.path.isfile(path) or not (is_card(base) or _is_native(base)):
        return None
    release = resolve(release, shelf)
    try:
        with open(path, "rb") as file:
            before = after = file.read()
        trials = _Trials(path, _without(release.without_conclusions(), path), before, shelf)
        seen = set[Edit]()
        while trials.left and (
            edits := _apart(edit for edit in _edits(path, after, release, shelf) if edit not in seen)
        ):
            seen.update(edits)
            after = trials.edited(after, edits)
    except (OSError, OpennessError, NotThisFormat, UnicodeDecodeError):
        return None  # what cannot be read is reported, and nobody's to edit
    return Repair(path, before, after) if after != before else None


def _is_native(base: str) -> bool:
    return native.matches_name(base) and base.endswith((".yaml", ".yml"))


# Edits that say the same


def _without(part: Any, document: str) -> Any:
    """A release, or a part of one, without the statements of a document."""
    if isinstance(part, tuple):
        with_claims = ((element, getattr(element, "claim", element)) for element in part)
        kept = (
            element
            for element, claim in with_claims
            if document != getattr(getattr(claim, "source", None), "document", None)
        )
        return tuple(_without(element, document) for element in kept)
    if isinstance(part, (Release, Component, Item, Fact)):
        parts = {field.name: getattr(part, field.name) for field in fields(type(part))}
        return evolve(part, **{name: _without(value, document) for name, value in parts.items()})
    return part


def _apart(edits: Iterator[Edit]) -> list[Edit]:
    """The edits from the top, without those of lines that an edit before them changes."""
    chosen: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.first, edit.last)):
        if not chosen or chosen[-1].last < edit.first:
            chosen.append(edit)
    return chosen


class _Trials:
    """Tries edits on a file, and keeps those that leave its release what it was.

    Many edits are tried at once, and by halves where they are not safe together, so that safe edits cost one trial and each
    that is not costs as many as the halves that lead to it.

    Args:
        path: the file.
        others: what other documents say of the release.
        data: the file as it is.
        shelf: where names are looked up.

    Attributes:
        left: how many trials are left.

    Raises:
        OpennessError, NotThisFormat: when the file cannot be read.
    """

    def __init__(self, path: str, others: Release, data: bytes, shelf: Shelf):
        self._path, self._others, self._shelf = path, others, shelf
        self.left = _MOST
        self._known = self._weighed(data)

    def edited(self, data: bytes, edits: list[Edit]) -> bytes:
        """The file after those of some edits that are safe. The edits are in order and share no line."""
        if not edits or not self.left:
            return data
        self.left -= 1
        changed = _applied(data, edits)
        if self._is_safe(changed):
            return changed
        if len(edits) == 1:
            return data
        half = len(edits) // 2  # the lower half first: it moves no line of the upper one
        return self.edited(self.edited(data, edits[half:]), edits[:half])

    def _is_safe(self, data: bytes) -> bool:
        try:
            anew = self._weighed(data)
        except (OpennessError, NotThisFormat):
            return False
        same = _is_the_same(self._known, anew)
        if same:
            self._known = anew
        return same

    def _weighed(self, data: bytes) -> Classification:
        """The classification of a release with a file as it would be, without what persons concluded."""
        document = document_of(self._path, data)
        # A field by a wrong name is a doubt already, and its right name shall start no dispute: what it says counts only then.
        read = evolve(card.read(document), terms=()) if is_card(document.base) else native.read(document)
        release = resolved(self._others.join(read.without_conclusions()), self._shelf)
        return Classification(release, self._path, (), self._shelf)


def _is_the_same(old: Classification, new: Classification) -> bool:
    """True where a release is what it was: it keeps each known licence, stands no lower, and nothing new is wrong.

    A licence that was not heard before, as under a misspelt field, may bring what follows from it.
    """
    named, names = _licences(old.release), _licences(new.release)
    if any(known and names.get(part) != known for part, known in named.items()):
        return False
    reached = old.spectrum.reached
    if reached is not None and new.spectrum.at_least(reached) is not Verdict.MET:
        return False
    return names.keys() > named.keys() or not _complaints(new) - _complaints(old)


def _licences(release: Release) -> dict[tuple[str, str], set[tuple[str, ...]]]:
    """The parts and bases that a licence is named for, and every one that is known, as the records it stands for."""
    facts = {
        (component.kind.value, item.name): item.licence for component in release.components for item in component.items
    }
    facts.update({("base", base.name): base.licence for base in release.base_models})
    return {
        part: {tuple(sorted(naming.candidates)) for claim in fact.claims if (naming := claim.stands_for).known}
        for part, fact in facts.items()
        if fact.claims
    }


def _complaints(classification: Classification) -> Counter[str]:
    """The number of findings with each code; notes do not count."""
    return Counter(finding.code.value for finding in classification.findings if finding.level != "note")


def _applied(data: bytes, edits: list[Edit]) -> bytes:
    """A file after some edits, which are in order and share no line."""
    lines = _LINE.findall(data.decode("utf-8"))
    for edit in reversed(edits):
        end = re.search(r"[\r\n]*\Z", lines[edit.first - 1])
        lines[edit.first - 1 : edit.last] = [f"{line}{end[0] if end else ''}" for line in edit.lines]
    return "".join(lines).encode("utf-8")


# Places to edit


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
    keys = Counter(key.text for key, _ in block)
    if any(keys[field] > 1 for field in _LICENCE):
        return  # which one is meant is not for a machine to say
    for key, node in block:
        if key.text in hub.MISSPELT and keys.keys().isdisjoint({"license", *hub.MISSPELT} - {key.text}):
            yield _replaced(key, hub.MISSPELT[key.text], lines)
        elif key.text == "license":
            yield from _value_edits(key, node, lines, lambda name: _tag(name, shelf), None)
            if isinstance(node, Scalar) and node.text.lower() == "other" and "license_name" not in keys:
                yield from _named(node, lines, path, "license_link" not in keys, release, shelf)


def _native_edits(node: Node, lines: list[str], shelf: Shelf) -> Iterator[Edit]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _native_edits(item, lines, shelf)
    elif isinstance(node, Mapping):
        once = [key.text for key, _ in node if key.text in ("licence", "license")] in (["licence"], ["license"])
        for key, value in node:
            if key.text == "license" and once:
                yield _replaced(key, "licence", lines)
            elif key.text == "licence" and once:
                yield from _value_edits(key, value, lines, lambda name: _id(name, shelf), " AND ")
            else:
                yield from _native_edits(value, lines, shelf)


def _value_edits(
    key: Scalar, node: Node, lines: list[str], proper: Callable[[str], str | None], joiner: str | None
) -> Iterator[Edit]:
    """A licence by its proper name, and a list as one word where it is one, or as an expression where that is allowed."""
    if isinstance(node, Scalar):
        name = proper(node.text)
        if name is not None and name != node.text and node.columns != (0, 0):
            yield _replaced(node, name, lines)
    elif isinstance(node, Sequence) and all(isinstance(item, Scalar) and item.text for item in node.items):
        words = [item.text for item in node.items if isinstance(item, Scalar)]
        proper_names = [proper(word) for word in words]
        names = list(dict.fromkeys(name or word for name, word in zip(proper_names, words, strict=True)))
        if len(names) == 1 or (joiner and names and all(proper_names)):  # an expression holds no name of one's own
            joined = (joiner or "").join(f"({name})" if " OR " in name else name for name in names)
            yield from _unlisted(key, node, joined, lines)
        else:
            for item in node.items:
                yield from _value_edits(key, item, lines, proper, joiner)


def _replaced(node: Scalar, new: str, lines: list[str]) -> Edit:
    line = lines[node.line - 1]
    start, end = node.columns
    return Edit(node.line, node.line, (f"{line[: start - 1]}{new}{line[end - 1 :]}",))


def _unlisted(key: Scalar, node: Sequence, word: str, lines: list[str]) -> Iterator[Edit]:
    """A list that stands in one line, or an item a line, as one word."""
    first, last = key.line, max(item.line for item in node.items)
    head, rest = lines[first - 1][: key.columns[1] - 1], lines[first - 1][key.columns[1] - 1 :]
    flow = re.match(r"\s*:\s*\[[^\[\]#]*\]", rest) if first == last else None
    if flow:
        yield Edit(first, last, (f"{head}: {word}{rest[flow.end() :]}",))
    elif rest.strip() == ":" and all(re.fullmatch(r"\s*-\s+[^#]*", line) for line in lines[first:last]):
        yield Edit(first, last, (f"{head}: {word}",))


def _named(node: Scalar, lines: list[str], path: str, link: bool, release: Release, shelf: Shelf) -> Iterator[Edit]:
    """`other` by the name of the licence whose text lies beside the card, or below."""
    licence = release.component(Kind.MODEL_PARAMETERS_FINAL).licence
    found = [claim for claim in licence.claims if claim.basis is Basis.DETECTED]
    ids = {claim.value for claim in found}
    if len(ids) != 1 or shelf.licence(id := ids.pop()) is None:
        return
    if tag := _hub_tag(id, shelf):
        yield _replaced(node, tag, lines)
        return
    place = relative(found[0].source.document, os.path.dirname(path) or ".").replace(os.sep, "/")
    if is_outside(place):
        return
    line = lines[node.line - 1]
    indent = line[: len(line) - len(line.lstrip())]
    added = {"license_name": id, **({"license_link": place} if link else {})}
    yield Edit(node.line, node.line, (line, *(f"{indent}{key}: {quoted(value)}" for key, value in added.items())))


def _tag(name: str, shelf: Shelf) -> str | None:
    """The Hub's tag for a licence by this name; None where the name stands for none or for several, or none has a tag."""
    naming = shelf.naming(name)
    if not naming.known or naming.ambiguous:
        return None
    return _hub_tag(naming.value, shelf)


def _hub_tag(id: str | None, shelf: Shelf) -> str | None:
    licence = shelf.licence(id) if id else None
    tags = licence.names.get("huggingface", ()) if licence else ()
    return next((tag for tag in tags if shelf.naming(tag).candidates == (id,)), None)


def _id(name: str, shelf: Shelf) -> str | None:
    """The identifier of a licence by this name, or an expression of identifiers."""
    naming = shelf.naming(name)
    return naming.value if naming.known and not naming.ambiguous and not naming.deprecated else None
