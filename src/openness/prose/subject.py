"""The subject of a sentence: words of a card that name its own model, and other words that leave that as it is."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

#: Formats to which the weights of a model are converted.
FORMATS = r"(?:gguf|ggml|llamafile|awq|gptq|exl[23]|mlx|onnx|openvino|bnb|nf4|fp8|int[48]|[2-8][ -]?bits?)"
#: Nouns for a model.
NOUNS = frozenset(
    "model models llm llms lm lms slm slms vlm vlms mllm mllms lmm lmms chatbot chatbots assistant assistants"
    " transformer transformers network networks encoder encoders checkpoint checkpoints weights family families series"
    " suite release version alternative reproduction replication".split()
)
_OWNERS = frozenset(("this", "our", "the"))
_ARTICLES = frozenset("a an the our one ein eine un une um uma una".split())
# Words that may stand between “the” and the model: more would make it another one.
_PLAIN = frozenset(
    "model language large vision multimodal final full complete entire whole actual trained pretrained pre-trained"
    " released resulting".split()
)
OTHER = frozenset(
    "other another previous earlier original base teacher reward parent larger bigger smaller upcoming new newer next"
    " judge draft draft-model competing similar".split()
)
# Parts of a model that are weights of it.
_PARTS = frozenset("vae autoencoder unet u-net backbone llm encoder decoder vocoder tower transformer".split())
_OF_PARTS = frozenset("text vision visual image audio speech language llm diffusion".split())
# Words after which what follows is no longer said of the subject, or not as a fact.
_TURNS = frozenset(
    "not never no nor neither nicht kein keine pas non não не hardly"
    " partially partly semi almost nearly soon yet being than to of with on by for in at"
    " as like among amongst against over between compared comparable based built derived inspired distilled similar"
    " using via from if when that which who whose it they is are was were has have had will other another existing".split()
)
_OF_WHOM = frozenset("of for from by in behind".split())
_GROUPS = frozenset("one family series suite generation line set".split())
_SHARED = frozenset("released available offered provided published distributed shared".split())
_SIZED = frozenset("nano tiny mini small medium large xl xxl".split())
_VARIANTS = _SIZED | frozenset("base chat instruct it hf preview model models card series family weights".split())
_GENERIC = frozenset(
    "model card modelcard introduction overview readme description summary details about usage license licence news"
    " abstract highlights".split()
)
_SIZE = r"\d+(?:\.\d+)?[bmk]|\d+x\d+b|a\d+b"
_ANOTHER = (  # a sentence that begins with another version speaks of that one
    r"\A\W*(?:the|our|an?|its) +(?:[\w-]+ +){0,2}?"
    r"(?:(?:larger|bigger|smaller|other|previous|earlier|older|upcoming|next|newer)\b"
    rf"|(?P<size>{_SIZE})\b)(?: +[\w.-]+){{0,3}}? *\b(?:versions?|variants?|models?|checkpoints?|releases?|ones?|weights)\b"
)
# A sentence that begins with a name, and says how that may be used or had; what belongs to it may stand behind it, and whose
# it is: “unlike ours, Egret-7B, by another lab, is for research”.
_BEGINS_WITH = (
    r"\A\W*(?:(?:unlike|in +contrast +to|compared +(?:to|with)) +[^,.]{1,40}, +)?"
    r"(?:the +)?(?P<name>(?-i:[A-Z])[\w.+-]*(?: +(?:(?-i:[A-Z])[\w.+-]*|v?\d[\w.]*)){0,3})"
    r"(?:['’]s +(?:[\w-]+ +)?(?:model|weights|checkpoints?|parameters|encoder|decoder)"
    r"|(?: +(?:model|weights|checkpoints?|encoder|decoder))?"
    r"(?:,? +(?:(?:made|trained|released|developed|published) +)?(?:by|from) +(?!us\b|me\b)[^,.;:]{1,40}?,?)?"
    r" +(?:is|are|was|were|has|had|follows|comes|may|can|must|cannot)"
    r"(?: +(?:only|not|never|strictly|also|itself|be|with|under))*"
    r" +(?:licen[cs]ed|released|available|distributed|provided|restricted|limited"
    r"|used|sold|shared|redistributed|deployed|modified|subject|governed|covered|non-?commercial"
    r"|(?-i:[A-Z]{2,}[\w.-]*|[A-Z]\w+-\d[\d.]*)"  # the name of a licence, or its short form
    r"|(?:free +)?for +(?:only +)?(?:non-?commercial|research|academic|educational|personal)"
    r"|(?:a|an|the|its)\b[^.]{0,40}\blicen[cs]e))\b"
)
_NAME_BY_LOOKS = (
    r"[a-z][A-Z]|[a-uw-z]\d|\d[bBmMkK]\b|[a-z]-[A-Za-z]{2}"  # neither a word nor a licence looks so: GPL-3.0
)
_SUCH_AS = (
    r"\W*(?:(?:other|some|many|most|several) +)?(?:models|systems|llms|releases|checkpoints) +(?:such +as|like)\b"
)
_OF_OURS = r"\b(?:our|(?<!unlike )ours|this|these)\b"
_ADDRESS = r"\]\([^()\s]*\)|https?://\S+"
_SHARED_LETTERS = 4  # with which the names of one family begin
_LINKS = frozenset(
    "is are was were contains contain provides hosts ist wurde est es está è é foi fue är er jest".split()
)
_THIS = frozenset(
    (
        *(
            "this",
            "these",
            "it",
            "these files",
            "this repo",
            "this repository",
            "this project",
            "this adapter",
            "this lora",
        ),
        *(
            "dieses modell",
            "das modell",
            "unser modell",
            "ce modèle",
            "le modèle",
            "notre modèle",
            "este modelo",
            "el modelo",
        ),
        *(
            "nuestro modelo",
            "o modelo",
            "nosso modelo",
            "questo modello",
            "il modello",
            "il nostro modello",
            "модель",
            "эта модель",
        ),
        *("наша модель", "данная модель"),
        *(
            "modelo",
            "modèle",
            "modell",
            "modello",
            "het model",
            "dit model",
            "ons model",
            "modellen",
            "denna modell",
            "vår modell",
            "modellen vår",
        ),
        *("denne modellen", "denne model", "ten model", "nasz model"),
        *("weights", "model weights", "all weights", "parameters", "all parameters"),
    )
)
_WE_MADE = (
    r"we +(?:(?:have|then|further) +)?(?:train|buil[dt]|develop|create|obtain|produce|initiali[sz]e)(?:e?d)?"
    r" +(?P<object>.{1,80})"
)
_MADE_BY = (
    r"\b(?:developed|created|made|trained|released|built)\s+by\s+(?:(?:the|and|at|&|(?-i:[A-Z])[\w.-]*)[\s,]+){1,6}"
)
_BY = (
    r" (?:trained|obtained|made|built|created|developed|produced|derived) (?:by|through|via) $"
    r"| (?:(?:the|a) (?:result|outcome|product) of|results? from|resulted from) $"
)
_WE_MADE_IT_BY = r" +(?:by|through|via) *$"
_OPENING = r"\A(?:[\W\d_]|(?:please +)?note +that\b)+"  # marks, and words that only turn to the reader
_THAT_IS = r",?\s+(?:which|that)\s+(?:is|was)(?:\s+an?)?\s*$"
_VERSION = r"v?\d+(?:\.\d+)*"


def title_of(body: str) -> str:
    """The first heading, with its mark; empty where there is none."""
    return next((line for line in body.split("\n") if line.startswith("# ")), "")


@lru_cache(maxsize=4)  # every sentence of a body asks
def name_of(body: str) -> frozenset[str]:
    """The ways the first heading names the model, and its sizes, as `is_own` compares them; none where it names nothing."""
    title = re.sub(r"\]\([^()\s]*\)", " ", title_of(body))
    if re.search(rf"(?<![A-Za-z0-9]){FORMATS}(?![A-Za-z0-9])", title, re.IGNORECASE):
        return frozenset()  # a copy of another's model in another format bears the other's name
    title = up_to(r"[:|,(–—]| - ", re.sub(r"[*`\[\]#!]", " ", title))
    title = re.sub(
        r"^(?:\W|\b(?:model +card +(?:for|of)|welcome +to|introducing|meet|about)\b)*", "", title, flags=re.IGNORECASE
    )
    words = title.split()
    if not words or len(words) > 6 or _GENERIC.issuperset(word.lower() for word in words):
        return frozenset()
    return frozenset((*_stems(words), *_sizes(words)))


def tells_of_another(sentence: str, name: frozenset[str]) -> bool:
    """True where a sentence begins with another version of the card's model: a larger one, one of another size."""
    found = re.match(_ANOTHER, sentence, re.IGNORECASE)
    return found is not None and (not found["size"] or _is_sibling([found["size"].lower()], name))


