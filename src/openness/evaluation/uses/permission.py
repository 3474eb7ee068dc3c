"""Permissions as values: the answer to a use, the clauses it rests on, and what must be done for it."""

from collections.abc import Iterable

from attrs import field, frozen

from openness._version import document
from openness.errors import Problem, as_json
from openness.licensing.clauses import cited
from openness.shelf.shelf import Shelf
from openness.value import Value
from openness.vocabulary import Kind
from openness.vocabulary.duties import Duty
from openness.vocabulary.sentences import edition_of, editions, few, series
from openness.vocabulary.verdict import Verdict


@frozen(eq=False, repr=False)
class Clause(Value):
    """A clause that a permission rests on.

    Args:
        licence: the id of the licence.
        clause: where its text says so.
        component: the part under it.
        of: this release, or the base or the part of a system that brings the licence.
        title: the licence as people call it.
    """

    licence: str
    clause: str
    component: Kind
    of: str
    title: str = field(default="", repr=False)

    def to_dict(self) -> dict[str, object]:
        """The clause as the JSON of `openness may`."""
        return {"licence": self.licence, "clause": self.clause, "component": self.component.value, "of": self.of}


@frozen(eq=False, repr=False)
class Due(Value):
    """A duty of whoever makes use of a permission.

    Args:
        says: what must be done.
        licence: the id of the licence that asks it.
        clause: where its text says so.
        component: the part under it.
        of: this release, or the base or the part of a system that brings the licence.
        duty: its word; None for a payment, a request, or what a limit adds.
        words: the words to show or the name to give.
        certain: it holds for certain, whichever licence the part is under.
        title: the licence as people call it.
        condition: on what it depends, as it ends a sentence; empty for nothing.
        condition_clause: where the text of the licence sets that condition; empty where it does not.
    """

    says: str
    licence: str
    clause: str
    component: Kind
    of: str
    duty: Duty | None = None
    words: str = ""
    certain: bool = True
    title: str = field(default="", repr=False)
    condition: str = ""
    condition_clause: str = field(default="", repr=False)

    def to_dict(self) -> dict[str, object]:
        """The duty as the JSON of `openness may`."""
        return {
            "duty": self.duty.value if self.duty else None,
            "says": self.says,
            "words": self.words or None,
            "licence": self.licence,
            "clause": self.clause,
            "component": self.component.value,
            "of": self.of,
            "certain": self.certain,
            "condition": self._condition or None,
        }

    @property
    def _condition(self) -> str:
        """The condition, with the clause that sets it."""
        return f"{self.condition} ({cited(self.condition_clause)})" if self.condition_clause else self.condition


def cited_of(places: Iterable[tuple[str, str]], named: bool = False) -> str:
    """Places in licences, with the licences where these are several.

    Args:
        places: each as a sentence cites it, and the licence as people call it.
        named: true to name a single licence too.

    >>> cited_of([("clause 2", "Apache-2.0")]), cited_of([("clause 3", "A"), ("clause 3", "B"), ("clause 4", "C")])
    ('clause 2', 'clause 3 of A and B; clause 4 of C')
    >>> cited_of([("clause 3", "Terms (May 2024)"), ("clause 3", "Terms (June 2025)")])
    'clause 3 of Terms (May 2024 and June 2025)'
    """
    titles: dict[str, list[str]] = {}
    for place, title in places:
        titles.setdefault(place, []).append(title)
    if not named and len({title for several in titles.values() for title in several}) < 2:
        return "; ".join(titles)
    return "; ".join(few(f"{place} of {series(few(editions(several)))}" for place, several in titles.items()))


def places_of(clauses: Iterable[Clause], named: bool = False) -> str:
    """The places of clauses, each with its licence where these are several, or where it must be `named`."""
    places: dict[str, list[str]] = {}
    for by in clauses:
        places.setdefault(by.title or by.licence, []).append(by.clause)
    return cited_of(((cited(*found), title) for title, found in places.items()), named)


@frozen(eq=False, repr=False)
class Reason(Value):
    """The reason for an answer.

    Args:
        because: the reason, in sentences.
        clauses: what it rests on.
        depends_on: what would decide an unknown.
        gist: the reason without the clauses of a grant, which differ from use to use; empty where it has none.
        but: the words for each thing that a yes excludes, as they follow “but”.
    """

    because: str
    clauses: tuple[Clause, ...] = ()
    depends_on: tuple[str, ...] = ()
    gist: str = ""
    but: tuple[str, ...] = ()


