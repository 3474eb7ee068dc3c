"""The parts of a system: what somebody has in hand, and the bases whose terms reach it, each with its licence and its duties.

A system is a model with its base, adapters, data and code, each a release of its own.
"""

from collections.abc import Iterator, Sequence

from attrs import field, frozen

from openness.evaluation.obligations import Obligation, obligations_under, of_outputs
from openness.licensing.licence import Licence
from openness.release.claim import FROM_THE_TABLE, Claim, Fact, Rule
from openness.release.component import Item
from openness.release.names import producer_key
from openness.release.release import BaseModel, Release
from openness.resolution.lineage import same_licensor
from openness.resolution.resolved import Resolved, expressions_of
from openness.value import Value
from openness.vocabulary import Availability, Content, Kind, Relation, hub

_KEPT_BACK = frozenset((Availability.WITHHELD, Availability.NOT_USED))


@frozen(eq=False, repr=False)
class Part(Value):
    """A part of the system and what is known of its licence.

    Args:
        of: the release, or the base model.
        kind: the part of that release.
        item: the name of one item of it; empty for a part without named items.
        licences: the expressions it may be under; several where that is not known, none where nothing says it.
        duties: what these licences ask; of what was only trained on outputs, what they ask of that.
        producer: who made it; empty where no file says it.
        address: where it is; empty where no file says it.
        of_outputs: true for a model of which only outputs were used: nothing of it is handed on.
        known: the licences in these expressions that have a record, as they hold for this part.
    """

    of: str
    kind: Kind
    item: str = ""
    licences: tuple[str, ...] = ()
    duties: tuple[Obligation, ...] = ()
    producer: str = ""
    address: str = ""
    of_outputs: bool = False
    known: tuple[Licence, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        """The part in words."""
        if self.item:
            return self.of if self.is_own else f"{self.item} ({self.of})"
        return self.of if self.kind is Kind.MODEL_PARAMETERS_FINAL else f"{self.kind.label} of {self.of}"

    @property
    def is_choice(self) -> bool:
        """True where its licence is known, and leaves a choice of several."""
        return len(self.licences) == 1 and " OR " in self.licences[0]

    def is_bound_by(self, licence: str) -> bool:
        """True where it is under a licence whatever somebody chooses, and whichever licence it may be under."""
        from openness.licensing.expression import binds

        return all(binds(expression, {licence}) for expression in self.licences)

    @property
    def is_own(self) -> bool:
        """True where it is the release itself, or a part without a name of its own."""
        return self.item in ("", self.of)


@frozen(eq=False, repr=False)
class Member(Value):
    """One release of a system.

    Args:
        resolved: the release, and the licences its names may stand for.
        source: where it was read from, as given.
    """

    resolved: Resolved = field(repr=False)
    source: str

    @property
    def release(self) -> Release:
        """The release, with its licence names resolved."""
        return self.resolved.release

    @property
    def name(self) -> str:
        """The name it goes by in a notice."""
        return self.release.name.value or self.source

    @property
    def address(self) -> str:
        """The page of the release; empty where nothing tells."""
        data = self.release.subject == "dataset"
        kind = Kind.DATASETS if data else Kind.MODEL_PARAMETERS_FINAL
        return place(self.release.component(kind).items) or page_of(self.repository, data)

    @property
    def repository(self) -> str:
        """The name of its repository on the Hub; empty where no file, and not the place it lies in, tells of one alone.

        A title or a path may look like one.
        """
        names = {claim.value for claim in self.release.name.claims if _is_of_repository(claim)}
        names |= {claim.written for claim in self.release.producer.claims if claim.rule is Rule.HUB_OWNER}
        if not names and self.source.startswith(hub.SOURCE):
            names = {self.source.removeprefix(hub.SOURCE).partition("@")[0].removeprefix("datasets/")}
        return names.pop() if len(names) == 1 else ""


def _is_of_repository(name: Claim) -> bool:
    """True for a name that was read as that of a repository: of a folder in the Hub's cache, or out of a package URL."""
    return name.rule is Rule.HUB_CACHE or name.written.lower().startswith("pkg:huggingface/")


def parts_of(member: Member, names: frozenset[str]) -> Iterator[Part]:
    release, licences = member.release, member.resolved.licences
    for component in release.components:
        for item in component.spoken:
            if _is_handed_over(component.kind, item):
                fact, data = _stated(item.licence), component.kind in (Kind.DATASETS, Kind.EVALUATION_DATA)
                repository = item.name if item.on_hub else "" if item.name else member.repository
                itself = data and release.subject == "dataset" and not item.name
                yield Part(
                    member.name,
                    component.kind,
                    member.name if itself else item.name,
                    tuple(expressions_of(fact)),
                    tuple(obligations_under(fact, component.kind, "", licences)),
                    (not item.name and release.producer.value) or _account(repository),
                    place((item,)) or (page_of(repository, data) if item.name else member.address),
                    known=tuple(member.resolved.licences_of(fact)),
                )
    for base in release.base_models:
        made_from = base.relation is not Relation.SAME_ARCHITECTURE and not same_licensor(release, base)
        if made_from and base.name.lower() not in names:
            yield _of_base(base, member)


def _of_base(base: BaseModel, member: Member) -> Part:
    """A base model; of one whose outputs alone were used, the duties that reach what is made from them."""
    fact, kind = base.licence.settled, Kind.MODEL_PARAMETERS_FINAL
    duties = tuple(obligations_under(fact, kind, base.name, member.resolved.licences))
    if not base.relation.carries_terms:
        duties = tuple(of_outputs(duties, base.relation, member.resolved.licences))
    return Part(
        base.name or f"the base model of {member.name}, which nothing names",
        kind,
        "",
        tuple(expressions_of(fact)),
        duties,
        _maker(base),
        page_of(base.name) or member.address,
        not base.relation.carries_terms,
        tuple(member.resolved.licences_of(fact)),
    )


def _maker(base: BaseModel) -> str:
    """The maker of a base, with the licensor where the table of well-known models names another."""
    account = _account(base.name)
    is_listed = any(claim.rule in FROM_THE_TABLE for claim in base.licence.claims)
    if is_listed and account and base.producer and producer_key(account) != producer_key(base.producer):
        return f"{account}, on terms of {base.producer}"
    return base.producer or account


def _is_handed_over(kind: Kind, item: Item) -> bool:
    """True for an item that somebody has in hand and whose licence counts: weights, code and data, and whatever has a licence.

    A part that is kept back is in nobody's hands, one that is only named may be, and a library is another's.
    """
    claims = (*item.availability.claims, *item.licence.claims)
    if not claims or item.availability.value in _KEPT_BACK or all(claim.rule is Rule.LIBRARY_NAME for claim in claims):
        return False
    return bool(item.licence.claims) or kind.content is not Content.DOCUMENT


def _stated(fact: Fact) -> Fact:
    """A licence fact without what a rule made of a library."""
    return Fact(tuple(claim for claim in fact.settled.claims if claim.rule is not Rule.LIBRARY_NAME))


def place(items: Sequence[Item]) -> str:
    """The first address at which one of some items is."""
    claims: Iterator[Claim] = (claim for item in items for claim in item.location.claims)
    return next((claim.value for claim in claims if claim.value.startswith(("https://", "http://"))), "")


def page_of(name: str, data: bool = False) -> str:
    """The page on the Hub of a model or a data set that is called as repositories there are; empty for other names.

    >>> page_of("meta-llama/Llama-3.1-8B"), page_of("allenai/dolma", data=True), page_of("Heron 7B")
    ('https://huggingface.co/meta-llama/Llama-3.1-8B', 'https://huggingface.co/datasets/allenai/dolma', '')
    """
    if not hub.is_repository(name, owned=True):
        return ""
    return f"https://huggingface.co/{'datasets/' if data else ''}{name}"


def _account(name: str) -> str:
    """The account in a name as the Hub has them; empty where there is none."""
    return name.rpartition("/")[0] if hub.is_repository(name, owned=True) else ""
