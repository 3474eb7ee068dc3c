"""The contents of a notice: what must accompany a system when somebody uses, changes, hosts or passes it on.

A system is a model with its base, adapters, data and code, each a release of its own. Nothing here is invented: a text is
one that was found beside a release or that ships, a copyright line stands in a file that was read, words are those that a
record quotes. What a licence asks for and no file holds is a value too (`Missing`), with the address where it may be had.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from attrs import field, frozen

from openness.evaluation.obligations import Obligation, asked_of
from openness.licensing.clauses import cited
from openness.licensing.expression import All, Any, Expression, Name, ids, parse
from openness.licensing.licence import Licence
from openness.licensing.matching.normalise import copyright_lines
from openness.release.claim import UNIDENTIFIED, Claim, Fact, Rule
from openness.release.component import Item
from openness.release.location import Source
from openness.release.release import BaseModel, LicenceText, Release
from openness.resolution.lineage import same_licensor
from openness.resolution.resolved import Resolved, expressions_of
from openness.resolution.texts import is_notice
from openness.shelf.shelf import Shelf
from openness.vocabulary import Availability, Content, Kind, Relation, hub
from openness.vocabulary.duties import OF_OUTPUTS, Act, Duty, Lack
from openness.vocabulary.value import Value

_OPERATORS = ("AND", "OR", "WITH")
_KEPT_BACK = frozenset((Availability.WITHHELD, Availability.NOT_USED))
#: A line of a licence's form that somebody must fill in.
_BLANK = re.compile(
    r"(?i)[<\[{](?:insert |the )?(?:years?|yyyy|dates?|names?|full ?name|copyright|owner|holder|author)"
)


@frozen(eq=False, repr=False)
class Missing(Value):
    """A thing that a notice needs and that is not at hand.

    Args:
        lack: the sort of thing.
        of: the release, base model or part that it belongs to.
        what: the name of a licence, the words, or the file; empty where `of` says it all.
        asked: the licence and the clause that ask for it; empty where none is known.
        address: where to look for it; empty where no file says it.
    """

    lack: Lack
    of: str
    what: str = ""
    asked: str = ""
    address: str = ""

    def __str__(self) -> str:
        """The thing in words, without its address."""
        asked = f" ({self.asked})" if self.asked else ""
        match self.lack:
            case Lack.PART_LICENCE:
                return f"the licence of {self.of}" + (f", which may be {self.what}" if self.what else "")
            case Lack.UNREAD_CLAUSES:
                return f"the other clauses of {self.what}, for {self.of}: openness knows its text in part only"
            case Lack.NAMED_DATA:
                return f"the licence of {self.what}, which {self.of} names: add its card or folder to the call"
            case Lack.LICENCE_TEXT:
                return f"the text of {self.what}, for {self.of}{asked}"
            case Lack.COPYRIGHT_LINES:
                return f"the copyright lines and notices of {self.of}{asked}"
            case Lack.CREDIT:
                return f"the name of whoever made {self.of}, to give credit{asked}"
            case Lack.NAME_PREFIX:
                return f"a name for {self.of} that begins with “{self.what}”{asked}"
            case Lack.UNREAD_FILE:
                return f"the content of {self.what}, which was found with {self.of} and not read"

    def to_dict(self) -> dict[str, object]:
        """The thing as the JSON of `openness notice`."""
        return {
            "lack": self.lack.value,
            "says": str(self),
            "of": self.of,
            "what": self.what or None,
            "asked": self.asked or None,
            "address": self.address or None,
        }


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
    """

    of: str
    kind: Kind
    item: str = ""
    licences: tuple[str, ...] = ()
    duties: tuple[Obligation, ...] = ()
    producer: str = ""
    address: str = ""

    def __str__(self) -> str:
        """The part in words."""
        if self.item:
            return self.of if self.is_own else f"{self.item} ({self.of})"
        return self.of if self.kind is Kind.MODEL_PARAMETERS_FINAL else f"{self.kind.label} of {self.of}"

    @property
    def is_own(self) -> bool:
        """Whether it is the release itself, or a part without a name of its own."""
        return self.item in ("", self.of)


@frozen(eq=False, repr=False)
class Asked(Value):
    """One duty, with the licences that ask it and the parts that bring them.

    Args:
        duty: what must be done.
        says: what is asked, in the record's words.
        clause: where each of the licences says so.
        words: the words to show, the name to give or the notice to keep; empty where none are prescribed.
        licences: the ids of the licences.
        parts: the parts that are under one of them for certain.
        perhaps: those that may be, or are by choice.
    """

    duty: Duty
    says: str
    clause: str
    words: str
    licences: tuple[str, ...]
    parts: tuple[Part, ...]
    perhaps: tuple[Part, ...]


