"""May a work under, or made from, some licences be published under another? Directed, with three answers.

The answer on two licences is the first of: a text that lets nobody pass a changed work on; what the licences and their
stewards say of each other (`openness.licensing.statement`); a freedom that the one withholds and the other grants; what a
permissive licence asks, and whether the other bears it; a text that keeps what is made from it under its own terms. Where
none of these speaks the answer is unknown.

Of an inbound OR one alternative suffices, of an outbound OR all must hold, of AND all; so more inbound licences never turn
a no into a yes.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from itertools import chain

from attrs import evolve, field, frozen

from openness.licensing.expression import All, Expression, Name, names, parse
from openness.licensing.expression import Any as Either
from openness.licensing.licence import Licence
from openness.licensing.statement import EVERY, SLIGHT, Asked, Asks, Statement, Statements
from openness.shelf.naming import UNKNOWN
from openness.shelf.shelf import Shelf
from openness.vocabulary import FREEDOMS, Term
from openness.vocabulary.duties import Act, Duty
from openness.vocabulary.value import Shown, Value
from openness.vocabulary.verdict import Verdict

OUTBOUND_LIMIT = 256  # licences in one outbound expression; beyond it the answer is unknown
_SENTENCES = 8  # reasons that are told; the clauses are all there
_PERMISSIVE = (Asks.ADVERTISING, Asks.ACKNOWLEDGEMENT, Asks.MORE)


@frozen(eq=False, repr=False)
class Clause(Value):
    """A place in a licence.

    Args:
        licence: the licence's id.
        clause: where its text says it.
    """

    licence: str
    clause: str

    def to_dict(self) -> dict[str, object]:
        """The clause as the JSON of `openness compatible`."""
        return {"licence": self.licence, "clause": self.clause}


@frozen(eq=False, repr=False)
class Carried(Value):
    """A duty of an inbound licence that whoever publishes the result has.

    Args:
        duty: what is to be done.
        licence: the id of the licence that asks it.
        says: what is asked, in the record's words.
        clause: where the licence says so.
        words: the words to show or the name to give; empty where none are prescribed.
    """

    duty: Duty
    licence: str
    says: str
    clause: str
    words: str = ""

    def to_dict(self) -> dict[str, object]:
        """The duty as the JSON of `openness compatible`."""
        return {
            "duty": self.duty.value,
            "licence": self.licence,
            "says": self.says,
            "words": self.words or None,
            "clause": self.clause,
        }


@frozen(eq=False, repr=False)
class Compatibility(Value):
    """The answer on one outbound licence.

    Args:
        outbound: the licence or expression that the result is to be published under.
        verdict: met where it may be, unmet where it certainly may not.
        because: why, in plain words.
        clauses: where the licences say so.
        duties: the duties of the inbound licences that travel with the result; empty unless the verdict is met.
    """

    outbound: str
    verdict: Verdict
    because: str
    clauses: tuple[Clause, ...] = ()
    duties: tuple[Carried, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The answer as the JSON of `openness compatible`."""
        return {
            "outbound": self.outbound,
            "verdict": self.verdict.value,
            "because": self.because,
            "clauses": [clause.to_dict() for clause in self.clauses],
            "duties": [duty.to_dict() for duty in self.duties],
        }


@frozen(eq=False, repr=False)
class Combination(Value):
    """The answer of `openness compatible`.

    Args:
        inbound: the licences that went in, as written.
        outbound: the one that was named; None where any was asked for.
        answers: the answer on the one that was named, or on each that is no certain no.
        excluded: why no licence at all is left; empty where that is not certain.
        data: the version of the data.
    """

    inbound: tuple[str, ...]
    outbound: str | None
    answers: tuple[Compatibility, ...]
    excluded: str
    data: str


@frozen(eq=False, repr=False)
class Ground(Value):
    """A verdict with its reasons.

    Args:
        verdict: the answer.
        reasons: sentences, each once.
        clauses: where the licences say so.
        inbound: the ids of the inbound licences that the answer uses.
    """

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    inbound: tuple[str, ...] = ()


def compatible(inbound: Sequence[str], outbound: str, shelf: Shelf) -> Compatibility:
    """The answer on one outbound licence.

    Args:
        inbound: the licences that went in: ids, names or expressions.
        outbound: the licence that the result is to be published under, likewise.
        shelf: where licences are looked up.

    >>> from openness.shelf.shelf import shipped
    >>> compatible(["Apache-2.0", "MIT"], "GPL-2.0-only", shipped()).verdict.value
    'unmet'
    """
    return Judge(shelf).answer(inbound, outbound)


