"""The words of a sentence that bind whoever uses a card's model.

Two sorts of rules find them. A rule of the question `limit` knows a term by its words alone (“for research only”). A rule of
the question `term` turns the direction of proof round: a word that binds (“must”, “only”, “unless”, “consent”), where terms
are stated or beside a use, is a term unless it is harmless. It is harmless where it binds to what an open licence asks as well
(a notice, the law, no warranty), or where words before it undo it (“no permission is needed”). A harmless thing belongs to one
word that binds, so that a duty behind it is not covered by it.

A term is understood where a rule that finds it knows which right it takes; the others may only be terms.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from openness.prose.clause import Clause, Find, lists_in, rules
from openness.prose.done import is_no_term
from openness.prose.marks import TICK
from openness.prose.reader import Sentence
from openness.prose.rule import LONGEST, Record, RuleMatch, is_stated, matches, of_own
from openness.vocabulary.patterns import pattern

_BEHIND = 16  # words between a word that binds and what it binds to
_BEFORE = 4  # words between what somebody is bound to and the word that binds: “attribution is required”
_UNDONE = 3  # words between what undoes a word that binds and that word
_FIELD = 6  # words between a ban and the field that it is of
_OBJECT = 5  # words behind what binds among which it has an object
_NAMED = 8  # words between “subject to” and the licence
#: Words for a paper, and who would have to sign it: “without a licence agreement that you would have to accept”.
_PAPER = frozenset(
    "a an any the licence license user use data agreement agreements form forms contract contracts terms eula nda that which you"
    " users one d would ll will first special extra separate additional and or".split()
)
_ENDS = frozenset({"to", "for", "in"})  # before what something is used for
_RELATIVE, _DO_NOT = ("that", "which"), ["do", "not"]
_PARTS = frozenset("files parts portions components modules sections images pages headers".split())  # of what is given
_SUPPOSED = (["if"], ["when"])  # before the one who is supposed to do something
_ASKING = ("modal", "nots", "must-have")  # lists of words that ask by themselves
_CITED = pattern(r"\s*@[A-Za-z]{4,16}\s*\{")  # an entry of a bibliography
_COPYRIGHT = pattern(r"(?i)\W*(?:copyright\b|©|\(c\))")
_WITHIN_NAMES = frozenset("of the and by for de du der von et al c".split())
_KANA = pattern(r"[\u3041-\u30ff]")
_HAN = pattern(r"[\u4e00-\u9fff]")
_WITHOUT_KANA = 12  # signs that Chinese and Japanese share, after which a Japanese sentence has some of its own
#: Lists of which code has a word where what binds in it binds users of the model.
_OF_THE_MODEL = ("own", "made-with-it", "en.a-grant", "en.traders")
_OUTPUTS = ("en.any-outputs", "made-with-it")


def may_state(sentence: Sentence, question: str) -> bool:
    """True where a sentence may state a term by its words, or stands where terms are stated."""
    return question in sentence.questions or is_stated(sentence)


def binding(sentence: Sentence) -> Iterator[RuleMatch]:
    """The finds of rules by which a sentence states a term for the card's model."""
    limits = matches(sentence, "limit") if may_state(sentence, "limit") else ()
    named = (
        at for at in limits if at.rule.get("of") == "model" or _is_of_use(sentence, at.clause, at.start, _reach(at))
    )
    yield from (at for at in named if not is_no_term(sentence, at))
    if sentence.text.endswith("?") or not may_state(sentence, "term"):
        return
    asked: dict[tuple[Clause, str], _Bonds] = {}
    for match in matches(sentence, "term", every=True):
        if "under" in match.rule and _names_alone(sentence.text):
            continue  # what is named there is no use
        if _is_explained(sentence, match.rule) or (sentence.sort == "code" and not match.clause.has(*_OF_THE_MODEL)):
            continue  # what an example in code binds is its own
        language, _, _ = match.rule["needs"][0].partition(".")
        if _is_in_the_other(language, sentence.text):
            continue
        key = match.clause, language
        if key not in asked:
            asked[key] = _Bonds(sentence, match.clause, language)
        if asked[key].bind(Find(match.start, match.end), match.rule.get("of", "")):
            yield match


def _reach(match: RuleMatch) -> float:
    """The words behind a limit among which a noun tells what it is of: none behind one of what users do with it."""
    return 0 if match.rule.get("of") == "user" else LONGEST


