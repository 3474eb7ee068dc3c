"""Words about a release in files that are no card of it: what limits counts, and what explains does not."""

from pathlib import Path

import pytest
from tests.support.releases import WEIGHTS, codes

import openness
from openness.vocabulary import Kind

MODEL = "---\nlicense: mit\npipeline_tag: text-generation\n---\n"
DATA = "---\nlicense: cc-by-4.0\ntask_categories: [translation]\n---\n"
NC = '<a href="https://creativecommons.org/licenses/by-nc/4.0/">CC BY-NC 4.0</a>'
LIMIT, PAGE = (
    "The weights may be used for non-commercial research only.",
    "<html><body>\n<h1>Heron</h1>\n{}\n</body></html>\n",
)


def beside(folder: Path, card: str, name: str, text: str) -> openness.Classification:
    (folder / "README.md").write_text(card)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(PAGE.format(text) if name.endswith(("html", "htm")) else text)
    return openness.classify(folder, under=[])


@pytest.mark.parametrize(
    "name",
    "USAGE.md usage.txt INFO.md FAQ.rst MODEL_ZOO.md Intended-Use.md limitations.md docs/usage.md docs/disclaimer.md doc/faq.rst "
    "IMPORTANT.txt WARNING.md HOW_TO_USE.txt Please_read.md READ_ME_FIRST.txt SCHEDULE_A.md "
    "Attachment-A.txt annex.md exhibit_2.md NOTICE.html "
    "index.html README.html model_card.html docs/index.htm documentation/usage.html".split(),
)
def test_a_limit_in_a_file_that_explains_counts(name: str, tmp_path: Path) -> None:
    found = beside(tmp_path, MODEL, name, f"<p>{LIMIT}</p>" if name.endswith(("html", "htm")) else LIMIT)
    assert "restriction-in-prose" in codes(found)
    assert found.spectrum.reached == "weights-available"
    listed = "unread" if name.startswith(("README", "model_card")) else "read"
    assert f"{tmp_path}/{name}" in getattr(found.release, listed)


@pytest.mark.parametrize(("name", "counts"), [("weights/INFO.txt", True), ("third_party/egret/INFO.txt", False)])
def test_words_beside_the_weights_are_of_them(name: str, counts: bool, tmp_path: Path) -> None:
    weights = (tmp_path / name).with_name("model.bin")
    weights.parent.mkdir(parents=True)
    weights.write_bytes(b"x")
    found = beside(tmp_path, MODEL, name, LIMIT)
    assert found.spectrum.reached == ("weights-available" if counts else "open-weights")


@pytest.mark.parametrize("name", "CHANGELOG.md NEWS HISTORY.rst Release-Notes.md docs/changes.md SECURITY.md".split())
@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The weights are under CC BY-NC 4.0.", True),
        (LIMIT, True),
        ("## 2.0\n\n- We moved from MIT to CC BY-NC.", True),
        ("## 2.0\n\n- We moved from CC BY-NC to MIT.", False),
        # of TabPFN
        ("- Note that TabPFN-2.5 is released under a new TABPFN-2.5 Non-Commercial License v1.0 license.", True),
        # of pages on software
        ("## 1.4\n\n- Fixed a crash. You must not call `close` twice.\n- Dropped Python 3.8.", False),
        ("Please do not report vulnerabilities in public. Use the form, and give us 90 days.", False),
        ("- License changed from MIT to Apache 2.0.", False),
        ("- `LICENSE` added to the source distribution.", False),
    ],
)
def test_a_page_that_tells_what_was_changed_may_name_another_licence(
    name: str, text: str, counts: bool, tmp_path: Path
) -> None:
    found = beside(tmp_path, MODEL, name, text)
    assert found.spectrum.reached == ("weights-available" if counts else "open-weights")


@pytest.mark.parametrize(
    "name",
    ["src/usage.md", "docs/deep/usage.md", "USAGE.py", "guide.md", "news.html", "news.txt", "examples/index.html"],
)
def test_words_elsewhere_are_of_something_else(name: str, tmp_path: Path) -> None:
    assert beside(tmp_path, MODEL, name, LIMIT).spectrum.reached == "open-weights"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("USAGE.md", "Install it with `pip install heron`.\n\n```python\nheron.load()\n```\n"),
        ("USAGE.md", "License: MIT\n"),
        ("FAQ.md", "## May I use it commercially?\n\nYes.\n"),
        ("limitations.md", "The model may make things up. Check what it says.\n"),
        ("index.html", "<p>Heron</p><footer>&copy; 2026 Acme. All rights reserved.</footer>"),
        (
            "index.html",
            f"<p>This website is under {NC}.</p>",
        ),
        ("index.html", f"<script>var words = '{LIMIT}'</script><style>/* {LIMIT} */</style>"),
        ("model_card.html", "<h2>License</h2><p>MIT</p>"),
        ("docs/index.html", "<title>Heron</title>"),
        ("docs/index.html", "<p>Only two of them succeed; the others may not be used without a camera.</p>"),
    ],
)
def test_what_limits_nothing_changes_no_answer(name: str, text: str, tmp_path: Path) -> None:
    found = beside(tmp_path, MODEL, name, text)
    assert (found.spectrum.reached, found.release.component(WEIGHTS).licence.value) == ("open-weights", "MIT")


@pytest.mark.parametrize("name", ["DATASHEET.md", "data-sheet.txt", "data_card.html", "Dataset_Description.md"])
def test_a_datasheet_speaks_of_data(name: str, tmp_path: Path) -> None:
    limit = "The data may only be used for non-commercial research."
    beside(tmp_path, DATA, name, limit)
    (use,) = openness.may(tmp_path, "train-on-it")
    assert use.verdict.value == "unknown"


def test_another_licence_in_a_card_for_the_web_is_a_doubt_at_its_line(tmp_path: Path) -> None:
    text = f"<h2>License</h2>\n<ul>\n<li>Weights:\n{NC}</li></ul>"
    found = beside(tmp_path, MODEL, "model_card.html", text)
    (finding,) = [finding for finding in found.findings if finding.code == "restriction-in-prose"]
    assert str(finding.source) == f"{tmp_path}/model_card.html:5"
    silent = beside(
        tmp_path, MODEL.replace("license: mit\n", ""), "model_card.html", text.replace("-nc", "").replace("-NC", "")
    )
    assert not silent.release.component(WEIGHTS).licence.claims


def test_a_file_that_explains_is_no_release_and_may_be_a_card_by_itself(tmp_path: Path) -> None:
    (tmp_path / "USAGE.md").write_text(MODEL)
    with pytest.raises(openness.OpennessError):
        openness.classify(tmp_path, under=[])
    assert openness.read(tmp_path / "USAGE.md").component(Kind.MODEL_PARAMETERS_FINAL).licence.value == "mit"
