"""The contents of a notice: what must accompany a system when somebody uses, changes, hosts or passes it on.

Words are those that a record quotes. What a licence asks for and no file holds is a value too (`lacking`, beside it).
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from attrs import field, frozen

from openness.errors import OpennessError, Problem, chosen, nearest
from openness.evaluation import lineage
from openness.evaluation.notice.system import Member, Part, parts_of
from openness.evaluation.notice.texts import CopyrightLine, FoundText, Library, each_once, form, library_for, lines_of
from openness.evaluation.obligations import Obligation
from openness.evaluation.uses.asked import asks_first
from openness.licensing.clauses import DutyClause
from openness.licensing.expression import ids
from openness.licensing.licence import Licence
from openness.licensing.name_asked import NameAsked
from openness.release.finding import Finding
from openness.release.location import Source
from openness.release.release import Found
from openness.resolution.resolved import read_together, resolved
from openness.resolution.texts import is_notice
from openness.shelf.shelf import Shelf
from openness.value import Value
from openness.vocabulary import NOASSERTION, WEIGHTS, Kind, Relation
from openness.vocabulary.duties import Act, Duty

_OPERATORS = ("AND", "OR", "WITH")


@frozen(eq=False, repr=False)
class DutyAsked(Value):
    """One duty, with the licences that ask it and the parts that bring them.

    Args:
        duty: what must be done.
        says: what is asked, in the record's words.
        clause: where each of the licences says so.
        words: the words to show, the name to give or the notice to keep; empty where none are prescribed.
        when: the acts with which it falls due.
        licences: the ids of the licences.
        parts: the parts that are under one of them for certain.
        perhaps: those that may be, or are by choice.
    """

    duty: Duty
    says: str
    clause: str
    words: str
    when: tuple[Act, ...]
    licences: tuple[str, ...]
    parts: tuple[Part, ...]
    perhaps: tuple[Part, ...]


@frozen(eq=False, repr=False)
class Derivation(Value):
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


@frozen(slots=False, eq=False, repr=False)
class Contents(Value):
    """The contents of a notice.

    Args:
        members: the releases of the system.
        act: the occasion.
        library: the licences and their texts.
        ship: the kinds of part that somebody has in hand; None for all that the releases offer.
        conflicts: pairs of a member's name and a finding that its licence, or those of its bases, do not fit together.
    """

    members: tuple[Member, ...]
    act: Act
    library: Library = field(repr=False, eq=False)
    ship: frozenset[Kind] | None = None
    conflicts: tuple[tuple[str, Finding], ...] = ()

    @property
    def data(self) -> str:
        """The version of the licence data."""
        return self.library.data

    def licence(self, id: str) -> Licence | None:
        """The licence with this id; None where no record has it."""
        return self.library.licences.licence(id)

    def name_asked(self, asked: DutyAsked) -> NameAsked | None:
        """The name that a duty of naming asks for."""
        licence = self.licence(asked.licences[0])
        return licence.name_asked if licence else None

    def name_of(self, id: str) -> str:
        """The name of a licence; its id where SPDX lists it, or where no record has it."""
        if id == NOASSERTION:
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
        parts = dict.fromkeys(part for member in self.members for part in parts_of(member, self.names))
        return tuple(part for part in parts if self.ships(part.kind))

    @property
    def offers_several(self) -> bool:
        """True where one of the releases offers more than one kind of part: somebody may not pass on all of them."""
        kinds = {(part.of, part.kind) for part in self.parts}
        return any(len({kind for of, kind in kinds if of == member.name}) > 1 for member in self.members)

    def ships(self, kind: Kind) -> bool:
        """True for a kind of part that somebody has in hand."""
        return self.ship is None or kind in self.ship

    def at_odds(self, part: Part) -> tuple[str, ...]:
        """The bases whose licences conflict with the licence of a part; none where it is no release's own weights."""
        if part.kind is not WEIGHTS or part.item:
            return ()
        every = (base for name, found in self.conflicts if name == part.of for base in found.subject.bases)
        return tuple(dict.fromkeys(every))

    @cached_property
    def asked(self) -> tuple[DutyAsked, ...]:
        """Every duty of every licence, on whatever occasion, in the order of the vocabulary."""
        grouped: dict[tuple[Duty, str, str, str, tuple[Act, ...]], list[tuple[Obligation, Part]]] = {}
        for part in self.parts:
            for obligation in part.duties:
                key = obligation.duty, obligation.says, obligation.clause, obligation.words, obligation.when
                grouped.setdefault(key, []).append((obligation, part))
        asked = []
        for key, pairs in grouped.items():
            ids = dict.fromkeys(obligation.licence for obligation, _ in pairs)
            sure = dict.fromkeys(part for obligation, part in pairs if obligation.certain)
            perhaps = dict.fromkeys(part for _, part in pairs if part not in sure)
            asked.append(DutyAsked(*key, tuple(ids), tuple(sure), tuple(perhaps)))
        return tuple(sorted(asked, key=lambda duty: list(Duty).index(duty.duty)))

    def due(self, act: Act) -> tuple[DutyAsked, ...]:
        """The duties that fall due with an act, those of the acts that it brings included: as `may` tells them."""
        return tuple(asked for asked in self.asked if self.falls_due(asked, act))

    def falls_due(self, asked: DutyAsked, act: Act) -> bool:
        """True for a duty that falls due with an act."""
        if any(each in asked.when for each in act.brings):
            return True
        return any(asks_first(licence, asked.duty) for licence in filter(None, map(self.licence, asked.licences)))

    @cached_property
    def copyrights(self) -> tuple[CopyrightLine, ...]:
        """The copyright lines of licence files, notices and SBOMs, each once for each release.

        A line of a licence's own text is about the licence, and a line of a form is about nobody.
        """
        lines = {
            (member.name, " ".join(line.text.split()).lower()): line
            for member in reversed(self.members)
            for line in reversed(list(lines_of(member, self.library)))
        }
        order = {member.name: at for at, member in reversed([*enumerate(self.members)])}
        return tuple(sorted(lines.values(), key=lambda line: (order[line.of], line.source.order)))

    @cached_property
    def changes(self) -> tuple[Derivation, ...]:
        """The members that were made from another model, with how."""
        return tuple(
            Derivation(member.name, base.name, base.relation, base.source)
            for member in self.members
            for base in member.release.derived_from
        )

    @cached_property
    def notices(self) -> tuple[FoundText, ...]:
        """The notices found with the releases, each once."""
        return each_once(
            FoundText((), text.text, text.source.document, (member.name,))
            for member in self.members
            for text in member.release.texts
            if is_notice(text) and text.text.strip()
        )

    @cached_property
    def texts(self) -> tuple[FoundText, ...]:
        """The licence texts that must go along, each once: those found with the releases, then those that ship.

        A text that was found and not identified, or that differs from the one known, goes along too.
        """
        found: list[FoundText] = []
        covered: set[str] = set()
        for text in sorted(self._found, key=lambda text: -len(text.licences)):
            if not text.licences or not covered.issuperset(text.licences):
                found.append(text)
                covered.update(text.licences)
        forms = set(map(form, covered))
        shipped = (
            FoundText((id,), words, "", tuple(dict.fromkeys(map(str, parts))))
            for id, parts in self.needed.items()
            if form(id) not in forms and (words := self.library.texts.get(id))
        )
        return (*each_once(found), *each_once(shipped))

    @property
    def gives_texts(self) -> bool:
        """True where licence texts go along on this occasion."""
        return self.act in (Act.PASS_ON, Act.HOST)

    # How they are found

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the members, in lower case."""
        return frozenset(name.lower() for member in self.members for name in member.release.name.values)

    def bringing(self, licence: Licence) -> DutyClause | None:
        """The duty for which a licence's text goes along on this occasion; None where it need not.

        Whoever hosts gives it where the licence asks for it, where users are bound by limits in it or must see its words.
        """
        include = licence.duties.get(Duty.INCLUDE_LICENCE)
        if include and any(act in include.when for act in self.act.brings):
            return include
        others = (Duty.FLOW_DOWN, Duty.DISPLAY) if self.act is Act.HOST else ()
        return next(filter(None, map(licence.duties.get, others)), None)

    @cached_property
    def needed(self) -> dict[str, tuple[Part, ...]]:
        """By the id of each licence whose text must go along, the parts that need it.

        A record that was made from a part of the text alone may not know that it asks for that.
        """
        needed: dict[str, dict[Part, None]] = {}
        for part in self.parts if self.gives_texts else ():
            for id in dict.fromkeys(id for expression in part.licences for id in ids(expression)):
                licence = self.licence(id)
                if licence is not None and self._goes_along(licence, part):
                    needed.setdefault(id, {})[part] = None
        return {id: tuple(parts) for id, parts in needed.items()}

    def _goes_along(self, licence: Licence, part: Part) -> bool:
        """True where the text of a part's licence goes along; of a model whose outputs alone were used if that is asked."""
        if not part.of_outputs:
            return licence.read_in_part or self.bringing(licence) is not None
        return any(
            obligation.duty is Duty.INCLUDE_LICENCE and obligation.licence == licence.id and self.act in obligation.when
            for obligation in part.duties
        )

    @cached_property
    def _found(self) -> tuple[FoundText, ...]:
        """The licence texts found with the releases, where texts go along."""
        if not self.gives_texts:
            return ()
        return tuple(
            FoundText(licences, text.text, text.source.document, (member.name,), policies)
            for member in self.members
            for text in member.release.texts
            if text.text.strip() and not is_notice(text)
            for licences, policies in (self.library.identified[text.text],)
        )


