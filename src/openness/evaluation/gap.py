"""A gap that keeps a criterion from being met, as a value, and its words: nobody else words a gap or compares words."""

from collections.abc import Sequence

from attrs import frozen

from openness.value import Value
from openness.vocabulary import Availability, Channel, Circumstance, Kind, Term
from openness.vocabulary.words import ListedWord


class GapSort(ListedWord):
    """The sorts of gap, each with the fix that would fill it."""

    fix: str

    def __init__(self, word: str, fix: str = "") -> None:
        """Keep the fix."""
        self.fix = fix

    PART_SILENT = "part-silent", "state whether the part is published, and under which licence"
    NOT_CHECKED = "not-checked", "look at the maker's page, and state the part in a file of your own"
    PART_OF_BASE_SILENT = "part-of-base-silent", "state it for the base model too"
    AVAILABILITY_UNKNOWN = "availability-unknown", "state where the part is published, or that it is not"
    AVAILABILITY_DISPUTED = "availability-disputed", "correct the source that is wrong"
    NOT_OPEN_ENOUGH = "not-open-enough", "publish the part"
    ONLY_A_PART = "only-a-part", "publish the whole of it"
    NO_LICENCE_NAMED = "no-licence-named", "name a licence"
    LICENCE_NOT_CHECKED = "licence-not-checked", "look at the maker's page, and state the licence in a file of your own"
    SERVICE_TERMS = "service-terms", "read the terms of the service"
    NO_LICENCE = "no-licence", "choose a licence"
    LICENCE_UNKNOWN = (
        "licence-unknown",
        "use an identifier of the SPDX list, or add a record of the licence with --shelf",
    )
    LICENCE_AMBIGUOUS = "licence-ambiguous", "name the version of the licence"
    PROSE_LIMIT = "prose-limit", "take the limit out of the text, or name the licence that has it"
    PROSE_UNCLEAR = (
        "prose-unclear",
        "write the licence's identifier in the text, and leave out what the licence does not say",
    )
    TERM_DENIED = "term-denied", "choose a licence that grants it"
    TERM_UNKNOWN = "term-unknown", "add what the licence says to its record"
    NOT_ON_LIST = "not-on-list", "choose a licence on the list"
    ON_NO_LIST = "on-no-list", "choose a licence on the list"
    REFUSED_BY_LIST = "refused-by-list", "choose a licence on the list"
    NO_LIST_FOR_PART = "no-list-for-part", "choose a licence on the list"
    NOT_REVIEWED = "not-reviewed", "have a person review it and add the conclusion"
    REVIEWED_UNMET = "reviewed-unmet", "change what the reviewer found"
    CIRCUMSTANCE_HOLDS = "circumstance-holds", "give it up"
    CIRCUMSTANCE_UNKNOWN = "circumstance-unknown", "state whether it applies"
    NUMBER_UNKNOWN = "number-unknown", "state the number"
    NUMBER_TOO_HIGH = "number-too-high", "stay below the limit"
    CHANNEL_UNKNOWN = "channel-unknown", "state how people reach the model"
    ELEMENT_MISSING = "element-missing", "state it in the document"
    ELEMENT_UNKNOWN = "element-unknown", "state it where the format has a field, or have a person look"


#: The name of a base model that no file names.
UNNAMED = "that no file names"

#: Gaps of a description that is ours: the maker may have said it where nobody looked.
OF_OURS = (GapSort.NOT_CHECKED, GapSort.LICENCE_NOT_CHECKED)
#: Gaps that come from silence: whoever wrote the files said nothing.
OF_SILENCE = frozenset(
    (
        GapSort.PART_SILENT,
        GapSort.PART_OF_BASE_SILENT,
        GapSort.AVAILABILITY_UNKNOWN,
        GapSort.NO_LICENCE_NAMED,
        GapSort.LICENCE_NOT_CHECKED,
        GapSort.SERVICE_TERMS,
        GapSort.CIRCUMSTANCE_UNKNOWN,
        GapSort.NUMBER_UNKNOWN,
        GapSort.CHANNEL_UNKNOWN,
        GapSort.NOT_REVIEWED,
    )
)


#: Gaps of something that is stated, and may be met as it stands: a part that is stated again settles nothing.
_OF_DOUBT = frozenset(
    (GapSort.AVAILABILITY_DISPUTED, GapSort.LICENCE_AMBIGUOUS, GapSort.PROSE_LIMIT, GapSort.PROSE_UNCLEAR)
)


