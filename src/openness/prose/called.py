"""Models that a text calls by a name alone: “Llama 3 8B”, “Vicuna”. Who has the table of well-known models tells which counts."""

from collections.abc import Iterator
from typing import NamedTuple

from openness.prose.clause import Clause, clauses
from openness.prose.subject import is_own
from openness.vocabulary.patterns import pattern

_PARTING = frozenset(",;:(，、（")
_DIGIT = pattern(r"\d")
_JOINED = pattern(r"\s*(?:,\s*(?:and\s+)?|and\s+|with\s+|plus\s+|[+&]\s*)")  # between the models of a merge
#: A name of words alone.
WORDS = r"(?!None\b|This\b|That\b)[A-Z][A-Za-z]{3,20}(?: [A-Z][A-Za-z]{1,20}){0,2}"
_WORD = pattern(
    r"\W{0,3}(?:(?:from|the|a|an|original|public|official|pre-?trained|released|weights of)\s+){0,4}"
    rf"(?P<name>{WORDS})(?![\w/]|-(?!based)|['’]|\s+(?:[A-Z]|v?\d))"
)
#: A name with a number; one in small letters is no path and no file.
NAME = pattern(
    r"\W{0,4}(?:(?:the|a|an|is|base|original|pre-?trained|model|weights|of|from|version|open[ -]source)\s+){0,5}"
    r"(?:[A-Z][A-Za-z]{1,20}(?: AI)?['’]s\s+)?[\"“'‘]?"
    r"(?P<name>(?:[A-Z][\w.]{1,30}(?=[ -])|(?![\w.-]*(?:/|\.[a-z]{2,5}\b))[a-z]{3,15}\d?(?=-?\d))"
    r"(?:(?:[ -](?:[A-Z0-9]|v(?=\d))|-[a-z]|(?<=[a-z])\d)[\w.]{0,30}| \[[a-z]{2,12}\]){1,5})"
)


#: Words that go on behind the name of a family as a part of a name: numbers, versions, sizes.
_GOING_ON = pattern(
    r"(?:\.\d[A-Za-z\d.]*)?(?:[ -]?v?\d[A-Za-z\d.]*|[ -](?:v\d[A-Za-z\d.]*|[A-Z][a-zA-Z]{0,20}\d?(?:\.\d+)?(?![\w-])"
    r"|\[[a-z]{2,12}\]|(?:base|chat|instruct|hf|it|dev|schnell)\b)){0,6}"
)
_INSIDE = frozenset("-_/.@#=")  # right before a word that is within a longer name
_JOINED_ON = pattern(r"(?:\.\d{1,3})?(?:[-_]\w[\w.]{0,40}){1,8}(?<!\.)")  # such words
_UNITED = pattern(r"[-_]\w|/(?!\d{1,3}[bB]\b)")  # right behind a name that goes on


class Name(NamedTuple):
    """The name of a well-known family, or of a version of it, in a sentence.

    Args:
        start: where it begins in the sentence.
        end: where it ends.
        first: its first word in the clause.
        after: the word behind it.
        text: it.
    """

    start: int
    end: int
    first: int
    after: int
    text: str


def families(text: str, clause: Clause, own: frozenset[str], whole: bool = False) -> list[Name]:
    """The names of well-known families in a clause, in their order: none that is the card's own, or goes on as something else.

    Args:
        text: the sentence.
        clause: a part of it.
        own: the ways the card names its model.
        whole: whether a name counts as well where that of its licence goes on from it (“the Llama 3 license”), or words that
            are joined to it, which are then a part of it: “Llama-3.1-8B-Zephyr”.
    """
    finds = clause.finds.get("family", ())
    found: list[Name] = []
    for find in finds:
        start = clause.starts[find.start]
        if (text[start - 1 : start] in _INSIDE and start) or (found and start < found[-1].end):
            continue
        longest = max((other for other in finds if other.start == find.start), key=lambda other: other.end)
        going = _GOING_ON.match(text, clause.ends[longest.end - 1])
        assert going is not None
        end = start + len(text[start : going.end()].rstrip(". "))
        if whole and (joined := _JOINED_ON.match(text, end)):
            end = joined.end()
        after = next((at for at in range(find.end, len(clause.words)) if clause.starts[at] >= end), len(clause.words))
        of_licences = {thing.start for thing in clause.finds.get("licence-word", ())} if whole else set()
        things = (
            thing
            for thing in clause.finds.get("thing-after", ())
            if find.start < thing.start <= after + 1 and thing.start not in of_licences
        )
        is_thing = any(not clause.is_parted(after, thing.start) for thing in things)
        is_thing = is_thing or any(
            find.start == after and find.end not in of_licences for find in clause.finds.get("no-family-after", ())
        )
        if not (is_thing or _UNITED.match(text, end) or is_own(text[start:end], own)):
            found.append(Name(start, end, find.start, after, text[start:end].replace("-", " ")))
    return found


def leads_to_thing(after: str) -> bool:
    """True where what follows a name makes it something else of that model: its paper, its tokenizer."""
    first = next(clauses(after[:60]), None)
    return first is not None and any(
        find.start <= 1 and not first.is_parted(0, find.start) and after.strip()[:1] not in _PARTING
        for find in first.finds.get("thing-after", ())
    )


def called_at(text: str, place: int) -> tuple[str, int] | None:
    """The name that stands at a place of a text, and where it ends; None where it has no number."""
    found = NAME.match(text, place)
    name = found["name"].rstrip(".") if found else ""
    return (name.replace("-", " "), found.end()) if found and _DIGIT.search(name) else None


def name_at(text: str, place: int) -> str:
    """The name that stands at a place of a text; empty where it has no number, or goes on as something else."""
    found = called_at(text, place)
    return found[0] if found and not leads_to_thing(text[found[1] :]) else ""


def word_at(text: str, place: int, own: frozenset[str]) -> str:
    """The name of one word that stands at a place of a text; empty where it is the card's own, or goes on as something else."""
    found = _WORD.match(text, place)
    return found["name"] if found and not leads_to_thing(text[found.end() :]) and not is_own(found["name"], own) else ""


def merged_at(text: str, place: int) -> Iterator[str]:
    """The names of what was merged, which stand one behind the other from a place on."""
    while (found := called_at(text, place)) is not None and not leads_to_thing(text[found[1] :]):
        yield found[0]
        joined = _JOINED.match(text, found[1])
        if joined is None:
            return
        place = joined.end()
