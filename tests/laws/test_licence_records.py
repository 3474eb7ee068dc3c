"""The battery that every licence record passes (docs/reference/licence-record.md)."""

import datetime
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from openness import prose
from openness.index.records import spellings
from openness.index.words import fold
from openness.licensing import limit_form, texts
from openness.licensing import record as form
from openness.licensing.clauses import CLASS, TERRITORY
from openness.licensing.licence import Support
from openness.licensing.reading import reading
from openness.shelf.shelf import shipped
from openness.vocabulary import Term
from openness.vocabulary.duties import Act, Duty, Effect
from openness.vocabulary.verdict import Verdict

TOP = Path(__file__).parents[2]
FOLDER = TOP / "licences"
PAGE = (TOP / "docs" / "reference" / "licence-record.md").read_text(encoding="utf-8") + "\n\n"
FAMILIES: list[dict[str, list[str]]] = tomllib.loads((FOLDER / "families.toml").read_text(encoding="utf-8"))["family"]
_ROWS = [
    line.split("\t")
    for line in (FOLDER / "spdx.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith(("#", "id\t"))
]
SPDX = {row[0] for row in _ROWS}
RETIRED = {row[0]: row[-1].split(";") for row in _ROWS if row[-1]}  # each with what replaced it

Record = dict[str, Any]
RECORDS: dict[str, Record] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.toml"))
    if path.name not in ("families.toml", "bases.toml", "compatibility.toml", "scancode-keys.toml", "words.toml")
}


def over_every_record(rule: Callable[[str], None]) -> Callable[[], None]:
    """A test that holds a rule against every record and names each file that breaks it."""

    def test() -> None:
        broken = {}
        for stem in RECORDS:
            try:
                rule(stem)
            except (AssertionError, AttributeError, LookupError, TypeError) as fault:
                broken[f"licences/{stem}.toml"] = f"{type(fault).__name__}: {str(fault).partition(chr(10))[0]}"
        assert broken == {}

    test.__name__ = test.__qualname__ = rule.__name__
    return test


KEYS = {
    "": "id name version steward dated made-for category read known-as listed grants unclear duties limit text "
    "policy same-terms-as because replaced-by",
    "read": "on from whole note document",
    "known-as": "huggingface license-name scancode other",
    "listed": "answer seen",
    "grants": "answer clause because except basis anchor only-limits only-commerce derivative spares",
    "duties": "clause also says words anywhere anchor",
    "limit": "metric above at-least currency test period affiliates of effect duty uses except where only presumed"
    " end-users-exempt because clause",
    "policy": "id name url clause",
    "text": "url",
}


def words(opening: str) -> set[str]:
    """The words that a paragraph of the reference page lists."""
    start = PAGE.index(f"\n{opening}")
    return set(re.findall(r"`([a-z-]+)`", PAGE[start : PAGE.index("\n\n", start + 1)].split(". ")[0].split("; ")[0]))


GRANTS = {term.value for term in Term if term.sort == "grant"}
LISTS = {term.value for term in Term if term.sort == "list"}
DUTIES = words("Duties:")
METRICS = words("Metrics of a limit:")
CATEGORIES = set(form.CATEGORIES)


def test_the_page_lists_the_words_of_the_vocabulary() -> None:
    assert words("Grants,") == GRANTS
    assert words("Lists:") == LISTS
    assert set(Duty) == DUTIES
    assert set(limit_form.METRICS) == METRICS
    assert all(category in PAGE for category in CATEGORIES)


def test_there_are_records() -> None:
    assert len(RECORDS) > 300
    assert len(SPDX) > 700


def stray(record: Record, table: str, where: str = "") -> Iterator[str]:
    yield from (f"{where}{key}" for key in record if key not in KEYS[table].split())


