"""The pages of the site: whole, linked, self-contained and the same each time."""

import csv
import json
import os
import posixpath
import re
import subprocess
import sys
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from tests.support.processes import imported, with_index
from tests.support.sites import PLAIN, Built, Element, built, published

from openness.evaluation.summary import mark
from openness.evaluation.uses.consequences import comparison
from openness.evaluation.uses.use import uses
from openness.release.claim import Claim, Fact
from openness.release.location import Source
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.site.frame import MANY, PAGES
from openness.site.upshot import row_name
from openness.sources.system_ids import ids
from openness.vocabulary import Basis, Kind, Term
from openness.vocabulary.marks import Mark


def pages(site: Built) -> list[str]:
    return [name for name in site.files if name.endswith(".html")]


def test_every_page_is_whole_and_says_what_every_page_says(small: Built) -> None:
    for name in pages(small):
        page = small.page(name)
        assert {one.name for one in page.all()} <= PLAIN, name
        assert page.first("html").attributes["lang"] == "en"
        assert len(list(page.all("h1"))) == 1, name
        assert page.first("title").text.startswith(page.first("h1").text)
        assert page.first("title").text.endswith(" – openness")
        metas = {
            one.attributes.get("name") or one.attributes.get("property"): one.attributes for one in page.all("meta")
        }
        assert metas["description"]["content"] == metas["og:description"]["content"] != ""
        assert metas["og:title"]["content"] == page.first("title").text
        assert f"data {small.classifications[0].data}" in page.first("footer").text
        assert "not legal advice" in page.first("footer").text


def test_ids_are_unique_and_headings_go_down_one_at_a_time(small: Built) -> None:
    for name in pages(small):
        page = small.page(name)
        ids = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
        assert len(ids) == len(set(ids)), name
        levels = [int(one.name[1]) for one in page.all("h1", "h2", "h3", "h4")]
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_every_link_within_the_site_leads_somewhere(small: Built) -> None:
    ids = {name: {one.attributes.get("id") for one in small.page(name).all()} for name in pages(small)}
    count = 0
    for name in pages(small):
        for one in small.page(name).all():
            for key in ("href", "src"):
                address = one.attributes.get(key, "")
                if not address or address.startswith(("https://", "http://")):
                    continue
                path, _, fragment = address.partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
                assert target in small.files, f"{name}: {address}"
                if fragment and target != "compare.html":
                    assert fragment in ids[target], f"{name}: {address}"
                count += 1
    assert count > 1_000


def test_only_the_sites_own_style_and_script_are_loaded(small: Built) -> None:
    for name in pages(small):
        page = small.page(name)
        loaded = [one.attributes["href"] for one in page.all("link")]
        loaded += [one.attributes["src"] for one in page.all("script") if "src" in one.attributes]
        assert [posixpath.basename(one) for one in loaded] == ["favicon.svg", "site.css", "site.js"], name
        assert not [one for one in page.all() if any(key == "style" or key.startswith("on") for key in one.attributes)]
        policy = next(one for one in page.all("meta") if "http-equiv" in one.attributes)
        assert policy.attributes["content"].startswith("default-src 'none'; ")
    assert not re.search(r"@import|url\(|https?:", small.files["site.css"])
    assert not re.search(r"fetch|XMLHttp|innerHTML|eval\(|https?:|import\(", small.files["site.js"])


def test_the_style_and_the_script_come_from_the_package(small: Built) -> None:
    for name in ("favicon.svg", "site.css", "site.js"):
        assert small.files[name] == files("openness.site").joinpath(name).read_text(encoding="utf-8")


