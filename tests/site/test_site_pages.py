"""The pages of the site: whole, linked, self-contained and the same each time."""

import json
import posixpath
import re
import subprocess
import sys
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from tests.support.processes import imported, with_index
from tests.support.sites import PLAIN, Built, Element, built

from openness.evaluation.consequences import comparison
from openness.shelf.shelf import shipped
from openness.site.frame import PAGES
from openness.site.upshot import row_name
from openness.vocabulary import Kind


def pages(site: Built) -> list[str]:
    return [name for name in site.files if name.endswith(".html")]


def test_every_page_is_whole_and_says_what_every_page_says(small: Built) -> None:
    for name in pages(small):
        page = small.page(name)
        assert {one.name for one in page.all()} <= PLAIN, name
        assert page.first("html").attributes["lang"] == "en"
        assert len(list(page.all("h1"))) == 1, name
        assert page.first("title").text == f"{page.first('h1').text} – openness"
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
        assert [posixpath.basename(one) for one in loaded] == ["site.css", "site.js"], name
        assert not [one for one in page.all() if any(key == "style" or key.startswith("on") for key in one.attributes)]
        policy = next(one for one in page.all("meta") if "http-equiv" in one.attributes)
        assert policy.attributes["content"].startswith("default-src 'none'; ")
    assert not re.search(r"@import|url\(|https?:", small.files["site.css"])
    assert not re.search(r"fetch|XMLHttp|innerHTML|eval\(|https?:|import\(", small.files["site.js"])


def test_the_style_and_the_script_come_from_the_package(small: Built) -> None:
    for name in ("site.css", "site.js"):
        assert small.files[name] == files("openness.site").joinpath(name).read_text(encoding="utf-8")


def test_the_strip_draws_every_release_from_the_rung_reached_to_the_one_it_may_reach(small: Built) -> None:
    svg = small.page("index.html").first("svg")
    drawn = {one.first("title").text: one for one in svg.all("a")}
    assert len(drawn) == len(small.classifications)
    for one in small.classifications:
        standing = one.spectrum
        maybe = f", could reach {level(standing.reachable)}" if standing.reachable != standing.reached else ""
        link = next(row for said, row in drawn.items() if said.endswith(f": reaches {level(standing.reached)}{maybe}")
            and said.startswith(str(one.release.name.value)))  # fmt: skip
        circles = [row for row in link.all("circle") if "certain" in row.classes]
        at = int(circles[0].attributes["cx"])
        assert at // 172 == standing.rungs.index(standing.reached or "")
        lines = list(link.all("line"))
        assert bool(lines) is (standing.reachable != standing.reached)
        if lines:
            assert int(lines[0].attributes["x2"]) // 172 == standing.rungs.index(standing.reachable or "")


def test_two_of_one_name_are_told_apart_on_the_strip_by_their_versions() -> None:
    own = built(["system:phi-4", "system:phi-4-msrla", "system:olmo-2"])
    names = [row.first("text").text for row in own.page("index.html").first("svg").all("a")]
    assert sorted(names) == ["OLMo 2", "Phi-4 as first published, …", "Phi-4 since 8 January 2025"]


def test_the_first_page_says_what_keeps_each_release_from_the_next_rung(small: Built) -> None:
    rows = {row[0].text: row for row in _table(small.page("index.html"), "Every release").rows}
    assert rows["Llama 3.1 8B, 70B, 405B"][3].text.startswith("weights-licence: Companies with more than 700 million")
    assert rows["Falcon 40B 7B, 40B"][3].text == "code: training code: not published"
    assert "Open source AI + open data" in rows[next(name for name in rows if name.startswith("OLMo 2"))][2].text
    assert rows[next(name for name in rows if name.startswith("Claude 4"))][3].text == "weights: weights: service only"


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
    assert llama["weights"].text == "gatedLlama-3.1-Community"
    assert llama["weights"].first("a").attributes["title"] == "Llama 3.1 Community License Agreement"
    assert llama["training code"].text == "withheld"
    assert llama["model architecture"].text == "unknown"


def test_a_release_has_its_claims_with_their_places(small: Built) -> None:
    page = small.page("releases/llama-3.1.html")
    claims = _table(page, "Every claim").rows
    said = {row[1].text: row for row in claims}
    gated = said["model-parameters-final availability"]
    assert gated[2].text == "gated"
    assert "openness/systems/llama-3.1.toml:" in gated[4].text
    assert gated[4].first("a").attributes["href"].startswith("https://github.com/meta-llama/llama-models/blob/a9c89c4/")
    assert [row[0].text for row in claims] == [str(number) for number in range(1, len(claims) + 1)]


