"""The words of a policy: its tables, rules and exceptions, each checked against what it names.

A policy with a misspelt word would let things pass.
"""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from attrs import evolve

from openness.errors import OpennessError, Problem, nearest
from openness.policy.listed import choices_of
from openness.policy.policy import LEVELS, NEVER, Demand, Policy, PolicyException, Rules
from openness.release.finding import Code
from openness.release.location import Source
from openness.shelf.project import Section
from openness.shelf.shelf import Shelf
from openness.syntax.tree import Mapping, Node, Scalar, Sequence
from openness.vocabulary import Kind, Term
from openness.vocabulary.asking import Ending
from openness.vocabulary.days import is_day
from openness.vocabulary.sentences import series
from openness.vocabulary.terms import LISTS
from openness.vocabulary.verdict import Verdict

if TYPE_CHECKING:
    from openness.evaluation.uses.caller import Caller
    from openness.evaluation.uses.use import Use

#: The lists of licences that others keep, by the words of the terms that ask for them.

#: The keys of a policy, of its rules and of an exception.
TOP = ("check", "exception", "shelves")
RULES = ("require", "require-terms", "require-uses", "caller", "allow", "forbid", "unknown", "fail-on")
CALLER = ("users", "revenue", "in", "not-excluded")
EXCEPTION = ("source", "rule", "because", "until", "owner", "sha256")

_FEW = 4  # words of a list that a hint names whole
_HINTS = 20  # problems of a policy that are told the nearest names: to find them takes longest
_EMPTY = 'leave it out, or write allow = ["licence:*"] for every licence that is known'


def policy_in(section: Section, shelf: Shelf) -> Policy:
    """The policy that a section of a file states.

    Raises:
        OpennessError: with every fault, each with its line.
    """
    reader = _PolicyReader(section, shelf)
    policy = reader.policy()
    if reader.problems:
        raise OpennessError(*sorted(reader.problems, key=lambda problem: problem.line or 0))
    return policy


def _dotted(key: str, node: Node) -> Iterator[str]:
    """The ids that somebody may mean by a key with dots in it: without quotes TOML takes each part for a table."""
    while isinstance(node, Mapping):
        below = next(iter(node), None)
        if below is None:
            return
        key, node = f"{key}.{below[0].text}", below[1]
        yield key


