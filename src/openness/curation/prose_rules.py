"""Do the rules of prose keep what they promise: each fires on its own examples, and nothing fires on the others."""

from collections.abc import Iterator
from typing import Any

from openness import prose
from openness.errors import Problem
from openness.vocabulary import MODEL

_HELP = "change the word lists or the example, and keep both languages and lists that other rules need"


def faults(record: dict[str, Any], path: str, lines: dict[str, int]) -> Iterator[Problem]:
    """The faults of the rules in one file.

    Args:
        record: the file, as TOML states it.
        path: its name.
        lines: the line of each key.
    """
    known: set[str] = set()
    for rule in record.get("rule", ()):
        line = lines.get("rule", 1)
        missing = [key for key in ("id", "question", "language", "needs", "yes", "no", "because") if not rule.get(key)]
        if missing:
            yield Problem(path, line, f"the rule {rule.get('id', '?')} has no {' and no '.join(missing)}", _HELP)
            continue
        if rule["id"] in known:
            yield Problem(path, line, f"two rules are called {rule['id']}", _HELP)
        known.add(rule["id"])
        about = rule.get("about", MODEL)
        for sentence in rule["yes"]:
            if rule["id"] not in prose.fired(sentence, rule["question"], about):
                yield Problem(path, line, f"{rule['id']} does not fire on {sentence!r}", _HELP)
        for sentence in rule["no"]:
            if wrong := prose.fired(sentence, rule["question"], about):
                yield Problem(path, line, f"{' and '.join(wrong)} fires on {sentence!r}", _HELP)
