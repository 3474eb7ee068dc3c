"""Facts about a model that regulators' forms or users ask for, and that files state in fields: dates, contents, sizes.

No definition asks for them; they are kept apart from the circumstances, which definitions do ask for.
"""

import re
from enum import StrEnum

from openness.vocabulary.characters import is_seen
from openness.vocabulary.patterns import pattern
from openness.vocabulary.words import Circumstance, Word


class Modality(Word):
    """A kind of content, in the words of the EU's template for the summary of training content."""

    TEXT = "text", "text", "text, source code included"
    IMAGE = "image", "image", "still pictures"
    AUDIO = "audio", "audio", "speech, music and other sound"
    VIDEO = "video", "video", "moving pictures"
    OTHER = "other", "other", "any other kind, such as measurements or structures of molecules"


class DetailSort(StrEnum):
    """The form of a detail's value."""

    DAY = "day"
    NUMBER = "number"
    MODALITY = "kind of content"
    TEXT = "short line"

    @property
    def help(self) -> str:
        """Advice to whoever wrote something else."""
        return f"write {_EXAMPLES[self]}"


_EXAMPLES = {
    DetailSort.DAY: "it as 2026-11-24, 2026-11 or 2026",
    DetailSort.NUMBER: "a number such as 7300000000 or 7.3e9",
    DetailSort.MODALITY: "text, image, audio, video or other",
    DetailSort.TEXT: "one short line",
}


_DAY = pattern(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?:[T ].*)?", re.ASCII)
_LONGEST = 200  # characters of a word
_DIGITS = 40  # of a number that is kept to the last
_SILENCE = frozenset(("unknown", "undisclosed", "n/a", "none", "null", "noassertion", "tbd"))  # `na` is a language


class ModelDetail(Word):
    """One such fact.

    A detail of several values, such as the languages, holds all that are stated; of any other two values are a dispute.
    """

    sort: DetailSort
    several: bool

    def __init__(
        self, word: str, sort: DetailSort = DetailSort.TEXT, several: bool = False, label: str = "", says: str = ""
    ) -> None:
        """Keep how its value is written, too."""
        super().__init__(word, label, says)
        self.sort = sort
        self.several = several

    RELEASE_DATE = (
        "release-date",
        DetailSort.DAY,
        False,
        "release date",
        "the day on which it was first released anywhere",
    )
    UNION_MARKET_DATE = (
        "union-market-date",
        DetailSort.DAY,
        False,
        "date on the Union market",
        "the day on which it was placed on the market of the European Union",
    )
    KNOWLEDGE_CUTOFF = (
        "knowledge-cutoff",
        DetailSort.DAY,
        False,
        "knowledge cut-off",
        "the latest day of which its training data tells",
    )
    INPUT_MODALITY = "input-modality", DetailSort.MODALITY, True, "kinds of input", "the kinds of content that it takes"
    OUTPUT_MODALITY = (
        "output-modality",
        DetailSort.MODALITY,
        True,
        "kinds of output",
        "the kinds of content that it makes",
    )
    TRAINING_MODALITY = (
        "training-modality",
        DetailSort.MODALITY,
        True,
        "kinds of training data",
        "the kinds of content that trained it",
    )
    LANGUAGE = "language", DetailSort.TEXT, True, "languages", "the languages it is made for, as a code or a name"
    ARCHITECTURE = (
        "architecture",
        DetailSort.TEXT,
        True,
        "architecture",
        "the structure of its network, in a word or two",
    )
    PARAMETERS = "parameters", DetailSort.NUMBER, False, "number of parameters", "how many parameters it has in all"
    CONTEXT_LENGTH = "context-length", DetailSort.NUMBER, False, "context length", "how many tokens it can take at once"
    TRAINING_TOKENS = (
        "training-tokens",
        DetailSort.NUMBER,
        False,
        "tokens of training data",
        "how many tokens of text trained it, after the data was prepared",
    )
    TRAINING_IMAGES = (
        "training-images",
        DetailSort.NUMBER,
        False,
        "images in the training data",
        "how many images trained it",
    )
    TRAINING_AUDIO_HOURS = (
        "training-audio-hours",
        DetailSort.NUMBER,
        False,
        "hours of audio in the training data",
        "how many hours of sound trained it",
    )
    TRAINING_VIDEO_HOURS = (
        "training-video-hours",
        DetailSort.NUMBER,
        False,
        "hours of video in the training data",
        "how many hours of moving pictures trained it",
    )
    TRAINING_ENERGY = (
        "training-energy",
        DetailSort.NUMBER,
        False,
        "energy of training",
        "the energy that its training took, in kilowatt-hours",
    )
    NEEDS = (
        "needs",
        DetailSort.TEXT,
        True,
        "other models it needs",
        "the models that one needs beside it to run it, by the names that the Hub has for them",
    )

    def read(self, text: str) -> str:
        """The value that a text states, in one spelling; empty where it states none.

        >>> ModelDetail.RELEASE_DATE.read("2025-07-08T10:00:00Z"), ModelDetail.RELEASE_DATE.read("in July")
        ('2025-07-08', '')
        >>> ModelDetail.PARAMETERS.read("3.1e9"), ModelDetail.PARAMETERS.read("3B")
        ('3100000000', '')
        >>> ModelDetail.INPUT_MODALITY.read("Text"), ModelDetail.LANGUAGE.read("pt-BR")
        ('text', 'pt-BR')
        """
        text = text.strip()
        match self.sort:
            case DetailSort.DAY:
                found = _DAY.fullmatch(text)
                return "-".join(filter(None, found.groups())) if found else ""
            case DetailSort.NUMBER:
                return _number(text)
            case DetailSort.MODALITY:
                return text.lower() if text.lower() in list(Modality) else ""
            case DetailSort.TEXT:
                says = text.lower() not in _SILENCE and len(text) <= _LONGEST and is_seen(text)
                return text if says else ""


