"""The forms of cells, by column: cells from which the same follows have one form."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from openness.formats import hub_record
from openness.formats._settings import APART
from openness.formats._words import words_beside
from openness.table.card_fields import field_form, is_of_another_sort, parsed, tells, value_of, without_names
from openness.table.cells import Fields
from openness.table.part import ODD
from openness.table.words import (
    BLANKS,
    blank,
    data_sets,
    is_list,
    library,
    may_tell,
    says_something,
    task,
    there,
    word_list,
    word_or_words,
    worded,
)
from openness.vocabulary import hub
from openness.vocabulary.own_fields import may_limit

_TEXT = re.compile(r'"((?:[^"\\]++|\\.)*+)"(\s*:)?')  # in JSON: with a colon behind it, it is a name
#: Names in most settings, which tell neither of a base nor of terms.
_USUAL_SETTINGS = (APART - {"_name_or_path", "name_or_path", "base_model_name_or_path", "model_name"}) | frozenset(
    "tokenizer_config quantization_config quant_method bits load_in_4bit load_in_8bit use_default_system_prompt diffusers "
    "AutoConfig AutoModel AutoModelForCausalLM AutoTokenizer".split()
)


def a_word(cell: Any) -> Any:
    """A word as it is, and a number as its word."""
    cell = worded(cell)
    return cell if cell is None or isinstance(cell, str) else ODD


def words(cell: Any) -> Any:
    """A word or a list of them as it is."""
    cell = worded(cell)
    return cell if word_or_words(cell) and not is_list(cell) else ODD


def small_word(cell: Any) -> Any:
    """A word in small letters."""
    word = a_word(cell)
    return word.strip(BLANKS).lower() if isinstance(word, str) else word


def gate(cell: Any) -> Any:
    """A word or a truth; behind a form is behind a form, whoever looks at it then."""
    word = cell if isinstance(cell, bool) else small_word(cell)
    return "auto" if word == "manual" else word


def says_nothing(cell: Any) -> Any:
    """A cell that is only usual where it says nothing."""
    return "" if cell is not None and blank(cell) else None if cell is None else ODD


def telling(cell: Any) -> Any:
    """A text cut down to whether it says something; one that may tell of the terms or of a base is not usual."""
    if isinstance(cell, str) and not any(map(may_tell, words_beside(hub_record.PROSE, (cell,)))):
        return there(cell)
    return None if cell is None else ODD


def named_sets(cell: Any) -> Any:
    """Data sets, by their names."""
    cell = worded(cell)
    return data_sets(cell) if word_or_words(cell) and not is_list(cell) else ODD


def of_ids(cell: Any) -> Any:
    """The ids of bases as the field that the Hub has for them."""
    return None if cell is None else Fields((("models", cell),))


def base_models(cell: Any) -> Any:
    """The names in the Hub's own list of the bases that a card names."""
    if isinstance(cell, str) and (pairs := parsed(cell)) is not None:
        cell = Fields(tuple((name, value_of(content)) for name, content in pairs))
    if cell is None or not isinstance(cell, Fields):
        return None if cell is None else ODD
    models = dict(cell.pairs).get("models", ())
    named = [dict(model.pairs).get("id") if isinstance(model, Fields) else model for model in models or ()]
    usual = isinstance(models, tuple) and word_list(tuple(named)) and (models or "relation" not in dict(cell.pairs))
    return Fields((("models", tuple(named)),)) if usual else ODD


def settings(cell: Any) -> Any:
    """The base of an adapter in the settings of a model; settings that may tell of the terms are not usual."""
    if blank(cell):
        return None
    if isinstance(cell, str):
        if _USUAL_SETTINGS.issuperset(text for text, colon in _TEXT.findall(cell) if colon):
            return Fields(())
        if (pairs := parsed(cell)) is None:
            return ODD
        cell = Fields(tuple((name, value_of(content)) for name, content in pairs))
    if not isinstance(cell, Fields):
        return Fields(())
    if any(tells(name, content) for name, content in _fields_of_terms(without_names(cell, APART))):
        return ODD
    origins = _origins(cell)
    if any(isinstance(word, str) and hub_record.is_origin(word) for place in origins for word in _items(worded(place))):
        return ODD
    peft = dict(cell.pairs).get("peft")
    base = dict(peft.pairs).get("base_model_name_or_path") if isinstance(peft, Fields) else None
    return Fields(()) if base is None else Fields((("peft", base),)) if isinstance(base, str) else ODD


def _origins(settings: Fields) -> Iterator[Any]:
    """The fields of settings, and of those within them, that tell from which weights a model's were loaded."""
    waiting: list[tuple[str, Any]] = [("", settings)]
    while waiting:
        within, content = waiting.pop()
        if isinstance(content, tuple):
            waiting += ((within, item) for item in content if isinstance(item, (tuple, Fields)))
            continue
        for name, value in content.pairs:
            if name != hub_record.PEFT and isinstance(value, (tuple, Fields)):
                waiting.append((name, value))
            if not isinstance(value, Fields) and hub_record.tells_origin(name, within):
                yield value


def _fields_of_terms(settings: Fields) -> Iterator[tuple[str, Any]]:
    """The fields of settings, and those within them whose names tell of terms."""
    yield from settings.pairs
    waiting = [content for _, content in settings.pairs if isinstance(content, Fields)]
    while waiting:
        for name, content in waiting.pop().pairs:
            if may_limit(name.rpartition(".")[2]):
                yield name.rpartition(".")[2], content
            items = content if isinstance(content, tuple) else (content,)
            waiting += (item for item in items if isinstance(item, Fields))


def words_there(cell: Any) -> Any:
    """Words, cut down to whether there are some; anything else in their place is not usual."""
    return ODD if is_of_another_sort("language", cell) else says_something(cell)


def _items(cell: Any) -> tuple[Any, ...]:
    return cell if isinstance(cell, tuple) else (cell,)


def flag(cell: Any) -> Any:
    """A truth, or a word for one."""
    return cell if isinstance(cell, bool) else a_word(cell)


#: By column, the form that its cells share; of other columns but a card only whether they say something counts.
FORMS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(hub.OF_WORDS, words_there),
    "license": words,
    **dict.fromkeys(("license_name", "license_link"), a_word),
    "base_model": words,
    "base_model_relation": small_word,
    "baseModels": base_models,
    "config": settings,
    "datasets": named_sets,
    "pipeline_tag": task,
    "library_name": lambda cell: library(worded(cell)),
    "gated": gate,
    **dict.fromkeys(("private", "disabled"), flag),
    **dict.fromkeys(("safetensors", "gguf"), there),
    **{field: field_form(field) for field in (*hub.INDICES, *sorted(hub.GATE_FIELDS))},
    hub_record.PROSE: telling,
    **dict.fromkeys(("card", "model_name"), says_nothing),
}
