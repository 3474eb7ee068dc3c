"""The card of a data set is read by the rules of prose with nouns of its own: each limit has a twin said of something else."""

import pytest
from tests.support.releases import card, codes, judged, resolved

from openness import prose
from openness.vocabulary import Kind

FIELDS = "license: cc-by-4.0\ntask_categories: [text-generation]"
DOUBTS = frozenset(("licence-unclear", "restriction-in-prose", "licence-disputed"))


def is_doubted(body: str, fields: str = FIELDS) -> bool:
    return not DOUBTS.isdisjoint(codes(judged(card(fields, f"# Letters\n\n{body}\n"))))


@pytest.mark.parametrize(
    ("limit", "twin"),
    [
        ("The recordings are for research use only.", "The baseline is for research use only."),
        ("The annotations may not be used commercially.", "The annotation tool may not be used commercially."),
        ("The original texts may not be sold.", "The loading script may not be sold."),
        ("You may not sell models trained on it.", "Our models may not be sold."),
        ("You may not train commercial models on this corpus.", "Annotators may not use commercial models."),
        ("The data is licensed under CC BY-NC 4.0.", "The code is licensed under CC BY-NC 4.0."),
        ("Data: CC BY-NC 4.0 licence", "Model: CC BY-NC 4.0 licence"),
        ("All copyrights of the texts belong to the forum.", "All copyrights of the script belong to the forum."),
        ("The images are copyright Heron Pictures.", "The images are out of copyright."),
        ("We do not own the videos.", "We do not own the crawler."),
        ("Each image keeps its own licence.", "Each script keeps its own licence."),
        ("CC BY 4.0 applies to the annotations only.", "CC BY 4.0 applies to the annotations and the texts."),
        ("Die Daten dürfen nur für nichtkommerzielle Forschung verwendet werden.", "Die Daten sind frei."),
        ("本数据集仅供学术研究使用。", "本数据集用于学术研究。"),
    ],
)
def test_a_limit_of_the_data_counts_and_one_of_something_else_does_not(limit: str, twin: str) -> None:
    assert is_doubted(limit)
    assert not is_doubted(twin)


@pytest.mark.parametrize(
    "body",
    [
        "The sentences were collected from Wikipedia, whose text is under CC BY-SA 3.0.",
        "If you use this dataset, you must cite our paper.",
        "Names were removed. If you find yourself in the data, contact us and we remove it.",
        "All speakers were paid and signed a consent form; only adults could take part.",
        "The dataset is intended for research on letters.",
        "The dataset can be used for commercial and non-commercial purposes.",
        "Models trained on this data may be used commercially.",
        "### Data Fields\n\n- `license`: a string.\n- `text`: only one line.",
        "### Data Instances\n\nOnly members may enter the club, and they may not sell its chairs.",
    ],
)
def test_an_open_data_set_that_speaks_of_sources_people_and_rows_stays_open(body: str) -> None:
    assert not is_doubted(body)


@pytest.mark.parametrize(
    "fields",
    [
        "extra_gated_prompt: You agree to use the data for non-commercial research only",
        "usage_restrictions: research only",
        "license_link: https://creativecommons.org/licenses/by-nc/4.0/",
    ],
)
def test_the_block_of_a_data_set_is_read_as_that_of_a_model(fields: str) -> None:
    assert is_doubted("", f"{FIELDS}\n{fields}")


def test_a_comment_beside_the_licence_of_a_data_set_counts() -> None:
    assert is_doubted("", "license: cc-by-4.0 # non-commercial only\ntask_categories: [text-generation]")


def test_a_licence_that_only_prose_states_is_that_of_the_data() -> None:
    release = card(
        "task_categories: [text-generation]", "# Letters\n\nThe dataset is released under the CC BY-NC 4.0 license.\n"
    )
    (item,) = resolved(release).component(Kind.DATASETS).items
    assert item.licence.value == "CC-BY-NC-4.0"


def test_what_is_of_the_model_is_not_of_the_data_and_the_other_way_round() -> None:
    body = "The weights are for research use only. The corpus may not be sold."
    terms = {of: [term.sentence for term in prose.terms(body, of)] for of in ("model", "dataset")}
    assert terms == {
        "model": ["The weights are for research use only"],
        "dataset": ["The corpus may not be sold"],
    }
