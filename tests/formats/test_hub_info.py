"""The Hub's API JSON: told by content under any name, one record or a list."""

import gzip
import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from tests.support.releases import WEIGHTS, codes, judged

import openness
from openness.errors import NotThisFormat, OpennessError
from openness.formats import card as card_format
from openness.formats import format_told_by, hub_info
from openness.release.hints import LimitInProse, LoadedFrom
from openness.release.release import Release
from openness.sources.gather import gather
from openness.syntax.document import Document

RECORD: dict[str, Any] = {
    "id": "acme/wren",
    "gated": False,
    "tags": ["license:mit"],
    "siblings": [{"rfilename": "README.md"}, {"rfilename": "model.safetensors"}],
}


def release_of(record: object) -> Release:
    """The release of one record."""
    (release,) = hub_info.read(Document("info.json", json.dumps(record, indent=1)))
    return release


@pytest.mark.parametrize("name", ["info.json", "wren", "standard input", "model.txt"])
def test_it_is_told_by_its_content_under_any_name(name: str) -> None:
    assert format_told_by(name, json.dumps(RECORD)) is hub_info
    assert format_told_by(name, json.dumps([RECORD])) is hub_info


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ({"License": "mit"}, "MIT"),
        ({"licence": "mit"}, "MIT"),
        ({"license": "", "Licence": "mit"}, "MIT"),
        ({"licences": "", "license": None, "License": "mit"}, "MIT"),
        ({"license": "other", "License-Name": "qwen"}, "qwen"),
        ({"license": "mit", "license_name": "", "licenseName": "llama2"}, None),
    ],
)
def test_a_field_called_otherwise_is_the_field_in_a_file_as_in_a_mapping(
    tmp_path: Path, fields: dict[str, Any], licence: str | None
) -> None:
    record = {"id": "acme/wren", "gated": False, **fields}
    (tmp_path / "info.json").write_text(json.dumps(record), encoding="utf-8")
    of_file, of_mapping = (openness.classify(source, under=["spectrum"]) for source in (tmp_path / "info.json", record))
    assert of_file.release.component(WEIGHTS).licence.value == licence
    assert of_mapping.release.component(WEIGHTS).licence.value == licence
    assert of_file.spectrum == of_mapping.spectrum
    assert {finding.code for finding in of_file.findings} == {finding.code for finding in of_mapping.findings}


@pytest.mark.parametrize("text", ['{"id": 1}', '{"siblings": []}', '"id": "a/b", "gated": false', "[]", ""])
def test_other_json_is_not_taken_for_it(text: str) -> None:
    assert format_told_by("info.json", text) is None


def test_a_list_is_a_release_each_named_by_its_repository(tmp_path: Path) -> None:
    path = tmp_path / "models.json"
    path.write_text(json.dumps([RECORD, {**RECORD, "id": "acme/owl"}]))
    gathered = gather(str(path))
    assert gathered.problems == ()
    assert [found.source for found in gathered.found] == [f"{path}#acme/wren", f"{path}#acme/owl"]


def test_places_are_those_of_the_json() -> None:
    (licence,) = release_of(RECORD).component(WEIGHTS).licence.claims
    (offer,) = release_of(RECORD).component(WEIGHTS).availability.claims
    assert str(licence.source) == "info.json:5"
    assert (str(offer.source), offer.written) == ("info.json:12", "model.safetensors")


def test_a_licence_text_that_is_named_is_in_the_repository_and_not_read() -> None:
    release = release_of({**RECORD, "siblings": [*RECORD["siblings"], {"rfilename": "LICENSE"}]})
    assert release.unread == ("acme/wren/LICENSE",)
    assert "licence-unknown" in codes(judged(release))
    assert judged(release).spectrum.reached == "weights-available"


def test_a_notice_that_is_named_doubts_nothing() -> None:
    release = release_of({**RECORD, "siblings": [*RECORD["siblings"], {"rfilename": "NOTICE"}]})
    assert judged(release).spectrum.reached == "open-weights"


def test_of_more_licence_texts_than_can_be_meant_it_is_only_said_that_they_are_not_read() -> None:
    files = [{"rfilename": f"LICENSE-{n}"} for n in range(1_000)]
    release = release_of({**RECORD, "siblings": [*RECORD["siblings"], *files]})
    assert (len(release.texts), len(release.unread)) == (hub_info.TEXTS_LIMIT, 1_000)


def test_a_list_of_files_beyond_the_limit_is_refused() -> None:
    with pytest.raises(OpennessError, match="more than 200,000 values"):
        release_of({**RECORD, "siblings": [{"rfilename": "x"}] * 70_000})


def test_files_that_are_no_words_are_passed_over() -> None:
    files = [None, 3, {}, {"rfilename": ["a"]}, {"rfilename": {"a": "model.bin"}}, {"rfilename": "model.bin"}]
    assert release_of({**RECORD, "siblings": files}).component(WEIGHTS).availability.value == "public"


