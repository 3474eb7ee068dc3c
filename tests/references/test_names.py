"""The thing that a written name stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.references.lexicon import Call, lexicon
from openness.references.names import address, named
from openness.vocabulary.references import Sort

MODEL, DATA = Call("x"), Call("x", sort=Sort.DATASET)


@pytest.mark.parametrize(
    ("written", "name", "revision"),
    [
        ("gpt2", "openai-community/gpt2", ""),
        ("t5-small", "google-t5/t5-small", ""),
        ("acme-ai/m1@0123abc", "acme-ai/m1", "0123abc"),
        ("team/x", "team/x", ""),
        ("https://huggingface.co/acme-ai/m1", "acme-ai/m1", ""),
        ("https://huggingface.co/acme-ai/m1/blob/v2/x.safetensors", "acme-ai/m1", "v2"),
        ("hf://acme-ai/m1@v2/x.bin", "acme-ai/m1", "v2"),
        ("hf.co/acme-ai/m1-GGUF:Q4_K_M", "acme-ai/m1-GGUF", ""),
        ("openai/whisper-large-v3", "openai/whisper-large-v3", ""),
        ("openai/gpt-oss-20b", "openai/gpt-oss-20b", ""),
        ("models/gemini-1.5-pro", "google/gemini-1.5-pro", ""),
        ("us.anthropic.claude-3-sonnet-20240229-v1:0", "bedrock/us.anthropic.claude-3-sonnet-20240229-v1:0", ""),
    ],
)
def test_a_name_stands_for_one_thing(written: str, name: str, revision: str) -> None:
    found = named(written, MODEL, lexicon())
    assert found is not None
    assert (found.name, found.revision) == (name, revision)


@pytest.mark.parametrize(
    "written",
    [
        "m1", "my-model", "acme-ai/m1/x", "../m1", "~/m1", "/m1", "acme-ai//m1", "acme-ai/", "{org}/m1", "acme ai/m1",
        "https://github.com/acme-ai/m1", "https://huggingface.co/docs/hub", "checkpoints/m1", "acme-ai/m1.gguf", "1/2",
        "x/y", "team/1",
        "image/png", "org/model", "acme-ai/..", "acme--ai/m1", "\0/m1", "ä/m1", "x" * 500 + "/m1",
    ],
)  # fmt: skip
def test_a_path_a_placeholder_and_an_address_elsewhere_name_nothing(written: str) -> None:
    assert named(written, MODEL, lexicon()) is None


def test_a_data_set_is_no_service_and_has_short_names_of_its_own() -> None:
    found = named("anthropic/hh-rlhf", DATA, lexicon())
    assert found is not None
    assert (found.name, found.sort) == ("anthropic/hh-rlhf", Sort.DATASET)
    assert named("gpt2", DATA, lexicon()) is None
    assert address("https://huggingface.co/datasets/acme-ai/d1") == ("acme-ai/d1", Sort.DATASET, "", True)


@given(st.text(max_size=80))
def test_any_text_has_an_answer(text: str) -> None:
    found = named(text, MODEL, lexicon())
    assert found is None or found.name.isascii()


@given(st.from_regex(r"[a-z]{2,8}-ai/[A-Za-z]{2,8}[0-9]-[0-9]b", fullmatch=True))
def test_a_name_with_its_maker_is_a_model(text: str) -> None:
    found = named(text, MODEL, lexicon())
    assert found is not None
    assert (found.name, found.sort) == (text, Sort.MODEL)
