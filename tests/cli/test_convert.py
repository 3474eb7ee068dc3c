"""`openness convert` and what it says of what a format cannot hold."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import field as attrib
from attrs import fields, make_class
from tests.support import growth
from tests.support.releases import WEIGHTS, native, weights

import openness
from openness import cli
from openness.errors import OpennessError
from openness.export.summary import Outline, outline
from openness.export.writers import WRITERS, digest
from openness.formats import card, spdx2
from openness.release.author import AUTHORED
from openness.shelf.shelf import shipped
from openness.sources.system_ids import ids
from openness.syntax.document import Document
from openness.vocabulary import Kind

FILE = "openness: 1\nname: Heron\ncomponents:\n  model-parameters-final: {availability: gated, licence: gemma}\n"


@pytest.fixture
def heron(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "openness.yaml"
    path.write_text(FILE)
    return path


@pytest.mark.parametrize("format", WRITERS)
def test_a_file_is_written_and_what_is_lost_is_said(
    format: str, heron: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["convert", heron.name, "--to", format, "-o", "out"]) == 0
    conversion = openness.convert(heron, to=format)
    assert Path("out").read_text() == conversion.text
    messages = capsys.readouterr().err.splitlines()
    assert messages == [f"openness: {heron.name}: {omission}" for omission in conversion.omissions]
    assert openness.convert(openness.read(heron), to=format).text == conversion.text


def test_standard_input_and_described_systems_are_sources(
    heron: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FILE.encode())))
    assert cli.main(["convert", "-", "--to", "native"]) == 0
    assert "name: Heron" in capsys.readouterr().out
    assert cli.main(["convert", f"system:{ids()[0]}", "--to", "cyclonedx"]) == 0
    assert json.loads(capsys.readouterr().out)["bomFormat"] == "CycloneDX"


def test_several_releases_are_refused_unless_they_are_joined(heron: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (heron.parent / "b").mkdir()
    (heron.parent / "b" / "openness.yaml").write_text("openness: 1\nproducer: Acme\n")
    assert cli.main(["convert", "openness.yaml", "b", "--to", "mof", "-o", "out"]) == 2
    assert "it holds 2 releases: openness.yaml, b; name one of them" in capsys.readouterr().err
    assert not Path("out").exists()
    assert cli.main(["convert", "openness.yaml", "b", "--to", "mof", "--join"]) == 0
    assert "producer: Acme" in capsys.readouterr().out


def test_nothing_is_written_where_a_path_cannot_be_read(heron: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["convert", "openness.yaml", "nowhere", "--join", "--to", "native", "-o", "out"]) == 2
    assert "nowhere" in capsys.readouterr().err
    assert not Path("out").exists()


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(OpennessError, match="did you mean spdx"):
        openness.convert(weights(), to="spdx")


def test_a_dispute_is_written_as_no_assertion_and_said() -> None:
    release = openness.read("docs/examples/olmo-2").join(weights("public", "CC-BY-NC-4.0"))
    conversion = openness.convert(release, to="spdx2")
    assert json.loads(conversion.text)["packages"][0]["licenseDeclared"] == "NOASSERTION"
    assert any("disputed" in str(omission) for omission in conversion.omissions)


def test_only_a_person_concludes() -> None:
    text = (
        "components: {model-parameters-final: {availability: public, licence: gpl-3.0}}\n"
        "concluded: [{component: model-parameters-final, licence: GPL-3.0-only, by: A, on: 2026-11-24, because: b}]\n"
    )
    package = json.loads(openness.convert(native(text), to="spdx2").text)["packages"][0]
    assert package["licenseConcluded"] == "GPL-3.0-only"
    assert package["licenseDeclared"].startswith("LicenseRef-gpl-3.0")


@pytest.mark.parametrize("format", WRITERS)
def test_a_format_that_must_be_dated_says_where_no_moment_is_set(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    conversion = openness.convert(weights(), to=format)
    undated = [str(omission) for omission in conversion.omissions if omission.about == "created"]
    assert bool(undated) == ("1970-01-01T00:00:00" in conversion.text) == (format in ("spdx2", "spdx3"))
    assert all("set SOURCE_DATE_EPOCH" in line for line in undated)
    assert ("the time in it means nothing" in conversion.text) == bool(undated)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    conversion = openness.convert(weights(), to=format)
    assert not [omission for omission in conversion.omissions if omission.about == "created"]
    assert "the time in it means nothing" not in conversion.text
    assert ("2023-11-14T22:13:20" in conversion.text) == (format in ("spdx2", "spdx3", "cyclonedx"))


def test_a_part_of_the_data_is_not_written_as_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    release = native("components: {datasets: {availability: public, licence: MIT, extent: part}}")
    for format in WRITERS:
        conversion = openness.convert(release, to=format)
        if format in ("native", "spdx3", "cyclonedx"):
            assert "extent" in conversion.text
            assert conversion.omissions == ()
        else:
            assert any(omission.about == "datasets" for omission in conversion.omissions)
    assert "Datasets" not in openness.convert(release, to="mof").text


def test_a_gated_model_s_address_is_not_written_where_it_would_be_read_as_public() -> None:
    place = "https://huggingface.co/acme/heron"
    release = native(f"components: {{model-parameters-final: {{availability: gated, location: '{place}'}}}}")
    assert place not in openness.convert(release, to="spdx2").text
    for format in ("spdx3", "cyclonedx"):  # which say that it is gated
        assert place in openness.convert(release, to=format).text


def test_the_version_of_the_format_can_be_asked_for(heron: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for version in ("1.6", "1.7"):
        assert cli.main(["convert", heron.name, "--to", "cyclonedx", "--spec-version", version]) == 0
        assert json.loads(capsys.readouterr().out)["specVersion"] == version
    assert cli.main(["convert", heron.name, "--to", "spdx3", "--spec-version", "3.0.1"]) == 0
    for format in ("spdx2", "card"):
        assert cli.main(["convert", heron.name, "--to", format, "--spec-version", "9"]) == 2
        assert "not written in version '9'" in capsys.readouterr().err


@pytest.mark.parametrize(("written", "kind"), [("Acme GmbH (Bonn)", "Organization"), ("Person: Ada Byron", "Person")])
def test_an_sbom_names_who_makes_it_and_says_the_same_of_the_release(written: str, kind: str) -> None:
    release = native("name: Heron\nproducer: Egret\ncomponents: {model-parameters-final: {availability: public}}")
    name = written.removeprefix("Person: ")
    texts = {to: openness.convert(release, to=to, author=written).text for to in AUTHORED}
    graph = json.loads(texts["spdx3"])["@graph"]
    creation = next(element for element in graph if element["type"] == "CreationInfo")
    maker = next(element for element in graph if element.get("spdxId") in creation["createdBy"])
    assert (maker["type"], maker["name"]) == (kind, name)
    names = [actor.split(": ")[0] for actor in json.loads(texts["spdx2"])["creationInfo"]["creators"]]
    assert names == [kind, "Tool"]
    metadata = json.loads(texts["cyclonedx"])["metadata"]
    assert [metadata.get("manufacturer"), *metadata.get("authors", [])] == (
        [None, {"name": name}] if kind == "Person" else [{"name": name}]
    )
    for to, text in texts.items():
        plain = openness.convert(release, to=to).text
        again, before = (openness.convert(read_text(to, each), to="native").text for each in (text, plain))
        assert again == before, to
        assert text != plain
        assert id_of(to, json.loads(text)) != id_of(to, json.loads(plain)), "two documents have one id"


def id_of(to: str, document: dict[str, Any]) -> object:
    """The ids that tell a document from every other."""
    if to == "spdx3":
        return sorted(element.get("spdxId", "") for element in document["@graph"])
    return document["documentNamespace" if to == "spdx2" else "serialNumber"]


def read_text(to: str, text: str) -> openness.Release:
    """The release in an SBOM."""
    name = {"spdx3": "x.spdx3.json", "spdx2": "x.spdx.json", "cyclonedx": "x.cdx.json"}[to]
    return growth.read(name, text)  # type: ignore[return-value]  # it holds one release


@pytest.mark.parametrize(
    ("to", "written", "message"),
    [
        ("card", "Acme", "card has no place for its author"),
        ("spdx3", "Person: ", "is not an author's name"),
        ("spdx3", "Acme\nOrganization: Evil", "is not an author's name"),
        ("cyclonedx", "\x1b[31mAcme", "is not an author's name"),
    ],
)
def test_an_author_that_cannot_be_named_is_refused(heron: Path, to: str, written: str, message: str) -> None:
    with pytest.raises(openness.OpennessError, match=message):
        openness.convert(heron, to=to, author=written)


def test_beside_an_expression_a_conclusion_stands_from_1_7_on() -> None:
    text = (
        "components: {model-parameters-final: {availability: public, licence: MIT OR gpl-3.0}}\n"
        "concluded: [{component: model-parameters-final, licence: MIT, by: A, on: 2026-11-24, because: b}]\n"
    )
    conversions = {
        version: openness.convert(native(text), to="cyclonedx", spec_version=version) for version in ("1.6", "1.7")
    }
    values = {
        version: [entry.get("acknowledgement") or entry["license"]["acknowledgement"] for entry in licences]
        for version, conversion in conversions.items()
        for licences in [json.loads(conversion.text)["metadata"]["component"]["licenses"]]
    }
    assert values == {"1.6": ["declared"], "1.7": ["declared", "concluded"]}
    assert "model-parameters-final" in {omission.about for omission in conversions["1.6"].omissions}


def test_no_name_of_ours_is_in_an_identifier() -> None:
    """Classes and fields can be renamed: ids are made of values in their places."""
    plain = outline(weights("public", "llama3.1"), shipped())
    kind: Any = Outline
    apart = ("licences", "omitted")  # which are no part of what is told apart
    words = {one.name: one.name if one.name in apart else f"field_{at}" for at, one in enumerate(fields(kind))}
    is_compared = {field.name: field.eq for field in fields(kind)}
    sketch = make_class("Sketch", {word: attrib(eq=is_compared[name]) for name, word in words.items()}, frozen=True)
    values = {word: getattr(plain, name) for name, word in words.items()}
    assert digest(sketch(**values)) == digest(plain)
    assert digest(sketch(**{**values, "field_0": "another"})) != digest(plain)


def test_a_licence_of_our_own_is_read_back_as_the_same() -> None:
    text = openness.convert(weights("public", "llama3.1"), to="spdx2").text
    (back,) = spdx2.read(Document("m.spdx.json", "", data=text.encode()))
    licence = openness.classify(back, under=[]).release.component(WEIGHTS).licence.value
    assert licence == "LicenseRef-Llama-3.1-Community"


def test_the_moment_is_told_or_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert '"created": "1970-01-01T00:00:00Z"' in openness.convert(weights(), to="spdx3").text
    assert "timestamp" not in openness.convert(weights(), to="cyclonedx").text
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for format in ("spdx2", "spdx3", "cyclonedx"):
        assert "2023-11-14T22:13:20Z" in openness.convert(weights(), to=format).text
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(OpennessError, match="SOURCE_DATE_EPOCH is 'yesterday'"):
        openness.convert(weights(), to="spdx2")


def test_weights_that_are_not_known_to_be_public_are_not_public_on_a_card() -> None:
    text = openness.convert(native("name: Heron\ncomponents: {model-parameters-final: {licence: MIT}}"), to="card").text
    back = card.read(Document("README.md", text))
    assert back.component(WEIGHTS).availability.value is None
    assert back.component(Kind.MODEL_CARD).availability.value == "public"


def test_every_file_of_the_corpus_is_written_in_every_format(shared: Path) -> None:
    written = 0
    for path in sorted((shared / "data").rglob("*")):
        if not path.is_file() or path.stat().st_size > 300_000:
            continue
        try:
            releases = [classification.release for classification in openness.classify_all(path, under=[])]
        except OpennessError:  # no release
            continue
        for release in releases:
            for format in WRITERS:
                assert openness.convert(release, to=format).text
                written += 1
    assert written > 300
