"""The small things that look alike on every page: verdicts, availabilities, rungs, licences, sources."""

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any

from openness.blocks.markup import NOTHING, Child, Markup, between, joined, tag
from openness.licensing.licence import Licence
from openness.site.entry import Answer, clipped, slug_of

_LONGEST, _PLACES = 600, 20  # letters shown of a text that a file holds, and places of one claim

WORDS = {"met": "met", "unmet": "not met", "unknown": "unknown", "none": "no verdict"}


def verdict(word: str | None, text: str = "") -> Markup:
    """A verdict as a word, which the style sheet gives a mark; None for a text that comes to none.

    >>> print(verdict("unmet"), verdict(None))
    <b class="unmet">not met</b> <b class="none">no verdict</b>
    """
    return tag("b", text or WORDS[word or "none"], class_=word or "none")


def told(answer: Answer, most: int = _LONGEST) -> Markup:
    """The result of a release under a definition; below the top of a ladder it does not look like a plain yes."""
    return tag("b", clipped(answer.word, most), class_=class_of(answer))


def class_of(answer: Answer) -> str:
    """The verdict as the style sheet knows it."""
    return f"{answer.verdict or 'none'}{' below' if answer.verdict == 'met' and not answer.top else ''}"


def why(answer: Answer, most: int = _LONGEST) -> Markup:
    """The criterion that holds a release back, with its first reason; nothing where none does."""
    return joined(tag("b", answer.criterion), ": ", clipped(answer.reason, most)) if answer.criterion else NOTHING


def follows(word: str, says: str) -> Markup:
    """A statement about what a user can do; where the facts do not decide, marked as unknown."""
    return tag("b", f"unknown: {says}" if word == "unknown" else says, class_=word)


def availability(word: str, partial: bool = False) -> Markup:
    """An availability as a word, which the style sheet gives a mark."""
    return tag("b", word, " in part" if partial else None, class_=word if word != "unknown" else "silent")


def standing(reached: str, reachable: str) -> Markup:
    """The level reached and the level possible, by their labels; empty where there is none."""
    if not reached and not reachable:
        return joined("no ruling")
    held = tag("b", reached or "no level")
    return held if reached == reachable else joined(held, ", could reach ", tag("b", reachable))


def licence_file(id: str) -> str:
    """The page of a licence, below the site's top; ids that differ have pages that differ.

    >>> licence_file("LicenseRef-Llama-3.1-Community"), licence_file("GPL-2.0+")
    ('licences/licenseref-llama-3.1-community.html', 'licences/gpl-2.0-e86af945.html')
    """
    slug = slug_of(id)
    if slug != id.lower():
        slug = f"{slug}-{hashlib.sha256(id.encode()).hexdigest()[:8]}"
    return f"licences/{slug}.html"


def licence(text: str, known: "Mapping[str, Licence] | Callable[[str], Licence | None]", root: str) -> Markup:
    """A licence as it is said, with each name that has a record linked to its page."""
    find = known if callable(known) else known.get
    pieces: list[Child] = []
    for word in re.split(r"([A-Za-z0-9][A-Za-z0-9.+-]*)", text):
        held = find(word) if word else None
        if held is None:
            pieces.append(word)
        else:
            shown = word.removeprefix("LicenseRef-")
            pieces.append(tag("a", shown, href=root + licence_file(held.id), title=held.name))
    return joined(pieces)


_GITHUB = re.compile(r"github:([\w.-]+/[\w.-]+)@([0-9a-f]{7,40})(?::([\w./+-]+))?$", re.ASCII)


def place(text: str) -> Markup:
    """Where something was found: an address of the web becomes a link, and so does a file of GitHub.

    >>> print(place("github:a/b@1234567:README.md"))
    <a href="https://github.com/a/b/blob/1234567/README.md">github:a/b@1234567:README.md</a>
    """
    if len(text) > _LONGEST:
        return joined(shortened(text))
    found = _GITHUB.match(text)
    if found:
        repository, commit, path = found.groups()
        address = f"https://github.com/{repository}/" + (f"blob/{commit}/{path}" if path else f"tree/{commit}")
    elif text.lower().startswith(("https://", "http://")):
        address = text
    else:
        return joined(text)
    return tag("a", text, href=address)


def places(text: str) -> Markup:
    """Several places, as a record writes them."""
    return between("; ", map(place, text.split("; ")[:_PLACES]))


def shortened(text: str) -> str:
    """What a file holds, cut where it is too long to be shown."""
    return clipped(text, _LONGEST)


def count_of(many: int, word: str) -> str:
    """A number with its word.

    >>> count_of(1, "release"), count_of(2, "release")
    ('1 release', '2 releases')
    """
    return f"{many:,} {word}{'' if many == 1 else 's'}"


def value(held: Any) -> str:
    """A plain value of a record in words.

    >>> value(True), value(["a", "b"]), value(700000000)
    ('yes', 'a, b', '700,000,000')
    """
    if isinstance(held, bool):
        return "yes" if held else "no"
    if isinstance(held, int):
        return f"{held:,}"
    return ", ".join(map(str, held)) if isinstance(held, (list, tuple)) else str(held)
