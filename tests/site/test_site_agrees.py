"""Law: the site says the verdicts of the JSON and no others."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from tests.support.sites import Built, Element, built, published
from tests.support.strategies import CHOICES, releases

from openness import may
from openness.definition.definition import judges
from openness.evaluation.classification import report_of
from openness.evaluation.summary import called
from openness.evaluation.summary import result as in_words
from openness.evaluation.uses.use import uses
from openness.release.finding import Code
from openness.release.release import Release
from openness.reports import json as json_report
from openness.reports.versions import Versions
from openness.shelf.shelf import shipped
from openness.site.marks import licence_names
from openness.site.uses import TILES
from openness.vocabulary import Availability, main_part
from openness.vocabulary.sentences import capital

VERDICTS = ("met", "unmet", "unknown", "none")


def said_in(cell: Element) -> str:
    """The verdict of a cell, by the class of its first word."""
    return next(word for word in cell.first("b").classes if word in VERDICTS)


def assert_same(site: Built) -> None:
    report = json.loads(json_report.write(report_of(site.classifications)))
    compared = json.loads(site.page("compare.html").at("data").text)
    shown = {row[0].first("a").attributes["href"]: row for row in tables(site.page("index.html"), "Every release").rows}
    matrix = tables(site.page("definitions.html"), "Every release")
    heads = [one.attributes["href"].split("/")[1].removesuffix(".html") for one in matrix.first("thead").all("a")]
    cells = {row[0].first("a").attributes["href"]: row[1:] for row in matrix.rows}
    parts = tables(site.page("components.html"), "Every part")
    kinds = [
        one.attributes["id"].removeprefix("col-") for one in parts.first("thead").all("th") if "id" in one.attributes
    ]
    words = {row[0].first("a").attributes["href"]: row[1:] for row in parts.rows}
    for slug, result, classification in zip(site.slugs, report["results"], site.classifications, strict=True):
        address = f"releases/{slug}.html"
        page = site.page(address)
        rungs = list(site.classifications[0].spectrum.rungs)
        reached, reachable = result["spectrum"]["reached"], result["spectrum"]["reachable"]
        row = shown[address]
        assert [one.text for one in row[2].all("b")] == standing(result)
        if reached is not None:
            *ladder, floor = (item.first("p") for item in steps(page))
            assert [(step.first("b").classes[0], list(step.all("b"))[1].text) for step in ladder] == [
                (classification.spectrum.at_least(rung).value, level(rung)) for rung in reversed(rungs[1:])
            ]
            assert [mark.text for mark in floor.all("b")] == [level(rungs[0])]  # nothing that a release achieves
            steps_of = next(one for one in page.all("ol") if "steps" in one.classes)
            here = [item.first("span").text for item in steps_of.all("li") if "here" in item.classes]
            assert [name.removeprefix("+ ") in level(reached) for name in here] == [True] * (
                result["band"] != "unknown"
            )
        asked = {
            id: judged
            for id, judged in result["definitions"].items()
            if judges(classification.judgements[id].definition, classification.release.subject)
        }
        assert all(said_in(cells[address][heads.index(id)]) == "none" for id in result["definitions"].keys() - asked)
        for (id, judged), line in zip(asked.items(), tables(page, "Every definition").rows, strict=True):
            verdict = judged["verdict"] or "none"
            assert said_in(line[1]) == verdict, (slug, id)
            assert said_in(cells[address][heads.index(id)]) == verdict, (slug, id)
            one = site.page(f"definitions/{id}.html")
            own = next(
                row
                for row in tables(one, "Releases under").rows
                if f"{address}#" in row[0].first("a").attributes["href"]
            )
            assert said_in(own[1]) == verdict, (slug, id)
            assert_same_criteria(page, id, judged, slug)
        for kind, cell in zip(kinds, words[address], strict=True):
            fact = result["release"]["components"][kind]["availability"]
            word = fact["value"] or {"silent": "unknown", "disputed": "disputed"}[fact["state"]]
            label = Availability(word).label if word in tuple(Availability) else word
            assert cell.first("b").text.removesuffix(" in part") == label
        rows = [tuple(name) for name in compared["rows"]]
        column = [[compared["texts"][text] for text in cell] for cell in compared["releases"][slug][1]]
        by_name = dict(zip(rows, column, strict=True))
        assert by_name[("In short", "Level")][1] == (standing(result)[0] if reached else "no ruling")
        assert by_name[("In short", "Could be")][1] == (level(reachable) if reachable else "no ruling")
        for id, judged in result["definitions"].items():
            name = called(site.classifications[0].judgements[id].definition, whole=True)
            assert by_name[("Definitions", name)][0].split()[0] == (judged["verdict"] or "none")
        for judged_row, statements in result["consequences"].items():
            assert judged_row in {one.attributes.get("id") for one in site.page("comparison.html").all("h3")}
            for statement in statements:
                if statement["verdict"] is not None:
                    assert statement["statement"] in page.first("main").text
        assert [f"{finding['level']}: {Code(finding['code']).label}" for finding in result["findings"]] == [
            item.first("b").text for item in page.all("li") if "finding" in item.classes
        ]


def standing(result: dict[str, Any]) -> list[str]:
    """The words for the level reached and the level possible; no level is named that the facts do not prove."""
    reached, reachable = result["spectrum"]["reached"], result["spectrum"]["reachable"]
    if reached is None:
        return []
    first = "unknown" if result["band"] == "unknown" else level(reached)
    return [first] if reached == reachable else [first, level(reachable)]


def level(rung: str) -> str:
    """The label of a level of the spectrum."""
    return shipped().definition("spectrum").grade(rung).name


def assert_same_criteria(page: Element, id: str, judged: dict[str, list[dict[str, str]]], slug: str) -> None:
    """Every criterion of a definition stands on the release's page with its verdict."""
    if id == "spectrum":
        items = [item for step in steps(page) for item in step.all("li")]
    else:
        children = [child for child in page.at("definitions").children if isinstance(child, Element)]
        after = children[[child.attributes.get("id") for child in children].index(f"d-{id}") + 1 :]
        criteria = next(one for one in after if "criteria" in one.classes or one.name == "h3" or not judged["criteria"])
        items = list(criteria.all("li"))
    shown = sorted((item.first("code").text, item.first("b").classes[0]) for item in items)
    assert shown == sorted((criterion["id"], criterion["verdict"]) for criterion in judged["criteria"]), (slug, id)


