"""Of every licence and every act a notice asks what `may` asks for it: no duty of one is left out of the other."""

import re

import openness
from openness.evaluation.notice.contents import contents_of
from openness.evaluation.uses.caller import Caller
from openness.evaluation.uses.may import permitted
from openness.evaluation.uses.use import uses
from openness.release.release import Found
from openness.reports.notice import write
from openness.shelf.shelf import shipped
from openness.vocabulary.duties import Act
from openness.vocabulary.verdict import Verdict

#: Of each act the use that is no more than it.
USES = {Act.USE: "run", Act.CHANGE: "fine-tune", Act.HOST: "host", Act.PASS_ON: "redistribute"}


def test_an_act_brings_the_duties_of_the_acts_of_its_use() -> None:
    assert {act: set(act.brings) for act in Act} == {act: set(uses(shipped())[use].acts) for act, use in USES.items()}


def test_of_every_licence_and_act_the_duties_of_a_notice_are_those_of_may() -> None:
    shelf, compared = shipped(), 0
    licences = filter(None, map(shelf.licence, shelf.licences()))
    for licence in (licence for licence in licences if licence.duties or licence.limits):
        parts = {"model-parameters-final": {"availability": "public", "licence": licence.id}}
        found = [Found("heron", openness.read({"openness": 1, "name": "Heron", "components": parts}))]
        permissions = permitted(found, USES.values(), Caller(), shelf)
        for act, permission in zip(USES, permissions, strict=True):
            if permission.verdict is Verdict.UNMET:
                continue  # and what nobody may do brings no duties
            contents = contents_of(found, act.value, shelf, None)
            asked = {(due.duty, due.clause, due.words) for due in permission.duties if due.duty}
            assert {(due.duty, due.clause, due.words) for due in contents.due(act)} == asked, (licence.id, act)
            others = [due.says.removesuffix(".") for due in permission.duties if due.duty is None]
            if others:  # to pay, to ask: what no duty of the licence is, but its limit
                text = " ".join(write(contents).text.split())
                assert all(re.sub(r"\s+", " ", says) in text for says in others), (licence.id, act)
            compared += 1
    assert compared > 1_000
