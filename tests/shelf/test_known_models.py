"""Names of base models, and what the table tells of them."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from attrs import evolve

import openness
from openness.curation.lint import lint
from openness.release.claim import Rule
from openness.shelf.known_models import KnownModel, KnownModels
from openness.shelf.shelf import shipped
from openness.sources.system_ids import ids
from openness.vocabulary import NOASSERTION, Kind, hub
from openness.vocabulary.verdict import Verdict

LLAMA_2 = "LicenseRef-Llama-2-Community"
LLAMA_3_1 = "LicenseRef-Llama-3.1-Community"
QWEN_72B = "LicenseRef-Qwen-License"
TABLE = KnownModels(
    [
        {
            "names": ["maker/Crab-2-Tiny*"],
            "licence": "MIT",
            "producer": "Maker",
            "source": "a card",
            "seen": "2026-11-24",
        },
        {
            "names": ["maker/Crab-2-*", "copies/crab-2-*"],
            "licence": "X",
            "producer": "Maker",
            "source": "s",
            "seen": "d",
        },
        {
            "names": ["other/Tuned-*"],
            "licence": "X",
            "producer": "Other",
            "licensor": "Maker",
            "source": "s",
            "seen": "d",
        },
        {"names": ["short/if-*"], "licence": "Y", "producer": "Short", "source": "s", "seen": "d", "monetised": True},
        {
            "names": ["short/large-egret-*"],
            "licence": "Y",
            "producer": "Short",
            "source": "s",
            "seen": "d",
            "monetised": True,
            "multimodal": False,
        },
        {"names": ["new-maker/Crab-3-*"], "licence": "Z", "producer": "Maker", "source": "s", "seen": "d"},
    ],
    ["copies"],
)


@pytest.mark.parametrize(
    ("name", "licence", "how"),
    [
        ("meta-llama/Llama-2-7b-hf", LLAMA_2, "known-base"),
        ("META-LLAMA/LLAMA-2-7B-HF", LLAMA_2, "known-base"),
        ("TheBloke/Llama-2-7B-GGUF", LLAMA_2, "known-copy"),
        ("Llama-2-7b-hf", LLAMA_2, "known-copy"),
        ("Llama 2 7B", LLAMA_2, "known-copy"),
        ("Llama 2", LLAMA_2, "known-copy"),
        ("Mistral 7B", "Apache-2.0", "known-copy"),
        ("Stable Diffusion v1.5", "LicenseRef-CreativeML-OpenRAIL-M", "known-base"),
        ("Qwen 2.5 72B Instruct", QWEN_72B, "known-copy"),
        ("TheBloke/vicuna-13B-v1.5-16K-GGUF", LLAMA_2, "known-copy"),
        ("TheBloke/vicuna-13b-v1.3-GGUF", "LicenseRef-LLaMA-1-Research", "known-copy"),
        ("bartowski/Meta-Llama-3.1-8B-Instruct-GGUF", LLAMA_3_1, "known-copy"),
        ("RichardErkhov/meta-llama_-_Llama-3.1-8B-gguf", LLAMA_3_1, "known-copy"),
        ("unsloth/Meta-Llama-3.1-8B-bnb-4bit", LLAMA_3_1, "known-base"),
        ("Qwen/Qwen2.5-72B-Instruct-AWQ", QWEN_72B, "known-base"),
        ("lmstudio-community/Qwen2.5-72B-Instruct-GGUF", QWEN_72B, "known-copy"),
        ("lmstudio-community/Qwen2.5-7B-Instruct-GGUF", "Apache-2.0", "known-copy"),
        ("mlx-community/Qwen3-4B-4bit", "Apache-2.0", "known-copy"),
        ("RedHatAI/Pixtral-Large-Instruct-2411-hf", "LicenseRef-Mistral-MRL-0.1", "known-copy"),
        ("nvidia/mit-b5", "LicenseRef-NVIDIA-Source-Code-NC", "known-base"),
        ("nvidia/segformer-b0-finetuned-ade-512-512", "LicenseRef-NVIDIA-Source-Code-NC", "known-base"),
        ("Skywork/Skywork-13B-base", "LicenseRef-Skywork-Community", "known-base"),
        ("BAAI/AquilaChat2-34B", "LicenseRef-BAAI-Aquila", "known-base"),
        ("BAAI/AquilaChat2-70B-Expr", "LicenseRef-BAAI-Aquila2-70B-NC", "known-base"),
        ("THUDM/chatglm2-6b-int4", "LicenseRef-ChatGLM2-6B", "known-base"),
        ("THUDM/chatglm3-6b-32k", "LicenseRef-ChatGLM3-6B", "known-base"),
        ("coqui/XTTS-v2", "LicenseRef-CPML-1.0.0", "known-base"),
        ("deepseek-ai/Janus-Pro-7B", "LicenseRef-DeepSeek-Model-1.0", "known-base"),
        ("cagliostrolab/animagine-xl-3.1", "LicenseRef-FAIPL-1.0-SD", "known-base"),
        ("unsloth/orpheus-3b-0.1-ft", "LicenseRef-Llama-3.2-Community", "known-base"),
        ("openai/clip-vit-large-patch14-336", "MIT", "known-base"),
        ("Xenova/clip-vit-base-patch32", "MIT", "known-copy"),
        ("TheBloke/guanaco-33B-HF", "LicenseRef-LLaMA-1-Research", "known-base"),
        ("depth-anything/Depth-Anything-V2-Small-hf", "Apache-2.0", "known-base"),
        ("depth-anything/Depth-Anything-V2-Large-hf", "CC-BY-NC-4.0", "known-base"),
        ("Helsinki-NLP/opus-mt-en-de", "Apache-2.0", "known-base"),
        ("Helsinki-NLP/opus-mt-tc-big-en-tr", "CC-BY-4.0", "known-base"),
        ("./models/Llama-2-7b-hf", f"{LLAMA_2} AND NOASSERTION", "known-family"),
        ("somebody/dolphin-2.9-llama3.1-8b", f"{LLAMA_3_1} AND NOASSERTION", "known-family"),
        ("somebody/Llama-3_1-Thing", f"{LLAMA_3_1} AND NOASSERTION", "known-family"),
        ("TheBloke/Mistral-7B-OpenOrca-GGUF", "Apache-2.0 AND NOASSERTION", "known-family"),
        ("somebody/open_llama_3b_tuned", "Apache-2.0 AND NOASSERTION", "known-family"),
    ],
)
def test_a_name_tells_its_terms(name: str, licence: str, how: str) -> None:
    known = shipped().known_base(name)
    assert known is not None
    assert (known.licences, known.rule) == ((licence,), how)


@pytest.mark.parametrize(
    "name",
    [
        "somebody/Llama-3B-like",  # a size, no version
        "somebody/tinyllama-tuned",
        "meta-llama/Llama-99-8B",
        "somebody/opt-in-classifier",  # too short to tell
        "somebody/what-if-model",
        "somebody/resnet-50-of-flowers",  # an architecture's name, no one maker's
        "apple/DFN5B-CLIP-ViT-H-14",  # a CLIP that is neither OpenAI's nor LAION's
        "/",
        "",
        "llama-2-" * 40,
    ],
)
def test_a_name_that_tells_nothing_is_unknown(name: str) -> None:
    assert shipped().known_base(name) is None


@pytest.mark.parametrize(
    ("name", "licences"),
    [
        ("Ultralytics/YOLOv8", {"AGPL-3.0-only", "AGPL-3.0-or-later"}),
        ("facebook/MobileLLM-125M", {"CC-BY-NC-4.0", "LicenseRef-FAIR-Noncommercial-Research"}),
        ("openbmb/MiniCPM-2B-sft-bf16", {"Apache-2.0", "LicenseRef-MiniCPM-Model"}),
    ],
)
def test_a_name_that_does_not_tell_which_text_holds_has_them_all(name: str, licences: set[str]) -> None:
    known = shipped().known_base(name)
    assert known is not None and set(known.licences) == licences


def test_a_star_in_front_tells_no_family() -> None:
    table = KnownModels(
        [{"names": ["maker/*crab-9"], "licence": "X", "producer": "M", "source": "s", "seen": "d"}], ["copies"]
    )
    assert table.find("maker/crab-9") is not None
    assert [table.find(name) for name in ("crab-9", "copies/crab-9", "other/our-crab-9-tune", "maker/crab-9-b")] == [
        None
    ] * 4


def test_makers_of_one_entry_are_one_maker() -> None:
    records = tomllib.loads((Path(__file__).parents[2] / "licences" / "bases.toml").read_text(encoding="utf-8"))["base"]
    assert [entry["names"] for entry in records if entry["producer"] == "various"] == []


def test_the_first_entry_that_matches_wins() -> None:
    assert [known.licences for known in map(TABLE.find, ("maker/crab-2-tiny", "maker/crab-2-big")) if known] == [
        ("MIT",),
        ("X",),
    ]


def test_a_copy_has_its_makers_terms_and_its_maker_is_the_licensor() -> None:
    for name in ("copies/crab-2-7b-gguf", "copies/Crab-3-7B-Q4_K_M"):
        known = TABLE.find(name)
        assert known is not None and known.licensor == "Maker"


def test_a_tune_keeps_the_licensor_of_its_base() -> None:
    known = TABLE.find("other/tuned-one")
    assert known is not None and (known.licensor, known.producers) == ("Maker", frozenset({"maker"}))


@pytest.mark.parametrize("name", ["short/large-egret-7b", "somebody/our-large-egret-tune"])
def test_a_model_known_by_its_name_or_its_family_has_the_circumstances_in_the_table(name: str) -> None:
    known = TABLE.find(name)
    assert known is not None and known.circumstances == (("monetised", Verdict.MET), ("multimodal", Verdict.UNMET))


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("a/*-v1.5*-hf", "a/b-v1.5-x-hf", True),
        ("a/*-v1.5*-hf", "a/b-v1.5-x", False),
        ("a/*-v1.5*-v1.5", "a/b-v1.5", False),  # no letter of a name counts twice
        ("*-v1.5*", "-v1.5-x", True),
        ("a/b", "a/bc", False),
    ],
)
def test_a_star_stands_for_any_letters(pattern: str, name: str, fits: bool) -> None:
    table = KnownModels([{"names": [pattern], "licence": "X", "producer": "M", "source": "s", "seen": "d"}], [])
    assert (table.find(name) is not None) is fits


def test_a_licensor_goes_by_its_name_and_its_accounts() -> None:
    known = TABLE.find("maker/crab-2-big")
    assert known is not None and known.producers == {"maker", "newmaker"}


@pytest.mark.parametrize(
    ("name", "licences"),
    [
        ("somebody/vicuna-7b-v1.5-tuned", {"LicenseRef-Llama-2-Community"}),
        ("somebody/vicuna-13b-1.1", {"LicenseRef-LLaMA-1-Research"}),
        ("somebody/stable-vicuna-13b-delta", {"LicenseRef-LLaMA-1-Research"}),
        ("somebody/Wizard-Vicuna-13B", {"LicenseRef-Llama-2-Community", "LicenseRef-LLaMA-1-Research"}),
    ],
)
def test_a_version_in_a_name_tells_which_of_a_familys_texts_holds(name: str, licences: set[str]) -> None:
    known = shipped().known_base(name)
    assert known is not None
    assert set(known.stands_for) == licences


def test_a_short_family_name_that_may_be_a_plain_word_needs_a_number() -> None:
    assert shipped().known_base("somebody/bloom-taxonomy-bert") is None
    assert shipped().known_base("somebody/bloom-7b1-tuned") is not None


@pytest.mark.parametrize(
    ("name", "licences"),
    [
        ("ChatGLM", {"LicenseRef-ChatGLM-6B", "LicenseRef-ChatGLM2-6B", "LicenseRef-ChatGLM3-6B"}),
        ("chatglm", {"LicenseRef-ChatGLM-6B", "LicenseRef-ChatGLM2-6B", "LicenseRef-ChatGLM3-6B"}),
        ("ChatGLM 6B", set()),  # a version
        ("somebody/ChatGLM", set()),
        ("Opt", set()),  # too short to tell
        ("Egret", set()),
    ],
)
def test_a_family_has_the_licences_of_all_its_versions(name: str, licences: set[str]) -> None:
    assert shipped().known_models.versions(name) == licences


def test_the_longest_family_name_counts() -> None:
    known = TABLE.find("somebody/my-crab-2-tiny-tune")
    assert known is not None and known.licences == ("MIT AND NOASSERTION",)


def test_the_table_names_records_and_expressions_of_them_and_nothing_else(tmp_path: Path) -> None:
    assert not lint([str(Path(__file__).parents[2] / "licences" / "bases.toml")], shipped()).faults
    path = tmp_path / "bases.toml"
    entry = '[[base]]\nnames = ["a/b"]\nlicence = "MIT AND Nonsense-1.0"\nproducer = "A"\nsource = "s"\n'
    path.write_text(f"seen = 2026-11-24\n\n{entry}")
    assert [problem.message for problem in lint([str(path)], shipped()).faults] == ["Nonsense-1.0 is not a record"]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("meta-lama/Llama-3.1-8B", ["meta-llama/Llama-3.1-8B"]),
        ("Meta-LLama3/Llama-3.1-8B", ["meta-llama/Llama-3.1-8B"]),
        ("mistrallai/Mistral-7B-v0.1", ["mistralai/Mistral-7B-v0.1"]),
        ("gogle/gemma-3-4b-it", ["google/gemma-3-4b-it"]),
        ("meta-llama/Llama-3.1-8B", []),  # it is there
        ("meta-lama/my-own-model", []),  # that account has no such model
        ("somebody/Llama-3.1-8B", []),  # nothing like it
        ("unsloht/Llama-3.1-8B", []),  # like one that only copies
        ("Llama-3.1-8B", []),
        ("", []),
        (f"meta-lama/Llama-3.1-8B-{'x' * 227}", [f"meta-llama/Llama-3.1-8B-{'x' * 227}"]),  # 250 letters
        (f"meta-lama/Llama-3.1-8B-{'x' * 228}", []),
    ],
)
def test_an_account_that_is_misspelt_has_the_maker_s_as_a_hint(name: str, nearest: list[str]) -> None:
    hint = shipped().nearest_model(name)
    assert hint == (f"did you mean {' or '.join(nearest)}?" if nearest else "")


def test_only_accounts_that_copy_or_that_publish_anothers_terms_tell_copies_by_their_names() -> None:
    assert TABLE.accounts == {"copies", "other"}
    names = ("crab-2-7b", "Crab-2-Tiny", "tuned-x", "crab-3-1b", "if-1")
    for account in ("maker", "other", "short", "new-maker", "copies", "somebody"):
        copies = [name for name in names if (known := TABLE.find(f"{account}/{name}")) and known.copied_by(account)]
        assert not copies or account in TABLE.accounts, copies
    assert (found := TABLE.find("copies/crab-2-7b")) and found.copied_by("copies")
    assert (found := TABLE.find("other/tuned-x")) and found.copied_by("other")


def test_a_name_whose_licensor_is_not_known_is_nobody_s_copy() -> None:
    known = KnownModel(("MIT",), "a card", Rule.KNOWN_BASE, ("MIT",))
    assert not known.copied_by("copies")
    assert evolve(known, licensor="Maker").copied_by("copies")
    assert not evolve(known, licensor="Maker", producers=frozenset(["copies"])).copied_by("Copies")
    assert not evolve(known, licensor="Maker", stands_for=("MIT", "X")).copied_by("copies")


def test_no_term_that_a_described_system_states_is_missing_where_it_is_a_base() -> None:
    """Two of our own tables answer one question: under which licence weights are that lie on the Hub. One may know more."""
    shelf, compared = shipped(), 0

    def meant(words: Iterable[str]) -> set[str]:
        """The ids of the licences that some words may stand for."""
        candidates = {candidate for word in words for candidate in shelf.naming(word).candidates}
        return {one for candidate in candidates for one in shelf.ids_in(candidate)} - {NOASSERTION}

    for id in ids():
        weights = openness.read(f"system:{id}").component(Kind.MODEL_PARAMETERS_FINAL)
        stated = meant(claim.value for item in weights.items for claim in item.licence.claims)
        places = {claim.value for item in weights.items for claim in item.location.claims}
        for name in {hub.addressed(place) for place in places} - {""} if stated else ():
            known = shelf.known_base(name)
            if known is not None and known.certain:
                compared += 1
                table = meant(known.licences)
                assert stated <= table, (id, name, stated, table)
    assert compared > 50


def test_no_name_of_more_than_250_letters_is_looked_up() -> None:
    models = shipped().known_models
    for letters, found in ((250, True), (251, False)):
        name = "meta-llama/Llama-3.1-8B-"
        assert (models.find(name + "x" * (letters - len(name))) is not None) is found
        assert models.is_unlisted(f"Llama 99 {'x' * (letters - 9)}") is found
