"""Every reference in the files below a path, within bounds; what git leaves out and what is vendored is counted."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from attrs import frozen

from openness.errors import OpennessError, Problem
from openness.references import commands, python, script, settings
from openness.references.lexicon import Lexicon, lexicon
from openness.references.reference import Reference, UnnamedCall
from openness.release.release import Progress
from openness.sources.file import is_card_of_folder
from openness.sources.walk import Passed, path_of, walked
from openness.syntax.document import document_of, open_document
from openness.value import Shown
from openness.vocabulary.references import Sure

CODE_LIMIT = 2 * 1024 * 1024  # bytes of a file that is read; of larger ones code is a problem, and settings are counted
NOTEBOOK_LIMIT = 16 * 1024 * 1024  # a notebook also holds what it has shown
_REFERENCES_LIMIT = 20_000  # references of one file

#: Folders with other people's code, by their names.
_VENDORED = frozenset(
    "vendor vendored _vendor third_party thirdparty third-party external extern site-packages bower_components".split()
)
#: Files that programs write, and that name what others use.
_WRITTEN = re.compile(
    r".*(?:\.lock|-lock\.(?:json|yaml)|\.min\.js|\.bundle\.js|\.map|\.tsbuildinfo)|go\.sum", re.IGNORECASE
)

#: The paths of tests.
_TEST = re.compile(
    r"(?:^|/)(?:tests?|__tests__|testing|fixtures|mocks?|e2e)/|(?:^|/)test_[^/]*$|(?:^|/)conftest\.py$"
    r"|[._](?:test|spec)s?\.\w+$"
)

Reader = Callable[[str, str, Lexicon], Iterable[Reference | UnnamedCall]]


@frozen(eq=False, repr=False)
class Scanned(Shown):
    """The result of reading the files below a path.

    Args:
        path: as it was given.
        references: in order of place.
        problems: the files that could not be read, each with the reason.
        read: the files that were read.
        large: how many files of settings were left out, as too large to be settings.
        ignored: how many files and folders a `.gitignore` left out.
        vendored: how many folders of other people's code were left out.
        fixtures: how many guesses in tests were left out: a name there that no call uses is an example, unless the
            code surely uses something of the same account.
        unnamed: the calls outside tests that ask for a model or a data set and do not show which, in order of place.
    """

    path: str
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
    read: tuple[str, ...] = ()
    large: int = 0
    ignored: int = 0
    vendored: int = 0
    fixtures: int = 0
    unnamed: tuple[UnnamedCall, ...] = ()


def reader_of(name: str) -> Reader | None:
    """The reader of a file of this name; None for a file that names nothing."""
    base = name.rpartition("/")[2].lower()
    stem, _, ending = base.rpartition(".")
    if _WRITTEN.fullmatch(base):
        return None
    if base.startswith("modelfile") or ending == "modelfile":
        return commands.modelfile
    if base.startswith(("dockerfile", "containerfile")) or ending in ("dockerfile", "containerfile"):
        return commands.dockerfile
    if ending in ("txt", "in") and "requirement" in base:
        return commands.requirements
    if base == "pyproject.toml" or base in ("environment.yml", "environment.yaml"):
        return _project
    if base.startswith(".env") or ending == "env":
        return settings.by_line
    if ending == "md":
        return settings.of_card if is_card_of_folder(base) else None
    return _READERS.get(ending) if stem else _shell if base in _SCRIPTS else None


def _project(text: str, document: str, words: Lexicon) -> Iterator[Reference]:
    """List the references in a project's file: among its requirements, and in its settings."""
    yield from commands.requirements(text, document, words)
    yield from (settings.of_toml if document.endswith(".toml") else settings.of_yaml)(text, document, words)


def _python(text: str, document: str, words: Lexicon) -> Iterator[Reference | UnnamedCall]:
    return python.references(text, document, words)


def _shell(text: str, document: str, words: Lexicon) -> Iterator[Reference]:
    return commands.references(text, document, words)


