"""Entries of the index of openness, in both generations."""

from pathlib import Path

from tests.support.releases import WEIGHTS, resolved

import openness
from openness.formats import index
from openness.release.release import Release
from openness.syntax.document import Document
from openness.vocabulary import Kind


def real(shared: Path, folder: str) -> dict[str, Release]:
    """Every real file of a kind, with licence names as records."""
    return {path.name: resolved(openness.read(path)) for path in sorted((shared / "data/corpus" / folder).iterdir())}


def said(release: Release, kind: Kind) -> list[tuple[str, str | None, str | None]]:
    """Each item of a component: its name, availability and licence."""
    return [(item.name, item.availability.value, item.licence.value) for item in release.component(kind).items]


def test_real_entries_of_both_generations_of_the_index(shared: Path) -> None:
    held = {name.partition("__")[2].removesuffix(".yaml"): one for name, one in real(shared, "osai-index-yaml").items()}
    olmo = held["OLMo"]
    assert (olmo.name.value, olmo.producer.value) == ("Olmo-3.1-32B-Think", "Ai2")
    assert said(olmo, WEIGHTS) == [("", "public", "Apache-2.0")]
    assert [base.name for base in olmo.base_models] == ["allenai/Olmo-3-1125-32B"]
    assert olmo.component(Kind.DATASETS).availability.value == "public"
    assert said(olmo, Kind.RESEARCH_PAPER) == [("", "public", None)]
    assert olmo.component(Kind.RESEARCH_PAPER).items[0].extent.value == "part"
    nemotron = held["Llama-Nemotron"]
    assert [base.name for base in nemotron.base_models] == ["meta-llama/Llama-3.3-70B-Instruct"]
    assert [base.licence.value for base in nemotron.base_models] == ["LicenseRef-Llama-3.3-Community"]
    assert nemotron.component(Kind.DATASETS).availability.value == "withheld"
    assert said(nemotron, Kind.MODEL_CARD) == []
    assert said(held["CodeLlama"], WEIGHTS) == [("", None, "LicenseRef-Llama-2-Community")]
    assert said(held["DeepSeek-Coder"], WEIGHTS) == [("", "public", "LicenseRef-DeepSeek-Model-1.0")]
    assert said(held["Llama-Sherkala"], WEIGHTS) == [("", None, "CC-BY-NC-SA-4.0")]
    assert said(held["BELLE"], WEIGHTS) == [("", None, "NOASSERTION")]
    assert [base.name for base in held["BELLE"].base_models] == ["BLOOMZ", "LLaMA"]
    assert said(held["ChatGLM-6B"], WEIGHTS) == [("", None, "Apache-2.0")]
    assert held["ChatGLM-6B"].base_models == ()
    assert said(held["A_sample"], WEIGHTS) == [("", "withheld", None)]
    reached = {name: openness.classify(release, under=[]).spectrum.reached for name, release in held.items()}
    assert {name for name, rung in reached.items() if rung != "closed"} == {"OLMo", "Llama-Nemotron", "DeepSeek-Coder"}
    assert (reached["OLMo"], reached["Llama-Nemotron"]) == ("open-weights", "weights-available")


def test_every_class_is_read_from_its_own_line() -> None:
    text = "system: {name: x}\norg: {name: y}\nmodelcard:\n  class: open\ndatasheet:\n  class: closed\n"
    (claim,) = index.read(Document("x.yaml", text)).component(Kind.MODEL_CARD).availability.claims
    assert (claim.value, claim.source.line, claim.written) == ("public", 4, "open")
