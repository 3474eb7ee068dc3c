"""The fields that a format has for a release.

Each writer declares its `Holds` once. An outline is cut down by that declaration (`cut`), what is cut is said from it, and the
law that reading gives back what was written is made from it.
"""

import re
from collections.abc import Mapping

from attrs import field, frozen

from openness.export.summary import Outline
from openness.value import Value
from openness.vocabulary import Availability, Kind, Relation

#: Facts of the release itself that a format may hold.
FACTS = (
    "name",
    "version",
    "producer",
    "channels",
    "claims",
    "circumstances",
    "not_checked",
    "details",
    "copyrights",
    "concluded",
)

_URI = re.compile(r"(?:https?|ftp|git\+https?|git|ssh|s3|gs|hf)://[\w.~:/?#@!$&'()*+,;=%\[\]-]+", re.ASCII)


@frozen(eq=False, repr=False)
class Slot(Value):
    """The fields that a format has for one kind of component.

    Args:
        availability: the words it has.
        by_address: whether `public` is said by an address alone, and so only by one that tells it.
        licence, location, extent: whether it has a field for each.
        conclusion: whether it keeps a concluded licence apart from the declared one.
        several: whether it lists several items, by name.
        offered: whether to list a part is to say that it is public.
        known: items that are told by their name alone, with the licence that each is then known to have.
    """

    availability: tuple[Availability, ...] = ()
    by_address: bool = False
    licence: bool = True
    location: bool = True
    extent: bool = False
    conclusion: bool = False
    several: bool = False
    offered: bool = False
    known: Mapping[str, str] = field(factory=dict, hash=False)


@frozen(eq=False, repr=False)
class Holds(Value):
    """The fields that a format has for a release.

    Args:
        title: the format's name, for people.
        facts: those of `FACTS` it has a field for.
        parts: by kind, what it holds of a component.
        bases: whether it names base models.
        relations: how a model came from its base, as far as it can tell.
        one_relation: whether it tells one relation for all bases.
        base: which of `licence` and `producer` it holds of a base.
        subject: what the file is then about.
        mixed: whether a licence that is on no list is understood within an expression.
        one_expression: whether an expression stands alone, with no second licence beside it.
        disputes: whether it keeps several values that are claimed of one field.
        uri: whether a location must be an address.
        one_line: whether a producer must be a single line.
        itself: the component that the file is itself: it is there, whatever was said of it.
        dated: whether a file must say when it was made.
        words: the circumstances and details it has a field for; None for all, where it has one for them.
        task: whether it has a field for a task of the Hub, which tells some of them.
    """

    title: str
    facts: tuple[str, ...]
    parts: Mapping[Kind, Slot] = field(hash=False)
    bases: bool = False
    relations: tuple[Relation, ...] = ()
    one_relation: bool = False
    base: tuple[str, ...] = ()
    subject: str = "model"
    mixed: bool = True
    one_expression: bool = False
    disputes: bool = False
    uri: bool = False
    one_line: bool = False
    itself: Kind | None = None
    dated: bool = False
    words: tuple[str, ...] | None = None
    task: bool = False


def with_properties(title: str, *, one_expression: bool = False, dated: bool = False) -> dict[str, Holds]:
    """The declarations, by subject, of a format that states in properties what it has no field for: a conclusion alone is lost.

    Args:
        title: the format's name, for people.
        one_expression: as in `Holds`.
        dated: as in `Holds`.
    """
    slot = Slot(tuple(Availability), extent=True, conclusion=True, several=True)
    return {
        subject: Holds(
            title,
            tuple(word for word in FACTS if word != "concluded"),
            dict.fromkeys(Kind, slot),
            bases=True,
            relations=tuple(Relation),
            base=("licence", "producer"),
            subject=subject,
            one_expression=one_expression,
            disputes=True,
            dated=dated,
        )
        for subject in ("model", "dataset")
    }


def is_address(location: str) -> bool:
    """True where a location is an address, as the SBOM formats ask.

    >>> is_address("https://example.org/a"), is_address("models/heron")
    (True, False)
    """
    return _URI.fullmatch(location) is not None


def is_mixed(licence: str) -> bool:
    """True where a licence is an expression of several."""
    return re.search(r" (?:AND|OR) ", licence) is not None


def names_only_listed(licence: str, outline: Outline) -> bool:
    """True where an expression names only what SPDX lists."""
    from openness.errors import OpennessError
    from openness.licensing.expression import names, parse

    known = outline.named
    try:
        words = [str(name) for name in names(parse(licence))]
    except OpennessError:
        return False
    return all(word in known and known[word].listed for word in words)
