"""The answers of records, the problems of spoilt ones, and how expressions are read: tables."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.golden import agrees
from tests.support.spoilt import spoilt

from openness.errors import OpennessError
from openness.licensing import expression, limit_form, record, statement
from openness.licensing.clauses import cited
from openness.shelf.shelf import shipped
from openness.vocabulary import Kind, Term
from openness.vocabulary.verdict import Verdict

TABLES = Path(__file__).parent / "answers"
MARKS = {Verdict.MET: "y", Verdict.UNMET: "n", Verdict.UNKNOWN: "?"}

RECORD = tomllib.loads("""
id = "LicenseRef-Acme-1.0"
name = "Acme"
version = "1"
steward = "Acme"
dated = "2026-11-24"
made-for = ["weights"]
category = "permissive"
replaces = { because = "newer" }
policy = { name = "AUP", url = "https://example.org", clause = "2" }
[known-as]
license-name = ["acme"]
other = ["the Acme"]
[read]
on = "2026-11-24"
from = "here"
whole = false
note = "an annex"
[listed]
osi-approved = { answer = true, seen = "2026-11-24" }
[grants]
use = { answer = true, clause = "1", basis = "says", anchor = "may be used" }
any-field = { answer = false, clause = "2", because = "no war" }
anyone = { answer = false, clause = "3", because = "large companies", only-limits = true }
relicense = { answer = true, clause = "4", except = ["MIT"] }
train-on-outputs = { answer = false, clause = "5", because = "no", derivative = "5" }
[duties]
attribution = { clause = "7", says = "keep the notice" }
[duties.naming]
clause = "6"
says = "call it Acme"
words = "Acme"
also = ["host"]
anchor = "one two three four five six seven eight nine ten eleven twelve"
[[limit]]
metric = "monthly-active-users"
above = 700000000
of = "anyone"
effect = "withholds"
because = "large"
clause = "3"
uses = ["run"]
end-users-exempt = true
[[limit]]
metric = "annual-revenue"
at-least = 10000000
currency = "USD"
of = "anyone"
effect = "withholds"
because = "rich"
clause = "3"
only = "multimodal"
[[limit]]
metric = "territory"
except = ["EU", "GB"]
of = "anyone"
effect = "withholds"
because = "far"
clause = "3"
""")
DOCUMENTS = RECORD | tomllib.loads("""
same-terms-as = "MIT"
because = "alike"
[read]
on = "2026-11-24"
document = [{ name = "a", from = "b", whole = true }, { name = "c", whole = false }]
note = "c"
""")


@pytest.mark.parametrize(("name", "whole"), [("record", RECORD), ("record-of-documents", DOCUMENTS)])
def test_a_spoilt_record_is_refused_as_the_table_says(name: str, whole: dict[str, Any]) -> None:
    lines = {"id": 2, "grants": 10, "grants.use": 11, "limit[0]": 30, "limit[0].effect": 31}

    def rows() -> Iterator[str]:
        for what, changed in spoilt(whole):
            if name != "record" and not what.removeprefix("no ").startswith(("read", "same", "because")):
                continue
            uses = limit_form.limited_uses(shipped().uses)
            checked = ("licences/acme-1.0.toml", lines, lambda id: id in ("MIT", "LicenseRef-Acme-1.0"), uses)
            found = [*record.problems(changed, *checked), *limit_form.doubts(changed, *checked[:2])]
            alone = len([*record.problems(changed, *checked, shared=False)])
            yield f"{what} → {'; '.join(f'{one.line}: {one.message} ({one.help})' for one in found) or 'nothing'} | {alone}"

    agrees(TABLES / f"{name}.txt", rows())


#: Licences of every sort, and none that is added later.
RECORDS = """
    LicenseRef-AI-Pubs-OpenRAIL-M-0.1 LicenseRef-AI2-ImpACT-MR LicenseRef-Apple-AMLR LicenseRef-BAAI-Aquila2-70B-NC
    LicenseRef-Baichuan2-Community LicenseRef-BigScience-BLOOM-RAIL-1.0 LicenseRef-CPML-1.0.0 LicenseRef-Cambrian-Open
    LicenseRef-ChatGLM-6B LicenseRef-ChatGLM3-6B LicenseRef-CogVLM2 LicenseRef-Cohere-Labs-CC-BY-NC-AUP
    LicenseRef-CreativeML-OpenRAIL-M LicenseRef-CreativeML-OpenRAIL-pp-M-2023 LicenseRef-Databricks-Open-Model
    LicenseRef-DeepFloyd-IF-Code-MIT-mod LicenseRef-EXAONE-1.1-NC LicenseRef-FAIPL-1.0
    LicenseRef-FAIR-Noncommercial-Research LicenseRef-FLUX.1-dev-NC-1.0 LicenseRef-FLUX.1-dev-NC-1.1.1
    LicenseRef-Falcon-2-11B-TII-1.0 LicenseRef-GLM-4-9B LicenseRef-Gemma-Terms-2024-04-01 LicenseRef-Gemma-Terms-2026-04-01
    LicenseRef-H-Research LicenseRef-HyperCLOVAX-SEED LicenseRef-InternLM-2023-README LicenseRef-K-EXAONE LicenseRef-Kimi-K3
    LicenseRef-LFM-Open-1.0 LicenseRef-LTX-2-Community-2026-01-05 LicenseRef-LTXV-Open-Weights-2025
    LicenseRef-Llama-3-Community LicenseRef-Llama-3.2-Community LicenseRef-Llama-4-Community LicenseRef-MG-BY-2.0
    LicenseRef-MG-BY-NC-ND-2.0 LicenseRef-MG-BY-ND-2.0 LicenseRef-MG-BY-SA-2.0 LicenseRef-MSR-LA
    LicenseRef-Microsoft-Research-License-Agreement LicenseRef-MiniMax-Community-M3 LicenseRef-MiniMax-M2.5-Code
    LicenseRef-MiniMax-Model-2026 LicenseRef-Mistral-MRL-0.1 LicenseRef-NVIDIA-Data-Model-Training-2025
    LicenseRef-NVIDIA-Open-Model-2024-06 LicenseRef-NVIDIA-Open-Model-2025-04-28 LicenseRef-NVIDIA-Open-Model-2025-10-24
    LicenseRef-NXAI-Community-2025-05-27 LicenseRef-Open-Aleph-1.0 LicenseRef-OpenAtom-Model-1.0
    LicenseRef-Orion-14B-Community-1.0 LicenseRef-Prior-Labs-1.2 LicenseRef-Qwen-License LicenseRef-Qwen3.8-Max
    LicenseRef-SAM-License LicenseRef-SEER LicenseRef-Seamless LicenseRef-Stability-Community-2024-07-05
    LicenseRef-Stability-NC-Research-Community-2023-11-28 LicenseRef-Stable-Video-Diffusion-NC LicenseRef-TII-Falcon-LLM-2.0
    LicenseRef-Tencent-Hunyuan-3D-2.0-Community LicenseRef-Tencent-Hunyuan-A13B-Community
    LicenseRef-Tencent-Hunyuan-Image-3.0-Community LicenseRef-Tencent-HunyuanVideo-Community LicenseRef-Tongyi-Qianwen
    LicenseRef-Tongyi-Qianwen-VL LicenseRef-XVERSE LicenseRef-bilibili-Model-2025-09-09 LicenseRef-openPangu-1.0
    LicenseRef-scancode-ppp 0BSD AMPAS Apache-1.0 BSD-2-Clause-pkgconf-disclaimer BSD-4-Clause-UC Beerware CC-BY-2.0
    CC-BY-NC-ND-2.5 CC-BY-ND-4.0 CDLA-Sharing-1.0 CPL-1.0 DOC EUPL-1.0 Ferguson-Twofish GFDL-1.2-or-later
    GPL-2.0-with-bison-exception HPND-DEC HPND-sell-regexpr Imlib2 LGPL-2.0-only LZMA-SDK-9.11-to-9.20 MIT-Festival MS-RL
    NCL Net-SNMP OGDL-Taiwan-1.0 OLDAP-2.7 PADL RPL-1.1 SISSL-1.2 Sleepycat TTWL Unlicense XFree86-1.1 bcrypt-Solar-Designer
    gtkbook pnmstitch MIT Apache-2.0 GPL-2.0-only GPL-3.0-or-later LGPL-3.0-only CC-BY-4.0 CC-BY-SA-4.0 CC-BY-NC-4.0
    ODbL-1.0 MPL-2.0
