"""The licences that texts are, as text for a terminal or as data."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from openness._version import document
from openness.blocks import closing
from openness.blocks.escape import terminal
from openness.errors import Problem, as_json
from openness.licensing.matching.match import Match
from openness.reports.page import paragraph
from openness.vocabulary.glossary import Likeness

Found = Sequence[tuple[str, tuple[Match, ...]]]


def to_dict(found: Found, problems: Iterable[Problem], data: str) -> dict[str, Any]:
    """The JSON of `openness identify`.

    Args:
        found: the matches of each text.
        problems: the texts that could not be read.
        data: the version of the licence data.
    """
    results = [{"source": source, "matches": [_match(match) for match in matches]} for source, matches in found]
    return document(data, {"results": results, "problems": as_json(problems)})


def _match(match: Match) -> dict[str, Any]:
    return {
        "licence": match.licence,
        "likeness": round(match.likeness, 4),
        "kind": match.kind,
        "lines": list(match.lines),
        "differences": [
            {"op": difference.op, "line": difference.line, "text": difference.text} for difference in match.differences
        ],
        "policy": match.policy,
    }


def _name(match: Match, names: Mapping[str, str]) -> str:
    name = f"{names[match.licence]} ({match.licence})" if match.licence in names else match.licence
    return f"another version ({match.version}) of {name}" if match.version else name


def write(found: Found, width: int = 80, names: Mapping[str, str] = MappingProxyType({}), data: str = "") -> str:
    """One line a match, with its differences below.

    Args:
        found: the matches of each text.
        width: columns, 40 at least.
        names: the names of licences that have an id of ours.
        data: the version of the licence data.
    """
    width = max(40, width)
    lines = []
    for source, matches in found:
        lines.append(terminal(source))
        if not matches:
            lines.append("  no licence is known by this text")
        for match in matches:
            where = f"({match.likeness:.1%}), lines {match.lines[0]} to {match.lines[1]}"
            first, *rest = paragraph(
                terminal(f"{_name(match, names)}: {Likeness(match.kind).label} {where}"), width - 4
            )
            lines.extend((f"  {first}", *(f"    {line}" for line in rest)))
            for difference in match.differences:
                lead = f"    line {difference.line}, {difference.op}: "
                first, *rest = paragraph(terminal(difference.text), max(10, width - len(lead)))
                lines.append(f"{lead}{first}")
                lines.extend(f"{' ' * len(lead)}{line}" for line in rest)
    lines.extend(f"  {line}" for line in paragraph(closing(data), width - 2))
    return "\n".join(lines) + "\n"
