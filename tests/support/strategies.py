"""Releases, expressions and answers for the laws; every release is as a reader makes it: sorted, each thing once."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from pathlib import Path

from attrs import evolve
from hypothesis import strategies as st

from openness.definition.definition import Below, Definition
from openness.evaluation.facts import World, world_of
from openness.evaluation.standing import Weighed, weigh_worlds
from openness.licensing import expression as spdx
from openness.release.claim import SILENT, Claim, Conclusion, Fact, unordered
from openness.release.component import Component, Item, joined_components, joined_items
from openness.release.hints import LikelyPart, LimitInProse, LoadedFrom
from openness.release.location import Source
from openness.release.release import BaseModel, Release, TermsElsewhere
from openness.resolution.names import named
from openness.resolution.resolved import with_licences
from openness.shelf.shelf import Shelf, shipped
from openness.vocabulary import (
    TRAINING_COMPUTE,
    Availability,
    Basis,
    Channel,
    Circumstance,
    Extent,
    Kind,
    Label,
    Relation,
    Term,
)
from openness.vocabulary.details import DetailSort, Modality, ModelDetail
from openness.vocabulary.verdict import Column, Verdict

#: Open, restricted, ambiguous, unknown and absent terms, none of which leaves a choice.
PLAIN = (
    "MIT",
    "Apache-2.0",
    "CC-BY-4.0",
    "CC-BY-NC-4.0",
    "ODC-By-1.0",
    "LicenseRef-OpenMDW-1.1",
    "llama3.1",
    "openrail",
    "gpl-3.0",
    "Apache-2.0 AND CC-BY-4.0",
    "a licence nobody knows",
    "NONE",
)
#: The same, with expressions that leave one.
CHOICES = (*PLAIN, "MIT OR CC-BY-NC-4.0", "llama3.1 OR CC-BY-NC-4.0", "(MIT OR llama3.1) AND CC-BY-4.0")

RANK = {Verdict.UNMET: 0, Verdict.UNKNOWN: 1, Verdict.MET: 2}

#: Parts that some definition on the shelf asks for.
ASKED = tuple(
    kind
    for kind in Kind
    if any(q.component is kind for id in shipped().definitions() for q in shipped().definition(id).questions)
)

#: Criteria that some definition leaves to a person.
CONCLUDABLE = tuple(
    sorted(
        {
            question.person
            for id in shipped().definitions()
            for question in shipped().definition(id).questions
            if question.person
        }
    )
)

#: Limits of numbers that some definition names.
LIMITS = tuple(
    sorted(
        {
            question.limit
            for id in shipped().definitions()
            for question in shipped().definition(id).questions
            if isinstance(question, Below)
        }
    )
)
#: Numbers below, at and above every limit that some definition names.
COMPUTE = ("1", *(f"{limit:g}" for limit in LIMITS), "1e30")

_SOURCES = tuple(Source(document, line) for document in ("README.md", "openness.yaml") for line in (1, 2))
SOURCES = st.sampled_from(_SOURCES)


def claims(values: Iterable[str]) -> st.SearchStrategy[Claim]:
    """Claims of some words, in several places and on every basis a file can have."""
    bases = (Basis.DECLARED, Basis.DETECTED, Basis.INFERRED)
    return st.sampled_from([Claim(str(v), basis, source) for v in values for basis in bases for source in _SOURCES])


def facts(values: Iterable[str], most: int = 2) -> st.SearchStrategy[Fact]:
    """Silent, known and disputed facts over some words."""
    return st.lists(claims(values), max_size=most).map(_fact)


def _fact(claims: Iterable[Claim]) -> Fact:
    return reduce(Fact.join, (Fact((claim,)) for claim in claims), SILENT)


def items(licences: Sequence[str] = PLAIN, names: Sequence[str] = ("", "Dolma")) -> st.SearchStrategy[Item]:
    """Items, named or about the component itself."""
    return st.builds(Item, st.sampled_from(tuple(names)), facts(Availability), facts(licences), facts(Extent, most=1))


def components(
    licences: Sequence[str] = PLAIN,
    names: Sequence[str] = ("", "Dolma"),
    kinds: Sequence[Kind] = ASKED,
    most: int = 6,
) -> st.SearchStrategy[tuple[Component, ...]]:
    """Several components, in the vocabulary's order."""
    component = st.builds(
        Component, st.sampled_from(kinds), st.lists(items(licences, names), max_size=2).map(joined_items)
    )
    return st.lists(component, max_size=most).map(joined_components)


