"""What raises a doubt beside an open licence: each innocent sentence has a twin that says it of the model, or of its users."""

import pytest
from tests.support.releases import card, codes, judged

from openness.prose.subject import names_another, speaks_of_another

FIELDS = "license: apache-2.0\npipeline_tag: text-generation"
DOUBTS = frozenset(("licence-unclear", "restriction-in-prose", "licence-disputed"))


def is_doubted(body: str) -> bool:
    return not DOUBTS.isdisjoint(codes(judged(card(FIELDS, body))))


@pytest.mark.parametrize(
    ("innocent", "twin"),
    [
        (
            "The source text of the training set is in the public domain.",
            "The weights come under a separate licence.",
        ),
        ("The lecture videos keep their own individual licenses.", "The checkpoint keeps its own individual license."),
        ("The following submodules may have different licenses:", "The following weights may have different licenses:"),
        ("Dependency licenses continue to apply.", "Our other licenses continue to apply."),
        ("The samples have licenses of their own.", "The samples are MIT, everything else has a license of its own."),
        ("Verify that the licenses of the original texts match your needs.", "It needs a licence from the choir."),
        ("We do not make any profit from Heron.", "You do not make any profit from Heron."),
        ("This repository hosts code of the Marsh project.", "Banks that host it call our office."),
        ("It has the ability to express personal opinions.", "Heron is for personal use."),
        ("Heron enables the production of music.", "No production of music with Heron."),
        (
            "We encourage singers to check the score and obtain appropriate permissions.",
            "Singers must check the score and obtain our permission.",
        ),
        ("Review the terms of these open source projects before use.", "Ask our office for its terms before use."),
        ("It was trained on songs of the choir with permission.", "It may be trained on with permission."),
        (
            "Attribution travels with the weights as section 4 requires.",
            "Attribution and a visit is what the choir requires.",
        ),
        (
            "The code and the models (excluding image files) are Apache-2.0.",
            "The code (excluding the models) is Apache-2.0.",
        ),
        (
            "Portions of the project are available under separate license terms.",
            "Portions of the project, and the weights, are available under separate license terms.",
        ),
        ("It is released under Apache-2.0, as is every weight needed to run it.", "A key is needed to run it."),
        ("Verify it against the checksum.", "It is lent against a fee."),
        ("This is an unmodified redistribution of the encoder.", "No redistribution of the encoder."),
        ("本次发布覆盖从部署到应用的场景。", "部署需要我们的书面同意。"),
        ("同时,本项目不是任何一所大学的官方产品。", "同时,本项目仅供学术研究使用。"),
    ],
)
def test_what_is_said_of_something_else_where_the_licence_is_stated_is_no_doubt(innocent: str, twin: str) -> None:
    assert not is_doubted(f"# Heron\n\n## License\n\nApache-2.0. {innocent}")
    assert is_doubted(f"# Heron\n\n## License\n\nApache-2.0. {twin}")


@pytest.mark.parametrize(
    ("innocent", "twin"),
    [
        (
            "If you cannot access the hub, use a mirror to download it.",
            "If you cannot keep a secret, you may not use it to build a product.",
        ),
        ("It is free for both non-profit and for-profit use.", "It is free for non-profit use."),
        (
            "It was trained exclusively on public academic datasets.",
            "It may be used exclusively for academic research.",
        ),
        ("Create a self-signed cert (valid for 365 days).", "Your licence of the weights is valid for 365 days."),
        (
            "The marsh model runs with three engines (one excluded from this training run).",
            "Shops are excluded from using it.",
        ),
        (
            "The weights of another copy are not used, because they are for non-commercial use only.",
            "The weights are not used commercially, because they are for non-commercial use only.",
        ),
        ("Its testdata is for non-commercial research only.", "Its network is for non-commercial research only."),
        ("The card was written before it was published.", "It needs written approval before it is published."),
        ("It does not delete a file unless approved by the user.", "Do not deploy it unless approved by the choir."),
        ("Operation not authorized: the key for downloads is missing.", "Downloads are not authorized for shops."),
        ("Evaluation: Copy detection", "Evaluation copy, not for sale"),
        ("This implementation is for educational purposes only.", "This model is for educational purposes only."),
        (
            "Always obtain consent before cloning a real person's voice.",
            "Always obtain our consent before cloning a real person's voice.",
        ),
        (
            "The old repository said “no commercial use”.",
            "The old repository said MIT, but it is now for research only.",
        ),
    ],
)
def test_what_a_machine_or_the_law_asks_or_what_once_was_is_no_limit(innocent: str, twin: str) -> None:
    assert not is_doubted(f"# Heron\n\n{innocent}")
    assert is_doubted(f"# Heron\n\n{twin}")


