"""The statements of linked data, in the words of schema.org, on software, a data set or a model.

The licence is that of the data where the `@type` is a data set, and of the code where it is source code, as in CodeMeta
where it is anything else. Of what else it may be, as a work or an application, it is a doubt: nothing tells whether that is
the model, its page or its program. Several licences all apply: schema.org does not say what several mean. Nothing is
fetched, and no part is thereby offered.
"""

from openness.formats._fields import CODE, LICENCE_KEYS, Statements, names_none
from openness.formats._linked import Linked, closed_to_some, objects, types_of, unprefixed
from openness.licensing.expression import all_of
from openness.release.claim import Fact, joined_facts, unordered
from openness.release.hints import LicenceHint, LicenceInProse, Sign
from openness.release.release import Release, TermsElsewhere, join
from openness.syntax.document import Document
from openness.syntax.json import json_tree
from openness.syntax.tree import Mapping, Sequence, mapping_of
from openness.vocabulary import DATASET, MODEL, Kind

#: Addresses of other vocabularies, and of CodeMeta's in a version that is known, or in none.
_KNOWN = r".*codemeta[/-]v?[123](?!\d).*|(?!.*codemeta[/-]v?\d).*"

#: Characters in which it names its vocabulary, and the vocabulary in which everything is software or data.
HEAD = 2_000
_IS_SOFTWARE = "codemeta"
_CODE = "SoftwareSourceCode"
#: Types of what may be the model itself; anything else, as a page, a person or a paper, is not what lies here.
_ANY = frozenset(
    ("CreativeWork", "SoftwareApplication", "WebApplication", "Product", "Model", "MLModel", "MLModelEvaluation")
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
    software = document.base.lower().endswith("codemeta.json") or _IS_SOFTWARE in document.text[:HEAD]
    linked = Linked(tree)
    parts = [_described(state, node, linked, software) for node in objects(tree) if node.get("@graph") is None]
    return state.kept(join([Release(), *parts]))


def _described(state: Statements, node: Mapping, linked: Linked, software: bool) -> Release:
    """The statements of one object on the thing that it describes.

    Args:
        state: keeps what is odd.
        node: the object.
        linked: the objects that it may point to.
        software: whether a thing of any type is software.
    """
    types, fields = types_of(node), unprefixed(node)
    data = "Dataset" in types
    about: tuple[Kind, ...] = (Kind.DATASETS,) if data else CODE if software or _CODE in types else ()
    if not about and _ANY.isdisjoint(word.rpartition(":")[2] for word in types):
        return Release()
    licence = _licence(state, fields, linked)
    subjects = (DATASET,) if data else (MODEL, DATASET)  # it may lie beside either
    limits = state.hints_beside(((key.text, value) for key, value in fields), _PROSE, _APART, *subjects)
    closing = closed_to_some(fields)
    closed = (Kind.DATASETS,) if data else () if about else (Kind.MODEL_PARAMETERS_FINAL,)
    signs: tuple[Sign, ...] = state.nothing_inferred([closing], closed) if closing is not None and closed else ()
    terms: tuple[TermsElsewhere, ...] = state.terms(licence, about) if about else ()
    doubts = () if about else _doubts(licence)
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


def _doubts(licence: Fact) -> "tuple[LicenceHint, ...]":
    """The licence of a thing that may be the release, or may not: it limits what another file states, and states none."""
    return tuple(
        LicenceInProse(claim.source, f"license: {claim.written}", (claim.value,), True, False, False, subject="")
        for claim in licence.claims
    )
