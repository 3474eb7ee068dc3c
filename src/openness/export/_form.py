"""A regulator's form as Markdown, filled with what a release states: known facts with their places, and the rest blank.

A form is data, a file in `export/forms`: its sections, its fields, what each asks, and which questions fill it. The
questions are answered here, once for all forms. Nothing is worded for the provider: a fact stands as it was stated, a box
is ticked only where a fact ticks it, and no fact ever ticks “no”.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from openness._version import __version__
from openness.blocks.escape import markdown
from openness.export.capability import Holds, Slot, is_address
from openness.export.summary import Base, Outline, Part
from openness.release.author import Author
from openness.value import Value
from openness.vocabulary import NOASSERTION, TRAINING_COMPUTE, Availability, Channel, Extent, Kind, Relation
from openness.vocabulary.details import DetailSort, ModelDetail
from openness.vocabulary.forms import BLANK, DRAFT, PRESENT

_TAUGHT = (Relation.DISTILLATION, Relation.TRAINED_ON_OUTPUTS)
_MADE_FROM = tuple(relation for relation in Relation if relation.carries_terms)


@frozen(eq=False, repr=False)
class FormEntry(Value):
    """One fact in a field.

    Args:
        text: the fact, in Markdown.
        places: where it is stated.
        number: the fact as a number, where it is one.
    """

    text: str
    places: tuple[str, ...] = ()
    number: float | None = None

    def __str__(self) -> str:
        places = "; ".join(map(markdown, dict.fromkeys(self.places)))
        return f"{self.text} (source: {places})" if places else self.text


Answering = Callable[[Outline], Iterator[FormEntry]]


@cache
def form(name: str) -> Mapping[str, Any]:
    """A form by its name, such as `ab-2013`."""
    return tomllib.loads((files("openness.export") / "forms" / f"{name}.toml").read_text(encoding="utf-8"))


def _fields(name: str) -> Iterator[Mapping[str, Any]]:
    for section in form(name)["section"]:
        yield from section.get("field", ())


def holds(name: str) -> dict[str, Holds]:
    """The facts of a release that a form has a place for, as its questions tell."""
    asked = {word for field in _fields(name) for word in (*field.get("fill", ()), *_whens(field))}
    words = {choice["word"] for field in _fields(name) for choice in field.get("choices", ()) if "word" in choice}
    words.update(asked.intersection((*ModelDetail, TRAINING_COMPUTE)))
    if any("present" in field for field in _fields(name)):
        words.add(ModelDetail.TRAINING_MODALITY.value)
    kinds = {kind for word in asked for kind in _KINDS.get(word, ())}
    kinds.update(Kind(word) for field in _fields(name) for word in field.get("see", ()))
    relations = (*(_MADE_FROM if "bases" in asked else ()), *(_TAUGHT if "teachers" in asked else ()))
    facts = ["name", "version", "producer", "details"]
    facts += ["channels"] if "channels" in asked else []
    facts += ["circumstances"] if TRAINING_COMPUTE in asked else []
    slot = Slot(tuple(Availability), extent=True, conclusion=True, several=True)
    sections = Holds(
        "the form",
        tuple(facts),
        {kind: slot for kind in Kind if kind in kinds},
        bases=bool(relations),
        relations=relations,
        base=("licence", "producer") if "bases" in asked else (),
        disputes=True,
        words=tuple(sorted(words)),
    )
    return {"model": sections}


def _whens(field: Mapping[str, Any]) -> list[str]:
    return [choice["when"] for choice in field.get("choices", ()) if "when" in choice]


class Form:
    """The writer of one form.

    Args:
        name: the form's name, such as `ab-2013`.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.HOLDS: Mapping[str, Holds] = holds(name)  # named as in the modules that write a format

    def write(self, outline: Outline, version: str = "", author: Author | None = None) -> str:
        """The form, in Markdown: it has one version, and nobody signs a draft."""
        return _written(self.name, outline)