def contents(system: Iterable[Member], act: Act, shelf: Shelf, ship: frozenset[Kind] | None = None) -> Contents:
    """The contents of the notice of a system.

    Args:
        system: its releases: a model, its base, adapters, data, code.
        act: the occasion.
        shelf: where licences and their texts are looked up.
        ship: the kinds of part that somebody has in hand; None for all that the releases offer.
    """
    members = tuple(system)
    conflicts = (
        (member.name, finding)
        for member in (members if ship is None or WEIGHTS in ship else ())
        for finding in lineage.doubts(member.resolved, shelf)[0]
    )
    return Contents(members, act, library_for(members, shelf), ship, tuple(conflicts))


def kinds_of(words: Iterable[str]) -> frozenset[Kind]:
    """The kinds of part that words name, each by its id or by what people call it: `weights`, `training-code`.

    Raises:
        OpennessError: with the nearest words, for each that names none.

    >>> sorted(kinds_of(["weights", "inference-code"]))
    [<Kind.INFERENCE_CODE: 'inference-code'>, <Kind.MODEL_PARAMETERS_FINAL: 'model-parameters-final'>]
    """
    names = {name: kind for kind in Kind for name in (kind.label.replace(" ", "-"), kind.value)}
    return frozenset(chosen((word.strip().lower().replace(" ", "-") for word in words), names, "part"))


def contents_of(found: Sequence[Found], act: str, shelf: Shelf, ship: Iterable[str] | None) -> Contents:
    """The contents of the notice of releases that were read and are one system.

    Raises:
        OpennessError: when the act or a part that is shipped is unknown.
    """
    if act not in list(Act):
        help = nearest(act, list(Act)) or f"one of {', '.join(Act)}"
        raise OpennessError(Problem("", None, f"there is no act {act!r}", help))
    members = (Member(resolved(member.release, shelf), member.source) for member in read_together(found, shelf))
    return contents(members, Act(act), shelf, None if ship is None else kinds_of(ship))
