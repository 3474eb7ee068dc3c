"""The closed word lists. Each word is somebody's standard term; people read its label, and its meaning is one line."""

from enum import StrEnum
from typing import Self


class ListedWord(StrEnum):
    """A word of a list in the code; what follows it goes to `__init__`."""

    def __new__(cls, word: str, *_: object) -> Self:
        """A member that is its own word."""
        member = str.__new__(cls, word)
        member._value_ = word
        return member


class Word(ListedWord):
    """A word of a closed list.

    The word itself is what files and JSON hold. Its label is what people read, as it stands inside a sentence; its
    meaning says in one line what the word says of a thing.
    """

    label: str
    says: str

    def __init__(self, word: str, label: str = "", says: str = "") -> None:
        """Keep the label and the meaning."""
        self.label = label
        self.says = says


#: SPDX's word for what nobody asserts: of a licence, one that no record or text tells.
NOASSERTION = "NOASSERTION"


class Content(Word):
    """The content type of a component (MOF 1.0)."""

    CODE = "code", "code", "programs, in the form that people write and read"
    DATA = "data", "data", "numbers and texts for a machine; the weights of a model are among them"
    DOCUMENT = "document", "document", "texts for people"


class Kind(Word):
    """One part of a release: MOF 1.0's seventeen components and OSAID's data information."""

    content: Content

    def __init__(self, word: str, content: Content = Content.CODE, label: str = "", says: str = "") -> None:
        """Keep the content type too."""
        super().__init__(word, label, says)
        self.content = content

    MODEL_ARCHITECTURE = (
        "model-architecture",
        Content.CODE,
        "model architecture",
        "the code that defines the structure of the network",
    )
    DATA_PREPROCESSING_CODE = (
        "data-preprocessing-code",
        Content.CODE,
        "data preparation code",
        "the code that collects, cleans, filters and tokenises the training data",
    )
    TRAINING_CODE = "training-code", Content.CODE, "training code", "the code that trained the model, with its settings"
    INFERENCE_CODE = (
        "inference-code",
        Content.CODE,
        "inference code",
        "the code that loads the weights and runs the model",
    )
    EVALUATION_CODE = "evaluation-code", Content.CODE, "evaluation code", "the code that measured the model"
    SUPPORTING_LIBRARIES_AND_TOOLS = (
        "supporting-libraries-and-tools",
        Content.CODE,
        "supporting libraries and tools",
        "tokenisers, hyper-parameter search and other libraries the release depends on",
    )
    MODEL_PARAMETERS_FINAL = (
        "model-parameters-final",
        Content.DATA,
        "weights",
        "the numbers that training produced; whoever runs the model loads them",
    )
    MODEL_PARAMETERS_INTERMEDIATE = (
        "model-parameters-intermediate",
        Content.DATA,
        "training checkpoints",
        "the weights saved during training, with the state of the optimiser",
    )
    DATASETS = "datasets", Content.DATA, "training data", "the data that trained, validated and tuned the model"
    EVALUATION_DATA = "evaluation-data", Content.DATA, "evaluation data", "the data that measured the model"
    MODEL_METADATA = "model-metadata", Content.DATA, "model metadata", "facts about the model that a machine can read"
    MODEL_CARD = (
        "model-card",
        Content.DOCUMENT,
        "model card",
        "the document that describes the model, its uses and its limits",
    )
    DATA_CARD = "data-card", Content.DOCUMENT, "data card", "the document that describes a data set"
    TECHNICAL_REPORT = (
        "technical-report",
        Content.DOCUMENT,
        "technical report",
        "a report on how the model was built and how well it works",
    )
    RESEARCH_PAPER = (
        "research-paper",
        Content.DOCUMENT,
        "research paper",
        "a scholarly paper that covers the whole work",
    )
    EVALUATION_RESULTS = (
        "evaluation-results",
        Content.DOCUMENT,
        "evaluation results",
        "the results of the evaluation",
    )
    SAMPLE_MODEL_OUTPUTS = (
        "sample-model-outputs",
        Content.DOCUMENT,
        "sample outputs",
        "examples of what the model produces",
    )
    DATA_INFORMATION = (
        "data-information",
        Content.DOCUMENT,
        "description of the training data",
        "information on all training data, detailed enough to build an equivalent system (OSAID 1.0)",
    )


