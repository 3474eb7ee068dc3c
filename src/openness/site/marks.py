"""The small things that look alike on every page: verdicts, availabilities, rungs, licences, sources."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from openness.blocks.markup import NOTHING, Child, Markup, between, joined, tag
from openness.definition.definition import Definition
from openness.evaluation.uses.permission import Permission
from openness.licensing.licence import Licence
from openness.site.entry import Answer, Entry, clipped, slug_of
from openness.vocabulary import NOASSERTION, Availability
from openness.vocabulary.marks import SECOND_HAND, Hand, Mark

_LONGEST, _PLACES = 600, 20  # letters shown of a text that a file holds, and places of one claim

WORDS = {"met": "met", "unmet": "not met", "unknown": "unknown", "none": "no verdict"}


def verdict(word: str | None, text: str = "") -> Markup:
    """A verdict as a word, which the style sheet gives a mark; None for a text that comes to none.

    >>> print(verdict("unmet"), verdict(None))
    <b class="unmet">not met</b> <b class="none">no verdict</b>
    """
    return tag("b", text or WORDS[word or "none"], class_=word or "none")


def worded(answer: Answer, most: int = _LONGEST) -> Markup:
    """The result of a release under a definition; below the top of a ladder it does not look like a plain yes."""
    return tag("b", clipped(answer.word, most), class_=class_of(answer.mark))


def class_of(mark: Mark) -> str:
    """A mark as the style sheet knows it: a level below the highest is met, too."""
    return "met below" if mark is Mark.BELOW else mark.value


def legend(definitions: Iterable[Definition], marks: Iterable[Mark] = Mark) -> Markup:
    """The marks that stand beside results, each with its meaning.

    Args:
        definitions: those on the page.
        marks: those that need an explanation.
    """
    items = [tag("li", tag("b", mark.label, class_=class_of(mark))) for mark in marks]
    if any(definition.second_hand for definition in definitions):
        items.append(tag("li", f"{SECOND_HAND} {Hand.SECOND.label}: {Hand.SECOND.says}"))
    return tag("ul", items, class_="legend") if items else NOTHING


def why(answer: Answer) -> Markup:
    """The first reason of the criterion that holds a release back; nothing where none does."""
    return joined(answer.reason) if answer.criterion else NOTHING


def follows(word: str, says: str) -> Markup:
    """A statement about what a user can do; where the facts do not decide, marked as unknown."""
    return tag("b", f"unknown: {says}" if word == "unknown" else says, class_=word)


def availability(word: str, partial: bool = False) -> Markup:
    """An availability by its label, which the style sheet gives a mark."""
    label = Availability(word).label if word in tuple(Availability) else word
    return tag("b", label, " in part" if partial else None, class_=word if word != "unknown" else "silent")


def permission(answer: Permission) -> Markup:
    """The answer to a use, with what a yes excludes, which the style sheet gives a mark."""
    return tag("b", answer.brief, class_=answer.verdict.value)


def standing(entry: Entry, level: Callable[[str | None], str]) -> Markup:
    """The level reached and the level possible, by their labels."""
    if entry.reached is None and entry.reachable is None:
        return joined("no ruling")
    reached = "unknown" if entry.unknown or entry.reached is None else level(entry.reached)
    if entry.reached == entry.reachable:
        return tag("b", reached)
    return joined(tag("b", reached), ", could be ", tag("b", level(entry.reachable)))


def stacked(counts: "Mapping[str, int]") -> Markup:
    """A bar of several counts, each as long as its share."""
    whole, x = sum(counts.values()) or 1, 0.0
    pieces = []
    for word, count in counts.items():
        width = 100 * count / whole
        pieces.append(tag("rect", x=f"{x:.4g}", width=f"{width:.4g}", height=12, class_=f"share {word}"))
        x += width
    return tag("svg", pieces, viewBox="0 0 100 12", preserveAspectRatio="none", aria_hidden="true", class_="stack")


def bar(share: float) -> Markup:
    """A bar as long as a share of the width."""
    return tag(
        "svg",
        tag("rect", width=100, height=6, rx=3, class_="trough"),
        tag("rect", width=f"{100 * share:.4g}", height=6, rx=3, class_="filled") if share else None,
        viewBox="0 0 100 6",
        preserveAspectRatio="none",
        aria_hidden="true",
        class_="bar",
    )


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
    """A licence expression, with each name that has a record linked to its page, under the name people know."""
    find = known if callable(known) else known.get
    pieces: list[Child] = []
    for word in re.split(r"([A-Za-z0-9][A-Za-z0-9.+-]*)", text):
        record = find(word) if word else None
        if record is None:
            pieces.append(_without_record(word))
        else:
            pieces.append(tag("a", shorter(record.label), href=root + licence_file(record.id), title=record.name))
    return joined(pieces)


def licence_names(text: str, find: "Callable[[str], Licence | None]") -> str:
    """The same as plain text."""

    def name(word: re.Match[str]) -> str:
        record = find(word[0])
        return shorter(record.label) if record else _without_record(word[0])

    return re.sub(r"[A-Za-z0-9][A-Za-z0-9.+-]*", name, text)


def _without_record(word: str) -> str:
    """A word of an expression that is no licence with a record."""
    return "a text that is not known here" if word == NOASSERTION else word.removeprefix("LicenseRef-")


def shorter(name: str) -> str:
    """The name of a licence without the words that all have.

    >>> shorter("Llama 3.1 Community License Agreement"), shorter("Apache-2.0"), shorter("License Agreement")
    ('Llama 3.1 Community License', 'Apache-2.0', 'License Agreement')
    """
    return name.removesuffix(" Agreement") if name.endswith(" License Agreement") and name.count(" ") > 1 else name


_GITHUB = re.compile(r"github:([\w.-]+/[\w.-]+)@([0-9a-f]{7,40})(?::([\w./+-]+))?$", re.ASCII)
_UNPINNED = re.compile(r"github:([\w.-]+/[\w.-]+)(?::([\w./+-]+))?$", re.ASCII)
_SHOWN = 60  # letters of an address


def place(text: str, name: str = "") -> Markup:
    """A place where something was found: an address of the web becomes a link, and so does a file of GitHub.

    Args:
        text: the place, as a record writes it.
        name: the words of the link; by default the place in short.

    >>> print(place("github:a/b@1234567:README.md"))
    <a href="https://github.com/a/b/blob/1234567/README.md">a/b, README.md</a>
    >>> print(place("https://www.example.org/a/"))
    <a href="https://www.example.org/a/">example.org/a</a>
    """
    if len(text) > _LONGEST:
        return joined(shortened(text))
    if found := _GITHUB.match(text):
        repository, commit, path = found.groups()
        address = f"https://github.com/{repository}/" + (f"blob/{commit}/{path}" if path else f"tree/{commit}")
    elif found := _UNPINNED.match(text):
        repository, path = found.groups()
        address = f"https://github.com/{repository}" + (f"/blob/HEAD/{path}" if path else "")
    elif text.lower().startswith(("https://", "http://")):
        shown = text.partition("://")[2].removeprefix("www.").rstrip("/")
        return tag("a", name or (shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"), href=text)
    else:
        return joined(text)
    return tag("a", name or (f"{repository}, {path.rpartition('/')[2]}" if path else repository), href=address)


def places(text: str) -> Markup:
    """Several places, as a record writes them."""
    return between("; ", map(place, text.split("; ")[:_PLACES]))


def remark(text: str) -> Markup:
    """A remark of a record, its identifiers as code.

    >>> print(remark("See LicenseRef-A-1.0."))
    See <code>LicenseRef-A-1.0</code>.
    """
    pieces = re.split(r"(LicenseRef-[A-Za-z0-9.-]*[A-Za-z0-9])", text)
    return joined(tag("code", piece) if at % 2 else piece for at, piece in enumerate(pieces))


def shortened(text: str) -> str:
    """Text of a file, cut where it is too long to be shown."""
    return clipped(text, _LONGEST)


def value(content: Any) -> str:
    """A plain value of a record in words.

    >>> value(True), value(["a", "b"]), value(700000000)
    ('yes', 'a, b', '700,000,000')
    """
    if isinstance(content, bool):
        return "yes" if content else "no"
    if isinstance(content, int):
        return f"{content:,}"
    return ", ".join(map(str, content)) if isinstance(content, (list, tuple)) else str(content)
