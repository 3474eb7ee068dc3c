"""A card for the Hugging Face Hub: its front matter, and the little that only prose can say.

On the Hub a card means that its files can be downloaded. Where that is unknown of a release, a sentence says so, for
people and for this package.
"""

from openness import prose
from openness.blocks.escape import markdown
from openness.export.capability import Holds, Slot
from openness.export.summary import Outline
from openness.syntax.yaml_text import Value, yaml_text
from openness.vocabulary import DATASET, MODEL, NOASSERTION, Availability, Kind, hub
from openness.vocabulary.details import ModelDetail

_ON_HUB = Slot((Availability.PUBLIC, Availability.GATED), location=False)
_ITSELF = Slot((Availability.PUBLIC,), licence=False, location=False)
_LIBRARY = Slot((Availability.PUBLIC,), known=hub.LIBRARIES)
_NAMED = Slot(licence=False, location=False, several=True)
HOLDS = {
    "model": Holds(
        "a card",
        ("name", "details"),
        {
            Kind.INFERENCE_CODE: _LIBRARY,
            Kind.MODEL_PARAMETERS_FINAL: _ON_HUB,
            Kind.DATASETS: _NAMED,
            Kind.MODEL_CARD: _ITSELF,
        },
        bases=True,
        relations=tuple(hub.RELATIONS.values()),
        one_relation=True,
        itself=Kind.MODEL_CARD,
        words=(ModelDetail.LANGUAGE.value,),
        task=True,
    ),
    "dataset": Holds(
        "a card",
        ("name",),
        {Kind.DATASETS: _ON_HUB, Kind.DATA_CARD: _ITSELF},
        subject="dataset",
        itself=Kind.DATA_CARD,
    ),
}

_WORDS = {relation: word for word, relation in hub.RELATIONS.items()}


def write(outline: Outline) -> str:
    """The card."""
    of_data = outline.subject == "dataset"
    about = outline.of(Kind.DATASETS if of_data else Kind.MODEL_PARAMETERS_FINAL)
    fields: dict[str, Value] = {}
    if of_data:
        fields["pretty_name"] = outline.name or NOASSERTION  # only a data set's card has this field
    elif outline.name:
        fields["model_name"] = outline.name
    fields |= _licence(about[0].licence, outline) if about else {}
    if languages := [value for word, value in outline.details if word == ModelDetail.LANGUAGE]:
        fields["language"] = languages
    if outline.task:
        fields["pipeline_tag"] = outline.task
    if about and about[0].availability == Availability.GATED:
        fields["gated"] = True
    if outline.bases:
        fields["base_model"] = [base.name or NOASSERTION for base in outline.bases]
        relations = {base.relation for base in outline.bases}
        if len(relations) == 1 and (relation := relations.pop()):
            fields["base_model_relation"] = _WORDS[relation]
    for library in outline.of(Kind.INFERENCE_CODE):
        fields["library_name"] = library.name
    if not of_data and (names := [part.name for part in outline.of(Kind.DATASETS) if part.name]):
        fields["datasets"] = list(names)
    text = (
        f"---\n{yaml_text(fields or {'model_name': NOASSERTION})}---\n"  # a block without a field is no card of the Hub
    )
    heading = f"\n# {markdown(outline.name)}\n" if outline.name else ""
    if not _says(heading):  # a name is not to be read as a statement
        text += heading
    if not about or not about[0].availability:
        what = "data is" if of_data else "weights are"
        text += f"\nThe {what} not publicly available, as far as is known.\n"
    return text


def _licence(licence: str, outline: Outline) -> dict[str, Value]:
    """The Hub's tag; a name of its own where SPDX has none."""
    if not licence:
        return {}
    known = outline.named.get(licence)
    if known is None or known.tag or known.listed:
        return {"license": known.tag if known and known.tag else licence}
    address = {"license_link": known.address} if known.address.startswith(("https://", "http://")) else {}
    return {"license": "other", "license_name": known.title, **address}


def _says(heading: str) -> bool:
    """True where prose is read as saying anything of the model."""
    return bool(
        [*prose.labels(heading), *prose.bases(heading)]
        or any([*prose.terms(heading, subject)] or prose.not_yet(heading, subject) for subject in (MODEL, DATASET))
    )
