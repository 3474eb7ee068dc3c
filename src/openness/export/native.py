"""The native file, `openness.yaml`: everything an outline says."""

from openness.export.capability import FACTS, Holds, Slot
from openness.export.summary import Base, Outline, Part
from openness.syntax.yaml_text import Value, yaml_text
from openness.vocabulary import DATASET, MODEL, Availability, Kind, Relation
from openness.vocabulary.details import DetailSort, ModelDetail
from openness.vocabulary.words import circumstance_value

_PART = Slot(tuple(Availability), extent=True, conclusion=True, several=True)  # a conclusion stands in `concluded`
HOLDS = {
    subject: Holds(
        "the native file",
        FACTS,
        dict.fromkeys(Kind, _PART),
        bases=True,
        relations=tuple(Relation),
        base=("licence", "producer"),
        subject=subject,
    )
    for subject in (MODEL, DATASET)
}


def write(outline: Outline) -> str:
    """The file."""
    fields: dict[str, Value] = {"openness": 1}
    fields |= {"subject": DATASET} if outline.subject == DATASET else {}
    fields |= {key: value for key in ("name", "version", "producer") if (value := getattr(outline, key))}
    fields |= {key: list(value) for key in ("channels", "claims") if (value := getattr(outline, key))}
    components = {kind.value: _component(parts) for kind in Kind if (parts := outline.of(kind))}
    if components:
        fields["components"] = components
    if outline.bases:
        fields["base-models"] = [_base(base) for base in outline.bases]
    if outline.circumstances:
        fields["circumstances"] = {word: circumstance_value(word, value) for word, value in outline.circumstances}
    if outline.details:
        fields["details"] = _details(outline.details)
    if outline.copyrights:
        fields["copyrights"] = list(outline.copyrights)
    if outline.not_checked:
        fields["not-checked"] = list(outline.not_checked)
    if outline.concluded:
        fields["concluded"] = [
            _filled(
                {
                    "component" if conclusion.about in list(Kind) else "criterion": conclusion.about,
                    "licence" if conclusion.about in list(Kind) else "verdict": conclusion.value,
                    "by": conclusion.by,
                    "on": conclusion.on,
                    "because": conclusion.because,
                }
            )
            for conclusion in outline.concluded
        ]
    return yaml_text(fields)


def _component(parts: tuple[Part, ...]) -> Value:
    items = [_item(part) for part in parts]
    return items[0] if len(items) == 1 else items


def _item(part: Part) -> dict[str, Value]:
    words = ("name", "availability", "licence", "location", "extent", "because")
    return _filled({word: getattr(part, word) for word in words})


def _base(base: Base) -> dict[str, Value]:
    relation = base.relation.value if base.relation else ""
    return _filled({"name": base.name, "relation": relation, "licence": base.licence, "producer": base.producer})


def _details(pairs: tuple[tuple[str, str], ...]) -> dict[str, Value]:
    """Each detail with its value, or with a list where it may have several."""
    values_of: dict[str, list[Value]] = {}
    for word, value in pairs:
        number = ModelDetail(word).sort is DetailSort.NUMBER
        values_of.setdefault(word, []).append((int(value) if value.isdigit() else float(value)) if number else value)
    return {word: values if len(values) > 1 else values[0] for word, values in values_of.items()}


def _filled(words: dict[str, str]) -> dict[str, Value]:
    return {key: value for key, value in words.items() if value}