#: The sorts of release, and of texts about one.
MODEL, DATASET = "model", "dataset"
#: The part that people mean by “the model”.
WEIGHTS = Kind.MODEL_PARAMETERS_FINAL


def main_part(subject: str) -> Kind:
    """The part that a release is about: the data of a data set, else the weights.

    >>> main_part("dataset").label, main_part("model").label
    ('training data', 'weights')
    """
    return Kind.DATASETS if subject == DATASET else WEIGHTS


class Availability(Word):
    """How people can get a part, most open first; `not-used` stands apart."""

    PUBLIC = "public", "public", "anyone can download it"
    GATED = (
        "gated",
        "behind a form",
        "people fill in a form first: they accept terms, give contact details or get a routine approval",
    )
    ON_REQUEST = "on-request", "on request", "the maker decides about each request"
    HOSTED = "hosted", "service only", "people can use it through a service, and cannot download it"
    WITHHELD = "withheld", "not published", "the part exists, and the maker does not offer it"
    NOT_USED = "not-used", "not used", "this release has no such part"

    @property
    def openness(self) -> int:
        """A rank among the availabilities: the larger, the more open."""
        return _OPENNESS[self]


_OPENNESS = {word: rank for rank, word in enumerate(reversed(Availability))}


class Basis(Word):
    """How a claim came about, weakest first (after CycloneDX evidence and ORT)."""

    INFERRED = "inferred", "inferred", "a rule of this tool concludes it from other facts"
    DECLARED = "declared", "declared", "the person who wrote the file says so"
    DETECTED = "detected", "detected", "this tool found it in a licence text or in the header of a file"
    CONCLUDED = "concluded", "concluded by a person", "a person has judged it, with name, date and reason"

    @property
    def rank(self) -> int:
        """How strong it is, from 0."""
        return _BASES[self]


_BASES = {basis: rank for rank, basis in enumerate(Basis)}


class Confidence(Word):
    """How sure a statement is that a record takes from others; a less sure one is left out, and so unknown."""

    HIGH = "high", "high", "the maker's own repository, licence text, card or page says so"
    MEDIUM = "medium", "medium", "a catalogue, a copy or one report by others says so"


class Extent(Word):
    """How much of a part is offered."""

    WHOLE = "whole", "all of it", "all of the part is offered"
    PART = "part", "only some of it", "some of the part is offered, and some is not"


class Relation(Word):
    """How a model came from another."""

    FINE_TUNE = "fine-tune", "fine-tune", "someone trained the weights of the base model further"
    ADAPTER = "adapter", "adapter", "a small set of weights that works together with those of the base model"
    QUANTISATION = "quantisation", "quantisation", "the weights of the base model, stored with less precision"
    MERGE = "merge", "merge", "the weights of several models, combined into one"
    DISTILLATION = "distillation", "distillation", "a model trained to imitate another"
    TRAINED_ON_OUTPUTS = (
        "trained-on-outputs",
        "trained on outputs",
        "another model wrote texts or other data that trained this one",
    )
    SAME_ARCHITECTURE = (
        "same-architecture",
        "same architecture",
        "a model of the same structure with weights of its own; the terms of the other do not reach it",
    )

    @property
    def carries_terms(self) -> bool:
        """True where the weights are a derivative, so that the terms of the base reach them."""
        return self in _CARRIES_TERMS

    @property
    def from_outputs(self) -> bool:
        """True where the model was only trained on what the other makes."""
        return self in _FROM_OUTPUTS


_CARRIES_TERMS = {Relation.FINE_TUNE, Relation.ADAPTER, Relation.QUANTISATION, Relation.MERGE}
_FROM_OUTPUTS = {Relation.DISTILLATION, Relation.TRAINED_ON_OUTPUTS}