def test_a_release_shows_findings_duties_lineage_and_what_is_said(small: Built) -> None:
    page = small.page("releases/deepseek-r1-distill-llama.html")
    one = small.classifications[small.slugs.index("deepseek-r1-distill-llama")]
    codes = [item.first("b").text for item in page.all("li") if "finding" in item.classes]
    assert codes == [f"{finding.code.level}: {finding.code.value}" for finding in one.findings]
    duties = page.at("duties")
    assert duties.name == "h2"
    text = page.first("main").text
    for duty in one.duties:
        assert duty.says in text
    svg = next(held for held in page.all("svg") if "lineage" in held.classes)
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
    assert grants["anyone"] == [
        "no",
        "clause 2",
        "Companies with more than 700 million monthly active users on the release date need a separate licence from Meta",
    ]
    assert grants["patents"][:2] == ["unknown", ""]
    assert "monthly-active-users above 700,000,000" in _table(page, "Limits").text
    assert "naming" in _table(page, "Duties").text
    uses = page.at("uses")
    assert uses.name == "h2"
    assert "Llama 3.1 8B, 70B, 405B: inference-code, model-parameters-final" in page.first("main").text
    assert "DeepSeek-R1-Distill-Llama 8B, 70B: the base meta-llama/Llama-3.1-8B" in page.first("main").text


def test_what_follows_says_what_it_does_not_answer(small: Built) -> None:
    page = small.page("comparison.html")
    groups = [one for one in page.all("section") if one.attributes["aria-labelledby"] in ("row", "trade-off")]
    assert [len(list(one.all("h3"))) for one in groups] == [9, 6]
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
    assert "Claims of others" not in without.page("index.html").first("nav").text


def test_a_release_of_ones_own_has_the_same_pages() -> None:
    own = built(["docs/examples/olmo-2", "docs/examples/llama-3.1"])
    assert own.slugs == ("olmo-2-13b", "llama-3.1")
    assert own.page("index.html").first("h1").text == "How open are 2 releases?"
    assert "openness.yaml:" in _table(own.page("releases/olmo-2-13b.html"), "Every claim").text


def test_a_data_set_gets_no_ruling_and_no_place_on_the_strip() -> None:
    from tests.support.sites import published

    from openness.release.claim import Claim, Fact
    from openness.release.location import Source
    from openness.release.release import Release
    from openness.vocabulary import Basis

    name = Fact((Claim("corpus", Basis.DECLARED, Source("README.md", 1)),))
    own = published([("corpus", Release(name=name, subject="dataset", read=("README.md",)))])
    assert not list(own.page("index.html").all("svg"))
    assert "no ruling" in own.page("releases/corpus.html").first("dl").text


def test_two_builds_are_the_same_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib; from tests.support.sites import built; "
        "held = built(['system:llama-3.1', 'system:deepseek-r1-distill-llama', 'docs/examples/olmo-2']).files; "
        "print(hashlib.sha256(repr(sorted(held.items())).encode()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


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
            for rung in {standing.reached, standing.reachable} - {None, standing.rungs[0]}:
                assert str(rung) in endpoint["message"]
            if standing.reached != standing.reachable:
                assert "unknown, at most" in endpoint["message"] or "perhaps" in endpoint["message"]


def test_a_ladder_is_offered_as_a_filter_by_its_lowest_rung(small: Built) -> None:
    options = {one.attributes["value"]: one.text for one in small.page("index.html").at("by-text").all("option")}
    assert options["text:mof-1.0"] == "Model Openness Framework 1.0: at least class-3"
    assert options["text:osaid-1.0"] == "Open Source AI Definition 1.0"
    assert "text:osai-index-2026" not in options  # it comes to no verdict


def test_what_makes_sites_is_imported_only_where_one_is_made(tmp_path: Path) -> None:
    card = Path("docs/examples/llama-3.1/README.md").resolve()
    code = f"import openness; openness.classify({str(card)!r}).to_dict()"
    names = ("openness.site", "openness.blocks.markup", "openness.reports", "importlib.resources")
    assert imported(with_index(tmp_path) + code, tmp_path, *names) == []