@frozen(eq=False, repr=False)
class Text(Value):
    """A licence text, a notice, or another text that was found with a release.

    Args:
        licences: the ids of the licences whose texts stand in it; empty where it is not identified, and of a notice.
        text: the text as it was found.
        source: the file it stands in; empty for a text that comes with openness.
        of: the releases that it was found with, or that need it.
    """

    licences: tuple[str, ...]
    text: str = field(repr=False)
    source: str
    of: tuple[str, ...]


@frozen(eq=False, repr=False)
class CopyrightLine(Value):
    """A copyright line, as it was read.

    Args:
        text: the line.
        source: where it stands.
        of: the release that it was found with.
    """

    text: str
    source: Source
    of: str


@frozen(eq=False, repr=False)
class Change(Value):
    """A release made from another.

    Args:
        of: the release.
        base: the name of what it was made from; empty where nothing says it.
        relation: how it was made.
        source: where that stands.
    """

    of: str
    base: str
    relation: Relation
    source: Source


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
        return _place(self.release.component(kind).items) or page_of(self.name, data)


@frozen(slots=False, eq=False, repr=False)
class Contents(Value):
    """The contents of a notice.

    Args:
        members: the releases of the system.
        act: the occasion.
    """

    members: tuple[Member, ...]
    act: Act
    _shelf: Shelf = field(repr=False, eq=False)

    @property
    def data(self) -> str:
        """The version of the licence data."""
        return self._shelf.data

    def licence(self, id: str) -> Licence | None:
        """The licence with this id; None where no record has it."""
        return self._shelf.licence(id)

    def name_of(self, id: str) -> str:
        """The name of a licence; its id where SPDX lists it, or where no record has it."""
        if id == UNIDENTIFIED:
            return "a text that openness does not know"
        licence = self.licence(id)
        return licence.name if licence and not licence.listed_by_spdx else id.removeprefix("LicenseRef-")

    def names_in(self, expression: str) -> str:
        """An expression with the names of its licences."""
        return re.sub(
            r"[\w.+:-]+", lambda word: word[0] if word[0] in _OPERATORS else self.name_of(word[0]), expression
        )

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts that someone has in hand, and the bases whose terms reach them, each with its licence."""
        return tuple(dict.fromkeys(part for member in self.members for part in _parts(member, self._names)))

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Every duty of every licence, on whatever occasion, in the order of the vocabulary."""
        grouped: dict[tuple[Duty, str, str, str], list[tuple[Obligation, Part]]] = {}
        for part in self.parts:
            for one in part.duties:
                grouped.setdefault((one.duty, one.says, one.clause, one.words), []).append((one, part))
        asked = []
        for key, pairs in grouped.items():
            ids = dict.fromkeys(one.licence for one, _ in pairs)
            sure = dict.fromkeys(part for one, part in pairs if one.certain)
            perhaps = dict.fromkeys(part for _, part in pairs if part not in sure)
            asked.append(Asked(*key, tuple(ids), tuple(sure), tuple(perhaps)))
        return tuple(sorted(asked, key=lambda one: list(Duty).index(one.duty)))

    def due(self, act: Act) -> tuple[Asked, ...]:
        """The duties that fall due with an act."""
        return tuple(one for one in self.asked if act in one.duty.when)

    @cached_property
    def copyrights(self) -> tuple[CopyrightLine, ...]:
        """The copyright lines of licence files, notices and SBOMs, each once for each release.

        A line of a licence's own text is about the licence, and a line of a form is about nobody.
        """
        lines = {
            (member.name, " ".join(line.text.split()).lower()): line
            for member in reversed(self.members)
            for line in reversed(list(self._lines(member)))
        }
        order = {member.name: at for at, member in reversed([*enumerate(self.members)])}
        return tuple(sorted(lines.values(), key=lambda line: (order[line.of], line.source.order)))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The members that were made from another model, with how."""
        return tuple(
            Change(member.name, base.name, base.relation, base.source)
            for member in self.members
            for base in member.release.base_models
            if base.relation.carries_terms
        )

    @cached_property
    def notices(self) -> tuple[Text, ...]:
        """The notices found with the releases, each once."""
        return _each_once(
            Text((), text.text, text.source.document, (member.name,))
            for member in self.members
            for text in member.release.texts
            if is_notice(text) and text.text.strip()
        )

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """The licence texts that must go along, each once: those found with the releases, then those that ship.

        A text that was found and not identified, or that differs from the one known, goes along too.
        """
        found: list[Text] = []
        covered: set[str] = set()
        for text in sorted(self._found, key=lambda one: -len(one.licences)):
            if not text.licences or not covered.issuperset(text.licences):
                found.append(text)
                covered.update(text.licences)
        forms = set(map(_form, covered))
        shipped = (
            Text((id,), words, "", tuple(dict.fromkeys(map(str, parts))))
            for id, parts in self._needed.items()
            if _form(id) not in forms and (words := self._shelf.text(id))
        )
        return (*_each_once(found), *_each_once(shipped))

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """What is not at hand, the licences that are not known first."""
        every = (
            *self._unknown_licences(),
            *self._unread_clauses(),
            *self._missing_texts(),
            *self._missing_copyrights(),
            *self._missing_names(),
            *self._unread(),
        )
        return tuple(sorted(dict.fromkeys(every), key=lambda one: list(Lack).index(one.lack)))

    @property
    def gives_texts(self) -> bool:
        """True where licence texts go along on this occasion."""
        return bool(self._bringing)

    # How they are found

    @cached_property
    def _names(self) -> frozenset[str]:
        """The names of the members, in lower case."""
        return frozenset(name.lower() for member in self.members for name in member.release.name.values)

    @property
    def _bringing(self) -> tuple[Duty, ...]:
        """The duties for which a licence's text goes along on this occasion.

        Whoever hosts gives it where users are bound by limits in it or must see its words.
        """
        return {Act.PASS_ON: (Duty.INCLUDE_LICENCE,), Act.HOST: (Duty.FLOW_DOWN, Duty.DISPLAY)}.get(self.act, ())

    @cached_property
    def _needed(self) -> dict[str, tuple[Part, ...]]:
        """By the id of each licence whose text must go along, the parts that need it.

        A record that was made from a part of the text alone may not know that it asks for that.
        """
        needed: dict[str, dict[Part, None]] = {}
        for part in self.parts if self.gives_texts else ():
            for id in dict.fromkeys(id for expression in part.licences for id in ids(expression)):
                licence = self.licence(id)
                if licence is not None and (_reads_in_part(licence) or any(map(licence.duties.get, self._bringing))):
                    needed.setdefault(id, {})[part] = None
        return {id: tuple(parts) for id, parts in needed.items()}

    @cached_property
    def _found(self) -> tuple[Text, ...]:
        """The licence texts found with the releases, where texts go along."""
        if not self.gives_texts:
            return ()
        return tuple(
            Text(self._identified(text), text.text, text.source.document, (member.name,))
            for member in self.members
            for text in member.release.texts
            if text.text.strip() and not is_notice(text)
        )

    def _identified(self, text: LicenceText) -> tuple[str, ...]:
        """The licences whose own words stand in a text; none where it adds or changes any."""
        matches = self._shelf.identify(text.text)
        if any(match.kind not in ("exact", "same-wording") for match in matches):
            return ()
        return tuple(dict.fromkeys(match.licence for match in matches))

    def _lines(self, member: Member) -> Iterator[CopyrightLine]:
        for text in member.release.texts:
            known = [self._shelf.text(id) or "" for id in self._identified(text)]
            own = {line for words in known for _, line in copyright_lines(words)}
            for number, line in copyright_lines(text.text):
                if line not in own and not _BLANK.search(line):
                    source = Source(text.source.document, max(text.source.line, 1) + number - 1)
                    yield CopyrightLine(line, source, member.name)
        for claim in member.release.copyrights:
            yield CopyrightLine(claim.value, claim.source, member.name)

    # What is missing

    def _unknown_licences(self) -> Iterator[Missing]:
        for part in self.parts:
            known = [id for expression in part.licences for id in ids(expression) if self.licence(id) is not None]
            unknown = [id for expression in part.licences for id in ids(expression) if self.licence(id) is None]
            if len(part.licences) != 1 or unknown:
                names = [self.names_in(expression) for expression in part.licences]
                address = part.address or next(filter(None, map(self._address, known)), "")
                yield Missing(Lack.PART_LICENCE, str(part), " or ".join(names), address=address)
        for member in self.members:
            for item in member.release.component(Kind.DATASETS).spoken:
                if item.name and item.silent and item.name.lower() not in self._names:
                    address = _place((item,)) or page_of(item.name, data=True)
                    yield Missing(Lack.NAMED_DATA, member.name, item.name, address=address)

    def _missing_texts(self) -> Iterator[Missing]:
        have = {_form(id) for text in self.texts for id in text.licences}
        for part in self.parts if self.gives_texts else ():
            for expression in part.licences if len(part.licences) == 1 else ():
                for id in self._without_text(parse(expression), have):
                    licence = self.licence(id)
                    if id in self._needed or id in self._shelf.exceptions:
                        duty = next(filter(None, map(licence.duties.get, self._bringing)), None) if licence else None
                        asked = cited(duty.clause) if duty else ""
                        yield Missing(Lack.LICENCE_TEXT, str(part), self.name_of(id), asked, self._address(id))

    def _unread_clauses(self) -> Iterator[Missing]:
        for part in self.parts:
            for id in ids(part.licences[0]) if len(part.licences) == 1 else ():
                licence = self.licence(id)
                if licence is not None and _reads_in_part(licence):
                    yield Missing(Lack.UNREAD_CLAUSES, str(part), self.name_of(id), address=self._address(id))

    def _without_text(self, expression: Expression, have: set[str]) -> tuple[str, ...]:
        """The ids in an expression whose text is not at hand; of a choice, those of the alternative that lacks least."""
        if isinstance(expression, Name):
            wanted = (str(Name(expression.id, expression.later)), *filter(None, (expression.exception,)))
            return tuple(id for id in wanted if _form(id) not in have)
        lacking = [self._without_text(part, have) for part in expression.parts]
        if isinstance(expression, Any):
            return min(lacking, key=len)
        assert isinstance(expression, All)
        return tuple(dict.fromkeys(id for ids in lacking for id in ids))

    def _address(self, id: str) -> str:
        """Where a licence's text is."""
        licence = self.licence(id)
        if licence is not None and licence.text:
            return licence.text
        listed = licence.listed_by_spdx if licence else id in self._shelf.exceptions
        return f"https://spdx.org/licenses/{id}.html" if listed else ""

    def _missing_copyrights(self) -> Iterator[Missing]:
        """The copyright lines that licences ask to keep, of every part of which none was read.

        A line beside a derivative may be its own, so it is none of its base. A licence made for data or documents alone
        asks for credit: there the name of whoever made it will do.
        """
        found = {line.of for line in self.copyrights} | {name for text in self.notices for name in text.of}
        for one in self.due(self.act):
            if one.duty is not Duty.ATTRIBUTION or one.words:
                continue
            for part in one.parts:
                licences = [id for id in one.licences if any(duty.licence == id for duty in part.duties)]
                by_name = all(map(self._asks_for_credit, licences))
                if not (part.of in found and part.is_own) and not (by_name and part.producer):
                    lack = Lack.CREDIT if by_name else Lack.COPYRIGHT_LINES
                    yield Missing(lack, str(part), "", self._asking(one, licences), part.address)

    def _asking(self, one: Asked, licences: Sequence[str]) -> str:
        """The licences and the clause that ask for something."""
        return f"{', '.join(map(self.name_of, licences))}, {cited(one.clause)}"

    def _asks_for_credit(self, id: str) -> bool:
        """True for a licence that is made for data or documents, where a name is credit."""
        licence = self.licence(id)
        return licence is not None and bool(licence.made_for) and "code" not in licence.made_for

    def _missing_names(self) -> Iterator[Missing]:
        """The names that licences ask for and that a derivative does not have."""
        due = [one for one in self.due(self.act) if one.duty is Duty.NAMING and one.words]
        asking = [(one, {part.of for part in one.parts}) for one in due]
        for member in self.members:
            bases = [
                base.name for base in member.release.base_models if base.relation is not Relation.SAME_ARCHITECTURE
            ]
            for one, parts in asking if bases else ():
                concerned = not parts.isdisjoint((member.name, *bases))
                if concerned and not _last(member.name).startswith(one.words.lower()):
                    asked = self._asking(one, one.licences)
                    yield Missing(Lack.NAME_PREFIX, member.name, one.words, asked, self._address(one.licences[0]))

    def _unread(self) -> Iterator[Missing]:
        for member in self.members:
            texts = [text.source.document for text in member.release.texts if not text.text.strip()]
            for document in dict.fromkeys((*texts, *member.release.unread)):
                yield Missing(Lack.UNREAD_FILE, member.name, document, address=member.address)


