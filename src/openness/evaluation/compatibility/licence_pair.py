"""Two licences: may a work under, or made from, the one be published under the other?

The `RULES` are asked in their order, and the first that has an answer gives it; where none has, the answer
is unknown. What licences and their stewards say stands in a table (`openness.licensing.statement`); the other rules read the
records.
"""

import re
from collections.abc import Callable

from attrs import evolve, field, frozen

from openness.evaluation.compatibility.ground import CitedClause, Ground, all_of, unknown
from openness.licensing.expression import Name, parse
from openness.licensing.licence import Answer, Licence
from openness.licensing.statement import EVERY, SLIGHT, Asks, Condition, Statement, Statements
from openness.resolution.scope import confined_to
from openness.shelf.shelf import Shelf
from openness.value import Shown
from openness.vocabulary import FREEDOMS, Term
from openness.vocabulary.duties import Duty
from openness.vocabulary.verdict import Verdict

_PERMISSIVE = (Asks.ADVERTISING, Asks.ACKNOWLEDGEMENT, Asks.MORE)
_VERSION = re.compile(r"-(\d+(?:\.\d+)*)")


@frozen(eq=False, repr=False)
class LicencePairs(Shown):
    """The answers on pairs of licences, each remembered.

    Args:
        shelf: where licences and statements are looked up.
        scopes: of the model that goes in, by the id of a licence that confines a limit to some models, whether it is one.
    """

    shelf: Shelf
    scopes: tuple[tuple[str, Verdict], ...] = ()
    _answers: dict[tuple[Name, Name], Ground] = field(factory=dict, init=False, repr=False)

    def pair(self, inbound: Name, outbound: Name) -> Ground:
        """The answer on two licences, exceptions and later versions included."""
        key = (inbound, outbound)
        if key not in self._answers:
            self._answers[key] = self._pair(inbound, outbound)
        return self._answers[key]

    def _pair(self, inbound: Name, outbound: Name) -> Ground:
        for name in (inbound, outbound):
            if name.id == "NONE":
                return unknown("Where there is no licence, only the law and the maker can tell.")
            if self.shelf.licence(name.id) is None:
                return unknown("A part is under a licence that no record knows.")
            if name.exception and name.exception not in self.shelf.exceptions:
                return unknown(f"No record knows the exception {name.exception}.")
        if inbound.exception or outbound.exception:
            return self._with_exceptions(inbound, outbound)
        ground = self._ruled(inbound.id, outbound.id)
        if inbound.later and ground.verdict is Verdict.UNMET and newer(outbound.id, inbound.id):
            return unknown(f"A later version of {inbound.id} may allow it.")
        if outbound.later and inbound != outbound and ground.verdict is Verdict.MET and not self._slight(inbound.id):
            return unknown(f"{inbound.id} says nothing of later versions of {outbound.id}.")
        return ground

    def _with_exceptions(self, inbound: Name, outbound: Name) -> Ground:
        """An exception adds permissions: anyone may leave it away, and only those who hold the rights may add it."""
        ground = self._ruled(inbound.id, outbound.id)
        if (inbound.id, inbound.exception) == (outbound.id, outbound.exception):
            return ground
        if statement := self.statements.on(_bare(inbound), _bare(outbound)):
            return self._of(statement, inbound, outbound)
        if not outbound.exception:
            if ground.verdict is not Verdict.UNMET or self.statements.condition(inbound.exception, Asks.LINKING):
                return ground
            return unknown(f"{inbound.exception} may allow what {inbound.id} does not.")
        versions = (inbound.id, *(version for version, _ in self.statements.later(inbound.id)))
        if outbound.id in versions and not inbound.exception:
            reason = f"Only those who hold the rights may add {outbound.exception}."
            return evolve(ground, verdict=Verdict.UNMET, reasons=(reason,))
        if ground.verdict is Verdict.MET and not (self._permissive(inbound.id) or self._slight(inbound.id)):
            return unknown(f"{inbound.id} does not say whether others may add {outbound.exception}.")
        return ground

    def _ruled(self, inbound: str, outbound: str) -> Ground:
        """The answer of the first rule that has one."""
        for rule in RULES:
            if ground := rule(self, inbound, outbound):
                return ground
        return unknown(f"No source says whether a work under {inbound} may be published under {outbound}.")

    # The rules

    def closed(self, inbound: str, outbound: str) -> Ground | None:
        """No: nobody may pass on the work, or what is made from it."""
        licence = self._licence(inbound)
        for term in (Term.SHARE, Term.SHARE_MODIFIED):
            answer = _answer(licence, term)
            if answer.verdict is Verdict.UNMET and not answer.only_limits:
                return _ground(Verdict.UNMET, f"{inbound}: {answer.because}", inbound, answer.clause)
        return None

    def same(self, inbound: str, outbound: str) -> Ground | None:
        """Yes: it is the same licence, and people may pass on a changed work under it."""
        if inbound != outbound:
            return None
        answer = _answer(self._licence(inbound), Term.SHARE_MODIFIED)
        asked = self.statements.condition(inbound, *SLIGHT, *_PERMISSIVE)
        if answer.verdict is not Verdict.MET and asked is None:
            return unknown(f"No record says whether people may pass on a changed work under {inbound}.")
        clause = answer.clause or (asked.clause if asked else "")
        reason = f"{inbound} lets people pass on what is made from the work under the same licence."
        return _ground(Verdict.MET, reason, inbound, clause)

    def stated(self, inbound: str, outbound: str) -> Ground | None:
        """The answer of the licences or their stewards; a later version that the recipient may choose counts too."""
        direct = self.statements.on(inbound, outbound)
        if direct and direct.verdict is Verdict.MET:
            return self._of(direct, Name(inbound), Name(outbound))
        for version, choice in self.statements.later(inbound):
            onward = self.statements.on(version, outbound)
            if onward and onward.verdict is Verdict.MET:
                chosen = self._of(choice, Name(inbound), Name(version))
                both = all_of((chosen, self._of(onward, Name(version), Name(outbound))))
                return evolve(both, inbound=(inbound,), under=(version,))
        return self._of(direct, Name(inbound), Name(outbound)) if direct else None

    def withheld(self, inbound: str, outbound: str) -> Ground | None:
        """No: the outbound licence would grant a freedom that the inbound one does not grant."""
        ours, theirs = self._of_model(inbound), self._licence(outbound)
        pairs = [(_answer(ours, term), _answer(theirs, term)) for term in FREEDOMS]
        denied = [(our, their) for our, their in pairs if (our.verdict, their.verdict) == (Verdict.UNMET, Verdict.MET)]
        if not denied:
            return None
        because = " ".join(dict.fromkeys(our.because for our, _ in denied))
        clauses = [CitedClause(inbound, our.clause) for our, _ in denied]
        clauses += [CitedClause(outbound, their.clause) for _, their in denied]
        reason = f"{outbound} grants more than {inbound}: {because}"
        return Ground(Verdict.UNMET, (reason,), tuple(dict.fromkeys(clauses)), (inbound,))

    def stated_of_all(self, inbound: str, outbound: str) -> Ground | None:
        """The answer of a licence on every other one."""
        statement = self.statements.on(inbound, EVERY)
        return self._of(statement, Name(inbound), Name(outbound)) if statement else None

    def slight(self, inbound: str, outbound: str) -> Ground | None:
        """Yes: the inbound licence asks for nothing, or only for its notices."""
        asked = self._slight(inbound)
        return _ground(Verdict.MET, f"{inbound}: {asked.because}.", inbound, asked.clause) if asked else None

    def barred(self, inbound: str, outbound: str) -> Ground | None:
        """No: the outbound licence keeps out what the inbound one asks."""
        barrier = self.statements.condition(outbound, Asks.NO_FURTHER_TERMS)
        asked = self.statements.condition(inbound, *_PERMISSIVE)
        if barrier is None or asked is None or asked.what not in barrier.bars:
            return None
        reason = f"{inbound}: {asked.because}. Under {outbound}, {barrier.because}."
        clauses = (CitedClause(inbound, asked.clause), CitedClause(outbound, barrier.clause))
        return Ground(Verdict.UNMET, (reason,), clauses, (inbound,))

    def permissive(self, inbound: str, outbound: str) -> Ground | None:
        """Yes for a permissive licence under any that is not a copyleft; nobody knows whether a copyleft bears its conditions."""
        if not self._permissive(inbound):
            return None
        asked = self.statements.condition(inbound, *_PERMISSIVE)
        clause = _answer(self._licence(inbound), Term.RELICENSE).clause or (asked.clause if asked else "")
        if barrier := self.statements.condition(outbound, Asks.NO_FURTHER_TERMS):
            clauses = (CitedClause(inbound, clause), CitedClause(outbound, barrier.clause))
            of_it = f"No source says whether the conditions of {inbound} are such."
            reason = f"Under {outbound}, {barrier.because}. {of_it}"
            return Ground(Verdict.UNKNOWN, (reason,), clauses)
        if _copyleft(self._licence(outbound)):
            return unknown(f"No source says whether {outbound} allows the further conditions of {inbound}.")
        if not self.knows(outbound):
            return unknown(f"No record says what {outbound} asks for.")
        reason = f"{inbound} lets people publish what is made from the work under another licence. Its conditions stay."
        return _ground(Verdict.MET, reason, inbound, clause)

    def kept(self, inbound: str, outbound: str) -> Ground | None:
        """No: what is made from the work stays under its own terms."""
        licence = self._licence(inbound)
        if not _keeps(licence):
            return None
        if newer(outbound, inbound):
            return unknown(f"No source says whether people may use {outbound}, a later version, instead of {inbound}.")
        answer = _answer(licence, Term.RELICENSE)
        return _ground(Verdict.UNMET, f"{inbound}: {answer.because}", inbound, answer.clause)

    # Which licences are left

    def left(self, name: Name) -> tuple[Name, ...] | None:
        """Every outbound licence that is no certain no for a licence; None where they cannot be listed."""
        if self.shelf.licence(name.id) is None or name.later:
            return None
        if self.closed(name.id, name.id):
            return ()
        widened = name.exception and not self.statements.condition(name.exception, Asks.LINKING)
        general = self.statements.on(name.id, EVERY)
        if widened or (general and general.verdict is not Verdict.UNMET) or not _keeps(self._licence(name.id)):
            return None
        versions = (name.id, *(version for version, _ in self.statements.later(name.id)))
        named = (
            other
            for version in versions
            for other, statement in self.statements.named(version).items()
            if statement.verdict is not Verdict.UNMET
        )
        stem = _VERSION.split(name.id)[0]
        current = (id for id in self.shelf.licences() if id.startswith(stem) and not self.shelf.retired(id))
        ids = dict.fromkeys((*versions, *named, *(id for id in current if newer(id, name.id))))
        others = (tree for id in ids if id != EVERY and isinstance(tree := parse(id), Name))
        return tuple(dict.fromkeys((name, *others)))

    # Statements of the records and the table

    @property
    def statements(self) -> Statements:
        """The statements of licences and their stewards."""
        return self.shelf.statements

    def knows(self, id: str) -> bool:
        """True where a record or a row says what a licence grants or asks."""
        licence = self.shelf.licence(id)
        grants = licence is not None and any(term.sort == "grant" for term in licence.answers)
        return grants or self.statements.condition(id, *SLIGHT, *_PERMISSIVE) is not None

    def _of(self, statement: Statement, inbound: Name, outbound: Name) -> Ground:
        """The ground that a statement gives."""
        by = "" if statement.by == "the licence" else f" ({statement.by})"
        reason = f"{_bare(inbound)} under {_bare(outbound)}: {statement.because}{by}."
        clause = statement.clause or _answer(self._licence(inbound.id), Term.RELICENSE).clause
        ground = _ground(statement.verdict, reason, inbound.id, clause)
        return evolve(ground, under=(outbound.id,)) if statement.later else ground

    def _licence(self, id: str) -> Licence:
        licence = self.shelf.licence(id)
        assert licence is not None, id  # `_pair` has looked
        return licence

    def _of_model(self, id: str) -> Licence:
        """A licence as it holds for the model that goes in."""
        licence = self._licence(id)
        scope = dict(self.scopes).get(id)
        return licence if scope is None else confined_to(licence, scope)

    def _slight(self, id: str) -> Condition | None:
        return self.statements.condition(id, *SLIGHT)

    def _permissive(self, id: str) -> bool:
        """True where people may publish what is made from the work under another licence, its conditions kept."""
        if self.statements.condition(id, *_PERMISSIVE):
            return True
        licence = self._licence(id)
        other_terms = _answer(licence, Term.RELICENSE).verdict is Verdict.MET
        return licence.category == "permissive" and other_terms and not licence.denied


