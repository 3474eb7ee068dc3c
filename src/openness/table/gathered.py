"""What a lineage keeps of a batch of rows: their forms, names and makers, and the bases they name. No other cell is kept."""

from typing import TYPE_CHECKING, Any

import numpy
import pyarrow
import pyarrow.compute
from attrs import frozen

from openness.release.names import producer_key
from openness.table.cells import Column, together
from openness.table.waist import producer_keys
from openness.vocabulary.value import Shown

if TYPE_CHECKING:
    from openness.table.alike import Based
    from openness.table.cells import Numbers
    from openness.table.models import Models
    from openness.table.waist import Batch, Said


@frozen(eq=False, repr=False)
class Part(Shown):
    """Numbers and names.

    Args:
        forms: for each row the number of its form.
        names: what each is called; null where it has no name.
        makers: who made it, folded, as a dictionary; null where nobody is known to be it.
        child: of each edge, the row.
        base: of each edge, the name of the base.
    """

    forms: "Numbers"
    names: Any
    makers: Any
    child: "Numbers"
    base: Any


def gathered(batch: "Batch", models: "Models") -> Part:
    """What is kept of a batch that was answered.

    Args:
        batch: knows what its rows said.
        models: gives forms their numbers.
    """
    forms = numpy.zeros(batch.count, numpy.int32)
    names = makers = pyarrow.nulls(batch.count, pyarrow.string())
    if batch.count:
        names, makers = _named(batch)
    children: list[Numbers] = [numpy.zeros(0, numpy.int64)]
    bases: list[Any] = [pyarrow.array([], pyarrow.string())]
    for said in batch.said:
        rows = numpy.arange(batch.count) if said.rows is None else said.rows
        numbers = numpy.array(list(map(models.number, said.forms)), numpy.int32)
        forms[rows] = numbers[said.at]
        child, base = _edges(rows, said, numbers, models)
        children.append(child)
        bases.append(base)
        if said.based_at is None:  # who they are is read with the rest
            names, makers = _read(rows, forms, models, names, makers)
    return Part(forms, names, makers.dictionary_encode(), numpy.concatenate(children), pyarrow.concat_arrays(bases))


def _edges(rows: "Numbers", said: "Said", numbers: "Numbers", models: "Models") -> tuple["Numbers", Any]:
    """The edges of some rows: of each the row, and the name of the base."""
    own = [models[number] for number in numbers.tolist()]
    if said.based_at is None:
        at, words = said.at, [model.bases for model in own]
    else:
        named = [_names(based, models) for based in said.based]
        stated = [bool(model.release.base_models) for model in own]
        pairs = together([Column(said.based_at, range(len(named))), Column(said.at, range(len(own)))], len(rows))
        at = pairs.at
        words = [named[part] if named[part] and stated[form] else own[form].bases for part, form in pairs.cells]
    lists = pyarrow.array(words, pyarrow.list_(pyarrow.string())).take(pyarrow.array(at))
    lengths = numpy.asarray(pyarrow.compute.list_value_length(lists))
    return numpy.repeat(rows, lengths), lists.flatten()


def _names(based: "Based", models: "Models") -> tuple[str, ...]:
    """The names of the bases of rows, of which their form may have others instead; none where the form has them as they are."""
    if based.form is based.part:
        return ()
    for base in based.bases:
        models.learn(base.name, base.known)
    return tuple([base.name for base in based.bases])


def _named(batch: "Batch") -> tuple[Any, Any]:
    """What rows are called, and their makers, as far as that is told in a usual way."""
    compute, names = pyarrow.compute, batch.names
    called = compute.if_else(pyarrow.array(names.valid), names.name, None)  # what is no repository has no name
    account = compute.replace_substring_regex(called, "/.*", "")
    owner = compute.if_else(compute.match_substring(called, "/"), account, None)
    if names.author.null_count < len(names.author):
        author = compute.if_else(compute.equal(names.author, ""), None, names.author)
        agreed = compute.fill_null(compute.equal(owner, author), True)
        owner = compute.if_else(agreed, compute.coalesce(owner, author), None)
    return called, _no_empty(producer_keys(compute.fill_null(owner, "")))


def _no_empty(words: Any) -> Any:
    return pyarrow.compute.if_else(pyarrow.compute.equal(words, ""), None, words)


def _read(rows: "Numbers", forms: "Numbers", models: "Models", names: Any, makers: Any) -> tuple[Any, Any]:
    """Names and makers, with those of rows that are read as they are."""
    called, owners = names.to_pylist(), makers.to_pylist()
    for row in rows.tolist():
        release = models[int(forms[row])].release
        called[row] = release.name.value
        owners[row] = producer_key(release.producer.value or "") or None
    return pyarrow.array(called, pyarrow.string()), pyarrow.array(owners, pyarrow.string())
