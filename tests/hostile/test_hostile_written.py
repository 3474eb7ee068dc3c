"""Whatever a file says, nothing that is written of it acts in a terminal or in the log of a CI, or hides what it holds."""

import json
from pathlib import Path

import pytest
from tests.support.hostile_words import UNSAFE, WORDS
from tests.support.reported import commands

import openness

ACTING = {
    name: word
    for name, word in WORDS.items()
    if name
    in (
        *("a command", "an older command", "a command of another CI", "a command of TeamCity", "escape codes", "bidi"),
        *("line separators", "letters that nobody sees", "HTML"),
    )
}


def native(word: str) -> str:
    """A native file with a word in each place that takes one."""
    item = {"name": word, "availability": "public", "licence": word, "location": word, "because": word}
    return json.dumps(
        {
            "openness": 1,
            **dict.fromkeys(("name", "version", "producer"), word),
            "components": {"model-parameters-final": item, "datasets": [item]},
            "base-models": [{"name": word, "relation": "fine-tune", "licence": word, "producer": word}],
            "copyrights": [word],
        }
    )


@pytest.mark.parametrize("form", ["native", "card", "mof", "spdx2", "spdx3", "cyclonedx", "eu-model-documentation"])
@pytest.mark.parametrize("word", ACTING.values(), ids=ACTING)
def test_a_conversion_is_inert(word: str, form: str, tmp_path: Path) -> None:
    (tmp_path / "openness.json").write_text(native(word), encoding="utf-8", errors="surrogatepass")
    text = openness.convert(tmp_path / "openness.json", to=form).text
    assert not UNSAFE.search(text)
    assert list(commands(text)) == []
    assert "##vso[" not in text and "##[" not in text and "##teamcity[" not in text


@pytest.mark.parametrize("word", ACTING.values(), ids=ACTING)
def test_a_lock_and_a_baseline_show_every_character(
    word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from openness.cli import main

    monkeypatch.chdir(tmp_path)
    Path("app.py").write_text(f"AutoModel.from_pretrained('mistralai/x', revision={word!a})\n")
    Path("README.md").write_text(f"---\nlicense: other\nlicense_name: {json.dumps(word)}\n---\n# x\n")
    Path("openness-policy.toml").write_text(
        '[check]\nforbid = ["finding:licence-unknown"]\nrequire = { spectrum = "open-weights" }\n'
    )
    assert main(["lock", ".", "-o", "openness.lock"]) == 0
    main(["check", ".", "--baseline", "old.json", "--update-baseline"])
    for name in ("openness.lock", "old.json"):
        assert not UNSAFE.search(Path(name).read_text(encoding="utf-8")), name
    assert main(["lock", ".", "--check"]) == 0
    assert main(["check", ".", "--baseline", "old.json"]) == 0
    assert not UNSAFE.search(capsys.readouterr().err)


@pytest.mark.parametrize("form", ["csv", "markdown", "text"])
@pytest.mark.parametrize("word", ACTING.values(), ids=ACTING)
def test_what_a_scan_prints_is_inert(
    word: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from openness.cli import main

    monkeypatch.chdir(tmp_path)
    Path("t.jsonl").write_text(json.dumps({"id": word, "license": word, "base_model": word, word: 1}) + "\n")
    main(["scan", "t.jsonl", "--format", form])
    printed = capsys.readouterr()
    assert not UNSAFE.search(printed.out.replace("\r\n", "\n").replace("\t", ""))
    assert not UNSAFE.search(printed.err)
    assert "##vso[" not in printed.out and list(commands(printed.out)) == []


@pytest.mark.parametrize("opening", ["[", '{"a":'], ids=["lists", "objects"])
def test_a_row_that_is_nested_too_deep_is_rejected_and_the_next_is_read(opening: str, tmp_path: Path) -> None:
    closing = "]" if opening == "[" else "}"
    for depth in (63, 100, 5_000, 100_000):
        row = f'{{"id": "a/b", "license": {opening * depth}1{closing * depth}}}'
        (tmp_path / "t.jsonl").write_text(f'{row}\n{{"id": "c/d", "license": "mit"}}\n')
        summary = openness.scan(tmp_path / "t.jsonl", output=tmp_path / "o.jsonl").to_dict()
        assert (summary["rows"], summary["rejected"]) == ((2, 0) if depth < 64 else (1, 1))


def test_a_mapping_of_arrow_tells_its_fields() -> None:
    import pyarrow

    pairs = pyarrow.array([[("license", "cc-by-nc-4.0")]], pyarrow.map_(pyarrow.string(), pyarrow.string()))
    table = pyarrow.table({"id": ["a/b"], "license": ["mit"], "cardData": pairs})
    (row,) = openness.classify_table(table, under=[]).to_pylist()
    record = {"id": "a/b", "license": "mit", "cardData": {"license": "cc-by-nc-4.0"}}
    assert row["spectrum.reached"] == openness.classify(record, under=[]).spectrum.reached == "weights-available"


@pytest.mark.parametrize("column", ["lic\u200bense", "License\t", "\ufefflicence", "license\u00a0"])
def test_nothing_that_nobody_sees_makes_another_column(column: str) -> None:
    import pyarrow

    table = pyarrow.table({"id": ["a/b"], "license": ["mit"], column: ["cc-by-nc-4.0"]})
    (row,) = openness.classify_table(table, under=[]).to_pylist()
    assert row["spectrum.reached"] == "weights-available"