def test_each_release_stands_in_the_column_of_its_level_and_is_marked_where_it_could_be_higher(small: Built) -> None:
    page = small.page("index.html")
    spectrum = shipped().definition("spectrum")
    for at, rung in enumerate(spectrum.rungs):
        column = next(one for one in page.all("section") if f"c{at}" in one.classes)
        here = [
            classification
            for classification in small.classifications
            if classification.spectrum.reached == rung and classification.band != "unknown"
        ]
        assert column.first("h3").text == spectrum.grade(rung).name
        assert next(one for one in column.all("p") if "n" in one.classes).text == str(len(here))
        items = {item.first("a").text: item for item in column.all("li")}
        assert sorted(items) == sorted(str(one.release.name.value) for one in here)
        for one in here:
            marks = list(items[str(one.release.name.value)].all("span"))
            assert bool(marks) is (one.spectrum.reachable != one.spectrum.reached)
        bars = list(column.all("rect"))
        assert [float(bar.attributes["width"]) > 0 for bar in bars] == [True] * (2 if here else 1)


def test_two_of_one_name_are_told_apart_by_their_versions() -> None:
    own = built(["system:phi-4", "system:phi-4-msrla", "system:olmo-2"])
    names = [
        item.first("a").text
        for one in own.page("index.html").all("ul")
        if "names" in one.classes
        for item in one.all("li")
    ]
    assert sorted(names) == [
        "OLMo 2",
        "Phi-4 as first published, 12 December 2024 to 7 January 2025",
        "Phi-4 since 8 January 2025",
    ]


def test_a_release_of_which_nothing_is_known_is_in_no_column(tmp_path: Path) -> None:
    (tmp_path / "quiet").mkdir()
    (tmp_path / "quiet" / "openness.yaml").write_text("openness: 1\n")
    page = built([str(tmp_path / "quiet" / "openness.yaml")]).page("index.html")
    assert [one.text for one in page.all("p") if "n" in one.classes] == ["0"] * 6
    unproved = next(one for one in page.all("section") if "unproved" in one.classes)
    assert [one.text for one in unproved.all("a")] == ["quiet"]
    assert page.at("rows").first("td").text != "Closed"


def test_beyond_some_releases_the_columns_count_and_name_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openness.site.frame.MANY", 2)
    page = built(["system:olmo-2", "system:amber", "system:llama-3.1"]).page("index.html")
    assert {one.text for one in page.at("levels").all("a")} == {"Show them"}
    assert [one.text for one in page.all("p") if "n" in one.classes] == ["0", "0", "1", "0", "0", "2"]


def test_pages_name_every_described_system() -> None:
    assert len(ids()) <= MANY


def test_a_release_opens_with_its_level_three_sentences_and_six_answers(small: Built) -> None:
    page = small.page("releases/llama-3.1.html")
    assert page.first("h1").text == "Llama 3.1"
    assert "Meta · 23 July 2024 · 8B, 70B, 405B" in page.first("main").text
    say = next(one for one in page.all("p") if "say" in one.classes).text
    assert say.startswith("Weights available (level 3 of 6): you can download it")
    assert "It is not Open weights: Companies with more than 700 million monthly active users" in say
    assert say.endswith("Meta calls it “open source”; it does not meet the Open Source AI Definition 1.0.")
    tiles = next(one for one in page.all("ul") if "tiles" in one.classes)
    assert len(list(tiles.all("li"))) == 6
    answers = [tile.text for tile in tiles.all("li")]
    assert sum("People who only use a product" in answer for answer in answers) == 1
    assert sum("The same as for “Run it”." in answer for answer in answers) == 3
    assert [one.attributes["href"] for one in tiles.all("a")] == ["#may-run"] * 3
    steps = next(one for one in page.all("ol") if "steps" in one.classes)
    assert [step.text for step in steps.all("li")][:3] == [
        "Closed it is more open", "Service only it is more open", "Weights available its level",
    ]  # fmt: skip
    published = _table(page, "The parts that people look for first").rows
    assert [row[0].text for row in published] == [
        "Weights", "Inference code", "Technical report", "Training code", "Training data",
    ]  # fmt: skip
    assert all(list(row[3].all("a")) for row in published)
    folds = [one.first("summary").text for one in page.all("details") if "fold" in one.classes]
    assert "Under 15 published definitions – meets 2, fails 11, no verdict 2" in folds
    assert "What others say – 3 claims checked, 3 not right" in folds


