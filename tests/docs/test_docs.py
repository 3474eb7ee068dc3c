"""The documentation is run: its Python and console examples, its links, its lists of options.

In README.md and docs/ a ```python block is a doctest, a ```console block is typed (`$ openness …`, `$ echo $?`,
`$ cat FILE`), and a block with `file=NAME` after its language is saved under that name first. `…` stands for
anything within a line; on a line of its own for any number of lines. A block with `needs=NAME` is run
where that module is installed.
"""

import doctest
import re
import shlex
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from importlib.util import find_spec
from inspect import Signature, signature
from pathlib import Path

import pytest
from tests.support.pages import FENCE, TOP, Block, blocks

import openness
from openness import cli

WRITTEN = [
    page for page in TOP.glob("docs/**/*.md") if TOP / "docs/records" not in page.parents
]  # not made for the site
PAGES = sorted([*TOP.glob("*.md"), *WRITTEN, *TOP.glob("licences/*.md")])
RUN = [page for page in PAGES if page.parent != TOP / "licences" and "examples" not in page.parts]


def named(page: Path) -> str:
    """A page as a test's name."""
    return str(page.relative_to(TOP))


def pattern(expected: str) -> re.Pattern[str]:
    """A pattern for the output that a page shows."""
    lines = (
        r"(?:.*\n)*" if line.strip() == "…" else ".*".join(map(re.escape, line.rstrip().split("…"))) + "[ \t]*\n"
        for line in expected.splitlines()
    )
    return re.compile("".join(lines))