def test_an_owner_that_lies_does_not_make_the_base_its_own() -> None:
    base = {"tags": ["license:mit", "base_model:meta-llama/Llama-3.1-8B"]}
    assert judged(release_of({**RECORD, **base, "author": "meta-llama"})).spectrum.reached == "weights-available"


def test_a_spaces_record_is_refused() -> None:
    with pytest.raises(NotThisFormat):
        release_of({**RECORD, "sdk": "gradio"})


def test_control_characters_in_names_do_not_reach_the_report(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from openness.cli import main

    path = tmp_path / "info.json"
    path.write_text(json.dumps({**RECORD, "siblings": [{"rfilename": "\x1b[2K-train.py"}, {"rfilename": "\x07a.bin"}]}))
    assert main(["classify", str(path), "--full"]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown and "\x07" not in shown
    assert "\\x1b[2K-train.py" in shown


def test_a_row_of_a_table_and_a_record_with_the_same_fields_are_judged_alike() -> None:
    arrow = pytest.importorskip("pyarrow")
    for fields in (
        {"tags": ["license:mit"]},
        {"tags": ["license:mit", "base_model:meta-llama/Llama-3.1-8B"]},
        {"tags": ["license:llama3.1"], "gated": "manual"},
        {"tags": ["license:mit"], "library_name": "transformers"},
    ):
        record = {"id": "acme/wren", "modelId": "acme/wren", **fields}
        table = openness.classify_table(arrow.Table.from_pylist([{"id": "acme/wren", **fields}]), under=["spectrum"])
        (row,) = table.to_pylist()
        standing = judged(release_of(record)).spectrum
        assert (row["spectrum.reached"], row["spectrum.reachable"]) == (standing.reached, standing.reachable)


def test_records_of_2022_name_the_licences_of_their_cards(shared: Path) -> None:
    """Tags and files as the Hub had them, against the front matter they were made from."""
    path = shared / "data/corpus/hf-cards-2022_frontmatter.jsonl.gz"
    if not path.is_file():
        pytest.skip(f"there is no {path}")
    differ, compared, weights = [], 0, 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 2_000):
            row = json.loads(line)
            files = [{"rfilename": name} for name in row["files"]]
            release = release_of(
                {"modelId": row["id"], "tags": row["hub_tags"], "config": row["config"], "siblings": files}
            )
            weights += release.component(WEIGHTS).availability.value == "public"
            try:
                card = card_format.read(Document("README.md", f"---\n{row['frontmatter']}\n---\n"))
            except (OpennessError, NotThisFormat):
                continue
            compared += 1
            values = [{v.lower() for v in one.component(WEIGHTS).licence.values} for one in (release, card)]
            if values[0] != values[1]:
                differ.append(row["id"])
    assert compared > 500
    assert 1_200 < weights < 1_800
    assert len(differ) <= 1


CARD = "---\nlicense: mit\n---\n"


def test_the_text_of_a_card_in_a_record_is_read_as_the_card() -> None:
    release = release_of({**RECORD, "card": f"{CARD}For non-commercial research use only."})
    assert [hint.written for hint in release.limits if isinstance(hint, LimitInProse)] == [
        "For non-commercial research use only"
    ]
    assert release.component(WEIGHTS).availability.value == "public"


def test_the_text_of_a_card_outweighs_the_list_of_files() -> None:
    record = {**RECORD, "card": f"{CARD}The weights will be released soon."}
    assert judged(release_of(record)).release.component(WEIGHTS).availability.state == "silent"


def test_a_card_that_is_no_text_is_reported() -> None:
    assert [oddity.message for oddity in release_of({**RECORD, "card": {"text": "x"}}).oddities] == [
        "card is not a text"
    ]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"description": "For research only."}, ["description: For research only"]),
        ({"description": "It writes verse."}, []),
        ({"description": "For research only.", "cardData": {"license": "mit", "description": "Verse."}}, []),
    ],
)
def test_the_description_of_a_record_is_read_for_limits(more: dict[str, Any], words: list[str]) -> None:
    release = release_of({**RECORD, "modelId": "acme/wren", **more})
    assert [hint.written for hint in release.limits if isinstance(hint, LimitInProse)] == words


@pytest.mark.parametrize(
    ("config", "names"),
    [
        ({"_name_or_path": "a/b"}, ["a/b"]),
        ({"text_config": {"_name_or_path": "a/b"}}, ["a/b"]),
        ({"_name_or_path": "./out", "model_type": "llama"}, []),
        ({"_name_or_path": 7}, []),
        ("a/b", []),
    ],
)
def test_the_settings_in_a_record_tell_what_was_loaded(config: object, names: list[str]) -> None:
    release = release_of({**RECORD, "config": config})
    assert [sign.name for sign in release.signs if isinstance(sign, LoadedFrom)] == names


