"""Details that forms ask for of a model, from a component of a CycloneDX BOM."""

import re
from collections.abc import Iterator

from openness.formats._cyclonedx_tree import listed, properties_of
from openness.formats._licences import SILENCE
from openness.formats._sbom import Bill
from openness.release.claim import Fact
from openness.syntax.tree import Mapping, Node, Scalar, every, texts_of, word_of
from openness.vocabulary.details import Modality, ModelDetail

#: Other words for a kind of content in a model card.
_CONTENTS = {"string": Modality.TEXT, "images": Modality.IMAGE}
#: Properties of CycloneDX's taxonomy (`cdx:ai-ml`, looked up 2026-06-29) that state what forms ask for.
_TAXONOMY = {
    "cdx:ai-ml:model:language": ModelDetail.LANGUAGE,
    "cdx:ai-ml:model:parameter:count": ModelDetail.PARAMETERS,
    "cdx:ai-ml:model:hyperparameter:context_length": ModelDetail.CONTEXT_LENGTH,
}
_POWERS = {"K": "e3", "M": "e6", "B": "e9", "T": "e12"}


def _counted(text: str) -> str:
    """A number of parameters in the taxonomy's own way, such as `7.3B`, as a plain number.

    >>> _counted("7.3B"), _counted("350 M"), _counted("7300000000")
    ('7.3e9', '350e6', '7300000000')
    """
    found = re.fullmatch(r"([\d.]+)\s*([KMBT])", text.strip().upper(), re.ASCII)
    return f"{found[1]}{_POWERS[found[2]]}" if found else text


def details(bill: Bill, node: Mapping) -> Iterator[tuple[ModelDetail, Fact]]:
    """The details that forms ask for: from the model card, the release notes, properties of CycloneDX's taxonomy."""
    found: list[tuple[ModelDetail, Scalar, str]] = []
    for card in every(node, "modelCard"):
        for parameters in every(card, "modelParameters"):
            for key in ("modelArchitecture", "architectureFamily"):
                found += [(ModelDetail.ARCHITECTURE, written, text) for written, text in texts_of(parameters, key)]
            for key, detail in (("input", ModelDetail.INPUT_MODALITY), ("output", ModelDetail.OUTPUT_MODALITY)):
                for lists in listed(parameters, f"{key}s", key):
                    found += [
                        (detail, written, _CONTENTS.get(text.lower(), text))
                        for written, text in texts_of(lists, "format")
                    ]
        for considered in every(card, "considerations"):
            found += _energy(considered)
    for notes in every(node, "releaseNotes"):
        found += [(ModelDetail.RELEASE_DATE, written, text) for written, text in texts_of(notes, "timestamp")]
    for name, written in properties_of(node):
        if name in _TAXONOMY:
            counted = _TAXONOMY[name] is ModelDetail.PARAMETERS
            found.append((_TAXONOMY[name], written, _counted(written.text) if counted else written.text))
    for detail, written, text in found:
        if text.strip() not in SILENCE and (value := detail.read(text)):
            yield detail, Fact((bill.claim(written, value),))


def _energy(considered: Node) -> Iterator[tuple[ModelDetail, Scalar, str]]:
    """The energy that training took, in kilowatt-hours, the format's only unit."""
    for outer in every(considered, "environmentalConsiderations"):
        for consumption in listed(outer, "energyConsumptions", "energyConsumption"):
            if word_of(consumption, "activity") == "training":
                for cost in every(consumption, "activityEnergyCost"):
                    for written, text in texts_of(cost, "value"):
                        yield ModelDetail.TRAINING_ENERGY, written, text
