"""The safe edits: what they change, what they leave, and that they never change what a file means."""

import os
from pathlib import Path

import pytest

from openness.reading import gather
from openness.repair import repair
from openness.resolve import resolve
from openness.shelf import shipped

TEXT = (Path(__file__).parents[2] / "LICENSE").read_text(encoding="utf-8")


def mended(folder: Path, text: str | bytes, name: str = "README.md") -> str | None:
    """What the safe edits make of a file; None where they leave it alone."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (found,) = gather(str(path)).found
    held = repair(str(path), resolve(found.release, shipped()), shipped())
    return held.after.decode() if held else None


def block(fields: str) -> str:
    return f"---\n{fields}\npipeline_tag: x\n---\n# M\n"


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("license: Apache 2.0", "license: apache-2.0"),
        ("license: Apache-2.0  # ours", "license: apache-2.0  # ours"),
        ('license: "MIT License"', "license: mit"),
        ("licence: mit", "license: mit"),
        ("liscence: 'Apache License 2.0'", "license: apache-2.0"),
        ("licenses: [mit]", "license: mit"),
        ("license: [MIT]", "license: mit"),
        ("license:\n- MIT", "license: mit"),
        ("license:\n  - mit\n  - MIT License", "license: mit"),
        ("license: [MIT, Apache 2.0]", "license: [mit, apache-2.0]"),
        ("license:\n- MIT\n- Apache 2.0", "license:\n- mit\n- apache-2.0"),
        ("license: Llama 3.1 Community License", "license: llama3.1"),
    ],
)
def test_a_card_is_mended(tmp_path: Path, written: str, becomes: str) -> None:
    assert mended(tmp_path, block(written)) == block(becomes)


@pytest.mark.parametrize(
    "written",
    [
        "license: apache-2.0",
        "license: [mit, apache-2.0]",
        "license: cc",
        "license: gpl-3.0",
        "license: their-own",
        "license: MIT OR Apache-2.0",
        "license: other",
        "license: other\nlicense_name: MIT",
        "license: other\nlicense_name: their-own",
        "license: no",
        "license:",
        "license: {name: mit}",
        "licence: mit\nlicense: apache-2.0",
        "license: mpl-1.1",
        "tags: [a]",
    ],
)
def test_a_card_is_left_alone(tmp_path: Path, written: str) -> None:
    assert mended(tmp_path, block(written)) is None


def test_other_takes_the_name_of_the_licence_whose_text_lies_beside(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text(TEXT)
    assert mended(tmp_path, block("license: other")) == block("license: apache-2.0")


def test_a_text_that_is_not_known_names_nothing(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("Permission is granted on Tuesdays.\n")
    assert mended(tmp_path, block("license: other")) is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_else_stays_byte_for_byte(tmp_path: Path, end: str) -> None:
    text = (
        "\ufeff" + block("language: [no, en]\nlicense: Apache 2.0\n# a word\nfoo:   'bar'").replace("\n", end) + "  x"
    )
    assert mended(tmp_path, text) == text.replace("Apache 2.0", "apache-2.0")


def test_a_native_file_is_mended(tmp_path: Path) -> None:
    text = """\
openness: 1
name: x
components:
  model-parameters-final: {{availability: public, licence: {}}}   # kept
  training-code: {{availability: public, {}: MIT}}
  datasets:
    - {{name: a, availability: public, licence: {}}}
base-models:
  - {{name: b, relation: merge, licence: {}}}
"""
    before = text.format("apache 2.0", "license", "[CC BY 4.0, mit]", "MIT License")
    after = text.format("Apache-2.0", "licence", "CC-BY-4.0 AND MIT", "MIT")
    assert mended(tmp_path, before, "openness.yaml") == after


def test_a_list_in_a_native_file_becomes_what_it_means(tmp_path: Path) -> None:
    text = "openness: 1\ncomponents:\n  training-code:\n    availability: public\n    licence:\n    - MIT\n    - apache 2.0\n"
    got = mended(tmp_path, text, "openness.yaml")
    assert got is not None
    assert got.endswith("    licence: MIT AND Apache-2.0\n")


def test_an_ambiguous_name_in_a_native_file_stays(tmp_path: Path) -> None:
    text = "openness: 1\ncomponents:\n  training-code: {availability: public, licence: gpl-3.0}\n"
    assert mended(tmp_path, text, "openness.yaml") is None


def test_a_link_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "blob").write_text(block("license: Apache 2.0"))
    os.symlink("blob", tmp_path / "README.md")
    (found,) = gather(str(tmp_path / "README.md")).found
    assert repair(str(tmp_path / "README.md"), resolve(found.release, shipped()), shipped()) is None


def test_bytes_that_are_no_text_are_left_alone(tmp_path: Path) -> None:
    assert mended(tmp_path, block("license: Apache 2.0").encode() + b"\xff\xfe") is None


def test_the_diff_shows_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(block("license: Apache 2.0"))
    (found,) = gather(str(path)).found
    held = repair(str(path), resolve(found.release, shipped()), shipped())
    assert held is not None
    assert [line for line in held.diff() if line[0] in "+-"][2:] == ["-license: Apache 2.0", "+license: apache-2.0"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", "---\nlicence: mit\nlicenses: apache-2.0\npipeline_tag: x\n---\n"),
        (
            "openness.yaml",
            "openness: 1\nname: x\ncomponents: {model-parameters-final: {availability: public, licence: openrail}}\n"
            "concluded:\n- {component: model-parameters-final, license: Apache 2.0, by: a, on: 2026-01-01, because: b}\n",
        ),
        ("openness.yaml", "openness: 1\nname: x\nmore: {license: Apache 2.0}\n"),
    ],
    ids=["two misspelt fields", "what a person concluded", "what is not the format's"],
)
def test_what_might_come_to_mean_something_else_is_left(tmp_path: Path, name: str, text: str) -> None:
    assert mended(tmp_path, text, name) is None
