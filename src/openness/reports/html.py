"""The report as one HTML page that needs nothing else: no network, no script, readable on paper and in the dark."""

from collections.abc import Iterator, Sequence

from openness.blocks.escape import html
from openness.evaluation.classification import Classification
from openness.reports.outline import Block, Heading, Listing, Paragraph, outline

_STYLE = """\
:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto; }
th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
th, td { padding: .3rem .6rem; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; min-width: 1.2rem; }
h1 { margin-top: 3rem; }
.quiet { opacity: .75; }
@media print { table { display: table; } }
"""


def write(classifications: Sequence[Classification], replaced: Sequence[str] = ()) -> str:
    """The page on several releases.

    Args:
        classifications: what was found.
        replaced: the shipped records that a folder replaced, each with its reason.
    """
    if not classifications:
        return ""
    body = "\n".join(line for block in outline(classifications, replaced) for line in _lines(block))
    names = ", ".join(one.release.name.value or one.source for one in classifications[:3])
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>How open is {html(names)}</title>\n<style>\n{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"<h{block.level}>{html(block.text)}</h{block.level}>"
    elif isinstance(block, Paragraph):
        yield f'<p class="quiet">{html(block.text)}</p>' if block.quiet else f"<p>{html(block.text)}</p>"
    elif isinstance(block, Listing):
        yield f"<ul>{''.join(f'<li>{html(item)}</li>' for item in block.items)}</ul>"
    else:
        head = "".join(f'<th scope="col">{html(column)}</th>' for column in block.columns)
        yield f"<table><thead><tr>{head}</tr></thead><tbody>"
        for row in block.rows:
            yield f"<tr>{''.join(f'<td>{html(cell)}</td>' for cell in row)}</tr>"
        yield "</tbody></table>"
