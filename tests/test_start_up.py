"""Start-up hygiene: what is not needed is not imported."""

from pathlib import Path

import pytest
from tests.support.processes import imported, with_index

from openness.licensing.texts import shipped

HEAVY = "yaml attr json argparse numpy pyarrow spdx_tools tomllib difflib"


CARD = Path(__file__).parents[1] / "docs/examples/llama-3.1/README.md"


def test_importing_the_package_imports_nothing_heavy(tmp_path: Path) -> None:
    assert imported("import openness", tmp_path, *HEAVY.split()) == []


def test_classifying_a_card_imports_no_reader_of_other_formats(tmp_path: Path) -> None:
    code = with_index(tmp_path) + f"import openness; openness.classify({str(CARD)!r}).to_dict()"
    assert imported(code, tmp_path, "spdx_tools", "pyarrow", "numpy", "tomllib", "argparse") == []


def test_a_card_all_of_whose_names_are_known_asks_no_other_package(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: apache-2.0\nlibrary_name: transformers\n---\n# M\n")
    code = with_index(tmp_path) + "import openness; c = openness.classify('README.md'); c.to_dict(); c.permissions"
    others = ("importlib.metadata", "difflib", "openness.licensing.expression", "openness.shelf.additions")
    assert imported(code, tmp_path, *others) == []


def test_explaining_a_licence_loads_no_words_of_lists(tmp_path: Path) -> None:
    code = with_index(tmp_path) + (
        "import io, sys; from openness.cli import main; sys.stdout = io.TextIOWrapper(io.BytesIO());"
        "main(['explain', 'MIT', '--format', 'json']); sys.stdout = sys.__stdout__"
    )
    assert imported(code, tmp_path, "openness.curation.explain_word", "openness.release.claim") == []


def test_a_copy_of_a_known_text_is_identified_without_what_reads_words(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text(shipped().texts["MIT"], encoding="utf-8")
    code = "import openness; (match,) = openness.Shelf().identify(open('LICENSE').read()); assert match.kind == 'exact'"
    reads = ("word_by_word", "fingerprints", "normalise", "fit")
    assert imported(code, tmp_path, *(f"openness.licensing.matching.{name}" for name in reads)) == []


def test_the_command_line_on_a_card_imports_no_reader_of_other_formats(tmp_path: Path) -> None:
    code = (
        "import io, sys; from openness.cli import main; sys.stdout = io.TextIOWrapper(io.BytesIO());"
        f"main(['classify', {str(CARD)!r}]); sys.stdout = sys.__stdout__"
    )
    assert imported(code, tmp_path, "spdx_tools", "pyarrow", "numpy", "difflib", "traceback") == []


def test_a_folder_without_sboms_imports_no_reader_of_them(tmp_path: Path) -> None:
    files = {
        "README.md": "---\nlicense: mit\n---\n",
        "config.json": "{}",
        "a.yaml": "a: 1\n",
        "openness.yaml": "openness: 1\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    code = with_index(tmp_path) + "import openness; openness.classify('.')"
    assert imported(code, tmp_path, "openness.formats._sbom", "urllib.parse", "xml.parsers.expat") == []


def test_spdx_tools_is_imported_only_for_what_it_reads(tmp_path: Path) -> None:
    corpus = Path(__file__).parent / "corpus"
    for name in ("spdx2/model.spdx.json", "spdx2/shape.spdx.yaml", "spdx2/markup.spdx.xml", "spdx3/model.spdx3.json"):
        assert (
            imported(f"import openness; openness.read({str(corpus / name)!r})", tmp_path, "spdx_tools", "rdflib") == []
        )
    code = f"import openness; openness.read({str(corpus / 'spdx2/tags.spdx')!r})"
    assert imported(code, tmp_path, "spdx_tools") == ["spdx_tools"]


PLAIN = """---
license: apache-2.0
pipeline_tag: text-generation
library_name: transformers
language:
- en
---
# M

It answers.
"""
LOADED = Path(__file__).with_name("start_up.txt")


def test_a_check_of_a_plain_card_imports_no_module_too_many(tmp_path: Path) -> None:
    """Each module takes time at every start; one that most cards do not need is imported where it is needed."""
    (tmp_path / "README.md").write_text(PLAIN)
    code = with_index(tmp_path) + (
        "import io, sys; from openness.cli import main; sys.stdout = io.TextIOWrapper(io.BytesIO());"
        "main(['check', 'README.md']); sys.stdout = sys.__stdout__;"
        "print(*sorted(name for name in sys.modules if name.partition('.')[0] in ('openness', 'yaml')))"
    )
    loaded = imported(code, tmp_path)
    more = sorted(set(loaded) - set(LOADED.read_text("utf-8").split()))
    assert not more, f"import these only where they are needed, or add them to {LOADED.name}: {more}"


def test_help_and_the_version_import_no_verb(tmp_path: Path) -> None:
    for option in ("--help", "--version"):
        code = (
            "import io, sys; from openness.cli import main; sys.stdout = io.TextIOWrapper(io.BytesIO());"
            f"main([{option!r}]); sys.stdout = sys.__stdout__"
        )
        assert imported(code, tmp_path, "attr", "json", "openness.cli.check", "openness.cli.classify") == []


def test_text_of_ascii_compiles_no_pattern_of_all_scripts(tmp_path: Path) -> None:
    """Such a pattern takes some milliseconds to compile, as long as fifty others."""
    (tmp_path / "README.md").write_text(PLAIN)
    code = f"""{with_index(tmp_path)}
import re._compiler
compile, patterns = re._compiler.compile, []
re._compiler.compile = lambda pattern, flags=0: (patterns.append(str(pattern)), compile(pattern, flags))[1]
import openness
openness.classify("README.md").findings
assert patterns and not [pattern for pattern in patterns if "\u3040" in pattern or "u3040" in pattern], patterns
"""
    assert imported(code, tmp_path) == []


def test_a_name_that_nobody_knows_imports_no_reader_of_records(tmp_path: Path) -> None:
    code = with_index(tmp_path) + "import openness; openness.Shelf().naming('MIT OR Apache-2.0')"
    assert imported(code, tmp_path, "openness.definition.parse", "openness.licensing.record", "tomllib") == []


@pytest.mark.parametrize("word", ["MIT", "MIT OR Apache-2.0", "cc-by"])
def test_a_licence_is_explained_without_definitions_and_without_systems(word: str, tmp_path: Path) -> None:
    code = (
        f"{with_index(tmp_path)}import io, sys; from openness.cli import main; sys.stdout = io.TextIOWrapper(io.BytesIO());"
        f"main(['explain', {word!r}, '--format', 'json']); sys.stdout = sys.__stdout__"
    )
    others = (
        "openness.definition.definition",
        "openness.evaluation.uses.use",
        "openness.sources.systems",
        "openness.blocks.document",
    )
    assert imported(code, tmp_path, *others) == []


def test_an_expression_is_read_by_the_standard_library_alone(tmp_path: Path) -> None:
    code = "from openness.licensing.expression import parse; str(parse('MIT OR (Apache-2.0 AND ISC)'))"
    assert imported(code, tmp_path, "attr", "openness.errors", "openness.vocabulary") == []


def test_a_card_that_is_silent_loads_nothing_that_reads_sentences(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(PLAIN)
    code = with_index(tmp_path) + "import openness; openness.classify('README.md').findings"
    assert imported(code, tmp_path, "openness.prose.reader", "openness.prose.rule", "openness.prose.licence") == []


def test_the_screen_of_a_card_loads_no_printer_but_its_own(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(PLAIN)
    code = (
        f"{with_index(tmp_path)}import io, sys; from openness.cli import main; sys.stdout = io.TextIOWrapper(io.BytesIO());"
        "main(['classify', 'README.md']); sys.stdout = sys.__stdout__"
    )
    assert imported(code, tmp_path, "openness.blocks.html", "openness.blocks.markdown", "openness.blocks.markup") == []


def test_a_report_under_one_definition_loads_nothing_that_weighs_changes_or_uses(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(PLAIN)
    code = with_index(tmp_path) + (
        "import io, sys; from openness.cli import main; sys.stdout = io.TextIOWrapper(io.BytesIO());"
        "main(['classify', 'README.md', '--under', 'spectrum']); sys.stdout = sys.__stdout__"
    )
    others = (
        "evaluation.remediation",
        "evaluation.change",
        "evaluation.uses",
        "licensing.clauses",
        "vocabulary.duties",
    )
    assert imported(code, tmp_path, "openness.reports.first_screen") == ["openness.reports.first_screen"]
    assert imported(code, tmp_path, *(f"openness.{name}" for name in others)) == []
