"""The answers on releases, licences and pairs of them: tables, of which a change in what decides moves a line.

The releases are the golden ones and some made up here, one for each way in which facts stand beside each other.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.support.golden import agrees
from tests.support.releases import native

from openness import api
from openness.evaluation.classification import Classification
from openness.evaluation.compatibility.compatible import compatible
from openness.evaluation.compatibility.compatible import outbound as outbound_of
from openness.evaluation.notice.contents import contents
from openness.evaluation.notice.lacking import missing
from openness.evaluation.notice.system import Member
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.vocabulary import Relation
from openness.vocabulary.duties import Act
from openness.vocabulary.verdict import Verdict

TABLES = Path(__file__).parent / "answers"
GOLDEN = {
    path.stem: f"tests/verdicts/releases/{path.name}"
    for path in sorted((Path(__file__).parents[1] / "verdicts/releases").iterdir())
}
MARKS: dict[Verdict | None, str] = {Verdict.MET: "y", Verdict.UNMET: "n", Verdict.UNKNOWN: "?", None: "-"}

#: Licences of every sort, and names that are none, several or unknown.
LICENCES = (
    "MIT", "Apache-2.0", "BSD-3-Clause", "CC-BY-4.0", "CC0-1.0", "GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only",
    "LGPL-2.1-only", "LGPL-3.0-or-later", "AGPL-3.0-only", "MPL-2.0", "EPL-2.0", "EUPL-1.2", "OSL-3.0", "CC-BY-SA-3.0",
    "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0", "ODC-By-1.0", "ODbL-1.0", "llama2", "llama3.1",
    "llama3.2", "llama4", "gemma", "LicenseRef-BigScience-BLOOM-RAIL-1.0", "LicenseRef-CreativeML-OpenRAIL-M",
    "LicenseRef-Falcon-180B-TII-1.0", "LicenseRef-Mistral-MRL-0.1", "LicenseRef-DeepSeek-Model-1.0", "LicenseRef-Qwen-License",
    "LicenseRef-LFM-Open-1.0", "LicenseRef-LTX-2-Community-2026-01-05", "LicenseRef-Tencent-Hunyuan-A13B-Community",
    "LicenseRef-Stability-Community-2024-07-05", "LicenseRef-OpenMDW-1.1", "LicenseRef-Kimi-K2-Modified-MIT",
    "GPL-2.0-only WITH Classpath-exception-2.0", "MIT OR GPL-3.0-only", "MIT AND CC-BY-NC-4.0", "gpl", "openrail",
    "a name nobody knows", "NONE",
)  # fmt: skip
CALLERS: tuple[dict[str, Any], ...] = (
    {}, {"users": 1e4, "revenue": 1e5, "territory": "DE"}, {"users": 1e9, "revenue": 1e10, "territory": "US"},
    {"users": 7e8, "revenue": 1e7}, {"territory": "KR"}, {"users": 1e6, "revenue": 2e7, "territory": "GB"},
)  # fmt: skip


def shown(name: str) -> str:
    return f"{name.removeprefix('LicenseRef-'):38}"


@cache
def weights(licence: str) -> Release:
    return native(
        f"name: acme/heron\ncomponents:\n  model-parameters-final: {{availability: public, licence: {licence}}}\n"
    )


def test_each_use_of_each_licence_by_each_caller_is_answered_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        yield f"# {' '.join(permission.use for permission in api.may(weights('MIT')))}; {CALLERS}"
        for licence in LICENCES:
            permissions = [api.may(weights(licence), **caller) for caller in CALLERS]
            answers = ["".join(MARKS[permission.verdict] for permission in answered) for answered in permissions]
            yield f"{shown(licence)} {' '.join(answers)}"

    agrees(TABLES / "may.txt", rows())


@pytest.mark.parametrize("caller", range(len(CALLERS)))
def test_each_answer_gives_its_reasons_as_the_table_says(caller: int) -> None:
    def rows() -> Iterator[str]:
        for licence in LICENCES[caller::6]:
            for permission in api.may(weights(licence), **CALLERS[caller])[caller % 2 :: 2]:
                clauses = " ".join(f"{clause.clause}" for clause in permission.clauses)
                due = " ".join(f"{due.duty}{'' if due.certain else '?'}" for due in permission.duties)
                answer = f"{shown(licence)} {permission.use} {MARKS[permission.verdict]} | {permission.because}"
                yield f"{answer} | {clauses} | {due} | {' '.join(permission.depends_on)}"

    agrees(TABLES / f"may-because-{caller}.txt", rows())


@pytest.mark.parametrize("part", range(4))
def test_each_licence_beside_each_other_is_answered_as_the_table_says(part: int) -> None:
    def rows() -> Iterator[str]:
        for inbound in LICENCES[part::4]:
            answers = (compatible([inbound], outbound, shipped()) for outbound in LICENCES)
            yield f"{shown(inbound)} {''.join(MARKS[answer.verdict] for answer in answers)}"

    agrees(TABLES / f"compatible-{part}.txt", rows())


def test_two_licences_together_and_why_are_answered_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for number, inbound in [*enumerate(LICENCES)][::2]:
            other = LICENCES[number * 7 % len(LICENCES)]
            for outbound in (LICENCES[(number + 5) % len(LICENCES)], LICENCES[(3 * number + 1) % len(LICENCES)]):
                answer = compatible([inbound, other], outbound, shipped())
                clauses = " ".join(
                    f"{clause.licence.removeprefix('LicenseRef-')}:{clause.clause}" for clause in answer.clauses
                )
                yield f"{inbound} + {other} → {outbound} {MARKS[answer.verdict]} | {answer.because} | {clauses}"
            left = outbound_of([inbound], LICENCES[number % 3 :: 3], shipped())
            yield f"{inbound} → {' '.join(one.outbound.removeprefix('LicenseRef-') + MARKS[one.verdict] for one in left)}"

    agrees(TABLES / "compatible-because.txt", rows())


# --- a model and its base


OWN = ("MIT", "Apache-2.0", "GPL-3.0-only", "CC-BY-NC-4.0", "llama3.1", "gemma", "a name nobody knows", "NONE", "")
BASES = (
    "MIT",
    "GPL-3.0-only",
    "CC-BY-NC-4.0",
    "CC-BY-ND-4.0",
    "llama3.1",
    "llama2",
    "LicenseRef-BigScience-BLOOM-RAIL-1.0",
    "LicenseRef-Mistral-MRL-0.1",
    "openrail",
    "nobody's",
    "",
)


@pytest.mark.parametrize("relation", Relation)
def test_a_model_beside_its_base_is_judged_as_the_table_says(relation: Relation) -> None:
    def rows() -> Iterator[str]:
        alike = relation in (
            Relation.ADAPTER,
            Relation.QUANTISATION,
            Relation.MERGE,
        )  # as a fine-tune, but for their names
        for own in OWN[:: 5 if alike else 1]:
            for theirs in BASES:
                licence, base = (f", licence: {name}" if name else "" for name in (own, theirs))
                maker = ", producer: Acme" if len(own + theirs) % 7 == 0 else ""
                release = native(
                    "name: acme/heron\nproducer: Acme\n"
                    f"components:\n  model-parameters-final: {{availability: public{licence}}}\n"
                    f"base-models:\n  - {{name: other/base, relation: {relation}{base}{maker}}}\n"
                )
                judged = api.classify(release, under=[])
                found = " ".join(f"{finding.code.value.removeprefix('lineage-')}" for finding in judged.findings)
                duties = " ".join(
                    sorted({f"{duty.duty}{'' if duty.certain else '?'}" for duty in judged.duties if duty.base})
                )
                yield f"{own:20} on {theirs:38} {judged.spectrum.reached} – {judged.spectrum.reachable} | {found} | {duties}"

    agrees(TABLES / f"base-{relation.value}.txt", rows())


# --- releases


#: Components, and what stands beside them, below the name of each release.
TEXTS = """
== two-items
  datasets:
    - {name: A, PUBLIC MIT}
    - {name: B, availability: withheld}
    - {name: C, PUBLIC CC-BY-NC-4.0, extent: part}
