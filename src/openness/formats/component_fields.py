"""Fields that name their component, such as `training-code.availability`: for anyone who knows more than a card says."""

from collections.abc import Iterable

from attrs import evolve

from openness.errors import OpennessError, Problem, nearest
from openness.release.claim import Claim, Fact, unordered
from openness.release.component import Component, Item, joined_components
from openness.release.finding import Code, Finding
from openness.release.hints import NothingInferred
from openness.release.location import Source
from openness.release.release import Release
from openness.syntax.tree import Mapping, Scalar
from openness.vocabulary import NOASSERTION, Availability, Basis, Kind, hub

FIELDS = ("availability", "licence")
_KINDS = {hub.folded_name(kind): kind for kind in Kind}


def component_of(name: str) -> tuple[Kind, str] | None:
    """The component that a field is about, and what it says of it; None where it is about none.

    Raises:
        OpennessError: where it is called as such a field is, and there is no such component.

    >>> component_of("training-code.licence"), component_of("Training-Code.Licence") == component_of("training-code.licence")
    ((<Kind.TRAINING_CODE: 'training-code'>, 'licence'), True)
    """
    kind, dot, field = name.rpartition(".")
    field = hub.folded_name(field)
    if not dot or field not in FIELDS:
        return None
    found = _KINDS.get(hub.folded_name(kind))
    if found is None:
        raise OpennessError(Problem("", None, f"{name!r} is of no component", nearest(kind, Kind)))
    return found, field


def set_apart(fields: Mapping) -> tuple[Mapping, dict[str, str | None]]:
    """The fields that are of no component; and those that are, each with its word, or None where it holds something else.

    Raises:
        OpennessError: where one is called so, and there is no such component.
    """
    others, words = [], {}
    for key, node in fields:
        if component_of(key.text) is None:
            others.append((key, node))
        elif not (isinstance(node, Scalar) and node.null):
            words[key.text] = node.text if isinstance(node, Scalar) and not node.plain else None
    return Mapping(tuple(others), fields.line), words


def with_components(release: Release, words: Iterable[tuple[str, str | None]], source: Source) -> Release:
    """A release with what fields of components say besides.

    Args:
        release: what all other fields say.
        words: what the fields say, by their names; None for what is not a word.
        source: where they stand.
    """
    parts: list[Component] = []
    unread: list[NothingInferred] = []
    oddities = []
    for name, text in words:
        of = component_of(name)
        assert of is not None
        kind, field = of
        word = text.strip() if text is not None else ""
        if text is not None and not word:
            continue
        stated = word if field == "licence" else Availability.__members__.get(word.upper().replace("-", "_"), "")
        if not stated:
            written = "what is not a word" if text is None else repr(text)
            oddities.append(Finding(Code.FIELD_INVALID, f"the field {name} holds {written}", source))
            if field == "availability":
                unread.append(NothingInferred(kind, source))
                continue
        fact = Fact((Claim(stated or NOASSERTION, Basis.DECLARED, source, word),))
        parts.append(Component(kind, (Item(availability=fact) if field == "availability" else Item(licence=fact),)))
    if parts or unread:
        release = release.join(Release(components=joined_components(parts), signs=unordered(unread)))
    return evolve(release, oddities=(*release.oddities, *oddities)) if oddities else release
