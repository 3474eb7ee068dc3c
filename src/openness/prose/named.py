"""The name of a model at a place of a card, and whether it is the model that is meant or something else of it.

A name is a link to a model on the Hub, `owner/name`, or a model's name alone with a number in it.
"""

import re
from collections.abc import Iterator

from openness.prose.passage import MOST
from openness.prose.subject import words_of

_PART = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,95}"
_HUB = r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/"
_LETTER = r"(?:[A-Za-z0-9_]|\.(?=[A-Za-z0-9]))"
_MODEL = (
    r"(?:\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]{0,40}\]){0,200})\]"
    rf"\( ?<?{_HUB}(?P<linked>{_PART}(?:/{_PART})?)(?:/tree/main)?/?(?:[ >?#][^()\n]{{0,99}})?\)"
    rf"|<a\s[^<>\n]{{0,200}}?href=[\"']{_HUB}(?P<tagged>{_PART}/{_PART})(?:/tree/main)?/?[\"'?#]"
    rf"|<?{_HUB}(?P<address>{_PART}/{_PART})(?![/\w.-])"
    rf"|`(?P<quoted>{_PART}/{_PART})`"
    rf"|(?P<plain>{_PART}/{_PART})(?![/A-Za-z0-9_.-])"
    rf"|(?P<called>(?-i:[A-Z]){_LETTER}{{1,30}}(?:(?:[ -](?-i:[A-Z0-9]|v(?=\d))|-(?-i:[a-z])){_LETTER}{{0,30}}"
    r"| \[(?-i:[a-z]){2,12}\]){1,5}))"
)
_GAP = r"(?:[ \t]+\n?|\n)"
_LEADING = (  # the base model; the weights of; Acme's pretrained
    r"[ \t*_\"'“]{0,6}\n?[ \t*_\"'“]{0,6}"
    rf"(?:(?:the|this){_GAP})?(?:(?:pre-?trained +)?(?:weights|checkpoint|parameters) +(?:of|from){_GAP}(?:the +)?)?"
    rf"(?:(?-i:[A-Z])[A-Za-z]{{1,20}}(?: AI)?['’]s{_GAP})?"
    rf"(?:(?:base|original|pre-?trained|open[ -](?:source|weights?)){_GAP}){{0,2}}(?:(?:language +)?model{_GAP})?[*_]{{0,3}}"
)
_WAYS = ("linked", "tagged", "address", "quoted", "plain", "called")
_LISTED = r"[)*_` ]{0,4}(?:, and|,|and|&|\+)(?=\s)"
_NO_MAKERS = frozenset("datasets spaces models docs papers blog collections learn tasks".split())
# What follows a name where something else of that model is meant than its weights.
_THINGS = frozenset(
    "architecture architectures arch architektur codebase code framework recipe recipes paper papers tokenizer tokeniser"
    " tokenizers vocabulary vocab design implementation library toolkit repository repo dataset datasets data corpus"
    " benchmark benchmarks method methods methodology approach technique algorithm format template prompt prompts"
    " structure config configuration hyperparameters script scripts pipeline idea ideas concept outputs output"
    " generations generated conversations responses results scores leaderboard report blog style like inspired"
    " compatible licence license terms stack api ecosystem tutorial notebook example guide specification teacher"
    " judge annotations labels captions embeddings layout or".split()
)
_THINGS_IN_CHINESE = r"[\s)*_`]*(?:模型)?的?(?:架构|架構|结构|結構|代码|框架|论文|数据|數據|分词|词表|思想|方法)"
_END = r"[,;:!?()|。，、]|\.(?:\s|$)|\n(?=\s*(?:[-*+#|>\n]|\d+[.)]\s|[^\n:]{1,40}:))"
_TURNS = frozenset(
    "and on by with using for to from in at which that who is are was were has have but while so via through trained"
    " including fine-tuned finetuned adapted extended released provided".split()
)


def names_at(body: str, at: int, several: bool = False) -> Iterator[tuple[str, int, str]]:
    """The name of a model at a place, and those listed after it: each with its end and the way it is written."""
    left = MOST
    while left and (found := re.compile(_LEADING + _MODEL, re.IGNORECASE).match(body, at)):
        yield from _told(found, body)
        following = re.compile(_LISTED).match(body, found.end())
        at, left = (following.end(), left - 1) if several and following else (at, 0)


def name_before(body: str, start: int, end: int) -> tuple[str, int] | None:
    """The name of a model that ends at a place, and where it begins: so it stands in Japanese and Korean."""
    for found in re.compile(_MODEL, re.IGNORECASE).finditer(body, start, end):
        if re.fullmatch(r"[\s)*_`」』\"”]*(?:という)? ?(?:モデル|모델)?", body[found.end() : end]):
            for name, _, _ in _told(found, body):
                return name, found.start()
    return None


def _told(found: re.Match[str], body: str) -> Iterator[tuple[str, int, str]]:
    way = next(way for way in _WAYS if found[way])
    name = found[way].rstrip(".-")
    if _is_name(found, name) and not _leads_elsewhere(body[found.end() : found.end() + 120]):
        yield (name.replace("-", " ") if way == "called" else name), found.end(), way  # a blank tells a name alone


def _is_name(found: re.Match[str], name: str) -> bool:
    """Whether what stands in a name's place is one; by its name alone only a well-known model is told, with its size."""
    maker, _, model = name.partition("/")
    if found["called"]:
        return re.search(r"\d", name) is not None and _THINGS.isdisjoint(re.split(r"[ -]", name.lower()))
    if found["plain"] and not re.search(r"[-\d]", model):  # “BERT/RoBERTa”
        return False
    if not model and (name.lower() == "none" or found["text"].strip(" *`_") != name):
        return False
    return maker.lower() not in _NO_MAKERS and _THINGS.isdisjoint(words_of(found["text"] or ""))


def _leads_elsewhere(after: str) -> bool:
    """Whether a name goes on to something else of that model: its architecture, its code, its paper."""
    for word in words_of(re.split(_END, after, maxsplit=1)[0])[:4]:
        if word in _TURNS:
            return False
        if not _THINGS.isdisjoint(word.split("-")):
            return True
    return re.match(_THINGS_IN_CHINESE, after) is not None
