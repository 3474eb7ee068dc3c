"""The sentences of a card's text."""

import pytest

from openness import prose
from openness.prose.reader import sentences


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("License: mit. Thanks: all", ["License", ""]),
        ("Thanks for reading. License: mit", ["", ""]),
        ("- License: mit\n- Language: en", ["License", "Language"]),
    ],
)
def test_a_label_begins_a_block(text: str, labels: list[str]) -> None:
    assert [sentence.label for sentence in sentences(text)] == labels


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("License: MIT", "License", "MIT"),
        ("**License**: MIT", "License", "MIT"),
        ("L:MIT license", "L", "MIT license"),
        ("License：MIT", "License", "MIT"),
        ("what may be done here: MIT license", "what may be done here", "MIT license"),
        ("what may be done here now: MIT license", "", ""),
        ("License:", "", ""),
        (": MIT license", "", ""),
        ("https://example.org/license", "", ""),
        (f"{'a' * 60}: MIT license", "a" * 60, "MIT license"),
        (f"{'a' * 61}: MIT license", "", ""),
    ],
)
def test_a_label_has_up_to_five_words_in_sixty_letters_and_something_behind_it(
    text: str, label: str, value: str
) -> None:
    (sentence,) = sentences(text)
    assert sentence.label == label
    assert not label or sentence.text[sentence.value :].strip() == value


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("## 2. Dataset", "Dataset"),
        ("## 2) Dataset", "Dataset"),
        ("## 12.3. Dataset", "Dataset"),
        ("## **2. Dataset**", "Dataset"),
        ("## 7B weights", "7B weights"),
        ("## 2.1 Dataset", "2.1 Dataset"),
        ("## 2024. Dataset", "2024."),  # a year counts no sections
    ],
)
def test_a_number_before_a_heading_is_none_of_its_words(heading: str, text: str) -> None:
    (*_, below) = sentences(f"# Heron\n\n{heading}\n\nLicense: MIT")
    assert (below.heading, below.label) == (text, "License")


@pytest.mark.parametrize("heading", ["## 2. Dataset", "## 2) Dataset", "## 2.1 Dataset"])
def test_below_a_numbered_heading_of_data_nothing_is_said_of_the_model(heading: str) -> None:
    body = f"# Heron\n\n{heading}\n\nLicense: MIT\n\nFor research use only.\n"
    assert [statement.names for statement in prose.licences(body)] == [()]
    assert list(prose.terms(body)) == []