== a-part-of-each
  training-code: {PUBLIC Apache-2.0, extent: part}
  datasets: {PUBLIC CC-BY-4.0, extent: part}
== gated-and-on-request
  model-parameters-final: {availability: gated, licence: MIT}
  datasets: {availability: on-request, licence: MIT}
== choice
  model-parameters-final: {PUBLIC MIT OR llama3.1}
  inference-code: {PUBLIC GPL-2.0-only OR CC-BY-NC-4.0}
== all-of-several
  model-parameters-final: {PUBLIC [MIT, llama3.1]}
  training-code: {PUBLIC [MIT, Apache-2.0]}
== licence-without-availability
  model-parameters-final: {licence: MIT}
  training-code: {licence: gpl}
== availability-without-licence
  model-parameters-final: public
  training-code: public
  datasets: public
  model-card: public
== unknown-names
  model-parameters-final: {PUBLIC a name nobody knows}
  training-code: {PUBLIC openrail}
  datasets: {PUBLIC cc}
== no-licence
  model-parameters-final: {PUBLIC NONE}
  datasets: {PUBLIC NOASSERTION}
== not-used
  model-parameters-final: {PUBLIC Apache-2.0}
  data-preprocessing-code: not-used
  training-code: {PUBLIC MIT}
  datasets: not-used
