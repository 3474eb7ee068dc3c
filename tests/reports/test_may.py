"""The answers to “may we?” as people read them."""

from tests.support.growth import Run, grows

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
