"""The columns that are needed of a table, as the Hub and catalogues made from it have them, and those asked for of an answer."""

import warnings
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from openness.errors import OpennessError, Problem, nearest
from openness.formats import component_fields, hub_record
from openness.formats.component_fields import component_of
from openness.recent import remembered
from openness.vocabulary import Kind, hub
from openness.vocabulary.characters import seen
from openness.vocabulary.own_fields import tells_of_terms

if TYPE_CHECKING:
    import pyarrow

_LONGEST = 100  # characters of a column's name that are shown
_SHOWN = 20  # columns that a line names
_NAMED = 10  # columns that an error names
#: The names that a column which nobody knows may have been meant for.
_OF_COMPONENTS = [f"{kind}.{field}" for kind in Kind for field in component_fields.FIELDS]
_MEANT = [*sorted(hub_record.FIELDS), *_OF_COMPONENTS]
_NAMES = 1 << 12  # names of which is remembered what they are: rows of JSONL bring their own
_NEAR = 0.8  # how much alike a name and another must be
_OF_LICENCES = {"license", "license_name", "license_link", "tags", "cardData", "card"}
_IDLE = frozenset(map(hub.folded_name, hub.IDLE_KEYS | hub.DATASET_KEYS | hub.SPACE_KEYS))


def wanted(names: Iterable[str]) -> list[str]:
    """The columns of a table that are needed, in their order: only these need to be read from a file.

    Without a column that only a record of the Hub has, such as `id`, each row has the fields of a card: all of these count,
    and what the Hub does not know is words. In a record they are words where the name of their column tells of terms.

    Args:
        names: the names of all its columns.

    Raises:
        OpennessError: for a column of a component that is none.

    >>> wanted(["id", "downloads", "License", "colour", "usage_terms", "training-code.availability"])
    ['id', 'License', 'usage_terms', 'training-code.availability']
    >>> wanted(["License", "downloads", "colour"])
    ['License', 'downloads', 'colour']
    """
    names = list(names)
    read = list(filter(is_wanted, names))
    return read if not read or may_be_records(read) else names


def may_be_records(names: Iterable[str]) -> bool:
    """True where rows with these columns may be records of the Hub; else each has the fields of a card.

    >>> may_be_records(["ID", "license"]), may_be_records(["license", "notes"])
    (True, False)
    """
    return not hub_record.KEYS.isdisjoint(as_meant(list(names)))


@remembered(_NAMES)
def is_wanted(name: str) -> bool:
    """True for a column on which a verdict can depend, or one that is meant for such a column."""
    if name in hub_record.FIELDS or hub_record.is_slip(name) or component_of(name) is not None:
        return True
    return tells_of_terms(name)


def as_meant(names: Sequence[str]) -> list[str]:
    """The columns under the names of the fields that they are meant for, where no other column is of that.

    >>> as_meant(["ID", "License", "Training code.Licence"]), as_meant(["license", "License"])
    (['id', 'license', 'training-code.licence'], ['license', 'License'])
    >>> as_meant(["Training code.Licence", "Training Code.licence"])
    ['training-code.licence', 'Training Code.licence']
    """
    read_as = hub_record.right_names(names)
    found = [read_as[name] for name in names]
    taken = set(found)
    for at, name in enumerate(found):
        column = ".".join(component_of(name) or ())
        if column and column not in taken:
            found[at] = column
            taken.add(column)
    return found


def rows_as_meant(rows: "pyarrow.RecordBatch") -> "pyarrow.RecordBatch":
    """Rows with their columns called so, and mappings of Arrow's as the texts in which catalogues have them."""
    from openness.table.arrow import without_maps

    names = as_meant(rows.schema.names)
    return without_maps(rows if names == rows.schema.names else rows.rename_columns(names))


def is_of_a_card(name: str) -> bool:
    """True for any column: a card may have any field.

    Raises:
        OpennessError: for a column of a component that is none.
    """
    return is_wanted(name) or component_of(name) is None


