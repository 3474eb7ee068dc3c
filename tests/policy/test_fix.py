"""The safe edits: what they change, what they leave, and that they never change what a file means."""

import os
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from tests.support.golden import agrees
from tests.support.releases import native

from openness.evaluation.classification import Classification
from openness.policy import fix
from openness.policy.fix import repair
from openness.resolution.resolve import resolve
from openness.resolution.resolved import resolved
from openness.shelf.shelf import Shelf, shipped
from openness.sources.gather import gather
from openness.vocabulary import NOASSERTION, Kind
from openness.vocabulary.verdict import Verdict

TEXT = (Path(__file__).parents[2] / "LICENSE").read_text(encoding="utf-8")
ZERO = """\
Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.
"""
ACME = """\
id       = "LicenseRef-Acme-1.0"
name     = "Acme License 1.0"
made-for = ["weights"]
category = "permissive"

[read]
on    = 2026-11-24
from  = "acme.example/LICENSE"
whole = true

[known-as]
license-name = ["acme-1.0"]

[grants]
use    = { answer = true, clause = "2" }
modify = { answer = true, clause = "2" }

[text]
url = "https://acme.example/LICENSE"
"""
ACMES = (
    "The Acme company lets everyone who meets a blue bird at noon use, bend and sing this model in its own key. " * 4
)


def mended(folder: Path, text: str | bytes, name: str = "README.md", shelf: Shelf | None = None) -> str | None:
    """A file after the safe edits, where the whole folder is read; None where they leave it alone."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (found,) = gather(str(folder)).found
    repaired = repair(str(path), found.release, shelf or shipped())
    return repaired.after.decode() if repaired else None


@pytest.fixture
def acme(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A shelf with a licence that the Hub has no tag for and SPDX does not list."""
    folder = tmp_path_factory.mktemp("shelf")
    (folder / "acme-1.0.toml").write_text(ACME)
    (folder / "acme-1.0.txt").write_text(ACMES)
    return Shelf((str(folder),))


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


