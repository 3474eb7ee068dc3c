"""The names of the Hugging Face Hub's fields, tags, libraries and repositories."""

import re
from collections.abc import Iterable

from openness.recent import remembered
from openness.vocabulary import Relation
from openness.vocabulary.characters import is_seen
from openness.vocabulary.patterns import pattern
from openness.vocabulary.spelling import is_near, is_one_slip

SOURCE = "hub:"  # how a source that is a repository begins
_NAMES = 1 << 12  # names of fields of which is remembered what they are: cards bring their own

#: Keys that only a card of the Hub has (hub-docs, modelcard.md and datasetcard.md, 2026-08-22).
MODEL_KEYS = frozenset(
    "language datasets metrics base_model base_model_relation library_name pipeline_tag model-index model_index widget "
    "inference thumbnail co2_eq_emissions new_version quantized_by license_name license_link tags "
    "model_name model_type model_creator library_tag mask_token".split()
)
#: Those that hold one word, and those that hold a word or a list of words: any other value there is read as free text.
ONE_WORD = ("license_name", "license_link", "model_name", "pretty_name", "base_model_relation", "pipeline_tag")
OF_WORDS = frozenset(ONE_WORD) | frozenset(
    "language metrics library_name library_tag quantized_by new_version thumbnail model_type model_creator mask_token".split()
)
#: Those that state its licence: the word, and what goes with it.
LICENCE_FIELDS = ("license", "license_name", "license_link")
#: Those that no data set's card has: one of them tells that it is a model's.
TELLING_KEYS = MODEL_KEYS - {"language", "tags", "license_name", "license_link", "thumbnail"}
DATASET_KEYS = frozenset(
    "annotations_creators language_creators multilinguality size_categories task_categories task_ids "
    "source_datasets pretty_name dataset_info configs license_details paperswithcode_id".split()
)
SPACE_KEYS = frozenset("sdk sdk_version app_file app_port colorFrom colorTo".split())
#: The fields that list results, and those that each entry of theirs has: any other is its writer's own.
INDICES = ("model-index", "model_index")
OF_AN_INDEX = ("name", "results")
#: Fields of the Hub that hold whatever their writer says, as those of a card's own do.
_IN_WORDS = {"license_details"}
#: Fields of a record by which a repository is closed to people outside, unless they hold a plain no.
CLOSING = ("private", "disabled")
FIELDS = (
    MODEL_KEYS | DATASET_KEYS | SPACE_KEYS | {"license", "gated", *CLOSING, "title", "emoji", "pinned", "viewer"}
) - _IN_WORDS
_GATE = "extra_gated_"  # how the fields begin whose words a gate shows (hub-docs, models-gated.md)
#: The field by which the Hub keeps people in the European Union out.
NOT_IN_THE_EU = f"{_GATE}eu_disallowed"
GATE_FIELDS = frozenset(
    f"{_GATE}{word}" for word in "heading description prompt fields button_content eu_disallowed".split()
)
_OF_THE_HUB = ("hf", "hub", "huggingface")
#: Words at the end of a field's name that say how it names something, and not what.
_NAMING = frozenset(
    (*_OF_THE_HUB, *"or name names id ids path paths url urls uri link links repo repos repository".split())
)
#: Words of a field that tells what weights began as, and those by which it tells that of something else.
_BEGINNING = frozenset(
    "upstream underlying init initial initialised initialized initialisation initialization start starting started seed "
    "root origin resumed warm".split()
)
_OF_SOMETHING_ELSE = frozenset(
    "code data dataset datasets corpus tokenizer vocab config script paper space demo".split()
)
#: Keys of the Hub's records, as its API and its public snapshots have them, that tell neither terms nor bases.
IDLE_KEYS = frozenset(
    "_id sha key lastModified createdAt downloads downloadsAllTime likes trendingScore spaces usedStorage widgetData "
    "transformersInfo inferenceProviderMapping evalResults resourceGroup xetEnabled cardExists".split()
)
MISSPELT = {
    "licence": "license",
    "licenses": "license",
    "liscence": "license",
    "licences": "license",
    "lisence": "license",
}


def is_unknown(field: str) -> bool:
    """True for a field of a card that is none of the Hub's, nor meant for one: what it says is words like others.

    >>> [is_unknown(field) for field in ("license", "Licence", "base-model", "extra_gated_prompt", "usage_restrictions")]
    [False, False, False, False, True]
    """
    return not (field in FIELDS or is_misspelt(field) or names_base(field) or is_of_a_gate(field))


