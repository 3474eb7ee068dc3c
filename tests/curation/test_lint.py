"""Lint on licence records: each rule alone, and how many of a thousand damaged records it catches."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from openness.cli.command_line import main
from openness.curation import anchors
from openness.curation.explain import explain
from openness.curation.lint import lint
from openness.index.records import toml_record
from openness.index.tables import sources
from openness.shelf.shelf import shipped
from openness.vocabulary.doubts import Doubt

FOLDER = Path(sources()["licences"])
Record = dict[str, Any]


def faults_of(tmp_path: Path, text: str, name: str = "x.toml") -> list[str]:
    """Every problem and doubt that lint has of a record."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    found = lint([str(path)], shipped())
    return [problem.message for problem in (*found.faults, *found.unusable, *found.doubts)]


def record(grants: str = "", rest: str = "", category: str = "use-restricted", note: str = "", head: str = "") -> str:
    """A record that keeps the rules, and some lines of a test."""
    return (
        f'id = "LicenseRef-X"\nname = "X Licence of a test"\nmade-for = ["weights"]\ncategory = "{category}"\n{head}\n'
        f'[read]\non = 2026-11-24\nfrom = "LICENSE"\nwhole = true\n{note}\n'
        '[grants]\nany-field = { answer = false, clause = "2", because = "Nobody may use it for war.", anchor = "no war" }\n'
        f"{grants}\n{rest}\n"
    )


LIMIT = """
[[limit]]
metric  = "monthly-active-users"
above   = 700000000
test    = "frozen on 2024-07-23"
of      = "anyone"
effect  = "withholds"
because = "Companies with more than 700 million monthly active users on 2024-07-23 have no rights."
clause  = "2"
"""
ANYONE = (
    'anyone = { answer = false, clause = "2", only-limits = true, anchor = "many users", '
    'because = "Companies with more than 700 million monthly active users on 2024-07-23 have no rights." }'
)
TERRITORY = """
[[limit]]
metric  = "territory"
except  = ["EU", "GB"]
of      = "everywhere"
effect  = "withholds"
because = "Nobody has rights in the European Union or the United Kingdom."
clause  = "1"
"""
EVERYWHERE = (
    'everywhere = { answer = false, clause = "1", only-limits = true, anchor = "no Europe", '
    'because = "Nobody has rights in the European Union or the United Kingdom." }'
)
LEAST = record(ANYONE, LIMIT.replace("above  ", "at-least"))


TEXT = """X LICENCE

1. The Model is what this file lies beside.
2. You may use the Model, and no war.
3. You pay nobody.
4. The courts of Utopia decide.
"""


def test_the_words_that_a_record_quotes_are_looked_for_in_the_text_beside_it(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    assert not faults_of(tmp_path, record())
    moon = 'use = { answer = true, clause = "2", anchor = "You may sell the Moon", basis = "says" }'
    assert faults_of(tmp_path, record(moon)) == ["the words of grants.use.anchor are not in the text"]
    other = 'use = { answer = true, clause = "3", anchor = "You may use the Model", basis = "says" }'
    assert faults_of(tmp_path, record(other)) == ["grants.use cites clause 3; its anchor stands under 2"]
    beyond = 'use = { answer = true, clause = "2, 17", anchor = "You may use the Model", basis = "says" }'
    assert faults_of(tmp_path, record(beyond)) == [
        "warning clause-number: grants.use cites clause 2, 17; the text ends at 4 there"
    ]


def test_a_text_beside_a_record_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"X\0LICENCE")
    assert faults_of(tmp_path, record()) == ["it is a binary file"]


