"""The name of a file as a sign: of weights, or of a part of a release that is seldom stated.

A name proves nothing. That weights are there is inferred from the Hub's own list of files only; what merely looks like
code or checkpoints is shown to a person and never counted (rule 2).
"""

import re
from collections.abc import Iterable

from openness.recent import remembered
from openness.release.hints import LikelyPart
from openness.release.location import Source
from openness.vocabulary import Kind
from openness.vocabulary.endings import MAY_BE_WEIGHTS

_TENSORFLOW = r"\.data-\d{5}-of-\d{5}$"
#: First words of files with such an ending that hold something else.
_NO_WEIGHTS = (
    r"(?i)(?:training_args|trainer|optimi[sz]er|scheduler|scaler|rng_state|random_states?|tokeni[sz]er|vocab|dict|"
    r"preprocessor|processor|dataset|data|train|test|eval|config|imatrix|calibration|label_?encoder)"
    r"(?![a-z])"
)
_STEP = r"(?:checkpoint|ckpt|global_?step|step|iter(?:ation)?|epoch)[-_]?\d+"
_CHECKPOINT = rf"(?i)(?:^|/){_STEP}[^/]*/"
_CODE = (".py", ".ipynb", ".sh", ".jl", ".cu")
#: A summary of the training content, of which only a person can read the PDF.
_SUMMARY = r"(?:public|training|content)[-_ ](?:.*[-_ ])?summary|data[-_ ]summary"
_TRAINING_WORDS = frozenset("train training trainer pretrain pretraining finetune finetuning sft dpo rlhf grpo".split())
_SHOWN = 3  # names said of many


def is_weights(path: str) -> bool:
    """True where a file of this name holds final weights.

    >>> [is_weights(path) for path in ("model-00001-of-00002.safetensors", "unet/model.bin", "training_args.bin")]
    [True, True, False]
    >>> is_weights("checkpoint-500/model.safetensors")
    False
    """
    base = path.rpartition("/")[2]
    named = base.lower().endswith(MAY_BE_WEIGHTS) or re.search(_TENSORFLOW, base)
    return bool(named) and not re.match(_NO_WEIGHTS, base) and not re.search(_CHECKPOINT, path)


_OFTEN_DATA = (".npz", ".npy", ".pt", ".pkl", ".h5", ".hdf5", ".params", ".joblib")  # of arrays of any kind
_OF_WEIGHTS = re.compile(r"model|weights|checkpoint|ckpt", re.IGNORECASE)


def tells_of_model(path: str) -> bool:
    """True where a file of this name tells that a model lies here: final, a checkpoint, an adapter, or a list of its shards.

    >>> [tells_of_model(path) for path in ("model.gguf", "checkpoint-5/model.bin", "adapter_config.json", "train.bin")]
    [True, True, True, False]
    >>> tells_of_model("model.safetensors.index.json"), tells_of_model("train.index.json"), tells_of_model("graph.pt")
    (True, False, False)
    """
    base = path.rpartition("/")[2]
    often_data = base.lower().endswith(_OFTEN_DATA) and _OF_WEIGHTS.search(base) is None
    return (
        (is_weights(path.removesuffix(".index.json")) and not often_data)
        or base == "adapter_config.json"
        or likely_kind(path) is Kind.MODEL_PARAMETERS_INTERMEDIATE
    )


def holds_a_model(path: str) -> bool:
    """True where a file of this name, or of this name in its folder, holds a model, and no arrays of any kind.

    >>> [holds_a_model(path) for path in ("model.pt", "checkpoints/heron.pt", "data/heron.npz")]
    [True, True, False]
    """
    folder = path.rpartition("/")[0].rpartition("/")[2]
    return is_weights(path) and (tells_of_model(path) or _OF_WEIGHTS.search(folder) is not None)


#: Endings of models that are archives, and of archives of anything: those that are looked into, and those that are not.
MODEL_ARCHIVES = (".nemo", ".keras", ".mar", ".llamafile")
READ_ARCHIVES = (*MODEL_ARCHIVES, ".zip", ".tar", ".tar.gz", ".tgz")
OTHER_ARCHIVES = (".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".7z", ".rar")


def is_archive(base: str) -> bool:
    """True where a file of this name is an archive.

    >>> [is_archive(base) for base in ("wren.nemo", "wren.tar.gz", "wren.json.gz", "wren.rar", "wren.docx")]
    [True, True, False, True, False]
    """
    return base.lower().endswith((*READ_ARCHIVES, *OTHER_ARCHIVES))


def is_read_archive(base: str) -> bool:
    """True where it is one that is looked into."""
    return base.lower().endswith(READ_ARCHIVES)


def is_of_adapter(path: str) -> bool:
    """True where a file of this name at the top tells that what lies there is an adapter, which belongs to some model.

    >>> [is_of_adapter(path) for path in ("adapter_model.safetensors", "pytorch_lora_weights.bin", "lora/adapter_model.bin")]
    [True, True, False]
    """
    return path.startswith(("adapter_config.", "adapter_model.", "pytorch_lora_weights."))


@remembered(4_096)  # repositories have files of the same names
def likely_kind(path: str) -> Kind | None:
    """The part that a file looks to be of, by its name; only for those that nothing else tells of.

    >>> [kind and kind.value for kind in map(likely_kind, ("src/train_sft.py", "checkpoint-500/model.bin", "model.py"))]
    ['training-code', 'model-parameters-intermediate', None]
    """
    folder, _, base = path.lower().rpartition("/")
    if base.endswith(MAY_BE_WEIGHTS) and not re.match(_NO_WEIGHTS, base):
        return Kind.MODEL_PARAMETERS_INTERMEDIATE if re.search(_CHECKPOINT, path) else None
    if base.endswith(".pdf") and re.search(_SUMMARY, base):
        return Kind.DATA_INFORMATION
    if base.endswith(_CODE) and "tokenizer" not in base:
        words = re.split(r"[^a-z]+", base.replace("fine_tun", "finetun").replace("fine-tun", "finetun"))
        if not _TRAINING_WORDS.isdisjoint((*words, *folder.split("/"))):
            return Kind.TRAINING_CODE
    return None


def is_data(path: str) -> bool:
    """True where a file of this name may hold the data of a data set: none that describes or loads it.

    >>> [is_data(path) for path in ("data/train.parquet", "README.md", "load.py", ".gitattributes")]
    [True, False, False, False]
    """
    base = path.rpartition("/")[2].lower()
    return not base.startswith((".", "license", "licence")) and not base.endswith(
        (".md", ".py", ".ipynb", ".yaml", ".yml")
    )


def sign(kind: Kind, source: Source, paths: Iterable[str]) -> LikelyPart:
    """The hint that files look like a part of a release by their names: one, however many they are."""
    names = sorted(paths)
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return LikelyPart(kind, source, ", ".join(names[:_SHOWN]) + more)
