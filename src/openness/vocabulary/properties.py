"""Names under which an SBOM states what its format has no field for.

CycloneDX has them as properties and SPDX 3 as an extension with the same entries, so one list serves both. The prefix
is this project's own: `openness:` is used by another tool, and is read where it says that something is gated.
"""

from openness.vocabulary.details import ModelDetail
from openness.vocabulary.words import CIRCUMSTANCES, Word

PREFIX = "ai-openness:"


class Property(Word):
    """A statement on one element of an SBOM; one that is made several times states several things."""

    def __init__(self, word: str, says: str = "") -> None:
        """Keep the meaning; the label is the word."""
        super().__init__(word, word, says)

    COMPONENT = "component", "which component of the release the element is"
    AVAILABILITY = "availability", "how it can be reached; `NOASSERTION` where that is not known"
    EXTENT = "extent", "whether `whole` or only a `part` of it is offered"
    LICENCE = "licence", "its licence, where the format's own field cannot name it; several are a dispute"
    LOCATION = "location", "where it is, where that is not an address"
    BECAUSE = "because", "why it is not offered, or not used"
    RELATION = "relation", "how the release came from this model"
    LIKELY = "likely", "`true` where only prose or a settings file names this base model"
    CHANNEL = "channel", "a way people reach the release"
    CLAIM = "claim", "what the producer calls the release"
    NOT_CHECKED = "not-checked", "a part that whoever described the release did not look up"
    COPYRIGHT = "copyright", "a copyright statement, where there are several"
    VERSION = "version", "the version of the release, where it is longer than the format's own field may be"


#: Every name, without the prefix, with what it says: the list that is published.
PROPERTIES = {word.value: word.says for word in (*Property, *CIRCUMSTANCES, *ModelDetail)}
