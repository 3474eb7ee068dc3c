"""The answers to “may we?” as people read them."""

from tests.support.growth import Run, grows

import openness
from openness.evaluation.uses.permission import Answered, Due, Permission
from openness.reports import may
from openness.vocabulary import Kind
from openness.vocabulary.verdict import Verdict


def due(says: str, condition: str = "", title: str = "A", certain: bool = True) -> Due:
    return Due(says, title, "1", Kind.MODEL_PARAMETERS_FINAL, "x", title=title, condition=condition, certain=certain)


def use(label: str, *duties: Due) -> Permission:
    return Permission(label, Verdict.MET, "A allows it.", duties=duties, label=label)


def duties(*permissions: Permission) -> list[str]:
    """The lines of the duties, which end where the data are named."""
    text = may.markdown_text([Answered("x", permissions)], "2026.1")
    below = text.partition("## What you must do\n")[2]
    return [line.replace("*", "") for line in below.splitlines() if line][:-1]


def answers(licence: str, *uses: str) -> str:
    """What a terminal shows of a model under a licence, in one line."""
    release = {"license": licence, "pipeline_tag": "text-generation"}
    permissions = tuple(answer for use in uses or (None,) for answer in openness.may(release, use))
    texts = {by.title: by.licence for permission in permissions for by in permission.clauses}
    listed = tuple((id, title, "") for title, id in texts.items())
    return " ".join(may.text([Answered("x", permissions, texts=listed)], "2026.1").split())


def test_the_versions_of_a_text_are_listed_once_and_the_text_is_named_alone() -> None:
    shown = answers("gemma")
    assert (
        "“Gemma Terms of Use” stands here for any of its 3 versions: 1 April 2024, 24 March 2025 or 1 April 2026."
        in shown
    )
    assert "Gemma Terms of Use allows it, but not for every purpose (clause 3.2 of Gemma Terms of Use)." in shown
    assert shown.count("24 March 2025") == 2  # and where the clauses stand


def test_what_some_of_many_licences_exclude_stands_together() -> None:
    shown = answers("qwen", "anywhere")
    assert "use it in any country: yes, but under some of them not commercially and not for every purpose" in shown
    assert "the clause differs from licence to licence" in shown
    assert shown.count("under some of them") == 2  # in the answer and in its reason
    one_excludes = answers("cc", "run")
    assert "not commercially under some of them" in one_excludes


def test_a_duty_stands_once_and_below_every_occasion_on_which_it_falls_due() -> None:
    assert duties(
        use("run it", due("pay", "if you sell"), due("say so"), due("ask", "if you host")),
        use("sell it", due("pay"), due("say so"), due("ask", "if you host"), due("ask", "if you sell", "B")),
        use("host it", due("pay", "if you sell", "B"), due("pay", "if you host")),
    ) == [
        "To run it · sell it:",
        "- say so (A, 1)",
        "To sell it – and if you sell, to run it · host it – and if you host, to host it:",
        "- pay (A, 1; B, 1)",
        "If you host, to run it · sell it:",
        "- ask (A, 1)",
        "If you sell, to sell it:",
        "- ask (B, 1)",
    ]


def test_a_condition_of_a_use_that_brings_the_duty_in_any_case_is_left_out() -> None:
    both = use("run it", due("pay"), due("pay", "if you sell"))
    assert duties(both, use("sell it")) == ["To run it:", "- pay (A, 1)"]


def test_the_work_on_duties_grows_as_they_do() -> None:
    def many(count: int) -> Run:
        owed = [due(f"pay {number}", condition) for number in range(count) for condition in ("", f"if {number}")]
        answered = [Answered("x", (use("run it", *owed), use("sell it", *owed[1::2])))]
        return lambda: list(may.blocks(answered, "2026.1"))

    grows(many, few=400)
