"""One release under definitions: criteria, standing, findings, evidence. Everything a report can say is here.

Nothing is worked out, and nothing that works it out is loaded, before somebody asks for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from openness._version import document
from openness.errors import Problem, as_json
from openness.release.finding import Finding
from openness.release.release import Release
from openness.resolution.resolved import Resolved
from openness.shelf.shelf import Shelf, shipped
from openness.value import Value
from openness.vocabulary import Kind, Term
from openness.vocabulary.verdict import Verdict

if TYPE_CHECKING:
    from openness.evaluation.facts import VerdictKey, World
    from openness.evaluation.judgement import Judgement
    from openness.evaluation.obligations import Obligation
    from openness.evaluation.opening import Opening
    from openness.evaluation.section import Summary
    from openness.evaluation.standing import Standing
    from openness.evaluation.uses.caller import Caller
    from openness.evaluation.uses.consequences import Consequence
    from openness.evaluation.uses.may import SystemAsked
    from openness.evaluation.uses.permission import Permission
    from openness.evaluation.uses.use import Use

BANDS = {
    "closed": ("closed", "hosted"),
    "semi-open": ("weights-available", "open-weights"),
    "fully-open": ("open-source-ai", "open-source-ai-with-open-data"),
}


@frozen(slots=False, eq=False, repr=False)
class Classification(Value):
    """A release under definitions: the verdicts, the reasons, and the findings that a person should look at.

    Args:
        resolved: the release, and the licences its names may stand for.
        source: where it was read from, as given.
        under: the ids of the definitions asked for, without the spectrum.
    """

    resolved: Resolved = field(repr=False)
    source: str
    under: tuple[str, ...]
    _shelf: Shelf = field(repr=False, eq=False)

    def __str__(self) -> str:
        """The level in a sentence, and the licence."""
        from openness.blocks.document import plain
        from openness.evaluation.licence_stated import licence_stated, with_names
        from openness.evaluation.summary import level_sentence

        licence = with_names(licence_stated(self.release, self.findings), self.resolved.licences)
        return f"{plain(level_sentence(self.judgement('spectrum'), brief=True))} Licence: {plain(licence)}."

    def __reduce__(self) -> tuple[Any, ...]:
        """The fields alone: what was worked out is worked out again where it is asked for."""
        return type(self), (self.resolved, self.source, self.under, self._shelf)

    @property
    def release(self) -> Release:
        """The release, with its licence names resolved."""
        return self.resolved.release

    @cached_property
    def _world(self) -> "World":
        from openness.evaluation.facts import world_of

        return _one_of(world_of(self.resolved))

    @property
    def verdict_key(self) -> "VerdictKey":
        """All that a verdict on the release can depend on: where this is equal, so is every verdict."""
        from openness.evaluation.facts import verdict_key

        return verdict_key(self._world)

    @cached_property
    def spectrum(self) -> "Standing":
        """The standing of the release on the open-to-closed spectrum."""
        return self.judgement("spectrum").standing

    @property
    def band(self) -> str:
        """`fully-open`, `semi-open`, `closed` or `unknown`; said of the rung reached."""
        standing = self.spectrum
        if standing.reached is None or (standing.reached == "closed" and standing.reachable != "closed"):
            return "unknown"
        return next(band for band, rungs in BANDS.items() if standing.reached in rungs)

    @cached_property
    def judgements(self) -> "Mapping[str, Judgement]":
        """The judgements by definition id, the spectrum's own among them."""
        return MappingProxyType({id: self.judgement(id) for id in dict.fromkeys(("spectrum", *self.under))})

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that a person should look at, most serious first."""
        from openness.evaluation.rules import findings

        return findings(self.resolved, self._shelf, lambda: self.spectrum)

    @cached_property
    def duties(self) -> "tuple[Obligation, ...]":
        """The duties of whoever uses the release, changes it, hosts it or passes it on."""
        from openness.evaluation.obligations import obligations

        return obligations(self.resolved)

    @cached_property
    def permissions(self) -> "tuple[Permission, ...]":
        """May somebody of whom nothing is known use it: the answer to each use that bears on it."""
        from openness.evaluation.uses.caller import Caller
        from openness.evaluation.uses.use import uses

        return self.permissions_for(uses(self._shelf).values(), Caller())

    @cached_property
    def consequences(self) -> "Mapping[str, tuple[Consequence, ...]]":
        """The consequences for whoever wants to use the release, by row, as far as facts decide."""
        from openness.evaluation.uses.consequences import comparison, consequences

        return MappingProxyType(dict(consequences(self.resolved, self._world, comparison(self._shelf))))

    @cached_property
    def openings(self) -> "tuple[Opening, ...]":
        """The smallest changes that would raise a verdict, with all they reach: most for the least effort first."""
        from openness.evaluation.remediation import across

        judgements = self.judgements.values()
        weighed = tuple(
            (judgement.definition, judgement._weighed) for judgement in judgements if judgement._weighed is not None
        )
        return across(weighed, self._world)

    @property
    def data(self) -> str:
        """The version of the data it was judged by."""
        return self._shelf.data

    def permissions_for(
        self, uses: "Iterable[Use]", caller: "Caller", system: "SystemAsked | None" = None
    ) -> "tuple[Permission, ...]":
        """May this caller: the answer to each of some uses that bears on it.

        Args:
            uses: what is asked.
            caller: who asks.
            system: what the release is a part of; by default it is used alone.
        """
        from openness.evaluation.uses.may import permissions_of_part, system_of

        system = system or system_of([self.release])
        return tuple(permissions_of_part(self.resolved, system, system.asked(uses), caller, self._shelf))

    def judgement(self, id: str) -> "Judgement":
        """The judgement under one definition, whether or not it was asked for.

        Raises:
            OpennessError: with the nearest ids, when there is none of this id.
        """
        from openness.evaluation.judgement import judge

        return judge(self.resolved, self._shelf.definition(id), self._world)

    def terms(self, kind: Kind, terms: tuple[Term, ...]) -> tuple[Verdict, ...]:
        """The answers of a part's licences, its base's included, under the one choice that grants most.

        Args:
            kind: the part.
            terms: what is asked.
        """
        from openness.evaluation.facts import term_verdicts

        return term_verdicts(self._world, kind, terms)

    def to_dict(self) -> dict[str, Any]:
        """The classification as the JSON of `openness classify`."""
        return report_of([self], replaced=self._shelf.replaced)

    def to_markdown(self) -> str:
        """A section for a model card: standing, definitions, duties."""
        return self._summary.markdown()

    def _repr_html_(self) -> str:
        """The HTML that a notebook shows."""
        return self._summary.html()

    @property
    def _summary(self) -> "Summary":
        from openness.evaluation.section import Summary

        return Summary(
            self.release,
            self.source,
            self.band,
            self.judgements,
            self.findings,
            self.duties,
            self.resolved.licences,
            self.data,
        )

    def result(self, full: bool = True) -> dict[str, Any]:
        """One entry of `results` in that JSON; where it need not be full, its source, band, spectrum and findings alone."""
        standing, findings = self.spectrum.to_dict(), [finding.to_dict() for finding in self.findings]
        if not full:
            return {"source": self.source, "band": self.band, "spectrum": standing, "findings": findings}
        return {
            "source": self.source,
            "release": self.release.to_dict(),
            "band": self.band,
            "spectrum": standing,
            "definitions": {id: judgement.to_dict() for id, judgement in self.judgements.items()},
            "findings": findings,
            "duties": [duty.to_dict() for duty in self.duties],
            "consequences": {
                row: [statement.to_dict() for statement in statements] for row, statements in self.consequences.items()
            },
        }


def report_of(
    classifications: Sequence[Classification],
    problems: Iterable[Problem] = (),
    replaced: Sequence[str] = (),
    full: bool = True,
) -> dict[str, Any]:
    """Several classifications, what could not be used, and which records were replaced, as the JSON of `classify`."""
    own = [problem for classification in classifications for problem in classification.release.problems]
    return document(
        classifications[0].data if classifications else shipped().data,
        {
            "results": [classification.result(full) for classification in classifications],
            "problems": as_json((*own, *problems)),
            **({"replaced": list(replaced)} if replaced else {}),
        },
    )


@lru_cache(maxsize=2_048)
def _one_of(world: "World") -> "World":
    """The one object for all equal worlds, so that each definition need not compare them again."""
    return world
