"""Hints of a file that states none of it: limits and licences in prose, parts and bases that must be there.

A hint is no claim. Resolution decides what each comes to beside what is stated.
"""

from attrs import field, frozen

from openness.release.claim import SILENT, Claim, Fact, Rule
from openness.release.location import Source
from openness.value import Value
from openness.vocabulary import MODEL, NOASSERTION, Basis, Kind, Relation, hub


@frozen(eq=False, repr=False)
class LimitInProse(Value):
    """A sentence that limits the use of the model or the data set, or may limit it.

    Args:
        source: where it stands.
        written: the sentence.
        understood: whether a rule understands it as a limit: else it binds whoever uses the model, and nobody knows to what.
        subject: what it is about; it counts for a release of that sort.
    """

    source: Source
    written: str
    understood: bool = True
    subject: str = MODEL

    @property
    def doubt(self) -> Claim:
        """The claim that it comes to beside an open licence: which of the two holds is not known."""
        rule = Rule.PROSE_LIMIT if self.understood else Rule.PROSE_UNCLEAR
        return Claim(NOASSERTION, Basis.INFERRED, self.source, self.written, rule=rule)


@frozen(eq=False, repr=False)
class LicenceInProse(Value):
    """A sentence about the licence of the model or the data set.

    Args:
        source: where it stands.
        written: the sentence.
        names: what in it may be the name or the address of a licence, the likeliest first.
        states: whether it states the licence, behind a label or under a heading or in so many words.
        understood: whether it is clear even where no name in it is known.
        certain: whether it is said as a fact, and of nothing but the model: else it may doubt, and grants nothing.
        apart: whether it says that the licence is that of something else, and not of the model.
        subject: what it is about; empty for whatever the release is.
    """

    source: Source
    written: str
    names: tuple[str, ...]
    states: bool
    understood: bool
    certain: bool = True
    apart: bool = False
    subject: str = MODEL


@frozen(eq=False, repr=False)
class LicenceLink(Value):
    """An address that a card points to for its licence; it is never followed."""

    source: Source
    address: str
    subject: str = MODEL


@frozen(eq=False, repr=False)
class LicenceOfWeights(Value):
    """A sentence in which an author says which licence that of the weights is.

    Args:
        source: where it stands.
        written: the sentence.
        names: what in it may be the name or the address of that licence, the likeliest first.
        same: whether it is the one that lies with the code.
        elsewhere: whether it is another than that.
    """

    source: Source
    written: str
    names: tuple[str, ...] = ()
    same: bool = False
    elsewhere: bool = False


@frozen(eq=False, repr=False)
class CodeLicence(Value):
    """A licence text that may be that of the code alone.

    Args:
        source: where it lies.
        statements: what the author says of the licence of the weights.
        near: whether it lies with the weights, so that it is theirs where nobody says otherwise.
        subject: what it may not be about.
    """

    source: Source
    statements: tuple[LicenceOfWeights, ...] = ()
    near: bool = False
    subject: str = MODEL

    @property
    def doubt(self) -> Claim:
        """The claim that it comes to beside an open licence."""
        return Claim(NOASSERTION, Basis.INFERRED, self.source, rule=Rule.CODE_LICENCE)


@frozen(eq=False, repr=False)
class NamedInProse(Value):
    """A name by which a sentence calls a model, and does not say why: the weights may come from it.

    Args:
        source: where the sentence stands.
        written: the sentence.
        name: of the model; it counts only where it is a well-known one's under terms that are not open.
        subject: what the text is about.
    """

    source: Source
    written: str
    name: str
    subject: str = MODEL

    @property
    def doubt(self) -> Claim:
        """The claim that it comes to beside an open licence, where nothing says what the weights were made from."""
        return Claim(NOASSERTION, Basis.INFERRED, self.source, self.written, rule=Rule.PROSE_NAME)


@frozen(eq=False, repr=False)
class FileInProse(Value):
    """A file to which a card sends for the licence of its model, which only its text could tell.

    Args:
        source: where the sentence stands.
        written: the sentence.
        name: of the file; it counts only where no such file was found.
        subject: what the text is about.
    """

    source: Source
    written: str
    name: str
    subject: str = MODEL

    @property
    def doubt(self) -> Claim:
        """The claim that it comes to beside an open licence."""
        words = f"{self.written} (the text of {self.name} was not read)"
        return Claim(NOASSERTION, Basis.INFERRED, self.source, words, rule=Rule.PROSE_UNCLEAR)


LicenceHint = LimitInProse | LicenceInProse | LicenceLink | CodeLicence | NamedInProse | FileInProse


@frozen(eq=False, repr=False)
class LikelyPart(Value):
    """Files that look like a part of the release by their names.

    Args:
        kind: the part.
        source: where the first of them is.
        written: some of their names.
    """

    kind: Kind
    source: Source
    written: str


@frozen(eq=False, repr=False)
class NeededBase(Value):
    """A base that must be there and is not named here: what an adapter is put on, what was merged."""

    relation: Relation
    source: Source


@frozen(eq=False, repr=False)
class CalledBase(Value):
    """A base called by a name that counts only where it is a well-known model's."""

    name: str
    relation: Relation
    source: Source


@frozen(eq=False, repr=False)
class LoadedFrom(Value):
    """A repository that the weights were loaded from: the base they were made from, a copy, or the release itself."""

    name: str = field(converter=hub.repository)
    source: Source


@frozen(eq=False, repr=False)
class NothingInferred(Value):
    """Words that keep the availability of a part from being inferred: nobody can read them, or they deny it.

    Args:
        kind: the part.
        source: where they stand.
    """

    kind: Kind
    source: Source


@frozen(eq=False, repr=False)
class OfEither(Value):
    """A thing that tells of a model, beside the card of a data set: what lies with both may be about either."""

    source: Source


@frozen(eq=False, repr=False)
class DataLicence(Value):
    """The licence of a data set that trained the model, as something else than a claim on that data says it.

    It makes no claim on the data: that a card or a sentence names a licence does not say that anybody can get them.

    Args:
        name: of the data set; empty for the training data as a whole.
        source: where it stands.
        written: the words.
        names: what in these may be the name of a licence, the likeliest first.
        licence: the licence, once it is known.
    """

    name: str
    source: Source
    written: str = ""
    names: tuple[str, ...] = ()
    licence: Fact = SILENT


Sign = DataLicence | LikelyPart | NeededBase | CalledBase | LoadedFrom | NothingInferred | OfEither
