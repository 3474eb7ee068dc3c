"""Training data that nobody may use commercially, beside weights that everybody may."""

from pathlib import Path

import pytest
from tests.support.releases import native

import openness
from openness.evaluation.training_data import NonCommercialData
from openness.release.finding import Code, Finding, Subject
from openness.release.location import Source
from openness.release.release import Release
from openness.vocabulary import Kind

WEIGHTS = "components:\n  model-parameters-final: {availability: public, licence: %s}\n"
DATA = WEIGHTS + "  datasets:\n"
NC = "    - {name: %s, licence: CC-BY-NC-4.0}\n"


def told(release: Release) -> list[Finding]:
    """The findings of that code."""
    return [found for found in openness.classify(release).findings if found.code is Code.TRAINING_DATA_NON_COMMERCIAL]


def test_it_names_the_licence_once_with_its_data_and_the_first_place() -> None:
    text = DATA % "Apache-2.0" + NC % "a" + NC % "b" + "    - {name: c, licence: MIT}\n" + NC % "d" + NC % "e"
    (finding,) = told(native(text))
    assert finding.level == "warning"
    assert finding.message == (
        "the weights are under terms that allow commercial use (Apache-2.0, openness.yaml:3), and training data (a, b, d "
        "and more) is under CC-BY-NC-4.0, which forbids it"
    )
    assert (finding.source, finding.subject) == (
        Source("openness.yaml", 5, (26, 38)),
        Subject(Kind.DATASETS, "", ["CC-BY-NC-4.0"]),
    )


@pytest.mark.parametrize(
    "licences",
    [("CC-BY-NC-4.0", "CC-BY-NC-SA-4.0"), ("cc-by-nc-nd-4.0", "CC-BY-NC-4.0")],
)
def test_each_licence_has_a_finding(licences: tuple[str, str]) -> None:
    entries = "".join(
        f"    - {{name: {name}, licence: {licence}}}\n" for name, licence in zip("ab", licences, strict=True)
    )
    found = told(native(DATA % "MIT" + entries))
    assert sorted(finding.subject.item for finding in found) == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    [
        WEIGHTS % "MIT",
        DATA % "MIT" + "    - {name: a}\n",
        DATA % "MIT" + "    - {name: a, licence: nobody-knows}\n",
        DATA % "MIT" + "    - {name: a, licence: CC-BY-4.0}\n",
        DATA % "MIT" + "    - {name: a, licence: CC-BY-NC-4.0 OR MIT}\n",
        DATA % "MIT" + "    - {name: a, licence: CC-BY-NC-4.0, availability: not-used}\n",
        WEIGHTS % "MIT" + "  evaluation-data: {availability: public, licence: CC-BY-NC-4.0}\n",
        DATA % "CC-BY-NC-4.0" + NC % "a",  # nobody may sell the weights either
        DATA % "nobody-knows" + NC % "a",
        DATA % "MIT" + NC % "a" + "base-models: [{name: a/b, relation: fine-tune, licence: CC-BY-NC-4.0}]\n",
        "components: {datasets: {availability: public, licence: CC-BY-NC-4.0}}\n",
    ],
)
def test_nothing_is_told_where_no_data_is_certain_to_forbid_it_or_the_weights_do(text: str) -> None:
    assert told(native(text)) == []


def test_it_moves_no_verdict() -> None:
    plain, beside = (
        openness.classify(native(DATA % "MIT" + f"    - {{name: a, licence: {id}}}\n"))
        for id in ("kite", "CC-BY-NC-4.0")
    )
    assert plain.spectrum.reached == beside.spectrum.reached == "open-weights"


def test_the_card_of_a_data_set_that_is_read_with_the_model_tells_its_licence(tmp_path: Path) -> None:
    data = "openness: 1\nsubject: dataset\nname: %s\ncomponents: {datasets: {availability: public, licence: %s}}\n"
    for name, text in (
        ("m", "---\nlicense: apache-2.0\ndatasets: [acme/Facts, acme/other]\npipeline_tag: x\n---\n# M\n"),
        ("d", data % ("acme/facts", "CC-BY-NC-4.0")),
        ("o", data % ("acme/other", "MIT")),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / ("README.md" if name == "m" else "openness.yaml")).write_text(text, encoding="utf-8")
    alone = openness.classify(tmp_path / "m")
    model = next(result for result in openness.classify_all(tmp_path) if result.source.endswith("/m"))
    (finding,) = [found for found in model.findings if found.code is Code.TRAINING_DATA_NON_COMMERCIAL]
    assert finding.subject.item == "acme/Facts"
    assert finding.source is not None
    assert (finding.source.document, finding.source.line) == (str(tmp_path / "d" / "openness.yaml"), 4)
    assert [found for found in model.findings if found != finding] == list(alone.findings)
    assert model.spectrum == alone.spectrum


@pytest.mark.parametrize(("names", "listed"), [("", ""), ("abc", "a, b, c"), ("abcd", "a, b, c and more")])
def test_three_data_sets_are_named(names: str, listed: str) -> None:
    assert NonCommercialData("x", tuple(names), Source("README.md", 1)).listed == listed
