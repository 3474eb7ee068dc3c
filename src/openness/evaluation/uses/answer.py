"""The answer to a use: a permission with its reason, as the licences give it, without its duties."""

from openness.definition.definition import Grants
from openness.evaluation.standing import deciding, weigh_worlds
from openness.evaluation.uses.asked import UseAsked
from openness.evaluation.uses.granted import Granted
from openness.evaluation.uses.permission import Permission
from openness.evaluation.uses.refused import Refused
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
        reason = Granted(asked).reason(question for question in questions if isinstance(question, Grants))
    else:
        reason = Refused(asked, verdict).reason(criterion, weighed)
    because, gist = reason.because, reason.gist or reason.because
    return Permission(use.id, verdict, because, reason.clauses, (), reason.depends_on, use.label, gist=gist)
