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
        ("2024-05-01: we relicensed all checkpoints from a research-only licence to Apache-2.0 in May 2024.", False),
        # What else a sentence says may hold.
        (
            "We changed the licence of the code from CC BY-NC to MIT, and the weights may only be used for research.",
            True,
        ),
        ("The code was relicensed from GPL to MIT while the weights are for non-commercial use only.", True),
        ("We moved from MIT to an open license for research only.", True),
        ("The licence changed from MIT to an open academic licence for non-commercial use.", True),
        ("Weights moved from Zenodo to MIT's server for non-commercial use only.", True),
        ("We applied a licence under which the weights are for non-commercial use only.", True),
        ("We use a licence that allows only non-commercial use.", True),
        ("We used data that restricts this model to non-commercial use only.", True),
        ("We use it only for research and so must everybody.", True),
        ("We use GPT-4 only for evaluation.", False),
        ("May you sell it? No, research only?", True),
        ("# Comparison of models\n\nFor non-commercial use only.", True),
    ],
)
def test_what_was_done_asked_or_left_is_no_limit(text: str, limits: bool) -> None:
    assert bool(list(prose.terms(text))) == limits
