"""The facts that a lineage keeps of a batch of rows: their forms, names, makers and bases. No other cell is kept."""

from typing import TYPE_CHECKING, Any

import numpy
import pyarrow
import pyarrow.compute
from attrs import frozen

from openness.table.cells import Column, together
from openness.value import Shown

if TYPE_CHECKING:
    from openness.table.bases import Based
    from openness.table.batch import Batch, RowForms
    from openness.table.cells import Numbers
    from openness.table.models import Models


@frozen(eq=False, repr=False)
class Part(Shown):
    """Numbers and names.

    Args:
        forms: for each row the number of its form.
        names: what each is called; null where it has no name.
        makers: who made it, where that is not the account in its name; empty where nobody is known to be it.
        child: of each edge, the row.
        base: of each edge, the name of the base.
    """

    forms: "Numbers"
    names: Any
    makers: Any
    child: "Numbers"
    base: Any


def gathered(batch: "Batch", models: "Models") -> Part:
    """The facts to keep of a batch that was answered.

    Args:
        batch: knows the forms of its rows.
        models: gives forms their numbers.
    """
    forms = numpy.zeros(batch.count, numpy.int32)
    names = makers = pyarrow.nulls(batch.count, pyarrow.string())
    if batch.count:
        names, makers = _named(batch)
    children: list[Numbers] = [numpy.zeros(0, numpy.int64)]
    bases: list[Any] = [pyarrow.array([], pyarrow.string())]
    for part in batch.row_forms:
        rows = numpy.arange(batch.count) if part.rows is None else part.rows
        numbers = numpy.array(list(map(models.number, part.forms)), numpy.int32)
        forms[rows] = numbers[part.at]
        child, base = _edges(rows, part, numbers, models)
        children.append(child)
        bases.append(base)
        if part.based_at is None:  # who they are is read with the rest
            names, makers = _read(rows, forms, models, names, makers)
    return Part(forms, names, makers, numpy.concatenate(children), pyarrow.concat_arrays(bases))


def _edges(rows: "Numbers", part: "RowForms", numbers: "Numbers", models: "Models") -> tuple["Numbers", Any]:
    """The edges of some rows: of each the row, and the name of the base."""
    own = [models[number] for number in numbers.tolist()]
    if part.based_at is None:
        at, words = part.at, [model.bases for model in own]
    else:
        named = [_names(based, models) for based in part.based]
        stated = [bool(model.release.base_models) for model in own]
        pairs = together([Column(part.based_at, range(len(named))), Column(part.at, range(len(own)))], len(rows))
        at = pairs.at
        words = [named[base] if named[base] and stated[form] else own[form].bases for base, form in pairs.cells]
    lists = pyarrow.array(words, pyarrow.list_(pyarrow.string())).take(pyarrow.array(at))
    lengths = numpy.asarray(pyarrow.compute.list_value_length(lists))
    return numpy.repeat(rows, lengths), lists.flatten()


def _names(based: "Based", models: "Models") -> tuple[str, ...]:
    """The names of the bases of rows whose form has other names for them; none where the form has their own."""
    if based.form is based.part:
        return ()
    for base in based.bases:
        models.learn(base.name, base.known)
    return tuple([base.name for base in based.bases])


def _named(batch: "Batch") -> tuple[Any, Any]:
    """The names of rows, and their makers where the names do not give these, as far as both are told in a usual way."""
    compute, names = pyarrow.compute, batch.names
    called = names.name  # what is no repository has no name
    if not names.valid.all():
        called = compute.if_else(pyarrow.array(names.valid), called, None)
    if names.author.null_count == len(names.author):
        return called, pyarrow.nulls(len(called), pyarrow.string())
    author = compute.if_else(compute.equal(names.author, ""), None, names.author)
    agreed = compute.equal(accounts_of(called), author)  # null where only one of them is there
    return called, compute.if_else(compute.fill_null(agreed, True), _beside(called, author), "")


def _beside(called: Any, author: Any) -> Any:
    """The authors of models whose names have no account."""
    compute = pyarrow.compute
    return compute.if_else(compute.is_null(accounts_of(called)), author, None)


def accounts_of(names: Any) -> Any:
    """The accounts in the names of models; null where there is none."""
    compute = pyarrow.compute
    accounts = compute.replace_substring_regex(names, "/.*", "")
    return compute.if_else(compute.match_substring(names, "/"), accounts, None)


def _read(rows: "Numbers", forms: "Numbers", models: "Models", names: Any, makers: Any) -> tuple[Any, Any]:
    """Names and makers, with those of rows that are read as they are."""
    called, owners = names.to_pylist(), makers.to_pylist()
    for row in rows.tolist():
        release = models[int(forms[row])].release
        called[row] = release.name.value
        owners[row] = release.producer.value or ""
    return pyarrow.array(called, pyarrow.string()), pyarrow.array(owners, pyarrow.string())
