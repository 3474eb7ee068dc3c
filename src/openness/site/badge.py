"""Badges: the level, OSAID and MOF class of a release as a picture and as JSON for shields.io; unknown is said as such."""

from collections.abc import Callable, Mapping
from typing import Any

from openness.blocks.markup import Markup, tag
from openness.evaluation.classification import Classification
from openness.evaluation.judgement import Judgement
from openness.evaluation.summary import level_name
from openness.reports import json

Json = Mapping[str, Any]

#: Each kind of badge and what it is about.
KINDS = {"spectrum": "openness", "osaid": "OSAID 1.0", "mof": "MOF 1.0"}

_GREY, _BLUE, _AMBER, _RED = "#5c6570", "#0f5f8c", "#8a5a00", "#9c3328"
#: Widths of letters at 11 px in Verdana, the widest of the fonts that are asked for; any other letter is 7 wide.
_WIDTHS = {**dict.fromkeys("ijl'|.,:;!", 3.8), **dict.fromkeys("frt() -", 4.7), **dict.fromkeys("mwMW+", 10.2)}
_WIDTHS.update(dict.fromkeys("ABCDEGHKNOPQRSUVXYZ", 8.2))


def badges(classification: Classification) -> Mapping[str, tuple[str, str]]:
    """By kind, a badge as SVG and as JSON.

    >>> from openness import classify
    >>> olmo = badges(classify("docs/examples/olmo-2/openness.yaml"))
    >>> print(olmo["osaid"][1].strip())
    {"schemaVersion": 1, "label": "OSAID 1.0", "message": "unknown", "color": "#5c6570"}
    """
    drawn = {}
    for kind, label in KINDS.items():
        message, colour = _SAYS[kind](classification)
        endpoint = {"schemaVersion": 1, "label": label, "message": message, "color": colour}
        drawn[kind] = (_drawn(label, message, colour), json.write(endpoint, indent=None))
    return drawn


def _spectrum(classification: Classification) -> tuple[str, str]:
    colour = {"fully-open": _BLUE, "semi-open": _AMBER, "closed": _RED}.get(classification.band, _GREY)
    return _interval(classification.judgement("spectrum")), colour


def _osaid(classification: Classification) -> tuple[str, str]:
    verdict = classification.judgement("osaid-1.0").verdict
    if verdict is None:
        return "no ruling", _GREY
    return {"met": ("met", _BLUE), "unmet": ("not met", _RED), "unknown": ("unknown", _GREY)}[verdict.value]


def _mof(classification: Classification) -> tuple[str, str]:
    judgement = classification.judgement("mof-1.0")
    standing = judgement.standing
    return _interval(judgement), _BLUE if standing.reached else _GREY if standing.reachable else _RED


def _interval(judgement: Judgement) -> str:
    """The level reached, and the one that is possible, by their labels."""
    reached, reachable = judgement.standing.reached, judgement.standing.reachable
    rungs = judgement.standing.rungs
    if reached == reachable:
        return _name(judgement, reached) if reached else "no level" if rungs else "no ruling"
    if reached is None or rungs.index(reached) == 0:
        return f"unknown, at most {_name(judgement, reachable)}"
    return f"{_name(judgement, reached)} or more"


def _name(judgement: Judgement, rung: str | None) -> str:
    return level_name(judgement.definition, rung)


_SAYS: Mapping[str, Callable[[Classification], tuple[str, str]]] = {"spectrum": _spectrum, "osaid": _osaid, "mof": _mof}


def _width(text: str) -> int:
    """The width of a text in pixels, so that the words fit in their box.

    >>> _width("ill") < _width("MOF")
    True
    """
    return round(sum(_WIDTHS.get(letter, 7.0) for letter in text))


def _drawn(label: str, message: str, colour: str) -> str:
    left, right = (_width(text) + 14 for text in (label, message))

    def text(words: str, x: float) -> Markup:
        return tag("text", words, x=f"{x:g}", y=14, text_anchor="middle", textLength=_width(words))

    svg = tag(
        "svg",
        tag("title", f"{label}: {message}"),
        tag("rect", width=left, height=20, fill="#30363d"),
        tag("rect", x=left, width=right, height=20, fill=colour),
        tag(
            "g",
            text(label, left / 2),
            text(message, left + right / 2),
            fill="#ffffff",
            font_family="Verdana,DejaVu Sans,sans-serif",
            font_size=11,
        ),
        xmlns="http://www.w3.org/2000/svg",
        width=left + right,
        height=20,
        viewBox=f"0 0 {left + right} 20",
        role="img",
        aria_label=f"{label}: {message}",
    )
    return str(svg)
