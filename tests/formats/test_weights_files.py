"""The headers of weights files: GGUF and safetensors."""

from pathlib import Path

import pytest
from tests.support.releases import WEIGHTS, codes, gguf, safetensors

import openness
from openness.errors import OpennessError
from openness.evaluation.classification import Classification
from openness.formats import gguf as gguf_format
from openness.formats import safetensors as safetensors_format
from openness.release.component import Component
from openness.release.hints import LicenceLink, LimitInProse
from openness.release.release import Release
from openness.syntax.document import Document
from openness.vocabulary import Basis, Kind

LLAMA = "https://huggingface.co/meta-llama/Llama-3.1-8B"
WORDS = [
    ("general.architecture", "llama"),
    ("general.name", "Pebble"),
    ("tokenizer.ggml.tokens", ["a", "bb", ""]),
    ("llama.block_count", 32),
    ("general.license", "apache-2.0"),
]


def from_gguf(*pairs: tuple[str, object]) -> Release:
    return gguf_format.read(Document("x.gguf", "", data=gguf(pairs)))


def from_safetensors(metadata: str) -> Release:
    return safetensors_format.read(Document("x.safetensors", "", data=safetensors(metadata)))


def classified(path: Path, data: bytes) -> Classification:
    path.write_bytes(data)
    return openness.classify(path, under=[])


def licence(release: Release) -> str | None:
    return release.component(WEIGHTS).licence.value


@pytest.mark.parametrize("version", [1, 2, 3])
@pytest.mark.parametrize("order", ["<", ">"])
def test_every_version_in_either_order_of_bytes_is_read(version: int, order: str) -> None:
    release = gguf_format.read(Document("x.gguf", "", data=gguf(WORDS, version, order)))
    assert (release.name.value, licence(release)) == ("Pebble", "apache-2.0")


def test_a_licence_in_a_header_is_a_declared_claim_and_the_file_is_no_offer(tmp_path: Path) -> None:
    for name, data in (("x.gguf", gguf(WORDS)), ("x.safetensors", safetensors('{"license":"apache-2.0"}'))):
        classification = classified(tmp_path / name, data)
        weights = classification.release.component(WEIGHTS)
        assert (weights.licence.value, weights.licence.basis) == ("Apache-2.0", Basis.DECLARED)
        assert weights.availability.state == "silent"
        assert classification.spectrum.reached == "closed"
        assert classification.spectrum.reachable != "closed"
        assert "availability-unknown" in codes(classification)


def test_other_says_that_only_the_name_counts() -> None:
    named = from_gguf(("general.license", "other"), ("general.license.name", "Llama 3.1 Community License"))
    assert licence(named) == "Llama 3.1 Community License"
    both = from_gguf(("general.license", "mit"), ("general.license.name", "Llama 3.1 Community License"))
    assert both.component(WEIGHTS).licence.state == "disputed"


def test_an_address_counts_where_nothing_else_names_the_licence() -> None:
    assert licence(from_gguf(("general.license.link", "https://spdx.org/licenses/MIT.html"))) == "MIT"
    assert licence(from_gguf(("general.license", "mit"), ("general.license.link", "https://a.example/x"))) == "mit"


def test_a_list_of_licences_is_not_overlooked() -> None:
    release = from_gguf(("general.license", ["mit", "gemma"]))
    assert release.component(WEIGHTS).licence.values == ("gemma", "mit")


def test_an_empty_licence_says_nothing() -> None:
    release = from_gguf(("general.license", ""), ("general.license.link", "https://spdx.org/licenses/MIT"))
    assert licence(release) == "MIT"
    assert from_gguf(("general.license", "")).components == ()


def test_a_key_that_is_there_twice_is_a_dispute() -> None:
    assert from_gguf(("general.license", "mit"), ("general.license", "gemma")).component(WEIGHTS).licence.state == (
        "disputed"
    )
    twice = from_safetensors('{"license":"mit","license":"gemma"}')
    assert twice.component(WEIGHTS).licence.state == "disputed"
    data = safetensors('{"license":"mit"}', tensors=',"__metadata__":{"license":"gemma"}')
    both = safetensors_format.read(Document("x.safetensors", "", data=data))
    assert both.component(WEIGHTS).licence.state == "disputed"


def test_the_text_of_a_licence_is_identified(tmp_path: Path) -> None:
    text = Path("LICENSE").read_text()
    classification = classified(tmp_path / "x.gguf", gguf([("general.license", text)]))
    weights = classification.release.component(WEIGHTS).licence
    assert (weights.value, weights.basis) == ("Apache-2.0", Basis.DETECTED)