@over_every_record
def test_it_has_no_unknown_key(stem: str) -> None:
    record = RECORDS[stem]
    unknown = [*stray(record, "")]
    for table in ("read", "known-as", "text", "policy"):
        unknown += stray(record.get(table, {}), table, f"{table}.")
    for table in ("listed", "grants", "duties"):
        for word, answer in record.get(table, {}).items():
            unknown += stray(answer, table, f"{table}.{word}.")
    for limit in record.get("limit", []):
        unknown += stray(limit, "limit", "limit.")
    assert not unknown


@over_every_record
def test_its_words_are_of_the_closed_lists(stem: str) -> None:
    record = RECORDS[stem]
    assert set(record.get("grants", {})) <= GRANTS
    assert set(record.get("listed", {})) <= LISTS
    assert set(record.get("duties", {})) <= DUTIES
    assert {limit.get("metric") for limit in record.get("limit", [])} <= METRICS
    assert set(record.get("made-for", [])) <= {"weights", "code", "data", "documents"}
    assert record.get("category") in CATEGORIES or "same-terms-as" in record
    assert record.get("made-for") or "same-terms-as" in record


@over_every_record
def test_its_file_is_called_after_its_id(stem: str) -> None:
    id = RECORDS[stem]["id"]
    assert stem == id.removeprefix("LicenseRef-").lower()
    assert id.startswith("LicenseRef-") or id in SPDX, "neither an SPDX id nor a LicenseRef"
    assert id.removeprefix("LicenseRef-") not in SPDX or id in SPDX, "SPDX has an id for it"


@over_every_record
def test_it_says_when_and_from_where_it_was_read(stem: str) -> None:
    read = RECORDS[stem]["read"]
    assert type(read["on"]) is datetime.date
    whole = reading(read)
    assert whole.source.strip()
    assert whole.whole or whole.note, "read in part, and nothing says what was missing"
    assert "nobody" not in whole.source and "stored file" not in whole.source, "name the page"


@over_every_record
def test_its_date_is_a_date(stem: str) -> None:
    record = RECORDS[stem]
    if "dated" in record:
        assert type(record["dated"]) is datetime.date
        assert record["dated"] <= record["read"]["on"]


@over_every_record
def test_every_answer_has_a_clause_and_every_no_a_because(stem: str) -> None:
    for term, answer in RECORDS[stem].get("grants", {}).items():
        assert isinstance(answer["answer"], bool), term
        assert isinstance(answer["clause"], str) and answer["clause"].strip(), term
        assert answer["answer"] or answer.get("because", "").strip(), term


@over_every_record
def test_only_what_must_go_along_excepts_licences_and_each_is_on_the_shelf(stem: str) -> None:
    excepting = {term: answer for term, answer in RECORDS[stem].get("grants", {}).items() if "except" in answer}
    assert set(excepting) <= {"relicense"}
    for answer in excepting.values():
        assert answer["answer"] is False
        assert answer["except"] and all(shipped().licence(id) is not None for id in answer["except"])


@over_every_record
def test_every_list_membership_has_the_day_it_was_looked_up(stem: str) -> None:
    for term, answer in RECORDS[stem].get("listed", {}).items():
        assert isinstance(answer["answer"], bool), term
        assert type(answer["seen"]) is datetime.date, term


@over_every_record
def test_an_spdx_id_states_no_list_that_the_table_has(stem: str) -> None:
    record = RECORDS[stem]
    if record["id"] in SPDX:
        assert not {"osi-approved", "fsf-free", "mof-open"} & set(record.get("listed", {}))


@over_every_record
def test_every_duty_has_clause_and_says_and_a_name_its_words(stem: str) -> None:
    for duty, asked in RECORDS[stem].get("duties", {}).items():
        assert asked["clause"].strip() and asked["says"].strip(), duty
        assert duty not in ("naming", "display") or asked.get("words", "").strip(), duty


