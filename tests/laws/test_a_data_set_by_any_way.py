"""Law: a data set says the same as a card, a folder, a record of the Hub, a row of a table and a scanned line."""

import json
from pathlib import Path
from typing import Any

import pytest

import openness
from openness.cli import main
from openness.evaluation.classification import Classification

arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

PART = "open-definition-2.1.datasets"
OPEN = {"license": "cc-by-4.0", "task_categories": ["text-generation"]}
CARDS: list[tuple[dict[str, Any], str, set[str]]] = [
    (OPEN, "A corpus of letters.", set()),
    (OPEN, "The letters may be read. This dataset is for non-commercial research only.", {"restriction-in-prose"}),
    (OPEN, "The data is licensed under CC BY-NC 4.0.", {"restriction-in-prose"}),
    (OPEN, "All copyrights of the data belong to the forum.", {"licence-unclear"}),
    ({**OPEN, "extra_gated_prompt": "You agree to use the data for research only."}, "", {"restriction-in-prose"}),
    ({**OPEN, "usage_restrictions": "research only"}, "", {"restriction-in-prose"}),
    ({**OPEN, "license_link": "https://creativecommons.org/licenses/by-nc/4.0/"}, "", {"licence-disputed"}),
]
#: What a record says besides a card of the same words: it has no list of files.
BESIDES = {"availability-unknown", "gate-on-open-licence", "licence-text-missing"}


def of(classification: Classification) -> tuple[str, set[str]]:
    """The verdict on the data, and the findings."""
    components = classification.judgements["open-definition-2.1"].components
    assert components is not None
    return components["datasets"].value, {finding.code.value for finding in classification.findings} - BESIDES


def of_row(row: dict[str, Any]) -> tuple[str, set[str]]:
    """The same of a row of the answer."""
    return row[PART], set(row["findings"]) - BESIDES


@pytest.mark.parametrize(("fields", "body", "codes"), CARDS)
def test_every_way_to_a_data_set_says_the_same(
    fields: dict[str, Any], body: str, codes: set[str], tmp_path: Path
) -> None:
    block = "\n".join(f"{name}: {json.dumps(value)}" for name, value in fields.items())
    text = f"---\n{block}\n---\n{body}\n"
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    record = {"id": "acme/letters", "tags": ["task_categories:text-generation"], "cardData": fields, "card": text}
    catalogue, answers = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    catalogue.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert main(["scan", str(catalogue), "-o", str(answers), "--under", "open-definition-2.1"]) == 0
    row = {name: [json.dumps(value) if name == "cardData" else value] for name, value in record.items()}
    table = openness.classify_table(arrow.table(row), under=["spectrum", "open-definition-2.1"])
    found = [
        of(openness.classify(tmp_path / "README.md")),
        of(openness.classify(tmp_path)),
        of(openness.classify(record)),
        of_row(table.to_pylist()[0]),
        of_row(json.loads(answers.read_text(encoding="utf-8"))),
    ]
    assert found == [("unknown", codes)] * len(found)


def told(classification: Classification) -> tuple[Any, ...]:
    """The level of a release, and the findings but those on which its files and its record differ."""
    reached, reachable = classification.spectrum.reached, classification.spectrum.reachable
    return reached, reachable, {finding.code.value for finding in classification.findings} - BESIDES


@pytest.mark.parametrize("tags", [(), ("transformers",), ("GGUF",), ("lora",), ("letters",)])
@pytest.mark.parametrize(
    "files", [("README.md",), ("README.md", "pytorch_model.bin"), ("README.md", "checkpoint-5/model.bin"), ("a.csv",)]
)
def test_every_way_to_a_data_set_says_alike_whether_something_tells_of_a_model(
    tags: tuple[str, ...], files: tuple[str, ...], tmp_path: Path
) -> None:
    fields = {**OPEN, "tags": list(tags)} if tags else OPEN
    block = "\n".join(f"{name}: {json.dumps(value)}" for name, value in fields.items())
    text = f"---\n{block}\n---\nA corpus of letters.\n"
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}", encoding="utf-8")
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    listed = {"id": "acme/letters", "siblings": [{"rfilename": name} for name in ("README.md", *files)]}
    ways: list[Any] = [told(openness.classify(tmp_path))]
    for stated in ({"cardData": fields}, {"card": text}, {"cardData": fields, "card": text}):
        record = {**listed, **stated}
        ways.append(told(openness.classify(record)))
        row = {name: [json.dumps(value) if name == "cardData" else value] for name, value in record.items()}
        (answer,) = openness.classify_table(arrow.table(row), under=["spectrum"]).to_pylist()
        ways.append((answer["spectrum.reached"], answer["spectrum.reachable"], {*answer["findings"]} - BESIDES))
    of_model = bool({*tags} & {"transformers", "GGUF", "lora"}) or any("model" in name for name in files)
    assert ways == [ways[0]] * len(ways)
    assert (ways[0][:2] == (None, None)) is not of_model
    assert ("field-invalid" in ways[0][2]) is of_model
