"""The meaning of a written name: a repository of the Hub, a model of another registry, a hosted service, or nothing.

A string that only looks like `account/name` is no reference: a reader asks here only for what stands where a model, a
data set or a service is named, and a path, a placeholder or a file's name is refused here.
"""

import re
from typing import NamedTuple

from openness.recent import remembered
from openness.references.lexicon import Call, Lexicon, lexicon
from openness.vocabulary.references import Sort

_LONGEST = 200  # characters of a name; the Hub's have 193 at most
_REPOSITORY = re.compile(r"([A-Za-z0-9][\w.-]{0,95})/([\w.-]{1,96})", re.ASCII)
_QUANT = re.compile(r"(?<=[\w.-]):(?:[A-Za-z0-9_.-]{1,40})$", re.ASCII)
_PLAIN = re.compile(r"[A-Za-z0-9][\w.:-]{0,120}(?:/[\w.:-]{1,120}){0,3}", re.ASCII)
_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co|hf-mirror\.com|modelscope\.(?:cn|ai)/models)/(?P<data>datasets/)?(?P<name>[\w.-]+/[\w.-]+)"
    r"(?:/(?:resolve|blob|tree|raw)/(?P<revision>[^/?#\s]+))?(?P<rest>[/?#:].*)?",
    re.ASCII,
)
_FSSPEC = re.compile(
    r"hf://(?P<data>datasets/)?(?P<name>[\w.-]+/[\w.-]+)(?:@(?P<revision>[^/\s]+))?(?:[/:].*)?", re.ASCII
)
_PAGES = frozenset(
    "docs blog papers spaces api models datasets collections learn tasks join settings login chat posts pricing "
    "welcome new organizations support terms-of-service privacy assets inference-endpoints inference front".split()
)
_SPACY = re.compile(r"[a-z]{2,3}[_-](?:core|dep|ent|sent|udv\d\d|pipeline)[_-][a-z]+[_-](?:sm|md|lg|trf)")


class Named(NamedTuple):
    """The thing that a name stands for.

    Args:
        name: the repository, or the provider and the name at it.
        sort: what it is.
        revision: the one that the name itself pins; empty for none.
        hub: True for a repository of the Hub.
    """

    name: str
    sort: Sort
    revision: str = ""
    hub: bool = True


@remembered(8_192)
def named(written: str, call: Call, words: Lexicon) -> Named | None:
    """The thing that a name stands for where a call or a field asks for one; None where it names nothing.

    Args:
        written: as it stands there.
        call: what is asked for.
        words: the tables.

    >>> from openness.references.lexicon import lexicon
    >>> named("bert-base-uncased", Call("from_pretrained"), lexicon())
    Named(name='google-bert/bert-base-uncased', sort=<Sort.MODEL: 'model'>, revision='', hub=True)
    >>> named("outputs/checkpoint", Call("from_pretrained"), lexicon())
    """
    text = written.strip()
    if not 1 < len(text) <= _LONGEST or not text.isascii():
        return None
    if found := address(text):
        return found
    if "://" in text or text[0] in "./~\\-" or "//" in text or text.endswith("/"):
        return None
    if call.sort is not Sort.DATASET and (found := _served(text, words)):
        return found
    name, _, revision = text.partition("@")
    if call.hub and (match := _REPOSITORY.fullmatch(_QUANT.sub("", name))):
        return Named(match[0], _weights(call.sort), revision) if _is_repository(match, words) else None
    if not _PLAIN.fullmatch(text):
        return None
    return _short(text, call, words)


def is_placeholder(text: str, words: Lexicon) -> bool:
    """True for a name as examples have it in place of one of a repository.

    >>> from openness.references.lexicon import lexicon
    >>> [is_placeholder(text, lexicon()) for text in ("acme/heron-7b", "user/model", "your-org/x", "outputs/x", "gpt2")]
    [True, True, True, False, False]
    """
    match = _REPOSITORY.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if match is None:
        return False
    account, name = match[1].lower(), match[2].lower()
    if account == "path" or ("." in name and name.rpartition(".")[2] in words.endings):
        return False
    if account in words.no_account:
        return account in words.placeholders
    return name.startswith(("your-", "your_", "my-", "my_")) or name in words.no_name


def address(text: str) -> Named | None:
    """The repository in an address on the Hub; None where it is the address of anything else."""
    match = _FSSPEC.fullmatch(text) if text.startswith("hf://") else _ADDRESS.fullmatch(text)
    account = match["name"].partition("/")[0] if match else ""
    if match is None or account in _PAGES or account.lower() in lexicon().no_account:
        return None
    name = match["name"].removesuffix(".git")
    revision = match["revision"] or ""
    return Named(name, Sort.DATASET if match["data"] else Sort.MODEL, "" if revision == "main" else revision)


def is_download(text: str) -> bool:
    """True for an address from which something of a repository is downloaded, wherever it stands."""
    return text.startswith("hf://") or (
        ("huggingface.co/" in text or "hf.co/" in text) and "/resolve/" in text and address(text) is not None
    )


def _weights(sort: Sort) -> Sort:
    """A repository of the Hub is a model or data, also where a service is asked for one."""
    return Sort.MODEL if sort is Sort.SERVICE else sort


def _served(text: str, words: Lexicon) -> Named | None:
    """The thing behind a name with a provider, or a name that only one provider uses."""
    for prefix in words.prefixes.get(text[: words.shortest_prefix].lower(), ()):
        if text.startswith(prefix.prefix) and not prefix.but.fullmatch(rest := text[len(prefix.prefix) :]):
            if not rest or not _PLAIN.fullmatch(rest):
                return None
            name = prefix.name.replace("*", rest)
            if prefix.sort is Sort.MODEL and prefix.name == "*":
                match = _REPOSITORY.fullmatch(rest)
                return Named(name, Sort.MODEL) if match and _is_repository(match, words) else None
            return Named(name, prefix.sort, hub=False)
    if words.served.fullmatch(text):
        service = next(service for service in words.services if service.pattern.fullmatch(text))
        return Named(f"{service.provider}/{text.removeprefix('models/')}", Sort.SERVICE, hub=False)
    return None


def _is_repository(match: "re.Match[str]", words: Lexicon) -> bool:
    """True where `account/name` is not a path, no placeholder and no type of media."""
    account, name = match[1], match[2]
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if account.lower() in words.no_account or ending in words.endings or "--" in match[0] or ".." in match[0]:
        return False
    if account[-1] in ".-" or name[-1] == "." or name[0] in ".-" or not re.search("[A-Za-z]", name):
        return False
    folded = name.lower()
    return not (folded.startswith(("your-", "your_", "my-", "my_")) or folded in words.no_name or len(account) < 2)


def _short(text: str, call: Call, words: Lexicon) -> Named | None:
    """The thing behind a name without an account."""
    known = words.short[Sort.DATASET if call.sort is Sort.DATASET else Sort.MODEL].get(text)
    if known and call.hub:
        return Named(known, _weights(call.sort))
    if not call.bare or ("." in text and text.rpartition(".")[2].lower() in words.endings):
        return None
    if call.bare.startswith("spacy/") and not _SPACY.fullmatch(text):
        return None
    name = call.bare.replace("*", text)
    return Named(name, call.sort, hub=call.hub_bare)