@pytest.mark.parametrize("text", [record(), record(ANYONE, LIMIT), record(EVERYWHERE, TERRITORY), LEAST])
def test_a_record_that_keeps_the_rules_is_left_alone(tmp_path: Path, text: str) -> None:
    assert faults_of(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (record('use = { answer = true, clause = "1", because = "it may" }'), "granted, and because says why not"),
        (record('use = { answer = true, clause = "1", basis = "guess" }'), "the basis of use is 'guess'"),
        (record('use = { answer = false, clause = "1", because = "No.", basis = "says" }'), "the basis of use"),
        (record(f'use = {{ answer = true, clause = "1", anchor = "{"word " * 13}" }}'), "longer than 12 words"),
        (record(ANYONE), "gives way to limits and no limit is of anyone"),
        (record(ANYONE, LIMIT.replace("700000000", "70000000")), "because does not say '70 million'"),
        (record(ANYONE, LIMIT.replace("frozen on 2024-07-23", "frozen on 2024-07-24")), "is not the day of the test"),
        (record(ANYONE, LIMIT.replace('"withholds"', '"duty"')), "only adds a duty, and anyone is denied"),
        (record(ANYONE.replace("have no rights", "must ask"), LIMIT), "says in other words what that says"),
        (record(ANYONE, LIMIT + "at-least = 3\n"), "the limit has two numbers"),
        (record(ANYONE, LIMIT + 'only = "multimodel"\n'), "only is 'multimodel'"),
        (
            record(ANYONE.replace("only-limits", 'derivative = "1", only-limits'), LIMIT),
            "grants.anyone has no 'derivative'",
        ),
        (record("", LIMIT), "withholds anyone, and anyone is not denied"),
        (record(ANYONE, LIMIT + "affiliates = true\n"), "because does not say 'affiliates'"),
        (record(ANYONE, LIMIT + 'affiliates = "yes"\n'), "affiliates of limit[0] is the text 'yes', not true or false"),
        (record(ANYONE, LIMIT + 'period = "the month before"\n'), "because does not say 'the month before'"),
        (record(EVERYWHERE, TERRITORY + "affiliates = true\n"), "a territory has no number"),
        (record(ANYONE, LIMIT.replace('"withholds"', '"no rights"')), "warning limit-effect"),
        (record(ANYONE, LIMIT.replace('of      = "anyone"\n', "")), "names no grant"),
        (record(ANYONE, LIMIT.replace('of      = "anyone"', 'of      = "anybody"')), "the limit is of 'anybody'"),
        (record(ANYONE, LIMIT + 'uses = ["sell"]\n'), "uses holds"),
        (record(EVERYWHERE, TERRITORY.replace('"GB"', '"UK "')), "excepts no territories"),
        (record(EVERYWHERE, TERRITORY + "above = 3\n"), "a territory has no number"),
        (record(category="permissive"), "the category is permissive, and any-field is denied"),
        (record(category="non-commercial"), "the category is non-commercial, and commercial-use is not answered no"),
        (record(head="dated = 2026-11-25"), "the text is of 2026-11-25, and was read on 2026-11-24"),
        (record().replace("on = 2026-11-24", 'on = "yesterday"'), "read.on is 'yesterday', which is not a day"),
        (record().replace("on = 2026-11-24", "on = 2999-01-01"), "the text was read on 2999-01-01, a day that has not"),
        (
            record(rest="[listed]\nosi-approved = { answer = false, seen = '2026-13-40' }"),
            "osi-approved was looked up on '2026-13-40', which is not a day",
        ),
        (record(rest='[text]\nurl = "LICENSE"'), "the text's address is 'LICENSE'"),
        (
            record(rest='[duties]\ndisplay = { clause = "3", says = "show the words", words = "Built with X" }'),
            "lacks the words 'Built with X'",
        ),
        (
            record(rest='[known-as]\nlicense-name = ["x-licence"]', note='note = "x-licence stands for several texts"'),
            "warning shared-name",
        ),
        (
            record().replace("whole = true", "whole = true\n[[read.document]]\nname = 'a'\nwhole = true"),
            "lacks its name, its place",
        ),
        (
            record().replace("whole = true", "whole = true\n[[read.document]]\nname = 'a'\nfrom = 'b'\nwhole = true"),
            "so does whole",
        ),
    ],
)
def test_a_contradiction_is_said(tmp_path: Path, text: str, message: str) -> None:
    assert message in "; ".join(faults_of(tmp_path, text))