_READERS: dict[str, Reader] = {
    "py": _python,
    "pyi": _python,
    "ipynb": settings.of_notebook,
    "yaml": settings.of_yaml,
    "yml": settings.of_yaml,
    "json": settings.of_json,
    "toml": settings.of_toml,
    "tpl": settings.of_yaml,
    "ini": settings.by_line,
    "cfg": settings.by_line,
    "sh": _shell,
    "bash": _shell,
    "zsh": _shell,
    "slurm": _shell,
    "sbatch": _shell,
    "mk": _shell,
    **dict.fromkeys(("ts", "tsx", "js", "jsx", "mjs", "cjs", "mts"), script.references),
}
_CODE = frozenset((_python, settings.of_notebook))  # readers of calls that may show no name
_SETTINGS = frozenset((settings.of_yaml, settings.of_json, settings.of_toml, settings.by_line))
_SCRIPTS = frozenset(("makefile", "justfile", "entrypoint", "procfile"))  # files without an ending that are read


def scan(path: str, exclude: tuple[str, ...] = (), progress: Progress = iter) -> Scanned:
    """Read the files at a path.

    Args:
        path: a file or a folder.
        exclude: globs of files and folders to leave out.
        progress: is handed the files and hands them on, as it shows how far they have come.

    Raises:
        OpennessError: when there is nothing at the path, or too much.
    """
    if not os.path.isdir(path):
        if reader_of(path) is None or not os.path.isfile(path):
            open_document(path, head=True)  # says what is wrong where there is no file
            raise OpennessError(
                Problem(path, None, "it is not a kind of file that is read", "name code, settings or a folder")
            )
        return _scanned(path, ((path, False),), progress, Passed(), 0)
    root = "" if path in (".", "./") else path
    passed = Passed()
    files: list[tuple[str, bool]] = []
    vendored: set[str] = set()
    for below, name in walked(path, exclude, passed):
        if folder := _vendored(below):
            vendored.add(folder)
        elif reader_of(name) is not None:
            files.append((path_of(root, below, name), is_test(f"{below}/{name}")))
    return _scanned(path, files, progress, passed, len(vendored))


def _scanned(
    path: str, files: Sequence[tuple[str, bool]], progress: Progress, passed: Passed, vendored: int
) -> Scanned:
    """The result of reading some files, each with whether it is one of tests."""
    words = lexicon()
    references: list[Reference] = []
    unnamed: list[UnnamedCall] = []
    problems = [*passed.unlisted]
    large = 0
    in_tests: set[str] = set()
    for file, tests in progress(files):
        try:
            found, asking, wrong = _read(file, words)
        except _TooLarge:
            large += 1
            continue
        if tests:
            in_tests.add(file)
        else:
            unnamed.extend(asking)
        references.extend(found)
        problems.extend(wrong)
    used = {_account(reference) for reference in references if reference.sure is not Sure.GUESS}
    kept = [
        reference
        for reference in references
        if reference.sure is not Sure.GUESS or reference.source.document not in in_tests or _account(reference) in used
    ]
    fixtures, references = len(references) - len(kept), kept
    read = tuple(file for file, _ in files)
    left = (large, passed.ignored, vendored, fixtures)
    return Scanned(path, tuple(references), tuple(problems), read, *left, tuple(unnamed))


def is_test(path: str) -> bool:
    """True for a file of tests, by the names of its folders and its own.

    >>> is_test("app/tests/data.py"), is_test("web/chat.spec.ts"), is_test("app/latest.py")
    (True, True, False)
    """
    return _TEST.search(path.lower()) is not None


@lru_cache(maxsize=1)
def _last_vendored(below: str) -> str:
    parts = below.split("/")
    return next(("/".join(parts[: at + 1]) for at, part in enumerate(parts) if part.lower() in _VENDORED), "")


def _vendored(below: str) -> str:
    """The folder of other people's code around a folder below the root; empty where there is none."""
    return _last_vendored(below)


def _account(reference: Reference) -> str:
    """The account, or the provider, that publishes what a reference names."""
    return reference.name.partition("/")[0]


class _TooLarge(Exception):
    """A file of settings is larger than settings are."""