@lru_cache(maxsize=8)  # of one sentence: each find in it asks
def _names_alone(text: str) -> bool:
    """True where a text is an entry of a bibliography, or says whose the copyright is: a mark for it, names and years."""
    if _CITED.match(text):
        return True
    marked = _COPYRIGHT.match(text)
    return marked is not None and all(
        not (word := rest.strip("(),.;&–—-*_<>")) or not word[0].islower() or word in _WITHIN_NAMES
        for rest in text[marked.end() :].split()
    )


def _is_in_the_other(language: str, text: str) -> bool:
    """True where a text is Japanese and a language Chinese, or the other way round: the same signs stand for other words."""
    if language == "zh":
        return _KANA.search(text) is not None
    return language == "ja" and _KANA.search(text) is None and len(_HAN.findall(text)) > _WITHOUT_KANA


def is_understood(match: RuleMatch) -> bool:
    """True where the rule of a find knows which right is taken."""
    return (match.rule["question"] == "limit" and "unclear" not in match.rule) or "limits" in match.rule


def _is_explained(sentence: Sentence, rule: Record) -> bool:
    """True where any clause says, in any language, what takes back what a rule finds; a tick says so too."""
    never = {name.rpartition(".")[2] for name in rule.get("never", ())}
    if not never:
        return False
    lists = {name.rpartition(".")[2] for clause in sentence.clauses for name in clause.finds}
    return not never.isdisjoint(lists) or ("freely" in never and TICK.search(sentence.text) is not None)


def _is_of_use(sentence: Sentence, clause: Clause, start: int, reach: float = LONGEST) -> bool:
    """True where what binds from a word on binds the use of the model, or of what it makes.

    Args:
        sentence: that states it.
        clause: with the word.
        start: the word.
        reach: words behind it among which a noun counts.
    """
    outputs = (find for name in _OUTPUTS for find in clause.finds.get(name, ()))
    return of_own(sentence, clause, start, reach, asides=True) or any(
        clause.count(start, find.start) <= reach for find in outputs
    )


def _meet(one: Find, other: Find) -> bool:
    return one.start < other.end and other.start < one.end


