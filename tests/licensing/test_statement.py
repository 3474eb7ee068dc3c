"""The table of what licences say of each other: it keeps its own rules, and agrees with the records."""

import tomllib
from pathlib import Path
from typing import Any

from openness.index.records import toml_record
from openness.licensing.statement import EVERY, Asks, Statements, problems
from openness.shelf.shelf import shipped
from openness.syntax.toml import toml_lines
from openness.vocabulary import Term
from openness.vocabulary.verdict import Verdict

FILE = Path(__file__).parents[2] / "licences" / "compatibility.toml"
TEXT = FILE.read_text(encoding="utf-8")
ROWS: dict[str, Any] = tomllib.loads(TEXT)


def found(text: str) -> list[str]:
    shelf = shipped()

    def known(id: str) -> bool:
        return id in shelf.exceptions or shelf.licence(id) is not None

    return [
        f"{problem.line}: {problem.message}"
        for problem in problems(toml_record(text), "compatibility.toml", toml_lines(text), known)
    ]


def test_the_table_keeps_its_rules() -> None:
    assert found(TEXT) == []


def test_each_fault_of_a_row_is_named_with_its_line() -> None:
    text = """[[set]]
name     = "gnu"
licences = ["GPL-9.0-only"]

[[asks]]
what     = "praise"
licences = ["MIT"]
clause   = "1"
because  = "made up"
from     = "made up"

[[statement]]
inbound  = ["@other", "*"]
outbound = ["*"]
because  = "made up"
by       = "nobody"
from     = "made up"
seen     = 2026-11-29
words    = "made up"
"""
    assert found(text) == [
        "1: GPL-9.0-only is not a known licence or exception",
        "5: a row of asks has no seen",
        "5: what is 'praise'",
        "12: a row of statement has no key 'words'",
        "12: @other is not a set above this row",
        "12: * is not a known licence or exception",
    ]


def test_a_licence_that_asks_only_for_notices_denies_nothing_and_keeps_nothing() -> None:
    shelf = shipped()
    for id in shelf.licences():
        licence = shelf.licence(id)
        assert licence is not None
        if shelf.statements.condition(id, Asks.NOTHING, Asks.NOTICES):
            assert not licence.denied, id
            assert Term.RELICENSE not in licence.answers or licence.answers[Term.RELICENSE].verdict is Verdict.MET, id


def test_the_first_row_that_names_two_licences_holds() -> None:
    row = {"because": "made up", "by": "nobody", "clause": "1"}
    table = Statements(
        {
            "set": [{"name": "all", "licences": ["B", "C"]}],
            "statement": [
                {"inbound": ["A"], "outbound": ["B"], "answer": True, "later": True, **row},
                {"inbound": ["A"], "outbound": ["@all"], "answer": False, **row},
                {"inbound": ["B"], "outbound": ["D", "A"], "answer": True, "later": True, **row},
                {"inbound": ["D"], "outbound": [EVERY], **row},
            ],
        }
    )
    one, other, every = table.on("A", "B"), table.on("A", "C"), table.on("D", EVERY)
    assert one and other and every
    assert (one.verdict, other.verdict, every.verdict) == (Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN)
    assert [id for id, _ in table.later("A")] == ["B", "D"]  # and it ends
    assert table.on("C", "A") is None


ROW = {"because": "made up", "by": "nobody", "from": "made up", "seen": "2026-11-29"}


def test_what_a_licence_asks_is_the_first_of_what_is_asked_for() -> None:
    rows = [
        {"what": "notices", "licences": ["A", "@soft"], "clause": "1", "because": "x"},
        {"what": "no-further-terms", "licences": ["A"], "clause": "2", "because": "y", "bars": ["B"]},
    ]
    table = Statements({"set": [{"name": "soft", "licences": ["B", "C"]}], "asks": rows})
    first, second = table.condition("A", *Asks), table.condition("A", Asks.NO_FURTHER_TERMS, Asks.MORE)
    assert first and second
    assert (first.clause, second.clause, second.bars) == ("1", "2", ("B",))
    assert table.condition("A", Asks.MORE) is None
    assert table.condition("D", *Asks) is None
    assert [asked and asked.what for asked in (table.condition(id, *Asks) for id in "BC")] == [Asks.NOTICES] * 2


def test_what_may_be_taken_under_another_is_told_once_however_many_ways_lead_there() -> None:
    def may(inbound: str, *outbound: str, later: bool = True) -> dict[str, Any]:
        return {"inbound": [inbound], "outbound": list(outbound), "answer": True, "later": later, **ROW}

    table = Statements(
        {"statement": [may("A", "B", "C"), may("B", "C", "A"), may("C", "D"), may("D", "E", later=False)]}
    )
    assert [id for id, _ in table.later("A")] == ["B", "C", "D"]
    assert list(table.named("A")) == ["B", "C"]
    assert table.named("E") == {}


def test_each_part_of_a_licence_with_an_exception_is_known() -> None:
    row = {
        "inbound": ["MIT WITH Kite", "Kite WITH GCC-exception-3.1", "MIT WITH GCC-exception-3.1"],
        "outbound": ["MIT"],
        **ROW,
    }
    found = problems({"statement": [row]}, "x.toml", {}, lambda id: id in ("MIT", "GCC-exception-3.1"))
    assert [problem.message for problem in found] == [
        "MIT WITH Kite is not a known licence or exception",
        "Kite WITH GCC-exception-3.1 is not a known licence or exception",
    ]
