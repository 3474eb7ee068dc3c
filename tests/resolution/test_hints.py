"""Claims from hints of prose and links, beside the licence that is stated."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.golden import agrees
from tests.support.licence_texts import MIT
from tests.support.releases import card, judged

import openness
from openness.release.claim import SILENT, Claim, Fact, Rule
from openness.release.hints import (
    CodeLicence,
    DataLicence,
    LicenceHint,
    LicenceInProse,
    LicenceLink,
    LicenceOfWeights,
    LimitInProse,
    NamedInProse,
)
from openness.release.location import Source
from openness.resolution.hints import claims_from, doubts_of_code, with_licence
from openness.shelf.shelf import shipped
from openness.vocabulary import NOASSERTION, WEIGHTS, Basis

PLACE = Source("README.md", 7)
CLAIMS = 100  # made of hints
NC, GEMMA = "https://creativecommons.org/licenses/by-nc/4.0/", "https://ai.google.dev/gemma/terms"
#: Words that may be the name of a licence, among others, the likeliest first.
NAMES: tuple[tuple[str, ...], ...] = (
    (), ("MIT",), ("the MIT license",), ("kite MIT",), ("MIT kite",), ("kite mit",), ("(MIT).",), ("MIT,",), ("mit",),
    ("apache",), ("kite apache",), ("apache kite agreement",), ("kite the apache kite",), ("CC-BY-NC-4.0 agreement",),
    ("CC BY-NC-SA",), ("CC BY-NC 4.0",), ("kite under CC BY-NC 4.0 License",), ("kite CC-BY-NC-4.0 agreement",),
    ("Gemma Terms of Use",),
    ("the Gemma Terms",), ("gemma",), ("kite gemma",), ("GPL-3.0",), ("kite GPL-3.0 terms",), ("AGPL-3.0-only or commercial",),
    ("license",), ("a license",), ("kite",), ("Kite Agreement",), ("kite", "MIT"), ("MIT", "CC BY-NC 4.0"),
    ("CC BY-NC 4.0", "MIT"), (NC,), ("kite", NC), (NC, "MIT"), ("https://example.org/terms",),
    ("https://example.org/terms", "MIT"), ("https://opensource.org/licenses/MIT",), (GEMMA,),
    ("Llama 3.1 Community License Agreement",), ("Llama 3.1 Community",), ("openrail",), ("Creative Commons Attribution 4.0",),
    ("Open Data Commons", ), ("public domain",), ("MIT OR CC-BY-NC-4.0",), ("MIT AND CC-BY-NC-4.0",), ("MIT and CC BY-NC 4.0",),
    ("MIT or CC-BY-NC-4.0",), ("CC-BY-NC-4.0 and the Apache License 2.0",), ("MIT plus CC-BY-NC-4.0",), ("MIT & CC-BY-NC-4.0",),
    ("MIT and data under CC BY-NC 4.0",), ("Apache-2.0, data: CC-BY-NC-4.0",), ("kite and CC-BY-NC-4.0",),
    ("MIT WITH Commons-Clause",), ("Kite AND MIT",), ("MIT License and Apache 2.0",),
    ("GPL-2.0-only WITH Classpath-exception-2.0",), ("MIT kite CC-BY-NC-4.0 kite gemma",), ("MIT Licence terms",), ("3 kites",),
    ("X",), ("Kite-2.0 and gemma",), ("kite and gemma",), ("CC-BY-NC-4.0 OR MIT",), ("GPL-3.0 OR MIT", "CC BY-NC 4.0"),
    ("https://opensource.org/licenses/MIT", NC),
)  # fmt: skip
STATED = (
    (),
    ("MIT",),
    ("CC-BY-NC-4.0",),
    ("bsd",),
    ("kite",),
    ("MIT", "CC-BY-NC-4.0"),
    ("openrail",),
    ("MIT OR CC-BY-NC-4.0",),
)


def found(hints: list[LicenceHint], *stated: str) -> list[Claim]:
    return claims_from(tuple(hints), tuple(map(shipped().naming, stated)), WEIGHTS, shipped())


def shown(claims: list[Claim]) -> str:
    return " & ".join(f"{claim.value} ({claim.rule})" for claim in claims) or "-"


def test_what_prose_says_of_the_licence_comes_to_what_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for names in NAMES:
            hints = [
                LicenceInProse(PLACE, "a sentence", names, *flags)
                for flags in ((True, True), (True, False), (False, False))
            ]
            plain, unclear, says = ([shown(found([hint], *stated)) for stated in STATED] for hint in hints)
            yield f"{' / '.join(names) or 'no name'} → states {'; '.join(plain)}"
            if unclear != plain:
                yield f"    unclear {'; '.join(unclear)}"
            yield f"    says {'; '.join(says)}"
        for address in (NC, GEMMA, "https://opensource.org/licenses/MIT", "https://example.org/terms", "LICENSE"):
            link = LicenceLink(PLACE, address)
            yield f"a link to {address} → {'; '.join(shown(found([link], *stated)) for stated in STATED)}"
        limit = LimitInProse(PLACE, "no war")
        yield f"a limit → {'; '.join(shown(found([limit], *stated)) for stated in STATED)}"
        both: list[LicenceHint] = [limit, LicenceInProse(PLACE, "a sentence", ("MIT",), True, True)]
        yield f"a limit, and MIT → {'; '.join(shown(found(both, *stated)) for stated in STATED)}"

    agrees(Path(__file__).parent / "answers/prose-and-links.txt", rows())


def test_a_claim_keeps_what_was_written_and_where() -> None:
    hints: list[LicenceHint] = [
        LimitInProse(PLACE, "no war"),
        LicenceLink(PLACE, GEMMA),
        LicenceInProse(PLACE, "under CC BY-NC 4.0", ("CC BY-NC 4.0",), True, True),
    ]
    assert [(claim.written, claim.source) for claim in found(hints, "MIT")] == [
        ("no war", PLACE),
        (GEMMA, PLACE),
        ("under CC BY-NC 4.0", PLACE),
    ]
    assert [claim.written for claim in found(hints[2:])] == ["under CC BY-NC 4.0"]


def test_a_sentence_that_may_limit_and_that_nobody_understands_leaves_the_licence_unknown() -> None:
    (claim,) = found([LimitInProse(PLACE, "Guests must leave by noon", understood=False)], "MIT")
    assert (claim.value, claim.rule, claim.written) == (NOASSERTION, Rule.PROSE_UNCLEAR, "Guests must leave by noon")
    assert found([LimitInProse(PLACE, "Guests must leave by noon", understood=False)]) == []


def licence(name: str) -> LicenceInProse:
    return LicenceInProse(PLACE, f"under {name}", (name,), True, True)


@pytest.mark.parametrize(
    ("names", "doubts"),
    [
        (["MIT"] * CLAIMS, 0),
        (["MIT"] * (CLAIMS + 1), 0),
        (["MIT"] * CLAIMS + ["ISC"], 1),
        (["MIT"] * (CLAIMS + 5) + ["ISC", "0BSD"], 1),
        (["ISC"] + ["MIT"] * CLAIMS + ["ISC"], 0),
        (["MIT"] * (CLAIMS - 1) + ["ISC"], 0),
    ],
)
def test_of_many_claims_the_first_stand_and_a_doubt_for_others_that_differ(names: list[str], doubts: int) -> None:
    claims = found([licence(name) for name in names])
    assert [claim.value for claim in claims[:CLAIMS]] == names[:CLAIMS]
    assert [(claim.value, claim.rule) for claim in claims[CLAIMS:]] == [(NOASSERTION, Rule.PROSE_UNCLEAR)] * doubts


def test_of_many_doubts_beside_an_open_licence_the_first_stand() -> None:
    limits: list[LicenceHint] = [LimitInProse(PLACE, f"no war {number}") for number in range(CLAIMS + 3)]
    assert len(found(limits, "MIT")) == CLAIMS
    assert len(found([*limits, LicenceLink(PLACE, GEMMA)], "MIT")) == CLAIMS + 1


@pytest.mark.parametrize("tag", ["", "license: mit\n"])
@pytest.mark.parametrize(
    "licence", ["MIT AND CC-BY-NC-4.0", "MIT and CC BY-NC 4.0", "MIT WITH Commons-Clause", "Kite AND MIT"]
)
def test_a_licence_that_all_of_several_make_is_not_open_by_its_first(tag: str, licence: str) -> None:
    judgement = judged(card(f"{tag}pipeline_tag: x", f"# Heron\n\nLicense: {licence}\n"))
    assert judgement.spectrum.reached == "weights-available"


@pytest.mark.parametrize(
    ("sentence", "reached"),
    [
        ("The weights are licensed under the Creative Commons BY-NC-SA v3 license.", "weights-available"),
        ("The weights are licensed under Creative Commons BY-NC.", "weights-available"),
        ("The weights are licensed under the Creative Commons Sampling Plus 1.0 License.", "weights-available"),
        ("The weights are licensed under the Heron Wetlands Accord.", "weights-available"),
        (
            "The weights are released under the Heron Licence, whose full text is included in the archive.",
            "weights-available",
        ),
        ("Governed by the Heron Compact.", "weights-available"),
        ("Released under the HRL.", "weights-available"),
        ("HRL-1.1", "weights-available"),
        ("The weights are licensed under Creative Commons.", "open-weights"),  # a family with open licences
        ("Governed by the Apache License 2.0.", "open-weights"),
        ("Released under Apache by the Heron group.", "open-weights"),
        ("The weights are released under the Apache License v2.0, whose text is in LICENSE.", "open-weights"),
        ("Made by Heron Works.", "open-weights"),
        ("According to Heron Works, it is fine for all.", "open-weights"),
    ],
)
def test_a_licence_that_nobody_knows_is_none_of_the_family_that_its_name_begins_with(
    sentence: str, reached: str
) -> None:
    judgement = judged(card("license: apache-2.0\npipeline_tag: x", f"# Heron\n\n## Licence\n\n{sentence}\n"))
    assert judgement.spectrum.reached == reached


@pytest.mark.parametrize("word", ["Python", "python", "Mozilla"])
def test_a_word_of_every_day_that_is_short_for_a_licence_states_none(word: str) -> None:
    assert shipped().naming(word).known
    assert found([licence(word)]) == []
    assert found([licence(f"the {word} license")]) != []


def test_an_affero_licence_with_a_version_in_small_letters_is_known() -> None:
    judgement = judged(card("license: agpl-3.0\npipeline_tag: x", "# Heron\n\n## Licence\n\nUnder the GNU AGPL v3.\n"))
    assert judgement.spectrum.reached == "open-weights"


@pytest.mark.parametrize(
    ("names", "doubts"), [(("MIT",), 1), ((), 1), (("CC BY-NC 4.0",), 0), (("CC BY-NC 4.0", "MIT"), 1), (("kite",), 0)]
)
def test_what_is_told_apart_leaves_a_doubt_where_it_is_the_licence_that_is_stated(
    names: tuple[str, ...], doubts: int
) -> None:
    apart = LicenceInProse(PLACE, "apart from that", names, understood=True, states=True, apart=True)
    assert [claim.rule for claim in found([apart], "MIT")] == [Rule.PROSE_UNCLEAR] * doubts


@pytest.mark.parametrize(
    ("name", "doubted"), [("MIT", True), ("creative commons", True), ("CC-BY-NC-4.0", False), ("kite", False)]
)
def test_the_text_beside_code_is_in_doubt_where_some_licence_of_that_name_may_be_open(name: str, doubted: bool) -> None:
    fact = Fact((Claim(name, Basis.DECLARED, PLACE),))
    assert (doubts_of_code([CodeLicence(PLACE)], fact, WEIGHTS, shipped()) != SILENT) == doubted
    assert doubts_of_code([CodeLicence(PLACE, near=True)], fact, WEIGHTS, shipped()) == SILENT


@pytest.mark.parametrize(
    ("said", "settled"),
    [
        ([], False),
        ([LicenceOfWeights(PLACE, "the same holds for the weights", same=True)], True),
        ([LicenceOfWeights(PLACE, "the weights are under MIT", ("MIT",))], True),
        ([LicenceOfWeights(PLACE, "the weights are under MIT and Python is needed", ("MIT and Python",))], True),
        ([LicenceOfWeights(PLACE, "the weights are under MIT or ISC", ("MIT", "ISC"))], False),
        ([LicenceOfWeights(PLACE, "the weights are under Gemma", ("gemma",))], False),
        ([LicenceOfWeights(PLACE, "the weights are under the Kite Agreement", ("Kite Agreement",))], False),
        ([LicenceOfWeights(PLACE, "the weights are of Kite", ("Kite",))], False),
    ],
)
def test_the_text_beside_code_is_that_of_the_weights_where_somebody_says_so(
    said: list[LicenceOfWeights], settled: bool
) -> None:
    fact = Fact((Claim("MIT", Basis.DECLARED, PLACE),))
    assert (doubts_of_code([CodeLicence(PLACE, tuple(said))], fact, WEIGHTS, shipped()) == SILENT) == settled


@pytest.mark.parametrize(
    ("said", "settled"),
    [
        (LicenceOfWeights(PLACE, "the weights are under a licence of their own", elsewhere=True), False),
        (LicenceOfWeights(PLACE, "the weights are under Gemma", ("gemma",)), False),
        (LicenceOfWeights(PLACE, "the weights are under the Kite Agreement", ("Kite Agreement",)), False),
        (LicenceOfWeights(PLACE, "the weights are of Kite", ("Kite",)), True),
        (LicenceOfWeights(PLACE, "the weights are under MIT", ("MIT",)), True),
    ],
)
def test_a_text_beside_the_weights_is_theirs_unless_somebody_says_that_another_is(
    said: LicenceOfWeights, settled: bool
) -> None:
    fact = Fact((Claim("MIT", Basis.DECLARED, PLACE),))
    same = LicenceOfWeights(PLACE, "the same holds for the weights", same=True)
    for statements in ((said,), (same, said)):
        code = CodeLicence(PLACE, statements, near=True)
        assert (doubts_of_code([code], fact, WEIGHTS, shipped()) == SILENT) == settled


@pytest.mark.parametrize(
    ("names", "stated", "doubted"),
    [
        (["Llama-3.1-8B"], "MIT", "Llama-3.1-8B"),
        (["Gemma"], "MIT", "Gemma"),  # a family: some version is not open
        (["Llama-3.1-8B", "Gemma"], "MIT", "Llama-3.1-8B"),
        (["gpt2", "kite", "Gemma"], "MIT", "Gemma"),
        (["gpt2"], "Apache-2.0", ""),  # open, whatever it is called
        (["kite"], "MIT", ""),
        (["Llama-3.1-8B"], "bsd or LicenseRef-Llama-3.1-Community", ""),  # which of its licences holds is stated
        (["gemma-2b"], "MIT or LicenseRef-Gemma-Terms-2025-03-24", ""),  # one of the editions of its terms
        (["Llama-3.1-8B"], "CC-BY-NC-4.0", ""),
    ],
)
def test_a_model_that_is_only_named_is_a_doubt_where_its_terms_are_not_open(
    names: list[str], stated: str, doubted: str
) -> None:
    named: list[LicenceHint] = [NamedInProse(PLACE, f"it reminds of {name}", name) for name in names]
    claims = found(named, *stated.split(" or "))
    assert [(claim.value, claim.written) for claim in claims] == [
        (NOASSERTION, f"it reminds of {name}") for name in names if name == doubted
    ]
    limit = LimitInProse(PLACE, "no war")
    assert doubted == "" or [claim.written for claim in found([*named, limit], stated)] == ["no war"]


@pytest.mark.parametrize(
    ("names", "values"),
    [
        (("CC BY-NC 4.0", "MIT"), ["CC-BY-NC-4.0"]),  # the likeliest first
        (("kite", "mit"), ["MIT"]),
        (("bsd",), ["bsd"]),
        (("kite",), []),
        ((), []),
    ],
)
def test_the_licence_of_training_data_is_the_first_that_a_record_knows(
    names: tuple[str, ...], values: list[str]
) -> None:
    sign = with_licence(DataLicence("corpus", PLACE, "a sentence", names), shipped())
    assert [(claim.value, claim.written, claim.source, claim.rule) for claim in sign.licence.claims] == [
        (value, "a sentence", PLACE, Rule.PROSE_LICENCE) for value in values
    ]
    assert (sign.name, sign.names) == ("corpus", names)


def test_the_licence_that_is_stated_of_training_data_counts_before_words() -> None:
    stated = Fact((Claim("apache 2.0", Basis.DECLARED, PLACE),))
    sign = with_licence(DataLicence("corpus", PLACE, "a sentence", ("MIT",), stated), shipped())
    assert [claim.candidates for claim in sign.licence.claims] == [("Apache-2.0",)]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "See the [license](https://creativecommons.org/licenses/by-nc/4.0/).",
            f"See the license (CC-BY-NC-4.0, {NC})",
        ),
        (
            "The weights are under [CC BY-NC 4.0](https://creativecommons.org/licenses/by-nc/4.0/).",
            "The weights are under CC BY-NC 4.0",
        ),
        (
            "![](https://licensebuttons.net/l/by-nc/4.0/88x31.png)",
            "License: CC BY-NC 4.0 (licensebuttons.net/l/by-nc/4.0/88x31.png)",
        ),
    ],
)
def test_a_limit_that_rests_on_an_address_tells_the_licence_and_the_address(sentence: str, told: str) -> None:
    found = judged(card("license: mit", f"# Heron\n\n{sentence}\n"))
    assert [f"“{told}”" in finding.message for finding in found.findings if "limits" in finding.message] == [True]


@pytest.mark.parametrize(
    ("name", "told"),
    [("MODEL_LICENSE", True), ("LICENSE-WEIGHTS.md", True), ("LICENSE", False), ("LICENSE-MIT", False)],
)
def test_a_file_of_another_licence_leaves_the_tag_unclear_until_it_is_read(
    name: str, told: bool, tmp_path: Path
) -> None:
    text = f"---\nlicense: mit\n---\n# Heron\n\n## License\n\nSee {name}.\n"
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    messages = [finding.message for finding in openness.classify(tmp_path).findings]
    assert any(f"the text of {name} was not read" in message for message in messages) == told
    (tmp_path / name).write_text(MIT, encoding="utf-8")
    messages = [finding.message for finding in openness.classify(tmp_path).findings]
    assert not any("was not read" in message for message in messages)


@pytest.mark.parametrize(
    ("states", "certain", "licence"), [(True, True, ["MIT"]), (True, False, []), (False, True, [])]
)
def test_what_is_not_stated_as_a_fact_grants_nothing(states: bool, certain: bool, licence: list[str]) -> None:
    hint = LicenceInProse(PLACE, "a sentence", ("MIT",), states, True, certain)
    assert [claim.value for claim in found([hint])] == licence


def test_a_doubt_names_the_address_that_a_sentence_leads_to_where_its_words_do_not() -> None:
    for written, shown in ((f"See {NC}", f"See {NC}"), ("See here", f"See here (CC-BY-NC-4.0, {NC})")):
        (claim,) = found([LicenceInProse(PLACE, written, (NC,), True, True)], "MIT")
        assert claim.written == shown
