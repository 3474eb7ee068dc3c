"""The first page: the strip, and every release with the reason that holds it back."""

from collections.abc import Mapping

from openness.blocks.markup import Child, Markup, joined, tag
from openness.definition.definition import Definition
from openness.licensing.licence import Licence
from openness.site.entry import GRANTS, Answer, Entry
from openness.site.frame import Site, page, section, table
from openness.site.marks import count_of, licence, standing, why
from openness.site.strip import strip
from openness.vocabulary import Kind

WEIGHTS = Kind.MODEL_PARAMETERS_FINAL.value


def overview(site: Site) -> str:
    """The page."""
    many = len(site.entries)
    ranked = site.ranked
    what = f"{count_of(many, 'described AI model')}" if site.catalogue else count_of(many, "release")
    title = f"How open {'is' if many == 1 else 'are'} {what}?"
    lede = tag(
        "p",
        "We place each model on a six-step scale, using what is published and what the licences allow. "
        "The page of each model names the claim, with file and line, for every verdict.",
        class_="lede",
    )
    body = joined(
        lede,
        _extremes(ranked),
        section("From closed to open", strip(site), _counts(site), id="strip"),
        section("The releases", _form(site), _releases(site, ranked), id="releases"),
        _replaced(site),
    )
    return page(title, body, site.data, at="index.html", said=site.said, wide=True)


def _extremes(ranked: list[Entry]) -> Child:
    """A way into comparing: the most closed and the most open side by side."""
    if len(ranked) < 2:
        return None
    first, last = ranked[0], ranked[-1]
    return tag(
        "p",
        "See how different two can be: compare ",
        tag("a", f"{first.called} and {last.called}", href=f"compare.html#{first.slug}+{last.slug}"),
        ".",
    )


def _counts(site: Site) -> Markup:
    """The number of releases on each level, and the meaning of the level."""
    spectrum = site.definitions["spectrum"]
    rows = []
    for rung in reversed(site.rungs):
        held = sum(one.reached == rung for one in site.entries)
        maybe = sum(one.reachable == rung and one.reached != rung for one in site.entries)
        rows.append(
            tag(
                "tr",
                tag("th", site.level(rung), scope="row"),
                tag("td", str(held), class_="number"),
                tag("td", str(maybe), class_="number"),
                tag("td", spectrum.grade(rung).says),
            )
        )
    heads = [tag("th", text, scope="col") for text in ("Level", "Reach it", "Could reach it at most", "Meaning")]
    return table("How many releases reach each level", heads, rows, class_="counts")


def _releases(site: Site, ranked: list[Entry]) -> Markup:
    heads = [
        tag("th", text, scope="col")
        for text in ("Release", "Maker", "Level", "What holds it back", "Licence of the weights")
    ]
    rows = [_row(one, site) for one in reversed(ranked)]
    return table("Every release, the most open first", heads, rows, class_="releases", body="rows")


def _row(one: Entry, site: Site) -> Markup:
    answer = one.answers["spectrum"]
    kept = {id for id, on in one.licences if on == WEIGHTS}
    return tag(
        "tr",
        tag("th", tag("a", one.name, href=f"releases/{one.slug}.html"), scope="row"),
        tag("td", one.producer or tag("span", "not stated", class_="quiet")),
        tag("td", standing(site.level(one.reached), site.level(one.reachable))),
        tag("td", _kept(answer) if one.reached is not None else answer.word),
        tag("td", _weights(one, site.licences)),
        data_reached=site.rungs.index(one.reached) if one.reached in site.rungs else -1,
        data_reachable=site.rungs.index(one.reachable) if one.reachable in site.rungs else -1,
        data_licences=" ".join(sorted(kept)),
        data_met=_keys(one, "met"),
        data_unmet=_keys(one, "unmet"),
    )


def _kept(answer: Answer) -> Markup:
    return why(answer) if answer.criterion else joined("nothing: it reaches the highest level")


def _weights(one: Entry, known: Mapping[str, Licence]) -> Child:
    said = one.parts[WEIGHTS].licence
    return licence(said, known, "") if said else tag("span", "none named", class_="quiet")


def _keys(one: Entry, word: str) -> str:
    """What the filters look for: the terms and the definitions with this verdict."""
    terms = [f"term:{term}" for term, verdict in one.terms.items() if verdict == word]
    return " ".join([*terms, *(f"text:{id}" for id, answer in one.answers.items() if answer.verdict == word)])


def _form(site: Site) -> Markup:
    """Search and filters; shown by the script that does them."""
    weights = {id for one in site.entries for id, on in one.licences if on == WEIGHTS}
    judging = {id for one in site.entries for id, answer in one.answers.items() if answer.verdict and id != "spectrum"}
    choices = {
        "rung": ("At least", [(str(at), site.level(rung)) for at, rung in enumerate(site.rungs) if at]),
        "licence": (
            "Licence of the weights",
            [(id, id.removeprefix("LicenseRef-")) for id in sorted(weights, key=str.lower)],
        ),
        "term": ("The weights’ terms grant", [(f"term:{term}", term.label) for term in GRANTS]),
        "text": (
            "Meets",
            [(f"text:{id}", _asked(definition)) for id, definition in site.definitions.items() if id in judging],
        ),
    }
    fields = [
        tag("p", tag("label", label, for_=f"by-{name}"), tag("select", _options(options), id=f"by-{name}"))
        for name, (label, options) in choices.items()
    ]
    return tag(
        "form",
        tag(
            "p", tag("label", "Search", for_="by-words"), tag("input", id="by-words", type="search", autocomplete="off")
        ),
        fields,
        tag(
            "p",
            tag("input", id="maybe", type="checkbox"),
            tag("label", "also where it is unknown", for_="maybe"),
            class_="check",
        ),
        tag("p", tag("button", "Show all", type="button", id="all"), class_="check"),
        tag("p", id="shown", role="status", class_="quiet"),
        id="filter",
        class_="filter",
        hidden=True,
        aria_label="Search and filter the releases",
    )


def _asked(definition: Definition) -> str:
    """What meeting a text means: of a ladder, that its lowest rung is reached."""
    return f"{definition.name}: at least {definition.grades[0].id}" if len(definition.rungs) > 1 else definition.name


def _options(options: list[tuple[str, str]]) -> list[Markup]:
    return [tag("option", "any", value=""), *(tag("option", name, value=key) for key, name in options)]


def _replaced(site: Site) -> Child:
    if not site.replaced:
        return None
    return section("Records replaced", tag("ul", [tag("li", said) for said in site.replaced]), id="replaced")