def _written(name: str, outline: Outline) -> str:
    """The form, filled as far as the outline goes."""
    described = form(name)
    lines = [
        f"# {described['title']}",
        "",
        f"> **{DRAFT}**, written by openness {__version__}. It states what the files of the release state, each fact with its "
        f"place; where it says “{BLANK}”, nothing was found, and that is not an answer. Not legal advice.",
        ">",
        f"> Form: {described['version']}. Law: {described['law']}. <{described['source']}>",
        ">",
        f"> How the form was read: {described['read']}.",
        *(line for note in described["notes"] for line in (">", f"> {note}")),
    ]
    for section in described["section"]:
        number = f"{section['number']} " if "number" in section else ""
        lines += ["", f"{'#' * _depth(section)} {number}{section['title']}"]
        for field in section.get("field", ()):
            lines += _field(field, outline)
    return "\n".join(lines) + "\n"


def _depth(section: Mapping[str, Any]) -> int:
    """The depth of a heading, by the parts of its number."""
    number = section.get("number", "")
    return 2 + (number.count(".") if number[:1].isdigit() else 0)


def _field(field: Mapping[str, Any], outline: Outline) -> Iterator[str]:
    """A field: its label, its boxes, what is known, and what is left to a person."""
    entries = list(_filled(field, outline))
    if field.get("ours") and not entries:
        return
    number = f"({field['number']}) " if "number" in field else ""
    mark = "" if field["label"].endswith("?") else ":"
    whom = f" *[{field['for']}]*" if "for" in field else ""
    yield from ("", f"**{number}{field['label']}{mark}**{whom}")
    if "present" in field:
        stated = list(_stated(ModelDetail.TRAINING_MODALITY.value, outline, value=field["present"]))
        yield from ("", _box(PRESENT, [*stated, *entries]))
        entries = entries or stated
    boxes = [(box, _ticked(box, field, entries, outline)) for box in field.get("choices", ())]
    if boxes:
        yield ""
        yield from (_box(box["says"], facts) for box, facts in boxes)
    if entries:
        yield ""
        yield from (f"- {entry}" for entry in entries)
        if "hint" in field:
            yield from ("", f"*{field['hint']}*")
    for entry in _seen(field, outline):
        yield from ("", f"See: {entry}")
    if field.get("ours") or field["label"].endswith("(optional)"):
        return
    answered = (any(facts for _, facts in boxes) if boxes else bool(entries)) and not field.get("partial")
    left = field.get("rest", "") if answered else field.get("asks", "") or field.get("rest", "")
    if not answered or left:
        yield from ("", f"> **{BLANK}**{f': {left}' if left else ''}")


def _box(label: str, facts: list[FormEntry]) -> str:
    """A box, ticked where facts tick it, with their places."""
    places = tuple(place for fact in facts for place in fact.places)
    return f"- [{'x' if facts else ' '}] {FormEntry(label, places)}"


def _filled(field: Mapping[str, Any], outline: Outline) -> Iterator[FormEntry]:
    """The facts that fill a field."""
    units = field.get("units", ())
    for at, word in enumerate(field.get("fill", ())):
        if word in _ANSWERS:
            yield from _ANSWERS[word](outline)
        else:
            unit = units[at] if units else field.get("unit", "")
            yield from _stated(word, outline, unit, field.get("scale", 1))


def _ticked(
    box: Mapping[str, Any], field: Mapping[str, Any], entries: list[FormEntry], outline: Outline
) -> list[FormEntry]:
    """The facts that tick a box; none leaves it open."""
    if "when" in box:
        return list(_ANSWERS[box["when"]](outline))
    if "word" in box:
        return list(_stated(box["word"], outline, value=box["value"]))
    ranges = field["choices"]
    numbers = [entry for entry in entries if entry.number is not None]
    if not any("below" in other for other in ranges) or len({entry.number for entry in numbers}) != 1:
        return []  # nothing tells which, or the sources disagree
    number = numbers[0].number or 0.0
    first = next(other for other in ranges if number < other.get("below", float("inf")))
    return numbers if first is box else []


