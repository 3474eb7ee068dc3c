"""Texts of which several versions may hold: a report lists the versions once, and then names the text alone."""

import re
from collections.abc import Iterable, Iterator

from openness.vocabulary.sentences import edition_of, series

_MANY = 3  # versions; two are as short as what stands for them


class Versions:
    """The texts with many versions among some titles.

    Args:
        titles: of the licences that a report names.

    >>> versions = Versions(["Terms (May 2024)", "Terms (June 2025)", "Terms (July 2026)", "MIT"])
    >>> versions.short("It rests on clause 2 of Terms (June 2025, July 2026 and May 2024), and MIT.")
    'It rests on clause 2 of Terms, and MIT.'
    >>> versions.short("Terms (May 2024, June 2025 or July 2026), whichever holds, allows it.")
    'Terms allows it.'
    >>> versions.short("Clause 3 of Terms (May 2024 and June 2025) differs.")
    'Clause 3 of Terms (May 2024 and June 2025) differs.'
    >>> list(versions.sentences())
    ['“Terms” stands here for any of its 3 versions: May 2024, June 2025 or July 2026.']
    """

    def __init__(self, titles: Iterable[str]) -> None:
        found: dict[str, list[str]] = {}
        for title in dict.fromkeys(titles):
            text, edition, rest = edition_of(title)
            if edition and not rest:
                found.setdefault(text, []).append(edition)
        self._versions = {text: each for text, each in found.items() if len(each) >= _MANY}
        names = "|".join(map(re.escape, sorted(self._versions, key=len, reverse=True)))
        self._mention = re.compile(rf"({names}) \(([^()]*)\)") if names else None
        self._whichever = re.compile(rf"^({names}), whichever holds,") if names else None

    def short(self, words: str) -> str:
        """Some words, where a text of which every version is listed is named alone."""
        if self._mention is None or self._whichever is None:
            return words
        return self._whichever.sub(r"\1", self._mention.sub(self._alone, words))

    def _alone(self, mention: re.Match[str]) -> str:
        listed = set(re.split(r", | and | or ", mention[2]))
        return mention[1] if listed == set(self._versions[mention[1]]) else mention[0]

    def sentences(self) -> Iterator[str]:
        """A sentence for each text, which lists its versions."""
        for text, each in self._versions.items():
            yield f"“{text}” stands here for any of its {len(each)} versions: {series(each, 'or')}."