def outbound(inbound: Sequence[str], among: Iterable[str] | None, shelf: Shelf) -> tuple[Compatibility, ...]:
    """The licences that the result may be published under, then those of which it is unknown.

    Args:
        inbound: the licences that went in: ids, names or expressions.
        among: the outbound licences that are asked about; every licence with a record by default, those that went in first.
        shelf: where licences are looked up.
    """
    judge = Judge(shelf)
    asked = dict.fromkeys(judge.candidates(inbound) if among is None else among)
    answers = [judge.answer(inbound, one) for one in asked]
    return tuple(
        answer for verdict in (Verdict.MET, Verdict.UNKNOWN) for answer in answers if answer.verdict is verdict
    )


def combination(inbound: Sequence[str], onward: str | None, shelf: Shelf) -> Combination:
    """The answer on one outbound licence, or on all.

    Args:
        inbound: the licences that went in: ids, names or expressions.
        onward: the licence that the result is to be published under; None to ask about all.
        shelf: where licences are looked up.
    """
    answers = outbound(inbound, None, shelf) if onward is None else (compatible(inbound, onward, shelf),)
    excluded = "" if answers else Judge(shelf).why_none(inbound)
    return Combination(tuple(inbound), onward, answers, excluded, shelf.data)


@frozen(eq=False, repr=False)
class Judge(Shown):
    """Answers for two licences, remembered, and for expressions of them.

    Args:
        shelf: where licences and statements are looked up.
    """

    shelf: Shelf
    _answers: dict[tuple[Name, Name], Ground] = field(factory=dict, init=False, repr=False)

    # Expressions

    def answer(self, inbound: Sequence[str], outbound: str) -> Compatibility:
        """The answer on one outbound licence; names are looked up on the shelf."""
        onward = self.shelf.naming(outbound)
        ground = _alike(
            [_all(self._named(one, candidate) for one in inbound) for candidate in onward.candidates],
            onward.written,
            onward.candidates,
        )
        if onward.candidates == (UNKNOWN,):
            ground = Ground(Verdict.UNKNOWN, (self._nothing(outbound),))
        return self._worded(onward.value, ground)

    def _named(self, written: str, outbound: str) -> Ground:
        """What a written inbound licence allows under an outbound expression of ids."""
        naming = self.shelf.naming(written)
        if naming.candidates == (UNKNOWN,):
            return Ground(Verdict.UNKNOWN, (self._nothing(written),))
        grounds = [self.expression(parse(candidate), parse(outbound)) for candidate in naming.candidates]
        return _alike(grounds, written, naming.candidates)

    def _nothing(self, written: str) -> str:
        hint = self.shelf.nearest(written)
        return f"No record knows the licence {written!r}{f' ({hint})' if hint else ''}."

    def expression(self, inbound: Expression, outbound: Expression) -> Ground:
        """What an expression of ids allows under another.

        Args:
            inbound: one alternative of an OR suffices.
            outbound: every licence in it must hold, those of an OR too, for the recipient chooses.
        """
        asked = dict.fromkeys(names(outbound))
        if len(asked) > OUTBOUND_LIMIT:
            return Ground(Verdict.UNKNOWN, (f"The outbound expression names more than {OUTBOUND_LIMIT} licences.",))
        return _all(self._all_under((inbound,), onward) for onward in asked)

    def _worded(self, outbound: str, ground: Ground) -> Compatibility:
        told, more = ground.reasons[:_SENTENCES], len(ground.reasons) - _SENTENCES
        because = " ".join((*told, *([f"There are {more} more reasons."] if more > 0 else ())))
        duties = self._carried(ground.inbound) if ground.verdict is Verdict.MET else ()
        return Compatibility(outbound, ground.verdict, because, ground.clauses, duties)

    def _carried(self, ids: Iterable[str]) -> tuple[Carried, ...]:
        """The duties of some licences that fall due when a work is passed on."""
        licences = (licence for id in ids if (licence := self.shelf.licence(id)))
        carried = [
            Carried(asked.duty, licence.id, asked.says, asked.clause, asked.words)
            for licence in licences
            for asked in licence.duties.values()
            if Act.PASS_ON in asked.duty.when
        ]
        return tuple(sorted(dict.fromkeys(carried), key=lambda one: (list(Duty).index(one.duty), one.licence)))

    def candidates(self, inbound: Sequence[str]) -> list[str]:
        """The licences that may be asked about: those that went in, those that a row names for them, then every other."""
        trees = [parse(candidate) for written in inbound for candidate in self.shelf.naming(written).candidates]
        own = [name.id for tree in trees for name in names(tree)]
        named = (other for id in own for other in self.statements.named(id))
        ids = dict.fromkeys((*own, *named, *self.shelf.licences()))
        return [id for id in ids if self._is_known(id) and not self.shelf.retired(id)]

    # Two licences

    def pair(self, inbound: Name, outbound: Name) -> Ground:
        """What one licence allows under another, exceptions and later versions included."""
        key = (inbound, outbound)
        if key not in self._answers:
            self._answers[key] = self._pair(inbound, outbound)
        return self._answers[key]

    def _pair(self, inbound: Name, outbound: Name) -> Ground:
        for name in (inbound, outbound):
            if name.id == "NONE":
                return Ground(Verdict.UNKNOWN, ("Where there is no licence, only the law and the maker can tell.",))
            if name.id == UNKNOWN or self.shelf.licence(name.id) is None:
                return Ground(Verdict.UNKNOWN, ("A part is under a licence that no record knows.",))
            if name.exception and name.exception not in self.shelf.exceptions:
                return Ground(Verdict.UNKNOWN, (f"No record knows the exception {name.exception}.",))
        if inbound.exception or outbound.exception:
            return self._with_exceptions(inbound, outbound)
        ground = self._plain(inbound.id, outbound.id)
        if inbound.later and not outbound.later and ground.verdict is Verdict.UNMET:
            reason = f"A later version of {inbound.id} may allow it."
            return (
                ground
                if not _newer(outbound.id, inbound.id)
                else evolve(ground, verdict=Verdict.UNKNOWN, reasons=(reason,))
            )
        if outbound.later and not inbound.later and ground.verdict is Verdict.MET:
            if self.statements.asked(inbound.id, *SLIGHT):
                return ground
            reason = f"{inbound.id} says nothing of later versions of {outbound.id}."
            return evolve(ground, verdict=Verdict.UNKNOWN, reasons=(reason,))
        return ground

    def _with_exceptions(self, inbound: Name, outbound: Name) -> Ground:
        """An exception adds permissions: it may be left away, and only those who hold the rights may add it."""
        plain = self._plain(inbound.id, outbound.id)
        if (inbound.id, inbound.exception) == (outbound.id, outbound.exception):
            return plain
        statement = self.statements.on(_bare(inbound), _bare(outbound))
        if statement:
            return self._stated(statement, inbound, outbound)
        if not outbound.exception:
            if plain.verdict is not Verdict.UNMET or self.statements.asked(inbound.exception, Asks.LINKING):
                return plain
            return evolve(
                plain, verdict=Verdict.UNKNOWN, reasons=(f"{inbound.exception} may allow what {inbound.id} does not.",)
            )
        own = inbound.id == outbound.id or any(id == outbound.id for id, _ in self.statements.later(inbound.id))
        if own and not inbound.exception:
            reason = f"Only those who hold the rights may add {outbound.exception}."
            return evolve(plain, verdict=Verdict.UNMET, reasons=(reason,))
        if plain.verdict is Verdict.MET and not (self._permissive(inbound.id) or self._slight(inbound.id)):
            reason = f"{inbound.id} does not say whether others may add {outbound.exception}."
            return evolve(plain, verdict=Verdict.UNKNOWN, reasons=(reason,))
        return plain

    def _plain(self, inbound: str, outbound: str) -> Ground:
        """What one licence allows under another: the first rule that has an answer."""
        for rule in (self._closed, self._same, self._said, self._withheld, self._described, self._borne, self._kept):
            ground = rule(inbound, outbound)
            if ground is not None:
                return ground
        return Ground(
            Verdict.UNKNOWN, (f"Nobody says whether a work under {inbound} may be published under {outbound}.",)
        )

    def _closed(self, inbound: str, outbound: str) -> Ground | None:
        """A text that lets nobody pass on what is made from the work."""
        licence = self._licence(inbound)
        for term in (Term.SHARE, Term.SHARE_MODIFIED):
            if _verdict(licence, term) is Verdict.UNMET:
                return _no(f"{inbound}: {_because(licence, term)}", inbound, _clause(licence, term))
        return None

    def _same(self, inbound: str, outbound: str) -> Ground | None:
        """The licence itself, where its text lets a changed work be passed on."""
        if inbound != outbound:
            return None
        licence = self._licence(inbound)
        if _verdict(licence, Term.SHARE_MODIFIED) is Verdict.MET:
            clause = _clause(licence, Term.SHARE_MODIFIED)
        elif asked := self.statements.asked(inbound, *SLIGHT, *_PERMISSIVE):
            clause = asked.clause
        else:
            return Ground(Verdict.UNKNOWN, (f"No record tells whether {inbound} lets people pass on a changed work.",))
        return _yes(
            f"{inbound} lets people pass on what is made from the work under the same licence.", inbound, clause
        )

    def _said(self, inbound: str, outbound: str) -> Ground | None:
        """What the licences and their stewards say; a version that the recipient may choose counts too."""
        direct = self.statements.on(inbound, outbound)
        if direct and direct.verdict is Verdict.MET:
            return self._stated(direct, Name(inbound), Name(outbound))
        for version, choice in self.statements.later(inbound):
            chosen = self._stated(choice, Name(inbound), Name(version))
            if version == outbound:
                return chosen
            onward = self.statements.on(version, outbound)
            if onward and onward.verdict is Verdict.MET:
                both = (chosen, self._stated(onward, Name(version), Name(outbound)))
                return evolve(_all(both), inbound=(inbound,))
        return self._stated(direct, Name(inbound), Name(outbound)) if direct else None

    def _withheld(self, inbound: str, outbound: str) -> Ground | None:
        """Freedoms that the outbound licence would grant and the inbound one withholds."""
        ours, theirs = self._licence(inbound), self._licence(outbound)
        withheld = [
            term for term in FREEDOMS if _verdict(ours, term) is Verdict.UNMET and _verdict(theirs, term) is Verdict.MET
        ]
        if not withheld:
            return None
        because = " ".join(dict.fromkeys(_because(ours, term) for term in withheld))
        clauses = [Clause(inbound, _clause(ours, term)) for term in withheld]
        clauses += [Clause(outbound, _clause(theirs, term)) for term in withheld]
        reason = f"{outbound} grants more than {inbound}: {because}"
        return Ground(Verdict.UNMET, (reason,), tuple(dict.fromkeys(clauses)), (inbound,))

    def _described(self, inbound: str, outbound: str) -> Ground | None:
        """What a licence says of all others."""
        statement = self.statements.on(inbound, EVERY)
        return self._stated(statement, Name(inbound), Name(outbound)) if statement else None

    def _stated(self, statement: Statement, inbound: Name, outbound: Name) -> Ground:
        """What a row says, with its clause."""
        by = "" if statement.by == "the licence" else f" ({statement.by})"
        reason = f"{_bare(inbound)} under {_bare(outbound)}: {statement.because}{by}."
        clause = statement.clause or _clause(self._licence(inbound.id), Term.RELICENSE)
        return Ground(statement.verdict, (reason,), (Clause(inbound.id, clause),), (inbound.id,))

    def _borne(self, inbound: str, outbound: str) -> Ground | None:
        """What a permissive licence asks, and whether the outbound one bears it."""
        if slight := self._slight(inbound):
            return _yes(f"{inbound}: {slight.because}.", inbound, slight.clause)
        barrier = self.statements.asked(outbound, Asks.NO_FURTHER_TERMS)
        asked = self.statements.asked(inbound, *_PERMISSIVE)
        if barrier and asked and asked.what.value in barrier.bars:
            reason = f"{inbound}: {asked.because}. Under {outbound}, {barrier.because}."
            return Ground(
                Verdict.UNMET, (reason,), (Clause(inbound, asked.clause), Clause(outbound, barrier.clause)), (inbound,)
            )
        if not self._permissive(inbound):
            return None
        if barrier or _copyleft(self._licence(outbound)):
            reason = f"Nobody says whether {outbound} allows what {inbound} asks beside notices."
            return Ground(Verdict.UNKNOWN, (reason,), (), (inbound,))
        if not self._is_known(outbound):
            return Ground(Verdict.UNKNOWN, (f"No record tells what {outbound} asks.",), (), (inbound,))
        clause = _clause(self._licence(inbound), Term.RELICENSE) or (asked.clause if asked else "")
        reason = (
            f"{inbound} does not say under which licence a work made from it is published. Its own conditions stay."
        )
        return _yes(reason, inbound, clause)

    def _kept(self, inbound: str, outbound: str) -> Ground | None:
        """A text that keeps what is made from the work under its own terms."""
        licence = self._licence(inbound)
        if not _copyleft(licence) or _verdict(licence, Term.RELICENSE) is not Verdict.UNMET:
            return None
        clause = _clause(licence, Term.RELICENSE)
        if _newer(outbound, inbound):
            reason = f"No source says whether people may use {outbound}, a later version, instead of {inbound}."
            return Ground(Verdict.UNKNOWN, (reason,), (Clause(inbound, clause),), (inbound,))
        return _no(f"{inbound}: {_because(licence, Term.RELICENSE)}", inbound, clause)

    # What no outbound licence satisfies

    def why_none(self, inbound: Sequence[str]) -> str:
        """Why no licence at all may be the outbound one; empty where that is not certain."""
        namings = [self.shelf.naming(written) for written in inbound]
        read = [Either(tuple(map(parse, naming.candidates))) for naming in namings]
        ground = self.excluded(read)
        return self._worded("", ground).because if ground else ""

    def excluded(self, inbound: Sequence[Expression]) -> Ground | None:
        """Why no licence at all may be the outbound one; None where that is not certain.

        It is certain where one inbound licence leaves few outbound ones, and each of these is a certain no.

        Args:
            inbound: what went in, as expressions of ids; of an OR any alternative may be chosen.
        """
        for expression in inbound:
            left = self._left(expression)
            if left is None:
                continue
            own = tuple(dict.fromkeys(name for name in names(expression)))
            grounds = [self._all_under(inbound, onward) for onward in left or own]
            if all(ground.verdict is Verdict.UNMET for ground in grounds):
                ids = dict.fromkeys((*(name.id for name in own), *grounds[0].inbound))
                choice = f"What is made from a work under {expression} can only be published under {' or '.join(map(str, left))}."
                reasons = (choice, *grounds[0].reasons) if left else grounds[0].reasons
                return evolve(_joined(grounds, Verdict.UNMET), reasons=reasons, inbound=tuple(ids))
        return None

    def _all_under(self, inbound: Iterable[Expression], onward: Name) -> Ground:
        return _all(_folded(expression, lambda name: self.pair(name, onward)) for expression in inbound)

    def _left(self, expression: Expression) -> tuple[Name, ...] | None:
        """The outbound licences that an expression of ids leaves at most; None where they cannot be listed."""
        if isinstance(expression, Name):
            return self._left_by(expression)
        each = [self._left(part) for part in expression.parts]
        listed = [left for left in each if left is not None]
        if isinstance(expression, All):
            return min(listed, key=len) if listed else None
        return tuple(dict.fromkeys(chain(*listed))) if len(listed) == len(each) else None

    def _left_by(self, name: Name) -> tuple[Name, ...] | None:
        if name.id in ("NONE", UNKNOWN) or self.shelf.licence(name.id) is None or name.later:
            return None
        if self._closed(name.id, name.id):
            return ()
        linking = self.statements.asked(name.exception, Asks.LINKING) if name.exception else None
        described = self.statements.on(name.id, EVERY)
        licence = self._licence(name.id)
        kept = _copyleft(licence) and _verdict(licence, Term.RELICENSE) is Verdict.UNMET
        if not kept or (name.exception and not linking) or (described and described.verdict is not Verdict.UNMET):
            return None
        own = (name.id, *(version for version, _ in self.statements.later(name.id)))
        named = (other for id in own for other, said in self.statements.named(id).items() if _may(said))
        stem = _VERSION.split(name.id)[0]
        versions = (id for id in self.shelf.licences() if id.startswith(stem) and not self.shelf.retired(id))
        newer = (id for id in versions if _newer(id, name.id))
        ids = dict.fromkeys((*own, *named, *newer))
        bare = (one for id in ids if id != EVERY and isinstance(one := parse(id), Name))
        return tuple(dict.fromkeys((name, *bare)))

    # What the records tell: every other rule asks for it here

    @property
    def statements(self) -> Statements:
        """What licences and their stewards say of each other."""
        return self.shelf.statements

    def _licence(self, id: str) -> Licence:
        licence = self.shelf.licence(id)
        assert licence is not None, id  # `_pair` has looked
        return licence

    def _slight(self, id: str) -> Asked | None:
        return self.statements.asked(id, *SLIGHT)

    def _permissive(self, id: str) -> bool:
        """Whether a licence leaves that of what is made from the work open."""
        if self.statements.asked(id, *_PERMISSIVE):
            return True
        licence = self._licence(id)
        return (
            licence.category == "permissive" and _verdict(licence, Term.RELICENSE) is Verdict.MET and not licence.denied
        )

    def _is_known(self, id: str) -> bool:
        """Whether anything is known of what a licence grants or asks."""
        licence = self.shelf.licence(id)
        grants = licence is not None and any(term.sort == "grant" for term in licence.answers)
        return grants or self.statements.asked(id, *SLIGHT, *_PERMISSIVE) is not None


