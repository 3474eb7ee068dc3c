"""`openness report`: writes web pages about releases, to open from a folder."""

import argparse
import os

from openness.cli.console import OK, UNUSABLE, complain, progress, remark, replace
from openness.cli.verbs import excluding, shelf_of, sources_of, worked_out
from openness.vocabulary.sentences import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openness.sources.file import Gathered
    from openness.sources.systems import System


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="a model card, an openness.yaml, a folder or system:ID; every described system by default",
    )
    verb.add_argument("--catalogue", action="store_true", help="add every described system")
    verb.add_argument("--badges", action="store_true", help="write badges for each release, as SVG and JSON")
    verb.add_argument("--join", action="store_true", help="read all PATHs as one release")
    excluding(verb)
    verb.add_argument("-o", "--output", metavar="DIR", required=True, help="the folder to write")


def run(call: argparse.Namespace) -> int:
    """Write the pages of the report; return the exit code."""
    from openness.errors import OpennessError, Problem
    from openness.evaluation.batch import Classified, definitions
    from openness.site.publish import publish

    if not call.output:  # and the pages would lie in the working directory
        raise OpennessError(Problem("", None, "no folder is named for the report", "write --output DIR"))
    shelf = shelf_of(call)
    under = definitions(None, shelf)
    gathered, systems = _gathered(call)
    problems = (*gathered.problems, *gathered.refused)
    results = [worked_out(result) for result in Classified(gathered.found, under, shelf, progress)]
    if results:
        lines = tuple(dict.fromkeys(map(str, problems)))
        files = publish(results, shelf, systems=systems, with_badges=call.badges, progress=progress, problems=lines)
        if _is_read(call):
            remark(
                f"{call.output} is also what the report is about, so its pages lie among those files; name another --output"
            )
        many = _write(files, call.output)
        remark(f"{counted(many, 'file')} in {call.output}; open {os.path.join(call.output, 'index.html')}")
    complain(problems)
    return UNUSABLE if problems else OK


def _gathered(call: argparse.Namespace) -> "tuple[Gathered, dict[str, System]]":
    """The releases, and by source those that are described systems."""
    from openness.release.release import Found
    from openness.sources.file import Gathered
    from openness.sources.system_ids import PREFIX, ids
    from openness.sources.systems import system

    named = sources_of(call.paths, call.exclude, call.join)
    wanted = ids() if call.catalogue or not call.paths else ()
    described = {f"{PREFIX}{id}": system(id) for id in wanted}
    found = [release for release in named.found if release.source not in described]
    found.extend(Found(source, of_id.release) for source, of_id in described.items())
    for release in named.found:
        if release.source.startswith(PREFIX) and release.source.removeprefix(PREFIX) in ids():
            described[release.source] = system(release.source.removeprefix(PREFIX))
    return Gathered(tuple(found), named.problems), described


def _is_read(call: argparse.Namespace) -> bool:
    """True where the folder to write is one that is read, and not one of its own below it."""
    folder = os.path.realpath(call.output)
    return any(os.path.isdir(path) and os.path.realpath(path) == folder for path in call.paths)


def _write(files: "Iterable[tuple[str, str]]", folder: str) -> int:
    """Write every file, remove outdated files of an earlier report, and give the number of files.

    Raises:
        OpennessError: when a file that no report has written stands in the way, or one cannot be written.
    """
    from openness.errors import OpennessError, Problem
    from openness.sources.own_pages import LIST

    before = set(_listed(folder))
    written: list[str] = []
    try:
        for name, text in files:
            path = os.path.join(folder, *name.split("/"))
            if name not in before and os.path.lexists(path):
                help = "name an empty folder, or the one of an earlier report"
                raise OpennessError(Problem(path, None, "it is there already and no report has written it", help))
            os.makedirs(os.path.dirname(path), exist_ok=True)
            replace(text, path)
            written.append(name)
    except OSError as error:
        raise OpennessError(
            Problem(folder, None, f"it cannot be written to: {error.strerror}", "name another folder")
        ) from None
    finally:
        if written:
            replace("".join(f"{name}\n" for name in sorted({*before, *written})), os.path.join(folder, LIST))
    for name in before - set(written):
        os.remove(os.path.join(folder, *name.split("/")))
    replace("".join(f"{name}\n" for name in sorted(written)), os.path.join(folder, LIST))
    return len(written)


def _listed(folder: str) -> "Iterator[str]":
    """The files of an earlier report that still exist, below the folder and without links."""
    from openness.sources.own_pages import names_listed

    top = os.path.realpath(folder)
    for name in names_listed(folder):
        path = os.path.join(top, *name.split("/"))
        if os.path.isfile(path) and os.path.realpath(path) == path:
            yield name