def _number(text: str) -> str:
    """A number that is not negative: its digits, or with a point where it is no whole one."""
    if text.isascii() and text.isdigit() and len(text) <= _DIGITS:
        return text.lstrip("0") or "0"
    try:
        number = float(text)
    except ValueError:
        return ""
    if not 0 <= number < float("inf"):
        return ""
    return str(int(number)) if number.is_integer() and number < 1e21 else repr(number)


#: By task of the Hub, the content that goes into a model and comes out of it (hub-docs, tasks, looked up 2026-11-29). A
#: task with something else on one side, such as a label or a vector, has `other` there.
TASKS: dict[str, tuple[str, str]] = {
    "any-to-any": ("", ""),
    "audio-classification": ("audio", "other"),
    "audio-text-to-text": ("audio text", "text"),
    "audio-to-audio": ("audio", "audio"),
    "automatic-speech-recognition": ("audio", "text"),
    "conversational": ("text", "text"),
    "depth-estimation": ("image", "image"),
    "document-question-answering": ("image text", "text"),
    "feature-extraction": ("", "other"),
    "fill-mask": ("text", "text"),
    "image-classification": ("image", "other"),
    "image-feature-extraction": ("image", "other"),
    "image-segmentation": ("image", "image"),
    "image-text-to-image": ("image text", "image"),
    "image-text-to-text": ("image text", "text"),
    "image-text-to-video": ("image text", "video"),
    "image-to-image": ("image", "image"),
    "image-to-text": ("image", "text"),
    "image-to-video": ("image", "video"),
    "object-detection": ("image", "other"),
    "question-answering": ("text", "text"),
    "sentence-similarity": ("text", "other"),
    "summarization": ("text", "text"),
    "table-question-answering": ("text", "text"),
    "text-classification": ("text", "other"),
    "text-generation": ("text", "text"),
    "text-ranking": ("text", "other"),
    "text-to-audio": ("text", "audio"),
    "text-to-image": ("text", "image"),
    "text-to-speech": ("text", "audio"),
    "text-to-video": ("text", "video"),
    "text2text-generation": ("text", "text"),
    "token-classification": ("text", "other"),
    "translation": ("text", "text"),
    "unconditional-image-generation": ("", "image"),
    "video-classification": ("video", "other"),
    "video-text-to-text": ("video text", "text"),
    "visual-document-retrieval": ("image text", "other"),
    "visual-question-answering": ("image text", "text"),
    "zero-shot-classification": ("text", "other"),
    "zero-shot-image-classification": ("image text", "other"),
    "zero-shot-object-detection": ("image text", "other"),
}


def is_multimodal(task: str) -> bool | None:
    """True where more than text goes into a model with a task of the Hub; None where the task does not tell.

    >>> is_multimodal("text-generation"), is_multimodal("image-text-to-text"), is_multimodal("text-to-image")
    (False, True, None)
    """
    if task == "any-to-any":
        return True
    takes, gives = (set(kinds.split()) for kinds in TASKS.get(task, ("", "")))
    content = (takes | gives) - {"other"}
    if takes == content == {"text"}:
        return False
    return True if "text" in content and takes - {"text"} else None


def told_by(task: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a word and its value that a task of the Hub tells: more than text goes in or not, and the kinds of content.

    >>> told_by("text-to-image"), told_by("robotics")
    ((('input-modality', 'text'), ('output-modality', 'image')), ())
    >>> told_by("fill-mask")[0]
    ('multimodal', 'false')
    """
    answer = is_multimodal(task)
    told = [] if answer is None else [(Circumstance.MULTIMODAL.value, "true" if answer else "false")]
    for detail, kinds in zip(_OF_TASKS, TASKS.get(task, ()), strict=False):
        told += [(detail.value, kind) for kind in kinds.split()]
    return tuple(told)


_OF_TASKS = (ModelDetail.INPUT_MODALITY, ModelDetail.OUTPUT_MODALITY)
#: The words of which a task tells.
TOLD_BY_TASKS = (Circumstance.MULTIMODAL.value, *(detail.value for detail in _OF_TASKS))