def _verdict(licence: Licence, term: Term) -> Verdict:
    answer = licence.answers.get(term)
    return answer.verdict if answer else Verdict.UNKNOWN


def _clause(licence: Licence, term: Term) -> str:
    answer = licence.answers.get(term)
    return answer.clause if answer else ""


def _because(licence: Licence, term: Term) -> str:
    answer = licence.answers.get(term)
    return answer.because if answer else ""


def _copyleft(licence: Licence) -> bool:
    """Whether what is made from the work has to stay under terms of its own."""
    return "copyleft" in licence.category or Duty.SHARE_ALIKE in licence.duties


def _may(statement: Statement) -> bool:
    return statement.verdict is not Verdict.UNMET


def _bare(name: Name) -> str:
    """A licence with its exception, whatever is said of later versions."""
    return str(evolve(name, later=False))


_VERSION = re.compile(r"-(\d+(?:\.\d+)*)")


def _newer(id: str, than: str) -> bool:
    """Whether an id names a later version of the same licence, and the older one does not say that it is the only one.

    >>> _newer("OSL-3.0", "OSL-2.1"), _newer("OSL-2.1", "OSL-3.0"), _newer("GPL-3.0-only", "GPL-2.0-only")
    (True, False, False)
    """
    one, other = _VERSION.search(id), _VERSION.search(than)
    if one is None or other is None or than.endswith("-only") or id[: one.start()] != than[: other.start()]:
        return False
    return _number(one[1]) > _number(other[1])