def steps(page: Element) -> list[Element]:
    """The rungs of the ladder on a release's page."""
    ladder = next((one for one in page.all("ol") if "ladder" in one.classes), None)
    return [child for child in ladder.children if isinstance(child, Element)] if ladder else []


def tables(page: Element, caption: str) -> Element:
    """The table whose caption begins so."""
    return next(one for one in page.all("table") if one.first("caption").text.startswith(caption))


def test_on_described_systems(small: Built) -> None:
    assert_same(small)


@given(releases(CHOICES, concluded=True))
@settings(max_examples=10)
def test_on_releases(release: Release) -> None:
    assert_same(published([("a/README.md", release), ("b/README.md", release)], badges=False))


def cards(folder: Path, licences: Sequence[str]) -> list[str]:
    """A model and a data set under each licence."""
    paths = []
    for licence in licences:
        for sort, sign in (("model", "library_name: transformers"), ("data", "task_categories: [text-classification]")):
            path = folder / f"{sort}-{licence}" / "README.md"
            path.parent.mkdir()
            path.write_text(f"---\nlicense: {licence}\n{sign}\n---\n# It\n", encoding="utf-8")
            paths.append(str(path.parent))
    return paths


def test_the_pages_of_a_data_set_give_the_answers_of_may_and_classify(tmp_path: Path) -> None:
    sources = cards(tmp_path, ["cc-by-nc-sa-4.0", "cc0-1.0", "other"])
    site = built(sources)
    assert_same(site)
    rows = {row[0].first("a").attributes["href"]: row for row in tables(site.page("index.html"), "Every release").rows}
    compared = json.loads(site.page("compare.html").at("data").text)
    for source, slug, classification in zip(sources, site.slugs, site.classifications, strict=True):
        page, answers = site.page(f"releases/{slug}.html"), {answer.use: answer for answer in may(source)}
        tiles = next(one for one in page.all("ul") if "tiles" in one.classes)
        versions = Versions(by.title for answer in answers.values() for by in answer.clauses)
        shown = [(tile.first("h3").text, *(line.text for line in tile.all("p"))) for tile in tiles.all("li")]
        reasons = {heading: reason for heading, _, reason in shown}
        assert [
            (heading, brief, reasons.get(reason.removeprefix("The same as for “").removesuffix("”."), reason))
            for heading, brief, reason in shown
        ] == [
            (capital(answers[use].label), answers[use].brief, versions.short(answers[use].because))
            for use in TILES
            if use in answers
        ]
        *_, sell, _, licence = rows[f"releases/{slug}.html"]
        own = classification.release.component(main_part(classification.release.subject)).licence.value
        assert sell.first("b").text == (answers.get("sell-a-product") or answers["train-on-it"]).brief
        assert licence.text == (licence_names(own, shipped().licence) if own else licence.text)
        cells = [compared["texts"][text] for _, text, _ in compared["releases"][slug][1]]
        by_name = {name: cell for (_, name), cell in zip(compared["rows"], cells, strict=True)}
        assert {use: by_name[capital(uses(shipped())[use].label)] for use in TILES} == {
            use: answers[use].brief if use in answers else "not asked" for use in TILES
        }
        folds = [one.first("summary").text for one in page.all("details") if "fold" in one.classes]
        if classification.release.subject == "dataset":
            words = in_words(classification.judgements["open-definition-2.1"])
            assert f"Under 1 published definition – Open Definition 2.1, {words}" in folds
        else:
            assert any(fold.startswith("Under 15 published definitions – meets") for fold in folds)
    assert {classification.release.subject for classification in site.classifications} == {"model", "dataset"}


def test_the_law_reads_verdicts_of_every_kind(small: Built) -> None:
    matrix = tables(small.page("definitions.html"), "Every release")
    assert {said_in(cell) for row in matrix.rows for cell in row[1:]} == set(VERDICTS)


@pytest.mark.parametrize("slug", ["llama-3.1", "claude-4", "falcon-40b"])
def test_no_page_colours_a_release_that_is_not_open_as_a_plain_yes_of_the_spectrum(slug: str, small: Built) -> None:
    rows = tables(small.page(f"releases/{slug}.html"), "Every definition").rows
    spectrum = next(row for row in rows if "spectrum" in row[0].text)
    assert spectrum[1].first("b").classes == ["met", "below"]