def text(body: str) -> list[str]:
    """The sentences of a body below a heading under which all is read."""
    return [sentence.text for sentence in sentences(f"# License\n\n## License\n\n{body}")][2:]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a &amp; b", "a & b"),
        ("a&nbsp;b", "a b"),
        ("a&shy;b", "ab"),
        ("a &ndash; b", "a – b"),
        ("&lsquo;a&rsquo;", "‘a’"),
        ("a&#45;b", "a-b"),
        ("a&#x2d;b", "a-b"),
        ("a&#X2D;b", "a-b"),
        ("a&#960;b", "aπb"),
        ("a&#60;b&#62;", "a&#60;b&#62;"),  # a mark of HTML stays as it is written
        ("a&#10;b", "a&#10;b"),  # and so does what ends a line, or what is no letter
        ("a&#xd800;b", "a&#xd800;b"),
        ("a&#x10ffff;b", "a&#x10ffff;b"),
        ("a&#1114112;b", "a&#1114112;b"),
        ("a&#9999999;b", "a&#9999999;b"),
        ("a&#;b&other;", "a&#;b&other;"),
    ],
)
def test_an_entity_is_its_letter(written: str, read: str) -> None:
    assert " ".join(text(written)) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("❌ for sale", "no for sale"),
        ("✅ for use ❌ for sale", "✅ for use ❌ for sale"),  # a legend of two marks
        ("✅ for use\n❌ for sale", "✅ for use no for sale"),
        ("non\u2010free", "non-free"),
        ("non\u00adfree", "nonfree"),
        ("ｆｒｅｅ", "free"),
    ],
)
def test_a_mark_that_denies_is_a_word_and_a_letter_is_its_plain_form(written: str, read: str) -> None:
    assert " ".join(" ".join(text(written)).split()) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("See ![for research only](a.png) here", ["See", "for research only", "here"]),
        ("See ![research only](a.png) here", ["See here"]),  # two words name a picture
        ("See ![for research only][a] here", ["See", "for research only", "here"]),
        ("See ![](https://img.shields.io/badge/license-Zephyr_2-blue) here", ["See", "license: Zephyr 2", "here"]),
        ("See ![](https://img.shields.io/badge/Licence-Zephyr--2-blue) here", ["See", "Licence: Zephyr-2", "here"]),
        (
            "See ![](https://img.shields.io/badge/model%20license-a%2Bb-blue) here",
            ["See", "model license: a+b", "here"],
        ),
        ("See ![](https://img.shields.io/badge/build-passing-blue) here", ["See here"]),
    ],
)
def test_a_picture_says_its_words_or_what_its_badge_says(written: str, read: list[str]) -> None:
    assert [" ".join(sentence.split()) for sentence in text(written)] == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Use v. Finch. It is so.", ["Use v. Finch.", "It is so."]),
        ("By Dr. Heron. It is so.", ["By Dr. Heron.", "It is so."]),
        ("It is by Acme. Inc. Was it?", ["It is by Acme.", "Inc. Was it?"]),
        ("Is it e.g. Egret! It is", ["Is it e.g. Egret!", "It is"]),
        ("It is 7 B. Egret is", ["It is 7 B. Egret is"]),  # a letter alone is part of a name
        ("It is so.It is", ["It is so.It is"]),
        ("It is so. it is", ["It is so. it is"]),
        ("It is so (see a.) It is", ["It is so (see a.)", "It is"]),
        ("Ça va. Élan", ["Ça va.", "Élan"]),
        ("都可以。但是", ["都可以。", "但是"]),
        ("a; b", ["a;", "b"]),
        ("a;b", ["a;b"]),
        ("a  \nb", ["a", "b"]),
        ("a\\\nb", ["a\\", "b"]),
        ("a\nb", ["a b"]),
    ],
)
def test_a_sentence_ends_at_its_mark_and_no_abbreviation_ends_one(written: str, read: list[str]) -> None:
    assert text(written) == read


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("[a](b)", "b"),
        ("[a](<https://a.b/c>)", "https://a.b/c"),
        ("[a](b 'c')", "b"),
        ("[a](b(c)d)", "b(c)d"),
        ("[a][B]\n\n[b]: <c>", "c"),
        ("[B]\n\n[b]: c", "c"),
        ("[a][]\n\n[a]: c", "c"),
        ("[a][c]\n\n[b]: c", ""),
        ("[b]\n\n[^b]: c", ""),  # a footnote
        ("<https://a.b/c>", "https://a.b/c"),
        ("https://a.b/c.", "https://a.b/c"),
        ("https://a.b/c).", "https://a.b/c"),
        ("`acme/egret`", "`acme/egret`"),
        ("`acme`", ""),
        ('<a href="b">a</a>', "b"),
        ("<a href=b>a", "b"),
        ("<a name=b>a</a>", ""),
        ("<A HREF='b'>a</A>", "b"),
    ],
)
def test_a_link_leads_to_its_address_however_it_is_written(written: str, address: str) -> None:
    addresses = [
        link.address for sentence in sentences(f"# License\n\n## License\n\n{written}") for link in sentence.links
    ]
    assert addresses == ([address] if address else [])


@pytest.mark.parametrize(
    ("body", "sorts"),
    [
        ("a\n===\n\nb", ["heading: a", "text: b"]),
        ("a\n---\n\nb", ["heading: a", "text: b"]),
        ("a\n--\n\nb", ["text: a", "text: b"]),
        ("a\n   ===  \n\nb", ["heading: a", "text: b"]),
        ("a\n=== b\n\nc", ["text: a === b", "text: c"]),  # more than a rule below it
        ("a\n===-\n\nb", ["text: a", "text: b"]),
        ("- a\n---\n\nb", ["item: a", "text: b"]),  # below an item it is a rule
        ("a\n\n===\n\nb", ["text: a", "text: b"]),
        ("#a", ["heading: a"]),
        ("####### a", ["text: ####### a"]),
        ("## a ##", ["heading: a"]),
        ("- a\n* b\n+ c\n1. d\n2) e", ["item: a", "item: b", "item: c", "item: d", "item: e"]),
        ("-a", ["text: -a"]),
        ("> a\n> b", ["quote: a b"]),
        ("| a | b |\n|---|---|\n| c | d |", ["cell: a: b", "cell: c: d"]),
        ("| a | b | c |", ["cell: a", "cell: b", "cell: c"]),
        (f"| {'a' * 60} | b |", [f"cell: {'a' * 60}: b"]),
        (f"| {'a' * 61} | b |", [f"cell: {'a' * 61}", "cell: b"]),  # too long for a label
        ("| a: | b |", ["cell: a: b"]),
        ("| a | |", ["cell: a"]),
        ("a\n[^1]: b", ["text: a", "item: b"]),
        ("**a:** b\n**c:** d", ["text: a: b", "text: c: d"]),
        ("a: b\nc: d", ["text: a: b c: d"]),
        ("ab: b\ncd: d", ["text: ab: b", "text: cd: d"]),
    ],
)
def test_a_block_is_of_its_sort(body: str, sorts: list[str]) -> None:
    body = "# License\n\n## License\n\n" + body
    assert [f"{sentence.sort}: {sentence.text}" for sentence in sentences(body)][2:] == sorts


