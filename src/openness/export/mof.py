"""A MOF file, as the Model Openness Framework's own tool takes it."""

from openness.export.capability import Holds, Slot
from openness.export.summary import Outline
from openness.syntax.yaml_text import Value, yaml_text
from openness.vocabulary import NOASSERTION, Availability
from openness.vocabulary.details import ModelDetail
from openness.vocabulary.mof import FRAMEWORK, NAMES

_PART = Slot((Availability.PUBLIC,), offered=True)
_DAY = ModelDetail.RELEASE_DATE.value
HOLDS = {
    "model": Holds(
        "MOF", ("name", "version", "producer", "details"), dict.fromkeys(NAMES.values(), _PART), words=(_DAY,)
    )
}


def write(outline: Outline) -> str:
    """The file: a component that is listed is one that is there, so nothing else is listed."""
    components: list[Value] = []
    for name, kind in NAMES.items():
        for part in outline.of(kind):
            fields = {"name": name, "license": part.licence, "component_path": part.location}
            components.append({key: value for key, value in fields.items() if value})
    dated = {"version": outline.version} if outline.version else {}
    for _, day in outline.details:
        dated["date"] = day
    release: dict[str, Value] = {
        "name": outline.name or NOASSERTION,  # the tool asks for one
        **dated,
        "producer": outline.producer,
        "license": {},
        "components": components,
    }
    return yaml_text({"framework": FRAMEWORK, "release": release})
