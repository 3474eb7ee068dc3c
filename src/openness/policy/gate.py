"""The gate: what was read is held against a policy and a baseline, and becomes the outcome of a check."""

from typing import TYPE_CHECKING

from attrs import frozen

from openness.errors import Problem
from openness.evaluation.batch import Classified, definitions
from openness.evaluation.classification import Classification
from openness.policy.check import weigh
from openness.policy.policy import Policy
from openness.policy.result import Issue, Outcome
from openness.release.release import Progress
from openness.shelf.shelf import Shelf
from openness.sources.file import Gathered
from openness.value import Shown

if TYPE_CHECKING:
    from openness.evaluation.uses.may import SystemAsked
    from openness.policy.exceptions import Baseline


@frozen(eq=False, repr=False)
class PartialOutcome(Shown):
    """The classifications, issues and problems that one kind of input adds to an outcome.

    Args:
        classifications: the things that were judged.
        issues: what they raise under the policy.
        problems: what could not be read.
    """

    classifications: tuple[Classification, ...] = ()
    issues: tuple[Issue, ...] = ()
    problems: tuple[Problem, ...] = ()


NOTHING_USED = PartialOutcome()


def policy_at(path: str | None, shelf: Shelf) -> "Policy":
    """The policy at a path; where none is named the nearest one, or one that asks for no rung.

    Raises:
        OpennessError: with every fault of its file.
    """
    from openness.syntax.document import project_files

    if path is None and not any(project_files()):
        return Policy()
    from openness.policy.parse import read

    return read(path, shelf)


def checked(
    gathered: Gathered,
    policy: Policy,
    baseline: "Baseline | None",
    shelf: Shelf,
    progress: Progress = iter,
    under: tuple[str, ...] | None = None,
    used: PartialOutcome = NOTHING_USED,
    together: bool = False,
) -> Outcome:
    """The outcome of all that was read, held against a policy.

    Args:
        gathered: the releases.
        policy: what they are held against.
        baseline: what was there already.
        shelf: where licences and definitions are looked up.
        progress: is handed the releases and hands them on, as it shows how far they have come.
        under: the definitions that each release is judged by, each known; every one on the shelf by default.
        used: what code uses, held against the policy too.
        together: whether the releases make one system: each is asked what the uses of a system ask of such a part.
    """
    found: list[Classification] = []
    issues: list[Issue] = []
    under = definitions(None, shelf) if under is None else under
    system = _system(gathered) if together else None
    for classification in Classified(gathered.found, under, shelf, progress):
        found.append(classification)
        issues.extend(weigh(classification, policy, system=system))
    found.extend(used.classifications)
    issues.extend(used.issues)
    answered = tuple(issues)
    if policy.exceptions:
        from openness.policy.exceptions import excepted

        answered = excepted(answered, found, policy)
    if baseline is not None:
        answered = baseline.excepted(answered, found, gathered.covers)
    of_releases = (problem for classification in found for problem in classification.release.problems)
    problems = dict.fromkeys((*gathered.problems, *used.problems, *of_releases))
    return Outcome(tuple(found), answered, policy, tuple(problems), shelf.replaced, gathered.ignored)


def _system(gathered: Gathered) -> "SystemAsked":
    """The system that all releases make."""
    from openness.evaluation.uses.may import system_of  # few policies ask for uses

    return system_of(found.release for found in gathered.found)
