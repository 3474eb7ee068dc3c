"""The texts of a notice."""

from openness.evaluation.notice.texts import Text, each_once


def test_texts_of_the_same_words_are_one_text_of_every_release_that_has_it() -> None:
    texts = [
        Text(("MIT",), "As  is.", "LICENSE", ("heron",)),
        Text(("MIT",), "As is.\n", "COPYING", ("egret", "heron")),
    ]
    assert each_once(texts) == (Text(("MIT",), "As  is.", "LICENSE", ("heron", "egret")),)
