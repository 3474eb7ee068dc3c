"""The pytest fixture `openness_check`: a test fails where a release does not keep its policy.

pytest loads this module at every start (entry point `pytest11`), so the rest is imported when the fixture is used.
"""

from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openness.api import Path
    from openness.policy.policy import Policy
    from openness.policy.result import Outcome
    from openness.shelf.shelf import Shelf


class OpennessCheck(Protocol):
    """The type of the fixture: `openness.check` that fails the test instead of saying so."""

    def __call__(
        self,
        paths: "Iterable[Path] | Path",
        policy: "Path | Policy | Mapping[str, Any] | None" = None,
        *,
        baseline: "Path | None" = None,
        exclude: "Iterable[str] | str" = (),
        together: bool = False,
        shelf: "Shelf | None" = None,
    ) -> "Outcome":
        """The outcome of the check, where it passes; arguments as for `openness.check`.

        Raises:
            pytest.fail.Exception: with the text report, when a release does not keep the policy or something cannot
                be used.
        """


@pytest.fixture(scope="session")
def openness_check() -> OpennessCheck:
    """A function that checks releases against a policy and fails the test, with the report, where one does not keep it."""
    return _check


def _check(
    paths: "Iterable[Path] | Path",
    policy: "Path | Policy | Mapping[str, Any] | None" = None,
    *,
    baseline: "Path | None" = None,
    exclude: "Iterable[str] | str" = (),
    together: bool = False,
    shelf: "Shelf | None" = None,
) -> "Outcome":
    from openness.api import check
    from openness.blocks.escape import terminal
    from openness.errors import OpennessError
    from openness.reports import checked

    __tracebackhide__ = True
    try:
        outcome = check(paths, policy=policy, baseline=baseline, exclude=exclude, together=together, shelf=shelf)
    except OpennessError as error:
        problems, report = error.problems, ""
    else:
        if outcome.passes:
            return outcome
        problems, report = outcome.problems, checked.write(outcome)
    pytest.fail(
        "\n".join([report, *(f"openness: {terminal(str(problem))}" for problem in problems)]).strip(), pytrace=False
    )