@frozen(eq=False, repr=False)
class Gap(Value):
    """One thing that is missing, or in the way.

    Args:
        sort: its sort.
        component: the part it is about; None where it is about no part.
        item: the item of the part; empty where the part has only one.
        base: the base model it is about, `UNNAMED` where it has no name; empty for the release itself.
        word: the availability, term, circumstance, channel or criterion in question.
        licence: the licence in question, by its id or as it is written.
        title: what to call the licence for people.
        clause: where the licence says so; for a list, the day it was looked up.
        detail: words of the source: a reason, a quotation, a number, the value of another source.
    """

    sort: GapSort
    component: Kind | None = None
    item: str = ""
    base: str = ""
    word: str = ""
    licence: str = ""
    title: str = ""
    clause: str = ""
    detail: str = ""

    @property
    def fix(self) -> str:
        """The fix that would fill the gap."""
        return self.sort.fix

    @property
    def about(self) -> str:
        """The subject of the gap, for people to read."""
        if self.base == UNNAMED:
            return "the base model, which no file names"
        if self.base and self.sort is not GapSort.PART_OF_BASE_SILENT:
            return f"the base model {self.base}"
        part = self.component.label if self.component is not None else ""
        return f"{part} ({self.item})" if self.item else part

    @property
    def _cited(self) -> str:
        """The clause of a licence as a sentence goes on with it; empty for a gap that is about none."""
        if not self.clause:
            return ""
        from openness.licensing.clauses import cited  # few gaps are about one

        return f", {cited(self.clause)}"

    def __str__(self) -> str:
        """The gap in words.

        >>> str(Gap(GapSort.NO_LICENCE_NAMED, Kind.DATASETS, "Dolma"))
        'no licence is named for the training data (Dolma)'
        """
        words = _WORDS[self.sort]
        if self.sort is GapSort.TERM_DENIED and not self.detail:
            words = "{title} does not grant “{word}”{clause}"
        return words.format(
            about=self.about,
            the=self.about if self.about.startswith("the ") else f"the {self.about}",
            base=self.base,
            word=_label(self.word),
            title=self.title or self.licence,
            clause=self._cited,
            day=self.clause,
            detail=self.detail or self.word,
            colon=f": {self.detail}" if self.detail else "",
        )


def settling(gaps: Sequence[Gap]) -> str:
    """The advice for gaps that are doubts alone; empty where there is none, or another gap among them."""
    if not all(gap.sort in _OF_DOUBT for gap in gaps):
        return ""
    return "; or ".join(dict.fromkeys(gap.fix for gap in gaps))


_LABELS: dict[str, str] = {
    word.value: word.label for words in (Term, Availability, Channel, Circumstance) for word in words
}


def _label(word: str) -> str:
    """A word of a closed list as people read it; any other word as it is."""
    return _LABELS.get(word, word)


_WORDS = {
    GapSort.PART_SILENT: "nothing is stated about {the}",
    GapSort.NOT_CHECKED: "{about}: not checked by us",
    GapSort.PART_OF_BASE_SILENT: "nothing is stated about the {about} of the base model {base}",
    GapSort.AVAILABILITY_UNKNOWN: "{about}: unknown whether published",
    GapSort.AVAILABILITY_DISPUTED: "{about}: sources disagree ({detail})",
    GapSort.NOT_OPEN_ENOUGH: "{about}: {word}",
    GapSort.ONLY_A_PART: "{about}: only a part is published",
    GapSort.NO_LICENCE_NAMED: "no licence is named for {the}",
    GapSort.LICENCE_NOT_CHECKED: "the licence of {the}: not checked by us, so the record does not say which it is",
    GapSort.SERVICE_TERMS: "{the}: the provider's terms of service decide, and they are not known here",
    GapSort.NO_LICENCE: "{about}: no licence",
    GapSort.LICENCE_UNKNOWN: "{about}: unknown licence{colon}",
    GapSort.LICENCE_AMBIGUOUS: "{title} can mean several licences",
    GapSort.PROSE_LIMIT: "the text limits the use of {the}: “{detail}”",
    GapSort.PROSE_UNCLEAR: "what the text says about the terms of {the} is not understood: “{detail}”",
    GapSort.TERM_DENIED: "{detail} ({title}{clause})",
    GapSort.TERM_UNKNOWN: "unknown whether {title} grants “{word}”{colon}",
    GapSort.NOT_ON_LIST: "{title} is not on the list: {word} (looked up {day})",
    GapSort.ON_NO_LIST: "{title} is {detail}, so whether it is open enough for {the} stays unknown until it is listed",
    GapSort.REFUSED_BY_LIST: "{title} is refused by the list: {word} (looked up {day})",
    GapSort.NO_LIST_FOR_PART: "OSI keeps no list of terms for {about}, and {title} is not on its list of licences",
    GapSort.NOT_REVIEWED: "needs human review: {detail}",
    GapSort.REVIEWED_UNMET: "{detail}",
    GapSort.CIRCUMSTANCE_HOLDS: "this applies: {word}",
    GapSort.CIRCUMSTANCE_UNKNOWN: "unknown whether this applies: {word}",
    GapSort.NUMBER_UNKNOWN: "{word}: unknown",
    GapSort.NUMBER_TOO_HIGH: "{word}: {detail}",
    GapSort.CHANNEL_UNKNOWN: "nothing says that people reach it by {word}",
    GapSort.ELEMENT_MISSING: "{detail}",
    GapSort.ELEMENT_UNKNOWN: "unknown whether the document states {detail}: it has no field for it, only free text, or no entry",
}
