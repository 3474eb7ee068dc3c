"""The first page: a search, six columns from closed to open, and a table of every release."""

from collections.abc import Iterator

from openness.blocks.markup import Child, Markup, joined, tag
from openness.definition.definition import Definition
from openness.evaluation.classification import BANDS
from openness.licensing.clauses import SELL
from openness.site.entry import Entry
from openness.site.frame import Site, page, section, table
from openness.site.marks import bar, licence, permission, shorter, standing, why
from openness.site.uses import INTENTS, answer_to
from openness.vocabulary.sentences import capital, counted
from openness.vocabulary.terms import GRANTS
from openness.vocabulary.words import Band

_NAMES = 12  # names in a column
_FEW = 5  # names on a narrow page, by its style


def overview(site: Site) -> str:
    """The page."""
    many = len(site.entries)
    what = counted(many, "AI model" if site.catalogue else "release")
    title = f"How open {'is' if many == 1 else 'are'} {what}?"
    body = joined(
        tag(
            "p",
            "We checked which parts of each model are published and what their licences allow. "
            "Every answer links to its source."
            if site.catalogue
            else "Each answer follows from what the files of a release say of its parts, and from what their licences allow. "
            "Every answer links to its source.",
            class_="lede",
        ),
        _form(site),
        _levels(site),
        section("All models" if site.catalogue else "All releases", _table(site), id="models"),
        _listed("Not read", "not-read", site.problems),
        _listed("Records replaced", "replaced", site.replaced),
    )
    about = f"{what}, from closed to open source AI: what is published, what the licences allow, and the source."
    return page(
        title, body, site.data, at="index.html", with_statements=site.has_claims, look="wide", about=about, search=True
    )


def _listed(title: str, id: str, lines: tuple[str, ...]) -> Child:
    return section(title, tag("ul", [tag("li", line) for line in lines]) if lines else None, id=id)


# From closed to open, in six columns


def _levels(site: Site) -> Markup:
    """The levels, each with its meaning, how many releases reach it and their names."""
    judged = [entry for entry in site.entries if entry.reached is not None]
    if not judged:
        return joined()
    most = max(sum(entry.reached == rung and not entry.unknown for entry in judged) for rung in site.rungs) or 1
    bands = [
        tag(
            "div",
            tag("h2", Band(band).label.capitalize()),
            tag("div", [_level(site, rung, most) for rung in rungs], class_="pair"),
            class_=f"band {band}",
        )
        for band, rungs in BANDS.items()
    ]
    unknown = [entry for entry in _by_name(site) if entry.unknown]
    key = tag("p", _maybe(), " could be more open: some facts are not published or not checked yet.", class_="key")
    return tag(
        "div",
        tag("div", bands, class_="bands"),
        _unproved(site, unknown) if unknown else None,
        key
        if any(entry.reached != entry.reachable and not entry.unknown for entry in judged) and not site.many
        else None,
        id="levels",
    )


def _level(site: Site, rung: str, most: int) -> Markup:
    spectrum = site.definitions["spectrum"]
    grade = spectrum.grade(rung)
    at = site.rungs.index(rung)
    here = [entry for entry in _by_name(site) if entry.reached == rung and not entry.unknown]
    maybe = sum(entry.reachable == rung != entry.reached for entry in site.entries)
    none = f"none is certain yet; {maybe} could reach it" if maybe else "none"
    return tag(
        "section",
        tag("h3", grade.name, id=f"level-{at}"),
        tag("p", capital(grade.says), class_="means"),
        tag("p", f"{len(here):,}", class_="n"),
        bar(len(here) / most),
        _names(site, here, at) if here else tag("p", none, class_="quiet"),
        class_=f"level c{at}",
        aria_labelledby=f"level-{at}",
    )


def _unproved(site: Site, unknown: list[Entry]) -> Markup:
    """The releases of which the facts prove no level: they stand in no column."""
    return tag(
        "section",
        tag("h2", "Unknown", id="level-unknown"),
        tag(
            "p",
            f"The known facts of {counted(len(unknown), 'release')} prove no level: each may be closed, and each may be "
            "open.",
        ),
        _names(site, unknown, -1),
        class_="unproved",
        aria_labelledby="level-unknown",
    )


def _names(site: Site, entries: list[Entry], at: int) -> Markup:
    """Up to twelve names, and a way to the others; only the way where there are very many."""
    shown = [] if site.many else entries[:_NAMES]
    items = [
        tag(
            "li",
            tag("a", entry.called, href=f"releases/{entry.slug}.html"),
            _maybe() if entry.reached != entry.reachable and not entry.unknown else None,
        )
        for entry in shown
    ]
    if len(entries) > min(_FEW, len(shown)):
        whole = f"All {len(entries)}" if shown else "Show them"
        found = "rest" if len(entries) > len(shown) else "rest narrow"  # a wide page has named all
        items.append(tag("li", tag("a", whole, href="#models", data_level=at), class_=found))
    return tag("ul", items, class_="names")


def _maybe() -> Markup:
    return tag("span", "▸", role="img", aria_label="could be more open", class_="maybe")


def _by_name(site: Site) -> list[Entry]:
    return sorted(site.entries, key=lambda entry: (entry.name.lower(), entry.slug))


# The table of all releases


