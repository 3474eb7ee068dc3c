"""The links of a sentence to the text of a licence: one that lies here, in a repository, or with another model."""

import re

from openness.prose.marks import Link
from openness.prose.reader import Sentence
from openness.vocabulary.patterns import pattern

_TEXT = pattern(
    r"(?i)//(?:www\.)?(?:github\.com|raw\.githubusercontent\.com|huggingface\.co)/\S*/licen[cs]e(?:\.\w+)?\Z"
)
_OF_A_MODEL = pattern(
    r"(?i)//(?:www\.)?(?:huggingface\.co|hf\.co)/(?!(?:spaces|datasets)/)[^/\s]+/(?P<name>[^/\s]+)/(?:blob|resolve|raw)/"
    r"\S*licen[cs]e[^/\s]*\Z"
)
_ALIKE = 4  # letters that the names of one family share


def leads_to_text(link: Link) -> bool:
    """True where a link leads to a file that lies here, or to the text of a licence in a repository."""
    return "://" not in link.address or _TEXT.search(link.address) is not None


def is_of_another_model(sentence: Sentence, link: Link) -> bool:
    """True where a link leads to the licence of a model on the Hub that the title of the card does not name."""
    found = _OF_A_MODEL.search(link.address)
    if found is None:
        return False
    name, title = (re.sub(r"[\W_]+", "", text.lower()) for text in (found["name"], sentence.title))
    return title != "" and name[:_ALIKE] not in title and title[:_ALIKE] not in name