def _stated(word: str, outline: Outline, unit: str = "", scale: float = 1, value: str = "") -> Iterator[FormEntry]:
    """The stated values of a detail or a circumstance; one value alone where that is asked for."""
    several = word in list(ModelDetail) and ModelDetail(word).several
    values = dict.fromkeys(stated for about, stated in (*outline.details, *outline.circumstances) if about == word)
    disputed = len(values) > 1 and not several
    is_number = word == TRAINING_COMPUTE or (word in list(ModelDetail) and ModelDetail(word).sort is DetailSort.NUMBER)
    for stated in values:
        if value and stated != value:
            continue
        places = tuple(place for about, other, place in outline.sources if about == word and other == stated)
        number = float(stated) * scale if is_number else None
        text = stated if number is None else _number(stated, number, scale)
        text = f"{markdown(text)} {unit}".strip()
        yield FormEntry(f"the sources disagree: {text}" if disputed else text, places, None if disputed else number)


def _number(written: str, number: float, scale: float) -> str:
    """A number for people, with every figure that is stated."""
    if scale == 1 and written.isdigit() and number < 1e21:
        return f"{int(written):,}".replace(",", " ")
    return written if scale == 1 else f"{number:g}"


# The questions


def _name(outline: Outline) -> Iterator[FormEntry]:
    if outline.name:
        version = f", version {markdown(outline.version)}" if outline.version else ""
        yield FormEntry(f"{markdown(outline.name)}{version}", _places(outline, "name", "version" if version else ""))


def _producer(outline: Outline) -> Iterator[FormEntry]:
    if outline.producer:
        yield FormEntry(markdown(outline.producer), _places(outline, "producer"))


def _places(outline: Outline, *words: str) -> tuple[str, ...]:
    return tuple(place for about, _, place in outline.sources if about in words)


def _bases(relations: tuple[Relation, ...]) -> Answering:
    def answer(outline: Outline) -> Iterator[FormEntry]:
        for base in outline.bases:
            if base.relation in relations:
                yield FormEntry(_base(base, outline), (base.source,) if base.source else ())

    return answer


def _base(base: Base, outline: Outline) -> str:
    name = markdown(base.name) if base.name else "a model without a name"
    words = [base.relation.label if base.relation else "", base.producer, _licence(base, outline)]
    likely = "" if base.certain else "; only prose or a settings file names it"
    return f"{name}: {', '.join(markdown(word) for word in words if word)}{likely}"


def _data(*ways: str, kind: Kind = Kind.DATASETS, remark: str = "") -> Answering:
    """The data sets that can be reached in some ways; an empty way is not known."""

    def answer(outline: Outline) -> Iterator[FormEntry]:
        for part in outline.of(kind):
            way = "" if part.availability == NOASSERTION else part.availability
            if way in ways and way != Availability.NOT_USED:
                yield FormEntry(_part(part, outline, remark), _of(part, outline))

    return answer


def _part(part: Part, outline: Outline, remark: str = "") -> str:
    """A part in one line: its name, how it can be reached, its licence, where it is."""
    label = markdown(part.name) if part.name else part.kind.label
    several = ", ".join(Availability(value).label for about, value in part.several if about == "availability")
    way = f"the sources disagree: {several}" if several else ""
    if part.availability and part.availability != NOASSERTION:
        way = Availability(part.availability).label
    words = [
        way or remark,
        Extent(part.extent).label if part.extent == Extent.PART else "",
        markdown(_licence(part, outline)),
        f"<{part.location}>" if is_address(part.location) else markdown(part.location),
        markdown(part.because),
    ]
    detail = ", ".join(filter(None, words))
    return f"{label}: {detail}" if detail else label


def _licence(of: Part | Base, outline: Outline) -> str:
    """A licence by its identifier, or by its name where SPDX has none; every one where the sources disagree."""
    licence = of.concluded or of.licence if isinstance(of, Part) else of.licence
    disputed = [_called(value, outline) for about, value in of.several if about == "licence"]
    if disputed:
        return f"licence: the sources disagree: {', '.join(disputed)}"
    return "" if licence in ("", NOASSERTION) else f"licence {_called(licence, outline)}"


def _called(licence: str, outline: Outline) -> str:
    known = outline.named.get(licence)
    return known.title if known and not known.listed else licence


