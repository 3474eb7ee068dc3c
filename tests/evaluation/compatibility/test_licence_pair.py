"""Two licences with exceptions and later versions, and the licences that a copyleft leaves: tables, read as diffs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.golden import agrees

from openness.evaluation.compatibility.compatible import Judge
from openness.evaluation.compatibility.ground import Ground
from openness.evaluation.compatibility.licence_pair import LicencePairs
from openness.licensing.expression import Name
from openness.shelf.shelf import Shelf, shipped
from openness.vocabulary import FREEDOMS, Term
from openness.vocabulary.verdict import Verdict

TABLES = Path(__file__).parent / "answers"
MARKS = {Verdict.MET: "y", Verdict.UNMET: "n", Verdict.UNKNOWN: "?"}

#: Licences with an exception, with words for later versions, with neither; some that no record answers for.
NAMES = (
    Name("MIT"), Name("BSD-4-Clause"), Name("Apache-2.0"), Name("Apache-2.0", False, "LLVM-exception"),
    Name("GPL-2.0-only"), Name("GPL-2.0-or-later"), Name("GPL-3.0-only"),
    Name("GPL-2.0-only", False, "Classpath-exception-2.0"), Name("GPL-2.0-or-later", False, "Classpath-exception-2.0"),
    Name("GPL-3.0-only", False, "Classpath-exception-2.0"), Name("GPL-2.0-only", False, "Bison-exception-2.2"),
    Name("GPL-3.0-or-later"), Name("LGPL-2.1-or-later"), Name("CPL-1.0"), Name("EPL-2.0"),
    Name("LGPL-3.0-only"), Name("OSL-2.0"), Name("OSL-2.0", True), Name("OSL-3.0"), Name("OSL-3.0", True),
    Name("EUPL-1.1", True), Name("EUPL-1.2"), Name("EUPL-1.2", True),
    Name("Apache-2.0", True, "LLVM-exception"), Name("CC-BY-SA-3.0"), Name("APSL-1.0", True), Name("APSL-2.0"),
    Name("CC-BY-ND-2.0", True), Name("CC-BY-ND-4.0"), Name("LicenseRef-Llama-2-Community", True),
    Name("LicenseRef-Llama-3.1-Community"), Name("JSON"), Name("zlib-acknowledgement"), Name("Libpng"), Name("BSD-Source-Code"),
    Name("Xerox"), Name("GPL-2.0-only", False, "an exception of nobody"), Name("nobody's"), Name("NONE"),
)  # fmt: skip


def shown(ground: Ground) -> str:
    clauses = " ".join(f"{clause.licence}:{clause.clause}" for clause in ground.clauses)
    return f"{MARKS[ground.verdict]} | {' '.join(ground.reasons)} | {clauses} | {' '.join(ground.inbound)}"


def test_names_with_exceptions_and_later_versions_are_answered_as_the_table_says() -> None:
    pairs = LicencePairs(shipped())

    def rows() -> Iterator[str]:
        for inbound in NAMES:
            grounds = [pairs.pair(inbound, outbound) for outbound in NAMES]
            yield f"{inbound!s:46} {''.join(MARKS[ground.verdict] for ground in grounds)}"
        for inbound in NAMES:
            clauses = (pairs.pair(inbound, outbound).clauses for outbound in (inbound, Name("BSD-3-Clause")))
            yield f"{inbound!s:46} {' | '.join(' '.join(clause.clause for clause in each) for each in clauses)}"
        reasons: dict[str, str] = {}
        for inbound in NAMES:
            for outbound in NAMES:
                ground = pairs.pair(inbound, outbound)
                kind = ground.reasons[0].replace(str(inbound), "…").replace(str(outbound), "…").replace(inbound.id, "…")
                kind = kind.replace(outbound.id, "…").split(". Under")[0]
                reasons.setdefault(kind, f"{inbound} → {outbound} {shown(ground)}")
        yield from reasons.values()

    agrees(TABLES / "pairs.txt", rows())


#: Copylefts of every family, each beside what no one may use commercially.
COPYLEFTS = (
    "OSL-1.0", "OSL-2.1", "OSL-3.0", "APSL-1.0", "APSL-1.1", "MPL-1.0", "MPL-1.1", "CDDL-1.0", "CC-BY-SA-2.5", "CC-BY-SA-4.0",
    "GPL-1.0-or-later", "GPL-2.0-only", "GPL-3.0-only", "LGPL-2.1-or-later", "AGPL-3.0-or-later", "EUPL-1.1", "EPL-1.0",
    "CPL-1.0", "CECILL-C", "RPL-1.1", "NPOSL-3.0", "OFL-1.0", "QPL-1.0", "CC-BY-ND-4.0",
    "GPL-2.0-only WITH Classpath-exception-2.0",
    "OSL-3.0 AND GPL-3.0-only", "GPL-3.0-only AND OSL-3.0", "OSL-3.0 OR QPL-1.0", "OSL-3.0 OR MIT", "OSL-3.0 AND MIT",
    "GFDL-1.1-or-later",
    "MIT AND CC-BY-SA-4.0", "gpl", "cc-by-sa", "MIT", "OSL-3.0+", "NONE",
)  # fmt: skip


def test_what_a_copyleft_leaves_beside_a_limit_is_listed_as_the_table_says() -> None:
    judge = Judge(shipped())

    def rows() -> Iterator[str]:
        for licence in COPYLEFTS:
            yield f"{licence} → {judge.nothing_left([licence, 'CC-BY-NC-4.0']) or 'not certain'}"
        for licence in COPYLEFTS[::5]:
            yield f"{licence} + Apache-2.0 → {judge.nothing_left(['Apache-2.0', licence]) or 'not certain'}"

    agrees(TABLES / "left.txt", rows())


RECORD = """
id = "LicenseRef-Tried"
name = "Tried Licence"
made-for = ["weights"]
category = "%s"
[read]
on = 2026-11-24
from = "our own text"
whole = true
[grants]
"""


@pytest.mark.parametrize(
    ("category", "relicense", "commercial", "verdict"),
    [
        ("permissive", "true", "true", Verdict.MET),
        ("permissive", "true", "false", Verdict.UNKNOWN),
        ("permissive", "false", "true", Verdict.UNKNOWN),
        ("copyleft", "true", "true", Verdict.UNKNOWN),
    ],
)
def test_a_licence_is_permissive_that_is_called_so_lets_other_terms_apply_and_denies_nothing(
    category: str, relicense: str, commercial: str, verdict: Verdict, tmp_path: Path
) -> None:
    answers = dict.fromkeys((*FREEDOMS, Term.RELICENSE), "true")
    answers |= {Term.RELICENSE: relicense, Term.COMMERCIAL_USE: commercial}
    rows = (
        f'{term.value} = {{ answer = {is_given}, clause = "1", because = "no" }}\n'
        for term, is_given in answers.items()
    )
    (tmp_path / "tried.toml").write_text(RECORD % category + "".join(rows), encoding="utf-8")
    ground = LicencePairs(Shelf((str(tmp_path),))).pair(Name("LicenseRef-Tried"), Name("CC-BY-NC-4.0"))
    assert ground.verdict is verdict
