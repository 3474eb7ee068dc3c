"""Reads an address without fetching it: a name on the Hub, or a file that anyone can download.

An address is evidence that a thing is available only where it is the thing's own: a repository on the Hub, or a file of
weights or of data. A home page, a source repository or a package index is not (rules `hub-repository` and
`download-location`, `docs/reference/what-an-sbom-says.md`).
"""

import re
from collections.abc import Iterable

from openness.release.claim import Rule
from openness.vocabulary.endings import MAY_BE_WEIGHTS

_LONGEST = 2_048  # characters of an address looked at
_HUB = re.compile(
    r"(?:git\+)?https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?P<data>datasets/)?"
    r"(?P<name>[\w.-]+(?:/[\w.-]+?)?)(?:\.git)?/?(?:[@?#].*|/?(?:tree|resolve|blob|raw)/.*)?",
    re.IGNORECASE,
)
#: First parts of an address of the Hub that name a page of its own, not the repository of a model or a data set.
_PAGES = frozenset(
    "api blog chat collections docs enterprise inference-endpoints join languages learn login models datasets new "
    "organizations papers posts pricing privacy search settings spaces support tasks terms-of-service".split()
)
_PURL = re.compile(r"pkg:/*(?P<type>[\w.+-]+)/(?P<path>[^@?#]+)(?:@(?P<version>[^?#]*))?(?:[?#].*)?", re.IGNORECASE)

_DATA = tuple(".parquet .arrow .csv .tsv .jsonl .ndjson .json .tfrecord .txt .xml .sqlite .hdf5 .h5 .npz .mat".split())
_ARCHIVES = tuple(".zip .tar .tgz .tar.gz .tar.bz2 .tar.xz .tar.zst .7z .gz .zst .bz2 .xz".split())
_OF_WEIGHTS = re.compile(
    r"(?:^|[^a-z])(?:models?|weights?|checkpoints?|ckpt|params|parameters|lora|adapter)(?:[^a-z]|$)"
)
_OF_DATA = re.compile(r"(?:^|[^a-z])(?:data|data[_-]?sets?|corpus|corpora|train|test)(?:[^a-z]|$)")
_OF_CODE = re.compile(r"github\.com/.*/archive/|codeload\.github\.com|/-/archive/|pythonhosted\.org|pypi\.org|npmjs\.")
_INSIDE = (".local", ".localhost", ".internal", ".intranet", ".lan", ".corp", ".home", ".private", ".invalid", ".test")


def on_hub(address: str) -> tuple[str, str] | None:
    """The sort and the name of a repository on the Hub that an address is of; None where it is of none.

    >>> on_hub("https://huggingface.co/allenai/OLMo-2-1124-13B/tree/main")
    ('model', 'allenai/OLMo-2-1124-13B')
    >>> on_hub("https://huggingface.co/datasets/allenai/dolma")
    ('data', 'allenai/dolma')
    >>> on_hub("https://huggingface.co/docs/hub")
    """
    found = _HUB.fullmatch(address.strip()) if len(address) <= _LONGEST else None
    if found is None or found["name"].partition("/")[0].lower() in _PAGES:
        return None
    return "data" if found["data"] else "model", found["name"]


def model_on_hub(address: str) -> str:
    """The name of the model on the Hub that an address is of; empty where it is of none.

    >>> model_on_hub("https://huggingface.co/allenai/OLMo-2-1124-13B"), model_on_hub("https://example.com/m")
    ('allenai/OLMo-2-1124-13B', '')
    """
    sort, name = on_hub(address) or ("", "")
    return name if sort == "model" else ""


