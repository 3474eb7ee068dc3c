"""What a card's prose says beside its fields, one module a question; the rules are data in `rules/`.

A card is read into sentences once (`reader`), a sentence into clauses with the phrases of the word lists (`clause`), and
each question asks them (`docs/reference/what-a-card-says.md` has what is heard, and how surely).
"""

from openness.prose.absence import not_yet
from openness.prose.base import Base, bases
from openness.prose.label import labels
from openness.prose.licence import LicenceSentence, licences
from openness.prose.limit import limits
from openness.prose.rule import fired

__all__ = ["Base", "LicenceSentence", "bases", "fired", "labels", "licences", "limits", "not_yet"]