def speaks_of_another(sentence: str, row: str, body: str) -> bool:
    """True where a sentence speaks of other models: it begins with the name of one, or of several, or stands in its row.

    Args:
        sentence: its words, which say how that model may be used: “MegaChat is for research”.
        row: of a cell, the first cell beside it.
        body: the card's text below its block.
    """
    if row and names_another(up_to(r"\(", row), body):
        return True
    if re.search(_OF_OURS, sentence, re.IGNORECASE):
        return False
    found = re.match(_BEGINS_WITH, sentence, re.IGNORECASE)
    return (found is not None and names_another(found["name"], body)) or re.match(
        _SUCH_AS, sentence, re.IGNORECASE
    ) is not None


def names_another(name: str, body: str) -> bool:
    """True where a name is one of another model.

    It counts only beside the name of the card's model, which the first heading has and the body repeats: else nobody knows
    which is whose. A name that begins like it, or has its initials, is one of its family.
    """
    if not re.search(_NAME_BY_LOOKS, name):
        return False
    own = _own_names(body)
    letters = _letters(name)
    begins = letters[:_SHARED_LETTERS] in own.title or letters.startswith(own.initials[:2])
    akin = begins or own.stem[:_SHARED_LETTERS] in letters
    return own.stem != "" and not akin and not is_own(name, own.names)


