"""Problems with a call or an input: where, what is wrong, what to do."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from attrs import frozen

from openness.value import Value

_T = TypeVar("_T")
MAY_READ = "check that it is there and that you may read it"  # the help for what an operating system does not give


@frozen(eq=False, repr=False)
class Problem(Value):
    """One thing wrong with a call or an input.

    >>> str(Problem("README.md", 3, "the YAML block is not closed", "end it with a line of three dashes"))
    'README.md:3: the YAML block is not closed; end it with a line of three dashes'
    """

    document: str
    line: int | None
    message: str
    help: str = ""

    def __str__(self) -> str:
        where = self.document if self.line is None else f"{self.document}:{self.line}"
        return f"{where}: {self.says}" if where else self.says

    @property
    def says(self) -> str:
        """The message and the advice, without the place."""
        return f"{self.message}; {self.help}" if self.help else self.message

    def to_dict(self) -> dict[str, object]:
        """The problem as the JSON of `openness classify`."""
        return {"document": self.document, "line": self.line, "message": self.message, "help": self.help}


def as_json(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """The problems as every JSON lists them, each once."""
    return [problem.to_dict() for problem in dict.fromkeys(problems)]


class OpennessError(Exception):
    """The call or the input could not be used; carries every problem found.

    Args:
        problems: at least one.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class NotThisFormat(Exception):
    """A file has the name of a format and the content of something else.

    Args:
        problem: what it is instead.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def nearest(word: str, words: Iterable[str], most: int = 3) -> str:
    """A hint that names the words most like this one, or the one with this label; empty where none is near.

    >>> nearest("trainingcode", ["training-code", "datasets"])
    'did you mean training-code?'
    >>> from openness.vocabulary import Kind
    >>> nearest("weights", Kind)
    'did you mean model-parameters-final?'
    """
    words = tuple(words)
    label = word.lower().replace("-", " ")
    return suggesting([known for known in words if getattr(known, "label", None) == label] or near(word, words, most))


def chosen(
    words: Iterable[str], among: Mapping[str, _T], sort: str, hint: Callable[[str], str] | None = None
) -> tuple[_T, ...]:
    """The things that words name, each once and in the order of the words.

    Args:
        words: the names.
        among: the things by their names.
        sort: one of the things, in a word.
        hint: the hint for a word that is none; by default the names most like it.

    Raises:
        OpennessError: with the nearest names, for each word that is none.

    >>> chosen(["b", "a", "b"], {"a": 1, "b": 2}, "letter")
    (2, 1)
    """
    asked = tuple(dict.fromkeys(words))
    nearest_of = hint or (lambda word: nearest(word, among))
    problems = [
        Problem("", None, f"there is no {sort} {word!r}", nearest_of(word) or f"known are {', '.join(among)}")
        for word in asked
        if word not in among
    ]
    if problems:
        raise OpennessError(*problems)
    return tuple(among[word] for word in asked)


def suggesting(words: Iterable[str]) -> str:
    """A hint that names some words; empty for none."""
    named = " or ".join(words)
    return f"did you mean {named}?" if named else ""


def near(word: str, words: Iterable[str], most: int) -> list[str]:
    """The words most like this one, in any case, the nearest first; of those that begin so, and are as near, no other.

    >>> near("OSAID", ["moshi", "osaid-1.0"], 3)
    ['osaid-1.0']
    """
    from difflib import get_close_matches  # only needed once something is wrong

    by_folded: dict[str, str] = {}
    for known in words:
        by_folded.setdefault(known.lower(), known)
    folded = word[:100].lower()
    found = get_close_matches(folded, list(by_folded), n=most, cutoff=0.6)
    if found and found[0].startswith(folded):
        found = [name for name in found if name.startswith(folded)]
    return [by_folded[name] for name in found]
