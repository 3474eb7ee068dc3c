"""A whole site, page by page, from classifications."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from openness.evaluation.classification import Classification
from openness.evaluation.uses import consequences as consequence
from openness.evaluation.uses.use import uses
from openness.shelf.shelf import Shelf
from openness.site.badge import badges
from openness.site.claims import claims
from openness.site.compare import compare
from openness.site.comparison import comparison
from openness.site.components import components
from openness.site.definitions import definition_file, definition_page, definitions
from openness.site.entry import Entry, entry_of, singles, slugs
from openness.site.frame import MANY, Site
from openness.site.licences import licence_pages, licences
from openness.site.machines import data_csv, data_json, release_json
from openness.site.overview import overview
from openness.site.release import release_page
from openness.sources.systems import System

Progress = Callable[[Sequence[tuple[Classification, str]]], Iterable[tuple[Classification, str]]]

#: Files of the site that are the same for all.
OWN = ("favicon.svg", "site.css", "site.js")


def publish(
    classifications: Sequence[Classification],
    shelf: Shelf,
    *,
    systems: Mapping[str, System] | None = None,
    with_badges: bool = False,
    progress: Progress = iter,
    problems: Sequence[str] = (),
) -> Iterator[tuple[str, str]]:
    """Each file of a site as its address and its text, always in the same order.

    Args:
        classifications: the releases, one or more.
        shelf: the one they were judged by.
        systems: by source, the described systems among them.
        with_badges: whether badges are made too.
        progress: is handed the releases and hands them on, as it shows how far they have come.
        problems: what could not be read, each in one line.
    """
    known = systems or {}
    elsewhere = any(system.said for system in known.values())
    entries: list[Entry] = []
    pairs = list(zip(classifications, slugs(classifications), strict=True))
    single = dict(zip((slug for _, slug in pairs), singles(classifications), strict=True))
    whole = len(pairs) <= MANY
    for classification, slug in progress(pairs):
        result = _result(classification, whole)
        entry = entry_of(classification, result, slug, known.get(classification.source), single[slug])
        entries.append(entry)
        page = release_page(
            entry, classification, result, shelf.licence, with_statements=elsewhere, badges=with_badges, whole=whole
        )
        yield f"releases/{slug}.html", page
        yield f"releases/{slug}.json", release_json(entry, classification)
        for kind, (picture, endpoint) in badges(classification).items() if with_badges else ():
            yield f"badges/{slug}-{kind}.svg", picture
            yield f"badges/{slug}-{kind}.json", endpoint
    yield from _shared(_site(classifications, entries, shelf, problems))


def _result(classification: Classification, whole: bool) -> Mapping[str, Any]:
    """The JSON of a release; without the evidence of every definition, most of the work, where no page shows it."""
    if whole:
        return classification.result()
    return {
        **classification.result(full=False),
        "release": classification.release.to_dict(),
        "duties": [duty.to_dict() for duty in classification.duties],
        "consequences": {
            row: [statement.to_dict() for statement in statements]
            for row, statements in classification.consequences.items()
        },
    }


def _site(
    classifications: Sequence[Classification], entries: Sequence[Entry], shelf: Shelf, problems: Sequence[str]
) -> Site:
    ids = sorted({id for entry in entries for id, _ in entry.licences}, key=str.lower)
    found = {id: licence for id in ids if (licence := shelf.licence(id)) is not None}
    judgements = classifications[0].judgements
    return Site(
        tuple(entries),
        {id: judgement.definition for id, judgement in judgements.items()},
        found,
        consequence.comparison(shelf).rows,
        tuple(uses(shelf)),
        shelf.data,
        all(entry.system for entry in entries),
        shelf.replaced,
        tuple(problems),
    )


def _shared(site: Site) -> Iterator[tuple[str, str]]:
    """The pages about all releases, and the site's own files."""
    yield "index.html", overview(site)
    yield "components.html", components(site)
    yield "definitions.html", definitions(site)
    for id in site.definitions:
        yield definition_file(id), definition_page(id, site)
    yield "comparison.html", comparison(site)
    yield "licences.html", licences(site)
    yield from licence_pages(site)
    if site.has_claims:
        yield "said.html", claims(site)
    yield "compare.html", compare(site)
    yield "data.json", data_json(site.entries, site.data, site.problems)
    yield "data.csv", data_csv(site.entries, site.uses, site.definitions)
    for name in OWN:
        yield name, files("openness.site").joinpath(name).read_text(encoding="utf-8")