def _number(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def _yes(reason: str, inbound: str, clause: str) -> Ground:
    return Ground(Verdict.MET, (reason,), (Clause(inbound, clause),), (inbound,))


def _no(reason: str, inbound: str, clause: str) -> Ground:
    return Ground(Verdict.UNMET, (reason,), (Clause(inbound, clause),), (inbound,))


def _joined(grounds: Iterable[Ground], verdict: Verdict) -> Ground:
    """The reasons of those grounds that have a verdict, each once."""
    chosen = [ground for ground in grounds if ground.verdict is verdict]
    reasons, clauses, inbound = (
        tuple(dict.fromkeys(item for ground in chosen for item in getattr(ground, name)))
        for name in ("reasons", "clauses", "inbound")
    )
    return Ground(verdict, reasons, clauses, inbound)


def _all(grounds: Iterable[Ground]) -> Ground:
    """All of them must hold."""
    each = tuple(grounds)
    return _joined(each, reduce(lambda one, other: one & other, (ground.verdict for ground in each), Verdict.MET))


def _any(grounds: Iterable[Ground]) -> Ground:
    """One of them suffices: the first that holds."""
    each = tuple(grounds)
    verdict = reduce(lambda one, other: one | other, (ground.verdict for ground in each))
    return next(g for g in each if g.verdict is verdict) if verdict is Verdict.MET else _joined(each, verdict)


def _folded(expression: Expression, of: Callable[[Name], Ground]) -> Ground:
    if isinstance(expression, Name):
        return of(expression)
    grounds = (_folded(part, of) for part in expression.parts)
    return _any(grounds) if isinstance(expression, Either) else _all(grounds)


def _alike(grounds: Sequence[Ground], written: str, candidates: Sequence[str]) -> Ground:
    """The answer on which all readings of a name agree."""
    if len({ground.verdict for ground in grounds}) == 1:
        return _joined(grounds, grounds[0].verdict)
    reason = f"{written!r} may mean {' or '.join(candidates)}, which give different answers."
    return Ground(Verdict.UNKNOWN, (reason,))