== all-withheld
  model-parameters-final: withheld
  training-code: withheld
  datasets: withheld
== hosted
  model-parameters-final: withheld
channels: [first-party-api, product]
== circumstances
  model-parameters-final: {PUBLIC MIT}
circumstances: {monetised: true, dual-licence: false, systemic-risk: true, training-compute: 3e25}
== below-the-limit
  model-parameters-final: {PUBLIC MIT}
  model-architecture: {PUBLIC MIT}
  model-card: public
circumstances:
  {monetised: false, dual-licence: false, paid-platform-only: false, personal-data-gate: false, systemic-risk: false,
  training-compute: 1e22}
== at-the-limit
  model-parameters-final: {PUBLIC MIT}
circumstances: {training-compute: 1e25}
== limited-licences
  model-parameters-final: {PUBLIC LicenseRef-Stability-Community-2024-07-05}
  datasets: {PUBLIC ODbL-1.0}
== copyleft
  model-parameters-final: {PUBLIC GPL-3.0-only}
  training-code: {PUBLIC MIT}
  datasets: {PUBLIC CC-BY-SA-4.0}
== two-bases
  model-parameters-final: {PUBLIC Apache-2.0}
base-models:
  - {name: a/one, relation: merge, licence: llama3.1, producer: Meta}
  - {name: a/two, relation: merge, licence: GPL-3.0-only}
== base-and-outputs
  model-parameters-final: {PUBLIC MIT}
base-models:
  - {name: a/one, relation: fine-tune}
  - {name: a/two, relation: trained-on-outputs, licence: llama3.1}
== data-of-others
  model-parameters-final: {PUBLIC MIT}
  datasets:
    - {name: acme/chats, PUBLIC CC-BY-NC-4.0}
    - {name: acme/maps}
== called-open
  model-parameters-final: {PUBLIC CC-BY-NC-4.0}
labels: [open-source]
== called-open-weights
  model-parameters-final: {PUBLIC MIT}
labels: [open-weights, open]
== everything-but-data
  model-parameters-final: {PUBLIC Apache-2.0}
  model-architecture: {PUBLIC Apache-2.0}
  training-code: {PUBLIC Apache-2.0}
  data-preprocessing-code: {PUBLIC Apache-2.0}
  inference-code: {PUBLIC Apache-2.0}
  evaluation-code: {PUBLIC Apache-2.0}
  supporting-libraries-and-tools: {PUBLIC Apache-2.0}
  data-information: {PUBLIC CC-BY-4.0}
== concluded
  model-parameters-final: {PUBLIC Apache-2.0}
  training-code: {PUBLIC MIT}
concluded:
  - {criterion: osaid-1.0/code, verdict: met, by: A, on: 2026-11-24, because: seen}
  - {criterion: osaid-1.0/data-information, verdict: unmet, by: A, on: 2026-11-24, because: seen}
  - {criterion: osaid-1.0/data-information, verdict: met, by: A, on: 2026-11-24, because: seen}
"""
MADE = {
    name: body.replace("PUBLIC", "availability: public, licence:")
    for name, _, body in (text.partition("\n") for text in TEXTS.split("\n== ")[1:])
}


@cache
def judged(name: str) -> Classification:
    """A release under every definition."""
    if name in MADE:
        return api.classify(native(f"name: acme/{name}\nproducer: Acme\ncomponents:\n{MADE[name]}"))
    return api.classify(GOLDEN[name])


NAMES = (*MADE, *[*GOLDEN][::3])
DEFINITIONS = """
    spectrum debian-ml-policy dpg-2025 eu-ai-act-53-2 eu-osai-definition-2025 fsf-2024 g7-2026 gradient-2023 mof-1.0
    nextcloud-2023 open-definition-2.1 open-weights-definition-2024 osai-index-2026 osaid-1.0 osaid-1.0-faq owd-0.3
