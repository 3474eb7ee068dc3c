"""The names of models in a sentence: links to the Hub, `owner/name`, and paths where weights may lie."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from openness.prose.reader import Sentence
from openness.vocabulary import hub
from openness.vocabulary.patterns import pattern

FAR, NEAR = 8, 4  # words that may stand between words of derivation and a link, and a name without one
_PART = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,95}"
_ADDRESS = pattern(
    r"(?i)(?<![\w/.@:-])(?:hf://|(?:www\.)?(?:(?:huggingface|hf)\.co|hf-mirror\.com|modelscope\.(?:cn|ai)/models"
    r"|(?:registry\.)?ollama\.(?:com|ai))/)[\w./:@?#=&%-]*\w"
)  # without its scheme: one that has it is a link
_DOCUMENT = pattern(
    r"(?i)/(?:blob|resolve)/[^#?]*\.(?:md|txt|pdf|json|ya?ml|py|ipynb|csv|png|jpe?g|gif)\b"
)  # of a model
_BARE = pattern(
    rf"(?<![\w/.@:#-]){_PART}+/(?=[A-Za-z0-9_.-]*[A-Za-z]){_PART}+(?!\w|/[\w/])"
)  # never a piece of a longer path
#: Folders of what is no model.
_FOLDERS = frozenset(
    "data dataset datasets docs doc images image img assets figures figs src source code scripts script config configs examples "
    "example tests notebooks notebook utils tools eval evaluation".split()
)
#: Words that are nobody's account: pages of the Hub, such folders, and words of pairs.
_NO_OWNER = (hub.PAGES | _FOLDERS) | frozenset(
    "and or he she r u input output train test w n km i tcp client text speech true false application github gitlab".split()
)
#: Words of pairs such as `pre-training/fine-tuning`, `emb/lm-head` or `4-bit/8-bit`: where all are of these, it is no name.
_ORDINARY = frozenset(
    "ab ai all and answer answering assistant attention attn audio aware backward batch bf bias bit bits block blocks cache "
    "cached caching chat class classes closed code commercial completion content context cpu cross data dec decode decoder "
    "decoding dense domain down dropout easy emb embed embedding embeddings enc encode encoder end epoch epochs expert "
    "experts few ffn fine for forward fp free from full gate generated gpu half hard head heads high hop human hybrid image "
    "images in instruction instructions int io key keys kv label labels language layer layers learning left length level like "
    "line lingual lm long lora loss low lr made mid mixed mixture mlp modal mode moe monolingual multi multilingual no non "
    "norm of off on one only open or out output outputs padding pair parallel parameter per pipeline post pre precision "
    "process processing proj projection prompt prompts qlora quality quant quantization quantized quants query question "
    "questions rank rate reasoning response responses right scale scratch self semi sequence set sft short shot single size "
    "source sparse speech split state step steps style supervised task tasks test testing text the tied time to token tokens "
    "train trained training tune tuned tuning turn two type unsupervised up user validation value values video vision weight "
    "weights wise zero".split()
)
_NUMBER = pattern(r"[a-z]{0,2}\d{1,5}[a-z]{0,2}|\d{1,5}(?:x\d{1,5})+|[a-z]")  # and what counts or measures among them
_SIZED = pattern(
    r"(?i).*-(?:tiny|mini|small|base|medium|large|xl|xxl)"
)  # a model beside another: heron-base/heron-large
_COUNTED = pattern(r"\d+(?:\.\d+)?[bBmM]?")
_VERSION = pattern(r"[-\d]")
_FILE = pattern(
    r"(?i).*\.(?:py|md|json|ya?ml|txt|bin|gguf|safetensors|pt|pth|onnx|ckpt|sh|ipynb|csv|jsonl|html|cpp|js|png|jpg|com|org|io|net"
    r"|rst|toml|pdf|cfg|ini|log|parquet)"
)
_LIKE = pattern(r"(?i).*-(?:like|based|style|type|only|level|free|wise|aware)")  # transformer/MLP-like: words, no name
_PATH = pattern(
    r"(?<![\w.:/])(?:\.{1,2}/[\w.-]+(?:/[\w.-]+)*|/(?:home|mnt|data|workspace|root|content|models?|scratch)/[\w./-]+"
    r"|[A-Za-z]:\\[\w.\\ -]*[\w])"
)
_WEIGHTS = pattern(r"(?i).*\.(?:bin|gguf|safetensors|pt|pth|onnx|ckpt)")
_NO_WEIGHTS = pattern(r"(?i)(?:.*[/\\])?(?:readme|licen[cs]e|notice|changelog|contributing|citation)[^/\\]*")


class Reference(NamedTuple):
    """A model that is named by a link, as `owner/name` or by a path.

    Args:
        start: where the name begins in its sentence.
        end: where it ends.
        name: it.
        reach: words that may stand between the word of derivation and the name.
        in_words: whether words lead to it, which may tell what it is: a paper, a tokenizer.
    """

    start: int
    end: int
    name: str
    reach: int
    in_words: bool = False


def references(sentence: Sentence, near: bool) -> Iterator[Reference]:
    """The models that a sentence names by a link, as `owner/name` or by a path."""
    text = sentence.text
    linked: list[tuple[int, int]] = []
    unlinked: list[tuple[re.Match[str], str]] = []
    for link in sentence.links:
        linked.append((link.start, link.end))
        if link.address.startswith("`") and _is_model(link.address.strip("`")):
            yield Reference(link.start, link.end, link.address.strip("`").rstrip(".-"), NEAR)
        if name := _at_address(link.address):
            yield Reference(link.start, link.end, name, FAR, text[link.start : link.end] != link.address)
    if "/" in text:
        for found in _ADDRESS.finditer(text):
            if (name := _at_address(found[0])) and not any(start <= found.start() < end for start, end in linked):
                linked.append(found.span())
                yield Reference(found.start(), found.end(), name, FAR)
        for found in _BARE.finditer(text):
            name = found[0].rstrip(".-")
            if _is_model(name) and _VERSION.search(name.partition("/")[2]) and not _LIKE.fullmatch(name):
                unlinked.append((found, name))
    if "/" in text or ":\\" in text:
        unlinked += ((found, found[0].rstrip(".-")) for found in _PATH.finditer(text) if _may_hold_weights(found[0]))
    for found, name in unlinked:
        if not any(start < found.end() and found.start() < end for start, end in linked):
            yield Reference(found.start(), found.end(), name, NEAR)
    word = text[sentence.value :].strip(" `\"'") if near and not linked else ""
    if "/" not in word and hub.is_repository(word) and _VERSION.search(word) and not _FILE.fullmatch(word):
        yield Reference(text.index(word, sentence.value), len(text), word.rstrip("."), NEAR)


def _at_address(address: str) -> str:
    """The model that an address leads to; empty where it leads to none, to a document of one, or to an account."""
    name = "" if _DOCUMENT.search(address) else hub.addressed(address)
    is_model = bool(name) and not _FILE.fullmatch(name) and ("/" in name or _VERSION.search(name) is not None)
    return name.rstrip(".-") if is_model else ""


def _is_model(name: str) -> bool:
    """True where `owner/name` without an address may be a model's: no path, and no pair of ordinary words."""
    words = re.split("[-_./]+", name.lower())
    is_pair = all(word in _ORDINARY or _NUMBER.fullmatch(word) for word in words)
    owner, _, repository = name.partition("/")
    is_owner = owner.lower() not in _NO_OWNER and not _SIZED.fullmatch(owner)
    is_model = is_owner and not _FILE.fullmatch(name) and not is_pair
    return is_model and _COUNTED.fullmatch(repository) is None  # the size of a patch, or of another model: b/32, 7B/13B


def _may_hold_weights(path: str) -> bool:
    """True where the weights of a model may lie at a path: no file of words, and no folder of anything else."""
    path = path.rstrip(".-")
    if _NO_WEIGHTS.fullmatch(path) or (_FILE.fullmatch(path) and not _WEIGHTS.fullmatch(path)):
        return False
    _, *folders = re.split(r"[/\\]", path.lstrip("/"))  # the first is a dot, a drive, or a place such as /data
    return _FOLDERS.isdisjoint(folder.lower() for folder in folders)