@over_every_record
def test_its_limits_are_numbers_with_a_clause_and_an_effect(stem: str) -> None:
    for limit in RECORDS[stem].get("limit", []):
        assert limit["effect"] in list(Effect) and limit["clause"].strip() and limit["because"].strip()
        assert limit["of"] in GRANTS
        if limit["metric"] == TERRITORY:
            assert limit["except"] and limit.keys().isdisjoint(("above", "at-least"))
            continue
        if limit["metric"] == CLASS:
            assert limit.keys().isdisjoint(("above", "at-least", "except", "currency"))
            continue
        (number,) = [limit[word] for word in ("above", "at-least") if word in limit]
        assert isinstance(number, int | float) and not isinstance(number, bool) and number > 0
        assert ("currency" in limit) == ("revenue" in limit["metric"])


@over_every_record
def test_a_limit_that_adds_a_duty_names_it_and_the_duty_leaves_the_number_to_the_limit(stem: str) -> None:
    record = RECORDS[stem]
    for limit in record.get("limit", []):
        if limit["effect"] == "duty":
            says = record["duties"][limit["duty"]]["says"]
            assert not re.search(r"\d{2}|above|large|either", says.partition("“")[0]), says


@over_every_record
def test_a_family_member_points_to_a_record_and_says_why(stem: str) -> None:
    record = RECORDS[stem]
    if "same-terms-as" not in record:
        return
    parent = record["same-terms-as"]
    assert parent != record["id"]
    assert parent.removeprefix("LicenseRef-").lower() in RECORDS
    assert record["because"].strip()
    resolved = shipped().licence(record["id"])
    assert resolved is not None and resolved.answers, "it inherits no answer"


@over_every_record
def test_it_is_on_the_shelf_under_every_name(stem: str) -> None:
    record = RECORDS[stem]
    licence = shipped().licence(record["id"])
    assert licence is not None
    for spelling in (record["id"], *spellings(record)):
        assert shipped().naming(spelling).candidates == (record["id"],), spelling


@over_every_record
def test_the_linter_finds_nothing(stem: str) -> None:
    text = (FOLDER / f"{stem}.toml").read_text(encoding="utf-8") + "\n\n"
    known, uses = shipped().licences(), limit_form.limited_uses(shipped().uses)
    assert not list(form.problems(RECORDS[stem], f"{stem}.toml", {}, lambda id: id in known, uses)), text[:60]


# Names


def test_no_two_records_claim_one_name() -> None:
    owners: dict[str, set[str]] = {fold(id): set(RETIRED.get(id, [id])) for id in SPDX}
    for record in RECORDS.values():
        for spelling in (record["id"], *spellings(record)):
            owners.setdefault(fold(spelling), set()).add(record["id"])
    assert {name: ids for name, ids in owners.items() if len(ids) > 1 and ids not in map(set, RETIRED.values())} == {}


def test_no_family_claims_the_name_of_a_record_or_of_another_family() -> None:
    taken = {fold(id): id for id in SPDX}
    for record in RECORDS.values():
        taken.update((fold(spelling), record["id"]) for spelling in (record["id"], *spellings(record)))
    clashes = {}
    for number, family in enumerate(FAMILIES):
        for name in family["names"]:
            owner = taken.setdefault(fold(name), f"family {number}")
            if owner != f"family {number}":
                clashes[name] = owner
    assert clashes == {}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: fold(family["names"][0]))
def test_a_family_stands_for_records_that_exist(family: dict[str, list[str]]) -> None:
    assert set(family) <= {"names", "candidates", "complete", "alike"}
    assert family.get("complete", False) is False, "every other family is complete"
    candidates = family["candidates"]
    assert len(candidates) > 1 or "complete" in family or candidates in (["NOASSERTION"], ["NONE"])
    for candidate in candidates:
        if candidate not in ("NOASSERTION", "NONE"):
            assert shipped().licence(candidate) is not None, candidate
    for name in family["names"]:
        unread = ("NOASSERTION",) if "complete" in family else ()
        assert shipped().naming(name).candidates == (*candidates, *unread), name


def test_every_spdx_id_is_itself_or_what_replaced_it() -> None:
    for id in sorted(SPDX):
        naming = shipped().naming(id)
        assert naming.known, id
        assert naming.candidates == tuple(RETIRED.get(id, [id])), id
        assert id not in RETIRED or naming.deprecated == (id,), id