def base_models(licences: Sequence[str] = PLAIN) -> st.SearchStrategy[BaseModel]:
    """Models a release may come from, by any relation."""
    return st.builds(
        BaseModel,
        st.sampled_from(("meta/base", "ai2/base")),
        st.sampled_from(Relation),
        SOURCES,
        facts(licences, most=1),
        st.sampled_from(("", "Meta", "Ai2")),
    )


def circumstances() -> st.SearchStrategy[tuple[tuple[str, Fact], ...]]:
    """Claims on the circumstances, the one that is a number included."""
    words = st.dictionaries(st.sampled_from([str(word) for word in Circumstance]), facts(("true", "false")), max_size=3)
    numbers = facts(COMPUTE).map(lambda fact: {TRAINING_COMPUTE: fact} if fact.claims else {})
    return st.tuples(words, numbers).map(lambda both: tuple(sorted({**both[0], **both[1]}.items())))


_DETAILS = {
    DetailSort.DAY: ("2026-11-24", "2026-11", "1999"),
    DetailSort.NUMBER: ("0", "7300000000", "0.5", "1e-07", "12345678901234567890"),
    DetailSort.MODALITY: tuple(Modality),
    DetailSort.TEXT: ("en", "no", "LlamaForCausalLM", "a: b"),
}


def details() -> st.SearchStrategy[tuple[tuple[str, Fact], ...]]:
    """Claims on the details that forms ask for: on those with several values too, and disputed ones."""
    pairs = [st.tuples(st.just(word.value), facts(_DETAILS[word.sort])) for word in ModelDetail]
    listed_pairs = st.lists(st.one_of(pairs), max_size=4, unique_by=lambda pair: pair[0])
    return listed_pairs.map(lambda listed: tuple(sorted((word, fact) for word, fact in listed if fact.claims)))


CONCLUSIONS = st.builds(
    Conclusion,
    st.sampled_from(CONCLUDABLE),
    st.sampled_from(("met", "unmet")),
    st.just("A. Reviewer"),
    st.just("2026-11-24"),
    st.just("looked at it"),
    SOURCES,
)


@st.composite
def releases(draw: st.DrawFn, licences: Sequence[str] = PLAIN, concluded: bool = False) -> Release:
    """Releases as one reader makes them."""
    return Release(
        producer=draw(facts(("Ai2", "Meta"), most=1)),
        components=draw(components(licences)),
        base_models=unordered(draw(st.lists(base_models(licences), max_size=1))),
        channels=draw(st.lists(claims(Channel), max_size=2).map(unordered)),
        circumstances=draw(circumstances()),
        conclusions=unordered(draw(st.lists(CONCLUSIONS, max_size=2))) if concluded else (),
        read=("openness.yaml",),
    )


_PLACES = st.builds(Source, st.sampled_from(("README.md", "config.json")), st.integers(1, 3))
HINTS = st.builds(LimitInProse, _PLACES, st.just("For research only."))
SIGNS = st.one_of(
    st.builds(LikelyPart, st.just(Kind.TRAINING_CODE), _PLACES, st.just("train.py")),
    st.builds(LoadedFrom, st.sampled_from(("org/base", "org/other")), _PLACES),
)


def whole_releases() -> st.SearchStrategy[Release]:
    """Releases with something in every field, few words in each: joining them must meet and keep them all."""
    documents = st.lists(st.sampled_from(("README.md", "LICENSE", "openness.yaml")), max_size=2).map(unordered)
    few = components(
        ("MIT", "Apache-2.0"), ("", "allenai/Dolma", "dolma", "C4", "…"), (Kind.DATASETS, Kind.TRAINING_CODE), 2
    )
    return st.builds(
        Release,
        name=facts(("OLMo 2", "olmo-2")),
        producer=facts(("Ai2",)),
        components=few,
        base_models=st.lists(base_models(("MIT",)), max_size=2).map(unordered),
        channels=st.lists(claims(Channel), max_size=2).map(unordered),
        labels=st.lists(claims(Label), max_size=1).map(unordered),
        circumstances=circumstances(),
        conclusions=st.lists(CONCLUSIONS, max_size=1).map(unordered),
        limits=st.lists(HINTS, max_size=1).map(unordered),
        signs=st.lists(SIGNS, max_size=2).map(unordered),
        read=documents,
        unread=documents,
        subject=st.sampled_from(("model", "dataset")),
        details=details(),
        terms=st.lists(
            st.builds(TermsElsewhere, claims(("MIT", "Apache-2.0")), st.just((Kind.TRAINING_CODE,))), max_size=2
        ).map(unordered),
    )


# Expressions