def licence_on_hub(address: str) -> str:
    """The name of the model on the Hub whose licence file an address is of; empty where it is of none.

    >>> licence_on_hub("https://huggingface.co/Qwen/Qwen2.5-3B/blob/main/LICENSE")
    'Qwen/Qwen2.5-3B'
    >>> licence_on_hub("https://huggingface.co/Qwen/Qwen2.5-3B/blob/main/config.json")
    ''
    """
    name = address.partition("?")[0].rpartition("/")[2].lower()
    names_terms = any(word in name for word in ("licen", "copying", "terms", "eula", "policy"))
    return model_on_hub(address) if names_terms and re.search(r"/(?:blob|resolve|raw)/", address) else ""


def is_of_another(address: str, names: Iterable[str]) -> bool:
    """True where an address on the Hub is of a repository that is called otherwise than the thing it stands at.

    >>> is_of_another("https://huggingface.co/acme/heron", ["acme/crane"])
    True
    >>> is_of_another("https://huggingface.co/acme/heron", ["Heron"])
    False
    """
    repository = on_hub(address)
    owned = [name.lower() for name in names if name.count("/") == 1]
    return repository is not None and "/" in repository[1] and bool(owned) and repository[1].lower() not in owned


def purl(text: str) -> tuple[str, str, str] | None:
    """The type, the name with its namespace, and the version of a package URL; None where it is none.

    >>> purl("pkg:huggingface/microsoft/deberta-v3-base@559062ad13d3")
    ('huggingface', 'microsoft/deberta-v3-base', '559062ad13d3')
    """
    from urllib.parse import unquote  # readers of addresses are loaded with others

    found = _PURL.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if found is None:
        return None
    return found["type"].lower(), unquote(found["path"]).strip("/"), unquote(found["version"] or "")


def sort_of_purl(text: str) -> tuple[str, str]:
    """The sort of thing that a package URL names, and its name; two empty words where it names no model and no data.

    >>> sort_of_purl("pkg:huggingface/datasets/allenai/dolma"), sort_of_purl("pkg:pypi/torch@2.4")
    (('data', 'allenai/dolma'), ('', ''))
    """
    kind, path, _ = purl(text) or ("", "", "")
    if kind == "huggingface":
        return ("data", path.removeprefix("datasets/")) if path.startswith("datasets/") else ("model", path)
    return ("model", path) if kind == "mlflow" else ("", "")


def offers(address: str, sort: str) -> Rule | None:
    """The rule by which an address says that a model, or a data set, can be downloaded; None where it does not.

    >>> offers("https://example.com/files/pytorch_model.bin", "model")
    <Rule.DOWNLOAD_LOCATION: 'download-location'>
    >>> offers("https://github.com/allenai/OLMo", "model"), offers("https://10.0.0.7/model.gguf", "model")
    (None, None)
    """
    from urllib.parse import unquote, urlsplit  # readers of addresses are loaded with others

    if (repository := on_hub(address)) is not None:
        return Rule.HUB_REPOSITORY if repository[0] == sort else None
    try:
        parts = urlsplit(address.strip()[:_LONGEST])
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https", "ftp") or "@" in parts.netloc or not _is_public(host):
        return None
    name = unquote(parts.path).rpartition("/")[2].lower()
    if _OF_CODE.search(f"{host}{parts.path}".lower()):
        return None
    if name.endswith(_ARCHIVES):
        told_by_name = (_OF_WEIGHTS if sort == "model" else _OF_DATA).search(name) is not None
    else:
        told_by_name = name.endswith(MAY_BE_WEIGHTS if sort == "model" else _DATA)
    return Rule.DOWNLOAD_LOCATION if told_by_name else None


def is_public(address: str) -> bool:
    """True where an address is one of the open web."""
    from urllib.parse import urlsplit  # readers of addresses are loaded with others

    try:
        parts = urlsplit(address.strip())
        return (
            parts.scheme.lower() in ("http", "https") and "@" not in parts.netloc and _is_public(parts.hostname or "")
        )
    except ValueError:
        return False


def _is_public(host: str) -> bool:
    """True where a host is a name of the open internet: no number, no name of a house network."""
    return re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}", host.lower()) is not None and not host.lower().endswith(_INSIDE)
