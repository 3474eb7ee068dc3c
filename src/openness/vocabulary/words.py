"""The closed word lists; each word is somebody's standard term and says what it means."""

from enum import StrEnum


class Content(StrEnum):
    """What a component is made of (MOF 1.0's content types)."""

    CODE = "code"
    DATA = "data"
    DOCUMENT = "document"


class Kind(StrEnum):
    """One part of a release: MOF 1.0's seventeen components and OSAID's data information."""

    content: Content
    says: str

    def __new__(cls, word: str, content: Content = Content.CODE, says: str = "") -> "Kind":
        """A word with its content type and its meaning."""
        kind = str.__new__(cls, word)
        kind._value_ = word
        kind.content = content
        kind.says = says
        return kind

    MODEL_ARCHITECTURE = "model-architecture", Content.CODE, "the code that defines the network's structure"
    DATA_PREPROCESSING_CODE = (
        "data-preprocessing-code",
        Content.CODE,
        "the code that collects, cleans, filters and tokenises the training data",
    )
    TRAINING_CODE = "training-code", Content.CODE, "the code that trained the model, with its settings"
    INFERENCE_CODE = "inference-code", Content.CODE, "the code that loads the weights and runs the model"
    EVALUATION_CODE = "evaluation-code", Content.CODE, "the code that measured the model"
    SUPPORTING_LIBRARIES_AND_TOOLS = (
        "supporting-libraries-and-tools",
        Content.CODE,
        "tokenisers, hyper-parameter search and other libraries the release depends on",
    )
    MODEL_PARAMETERS_FINAL = "model-parameters-final", Content.DATA, "the trained weights people run"
    MODEL_PARAMETERS_INTERMEDIATE = (
        "model-parameters-intermediate",
        Content.DATA,
        "checkpoints saved during training, optimiser state included",
    )
    DATASETS = "datasets", Content.DATA, "the data the model was trained, validated and tuned on"
    EVALUATION_DATA = "evaluation-data", Content.DATA, "the data the model was measured on"
    MODEL_METADATA = "model-metadata", Content.DATA, "machine-readable facts about the model"
    MODEL_CARD = "model-card", Content.DOCUMENT, "the document that describes the model, its uses and its limits"
    DATA_CARD = "data-card", Content.DOCUMENT, "the document that describes a data set"
    TECHNICAL_REPORT = "technical-report", Content.DOCUMENT, "a report on how the model was built and performs"
    RESEARCH_PAPER = "research-paper", Content.DOCUMENT, "a scholarly paper that covers the whole work"
    EVALUATION_RESULTS = "evaluation-results", Content.DOCUMENT, "the outcomes of the evaluation"
    SAMPLE_MODEL_OUTPUTS = "sample-model-outputs", Content.DOCUMENT, "examples of what the model makes"
    DATA_INFORMATION = (
        "data-information",
        Content.DOCUMENT,
        "information on all training data, detailed enough to build an equivalent system (OSAID 1.0)",
    )


class Availability(StrEnum):
    """How a part can be reached, most open first; `not-used` stands apart."""

    says: str

    def __new__(cls, word: str, says: str = "") -> "Availability":
        """A word with its meaning."""
        availability = str.__new__(cls, word)
        availability._value_ = word
        availability.says = says
        return availability

    PUBLIC = "public", "anyone can download it"
    GATED = "gated", "behind a form: terms to accept, contact details, a routine approval"
    ON_REQUEST = "on-request", "granted case by case"
    HOSTED = "hosted", "usable through a service only"
    WITHHELD = "withheld", "not offered"
    NOT_USED = "not-used", "no such part exists"

    @property
    def openness(self) -> int:
        """A rank among the availabilities: the larger, the more open."""
        return _OPENNESS[self]


_OPENNESS = {word: rank for rank, word in enumerate(reversed(Availability))}


class Basis(StrEnum):
    """How a claim came about, weakest first (after CycloneDX evidence and ORT)."""

    INFERRED = "inferred"  # by a named rule
    DECLARED = "declared"  # by whoever wrote the file
    DETECTED = "detected"  # in a text or a header
    CONCLUDED = "concluded"  # by a named person


class Confidence(StrEnum):
    """How sure a statement is that was taken from others; what is less sure is left out, and so unknown."""

    says: str

    def __new__(cls, word: str, says: str = "") -> "Confidence":
        """A word with its meaning."""
        confidence = str.__new__(cls, word)
        confidence._value_ = word
        confidence.says = says
        return confidence

    HIGH = "high", "the maker's own repository, licence text, card or page says so"
    MEDIUM = "medium", "a catalogue, a copy or one report by others says so"


class Extent(StrEnum):
    """How much of a part is offered."""

    WHOLE = "whole"
    PART = "part"


class Relation(StrEnum):
    """How a model came from another."""

    FINE_TUNE = "fine-tune"
    ADAPTER = "adapter"
    QUANTISATION = "quantisation"
    MERGE = "merge"
    DISTILLATION = "distillation"
    TRAINED_ON_OUTPUTS = "trained-on-outputs"
    SAME_ARCHITECTURE = "same-architecture"

    @property
    def carries_terms(self) -> bool:
        """Whether the weights are a derivative, so that the base's terms reach them."""
        return self in _CARRIES_TERMS


_CARRIES_TERMS = {Relation.FINE_TUNE, Relation.ADAPTER, Relation.QUANTISATION, Relation.MERGE}


class Channel(StrEnum):
    """How people reach the model."""

    DOWNLOAD = "download"
    FIRST_PARTY_API = "first-party-api"
    THIRD_PARTY_API = "third-party-api"
    PRODUCT = "product"
    FINE_TUNING_SERVICE = "fine-tuning-service"
    MANAGED_ON_PREMISE = "managed-on-premise"