def contents(system: Iterable[Member], act: Act, shelf: Shelf) -> Contents:
    """The contents of the notice of a system.

    Args:
        system: its releases: a model, its base, adapters, data, code.
        act: the occasion.
        shelf: where licences and their texts are looked up.
    """
    return Contents(tuple(system), act, shelf)


def page_of(name: str, data: bool = False) -> str:
    """The page on the Hub of a model or a data set that is called as repositories there are; empty for other names.

    >>> page_of("meta-llama/Llama-3.1-8B"), page_of("allenai/dolma", data=True), page_of("Heron 7B")
    ('https://huggingface.co/meta-llama/Llama-3.1-8B', 'https://huggingface.co/datasets/allenai/dolma', '')
    """
    if not hub.is_repository(name, owned=True):
        return ""
    return f"https://huggingface.co/{'datasets/' if data else ''}{name}"


def _parts(member: Member, names: frozenset[str]) -> Iterator[Part]:
    release, licences = member.release, member.resolved.licences
    for component in release.components:
        for item in component.spoken:
            if _is_handed_over(component.kind, item):
                fact, data = _stated(item.licence), component.kind in (Kind.DATASETS, Kind.EVALUATION_DATA)
                itself = data and release.subject == "dataset" and not item.name
                yield Part(
                    member.name,
                    component.kind,
                    member.name if itself else item.name,
                    tuple(expressions_of(fact)),
                    tuple(asked_of(fact, component.kind, "", licences)),
                    _account(item.name) if item.name else release.producer.value or _account(member.name),
                    _place((item,)) or (page_of(item.name, data) if item.name else member.address),
                )
    for base in release.base_models:
        made_from = base.relation is not Relation.SAME_ARCHITECTURE and not same_licensor(release, base)
        if made_from and base.name.lower() not in names:
            yield _of_base(base, member)


