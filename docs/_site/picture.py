"""The picture of the six levels, `docs/_static/levels.svg`: `python docs/_site/picture.py` draws it again.

The file is committed, because pages show it on GitHub too; a test compares it with what the data gives. It has a ground
of its own, so that one picture serves light and dark pages.
"""

from html import escape
from pathlib import Path

from openness import Shelf
from openness.evaluation.batch import classify_release
from openness.sources.systems import system

FILE = Path(__file__).parents[1] / "_static/levels.svg"

#: Systems that many people know; each stands beside the level that its facts prove.
KNOWN = ("chinchilla", "gpt-4o", "claude-4", "llama-3.1", "gemma-2", "mistral-7b", "deepseek-r1", "olmo-2", "amber")

WIDTH, ROW, STEP, EDGE = 720, 62, 44, 16
FILLS = ("#eef1f5", "#e2eaf3", "#d2e2f2", "#bfd9f1", "#a9cef0", "#92c2ed")


def levels(shelf: Shelf) -> str:
    """The picture as SVG: the most open level on top, each with its meaning and examples."""
    spectrum = shelf.definition("spectrum")
    examples: dict[str, list[str]] = {id: [] for id in spectrum.rungs}
    for id in KNOWN:
        reached = classify_release(system(id).release, id, ("spectrum",), shelf).spectrum.reached
        examples[reached or spectrum.rungs[0]].append(system(id).release.name.value or id)
    grades = [spectrum.grade(id) for id in spectrum.rungs]
    rows = list(zip(grades, FILLS, strict=True))[::-1]
    height = ROW * len(rows) + 2 * EDGE
    shapes = []
    for number, (grade, fill) in enumerate(rows):
        top, left = EDGE + number * ROW, EDGE + number * STEP // 2
        level = len(rows) - number
        names = ", ".join(examples[grade.id])
        shapes += [
            f'<rect x="{left}" y="{top + 3}" width="{WIDTH - EDGE - left}" height="{ROW - 6}" rx="8" fill="{fill}"/>',
            f'<text x="{left + 18}" y="{top + 39}" class="number">{level}</text>',
            f'<text x="{left + 46}" y="{top + 27}" class="name">{escape(grade.name)}</text>',
            f'<text x="{left + 46}" y="{top + 47}">{escape(grade.says)}</text>',
            f'<text x="{WIDTH - EDGE - 16}" y="{top + 27}" class="examples">{escape(names)}</text>',
        ]
    title = "; ".join(f"{level}: {grade.name}" for level, grade in enumerate(grades, 1))
    style = (
        "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',Arial,sans-serif;font-size:14px;"
        "fill:#1d2433}.name{font-size:17px;font-weight:700}.number{font-size:22px;font-weight:700;fill:#0b4a8a}"
        ".examples{text-anchor:end;font-style:italic}"
    )
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="title">',
        f'<title id="title">The six levels. {escape(title)}</title>',
        f"<style>{style}</style>",
        f'<rect width="{WIDTH}" height="{height}" rx="12" fill="#ffffff"/>',
        *shapes,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(levels(Shelf()), encoding="utf-8")
