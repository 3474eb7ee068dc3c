"""Several releases in one table."""

from collections.abc import Sequence

from openness.blocks.document import Line, Table
from openness.evaluation.classification import Classification
from openness.evaluation.summary import availability, called, licence_name, marked
from openness.reports.first_screen import title
from openness.vocabulary import Kind
from openness.vocabulary.sentences import capital
from openness.vocabulary.words import State


def side_by_side(classifications: Sequence[Classification]) -> Table:
    """Several releases in one table: the result under each definition, and each part."""
    rows: list[tuple[Line, ...]] = []
    for id in dict.fromkeys(id for classification in classifications for id in classification.judgements):
        judgements = [classification.judgements.get(id) for classification in classifications]
        label = next(called(judgement.definition) for judgement in judgements if judgement)
        rows.append((label, *(marked(judgement) if judgement else "" for judgement in judgements)))
    described = {
        component.kind for classification in classifications for component in classification.release.components
    }
    for kind in (kind for kind in Kind if kind in described):
        rows.append((capital(kind.label), *(_part(classification, kind) for classification in classifications)))
    return Table(("", *map(title, classifications)), tuple(rows))


def _part(classification: Classification, kind: Kind) -> str:
    """The availability and licence of a part; of several items, those that differ."""
    items = []
    for item in classification.release.component(kind).spoken:
        name = licence_name(item.licence.value or "", classification.resolved.licences)
        licence = name or ("licence disputed" if item.licence.claims else "")
        items.append(", ".join(filter(None, (availability(item.availability), licence))) or State.SILENT.label)
    return "; ".join(dict.fromkeys(items)) or State.SILENT.label