@pytest.mark.parametrize("written", ["{}", "# Heron\n\n{}", "# Heron\n\n- {}", "These read maps:\n\n- {}"])
def test_what_says_nothing_stands_as_one_sentence_wherever_it_stands(written: str) -> None:
    (*_, last) = sentences(written.format("It reads birds. It has wings."))
    assert last.text == "It reads birds. It has wings."


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (" ```\nlicense\n ```\nlast", ["last"]),
        ("```\nlicense\n````\nlast", ["last"]),
        ("````\nlicense\n```\nlast", []),  # it ends with as many marks as it began with
        ("~~~\nlicense\n```\n~~~\nlast", ["last"]),
        ("```\nlicense\n``` python\nlast", []),
        ("```\n\n## License\n```\nlast", ["last"]),
    ],
)
def test_a_block_of_code_is_apart_from_the_text(body: str, texts: list[str]) -> None:
    assert [sentence.text for sentence in sentences(body) if sentence.sort != "code"] == texts


LIMIT = "These weights may only be used for research."


@pytest.mark.parametrize(
    "written",
    [
        "```\n{}\n```",
        "```markdown\n## Terms\n\n{}\n```",
        "~~~\nThese weights may only\nbe used for research.\n~~~",
        "```python\nmodel = load()  # slow\n# {}\nmodel.run(2)\n```",
        '```json\n{{"note": "{}"}}\n```',
        "```yaml\nnote: {}\n```",
        "> ```\n> {}\n> ```",
        "- Terms:\n\n  ```\n  {}\n  ```",
        "<div>\n```\n{}\n```\n</div>",  # HTML ends at the blank line, so that no code begins
        "<div>\n```\n</div>\n\n{}",
        "```\nnever closed\n\n{}",
        "> ```\n> quoted\n\n{}",
        '![map](a.png "{}")',
        '[terms](https://example.org "{}")',
        '[terms][t]\n\n[t]: https://example.org "{}"',
        "[t]: https://example.org {}",  # words behind its address make it no reference
        '<img src="a.png" alt="{}">',
        "<img alt='{}' src='a.png'/>",
        '<img src="a.png" title="{}">',
        '<a href="https://example.org" title="{}">terms</a>',
        '<abbr title="{}">terms</abbr>',
    ],
)
def test_a_limit_counts_wherever_a_reader_of_the_page_sees_it(written: str) -> None:
    (term,) = prose.terms(f"# Heron\n\n{written.format(LIMIT)}\n\nIt has wings.\n")
    assert term.understood


def test_code_states_limits_and_nothing_else() -> None:
    said = "Heron is an open source model, fine-tuned from acme/egret-7b. The weights will be released soon."
    body = f"# Heron\n\n```\n{said}\n```\n"
    assert prose.not_yet(body) is None
    assert [*prose.terms(body), *prose.bases(body), *prose.labels(body), *prose.licences(body)] == []


@pytest.mark.parametrize(
    "code",
    [
        'only(weights, "research")',
        "use_only = weights.research",
        "x = [only, research, use]; weights(x)",
        "./run --only research --use weights",
    ],
)
def test_code_that_is_no_prose_states_no_limit(code: str) -> None:
    assert list(prose.terms(f"# Heron\n\n```\n{code}\n```\n")) == []


@pytest.mark.parametrize(
    "written",
    [
        "These weights may \u043enly be used f\u043er res\u0435arch.",  # Cyrillic
        "These weights may \u03bfnly be used f\u03bfr research.",  # Greek
        "These weights may \u1d0f\u0274\u029f\u028f be used for research.",  # small capitals
        "These weights may \uff4f\uff4e\uff4c\uff59 be used for research.",
        "These weights may \U0001f17e\U0001f17d\U0001f17b\U0001f188 be used for research.",
        "These weights may on\u200bly be used for re\u200dsearch.",
        "These weights may on\u200ely be used for re\u2066search.",
        "These weights may on\U000e0061ly be used for res\u0332earch.",
        "These weights may on&zwnj;ly be used for re&ZeroWidthSpace;search.",
        "These weights may &omicron;nly be used for rese&acy;rch.",
        "Эту модель можно использовать т\u006fлько для научных целей.",  # Latin in Russian
    ],
)
def test_a_letter_is_what_a_reader_takes_it_for(written: str) -> None:
    (term,) = prose.terms(f"# Heron\n\n{written}\n")
    assert term.understood