def is_of_a_gate(field: str) -> bool:
    """True for a field whose words a gate shows to those who ask, one of a later version of the Hub too."""
    return field.startswith(_GATE)


@remembered(_NAMES)
def names_base(field: str) -> bool:
    """True for the field that names base models, however it is spelt, and whatever it says of how it names them.

    >>> [names_base(field) for field in ("base_model", "Base-Models", "base_modle", "baseModelName", "hf_base_model_id")]
    [True, True, True, True, True]
    >>> [names_base(field) for field in ("base_model_relation", "base_url", "language")]
    [False, False, False]
    """
    if field[:1] not in ("b", "B") and "base" not in field.lower():
        return False
    folded = spelt_out(field).replace(" ", "").rstrip("s")
    return folded == "basemodel" or (field not in FIELDS and is_near(folded, "basemodel"))


def names_library(field: str) -> bool:
    """True for the field that names the library of the weights, however it is spelt.

    >>> [names_library(field) for field in ("library_name", "library", "libraryName", "library_tag")]
    [True, True, True, False]
    """
    return field[:3] in ("lib", "Lib", "LIB") and spelt_out(field) == "library"


def spelt_out(field: str) -> str:
    """The name of a field in words, without those that only say that a name, a path or an address stands there.

    >>> [spelt_out(field) for field in ("pretrained_model_name_or_path", "baseModelId", "usage-restrictions", "path")]
    ['pretrained model', 'base model', 'usage restrictions', 'path']
    """
    field = field.removeprefix("cardData.")  # as tables have the fields within one
    words = re.sub(r"[-_. ]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", field)).lower().split()
    while len(words) > 1 and words[-1] in _NAMING:
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _OF_THE_HUB else words)


def may_name_base(field: str) -> bool:
    """True for a field of a card's own that tells what the weights began as, where a repository stands in it.

    >>> [may_name_base(field) for field in ("init_from", "upstreamModel", "starting_checkpoint", "teacher", "start_code")]
    [True, True, True, False, False]
    """
    words = spelt_out(field).split()
    return not _BEGINNING.isdisjoint(words) and _OF_SOMETHING_ELSE.isdisjoint(words)


def folded_name(field: str) -> str:
    """The name of a field without its capitals, hyphens, underscores, blanks, and what nobody sees in it.

    >>> folded_name("License-Name") == folded_name("license_name") == folded_name("lic\u200bense_name")
    True
    """
    return re.sub(r"[-_\s]", "", visible(field).lower())


def visible(field: str) -> str:
    """The name of a field without the characters in it that nobody sees."""
    return field if field.isascii() else "".join(filter(is_seen, field))


#: Words of one slip beside `license` that are words of their own.
_OTHER_WORDS = frozenset("licensee licensed licenser".split())


@remembered(_NAMES)
def is_misspelt(field: str) -> bool:
    """True for a field that is meant for the licence and that the Hub does not read, by its spelling or its capitals.

    >>> [is_misspelt(field) for field in ("license", "License", "LICENCE", "license_name")]
    [False, True, True, False]
    >>> [is_misspelt(field) for field in ("liscense", "licens", "licesne", "lichens", "licensee", "silence")]
    [True, True, True, False, False, False]
    """
    if field == "license" or not field.isascii() or not 5 < len(field) < 10:
        return False
    word = field.lower()
    return word in {"license", *MISSPELT} or (word not in _OTHER_WORDS and is_one_slip(word, "license"))


#: Libraries that load the weights, with the licence they are published under (looked up 2026-11-24).
LIBRARIES = {
    "transformers": "Apache-2.0",
    "diffusers": "Apache-2.0",
    "timm": "Apache-2.0",
    "peft": "Apache-2.0",
    "sentence-transformers": "Apache-2.0",
    "adapter-transformers": "Apache-2.0",
    "flair": "MIT",
    "spacy": "MIT",
    "stanza": "Apache-2.0",
    "keras": "Apache-2.0",
    "tf-keras": "Apache-2.0",
    "fastai": "Apache-2.0",
    "espnet": "Apache-2.0",
    "speechbrain": "Apache-2.0",
    "nemo": "Apache-2.0",
    "open_clip": "MIT",
    "paddlenlp": "Apache-2.0",
    "setfit": "Apache-2.0",
    "span-marker": "Apache-2.0",
    "stable-baselines3": "MIT",
    "asteroid": "MIT",
    "mlx": "MIT",
    "vllm": "Apache-2.0",
    "llama-cpp-python": "MIT",
    "llama.cpp": "MIT",
    "ctranslate2": "MIT",
    "faster-whisper": "MIT",
    "gliner": "Apache-2.0",
    "pyannote-audio": "MIT",
    "allennlp": "Apache-2.0",
    "sample-factory": "MIT",
    "ml-agents": "Apache-2.0",
    "pytorch-lightning": "Apache-2.0",
    "scikit-learn": "BSD-3-Clause",
    "sklearn": "BSD-3-Clause",
    "transformers.js": "Apache-2.0",
    "litert-lm": "Apache-2.0",
}

