"""The words that people read: plain, the same everywhere, and each of them explained."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.pages import TOP

import openness
from openness import classify
from openness.blocks.document import Block, Code, Heading, Item, Listing, Paragraph, Strong, Table, plain, spans
from openness.blocks.terminal import write
from openness.cli.command_line import parser
from openness.cli.verbs import VERBS
from openness.curation.explain import contents, explain
from openness.evaluation.classification import Classification
from openness.evaluation.summary import result
from openness.policy import preset
from openness.reports.detail import Detail
from openness.reports.outline import outline
from openness.shelf.shelf import shipped
from openness.vocabulary import Availability, Kind
from openness.vocabulary.verdict import Verdict
from openness.vocabulary.words import Word

SOURCE = TOP / "src/openness"
PAGES = [page for page in TOP.glob("docs/**/*.md") if not {"decisions", "records", "examples"} & set(page.parts)]
RELEASES = [*sorted((TOP / "tests/verdicts/releases").glob("*.yaml")), TOP / "docs/examples/llama-3.1"]

#: Phrases of the old dialect, each with what is said in its place.
OLD = {
    r"cannot be told|can be told|be told by": "unknown",
    r"is told by|told apart": "recognised by",
    r"\bone's own\b": "your own",
    r"Heard are|is heard|are heard|were heard": "counts, reads",
    r"\bto mend\b|\bmends\b|what mends": "fix",
    r"\bbe had\b": "is available",
    r"(?:is|are) withheld": "is not published",
    r"It (?:certainly )?stands on": "level",
    r"\bholds good\b|which one holds": "applies",
    r"no release tells": "a release does not say",
    r"if every silence turns? out well": "if the missing facts are good news",
    r"where left out|where it is left out": "by default",
    r"rung it (?:may|can) reach": "level it could reach",
    r"\bmend it\b": "fix it",
    r"(?:nothing|what) (?:is|was) said of|nothing said of": "not stated",
    r"says? nothing of that is there|speaks? of nothing": "matches no file",
    r"(?<!there )\b(?:is|are) no (?:word|number|text|mapping|list|table|day|record|path|address)\b": "is not a",
}
DIALECT = re.compile("|".join(OLD), re.IGNORECASE)


def texts() -> Iterator[tuple[str, str]]:
    """Everything that people read and that stands in files: pages, definitions, words, help."""
    for page in [*PAGES, TOP / "README.md"]:
        yield (
            str(page.relative_to(TOP)),
            re.sub(r"```console.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL),
        )
    for path in sorted((SOURCE / "definitions").glob("*.toml")):
        yield path.name, path.read_text(encoding="utf-8")
    for vocabulary in Word.__subclasses__():
        for word in vocabulary:
            yield f"{vocabulary.__name__}.{word.name}", f"{word.label}\n{word.says}\n{getattr(word, 'help', '')}"
    yield "help", "\n".join(parser(verb).format_help() for verb in (None, *VERBS))


#: Every module.
MODULES = sorted(SOURCE.rglob("*.py"))


def strings(tree: ast.Module) -> Iterator[str]:
    """Every string of a module: docstrings, messages, and formatted strings with `…` in the place of their values."""
    formatted = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    pieces = {id(piece) for node in formatted for piece in node.values}
    for text in formatted:
        yield "".join(str(piece.value) if isinstance(piece, ast.Constant) else "…" for piece in text.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces:
            yield node.value


def test_the_strings_of_a_module_are_its_docstrings_and_messages_each_whole() -> None:
    tree = ast.parse('"""The parts."""\nfail(f"the key {key} " "appears twice", "keep one")')
    assert set(strings(tree)) == {"The parts.", "the key … appears twice", "keep one"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_message_and_no_docstring_speaks_the_old_dialect(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [match[0] for text in strings(tree) for match in DIALECT.finditer(" ".join(text.split()))]
    assert not found


def test_one_function_words_the_sentences_that_end_every_report() -> None:
    wording = [
        path.relative_to(SOURCE).as_posix()
        for path in MODULES
        if any("This is not legal advice" in text for text in strings(ast.parse(path.read_text(encoding="utf-8"))))
    ]
    assert wording == ["blocks/__init__.py"]


@pytest.mark.parametrize(("place", "text"), [pytest.param(*pair, id=pair[0]) for pair in texts()])
def test_no_phrase_of_the_old_dialect_comes_back(place: str, text: str) -> None:
    found = [match[0] for match in DIALECT.finditer(" ".join(text.split()))]
    assert not found, f"{place}: {found}"


def headings(path: Path) -> Iterator[str]:
    """The docstrings of a module, and the comments that begin with `#:`, which document a name."""
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            yield ast.get_docstring(node) or ""
    yield from re.findall(r"#: ?(.*)", text)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_docstring_begins_with_a_noun_or_a_verb(path: Path) -> None:
    assert [text for text in headings(path) if re.match(r"(What|Whether|Heard|Said|Told)\b", text)] == []


# Every word that a report prints can be explained


def words_of(block: Block) -> Iterator[str]:
    """The ids that a reader can copy from a block."""
    if isinstance(block, (Heading, Paragraph)):
        lines = [block.text]
    elif isinstance(block, Listing):
        lines = [item.text for item in block.items]
        for item in block.items:
            for below in item.below:
                yield from words_of(below)
    else:
        lines = [cell for row in block.rows for cell in row] if isinstance(block, Table) else []
    yield from (
        piece.text for line in lines for piece in spans(line) if isinstance(piece, Code) and " " not in piece.text
    )


def of_the_json(value: object, key: str = "") -> Iterator[str]:
    """The words of closed lists in a JSON report."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from of_the_json(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from of_the_json(inner, key)
    elif (
        isinstance(value, str)
        and key in "band state basis verdict level code duty when reached reachable component".split()
    ):
        yield value