@pytest.mark.parametrize("source", ["docs/examples/llama-3.1/README.md", "docs/examples/olmo-2"])
def test_no_page_shows_a_path_of_this_machine(source: str) -> None:
    site = built([str(Path(source).resolve())])
    assert not [name for name, text in site.files.items() if str(Path.cwd()) in text]


CODES = re.compile(r"LicenseRef-|\b(?:" + "|".join(kind.value for kind in Kind if "-" in kind.value) + r")\b")


def test_no_identifier_stands_as_the_name_of_anything(small: Built) -> None:
    """In what is visible at first: code and folds may hold what one can copy."""
    for name in pages(small):
        text = _visible(small.page(name).first("body"))
        labels = {kind.label for kind in Kind}
        found = [word for word in CODES.findall(text) if word not in labels]
        assert not found, (name, found[:3])


def _visible(element: Element) -> str:
    """The text that a reader sees before they open a fold, without code."""
    pieces = []
    for child in element.children:
        if isinstance(child, str):
            pieces.append(child)
        elif child.name == "details":
            pieces.append(child.first("summary").text)
        elif child.name not in ("code", "script"):
            pieces.append(_visible(child))
    return " ".join(pieces)


def test_the_data_for_machines_says_the_same_in_every_form(small: Built) -> None:
    whole = json.loads(small.files["data.json"])["releases"]
    rows = list(csv.DictReader(small.files["data.csv"].splitlines()))
    assert [one["slug"] for one in whole] == [row["slug"] for row in rows] == list(small.slugs)
    for one, row, classification in zip(whole, rows, small.classifications, strict=True):
        assert one["reached"] == row["reached"] == classification.spectrum.reached
        assert (
            one["definitions"]["osaid-1.0"]
            == row["definition:osaid-1.0"]
            == json.loads(json.dumps(classification.result()))["definitions"]["osaid-1.0"]["verdict"]
        )
        weights = classification.release.component(Kind.MODEL_PARAMETERS_FINAL).availability.value
        assert row["availability:model-parameters-final"] == weights
        own = json.loads(small.files[f"releases/{one['slug']}.json"])
        assert {key: own[key] for key in one} == one


@pytest.mark.parametrize("order", [1, -1])
def test_every_column_of_the_table_says_what_the_json_says(order: int) -> None:
    """A model, a data set, and a release that may be either are asked different uses."""
    data = Release(subject="dataset", read=("README.md",))
    either = data.with_model(Source("README.md", 1), "a settings file")
    releases = [("data", data), ("model", Release(subject="model", read=("README.md",))), ("either", either)]
    site = published(releases[::order])
    rows = list(csv.DictReader(site.files["data.csv"].splitlines()))
    whole = json.loads(site.files["data.json"])["releases"]
    assert len({frozenset(one["uses"]) for one in whole}) == len(releases)
    for one, row in zip(whole, rows, strict=True):
        assert len(row) == len(rows[0])
        written = {key: one[key] or "" for key in row if ":" not in key}
        written |= {f"use:{id}": verdict for id, verdict in one["uses"].items()}
        written |= {f"definition:{id}": verdict for id, verdict in one["definitions"].items() if verdict}
        for id in Kind:
            part = one["components"].get(id.value, {})
            written[f"availability:{id.value}"] = part.get("availability", "unknown")
            written[f"licence:{id.value}"] = part.get("licence") or ""
        assert {key: cell for key, cell in row.items() if cell} == {key: cell for key, cell in written.items() if cell}
    assert [key for key in rows[0] if key.startswith("use:")] == [f"use:{id}" for id in uses(shipped())]


