"""REUSE.toml, and `.reuse/dep5` before it: the licences of the files of a project, by globs.

An annotation of every file (`**`) is about what the release is of, the weights or a data set, and about the code found there.
One of files that are weights is about the weights, and one of files of data about the data of a data set. Of code, and of
the data of a model, only an annotation of all of it counts, such as `**/*.py` or `data/**`: one file says nothing of the
rest. The last annotation of a file is the one that counts (REUSE
3.3), so one of every file takes the place of all before it, and one by ending or folder that of every file; otherwise
each counts.
"""

import re
from collections.abc import Iterator

from openness.errors import OpennessError, Problem
from openness.formats._fields import CODE, Statements
from openness.formats._shape import Shape
from openness.formats.file_endings import DESCRIBED, kinds_of, of_tests
from openness.release.claim import Fact, joined_facts
from openness.release.release import Release, TermsElsewhere
from openness.syntax.document import Document
from openness.syntax.toml import toml_tree
from openness.syntax.tree import Mapping, Scalar, Sequence
from openness.vocabulary import Kind

NAME = "REUSE.toml"
HOLDS = "beside"
LIMIT = 1024 * 1024
BYTES = False

FIELD = "SPDX-License-Identifier"
_DEP5 = "dep5"
_EVERY_FILE = frozenset(("**", "*", "**/*"))
_OF_A_FORMAT = re.compile(r"(?:\*\*/)?\*\*?\.\w+|src/\*\*/\*\.\w+")
#: Files that are for people who read or keep the repository, and no data.
_OF_DOCUMENTS = re.compile(
    r"(?i)(?:^|/)(?:\.|src/|docs?/|licen[cs]es?/|readme|changelog|contributing|logo|[^/]*\.(?:md|rst|adoc|toml|cfg|ini|ya?ml|lock)$)"
)
_FOLDERS = {
    "weights": (Kind.MODEL_PARAMETERS_FINAL,),
    "checkpoints": (Kind.MODEL_PARAMETERS_FINAL,),
    "data": (Kind.DATASETS,),
    "dataset": (Kind.DATASETS,),
    "datasets": (Kind.DATASETS,),
    "src": CODE,
}


_SHAPES = {
    **dict.fromkeys("annotations".split(), Shape.OBJECT),
    **dict.fromkeys("path SPDX-License-Identifier".split(), Shape.WORDS),
}


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format."""
    return base.endswith("REUSE.toml") or base == _DEP5


def named_for(base: str) -> tuple[Kind, ...]:
    """The parts that a licence in a file of this name may be about: whatever lies there."""
    return ()


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: only the name tells."""
    return False


def read(document: Document) -> Release:
    """A release with the licences that the file states.

    Raises:
        OpennessError: when it is not TOML with annotations.
    """
    tree = _of_dep5(document.text) if document.base == _DEP5 else toml_tree(document.text, document.name)
    annotations = tree.get("annotations") if isinstance(tree, Mapping) else None
    if annotations is not None and not isinstance(annotations, Sequence):
        raise OpennessError(
            Problem(document.name, annotations.line, "annotations is not a list", "write [[annotations]]")
        )
    state = Statements(document.name, tree, _SHAPES)
    state.version(tree.get("version") if isinstance(tree, Mapping) else None, "1", "version")
    licences_of: dict[Kind, dict[str, Fact]] = {}
    for annotation in annotations.items if annotations else ():
        licence = state.licence(annotation.get(FIELD)) if isinstance(annotation, Mapping) else Fact()
        words = state.words(annotation.get("path"), "path") if isinstance(annotation, Mapping) else ()
        paths = [path.text for path in words]
        for path in paths if licence.claims else ():
            for kind in about(path):
                licences = licences_of.setdefault(kind, {})
                if path in _EVERY_FILE:
                    licences.clear()
                elif "*" in path and not _is_partial(path, kind):
                    for every in _EVERY_FILE:
                        licences.pop(every, None)
                licences[path] = licence
    return state.kept(Release(terms=tuple(_terms(licences_of))))


def _terms(licences_of: dict[Kind, dict[str, Fact]]) -> Iterator[TermsElsewhere]:
    """The licences of each kind of component: those of every file, of all of a kind, and of some data."""
    for kind, licences in licences_of.items():
        by_reach: dict[tuple[bool, bool], list[Fact]] = {}
        for path, licence in licences.items():
            partial = _is_partial(path, kind)
            described = partial or (kind in DESCRIBED and path in _EVERY_FILE)
            by_reach.setdefault((described, partial), []).append(licence)
        for (described, partial), facts in by_reach.items():
            for claim in joined_facts(facts).claims:
                yield TermsElsewhere(claim, (kind,), described, partial)


def _is_partial(path: str, kind: Kind) -> bool:
    """True for some files of data: neither all files, nor those of a folder of data, nor all of one format."""
    if kind is not Kind.DATASETS or path in _EVERY_FILE:
        return False
    folder, _, rest = path.partition("/")
    in_folder = rest in _EVERY_FILE and Kind.DATASETS in _FOLDERS.get(folder, ())
    return not in_folder and (kinds_of(path) != (Kind.DATASETS,) or _OF_A_FORMAT.fullmatch(path) is None)


def _of_dep5(text: str) -> Mapping:
    """The paragraphs on files, in the form of Debian's `copyright`, as annotations."""
    annotations, paths = [], Sequence((), 0)
    folded = re.sub(
        r"\n([ \t])", lambda blank: f"\v{blank[1]}", text
    )  # a value goes on in lines that begin with a blank
    number = 1
    for line in folded.split("\n"):
        field, _, value = line.partition(":")
        if field.strip() == "Files":
            paths = Sequence(tuple(Scalar(path, False, number) for path in value.split()), number)
        elif field.strip() == "License" and paths.items:
            licence = Scalar(FIELD, True, number), Scalar(value.partition("\v")[0].strip(), False, number)
            annotations.append(Mapping(((Scalar("path", True, number), paths), licence), number))
            paths = Sequence((), number)
        number += 1 + line.count("\v")
    return Mapping(((Scalar("annotations", True, 1), Sequence(tuple(annotations), 1)),), 1)


def about(path: str) -> tuple[Kind, ...]:
    """The kinds of component that an annotation of these files is about.

    >>> about("m/small.safetensors") == about("weights/**") == (Kind.MODEL_PARAMETERS_FINAL,)
    True
    >>> about("**/*.py") == CODE, about("src/vendored/one.py"), about("docs/**")
    (True, (), ())
    """
    if path in _EVERY_FILE:
        return (*DESCRIBED, *CODE)
    folder, _, rest = path.partition("/")
    if rest in _EVERY_FILE and folder in _FOLDERS:
        return _FOLDERS[folder]
    kinds = kinds_of(path)
    if kinds and (set(kinds) <= set(DESCRIBED) or _OF_A_FORMAT.fullmatch(path)):
        return kinds
    return () if kinds or of_tests(path) or _OF_DOCUMENTS.search(path) else (Kind.DATASETS,)
