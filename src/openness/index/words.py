"""Keys for what is looked up: two spellings of one name are one key, and prose is split into words as its rules are."""

import re
from functools import cache, lru_cache

_FOLD = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)} | dict.fromkeys(map(ord, "_\t\n "), "-")


def fold(name: str) -> str:
    r"""The key of all spellings of one name: they differ in ASCII case, blanks, underscores, hyphens, British spelling.

    Letters outside ASCII are left as they are, so that a look-alike is never taken for the letter.

    >>> fold(" Apache  Licence 2.0 "), fold("\\N{GREEK CAPITAL LETTER MU}IT") == fold("MIT")
    ('apache-license-2.0', False)

    Of an address it is the place, marked so that it is nothing else's name: one text may be shown, raw or with a query.

    >>> fold("https://www.huggingface.co/x/y/raw/main/LICENSE.txt?download=true")
    '//huggingface.co/x/y/blob/main/license'
    """
    if "://" in name:
        return _place(name)
    words = name.translate(_FOLD).strip("-")
    while "--" in words:
        words = words.replace("--", "-")
    return words.replace("licence", "license")


def _place(address: str) -> str:
    place = address.strip().partition("#")[0].partition("?")[0].translate(_FOLD).rstrip("/")
    place = place.partition("://")[2].removeprefix("www.")
    for ending in (".txt", ".md", ".html", "/legalcode", "/deed"):
        place = place.removesuffix(ending)
    return "//" + place.replace("/raw/", "/blob/").replace("/resolve/", "/blob/")


# A character of Thai, Chinese, Japanese or Korean is a token by itself, as no blank tells its words.
_SCRIPTS = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"

_LONGEST = 100  # letters of a token that is remembered


@cache
def token_pattern(ascii: bool) -> "re.Pattern[str]":
    """A pattern for a word of prose, in a text of ASCII alone or in any; made at its first use.

    A set of all scripts takes longer to compile than a plain card to read, and most cards have none of them.
    """
    return re.compile(r"[0-9A-Za-z]+(?:'[tT]\b)?" if ascii else rf"[{_SCRIPTS}]|[^\W_{_SCRIPTS}]+(?:['’][tT]\b)?")


def tokens(text: str) -> list[str]:
    """The words of a phrase as the rules of prose compare them.

    >>> tokens("Don’t use it, non-commercially"), tokens("禁止 AI")
    (['do', 'not', 'use', 'it', 'non', 'commercially'], ['禁', '止', 'ai'])
    """
    import unicodedata  # the package is built with it, and cards are read by the forms it made

    text = unicodedata.normalize("NFKC", text)
    return [word for found in token_pattern(text.isascii()).findall(text) for word in folded(found)]


def folded(token: str) -> tuple[str, ...]:
    """The same as `folded_token`, of a token of any length: one that is long is hardly met again, and not remembered."""
    return folded_token(token) if len(token) <= _LONGEST else folded_token.__wrapped__(token)


@lru_cache(maxsize=8_192)  # cards share their words
def folded_token(token: str) -> tuple[str, ...]:
    """A token in lower case, as a reader takes its letters; one that ends in “n't” is two."""
    token = (token if token.isascii() else _of_one_script(token)).lower()
    if token[-2:-1] in "'’" and len(token) > 3 and token[-1] == "t":
        return {"can": ("can", "not"), "won": ("will", "not")}.get(token[:-2], (token[:-3], "not"))
    return (token,)


# Letters of other scripts that look like Latin ones, and those.
_ALIKE = dict(
    zip(
        "авекмнорстухіјѕԁԛԝһӏҽөАВЕКМНОРСТУХІЈЅԚԜҺӀαονρικχτεωγηΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսհոցզԼՏɑɡ",
        "abekmhopctyxijsdqwhleoABEKMHOPCTYXIJSQWHIaovpikxtewynABEZHIKMNOPTYXouhngqLSag",
        strict=True,
    )
)
# The other way round, where each looks like the other.
_CYRILLIC = dict(zip("aeopcyxijsABEKMHOPCTXIJS", "аеорсухіјѕАВЕКМНОРСТХІЈЅ", strict=True))


def _of_one_script(word: str) -> str:
    r"""A word of two scripts in the one that has all its letters, where those of the other look like them; else as it is.

    >>> _of_one_script("\u043enly"), _of_one_script("\u0394x") == "\u0394x"
    ('only', True)
    """
    latin = {letter for letter in word if letter <= "\u024f"}
    others = set(word) - latin
    if not (latin and others):
        return word
    if others <= _ALIKE.keys():
        return "".join(_ALIKE.get(letter, letter) for letter in word)
    if latin <= _CYRILLIC.keys() and all("\u0400" <= letter <= "\u052f" for letter in others):
        return "".join(_CYRILLIC.get(letter, letter) for letter in word)
    return word