def test_a_reserved_right_is_part_of_a_copyright_line_where_a_licence_stands_beside_it() -> None:
    line = "Copyright (c) 2026 The Herons. All rights reserved."
    assert not is_doubted(f"# Heron\n\n## License\n\n{line}\n\nThe code is licensed under the MIT license.")
    assert is_doubted(f"# Heron\n\n## License\n\n{line}")
    assert is_doubted("# Heron\n\n## License\n\nAll rights reserved. No license is granted.")
    assert is_doubted(f"# Heron\n\n## License\n\n{line}\n\nIts terms: CC BY-NC 4.0, all rights reserved.")


def test_where_others_are_spoken_of_theirs_is_not_the_models() -> None:
    sentence = "Note that {} weights are for non-commercial use only."
    assert not is_doubted(f"# Heron\n\n## Third-party projects\n\n{sentence.format('their')}")
    assert is_doubted(f"# Heron\n\n## Third-party projects\n\n{sentence.format('these')}")
    assert is_doubted(f"# Heron\n\n## Use\n\n{sentence.format('its')}")


@pytest.mark.parametrize(
    ("heading", "stated"),
    [
        ("Rules", True),
        ("Legal", True),
        ("Legal notice", True),
        ("House rules", True),
        ("Annotation rules", False),
        ("Rules of thumb", False),
        ("Legal contract analysis", False),
    ],
)
def test_terms_stand_below_a_heading_about_the_use_and_not_below_rules_of_a_format(heading: str, stated: bool) -> None:
    assert is_doubted(f"# Heron\n\n## {heading}\n\nGuests must leave by noon.") is stated


TABLE = "# Heron 7B\n\nHeron is small.\n\n## {}\n\n| Model | Size | Use |\n|---|---|---|\n| {} | 7B | research only |"


@pytest.mark.parametrize(
    ("heading", "row", "doubted"),
    [
        ("Comparison", "MarshLM", False),
        ("Comparison", "Heron 7B", True),
        ("Comparison", "Ours", True),
        ("Files", "MarshLM", False),
        ("Files", "Heron 70B", True),
        ("Files", "The large one", True),
    ],
)
def test_a_row_about_another_model_limits_that_one(heading: str, row: str, doubted: bool) -> None:
    assert is_doubted(TABLE.format(heading, row)) is doubted


@pytest.mark.parametrize(
    ("title", "sentence", "doubted"),
    [
        ("Heron v2", "Heron v1 is for research use only.", False),
        ("Heron v2", "Heron v2 is for research use only.", True),
        ("Heron v2", "Heron v3 is for research use only.", True),
        ("Heron v2", "Heron v1 and Heron v2 are for research use only.", True),
        ("Heron", "Heron v1 is for research use only.", True),
        ("白鹭 v3", "v1 和 v2 仅限学术研究。", False),
        ("白鹭 v3", "v3 仅限学术研究。", True),
    ],
)
def test_a_limit_of_an_older_version_than_the_title_names_is_that_ones(
    title: str, sentence: str, doubted: bool
) -> None:
    assert is_doubted(f"# {title}\n\n{sentence}") is doubted


BODY = "# Marsh-Embed\n\nMarsh-Embed is small, see https://example.org/marshes.\n\n"


@pytest.mark.parametrize(
    ("sentence", "of_another"),
    [
        ("ReedChat may only be used for research.", True),
        ("The ReedChat weights are restricted to academic use.", True),
        ("ReedChat's checkpoints are not public.", True),
        ("Reeds-10M is CC BY-NC-ND 4.0 and therefore restricts training.", True),
        ("ReedPoint follows a different, restrictive license.", True),
        ("Models such as Reed and Rush are for research.", True),
        ("Models such as ours are for research.", False),
        ("Marsh-Embed is for research only.", False),
        ("MarshLarge is for research only.", False),  # of its family
        ("ME2 is for research only.", False),  # its initials
        ("Reed is for research only.", False),  # it may be any word
        ("GPL-3.0 is for research only.", False),
        ("ReedTech may revoke the licence.", False),  # a firm acts
        ("ReedChat is open, our weights are for research only.", False),
    ],
)
def test_a_sentence_that_begins_with_the_name_of_another_model_speaks_of_that(sentence: str, of_another: bool) -> None:
    assert speaks_of_another(sentence, "", BODY) is of_another


def test_a_name_is_another_ones_only_beside_one_that_the_card_repeats() -> None:
    assert names_another("ReedChat", BODY)
    assert not names_another("ReedChat", "# Official implementation\n\nReedChat is small.\n")
    assert not names_another("ReedChat", "# Marsh-Embed\n\nSee https://example.org/marsh-embed.\n")
    assert not names_another("ReedChat", "ReedChat is small.\n")
