"""Reads a card's prose for what its fields do not say, one module a question; the rules are data in `rules/`.

A card is read into sentences once (`reader`), a sentence into clauses with the phrases of the word lists (`clause`), and
each question asks them (`docs/reference/what-a-card-says.md` lists what counts, and how surely). A text without a sign of
any phrase (`sieve`) answers no question, and nothing that reads sentences is loaded for it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openness.prose.absence import not_yet
    from openness.prose.base import Base, bases
    from openness.prose.example import fired
    from openness.prose.label import labels
    from openness.prose.licence import LicenceSentence, licences
    from openness.prose.licence_file import NamedFile, holds_another, licence_files
    from openness.prose.output import outputs
    from openness.prose.term import Term, terms
    from openness.prose.training_data import TrainingDataLicence, training_data_licences
    from openness.prose.unexplained import NamedModel, named_models
    from openness.prose.weigh import seeming_terms

__all__ = [
    "Base",
    "LicenceSentence",
    "NamedFile",
    "NamedModel",
    "Term",
    "TrainingDataLicence",
    "bases",
    "fired",
    "holds_another",
    "labels",
    "licence_files",
    "licences",
    "named_models",
    "not_yet",
    "outputs",
    "seeming_terms",
    "terms",
    "training_data_licences",
]

_HOMES = {
    "Base": "base",
    "LicenceSentence": "licence",
    "NamedFile": "licence_file",
    "NamedModel": "unexplained",
    "Term": "term",
    "bases": "base",
    "fired": "example",
    "holds_another": "licence_file",
    "labels": "label",
    "licence_files": "licence_file",
    "licences": "licence",
    "named_models": "unexplained",
    "not_yet": "absence",
    "outputs": "output",
    "seeming_terms": "weigh",
    "terms": "term",
    "TrainingDataLicence": "training_data",
    "training_data_licences": "training_data",
}


def __getattr__(name: str) -> Any:
    """A question, or the form of its answers, imported when it is first asked."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f"openness.prose.{_HOMES[name]}"), name)
    return value
