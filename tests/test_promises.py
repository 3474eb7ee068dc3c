"""The names that keep their meaning (`docs/reference/what-keeps-its-meaning.md`): none goes without notice."""

import pytest
from tests.support import promised
from tests.support.pages import TOP

import openness

PROMISED = promised.promised()
WHAT_TO_DO = (
    "{names} of {group} is promised and gone. Bring it back, or keep it for two minor versions beside its new name, with a "
    "warning, a line in CHANGELOG.md and one in docs/decisions/; only then take it out of tests/promises.toml."
)


@pytest.mark.parametrize("group", PROMISED)
def test_no_promised_name_goes(group: str) -> None:
    gone = sorted(set(PROMISED[group]) - promised.names(group))
    assert gone == [], WHAT_TO_DO.format(names=", ".join(gone), group=group)


def test_every_group_of_names_is_promised() -> None:
    assert list(PROMISED) == list(promised.GROUPS)
    assert all(PROMISED.values())


@pytest.mark.parametrize("group", PROMISED)
def test_the_list_names_each_once_and_in_order(group: str) -> None:
    assert PROMISED[group] == sorted(set(PROMISED[group]))


def test_a_name_that_goes_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(promised.GROUPS, "duties", lambda: iter(["attribution"]))
    with pytest.raises(AssertionError, match=r"indemnify.* of duties is promised and gone\. Bring it back"):
        test_no_promised_name_goes("duties")


def test_the_page_names_every_group() -> None:
    page = (TOP / "docs/reference/what-keeps-its-meaning.md").read_text(encoding="utf-8")
    assert [group for group in PROMISED if f"`{group}`" not in page] == []


def test_the_promised_examples_stay() -> None:
    for example, level in (("llama-3.1", "weights-available"), ("olmo-2", "open-source-ai-with-open-data")):
        classification = openness.classify(TOP / "docs/examples" / example, under=["osaid-1.0"])
        assert classification.spectrum.reached == level
        judgement = classification.judgements["osaid-1.0"]
        assert judgement.verdict in list(openness.Verdict)
        assert hasattr(judgement.standing, "reached")


def test_a_word_with_several_meanings_is_a_list_in_json() -> None:
    assert isinstance(openness.explain("mit").data, dict)
    assert isinstance(openness.explain("hosted").data, list)
