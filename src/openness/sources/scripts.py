"""Scripts in a folder that say something of what lies there, or of what does not: a few are looked at, and none is run."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from openness.errors import OpennessError
from openness.formats import dataset_metadata
from openness.release.finding import Code, Finding
from openness.release.hints import NothingInferred
from openness.release.location import Source
from openness.release.release import Release
from openness.syntax.document import open_document
from openness.vocabulary import Kind

_LOOKED_AT = 20  # scripts of one folder, or that fetch weights
_SHELL = (".sh", ".bash", ".py", ".ps1", ".bat")
_FETCH = frozenset(("download", "downloads", "get", "fetch", "wget"))
_OF_WEIGHTS = frozenset(
    "weight weights model models checkpoint checkpoints ckpt ckpts pretrained pth snapshots parameters params".split()
)
_OTHER = frozenset("base data dataset datasets teacher reward eval test tests clip vae encoder tokenizer llama".split())
_FROM = re.compile(
    r"https?://[^\s\"'<>)]+|\b(?:gdown|gsutil|azcopy|rclone)\b[^\n]{0,60}|\baws s3\b[^\n]{0,60}"
    r"|\b(?:huggingface-cli|hf) download\b[^\n]{0,60}|\b(?:snapshot_download|hf_hub_download)\b"
)


def loading_scripts(paths: Iterable[str], folder: str) -> Iterator[str]:
    """The scripts that load a data set and state its licence; the one with the folder's name is looked at first.

    Args:
        paths: the scripts of a folder.
        folder: its name, which is that of the script where the Hub ran it.
    """

    def rank(path: str) -> tuple[bool, str]:
        return not path.endswith(f"/{folder}.py"), path

    for path in islice(sorted(paths, key=rank), _LOOKED_AT):
        try:
            document = open_document(path)
        except OpennessError:
            continue
        if dataset_metadata.matches_content(document.base, document.text):
            yield path


def fetches_weights(path: str) -> bool:
    """True where a script's name, or the name of the folder it lies in, says that it fetches a model's weights.

    >>> paths = ("scripts/download_weights.sh", "weights/download.sh", "get_weights.py", "download_data.sh", "get_model.py")
    >>> [fetches_weights(path) for path in paths]
    [True, True, True, False, False]
    """
    if not path.lower().endswith(_SHELL):
        return False
    folder, _, base = path.lower().rpartition("/")
    words = re.split(r"[^a-z]+", base.rpartition(".")[0])
    of_a_library = words[0] == "get" and path.endswith(".py") and words[-1] in ("model", "models")
    if _FETCH.isdisjoint(words[:1]) or not _OTHER.isdisjoint(words) or of_a_library:
        return False
    return words[-1] in _OF_WEIGHTS or (len(words) == 1 and folder.rpartition("/")[2] in _OF_WEIGHTS)


def elsewhere(paths: Iterable[str]) -> Release:
    """A sign that the weights lie elsewhere, by the first of some scripts that fetches them from an address.

    Args:
        paths: the scripts whose names say that they fetch weights.
    """
    for path in islice(sorted(paths), _LOOKED_AT):
        try:
            document = open_document(path)
        except OpennessError:
            continue
        if found := _FROM.search(document.text):
            source = Source(path, document.text.count("\n", 0, found.start()) + 1)
            message = f"it fetches the weights ({found[0][:80]}), so nothing is inferred about who can download them"
            odd = Finding(
                Code.AVAILABILITY_UNKNOWN, message, source, "say where the weights are published, and for whom"
            )
            return Release(signs=(NothingInferred(Kind.MODEL_PARAMETERS_FINAL, source),), oddities=(odd,))
    return Release()
