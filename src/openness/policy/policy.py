"""The rules of a team: the policy behind `openness check`."""

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from openness.release.location import Source
from openness.value import Value
from openness.vocabulary import Kind
from openness.vocabulary.words import Severity

if TYPE_CHECKING:
    from openness.evaluation.uses.caller import Caller
    from openness.evaluation.uses.use import Use
    from openness.policy.globs import Globs

LEVELS = tuple(Severity)
NEVER = "never"


@frozen(eq=False, repr=False)
class Demand(Value):
    """One demand of a policy: a rung of a definition, a term, a use, or what is allowed or forbidden.

    Args:
        rule: what reports and exceptions call it: the definition, or the word as written in its proper form.
        word: the rung, the term, the use or the finding's code; empty for licences.
        place: where the policy says so.
        component: the part it speaks of; None for every part, or for a term the weights.
        ids: the licences it means, alone or with their exceptions; empty for anything else.
        together: sets of licences that it means where they apply together, as `A AND B` does; nothing of one alone.
    """

    rule: str
    word: str
    place: Source
    component: Kind | None = None
    ids: frozenset[str] = frozenset()
    together: frozenset[frozenset[str]] = frozenset()

    @property
    def of_licences(self) -> bool:
        """True where it is about licences."""
        return bool(self.ids or self.together)


@frozen(eq=False, repr=False)
class PolicyException(Value):
    """A violation that somebody answers for until a day.

    Args:
        source: which releases, as a path below the policy's folder or a glob.
        rule: which rule, by its word.
        because: the reason.
        until: the last day on which it holds, as `2027-03-01`.
        owner: who answers for it; empty when nobody is named.
        sha256: the hash of the licence file it speaks of; empty for none.
        place: where it stands.
    """

    source: str
    rule: str
    because: str
    until: str
    owner: str
    sha256: str
    place: Source


@frozen(eq=False, repr=False)
class Rules(Value):
    """The rules for a release.

    Args:
        require: rungs that must certainly be reached.
        terms: what the licences must let everyone do.
        allow: licences, beside which there may be no other, and findings that may stand.
        forbid: licences and findings that may not be there.
        unknown: `fail` or `warn`: what an unknown answer does.
        fail_on: the least serious level of finding that fails; `never` for none.
        uses: what the team must be allowed to do, each with its record.
        caller: the team, for the limits of those licences.
    """

    require: tuple[Demand, ...] = ()
    terms: tuple[Demand, ...] = ()
    allow: tuple[Demand, ...] = ()
    forbid: tuple[Demand, ...] = ()
    unknown: str = "fail"
    fail_on: str = "error"
    uses: "tuple[tuple[Demand, Use], ...]" = ()
    caller: "Caller | None" = None


@frozen(slots=False, eq=False, repr=False)
class Policy(Value):
    """A team's rules.

    Args:
        rules: what holds for every release.
        paths: globs with the rules that hold there instead, the last that speaks of a release counting.
        exceptions: the violations that somebody answers for.
        exclude: globs of files that are left out, seen from the policy's folder.
        folder: what paths in it are seen from; empty for the working directory.
        document: its file; empty where there is none.
    """

    rules: Rules = Rules()
    paths: tuple[tuple[str, Rules], ...] = ()
    exceptions: tuple[PolicyException, ...] = ()
    exclude: tuple[str, ...] = ()
    folder: str = ""
    document: str = ""

    def __attrs_post_init__(self) -> None:
        if self.exclude:
            from openness.sources.ignore import Seen  # most policies leave nothing out

            object.__setattr__(self, "exclude", tuple(Seen(glob, self.folder) for glob in self.exclude))

    def rules_for(self, *names: str) -> Rules:
        """The rules for a release that has these names below the policy's folder."""
        places = self._globs.speaking(*names) if self.paths else ()
        return self.paths[places[-1]][1] if places else self.rules

    @cached_property
    def _globs(self) -> "Globs":
        from openness.policy.globs import Globs  # most policies name no paths

        return Globs(glob for glob, _ in self.paths)


def speaks_of(glob: str, *paths: str) -> bool:
    """True where a glob names one of these paths or a folder it lies in; a slash at its end says nothing more.

    A card stands for the release of its folder: a glob speaks of the card itself only where it ends as a card's name does.

    >>> speaks_of("models/legacy", "models/legacy/README.md"), speaks_of("models/*", "data/x")
    (True, False)
    >>> speaks_of("models/", "models"), speaks_of("models/*", "models/README.md")
    (True, False)
    """
    from openness.policy.globs import Globs

    return bool(Globs([glob]).speaking(*paths))