_WORDS = st.from_regex(r"[0-9A-Za-z.:_-]{1,12}", fullmatch=True).filter(
    lambda word: word.upper() not in ("AND", "OR", "WITH")
)
NAMES = st.builds(spdx.Name, _WORDS, st.booleans(), st.one_of(st.just(""), _WORDS))


def expressions(leaves: st.SearchStrategy[spdx.Name] = NAMES) -> st.SearchStrategy[spdx.Expression]:
    """Trees as `parse` makes them: no AND directly in an AND, no OR directly in an OR."""
    return st.recursive(
        leaves,
        lambda inner: st.builds(_flat, st.sampled_from((spdx.All, spdx.Any)), st.lists(inner, min_size=2, max_size=3)),
        max_leaves=12,
    )


def _flat(kind: type[spdx.All] | type[spdx.Any], parts: Iterable[spdx.Expression]) -> spdx.Expression:
    flat: list[spdx.Expression] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, spdx.All | spdx.Any) and type(part) is kind else (part,))
    return kind(tuple(flat))


# Answers to all questions of a definition, side by side


def every_answer(count: int) -> list[Column]:
    """For each of some questions its column over all 3^count worlds: digit i of a row's number in base 3 answers it."""
    columns = []
    for place in range(count):
        block = 3**place
        repeat = 3 ** (count - place - 1)
        met = int(("1" * block + "0" * 2 * block) * repeat, 2)
        unmet = int(("0" * 2 * block + "1" * block) * repeat, 2)
        columns.append(Column(met, unmet, 3**count))
    return columns


# Records

_RECORD = """
id   = "{id}"
name = "{id}, made up"

[read]
on    = 2026-11-24
from  = "made up"
whole = true

{body}
"""


def write_record(folder: Path, id: str, body: str) -> None:
    """Put a made-up licence record on a shelf."""
    file = folder / f"{id.removeprefix('LicenseRef-').lower()}.toml"
    file.write_text(_RECORD.format(id=id, body=body), encoding="utf-8")


FREE = "LicenseRef-Everything-Granted"


def free_shelf(folder: Path) -> Shelf:
    """The shipped shelf and one licence that grants everything and is on every list."""
    grants = "\n".join(f'{term.value} = {{ answer = true, clause = "1" }}' for term in Term if term.sort == "grant")
    lists = "\n".join(f"{term.value} = {{ answer = true, seen = 2026-11-24 }}" for term in Term if term.sort == "list")
    write_record(folder, FREE, f"[listed]\n{lists}\n\n[grants]\n{grants}")
    return Shelf((str(folder),))


# Weighing


def definitions() -> tuple[Definition, ...]:
    """Every definition on the shelf."""
    return tuple(map(shipped().definition, shipped().definitions()))


def ladders() -> tuple[Definition, ...]:
    """Every definition on the shelf the grades of which stand on one another."""
    return tuple(definition for definition in definitions() if definition.rungs)


def worlds_of(releases: Iterable[Release], shelf: Shelf | None = None) -> list[World]:
    """The worlds of some releases."""
    shelf = shelf or shipped()
    return [world_of(with_licences(named(release, shelf), shelf)) for release in releases]


def weighed(releases: Iterable[Release], definition: Definition, shelf: Shelf | None = None) -> list[Weighed]:
    """Resolved releases under a definition, in one pass."""
    return weigh_worlds(definition, worlds_of(releases, shelf))


def weighed_beside(
    release: Release, variants: Sequence[Release], shelf: Shelf | None = None
) -> Iterator[tuple[Definition, Weighed, Release, Weighed]]:
    """A resolved release and each of its variants under every definition."""
    worlds = worlds_of([release, *variants], shelf)
    for definition in definitions():
        before, *after = weigh_worlds(definition, worlds)
        for variant, weighed in zip(variants, after, strict=True):
            yield definition, before, variant, weighed


def with_item(release: Release, kind: Kind, old: Item | None, new: Item) -> Release:
    """The release with one item of a component in place of another."""
    items = release.component(kind).items
    kept = tuple(new if item is old else item for item in items) if old is not None else (*items, new)
    others = tuple(component for component in release.components if component.kind is not kind)
    return evolve(release, components=joined_components((*others, Component(kind, joined_items(kept)))))


def with_base(release: Release, base: BaseModel, licence: Fact) -> Release:
    """The release with one of its bases under another licence."""
    bases = (evolve(other, licence=licence) if other is base else other for other in release.base_models)
    return evolve(release, base_models=tuple(bases))


def with_circumstance(release: Release, name: str, fact: Fact) -> Release:
    """The release with this fact on a circumstance, in place of what there is."""
    others = (pair for pair in release.circumstances if pair[0] != name)
    return evolve(release, circumstances=tuple(sorted((*others, (name, fact)))))
