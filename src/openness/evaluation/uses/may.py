"""May we? A release, or several that make one system, under the uses: a permission for each.

The verdict is the weighing of the use (`use`), with the licences narrowed to what they grant this caller (`asked`).
"""

from collections.abc import Iterable, Iterator, Sequence
from shlex import quote

from attrs import evolve, frozen

from openness.evaluation import lineage
from openness.evaluation.facts import World, world_of
from openness.evaluation.obligations import obligations
from openness.evaluation.uses.answer import answer
from openness.evaluation.uses.asked import UseAsked, as_sentence, called
from openness.evaluation.uses.caller import Caller
from openness.evaluation.uses.permission import Answered, Permission
from openness.evaluation.uses.together import together
from openness.evaluation.uses.use import Use, named, uses
from openness.licensing.clauses import cited
from openness.licensing.licence import Licence
from openness.release.claim import Fact, named_licences
from openness.release.release import Found, Release
from openness.resolution.lineage import bases_of_others
from openness.resolution.resolved import Resolved, expressions_of, names_data_licence, read_together, resolved
from openness.shelf.shelf import Shelf
from openness.value import Value
from openness.vocabulary import NOASSERTION, WEIGHTS, Content, Kind, Term, main_part
from openness.vocabulary.details import ModelDetail
from openness.vocabulary.sentences import editions, few, series
from openness.vocabulary.verdict import Verdict

_NO_MODEL = (
    "None of these says anything of a model's weights, which these uses are about: "
    "add the model, or ask `openness compatible` whether the licences go together."
)
_OF_OUTPUTS = {Term.OUTPUTS, Term.TRAIN_ON_OUTPUTS}


@frozen(eq=False, repr=False)
class SystemAsked(Value):
    """The releases that are used together, as far as they decide what a use asks of each.

    Args:
        has_model: some part speaks of weights. Where none does, the weights are what nobody speaks of.
        only_data: every part is a data set.
        of_either: some part may be a model or a data set.
    """

    has_model: bool
    only_data: bool
    of_either: bool = False

    def asked(self, uses: Iterable[Use]) -> tuple[Use, ...]:
        """The uses that there are of it: those of a model, of a data set where nothing else is there, or of both."""
        return tuple(use for use in uses if self.concerned(use.subject))

    def concerned(self, subject: str) -> bool:
        """True where a question is about such releases: those of `model`, of `dataset`, or of `any`."""
        return self.of_either or subject == "any" or (subject == "dataset") is self.only_data


def system_of(releases: Iterable[Release]) -> SystemAsked:
    """The system that some releases make; one alone is a system too."""
    has_model, only_data, of_either = False, True, False
    for release in releases:
        has_model = has_model or bool(release.component(WEIGHTS).spoken)
        only_data = only_data and release.subject == "dataset"
        of_either = of_either or len(release.described) > 1
    return SystemAsked(has_model, only_data, of_either)


def permissions(parts: Sequence[Resolved], uses: Iterable[Use], caller: Caller, shelf: Shelf) -> tuple[Permission, ...]:
    """The permissions of one release, or of several that make one system: it may what each of its parts may.

    Args:
        parts: the release, or the parts of the system.
        uses: what is asked.
        caller: who asks.
        shelf: where licences, and what they say of each other, are looked up.
    """
    system = system_of(part.release for part in parts)
    asked = tuple(uses)
    by_use: dict[str, list[tuple[str, Permission]]] = {use.id: [] for use in asked}
    for part in parts:
        whose = called(part.release) if len(parts) > 1 else ""
        for permission in permissions_of_part(part, system, asked, caller, shelf):
            by_use[permission.use].append((whose, permission))
    found = tuple(together(by_use[use.id]) for use in asked)
    if len(parts) == 1:
        return found
    beside = _as_one_work(parts, system, shelf) if system.has_model or system.only_data else (_NO_MODEL,)
    return tuple(evolve(permission, look_out=(*beside, *permission.look_out)) for permission in found)