#: The rules, in the order in which they are asked.
RULES: tuple[Callable[[LicencePairs, str, str], Ground | None], ...] = (
    LicencePairs.closed,
    LicencePairs.same,
    LicencePairs.stated,
    LicencePairs.withheld,
    LicencePairs.stated_of_all,
    LicencePairs.slight,
    LicencePairs.barred,
    LicencePairs.permissive,
    LicencePairs.kept,
)

_SILENT = Answer(Verdict.UNKNOWN)


def _answer(licence: Licence, term: Term) -> Answer:
    return licence.answers.get(term, _SILENT)


def _ground(verdict: Verdict, reason: str, inbound: str, clause: str) -> Ground:
    return Ground(verdict, (reason,), (CitedClause(inbound, clause),), (inbound,))


def _copyleft(licence: Licence) -> bool:
    """True where what is made from the work has to stay under some terms of the licence."""
    return "copyleft" in licence.category or Duty.SHARE_ALIKE in licence.duties


def _keeps(licence: Licence) -> bool:
    """True where the text lets no other licence through but those that a statement names."""
    return _copyleft(licence) and _answer(licence, Term.RELICENSE).verdict is Verdict.UNMET


def _bare(name: Name) -> str:
    """A licence with its exception, without `+`."""
    return str(name._replace(later=False))


def newer(id: str, than: str) -> bool:
    """True where an id names a later version of a licence the id of which does not end with `-only`.

    >>> newer("OSL-3.0", "OSL-2.1"), newer("OSL-2.1", "OSL-3.0"), newer("GPL-3.0-only", "GPL-2.0-only")
    (True, False, False)
    """
    later, earlier = _VERSION.search(id), _VERSION.search(than)
    if later is None or earlier is None or than.endswith("-only") or id[: later.start()] != than[: earlier.start()]:
        return False
    return _numbers(later[1]) > _numbers(earlier[1])


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