@remembered(_NAMES)
def is_slip(name: str) -> bool:
    """True for a column that is meant for another and not called so: a row with a cell in it is read by itself."""
    return hub_record.is_slip(name) or ("." in name and name not in _OF_COMPONENTS)


def unknown(names: Iterable[str]) -> list[str]:
    """The columns that are not read, and that nobody knows; of cards, whose words are read, those that are called nearly so.

    >>> unknown(["id", "downloads", "License", "licens", "colour"]), unknown(["License", "licens", "colour"])
    (['licens', 'colour'], ['licens'])
    """
    names = list(names)
    found = filter(is_unknown, names)
    return list(found if may_be_records(filter(is_wanted, names)) else filter(meant_for, found))


@remembered(_NAMES)
def is_unknown(name: str) -> bool:
    """True for a column that is neither read nor known to tell nothing."""
    return hub.folded_name(name) not in _IDLE and not is_wanted(name)


@remembered(_NAMES)
def meant_for(name: str) -> str:
    """The column that one nobody knows was most likely meant for; empty where none is called nearly so.

    >>> meant_for("licens"), meant_for("colour")
    ('license', '')
    """
    from difflib import get_close_matches  # few tables have a column of their own

    return next(iter(get_close_matches(name.lower()[:_LONGEST], _MEANT, 1, _NEAR)), "")


def not_read(names: Sequence[str]) -> str:
    """The columns that are not read, in a line; empty where all are.

    >>> not_read(["licens", "colour"])
    'columns that are not read: licens (did you mean license?), colour'
    """
    if not names:
        return ""
    hinted = [
        f"{shown(name)} (did you mean {hint}?)" if (hint := meant_for(name)) else shown(name) for name in names[:_SHOWN]
    ]
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return f"columns that are not read: {', '.join(hinted)}{more}"


def shown(name: str) -> str:
    """The name of a column as it may stand in a line for people, cut where it is long."""
    return seen(name[:_LONGEST])


def none_known(path: str, names: Iterable[str]) -> OpennessError:
    """The error for a table of whose columns none is known here."""
    names = list(names)
    has = f"it has {', '.join(map(shown, names[:_NAMED]))}; " if any(names) else ""
    help = f"{has}name columns as the Hub does: id, license, base_model, tags …"
    return OpennessError(Problem(path, None, "the table has no column that is known here", help))


def warn_of_unknown(names: Iterable[str]) -> None:
    """Warn of the columns that are not read and are called nearly as one that is; others may be anybody's own.

    Where no column tells of licences, one of the others may have been meant for it: then all are named.
    """
    names = list(names)
    others = unknown(names)
    named = [name for name in others if meant_for(name)]
    if not any(map(_tells_of_licences, as_meant(names))):
        line = not_read(others)
        line = line and f"{line}; no column tells the licence (call it license)"
    else:
        line = not_read(named)
    if line:
        warnings.warn(line, stacklevel=4)


def _tells_of_licences(name: str) -> bool:
    """True for a column in which the licence of a row may stand."""
    part = component_of(name)
    return name in _OF_LICENCES or (part is not None and part[1] == "licence") or tells_of_terms(name)


def asked_for(columns: Iterable[str] | None, names: Sequence[str]) -> tuple[str, ...]:
    """The columns of an answer that are asked for, in that order, each once; all where none is named.

    Args:
        columns: their names; None for all.
        names: of the columns that the answer has.

    Raises:
        OpennessError: for each that it does not have, or where none is named.
        TypeError: for one text in place of names.
    """
    if columns is None:
        return tuple(names)
    if isinstance(columns, str):
        raise TypeError("columns must be a list of names; not str")
    asked = tuple(dict.fromkeys(columns))
    have = f"it has {', '.join(names)}"
    problems = [
        Problem("", None, f"the answer has no column {name!r}", nearest(name, names) or have)
        for name in asked
        if name not in names
    ]
    if not asked:
        problems.append(Problem("", None, "no column of the answer is asked for", have))
    if problems:
        raise OpennessError(*problems)
    return asked
