"""The parts of a release on its page: those that people look for first, and all of them with their claims."""

from collections.abc import Iterator

from openness.blocks.markup import Child, Markup, between, joined, tag
from openness.site.entry import Entry, clipped, licence_claimed
from openness.site.evidence import Claims, basis_of
from openness.site.frame import table
from openness.site.marks import (
    availability,
    licence,
    place,
    places,
    shortened,
)
from openness.site.upshot import Json, Known
from openness.vocabulary import WEIGHTS, Basis, Kind
from openness.vocabulary.sentences import capital

_PAPER = (Kind.TECHNICAL_REPORT, Kind.RESEARCH_PAPER)
#: By what a release is about, the parts that people look for first; of each row, the first that a source describes is shown.
_FIRST = {
    WEIGHTS: ((WEIGHTS,), (Kind.INFERENCE_CODE,), _PAPER, (Kind.TRAINING_CODE,), (Kind.DATASETS,)),
    Kind.DATASETS: ((Kind.DATASETS,), (Kind.DATA_CARD, Kind.DATA_INFORMATION), _PAPER, (Kind.DATA_PREPROCESSING_CODE,)),
}
_OPEN = ("public", "gated", "on-request")  # availabilities of what one can go and get


def ways(release: Json, main: Kind) -> Iterator[Markup]:
    """Links to its main part and to the report or paper: to the part itself, or else to a page that speaks of it."""
    for name, kinds in ((capital(main.label), (main,)), ("Paper", _PAPER)):
        offered = (release["components"][kind.value] for kind in kinds)
        component = next((part for part in offered if part["availability"]["value"] in _OPEN), None)
        if component is None:
            continue
        if address := _address(component):
            link = place(address, f"{name} ↗")
        else:
            link = place(_first_source(component), f"About the {name.lower()} ↗")
        if link.text.startswith("<a "):
            yield link


def _address(component: Json) -> str:
    items = component.get("items") or [component]
    return next(filter(None, ((item.get("location") or {}).get("value") for item in items)), "")


def published(release: Json, entry: Entry, known: Known) -> Markup:
    """The parts that people look for first, each with its availability, licence and source."""
    rows = []
    for kinds in _FIRST[entry.main]:
        described = [kind for kind in kinds if entry.parts[kind.value].word != "unknown"]
        kind = (described or kinds)[0]
        part = entry.parts[kind.value]
        rows.append(
            tag(
                "tr",
                tag("th", capital(kind.label), scope="row"),
                tag("td", availability(part.word, part.partial)),
                tag("td", licence(part.licence, known, "../") if part.licence else tag("span", "–", class_="quiet")),
                tag("td", _source(release["components"][kind.value], entry.result["source"])),
            )
        )
    heads = [tag("th", text, scope="col") for text in ("Part", "Availability", "Licence", "Source")]
    return table("The parts that people look for first", heads, rows, class_="published stacks")


def _source(component: Json, source: str) -> Child:
    """The first place that speaks of a part: where it is, or who says so."""
    if place_of := _address(component) or _first_source(component):
        return place(place_of)
    claim = next(_claims_of(component), None)
    if claim is None:
        return tag("span", "no source", class_="quiet")
    basis = tag("small", basis_of(claim)) if claim["basis"] == Basis.INFERRED else None  # its source does not say so
    return joined(Claims(source).where(claim), " " if basis else None, basis)


def _claims_of(component: Json) -> Iterator[Json]:
    for item in component.get("items") or [component]:
        yield from (*item["availability"]["claims"], *item["licence"]["claims"])


def _first_source(component: Json) -> str:
    """The first source that a record names for a part; empty where its files speak for themselves."""
    claim = next(_claims_of(component), None) or {}
    origin = claim.get("origin") or {}
    return (origin.get("source") or "").split("; ")[0]


def parts_in_short(entry: Entry) -> str:
    """The number of parts that a source describes."""
    described = sum(part.word != "unknown" or bool(part.licence) for part in entry.parts.values())
    return f"sources describe {described} of {len(entry.parts)}"


def all_parts(release: Json, known: Known, claims: Claims) -> Markup:
    """Every part that a source describes, item by item, and the names of the others."""
    rows, silent, unchecked = [], [], [Kind(kind).label for kind in release.get("not-checked", ())]
    for kind, part in release["components"].items():
        items = part.get("items") or [{"name": None, **part}]
        spoken = [item for item in items if item["availability"]["claims"] or item["licence"]["claims"] or item["name"]]
        if not spoken:
            if kind not in release.get("not-checked", ()):
                silent.append(Kind(kind).label)
            continue
        for number, item in enumerate(spoken):
            name = tag("th", Kind(kind).label, rowspan=len(spoken), scope="rowgroup" if len(spoken) > 1 else "row")
            rows.append(tag("tr", None if number else name, _item(kind, item, known, claims)))
    heads = [tag("th", text, scope="col") for text in ("Part", "Of which", "Availability", "Licence", "Where")]
    part = table("Its parts", heads, rows) if rows else tag("p", "No source describes any part.")
    unsaid = tag("p", "Not stated: ", ", ".join(silent), ".", class_="quiet") if silent and rows else None
    not_seen = tag("p", "Not checked by us: ", ", ".join(unchecked), ".", class_="quiet") if unchecked else None
    return joined(part, unsaid, not_seen)


def _item(kind: str, item: Json, known: Known, claims: Claims) -> list[Markup]:
    offered, terms = item["availability"], item["licence"]
    word = offered["value"] or ("disputed" if offered["state"] == "disputed" else "unknown")
    partial = item.get("extent", {}).get("value") == "part"
    named = dict.fromkeys(map(licence_claimed, terms["claims"]))
    licences: Child = between(
        " against " if terms["state"] == "disputed" else "; ", (_licence(v, known) for v in named)
    )
    where = item.get("location", {}).get("value") or ""
    return [
        tag("td", clipped(item["name"] or "", 200)),
        tag(
            "td",
            availability(word, partial),
            claims.links([(kind, "availability", claim) for claim in offered["claims"]]),
        ),
        tag(
            "td",
            tag("b", "disputed: ") if terms["state"] == "disputed" else None,
            licences if named else tag("span", "none named", class_="quiet"),
            claims.links([(kind, "licence", claim) for claim in terms["claims"]]),
        ),
        tag("td", places(where)),
    ]


def _licence(text: str, known: Known) -> Markup:
    return licence(shortened(text), known, "../")
