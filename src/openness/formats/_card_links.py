"""The targets of a card's `license_link`: files beside the card, and addresses that are not followed."""

import re
from collections.abc import Iterable, Iterator

from openness.formats._card_fields import BLANKS, Fields, words_in
from openness.release.hints import FileInProse, LicenceLink
from openness.syntax.tree import Scalar, source_of

_ON_HUB = (
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?:[^/?#]+/){1,3}(?:blob|resolve|raw)/"
    r"(?:refs/\w+/)?[^/?#]+/([^?#]+)(?:[?#].*)?"
)
#: A name that tells nothing, without asking what its words are.
_PLAIN = r"(?i)licen[cs]e(?:\.\w+)?"
_PART = r"\w[\w. ()+-]*"


def files(fields: Fields, own_name: str) -> tuple[str, ...]:
    """Files beside the card or below, by name or by their addresses on the Hub.

    No other address counts, and no path that leads out of the card's folder.

    Args:
        fields: of its block.
        own_name: the card's own file name.
    """
    names = (_file_of(node.text.strip(BLANKS)) for node in _links(fields))
    return tuple(name for name in names if name and name != own_name)


def _file_of(target: str) -> str:
    """The file beside the card, or below, to which a link leads; empty for any other."""
    found = re.fullmatch(_ON_HUB, target)
    name = found[1].replace("%20", " ") if found else target.removeprefix("./")
    return name if re.fullmatch(f"{_PART}(?:/{_PART})*", name) else ""


def addresses(fields: Fields) -> tuple[LicenceLink, ...]:
    """Addresses; none is followed, but the place of a known text tells which it is."""
    nodes = [node for node in _links(fields) if "://" in node.text]
    return tuple(LicenceLink(source_of(fields.name, node), node.text.strip(BLANKS)) for node in nodes)


def unread(fields: Fields, files: Iterable[str]) -> Iterator[FileInProse]:
    """The hints at files that hold another licence by their names, and of which only the text could tell which."""
    for path in filter(_holds_another, files):
        source = next(source_of(fields.name, node) for node in _links(fields))
        yield FileInProse(source, f"license_link: {path}", path.rpartition("/")[2])


def leads_to_another(target: str) -> bool:
    """True where a link leads to a file that holds another licence by its name."""
    return _holds_another(_file_of(target.strip(BLANKS)))


def _holds_another(path: str) -> bool:
    name = path.rpartition("/")[2]
    if not name or re.fullmatch(_PLAIN, name):
        return False
    from openness import prose  # few links need it

    return prose.holds_another(name)


def _links(fields: Fields) -> list[Scalar]:
    """Every word of the field, whatever its shape: one that is not understood points somewhere all the same."""
    return [word for _, node in fields.pairs("license_link") for word in words_in(node)]
