"""Every answer to short texts, each on the edge of a rule: a word more, another order or a mark decides.

Each line of a table in `texts/` holds what is asked, a text, and all that is answered, parted by tabs: whoever changes what
decides reads the lines that moved. A new text is a line without an answer, which `OPENNESS_REGOLD=1` writes.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.support.golden import agrees

from openness import prose
from openness.prose.reader import sentences
from openness.prose.sieve import is_silent, may_say
from openness.prose.whose import whose

TABLES = sorted((Path(__file__).parent / "texts").glob("*.tsv"))


def stated(of: str, body: str) -> Iterator[str]:
    """The answers to all questions about a model, or about a data set."""
    for term in prose.terms(body, of):
        yield f"{'limit' if term.understood else 'term'}@{term.line} {term.sentence}"
    if absence := prose.not_yet(body, of):
        yield f"not there@{absence[0]} {absence[1]}"
    for licence in prose.licences(body, of):
        yield f"licence {tuple(licence)!r}"
    for source in prose.outputs(body, of):
        yield f"outputs {source.relation}@{source.line} {source.name}{'?' if source.called else ''}"
    if of == "model":
        for base in prose.bases(body):
            yield f"base {base.relation}@{base.line} {base.name}{'?' if base.called else ''} | {base.sentence}"
        for label in prose.labels(body):
            yield f"label {label!r}"
        for named in prose.named_models(body):
            yield f"named@{named.line} {named.name} | {named.sentence}"
        for data in prose.training_data_licences(body):
            yield f"data licence {tuple(data)!r}"


def licensed(near: bool, project: str, body: str) -> Iterator[str]:
    """The statements on whose a licence is."""
    return (repr(tuple(statement)) for statement in whose(body, near, project))


def taken_apart(body: str) -> Iterator[str]:
    """The sentences, with what stands above and beside each, and whether any may answer a question."""
    yield f"silent {is_silent(body)}, may say {may_say(body)}"
    for each in sentences(body):
        links = " ".join(f"{link.start}-{link.end}={link.address}" for link in each.links)
        clauses = " / ".join(" ".join(clause.words) for clause in each.clauses)
        above = (each.title, " > ".join(each.headings), each.lead, each.row, links, " ".join(sorted(each.questions)))
        start = f"{each.line} {each.sort}{' copied' if each.copied else ''} {each.value} {each.label}"
        yield " | ".join((start, each.text, *above, clauses))


#: What is asked of a text: all about a model, or a data set; whose a licence is; or how it is taken apart.
QUESTIONS: dict[str, Callable[[str], Iterator[str]]] = {
    "model": partial(stated, "model"),
    "dataset": partial(stated, "dataset"),
    "whose": partial(licensed, False, ""),
    "whose-near": partial(licensed, True, ""),
    "whose-near-project": partial(licensed, True, "heron"),
    "sentences": taken_apart,
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_each_text_is_answered_as_the_table_says(table: Path) -> None:
    def lines() -> Iterator[str]:
        for line in table.read_text("utf-8").splitlines():
            about, text, *_ = line.split("\t")
            found = "; ".join(QUESTIONS[about](text.replace("⏎", "\n"))) or "nothing"
            yield f"{about}\t{text}\t{found}".replace("\n", "⏎")

    agrees(table, lines())
