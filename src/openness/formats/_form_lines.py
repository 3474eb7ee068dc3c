"""The lines of a form that this tool filled: each states a fact and names the place of it.

A person may have changed any of them, so a line counts only where all of it is understood; and a data set that is listed is
named, whatever else its line says (`docs/decisions/0032-forms-are-data.md`).
"""

import html
import re
from collections.abc import Iterator

from openness.vocabulary import Availability, Relation
from openness.vocabulary.details import ModelDetail

_PLACE = " (source: "
_UNCERTAIN = "; only prose or a settings file names it"
_NAMELESS = "a model without a name"
_RELATIONS = {relation.label: relation for relation in Relation}
_WAYS = "|".join(map(re.escape, (*(way.label for way in Availability), "nothing says whether anyone can get it")))
_LINE_LIMIT = 500  # characters that are looked at

#: The sizes of the training data by the unit in which they stand, and for hours by the kind of content.
_SIZES = {
    ("text", "tokens"): ModelDetail.TRAINING_TOKENS,
    ("image", "images"): ModelDetail.TRAINING_IMAGES,
    ("audio", "hours"): ModelDetail.TRAINING_AUDIO_HOURS,
    ("video", "hours"): ModelDetail.TRAINING_VIDEO_HOURS,
}


def plain(line: str) -> str:
    r"""A line without its Markdown and without the place that a form of ours names behind it.

    >>> plain("- **Acme \\*Labs\\*** (source: openness.yaml:3)")
    'Acme *Labs*'
    """
    text = line.strip().strip("|").strip().replace("<span>", "").replace("</span>", "")
    text = text[: text.rfind(_PLACE)] if is_ours(text) else text
    text = re.sub(r"^(?:[-*•]\s+)?(?:\[[xX ]\]\s*)?", "", text)
    text = re.sub(r"(?<!\\)[*_ ]{1,80}$", "", text.lstrip("*_ "))
    return html.unescape(re.sub(r"\\([\\`*_{}\[\]|~!])", r"\1", text)).strip()


def is_ours(line: str) -> bool:
    """True where a line ends with the place of a fact."""
    return line.endswith(")") and _PLACE in line


def base_in(line: str) -> tuple[str, Relation, str, str, bool] | None:
    """The base model in a line: its name, the relation, its maker, its licence, and whether it is certain.

    None where the line says no relation in our words; maker and licence are empty where not all of the line is understood.

    >>> base_in("- acme/egg: fine-tune, Acme, licence MIT (source: openness.yaml:9)")
    ('acme/egg', <Relation.FINE_TUNE: 'fine-tune'>, 'Acme', 'MIT', True)
    """
    text = plain(line)[:_LINE_LIMIT]
    found = re.match(rf"(.+?): ({'|'.join(map(re.escape, _RELATIONS))})(?=,|;|$)", text)
    if found is None:
        return None
    rest = text[found.end() :]
    certain = not rest.endswith(_UNCERTAIN)
    more = re.fullmatch(r"(?:, (?!licence)([^,]+))?(?:, licence ([^,:]+))?", rest.removesuffix(_UNCERTAIN))
    maker, licence = more.groups(default="") if more and is_ours(line.strip()) else ("", "")
    return "" if found[1] == _NAMELESS else found[1], _RELATIONS[found[2]], maker, licence, certain


def set_in(line: str) -> str:
    """The name of the data set in a line of ours; empty where it is another line, or names none.

    >>> set_in("- Reeds: public, licence ODC-By-1.0, <https://example.org/reeds> (source: openness.yaml:6)")
    'Reeds'
    >>> set_in("- Reeds: a corpus of plays")
    ''
    """
    text = plain(line)[:_LINE_LIMIT]
    found = re.match(rf"(.+?): (?:the sources disagree: )?(?:{_WAYS})(?=,|$)", text) if is_ours(line.strip()) else None
    return found[1] if found else ""


def sizes_in(modality: str, line: str) -> Iterator[tuple[ModelDetail, str]]:
    """The size of the training data in a line below a kind of content.

    >>> [(str(word), size) for word, size in sizes_in("text", "- 15 000 000 tokens (source: openness.yaml:3)")]
    [('training-tokens', '15000000')]
    """
    found = re.fullmatch(r"([\d ]{1,40}|[\d.e+-]{1,40}) (tokens|images|hours)", plain(line)) if is_ours(line) else None
    word = _SIZES.get((modality, found[2])) if found else None
    if found and word is not None and (size := word.read(found[1].replace(" ", ""))):
        yield word, size