class Checker(doctest.OutputChecker):
    """Compares as `pattern` says."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        """True where an example printed what the page says."""
        return pattern(want).fullmatch(got) is not None


def run_python(block: Block, page: Path, names: dict[str, object]) -> None:
    """Run the examples of a block; names live on through the page."""
    test = doctest.DocTestParser().get_doctest(block.text, names, named(page), str(page), block.line)
    assert test.examples, f"{page}:{block.line}: a python block without >>> is not run"
    runner = doctest.DocTestRunner(checker=Checker(), verbose=False)
    report: list[str] = []
    runner.run(test, out=report.append, clear_globs=False)
    names.update(test.globs)
    assert not runner.summarize(verbose=False).failed, "".join(report)


def run_console(block: Block, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Type the commands of a block and compare what they print, standard error after standard output."""
    code = 0
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE):
        program, *words = shlex.split(command)
        if program == "openness":
            code = cli.main(words)
            captured = capsys.readouterr()
            got = captured.out + captured.err
        elif command == "echo $?":
            got = f"{code}\n"
        elif program == "cat":
            got = Path(*words).read_text(encoding="utf-8")
        else:
            pytest.fail(f"{page}:{block.line}: a console block cannot run {command!r}; use sh for what is not run")
        wanted = expected.rstrip("\n") + "\n" if expected.strip() else ""
        if not pattern(wanted).fullmatch(got.rstrip("\n") + "\n" if got.strip() else ""):
            pytest.fail(f"{page}:{block.line}: {command}\nexpected:\n{wanted}\ngot:\n{got}")


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write in, from which the checkout's files are seen."""
    for name in ("docs", "licences", "src", "LICENSE", "README.md"):
        (tmp_path / name).symlink_to(TOP / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("OPENNESS_PATH", raising=False)
    return tmp_path


@pytest.mark.parametrize("page", RUN, ids=named)
def test_every_example_on_a_page_does_what_the_page_says(
    page: Path, workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python, console and files, in the order of the page."""
    names: dict[str, object] = {}
    for block in blocks(page):
        if block.file:
            file = workplace / block.file
            assert file.resolve().is_relative_to(workplace.resolve()), "it would write over a file of the checkout"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif block.needs and find_spec(block.needs) is None:
            continue
        elif block.language == "python":
            run_python(block, page, names)
        elif block.language == "console":
            run_console(block, page, capsys)


@pytest.mark.parametrize(
    ("expected", "got", "same"),
    [
        ("a\n…\nb\n", "a\nb\n", True),
        ("a\n…\nb\n", "a\nx\ny\nb\n", True),
        ("a … b\n", "a x b\n", True),
        ("a … b\n", "a x\nb\n", False),
        ("a\n", "a\nb\n", False),
        ("a.\n", "ab\n", False),
        ("", "a\n", False),
    ],
)
def test_output_is_compared_to_the_letter_but_for_an_ellipsis(expected: str, got: str, same: bool) -> None:
    """The comparison itself can fail."""
    assert (pattern(expected).fullmatch(got) is not None) is same


#: A form of the host of the repository, seen from the page that shows SECURITY.md there.
REPORT = "../../security/advisories/new"


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    """To a file or folder that exists, and to a heading that is there."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link) or link == REPORT:
            continue
        file, _, heading = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        if not target.exists():
            broken.append(link)
        elif heading:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            if heading not in map(_anchor, headings):
                broken.append(link)
    assert not broken


def test_every_page_named_in_the_source_exists() -> None:
    """Docstrings and messages point to pages."""
    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("src", "licences")
        for suffix in ("*.py", "*.toml")
        for path in (TOP / folder).rglob(suffix)
    ]
    pages = {page for text in texts for page in re.findall(r"(?<![:/\w])docs/[\w./-]+\.md\b", text)}
    assert pages
    assert [page for page in sorted(pages) if not (TOP / page).is_file()] == []


def test_every_page_is_on_a_map() -> None:
    """docs/index.md leads to the maps, the pages called index.md, and these to each page."""

    def led(page: Path) -> set[Path]:
        links = re.findall(r"\]\(([^)\s#]+)", page.read_text(encoding="utf-8"))
        return {(page.parent / link).resolve() for link in links if ":" not in link}

    home = TOP / "docs/index.md"
    maps = {home, *(page for page in led(home) if page.name == "index.md")}
    reached = {home}.union(*map(led, maps))
    listed = {page for page in WRITTEN if "examples" not in page.parts}
    assert sorted(map(named, listed - reached)) == []


def test_the_readme_begins_with_its_two_commands() -> None:
    """One block on the first screen with both, and the Makefile knows them."""
    first = next(block for block in blocks(TOP / "README.md"))
    assert first.line < 25
    assert [line.partition("#")[0].strip() for line in first.text.splitlines()] == ["make demo", "make test"]
    targets = re.findall(r"^([\w-]+):", (TOP / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"demo", "test"} <= set(targets)


def test_the_readme_names_every_level_as_the_spectrum_does() -> None:
    spectrum = openness.Shelf().definition("spectrum")
    grades = map(spectrum.grade, spectrum.rungs)
    rows = [f"| {number} | {grade.name} | {grade.says} |" for number, grade in enumerate(grades, 1)]
    written = (TOP / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in written if re.match(r"\| \d", line)] == rows


def options(parser: ArgumentParser) -> Iterator[tuple[str, str]]:
    """Every verb and option: the verb, and the option's long name or the argument's."""
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for verb, below in action.choices.items():
                yield verb, ""
                yield from options(below)
        elif action.dest != "help":
            yield parser.prog, action.option_strings[-1] if action.option_strings else str(action.metavar)


def test_every_verb_and_option_is_on_the_page_of_the_command_line() -> None:
    """Verbs have a heading, options and arguments a row below it."""
    page = (TOP / "docs/reference/command-line.md").read_text(encoding="utf-8")
    missing = [
        f"{verb} {option}"
        for verb, option in options(cli.parser())
        if (f"| `{option}" if option else f"## `openness {verb}") not in page
    ]
    assert missing == []


def test_every_rule_that_the_code_cites_stands_on_the_page_of_rules() -> None:
    page = (TOP / "docs/reference/rules.md").read_text(encoding="utf-8")
    numbers = {int(number) for number in re.findall(r"^## Rule (\d+):", page, re.MULTILINE)}
    cited = [
        (path.name, int(number))
        for path in (*TOP.glob("src/**/*.py"), *TOP.glob("tests/**/*.py"), *TOP.glob("docs/**/*.md"))
        for rules in re.findall(r"\(rules? ([\d, and]+)\)", path.read_text(encoding="utf-8"))
        for number in re.findall(r"\d+", rules)
    ]
    assert len(cited) > 30
    assert [one for one in cited if one[1] not in numbers] == []


def test_the_page_on_python_calls_each_function_as_it_is_called() -> None:
    headings = re.findall(
        r"^## `(\w+)\((.*?)\)`", (TOP / "docs/reference/python.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(headings) > 12
    for name, arguments in headings:
        parameters = [
            each.replace(annotation=each.empty) for each in signature(getattr(openness, name)).parameters.values()
        ]
        assert f"({arguments})" == str(Signature(parameters)).replace("'", '"'), name
