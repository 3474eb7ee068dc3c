"""The report as one HTML page that needs nothing else: no network, no script, readable on paper and in the dark."""

from collections.abc import Sequence

from openness.blocks import html
from openness.blocks.markup import Markup, tag
from openness.evaluation.classification import Classification
from openness.reports.detail import Detail
from openness.reports.outline import outline

_STYLE = """\
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto; }
th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
th, td { padding: .3rem .6rem; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; min-width: 1.2rem; }
h1 { margin-top: 3rem; }
.quiet { opacity: .75; }
li p, li ul { margin: .2rem 0; }
@media print { table { display: table; } }
"""


def write(
    classifications: Sequence[Classification], replaced: Sequence[str] = (), detail: Detail = Detail.REPORT
) -> str:
    """The page on several releases.

    Args:
        classifications: the results.
        replaced: the shipped records that a folder replaced, each with its reason.
        detail: how much is shown.
    """
    if not classifications:
        return ""
    names = ", ".join(
        classification.release.name.value or classification.source for classification in classifications[:3]
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"How open is {names}"),
        tag("style", Markup(_STYLE)),
    )
    body = tag("body", tag("main", html.markup(outline(classifications, replaced, detail))))
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}"
