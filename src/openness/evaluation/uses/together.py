"""The permissions of the parts of a system as one: it may what each of its parts may."""

from collections.abc import Iterable, Sequence
from functools import reduce

from attrs import evolve

from openness.evaluation.uses.permission import Permission, ReasonOfParts
from openness.vocabulary.verdict import Verdict


def together(by_part: Sequence[tuple[str, Permission]]) -> Permission:
    """One permission for a system: the verdict all parts allow, with the reason of those that decide it.

    Args:
        by_part: the permissions of the parts, each with what to call the part; empty for a release alone.
    """
    permissions = [permission for _, permission in by_part]
    verdict = reduce(Verdict.__and__, (permission.verdict for permission in permissions))
    deciding = [(whose, permission) for whose, permission in by_part if permission.verdict is verdict]
    decisive = [permission for _, permission in deciding]
    reasons, gists = _by_reason(deciding, "because"), _by_reason(deciding, "gist")
    return evolve(
        decisive[0],
        because=" ".join(map(str, reasons)),
        gist=" ".join(map(str, gists)),
        reasons=reasons,
        clauses=tuple(dict.fromkeys(clause for permission in decisive for clause in permission.clauses)),
        duties=()
        if verdict is Verdict.UNMET
        else tuple(dict.fromkeys(due for permission in permissions for due in permission.duties)),
        depends_on=tuple(dict.fromkeys(word for permission in decisive for word in permission.depends_on)),
        firm_with=tuple(dict.fromkeys(word for permission in decisive for word in permission.firm_with))
        if all(permission.firm_with for permission in decisive)
        else (),
        look_out=tuple(dict.fromkeys(says for permission in permissions for says in permission.look_out)),
        doubts=tuple(dict.fromkeys(says for permission in permissions for says in permission.doubts)),
        but=tuple(dict.fromkeys(words for permission in decisive for words in permission.but)),
    )


def _by_reason(said: Iterable[tuple[str, Permission]], word: str) -> tuple[ReasonOfParts, ...]:
    """The reasons, each once with the parts that give it.

    Args:
        said: the permissions of the parts, each with what to call the part; empty for a release alone.
        word: the field of a permission with its reason.
    """
    parts: dict[tuple[str, tuple[str, ...]], dict[str, None]] = {}
    for whose, permission in said:
        licences = tuple(dict.fromkeys(by.title or by.licence for by in permission.clauses))
        parts.setdefault((getattr(permission, word), licences), {})[whose] = None
    return tuple(ReasonOfParts(says, tuple(filter(None, named)), licences) for (says, licences), named in parts.items())
