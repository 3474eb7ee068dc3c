"""The facts in an address itself."""

import pytest

from openness.syntax.urls import is_public, offers, on_hub, purl, sort_of_purl


@pytest.mark.parametrize(
    ("address", "repository"),
    [
        ("https://huggingface.co/acme/m", ("model", "acme/m")),
        ("https://huggingface.co/acme/m/", ("model", "acme/m")),
        ("https://hf.co/acme/m/blob/main/README.md", ("model", "acme/m")),
        ("git+https://huggingface.co/acme/m.git@main", ("model", "acme/m")),
        ("https://huggingface.co/gpt2", ("model", "gpt2")),
        ("https://huggingface.co/datasets/acme/d/tree/main/data", ("data", "acme/d")),
        ("https://huggingface.co/spaces/acme/s", None),
        ("https://huggingface.co/docs/hub", None),
        ("https://huggingface.co/acme/m/discussions/1", None),
        ("https://huggingface.co.acme.example/acme/m", None),
        ("https://acme.example/?https://huggingface.co/acme/m", None),
        ("https://huggingface.co/" + "a" * 3_000, None),
    ],
)
def test_repositories_on_the_hub(address: str, repository: tuple[str, str] | None) -> None:
    assert on_hub(address) == repository


@pytest.mark.parametrize(
    "address",
    [
        "https://huggingface.co/acme/m",
        "https://files.acme.example/m.safetensors",
        "https://files.acme.example/pytorch_model.bin?download=1",
        "http://files.acme.example/word-model.zip",
        "https://github.com/acme/m/releases/download/v1/m.gguf",
    ],
)
def test_addresses_of_weights(address: str) -> None:
    assert offers(address, "model") is not None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "NOASSERTION",
        "https://acme.example",
        "https://github.com/acme/m",
        "git+https://github.com/acme/m@v1",
        "https://github.com/acme/language-model/archive/v1.zip",
        "https://files.pythonhosted.org/packages/my_model-1.0.tar.gz",
        "https://acme.example/app-1.0.tar.gz",
        "https://acme.example/models.html",
        "https://huggingface.co/datasets/acme/d",
        "https://user:secret@acme.example/m.gguf",
        "https://10.0.0.7/m.gguf",
        "https://[::1]/m.gguf",
        "https://[/m.gguf",
        "https://localhost/m.gguf",
        "https://models/m.gguf",
        "https://nas.lan/m.gguf",
        "s3://bucket/m.gguf",
        "file:///m.gguf",
        "javascript:m.gguf",
    ],
)
def test_other_addresses_say_nothing(address: str) -> None:
    assert offers(address, "model") is None


def test_addresses_of_data() -> None:
    assert offers("https://huggingface.co/datasets/acme/d", "data")
    assert offers("https://acme.example/d.parquet", "data")
    assert offers("https://acme.example/train.tar.gz", "data")
    assert not offers("https://acme.example/d.safetensors", "data")
    assert not offers("https://huggingface.co/acme/m", "data")


def test_package_urls() -> None:
    assert purl("pkg:huggingface/acme/m%2Bx@v1?a=b#c") == ("huggingface", "acme/m+x", "v1")
    assert purl("huggingface/acme/m") is None
    assert sort_of_purl("pkg:mlflow/m@3") == ("model", "m")
    assert sort_of_purl("pkg:pypi/torch") == ("", "")


def test_addresses_of_the_open_web() -> None:
    assert is_public("https://acme.example/card")
    assert not any(
        map(is_public, ("ftp://acme.example", "https://10.1.2.3", "https://[", "card.md", "https://a@b.example"))
    )