def test_editions_of_one_licence_that_ask_the_same_ask_it_once(tmp_path: Path) -> None:
    card = "---\nlicense: mit\nlibrary_name: peft\nbase_model: google/gemma-2-9b\n---\n# A\n"
    (tmp_path / "README.md").write_text(card, encoding="utf-8")
    own = built([str(tmp_path)])
    page = own.page(f"releases/{own.slugs[0]}.html")
    folded = page.at("duties")
    for listed in folded.all("ul"):
        lines = [item.text for item in listed.all("li")]
        said = [line.partition("Gemma Terms")[0] for line in lines]
        assert len(said) == len(set(said))
    many = int(folded.first("summary").text.removeprefix("What you must do – ").removesuffix(" duties"))
    assert many == len({item.text for item in folded.all("li")})
    items = [item for item in folded.all("li") if "Gemma" in item.text]
    assert all(
        len(list(item.all("a"))) == len({link.attributes["href"] for link in item.all("a")}) == 3 for item in items
    )
    assert "Gemma Terms of Use (1 April 2024, 24 March 2025, 1 April 2026) of the base" in items[0].text


def test_a_cell_of_the_table_is_no_formula() -> None:
    name = Fact((Claim("=1+1", Basis.DECLARED, Source("README.md", 1)),))
    site = published([("a", Release(name=name, read=("README.md",)))])
    row = next(csv.DictReader(site.files["data.csv"].splitlines()))
    assert row["name"] == "'=1+1"


def test_the_first_page_says_what_keeps_each_release_from_the_next_rung(small: Built) -> None:
    rows = {row[0].text: row for row in _table(small.page("index.html"), "Every release").rows}
    assert rows["Llama 3.1 8B, 70B, 405B"][4].text.startswith("Companies with more than 700 million")
    assert rows["Falcon 7B, 40B"][4].text == "training code: not published"
    assert "Open source AI + open data" in rows[next(name for name in rows if name.startswith("OLMo 2"))][2].text
    assert rows[next(name for name in rows if name.startswith("Claude 4"))][4].text == "weights: service only"


def level(rung: str | None) -> str:
    """The label of a level of the spectrum."""
    return shipped().definition("spectrum").grade(rung or "").name


def _table(page: Element, caption: str) -> Element:
    return next(one for one in page.all("table") if one.first("caption").text.startswith(caption))


def test_the_parts_table_says_availability_and_licence_in_words(small: Built) -> None:
    table = _table(small.page("components.html"), "Every part")
    heads = [one.text for one in table.first("thead").all("th") if "id" in one.attributes]
    assert sorted(heads) == sorted(kind.label for kind in Kind)
    rows = {row[0].text: row[1:] for row in table.rows}
    assert len(rows) == len(small.classifications)
    llama = dict(zip(heads, rows["Llama 3.1 8B, 70B, 405B"], strict=True))
    assert llama["weights"].text == "behind a formLlama 3.1 Community License"
    assert llama["weights"].first("a").attributes["title"] == "Llama 3.1 Community License Agreement"
    assert llama["training code"].text == "not published"
    assert llama["model architecture"].text == "unknown"


def test_a_release_has_its_claims_with_their_places(small: Built) -> None:
    page = small.page("releases/llama-3.1.html")
    claims = _table(page, "Every claim").rows
    by_text = {row[2].text: row for row in claims}
    gated = by_text["weights, availability"]
    assert gated[3].text == "behind a form"
    assert gated[4].text == "2026-11-29"
    assert gated[1].first("q").text == "Read and accept the license. Once your request is approved"
    assert "second-hand" not in gated[1].text
    assert "openness/systems/llama-3.1.toml:" in gated[5].first("code").text
    assert gated[1].first("a").attributes["href"].startswith("https://github.com/meta-llama/llama-models/blob/a9c89c4/")
    assert [row[0].text for row in claims] == [str(number) for number in range(1, len(claims) + 1)]


def test_what_nobody_read_at_the_makers_is_marked(small: Built) -> None:
    claims = _table(small.page("releases/nemotron-4-340b.html"), "Every claim").rows
    (weights,) = [row for row in claims if row[2].text == "weights, availability"]
    assert weights[1].text.endswith("(second-hand)")


