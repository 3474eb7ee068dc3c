"""The statements of linked data, in the words of schema.org, on software, a data set or a model.

The licence is that of the code where the `@type` is source code. CodeMeta is of what it lies beside: of data where the type is
a data set, else of code. Anywhere else the licence of a data set, and of whatever else may be the release, is a doubt and
states nothing: nobody can tell whether the release is meant or what it was made of, the model or its page or its program.
What is known to be another thing, as a person or a page, says nothing. Several licences all apply: schema.org does not say
what several mean. Nothing is fetched, and no part is thereby offered.
"""

from collections.abc import Collection, Iterator

from openness.formats._fields import CODE, LICENCE_KEYS, Statements, local_name, names_none
from openness.formats._linked import Linked, closed_to_some, objects, types_of, unprefixed
from openness.formats._words import words_within
from openness.licensing.expression import all_of
from openness.release.claim import Fact, joined_facts, unordered
from openness.release.hints import LicenceHint, LicenceInProse, Sign
from openness.release.names import is_of_weights
from openness.release.release import Release, TermsElsewhere, join
from openness.syntax.document import Document
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Node, Sequence, mapping_of
from openness.vocabulary import DATASET, MODEL, Kind

#: Addresses of other vocabularies, and of CodeMeta's in a version that is known, or in none.
_KNOWN = r".*codemeta[/-]v?[123](?!\d).*|(?!.*codemeta[/-]v?\d).*"

HEAD = 2_000  # characters of a file in which it names its vocabulary
_IS_SOFTWARE = "codemeta"  # the vocabulary in which everything is software or data
_CODE, _DATA = "SoftwareSourceCode", "Dataset"
#: Types of what is not what lies here; anything else may be.
_OTHER = frozenset(
    (
        "Organization Corporation EducationalOrganization CollegeOrUniversity ResearchOrganization GovernmentOrganization NGO "
        "Project ResearchProject FundingAgency FundingScheme Grant MonetaryGrant Person Brand Place PostalAddress ContactPoint "
        "WebSite WebPage AboutPage ContactPage CollectionPage FAQPage ItemPage ProfilePage QAPage SearchResultsPage "
        "BreadcrumbList ListItem SiteNavigationElement WPHeader WPFooter SearchAction Question Answer "
        "Article ScholarlyArticle NewsArticle TechArticle BlogPosting Blog SocialMediaPosting Periodical Book Thesis Event "
        "ImageObject VideoObject AudioObject PropertyValue DefinedTerm DefinedTermSet Review Rating AggregateRating"
    ).split()
)

#: Fields of texts for people, and those that are read as what they are, are about another thing or hold no sentences.
_PROSE = frozenset("description abstract usageInfo conditionsOfAccess acquireLicensePage readme releaseNotes".split())
_APART = frozenset(LICENCE_KEYS).union(
    (
        "@context @graph @type @id id type name alternateName identifier author contributor maintainer creator publisher funder "
        "funding copyrightHolder producer provider sponsor editor citation referencePublication isPartOf hasPart "
        "programmingLanguage runtimePlatform operatingSystem softwareRequirements softwareSuggestions codeRepository "
        "url downloadUrl issueTracker continuousIntegration dateCreated dateModified datePublished version keywords "
        "sameAs relatedLink distribution isAccessibleForFree includedInDataCatalog inLanguage image logo mainEntityOfPage "
        "sdLicense sdPublisher sdDatePublished offers headline"
    ).split()
)


def described(document: Document) -> Release:
    """A release with the licences that a description states.

    Raises:
        OpennessError: when it is no JSON object, or list of such.
    """
    tree = json_tree(document.text, document.name)
    if not isinstance(tree, Sequence):
        tree = mapping_of(tree, document.name, "write one with @context and @type")
    state = Statements(document.name, tree, linked=True)
    context = tree.get("@context") if isinstance(tree, Mapping) else None
    for vocabulary in context.items if isinstance(context, Sequence) else (context,):
        state.version(vocabulary, _KNOWN, "@context")
    software = document.base.lower().endswith("codemeta.json") or names_vocabulary(tree, _IS_SOFTWARE)
    linked = Linked(tree)
    return state.kept(join([Release(), *(_described(state, node, linked, software) for node in objects(tree))]))


