"""Regulators' forms: what a release states stands in them with its place, and nothing else is answered."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.support.releases import native
from tests.support.written import RELEASES

import openness
from openness.export._form import form, holds
from openness.export.convert import convert, outline_in
from openness.export.writers import FORMS
from openness.formats import training_summary
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.sources.system_ids import ids
from openness.sources.systems import system
from openness.syntax.document import Document
from openness.vocabulary import Kind
from openness.vocabulary.details import ModelDetail
from openness.vocabulary.forms import BLANK, PRESENT

SHELF = shipped()
HERON = """name: acme/heron
producer: Acme
details:
  release-date: 2026-03-01
  parameters: 7.3e9
  training-tokens: 15e12
  input-modality: [text, image]
  language: en
  training-energy: 524000
circumstances: {training-compute: 6.6e23}
channels: [download]
components:
  model-parameters-final: {availability: gated, licence: llama3.1}
  training-code: {availability: withheld, because: a secret}
  datasets:
    - {name: Reeds, availability: public, licence: ODC-By-1.0, location: "https://example.org/reeds"}
    - {name: Gates, availability: gated}
    - {name: Letters, availability: withheld}
    - {name: Rumours}
base-models:
  - {name: acme/egg, relation: fine-tune, licence: MIT}
  - {name: acme/teacher, relation: distillation}
