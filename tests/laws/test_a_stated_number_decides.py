"""Law: whoever states a number gets answers that it decides, and saying more of oneself never takes a reason away."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.support.releases import native

from openness import may
from openness.evaluation.uses.permission import Permission
from openness.release.release import Release
from openness.shelf.shelf import shipped
from openness.vocabulary.duties import Effect
from openness.vocabulary.verdict import Verdict

STATED = {("monthly-active-users", ""), ("annual-revenue", "USD")}
NOBODY: dict[str, Any] = {}
SMALL = {"users": 1, "revenue": 1}
LARGE = {"users": 10**12, "revenue": 10**13}
UNASKING = ("any-purpose", "anywhere")


def limited() -> Iterator[tuple[str, Release]]:
    """Each licence with a limit, and a model under it."""
    for id in shipped().licences():
        licence = shipped().licence(id)
        if licence is not None and licence.limits and shipped().naming(id).candidates == (id,):
            yield (
                id,
                native(f"name: M\ncomponents: {{model-parameters-final: {{availability: public, licence: {id}}}}}"),
            )


def asked(release: Release, caller: Mapping[str, Any]) -> dict[str, Permission]:
    return {answer.use: answer for answer in may(release, None, shelf=shipped(), **caller)}


def test_with_a_stated_number_no_answer_leaves_open_what_the_number_decides() -> None:
    compared = 0
    for id, release in limited():
        licence = shipped().licence(id)
        assert licence is not None
        decided = [limit for limit in licence.limits if (limit.metric, limit.currency) in STATED]
        for caller in (SMALL, LARGE):
            for answer in asked(release, caller).values():
                if answer.verdict is not Verdict.MET:
                    continue
                texts = (answer.because, *answer.but, *answer.look_out, *(due.condition for due in answer.duties))
                for limit in decided:
                    open_words = (
                        f" with {limit.excess}",
                        f"if you have {limit.excess}",
                        f"the limit of {limit.measure}",
                    )
                    assert not [text for text in texts for words in open_words if words in text], (id, answer.use)
                    compared += 1
    assert compared > 150


def test_whoever_is_past_a_limit_on_every_use_is_told_no_by_every_use() -> None:
    past = 0
    for id, release in limited():
        licence = shipped().licence(id)
        assert licence is not None
        limits = [limit for limit in licence.limits if (limit.metric, limit.currency) in STATED and not limit.only]
        answers = asked(release, LARGE)
        for limit in limits:
            if limit.rules_out_every_use:
                assert {answer.verdict for answer in answers.values() if answer.use != "retrain"} == {Verdict.UNMET}, id
                past += 1
            elif limit.withholds_commerce:
                assert answers["any-purpose"].verdict is Verdict.UNMET, id
                past += 1
            assert limit.effect is not Effect.DUTY or all(
                limit.because not in [due.says for due in answer.duties] for answer in answers.values() if limit.duty
            )
    assert past > 20


def test_saying_more_of_oneself_turns_no_yes_into_an_unknown_without_a_reason() -> None:
    explained = 0
    for id in shipped().licences():
        if shipped().naming(id).candidates != (id,):
            continue
        release = native(f"name: M\ncomponents: {{model-parameters-final: {{availability: public, licence: {id}}}}}")
        before, after = asked(release, NOBODY), asked(release, {"territory": "DE"})
        for use, answer in after.items():
            if before[use].verdict is Verdict.MET and answer.verdict is Verdict.UNKNOWN:
                shown = answer.gist
                assert "Germany" in shown or answer.depends_on, (id, use, shown)
                explained += 1
    assert explained > 10
