"""The facts about a thing that is used, and where they were looked up."""

from pathlib import Path

import pytest

from openness.references.knowledge import Knowledge
from openness.references.lock import LockEntry, lock_of
from openness.references.reference import Reference
from openness.release.location import Source
from openness.shelf.shelf import default
from openness.vocabulary.references import Sort

CARD = "---\nlicense: mit\npipeline_tag: text-generation\n---\n# M\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the Hub."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    return tmp_path


def reference(name: str, sort: Sort = Sort.MODEL, revision: str = "") -> Reference:
    return Reference(
        name, sort, name, Source("a.py", 1), revision, hub=sort is not Sort.SERVICE and not name.startswith("ollama/")
    )


def looked_up(name: str, sort: Sort = Sort.MODEL, **knowledge: object) -> tuple[str | None, str | None, str]:
    """Licence, level and place."""
    known = Knowledge(default(), **knowledge).known(reference(name, sort))  # type: ignore[arg-type]  # a mapping
    return known.licence, known.reached, known.place


def test_the_table_of_known_models_answers() -> None:
    assert looked_up("mistralai/Mistral-7B-v0.1") == ("Apache-2.0", "open-weights", "table")
    assert looked_up("meta-llama/Llama-3.1-8B") == ("LicenseRef-Llama-3.1-Community", "weights-available", "table")
    assert looked_up("ollama/llama3.1:8b") == ("LicenseRef-Llama-3.1-Community", "weights-available", "table")


def test_a_family_s_name_is_never_more_than_that() -> None:
    known = Knowledge(default()).known(reference("someone1/llama-3.1-tune"))
    assert (known.licence, known.reached, known.family) == (None, None, ("LicenseRef-Llama-3.1-Community",))


def test_a_described_system_answers_for_a_service() -> None:
    _, reached, place = looked_up("openai/gpt-4o", Sort.SERVICE)
    assert (reached, place) == ("hosted", "system:gpt-4o")
    assert looked_up("openai/gpt-4o-mini", Sort.SERVICE) == (None, None, "")


def test_what_nobody_knows_is_unknown() -> None:
    assert looked_up("someone1/thing") == (None, None, "")
    assert looked_up("someone1/thing", Sort.DATASET) == (None, None, "")


def test_the_cache_of_the_hub_is_read_at_the_revision_that_is_asked_for(cache: Path) -> None:
    folder = cache / "models--acme-ai--m1"
    for commit, licence in (("aaaa1111", "mit"), ("bbbb2222", "cc-by-nc-4.0")):
        (folder / "snapshots" / commit).mkdir(parents=True)
        (folder / "snapshots" / commit / "README.md").write_text(CARD.replace("mit", licence))
    (folder / "refs").mkdir()
    (folder / "refs" / "main").write_text("aaaa1111")
    knowledge = Knowledge(default())
    newest, asked = (knowledge.known(reference("acme-ai/m1", revision=revision)) for revision in ("", "bbbb2222"))
    assert (newest.licence, newest.place, newest.revision) == ("MIT", "cache", "aaaa1111")
    assert (asked.licence, asked.revision) == ("CC-BY-NC-4.0", "bbbb2222")
    assert newest.card
    assert newest.card != asked.card


def test_a_name_leads_to_no_folder_outside_the_cache(cache: Path) -> None:
    known = Knowledge(default()).known(reference("acme-ai/m1", revision="../../.."))
    assert known.place == ""


def test_the_lock_answers_where_nothing_else_does() -> None:
    locked = lock_of(
        [LockEntry(Sort.MODEL, "someone1/thing", licence="MIT", level="open-weights", place="hub:someone1/thing")]
    )
    assert looked_up("someone1/thing", locked=locked) == ("MIT", "open-weights", "lock")
    hosted = lock_of([LockEntry(Sort.MODEL, "someone1/thing", licence="MIT", level="hosted")])
    assert looked_up("someone1/thing", locked=hosted)[1] in (None, "closed")