@pytest.fixture(scope="module")
def classified() -> list[Classification]:
    return [classify(path) for path in RELEASES]


def test_every_id_in_a_report_is_explained(classified: list[Classification]) -> None:
    ids = {word for classification in classified for block in outline([classification]) for word in words_of(block)}
    assert len(ids) > 100
    assert all(explain(id, shipped()).lines for id in ids)


def test_every_word_of_a_closed_list_in_a_report_is_explained(classified: list[Classification]) -> None:
    words = {
        word for classification in classified for word in of_the_json(json.loads(json.dumps(classification.to_dict())))
    }
    assert {"weights-available", "semi-open", "inferred", "declared", "silent", "unmet"} <= words
    assert all(explain(word, shipped()).lines for word in words)
    assert all(explain(word.upper(), shipped()).lines for word in words)


def test_the_words_beside_the_marks_and_in_tables_are_explained(classified: list[Classification]) -> None:
    for classification in classified:
        blocks = list(outline([classification], detail=Detail.UNDER))
        rungs = next(block for block in blocks if isinstance(block, Listing))
        labels = [next(piece for piece in spans(item.text) if isinstance(piece, str)) for item in rungs.items]
        for block in blocks:
            if isinstance(block, Table) and "definition" in block.columns:
                labels += [plain(row[1]) for row in block.rows]
            if isinstance(block, Table) and "part" in block.columns:
                labels += [plain(row[0]).partition(" (")[0] for row in block.rows]
                labels += [cell for row in block.rows if (cell := plain(row[1])) != "not stated"]
        assert all(explain(label, shipped()).lines for label in labels if not isinstance(label, Verdict)), labels


@pytest.mark.parametrize("detail", Detail)
def test_every_heading_and_every_label_of_a_report_is_explained(
    detail: Detail, classified: list[Classification]
) -> None:
    captions: set[str] = set()
    for block in (block for classification in classified for block in outline([classification], detail=detail)):
        if isinstance(block, Heading) and block.level == 2:
            captions.add(plain(block.text).partition(" [")[0])
        if isinstance(block, Paragraph):
            pieces = spans(block.text)
            captions.update(
                piece.text.rstrip(": ").removeprefix("At least ") for piece in pieces if isinstance(piece, Strong)
            )
    assert len(captions) > 3
    assert all(explain(caption, shipped()).lines for caption in captions), captions


def test_every_result_under_a_definition_is_explained(classified: list[Classification]) -> None:
    words: set[str] = set()
    for definition in map(shipped().definition, shipped().definitions()):
        words.update(definition.outcomes.values(), definition.results.values())
    for judgement in (judgement for classification in classified for judgement in classification.judgements.values()):
        if judgement.verdict is not None and len(judgement.standing.rungs) < 2:
            words.add(result(judgement))
    assert {"plausible", "not available", "the exemption does not apply", "not met"} <= words
    assert all(explain(word, shipped()).lines for word in words), words


def test_the_lists_of_explain_name_every_vocabulary() -> None:
    listed = {word for words in contents(shipped()).record.values() for word in words}
    assert {word.value for vocabulary in Word.__subclasses__() for word in vocabulary} <= listed


def test_the_words_of_an_inventory_of_a_policy_and_of_a_licence_record_are_explained(tmp_path: Path) -> None:
    code = 'from transformers import pipeline\nM = "a-i/m1"\npipeline("x", model=M)\nmodel_name = "a-i/m2"\n'
    (tmp_path / "use.py").write_text(code)
    inventory = [use.to_dict() for use in openness.inventory(tmp_path)[0].uses]
    words = {use[key] for use in inventory for key in ("kind", "sure")}
    assert words == {"model", "constant", "guess"}
    for licence in map(shipped().licence, shipped().licences()):
        for limit in licence.limits if licence else ():
            words |= {limit.effect, limit.metric, *(["end-users-exempt"] if limit.end_users_exempt else [])}
    assert {"withholds", "end-users-exempt"} <= words
    assert all(explain(word, shipped()).lines for word in {*words, *preset.names()})


# A reader sees labels


@pytest.mark.parametrize("width", [60, 100])
def test_a_report_of_ours_shows_labels_and_no_id_but_in_brackets(width: int, classified: list[Classification]) -> None:
    """The words of this package alone; reasons and changes are worded elsewhere."""
    ids = {word.value for vocabulary in (Kind, Availability) for word in vocabulary if word.value != word.label}
    for classification in classified:
        for block in outline([classification]):
            if isinstance(block, Table) and "part" in block.columns:
                cells = {plain(cell) for row in block.rows for cell in row[:2]}
                assert not cells & ids
            if isinstance(block, Listing):
                assert not {plain(item.text) for item in block.items if isinstance(item, Item)} & ids
        assert max(map(len, write(outline([classification]), width).splitlines())) <= width