# The Hub's tags


@pytest.fixture(scope="module")
def tags(shared: Path) -> list[Record]:
    """The tags of the Hub's documentation, each with what it stands for."""
    listed = json.loads((shared / "reference" / "hf_licence_tags.json").read_text(encoding="utf-8"))
    entries: list[Record] = listed["licences"]
    assert len(entries) == listed["count"] == 83
    return entries


def test_a_tag_with_an_spdx_id_is_that_licence(tags: list[Record]) -> None:
    sure = ("exact", "exact-but-misused", "exact-by-practice", "text-match")
    exact = {tag["hf_tag"]: (tag["spdx_id"],) for tag in tags if tag["spdx_mapping"] in sure}
    assert len(exact) > 50
    assert {tag: shipped().naming(tag).candidates for tag in exact} == exact


def test_a_tag_that_leaves_a_version_open_is_ambiguous(tags: list[Record]) -> None:
    for tag in tags:
        if tag["spdx_mapping"] == "ambiguous-only-or-later":
            both = (tag["spdx_id"], tag["spdx_id"].replace("-only", "-or-later"))
            naming = shipped().naming(tag["hf_tag"])
            assert (naming.candidates, naming.known) == (both, True)


def test_a_family_tag_is_ambiguous(tags: list[Record]) -> None:
    for tag in tags:
        if tag["is_family"]:
            naming = shipped().naming(tag["hf_tag"])
            assert naming.ambiguous and naming.known, tag["hf_tag"]
            assert set(tag["our_records"]) <= set(naming.candidates)


def test_a_tag_of_no_spdx_licence_is_our_record(tags: list[Record]) -> None:
    ours = [tag for tag in tags if tag["spdx_mapping"] == "none"]
    assert len(ours) > 10
    for tag in ours:
        naming = shipped().naming(tag["hf_tag"])
        assert naming.known, tag["hf_tag"]
        assert set(tag["our_records"]) <= set(naming.candidates), tag["hf_tag"]  # Gemma has texts younger than the list
        assert naming.ambiguous or naming.candidates == tuple(tag["our_records"])


def test_a_placeholder_says_nothing(tags: list[Record]) -> None:
    placeholders = [tag["hf_tag"] for tag in tags if tag["spdx_mapping"] == "placeholder"]
    assert sorted(placeholders) == ["other", "unknown"]
    for tag in placeholders:
        naming = shipped().naming(tag)
        assert (naming.candidates, naming.known) == (("NOASSERTION",), False)


def test_every_tag_is_of_a_sort_tested_here(tags: list[Record]) -> None:
    sorts = {"exact", "exact-but-misused", "exact-by-practice", "text-match", "ambiguous-only-or-later", "family"}
    assert {tag["spdx_mapping"] for tag in tags} <= sorts | {"none", "placeholder"}
    assert all(tag["is_family"] == (tag["spdx_mapping"] == "family") for tag in tags)


# Facts that were wrong once, each as the text has it


@pytest.mark.parametrize(
    "id", ["CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-ND-4.0", "CC-BY-NC-SA-4.0", "CC-BY-NC-ND-4.0"]
)
def test_stopping_to_offer_a_cc_licence_does_not_end_it(id: str) -> None:
    assert answer(id, Term.IRREVOCABLE) == (Verdict.MET, "2.a.1, 6.c")


@pytest.mark.parametrize("id", ["EXAONE-1.1-NC", "EXAONE-1.2-NC", "K-EXAONE", "BAAI-Aquila2-70B-NC"])
def test_a_limited_grant_that_is_silent_on_money_does_not_answer_for_it(id: str) -> None:
    licence = shipped().licence(f"LicenseRef-{id}")
    assert licence is not None and Term.ROYALTY_FREE not in licence.answers


def test_a_general_grant_that_is_silent_on_money_says_that_it_is_general() -> None:
    licence = shipped().licence("LicenseRef-Gemma-Terms-2025-03-24")
    assert licence is not None
    assert licence.answers[Term.ROYALTY_FREE].support is Support.GENERAL


