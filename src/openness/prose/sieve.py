"""The questions that a text can answer at all, by its words alone, before a sentence of it is taken apart.

Most of a card answers none, and some cards answer none at all. Each word list is a bit; a word has the bits of the lists
that it is a sign of (the longest word of one of their phrases), and a rule can be fired only where every list that it needs
has a sign. So nothing is passed over that a rule could hear, and what is passed over costs one look at each of its words.
"""

from functools import cache, lru_cache, reduce
from operator import or_

from openness.index.tables import shipped
from openness.index.words import folded, token_pattern
from openness.recent import remembered
from openness.vocabulary.patterns import pattern

#: A mark, a tag or a link that ends within a word, which is one word for a reader.
_MARKED_WITHIN = pattern(
    r"[*`~<\[\]](?<=[^\W_].)[*`~]*(?:<?/?[A-Za-z][^<>]*>|\([^()\s]*\)|\[[^\[\]]*\])?[*`~\[]*[^\W_]"
)


#: A verb of being, with words that add nothing to it.
BEING = (
    r"(?:\s(?:is|was|are|were|remains|stays|used to be|consists of|combines|couples|wraps|reuses|carries|keeps"
    r"|ist|war|bleibt|est|reste|es|è|é)\b"
    r"|['’]s\b|\s=|\bof \S{1,40} as\b)"
    r"(?:\s+(?:just|only|simply|really|basically|essentially|actually|nothing (?:but|more than|other than)|merely|still|mostly"
    r"|largely|technically|once|plain|vanilla|stock|the|our|einfach|nur))*"
)
#: The name of a model with its account, or a link to one.
_NAMED = pattern(r"(?<![\w/.:-])[A-Za-z0-9][\w.-]{0,95}/[\w.-]{0,95}\d|\b(?:huggingface|hf)\.co/[\w-]+/[\w.-]")
_VERSION = r"[A-Z][\w.]{1,30}[ -]v?\d"
#: A name with a number: few texts have one, and the pattern below takes long to compile.
_VERSIONED = pattern(_VERSION)
#: A verb of being right before a name with a number.
_IS_A_MODEL = pattern(rf"{BEING}\s+[\[`*_\"'“(<]*{_VERSION}")


class _Signs:
    """The word lists by their bits, and those that each question needs together."""

    def __init__(self) -> None:
        signs = shipped().signs()
        self.bit_of: dict[str, int] = {name: 1 << number for number, name in enumerate(signs["lists"])}
        self.asked: list[list[str]] = signs["asked"]


@cache
def _signs() -> _Signs:
    return _Signs()


@remembered(50_000)  # most cards have the same words
def _bits_of_word(word: str) -> int:
    """The bits of the lists that a word as written is a sign of."""
    index = shipped()
    lists: set[str] = set()
    for token in folded(word):
        lists.update(index.lists_of_sign(token).split())
        for beginning, begun in index.begun_signs(token[:3]).items():
            if token.startswith(beginning):
                lists.update(begun.split())
    return sum(1 << int(number) for number in lists)


def bits_of(text: str) -> int:
    """The bits of the lists that have a sign among the words of a text."""
    return reduce(or_, {*map(_bits_of_word, {*token_pattern(text.isascii()).findall(text)})}, 0)


@cache
def bits_of_lists(*lists: str) -> int:
    """The bits of some word lists."""
    return reduce(or_, (_signs().bit_of[name] for name in lists))


#: Questions that no rule asks: what answers them has a phrase of one of these lists, or of each that stand together here.
_ASKED_OF_LISTS: dict[str, tuple[str, ...]] = {
    "base": (
        *("made-merge", "made-adapter", "made-quantisation", "made-fine-tune", "made-near", "trained-on"),
        *("made-after", "tuned-after", "made-anywhere", "base-label", "takes changes", "teaches", "family"),
    ),
    "licence": ("licence-word", "licence-label", "licence-left", "licence-by-name leaves-a-licence"),
    "label": ("called-open",),
    "term": ("terms-label",),
    "outputs": (
        *("outputs-of training-word", "outputs-of holds-word", "distilled-from", "generated-by output-data"),
        "used-to-make closed-model output-data",
        *("generated-after closed-model training-word", "generated-after closed-model holds-word"),
    ),
}


@cache
def _needs() -> dict[int, list[tuple[int, str]]]:
    """The bits that answers to a question need together, and the question, by the lowest of them."""
    asked = [
        *_signs().asked,
        *([question, *names.split()] for question, lists in _ASKED_OF_LISTS.items() for names in lists),
    ]
    needs: dict[int, list[tuple[int, str]]] = {}
    for question, *lists in asked:
        need = bits_of_lists(*lists)
        needs.setdefault(need & -need, []).append((need, question))
    return needs


@cache
def _lowest() -> int:
    """The bits that are the lowest of a need: no other tells where one begins."""
    return reduce(or_, _needs(), 0)


@lru_cache(maxsize=4_096)
def questions_for(bits: int) -> frozenset[str]:
    """The questions that a text with these bits may answer."""
    questions = set()
    needs = _needs() if bits else {}
    left = bits & _lowest() if bits else 0
    while left:
        lowest = left & -left
        left ^= lowest
        for need, question in needs.get(lowest, ()):
            if bits & need == need:
                questions.add(question)
    return frozenset(questions)


def may_have(text: str, *lists: str) -> bool:
    """True where a phrase of one of some lists may stand in a text."""
    bits = bits_of(text)
    return bits != 0 and bool(bits & bits_of_lists(*lists))


def may_answer(text: str, question: str = "") -> bool:
    """True where a text with its marks may answer a question; any of them by default."""
    questions = questions_for(bits_of(text))
    return (
        (question in questions if question else bool(questions))
        or (question in ("", "base") and names_what_it_is(text))
        or _MARKED_WITHIN.search(text) is not None
    )


def names_what_it_is(text: str) -> bool:
    """True where the name of a model stands, with its account, a link, or behind a verb of being: “Heron is lab/egret-7b”.

    >>> names_what_it_is("Heron is lab/egret-7b after two epochs."), names_what_it_is("Heron is a bird.")
    (True, False)
    """
    return ("/" in text and _NAMED.search(text) is not None) or (
        _VERSIONED.search(text) is not None and _IS_A_MODEL.search(text) is not None
    )


def may_say(text: str, question: str = "") -> bool:
    """The same of a text as it is written, whose letters may be others than a reader sees."""
    return not text.isascii() or any(mark in text for mark in _TURNED) or may_answer(text, question)


#: Marks that the reader turns into other words.
_TURNED = ("&", "%", "<!--")
#: Lists of headings under which a line is read whatever its own words are.
TELLING = ("licence-heading", "licence-heading-alone", "made-merge")
#: A line that may be a heading, or underlines one.
_HEADED = pattern(r"(?m)^\s*(?:#|=|--|[*_]|<)")


def is_silent(text: str) -> bool:
    r"""True where no question can have an answer in a whole text, headings and all.

    >>> is_silent("# Heron\n\nIt has wings."), is_silent("# Heron\n\n## Licence\n\nZephyr 2")
    (True, False)
    """
    return not any(
        may_say(part)
        or may_have(part, *TELLING)
        or (_HEADED.search(part) is not None and may_have(part, "terms-heading", "terms-heading-alone"))
        for part in text.split("\n\n")
    )
