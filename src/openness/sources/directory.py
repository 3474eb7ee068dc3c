"""The files of each directory below a folder, sorted: releases, cards, licence texts, weights, scripts."""

from attrs import define, field

from openness.errors import OpennessError
from openness.formats import begins_as_gguf, format_of, format_told_by, licence_file, may_be_gguf
from openness.formats import file_names as filename
from openness.formats.file_endings import of_tests
from openness.release.release import Release
from openness.sources.file import is_card, is_card_like, is_card_of_folder
from openness.sources.of_code import is_code
from openness.sources.scripts import fetches_weights
from openness.sources.walk import Passed, last_of, path_of, walked
from openness.syntax.document import open_document
from openness.value import Shown
from openness.vocabulary import Kind


@define(eq=False, repr=False)
class Directory(Shown):
    """The files of one directory, as paths: those that make it a release, those that may, and those beside one."""

    releases: list[str] = field(factory=list)
    cards: list[str] = field(factory=list)
    texts: list[str] = field(factory=list)
    alone: list[str] = field(factory=list)
    beside: list[str] = field(factory=list)
    forms: list[str] = field(factory=list)
    archives: list[str] = field(factory=list)
    words: list[str] = field(factory=list)
    scripts: list[str] = field(factory=list)  # of Python, one of which may load a data set
    signs: dict[Kind, list[str]] = field(factory=dict)  # files that look like a part nothing may speak of
    fetching: list[str] = field(factory=list)  # scripts that fetch weights by their names
    is_of_code: bool = False
    has_weights: bool = False  # or what may be some
    holds_models: bool = False
    adapters: list[str] = field(factory=list)  # weights that belong to some model, by their names
    weights: list[str] = field(factory=list)  # by their names, whether or not their format is read
    lookalikes: list[Release] = field(factory=list)  # cards by name only, as what to say of them
    cardlike: list[str] = field(factory=list)  # further cards, which are not read as this release's

    @property
    def is_known(self) -> bool:
        """True where it holds anything that a release here would be told of."""
        return bool(self.cards or self.texts or self.alone or self.beside or self.forms or self.cardlike)


def directories_of(root: str, exclude: tuple[str, ...], passed: Passed) -> dict[str, Directory]:
    """Every directory below a root that holds something known, by its path below the root."""
    directories: dict[str, Directory] = {}
    for below, name in walked(root, exclude, passed):
        path = path_of(root, below, name)
        within = path_of("", below, name)
        if holds := _holds(path, below, name):
            getattr(directories.setdefault(below, Directory()), holds).append(path)
        elif name.endswith(".py"):
            directories.setdefault(below, Directory()).scripts.append(path)
        if not holds and (kind := filename.likely_kind(within)):
            directories.setdefault(below, Directory()).signs.setdefault(kind, []).append(path)
        if fetches_weights(within) and not of_tests(below):
            directories.setdefault(below, Directory()).fetching.append(path)
        if is_code(name) or filename.is_weights(within):
            directory = directories.setdefault(below, Directory())
            directory.is_of_code |= is_code(name)
            directory.has_weights |= filename.is_weights(within)
            directory.holds_models |= filename.holds_a_model(within) and not of_tests(below)
        if filename.is_of_adapter(name) and filename.is_weights(within):
            directories.setdefault(below, Directory()).adapters.append(path)
        if filename.tells_of_model(within) and not of_tests(below):
            directories.setdefault(below, Directory()).weights.append(path)
    return directories


def _holds(path: str, below: str, name: str) -> str:
    """The name of the directory's list to which a file belongs; empty where it belongs to none."""
    if licence_file.matches_name(name, last_of(below)):
        return "texts"
    kind = format_of(name)
    if filename.is_archive(name):
        return "" if of_tests(below) else "archives"
    if kind is not None and kind.HOLDS in ("form", "words"):
        return {"form": "forms"}.get(kind.HOLDS, kind.HOLDS)
    if is_card(name):
        return "cards" if is_card_of_folder(name) else "cardlike" if is_card_like(name, below) else ""
    if is_card_like(name, below):
        return "cardlike"
    if kind is None and name.endswith((".yml", ".yaml")):
        try:
            kind = format_told_by(name, open_document(path).text)
        except OpennessError:
            return ""
    if kind is None and not of_tests(below) and _is_gguf(path, name):
        return "alone"
    if kind is None or (kind.HOLDS == "alone" and of_tests(below)):
        return ""
    return {"release": "releases"}.get(kind.HOLDS, kind.HOLDS)


def _is_gguf(path: str, name: str) -> bool:
    """True where weights are GGUF by their first bytes, under whatever name; a file that cannot be read tells nothing."""
    try:
        return may_be_gguf(name) and begins_as_gguf(path)
    except OpennessError:
        return False
