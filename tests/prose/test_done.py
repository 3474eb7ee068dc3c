"""Words of a limit that limit nobody."""

import pytest

from openness import prose


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("GPT-4 was used only for evaluation.", False),
        ("We used the model only for evaluation.", False),
        ("We restrict its use to research only.", True),
        ("It may be used only for evaluation.", True),
        ("Non-commercial use? Yes too.", False),
        ("We relicensed it from a research-only licence to MIT.", False),
        ("We relicensed it from MIT to a research-only licence.", True),
        ("The logo is ours; please do not use it commercially.", False),
        ("The model is ours; please do not use it commercially.", True),
        ("We tuned it on the new dataset; it may not be used commercially.", True),
        ("# Models we compare\n\nVicuna is for research only.", False),
        ("# Heron baseline\n\nIt is for research only.", True),
        ("# Models we compare\n\nThe model is for research only.", True),
    ],
)
def test_what_was_done_asked_or_left_is_no_limit(text: str, limits: bool) -> None:
    assert bool(list(prose.terms(text))) == limits