def test_base_models_are_named_as_on_the_hub_where_an_address_tells() -> None:
    release = from_gguf(
        ("general.base_model.count", 2),
        ("general.base_model.0.name", "Llama 3.1 8B"),
        ("general.base_model.0.organization", "Meta Llama"),
        ("general.base_model.0.repo_url", LLAMA),
        ("general.base_model.1.name", "Pebble Base"),
        ("general.datasets", ["allenai/dolma"]),
        ("general.dataset.0.name", "Tulu"),
    )
    assert [(base.name, base.relation, base.basis) for base in release.base_models] == [
        ("Pebble Base", "merge", Basis.INFERRED),
        ("meta-llama/Llama-3.1-8B", "merge", Basis.INFERRED),
    ]
    assert [item.name for item in release.component(Kind.DATASETS).items] == ["allenai/dolma", "Tulu"]


def test_what_an_adapter_and_a_conversion_come_from_is_a_base() -> None:
    adapter = from_gguf(("general.type", "adapter"), ("general.base_model.0.name", "B"))
    assert [base.relation for base in adapter.base_models] == ["adapter"]
    converted = from_gguf(("general.source.repo_url", LLAMA))
    assert [(base.name, base.relation) for base in converted.base_models] == [
        ("meta-llama/Llama-3.1-8B", "quantisation")
    ]


def test_the_terms_of_a_base_reach_the_weights(tmp_path: Path) -> None:
    classification = classified(
        tmp_path / "x.gguf", gguf([("general.license", "mit"), ("general.base_model.0.repo_url", LLAMA)])
    )
    assert "lineage-conflict" in codes(classification)


def test_a_header_longer_than_what_is_read_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    data = gguf([("general.name", "N"), ("general.description", "x" * 900), ("general.license", "mit")])
    monkeypatch.setattr(gguf_format, "LIMIT", 500)
    release = gguf_format.read(Document("x.gguf", "", data=data[:500]))
    assert release.name.value == "N"
    assert licence(release) is None
    assert "longer than 500 bytes" in release.oddities[0].message
    table = safetensors('{"license":"mit"}', tensors=',"t":"' + "x" * 900 + '"')
    monkeypatch.setattr(safetensors_format, "LIMIT", 500)
    release = safetensors_format.read(Document("x.safetensors", "", data=table[:500]))
    assert licence(release) == "mit"
    assert "longer than 500 bytes" in release.oddities[0].message
    late = safetensors('{"license":"' + "x" * 900 + '"}')
    assert licence(safetensors_format.read(Document("x.safetensors", "", data=late[:500]))) is None


def test_the_words_of_the_model_spec_and_of_trainers_are_read() -> None:
    release = from_safetensors(
        '{"modelspec.title":"T","modelspec.author":"A","modelspec.license":"CC-BY-4.0","format":"pt",'
        '"modelspec.architecture":"stable-diffusion-xl-v1-base/lora","ss_sd_model_name":"sdxl.safetensors"}'
    )
    assert (release.name.value, release.producer.value, licence(release)) == ("T", "A", "CC-BY-4.0")
    assert [(base.name, base.relation) for base in release.base_models] == [("sdxl.safetensors", "adapter")]
    merged = from_safetensors('{"modelspec.merged_from":"a/b, c/d"}')
    assert [(base.name, base.relation) for base in merged.base_models] == [("a/b", "merge"), ("c/d", "merge")]


@pytest.mark.parametrize("metadata", ["[]", "null", '[["license","mit"]]', '{"license":{"a":"mit"}}'])
def test_words_that_are_none_say_nothing(metadata: str) -> None:
    assert from_safetensors(metadata).components == ()


@pytest.mark.parametrize("name", ["x.gguf", "x.safetensors"])
def test_what_git_lfs_left_in_the_place_of_weights_is_unread(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")
    release = openness.read(tmp_path)
    assert (release.read, release.unread) == ((), (f"{tmp_path}/{name}",))


@pytest.mark.parametrize("name", ["x.gguf", "x.safetensors"])
def test_what_is_no_header_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"no header at all")
    with pytest.raises(OpennessError, match="its header is broken"):
        openness.read(tmp_path / name)