def _table(site: Site) -> Markup:
    heads = [
        tag("th", text, scope="col")
        for text in (
            "Release",
            "Maker",
            "Level",
            "Sell a product?",
            "What holds it back",
            f"Licence of the {site.main}",
        )
    ]
    rows = [_row(entry, site) for entry in site.ranked]
    return joined(
        tag("p", id="shown", role="status", class_="quiet"),
        table("Every release, the most open first", heads, rows, class_="releases stacks", body="rows"),
        tag("nav", id="turn", class_="turn", hidden=True, aria_label="Pages of the table"),
    )


def _row(entry: Entry, site: Site) -> Markup:
    answer = entry.answers["spectrum"]
    kept = {id for id, on in entry.licences if on == entry.main}
    return tag(
        "tr",
        tag("th", tag("a", entry.name, href=f"releases/{entry.slug}.html"), scope="row"),
        tag("td", entry.producer or tag("span", "not stated", class_="quiet")),
        tag("td", standing(entry, site.level)),
        tag("td", _sell(entry)),
        tag("td", why(answer) if answer.criterion else "nothing: it reaches the highest level")
        if entry.reached is not None
        else tag("td", answer.word),
        tag("td", _licence(entry, site)),
        data_reached=site.rungs.index(entry.reached) if entry.reached in site.rungs and not entry.unknown else -1,
        data_reachable=site.rungs.index(entry.reachable) if entry.reachable in site.rungs else -1,
        data_licences=" ".join(sorted(kept)),
        data_met=" ".join(_keys(entry, "met")),
        data_unmet=" ".join(_keys(entry, "unmet")),
    )


def _sell(entry: Entry) -> Child:
    """The answer on a product; a data set says what it is that one may sell."""
    answer = answer_to(SELL, entry.uses)
    if answer is None:
        return tag("span", "not asked", class_="quiet")
    return joined(permission(answer), None if answer.use == SELL else tag("small", f" {answer.label}"))


def _licence(entry: Entry, site: Site) -> Child:
    name = entry.parts[entry.main].licence
    if not name:
        return tag("span", "none named", class_="quiet")
    conflict = tag("small", entry.conflict) if entry.conflict else None
    return joined(licence(name, site.licences, ""), " " if conflict else None, conflict)


def _keys(entry: Entry, word: str) -> Iterator[str]:
    """The keys that the filters look for: the uses, the terms and the definitions with this verdict."""
    answers = {use: answer_to(use, entry.uses) for use in INTENTS.values()}
    yield from (f"use:{use}" for use, answer in answers.items() if answer and answer.verdict.value == word)
    yield from (f"term:{term}" for term, verdict in entry.terms.items() if verdict == word)
    yield from (f"text:{id}" for id, answer in entry.answers.items() if answer.verdict == word)


# The search, shown by the script that does it


def _form(site: Site) -> Markup:
    intents = [
        tag("button", wish, type="button", data_use=f"use:{use}", aria_pressed="false") for wish, use in INTENTS.items()
    ]
    search = tag(
        "input",
        id="by-words",
        type="search",
        autocomplete="off",
        placeholder="Find a model, maker or licence",
        aria_label="Find a model, maker or licence",
    )
    return tag(
        "form",
        tag("div", search, intents, class_="find"),
        tag(
            "details",
            tag("summary", "More filters"),
            tag(
                "div",
                _fields(site),
                tag(
                    "p",
                    tag("input", id="maybe", type="checkbox"),
                    tag("label", "also where it is unknown", for_="maybe"),
                    class_="check",
                ),
                tag("p", tag("button", "Show all", type="button", id="all"), class_="check"),
                class_="filter",
            ),
        ),
        id="filter",
        hidden=True,
        role="search",
        aria_label="Search and filter the releases",
    )


def _fields(site: Site) -> Iterator[Markup]:
    licences = {id for entry in site.entries for id, on in entry.licences if on == entry.main}
    judging = {
        id for entry in site.entries for id, answer in entry.judged.items() if answer.verdict and id != "spectrum"
    }
    named = sorted((shorter(site.licences[id].label), id) for id in licences)
    choices = {
        "rung": ("At least", [(str(at), site.level(rung)) for at, rung in enumerate(site.rungs) if at]),
        "level": ("Exactly", [(str(at), site.level(rung)) for at, rung in enumerate(site.rungs)] + [("-1", "Unknown")]),
        "licence": (f"Licence of the {site.main}", [(id, label) for label, id in named]),
        "term": (f"The terms of the {site.main} grant", [(f"term:{term}", term.label) for term in GRANTS]),
        "text": (
            "Meets",
            [(f"text:{id}", _asked(definition)) for id, definition in site.definitions.items() if id in judging],
        ),
    }
    for name, (label, options) in choices.items():
        select = tag("select", _options(options), id=f"by-{name}")
        yield tag("p", tag("label", label, for_=f"by-{name}"), select)


def _asked(definition: Definition) -> str:
    """The words for meeting a text: of a ladder, that its lowest rung is reached."""
    return f"{definition.name}: at least {definition.grades[0].name}" if len(definition.rungs) > 1 else definition.name


def _options(options: list[tuple[str, str]]) -> list[Markup]:
    return [tag("option", "any", value=""), *(tag("option", name, value=key) for key, name in options)]