def names_vocabulary(tree: Node | None, name: str = "schema.org") -> bool:
    """True where the `@context` of an object at the top is a vocabulary of some name."""
    nodes = tree.items if isinstance(tree, Sequence) else (tree,)
    contexts = [context for node in nodes if isinstance(node, Mapping) and (context := node.get("@context"))]
    return any(name in word.text for context in contexts for word in words_within(context))


def unclear(tree: Node | None) -> Iterator[Mapping]:
    """The objects that are neither data nor code, without the licence that `described` reads of them."""
    for node in objects(tree):
        if not _about(types_of(node), False):
            pairs = ((key, value) for key, value in node if local_name(key.text) not in (*LICENCE_KEYS, "@graph"))
            yield Mapping(tuple(pairs), node.line)


def _about(types: Collection[str], software: bool) -> tuple[Kind, ...]:
    """The parts that a thing of some types is; none where that is not clear."""
    return (Kind.DATASETS,) if _DATA in types else CODE if software or _CODE in types else ()


def _is_other(types: Collection[str]) -> bool:
    """True where every type is that of another thing."""
    return bool(types) and all(word.rpartition(":")[2] in _OTHER for word in types)


def _described(state: Statements, node: Mapping, linked: Linked, software: bool) -> Release:
    """The statements of one object on the thing that it describes.

    Args:
        state: keeps what is odd.
        node: the object.
        linked: the objects that it may point to.
        software: whether a thing of any type is software.
    """
    types, fields = types_of(node), unprefixed(node)
    about = _about(types, software)
    if not about and _is_other(types):
        return Release()
    data = _DATA in types
    licence = _licence(state, fields, linked)
    subjects = (DATASET,) if data else (MODEL, DATASET)  # it may lie beside either
    limits = state.hints_beside(((key.text, value) for key, value in fields), _PROSE, _APART, *subjects)
    closing = closed_to_some(fields)
    closed = (Kind.DATASETS,) if data else () if about else (Kind.MODEL_PARAMETERS_FINAL,)
    signs: tuple[Sign, ...] = state.nothing_inferred([closing], closed) if closing is not None and closed else ()
    states = software or about == CODE
    if states and is_of_weights(*(state.word(fields.get(key)) for key in ("name", "description"))):
        about = (*about, Kind.MODEL_PARAMETERS_FINAL)
    terms: tuple[TermsElsewhere, ...] = state.terms(licence, about) if states else ()
    doubts = () if states else _doubts(licence, DATASET if data else "")
    return Release(
        terms=terms, limits=unordered((*limits, *doubts)), signs=signs, subject=DATASET if data and software else ""
    )


def _licence(state: Statements, fields: Mapping, linked: Linked) -> Fact:
    """The licence of an object, each as often as it is there; a pointer to a file that is read by itself is none."""
    facts = []
    for key, node in fields:
        if key.text in LICENCE_KEYS:
            items = node.items if isinstance(node, Sequence) else (node,)
            words = [(item, state.licence_word(item)) for item in items]
            named = [linked.followed(item) for item, word in words if not word or not names_none(word)]
            kept = named[0] if len(named) == 1 else Sequence(tuple(named), node.line)
            facts.append(state.licence(kept, all_of))
    return joined_facts(facts)


def _doubts(licence: Fact, subject: str) -> "tuple[LicenceHint, ...]":
    """The licence of a thing that may be the release, or may not: it limits what another file states, and states none."""
    return tuple(
        LicenceInProse(claim.source, f"license: {claim.written}", (claim.value,), True, False, False, subject=subject)
        for claim in licence.claims
    )
