"""GitLab's report holds what may be wrong too."""

import json
from pathlib import Path

from openness.policy.gate import checked
from openness.policy.policy import Policy
from openness.reports import gitlab
from openness.shelf.shelf import shipped
from openness.sources.gather import gather


def test_a_warning_is_an_issue_of_less_weight_than_a_violation(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(
        "---\nlicense: nobody-knows-it\nbase_model: meta-llama/Llama-2-7b-hf\n---\n# A\n"
    )
    outcome = checked(gather(str(tmp_path)), Policy(), None, shipped(), under=())
    written = {(entry["check_name"], entry["severity"]) for entry in json.loads(gitlab.write(outcome))}
    assert ("licence-unknown", "minor") in written
    levels = {"major": "error", "minor": "warning"}
    shown = {(issue.code or issue.rule, issue.level) for issue in outcome.issues if issue.level != "note"}
    assert {(name, levels[severity]) for name, severity in written} == shown