def _of_base(base: BaseModel, member: Member) -> Part:
    """A base model; of one whose outputs alone were used, the duties that reach what is made from them."""
    fact, kind = base.licence.settled, Kind.MODEL_PARAMETERS_FINAL
    duties = tuple(asked_of(fact, kind, base.name, member.resolved.licences))
    if not base.relation.carries_terms:
        duties = tuple(one for one in duties if one.duty in OF_OUTPUTS)
    return Part(
        base.name or f"the base model of {member.name}, which nothing names",
        kind,
        "",
        tuple(expressions_of(fact)),
        duties,
        base.producer or _account(base.name),
        page_of(base.name) or member.address,
    )


def _is_handed_over(kind: Kind, item: Item) -> bool:
    """True for an item that somebody has in hand and whose licence counts: weights, code and data, and whatever has a licence.

    A part that is kept back is in nobody's hands, one that is only named may be, and a library is another's.
    """
    claims = (*item.availability.claims, *item.licence.claims)
    if not claims or item.availability.value in _KEPT_BACK or all(one.rule is Rule.LIBRARY_NAME for one in claims):
        return False
    return bool(item.licence.claims) or kind.content is not Content.DOCUMENT


def _stated(fact: Fact) -> Fact:
    """A licence fact without what a rule made of a library."""
    return Fact(tuple(claim for claim in fact.settled.claims if claim.rule is not Rule.LIBRARY_NAME))


