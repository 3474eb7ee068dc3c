"""The closed word lists of the project. Everybody needs those of `words`, so `openness.vocabulary` hands them on."""

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
]