class Channel(Word):
    """How people reach the model."""

    DOWNLOAD = "download", "download", "people can download the weights"
    FIRST_PARTY_API = "first-party-api", "the maker's API", "programs reach it through a service of the maker"
    THIRD_PARTY_API = "third-party-api", "an API of others", "programs reach it through a service of somebody else"
    PRODUCT = "product", "product", "people use it inside a product, such as a chat application"
    FINE_TUNING_SERVICE = "fine-tuning-service", "fine-tuning service", "a service trains it further for its customers"
    MANAGED_ON_PREMISE = (
        "managed-on-premise",
        "managed installation",
        "the maker installs and runs it on the machines of a customer",
    )


class Label(Word):
    """The producer's own word for the release."""

    OPEN_SOURCE = "open-source", "“open source”", "the producer calls the release open source"
    OPEN_WEIGHTS = "open-weights", "“open weights”", "the producer calls the release open weights"
    OPEN = "open", "“open”", "the producer calls the release open and does not say in which sense"


class Circumstance(Word):
    """A fact about how a release is run that some definitions ask about; true or false."""

    MONETISED = (
        "monetised",
        "costs money",
        "access, use, change or sharing has a price, or the model depends on paid support",
    )
    DUAL_LICENCE = (
        "dual-licence",
        "free for some, paid for others",
        "some people, such as academics, pay nothing; others, such as companies or large users, pay",
    )
    PAID_PLATFORM_ONLY = (
        "paid-platform-only",
        "on a paid platform only",
        "people can get it only on a platform that takes payment or shows advertisements",
    )
    PERSONAL_DATA_GATE = (
        "personal-data-gate",
        "personal data asked for",
        "people must give personal data to get, use, change or share it, for more than the security of the model",
    )
    SYSTEMIC_RISK = (
        "systemic-risk",
        "systemic risk",
        "a model with systemic risk, designated as one or known to be one (EU AI Act, Article 51)",
    )
    MULTIMODAL = (
        "multimodal",
        "multimodal",
        "the model takes or makes more than text, such as images or sound beside it; some licences limit such models alone",
    )


class Quantity(Word):
    """A fact about a release that is a number and that some definitions ask about."""

    TRAINING_COMPUTE = (
        "training-compute",
        "training compute",
        "the computation spent on training, that of its base models included, in floating-point operations (FLOP)",
    )


TRAINING_COMPUTE = Quantity.TRAINING_COMPUTE.value

#: Every fact about how a release is run that a definition may ask about.
CIRCUMSTANCES: tuple[Word, ...] = (*Circumstance, *Quantity)


def circumstance_label(word: str) -> str:
    """A circumstance as people read it; another word as it is."""
    return next((circumstance.label for circumstance in CIRCUMSTANCES if circumstance == word), word)


def circumstance_value(word: str, text: str) -> bool | int | float:
    """The value of a circumstance as JSON and YAML have it: true or false, or a number.

    Args:
        word: the circumstance.
        text: `true`, `false` or a number in digits, as claims hold it.

    >>> circumstance_value("monetised", "false"), circumstance_value("training-compute", "1e+25")
    (False, 1e+25)
    """
    if word != TRAINING_COMPUTE:
        return text == "true"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else float(text)


class Band(Word):
    """The coarsest answer: the level of the spectrum, in three steps."""

    CLOSED = "closed", "closed", "people cannot download the weights"
    SEMI_OPEN = "semi-open", "semi-open", "people can download the weights, and cannot see how they were made"
    FULLY_OPEN = (
        "fully-open",
        "fully open",
        "the weights, the code that trained them and the data or its description are open",
    )
    UNKNOWN = "unknown", "unknown", "the facts do not show in which band the release is"


class State(Word):
    """How many values the sources give for one question."""

    KNOWN = "known", "known", "the sources give one value"
    SILENT = "silent", "not stated", "no source gives a value, so the answer is unknown"
    DISPUTED = "disputed", "disputed", "the sources give different values, or one that is unclear"


class Severity(Word):
    """How serious a finding or a violation is."""

    ERROR = "error", "error", "`openness check` fails on it"
    WARNING = "warning", "warning", "a person should look at it; `openness check` passes"
    NOTE = "note", "note", "for information"
