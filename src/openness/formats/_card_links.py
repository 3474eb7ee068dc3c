"""The targets of a card's `license_link`: files beside the card, and addresses that are not followed."""

import re

from openness.formats._card_fields import BLANKS, Fields, words_in
from openness.release.hints import LicenceLink
from openness.syntax.tree import Scalar, source_of

_ON_HUB = (
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/(?:[^/?#]+/){1,3}(?:blob|resolve|raw)/"
    r"(?:refs/\w+/)?[^/?#]+/([^?#]+)(?:[?#].*)?"
)
_PART = r"\w[\w. ()+-]*"


def files(fields: Fields, own_name: str) -> tuple[str, ...]:
    """Files beside the card or below, by name or by their addresses on the Hub.

    No other address counts, and no path that leads out of the card's folder.

    Args:
        fields: of its block.
        own_name: the card's own file name.
    """
    targets = [node.text.strip(BLANKS) for node in _links(fields)]
    addressed = ((re.fullmatch(_ON_HUB, target), target) for target in targets)
    names = [found[1].replace("%20", " ") if found else target.removeprefix("./") for found, target in addressed]
    return tuple(name for name in names if name != own_name and re.fullmatch(f"{_PART}(?:/{_PART})*", name))


def addresses(fields: Fields) -> tuple[LicenceLink, ...]:
    """Addresses; none is followed, but the place of a known text tells which it is."""
    nodes = [node for node in _links(fields) if "://" in node.text]
    return tuple(LicenceLink(source_of(fields.name, node), node.text.strip(BLANKS)) for node in nodes)


def _links(fields: Fields) -> list[Scalar]:
    """Every word of the field, whatever its shape: one that is not understood points somewhere all the same."""
    return [word for _, node in fields.pairs("license_link") for word in words_in(node)]
