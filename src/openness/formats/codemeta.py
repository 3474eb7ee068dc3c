"""codemeta.json: software, or a data set, described in schema.org's words.

Its licence is that of the code found there, or of the data where the `@type` is a data set. Several licences all apply:
schema.org does not say what several mean. Nothing is fetched, and no part is thereby offered.
"""

from openness.formats._fields import CODE, LICENCE_KEYS, Statements, local_name
from openness.release.release import Release
from openness.syntax.document import TEXT_LIMIT, Document
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Scalar, Sequence, mapping_of
from openness.vocabulary import DATASET, MODEL, Kind

NAME = "codemeta.json"
HOLDS = "beside"
LIMIT = TEXT_LIMIT
BYTES = False
ABOUT = (*CODE, Kind.DATASETS)

#: Addresses of other vocabularies, and of this one in a version that is known, or in none.
_KNOWN = r".*codemeta[/-]v?[123](?!\d).*|(?!.*codemeta[/-]v?\d).*"


#: Fields of texts for people, and those that are read as what they are, are about another thing or hold no sentences.
_PROSE = frozenset("description abstract usageInfo conditionsOfAccess acquireLicensePage readme releaseNotes".split())
_APART = frozenset(LICENCE_KEYS).union(
    (
        "@context @type @id id type name alternateName identifier author contributor maintainer creator publisher funder "
        "funding copyrightHolder producer provider sponsor editor citation referencePublication isPartOf hasPart "
        "programmingLanguage runtimePlatform operatingSystem softwareRequirements softwareSuggestions codeRepository "
        "url downloadUrl issueTracker continuousIntegration dateCreated dateModified datePublished version keywords "
        "sameAs relatedLink"
    ).split()
)


def matches_name(base: str) -> bool:
    """True where a file of this name is of the format."""
    return base.lower().endswith("codemeta.json")


def matches_content(base: str, text: str) -> bool:
    """True where a text is of the format: JSON-LD with CodeMeta's vocabulary."""
    return text.lstrip().startswith("{") and '"@context"' in text and "codemeta" in text[:2_000]


def read(document: Document) -> Release:
    """A release with the licence that the file states.

    Raises:
        OpennessError: when it is not a JSON object.
    """
    tree = mapping_of(json_tree(document.text, document.name), document.name, "write one with @context and @type")
    state = Statements(document.name, tree, linked=True)
    context = tree.get("@context")
    for vocabulary in context.items if isinstance(context, Sequence) else (context,):
        state.version(vocabulary, _KNOWN, "@context")
    fields = Mapping(tuple((Scalar(local_name(key.text), True, key.line), node) for key, node in tree), tree.line)
    data = any(local_name(word.text) == "Dataset" for word in state.words(tree.get("@type"), "@type"))
    terms = state.terms(state.licences(fields, *LICENCE_KEYS), (Kind.DATASETS,) if data else CODE)
    subjects = (DATASET,) if data else (MODEL, DATASET)  # it may lie beside either
    limits = state.hints_beside(((key.text, node) for key, node in fields), _PROSE, _APART, *subjects)
    return state.kept(Release(terms=terms, subject=DATASET if data else "", limits=limits))