class _OwnNames(NamedTuple):
    """The name that the first heading of a card gives its model.

    Args:
        names: as `is_own` compares them.
        title: the letters of the heading.
        stem: the letters of the name in it; empty where the body does not repeat it.
        initials: of the words of the heading; its letters where it has only one.
    """

    names: frozenset[str]
    title: str
    stem: str
    initials: str


@lru_cache(maxsize=1)  # it is asked of every sentence of one card
def _own_names(body: str) -> _OwnNames:
    """The names of a card's model."""
    heading = title_of(body)
    names, title, letters = name_of(body), _letters(heading), _letters(re.sub(_ADDRESS, " ", body))
    stem = min((stem for stem in names if stem[:1] != " "), key=len, default="")
    repeated = letters.count(stem) > title.count(stem)
    initials = "".join(re.findall(r"[A-Z]|\b[a-z0-9]", heading)).lower()
    return _OwnNames(names, title, stem if repeated else "", initials if len(initials) > 1 else title)


def _letters(text: str) -> str:
    """A text in small letters without what parts the words of a name."""
    return re.sub(r"[\s_#-]+", "", text.lower())


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without the marks around them."""
    return [word for part in text.lower().replace("’", "'").split() if (word := part.strip(' .,:;!?()"“”#*–—-'))]


def up_to(pattern: str, text: str) -> str:
    """The words before the first place of a pattern, in small or capital letters; all of a text where it stands nowhere."""
    found = re.search(pattern, text, re.IGNORECASE)
    return text[: found.start()] if found else text


def is_own(text: str, name: frozenset[str], bare: bool = False) -> bool:
    """True where a phrase names the card's model: this model, our weights, the model's name; bare: or “weights” alone."""
    if possessed := re.fullmatch(r"(.{1,100}?)['’]s +((?:model +)?(?:weights|checkpoints?|parameters)) *", text):
        text = possessed[1]
    words = words_of(text)
    while words and words[0] in ("all", "both", "of"):
        words = words[1:]
    owner = words[0] if words and words[0] in _OWNERS else ""
    words = words[1:] if owner else words
    if not words:
        return False
    if next(_stems(words)) in name:
        return not _is_sibling(words, name)
    if words[-1] not in NOUNS or not (owner or bare) or len(words) > 6:
        return False
    if owner in ("this", "our"):
        return not (OTHER | _TURNS).intersection(words)
    if words[-1] == "models":  # “the models” may be those of others
        return bare and len(words) == 1
    return _PLAIN.issuperset(words[:-1])


def names_own(text: str, name: frozenset[str]) -> bool:
    """True where one of the things that a phrase lists is the card's model."""
    parts = re.split(r",| and | & | or ", text)
    ours = _OF_WHOM.isdisjoint(words_of(text))  # “the code and weights of another” are the other's
    first = int(words_of(parts[0])[:1] not in (["all"], ["both"]))  # “all weights, code and data”
    return any(is_own(part, name, bare=ours and len(parts) > 1 and at >= first) for at, part in enumerate(parts))


