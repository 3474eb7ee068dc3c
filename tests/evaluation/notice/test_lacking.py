"""What a notice holds and what it lacks, for systems of every sort and each act: tables, read as diffs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from tests.support.golden import agrees
from tests.support.releases import card, claim, native

from openness.evaluation.notice.contents import Contents, contents
from openness.evaluation.notice.lacking import Missing, missing
from openness.evaluation.notice.system import Member
from openness.release.claim import Claim, Fact, Rule
from openness.release.location import Source
from openness.release.release import LicenceText, Release
from openness.resolution.resolved import resolved
from openness.shelf.shelf import Shelf, shipped
from openness.vocabulary import Basis, Kind
from openness.vocabulary.duties import Act, Lack

TABLES = Path(__file__).parent / "answers"
WEIGHTS = (Kind.MODEL_PARAMETERS_FINAL,)
MIT = (shipped().text("MIT") or "").replace("Copyright (c) <year> <copyright holders>", "Copyright (c) 2024 Acme Inc.")
APACHE = shipped().text("Apache-2.0") or ""

RELEASES = """
== plain
name: acme/heron
components: {PUBLIC MIT}}
== producer
name: Heron
producer: Acme
components: {PUBLIC CC-BY-4.0}, datasets: {availability: public, licence: CC-BY-4.0, location: "https://acme.example/data"}}
== no name
components: {PUBLIC Apache-2.0}}
== parts
name: acme/heron
components:
  PUBLIC Apache-2.0}
  training-code: {availability: gated, licence: GPL-3.0-only}
  model-card: public
  technical-report: {availability: public, licence: CC-BY-4.0}
  inference-code: {availability: withheld, licence: MIT}
  evaluation-code: {licence: MIT}
  evaluation-data: {availability: public}
  datasets:
    - {name: allenai/dolma, availability: public, licence: ODC-By-1.0}
    - {name: acme/chats}
    - {name: Web pages, location: "https://acme.example/pages"}
    - {name: Books, availability: not-used}
== in doubt
name: acme/heron
components: {PUBLIC openrail}, training-code: {availability: public, licence: nobody's}, datasets: {PUBLIC2 [MIT, nobody's]}}
== choices
name: acme/heron
components:
  PUBLIC MIT OR GPL-3.0-only}
  training-code: {availability: public, licence: (Apache-2.0 AND MIT) OR BSD-3-Clause}
  inference-code: {availability: public, licence: GPL-2.0-or-later WITH Classpath-exception-2.0}
  evaluation-code: {availability: public, licence: LicenseRef-Falcon-180B-TII-1.0 OR LicenseRef-Qwen-License}
== restricted
name: acme/heron
components: {PUBLIC LicenseRef-Falcon-180B-TII-1.0}}
== not allowed, or nobody says
name: acme/heron
components: {PUBLIC CC-BY-NC-ND-4.0}, datasets: {availability: public, licence: MIT}}
== llama tuned
name: acme/heron
components: {PUBLIC llama3.1}}
base-models: [{name: meta-llama/Llama-3.1-8B, relation: fine-tune}]
== llama tuned, with the name
name: acme/Llama-heron
components: {PUBLIC llama3.1}}
base-models: [{name: meta-llama/Llama-3.1-8B, relation: fine-tune}]
== llama of the same sort
name: acme/heron
components: {PUBLIC llama3.1}}
base-models: [{name: meta-llama/Llama-3.1-8B, relation: same-architecture}]
== many bases
name: acme/heron
producer: Acme
components: {PUBLIC MIT}}
base-models:
  - {name: a/b, relation: merge, licence: Apache-2.0}
  - {name: c/d, relation: merge, licence: Apache-2.0, producer: Dee}
  - {name: acme/e, relation: merge, licence: GPL-3.0-only, producer: Acme}
  - {name: f/g, relation: merge}
  - {name: h/i, relation: distillation, licence: llama3.1}
  - {name: j/k, relation: trained-on-outputs, licence: gemma}
  - {name: lmsys/vicuna-7b-v1.5, relation: merge}
