"""The signs in the name of a file."""

import pytest

from openness.formats import file_names as filename
from openness.release.location import Source
from openness.vocabulary import Kind


@pytest.mark.parametrize(
    "path",
    [
        "model.safetensors",
        "model-00001-of-00030.safetensors",
        "pytorch_model.bin",
        "unet/diffusion_pytorch_model.fp16.safetensors",
        "onnx/model_quantized.onnx",
        "original/consolidated.00.pth",
        "wren-7b-Q4_K_M.gguf",
        "tf_model.h5",
        "flax_model.msgpack",
        "rust_model.ot",
        "adapter_model.bin",
        "model.ckpt-47000.data-00000-of-00001",
    ],
)
def test_files_of_weights(path: str) -> None:
    assert filename.is_weights(path)
    assert filename.likely_kind(path) is None


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "config.json",
        "training_args.bin",
        "optimizer.pt",
        "scheduler.pt",
        "rng_state_0.pth",
        "tokenizer.model",
        "vocab.bin",
        "train.bin",
        "dataset.pkl",
        "model.safetensors.index.json",
        "checkpoint-500/model.safetensors",
        "outputs/global_step1000/model.pt",
        "model.txt",
        "model.ckpt-47000.index",
        "",
        "/",
    ],
)
def test_files_that_hold_no_final_weights(path: str) -> None:
    assert not filename.is_weights(path)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("train.py", Kind.TRAINING_CODE),
        ("run_training.sh", Kind.TRAINING_CODE),
        ("scripts/fine-tune_llama.py", Kind.TRAINING_CODE),
        ("Fine_Tuning.ipynb", Kind.TRAINING_CODE),
        ("pretraining/main.py", Kind.TRAINING_CODE),
        ("train_tokenizer.py", None),
        ("trainer_state.json", None),
        ("training.md", None),
        ("constrained.py", None),
        ("modeling_wren.py", None),
        ("checkpoint-500/pytorch_model.bin", Kind.MODEL_PARAMETERS_INTERMEDIATE),
        ("step_1000/model.safetensors", Kind.MODEL_PARAMETERS_INTERMEDIATE),
        ("checkpoint-500/optimizer.pt", None),
        ("checkpoint-500/config.json", None),
        ("checkpoint/model.bin", None),
    ],
)
def test_what_a_file_looks_like(path: str, kind: Kind | None) -> None:
    assert filename.likely_kind(path) is kind


def test_many_files_are_one_claim_that_shows_the_first() -> None:
    claim = filename.sign(Kind.TRAINING_CODE, Source("x"), [f"train_{n}.py" for n in range(9)])
    assert claim.written == "train_0.py, train_1.py, train_2.py and 6 more"
