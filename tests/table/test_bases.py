"""Names of bases, many at once: each is what it is when it is read by itself."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.shelf.known_models import KnownModel, KnownModels
from openness.shelf.shelf import shipped

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

from openness.table.bases import _FEW, BaseForms

ACCOUNTS = ("a", "Some-body", "meta-llama", "TheBloke", "google", "n", "hf.co", "models--x", "_x", "-x", "a..b", "x.y")
LASTS = (
    "Llama-3.1-8B-Instruct", "llama-3_1-8b-123456", "gemma-2b-99999", "gemma-2b-9999", "mistral-large-2407-x", "a", "model.git",
    "qwen2.5-72b", "mistral-large-24071", "llama-3-123456b", "llama-3_123456b", "FLUX.1-dev", "x@main", "bloom-7b1", "gpt2", "é",
    "falcon-180b-12345.6", "heron" * 60, "datasets", "a-", ".a",
)  # fmt: skip
ODD = (
    "gpt2", "Llama-2-7b-hf", "n/a", "N/A", "none", "?", "", " ", " a/b", "adapter:meta-llama/Llama-2-7b-hf", "adapter:a/b",
    "https://huggingface.co/google/gemma-2-9b/tree/main", "hf.co/google/gemma-2-9b", "/cache/models--google--gemma-2-9b/x",
    "models--google--gemma-2-9b/snapshots", "a/b/c", "google/gemma-2-9b:q4", "../x", None, 7, ("a/b",), "a/b\n", "A/B", "a/b",
)  # fmt: skip
NAMES = (*ODD, *(f"{account}/{last}" for account, last in product(ACCOUNTS, LASTS)))
WORDS = st.lists(
    st.sampled_from("llama gemma qwen 3 3.1 2 7 8 b m k v 72 2407 12345 1234567 x large dev flux.1".split())
)
SIGNS = st.sampled_from(("-", "_", ".", ""))


def assert_same(names: list[object]) -> None:
    """Read names at once, and each by itself by somebody else."""
    forms, others = BaseForms(shipped()), BaseForms(shipped())
    many, alone = forms.members(names), list(map(others.member, names))
    assert [made for _, made in many] == [made for _, made in alone]
    pairs = {(one[0], other[0]) for one, other in zip(many, alone, strict=True)}
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
    assert list(map(forms.member, names)) == many


def test_names_read_at_once_are_what_each_is_by_itself() -> None:
    assert len(NAMES) > _FEW
    assert_same([*NAMES])
    assert_same([*NAMES[::-1], *NAMES])
    assert_same([*NAMES[: _FEW - 1]])


@given(st.lists(st.builds(lambda words, sign: f"some/{sign.join(words)}", WORDS, SIGNS), min_size=1, max_size=20))
def test_long_numbers_in_names_tell_nothing(names: list[str]) -> None:
    assert_same([*names, *(f"a/b{at}" for at in range(_FEW))])


def test_names_that_differ_in_long_numbers_are_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    by_family = KnownModels.by_family

    def counted(self: KnownModels, name: str) -> KnownModel | None:
        asked.append(name)
        return by_family(self, name)

    monkeypatch.setattr(KnownModels, "by_family", counted)
    forms = BaseForms(shipped())
    found = forms.members([f"user{at}/llama-7b-{1_000_000 + at}" for at in range(1_000)])
    assert len({member for member, _ in found}) == 1
    assert len(asked) == 1
