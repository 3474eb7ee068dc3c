"""CITATION.cff: how to cite a work, and the licence of the work that is cited.

A `type` of dataset makes it about the data; it is about software where it says so or says nothing, and then the licence
is that of the code found there, never of weights. A list of licences is a choice (Citation File Format 1.2.0).
"""

from openness.formats._fields import CODE, LICENCE_KEYS, Statements
from openness.formats._shape import Shape
from openness.licensing.expression import any_of
from openness.release.names import is_of_weights
from openness.release.release import Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.tree import mapping_of
from openness.syntax.yaml import yaml_tree
from openness.vocabulary import DATASET, MODEL, Kind
from openness.vocabulary.details import ModelDetail

NAME = "CITATION.cff"
HOLDS = "beside"
LIMIT = TEXT_LIMIT
BYTES = False


#: Fields of texts for people, and those that are read as what they are, are about another work or hold no sentences.
_PROSE = frozenset(("abstract", "message"))
_APART = frozenset(LICENCE_KEYS).union(
    (
        "cff-version title type license-url date-released authors contact identifiers doi commit version "
        "repository repository-code repository-artifact url preferred-citation references"
    ).split()
)
_SHAPES = {
    **dict.fromkeys("title type license-url".split(), Shape.WORD),
}


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format."""
    return base.lower().endswith("citation.cff")


def named_for(base: str) -> tuple[Kind, ...]:
    """The parts that a licence in a file of this name may be about."""
    return (*CODE, Kind.DATASETS)


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: only the name tells."""
    return False


def read(document: Document) -> Release:
    """A release with the licence and the day that the file states.

    Raises:
        OpennessError: when it is not a YAML mapping.
    """
    tree = mapping_of(yaml_tree(document.text, document.name), document.name, "begin with cff-version")
    state = Statements(document.name, tree, _SHAPES, typed=False)
    state.version(tree.get("cff-version"), r"1(?:\.\d+)*", "cff-version")
    licence = state.licences(tree, *LICENCE_KEYS, join=any_of)
    if not licence.claims:
        licence = state.licences(tree, "license-url")
    data = state.word(tree.get("type")) == "dataset"
    kinds = (*CODE, Kind.MODEL_PARAMETERS_FINAL) if is_of_weights(state.word(tree.get("title"))) else CODE
    terms = state.terms(licence, (Kind.DATASETS,) if data else kinds)
    details = () if data else state.details([(ModelDetail.RELEASE_DATE, tree.get("date-released"))])
    subjects = (DATASET,) if data else (MODEL, DATASET)  # it may lie beside either
    limits = state.hints_beside(((key.text, node) for key, node in tree), _PROSE, _APART, *subjects)
    return state.kept(Release(terms=terms, subject=DATASET if data else "", details=details, limits=limits))