def _read(path: str, words: Lexicon) -> tuple[list[Reference], list[UnnamedCall], list[Problem]]:
    """The references in one file, its calls that name nothing, and its problems.

    Raises:
        _TooLarge: when it holds data, by its size, and no settings.
    """
    reader = reader_of(path)
    if reader is None:
        return [], [], []
    try:
        limit = NOTEBOOK_LIMIT if path.endswith(".ipynb") else CODE_LIMIT
        data = open_document(path, limit + 1, head=True).data
        if not (_speaks(data, words) or (reader in _CODE and _asks(data, words))):
            return [], [], []
        if len(data) > limit and reader in _SETTINGS:
            raise _TooLarge
        text = document_of(path, data, limit).text
    except OpennessError as error:
        return [], [], list(error.problems)
    found: list[Reference] = []
    unnamed: list[UnnamedCall] = []
    problems: list[Problem] = []
    try:
        for reference in reader(text, path, words):
            if isinstance(reference, UnnamedCall):
                unnamed.append(reference)
            else:
                found.append(reference)
            if len(found) + len(unnamed) >= _REFERENCES_LIMIT:
                problems.append(
                    Problem(path, None, f"it names more than {_REFERENCES_LIMIT:,} models", "the rest is not read")
                )
                break
    except OpennessError as error:
        problems.extend(error.problems)
    except RecursionError:
        problems.append(Problem(path, None, "it is nested too deeply to be read", "its references are not all listed"))
    return distinct(found), sorted(dict.fromkeys(unnamed), key=lambda call: call.source.order), problems


def distinct(references: Iterable[Reference]) -> list[Reference]:
    """The references in order of place, of those in one place that name one thing the surest."""
    order = list(Sure)
    kept: dict[tuple[object, ...], Reference] = {}
    for found in references:
        key = (found.key, found.source.document, found.source.line)
        known = kept.get(key)
        if known is None or (order.index(found.sure), not found.revision) < (
            order.index(known.sure),
            not known.revision,
        ):
            kept[key] = found
    return sorted(kept.values(), key=lambda found: (found.source.order, found.key))


def _speaks(data: bytes, words: Lexicon) -> bool:
    """True where a file may name something: a repository, an old short name, a service, or a name that a call completes."""
    if any(sign in data for sign in _PLAIN_SIGNS):
        return True
    tokens = set(_TOKEN.findall(data))
    if not tokens.isdisjoint(_signs(words)) or any(token.startswith(_starts(words)) for token in tokens):
        return True
    for match in _SLASHED.finditer(data):
        account, name = match[1].decode().lower(), match[2].decode().lower()
        if account not in words.no_account and ("." not in name or name.rpartition(".")[2] not in words.endings):
            return True
    return False


def _asks(data: bytes, words: Lexicon) -> bool:
    """True where a file may call what asks for a model or a data set: all parts of a call's name stand in it, and its library."""
    tokens = set(_TOKEN.findall(data))
    called = _called(words)
    return any(
        parts <= tokens and (not libraries or not libraries.isdisjoint(tokens))
        for name in tokens.intersection(called)
        for parts, libraries in called[name]
    )


_TOKEN = re.compile(rb"[A-Za-z0-9_-]+")
_SLASHED = re.compile(rb"(?<![\w./@-])([A-Za-z0-9][\w.-]{1,60})/([A-Za-z0-9{][\w.{-]{0,80})(?![\w./-])", re.ASCII)
_PLAIN_SIGNS = (b"huggingface.co/", b"hf.co/", b"hf://", b"_core_")


@lru_cache(maxsize=1)
def _called(words: Lexicon) -> dict[bytes, list[tuple[set[bytes], set[bytes]]]]:
    """By the last part of their names, all calls: the parts of the name, and the libraries of which a file imports one."""
    return {
        name.encode(): [
            ({part.encode() for part in call.name.split(".")}, {library.encode() for library in call.of})
            for call in calls
        ]
        for name, calls in words.calls.items()
    }


@lru_cache(maxsize=1)
def _signs(words: Lexicon) -> frozenset[bytes]:
    """The signs of a name without an account: of each word that may tell of one, its longest token."""
    bare = [call for calls in words.calls.values() for call in calls if call.bare]
    calls = {name for call in bare for name in (call.of or (call.name.rpartition(".")[2],))}
    commands = {call.name.partition(" ")[0] for calls in words.commands.values() for call in calls if call.bare}
    short = {name for names in words.short.values() for name in names}
    return frozenset(max(_TOKEN.findall(word.encode()), key=len) for word in {*calls, *commands, *short})


@lru_cache(maxsize=1)
def _starts(words: Lexicon) -> tuple[bytes, ...]:
    """The first letters of services' names: of each start, its last token."""
    return tuple({_TOKEN.findall(service.start.encode())[-1] for service in words.services})