def test_a_release_shows_findings_duties_lineage_and_what_is_said(small: Built) -> None:
    page = small.page("releases/deepseek-r1-distill-llama.html")
    one = small.classifications[small.slugs.index("deepseek-r1-distill-llama")]
    codes = [item.first("b").text for item in page.all("li") if "finding" in item.classes]
    assert codes == [f"{finding.code.level}: {finding.code.label}" for finding in one.findings]
    assert page.at("duties").name == "details"
    text = page.first("main").text
    for duty in one.duties:
        assert duty.says in text
    svg = next(picture for picture in page.all("svg") if "lineage" in picture.classes)
    for base in one.release.base_models:
        assert base.name in svg.text
    carried = [path for path in svg.all("path") if "carries" in path.classes]
    assert len(carried) == sum(base.relation.carries_terms for base in one.release.base_models) > 0
    assert "The tag says MIT" in _table(page, "Claims about it").text


def test_what_is_said_has_every_entry(small: Built) -> None:
    from openness.sources.systems import system

    rows = _table(small.page("said.html"), "Claims about").rows
    assert len(rows) == sum(len(system(slug).said) for slug in small.slugs) >= 10
    assert {row[3].text for row in rows} >= {"right", "wrong"}


def test_a_licence_has_its_terms_clauses_duties_limits_and_users(small: Built) -> None:
    page = small.page("licences/licenseref-llama-3.1-community.html")
    grants = {row[0].text: [cell.text for cell in row[1:]] for row in _table(page, "Grants").rows}
    assert grants["use by anyone"] == [
        "no",
        "clause 2",
        "Companies with more than 700 million monthly active users, affiliates included, in the calendar month before "
        "2024-07-23 have no rights until Meta grants a licence",
    ]
    assert grants[Term.PATENTS.label][:2] == ["unknown", ""]
    assert "monthly-active-users above 700,000,000" in _table(page, "Limits").text
    assert "use a given name" in _table(page, "Duties").text
    uses = page.at("uses")
    assert uses.name == "h2"
    assert "Llama 3.1 8B, 70B, 405B: inference code, weights" in page.first("main").text
    page = small.page("licences/licenseref-llama-3.3-community.html")
    assert "DeepSeek-R1-Distill-Llama-70B: the base meta-llama/Llama-3.3-70B-Instruct" in page.first("main").text


def test_what_follows_says_what_it_does_not_answer(small: Built) -> None:
    page = small.page("comparison.html")
    groups = [one for one in page.all("section") if one.attributes["aria-labelledby"] in ("row", "trade-off")]
    assert [len(list(group.all("h3"))) for group in groups] == [9, 6]
    rows = comparison(shipped()).rows
    assert [one.text for one in page.all("h3")] == [row.name for row in rows] == [row_name(row.id) for row in rows]
    for one in small.classifications[:1]:
        for statements in one.consequences.values():
            for statement in statements:
                if statement.verdict is None:
                    assert f"Not answered: {statement.says} – " in page.first("main").text


def test_compare_holds_the_cells_of_every_release(small: Built) -> None:
    page = small.page("compare.html")
    data = json.loads(page.at("data").text)
    assert set(data["releases"]) == set(small.slugs)
    for name, cells in data["releases"].values():
        assert name
        assert len(cells) == len(data["rows"])
        assert all(0 <= text < len(data["texts"]) for cell in cells for text in cell)


def test_the_menu_leads_to_every_page(small: Built) -> None:
    assert set(PAGES) <= set(small.files)
    without = built(["docs/examples/olmo-2"])
    assert "said.html" not in without.files
    assert "Fact-checks" not in without.page("index.html").first("nav").text


def test_a_release_of_ones_own_has_the_same_pages() -> None:
    own = built(["docs/examples/olmo-2", "docs/examples/llama-3.1"])
    assert own.slugs == ("olmo-2-13b", "llama-3.1")
    assert own.page("index.html").first("h1").text == "How open are 2 releases?"
    assert "openness.yaml:" in _table(own.page("releases/olmo-2-13b.html"), "Every claim").text
    assert "openness.yaml:" in _table(own.page("releases/olmo-2-13b.html"), "The parts").text