def _as_one_work(parts: Sequence[Resolved], system: SystemAsked, shelf: Shelf) -> tuple[str, ...]:
    """A sentence on parts that do not go together, or may not, for whoever makes one work of them; else nothing."""
    from openness.evaluation.compatibility.compatible import Judge  # one part alone goes with itself

    names: dict[tuple[str, ...], str] = {}
    for fact in (fact for part in parts for fact in _licences_of_part(part.release, system) if fact.claims):
        texts = tuple(expressions_of(fact))
        known = (claim.value for claim in fact.claims if shelf.naming(claim.value).candidates == texts)
        names.setdefault(texts, next(known, " OR ".join(texts)))
    verdict = Judge(shelf).as_one_work(list(names))
    if verdict is Verdict.MET:
        return ()
    command = " ".join(["openness compatible", *map(quote, names.values())])
    if verdict is Verdict.UNMET:
        fit = "you may not combine them into one work, because no licence fits the whole"
    else:
        fit = "it is unknown whether you may combine them into one work"
    return (f"The answers are for parts that stay side by side; {fit}: `{command}` says why.",)


def _licences_of_part(release: Release, system: SystemAsked) -> Iterator[Fact]:
    """The licences of the weights of a part of a system, with those of its bases; or of its data and code."""
    for kind in _asked_of(release, (WEIGHTS,), system):
        for item in release.component(kind).spoken:
            yield Fact(tuple(claim for claim in item.licence.settled.claims if claim.stated))
    for base in release.derived_from:
        if base.relation.carries_terms:
            yield base.licence.settled


def permissions_of_part(
    part: Resolved, system: SystemAsked, uses: Iterable[Use], caller: Caller, shelf: Shelf
) -> Iterator[Permission]:
    """The permissions of one part of a system, for each of the uses that it has a part in.

    Args:
        part: the part.
        system: what it is used in; its own, where it is used alone.
        uses: what is asked.
        caller: who asks.
        shelf: where licences, and what they say of each other, are looked up.
    """
    world, owed = world_of(part), obligations(part)
    look_out, doubts = _look_out(part, shelf)
    for use in uses:
        if not _has_part_in(use, part.release, system):
            continue
        asked = UseAsked(part, world, use.of(_kinds(part.release, use, system), caller), caller)
        permission = answer(asked)
        if permission.depends_on:
            permission = evolve(permission, firm_with=_firm_with(part, world, asked.use, caller, permission.depends_on))
        if permission.verdict is Verdict.MET and not use.limits:
            permission = evolve(permission, look_out=tuple(filter(None, (asked.not_asked,))))
        if WEIGHTS in asked.use.kinds or part.release.subject == "dataset":
            permission = evolve(permission, look_out=(*permission.look_out, *look_out), doubts=doubts)
        if permission.verdict is not Verdict.UNMET:
            permission = evolve(permission, duties=tuple(dict.fromkeys(asked.duties(owed))))
        yield permission


def _firm_with(part: Resolved, world: World, use: Use, caller: Caller, words: Iterable[str]) -> tuple[str, ...]:
    """Those words on which an unknown depends that a caller can state, where the answer is firm once they do."""
    stated = tuple(word for word in words if caller.stating((word,)) is not caller)
    if not stated:
        return ()
    stating = caller.stating(stated)
    firm = answer(UseAsked(part, world, use.of(use.kinds, stating), stating)).verdict is not Verdict.UNKNOWN
    return stated if firm else ()


def permitted(
    found: Sequence[Found], words: Iterable[str] | None, caller: Caller, shelf: Shelf
) -> tuple[Permission, ...]:
    """The permissions of a release that was read, or of several that make one system.

    Args:
        found: the releases.
        words: the ids of the uses that are asked about; None for all uses of what these are.
        caller: whoever asks.
        shelf: where licences and uses are looked up.

    Raises:
        OpennessError: when a use is unknown.
    """
    parts = [resolved(part.release, shelf) for part in read_together(found, shelf)]
    system = system_of(part.release for part in parts)
    asked = system.asked(uses(shelf).values()) if words is None else named(words, shelf)
    return permissions(parts, asked, caller, shelf)


