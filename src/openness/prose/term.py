"""The sentences of a card that may state a term of use, and that nobody here understands.

What limits the use in known words is a limit (`limit.py`). Here the direction of proof is turned round: a word that binds
(“must”, “only”, “unless”, “consent”), where terms are stated or beside a use, is a term unless it is harmless. It is harmless
where it binds to what an open licence asks as well (a notice, the law, no warranty), or where words before it undo it (“no
permission is needed”). A harmless thing belongs to one word that binds, so that a duty behind it is not covered by it.
"""

from collections.abc import Iterator

from openness.prose.clause import Clause, Find, lists_in
from openness.prose.reader import Sentence, sentences
from openness.prose.marks import TICK
from openness.prose.rule import Heard, Record, heard, is_of_the_model, is_stated, of_own
from openness.prose.subject import name_of, tells_of_another

_BEHIND = 16  # words between a word that binds and what it binds to
_BEFORE = 4  # words between what somebody is bound to and the word that binds: “attribution is required”
_UNDONE = 3  # words between what undoes a word that binds and that word
_FIELD = 6  # words between a ban and the field that it is of
_OBJECT = 6  # words behind a word that binds among which it has an object
_NAMED = 8  # words between “subject to” and the licence


def terms(body: str) -> Iterator[tuple[int, str]]:
    """Each sentence that may state a term and is not understood: how many lines down it is, and its words."""
    own: frozenset[str] | None = None
    for sentence in sentences(body):
        if "term" not in sentence.questions and not is_stated(sentence):
            continue
        if any("news" in lists_in(heading) for heading in sentence.headings) or sentence.text.endswith("?"):
            continue
        if next(unexplained(sentence), None) is None or _limits(sentence):
            continue
        own = name_of(body) if own is None else own
        if not tells_of_another(sentence.text, own):
            yield sentence.line, sentence.shown


def unexplained(sentence: Sentence) -> Iterator[Heard]:
    """The finds of rules in a sentence that may state a term for the card's model, and are not harmless."""
    bonds_of: dict[tuple[int, str], list[tuple[Find, bool]]] = {}
    stated = is_stated(sentence)
    for found in heard(sentence, "term", every=True):
        if _is_explained(sentence, found.rule):
            continue
        language, _, _ = found.rule["needs"][0].partition(".")
        key = found.clause.starts[0], language
        if key not in bonds_of:
            bonds_of[key] = _bonds(found.clause, language, stated)
        whole = Find(found.start, found.end)
        bonds = [bond for bond in bonds_of[key] if _meet(bond[0], whole)]
        if not bonds:  # it is given to somebody: no word that binds
            bonds = [(whole, False)]
        if any(not harmless and _is_of_use(sentence, found, bond) for bond, harmless in bonds):
            yield found


def _is_explained(sentence: Sentence, rule: Record) -> bool:
    """True where any clause says, in any language, what takes back what a rule finds; a tick says so too."""
    never = {name.rpartition(".")[2] for name in rule.get("never", ())}
    said = {name.rpartition(".")[2] for clause in sentence.clauses for name in clause.finds} if never else never
    return not never.isdisjoint(said) or ("freely" in never and TICK.search(sentence.text) is not None)


def _is_of_use(sentence: Sentence, found: Heard, bond: Find) -> bool:
    """True where a word binds whoever uses the model, or what the model makes, or is said of its licence's tag."""
    return (
        found.rule.get("of") == "tag"
        or of_own(sentence, found.clause, bond.start, _OBJECT)
        or any(find.end <= bond.start for name in _OUTPUTS for find in found.clause.finds.get(name, ()))
    )


_OUTPUTS = ("en.what-it-makes", "en.any-outputs", "made-with-it")


def _limits(sentence: Sentence) -> bool:
    """True where a rule understands a sentence as a limit."""
    return any(is_of_the_model(sentence, found) for found in heard(sentence, "limit"))


def _meet(one: Find, other: Find) -> bool:
    return one.start < other.end and other.start < one.end


def _bonds(clause: Clause, language: str, stated: bool) -> list[tuple[Find, bool]]:
    """The words of a clause that bind, in their order, each with whether it is harmless; stated: where terms are."""
    bonds: list[Find] = []
    for find in sorted(clause.finds.get(f"{language}.binds", ())):
        if bonds and find.start <= bonds[-1].end:  # “only if”, “unless required”
            bonds[-1] = Find(bonds[-1].start, max(bonds[-1].end, find.end))
        else:
            bonds.append(find)
    harmless = [False] * len(bonds)
    for at in reversed(range(len(bonds))):
        advice = not stated and _is_for_safety(clause, language, bonds[at])
        if advice or _is_to_harmless(clause, language, bonds, at) or _names_a_licence(clause, bonds, at):
            harmless[at] = True
        elif at + 1 < len(bonds) and clause.count(bonds[at].end, bonds[at + 1].start) <= _BEHIND:
            harmless[at] = harmless[at + 1] and _goes_on(clause, bonds[at], bonds[at + 1], language)
    denied = min((find.start for find in clause.finds.get(f"{language}.nots", ())), default=len(clause.words))
    for at, bond in enumerate(bonds):
        unbound = all(harmless[:at]) and denied >= bond.start
        harmless[at] |= _is_undone(clause, language, bonds[:at], bond, unbound)
    return list(zip(bonds, harmless, strict=True))


