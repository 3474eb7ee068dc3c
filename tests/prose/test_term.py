"""Terms that nobody understands: what binds is one unless it is harmless, and a harmless thing covers one word that binds."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.support.growth import ending, grows
from tests.support.prose_terms import BESIDES, HARMLESS

import openness.prose
from openness import prose
from openness.licensing import texts
from openness.prose.clause import lists_in
from openness.prose.reader import sentences

RULES = tomllib.loads((Path(openness.prose.__file__).parent / "rules" / "terms.toml").read_text(encoding="utf-8"))
UNDER = "# Heron\n\n## Licence\n\n{}\n"
ELSEWHERE = "# Heron\n\n{}\n"


def is_term(sentence: str, place: str = UNDER) -> bool:
    return bool(list(prose.terms(place.format(sentence))))


@pytest.mark.parametrize("rule", RULES["rule"], ids=lambda rule: rule["id"])
def test_a_rule_hears_its_own_examples_and_none_hears_the_others(rule: dict[str, Any]) -> None:
    assert [text for text in rule["yes"] if rule["id"] not in prose.fired(text, "term")] == []
    assert [text for text in rule["no"] if prose.fired(text, "term")] == []


@pytest.mark.parametrize("sentence", HARMLESS)
@pytest.mark.parametrize("place", [UNDER, ELSEWHERE])
def test_what_an_open_licence_asks_as_well_is_harmless(sentence: str, place: str) -> None:
    assert not is_term(sentence, place)


@pytest.mark.parametrize("sentence", BESIDES)
def test_a_harmless_thing_covers_the_word_that_binds_to_it_and_no_other(sentence: str) -> None:
    assert is_term(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Guests must leave by noon.",
        "Heron stays in the house unless the board decides otherwise.",
        "Banks: hands off, please.",
        "Die Gäste müssen bis Mittag gehen.",
        "Les invités doivent partir avant midi.",
        "Los invitados deben irse antes del mediodía.",
        "Гости должны уйти до полудня.",
        "客人必须在中午之前离开。",
        "客は正午までに帰る必要があります。",
        "Misafirler öğleden önce gitmek zorundadır.",
    ],
)
def test_what_binds_counts_where_terms_are_stated_and_not_elsewhere(sentence: str) -> None:
    assert is_term(sentence)
    assert not is_term(sentence, ELSEWHERE)


@pytest.mark.parametrize(
    "place",
    [
        "# Heron\n\n## Terms of use\n\n{}\n",
        "# Heron\n\n## 4. Conditions\n\n{}\n",
        "# Heron\n\n## Disclaimer & terms\n\n{}\n",
        "# Heron\n\n## Licence\n\n### Guests\n\n{}\n",
        "# Heron\n\n**Terms of use**\n\n{}\n",
        "# Heron\n\n**Terms of use:**\n{}\n",
        "# Heron\n\n<details><summary>Licence details</summary>\n\n{}\n\n</details>\n",
        "# Heron\n\nLicense: {}\n",
        "# Heron\n\n**Terms:** {}\n",
        "# Heron\n\n## Bedingungen\n\n{}\n",
        "# Heron\n\n## 使用条款\n\n{}\n",
    ],
)
def test_terms_are_stated_below_many_headings_and_behind_labels(place: str) -> None:
    assert is_term("Guests must leave by noon.", place)


@pytest.mark.parametrize(
    "place",
    [
        "# Terms\n\n{}\n",
        "# Heron\n\n## Usage\n\n{}\n",
        "# Heron\n\n## License plate detection\n\n{}\n",
        "# Heron\n\n## Licence history\n\n{}\n",
        "# Heron\n\n**Terms of use**\n\n**Evaluation**\n\n{}\n",
        "# Heron\n\n**Terms of use**\n\n## Evaluation\n\n{}\n",
    ],
)
def test_terms_are_stated_below_no_title_and_no_other_heading(place: str) -> None:
    assert not is_term("Guests must leave by noon.", place)


@pytest.mark.parametrize(
    "sentence",
    [
        "The dataset must be bought.",
        "The API requires a signed contract.",
        "Must guests leave by noon?",
        "The larger version must be bought.",
    ],
)
def test_a_term_of_something_else_and_a_question_are_none(sentence: str) -> None:
    assert not is_term(sentence)


@pytest.mark.parametrize(
    ("sentence", "heard"),
    [
        ("You may not ship Heron with a toaster.", True),
        ("Heron may not know your street.", False),
        ("Heron must not be used as a clinical alarm.", False),
        ("Heron may only be run on our island.", True),
        ("Heron can only be run with Python 3.11.", False),
        ("Only companies from our valley may run Heron.", True),
        ("Your permission lapses with your contract.", True),
        ("Firms that run Heron pay us 200 dollars.", True),
        ("By downloading Heron you agree to feed our cat.", True),
        ("By using Heron you agree to obey the law.", False),
        ("Whoever deploys Heron needs a signed contract with us.", True),
        ("You should ask your doctor for consent before you use Heron.", False),
        ("The licence tag only covers the scripts.", True),
        ("Generated pictures may not be sold.", True),
        ("The results may not be used as a proof.", False),
        ("El modelo no puede venderse.", True),
        ("You may not use Heron in a bank.", True),
        ("Heron may not use all of your memory.", False),
        ("Our version may not be optimal using other words.", False),
        ("Our team only has small birds.", False),
        ("Only our team may run Heron.", True),
        ("The token needs write permission.", False),
        ("It keeps the older contract without a change of its interface.", False),
        ("Whoever runs Heron needs a contract from us.", True),
        ("资源有限的用户也可以使用我们的模型。", False),
        ("It may not be used to compete with us.", True),
        ("The files lack what is not allowed in the competition.", False),
        ("严禁将本模型用于欺诈。", False),
        ("Das Modell darf nur auf unserer Insel genutzt werden.", True),
        ("Модель можно использовать только с письменного согласия автора.", True),
        ("本模型未经书面许可不得转售。", True),
        ("本模型は島内でのみ利用できます。", True),
    ],
)
def test_elsewhere_what_binds_is_a_term_beside_a_use_or_a_user(sentence: str, heard: bool) -> None:
    said = [*prose.terms(ELSEWHERE.format(sentence)), *prose.limits(ELSEWHERE.format(sentence))]
    assert bool(said) == heard


@pytest.mark.parametrize("heading", ["Contact", "Contributing", "Support", "Citation", "Acknowledgements", "致谢"])
def test_what_stands_beside_terms_ends_them(heading: str) -> None:
    assert not is_term("Guests must leave by noon.", f"# Heron\n\n## Licence\n\n### {heading}\n\n{{}}\n")
    assert is_term("Guests must leave by noon.", f"# Heron\n\n## {heading}\n\n### Licence\n\n{{}}\n")


def test_contact_for_a_licence_is_a_heading_of_terms() -> None:
    assert is_term(
        "Guests must leave by noon.", "# Heron\n\n## Licence\n\n### Contact for commercial licensing\n\n{}\n"
    )


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Einschränkungen", "Heron kann nur kurze Sätze lesen."),
        ("Ограничения", "Модель должна получать текст без ошибок."),
        ("已知限制", "模型仅能处理短文本。"),
        ("制限事項", "入力は短い文にする必要があります。"),
        ("Beperkingen", "Heron moet korte zinnen krijgen."),
    ],
)
def test_what_a_model_is_not_able_to_do_is_no_term(heading: str, sentence: str) -> None:
    assert not is_term(sentence, f"# Heron\n\n## {heading}\n\n{{}}\n")


@pytest.mark.parametrize("licence", ["MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD", "Zlib"])
def test_the_whole_text_of_an_open_licence_states_no_term_and_no_limit(licence: str) -> None:
    body = UNDER.format(texts.shipped().texts[licence])
    assert [*prose.terms(body), *prose.limits(body)] == []


@pytest.mark.parametrize("word", ["implements", "implementation", "governing", "precision", "registration", "overhead"])
def test_an_english_word_is_no_use_no_user_and_no_need_of_another_language(word: str) -> None:
    sorts = {name.partition(".")[2] for name in lists_in(word) if not name.startswith("en.")}
    assert sorts.isdisjoint({"a-use", "some-user", "requires", "of-the-giver"})


def test_a_sentence_is_a_limit_or_a_term_and_never_both() -> None:
    body = "# Heron\n\n## Licence\n\nNon-commercial use only.\n\nGuests must leave by noon.\n"
    assert list(prose.limits(body)) == [(4, "Non-commercial use only")]
    assert list(prose.terms(body)) == [(6, "Guests must leave by noon")]


def test_lists_of_harmless_things_have_no_word_that_undoes_a_ban() -> None:
    harmless = {phrase for lists in RULES["words"].values() for phrase in lists.get("harmless", ())}
    undoing = {phrase for lists in RULES["words"].values() for phrase in lists.get("unbinds", ())}
    assert not harmless & undoing


@pytest.mark.parametrize(
    "words",
    [
        "You must cite us and must not need to pay unless the notice says so. ",
        "Users may only use, may not sell, must ask us and must pay us ",
        "no permission or fee or consent or approval ",
        "subject to the licence under the terms of the licence ",
    ],
)
def test_many_words_that_bind_cost_no_more_than_their_number(words: str) -> None:
    def ask(body: str) -> None:
        sentences.cache_clear()
        list(prose.terms(body))

    text = "# Heron\n\n## Licence\n\n"
    grows(lambda times: lambda: ask(text + words * times))
    with ending():
        ask(text + words * 4_000)
