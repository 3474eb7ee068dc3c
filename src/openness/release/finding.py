"""Something a person should look at: its code, how serious it is, and what fixes it."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from attrs import field, frozen

from openness.release.location import Source
from openness.vocabulary import Kind
from openness.vocabulary.value import Value


class Code(StrEnum):
    """A finding's code; each says what is wrong, why it matters and what to do."""

    level: str
    says: str
    help: str

    def __new__(cls, code: str, level: str, says: str, help: str) -> "Code":
        """A code with its level (error, warning, note), its meaning and the edit that fixes it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.level = level
        member.says = says
        member.help = help
        return member

    LICENCE_MISSING = (
        "licence-missing",
        "warning",
        "a part is offered and nothing says under which licence; without one, nobody may use it beyond what the law allows",
        "name the licence",
    )
    LICENCE_UNKNOWN = (
        "licence-unknown",
        "warning",
        "a licence is named that no record knows, so nothing can be said about its terms",
        "use an SPDX identifier or a known name, or add a record for it on a shelf",
    )
    LICENCE_DISPUTED = (
        "licence-disputed",
        "error",
        "two sources name different licences for one part; each question is answered only where both answer it alike",
        "make them agree, or have a person conclude which one holds",
    )
    LICENCE_TEXT_MODIFIED = (
        "licence-text-modified",
        "error",
        "the text is a known licence with clauses added, removed or changed, and so another licence",
        "restore the text, or give the changed one its own name",
    )
    LICENCE_TEXT_VARIANT = (
        "licence-text-variant",
        "note",
        "the text has the wording of a known licence in another layout, so it keeps that licence's terms",
        "nothing has to be done; the licence's own text, unchanged, is easier to recognise",
    )
    LICENCE_TEXT_MISSING = (
        "licence-text-missing",
        "note",
        "a licence is named and its text was not found beside it; most licences ask that the text goes along",
        "add the licence's text as a LICENSE file",
    )
    LICENCE_AMBIGUOUS = (
        "licence-ambiguous",
        "warning",
        "the name stands for several licences, so each question is answered only where all of them answer alike",
        "name the exact licence and version",
    )
    LICENCE_DEPRECATED = (
        "licence-deprecated",
        "warning",
        "SPDX has retired the identifier",
        "use the identifier that replaced it",
    )
    LICENCE_KIND_MISMATCH = (
        "licence-kind-mismatch",
        "note",
        "the licence was written for another kind of thing, so some of its words may have nothing to bind to",
        "consider a licence made for this kind of part",
    )
    COMPONENT_UNKNOWN = (
        "component-unknown",
        "warning",
        "a part is listed that is no component of the Model Openness Framework or of OSAID; it is kept and not judged",
        "use one of the component ids that `openness explain components` lists",
    )
    AVAILABILITY_UNKNOWN = (
        "availability-unknown",
        "warning",
        "a part is spoken of and nothing says whether it can be had",
        "say whether it is public, gated, on-request, hosted, withheld or not-used",
    )
    LABEL_ABOVE_RUNG = (
        "label-above-rung",
        "error",
        "the producer's word for the release promises more than the facts can bear",
        "use the word of the rung it stands on, or open what is missing",
    )
    RESTRICTION_IN_PROSE = (
        "restriction-in-prose",
        "error",
        "the prose limits the use of something that is under an open licence; which of the two holds is not clear",
        "take the limit out, or name a licence that contains it",
    )
    LINEAGE_CONFLICT = (
        "lineage-conflict",
        "error",
        "the licence grants what the base model's does not, or leaves out terms that go along with the base",
        "use the base's licence, or another base",
    )
    LINEAGE_DUTY = (
        "lineage-duty",
        "note",
        "the base model's licence asks something of those who pass a derivative on",
        "do what the clause asks",
    )
    LINEAGE_CAP = (
        "lineage-cap",
        "warning",
        "a derivative is no more open than its base: what is withheld there is withheld here",
        "describe or open it at the base",
    )
    LINEAGE_UNKNOWN = (
        "lineage-unknown",
        "warning",
        "the base model or its licence is not known, and its terms bind whoever builds on it",
        "name the base model and its licence",
    )
    LINEAGE_CYCLE = (
        "lineage-cycle",
        "warning",
        "a model is named as its own ancestor",
        "correct the base model",
    )
    GATE_ON_OPEN_LICENCE = (
        "gate-on-open-licence",
        "warning",
        "the licence is open and the download is behind a form; some definitions ask that anyone can have it",
        "offer the download without the form",
    )
    FIELD_INVALID = (
        "field-invalid",
        "warning",
        "a field does not say what its format allows; it is kept as written and nothing is guessed from it",
        "write the field as its format asks",
    )
    STATEMENT_MISSING = (
        "statement-missing",
        "note",
        "a file looks like a part of the release, or names a model it may come from, and nothing states it; it is not "
        "counted",
        "state the part in an openness.yaml, or the base model in the card",
    )
    RECORD_STALE = (
        "record-stale",
        "warning",
        "a fact was looked up long ago and may have changed",
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
    """One finding: what is wrong here, where it stands, and the edit that fixes it.

    Args:
        code: which kind of finding.
        message: what is wrong in this case, in one sentence.
        source: where it stands; None when it is about the whole release.
        help: what fixes it; the code's own advice by default. Two findings that differ in it alone are equal.
        subject: the part, licences and base models it is about.
    """

    code: Code
    message: str
    source: Source | None = None
    _help: str | Hint = field(default="", eq=False, repr=False)
    subject: Subject = WHOLE

    @property
    def help(self) -> str:
        """What fixes it; empty where the code's own advice does."""
        return str(self._help)

    @property
    def level(self) -> str:
        """How serious it is: `error`, `warning` or `note`, as its code says."""
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
