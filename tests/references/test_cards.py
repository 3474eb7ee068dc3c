"""Cards on this machine: whose they are, and what stands in them."""

from pathlib import Path

import pytest

import openness
from openness.cli import main
from openness.errors import OpennessError
from openness.references.cards import cards_at
from openness.vocabulary.references import Sort

CARD = "---\nlicense: mit\npipeline_tag: text-generation\n---\n# M\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with code that uses a model, and an empty cache of the Hub."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "own"))
    Path("a.py").write_text('f.from_pretrained("acme-ai/m1")\n')
    return tmp_path


def card(path: str, text: str = CARD) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


def licence(cards: str) -> tuple[str | None, str]:
    """The licence of the model that the code uses, and where it was found."""
    use = openness.inventory("a.py", cards=cards)[0].uses[0]
    return use.licence, use.known.place


@pytest.mark.parametrize("path", ["cards/acme-ai/m1/README.md", "cards/acme-ai--m1/README.md"])
def test_a_card_belongs_to_the_repository_that_its_folder_names(path: str) -> None:
    card(path)
    assert licence("cards") == ("MIT", path)


def test_a_card_without_such_a_folder_belongs_to_the_repository_it_names() -> None:
    card("cards/one/README.md", CARD.replace("license", "model_name: Acme-AI/M1\nlicense"))
    assert licence("cards")[0] == "MIT"


def test_the_folder_counts_for_more_than_the_name_in_the_card() -> None:
    card("cards/acme-ai/m2/README.md", CARD.replace("license", "model_name: acme-ai/m1\nlicense"))
    card("cards/acme-ai/m3/README.md")
    assert licence("cards") == (None, "")


def test_a_cache_of_the_hub_answers_at_its_revision() -> None:
    card("cache/models--acme-ai--m1/snapshots/aaaa1111/README.md")
    card("cache/models--acme-ai--m1/refs/main", "aaaa1111")
    assert licence("cache") == ("MIT", "cache")


@pytest.mark.parametrize("revision", ["../../away", "/away", "\\\\elsewhere\\share\\away", "C:away", "..", "refs/pr/1"])
def test_a_revision_that_code_asks_for_leads_to_a_snapshot_and_nowhere_else(revision: str, here: Path) -> None:
    for name in ("main", "refs/pr/1", "../../away", "\\\\elsewhere\\share\\away", "C:away"):
        card(f"cache/models--acme-ai--m1/refs/{name}", "aaaa1111")
    card("cache/models--acme-ai--m1/snapshots/aaaa1111/README.md")
    found = cards_at(["cache"]).snapshot(Sort.MODEL, "acme-ai/m1", revision)
    assert bool(found) == (revision == "refs/pr/1")


def test_a_branch_of_the_cache_leads_to_a_snapshot_and_nowhere_else() -> None:
    card("cache/models--acme-ai--m1/snapshots/aaaa1111/README.md")
    card("cache/models--acme-ai--m1/away/README.md")
    for commit, leads in (("aaaa1111", True), ("../away", False), ("..", False), ("C:aaaa1111", False)):
        card("cache/models--acme-ai--m1/refs/main", commit)
        assert bool(cards_at(["cache"]).snapshot(Sort.MODEL, "acme-ai/m1", "")) == leads


def test_a_card_of_data_is_none_of_a_model() -> None:
    card("cards/acme-ai/m1/README.md", "---\nlicense: mit\ntask_categories: [text-generation]\n---\n# D\n")
    cards = cards_at(["cards"])
    assert (cards.of(Sort.MODEL, "acme-ai/m1"), cards.of(Sort.DATASET, "Acme-AI/m1") is None) == (None, False)


def test_cards_that_cannot_be_told_apart_or_named_are_an_error() -> None:
    card("cards/x/README.md")
    card("cards/y/README.md")
    with pytest.raises(OpennessError, match="no card in it names a repository"):
        cards_at(["cards"])
    card("cards/acme-ai/m1/README.md")
    card("more/acme-ai/m1/README.md")
    with pytest.raises(OpennessError, match="is a card of acme-ai/m1 too"):
        cards_at(["cards", "more"])
    with pytest.raises(OpennessError):
        cards_at(["nowhere"])


@pytest.mark.parametrize(
    "words", [("inventory", "."), ("lock",), ("check", "--inventory"), ("notice", "--inventory", ".")]
)
def test_every_verb_over_code_takes_cards(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    card("cards/acme-ai/m1/README.md")
    assert main([*words, "--cards", "cards", "--exclude", "cards", "-v"]) in (0, 1)
    assert "acme-ai/m1 is known from cards" in capsys.readouterr().err
    assert main([*words, "--cards", "nowhere"]) == 2
