"""The spectrum strip: every release on its level, with a line to the level it could reach."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from openness.blocks.markup import NOTHING, Markup, tag
from openness.site.entry import Entry, clipped
from openness.site.frame import Site

_STEP, _ROW, _TOP = 172, 20, 44  # width of a rung, heights of a row and of the heads
_LETTERS, _PAGE = 28, 120  # letters of a name, and rows that go on one printed page


def strip(site: Site) -> Markup:
    """The drawing; nothing where the spectrum judges no release of the site. The table below it says the same in words."""
    rungs = site.rungs
    placed = [one for one in site.ranked if one.reached in rungs]
    if not placed:
        return NOTHING
    width = _STEP * len(rungs)
    lines = list(_lines(placed, site))
    height = _TOP + sum(tall for tall, _ in lines) + 8
    heads = [
        tag("text", rung, x=_STEP * at + _STEP // 2, y=y, class_="rung", text_anchor="middle")
        for at, name in enumerate(rungs)
        for y, rung in zip((16, 31), _halves(site.level(name)), strict=False)
    ]
    bars = [
        tag("rect", x=_STEP * at, y=0, width=_STEP, height=height, class_=f"band r{at}") for at in range(len(rungs))
    ]
    drawn, y = [], _TOP
    for tall, made in lines:
        drawn.append(tag("g", made, transform=f"translate(0 {y})"))
        y += tall
    svg = tag(
        "svg",
        tag("title", "Releases from closed to open"),
        bars,
        heads,
        drawn,
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="group",
        aria_label="Releases from closed to open",
        class_="strip" if len(placed) <= _PAGE else "strip long",
    )
    key = tag(
        "p",
        "● the level it reaches, ○ the level it could reach if the missing facts are good news. The same in words: ",
        tag("a", "the table of releases", href="#releases"),
        ".",
        class_="key",
    )
    return tag("figure", key, tag("div", svg, class_="scroll", tabindex="0", role="region", aria_label="The strip"))


def _halves(name: str) -> tuple[str, ...]:
    """The label of a level on one line or two."""
    if len(name) < 18:
        return (name,)
    words = name.split(" ")
    cut = next(n for n in range(1, len(words) + 1) if len(" ".join(words[:n])) >= len(name) // 2 - 2)
    return (" ".join(words[:cut]), " ".join(words[cut:]))


def _lines(placed: list[Entry], site: Site) -> Iterator[tuple[int, Markup]]:
    """Each row with its height; a little more before the first of a rung."""
    times = Counter(one.called for one in placed)
    for number, (_, held) in enumerate(groupby(placed, key=lambda one: one.reached)):
        for at, one in enumerate(held):
            gap = 8 if number and not at else 0
            # two of one name are shown with their versions
            yield _ROW + gap, _row(one, one.called if times[one.called] == 1 else one.name, site, gap)


def _row(one: Entry, name: str, site: Site, gap: int) -> Markup:
    rungs = site.rungs
    y = _ROW // 2 + gap
    start = rungs.index(one.reached or "")
    end = rungs.index(one.reachable or "")
    here, there = (_STEP * at + _STEP // 2 for at in (start, end))
    left = start > 0  # the name stands before the mark, where there is room for it
    possible = f", could reach {site.level(one.reachable)}" if start != end else ""
    said = f"{one.name}: reaches {site.level(one.reached)}{possible}"
    return tag(
        "a",
        tag("title", said),
        tag("rect", x=0, y=gap, width=_STEP * len(rungs), height=_ROW, class_="row"),
        tag(
            "text",
            clipped(name, _LETTERS),
            x=here - 12 if left else max(here, there) + 12,
            y=y + 4,
            text_anchor="end" if left else None,
            class_="name",
        ),
        tag("line", x1=here, y1=y, x2=there, y2=y, class_="maybe") if start != end else None,
        tag("circle", cx=there, cy=y, r=5, class_="possible") if start != end else None,
        tag("circle", cx=here, cy=y, r=6, class_="certain"),
        href=f"releases/{one.slug}.html",
        aria_label=said,
    )