""".split()


def some(name: str) -> Iterable[str]:
    """The definitions that a release is asked for: others for each, so that every one is asked several times."""
    at = NAMES.index(name)
    return dict.fromkeys(("spectrum", *(DEFINITIONS[(at * 2 + step) % len(DEFINITIONS)] for step in range(2))))


@pytest.mark.parametrize("name", NAMES)
def test_a_release_is_answered_as_the_table_says(name: str) -> None:
    agrees(TABLES / f"release-{name}.txt", rows_of(name))


def rows_of(name: str) -> Iterator[str]:
    classification = judged(name)
    seen = set()
    for id in some(name):
        judgement = classification.judgements[id]
        standing = judgement.standing
        silent = " ".join(sorted(judgement.silent))
        reached = f"{standing.reached} – {standing.reachable} {standing.basis} | {judgement.says}"
        yield f"{id}: {reached} | {judgement.score or ''} | silent: {silent}"
        for each in judgement.criteria:
            evidence = (
                f"{piece.component or ''}{f'/{piece.item}' if piece.item else ''} "
                f"{piece.about} {piece.claim.value}@{piece.claim.source.line}"
                for piece in each.evidence
            )
            gaps = (
                " ".join(
                    filter(None, (gap.sort, gap.component or "", gap.item, gap.base, gap.word, gap.licence, gap.clause))
                )
                + (f": {f'{gap.title} '.lstrip()}“{gap.detail[:30]}”" if gap.detail else "")
                for gap in each.gaps
            )
            reasons = "; ".join(evidence)
            because = "as above" if reasons in seen else reasons
            yield f"  {each.criterion.id} {MARKS[each.verdict]} | {because} | {'; '.join(gaps)}"
            seen |= {reasons} - {""}
        for opening in judgement.openings[:4]:
            keys = "; ".join(" ".join(filter(None, change.key)) for change in opening.changes)
            unsaid = " ".join(change.component for change in opening.unsaid)
            yield f"  opening {opening.reaches} {opening.effort} | {keys}{f' | unsaid {unsaid}' if unsaid else ''}"
    for finding in classification.findings:
        subject = " ".join(filter(None, finding.subject.key))
        yield f"{finding.code} @{finding.source.line if finding.source else ''} {subject} | {finding.message[:100]}"
    for licence in dict.fromkeys((duty.licence, duty.component, duty.base) for duty in classification.duties):
        owed = [duty for duty in classification.duties if (duty.licence, duty.component, duty.base) == licence]
        duties = (f"{duty.duty}{'' if duty.certain else '?'} {duty.clause} {'/'.join(duty.when)}" for duty in owed)
        yield f"duties of {' '.join(map(str, filter(None, licence)))} | {'; '.join(duties)}"
    for one in classification.permissions[NAMES.index(name) % 3 :: 3]:
        yield f"may {one.use} {MARKS[one.verdict]} | {one.because} | {' '.join(one.depends_on)}"
    for row, statements in classification.consequences.items():
        marked = (f"{MARKS[statement.verdict]}{len(statement.because)}" for statement in statements)
        yield f"{row}: {' '.join(marked)}"
    for act in (Act.PASS_ON, Act.HOST, Act.CHANGE)[NAMES.index(name) % 3 :][:1]:
        notice = contents([Member(classification.resolved, "openness.yaml")], act, shipped())
        due = " ".join(f"{asked.duty}:{','.join(asked.licences)}" for asked in notice.due(act))
        lacks = "; ".join(f"{gap.lack} {gap.of} {gap.what} {gap.asked}" for gap in missing(notice))
        given = " ".join(id for text in notice.texts for id in text.licences)
        yield f"notice {act} | {'; '.join(map(str, notice.parts))} | {due} | texts {given} | {lacks}"


def test_what_changed_from_one_release_to_the_next_is_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for old, new in pairwise(NAMES):
            if NAMES.index(old) % 8 != 3:
                continue
            compared = api.diff(judged(old).release, judged(new).release, under=["osaid-1.0"])
            for sort in ("facts", "terms", "verdicts"):
                for change in getattr(compared, sort):
                    yield f"{old} → {new} {sort} {change.about}: {change.before} → {change.after} | {'; '.join(change.why)}"

    agrees(TABLES / "diff.txt", rows())