class _Bonds:
    """The words of a clause that bind, in their order, each with whether it is harmless."""

    def __init__(self, sentence: Sentence, clause: Clause, language: str) -> None:
        self.sentence = sentence
        self.clause = clause
        self.language = language
        self.finds: list[Find] = []
        for find in clause.finds.get(f"{language}.binds", ()):  # in the order of their starts
            touches = self.finds and find.start <= self.finds[-1].end  # “only if”, “unless required”
            first = self.finds.pop() if touches else find
            self.finds.append(Find(first.start, max(first.end, find.end)))
        self.things = {name: list(self.of(name)) for name in ("harmless", "harmless-need", "unbinds")}
        self.harmless = [False] * len(self.finds)
        self.weigh(advice=not is_stated(sentence))
        self.undo()

    def bind(self, place: Find, of: str) -> bool:
        """True where words that bind at a place, or the place where there are none, bind whoever uses the model.

        Args:
            place: of what a rule finds.
            of: what that speaks of: `tag` of the licence's tag, which is the model's in any case, `part` of a part of a data
                set, `user` of what users do, whatever the object of that is; else of the model.
        """
        bonds = [at for at, find in enumerate(self.finds) if _meet(find, place)]
        binding = [self.finds[at] for at in bonds if not self.harmless[at]] if bonds else [place]
        return of in ("tag", "part") or any(
            _is_of_use(self.sentence, self.clause, find.start, 0 if of == "user" else self.reach(find.start, place.end))
            for find in binding
        )

    def reach(self, start: int, end: int) -> float:
        """The words from a word that binds on among which what is bound has a name."""
        return self.clause.count(start, end) + _OBJECT

    def of(self, *lists: str) -> Iterator[Find]:
        """The phrases of some lists in the clause, in its language and in English, whose words others use."""
        for spoken in dict.fromkeys((self.language, "en")):
            for name in lists:
                yield from self.clause.finds.get(f"{spoken}.{name}", ())

    def has_at(self, place: Find, *lists: str) -> bool:
        """True where a phrase of one of some lists of the language stands at a place."""
        finds = self.clause.finds
        return any(_meet(place, find) for name in lists for find in finds.get(f"{self.language}.{name}", ()))

    def weigh(self, advice: bool) -> None:
        """Note which words bind to what is harmless; those that ask one thing with the next are what that is.

        Args:
            advice: whether a ban of a field in which others would be hurt is advice: outside the terms of a licence.
        """
        for at in reversed(range(len(self.finds))):
            if (advice and self.is_for_safety(at)) or self.is_to_harmless(at) or self.names_a_licence(at):
                self.harmless[at] = True
            elif at + 1 < len(self.finds):
                self.harmless[at] = self.harmless[at + 1] and self.goes_on(at)

    def undo(self) -> None:
        """Note which words are undone by words before or around them; “or” carries that on to the next.

        “No permission” undoes it where nothing before binds or denies; “must not … without permission” does not.
        """
        free = self.clause.finds.get(f"{self.language}.free-of", ())
        denied = min(self.denials(free), default=len(self.clause.words))
        for at, bond in enumerate(self.finds):
            self.harmless[at] |= (
                self.is_supposed(bond)
                or self.is_advised(bond)
                or self.is_had(bond)
                or self.is_as_asked(bond)
                or self.is_description(bond)
                or self.is_case(at)
            )
        undone = False
        for at, bond in enumerate(self.finds):
            unbound = all(self.harmless[:at]) and denied > bond.start
            undone = (undone and self.is_joined(at)) or any(
                _meet(find, bond) or self.reaches(find, bond)
                for find in (*self.things["unbinds"], *(free if unbound else ()))
            )
            self.harmless[at] |= undone
        for at in range(len(self.finds) - 1):  # “permission is not needed”
            leave = self.has_at(self.finds[at], "consent")
            if leave and any(_meet(find, self.finds[at + 1]) for find in self.things["unbinds"]) and self.goes_on(at):
                self.harmless[at] = True
        for find in self.clause.finds.get(f"{self.language}.grants", ()):  # “permission to use it … is hereby granted”
            before = [at for at, bond in enumerate(self.finds) if bond.end <= find.start]
            asked = next((at for at in reversed(before) if not self.harmless[at]), None)
            if asked is not None and self.has_at(self.finds[asked], "consent"):
                self.harmless[asked] = True

    def is_supposed(self, bond: Find) -> bool:
        """True where somebody is only supposed not to be able to do something: “if you cannot reach the hub”."""
        return self.has_at(bond, "unable") and self.clause.words[: bond.start][-2:][:1] in _SUPPOSED

    def is_advised(self, bond: Find) -> bool:
        """True where words ask for what is only advised before them: “we encourage users to check it and obtain leave”."""
        advised = any(find.end <= bond.start for find in self.clause.finds.get(f"{self.language}.advised", ()))
        return advised and self.has_at(bond, "consent", "second-duty") and not self.has_at(bond, *_ASKING)

    def is_had(self, bond: Find) -> bool:
        """True where a leave is what the makers had, and nobody may do anything with it: “trained on it with permission”."""
        finds = self.clause.finds
        making = any(find.end <= bond.start for find in finds.get(f"{self.language}.made-so", ()))
        done = any(f"{self.language}.{name}" in finds for name in ("may", "modal", "a-use"))
        return making and not done and self.has_at(bond, "consent") and self.clause.words[bond.start - 1] == "with"

    def is_as_asked(self, bond: Find) -> bool:
        """True where something is only said to be as somebody asks it: “as section 4 requires”, not “as a paid API is banned”."""
        ends = bond.end == len(self.clause.words) and bond.end - bond.start == 1
        before = self.clause.words[: bond.start][-_BEFORE - 1 :]
        asked = "as" in before and before[before.index("as") + 1 :][:1] not in (["a"], ["an"])
        return ends and self.language == "en" and asked

    def is_case(self, at: int) -> bool:
        """True where a use is only the case in which a harmless duty before it holds: “must cite us if you use it”."""
        bond = self.finds[at]
        due = at > 0 and self.harmless[at - 1] and self.has_at(self.finds[at - 1], "must-do")
        user = any(find.start == bond.end for find in self.of("who-takes-it"))
        use = any(bond.end < find.start <= bond.end + 1 for find in self.of("a-use"))
        return due and user and use and self.has_at(bond, "unless")

    def is_description(self, bond: Find) -> bool:
        """True where words only tell which thing is meant: “files that do not contain such a header”."""
        words, at = self.clause.words, bond.start - 1
        described = at > 0 and words[at] in _RELATIVE and words[at - 1] in _PARTS
        return described and words[bond.start : bond.end] == _DO_NOT

    def denials(self, free: Sequence[Find]) -> Iterator[int]:
        """Where something is denied: by “not”, or by a “no” that is not one to what binds: “no part … without consent”."""
        finds = self.clause.finds
        for find in finds.get(f"{self.language}.nots", ()):
            yield find.start
        for find in finds.get(f"{self.language}.no-such", ()):
            following = min((other.start for other in free if find.start < other.start), default=len(self.clause.words))
            undoes = any(bond.start < following and self.reaches(find, bond) for bond in self.finds)
            if not undoes and not any(_meet(find, other) for other in self.things["unbinds"]):
                yield find.start

    def reaches(self, find: Find, bond: Find) -> bool:
        """True where what undoes stands right before a word that binds, and that one does not bind anew."""
        if find.end > bond.start:
            return False
        of_paper = _PAPER.issuperset(self.clause.words[find.end : bond.start])
        near = of_paper or self.clause.count(find.end, bond.start) <= _UNDONE
        return near and not self.binds_anew(find.end, bond)

    def binds_anew(self, start: int, bond: Find) -> bool:
        """True where a word that binds denies, or has a verb or a user of its own behind an “and” or a comma."""
        if self.has_at(bond, "nots"):
            return True
        user = any(start <= find.start < bond.start for find in self.of("some-user"))
        return (user or self.has_at(bond, "modal")) and self.is_parted(start, bond.start)

    def is_joined(self, at: int) -> bool:
        """True where a word that binds is undone with that before it: joined to it, or what it needs: “no fee or form”."""
        before, bond = self.finds[at - 1], self.finds[at]
        ors = not self.joins("or").isdisjoint(self.clause.words[before.end : bond.start])
        pair = ("must-have", "consent")  # “need to give somebody permission”, “permission of somebody is needed”
        asked = any(self.has_at(before, one) and self.has_at(bond, other) for one, other in (pair, pair[::-1]))
        reach = _BEHIND if ors or (asked and not self.is_parted(before.end, bond.start)) else _UNDONE
        near = self.clause.count(before.end, bond.start) <= reach and not self.has_at(bond, "modal")
        return near and not self.binds_anew(before.end, bond)

    def edges(self, at: int) -> tuple[int, int]:
        """Where the word that binds before one ends, and where that behind it begins."""
        before = self.finds[at - 1].end if at else 0
        return before, self.finds[at + 1].start if at + 1 < len(self.finds) else len(self.clause.words)

    def goes_on(self, at: int) -> bool:
        """True where a word that binds asks one thing with the next: “may not … except”, “must … only”, “need to agree”."""
        bond, following = self.finds[at], self.finds[at + 1]
        between = self.clause.count(bond.end, following.start)
        near = between <= _UNDONE and not self.is_parted(bond.end, following.start)
        takes_back = self.has_at(following, "unless", "narrows")
        condition = self.has_at(bond, "unless") and self.has_at(following, "must-do")  # “if you share it, you must”
        return near or (between <= _BEHIND and (takes_back or condition))

    def is_to_harmless(self, at: int) -> bool:
        """True where what a word binds to is harmless: behind it up to the next such word, or right before it."""
        bond, count = self.finds[at], self.clause.count
        before, after = self.edges(at)
        dealings = self.clause.finds.get(f"{self.language}.a-dealing", ()) if self.has_at(bond, "do-not") else ()
        ban = self.has_at(bond, "bans", "may-not", "money") or any(bond.end <= find.start < after for find in dealings)
        own_duty = self.has_at(bond, "second-duty")  # what stands before its “and” is asked by another
        if (self.has_at(bond, "must-do") and self.asks_more(bond.end, after)) or self.bans_more(bond, after):
            return False
        for thing in (*self.things["harmless"], *(() if ban else self.things["harmless-need"])):
            if _meet(thing, bond):
                return True
            near = bond.end <= thing.start < after and count(bond.end, thing.start) <= _BEHIND
            if near and not self.is_of_next(at, thing):
                return True
            ahead = before <= thing.start and thing.end <= bond.start and not own_duty
            if ahead and count(thing.end, bond.start) <= _BEFORE:
                only = not at or self.has_at(self.finds[at - 1], "narrows")
                own = only or self.is_parted(before, thing.start)
                if own and not self.is_parted(thing.end, bond.start):
                    return True
        return False

    def asks_more(self, start: int, end: int) -> bool:
        """True where an “and” with a verb and what that is about has nothing harmless: “must cite us and wash the boats”."""
        words, what = self.clause.words, self.joins("what")
        ands = [at for at in range(start, end) if words[at] in self.joins("and") - self.joins("or")]
        for at, following in pairwise((*ands, end)):
            if following - at > 2 and words[at + 1] not in what and words[at + 2] in what:
                things = (*self.things["harmless"], *self.things["harmless-need"])
                if not any(at < thing.start < following for thing in things):
                    return True
        return False

    def bans_more(self, bond: Find, end: int) -> bool:
        """True where one of several ends of a ban has nothing harmless: “not use it to break the law or for surveillance”."""
        words, ors = self.clause.words, self.joins("and")
        ends = [at for at in range(bond.end, end) if words[at] in _ENDS]
        starts = ends[:1] + [at for at in ends[1:] if words[at - 1] in ors]
        things = [thing.start for name in ("harmless", "safety", "misuse") for thing in self.of(name)]
        banned = any(bond.start <= find.start < end for name in ("nots", "bans", "do-not") for find in self.of(name))
        if not banned or any(bond.start <= at < (starts or [end])[0] for at in things):
            return False  # what the ban is of is harmless, whatever its ends
        apart = {any(start <= at < stop for at in things) for start, stop in pairwise((*starts, end))}
        return apart == {True, False}

    def joins(self, sort: str) -> frozenset[str]:
        """The words of the language that join in one way."""
        return _joins(self.language, sort)

    def is_of_next(self, at: int, thing: Find) -> bool:
        """True where a thing behind a word that binds is that of the next: “must leave by noon, attribution is required”."""
        bond, (_, after) = self.finds[at], self.edges(at)
        if at + 1 == len(self.finds) or self.has_at(bond, "unless") or not self.has_at(self.finds[at + 1], "must-have"):
            return False
        apart = self.is_parted(bond.end, thing.start) and not self.is_parted(thing.end, after)
        return apart and 0 < self.clause.count(thing.end, after) <= _BEFORE

    def is_for_safety(self, at: int) -> bool:
        """True where a ban is of a field in which others would be hurt, and not of those who work in it.

        A ban of what people do with right answers is advice only where a card says what its model is not made for.
        """
        bond, count = self.finds[at], self.clause.count
        told = (*self.sentence.headings, self.sentence.label)
        lists = ("safety", "misuse") if any("no-scope-heading" in lists_in(text) for text in told) else ("safety",)
        fields = [
            field for field in self.of(*lists) if bond.end <= field.start and count(bond.end, field.start) <= _FIELD
        ]
        return (
            bool(fields)
            and self.has_at(bond, "bans", "may-not", "not-to-be-used", "not-to-be-used-to")
            and not self.has_at(bond, "of-a-licence")
            and not any(
                user.start - 1 <= field.end and field.start - 1 <= user.end
                for user in self.of("some-user")
                for field in fields
            )
        )

    def names_a_licence(self, at: int) -> bool:
        """True where a word binds to a licence: which one that is, is asked by name (`licence.py`)."""
        bond, finds = self.finds[at], self.clause.finds
        _, after = self.edges(at)
        if self.has_at(bond, "bans"):
            return False  # “is not covered by the licence”
        binding = [
            find for name in ("bound-by", "en.bound") for find in finds.get(name, ()) if bond.start <= find.start
        ]
        return any(
            find.end <= noun.start < after and self.clause.count(find.end, noun.start) <= _NAMED
            for find in binding
            for noun in finds.get("licence-of", ())
        )

    def is_parted(self, start: int, end: int) -> bool:
        """True where an “and” or a comma stands between two places; what it parts belongs to different words."""
        return not self.joins("and").isdisjoint(self.clause.words[start:end]) or self.clause.is_parted(start, end)


@cache
def _joins(language: str, sort: str) -> frozenset[str]:
    return frozenset(rules()["joins"].get(language, {}).get(sort, ()))