def test_one_sentence_answered_two_ways_is_said(tmp_path: Path) -> None:
    words = "No use of the Output can contravene any provision"
    no = f'outputs = {{ answer = false, clause = "6", because = "Not against the licence.", anchor = "{words}" }}'
    yes = f'outputs = {{ answer = true, clause = "4", anchor = "{words.upper()}" }}'
    for name, grant in (("x", no), ("y", yes)):
        text = (
            record(grant).replace("LicenseRef-X", f"LicenseRef-{name.upper()}").replace("X Licence", f"{name} Licence")
        )
        (tmp_path / f"{name}.toml").write_text(text)
    found = lint([str(tmp_path)], shipped())
    (doubt,) = found.doubts
    assert not (found.faults or found.unusable)
    assert "warning one-sentence: " in doubt.message
    assert "LicenseRef-X" in doubt.message and doubt.document.endswith("y.toml")


# Anchors


def llama() -> str:
    return (FOLDER / "llama-3.1-community.toml").read_text(encoding="utf-8")


def test_an_anchor_that_is_not_in_the_text_is_said(tmp_path: Path) -> None:
    text = re.sub(r'(royalty-free .*anchor = ")[^"]*', r"\1for a small fee each month", llama())
    (message,) = faults_of(tmp_path, text, "llama-3.1-community.toml")
    assert message == "the words of grants.royalty-free.anchor are not in the text"


def test_a_notice_that_a_record_quotes_stands_in_the_text(tmp_path: Path) -> None:
    text = llama().replace("Llama 3.1 is licensed under", "Llama 3.1 is offered under")
    assert faults_of(tmp_path, text, "llama-3.1-community.toml") == [
        "the words of duties.attribution are not in the text"
    ]


def test_an_anchor_under_another_clause_is_said(tmp_path: Path) -> None:
    text = re.sub(r'(royalty-free .*clause = ")[^"]*', r"\g<1>1.b.iii", llama())
    (message,) = faults_of(tmp_path, text, "llama-3.1-community.toml")
    assert message.startswith("grants.royalty-free cites clause 1.b.iii; its anchor stands under 1.a")


def test_a_clause_that_the_text_has_not_is_said(tmp_path: Path) -> None:
    text = re.sub(r'(anyone .*clause = ")2(?=")', r"\g<1>42", llama())
    assert any("42" in message for message in faults_of(tmp_path, text, "llama-3.1-community.toml"))


def test_the_same_words_under_two_clauses_are_said(tmp_path: Path) -> None:
    clauses = {"use": "2.a", "modify": "2", "share": "4"}
    grants = "\n".join(
        f'{term} = {{ answer = true, clause = "{clause}", anchor = "you may use and change it" }}'
        for term, clause in clauses.items()
    )
    messages = faults_of(tmp_path, record(grants))
    assert messages == ["grants.share cites clause 4, and grants.use clause 2.a for the same words"]


def test_a_clause_that_is_cited_twice_is_said(tmp_path: Path) -> None:
    text = re.sub(r'(anyone .*clause = ")2(?=")', r"\g<1>2, 2", llama())
    assert "grants.anyone cites a clause twice: 2, 2" in faults_of(tmp_path, text, "llama-3.1-community.toml")


def test_an_answer_of_a_record_read_whole_owes_an_anchor(tmp_path: Path) -> None:
    grant = 'use = { answer = true, clause = "1" }'
    assert "use quotes nothing of its clause" in "; ".join(faults_of(tmp_path, record(grant)))
    duty = '[duties]\nnaming = { clause = "3", says = "begin the name with X" }'
    assert "naming quotes nothing of its clause" in "; ".join(faults_of(tmp_path, record(rest=duty)))
    part = record(grant).replace("whole = true", "whole = false")
    assert "quotes nothing" not in "; ".join(faults_of(tmp_path, part))


