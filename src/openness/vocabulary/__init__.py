"""The closed word lists of the project; every package needs those of `words` and `terms`."""

from openness.vocabulary.terms import FREEDOMS, Term
from openness.vocabulary.words import (
    CIRCUMSTANCES,
    NOASSERTION,
    TRAINING_COMPUTE,
    WEIGHTS,
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
    circumstance_label,
    main_part,
)

__all__ = [
    "CIRCUMSTANCES",
    "FREEDOMS",
    "NOASSERTION",
    "TRAINING_COMPUTE",
    "WEIGHTS",
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
    "main_part",
]