def _of(part: Part, outline: Outline, *words: str) -> tuple[str, ...]:
    """The places of statements on a part; of a part that is only named, the document, where only one was read."""
    places = tuple(place for about, place in part.sources if not words or about in words)
    return places or (_places(outline, "read") if len(_places(outline, "read")) == 1 else ())


def _roles(outline: Outline) -> Iterator[FormEntry]:
    for kind, role in ((Kind.DATASETS, "it trained the model"), (Kind.EVALUATION_DATA, "it measured the model")):
        for part in outline.of(kind):
            if part.availability != Availability.NOT_USED:
                yield FormEntry(f"{markdown(part.name) or kind.label}: {role}", _of(part, outline))


def _data_licences(outline: Outline) -> Iterator[FormEntry]:
    for part in (*outline.of(Kind.DATASETS), *outline.of(Kind.EVALUATION_DATA)):
        if licence := _licence(part, outline):
            yield FormEntry(
                f"{markdown(part.name) or part.kind.label}: {markdown(licence)}", _of(part, outline, "licence")
            )


def _channels(outline: Outline) -> Iterator[FormEntry]:
    for word in outline.channels:
        places = tuple(place for about, value, place in outline.sources if (about, value) == ("channels", word))
        yield FormEntry(Channel(word).label, places)


def _weights(outline: Outline) -> Iterator[FormEntry]:
    for part in outline.of(Kind.MODEL_PARAMETERS_FINAL):
        if part.availability:
            yield FormEntry(_part(part, outline), _of(part, outline))


def _terms(outline: Outline) -> Iterator[FormEntry]:
    for part in outline.of(Kind.MODEL_PARAMETERS_FINAL):
        if licence := _licence(part, outline):
            known = outline.named.get(part.concluded or part.licence)
            address = f", <{known.address}>" if known and is_address(known.address) else ""
            what = f"{markdown(part.name)}: " if part.name else ""
            yield FormEntry(
                f"{what}{markdown(licence.removeprefix('licence '))}{address}", _of(part, outline, "licence")
            )


def _assets(outline: Outline) -> Iterator[FormEntry]:
    for part in outline.parts:
        if part.kind is not Kind.MODEL_PARAMETERS_FINAL and not part.silent:
            prefix = f"{part.kind.label}, " if part.name else ""
            yield FormEntry(f"{prefix}{_part(part, outline)}", _of(part, outline))


def _seen(field: Mapping[str, Any], outline: Outline) -> Iterator[FormEntry]:
    """Parts of the release where a person may find what a field asks."""
    for word in field.get("see", ()):
        for part in outline.of(Kind(word)):
            if part.availability not in ("", NOASSERTION, Availability.NOT_USED, Availability.WITHHELD):
                prefix = f"{part.kind.label}, " if part.name else ""
                yield FormEntry(f"{prefix}{_part(part, outline)}", _of(part, outline, "availability", "location"))


_UNTOLD = "nothing says whether anyone can get it"
_ANSWERS: dict[str, Answering] = {
    "name": _name,
    "producer": _producer,
    "bases": _bases(_MADE_FROM),
    "teachers": _bases(_TAUGHT),
    "datasets-public": _data(Availability.PUBLIC),
    "datasets-gated": _data(Availability.GATED),
    "datasets-private": _data(Availability.ON_REQUEST, Availability.HOSTED, Availability.WITHHELD),
    "datasets-named": _data("", remark=_UNTOLD),
    "evaluation-data": _data("", *Availability, kind=Kind.EVALUATION_DATA, remark=_UNTOLD),
    "roles": _roles,
    "data-licences": _data_licences,
    "channels": _channels,
    "weights-access": _weights,
    "licence": _terms,
    "assets": _assets,
}
#: The parts that a question is about.
_KINDS: dict[str, tuple[Kind, ...]] = {
    **dict.fromkeys((word for word in _ANSWERS if word.startswith("datasets-")), (Kind.DATASETS,)),
    "evaluation-data": (Kind.EVALUATION_DATA,),
    **dict.fromkeys(("roles", "data-licences"), (Kind.DATASETS, Kind.EVALUATION_DATA)),
    **dict.fromkeys(("weights-access", "licence"), (Kind.MODEL_PARAMETERS_FINAL,)),
    "assets": tuple(Kind),
}
