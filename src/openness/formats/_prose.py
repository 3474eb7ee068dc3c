"""Hints at the terms and the bases of a model in the prose of a file, as values of a release."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from attrs import evolve

from openness import prose
from openness.prose.sieve import may_say
from openness.release.claim import unordered
from openness.release.location import Source
from openness.release.release import BaseModel
from openness.syntax.document import PROSE_LIMIT, lost_at
from openness.vocabulary import MODEL, Basis

if TYPE_CHECKING:
    from openness.release.hints import CalledBase, LicenceHint, NeededBase


_TELLING = 10  # texts about many things that are kept; one of them is enough to doubt


def hints(
    text: str, place: Callable[[int], Source], subject: str = MODEL, weigh: bool = False
) -> "Iterator[LicenceHint]":
    """The limits of use, and the statements on a licence, in a text.

    Args:
        text: Markdown, or plain words.
        place: the source of a line of the text, counted from 0.
        subject: what it is about, `model` or `dataset`.
        weigh: whether sentences that no rule reads are weighed by their words, where no rule finds a limit.
    """
    read = text[:PROSE_LIMIT]
    terms, licences = tuple(prose.terms(read, subject)), tuple(prose.licences(read, subject))
    if weigh and not terms and subject == MODEL:
        terms = tuple(prose.seeming_terms(read, {licence.line for licence in licences}))
    if not (terms or licences or len(read) < len(text)):  # most texts say nothing of either
        return
    from openness.release.hints import LicenceInProse, LimitInProse

    for term in terms:
        yield LimitInProse(place(term.line), term.sentence, term.understood, subject)
    for licence in licences:
        yield LicenceInProse(
            place(licence.line),
            licence.sentence,
            licence.names,
            licence.sort not in ("mention", "apart"),
            licence.understood,
            licence.certain,
            licence.sort == "apart",
            subject,
        )
    if len(read) < len(text):
        words = f"the text is longer than {PROSE_LIMIT:,} characters; what stands behind them is not read"
        yield LicenceInProse(place(read.count("\n")), words, (), True, False, subject=subject)


def lost_words(
    text: str, replaced: bool, place: Callable[[int], Source], subject: str = MODEL
) -> "Iterator[LicenceHint]":
    """The doubt that words of another encoding than UTF-8 raise: nobody can read what they say of the terms.

    Args:
        text: what was read.
        replaced: whether a sign stands in it for each byte that is not UTF-8.
        place: the source of a line of it, counted from 0.
        subject: what it is about, `model` or `dataset`.
    """
    at = lost_at(text, replaced)
    if at >= 0:
        from openness.release.hints import LicenceInProse  # seldom met

        words = "words that are not UTF-8 are not read"
        yield LicenceInProse(place(text.count("\n", 0, at)), words, (), True, False, subject=subject)


def hints_in(statements: Iterable[tuple[Source, str]], subject: str = MODEL) -> "tuple[LicenceHint, ...]":
    """The limits of use, and the statements on a licence, in texts, each at the place where the whole of it stands."""
    return unordered(hint for source, text in statements for hint in hints(text, _always(source), subject))


def hints_beside(statements: Iterable[tuple[Source, str]], subject: str = MODEL) -> "Iterator[LicenceHint]":
    """The same of words that need not be about the licence, so that they may name another one, and state none."""
    from openness.release.hints import LicenceInProse

    for source, text in statements:
        for hint in hints(text, _always(source), subject):
            yield evolve(hint, understood=True, states=False) if isinstance(hint, LicenceInProse) else hint


def _always(source: Source) -> Callable[[int], Source]:
    return lambda _: source


def telling(texts: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Those of some texts that say anything of the terms; of many the first, since they are asked of each of many things."""
    return list(islice((text for text in texts if any(hints(text[1], _in_line))), _TELLING))


def _in_line(line: int) -> Source:
    return Source("", line)


def limits_in(statements: Iterable[tuple[Source, str]]) -> "tuple[LicenceHint, ...]":
    """The terms of use that texts state, each at the place where the whole of its text stands."""
    found = ((source, term) for source, text in statements for term in _terms(text[:PROSE_LIMIT]))
    return unordered(_limit(source, term) for source, term in found)


def _terms(text: str) -> "Iterable[prose.Term]":
    return prose.terms(text) if may_say(text, "limit") or may_say(text, "term") else ()


def _limit(source: Source, term: "prose.Term") -> "LicenceHint":
    from openness.release.hints import LimitInProse

    return LimitInProse(source, term.sentence, term.understood)


def named_in_prose(
    stated: "Iterable[prose.Base]", place: Callable[[int], Source]
) -> "tuple[tuple[BaseModel, ...], tuple[CalledBase | NeededBase, ...]]":
    """Models that prose names: those that it names so that everyone knows which, and those that it only calls so.

    Of a base that nobody names it is only known that there is one.
    """
    stated = tuple(stated)
    if not stated:
        return (), ()
    from openness.release.hints import CalledBase, NeededBase

    bases: list[BaseModel] = []
    called: list[CalledBase | NeededBase] = []
    for base in stated:
        if base.called:
            source = place(base.line)
            called.append(
                CalledBase(base.name, base.relation, source) if base.name else NeededBase(base.relation, source)
            )
        else:
            bases.append(BaseModel(base.name, base.relation, place(base.line), basis=Basis.INFERRED, certain=False))
    return unordered(bases), tuple(called)
