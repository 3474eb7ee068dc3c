"""The uses that somebody may want to make of a release: each is a record, weighed as definitions are.

A use asks the terms of its record, and the limits that bear on it. Limits narrow the licences before anything is weighed
(`narrowed`), so that one interpreter serves definitions and uses, with base models, choices and disputes.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from attrs import evolve, field, frozen

from openness.definition.definition import Criterion, Definition
from openness.definition.parse import requirement_of
from openness.errors import OpennessError, Problem, chosen, near, nearest, suggesting
from openness.evaluation.uses.caller import Caller
from openness.licensing.clauses import TERRITORY, Limit
from openness.licensing.licence import Answer, Licence
from openness.licensing.licences import Licences
from openness.resolution.resolved import Resolved
from openness.shelf.shelf import Shelf
from openness.value import Value
from openness.vocabulary import Kind, Term
from openness.vocabulary.asking import Ending
from openness.vocabulary.duties import Act, Duty
from openness.vocabulary.verdict import Verdict

_ENDING = 6  # letters that an ending has at most, as of distil-lation
_KEYS = ("id", "label", "also", "subject", "limits", "acts", "duties", "asks")


@frozen(slots=False, eq=False, repr=False)
class Use(Value):
    """One use.

    Args:
        id: its name, as `--use` takes it.
        label: what one does, in words that follow “may we”.
        asks: what it asks, in the grammar of definitions.
        limits: the grants the limits of which bear on it although it does not ask them.
        acts: the acts with which its duties fall due.
        duties: duties that it brings besides.
        subject: `model` or `dataset`, whichever it is asked of when nobody names a use.
        also: other words that people have for it, which only hints know.
    """

    id: str
    label: str
    asks: Mapping[str, Any] = field(hash=False, repr=False)
    limits: tuple[Term, ...] = field(default=(), repr=False)
    acts: tuple[Act, ...] = field(default=(), repr=False)
    duties: tuple[Duty, ...] = field(default=(), repr=False)
    subject: str = "model"
    also: tuple[str, ...] = field(default=(), repr=False)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The parts it asks."""
        return tuple(map(Kind, self.asks["components"]))

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms it asks of their licences."""
        return tuple(map(Term, self.asks["terms"]))

    def of(self, kinds: Iterable[Kind], caller: Caller) -> "Use":
        """The same use, asked of certain parts by a certain caller: whoever names a territory asks for it too."""
        terms = list(self.asks["terms"])
        if caller.territory is not None and Term.EVERYWHERE.value not in terms:
            terms.append(Term.EVERYWHERE.value)
        components = [kind.value for kind in kinds]
        if components == list(self.asks["components"]) and terms == list(self.asks["terms"]):
            return self
        return evolve(self, asks={**self.asks, "components": components, "terms": terms})

    def by(self, caller: Caller) -> Caller:
        """The caller, as this use is asked by them: whoever asks for every country asks for more than their own."""
        return evolve(caller, everywhere=True) if self.terms[0] is Term.EVERYWHERE else caller

    def bears(self, limit: Limit) -> bool:
        """True for a limit that narrows this use; one of an older record, which names no grant, narrows every use."""
        if limit.uses and self.id not in limit.uses:
            return False
        if limit.of in self.terms:
            return True
        if not self.limits or limit.metric == TERRITORY:
            return False
        return bool(limit.uses) or limit.of is None or limit.of in self.limits

    def reached_by(self, limit: Limit) -> bool:
        """True for a limit that the use does not ask, and that takes it from whoever is known to be past the number."""
        commerce = Term.COMMERCIAL_USE in self.terms and limit.withholds_commerce
        return not self.limits and (limit.rules_out_every_use or commerce)

    def narrowing(self, limit: Limit, caller: Caller, scope: Verdict) -> bool:
        """True for a limit that narrows this use for a caller.

        Args:
            limit: the limit.
            caller: who asks.
            scope: whether it reaches the model that is asked about.
        """
        return self.bears(limit) or (self.reached_by(limit) and caller.keeps(limit, scope) is Verdict.UNMET)

    def to_dict(self) -> dict[str, object]:
        """The use as the JSON of `openness explain`."""
        return {
            "id": self.id,
            "label": self.label,
            "subject": self.subject,
            "asks": dict(self.asks),
            "limits": [term.value for term in self.limits],
            "acts": [act.value for act in self.acts],
            "duties": [duty.value for duty in self.duties],
        }

    @cached_property
    def definition(self) -> Definition:
        """The use as a text of one criterion."""
        criterion = Criterion(self.id, self.label, "", "", requirement_of(self.asks, f"uses/{self.id}"))
        return Definition(self.id, self.label, "1", "", "", "", "", (), (criterion,), Ending.POINTS, subject="any")


def narrowed(resolved: Resolved, use: Use, caller: Caller) -> Licences:
    """The licences of a release as they hold for one caller who asks for one use.

    A grant that is false because of limits alone gives way to them, and one that is false of commerce alone to a use that
    is none; any other false grant stays false. What a limit
    withholds from the caller stays denied whatever else the record says; a limit that nobody can decide keeps a grant open.
    """
    licences, terms, scopes = resolved.licences, use.terms, dict(resolved.scopes)
    if not any(_narrows(licence, terms) for licence in licences.records):
        return licences
    return Licences(
        tuple(
            _narrowed(licence, use, terms, caller, scopes.get(licence.id, Verdict.UNKNOWN))
            for licence in licences.records
        ),
        licences.exceptions,
    )


def _narrows(licence: Licence, terms: Iterable[Term]) -> bool:
    """True where a licence may grant somebody less, or more, than its record says for everybody."""
    return bool(licence.limits) or any(licence.only_commerce(term) for term in terms)


def _narrowed(licence: Licence, use: Use, terms: tuple[Term, ...], caller: Caller, scope: Verdict) -> Licence:
    if not _narrows(licence, terms):
        return licence
    keeps = Verdict.MET
    for limit in licence.limits:
        reach = limit.reach(scope)
        if use.narrowing(limit, caller, reach):
            keeps = keeps & caller.keeps(limit, reach)
    answers = dict(licence.answers)
    for term in terms:
        answer = licence.answers.get(term)
        if answer is None:
            verdict = keeps & Verdict.UNKNOWN
        elif licence.gives_way(term) or (licence.only_commerce(term) and Term.COMMERCIAL_USE not in terms):
            verdict = keeps
        else:
            verdict = answer.verdict & keeps
        answers[term] = evolve(answer or Answer(verdict), verdict=verdict)
    return evolve(licence, answers=answers)


@lru_cache(maxsize=8)
def uses(shelf: Shelf) -> Mapping[str, Use]:
    """The uses by their ids, in the order of their file."""
    return {use.id: use for use in uses_of(shelf.uses)}


def named(words: Iterable[str], shelf: Shelf) -> tuple[Use, ...]:
    """The uses of these ids.

    Raises:
        OpennessError: with the nearest ids, for each that is unknown.
    """
    known = uses(shelf)
    return chosen(words, known, "use", lambda word: hint(word, known))


def hint(word: str, known: Mapping[str, Use]) -> str:
    """A hint that names the uses that a word may mean: by what people call them, or else by its letters.

    >>> from openness.shelf.shelf import shipped
    >>> hint("resell", uses(shipped())), hint("hosting", uses(shipped())), hint("anywere", uses(shipped()))
    ('did you mean sell-a-product?', 'did you mean host?', 'did you mean anywhere?')
    """
    folded = "-".join(word.lower().replace("_", " ").split())
    meant = [use.id for use in known.values() if any(_is_form(folded, name) for name in use.also)]
    return suggesting(meant or near(folded, known, 3))


def _is_form(word: str, name: str) -> bool:
    """True for a name, and for a form of it with an ending: hosting, distillation.

    >>> _is_form("hosting", "host"), _is_form("hostility-towards", "host")
    (True, False)
    """
    ending = word.removeprefix(name)
    return word == name or (ending != word and ending.isalpha() and len(ending) <= _ENDING)


def uses_of(record: Mapping[str, Any]) -> Iterator[Use]:
    """The uses that a record states.

    Raises:
        OpennessError: with every word that is not of their form.
    """
    for stated in record["use"]:
        name = f"uses/{stated.get('id')}"
        problems = [
            Problem(name, None, f"a use has no key {key!r}", nearest(key, _KEYS)) for key in stated if key not in _KEYS
        ]
        problems += [
            Problem(name, None, f"the use has no {key!r}", f"add {key}")
            for key in ("id", "label", "asks")
            if key not in stated
        ]
        if problems:
            raise OpennessError(*problems)
        requirement_of(stated["asks"], name)
        try:
            yield Use(
                stated["id"],
                stated["label"],
                stated["asks"],
                tuple(map(Term, stated.get("limits", ()))),
                tuple(map(Act, stated.get("acts", ()))),
                tuple(map(Duty, stated.get("duties", ()))),
                stated.get("subject", "model"),
                tuple(stated.get("also", ())),
            )
        except ValueError as error:
            raise OpennessError(
                Problem(name, None, f"the use names a word that does not exist: {error}", "use a word of the lists")
            ) from None