@pytest.mark.parametrize(
    "word", ["Python\u043e\u0432\u0441\u043a\u0438\u0439", "\u0394x", "\u03bcm", "na\u00efve", "\u0283ip"]
)
def test_a_word_of_two_scripts_that_a_reader_tells_apart_stays(word: str) -> None:
    assert text(f"a {word} b") == [f"a {word} b"]


@pytest.mark.parametrize(
    ("body", "copied"),
    [
        ("# Original model card: X\n\na", [True]),
        ("# Original model card: X\n\n## Use\n\na\n\n# Ours\n\nb", [True, False]),
        ("###### Original model card: X\n\na\n\n###### Ours\n\nb", [True, False]),
        ("## Original model card: X\n\n### Original card\n\na\n\n### Use\n\nb\n\n## Ours\n\nc", [True, True, False]),
        ("## Use\n\na", [False]),
    ],
)
def test_a_copy_of_another_card_ends_at_the_next_heading_of_its_level(body: str, copied: list[bool]) -> None:
    assert [sentence.copied for sentence in sentences(body) if sentence.sort == "text"] == copied


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        ("It reads maps. These models were merged:\n\n- a", "These models were merged:"),
        ("These models were merged: It reads maps.\n\n- a", ""),
        ("These models were merged:\n\nIt reads maps.\n\n- a", ""),
        ("These models were merged:\n\n- b\n- a", "These models were merged:"),
        ("These models were merged:\n\n## Use\n\n- a", ""),
        ("These models were merged：\n\n- a", "These models were merged:"),
    ],
)
def test_an_item_is_led_by_the_last_sentence_above_its_list(body: str, lead: str) -> None:
    (*_, last) = sentences(body)
    assert (last.text, last.lead) == ("a", lead)


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("[都可以。](https://a.b)但是", [["https://a.b"], []]),
        ("都可以。[但是](https://a.b)", [[], ["https://a.b"]]),
        ("[It is so. It is](https://a.b) mine", [["https://a.b"], ["https://a.b"]]),  # across two sentences
        ("It is so. [It](https://a.b) is", [[], ["https://a.b"]]),
    ],
)
def test_a_link_belongs_to_the_sentences_that_it_stands_in(body: str, links: list[list[str]]) -> None:
    found = [each for each in sentences(f"# License\n\n## License\n\n{body}") if each.sort == "text"]
    assert [[link.address for link in each.links] for each in found] == links
    assert all(0 <= link.start < link.end <= len(each.text) for each in found for link in each.links)


def test_a_sentence_knows_the_line_on_which_it_begins() -> None:
    body = "## License\n\nIt is\nso. It\nis mine.\n**Is it?**\n*Yes.* No\n\n| a | b |\n| License | c |\n- d\n  e. F"
    assert [(sentence.line, sentence.text) for sentence in sentences(body)] == [
        (0, "License"), (2, "It is so."), (3, "It is mine."), (5, "Is it?"), (6, "Yes."), (6, "No"), (8, "a: b"),
        (9, "License: c"), (10, "d e."), (11, "F"),
    ]  # fmt: skip


@pytest.mark.parametrize(("letters", "pieces"), [(3_999, [3_999]), (4_000, [4_000]), (4_001, [4_000, 1])])
def test_a_piece_of_a_block_has_at_most_four_thousand_letters(letters: int, pieces: list[int]) -> None:
    assert [len(sentence.text) for sentence in sentences(f"# License\n\n## License\n\n{'a' * letters}")][2:] == pieces


@pytest.mark.parametrize(
    ("headings", "texts"),
    [
        ("## Use", ["It is so. Zephyr 2"]),
        ("## License", ["It is so.", "Zephyr 2"]),
        ("## Use\n\n### License", ["It is so.", "Zephyr 2"]),
        ("## License\n\n### Use", ["It is so.", "Zephyr 2"]),
        ("## Access", ["It is so.", "Zephyr 2"]),
        ("**Terms of use**", ["Terms of use", "It is so.", "Zephyr 2"]),
        ("**Terms of use**\n\n**Evaluation**", ["Terms of use", "Evaluation", "It is so. Zephyr 2"]),
        ("## Merged models", ["It is so.", "Zephyr 2"]),
    ],
)
def test_below_a_heading_of_a_licence_of_terms_or_of_bases_each_sentence_is_read(
    headings: str, texts: list[str]
) -> None:
    found = sentences(f"# Heron\n\n{headings}\n\nIt is so. Zephyr 2")
    assert [sentence.text for sentence in found if sentence.sort == "text"] == texts
