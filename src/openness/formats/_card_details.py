"""Details of a model from the language and the task of its card."""

from openness.formats._card_fields import Fields, word_of
from openness.release.claim import Fact, Rule, joined_facts
from openness.vocabulary import Basis, Circumstance
from openness.vocabulary.details import TASKS, ModelDetail, is_multimodal


def task(fields: Fields) -> tuple[tuple[str, Fact], ...]:
    """The claim that more than text goes in or comes out, or only text, by the task of the card (rule pipeline-tag)."""
    nodes = (node for _, node in fields.pairs("pipeline_tag"))
    answers = [(node, answer) for node in nodes if (answer := is_multimodal(word_of(node))) is not None]
    if not answers:
        return ()
    values = ((node, "true" if answer else "false") for node, answer in answers)
    facts = [fields.fact(value, node, Basis.INFERRED, Rule.PIPELINE_TAG) for node, value in values]
    return ((Circumstance.MULTIMODAL.value, joined_facts(facts)),)


def details(fields: Fields) -> tuple[tuple[str, Fact], ...]:
    """The languages, and the kinds of content that the task takes and gives (rule pipeline-tag)."""
    words = [*fields.stated("language"), *fields.stated("pipeline_tag")]
    facts_of: dict[str, list[Fact]] = {}
    for field, node in words:
        if field == "pipeline_tag":
            kinds = zip(
                (ModelDetail.INPUT_MODALITY, ModelDetail.OUTPUT_MODALITY),
                TASKS.get(word_of(node), ()),
                strict=False,
            )
            for detail, modalities in kinds:
                facts = (
                    fields.fact(modality, node, Basis.INFERRED, Rule.PIPELINE_TAG) for modality in modalities.split()
                )
                facts_of.setdefault(detail.value, []).extend(facts)
        elif value := ModelDetail.LANGUAGE.read(word_of(node)):
            facts_of.setdefault(ModelDetail.LANGUAGE.value, []).append(fields.fact(value, node))
    return tuple(sorted((word, joined_facts(facts)) for word, facts in facts_of.items() if facts))
