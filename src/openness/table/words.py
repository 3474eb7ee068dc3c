"""Words, and lists of words, cut down to the little of them that counts."""

from typing import Any

from openness.prose.marks import cleaned
from openness.prose.sieve import may_answer
from openness.syntax.written_list import list_in
from openness.table.cells import Fields
from openness.vocabulary import hub
from openness.vocabulary.details import TASKS, is_multimodal

BLANKS = " \t\n"
THERE = "x"  # stands for any word
_TASKS = {answer: next(word for word in TASKS if is_multimodal(word) is answer) for answer in (True, False)}


def worded(cell: Any) -> Any:
    """A cell with words for numbers: a reader takes a number for the word of its digits."""
    if isinstance(cell, tuple):
        return tuple(map(worded, cell))
    if isinstance(cell, Fields):
        return Fields(tuple((name, worded(content)) for name, content in cell.pairs))
    return cell if cell is None or isinstance(cell, (str, bool)) else str(cell)


def blank(cell: Any) -> bool:
    """True where a cell says nothing."""
    return cell is None or cell == () or (isinstance(cell, str) and not cell.strip(BLANKS))


def word_or_words(cell: Any) -> bool:
    """True for a word, or a list of words and nulls."""
    return cell is None or isinstance(cell, str) or (isinstance(cell, tuple) and all(map(_is_word, cell)))


def word_list(cell: Any) -> bool:
    """True for a list of words and nulls."""
    return cell is None or (isinstance(cell, tuple) and all(map(_is_word, cell)))


def _is_word(item: Any) -> bool:
    return item is None or isinstance(item, str)


def is_list(cell: Any) -> bool:
    """True for a list of words that is written as a text."""
    return isinstance(cell, str) and list_in(cell) is not None


def says_something(cell: Any) -> Any:
    """A cell cut down to whether it says something."""
    return None if cell is None else cell if blank(cell) and isinstance(cell, tuple) else "" if blank(cell) else THERE


def there(cell: Any) -> Any:
    """A cell cut down to whether it says something."""
    return None if blank(cell) else THERE


def may_tell(text: str) -> bool:
    """True where a text may answer any question as a reader sees it, whatever letters it is written with."""
    return may_answer(cleaned(text))


def task(cell: Any) -> Any:
    """A task: of those that tell the same of a model one, any other as one word; a list or a mapping as it is."""
    if isinstance(cell, (tuple, Fields)):
        return cell
    if not isinstance(cell, str) or blank(cell):
        return says_something(cell)
    answer = is_multimodal(cell.strip(BLANKS))
    return THERE if answer is None else _TASKS[answer]


def data_sets(cell: Any) -> Any:
    """Data sets, cut down to whether some are named; anything but words as it is."""
    if cell is None or not word_or_words(cell):
        return cell
    items = cell if isinstance(cell, tuple) else (cell,)
    return (
        THERE if any(not blank(item) for item in items) else ("",) if items and cell == items else "" if items else ()
    )


def a_set(cell: Any) -> Any:
    """The name of a data set: any is as good as another."""
    return THERE if isinstance(cell, str) and not blank(cell) else cell


def library(cell: Any) -> Any:
    """A library: one that is known by its name, any other as one word, each in a list; anything else as it is."""
    if isinstance(cell, tuple) and word_list(cell):
        return tuple(map(library, cell))
    if not isinstance(cell, str):
        return cell
    word = cell.strip(BLANKS).lower()
    return word if word in hub.LIBRARIES or word in hub.MADE_FROM_ANOTHER or not word else THERE
