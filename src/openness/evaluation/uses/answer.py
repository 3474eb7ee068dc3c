"""The answer to a use: a permission with its reason, as the licences give it, without its duties."""

from openness.definition.definition import Grants
from openness.evaluation.standing import deciding, weigh_worlds
from openness.evaluation.uses.asked import UseAsked
from openness.evaluation.uses.granted import granted
from openness.evaluation.uses.not_granted import not_granted
from openness.evaluation.uses.permission import Permission
from openness.vocabulary.verdict import Verdict


def answer(asked: UseAsked) -> Permission:
    """The permission for one use, without its duties.

    Args:
        asked: the use, as it is asked.
    """
    use = asked.use
    weighed = weigh_worlds(use.definition, [asked.world])[0]
    ((_, criterion),) = use.definition.criteria
    verdict = weighed.criteria[0]
    if verdict is Verdict.MET:
        questions = deciding(criterion.requirement, weighed.answers)
        reason = granted(asked, (question for question in questions if isinstance(question, Grants)))
    else:
        reason = not_granted(asked, verdict, criterion, weighed)
    return Permission(
        use=use.id,
        label=use.label,
        verdict=verdict,
        because=reason.because,
        gist=reason.gist or reason.because,
        clauses=reason.clauses,
        depends_on=reason.depends_on,
        but=reason.but,
    )