@frozen(eq=False, repr=False)
class ReasonOfParts(Value):
    """A reason, and the parts of a system that give it.

    Args:
        because: the reason, in sentences.
        of: the parts; nothing where one release alone is asked about.
        licences: the licences that it rests on, as people call them.
    """

    because: str
    of: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The parts, with the licences that the reason does not name itself, and the reason."""
        unsaid = [title for title in self.licences if edition_of(title)[0] not in self.because]
        under = f" ({series(few(editions(unsaid)))})" if unsaid else ""
        return f"{series(few(self.of))}{under}: {self.because}" if self.of else self.because

    def to_dict(self) -> dict[str, object]:
        """The reason as the JSON of `openness may`."""
        return {"because": self.because, "of": list(self.of), "licences": list(self.licences)}


@frozen(eq=False, repr=False)
class Permission(Value):
    """The answer to one use.

    Args:
        use: the id of the use.
        verdict: met for yes, unmet for no.
        because: the reason, in one sentence.
        clauses: what it rests on.
        duties: what must be done; nothing where the answer is no.
        depends_on: what would decide an unknown: `users`, `revenue`, `territory`, or the metric of a limit.
        firm_with: those words of it that make the answer firm once the caller states them; nothing where they do not.
        label: the use in words that follow “may we”.
        look_out: what a reader should know besides, of the models that it was made from; in sentences.
        gist: the reason without the clauses that grant it, which many uses share.
        doubts: those of the sentences to look out for that leave a yes open: terms that nobody knows here may bind it too.
        but: the words for each thing that a yes excludes, as they follow “but”.
        reasons: those of `because`, each once; in a system each with the parts that give it.
    """

    use: str
    verdict: Verdict
    because: str
    clauses: tuple[Clause, ...] = ()
    duties: tuple[Due, ...] = ()
    depends_on: tuple[str, ...] = ()
    label: str = field(default="", repr=False)
    look_out: tuple[str, ...] = ()
    gist: str = field(default="", repr=False)
    doubts: tuple[str, ...] = field(default=(), repr=False)
    but: tuple[str, ...] = field(default=(), repr=False)
    firm_with: tuple[str, ...] = field(default=(), repr=False)
    reasons: tuple[ReasonOfParts, ...] = field(default=(), repr=False)

    @property
    def brief(self) -> str:
        """The answer in a word, and what a yes excludes.

        >>> Permission("host", Verdict.MET, "MIT allows it.", but=("not commercially", "not in every country")).brief
        'yes, but not commercially and not in every country'
        """
        return f"{self.verdict.answer}, but {series(self.but)}" if self.but else self.verdict.answer

    @property
    def cited(self) -> str:
        """The clauses that it rests on, each with its licence where these are several."""
        return places_of(self.clauses)

    def to_dict(self) -> dict[str, object]:
        """The permission as the JSON of `openness may`."""
        return {
            "use": self.use,
            "label": self.label,
            "verdict": self.verdict.value,
            "because": self.because,
            "reasons": [reason.to_dict() for reason in self.reasons],
            "clauses": [clause.to_dict() for clause in self.clauses],
            "duties": [due.to_dict() for due in self.duties],
            "depends-on": list(self.depends_on),
            "look-out": list(self.look_out),
        }


@frozen(eq=False, repr=False)
class Answered(Value):
    """The permissions of one source.

    Args:
        source: as it was given; of a system the sources of its parts.
        permissions: one for each use.
        unread: the files that were found with it and not read.
        asker: who asks, as it follows “somebody”; empty for anybody.
        texts: of each licence that a permission or a duty cites, its id, its name and the address of its text; empty where
            none is known.
        policies: the same of each policy that one of these licences makes part of itself.
    """

    source: str
    permissions: tuple[Permission, ...]
    unread: tuple[str, ...] = ()
    asker: str = ""
    texts: tuple[tuple[str, str, str], ...] = ()
    policies: tuple[tuple[str, str, str], ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The entry of `results` in the JSON of `openness may`."""
        return {
            "source": self.source,
            "permissions": [permission.to_dict() for permission in self.permissions],
            "texts": [{"licence": id, "name": name, "url": url or None} for id, name, url in self.texts],
            "policies": [{"licence": id, "name": name, "url": url or None} for id, name, url in self.policies],
        }


def report_of(answered: Iterable[Answered], problems: Iterable[Problem], shelf: Shelf) -> dict[str, object]:
    """The JSON of `openness may`."""
    return document(
        shelf.data,
        {
            "results": [answer.to_dict() for answer in answered],
            "problems": as_json(problems),
            **({"replaced": list(shelf.replaced)} if shelf.replaced else {}),
        },
    )
