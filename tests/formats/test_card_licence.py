"""A licence in a field that the Hub does not read, or in a block in a fence, is a doubt and is not lost."""

from pathlib import Path

import pytest
from tests.support.licence_texts import APACHE
from tests.support.releases import WEIGHTS, codes

import openness
from openness.errors import OpennessError
from openness.syntax.document import Document
from openness.syntax.front_matter import front_matter

CARD = "---\n{}\npipeline_tag: x\n---\n# Heron\n"


def classified(folder: Path, files: dict[str, str]) -> openness.Classification:
    for name, text in files.items():
        (folder / name).write_text(text)
    return openness.classify(folder, under=[])


@pytest.mark.parametrize(
    "field",
    [
        "licence: x",
        "lisence: cc-by-nc-4.0",
        "License: cc-by-nc-4.0",
        "licens: cc-by-nc-4.0",
        "liscense: [cc-by-nc-4.0]",
        "licesne: x",
        "license_name: x",
    ],
)
@pytest.mark.parametrize("beside", ["license: apache-2.0", "a text"])
def test_a_licence_in_a_misspelt_field_is_a_doubt_about_what_is_open(field: str, beside: str, tmp_path: Path) -> None:
    text, fields = ({"LICENSE": APACHE}, field) if beside == "a text" else ({}, f"{beside}\n{field}")
    found = classified(tmp_path, {"README.md": CARD.format(fields), **text})
    assert found.spectrum.at_least("open-weights").value == "unknown"
    assert "licence-disputed" in codes(found)


@pytest.mark.parametrize(
    "field",
    [
        "lichens: 3",
        "liscense: see LICENSE",
        "licens: true",
        "licence: LICENSE.md",
        "licensee: Acme",
        "licence: apache-2.0",
    ],
)
@pytest.mark.parametrize("beside", ["license: apache-2.0", "a text"])
def test_what_names_no_other_licence_is_no_dispute(field: str, beside: str, tmp_path: Path) -> None:
    text, fields = ({"LICENSE": APACHE}, field) if beside == "a text" else ({}, f"{beside}\n{field}")
    found = classified(tmp_path, {"README.md": CARD.format(fields), **text})
    assert found.spectrum.at_least("open-weights").value == "met"
    assert "licence-disputed" not in codes(found)


@pytest.mark.parametrize("field", ["licence: mit", "license_name: mit"])
def test_alone_it_is_no_licence(field: str, tmp_path: Path) -> None:
    found = classified(tmp_path, {"README.md": CARD.format(field)})
    assert (found.release.component(WEIGHTS).licence.claims, "licence-missing" in codes(found)) == ((), True)


FIELDS = "license: cc-by-nc-4.0\ntags:\n- x\n"


@pytest.mark.parametrize("fence", ["yaml", "YAML", "yml", "yaml title=x", "{yaml}", "{.yaml}", " yaml"])
@pytest.mark.parametrize("above", ["", "# Heron\n\n", "<!-- a card -->\n\n"])
def test_a_block_in_a_fence_is_a_doubt(fence: str, above: str, tmp_path: Path) -> None:
    page = f"{above}```{fence}\n{FIELDS}```\n\nIt has wings.\n"
    found = classified(tmp_path, {"README.md": page, "LICENSE": APACHE, "model.pt": "x"})
    assert found.release.component(WEIGHTS).licence.value is None
    assert "licence-unclear" in codes(found)


@pytest.mark.parametrize(
    "page",
    [
        "```yaml\nlr: 0.1\n```\n",
        "# Heron\n\n```yaml\nlr: 0.1\ntags: []\n```\n",
        "```python\nlicense: mit\n```\n",
        "# Heron\n\nIt has wings.\n\n```yaml\nlicense: mit\n```\n",
        "",
    ],
)
def test_other_fences_are_no_block(page: str) -> None:
    assert front_matter(Document("README.md", page)) == (None, 0, None)


def test_an_empty_file_lacks_no_block(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("")
    with pytest.raises(OpennessError, match="it is empty, so it is not a model card"):
        openness.read(tmp_path / "notes.md")
    found = classified(tmp_path, {"README.md": " \n", "model.pt": "x"})
    assert [finding.message for finding in found.findings if "block" in finding.message] == []