def test_the_heading_of_a_release_names_the_licence_that_its_own_is_in_conflict_with(tmp_path: Path) -> None:
    card = "---\nlicense: mit\nlibrary_name: transformers\nbase_model: meta-llama/Llama-3.3-70B-Instruct\n---\n# A\n"
    (tmp_path / "README.md").write_text(card, encoding="utf-8")
    own = built([str(tmp_path)])
    page = own.page(f"releases/{own.slugs[0]}.html")
    head = next(one for one in page.all("p") if "sub" in one.classes)
    assert (
        "Licence: MIT; in conflict with Llama 3.3 Community License of its base model meta-llama/Llama-3.3-70"
        in head.text
    )
    assert [one.attributes["href"] for one in head.all("a")][:2] == [
        "../licences/mit.html",
        "../licences/licenseref-llama-3.3-community.html",
    ]
    (row,) = _table(own.page("index.html"), "Every release").rows
    assert row[-1].text == "MIT conflict with the base model's licence"
    assert "MIT; conflict with the base model's licence" in own.page("compare.html").at("data").text
    sources = {row[0].text: row[3].text for row in _table(page, "The parts").rows}
    assert sources["Inference code"].startswith("README.md:3 inferred: ")  # the line only says `library_name`
    assert sources["Weights"].startswith("README.md:2 inferred: ")
    stated = built(["docs/examples/olmo-2"]).page("releases/olmo-2-13b.html")
    assert not any("inferred" in row[3].text for row in _table(stated, "The parts").rows)


def test_a_sentence_about_a_licence_stands_in_the_table_as_it_is_written(tmp_path: Path) -> None:
    card = "---\nlicense: mit\npipeline_tag: x\n---\n# A\n\nThe model weights are licensed under CC BY-NC 4.0.\n"
    (tmp_path / "README.md").write_text(card, encoding="utf-8")
    own = built([str(tmp_path)])
    (row,) = _table(own.page("index.html"), "Every release").rows
    assert row[-1].text == "disputed: MIT or “The model weights are licensed under CC BY-NC 4.0”"
    (weights, *_) = _table(own.page(f"releases/{own.slugs[0]}.html"), "Its parts").rows
    assert "disputed: MIT against “The model weights are licensed under CC BY-NC 4.0”" in weights[-2].text


def test_a_tally_of_releases_tells_the_levels_below_the_highest_apart(small: Built) -> None:
    rows = {row[0].text: row[1].text for row in _table(small.page("definitions.html"), "How many").rows}
    below = sum(mark(classification.judgements["spectrum"]) is Mark.BELOW for classification in small.classifications)
    assert f"{below} met, not at the highest level" in rows["The open-to-closed spectrum"]


def test_a_text_that_nobody_here_knows_is_no_licence_by_the_name_of_a_word_of_spdx(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n# A\n", encoding="utf-8")
    (tmp_path / "LICENSE").write_text("Some odd licence. You may not do a thing.\n", encoding="utf-8")
    own = built([str(tmp_path)])
    for name in ("index.html", "components.html", f"releases/{own.slugs[0]}.html"):
        text = own.page(name).first("main").text
        assert "a text that is not known here" in text
        assert "NOASSERTION" not in text


def test_a_data_set_gets_no_ruling_and_no_place_in_a_column() -> None:
    from tests.support.sites import published

    from openness.release.claim import Claim, Fact
    from openness.release.location import Source
    from openness.release.release import Release
    from openness.vocabulary import Basis

    name = Fact((Claim("corpus", Basis.DECLARED, Source("README.md", 1)),))
    own = published([("corpus", Release(name=name, subject="dataset", read=("README.md",)))])
    assert not list(own.page("index.html").all("svg"))
    assert "The levels and most definitions are for models" in own.page("releases/corpus.html").first("main").text


def test_two_builds_are_the_same_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib; from tests.support.sites import built; "
        "held = built(['system:llama-3.1', 'system:deepseek-r1-distill-llama', 'docs/examples/olmo-2']).files; "
        "print(hashlib.sha256(repr(sorted(held.items())).encode()).hexdigest())"
    )
    shown = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join((".", "src"))},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(shown) == 1


