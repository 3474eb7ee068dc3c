"""The terms that a text states: limits in known words, and what binds and is not harmless, each thing for one word that binds."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.support.growth import ending, grows
from tests.support.prose_terms import BESIDES, HARMLESS, limits

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
    about = rule.get("about", "model")
    assert [text for text in rule["yes"] if rule["id"] not in prose.fired(text, rule["question"], about)] == []
    assert [text for text in rule["no"] if prose.fired(text, rule["question"], about)] == []


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
        "Banks: mind the step, please.",
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
        "# Heron\n\nLegal notice: {}\n",
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
        ("From a dataset, generations may not be shared.", True),
        ("The results may not be used as a proof.", False),
        ("El modelo no puede venderse.", True),
        ("Guests need a contract ✓", True),  # a tick grants what a rule of grants takes back, and nothing else
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
    assert is_term(sentence, ELSEWHERE) == heard


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
    assert list(prose.terms(body)) == []


@pytest.mark.parametrize("word", ["implements", "implementation", "governing", "precision", "registration", "overhead"])
def test_an_english_word_is_no_use_no_user_and_no_need_of_another_language(word: str) -> None:
    sorts = {name.partition(".")[2] for name in lists_in(word) if not name.startswith("en.")}
    assert sorts.isdisjoint({"a-use", "some-user", "requires", "of-the-giver"})


def test_a_term_is_understood_where_a_rule_knows_which_right_it_takes() -> None:
    body = "# Heron\n\n## Licence\n\nNon-commercial use only.\n\nGuests must leave by noon.\n"
    assert list(prose.terms(body)) == [(4, "Non-commercial use only", True), (6, "Guests must leave by noon", False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "No company may use Heron without our permission.",
        "No part of Heron may be copied without prior written consent of its makers.",
        "No use without a contract.",
        "No use without permission.",
        "No guest is here, without consent.",
        "No, without our consent you are a guest.",
        "No one may share it without our consent.",
        "It is not given away without our consent, and hardly known.",
        "Kein Teil darf ohne Zustimmung kopiert werden.",
        "Kein Teil darf ohne Zustimmung und ohne Gebühr kopiert werden.",
        "Keine Firma darf es ohne unsere Genehmigung nutzen.",
        "Ninguna parte puede ser copiada sin permiso.",
        "Nessuna parte può essere copiata senza autorizzazione.",
        "Geen deel mag zonder toestemming worden gekopieerd.",
    ],
)
def test_without_leave_nobody_may_is_no_word_that_leave_is_not_needed(sentence: str) -> None:
    assert is_term(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "No permission is needed, you must pay us.",
        "You may use it without asking and must pay us a fee.",
        "You may use it without a fee and companies need our consent.",
        "You may use it free of charge, and must register with us.",
        "Use is free of charge, members must register with us.",
        "No registration is required, companies need a contract.",
        "No registration is required, and companies need a contract.",
        "Without our permission, you cannot share it.",
        "Without our consent it may not be shared.",
        "No fee, not on request.",
    ],
)
def test_what_is_not_asked_of_some_undoes_no_duty_of_others_and_no_ban(sentence: str) -> None:
    assert is_term(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no embargo on it.",
        "No embargo is on it, and it comes without a fee.",
        "No fee is due, and Heron comes without registration.",
        "There are no limits on size, and it comes without a fee.",
        "It is for everybody, with no ads, without fee and without registration.",
        "No permission of a user is needed.",
        "Permission is not needed, with no registration.",
        "No other rights are granted.",
        "No fee is due.",
        "Use is subject to terms.",
        "Without a fee users agree to nothing.",
        "Le modèle peut être utilisé sans autorisation.",
        "Es braucht keine Genehmigung und keine Gebühr.",
        "Neither our name nor our logo may be used to endorse what you make without specific prior written permission.",
        "“You” shall mean an individual or legal entity exercising permissions granted by this licence.",
        "Banks: ✓",
    ],
)
def test_what_is_said_not_to_be_asked_is_no_term(sentence: str) -> None:
    assert not is_term(sentence)


@pytest.mark.parametrize(
    ("sentence", "heard"),
    [
        ("Guests must leave by noon, attribution is required.", True),
        ("Companies need our consent, and attribution is required.", True),
        ("Guests must leave by noon, attribution is required, and it never expires.", True),
        ("Attribution is required, and you may not stay except with credit.", False),
        ("You must cite us, must keep this notice and must obey the law.", False),
        ("You must ask our board and credit is required.", True),
        ("You must sing, give credit, a notice is required.", False),
        ("You must give, in your papers, credit, as is needed.", False),
        ("You must retain, in source form, all notices required by the licence.", False),
        (f"Guests must give, with a bow, credit{' grey' * 4} required by law.", True),
        (f"Guests must give, with a bow, credit{' grey' * 5} required by law.", False),
        ("If you share it, attribution is required.", False),
        ("Our crest is shown upon specific prior written leave.", False),
    ],
)
def test_a_harmless_thing_is_that_of_the_word_it_stands_by(sentence: str, heard: bool) -> None:
    assert is_term(sentence) is heard


@pytest.mark.parametrize(
    ("begin", "end", "most"),
    [
        ("Guests must", "attribution.", 16),
        ("No permission is required or", "consent.", 15),  # “or” is one of the words
        ("You may not wave", "except with attribution.", 15),
        ("Attribution", "required.", 4),
        ("No strings", "fee.", 3),
        ("No permission, grey consent", "fee.", 3),
        ("Without", "consent.", 3),
        ("Guests must", "agree to the law.", 3),
        ("Use is subject to", "terms.", 8),
    ],
)
def test_words_bind_to_what_is_near(begin: str, end: str, most: int) -> None:
    near, far = (f"{begin}{' grey' * number} {end}" for number in (most, most + 1))
    assert (is_term(near), is_term(far)) == (False, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Guests must wave and agree to the law.",
        "Guests must, it seems, agree to the law.",
        "Guests must leave, bound by the GPL.",
        "It is distributed under our name, and guests must keep the agreement.",
        "Medical users must not share it.",
        "Guests must without asking leave.",
        "Guests must leave by noon ✓",
        "Guests may wave, must sing and can stay until noon only if they ask.",
    ],
)
def test_a_word_that_binds_does_not_go_on_to_what_is_said_apart(sentence: str) -> None:
    assert is_term(sentence)


def test_advice_against_a_field_in_which_others_are_hurt_is_none_among_the_terms() -> None:
    for sentence in ("Prohibited: medical use.", f"You must not use it for{' grey' * 3} triage."):
        assert (is_term(sentence, ELSEWHERE), is_term(sentence)) == (False, True)
    assert is_term(f"You must not use it for{' grey' * 4} triage.", ELSEWHERE)


def test_what_is_bound_is_named_within_six_words() -> None:
    assert [is_term(f"You must{' grey' * number} dataset.") for number in (5, 6)] == [False, True]


def test_a_term_of_another_size_is_none_of_the_cards_model() -> None:
    body = "# Heron 70B\n\n## Licence\n\nThe {} checkpoint must be home by noon.\n"
    assert [size for size in ("7B", "70B") if list(prose.terms(body.format(size)))] == ["70B"]


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


#: No limit of the model: what is denied, allowed, or said of something else.
TAKEN_BACK = [
    "You do not need a licence to use this model for commercial purposes.",
    "The data may not be used for commercial purposes.",
    "There are no commercial use restrictions.",
    "Commercial use is allowed; you just need to include a copy of the license.",
    "Commercial use is permitted, and there is no need for a separate license.",
    "Commercial use is welcome; if you need a support agreement, write to us.",
    "This model isn't limited to non-commercial use.",
    "The model is not under a non-commercial licence.",
    "We chose Apache 2.0 over a research-only license.",
    "Acme is not subject to any acceptable use policy.",
    "This model is available for non-commercial as well as commercial use.",
    "This model is free for non-commercial use and for commercial use under Apache 2.0.",
    "The research-only licence of v0.9 is replaced by Apache 2.0.",
    "The data is intended and licensed for research use only.",
    "Our instruction data is for research purposes only.",
    "The VCTK recordings are for academic use only.",
    "The Acme name and logo may not be used commercially.",
    "Results are reported for research purposes only.",
    "The training logs are shared for research purposes only.",
    "The compute was granted for academic research purposes only.",
    "We keep your prompts solely for research purposes.",
    "このモデルは研究目的のみならず、商用でも利用できます。",
    "研究目的に限らず、商用利用も可能です。",
    "商用利用禁止ではありません。",
    "不同于仅供研究使用的LLaMA，本模型允许商用。",
    "Das Modell darf nicht nur für nicht-kommerzielle, sondern auch für kommerzielle Zwecke genutzt werden.",
    "Le modèle permet un usage non commercial et commercial.",
    "Ce modèle n'est pas limité à un usage non commercial.",
    "El modelo no se limita a fines no comerciales.",
    "No fine-tuning. No prompts.",
    "It is under Apache 2.0, an authorization agreement for commercial purposes free of charge.",
    "授权协议为Apache 2.0，可免费用做商业用途。",
    "You are free to pass it on for both free and commercial purposes, if licence headers are retained.",
    "Do not use it in any commercial product without further evaluation.",
    "The reward model is for research use only and is not part of this release.",
]
#: Each limits, though a denial or a permission stands in another clause, or comes with a condition.
LIMITED = [
    "# Heron\n\n## Licence\n\nNo fine-tuning.",
    "Only non-commercial use is allowed.",
    "This model is for non-commercial use only; it is not restricted to Europe.",
    "There are no commercial use restrictions on the code, but the model is for non-commercial use only.",
    "This model is for non-commercial use only, including but not limited to academic research.",
    "The weights are for research use only, and commercial use is not permitted without asking.",
    "You may not use this model for commercial purposes.",
    "Commercial use prohibited.",
    "The weights must not be used for any commercial purpose.",
    "This model is for research purposes only.",
    "The model may not be used commercially.",
    "No commercial use.",
    "For non-commercial use only.",
    "Licensed for non-commercial research.",
    "This model is restricted to non-commercial use.",
    "The weights are under a non-commercial licence.",
    "Commercial use requires a licence from Acme.",
    "Commercial use is not permitted.",
    "Use of the model is subject to the Acceptable Use Policy.",
    "This model is intended for research use only, not for commercial use.",
    "本模型仅供研究使用。",
    "This model is released for research use only and cannot be used for commercial purposes.",
    "The model, the data and the code are for non-commercial use only.",
    "Das Modell darf nur für nicht-kommerzielle Zwecke genutzt werden.",
    "This model is for non-commercial use only; commercial use is permitted with a licence.",
    "Free for non-commercial use and commercial use requires a separate licence.",
    "We filtered the data and release the model for research use only.",
    "Not a chat model, it is for non-commercial use only.",
    "You do not need to ask, as long as it is for non-commercial use only.",
    "The data and the model are for research use only.",
]


def limits_in(sentence: str) -> list[str]:
    """The limits in a card of one sentence."""
    return [words for _, words in limits(f"\n# Acme 7B\n\n{sentence}\n")]


@pytest.mark.parametrize("sentence", TAKEN_BACK)
def test_what_is_denied_or_said_of_something_else_is_no_limit(sentence: str) -> None:
    assert limits_in(sentence) == []


@pytest.mark.parametrize("sentence", LIMITED)
def test_a_limit_stands_whatever_another_clause_says(sentence: str) -> None:
    assert len(limits_in(sentence)) == 1


def test_the_card_of_a_reward_model_is_about_one() -> None:
    sentence = "The reward model is for research use only."
    assert limits_in(sentence) == []
    assert len(list(limits(f"\n# Acme Reward 7B\n\n{sentence}\n"))) == 1


HUB = "https://huggingface.co/acme/heron-code-7b"


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        (
            "The data is big but the model is good but for research use only.",
            1,
        ),  # the nearest clause before tells of what
        ("The model is good but the data is big but for research use only.", 0),
        ("The data feeds the model, but it is for research use only.", 1),  # the last noun in it
        ("The model reads the data, but it is for research use only.", 0),
        ("The model and the data, but it is for research use only.", 1),  # with those it is joined to
        ("For research use only are the model and the data.", 1),  # else the first behind
        ("For research use only are the data and the model.", 0),
        ("The outputs of the model are for research use only.", 1),
        ("The outputs of Finch, the model, are for research use only.", 1),
        ("The data, the code and the model are for research use only.", 1),
        ("The model, the code and the data are for research use only.", 1),
        ("The model beats the code and the data for research use only.", 0),
        ("The code, which reads the model and the data, is for research use only.", 1),
    ],
)
def test_a_limit_is_of_the_model_where_the_nearest_noun_is(sentence: str, count: int) -> None:
    assert len(limits_in(sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        (f"[Heron Code 7B]({HUB}) is for research use only.", 1),
        (f"See that [Heron Code 7B]({HUB}) is for research use only.", 1),
        (f"[Code Heron]({HUB}) is for research use only.", 1),
        (f"[Heron Code]({HUB}) is for research use only.", 1),
        (f"The [code]({HUB}) is for research use only.", 0),  # a noun that is the link itself
        (f"[Heron]({HUB}) code is for research use only.", 0),
        ("[Heron Code 7B](https://example.org/code) is for research use only.", 0),
        ("[Heron Code 7B](https://huggingface.co/datasets/acme/code) is for research use only.", 0),
    ],
)
def test_a_noun_within_the_name_of_a_linked_model_is_part_of_the_name(sentence: str, count: int) -> None:
    assert len(limits_in(sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("It was made by Loom Data Labs, for research use only.", 1),
        ("You need written consent from Loom Audio Inc before you use it.", 1),
        ("It was made by loom data labs, for research use only.", 0),
        ("It was made with Loom Dataset, for research use only.", 0),  # no capital behind it
        ("It was made with Loom dataset Inc, for research use only.", 0),
        ("It Was Made With Loom Dataset Inc, For Research Use Only.", 0),  # all words have one
    ],
)
def test_a_noun_within_somebodys_name_is_part_of_the_name(sentence: str, count: int) -> None:
    assert len(limits_in(sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Only for very new blue research use.", 1),  # four words between
        ("Only for very new blue big research use.", 0),
        ("This model has a page on commercial licensing.", 0),  # one word is not two finds
        ("This model needs a commercial agreement.", 1),
        ("Commercial licensing of this model needs an agreement.", 1),
    ],
)
def test_what_a_rule_needs_stands_near_together_and_not_over_another(sentence: str, count: int) -> None:
    assert len(limits_in(sentence)) == count


@pytest.mark.parametrize(("times", "count"), [(44, 1), (45, 0)])
def test_of_the_phrases_of_one_clause_the_first_forty_are_looked_at(times: int, count: int) -> None:
    assert len(limits_in(f"{'only ' * times}for academic research.")) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Heron is for research use only. Its maps are new.", 1),
        ("For research use only; Heron reads maps.", 1),
        ("The 70B model is for research use only.", 0),
        ("The 7B model is for research use only.", 1),
        ("The larger model is for research use only.", 0),
    ],
)
def test_a_limit_of_another_size_is_none_of_this_model(sentence: str, count: int) -> None:
    assert len(limits_in(sentence)) == count


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("Use", 1),
        ("News", 0),
        ("News\n\n### March", 0),
        ("News\n\n## Use", 1),
        ("News\n\nFor study only.\n\n## Use", 1),
        ("Dataset", 0),
    ],
)
def test_a_limit_below_a_heading_of_news_or_data_is_none_of_this_model_now(heading: str, count: int) -> None:
    assert len(list(limits(f"# Acme\n\n## {heading}\n\nFor research use only.\n"))) == count


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("You must keep this notice and wash the boats.", 1),
        ("You must keep this notice and wash boats.", 0),  # nothing shows that a verb is one
        ("You must keep this notice and the boats.", 0),  # no verb
        ("You must keep this notice and all our boats.", 0),
        ("You must keep this notice and show this disclaimer.", 0),  # its thing is harmless as well
        ("You must keep this notice or wash the boats.", 0),  # one of the two is enough
        ("Keep this notice and report it to the board.", 1),
        ("Report it, and keep this notice.", 0),
    ],
)
def test_an_and_with_a_verb_and_its_thing_is_a_duty_of_its_own(sentence: str, count: int) -> None:
    assert len(list(prose.terms(UNDER.format(sentence)))) == count


@pytest.mark.parametrize(
    "sentence",
    [
        "Permission is not needed.",
        "A membership isn't required.",
        "If you share the weights, which took us two winters, you must do so under the same licence.",
        "No permission of a user of it is needed.",
    ],
)
def test_what_is_said_not_to_be_needed_or_binds_to_what_is_harmless_is_no_term(sentence: str) -> None:
    assert not is_term(sentence)


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("Users must send the logs of their server to us.", True),  # whatever the thing is, the user is bound
        ("The dataset must be sent to us.", False),
        ("Users must, data included, report to us.", True),
        ("Phone us before you use Heron.", True),
        ("Phone us before you use the dataset.", False),
        ("Feel free to phone us before you use Heron.", False),
        ("Please don't resell it in a batch.", True),  # what a program needs is no excuse for a sale
    ],
)
def test_a_duty_toward_the_giver_binds_whatever_is_given(sentence: str, is_one: bool) -> None:
    assert is_term(sentence, ELSEWHERE) is is_one


def test_the_words_of_one_language_are_not_read_as_those_of_another() -> None:
    assert is_term("禁止商用利用。", ELSEWHERE)
    assert not is_term("商用利用禁止ではありません。", ELSEWHERE)


@pytest.mark.parametrize("outputs", ["outputs", "generated images", "what it generates"])
def test_a_limit_of_what_the_model_makes_is_one_of_its_use(outputs: str) -> None:
    assert limits(f"# Heron\n\n{outputs.capitalize()} of Heron: for research use only.\n")
    assert not limits("# Heron\n\nThe dataset is for research use only.\n")


@pytest.mark.parametrize("rule", [rule for rule in RULES["rule"] if rule.get("limits")], ids=lambda rule: rule["id"])
def test_a_rule_that_knows_which_right_is_taken_makes_a_sentence_understood(rule: dict[str, Any]) -> None:
    assert [text for text in rule["yes"] if not any(term.understood for term in prose.terms(text))] == []


@pytest.mark.parametrize(
    ("title", "sentence", "count"),
    [
        ("Heron v2", "Version 1 was for research only.", 0),
        ("Heron v2", "Heron v1 had to be used for research only.", 0),
        ("Heron v2", "Heron v2 was released for research only.", 1),
        ("Heron v2", "Version 3 is for research only.", 1),
        ("Heron v2", "It was released for research only.", 1),
    ],
)
def test_what_was_so_of_an_older_version_is_none_of_this(title: str, sentence: str, count: int) -> None:
    assert len(list(prose.terms(f"# {title}\n\n{sentence}\n"))) == count


@pytest.mark.parametrize(
    "sentence",
    [
        "Commercieel gebruik mag, toestemming is niet nodig.",
        "Kommerzielle Nutzung ist frei, eine Genehmigung ist nicht erforderlich.",
        "L'usage commercial est libre, une autorisation n'est pas nécessaire.",
        "Коммерческое использование свободно, разрешение не требуется.",
    ],
)
def test_commerce_that_needs_no_leave_is_no_limit_in_any_language(sentence: str) -> None:
    assert not is_term(sentence, ELSEWHERE)


@pytest.mark.parametrize(
    ("body", "heard"),
    [
        ("**Can I sell it?** No.", True),
        ("### May we use it in a commercial product?\n\nNot without us.", True),
        ("Q: Is commercial use OK?\nA: Not at the moment.", True),
        ("Can I put it into my app? Only after you have asked.", True),
        ("Can I sell it? Yes, no need to ask.", False),
        ("Can I sell the dataset? No.", False),
        ("Can I use it with a client library? No.", False),
        ("Can I run it on two cards? No.", False),
        ("Can I sell it? Of course. No card is needed.", False),
        ("Is it commercial? No.", False),
    ],
)
def test_a_plain_no_to_who_asks_a_leave_is_a_limit(body: str, heard: bool) -> None:
    assert [term.understood for term in prose.terms(f"# Heron\n\n{body}\n")] == [True] * heard


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        ("These weights may not be sold.", True),
        ("# the model must be licensed from us before you deploy it", True),
        ("For research use only.", True),
        ("Heron: selling birds is not allowed.", False),
        ("You must not sell your birds to anybody.", False),
    ],
)
def test_a_term_in_code_is_of_the_model_where_it_names_it(line: str, heard: bool) -> None:
    assert [term.understood for term in prose.terms(f"# Heron\n\n```\n{line}\n```\n")] == [True] * heard


@pytest.mark.parametrize(
    ("sentence", "heard"),
    [
        ("Although the code is free, commercial use is prohibited.", True),
        ("Because of the data, companies need a licence from us.", True),
        ("Commercial use is prohibited (see the terms of the dataset).", True),
        ("Commercial use is prohibited because the dataset demands it.", True),
        ("Weil die Daten so lizenziert sind, ist die kommerzielle Nutzung untersagt.", True),
        ("Although the dataset is old, it may not be sold.", False),
        ("Because of the law, the dataset may not be sold.", False),
        ("The dataset, which is old, may not be sold.", False),
        ("Because the dataset may not be shared, we do not publish it.", False),
        ("Unlike Egret, Heron may not be sold.", True),
        ("The weights may not be sold, unlike those of Egret.", True),
        ("Unlike Egret, which may not be sold, it is free.", False),
        ("It is free, unlike Egret, which may not be sold.", False),
        ("Unlike Egret, whose weights may not be sold, ours may.", False),
    ],
)
def test_a_reason_and_a_contrast_are_not_what_a_term_is_of(sentence: str, heard: bool) -> None:
    assert is_term(sentence, ELSEWHERE) == heard


@pytest.mark.parametrize(
    "sentence",
    [
        "This saves memory in exchange for a small increase in compute.",
        "The server handles requests from hundreds of clients.",
        "A crowd of people and the latter half of the film are too dark.",
        "The encoder can only be used after fine-tuning.",
        "Unlike individual inputs, a batch may not use the cache.",
        "It has no trainable parameters.",
        "For each picture the filter compensates for labels obtained by a weak model.",
        "For a given text from our domain, we first use a small model.",
        "Copy the file to /etc (you need sudo permission).",
        "The reference code is a PyTorch implementation for educational purposes only.",
        "In the sentence “I made a bank deposit” the second word is only read by banks.",
        "The config file has default values that shouldn't be modified by hand.",
        "Note that this flag is only for evaluation purposes.",
        "The server must be reachable, and negotiate the protocol.",
        "Heron steers a diffusion model by adding extra conditions.",
        "And that's it!",
        "如果您需要任何帮助，请联系我们。",
    ],
)
def test_words_of_machines_of_counting_and_of_guides_are_no_terms(sentence: str) -> None:
    assert not is_term(sentence, ELSEWHERE)


@pytest.mark.parametrize(
    "sentence",
    [
        "We are grateful to the museum for hosting the files.",
        "Heron is affiliated with the joint lab of two schools, and its intellectual property belongs to Heron Ltd.",
        "All files that do not contain such a header are the copyright of Heron.",
        "Beware of copies: do not visit, trust or make payments on any of those sites.",
        "Until May 2025, the model has been used a million times.",
        "It is a short, permissive software license.",
    ],
)
def test_thanks_ownership_and_warnings_of_fraud_are_no_terms(sentence: str) -> None:
    assert not is_term(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "You get the weights in exchange for a small fee.",
        "Firms pay half of their revenue.",
        "Firms that do not pay us may not use it.",
        "It may only be used after registration.",
        "Until May 2027 the model is free, then you pay.",
        "Payments are due on those sites.",
        "It comes under the MIT licence with additional conditions.",
        "You may run it at home. And that's it.",
        "The licence is for groups that do not sell adverts.",
        "You have to follow the rules of our house.",
        "A payment method is required.",
        "For researchers affiliated with our institute.",
    ],
)
def test_the_same_words_in_earnest_are_terms(sentence: str) -> None:
    assert is_term(sentence)


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("The weights are sent out once the form is countersigned.", 1),  # a phrase of one word
        ("Only banks may run it, as necessary, or under a legal requirement.", 1),  # one over another
    ],
)
def test_phrases_of_one_word_and_phrases_over_others_are_read(sentence: str, count: int) -> None:
    assert len(list(prose.terms(f"## Terms\n\n{sentence}"))) == count