@pytest.mark.parametrize(
    "id", ["Llama-2-Community", "Llama-3.1-Community", "Qwen-License", "Tongyi-Qianwen", "MiniMax-Model"]
)
def test_a_licence_that_ends_on_breach_alone_counts_as_irrevocable(id: str) -> None:
    assert answer(f"LicenseRef-{id}", Term.IRREVOCABLE)[0] is Verdict.MET


@pytest.mark.parametrize("id", ["Qwen-License", "Tongyi-Qianwen", "Tongyi-Qianwen-VL", "LFM-Open-1.0"])
def test_the_same_sentence_on_other_terms_has_the_same_answer(id: str) -> None:
    assert answer(f"LicenseRef-{id}", Term.RELICENSE)[0] is Verdict.MET


@pytest.mark.parametrize(
    "id", ["Llama-3.1-Community", "Qwen-License", "Tencent-Hunyuan-A13B-Community", "Mistral-MRL-0.1"]
)
def test_a_licence_that_ends_on_litigation_says_so_as_a_duty(id: str) -> None:
    licence = shipped().licence(f"LicenseRef-{id}")
    assert licence is not None and Duty.RETALIATION in licence.duties


@pytest.mark.parametrize(
    "id", ["Apache-2.0", "MPL-2.0", "EPL-2.0", "MS-PL", "AFL-3.0", "LicenseRef-Kolors", "OpenMDW-1.0"]
)
def test_a_patent_suit_is_told_of_standard_licences_too(id: str) -> None:
    licence = shipped().licence(id)
    assert licence is not None and Duty.RETALIATION in licence.duties


#: A sentence that takes rights from whoever sues over patents.
SUES = re.compile(
    r"\b(?:institut\w+|initiat\w+|commenc\w+|bring|assert|file) "
    r"[^.]{0,90}\b(?:patent|infring)[^.]{0,90}\b(?:litigation|action|lawsuit|claim)"
    r"|\b(?:institut\w+|initiat\w+|commenc\w+|bring|assert|file) [^.]{0,40}\b(?:litigation|action|lawsuit|claim)\b"
    r"[^.]{0,190}\b(?:patent|infring)",
    re.IGNORECASE,
)


def test_every_standard_text_with_a_patent_suit_has_it_as_a_duty() -> None:
    found = 0
    for id, text in texts.shipped().texts.items():
        licence = shipped().licence(id)
        if licence and licence.curated and SUES.search(" ".join(text.split())):
            found += 1
            assert Duty.RETALIATION in licence.duties, id
    assert found > 60


#: Texts that count it as distribution when others use the work over a network, each with duties of whoever distributes.
DISTRIBUTES_BY_HOSTING = {
    "EUPL-1.1": "attribution include-licence state-changes share-alike",
    "EUPL-1.2": "attribution include-licence state-changes share-alike",
    "OSL-1.0": "share-alike",
    "OSL-3.0": "attribution state-changes share-alike",
    "NPOSL-3.0": "attribution state-changes share-alike",
    "UCL-1.0": "attribution state-changes share-alike",
    "CPAL-1.0": "attribution include-licence state-changes share-alike display",
    "CAL-1.0": "attribution include-licence share-alike",
    "Frameworx-1.0": "attribution include-licence share-alike",
    "LicenseRef-MG-BY-SA-2.0": "attribution include-licence state-changes share-alike",
    "LicenseRef-BigScience-OpenRAIL-M": "attribution include-licence state-changes flow-down",
    "LicenseRef-Gemma-Terms-2025-03-24": "include-licence state-changes flow-down",
}


@pytest.mark.parametrize("id", DISTRIBUTES_BY_HOSTING)
def test_hosting_brings_the_duties_of_distribution_where_a_text_counts_it_as_one(id: str) -> None:
    licence = shipped().licence(id)
    assert licence is not None
    hosting = {duty for duty, clause in licence.duties.items() if Act.HOST in clause.when}
    assert hosting >= set(map(Duty, DISTRIBUTES_BY_HOSTING[id].split()))