"""


def written(release: Release, name: str) -> str:
    return convert(release, name, SHELF).text


def field(text: str, label: str) -> str:
    """A field of a written form, up to the next."""
    start = text.index(f"**{label}")
    end = re.search(r"\n(?:\*\*(?!To fill)|#)", text[start + 2 :])
    return text[start : start + 2 + end.start()] if end else text[start:]


@pytest.fixture(scope="module")
def heron() -> dict[str, str]:
    return {name: written(native(HERON), name) for name in FORMS}


@pytest.mark.parametrize(
    ("name", "label", "facts"),
    [
        ("eu-training-summary", "Provider name", ["Acme (source: "]),
        ("eu-training-summary", "Versioned model name", ["acme/heron (source: "]),
        ("eu-training-summary", "Model dependencies", ["acme/egg: fine-tune, licence MIT (source: "]),
        ("eu-training-summary", "Text:", [f"[x] {PRESENT} (source: ", "[x] More than 10 trillion tokens (source: "]),
        ("eu-training-summary", "Have you used publicly", ["[x] Yes (source: ", "[ ] No"]),
        ("eu-training-summary", "List of large", ["Reeds: public, licence ODC-By-1.0, <https://example.org/reeds>"]),
        ("eu-training-summary", "If publicly known", ["Letters: not published"]),
        ("eu-training-summary", "Was synthetic", ["[x] Yes (source: ", "[ ] No"]),
        ("eu-model-documentation", "Input modalities", ["[x] Text", "[x] Images", "[ ] Audio"]),
        ("eu-model-documentation", "Total model size", ["7 300 000 000 parameters (source: "]),
        ("eu-model-documentation", "Range of the model size", ["[ ] 500M–5B", "[x] 5–15B", "[ ] 15–50B"]),
        ("eu-model-documentation", "Distribution channels", ["download (source: ", "weights: behind a form"]),
        ("eu-model-documentation", "License:", ["Llama 3.1 Community License Agreement"]),
        ("eu-model-documentation", "Further assets", ["training code: not published, a secret"]),
        ("eu-model-documentation", "Amount of computation used for training", ["6.6e23 FLOP (source: "]),
        ("eu-model-documentation", "Amount of energy", ["524 MWh (source: "]),
        (
            "ab-2013",
            "(1) ",
            ["Reeds: public", "Gates: behind a form", "Letters: not published", "Rumours: nothing says"],
        ),
        ("ab-2013", "(3) ", ["15 000 000 000 000 tokens of text"]),
        ("ab-2013", "(12) ", ["[x] Yes", "acme/teacher: distillation"]),
    ],
)
def test_a_stated_fact_stands_in_its_field(name: str, label: str, facts: list[str], heron: dict[str, str]) -> None:
    shown = field(heron[name], label)
    assert [fact for fact in facts if fact not in shown] == []


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("eu-training-summary", "Were crawlers used"),
        ("eu-training-summary", "Date of placement"),
        (
            "eu-training-summary",
            "Description of the linguistic",
        ),  # of the model's languages nothing says they are its data's
        ("eu-training-summary", "Are you a Signatory"),
        ("eu-model-documentation", "Model authenticity"),
        ("eu-model-documentation", "Output modalities"),
        ("eu-model-documentation", "Acceptable use policy"),
        ("ab-2013", "(5) "),
        ("ab-2013", "(6) "),
        ("ab-2013", "(7) "),
        ("ab-2013", "(11) "),
    ],
)
def test_what_nothing_answers_is_visibly_blank(name: str, label: str, heron: dict[str, str]) -> None:
    shown = field(heron[name], label)
    assert BLANK in shown
    assert "[x]" not in shown


@pytest.mark.parametrize("name", FORMS)
def test_of_a_release_of_which_nothing_is_known_every_field_is_blank_and_no_box_is_ticked(name: str) -> None:
    text = written(native(""), name)
    asked = [one for section in form(name)["section"] for one in section.get("field", ())]
    own = [one for one in asked if one.get("ours") or one["label"].endswith("(optional)")]
    assert text.count(f"> **{BLANK}**") == len(asked) - len(own)
    assert "[x]" not in text
    assert "source:" not in text


@pytest.mark.parametrize("name", FORMS)
@given(release=RELEASES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_fact_answers_no_and_every_fact_has_its_place(name: str, release: Release) -> None:
    text = written(release, name)
    assert "- [x] No\n" not in text
    assert "- [x] No (" not in text
    documents = ("README.md", "openness.yaml")
    for line in text.splitlines():
        if line.startswith(("- [x]", "See: ")):
            assert any(f"source: {document}" in line for document in documents)
    assert written(release, name) == text


@pytest.mark.parametrize("name", FORMS)
@given(release=RELEASES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_a_form_has_no_place_for_is_said(name: str, release: Release) -> None:
    plain = outline_in(release, name, SHELF)
    about = {omission.about.partition(", ")[0] for omission in plain.omitted}
    kinds = holds(name)["model"].parts
    assert {part.kind.value for part in whole(release) if part.kind not in kinds} <= about
    words = holds(name)["model"].words or ()
    omitted = {omission.about for omission in plain.omitted}
    assert {f"details, {word}" for word, _ in release.details if word not in words} <= omitted


def whole(release: Release) -> Any:
    from openness.export.summary import outline

    return [part for part in outline(release, SHELF).parts if not part.silent]


@pytest.mark.parametrize("name", FORMS)
def test_described_systems_are_written_and_markup_in_a_name_only_shows(name: str) -> None:
    for id in ids()[::9]:
        assert form(name)["title"] in written(system(id).release, name)
    text = written(native("name: 'a <script> | # @b [x](y)'\nproducer: \"P\\n- [x] No\"\n"), name)
    assert "<script>" not in text
    assert "\n- [x] No" not in text


def test_every_value_on_which_sources_disagree_is_shown_and_decides_no_box() -> None:
    release = native("details: {parameters: 1e9}\n").join(native("details: {parameters: 9e9}\n"))
    shown = field(written(release, "eu-model-documentation"), "Range of the model size")
    assert shown.count("the sources disagree: ") == 2
    assert "[x]" not in shown
    assert BLANK in shown


@pytest.mark.parametrize("name", FORMS)
def test_a_form_s_file_holds_what_the_writer_knows_and_nothing_else(name: str) -> None:
    record = tomllib.loads((files("openness.export") / "forms" / f"{name}.toml").read_text(encoding="utf-8"))
    assert {"title", "law", "version", "source", "read", "notes", "section"} == set(record)
    known = {
        *(
            "number",
            "label",
            "for",
            "asks",
            "fill",
            "rest",
            "hint",
            "unit",
            "units",
            "scale",
            "see",
            "choices",
            "present",
        ),
        *("partial", "ours"),
    }
    for section in record["section"]:
        assert set(section) <= {"number", "title", "field"}
        for one in section.get("field", ()):
            assert set(one) <= known
            assert all(set(box) <= {"says", "below", "when", "word", "value"} for box in one.get("choices", ()))
            assert all(box["word"] in list(ModelDetail) for box in one.get("choices", ()) if "word" in box)
            assert all(kind in list(Kind) for kind in one.get("see", ()))
            assert len(one.get("units", one.get("fill", ()))) == len(one.get("fill", ()))


def test_the_reader_knows_the_labels_that_the_writer_writes() -> None:
    labels = [
        one["label"].lower().replace("’", "'")
        for section in form("eu-training-summary")["section"]
        for one in section.get("field", ())
    ]
    for start in (*training_summary.QUESTIONS.values(), *training_summary.FIELDS.values()):
        assert [label for label in labels if label.startswith(start)]


@given(release=RELEASES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_written_summary_read_back_offers_nothing_and_raises_nothing(release: Release) -> None:
    back = training_summary.read(Document("s.md", written(release, "eu-training-summary")))
    assert all(not item.availability.claims for part in back.components for item in part.items)
    assert [finding.code for finding in back.oddities] == ["training-summary-incomplete"]
    assert openness.classify(back, under=[], shelf=SHELF).spectrum.reached == "closed"


def test_a_written_summary_read_back_says_what_it_was_filled_with(tmp_path: Path) -> None:
    path = tmp_path / "eu-training-summary.md"
    path.write_text(written(native(HERON), "eu-training-summary"), encoding="utf-8")
    back = openness.read(path)
    assert (back.name.value, back.producer.value) == ("acme/heron", "Acme")
    assert {(base.name, base.relation.value, base.licence.value) for base in back.base_models} == {
        ("acme/egg", "fine-tune", "MIT"),
        ("acme/teacher", "distillation", None),
    }
    assert [(item.name, item.location.value) for item in back.component(Kind.DATASETS).items] == [
        ("Gates", None),
        ("Letters", None),
        ("Reeds", "https://example.org/reeds"),
        ("Rumours", None),
    ]
    assert {word: fact.value for word, fact in back.details} == {
        "release-date": "2026-03-01",
        "training-modality": "text",
        "training-tokens": "15000000000000",
    }


WHOLE = """name: acme/heron
version: "2"
producer: Acme
channels: [download]
claims: [open]
circumstances: {training-compute: 6.6e23, monetised: true}
details:
  release-date: 2026-03-01
  union-market-date: 2026-04
  knowledge-cutoff: 2025-06
  parameters: 7.3e9
  training-tokens: 15e12
  training-images: 2000
  training-audio-hours: 12000.5
  training-video-hours: 5
  training-modality: [audio, image, text, video]
  language: [en, pt]