@pytest.mark.parametrize(
    ("card", "level"),
    [
        ({"card": "---\nlicense: mit\n---\n"}, "open-weights"),
        ({"card": "---\nlicense: [mit\n---\n"}, "weights-available"),
        ({"card": "---\n- a\n---\n"}, "weights-available"),
        ({"card": "---\npipeline_tag: x\n# A model\n"}, "weights-available"),
        ({"cardData": '{"license": "mit"}'}, "open-weights"),
        ({"cardData": '{"license": "cc-by-nc-4.0", "x": NaN}'}, "weights-available"),
        ({"cardData": "license: mit"}, "weights-available"),
        ({"cardData": ""}, "open-weights"),
    ],
)
def test_a_card_that_cannot_be_read_doubts_the_licence_of_its_record(card: dict[str, str], level: str) -> None:
    assert openness.classify({**RECORD, "license": "mit", **card}, under=[]).spectrum.reached == level


#: Words that a gate shows, as fields of a card.
GATES: list[dict[str, Any]] = [
    {"extra_gated_prompt": "You agree to use the model for non-commercial research only."},
    {"extra_gated_heading": "Commercial use is prohibited."},
    {"extra_gated_description": "For research use only."},
    {"extra_gated_button_content": "I agree: no commercial use is allowed."},
    {"extra_gated_fields": {"I agree to use this model for non-commercial use ONLY": "checkbox"}},
    {"extra_gated_eu_disallowed": True},
]


@pytest.mark.parametrize("words", GATES, ids=lambda words: next(iter(words)))
@pytest.mark.parametrize("gated", [False, "manual", None])
def test_the_words_of_a_gate_bind_whether_or_not_one_stands_there_today(words: dict[str, Any], gated: object) -> None:
    """Those who met it agreed to them, and the card has them still."""
    for record in ({**RECORD, "cardData": {"license": "mit", **words}}, {**RECORD, **words}):
        release = release_of({**record, "gated": gated})
        assert [type(limit) for limit in release.limits] == [LimitInProse]
        offered = release.component(WEIGHTS).availability.value
        assert offered == ("public" if gated is False else "gated")


def test_the_words_of_a_gate_that_limit_nothing_are_nothing() -> None:
    words = {"extra_gated_prompt": "Tell us who you are.", "extra_gated_eu_disallowed": False}
    assert release_of({**RECORD, "cardData": {"license": "mit", **words}}).limits == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"usage_restrictions": "Not for commercial use."},
        {"commercial_use": False},
        {"config": {"license": "cc-by-nc-4.0"}},
        {"config": json.dumps({"tokenizer_config": {"_comment": "For research only."}})},
        {"description": "For research only."},
    ],
)
@pytest.mark.parametrize("card", [{}, {"card": "---\nlicense: mit\n---\n"}, {"cardData": {"license": "mit"}}])
def test_what_stands_beside_the_fields_that_are_known_may_limit_the_model(
    fields: dict[str, Any], card: dict[str, Any]
) -> None:
    found = openness.classify({"id": "acme/wren", "license": "mit", **fields, **card}, under=[])
    assert found.spectrum.reached == "weights-available"
    assert "restriction-in-prose" in codes(found)


def test_settings_that_are_for_the_model_to_read_limit_nothing() -> None:
    settings = {"tokenizer_config": {"chat_template": "You may not use it commercially.", "eos_token": "x"}}
    record = {"id": "acme/wren", "license": "mit", "config": settings, "usedStorage": 5}
    assert openness.classify(record, under=[]).spectrum.reached == "open-weights"


@pytest.mark.parametrize("more", [{}, {"notes": "It has wings."}, {"gated": "auto"}, {"tags": ["x"]}])
def test_of_a_record_without_a_list_of_files_the_whole_card_tells_of_the_weights(more: dict[str, Any]) -> None:
    record = {"id": "acme/wren", "card": "---\nlicense: mit\n---\n# Wren\n", **more}
    assert openness.classify(record, under=[]).spectrum.reached == "open-weights"


@pytest.mark.parametrize("more", [{"siblings": []}, {"private": True}])
def test_a_record_that_tells_of_no_weights_outweighs_the_card_in_it(more: dict[str, Any]) -> None:
    record = {"id": "acme/wren", "card": "---\nlicense: mit\n---\n# Wren\n", **more}
    assert openness.classify(record, under=[]).spectrum.reached == "closed"


@pytest.mark.parametrize(
    "tags", [{"0": "license:cc-by-nc-4.0"}, [{"name": "license:cc-by-nc-4.0"}], {"license": "cc-by-nc-4.0"}]
)
def test_a_tag_within_an_object_is_a_tag(tags: object) -> None:
    record = {"id": "a/b", "license": "mit", "tags": tags, "siblings": [{"rfilename": "model.safetensors"}]}
    assert openness.classify(record, under=[]).spectrum.reached == "weights-available"