class _PolicyReader:
    """Reads one policy and keeps what is wrong with it."""

    def __init__(self, section: Section, shelf: Shelf) -> None:
        self.section = section
        self.document = section.document
        self.shelf = shelf
        self.problems: list[Problem] = []

    def wrong(self, node: Node, message: str, help: str = "") -> None:
        self.problems.append(Problem(self.document, node.line or None, message, help))

    def at(self, node: Node) -> Source:
        return Source(self.document, node.line)

    # Shapes

    def table(self, node: Node | None, what: str, keys: Iterable[str]) -> dict[str, Node]:
        """The values of a table by key; unknown keys are reported."""
        if not isinstance(node, Mapping):
            if node is not None:
                self.wrong(node, f"{what} is not a table")
            return {}
        keys = tuple(keys)
        for key, _ in node:
            if key.text not in keys:
                help = nearest(key.text, keys) or f"known are {', '.join(keys)}"
                self.wrong(key, f"{what} has an unknown key {key.text!r}", help)
        return {key.text: value for key, value in node if key.text in keys}

    def tables(self, node: Node | None, what: str) -> tuple[Node, ...]:
        if node is None:
            return ()
        if isinstance(node, Sequence) and all(isinstance(item, Mapping) for item in node.items):
            return node.items
        self.wrong(node, f"{what} is not a list of tables", f"write [[{self.section.prefix}{what}]]")
        return ()

    def word(self, node: Node | None, what: str) -> str:
        if isinstance(node, Scalar) and not node.plain and node.text.strip():
            return node.text
        if node is not None:
            self.wrong(node, f"{what} is not a text", f'write {what} = "…"')
        return ""

    def words(self, node: Node | None, what: str) -> Iterator[Scalar]:
        if node is not None and not isinstance(node, Sequence):
            self.wrong(node, f"{what} is not a list", f'write {what} = ["…"]')
        for item in node.items if isinstance(node, Sequence) else ():
            if isinstance(item, Scalar) and not item.plain:
                yield item
            else:
                self.wrong(item, f"{what} holds something that is not a text")

    def one_of(self, node: Node | None, what: str, words: tuple[str, ...], default: str) -> str:
        if node is None:
            return default
        written = self.word(node, what)
        if written and written not in words:
            listed = (
                f"write {series(words, 'or')}"  # of few words the nearest may mean the opposite: “none” is no “note”
            )
            hint = "" if len(words) <= _FEW else nearest(written, words)
            self.wrong(node, f"{what} is {written!r}", hint or listed)
        return written if written in words else default

    # Parts

    def policy(self) -> Policy:
        top = self.table(self.section.table, self.section.prefix.rstrip(".") or "the policy", TOP)
        stated = top.get("check")
        check = self.table(stated, "check", (*RULES, "path", "exclude"))
        rules = self.rules(check, Rules())
        paths = []
        for node in self.tables(check.get("path"), "check.path"):
            below = self.table(node, "check.path", (*RULES, "path"))
            glob = self.word(below.get("path"), "path")
            if not glob:
                self.wrong(node, "a check.path has no path", 'write path = "models/…"')
            paths.append((glob, self.rules(below, rules)))
        return Policy(
            rules,
            tuple(paths),
            tuple(map(self.exception, self.tables(top.get("exception"), "exception"))),
            tuple(glob.text for glob in self.words(check.get("exclude"), "exclude")),
            self.section.folder,
            self.document,
        )

    def rules(self, stated: dict[str, Node], general: Rules) -> Rules:
        """Rules as a table states them; what it leaves out is as in general."""
        rules: dict[str, Any] = {}
        if "require" in stated:
            rules["require"] = tuple(self.require(stated["require"]))
        for key, read in (("require-terms", self.term), ("allow", self.entry), ("forbid", self.entry)):
            if key in stated:
                node = stated[key]
                if key == "allow" and isinstance(node, Sequence) and not node.items:
                    self.wrong(node, "allow is empty, which would allow no licence", _EMPTY)
                entries = (read(written) for written in self.words(node, key))
                rules[key.removeprefix("require-")] = tuple(filter(None, entries))
        if "require-uses" in stated:
            uses = (self.use(written) for written in self.words(stated["require-uses"], "require-uses"))
            rules["uses"] = tuple(filter(None, uses))
        if "caller" in stated:
            rules["caller"] = self.caller(self.table(stated["caller"], "caller", CALLER))
        rules["unknown"] = self.one_of(stated.get("unknown"), "unknown", ("fail", "warn"), general.unknown)
        rules["fail_on"] = self.one_of(stated.get("fail-on"), "fail-on", (*LEVELS, NEVER), general.fail_on)
        return evolve(general, **rules)

    def require(self, stated: Node) -> Iterator[Demand]:
        if not isinstance(stated, Mapping):
            self.wrong(stated, "require is not a table", 'write require = { spectrum = "open-weights" }')
            return
        for key, node in stated:
            try:
                definition = self.shelf.definition(key.text)
            except OpennessError as error:
                quoted = next(filter(self.shelf.every_definition().__contains__, _dotted(key.text, node)), "")
                help = f'put the id in quotes: "{quoted}" = …' if quoted else error.problems[0].help
                self.wrong(key, error.problems[0].message, help)
                continue
            what = f"require.{key.text}"
            if definition.ending is Ending.POINTS:
                rung = self.share(node, what)
            elif isinstance(node, Scalar) and definition.floor and node.text == definition.floor:
                self.wrong(
                    node, f"{what} is {node.text!r}, which everything reaches: it asks for nothing", "leave it out"
                )
                continue
            else:
                rung = self.one_of(node, what, tuple(grade.id for grade in definition.grades), "")
            if rung:
                yield Demand(key.text, rung, self.at(key))

    def share(self, node: Node, what: str) -> str:
        """A share of an index's points."""
        if isinstance(node, Scalar) and node.plain and re.fullmatch(r"1(?:\.0+)?|0(?:\.\d+)?", node.text):
            return node.text
        self.wrong(node, f"{what} is not a number from 0 to 1", f"write {what.partition('.')[2]} = 0.5")
        return ""

    def part(self, written: Scalar) -> tuple[Kind | None, str]:
        """The component a word begins with, where it does, and the rest."""
        first, colon, rest = written.text.partition(":")
        if colon and first in list(Kind):
            return Kind(first), rest.strip()
        return None, written.text.strip()

    def term(self, written: Scalar) -> Demand | None:
        component, word = self.part(written)
        if word in list(Term):
            rule = f"{component.value}:{word}" if component else word
            return Demand(rule, word, self.at(written), component)
        help = nearest(word, Term) or f"terms are {', '.join(Term)}"
        self.wrong(written, f"require-terms names {written.text!r}, which is not a term", help)
        return None

    def use(self, written: Scalar) -> "tuple[Demand, Use] | None":
        from openness.evaluation.uses.use import hint, uses  # most policies name none

        known = uses(self.shelf)
        word = written.text.strip()
        if word in known:
            return Demand(f"use:{word}", word, self.at(written)), known[word]
        help = hint(word, known) or f"known are {', '.join(known)}"
        self.wrong(written, f"require-uses names {written.text!r}, which is not a use", help)
        return None

    def caller(self, stated: dict[str, Node]) -> "Caller":
        """The caller whose policy it is."""
        from openness.evaluation.uses.caller import Caller
        from openness.vocabulary.territories import territory_of

        place = None
        if word := self.word(stated.get("in"), "in"):
            try:
                place = territory_of(word)
            except OpennessError as error:
                self.wrong(stated["in"], error.problems[0].message, error.problems[0].help)
        users, revenue = (self.number(stated.get(word), word) for word in ("users", "revenue"))
        return Caller(users, revenue, place, self.truth(stated.get("not-excluded"), "not-excluded"))

    def truth(self, node: Node | None, what: str) -> bool:
        """True or false; false where it is not stated."""
        value = node.boolean if isinstance(node, Scalar) else None
        if node is not None and value is None:
            self.wrong(node, f"{what} is neither true nor false", f"write {what} = true")
        return value is True

    def number(self, node: Node | None, what: str) -> float | None:
        """A whole number of 0 or more."""
        if node is None:
            return None
        if isinstance(node, Scalar) and node.plain and re.fullmatch(r"\d{1,3}(?:_?\d{3})*|\d+", node.text):
            return int(node.text.replace("_", ""))
        self.wrong(node, f"{what} is not a number of 0 or more", f"write {what} = 5000000")
        return None

    def entry(self, written: Scalar) -> Demand | None:
        component, word = self.part(written)
        sort, _, name = word.partition(":")
        name = name.strip()
        before = f"{component.value}:" if component else ""
        if sort == "finding" and not component:
            if name in list(Code):
                return Demand(f"finding:{name}", name, self.at(written))
            self.wrong(written, f"there is no finding {name!r}", nearest(name, Code) or f"known are {', '.join(Code)}")
        elif sort == "category":
            known = self.categories()
            if name in known:
                return Demand(f"{before}category:{name}", "", self.at(written), component, known[name])
            self.wrong(
                written, f"there is no category {name!r}", nearest(name, known) or f"known are {', '.join(known)}"
            )
        elif sort == "list":
            if name in LISTS:
                return Demand(f"{before}list:{name}", "", self.at(written), component, self.listed(Term(name)))
            self.wrong(written, f"there is no list {name!r}", nearest(name, LISTS) or f"known are {', '.join(LISTS)}")
        elif sort == "licence":
            if sets := self.licences(name):
                ids = frozenset(id for one in sets if len(one) == 1 for id in one)
                together = frozenset(several for several in sets if len(several) > 1)
                only = next(iter(ids)) if len(sets) == 1 and ids else name
                return Demand(f"{before}licence:{only}", "", self.at(written), component, ids, together)
            hint = self.advice(name) if len(self.problems) < _HINTS else ""
            self.wrong(written, f"no record knows the licence {name!r}", hint)
        elif sort == "license":
            self.wrong(written, f"{written.text!r} is spelt another way here", f"write {before}licence:{name}")
        elif self.licences(written.text):
            self.wrong(written, f"{written.text!r} does not say what it is", f"write licence:{written.text}")
        else:
            help = (
                nearest(sort, ("licence", "category", "list", "finding", *Kind))
                or "write licence:ID, category:WORD, list:WORD or finding:CODE"
            )
            self.wrong(written, f"{written.text!r} is not a licence, category, list or finding", help)
        return None

    def advice(self, name: str) -> str:
        """The advice for a licence that no record knows, or for a glob that no id fits."""
        if "*" not in name and "?" not in name:
            return self.shelf.advice(name)
        own = f"LicenseRef-{name}"
        right = f"; did you mean licence:{own}?" if self.licences(own) else ""
        return f"a glob is of ids, such as LicenseRef-Llama-*{right}"

    def licences(self, name: str) -> frozenset[frozenset[str]]:
        """The licences a name, an expression or a glob of ids means; none where no record knows it.

        Each is a set: of one licence, with its exception where it has one, or of those that an `AND` joins.
        """
        if "*" in name or "?" in name:
            return frozenset(frozenset([id]) for id in self.shelf.licences() if fnmatchcase(id.lower(), name.lower()))
        naming = self.shelf.naming(name)
        if not naming.known:
            return frozenset()
        return frozenset(choice for expression in naming.candidates for choice in choices_of(expression))

    def listed(self, term: Term) -> frozenset[str]:
        """The licences on a list."""
        answers = (
            (licence.id, licence.answers.get(term))
            for licence in self.shelf.licences_of(tuple(self.shelf.licences())).records
        )
        return frozenset(id for id, answer in answers if answer is not None and answer.verdict is Verdict.MET)

    def categories(self) -> dict[str, frozenset[str]]:
        """The licences of each category on the shelf."""
        found: dict[str, set[str]] = {}
        for id in self.shelf.licences():
            licence = self.shelf.licence(id)
            if licence is not None and licence.category:
                found.setdefault(licence.category, set()).add(id)
        return {category: frozenset(ids) for category, ids in sorted(found.items())}

    def exception(self, node: Node) -> PolicyException:
        stated = self.table(node, "exception", EXCEPTION)
        words = {key: self.word(stated.get(key), key) for key in EXCEPTION if key != "until"}
        until = stated.get("until")
        day = until.text if isinstance(until, Scalar) else ""
        for key in ("source", "rule", "because", "until"):
            if key not in stated:
                self.wrong(node, f"an exception has no {key}", self._asks(key))
        if until is not None and not is_day(day):
            self.wrong(until, f"until is {day!r}, which is not a day", self._asks("until"))
        if words["sha256"] and not _is_hash(words["sha256"]):
            self.wrong(stated["sha256"], "sha256 is not a SHA-256 hash", "write what `sha256sum FILE` prints")
        return PolicyException(
            words["source"],
            self.rule(stated.get("rule"), words["rule"]),
            words["because"],
            day,
            words["owner"],
            words["sha256"].lower().removeprefix("sha256:"),
            self.at(node),
        )

    @staticmethod
    def _asks(key: str) -> str:
        return {"until": "write until = 2027-03-01"}.get(key, f'write {key} = "…"')

    def rule(self, node: Node | None, written: str) -> str:
        """A rule's word in its proper form."""
        if not written or not isinstance(node, Scalar):
            return ""
        if written in list(Code):
            return f"finding:{written}"
        component, word = self.part(node)
        if word in list(Term):
            return f"{component.value}:{word}" if component else word
        if word in ("allow", *self.shelf.definitions()) and not component:
            return word
        if word.startswith("use:") and not component:
            found = self.use(Scalar(word.removeprefix("use:"), node.plain, node.line))
            return found[0].rule if found else ""
        if word.partition(":")[0] in ("finding", "category", "list", "licence"):
            entry = self.entry(node)
            return entry.rule if entry else ""
        known = ("allow", *Term, *self.shelf.definitions(), *Code)
        help = f"write {word}" if word in known else nearest(word, known) or "name it as the report does"
        self.wrong(node, f"there is no rule {written!r}", help)
        return ""


def _is_hash(word: str) -> bool:
    digits = word.lower().removeprefix("sha256:")
    return len(digits) == 64 and not set(digits) - set("0123456789abcdef")
