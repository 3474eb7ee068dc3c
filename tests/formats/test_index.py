"""Entries of the index of openness, in both generations."""

from pathlib import Path

from tests.support.releases import WEIGHTS, items_of, real

import openness
from openness.formats import index
from openness.syntax.document import Document
from openness.vocabulary import Kind


def test_real_entries_of_both_generations_of_the_index(shared: Path) -> None:
    releases = {
        name.partition("__")[2].removesuffix(".yaml"): one for name, one in real(shared, "osai-index-yaml").items()
    }
    olmo = releases["OLMo"]
    assert (olmo.name.value, olmo.producer.value) == ("Olmo-3.1-32B-Think", "Ai2")
    assert items_of(olmo, WEIGHTS) == [("", "public", "Apache-2.0")]
    assert [base.name for base in olmo.base_models] == ["allenai/Olmo-3-1125-32B"]
    assert olmo.component(Kind.DATASETS).availability.value == "public"
    assert items_of(olmo, Kind.RESEARCH_PAPER) == [("", "public", None)]
    assert olmo.component(Kind.RESEARCH_PAPER).items[0].extent.value == "part"
    nemotron = releases["Llama-Nemotron"]
    assert [base.name for base in nemotron.base_models] == ["meta-llama/Llama-3.3-70B-Instruct"]
    assert [base.licence.value for base in nemotron.base_models] == ["LicenseRef-Llama-3.3-Community"]
    assert nemotron.component(Kind.DATASETS).availability.value == "withheld"
    assert items_of(nemotron, Kind.MODEL_CARD) == []
    assert items_of(releases["CodeLlama"], WEIGHTS) == [("", None, "LicenseRef-Llama-2-Community")]
    assert items_of(releases["DeepSeek-Coder"], WEIGHTS) == [("", "public", "LicenseRef-DeepSeek-Model-1.0")]
    assert items_of(releases["Llama-Sherkala"], WEIGHTS) == [("", None, "CC-BY-NC-SA-4.0")]
    assert items_of(releases["BELLE"], WEIGHTS) == [("", None, "NOASSERTION")]
    assert [base.name for base in releases["BELLE"].base_models] == ["BLOOMZ", "LLaMA"]
    assert items_of(releases["ChatGLM-6B"], WEIGHTS) == [("", None, "Apache-2.0")]
    assert releases["ChatGLM-6B"].base_models == ()
    assert items_of(releases["A_sample"], WEIGHTS) == [("", "withheld", None)]
    reached = {name: openness.classify(release, under=[]).spectrum.reached for name, release in releases.items()}
    assert {name for name, rung in reached.items() if rung != "closed"} == {"OLMo", "Llama-Nemotron", "DeepSeek-Coder"}
    assert (reached["OLMo"], reached["Llama-Nemotron"]) == ("open-weights", "weights-available")


def test_every_class_is_read_from_its_own_line() -> None:
    text = "system: {name: x}\norg: {name: y}\nmodelcard:\n  class: open\ndatasheet:\n  class: closed\n"
    (claim,) = index.read(Document("x.yaml", text)).component(Kind.MODEL_CARD).availability.claims
    assert (claim.value, claim.source.line, claim.written) == ("public", 4, "open")