== outputs of a model under two licences
name: acme/heron
components: {PUBLIC MIT}}
base-models: [{name: a/b, relation: distillation, licence: LicenseRef-Gemma-Terms-2025-03-24 AND llama3.1}]
== unread policy
name: acme/heron
components: {PUBLIC gemma}}
== record of a text read in part
name: acme/heron
components: {PUBLIC CDDL-1.1}, datasets: [{name: acme/x}, {name: y/z, availability: public, licence: CC-BY-4.0}]}
base-models: [{name: Falcon, relation: merge, licence: CECILL-C}, {name: b/c, relation: merge, licence: ODbL-1.0}]
== a name after that of its base
name: zoo/heron
components: {PUBLIC llama3.1}}
base-models: [{name: meta-llama/Llama-3.1-8B, relation: fine-tune}]
== a name after that of its base, both read in part
name: zoo/heron
components: {PUBLIC CDDL-1.1}}
base-models: [{name: a/b, relation: merge, licence: CDDL-1.1}]
== a name after that of its base, and nobody says whether one may host
name: zoo/heron
components: {PUBLIC CC-BY-NC-4.0}}
base-models: [{name: a/b, relation: merge, licence: CC-BY-NC-4.0}]
== another record
name: acme/heron
components: {PUBLIC LicenseRef-Kimi-K2-Modified-MIT}, datasets: {availability: public, licence: CC-BY-NC-SA-4.0}}
== data alone
name: acme/birds
components: {datasets: {availability: public, licence: CC-BY-SA-4.0}}
"""


def releases() -> dict[str, Release]:
    """Each release by what it shows."""
    public = "availability: public, licence:"
    texts = (text.partition("\n") for text in RELEASES.split("\n== ")[1:])
    plain = {
        name: native(body.replace("PUBLIC2", public).replace("PUBLIC", f"model-parameters-final: {{{public}") + "\n")
        for name, _, body in texts
    }

    def beside(name: str, *texts: tuple[str, str]) -> Release:
        found = tuple(LicenceText(Source(file, 1), WEIGHTS, text) for file, text in texts)
        return evolve(plain[name], texts=found)

    own = f"{MIT}\nYou must also sing.\n"
    return plain | {
        "text beside": beside("plain", ("LICENSE", MIT)),
        "changed text beside": beside("plain", ("LICENSE", own)),
        "two texts and a notice": beside(
            "parts", ("LICENSE", APACHE), ("LICENSE.code", MIT), ("NOTICE", "Heron\nCopyright 2023 Acme"),
        ),
        "unread text": evolve(beside("plain", ("LICENSE", " \n")), unread=("terms.pdf", "LICENSE")),
        "texts of both": beside("choices", ("LICENSES.txt", f"{MIT}\n\n{APACHE}"), ("LICENSE", MIT)),
        "copyright of an SBOM": evolve(plain["many bases"], copyrights=(claim("Copyright 2022 Acme", 7, document="bom.json"),)),
        "library and a licence of its own": card("license: mit\nlibrary_name: transformers").join(
            native("components: {inference-code: [{name: transformers, licence: BSD-3-Clause}]}\n")
        ),
        "data set": card("license: cc-by-4.0\ntask_categories: [x]\npretty_name: acme/birds"),
        "card": card("license: apache-2.0\nlibrary_name: transformers\ndatasets: [acme/birds, other/fish]\nbase_model: a/b"),
    }  # fmt: skip


MADE = releases()
SYSTEMS = {
    **{name: (name,) for name in MADE},
    "model with its data": ("card", "data set", "producer"),
    "model with its base": ("llama tuned", "text beside"),
    "twice": ("text beside", "text beside"),
}


def system(name: str, act: Act, ship: frozenset[Kind] | None = None) -> Contents:
    """The contents of the notice of a system."""
    members = [
        Member(resolved(MADE[member], shipped()), f"{at}/{member}.yaml") for at, member in enumerate(SYSTEMS[name])
    ]
    return contents(members, act, shipped(), ship)


def shown(found: Contents) -> Iterator[str]:
    """The contents in lines, and what is missing."""
    for part in found.parts:
        outputs = ", outputs alone" if part.of_outputs else ""
        maker = f"by {part.producer or '-'} at {part.address or '-'}"
        yield f"  part {part} [{part.kind}] {' | '.join(part.licences)} {maker}{outputs}"
    for asked in found.due(found.act):
        words = f" “{asked.words[:24]}”" if asked.words else ""
        parts = f"{', '.join(map(str, asked.parts))} perhaps {', '.join(map(str, asked.perhaps)) or '-'}"
        yield f"  due {asked.duty} {' '.join(asked.licences)} {asked.clause}{words}: {parts}"
    for text in (*found.notices, *found.texts):
        ids = f"{' '.join(text.licences) or '-'} {' '.join(text.policies)}".strip()
        yield f"  text {ids} {text.source or 'shipped'} of {', '.join(text.of)}: {len(text.text)}"
    for line in found.copyrights:
        yield f"  line {line.text} @{line.source} of {line.of}"
    for change in found.changes:
        yield f"  change {change.of} {change.relation} {change.base} @{change.source.line}"
    yield f"  offers several: {found.offers_several}" if found.offers_several else "  offers one sort of part"
    for lack in missing(found):
        yield f"  lacks {lack.lack} {lack} <{lack.address}>"


@pytest.mark.parametrize("act", Act)
def test_the_notice_of_a_system_holds_and_lacks_what_the_table_says(act: Act) -> None:
    """Of each system the notices of whoever passes it on and of whoever hosts it, and of every third those of others."""
    every = {Act.PASS_ON: 1, Act.HOST: 1, Act.CHANGE: 3, Act.USE: 3}[act]

    def rows() -> Iterator[str]:
        for name in [*SYSTEMS][every // 2 :: every]:
            yield f"== {name}"
            lines = shown(system(name, act))
            yield from lines if act is Act.PASS_ON else (line for line in lines if not line.startswith("  part"))

    agrees(TABLES / f"notice-{act}.txt", rows())


@pytest.mark.parametrize(
    ("texts", "lacks"),
    [
        ((), True),
        ((("NOTICE", "Heron, with thanks to every bird"),), False),  # what stands there is what has to be kept
        ((("LICENSE", "Copyright 2024 Acme\n\n" + APACHE),), False),
        ((("LICENSE", APACHE),), True),
    ],
)
def test_the_lines_to_keep_are_those_of_a_notice_or_of_a_text(texts: tuple[tuple[str, str], ...], lacks: bool) -> None:
    release = native(
        "name: acme/heron\ncomponents: {model-parameters-final: {availability: public, licence: Apache-2.0}}\n"
    )
    beside = tuple(LicenceText(Source(name), WEIGHTS, text) for name, text in texts)
    member = Member(resolved(evolve(release, texts=beside), shipped()), "heron.yaml")
    found = missing(contents([member], Act.PASS_ON, shipped()))
    assert (Lack.COPYRIGHT_LINES in {lacking.lack for lacking in found}) is lacks


@pytest.mark.parametrize(("beside", "asks"), [("", True), ("LicenseRef-Falcon-180B-TII-1.0 AND ", False)])
def test_where_a_licence_denies_an_act_nobody_asks_whether_one_beside_it_allows_it(beside: str, asks: bool) -> None:
    parts = f"{{model-parameters-final: {{availability: public, licence: {beside}CC-BY-NC-ND-4.0}}}}"
    member = Member(resolved(native(f"name: acme/heron\ncomponents: {parts}\n"), shipped()), "heron.yaml")
    lacks = {lacking.lack for lacking in missing(contents([member], Act.HOST, shipped()))}
    assert (Lack.PERMISSION in lacks) is asks


def test_what_is_shipped_alone_is_in_a_notice() -> None:
    def rows() -> Iterator[str]:
        for ship in (WEIGHTS, (Kind.TRAINING_CODE,), (Kind.DATASETS,), ()):
            yield f"== {', '.join(ship) or 'nothing'}"
            yield from shown(system("parts", Act.PASS_ON, frozenset(ship)))

    agrees(TABLES / "notice-ship.txt", rows())


def test_json_says_what_is_missing_and_where_to_look_and_leaves_out_what_nobody_knows() -> None:
    whole = Missing(Lack.LICENCE_TEXT, "heron", "a licence", "clause 1", "https://x.example")
    assert whole.to_dict() == {
        "lack": "licence-text", "says": "the text of a licence, for heron (clause 1)", "of": "heron", "what": "a licence",
        "asked": "clause 1", "address": "https://x.example",
    }  # fmt: skip
    bare = Missing(Lack.COPYRIGHT_LINES, "heron").to_dict()
    assert (bare["what"], bare["asked"], bare["address"]) == (None, None, None)
    assert bare["says"] == "the copyright lines and notices of heron"


def test_two_notices_that_hold_the_same_are_equal_whichever_shelf_they_were_made_by(tmp_path: Path) -> None:
    found = system("plain", Act.PASS_ON)
    (tmp_path / "acme.toml").write_text('id = "LicenseRef-Acme"\nname = "Acme licence"\n')
    assert found == contents(found.members, Act.PASS_ON, Shelf((str(tmp_path),)))
    assert found != system("plain", Act.HOST)


def test_a_text_at_an_address_that_holds_a_newer_one_is_told_to_be_older() -> None:
    words = "components: {model-parameters-final: {availability: public, licence: LicenseRef-Gemma-Terms-%s}}"

    def lacks(day: str) -> list[Missing]:
        found = contents([Member(resolved(native(words % day), shipped()), "m")], Act.PASS_ON, shipped())
        return [gap for gap in missing(found) if gap.lack is Lack.LICENCE_TEXT and "Policy" not in gap.what]

    (older,), (newest,) = lacks("2025-03-24"), lacks("2026-04-01")
    assert older.newer == "LicenseRef-Gemma-Terms-2026-04-01" and "a newer text in its place" in str(older)
    assert not newest.newer and "newer" not in str(newest)


@pytest.mark.parametrize(("name", "says"), [("acme/MiniCPM-law", ""), ("acme/law", "contains “MiniCPM”")])
def test_words_that_may_stand_anywhere_in_a_name_are_looked_for_there(name: str, says: str) -> None:
    base = "{name: a/b, relation: fine-tune, licence: LicenseRef-MiniCPM-Model}"
    release = native(f"name: {name}\nbase-models: [{base}]\n")
    found = contents([Member(resolved(release, shipped()), "m")], Act.PASS_ON, shipped())
    lacking = [str(gap) for gap in missing(found) if gap.lack is Lack.NAME_PREFIX]
    assert (not lacking) if not says else (len(lacking) == 1 and says in lacking[0])


@pytest.mark.parametrize(
    ("names", "source", "repository"),
    [
        (("acme/heron",), "heron", "acme/heron"),
        (("acme/heron", "acme/heron"), "heron", "acme/heron"),
        (("acme/heron", "other/heron"), "heron", ""),
        ((), "hub:acme/heron@v1", "acme/heron"),
        ((), "hub:datasets/acme/herons", "acme/herons"),
        ((), "heron", ""),
    ],
)
def test_a_repository_is_one_that_a_file_or_the_place_tells_of_alone(
    names: tuple[str, ...], source: str, repository: str
) -> None:
    owners = (
        Claim("acme", Basis.INFERRED, Source("a", at), name, rule=Rule.HUB_OWNER) for at, name in enumerate(names)
    )
    assert Member(resolved(Release(producer=Fact(tuple(owners))), shipped()), source).repository == repository


@pytest.mark.parametrize(
    ("written", "repository"),
    [("pkg:huggingface/acme/heron@v1", "acme/heron"), ("PKG:HuggingFace/acme/heron", "acme/heron"), ("acme/heron", "")],
)
def test_a_repository_is_told_by_a_package_url_and_not_by_a_title(written: str, repository: str) -> None:
    name = Fact((Claim("acme/heron", Basis.DECLARED, Source("a", 1), written),))
    assert Member(resolved(Release(name=name), shipped()), "heron").repository == repository