class Label(StrEnum):
    """What the producer calls the release."""

    OPEN_SOURCE = "open-source"
    OPEN_WEIGHTS = "open-weights"
    OPEN = "open"


class Circumstance(StrEnum):
    """What surrounds a release and some definitions ask about; true or false."""

    MONETISED = "monetised"
    DUAL_LICENCE = "dual-licence"
    PAID_PLATFORM_ONLY = "paid-platform-only"
    PERSONAL_DATA_GATE = "personal-data-gate"
    SYSTEMIC_RISK = "systemic-risk"


TRAINING_COMPUTE = "training-compute"  # the one circumstance that is a number, in FLOP

#: What every word about a release's surroundings means.
CIRCUMSTANCES = {
    Circumstance.MONETISED: "access, use, changing or passing on has a price, or the model depends on paid support",
    Circumstance.DUAL_LICENCE: "free for some, such as academics, and paid for others, such as companies or large users",
    Circumstance.PAID_PLATFORM_ONLY: "to be had on a platform alone that takes payment or shows advertisements",
    Circumstance.PERSONAL_DATA_GATE: "personal data must be given to get it, for more than the model's security",
    Circumstance.SYSTEMIC_RISK: "designated, or known otherwise, as a model with systemic risk (EU AI Act, Article 51)",
    TRAINING_COMPUTE: "the computation spent on training, as a number of floating-point operations (FLOP)",
}


class Term(StrEnum):
    """One thing a licence may answer, phrased so that *met* is the more open."""

    says: str
    sort: str

    def __new__(cls, word: str, sort: str = "", says: str = "") -> "Term":
        """A word with its meaning; the sort is grant, list or derived."""
        term = str.__new__(cls, word)
        term._value_ = word
        term.sort = sort
        term.says = says
        return term

    USE = "use", "grant", "everyone who receives it may use it"
    STUDY = "study", "grant", "… study how it works"
    MODIFY = "modify", "grant", "… change it"
    SHARE = "share", "grant", "… pass it on"
    SHARE_MODIFIED = "share-modified", "grant", "… pass on a changed form"
    COMMERCIAL_USE = "commercial-use", "grant", "… use it commercially, whatever duties that brings"
    ANYONE = "anyone", "grant", "… without a limit by number of users, revenue, or class of person or business"
    ANY_FIELD = "any-field", "grant", "… for every purpose: no field-of-use ban, acceptable-use policy or RAIL list"
    SAFETY_LIMITS_ONLY = "safety-limits-only", "grant", "… with no limit of use but safety-minded ones"
    EVERYWHERE = "everywhere", "grant", "… in every territory"
    WITHOUT_ASKING = "without-asking", "grant", "… without registering, notifying, applying or being approved"
    ROYALTY_FREE = "royalty-free", "grant", "… without paying"
    HOST = "host", "grant", "… offer it as a service to others"
    IRREVOCABLE = "irrevocable", "grant", "… for good: not terminable at will, not changed by the licensor alone"
    PATENTS = "patents", "grant", "… under the licensor's patents named in the grant"
    OUTPUTS = "outputs", "grant", "… use what the model makes for any purpose, commerce included"
    TRAIN_ON_OUTPUTS = "train-on-outputs", "grant", "… train other models on what it makes"
    RELICENSE = "relicense", "grant", "… pass on a derivative under other terms"
    OSI_APPROVED = "osi-approved", "list", "on the Open Source Initiative's list of approved licences"
    FSF_FREE = "fsf-free", "list", "on the Free Software Foundation's list of free licences"
    OD_CONFORMANT = "od-conformant", "list", "on the Open Definition's list of conformant licences"
    DFSG_FREE = "dfsg-free", "list", "held free under the Debian Free Software Guidelines"
    MOF_OPEN = "mof-open", "list", "counted open by the Model Openness Framework's own tool"
    OPEN_LICENCE = (
        "open-licence",
        "derived",
        "an open licence for this kind of part: code, on OSI's list; weights, data and documents, on OSI's or the Open "
        "Definition's; unmet where the text denies one of the freedoms; otherwise unknown",
    )
    OSI_APPROVED_TERMS = (
        "osi-approved-terms",
        "derived",
        "terms OSI has approved, for parts it keeps no list for: a licence on its list meets it; one the text of which "
        "denies a freedom does not; anything else, the Open Definition's list included, is unknown",
    )
    OD_CONFORMANT_TERMS = (
        "od-conformant-terms",
        "derived",
        "terms that conform to the Open Definition: a licence on its list meets it; one the list refuses, or the text of "
        "which denies a freedom, does not; anything else is unknown",
    )
    FSF_FREE_TERMS = (
        "fsf-free-terms",
        "derived",
        "terms that respect the four freedoms: a licence the FSF lists as free meets it; one it lists as nonfree, or the "
        "text of which denies a freedom, does not; anything else is unknown",
    )
    DFSG_FREE_TERMS = (
        "dfsg-free-terms",
        "derived",
        "terms free under the Debian Free Software Guidelines: a licence held free meets it; one held not free, or the "
        "text of which denies a freedom, does not; anything else is unknown",
    )


#: Denying any of these makes a licence not open (contract, "Terms a licence answers").
FREEDOMS = (
    Term.USE,
    Term.STUDY,
    Term.MODIFY,
    Term.SHARE,
    Term.SHARE_MODIFIED,
    Term.COMMERCIAL_USE,
    Term.ANYONE,
    Term.ANY_FIELD,
    Term.EVERYWHERE,
    Term.WITHOUT_ASKING,
    Term.ROYALTY_FREE,
    Term.HOST,
    Term.OUTPUTS,
    Term.TRAIN_ON_OUTPUTS,
)
