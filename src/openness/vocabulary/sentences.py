"""Words put into sentences: numbers with their nouns, capitals, series, and titles that differ in their editions alone."""

from collections.abc import Iterable, Sequence

from openness.vocabulary.patterns import pattern

_NAMED = 3  # of many things a sentence names so many
_EDITION = pattern(r"(.*?) \(([^()]*)\)( \(.+\))?$")


def counted(number: int, what: str, plural: str = "") -> str:
    """A number of things in words.

    Args:
        number: how many.
        what: the word for one of them.
        plural: the word for several, where that is not the same with an s.

    >>> counted(1, "file"), counted(3000, "file"), counted(2, "entry", "entries")
    ('1 file', '3,000 files', '2 entries')
    """
    return f"{number:,} {what if number == 1 else plural or f'{what}s'}"


def capital(text: str) -> str:
    """A text that begins with a capital letter; the rest stays as it is.

    >>> capital("weights of OLMo")
    'Weights of OLMo'
    """
    return f"{text[:1].upper()}{text[1:]}"


def series(words: Sequence[str], link: str = "and") -> str:
    """Words one after another, as a sentence joins them.

    >>> series(["MIT"]), series(["MIT", "ISC"], "or"), series(["MIT", "ISC", "Zlib"])
    ('MIT', 'MIT or ISC', 'MIT, ISC and Zlib')
    """
    return f" {link} ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} {link} {words[-1]}"


def few(words: Iterable[str]) -> list[str]:
    """Some words, each once; of many the first, and the number of the others.

    >>> few(["MIT", "ISC", "MIT"]), few(["MIT", "ISC", "Zlib", "0BSD", "NCSA"])
    (['MIT', 'ISC'], ['MIT', 'ISC', 'Zlib', '2 more'])
    """
    distinct = list(dict.fromkeys(words))
    rest = len(distinct) - _NAMED
    return [*distinct[:_NAMED], f"{rest} more"] if rest > 1 else distinct


def edition_of(title: str) -> tuple[str, str, str]:
    """A title taken apart: the text, its edition in brackets, and what stands behind them.

    >>> edition_of("Terms (May 2024) (clause 2)"), edition_of("MIT")
    (('Terms', 'May 2024', ' (clause 2)'), ('MIT', '', ''))
    """
    parts = _EDITION.match(title)
    return (parts[1], parts[2], parts[3] or "") if parts else (title, "", "")


def editions(titles: Iterable[str], link: str = "and") -> list[str]:
    """Titles, those of several editions of one text as one: they differ in nothing but the brackets behind the title.

    >>> editions(["Terms (May 2024)", "MIT", "Terms (June 2025)"], "or"), editions(["MIT", "ISC"])
    (['Terms (May 2024 or June 2025)', 'MIT'], ['MIT', 'ISC'])
    >>> editions(["Terms (May 2024) (clause 2)", "Terms (June 2025) (clause 2)", "Terms (July 2025) (clause 3)"])
    ['Terms (May 2024 and June 2025) (clause 2)', 'Terms (July 2025) (clause 3)']
    >>> editions(["Terms", "MIT", "Terms (June 2025)"])
    ['Terms', 'Terms (June 2025)', 'MIT']
    """
    found: dict[tuple[str, str], list[str]] = {}
    for title in dict.fromkeys(titles):
        text, edition, rest = edition_of(title)
        found.setdefault((text, rest), []).append(edition)
    merged = []
    for (text, rest), each in found.items():
        dated = [edition for edition in each if edition]
        merged += [text] if len(dated) < len(each) else []
        merged += [f"{text} ({series(dated, link)}){rest}"] if dated else []
    return merged
