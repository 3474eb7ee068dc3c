"""What a card's prose says beside its fields, one module a question.

Read with few false alarms rather than completely: a sentence must say it of the model, in words that leave little else
(`docs/reference/what-a-card-says.md` has the figures).
"""

from openness.prose.absence import not_yet
from openness.prose.label import labels
from openness.prose.licence import licences
from openness.prose.limit import limits
from openness.prose.origin import bases

__all__ = ["bases", "labels", "licences", "limits", "not_yet"]