def _goes_on(clause: Clause, bond: Find, following: Find, language: str) -> bool:
    """True where two words that bind ask one thing: “may not … except”, “must … only”, “need to agree”."""
    near = clause.count(bond.end, following.start) <= _UNDONE and not _is_parted(clause, bond.end, following.start)
    return near or _has_at(clause, following, language, "unless", "narrows")


def _has_at(clause: Clause, place: Find, language: str, *lists: str) -> bool:
    """True where a phrase of one of some lists stands at a place of a clause."""
    return any(_meet(place, find) for name in lists for find in clause.finds.get(f"{language}.{name}", ()))


def _is_undone(clause: Clause, language: str, before: list[Find], bond: Find, unbound: bool) -> bool:
    """True where words before a word that binds, or around it, undo it; what it is joined to by “or” is undone as well.

    Args:
        clause: the clause.
        language: the language of the words.
        before: the words that bind before it.
        bond: the word.
        unbound: whether nothing before it binds or denies: “no permission” undoes, “must not … without permission” does not.
    """
    undoing = list(_finds(clause, language, "unbinds"))
    if unbound:
        undoing += clause.finds.get(f"{language}.free-of", ())
    if any(_meet(find, bond) for find in undoing):
        return True
    for find in undoing:
        last = find.end
        for between in before:
            if between.start >= last and clause.count(last, between.start) <= _UNDONE:
                last = between.end
        if last <= bond.start and clause.count(last, bond.start) <= _UNDONE:
            return True
    return False


def _is_to_harmless(clause: Clause, language: str, bonds: list[Find], at: int) -> bool:
    """True where what a word binds to is harmless: behind it up to the next such word, or right before it."""
    bond = bonds[at]
    after = bonds[at + 1].start if at + 1 < len(bonds) else len(clause.words)
    before = bonds[at - 1].end if at else 0
    for thing in _harmless(clause, language, bond):
        if _meet(thing, bond):
            return True
        if bond.end <= thing.start < after and clause.count(bond.end, thing.start) <= _BEHIND:
            return True
        if before <= thing.start and thing.end <= bond.start and clause.count(thing.end, bond.start) <= _BEFORE:
            own = not at or _is_parted(clause, before, thing.start)
            if own and not _is_parted(clause, thing.end, bond.start):
                return True
    return False


def _is_for_safety(clause: Clause, language: str, bond: Find) -> bool:
    """True where a ban is of a field in which others would be hurt: outside the terms of a licence that is advice."""
    return _has_at(clause, bond, language, "bans", "may-not") and any(
        bond.end <= field.start and clause.count(bond.end, field.start) <= _FIELD
        for field in clause.finds.get("en.safety", ())
    )


def _harmless(clause: Clause, language: str, bond: Find) -> list[Find]:
    """What is harmless in a clause for a word that binds: of a ban less than of a need."""
    bans = _has_at(clause, bond, language, "bans", "may-not")
    lists = ("harmless",) if bans else ("harmless", "harmless-need")
    return list(_finds(clause, language, *lists))


def _finds(clause: Clause, language: str, *lists: str) -> Iterator[Find]:
    """The phrases of some lists in a clause, in a language and in English, whose words others know."""
    for spoken in dict.fromkeys((language, "en")):
        for name in lists:
            yield from clause.finds.get(f"{spoken}.{name}", ())


def _is_parted(clause: Clause, start: int, end: int) -> bool:
    """True where an “and” or a comma stands between two places of a clause; what it parts belongs to different words."""
    return not _ANDS.isdisjoint(clause.words[start:end]) or clause.is_parted(start, end)


_ANDS = frozenset("and or but et ou y o e und oder en of och eller og i lub a nebo и или и або ve veya dan atau và hoặc".split())


def _names_a_licence(clause: Clause, bonds: list[Find], at: int) -> bool:
    """True where a word binds to a licence: which one that is, is asked by name (`licence.py`)."""
    bond = bonds[at]
    after = bonds[at + 1].start if at + 1 < len(bonds) else len(clause.words)
    binding = [find for name in ("bound-by", "en.bound") for find in clause.finds.get(name, ()) if bond.start <= find.start < after]
    return any(
        find.end <= noun.start and clause.count(find.end, noun.start) <= _NAMED
        for find in binding
        for noun in clause.finds.get("licence-of", ())
        if noun.start < after
    )