components:
  model-parameters-final: {availability: public, licence: Apache-2.0}
  datasets:
    - {name: Reeds, availability: public, licence: MIT, extent: part, location: "https://example.org/reeds"}
    - {name: Rumours}
base-models:
  - {name: acme/egg, relation: merge, licence: Apache-2.0 OR MIT, producer: Acme}
  - {name: acme/out, relation: trained-on-outputs}
"""
#: Facts that stand in the form and are not read back: what a list says of a data set offers nothing, and a cut-off and the
#: languages of the model only stand beside the questions.
NOT_READ_BACK = {"details/knowledge-cutoff", "details/language", "Reeds/availability", "Reeds/licence", "Reeds/extent"}


def facts(release: Release) -> dict[str, object]:
    """Each fact of a release by a name."""
    found: dict[str, object] = {word: getattr(release, word).value for word in ("name", "version", "producer")}
    found |= {f"details/{word}": fact.values for word, fact in release.details}
    found |= {word: fact.values for word, fact in release.circumstances}
    found |= {
        "channels": {claim.value for claim in release.channels},
        "claims": {claim.value for claim in release.labels},
    }
    for base in release.base_models:
        found[f"base {base.name}"] = (base.relation, base.licence.values, base.producer, base.certain)
    for part in release.components:
        for item in part.items:
            found[item.name or part.kind.value] = True
            for word in ("availability", "licence", "extent", "location"):
                found[f"{item.name or part.kind.value}/{word}"] = getattr(item, word).values
    return {word: fact for word, fact in found.items() if fact}


def test_each_fact_of_a_summary_is_read_back_or_is_told() -> None:
    release = native(WHOLE)
    conversion = convert(release, "eu-training-summary", SHELF)
    back = facts(training_summary.read(Document("s.md", conversion.text)))
    omissions = " ".join(map(str, conversion.omissions))
    lost = {word: fact for word, fact in facts(release).items() if back.get(word) != fact}
    unsaid = {word for word in lost if re.sub("^details/|/.*", "", word) not in omissions}
    assert unsaid == NOT_READ_BACK
    assert {word: fact for word, fact in back.items() if word not in facts(release)} == {}


@pytest.mark.parametrize("name", ["Acme *Labs*", "_x_", "a|b", "A [b](c)", "me & co <x>", "x: public", "#1 @y", "a, b"])
def test_odd_names_are_read_back(name: str) -> None:
    data, base = f"{{datasets: [{{name: {name!r}}}]}}", f"[{{name: {name!r}, relation: merge}}]"
    text = f"producer: {name!r}\ncomponents: {data}\nbase-models: {base}\n"
    back = training_summary.read(Document("s.md", written(native(text), "eu-training-summary")))
    assert [base.name for base in back.base_models] == [name]
    assert [item.name for item in back.component(Kind.DATASETS).items] == [name]
    assert back.producer.value == (None if re.search(r"[@,:\d]", name) else name)


@pytest.mark.parametrize("rest", ["public", "public in parts (source: a.yaml:1)", "MIT (source: a.yaml:1)"])
def test_a_line_that_somebody_changed_names_no_data_set(rest: str) -> None:
    text = written(native(WHOLE), "eu-training-summary")
    (own,) = [line for line in text.splitlines() if line.startswith("- Rumours: ")]
    back = training_summary.read(Document("s.md", text.replace(own, f"- Rumours: {rest}")))
    assert [item.name for item in back.component(Kind.DATASETS).items] == ["Reeds"]