def test_real_headers_name_no_licence_and_no_offer(shared: Path) -> None:
    names = {}
    for kind in ("gguf", "safetensors"):
        for path in sorted((shared / "data/corpus" / kind).iterdir()):
            release = openness.read(path)
            names[path.name] = release.name.value
            assert [component.kind for component in release if component.items] == []
            assert (release.base_models, release.oddities, release.read) == ((), (), (str(path),))
    assert names == {
        "ggml-vocab-bert-bge.gguf": "bert-bge",
        "ggml-vocab-phi-3.gguf": "Phi3",
        "mmproj-tinygemma3.gguf": None,
        "stories260K.gguf": "llama",
        "phi-tiny-random.safetensors": None,
        "whisper-tiny-random.safetensors": None,
    }


# In folders


def test_a_folder_of_weights_alone_is_a_release(tmp_path: Path) -> None:
    (tmp_path / "x-00001.safetensors").write_bytes(safetensors('{"license":"mit"}'))
    (tmp_path / "x-00002.safetensors").write_bytes(safetensors('{"format":"pt"}'))
    (tmp_path / "config.json").write_text("{}")
    assert licence(openness.read(tmp_path)) == "mit"


def test_weights_of_several_models_in_a_folder_are_several_releases(tmp_path: Path) -> None:
    for name, words in {"a-q4": "A", "a-q8": "A", "b": "B"}.items():
        (tmp_path / f"{name}.gguf").write_bytes(gguf([("general.name", words), ("general.license", "mit")]))
    classifications = openness.classify_all(tmp_path, under=[])
    assert [
        (classification.source.removeprefix(str(tmp_path)), classification.release.name.value)
        for classification in classifications
    ] == [
        ("/a-q4.gguf", "A"),
        ("/b.gguf", "B"),
    ]


def test_weights_beside_a_card_belong_to_it(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("---\nlicense: mit\npipeline_tag: x\n---\n")
    (tmp_path / "x.gguf").write_bytes(gguf([("general.license", "gemma")]))
    (tmp_path / "gguf").mkdir()
    (tmp_path / "gguf" / "y.gguf").write_bytes(gguf([("general.license", "gemma")]))
    (classification,) = openness.classify_all(tmp_path, under=[])
    assert len(classification.release.read) == 3
    assert "licence-disputed" in codes(classification)


def test_silent_weights_change_nothing_that_is_said_of_them(tmp_path: Path) -> None:
    native = "openness: 1\nname: x\ncomponents:\n  model-parameters-final:\n"
    native += "".join(f"    - {{name: {name}, availability: public, licence: MIT}}\n" for name in "ab")
    (tmp_path / "openness.yaml").write_text(native)
    before = openness.read(tmp_path).component(WEIGHTS)
    (tmp_path / "x.safetensors").write_bytes(safetensors('{"format":"pt"}'))
    after = openness.read(tmp_path)
    assert len(after.read) == 2
    assert isinstance(before, Component)
    assert after.component(WEIGHTS) == before


def limits(release: Release) -> list[str]:
    """The words of the hints at a release's terms."""
    found = []
    for hint in release.limits:
        assert isinstance(hint, (LimitInProse, LicenceLink))
        found.append(hint.written if isinstance(hint, LimitInProse) else hint.address)
    return found


def test_the_address_of_a_licence_and_the_description_of_a_header_hint_at_terms() -> None:
    link = "https://creativecommons.org/licenses/by-nc/4.0/"
    assert limits(from_gguf(*WORDS, ("general.license.link", link))) == [link]
    assert limits(from_gguf(*WORDS, ("general.description", "For research only."))) == ["For research only"]
    assert limits(from_gguf(*WORDS, ("general.description", "It writes verse."))) == []


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ('{"modelspec.usage_hint": "non-commercial use only"}', ["modelspec usage hint: non-commercial use only"]),
        ('{"modelspec.usage_hint": "write verse"}', []),
        ('{"ss_tag": "non-commercial use only"}', []),
    ],
)
def test_words_of_a_safetensors_header_may_limit_use(metadata: str, words: list[str]) -> None:
    assert limits(from_safetensors(metadata)) == words


@pytest.mark.parametrize("key", ["License", "LICENCE", "licence"])
def test_no_capital_in_a_key_hides_a_licence(key: str) -> None:
    assert licence(from_safetensors(f'{{"{key}": "mit"}}')) == "mit"


@pytest.mark.parametrize("key", ["base_model", "Base_Model", "baseModelName"])
def test_no_capital_in_a_key_hides_a_base(key: str) -> None:
    assert [base.name for base in from_safetensors(f'{{"{key}": "a/b"}}').base_models] == ["a/b"]