def answered(
    source: str, found: Sequence[Found], words: Iterable[str] | None, caller: Caller, shelf: Shelf
) -> Answered:
    """The permissions of a source, with who asked and where the texts stand that they cite.

    Args:
        source: as it was given.
        found: the releases that it holds.
        words: as for `permitted`.
        caller: whoever asks.
        shelf: as for `permitted`.

    Raises:
        OpennessError: as `permitted` does.
    """
    permissions = permitted(found, words, caller, shelf)
    citing = [by.licence for permission in permissions for by in permission.clauses]
    citing += [due.licence for permission in permissions for due in permission.duties]
    licences = [licence for licence in map(shelf.licence, dict.fromkeys(citing)) if licence]
    policies = ((licence.id, licence.policy) for licence in licences)
    return Answered(
        source,
        permissions,
        tuple(document for part in found for document in part.release.unread),
        caller.words,
        tuple((licence.id, licence.label, licence.text) for licence in licences),
        tuple((id, policy.name, policy.url) for id, policy in policies if policy),
    )


def answers(resolved: Resolved, world: World, uses: Iterable[Use]) -> Iterator[Permission]:
    """The permissions of a release for a caller of whom nothing is known, without their duties.

    Args:
        resolved: the release.
        world: what it claims.
        uses: what is asked.
    """
    caller = Caller()
    return (answer(UseAsked(resolved, world, use, caller)) for use in uses)


