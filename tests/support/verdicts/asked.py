"""Prints every verdict of the tree on the path, as JSON; it asks by promised names alone, so that older trees answer."""

import json
import os
import sys
from collections.abc import Iterator

import openness

PUBLIC = "model-parameters-final.availability"
ORDER = ("unmet", "unknown", "met")

Row = tuple[str, str, str, list[int]]  # a subject, a question, the answer, and how open it is: the greater, the more


def levels(subject: str, release: openness.Classification) -> Iterator[Row]:
    """The answer of each definition for a release."""
    for definition, judgement in sorted(release.judgements.items()):
        standing = judgement.standing
        ranks = [(standing.rungs.index(rung) + 1 if rung else 0) for rung in (standing.reached, standing.reachable)]
        if judgement.verdict is None:
            yield subject, definition, "no verdict", [0]
        elif len(standing.rungs) > 1:
            answer = f"{standing.reached or 'no level'} to {standing.reachable or 'no level'}"
            yield subject, definition, answer, ranks
        else:
            yield subject, definition, judgement.verdict.value, [ORDER.index(judgement.verdict.value)]


def verdicts() -> Iterator[Row]:
    """Those of every described system, and of public weights under every licence."""
    folder = os.path.join(os.path.dirname(openness.__file__), "systems")
    for name in sorted(os.listdir(folder)):
        if name.endswith(".toml"):
            id = name.removesuffix(".toml")
            yield from levels(f"system:{id}", openness.classify(f"system:{id}"))
    for id in openness.Shelf().licences():
        release = openness.classify({"license": id, PUBLIC: "public"})
        yield from levels(f"weights under {id}", release)
        for permission in getattr(release, "permissions", ()):
            answer = permission.verdict.value
            yield f"weights under {id}", f"may: {permission.use}", answer, [ORDER.index(answer)]


if __name__ == "__main__":
    json.dump({"data": openness.Shelf().data, "rows": list(verdicts())}, sys.stdout)