def test_a_licence_that_models_name_owes_anchors_too(tmp_path: Path) -> None:
    text = (FOLDER / "mpl-2.0.toml").read_text(encoding="utf-8")
    assert faults_of(tmp_path, text, "mpl-2.0.toml") == []
    bare = re.sub(r', anchor = "[^"]*"', "", text)
    assert "quotes nothing of its clause" in "; ".join(faults_of(tmp_path, bare, "mpl-2.0.toml"))
    unused = re.sub(r"(?m)^huggingface *=.*\n", "", bare)
    assert "quotes nothing" not in "; ".join(faults_of(tmp_path, unused, "mpl-2.0.toml"))


def test_a_document_that_is_a_licence_lends_its_text(tmp_path: Path) -> None:
    text = (FOLDER / "cohere-labs-cc-by-nc-aup.toml").read_text(encoding="utf-8")
    assert faults_of(tmp_path, text, "cohere-labs-cc-by-nc-aup.toml") == []
    words = "for NonCommercial purposes only"
    assert words in text
    wrong = text.replace(words, "for NonCommercial porpoises only", 1)
    assert "the words of grants.commercial-use.anchor are not in the text" in "; ".join(
        faults_of(tmp_path, wrong, "cohere-labs-cc-by-nc-aup.toml")
    )


def test_every_answer_of_a_licence_read_whole_quotes_its_clause() -> None:
    bare = [
        (path.name, term)
        for path in FOLDER.glob("*.toml")
        if (record := toml_record(path.read_text("utf-8"))).get("id", "").startswith("LicenseRef-")
        and record["read"].get("whole")
        for term, answer in anchors.answers(record)
        if "anchor" not in answer and not term.startswith("limit")
    ]
    assert bare == []


# Damage


def shown(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {shown(child)}" for key, child in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(shown, value)) + "]"
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value
    return json.dumps(value, ensure_ascii=False)


def written(record: Record) -> str:
    """A record as TOML, tables inline; lists of tables apart."""
    lines = [
        f"{key} = {shown(value)}" for key, value in record.items() if not isinstance(value, dict) and key != "limit"
    ]
    for key, value in record.items():
        if isinstance(value, dict):
            lines += [f"[{key}]", *(f"{word} = {shown(entry)}" for word, entry in value.items())]
    for limit in record.get("limit", []):
        lines += ["[[limit]]", *(f"{word} = {shown(entry)}" for word, entry in limit.items())]
    return "\n".join(lines) + "\n"


Damage = Callable[[Record, Random], object]


def entries(record: Record) -> list[Record]:
    """Every answer, duty and limit."""
    return [*record["grants"].values(), *record.get("duties", {}).values(), *record.get("limit", [])]


def flip(record: Record, random: Random) -> None:
    answer = random.choice(list(record["grants"].values()))
    answer["answer"] = not answer["answer"]


def drop_because(record: Record, random: Random) -> None:
    random.choice([answer for answer in record["grants"].values() if "because" in answer]).pop("because")


def drop_clause(record: Record, random: Random) -> None:
    random.choice(entries(record)).pop("clause")


def other_clause(record: Record, random: Random) -> None:
    entry = random.choice([entry for entry in entries(record) if re.search(r"\d", entry["clause"])])
    entry["clause"] = re.sub(r"\d+", lambda number: str(int(number[0]) + random.choice((1, 2, 3, 40))), entry["clause"])


def misspell(record: Record, random: Random) -> None:
    table = random.choice([record, record["grants"], record["read"], random.choice(list(record["grants"].values()))])
    key = random.choice([key for key in table if len(key) > 3])
    at = random.randrange(1, len(key))
    table[key[:at] + key[at + 1 :]] = table.pop(key)


def wrong_id(record: Record, random: Random) -> None:
    record["id"] = record["id"][:-1] + random.choice("XYZ")


def unread(record: Record, random: Random) -> None:
    record.pop("read")


def other_category(record: Record, random: Random) -> None:
    words = ("permissive", "copyleft", "research-only", "non-commercial", "open-ish")
    record["category"] = random.choice([word for word in words if word != record["category"]])