def _place(items: Sequence[Item]) -> str:
    """The first address at which one of some items is."""
    claims: Iterator[Claim] = (claim for item in items for claim in item.location.claims)
    return next((claim.value for claim in claims if claim.value.startswith(("https://", "http://"))), "")


def _reads_in_part(licence: Licence) -> bool:
    """True for a record that may not know all that its licence asks: its text was not read, or not to its end."""
    return not licence.family and (licence.read is None or not licence.read.whole)


def _account(name: str) -> str:
    """The account in a name as the Hub has them; empty where there is none."""
    return name.rpartition("/")[0] if hub.is_repository(name, owned=True) else ""


def _form(id: str) -> str:
    """A licence without the words for later versions: their text is the same."""
    return id.removesuffix("+").removesuffix("-or-later").removesuffix("-only")


def _last(name: str) -> str:
    """A name without its account, in lower case."""
    return name.rpartition("/")[2].strip().lower()


def _each_once(texts: Iterable[Text]) -> tuple[Text, ...]:
    """The texts, those with the same words made one."""
    kept: dict[str, Text] = {}
    for text in texts:
        key = " ".join(text.text.split())
        before = kept.get(key, text)
        of = tuple(dict.fromkeys((*before.of, *text.of)))
        kept[key] = Text(before.licences, before.text, before.source, of)
    return tuple(kept.values())
