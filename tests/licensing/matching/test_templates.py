"""The fillings that the slots of a template let in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.golden import agrees

from openness.licensing.matching.templates import Spelt, fillings, parsed

TABLES = Path(__file__).parent / "answers"


@pytest.mark.parametrize(
    ("pattern", "sequences"),
    [
        ("merge|publish", {"merge", "publish"}),
        ("(merge|publish) it", {"merge it", "publish it"}),
        ("merged?", {"merge", "merged"}),
        ("[ab]c", {"ac", "bc"}),
        (r"to\sit", {"to it"}),
        ("thing(s)", {"things"}),
        ("[ab", set()),
    ],
)
def test_a_slot_of_words_lets_in_those_and_no_name(pattern: str, sequences: set[str]) -> None:
    found, names = fillings(pattern)
    assert ({" ".join(words) for words in found}, names) == (sequences, 0)


@pytest.mark.parametrize(("pattern", "names"), [(".+", 20), (".{0,20}", 20)])
def test_a_slot_of_anything_lets_in_some_words_of_a_name(pattern: str, names: int) -> None:
    assert fillings(pattern) == ([], names)


PATTERNS = (
    "", "a", "a|", "|a", "a|b|c", "(a|b)", "(a|b)c", "a(b|c)d", "a (b (c|d)|e) f", "(a|b) (c|d) e", "(a", "a)b", "()", "(a|)b",
    "a?", "a* b", "a+ b", "a{2} b", "a{0,3}", "(a b)? c", "(a b)* c", "(a b)+ c", "a?b", "(a|b)?", "a? (b|c)? d", ".", "a.",
    ".a", ". a", ".?", ".+", ".*", ".{0,20}", ".{0,5000}", ".{0,5001}", ".+?", "a .+", ".+ a", "a .+ b", "a .* b", "a .{0,20} b",
    "(.+|a)", "a|.+", "(.+)?", "a .+ b .+ c", "[^a]", "[^a]+", "[^a]+ b", "a [^.]{0,9} b", "[ab]", "[abcd]", "[abcde] x",
    "[0-9]", "[0-9]+ a", "[a-z0-9]", "[ab]+c", "[ ,]a", "a[ ,]b", "a[,.]b", r"a[\s]b", r"a[\-/]b", "[]a]b", "[]]", "[ab", "a[",
    "[", r"a\sb", r"a\.b", r"1\.0", r"\(a\)", r"a\|b", r"\[a\]", "a\\", r"a\b", r"a\s+b", r"a\s?b", r"thing\(s\)", "thing(s)",
    r"thing\(s\) or thing\(s\)", "a(s) b", "A|a", "licence|license", "b|a|b", "copyright owner|copyright owners|owner",
    "noncommercial", "per cent|percent", "(a|b)" * 6, "(a|b)" * 7, "(a|b|c)?" * 3, "(a|b)(c|d)(e|f)(g|h)(i|j)(k|l)m?",
    "((a|b)|(c|d)) ((e|f)|g)", "a**", "?a", f"(a|b|c|d|e)({'|'.join(map(str, range(13)))})", "(.+|a)? b", "(a|.+)? b", "*", "+",
    "{2}", "a{", "a|b)c", "(a|b))c",
)  # fmt: skip


def filled_in(sequences: list[Spelt], names: int) -> str:
    """The fillings of a slot in one line."""
    shown = [" ".join("…" if word == "\x01" else word for word in sequence) or "nothing" for sequence in sequences]
    return f"{' | '.join(shown) or '-'}, a name of {names}"


def slot(original: str, match: str) -> str:
    return f'<<var;name="x";original="{original}";match="{match}">>'


COPYRIGHT = ".{0,5000}"
TEMPLATES = (
    "Kite Licence", "Kite Licence\n\nFly it.", "Kite Licence.\n\nFly it.", "Kite Licence:\n\nFly it.", "Kite Licence; \n\nFly.",
    "Kite Licence,  \n \n Fly it.", "Kite\nLicence\n\nFly it.", "\n\nKite Licence\n\nFly it.", "Kite v. 1.0\n\nFly it.",
    f"{'kite ' * 14}\n\nFly it.", f"{'kite ' * 15}\n\nFly it.", f"{'kite ' * 16}\n\nFly it.",
    f"sublicence {'kite ' * 13}\n\nFly it.", f"sublicence {'kite ' * 14}\n\nFly it.", "", "...",
    "copyright owner\n\nthe copyright owners fly", "the owner flies", "Fly <name of author>.", "Fly [year] [name].",
    "Fly {insert the name of the licensor}.", "Fly [fullname] or <organisation>.", "Fly [the kite].",
    "Fly <copyright holders> kites", "Fly <years>.\n\n1. <names>", "a [year]\n\nb <owner> c",
    "Copyright (c) <year> <owner>\n\nFly it.", "Copyright 2020 Acme\nFly it.\nCopyright 2021 Acme\n", "1. Fly.\n2. Land.\n3.",
    "Copyright 2020 Acme\nCopyright 2021 Acme\nFly it. Sublicence it.\n\nCopyright 2022 Acme\n\n1. Land it.",
    "<<beginOptional>>Kite<<endOptional>> Fly it.", "Fly it.<<beginOptional>> Land it.<<endOptional>>",
    "<<beginOptional>>Kite <<beginOptional>>Licence<<endOptional>><<endOptional>> Fly it.",
    "<<beginOptional>><<beginOptional>>Kite<<endOptional>> Licence<<endOptional>> Fly it.",
    "Fly <<beginOptional>><<endOptional>>it.", "Fly it.<<endOptional>>", "<<beginOptional>>Fly it.",
    "a<<beginOptional>>b<<endOptional>> c <<beginOptional>>d<<endOptional>>",
    '<<beginOptional;name="t">>Kite<<endOptional>> Fly it.', f"Fly {slot('it', 'it|them')}.", f"{slot('Fly', 'Fly|Land')} it.",
    f"Fly {slot('', '( high)?')} it.", f"Fly {slot('it', '.+')}.", f"Fly {slot('the copyright owner', '.+')} it.",
    f"<<beginOptional>>{slot('Fly', 'Fly|Land')}<<endOptional>> it.",
    f"Fly {slot('<<beginOptional>>it<<endOptional>>', '.+')} now.", f"{slot('Copyright 2020 Acme', COPYRIGHT)} Fly it.",
    f"Fly it. {slot('Copyright 2020 Acme', COPYRIGHT)} Land it.",
    f"{slot('Copyright 2020 Acme, for research only', COPYRIGHT)} Fly it.", f"{slot('Acme', COPYRIGHT)} Fly it.",
    f"{slot('Not for sale', COPYRIGHT)} Fly it.", f"{slot('Not for sale', '.{0,20}')} Fly it.", f"{slot('', COPYRIGHT)} Fly it.",
    f"1. Fly {slot('it', 'it|them')}.\n2. {slot('Land', 'Land|Fall')}.", f"{slot('a', 'a|b')} {slot('c', 'c|d')} e",
    f"{slot('a b', 'a b|c')}{slot('d', 'd|e')}", "Fly \ue000 it.", f"Fly \ue002 {slot('it', 'it|them')}.",
    f"Fly \ue005 {slot('it', 'it|them')}.", "飞 it 豈", f"<<beginOptional>>\ue009<<endOptional>> Fly {slot('it', '.+')}",
    f"Copyright 2020 Acme\n\nFly {slot('it', 'it|them')}.", f"Copyright 2020 Acme\n\n{slot('Fly', 'Fly|Land')} it.",
    f"Fly {slot('it and', 'it.+')} {slot('then' + chr(10) + 'Copyright 2020 Acme' + chr(10) + 'land', '.+')} it.",
    "<<unknown>> Fly it.", "a << b", f"Copyright 2020 Acme\n{slot('Copyright 2021 Kite', COPYRIGHT)}\nFly it.",
)  # fmt: skip


def test_patterns_and_templates_are_read_as_the_table_says() -> None:
    def rows() -> Iterator[str]:
        for pattern in PATTERNS:
            yield f"{pattern!r} → {filled_in(*fillings(pattern))}"
        for template in TEMPLATES:
            shown = "none"
            for _, text, _ in parsed({"Toy": [template]}, {}):
                slots = [f"{start}-{end}: {filled_in(taken, names)}" for start, end, taken, names in text.slots]
                shown = f"{' '.join(text.words)} | optional {text.optional} | numbers {text.labels} | {'; '.join(slots) or '-'}"
            yield f"{' '.join(template.split(' '))!r} → {shown}"

    agrees(TABLES / "templates.txt", rows())


def test_each_text_of_a_licence_is_read_once_with_its_titles() -> None:
    variants = ["Fly it.", "fly IT.", "Fly  it.", "1. Fly it now.", "Fly it now.", "", "Land it."]
    titles = {"Toy": ["The Toys", "the toys", "A Toy", " . ", "Toys", "Kites", "Zoo"], "Kite": []}
    heads = [("a", "toy"), ("kites",), ("the", "toys"), ("toys",), ("zoo",)]
    texts = {"Toy": variants, "Kite": ["Fly it."], "None": []}
    assert [(id, text.words, text.labels, heads) for id, text, heads in parsed(texts, titles)] == [
        ("Toy", ["fly", "it"], {}, heads),
        ("Toy", ["fly", "it", "now"], {0: "1"}, heads),
        ("Toy", ["fly", "it", "now"], {}, heads),
        ("Toy", ["land", "it"], {}, heads),
        ("Kite", ["fly", "it"], {}, []),
    ]