RELATIONS = {
    "finetune": Relation.FINE_TUNE,
    "adapter": Relation.ADAPTER,
    "quantized": Relation.QUANTISATION,
    "merge": Relation.MERGE,
}

#: Libraries and tags that show that the weights add to another model's weights, or were made from them.
MADE_FROM_ANOTHER = {
    "peft": Relation.ADAPTER,
    "adapter-transformers": Relation.ADAPTER,
    "lora": Relation.ADAPTER,
    **dict.fromkeys("qlora dora locon loha lokr lycoris ia3".split(), Relation.ADAPTER),
    "merge": Relation.MERGE,
    "mergekit": Relation.MERGE,
}

#: Tags that say that the weights of a named base were quantised, or packed for another library.
QUANTISED = frozenset(
    "gguf ggml gptq awq exl2 exl3 eetq bnb bitsandbytes quantized quantised fp8 int4 int8 imatrix".split()
)
#: Tags that only a model's card has: libraries that load weights, formats of weights, and how they were made.
#: Left out are those that data sets have as well.
MODEL_TAGS = frozenset((*LIBRARIES, *MADE_FROM_ANOTHER, *QUANTISED, *"safetensors onnx coreml".split())) - {
    "spacy",
    "merge",
}

_NO_BASE = frozenset(["-", "--", "n/a", "na", "nil", "none", "null"])  # the model has no base
_UNSAID_BASE = frozenset(["?", "??", "???", "tbd", "unknown"])  # the model has a base that is not named

NO_NAMES = _NO_BASE | _UNSAID_BASE  #: words in small letters that stand where a base is named, and name none

BASE_TAG = "base_model:"
LICENCE_TAG = "license:"
DATASET_TAG = "dataset:"

_PART = r"(?![^/]*\.\.)\w[\w.-]{0,199}"
_REPOSITORY = rf"(?a)(?:{_PART}/)?{_PART}"


def is_repository(name: str, owned: bool = False) -> bool:
    """True where a word can be the name of a repository on the Hub, by today's rules or by older ones.

    Args:
        name: `OWNER/NAME`, or the name alone as the oldest repositories had it.
        owned: ask for the owner too.

    >>> [is_repository(name) for name in ("org/model-1.0", "gpt2", "../model", "/data/model", "a/b/c")]
    [True, True, False, False, False]
    """
    return re.fullmatch(_REPOSITORY, name) is not None and ("/" in name or not owned)


def odd_tag(tag: str) -> str:
    """The tag of the Hub that one with a slip in it stands for, of a base or of a licence; empty for any other.

    >>> [odd_tag(tag) for tag in ("Base-Model:org/model", "License: mit", "license:mit", "region:us", "bert")]
    ['base_model:org/model', 'license:mit', '', '', '']
    """
    field, colon, rest = tag.partition(":")
    if not colon or f"{field}:" in (BASE_TAG, LICENCE_TAG):
        return ""
    field = field.strip()
    meant = BASE_TAG if names_base(field) else LICENCE_TAG if field == "license" or is_misspelt(field) else ""
    return meant and meant + rest.strip()


def is_plain_tag(tag: str) -> bool:
    """True for a tag that is somebody's words; one with a colon and no blank behind it is the Hub's own.

    >>> [is_plain_tag(tag) for tag in ("for research only", "use: research", "region:us")]
    [True, True, False]
    """
    return ":" not in tag.replace(": ", "")


def tagged(tags: Iterable[str], prefix: str) -> list[str]:
    """The rest of each tag that begins with a prefix."""
    return [tag[len(prefix) :] for tag in tags if tag.startswith(prefix)]