def _look_out(resolved: Resolved, shelf: Shelf) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Cautions beside the answers, in sentences; and those that leave a yes open: outputs under unknown terms."""
    at_odds, outputs = (
        [as_sentence(found.message) for found in findings] for findings in lineage.doubts(resolved, shelf)
    )
    unknown = tuple(dict.fromkeys(f"{says}." for says in outputs))
    sentences = [*unknown]
    if at_odds:
        more = f"; and {len(at_odds) - 1} more" if len(at_odds) > 1 else ""
        sentences.insert(0, f"Its licence and the models it was made from are at odds: {at_odds[0]}{more}.")
    every = dict.fromkeys(
        (
            *sentences,
            *_on_ending(resolved),
            *_on_newer_texts(resolved, shelf),
            *_on_data(resolved),
            *_on_parts_beside(resolved),
            *_on_needed(resolved, shelf),
        )
    )
    return tuple(every), unknown


def _on_ending(resolved: Resolved) -> Iterator[str]:
    """A sentence on each reason why the rights are not for good: the giver may end them, or change the terms alone."""
    release = resolved.release
    main = main_part(release.subject)
    denying: dict[
        tuple[str, str], dict[str, str]
    ] = {}  # by reason, the licences, each with the base that brings it first
    certain: set[tuple[str, str]] = set()
    bases = ((base.licence, base.name) for base in bases_of_others(release))
    for fact, base in ((release.component(main).licence, ""), *bases):
        choices = [resolved.licences.answers(text, (Term.IRREVOCABLE,), main) for text in expressions_of(fact)]
        sure = all(choice == {(Verdict.UNMET,)} for choice in choices)
        for licence in resolved.licences_of(fact):
            answer = licence.answers.get(Term.IRREVOCABLE)
            if answer and answer.verdict is Verdict.UNMET:
                key = (as_sentence(answer.reason), cited(answer.clause))
                denying.setdefault(key, {}).setdefault(licence.label, base)
                certain.update([key] if sure else [])
    for (reason, clause), base_of in denying.items():
        good = "are not" if (reason, clause) in certain else "may not be"
        titles: dict[str, list[str]] = {}
        for title, base in base_of.items():
            titles.setdefault(base, []).append(title)
        named = [
            f"{title}, the licence of the base model {base}" if base else title
            for base, of_base in titles.items()
            for title in editions(of_base)
        ]
        yield f"The rights {good} for good. {reason} ({clause} of {series(few(named))})."


def _on_newer_texts(resolved: Resolved, shelf: Shelf) -> Iterator[str]:
    """A sentence on each licence in the place of which its steward has put a newer text that is not meant too."""
    release = resolved.release
    bases = [base.licence for base in bases_of_others(release)]
    for fact in (release.component(main_part(release.subject)).licence, *bases):
        meant = resolved.licences_of(fact)
        for licence in meant:
            newest = _newest(licence, shelf)
            if newest is not licence and newest not in meant:
                which = "which of the two holds for you may depend on the day on which you got it"
                yield f"{licence.label} was replaced by {newest.label}: {which}."


def _newest(licence: Licence, shelf: Shelf) -> Licence:
    """The text that stands in the place of a licence today; itself where no other does."""
    seen = {licence.id}
    while (newer := shelf.licence(licence.replaced_by)) and newer.id not in seen:
        seen.add(newer.id)
        licence = newer
    return licence


def _on_data(resolved: Resolved) -> Iterator[str]:
    """A sentence on the training data that nobody may use commercially: its licence binds the data, and perhaps no more."""
    if not names_data_licence(resolved.release):
        return
    from openness.evaluation.training_data import non_commercial_data  # of most data no licence is stated

    for data in non_commercial_data(resolved):
        which = f" ({data.listed})" if data.names else ""
        may_not = f"The training data{which} may not be used commercially ({data.licence}, {data.source})"
        yield f"{may_not}: nothing here says whether that reaches the model."


def _on_parts_beside(resolved: Resolved) -> Iterator[str]:
    """A sentence on the parts that have other licences than the weights, which a use is about."""
    parts: dict[str, dict[str, None]] = {}
    for component in resolved.release.components:
        for item in component.spoken:
            stated = (claim for claim in item.licence.claims if claim.stated)
            parts.setdefault(component.kind.label, {}).update(dict.fromkeys(named_licences(stated)))
    own = parts.pop(WEIGHTS.label, {})
    others = {part: [licence for licence in found if licence not in own] for part, found in parts.items()}
    beside = [f"{part}: {series(few(licences))}" for part, licences in others.items() if licences]
    if own and beside:
        yield f"The answers are about the weights. Other parts have other licences ({'; '.join(beside)})."


def _on_needed(resolved: Resolved, shelf: Shelf) -> Iterator[str]:
    """A sentence on each model that one needs beside it, with the terms that the table of well-known models has for it."""
    for name in resolved.release.detail(ModelDetail.NEEDS.value).values:
        model = shelf.model(name)
        named = (text.replace(f" AND {NOASSERTION}", "") for text in model.candidates if text != NOASSERTION)
        titles = [licence.label if (licence := shelf.licence(text)) else text for text in named]
        under = (
            f"under {series(few(editions(titles, 'or')), 'or')}" if titles else "the terms of which are not known here"
        )
        perhaps = "" if model.known or not titles else ", and perhaps other terms"
        yield f"To run it you also need {name}, {under}{perhaps}. The answers do not cover that model."


def _has_part_in(use: Use, release: Release, system: SystemAsked) -> bool:
    """False for data and code beside a model where a use is about outputs: they make none."""
    return not system.has_model or not set(use.terms) <= _OF_OUTPUTS or _kinds(release, use, system) == use.kinds


def _kinds(release: Release, use: Use, system: SystemAsked) -> tuple[Kind, ...]:
    """The parts that are asked: those of the use; of a data set its data; of data and code beside a model themselves.

    Args:
        release: the release, or one part of a system.
        use: what is asked.
        system: what the release is used in.
    """
    return _asked_of(release, use.kinds, system)


def _asked_of(release: Release, kinds: tuple[Kind, ...], system: SystemAsked) -> tuple[Kind, ...]:
    if kinds != (WEIGHTS,):
        return kinds
    if release.subject == "dataset":
        return (Kind.DATASETS,)
    spoken = [component.kind for component in release.components if component.spoken]
    beside = tuple(kind for kind in spoken if kind is Kind.DATASETS or kind.content is Content.CODE)
    return beside if system.has_model and beside and WEIGHTS not in spoken else kinds