def test_a_limit_in_the_prose_hides_no_text_that_lies_beside(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text(TEXT)
    prose = "The model is for research use only.\n"
    assert mended(tmp_path, block("license: other") + prose) == block("license: apache-2.0") + prose


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
    repaired = repair(str(path), resolve(found.release, shipped()), shipped())
    assert repaired is not None
    assert [line for line in repaired.diff() if line[0] in "+-"][2:] == ["-license: Apache 2.0", "+license: apache-2.0"]


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


# What would come to mean something else, or make it worse, for the release as a whole


def test_a_licence_of_the_spdx_list_without_a_tag_is_no_name_for_other(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text(ZERO)
    assert mended(tmp_path, block("license: other")) is None


@pytest.mark.parametrize("name", ["LICENSE", "LICENSES/Acme.txt", "LICENSES/Acme 1.0 (final).txt"])
def test_the_link_leads_from_the_card_to_the_text(tmp_path: Path, acme: Shelf, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(ACMES)
    named = f"license: other\nlicense_name: LicenseRef-Acme-1.0\nlicense_link: {name}"
    assert mended(tmp_path, block("license: other"), shelf=acme) == block(named)


def test_a_card_that_has_a_link_or_a_name_gets_no_second(tmp_path: Path, acme: Shelf) -> None:
    (tmp_path / "LICENSE").write_text(ACMES)
    linked = "license: other\n{}license_link: LICENSE"
    named = block(linked.format("license_name: LicenseRef-Acme-1.0\n"))
    assert mended(tmp_path, block(linked.format("")), shelf=acme) == named
    assert mended(tmp_path, named, shelf=acme) is None
    assert mended(tmp_path, block("license: other\nlicense_name: acme-1.0"), shelf=acme) is None


@pytest.mark.parametrize(
    "fields",
    [
        "licence: mit\nlicence: Apache 2.0",
        "licence: Apache 2.0\nlicence: Apache 2.0",
        "license: MIT\nlicense: Apache 2.0",
        "license: other\nlicense: Apache 2.0",
        "license: Apache 2.0\nlicense_name: x\nlicense_name: y",
    ],
)
def test_a_field_that_is_there_twice_is_left_alone(tmp_path: Path, fields: str) -> None:
    assert mended(tmp_path, block(fields)) is None


@pytest.mark.parametrize("word", ["licence", "license"])
def test_a_field_that_is_there_twice_in_a_native_file_is_left_alone(tmp_path: Path, word: str) -> None:
    part = f"availability: public, licence: MIT License, {word}: Apache 2.0"
    text = f"openness: 1\ncomponents:\n  training-code: {{{part}}}\n"
    assert mended(tmp_path, text, "openness.yaml") is None


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("[Apache 2.0, Acme Foo License]", "[Apache-2.0, Acme Foo License]"),
        ("[Apache 2.0, gpl-3.0]", "[Apache-2.0, gpl-3.0]"),
        ("[Acme Foo License, Other Foo License]", None),
        ("[]", None),
    ],
)
def test_a_list_with_a_name_nobody_knows_becomes_no_expression(
    tmp_path: Path, written: str, becomes: str | None
) -> None:
    text = "openness: 1\nname: x\ncomponents:\n  training-code: {{availability: public, licence: {}}}\n"
    assert mended(tmp_path, text.format(written), "openness.yaml") == (becomes and text.format(becomes))


@pytest.mark.parametrize(
    "files",
    [
        {"LICENSE": TEXT},
        {"openness.yaml": "openness: 1\ncomponents: {model-parameters-final: {licence: Apache-2.0}}\n"},
        {"openness.yaml": "openness: 1\ncomponents: {model-parameters-final: {licence: their-own}}\n"},
    ],
    ids=["a text", "a native file", "a native file with a name nobody knows"],
)
def test_a_field_by_its_right_name_starts_no_dispute(tmp_path: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert mended(tmp_path, block("licence: mit")) is None
    if "their-own" not in str(files):
        assert mended(tmp_path, block("licence: Apache 2.0")) == block("license: apache-2.0")


def test_a_licence_over_several_lines_is_left_alone(tmp_path: Path) -> None:
    assert mended(tmp_path, block("license: Apache\n  License 2.0")) is None


@pytest.mark.parametrize("fields", ["license: Apache 2.0", "license: [MIT]", "license: other", "licence: mit"])
@pytest.mark.parametrize("text", ["", TEXT, ZERO, "You may not use it for commercial purposes.\n"])
@pytest.mark.parametrize(
    "more", ["", "base_model: meta-llama/Llama-3.1-8B", "license_name: MIT", "extra_gated_prompt: x"]
)
def test_no_edit_changes_what_was_known_of_a_release(tmp_path: Path, fields: str, text: str, more: str) -> None:
    def release() -> Classification:
        (found,) = gather(str(tmp_path)).found
        return Classification(resolved(found.release, shipped()), "", (), shipped())

    if text:
        (tmp_path / "LICENSE").write_text(text)
    (tmp_path / "README.md").write_text(block(f"{fields}\n{more}"))
    before = release()
    text_after = mended(tmp_path, block(f"{fields}\n{more}"))
    if text_after is None:
        return
    (tmp_path / "README.md").write_text(text_after)
    after = release()
    heard, hears = (one.release.component(Kind.MODEL_PARAMETERS_FINAL).licence for one in (before, after))
    assert hears.value == heard.value or heard.value in (None, NOASSERTION)
    assert after.spectrum.at_least(before.spectrum.reached or "closed") is Verdict.MET
    if heard.claims:
        counts = [
            Counter(finding.code for finding in side.findings if finding.code.level != "note")
            for side in (before, after)
        ]
        assert not counts[1] - counts[0]


# --- every edit of cards and native files: a table

CARDS = (
    "license: [MIT,  Apache 2.0]  # both",
    "license: [MIT, MIT License]  # one",
    "license: [MIT License]",
    "license : [MIT License]",
    "license:   \n  - MIT License",
    "license:\n- MIT License\n- mit # again",
    "license: # ours\n- MIT License",
    "license:\n-  MIT License  ",
    "license:\n- [MIT License]",
    "license: [[MIT License]]",
    "license: [MIT License, ~]",
    "license: [MIT License, {a: b}]",
    "license: []",
    "license: [\n  MIT License ]",
    "license: [MIT OR Apache-2.0]",
    "license: {name: MIT License}",
    "license: &x MIT License",
    "license: >\n  MIT License",
    "license: llama-3.1",
    "license: Llama 3.1 Community License  ",
    "license: cc-by-nc-sa-4.0",
    "license: CC BY-NC-SA 4.0",
    "license: GPL-3.0-only",
    "license: GNU GPL v3",
    "license: OTHER",
    "license: Other\nlicense_link: x",
    "liscence: MIT License",
    "liscence: MIT License\nlicense_link: LICENSE",
    "licence: MIT License\nlicenses: mit",
    "License: MIT License",
    "license: 'MIT License' # x",
    'license: "MIT License"',
    "tags: [license]\nlicense: MIT License",
    "license_name: MIT License",
    "license: mit\nlicence: mit",
    "model:\n  license: MIT License",
    "license: isc",
    "license: ISC License",
    "license: Artistic License 2.0",
    "license: MIT/Apache-2.0",
)
NATIVES = (
    "components: {training-code: {license: MIT License}}",
    "components: {training-code: {licence: MIT License, license: MIT}}",
    "components:\n  training-code:\n    license: MIT License\n    availability: public",
    "components:\n  training-code:\n    licence:\n    - MIT License\n    - Apache 2.0\n    availability: public",
    "components:\n  training-code:\n    licence:\n    - MIT License # a\n    - Apache 2.0\n    availability: public",
    "components: {training-code: {availability: public, licence: [MIT License, MIT OR Apache 2.0]}}",
    "components: {training-code: {availability: public, licence: [MIT OR ISC, Apache-2.0]}}",
    "components: {training-code: {availability: public, licence: [MIT, MIT]}}",
    "components: {training-code: {availability: public, licence: [gpl, MIT License]}}",
    "components: {training-code: {availability: public, licence: GPL-3.0}}",
    "components: {training-code: {availability: public, licence: Apache 2.0 OR MIT License}}",
    "components: {training-code: {availability: public, licence: LicenseRef-Llama-3.1-Community}}",
    "components: {training-code: {availability: public, licence: llama3.1}}",
    "components: {datasets: [{name: a, availability: public, licence: CC BY 4.0}, {name: b, license: MIT License}]}",
    "components: {datasets: [a, [b, {license: MIT License}]]}",
    "components: [{license: MIT License}]",
    "base-models: [{name: a/b, relation: merge, licence: Apache 2.0}, {name: c/d, relation: merge, license: MIT License}]",
    "base-models:\n- name: a/b\n  relation: fine-tune\n  licence: Llama 3.1 Community License\n- {name: c/d, relation: merge}",
    "base-models: [{name: a/b, relation: merge, licence: [MIT, MIT]}]",
    "components: {training-code: {availability: public, licence: [MIT, MIT]}, model-card: {licence: CC BY 4.0}}",
    "name: MIT License\nlicence: MIT License\ncomponents: {training-code: public}",
    "components: {training-code: {availability: public, licence: MIT License, extra: {license: MIT License}}}",
    "components: {training-code: {availability: public, licence: {a: MIT License}}}",
    "components: {training-code: {availability: public, licence: nobody's}}",
    "components:\n  # a comment\n  training-code: {availability: public, licence: 'MIT License'} # and one more",
)


def test_the_edits_of_each_file_are_those_of_the_table(tmp_path: Path) -> None:
    def rows() -> Iterator[str]:
        files = [(block(text), "README.md") for text in CARDS]
        files += [(f"openness: 1\n{text}\n", "openness.yaml") for text in NATIVES]
        for number, (text, name) in enumerate(files):
            folder = tmp_path / str(number)
            folder.mkdir()
            on_unix, on_windows = (mended(folder, text.replace("\n", end).encode(), name) for end in ("\n", "\r\n"))
            assert on_windows == (on_unix and on_unix.replace("\n", "\r\n")), text
            lines = unified_diff(text.splitlines(), (on_unix or text).splitlines(), n=0, lineterm="")
            yield f"{text!r} → {' '.join(line for line in list(lines)[2:] if line[0] in '+-') or 'nothing'}"

    agrees(Path(__file__).parent / "answers/fixes.txt", rows())


@pytest.mark.parametrize(
    ("name", "text", "becomes"),
    [
        ("terms.txt", block("license: Apache 2.0"), None),
        ("openness.yml", "openness: 1\ncomponents: {training-code: {licence: Apache 2.0}}\n", "Apache-2.0"),
        ("openness.json", '{"openness": 1, "components": {"training-code": {"licence": "Apache 2.0"}}}', None),
        ("openness.toml", 'openness = 1\n[components.training-code]\nlicence = "Apache 2.0"\n', None),
        ("README.md", "# No block\n\nlicense: Apache 2.0\n", None),
        ("README.md", "---\nlicense: [\n---\n", None),
    ],
)
def test_only_cards_and_native_files_in_yaml_that_can_be_read_are_edited(
    tmp_path: Path, name: str, text: str, becomes: str | None
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    found = repair(str(path), native("name: x\n"), shipped())
    assert (found is None) if becomes is None else (found is not None and becomes in found.after.decode())
    assert repair(str(tmp_path), native("name: x\n"), shipped()) is None
    assert repair(str(tmp_path / "gone.md"), native("name: x\n"), shipped()) is None


def test_an_edit_that_makes_something_else_of_the_release_keeps_none_of_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One name would become another licence; the other edits change nothing but how a name is written."""
    text = (
        "openness: 1\ncomponents:\n"
        "  training-code: {availability: public, licence: MIT License}\n"
        "  datasets: {availability: public, licence: [gpl, Apache 2.0]}\n"
        "  model-card: {availability: public, licence: CC BY 4.0}\n"
    )
    names = {"Apache 2.0": "Apache-2.0", "CC BY 4.0": "CC-BY-4.0", "MIT License": "GPL-3.0-only"}
    monkeypatch.setattr(fix, "_id", lambda name, shelf: names.get(name))
    repaired = mended(tmp_path, text, "openness.yaml")
    assert repaired == text.replace("Apache 2.0", "Apache-2.0").replace("CC BY 4.0", "CC-BY-4.0")


@pytest.mark.parametrize("unsafe", [(), (0,), (99,), (17, 40, 41)])
def test_what_a_file_costs_follows_its_unsafe_edits_and_not_its_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unsafe: tuple[int, ...]
) -> None:
    """A hundred components whose names of licences can be written better, and some where that would be another licence."""
    lines = [f"  - {{name: acme/m{number}, licence: Apache 2.0}}" for number in range(100)]
    for number in unsafe:
        lines[number] = lines[number].replace("Apache 2.0", "MIT License")
    names = {"Apache 2.0": "Apache-2.0", "MIT License": "GPL-3.0-only"}
    monkeypatch.setattr(fix, "_id", lambda name, shelf: names.get(name))
    trials = Counter[str]()

    def counted(*of: Any) -> Classification:
        trials["made"] += 1
        return Classification(*of)

    monkeypatch.setattr(fix, "Classification", counted)
    text = "openness: 1\nname: Wren\nbase-models:\n" + "\n".join(lines) + "\n"
    assert mended(tmp_path, text, "openness.yaml") == text.replace("Apache 2.0", "Apache-2.0")
    assert trials["made"] <= 2 + 14 * len(unsafe)


@pytest.mark.parametrize("part", ["model-parameters-final", "datasets", "training-code"])
def test_no_edit_gives_up_a_known_licence_of_any_part(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit is tried, whatever proposed it: names of licences are looked up, and a record may be wrong."""
    path = tmp_path / "openness.yaml"
    path.write_text(
        f"openness: 1\nname: Wren\ncomponents: {{{part}: {{availability: public, licence: MIT License}}}}\n"
    )
    (found,) = gather(str(path)).found
    assert repair(str(path), found.release, shipped()) is not None
    monkeypatch.setattr(fix, "_id", lambda name, shelf: "Apache-2.0")
    assert repair(str(path), found.release, shipped()) is None