@pytest.mark.parametrize("kind", ["spectrum", "osaid", "mof"])
def test_badges_say_the_verdict_in_both_forms(kind: str, small: Built) -> None:
    for one, slug in zip(small.classifications, small.slugs, strict=True):
        endpoint = json.loads(small.files[f"badges/{slug}-{kind}.json"])
        assert endpoint["schemaVersion"] == 1
        svg = small.page(f"badges/{slug}-{kind}.svg").first("svg")
        assert svg.attributes["aria-label"] == f"{endpoint['label']}: {endpoint['message']}"
        if kind == "osaid":
            verdict = one.judgement("osaid-1.0").verdict
            assert (
                endpoint["message"]
                == {"met": "met", "unmet": "not met", "unknown": "unknown"}[
                    verdict.value if verdict is not None else ""
                ]
            )
            assert (endpoint["color"] == "#5c6570") is (endpoint["message"] == "unknown")
        else:
            standing = one.judgement("mof-1.0" if kind == "mof" else "spectrum").standing
            grade = one.judgement("mof-1.0" if kind == "mof" else "spectrum").definition.grade
            if standing.reached and standing.reached != standing.rungs[0]:
                assert endpoint["message"].startswith(grade(standing.reached).name)
            if standing.reached != standing.reachable:
                assert "unknown, at most" in endpoint["message"] or endpoint["message"].endswith(" or more")


def test_a_ladder_is_offered_as_a_filter_by_its_lowest_rung(small: Built) -> None:
    options = {one.attributes["value"]: one.text for one in small.page("index.html").at("by-text").all("option")}
    assert (
        options["text:mof-1.0"]
        == f"Model Openness Framework 1.0: at least {shipped().definition('mof-1.0').grades[0].name}"
    )
    assert options["text:osaid-1.0"] == "Open Source AI Definition 1.0"
    assert "text:osai-index-2026" not in options  # it comes to no verdict


def test_what_makes_sites_is_imported_only_where_one_is_made(tmp_path: Path) -> None:
    card = Path("docs/examples/llama-3.1/README.md").resolve()
    code = f"import openness; openness.classify({str(card)!r}).to_dict()"
    names = ("openness.site", "openness.blocks.markup", "openness.reports", "importlib.resources")
    assert imported(with_index(tmp_path) + code, tmp_path, *names) == []


def test_of_very_many_releases_each_takes_little_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand cards take less than 15 MB."""
    monkeypatch.setattr("openness.site.frame.MANY", 2)
    monkeypatch.setattr("openness.site.publish.MANY", 2)
    sizes = []
    for many in (4, 8):
        for number in range(many):
            folder = tmp_path / f"model-{number}"
            folder.mkdir(exist_ok=True)
            tags = "datasets: [squad]\nlanguage: en\nlicense: apache-2.0"
            (folder / "README.md").write_text(f"---\n{tags}\n---\nModel {number}.\n")
        site = built([str(tmp_path)], badges=False)
        assert len(site.slugs) == many
        sizes.append(sum(len(text.encode()) for text in site.files.values()))
    assert (sizes[1] - sizes[0]) / 4 < 15_000


def test_words_fit_in_their_badge(small: Built) -> None:
    for name in small.files:
        if name.endswith(".svg") and name.startswith("badges/"):
            svg = small.page(name)
            boxes = [float(one.attributes["width"]) for one in svg.all("rect")]
            for box, words in zip(boxes, svg.all("text"), strict=True):
                assert 5.2 <= float(words.attributes["textlength"]) / len(words.text) <= 8.2, name
                assert float(words.attributes["textlength"]) + 8 <= box


def test_the_pages_of_two_versions_have_different_headings() -> None:
    systems = ("alphafold-2", "alphafold-3", "qwen2.5-3b", "qwen2.5-apache", "segment-anything", "sam-3", "olmo-2")
    site = built([f"system:{id}" for id in systems])
    headings = [site.page(name).first("h1").text for name in pages(site) if name.startswith("releases/")]
    assert len(set(headings)) == len(headings) == len(systems)
    assert {"AlphaFold 3", "OLMo 2"} <= set(headings)