def is_part(words: list[str]) -> bool:
    """True where words name a part of the model's weights: the VAE, our text encoder."""
    return words[:1] in (["the"], ["our"]) and words[-1] in _PARTS and _OF_PARTS.issuperset(words[1:-1])


def is_plain(words: list[str]) -> bool:
    """True where the words between a subject and its verb only describe: “a small, multilingual”."""
    for before, word in zip(["", *words], words, strict=False):
        aside = (word == "of" and before in _GROUPS) or (word == "as" and before in _SHARED)
        if (word in _TURNS or word.endswith("n't")) and not aside:
            return False
    return len(words) <= 10


def is_article(words: list[str]) -> bool:
    """True where words begin to say what something is."""
    return bool(words) and words[0] in _ARTICLES


def is_said_of_own(before: str, name: frozenset[str]) -> bool:
    """True where what stands before a word of derivation says it of the card's model, or is nothing at all."""
    before = re.sub(_MADE_BY, "", f"{before.rstrip()} ", flags=re.IGNORECASE)
    before = re.sub(_THAT_IS, "", re.sub(_BY, "", before), flags=re.IGNORECASE)
    subject, aside, rest = before.partition(",")
    if aside and is_article(words_of(rest)) and is_own(subject.strip(" #*+-•"), name):
        return True
    words = words_of(re.sub(_OPENING, "", before, flags=re.IGNORECASE))
    link = next((place for place, word in enumerate(words) if word in _LINKS), 0)
    subjects, what = (words[:link], words[link + 1 :]) if link else (words, [])
    phrase = " ".join(subjects)
    if not link and (words in ([], ["we"], ["we", "further"], ["we", "have"], ["by"]) or is_part(words)):
        return True
    if not link and (trained := re.fullmatch(_WE_MADE, phrase)):
        return is_own(re.sub(_WE_MADE_IT_BY, "", trained["object"]), name)
    if before.rstrip().endswith(",") and is_article(what):  # a model for this and that, based on
        what = list(takewhile(lambda word: word not in NOUNS, what))
    return (phrase in _THIS or is_own(phrase, name) or is_part(subjects)) and is_plain(what)


def _sizes(words: list[str]) -> Iterator[str]:
    """The sizes in a name, with a blank before each, as no stem has one."""
    for part in re.split(r"[\s_-]+", " ".join(words).lower().rpartition("/")[2]):
        if part in _SIZED or re.fullmatch(_SIZE, part):
            yield f" {part}"


def _is_sibling(words: list[str], name: frozenset[str]) -> bool:
    """True where words tell another size than the card's name does."""
    own = {one for one in name if one[:1] == " "}
    return bool(own) and not own.issuperset(_sizes(words))


def _stems(words: list[str]) -> Iterator[str]:
    """A name without sizes and variants (“Yi-34B-Chat” is “yi”), and then without its version."""
    whole = " ".join(words).lower().rpartition("/")[2]
    parts = [part for part in re.split(r"[\s_-]+", whole) if part] or [""]
    for dropped in (_SIZE, f"{_SIZE}|{_VERSION}"):
        while len(parts) > 1 and (parts[-1] in _VARIANTS or re.fullmatch(dropped, parts[-1])):
            parts.pop()
        yield "".join(parts)
