"""The result of a check, as JUnit's XML: one test suite, one test case a release and rule."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from openness.blocks.escape import terminal
from openness.policy.result import Issue, Outcome
from openness.reports.checked import last_line


def write(outcome: Outcome) -> str:
    """The XML: a violation is a failure, one under an exception and a rule that is not asked are skipped.

    An unusable input is an error.
    """
    suites = Element("testsuites", name="openness check")
    suite = SubElement(suites, "testsuite", name="openness check")
    by_source: dict[str, list[Issue]] = {classification.source: [] for classification in outcome.classifications}
    for issue in outcome.issues:
        if issue.level == "error" or not issue.asked:
            by_source.setdefault(issue.source, []).append(issue)
    for source, issues in by_source.items():
        for issue in issues:
            _case(suite, source, issue)
        if not any(issue.asked for issue in issues):
            SubElement(suite, "testcase", classname=terminal(source), name="policy", time="0")
    for problem in outcome.problems:
        case = SubElement(suite, "testcase", classname=terminal(problem.document or "call"), name="read", time="0")
        SubElement(case, "error", message=terminal(problem.message)).text = terminal(str(problem))
    counts = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    attributes = {
        "tests": str(len(suite)),
        **{name: str(len(suite.findall(f"*/{tag}"))) for name, tag in counts.items()},
    }
    attributes["time"] = "0"
    suites.attrib.update({name: value for name, value in attributes.items() if name != "skipped"})
    suite.attrib.update(attributes)
    SubElement(suite, "system-out").text = terminal(last_line(outcome))
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _case(suite: Element, source: str, issue: Issue) -> None:
    place = issue.place
    case = SubElement(suite, "testcase", classname=terminal(source), name=terminal(issue.code or issue.rule), time="0")
    case.set("file", terminal(place.document))
    if place.line:
        case.set("line", str(place.line))
    if issue.exception or not issue.asked:
        SubElement(case, "skipped", message=terminal(issue.exception or issue.message))
        return
    failure = SubElement(case, "failure", message=terminal(issue.message), type=terminal(issue.rule))
    lines = (f"{place}: {issue.message}", issue.why and f"why: {issue.why}", issue.help and f"fix: {issue.help}")
    failure.text = "\n".join(map(terminal, filter(None, lines)))
