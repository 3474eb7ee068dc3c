"""Findings: what a person should look at, how serious it is, and how to fix it."""

from collections.abc import Callable, Iterable

from attrs import field, frozen

from openness.release.location import Source
from openness.value import Value
from openness.vocabulary import Kind
from openness.vocabulary.words import Word


class Code(Word):
    """A finding's code, with its level (error, warning, note), its meaning and how to fix it."""

    level: str
    help: str

    def __init__(self, code: str, level: str = "", label: str = "", says: str = "", help: str = "") -> None:
        """Keep the level and the fix too."""
        super().__init__(code, label, says)
        self.level = level
        self.help = help

    LICENCE_MISSING = (
        "licence-missing",
        "warning",
        "no licence",
        "a part is published and no licence is named; without a licence, nobody may use it beyond what the law allows",
        "name the licence",
    )
    LICENCE_NOT_CHECKED = (
        "licence-not-checked",
        "warning",
        "licence not checked",
        "people can get a part of a described system, and its description does not say under which licence; "
        "the maker may say it where nobody looked",
        "look at the maker's page, and state the licence in a file of your own",
    )
    LICENCE_UNKNOWN = (
        "licence-unknown",
        "warning",
        "licence not known",
        "no licence record has this name, so its terms are unknown",
        "use an SPDX identifier or a known name, or write a licence record for it",
    )
    LICENCE_DISPUTED = (
        "licence-disputed",
        "error",
        "licences disagree",
        "two sources name different licences for one part; a question is answered only where both licences "
        "give the same answer",
        "correct one of the sources, or let a person conclude which licence applies",
    )
    LICENCE_UNCLEAR = (
        "licence-unclear",
        "warning",
        "licence statement not understood",
        "where its terms are stated, or of who may use it and how, the card says something that this tool does not understand, "
        "so the licence stays unknown until a person reads it",
        "write the identifier of the licence there and leave out what the licence does not say, or let a person conclude "
        "which licence applies",
    )
    LICENCE_TEXT_MODIFIED = (
        "licence-text-modified",
        "error",
        "licence text changed",
        "the text is a known licence with clauses added, removed or changed; it is therefore another licence",
        "restore the text, or give the changed licence a name of its own",
    )
    LICENCE_TEXT_VARIANT = (
        "licence-text-variant",
        "note",
        "licence text in another layout",
        "the text has the wording of a known licence in another layout, or with credits beside it, so it keeps"
        " the terms of that licence",
        "nothing has to be done; the unchanged text of the licence is easier to recognise",
    )
    LICENCE_TEXT_MISSING = (
        "licence-text-missing",
        "note",
        "licence text not found",
        "a licence is named and its text is not beside it; most licences ask that the text goes along",
        "add the text of the licence as a LICENSE file",
    )
    LICENCE_AMBIGUOUS = (
        "licence-ambiguous",
        "warning",
        "licence name with several meanings",
        "the name stands for several licences; a question is answered only where all of them give the same answer",
        "name the exact licence and version",
    )
    LICENCE_DEPRECATED = (
        "licence-deprecated",
        "warning",
        "outdated licence identifier",
        "SPDX has replaced this identifier by another",
        "use the new identifier",
    )
    LICENCE_KIND_MISMATCH = (
        "licence-kind-mismatch",
        "note",
        "licence made for something else",
        "the licence was written for another kind of thing; some of its words may not apply here",
        "consider a licence made for this kind of part",
    )
    COMPONENT_UNKNOWN = (
        "component-unknown",
        "warning",
        "component not known",
        "neither the Model Openness Framework nor OSAID has a component of this name; it is kept and not judged",
        "use one of the component ids that `openness explain components` lists",
    )
    AVAILABILITY_UNKNOWN = (
        "availability-unknown",
        "warning",
        "availability not stated",
        "a source mentions a part and does not say how people can get it",
        "write public, gated, on-request, hosted, withheld or not-used",
    )
    LABEL_ABOVE_RUNG = (
        "label-above-rung",
        "error",
        "called more open than it is",
        "the producer's word for the release promises more than the facts allow",
        "use the word for the level it reaches, or publish what is missing",
    )
    RESTRICTION_IN_PROSE = (
        "restriction-in-prose",
        "error",
        "limit stated outside the licence",
        "the text around an open licence limits the use; it is unclear which of the two applies",
        "remove the limit, or name a licence that contains it",
    )
    LINEAGE_CONFLICT = (
        "lineage-conflict",
        "error",
        "conflict with the base model's licence",
        "the licence gives rights that the base model's licence does not give, or leaves out terms that must "
        "be passed on",
        "use the licence of the base model, or another base model",
    )
    LINEAGE_DUTY = (
        "lineage-duty",
        "note",
        "duty from the base model",
        "the base model's licence asks something of people who share a derivative",
        "do what the clause asks",
    )
    LINEAGE_NAME = (
        "lineage-name",
        "warning",
        "name that the base model's licence asks for",
        "the base model's licence asks that the names of models made from it have certain words, and this one has not",
        "give it a name with these words",
    )
    LINEAGE_CAP = (
        "lineage-cap",
        "warning",
        "limited by the base model",
        "a derivative is no more open than its base model: what is not published there is missing here too",
        "publish or describe it at the base model",
    )
    LINEAGE_UNKNOWN = (
        "lineage-unknown",
        "warning",
        "base model or its licence not known",
        "the terms of a base model bind everyone who builds on it, and here the base model or its licence is unknown",
        "name the base model and its licence",
    )
    LINEAGE_CYCLE = (
        "lineage-cycle",
        "warning",
        "model named as its own base",
        "the chain of base models leads back to the model itself",
        "correct the base model",
    )
    LICENCE_INCOMPATIBLE = (
        "licence-incompatible",
        "error",
        "no licence fits what is made from the base models",
        "the licences of the base models exclude each other, so nobody may publish what is made from all of them",
        "leave out one of the base models, or ask its maker for another licence",
    )
    GATE_ON_OPEN_LICENCE = (
        "gate-on-open-licence",
        "warning",
        "open licence behind a form",
        "the licence is open and people must fill in a form before they can download; some definitions ask "
        "that anyone can download",
        "offer the download without the form",
    )
    FIELD_INVALID = (
        "field-invalid",
        "warning",
        "field not valid",
        "a field does not follow its format; it is kept as written, and counts only where the message says so",
        "write the field as its format asks",
    )
    STATEMENT_MISSING = (
        "statement-missing",
        "note",
        "part not stated",
        "a file looks like a part of the release, or names a possible base model, and no source says so; it "
        "is not counted",
        "state the part in an openness.yaml, or the base model in the card",
    )
    TRAINING_SUMMARY_MISSING = (
        "training-summary-missing",
        "note",
        "no summary of the training content",
        "the EU AI Act asks each provider of a general-purpose model, of an open one too, to publish a summary of the content "
        "that trained it (Article 53(1)(d)); no source names one",
        "fill the template (`openness convert --to eu-training-summary` begins it), publish it, and put it beside the card",
    )
    TRAINING_SUMMARY_INCOMPLETE = (
        "training-summary-incomplete",
        "warning",
        "summary of the training content incomplete",
        "the summary leaves questions of the EU's template open, so it describes a part of the training data at most",
        "answer each question of the template, or state why it cannot be answered",
    )
    TRAINING_DATA_NON_COMMERCIAL = (
        "training-data-non-commercial",
        "warning",
        "training data not for commercial use",
        "the terms of the weights allow commercial use, and a data set that trained them is under a licence that forbids it; "
        "whether that reaches the model is a question of law, so no verdict rests on it",
        "ask whoever made the data, or let a lawyer say whether its licence reaches the model",
    )
    MODEL_UNLOCKED = (
        "model-unlocked",
        "warning",
        "model not in the lock",
        "code names a model, a data set or a service that is not in the lock, so nobody has checked its terms",
        "check its terms, then run `openness lock`",
    )
    MODEL_UNPINNED = (
        "model-unpinned",
        "warning",
        "no commit named",
        "code names a repository and no commit of it, so its files and its licence may change while the code does not",
        "name a commit as the revision",
    )
    MODEL_NAME_UNKNOWN = (
        "model-name-unknown",
        "warning",
        "model not named",
        "code asks for a model or a data set and does not show which, so nothing is known of its terms",
        "name it in the code, or write an exception for this file that says what stands there",
    )
    LICENCE_CHANGED = (
        "licence-changed",
        "error",
        "licence changed",
        "the licence of something that code names is not the licence in the lock",
        "read the new licence, then run `openness lock`",
    )
    RECORD_STALE = (
        "record-stale",
        "warning",
        "fact may be out of date",
        "someone looked a fact up long ago, and it may have changed since",
        "look it up again",
    )


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


