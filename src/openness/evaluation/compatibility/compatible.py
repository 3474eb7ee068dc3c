"""May a work under, or made from, some licences be published under another? Directed, with three answers.

Of an inbound OR one alternative suffices, of an outbound OR all must hold, of AND all; so one more inbound licence never turns
a no into a yes. `licence_pair` answers for two licences.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice, product, zip_longest
from shlex import quote
from types import MappingProxyType

from attrs import evolve, field, frozen

from openness.errors import Problem
from openness.evaluation.compatibility.combination import (
    Carried,
    Combination,
    Compatibility,
    ModelNamed,
    ReasonOfInbound,
)
from openness.evaluation.compatibility.ground import (
    Ground,
    agreed,
    all_of,
    folded,
    joined,
    told_once,
    unknown,
)
from openness.evaluation.compatibility.licence_pair import LicencePairs
from openness.licensing.expression import All, Any, Expression, Name, names, parse
from openness.release.naming import Naming
from openness.resolution.scope import scopes_of_model
from openness.shelf.shelf import Shelf
from openness.value import Shown
from openness.vocabulary import NOASSERTION
from openness.vocabulary.duties import Act, Duty
from openness.vocabulary.sentences import counted, series
from openness.vocabulary.verdict import Verdict

OUTBOUND_LIMIT = 256  # licences in one outbound expression; beyond it the answer is unknown
PAIRS = 65_536  # of licences that one question may compare, each pair once; beyond them the answer is unknown
_STEPS = 16 * PAIRS  # the same, each pair as often as it stands in the expressions
_CASES = 64  # cases of what some licences may be; beyond them the answer is unknown
_IN_ONE_WORK = 32  # things, and licences of them, that one work is made of; the time grows as their square
_OURS = re.compile(r"LicenseRef-[\w.-]*\w")
_REASONS = 8  # reasons in one answer; the clauses are all there
_HINTS = _REASONS  # names that the nearest known ones are looked for of: that takes longer than all the rest


def compatible(inbound: Sequence[str], outbound: str, shelf: Shelf) -> Compatibility:
    """The answer on one outbound licence.

    Args:
        inbound: the licences that go in: ids, names or expressions; or well-known models by their names.
        outbound: the licence under which the result is to be published, likewise.
        shelf: where licences are looked up.

    >>> from openness.shelf.shelf import shipped
    >>> compatible(["Apache-2.0", "MIT"], "GPL-2.0-only", shipped()).verdict.value
    'unmet'
    """
    return Judge(shelf).answer(inbound, outbound)


def outbound(inbound: Sequence[str], among: Iterable[str] | None, shelf: Shelf) -> tuple[Compatibility, ...]:
    """The answers that are met, then those that are unknown.

    Args:
        inbound: the licences that go in: ids, names or expressions; or well-known models by their names.
        among: the outbound licences to ask about; every licence with a record by default, those that go in first.
        shelf: where licences are looked up.
    """
    judge = Judge(shelf)
    answers = judge.answers(inbound, judge.candidates(inbound) if among is None else among)
    return tuple(answer for answer in answers if answer.verdict is not Verdict.UNMET)


def combination(inbound: Sequence[str], onward: str | None, shelf: Shelf) -> Combination:
    """The answer on one outbound licence, or on all.

    Args:
        inbound: the licences that go in: ids, names or expressions; or well-known models by their names.
        onward: the licence under which the result is to be published; None to ask about all.
        shelf: where licences are looked up.
    """
    judge = Judge(shelf)
    answers = judge.answers(inbound, judge.candidates(inbound) if onward is None else [onward])
    none_left = onward is None and all(answer.verdict is Verdict.UNMET for answer in answers)
    excluded = judge.nothing_left(inbound) if none_left else ""
    own = tuple(dict.fromkeys(judge.named(inbound)))
    common = tuple(dict.fromkeys((*own, *shelf.met_most))) if onward is None else ()
    ids = {
        id
        for answer in answers
        for id in _OURS.findall(" ".join((answer.outbound, answer.because, *map(str, answer.clauses))))
    }
    models = tuple(_models(inbound, shelf))
    ids.update(id for model in models for id in _OURS.findall(" ".join(model.licences)))
    names = {id: licence.label for id in sorted(ids) if (licence := shelf.licence(id))}
    return Combination(tuple(inbound), onward, answers, excluded, common, names, shelf.data, models, own)


def _models(written: Iterable[str], shelf: Shelf) -> Iterator[ModelNamed]:
    """The models among what goes in."""
    for name in dict.fromkeys(written):
        model = shelf.model(name)
        if shelf.naming(name).candidates == (NOASSERTION,) != model.candidates:
            hint = "" if model.known else shelf.nearest_model(name)
            yield ModelNamed(name, model.candidates, model.known, hint)


def unknown_names(written: Iterable[str], shelf: Shelf) -> list[Problem]:
    """The names of licences that no record knows, each with the nearest ones.

    Args:
        written: ids, names or expressions.
        shelf: where licences are looked up.
    """
    unknown_ones = [
        name
        for name in dict.fromkeys(written)
        if named(name, shelf).candidates == (NOASSERTION,) and name not in (NOASSERTION, "NONE")
    ]
    hints = (_of_source(name) or shelf.nearest(name) or shelf.nearest_model(name) for name in unknown_ones[:_HINTS])
    return [
        Problem(
            "",
            None,
            f"no record knows the licence {name!r}",
            hint or "`openness explain licences` lists them; --shelf FOLDER adds records",
        )
        for name, hint in zip_longest(unknown_ones, hints, fillvalue="")
    ]


def _of_source(name: str) -> str:
    """The hint for a source that other verbs take; empty for any other name."""
    if not name.startswith("system:"):
        return ""
    return f"name a licence, or a well-known model as ORG/NAME; `openness may {quote(name)}` answers for this one"


def named(written: str, shelf: Shelf) -> Naming:
    """The licences that a name stands for: a licence's own, or a well-known model's, which is under some.

    Args:
        written: an id, a name or an expression of licences, or the name of a model with its account, as other verbs take it
            too, with the Hub's prefix.
        shelf: where they are looked up.
    """
    naming = shelf.naming(written)
    return shelf.model(written.removeprefix("hub:")) if naming.candidates == (NOASSERTION,) else naming


@frozen(eq=False, repr=False)
class Judge(Shown):
    """Answers for expressions and names of licences.

    Args:
        shelf: where licences and statements are looked up.
    """

    shelf: Shelf
    _pairs: LicencePairs = field(init=False, repr=False)
    _pairs_of: dict[str, LicencePairs] = field(factory=dict, init=False, repr=False)
    _hints: dict[str, str] = field(factory=dict, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_pairs", LicencePairs(self.shelf))

    def answer(self, inbound: Sequence[str], outbound: str) -> Compatibility:
        """The answer on one outbound licence; names are looked up on the shelf."""
        return self.answers(inbound, [outbound])[0]

    def _answer(self, inbound: Sequence[str], outbound: str) -> Compatibility:
        naming = self.shelf.naming(outbound)
        if naming.candidates == (NOASSERTION,):
            return self._worded(outbound, self._unnamed(outbound), inbound)
        about: dict[str, dict[str, None]] = {}
        onward = []
        for candidate in naming.candidates:
            grounds = [self._named(licence, candidate) for licence in inbound]
            for licence, ground in zip(inbound, grounds, strict=True):
                for reason in ground.reasons:
                    about.setdefault(reason, {})[licence] = None
            onward.append(all_of(grounds))
        return self._worded(naming.value, agreed(onward, outbound, naming.candidates), inbound, about)

    def _named(self, written: str, outbound: str) -> Ground:
        """The ground for an inbound licence as written, under an outbound expression of ids."""
        naming = named(written, self.shelf)
        if naming.candidates == (NOASSERTION,):
            return self._unnamed(written)
        pairs = self._reaching(written, naming)
        grounds = [self._expression(parse(candidate), parse(outbound), pairs) for candidate in naming.candidates]
        return agreed(grounds, written, naming.candidates)

    def _reaching(self, written: str, naming: Naming) -> LicencePairs:
        """The answers on pairs of licences for what goes in: a limit on some models alone does not reach every model."""
        if written not in self._pairs_of:
            a_model = self.shelf.naming(written).candidates == (NOASSERTION,)
            ids = (id for candidate in naming.candidates for id in self.shelf.ids_in(candidate)) if a_model else ()
            scopes = scopes_of_model(written, ids, self.shelf)
            self._pairs_of[written] = LicencePairs(self.shelf, scopes) if scopes else self._pairs
        return self._pairs_of[written]

    def _unnamed(self, written: str) -> Ground:
        if written not in self._hints and len(self._hints) < _HINTS:
            self._hints[written] = self.shelf.nearest(written) or self.shelf.nearest_model(written)
        hint = self._hints.get(written, "")
        return unknown(f"No record knows the licence {written!r}{f' ({hint})' if hint else ''}.")

    def expression(self, inbound: Expression, outbound: Expression) -> Ground:
        """The ground for an expression of ids under another.

        Args:
            inbound: of an OR one alternative suffices.
            outbound: every licence in it must hold, those of an OR too: the recipient chooses.
        """
        return self._expression(inbound, outbound, self._pairs)

    def _expression(self, inbound: Expression, outbound: Expression, pairs: LicencePairs) -> Ground:
        licences = dict.fromkeys(names(outbound))
        if len(licences) > OUTBOUND_LIMIT:
            return unknown(f"The outbound expression names more than {OUTBOUND_LIMIT} licences.")
        return all_of(folded(inbound, partial(_paired, pairs, onward)) for onward in licences)

    def _under(self, inbound: Iterable[Expression], onward: Name) -> Ground:
        """The ground for all of some expressions under one licence."""
        return all_of(folded(expression, partial(_paired, self._pairs, onward)) for expression in inbound)

    def _worded(
        self,
        outbound: str,
        ground: Ground,
        inbound: Sequence[str] = (),
        about: Mapping[str, Iterable[str]] = MappingProxyType({}),
    ) -> Compatibility:
        """The answer in words.

        Args:
            outbound: the licence of the result.
            ground: of the answer.
            inbound: what goes in, as written.
            about: what of it each reason is about, where that is not all.
        """
        grouped = [
            ReasonOfInbound(
                says, tuple(dict.fromkeys(name for reason in reasons for name in about.get(reason, inbound)))
            )
            for says, reasons in told_once(ground.reasons, frozenset(ground.inbound) - {outbound})
        ]
        shown = [reason.because for reason in grouped[:_REASONS]]
        if more := len(grouped) - len(shown):
            shown.append(f"{counted(more, 'further reason')} {'is' if more == 1 else 'are'} left out.")
        duties = self._carried(ground.asking) if ground.verdict is Verdict.MET else ()
        return Compatibility(outbound, ground.verdict, " ".join(shown), ground.clauses, duties, tuple(grouped))

    def _carried(self, ids: Iterable[str]) -> tuple[Carried, ...]:
        """The duties of some licences that fall due when somebody passes a work on."""
        licences = (licence for id in ids if (licence := self.shelf.licence(id)))
        carried = {
            Carried(asked.duty, licence.id, asked.says, asked.clause, asked.words)
            for licence in licences
            for asked in licence.duties.values()
            if Act.PASS_ON in asked.when
        }
        order = {duty: rank for rank, duty in enumerate(Duty)}
        return tuple(sorted(carried, key=lambda duty: (order[duty.duty], duty.licence)))

    def answers(self, inbound: Sequence[str], among: Iterable[str]) -> tuple[Compatibility, ...]:
        """The answers on some outbound licences: the yes first, then the unknown, then the no."""
        licences = list(dict.fromkeys(among))
        if self._are_too_many(inbound, licences):
            return tuple(self._worded(licence, _TOO_MANY) for licence in licences)
        answers = [self._answer(inbound, licence) for licence in licences]
        verdicts = (Verdict.MET, Verdict.UNKNOWN, Verdict.UNMET)
        return tuple(answer for verdict in verdicts for answer in answers if answer.verdict is verdict)

    def named(self, written: Sequence[str]) -> list[str]:
        """The ids of the licences that go in."""
        trees = [parse(candidate) for name in written for candidate in named(name, self.shelf).candidates]
        return [name.id for tree in trees for name in names(tree)]

    def _are_too_many(self, inbound: Sequence[str], outbound: Sequence[str]) -> bool:
        """True where more pairs of licences would have to be compared than a question may ask for."""
        ours, theirs = self.named(inbound), self.named(outbound)
        return len(set(ours)) * len(set(theirs)) > PAIRS or len(ours) * len(theirs) > _STEPS

    def candidates(self, inbound: Sequence[str]) -> list[str]:
        """The licences to ask about: those that go in, those that a row names for them, then every other one."""
        own = self.named(inbound)
        named = (other for id in own for other in self.shelf.statements.named(id))
        ids = dict.fromkeys((*own, *named, *self.shelf.licences()))
        return [id for id in ids if self._pairs.knows(id) and not self.shelf.retired(id)]

    def as_one_work(self, inbound: Sequence[Sequence[str]]) -> Verdict:
        """Met where a work made of some things may be under a licence of one of them; unmet where under none at all.

        Of more things, or licences, than people make a work of it is unknown.

        Args:
            inbound: the expressions of ids of which one is the licence of a thing, for each thing.
        """
        things = [[parse(text) for text in candidates] for candidates in inbound]
        licences = {name for trees in things for tree in trees for name in names(tree)}
        if max(len(things), len(licences)) > _IN_ONE_WORK:
            return Verdict.UNKNOWN
        cases = list(islice(product(*things), _CASES + 1))
        if len(cases) <= _CASES and all(map(self._keeps_one, cases)):
            return Verdict.MET
        ground = self.excluded([Any(tuple(trees)) if len(trees) > 1 else trees[0] for trees in things])
        return Verdict.UNMET if ground else Verdict.UNKNOWN

    def _keeps_one(self, inbound: Sequence[Expression]) -> bool:
        """True where one of the licences that go in may be that of the whole."""
        own = dict.fromkeys(name for expression in inbound for name in names(expression))
        return any(self._under(inbound, onward).verdict is Verdict.MET for onward in own)

    def nothing_left(self, inbound: Sequence[str]) -> str:
        """The reasons why no licence at all is left for the result; empty where that is not certain."""
        namings = [named(written, self.shelf) for written in inbound]
        ground = self.excluded([Any(tuple(map(parse, naming.candidates))) for naming in namings])
        return self._worded("", ground).because if ground else ""

    def excluded(self, inbound: Sequence[Expression]) -> Ground | None:
        """The reasons why no licence at all is left for the result; None where that is not certain.

        It is certain where one inbound licence leaves few outbound ones, and each of these is a certain no.

        Args:
            inbound: expressions of ids; of an OR the alternative that leaves most counts.
        """
        steps, size = 0, sum(1 for expression in inbound for _ in names(expression))
        for expression in inbound:
            left = self._left(expression)
            if left is None:
                continue
            own = tuple(dict.fromkeys(names(expression)))
            steps += size * len(left or own)
            if steps > _STEPS:
                return None
            grounds = [self._under(inbound, onward) for onward in left or own]
            if all(ground.verdict is Verdict.UNMET for ground in grounds):
                reasons = grounds[0].reasons  # the others say much the same of other licences
                if left:
                    listed = series([*map(str, left)], "or")
                    reasons = (
                        f"For what is made from a work under {expression} every licence but {listed} is ruled out.",
                        *reasons,
                    )
                ids = dict.fromkeys((*(name.id for name in own), *grounds[0].inbound))
                return evolve(joined(grounds, Verdict.UNMET), reasons=reasons, inbound=tuple(ids))
        return None

    def _left(self, expression: Expression) -> tuple[Name, ...] | None:
        """Every outbound licence that is no certain no for an expression; None where they cannot be listed."""
        if isinstance(expression, Name):
            return self._pairs.left(expression)
        parts = [self._left(part) for part in expression.parts]
        listed = [left for left in parts if left is not None]
        if isinstance(expression, All):
            return min(listed, key=len) if listed else None
        return tuple(dict.fromkeys(chain(*listed))) if len(listed) == len(parts) else None


_TOO_MANY = unknown(f"More than {PAIRS:,} pairs of licences would have to be compared.")


def _paired(pairs: LicencePairs, onward: Name, inbound: Name) -> Ground:
    return pairs.pair(inbound, onward)