#: First parts of an address of the Hub that name a page of its own, not the repository of a model.
PAGES = frozenset(
    "api assets blog chat collections datasets docs enterprise front inference inference-endpoints join languages learn login "
    "models new organizations papers posts pricing privacy search settings spaces support tasks terms-of-service welcome".split()
)
_PLAIN = pattern(r"(?a)(?!models--)[\w-]+/[\w.-]+")  # by far the most names
_NAMED_AT = r"(?P<name>[\w.-]+(?:/(?!(?:tree|resolve|blob|raw|commits?|discussions)(?:/|$))[\w.-]+)?)(?:[/@:?#].*)?"
#: The places where a model has an address of its own: the Hub and its mirror, and ModelScope, which has the Hub's names.
_ADDRESS = pattern(
    r"(?ai)(?:git\+)?(?:hf://|(?:https?://)?(?:www\.)?(?:(?:huggingface|hf)\.co|hf-mirror\.com|modelscope\.(?:cn|ai)/models)/)"
    rf"{_NAMED_AT}"
)
_OLLAMA = pattern(
    r"(?ai)(?:https?://)?(?:www\.|registry\.)?ollama\.(?:com|ai)/(?:library/)?(?P<name>[\w.-]+(?:/[\w.-]+)?(?::[\w.-]+)?)/?"
)
_MARKED = pattern(
    r"(?a)(?P<name>[\w-]+/[\w.-]+)(?:/+|[@:][\w./-]+)"
)  # by a revision, or by the name of one of its files


def addressed(text: str) -> str:
    """The name of the model that an address leads to; empty for what is the address of no model.

    >>> [addressed(text) for text in ("hf.co/a/b:Q4_K_M", "https://modelscope.cn/models/a/b/summary", "hf.co/datasets/a/b")]
    ['a/b', 'a/b', '']
    >>> addressed("https://ollama.com/library/llama3.1:8b")
    'llama3.1:8b'
    """
    lower = text.lower()
    if "hf" not in lower and "huggingface" not in lower and "modelscope" not in lower and "ollama" not in lower:
        return ""
    found = _OLLAMA.fullmatch(text) or _ADDRESS.fullmatch(text)
    name = found["name"].removesuffix(".git") if found else ""
    return "" if name.partition("/")[0].lower() in PAGES else name


def repository(name: str) -> str:
    """The name of the model that an address, a place in the Hub's cache or a name with its revision leads to; any other as it is.

    >>> [repository(name) for name in ("https://huggingface.co/google/gemma-2-9b/tree/main", "google/gemma-2-9b@main")]
    ['google/gemma-2-9b', 'google/gemma-2-9b']
    >>> [repository(name) for name in ("/cache/models--google--gemma-2-9b/snapshots/0123", "/data/gemma", "llama3.1:8b")]
    ['google/gemma-2-9b', '/data/gemma', 'llama3.1:8b']
    """
    name = name.strip(" \t\n")
    found = _led_to(name)
    return found if _led_to(found) == found else name


def _led_to(name: str) -> str:
    if _PLAIN.fullmatch(name):
        return name
    if found := addressed(name):
        return found
    if "models--" in name and (cached := in_the_cache(name)):
        return cached
    marked = _MARKED.fullmatch(name)
    return marked["name"] if marked else name


def in_the_cache(path: str) -> str:
    """The repository that a folder of the Hub's cache in a path is named after; empty where there is none."""
    folders = path.replace("\\", "/").split("/")
    folder = next((folder for folder in folders if folder.startswith("models--")), "")
    name = folder.removeprefix("models--").replace("--", "/", 1)
    return name if is_repository(name) else ""


def named_by_path(path: str) -> str:
    r"""The name of a model in a path on a disk: the repository in a Hub cache, otherwise the last folder.

    >>> named_by_path("/cache/hub/models--acme--heron-7b/snapshots/0123abcd"), named_by_path("C:\\models\\Heron-7B\\")
    ('acme/heron-7b', 'Heron-7B')
    """
    named = repository(path)
    folders = [folder for folder in path.replace("\\", "/").split("/") if folder]
    return named if is_repository(named) else "".join(folders[-1:])


def named_base(word: str) -> tuple[str, str]:
    """The relation (empty where none is stated) and the name of a base model, from a tag of the Hub."""
    relation, _, name = word.partition(":")
    return (relation, repository(name)) if relation in RELATIONS and name else ("", repository(word))


def base_said(word: str) -> str | None:
    """The word for a base model as it is; empty where it is not a name, None where it says that there is no base.

    >>> [base_said(word) for word in ("org/model", "Unknown", "finetune:N/A", "-")]
    ['org/model', '', None, None]
    """
    name = named_base(word)[1].lower()
    return None if name in _NO_BASE else "" if name in _UNSAID_BASE else word


def base_relations(words: Iterable[str]) -> dict[str, str]:
    """Each base model with its relation, empty where none is stated; the Hub's tags name one base several times."""
    relations: dict[str, str] = {}
    for relation, name in map(named_base, words):
        relations[name] = relations.get(name) or relation
    return relations