@frozen(eq=False, repr=False)
class Subject(Value):
    """The thing a finding or a violation is about, in words that stay when a message is worded anew.

    Args:
        component: the part; None for the release as a whole.
        item: the name of one item of that part; empty for a part without named items.
        licences: the licences, as ids where a record knows them and as written elsewhere; kept in order, each once.
        bases: the names of the base models; kept in order, each once.

    >>> Subject(Kind.DATASETS, "Dolma", ["ODC-By-1.0", "CC0-1.0"]).to_dict()
    {'component': 'datasets', 'item': 'Dolma', 'licences': ['CC0-1.0', 'ODC-By-1.0'], 'bases': []}
    """

    component: Kind | None = None
    item: str = ""
    licences: tuple[str, ...] = field(default=(), converter=_names)
    bases: tuple[str, ...] = field(default=(), converter=_names)

    @property
    def key(self) -> tuple[str, ...]:
        """Strings that tell it from every other subject, to sort and to hash by."""
        counts = (str(len(self.licences)), str(len(self.bases)))
        return (self.component or "", self.item, *counts, *self.licences, *self.bases)

    def to_dict(self) -> dict[str, object]:
        """The subject as it stands in the JSON of `openness check` and in a baseline."""
        return {
            "component": self.component.value if self.component else None,
            "item": self.item or None,
            "licences": list(self.licences),
            "bases": list(self.bases),
        }


