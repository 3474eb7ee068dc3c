"""Sources as people in Python give them: paths, releases, mappings, and what huggingface_hub hands out.

Every verb takes every source, and this is the one place where a source becomes releases.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from openness.errors import NotThisFormat, OpennessError, Problem
from openness.release.location import Source
from openness.release.release import Found, Release
from openness.sources.file import Gathered
from openness.sources.gather import gather
from openness.vocabulary.json_text import json_text

if TYPE_CHECKING:
    from openness.syntax.tree import Mapping as Tree


class HubCard(Protocol):
    """A card as huggingface_hub hands it out: `ModelCard`, `DatasetCard`."""

    @property
    def content(self) -> str:
        """The whole text."""


class HubInfo(Protocol):
    """An answer of the Hub's API, as huggingface_hub hands it out: `ModelInfo`, `DatasetInfo`."""

    @property
    def id(self) -> str:
        """The name of the repository."""

    @property
    def card_data(self) -> Any:
        """The fields of its card."""


#: One source, and whatever a verb takes that takes several.
Given = str | os.PathLike[str] | Release | Mapping[str, Any] | HubCard | HubInfo
TAKEN = (
    "a path, system:ID, hub:ORG/NAME, a Release, a mapping of fields, or a ModelCard, DatasetCard, ModelInfo or "
    "DatasetInfo of huggingface_hub"
)
_MAPPING = "mapping"  # the document that claims of a mapping name
_CARDS = {"ModelCard": "model", "DatasetCard": "dataset"}
_RECORDS = {"ModelInfo": "model", "DatasetInfo": "dataset"}
#: Keys of the Hub's API that differ from the names of the attributes of huggingface_hub.
_API_KEYS = {"card_data": "cardData", "last_modified": "lastModified", "created_at": "createdAt"}


def given(source: object, exclude: Iterable[str] = ()) -> Gathered:
    """The releases that a source gives.

    Args:
        source: any of `TAKEN`.
        exclude: globs of files to leave out, below a folder.

    Raises:
        TypeError: when it is none of them.
    """
    if isinstance(source, Release):
        return Gathered((Found(source.first_document, source),))
    if isinstance(source, Mapping):
        return _gathered(_mapping, source)
    if sort := _of_hub(source, _CARDS):
        return _gathered(_card, source, sort)
    if sort := _of_hub(source, _RECORDS):
        return _gathered(_record, source, sort)
    return gather(path_of(source), exclude)


def several(sources: Any) -> list[Given]:
    """Sources as a list; one alone may be given as it is."""
    return [sources] if is_single(sources) else list(sources)


def all_given(sources: Sequence[Given], exclude: Iterable[str] = ()) -> Gathered:
    """The releases that several sources gave, with every problem."""
    gathered = [given(source, exclude) for source in sources]
    return Gathered(
        tuple(found for each in gathered for found in each.found),
        tuple(problem for each in gathered for problem in each.problems),
        tuple(path_of(source) for source in sources if isinstance(source, (str, os.PathLike))),
        tuple(exclude),
    )


def found_in(sources: Iterable[Given]) -> Sequence[Found]:
    """The releases that the sources gave.

    Raises:
        OpennessError: with every problem, when one of them cannot be used.
    """
    gathered = all_given(list(sources))
    if gathered.problems:
        raise OpennessError(*gathered.problems)
    return gathered.found


def is_single(source: object) -> bool:
    """True for one source, and not a collection of them: a path, a release and a mapping can be walked through too."""
    return isinstance(source, (str, bytes, os.PathLike, Release, Mapping)) or not isinstance(source, Iterable)


def path_of(source: object) -> str:
    """A path as its user wrote it.

    Raises:
        TypeError: when it is not a path.
    """
    path = os.fspath(source) if isinstance(source, os.PathLike) else source
    if isinstance(path, str):
        return path
    raise TypeError(f"a source must be {TAKEN}; not {type(source).__name__}")


def named(source: object) -> str:
    """A source in a word or two, for a message."""
    return path_of(source) if isinstance(source, (str, os.PathLike)) else type(source).__name__


def _of_hub(source: object, sorts: Mapping[str, str]) -> str:
    """`model` or `dataset` for an object of huggingface_hub of one of these classes; else empty. Nothing is imported."""
    ours = (kind.__name__ for kind in type(source).__mro__ if kind.__module__.partition(".")[0] == "huggingface_hub")
    return next((sorts[name] for name in ours if name in sorts), "")


def _gathered(read: Any, *arguments: object) -> Gathered:
    """The release that a reader of one object gives, or its problems."""
    try:
        return Gathered((read(*arguments),))
    except OpennessError as error:
        return Gathered((), error.problems)
    except NotThisFormat as unlike:
        return Gathered((), (unlike.problem,))


def _mapping(fields: Mapping[str, Any]) -> Found:
    """A mapping: a native file's, or else the Hub's fields, and those of components that may stand beside them."""
    from openness.formats import component_fields

    if "openness" in fields:
        from openness.formats import native
        from openness.syntax.citations import cited

        return Found(_MAPPING, native.release_of(cited(_tree(fields), native.APART), _MAPPING))
    others, words = component_fields.set_apart(_tree(fields))
    found = of_hub(others)
    return Found(found.source, component_fields.with_components(found.release, words.items(), Source(found.source)))


def of_hub(fields: "Tree", known: bool = False) -> Found:
    """The release that the Hub's fields describe: the record of a repository, or else the fields of a card.

    Args:
        fields: by their names, or other spellings of them.
        known: whether they are the Hub's, whatever they are: of a row in a table of models nobody asks.

    Raises:
        OpennessError: when they cannot be read.
        NotThisFormat: when they are those of something else.
    """
    from openness.formats import card, hub_info, hub_record

    tree = hub_record.unpacked(hub_record.with_right_names(fields))
    if not hub_record.is_record(tree):
        return Found(_MAPPING, card.fields_of(_MAPPING, tree, on_hub=known))
    name = next((node.text for node in hub_record.names_of(tree) if node.text), _MAPPING)
    return Found(name, hub_info.recorded(name, tree))


def _card(source: Any, sort: str) -> Found:
    from openness.formats import card
    from openness.syntax.document import Document

    return Found("README.md", card.read(Document("README.md", source.content), sort))


def _record(source: Any, sort: str) -> Found:
    """The release that an answer of the Hub's API describes, out of the object that huggingface_hub made of it."""
    from openness.formats import hub_info

    fields = {_API_KEYS.get(word, word): value for word, value in vars(source).items() if value is not None}
    return Found(str(source.id), hub_info.release_of(str(source.id), _tree(fields), sort))


def _tree(fields: Mapping[str, Any]) -> "Tree":
    """A mapping as the tree that readers take; a day is a word, and so is anything that JSON does not know."""
    from openness.syntax.json import json_tree
    from openness.syntax.tree import mapping_of

    try:
        text = json_text(dict(fields), default=_plain, ascii=False)
    except (TypeError, ValueError) as error:  # a key that is not a word, or something that holds itself
        raise OpennessError(
            Problem(_MAPPING, None, f"its fields cannot be read: {error}", "give words, lists and mappings")
        ) from None
    return mapping_of(json_tree(text, _MAPPING), _MAPPING, "give its fields by their names")


def _plain(value: Any) -> Any:
    """A value that JSON does not know: what has fields becomes them, a day or anything else its word."""
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if hasattr(value, "__dict__") and not isinstance(value, type):
        return {word: child for word, child in vars(value).items() if not word.startswith("_")}
    return list(value) if isinstance(value, (set, frozenset, tuple)) else str(value)
