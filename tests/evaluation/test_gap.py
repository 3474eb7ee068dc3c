"""A gap is a value: known by what it holds, and worded in one room."""

import ast
import pickle

import pytest
from attrs import evolve
from tests.support.modules import MODULES
from tests.support.releases import card, judged, native

import openness
from openness import Release
from openness.evaluation.gap import _WORDS, OF_SILENCE, Gap, GapSort, settling
from openness.vocabulary import Kind


def test_every_sort_of_gap_has_words_and_says_what_fills_it() -> None:
    assert set(_WORDS) == set(GapSort)
    assert all(lack.fix for lack in GapSort)
    assert set(GapSort) > OF_SILENCE


@pytest.mark.parametrize("lack", GapSort)
def test_every_gap_is_one_line_without_holes(lack: GapSort) -> None:
    gap = Gap(lack, Kind.DATASETS, "Dolma", "a/base", "a word", "MIT", "MIT License", "3.a", "a detail")
    assert str(gap).strip()
    assert not set("{}\n") & set(str(gap))


WEIGHTS = "components: {model-parameters-final: {availability: public, licence: MIT}}\n"


@pytest.mark.parametrize(
    ("release", "word"),
    [
        (native("components: {}\n"), "part-silent"),
        (evolve(native(WEIGHTS), not_checked=(Kind.TRAINING_CODE,)), "not-checked"),
        (openness.read("system:gemma-3"), "licence-not-checked"),
        (native(WEIGHTS.replace("MIT", "")), "no-licence-named"),
        (
            native(WEIGHTS).join(native("components: {model-parameters-final: withheld}\n", "b.yaml")),
            "availability-disputed",
        ),
        (native(WEIGHTS.replace("public", "gated")), "not-open-enough"),
        (native(WEIGHTS.replace("MIT", "nobody's")), "licence-unknown"),
        (native(WEIGHTS.replace("MIT", "openrail")), "licence-ambiguous"),
        (native(WEIGHTS.replace("MIT", "CC-BY-NC-4.0")), "term-denied"),
        (card("license: mit\npipeline_tag: x", "# M\n\nFor research use only.\n"), "prose-limit"),
        (card("license: mit\npipeline_tag: x", "# M\n\n## Licence\n\nGuests must leave by noon.\n"), "prose-unclear"),
    ],
)
def test_a_gap_has_the_word_of_what_is_lacking(release: Release, word: str) -> None:
    found = judged(release, "osaid-1.0", "mof-1.0")
    criteria = [criterion for judgement in found.judgements.values() for criterion in judgement.criteria]
    assert word in {gap.sort.value for criterion in criteria for gap in criterion.gaps}


def test_a_doubt_of_what_is_stated_is_settled_and_not_stated_again() -> None:
    limited = judged(card("license: apache-2.0\npipeline_tag: x", "# M\n\nFor research use only.\n"))
    (doubted,) = [each for each in limited.judgements["spectrum"].criteria if each.criterion.id == "weights-licence"]
    assert doubted.help == GapSort.PROSE_LIMIT.fix
    assert settling([Gap(GapSort.PROSE_LIMIT), Gap(GapSort.PART_SILENT)]) == settling([]) == ""
    both = [Gap(GapSort.PROSE_LIMIT), Gap(GapSort.LICENCE_AMBIGUOUS), Gap(GapSort.PROSE_LIMIT)]
    assert settling(both) == f"{GapSort.PROSE_LIMIT.fix}; or {GapSort.LICENCE_AMBIGUOUS.fix}"


def test_two_gaps_that_say_the_same_are_one() -> None:
    gap = Gap(GapSort.TERM_DENIED, Kind.DATASETS, word="share", licence="MIT", clause="1")
    assert len({gap, Gap(GapSort.TERM_DENIED, Kind.DATASETS, word="share", licence="MIT", clause="1")}) == 1
    assert pickle.loads(pickle.dumps(gap)) == gap


def test_no_other_module_compares_the_words_of_a_gap() -> None:
    """Whoever asks what a gap is about asks its fields: no sentence is taken apart."""
    for module, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                cut = node.func.attr in ("startswith", "removeprefix")
                words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                assert not (
                    cut and any(word.startswith(("nothing is", "no licence", "unknown whether")) for word in words)
                ), module