""".split()


def test_each_record_answers_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        yield f"# {' '.join(Term)}"
        for id in RECORDS:
            licence = shipped().licence(id)
            assert licence is not None
            answers = "".join(MARKS[licence.answer(term, Kind.MODEL_PARAMETERS_FINAL)] for term in Term)
            other = "".join(MARKS[licence.answer(term, Kind.DATASETS)] for term in Term)
            facts = (licence.silent, licence.listed_by_spdx, licence.curated, licence.read_in_part, other != answers)
            flags = "".join("x" if fact else "." for fact in facts)
            limits = "; ".join(limit.what for limit in licence.limits)
            duties = " ".join(f"{duty}:{'/'.join(clause.when)}" for duty, clause in licence.duties.items())
            heads = " ".join((licence.in_a_card, licence.family, licence.imitations, *licence.onward))
            yield f"{id:42} {answers} {flags} {heads} | {limits} | {duties}"

    agrees(TABLES / "records.txt", rows())


#: Tokens that meet each other in every order.
PIECES = ("MIT", "AND", "OR", "WITH", "(", ")", "GPL-2.0+")


def test_each_short_run_of_words_is_read_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        texts = [
            *PIECES,
            *(f"{a} {b}" for a in PIECES for b in PIECES),
            *(f"{a} {b} {c}" for a in PIECES for b in PIECES for c in PIECES),
        ]
        texts += [f"MIT {a} ISC {b} 0BSD" for a in ("AND", "OR", "WITH") for b in ("AND", "OR", "WITH")]
        texts += [
            "(" * depth + "MIT" + ")" * depth
            for depth in (1, expression.DEPTH_LIMIT - 1, expression.DEPTH_LIMIT, expression.DEPTH_LIMIT + 1)
        ]
        texts += ["MIT OR " * count + "MIT" for count in (expression.TOKEN_LIMIT // 2 - 1, expression.TOKEN_LIMIT // 2)]
        for text in texts:
            try:
                tree = expression.parse(text)
                answer = f"{type(tree).__name__}: {tree} | {' '.join(expression.ids(text))}"
            except OpennessError as error:
                answer = str(error).partition(" of the licence")[0]
            yield f"{text[:60]} → {' '.join(answer.split())[:160]}"

    agrees(TABLES / "expressions.txt", rows())


def test_clauses_are_cited_as_the_table_says() -> None:
    places = ("1", "2.a", "2.b", "section 3", "preamble", "1.b.iv", "", "4, 5", "Annex A", "7(c)", "clause 9")
    agrees(
        TABLES / "cited.txt",
        (f"{place} | {other} → {cited(place, other)} | {cited(place)}" for place in places for other in places),
    )


def test_a_spoilt_statement_is_refused_as_the_table_says() -> None:
    rows = tomllib.loads("""
        set = [{ name = "soft", licences = ["MIT", "GPL-2.0-only WITH Classpath-exception-2.0"] }]
        [[asks]]
        licences = ["@soft"]
        what = "more"
        clause = "1"
        because = "x"
        from = "here"
        seen = "2026-11-24"
        [[statement]]
        inbound = ["MIT"]
        outbound = ["*", "@soft"]
        answer = true
        because = "x"
        clause = "1"
        by = "us"
        from = "here"
        seen = "2026-11-24"
    """)
    known = ("MIT", "GPL-2.0-only", "Classpath-exception-2.0")

    def faults() -> Iterator[str]:
        for what, changed in spoilt(rows):
            try:
                found = list(statement.problems(changed, "statements.toml", {"asks[0]": 5}, lambda id: id in known))
                yield f"{what} → {'; '.join(f'{one.line}: {one.message} {one.help}' for one in found) or 'nothing'}"
            except (AttributeError, TypeError):  # a table that is none is the reader's to refuse
                continue

    agrees(TABLES / "statements.txt", faults())