WHOLE = Subject()  # the release as a whole


class Hint:
    """Advice that takes long to work out: it is worked out when someone reads it, and then remembered.

    Args:
        work_out: gives the advice.

    >>> finding = Finding(Code.LICENCE_UNKNOWN, "no record knows 'MTI'", help=Hint(lambda: "did you mean mit?"))
    >>> finding.help
    'did you mean mit?'
    """

    __slots__ = ("_advice", "_work_out")

    def __init__(self, work_out: Callable[[], str]) -> None:
        self._work_out = work_out
        self._advice: str | None = None

    def __str__(self) -> str:
        if self._advice is None:
            self._advice = self._work_out()
        return self._advice

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)  # what works it out stays behind


@frozen(eq=False, repr=False)
class Finding(Value):
    """One finding: what is wrong, where, and how to fix it.

    Args:
        code: which kind of finding.
        message: what is wrong in this case, in one sentence.
        source: the place; None when it is about the whole release.
        help: how to fix it; empty for the code's own advice. Two findings that differ only in it are equal.
        subject: the part, licences and base models it is about.
    """

    code: Code
    message: str
    source: Source | None = None
    _help: str | Hint = field(default="", eq=False, repr=False)
    subject: Subject = WHOLE

    @property
    def help(self) -> str:
        """The fix for this finding; empty where the advice of its code is enough."""
        return str(self._help)

    @property
    def level(self) -> str:
        """The severity of the finding's code: `error`, `warning` or `note`."""
        return self.code.level

    def to_dict(self) -> dict[str, object]:
        """The finding as the JSON of `openness classify`."""
        return {
            "code": self.code.value,
            "level": self.level,
            "message": self.message,
            "document": self.source.document if self.source else None,
            "line": (self.source.line or None) if self.source else None,
            "help": self.help or self.code.help,
        }