def test_a_duty_towards_users_of_a_service_says_what_to_do() -> None:
    starts = {
        clause.says.split()[0]
        for licence in filter(None, map(shipped().licence, shipped().licences()))
        for duty, clause in licence.duties.items()
        if duty is Duty.NETWORK_DISCLOSE
    }
    assert starts <= {"give", "keep", "make", "offer", "publish"}


@over_every_record
def test_who_passes_it_on_hears_of_an_indemnity_that_names_distribution(stem: str) -> None:
    asked = RECORDS[stem].get("duties", {}).get("indemnify")
    if isinstance(asked, dict) and "distribut" in asked["says"]:
        assert Act.PASS_ON in asked["also"]


@over_every_record
def test_a_limit_by_country_says_whether_it_goes_by_the_place_of_use(stem: str) -> None:
    for limit in RECORDS[stem].get("limit", []):
        assert ("where" in limit) == (limit["metric"] == TERRITORY)


@pytest.mark.parametrize(
    ("id", "clause"), [("Apache-2.0", "6"), ("MPL-2.0", "2.3"), ("LicenseRef-bilibili-Model-2025-09-09", "5.2")]
)
def test_marks_that_are_kept_are_told_with_their_clause(id: str, clause: str) -> None:
    licence = shipped().licence(id)
    assert licence is not None and licence.duties[Duty.BRAND].clause == clause


@pytest.mark.parametrize("id", ["Llama-2-Community", "Llama-3-Community", "Llama-3.1-Community", "Llama-4-Community"])
def test_receivers_of_an_end_product_are_spared_the_size_limit(id: str) -> None:
    licence = shipped().licence(f"LicenseRef-{id}")
    assert licence is not None
    assert [limit.end_users_exempt for limit in licence.limits if limit.metric == "monthly-active-users"] == [True]


@pytest.mark.parametrize(
    ("id", "term"),
    [
        ("FLUX-dev-NC-2.0", Term.OUTPUTS),
        ("SEER", Term.PATENTS),
        ("MSR-LA-Models", Term.ROYALTY_FREE),
        ("MiniCPM-Model", Term.COMMERCIAL_USE),
        ("NVIDIA-Data-Model-Training-2025", Term.WITHOUT_ASKING),
    ],
)
def test_an_answer_on_which_two_readings_differ_is_absent(id: str, term: Term) -> None:
    licence = shipped().licence(f"LicenseRef-{id}")
    assert licence is not None
    assert term not in licence.answers


@pytest.mark.parametrize(
    "id", ["CreativeML-OpenRAIL-M", "BigCode-OpenRAIL-M-1", "DeepSeek-Model-1.0", "Gemma-Terms-2024-04-01"]
)
def test_remote_restriction_is_told_with_its_condition(id: str) -> None:
    licence = shipped().licence(f"LicenseRef-{id}")
    assert licence is not None and "breaks the" in licence.answers[Term.IRREVOCABLE].because


def test_every_reason_is_a_sentence() -> None:
    for stem, record in RECORDS.items():
        for term, stated in record.get("grants", {}).items():
            because = stated.get("because", "A.")
            assert because[0].isupper() and because.endswith("."), (stem, term)


def answer(id: str, term: Term) -> tuple[Verdict, str]:
    """The answer of a shipped record and its clause."""
    licence = shipped().licence(id)
    assert licence is not None
    return licence.answers[term].verdict, licence.answers[term].clause


def test_words_that_a_licence_asks_to_be_shown_are_heard_in_a_card() -> None:
    """Whoever shows them has made the model from one under that licence, whatever licence the card names."""
    licences = filter(None, map(shipped().licence, shipped().licences()))
    asked = {duty.words for licence in licences for duty in licence.duties.values()}
    shown = {words for words in asked if re.match(r"(Built|Powered|Improved) |.* Inside$", words)}
    assert len(shown) > 15
    assert [words for words in sorted(shown) if not list(prose.terms(f"# Heron\n\n{words}"))] == []
