"""The answers to “may we?”, as text for a terminal or as Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from openness.blocks import closing, markdown, not_read, terminal
from openness.blocks.document import Block, Code, Heading, Inline, Item, Line, Link, Listing, Paragraph, Quiet, Strong
from openness.evaluation.uses.permission import Answered, Due, Permission, places_of
from openness.reports.versions import Versions
from openness.vocabulary.duties import Duty
from openness.vocabulary.sentences import capital, edition_of, editions, few, series
from openness.vocabulary.verdict import Verdict

_WRITTEN = (Duty.ATTRIBUTION, Duty.INCLUDE_LICENCE, Duty.DISPLAY)  # duties that a notice fulfils, or helps to
_GUESSES = 6  # licences of which one may hold, whose duties a screen lists
_NAMED = 3  # licences whose clauses a line names
_TEXTS = 12  # addresses that a screen lists
_MANY = 3  # so many times more uses bring a duty than do not
_OPTIONS = {"users": "--users N", "revenue": "--revenue USD", "territory": "--in TERRITORY", "class": "--not-excluded"}


def text(answered: Sequence[Answered], data: str, width: int = 80, colour: bool = False) -> str:
    """The answers for a terminal."""
    return terminal.write(blocks(answered, data), width, colour)


def markdown_text(answered: Sequence[Answered], data: str) -> str:
    """The answers as Markdown."""
    return markdown.write(blocks(answered, data))


def blocks(answered: Sequence[Answered], data: str) -> Iterator[Block]:
    """The answers as a document."""
    for answer in answered:
        yield Heading(1, f"May we use {answer.source}?")
        if answer.asker:
            yield Paragraph(f"Asked for somebody {answer.asker}.")
        versions = Versions(name for _, name, _ in answer.texts)
        for sentence in versions.sentences():
            yield Paragraph(sentence)
        yield Listing(tuple(_items(answer.permissions, versions)))
        for says in dict.fromkeys(says for permission in answer.permissions for says in permission.look_out):
            yield Paragraph((Strong("Look out:"), f" {versions.short(says)}"))
        if options := _options(answer.permissions):
            yield Paragraph(("For a firm answer add ", Code(options), "."))
        if any(permission.duties for permission in answer.permissions):
            yield Heading(2, "What you must do")
            permissions, left_out = _without_guesses(answer.permissions)
            yield from _duties(permissions, versions)
            if left_out:
                yield Paragraph(
                    (
                        f"What else you must do depends on which of {left_out} licences holds; ",
                        Code("--format json"),
                        " has the duties of each.",
                    )
                )
        if any(due.duty in _WRITTEN for permission in answer.permissions for due in permission.duties):
            yield Paragraph((Code("openness notice"), " writes the texts and words that must go along."))
        if texts := tuple(_texts(answer, versions)):
            yield Heading(2, "Where the clauses stand")
            yield Listing(texts[:_TEXTS])
            if more := max(len(texts) - _TEXTS, 0):
                yield Paragraph((f"… and {more} more; ", Code("--format json"), " has all of them."))
    if unread := not_read(document for answer in answered for document in answer.unread):
        yield Paragraph(unread, quiet=True)
    yield Paragraph(closing(data), quiet=True)


def _items(permissions: Iterable[Permission], versions: Versions) -> Iterator[Item]:
    """The answers: uses with one answer for one reason stand together, each yes with its clauses."""
    alike: dict[tuple[Verdict, str, str], list[Permission]] = {}
    for permission in permissions:
        alike.setdefault((permission.verdict, permission.brief, permission.gist), []).append(permission)
    for (verdict, brief, gist), group in alike.items():
        clauses = [permission.cited if verdict is Verdict.MET else "" for permission in group]
        together = clauses[0] if len(set(clauses)) == 1 else ""
        titles = {by.title or by.licence for permission in group for by in permission.clauses}
        if len(titles) > 1:  # too long behind each use
            together = places_of(by for permission in group for by in permission.clauses) if any(clauses) else ""
        if together and len({edition_of(title)[0] for title in titles}) > _NAMED:
            together = "the clause differs from licence to licence; --format json has each"
        uses: list[Inline] = []
        for permission, where in zip(group, clauses, strict=True):
            uses += [" · "] if uses else []
            uses += [permission.label, *(() if together else _behind(where))]
        behind = _behind(versions.short(together))
        yield Item((*uses, f": {brief}", *behind), verdict, (Paragraph(versions.short(gist), quiet=True),))


def _texts(answer: Answered, versions: Versions) -> Iterator[Item]:
    """The addresses of the licences, and of the policies that are part of them, each once."""
    for _, name, url in answer.texts:
        yield Item((f"{name}: ", Link(url, url) if url else "no address of its text is known here"))
    titles, of = {id: name for id, name, _ in answer.texts}, dict[tuple[str, str], list[str]]()
    for id, name, url in answer.policies:
        of.setdefault((name, url), []).append(titles[id])
    for (name, url), licences in of.items():
        whose = versions.short(series(editions(licences)))
        yield Item((f"{name}, which is part of {whose}: ", Link(url, url)))


def _without_guesses(permissions: Sequence[Permission]) -> tuple[Sequence[Permission], int]:
    """The permissions without duties of licences of which one of many may hold, and of how many licences these are.

    Nobody reads what each of thirty licences would ask; which of them holds is what a reader has to find out.
    """
    dues = [due for permission in permissions for due in permission.duties]
    certain = {due.licence for due in dues if due.certain}
    possible = {due.licence for due in dues} - certain
    if len(possible) <= _GUESSES:
        return permissions, 0
    kept = tuple(
        evolve(permission, duties=tuple(due for due in permission.duties if due.licence in certain))
        for permission in permissions
    )
    return kept, len(possible)


def _behind(clauses: str) -> tuple[Quiet, ...]:
    """Clauses in brackets; nothing where there are none."""
    return (Quiet(f" ({clauses})"),) if clauses else ()


def _duties(permissions: Sequence[Permission], versions: Versions) -> Iterator[Block]:
    """The duties, each once, below the occasions on which it falls due; those without a condition first."""
    groups: dict[tuple[tuple[str, tuple[str, ...]], ...], list[Item]] = {}
    for says, by_condition in _by_words(permissions):
        always = {label for label, _ in by_condition.get("", ())}
        labels = {
            condition: tuple(dict.fromkeys(label for label, _ in uses if not condition or label not in always))
            for condition, uses in by_condition.items()
        }
        asking = dict.fromkeys(
            (due.title, due.clause, due.certain or bool(due.condition))
            for uses in by_condition.values()
            for _, due in uses
        )
        line: Line = (says, " ", Quiet(f"({versions.short(_asking(asking))})"))
        groups.setdefault(tuple(occasion for occasion in labels.items() if occasion[1]), []).append(Item(line))
    possible = [permission.label for permission in permissions if permission.verdict is not Verdict.UNMET]
    every = "every use above" if len(possible) == len(permissions) else "every use above that is not a no"
    for occasions, items in groups.items():
        if head := " – and ".join(filter(None, (_occasion(*each, possible, every) for each in occasions))):
            yield Paragraph(f"{capital(head)}:")
        yield Listing(tuple(items))


def _by_words(permissions: Iterable[Permission]) -> list[tuple[str, dict[str, list[tuple[str, Due]]]]]:
    """The duties in words, each with the uses that bring it by the condition on which they do.

    One that some uses bring in any case and others on a condition has both; one that falls due on several conditions alone
    stands once for each.
    """
    brought: dict[tuple[str, str], list[tuple[str, Due]]] = {}
    for permission in permissions:
        for due in permission.duties:
            brought.setdefault((_worded(due), due.condition), []).append((permission.label, due))
    always = {says: {"": uses} for (says, condition), uses in brought.items() if not condition}
    alone = []
    for (says, condition), uses in brought.items():
        if condition and says in always:
            always[says][condition] = uses
        elif condition:
            alone.append((says, {condition: uses}))
    return [*always.items(), *alone]


def _occasion(condition: str, uses: Sequence[str], possible: Sequence[str], every: str) -> str:
    """A condition and the uses on which a duty falls due, in words; no uses where only one was asked for.

    Names of uses have commas of their own. Where few are left out of many, those are named, and `every` stands for all.
    """
    left = [label for label in possible if label not in uses]
    which = f"to {' · '.join(uses)}"
    if len(left) * _MANY < len(uses):
        which = f"for {every}{', except ' if left else ''}{series([f'“{label}”' for label in left])}"
    return ", ".join(filter(None, (condition, which if len(possible) > 1 else "")))


def _worded(due: Due) -> str:
    """A duty, with the words that it prescribes where it does not quote them itself."""
    words = f": “{due.words}”" if due.words and due.words not in due.says else ""
    return f"{due.says.removesuffix('.')}{words}"


def _asking(licences: Iterable[tuple[str, str, bool]]) -> str:
    """The licences that ask a duty, each with its clause, those that hold for certain first."""
    places: dict[tuple[str, bool], list[str]] = {}
    for title, clause, certain in licences:
        places.setdefault((clause, certain), []).append(title)
    sure, perhaps = (
        [
            f"{title}, {clause}"
            for (clause, is_so), titles in places.items()
            if is_so is certain
            for title in editions(titles)
        ]
        for certain in (True, False)
    )
    perhaps = [place for place in perhaps if place not in sure]
    doubt = f"{'; '.join(few(perhaps))}, if {'that licence' if len(perhaps) == 1 else 'one of them'} holds"
    return "; ".join((*few(sure), *([doubt] if perhaps else ())))


def _options(permissions: Iterable[Permission]) -> str:
    """The options that would decide what is unknown."""
    words = dict.fromkeys(word for permission in permissions for word in permission.firm_with)
    return " ".join(_OPTIONS[word] for word in words if word in _OPTIONS)
