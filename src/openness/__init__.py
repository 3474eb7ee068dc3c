"""Says, with evidence, how open an AI model release is.

>>> import openness
>>> classification = openness.classify("docs/examples/olmo-2/openness.yaml")
>>> classification.spectrum.reached
'open-source-ai-with-open-data'
"""

from typing import TYPE_CHECKING, Any

from openness._version import __version__

if TYPE_CHECKING:
    from openness.api import (
        check,
        classify,
        classify_all,
        compatible,
        convert,
        diff,
        explain,
        identify,
        inventory,
        lock,
        may,
        notice,
        outbound,
        read,
    )
    from openness.curation.explanation import Explanation
    from openness.definition.definition import Definition
    from openness.errors import OpennessError, Problem
    from openness.evaluation.classification import Classification
    from openness.evaluation.compatibility.combination import Compatibility
    from openness.evaluation.diff import Comparison
    from openness.evaluation.judgement import Judgement
    from openness.evaluation.notice.lacking import Missing
    from openness.evaluation.obligations import Obligation
    from openness.evaluation.standing import Standing
    from openness.evaluation.uses.permission import Clause, Permission
    from openness.export.convert import Conversion
    from openness.export.summary import Omission
    from openness.licensing.licence import Licence
    from openness.licensing.matching.difference import Difference
    from openness.licensing.matching.match import Match
    from openness.policy.policy import Policy
    from openness.policy.result import Issue, Outcome
    from openness.references.inventory import Inventory
    from openness.release.finding import Finding
    from openness.release.release import Release
    from openness.reports.notice import Notice
    from openness.scan import scan
    from openness.scan.drift import Drift, drift
    from openness.scan.report import Report
    from openness.shelf.shelf import Shelf
    from openness.table import classify_table
    from openness.vocabulary.verdict import Verdict

__all__ = [
    "Classification",
    "Clause",
    "Comparison",
    "Compatibility",
    "Conversion",
    "Definition",
    "Difference",
    "Drift",
    "Explanation",
    "Finding",
    "Inventory",
    "Issue",
    "Judgement",
    "Licence",
    "Match",
    "Missing",
    "Notice",
    "Obligation",
    "Omission",
    "OpennessError",
    "Outcome",
    "Permission",
    "Policy",
    "Problem",
    "Release",
    "Report",
    "Shelf",
    "Standing",
    "Verdict",
    "__version__",
    "check",
    "classify",
    "classify_all",
    "classify_table",
    "compatible",
    "convert",
    "diff",
    "drift",
    "explain",
    "identify",
    "inventory",
    "lock",
    "may",
    "notice",
    "outbound",
    "read",
    "scan",
]

_HOMES = {
    "Classification": "evaluation.classification",
    "Clause": "evaluation.uses.permission",
    "Comparison": "evaluation.diff",
    "Compatibility": "evaluation.compatibility.compatible",
    "Conversion": "export.convert",
    "Definition": "definition.definition",
    "Difference": "licensing.matching.difference",
    "Drift": "scan.drift",
    "Explanation": "curation.explanation",
    "Finding": "release.finding",
    "Inventory": "references.inventory",
    "Issue": "policy.result",
    "Judgement": "evaluation.judgement",
    "Licence": "licensing.licence",
    "Match": "licensing.matching.match",
    "Missing": "evaluation.notice.lacking",
    "Notice": "reports.notice",
    "Obligation": "evaluation.obligations",
    "Omission": "export.summary",
    "OpennessError": "errors",
    "Outcome": "policy.result",
    "Permission": "evaluation.uses.permission",
    "Policy": "policy.policy",
    "Problem": "errors",
    "Release": "release.release",
    "Report": "scan.report",
    "Shelf": "shelf.shelf",
    "Standing": "evaluation.standing",
    "Verdict": "vocabulary.verdict",
    "check": "api",
    "classify": "api",
    "classify_all": "api",
    "classify_table": "table",
    "compatible": "api",
    "convert": "api",
    "diff": "api",
    "drift": "scan.drift",
    "explain": "api",
    "identify": "api",
    "inventory": "api",
    "lock": "api",
    "may": "api",
    "notice": "api",
    "outbound": "api",
    "read": "api",
    "scan": "scan",
}


if not TYPE_CHECKING:  # a checker knows the names above, and tells one that is misspelt

    def __getattr__(name: str) -> Any:
        """A public name, imported when it is first asked for: `import openness` stays light."""
        if name not in _HOMES:
            raise AttributeError(f"module 'openness' has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"openness.{_HOMES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
