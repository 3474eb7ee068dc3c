"""Places in documents, and the sources that their writers cite."""

from itertools import product

from openness.release.location import Origin, Source


def test_a_place_is_told_by_its_line_where_it_has_one() -> None:
    assert [str(Source("a")), str(Source("a", 3)), str(Source("a", 3, (1, 2)))] == ["a", "a:3", "a:3"]
    places = [
        Source("b", 1),
        Source("a", 10),
        Source("a", 2, (2, 3)),
        Source("a", 2, (1, 9)),
        Source("a", 2),
        Source("a"),
    ]
    assert sorted(places, key=lambda place: place.order) == places[::-1]


ORIGINS = [
    Origin(source, checked, confidence, quote, second_hand)
    for source, checked, confidence, quote in product(
        ("", "https://a.example"), ("", "2026-11-24"), ("", "high"), ("", "It is.")
    )
    for second_hand in (False, True)
]


def test_an_origin_says_what_it_has_in_a_line_and_as_json() -> None:
    for origin in ORIGINS:
        line = str(origin)
        assert line.startswith(origin.source or "no source")
        assert ("second-hand" in line) == origin.second_hand
        assert ("looked up 2026-11-24" in line) == bool(origin.checked)
        assert ("confidence high" in line) == bool(origin.confidence)
        assert origin.to_dict() == {
            "source": origin.source or None, "checked": origin.checked or None, "confidence": origin.confidence or None,
            "quote": origin.quote or None, "second-hand": origin.second_hand,
        }  # fmt: skip


def test_an_origin_within_another_has_what_it_says_itself_and_no_words_of_another_source() -> None:
    for inner, outer in product(ORIGINS, ORIGINS):
        found = inner.within(outer)
        assert (found.source, found.checked, found.confidence) == (
            inner.source or outer.source, inner.checked or outer.checked, inner.confidence or outer.confidence,
        )  # fmt: skip
        of_outer = not inner.source
        assert found.quote == (inner.quote or (outer.quote if of_outer else ""))
        assert found.second_hand == (inner.second_hand or (outer.second_hand and of_outer))