def other_number(record: Record, random: Random) -> None:
    limit = random.choice([limit for limit in record["limit"] if "above" in limit])
    limit["above"] = limit["above"] * random.choice((10, 2)) + random.choice((0, 1000))


def other_effect(record: Record, random: Random) -> None:
    limit = random.choice(record["limit"])
    limit["effect"] = "withholds" if limit["effect"] == "duty" else "duty"


def other_words(record: Record, random: Random) -> None:
    duty = random.choice([duty for duty in record["duties"].values() if "words" in duty])
    duty["words"] = duty["words"].replace("B", "V") + "s"


def future(record: Record, random: Random) -> None:
    record["read"]["on"] = "2099-01-01"


def stranger(record: Record, random: Random) -> None:
    grant = random.choice(list(record["grants"].values()))
    grant["except"] = ["LicenseRef-Nobody"]


DAMAGES: dict[Damage, int] = {
    flip: 3,
    drop_because: 2,
    drop_clause: 1,
    other_clause: 2,
    misspell: 2,
    wrong_id: 1,
    unread: 1,
    other_category: 1,
    other_number: 1,
    other_effect: 1,
    other_words: 1,
    future: 1,
    stranger: 1,
}


def damaged(random: Random, stems: list[str]) -> Iterator[tuple[str, str, str]]:
    """Shipped records, each damaged once: the damage, the file's name and the text."""
    damages = [damage for damage, weight in DAMAGES.items() for _ in range(weight)]
    while True:
        stem, damage = random.choice(stems), random.choice(damages)
        record = toml_record((FOLDER / f"{stem}.toml").read_text(encoding="utf-8"))
        try:
            damage(record, random)
        except (IndexError, KeyError):
            continue  # the record has nothing of the kind
        yield damage.__name__, f"{stem}.toml", written(record)


def test_nine_of_ten_damaged_records_are_caught(tmp_path: Path) -> None:
    stems = [
        path.stem
        for path in sorted(FOLDER.glob("*.toml"))
        if "\nid" in "\n" + path.read_text("utf-8") and "[grants]" in path.read_text("utf-8")
    ]
    changed, caught, missed = 0, 0, Counter[str]()
    for damage, name, text in damaged(Random(20261129), stems):
        changed += 1
        if faults_of(tmp_path, text, name):
            caught += 1
        else:
            missed[damage] += 1
        if changed == 1000:
            break
    assert caught >= 0.9 * changed, missed


def test_an_undamaged_record_written_so_is_left_alone(tmp_path: Path) -> None:
    for stem in ("llama-3.1-community", "mit", "qwen-license", "kimi-k2-modified-mit"):
        text = written(toml_record((FOLDER / f"{stem}.toml").read_text(encoding="utf-8")))
        assert faults_of(tmp_path, text, f"{stem}.toml") == [], stem


def test_a_folder_without_a_record_cannot_be_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("# A card\n")
    assert main(["lint", str(tmp_path)]) == 2
    assert f"{tmp_path}: the folder holds no record; a record is one .toml file" in capsys.readouterr().err


def test_every_doubt_can_be_explained() -> None:
    for doubt in Doubt:
        assert explain(doubt.value, shipped()).lines


@pytest.mark.parametrize("key", ["family", "scancode", "word", "base", "rule", "words", "statement", "row", "use"])
@pytest.mark.parametrize("value", ["3", "[3]", "[[]]", "{a = 3}"])
def test_a_key_of_another_sort_of_record_with_anything_below_it_is_a_fault(
    tmp_path: Path, key: str, value: str
) -> None:
    path = tmp_path / "x.toml"
    path.write_text(f"{key} = {value}\n")
    found = lint([str(path)], shipped())
    assert not found.unusable
    assert found.faults or value.startswith("{")


def test_the_rules_of_prose_that_ship_keep_what_they_promise() -> None:
    """Each fires on its own examples, and none on the others."""
    linted = lint([], shipped())
    assert (*linted.faults, *linted.unusable) == ()
