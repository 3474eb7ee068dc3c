"""The closed word lists of the project; every package needs those of `words`."""

from openness.vocabulary.words import (
    CIRCUMSTANCES,
    FREEDOMS,
    TRAINING_COMPUTE,
    Availability,
    Basis,
    Channel,
    Circumstance,
    Confidence,
    Content,
    Extent,
    Kind,
    Label,
    Relation,
    Term,
    circumstance_label,
)

__all__ = [
    "CIRCUMSTANCES",
    "FREEDOMS",
    "TRAINING_COMPUTE",
    "Availability",
    "Basis",
    "Channel",
    "Circumstance",
    "Confidence",
    "Content",
    "Extent",
    "Kind",
    "Label",
    "Relation",
    "Term",
    "circumstance_label",
]
