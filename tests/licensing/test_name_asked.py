"""A name that a licence asks for: one expression for names alone and for columns of them."""

import random

import pytest

from openness.licensing.licence import licence_of
from openness.licensing.name_asked import NameAsked
from openness.shelf.shelf import shipped

ASKED = shipped().names_asked


def test_every_name_that_a_record_asks_for_fits_itself_and_what_is_made_better() -> None:
    assert {asked.words for asked in ASKED} >= {"Llama", "Llama 3", "EXAONE", "MiniCPM", "HyperCLOVA X", "TabPFN"}
    for asked in ASKED:
        assert asked.fits(asked.words) and asked.fits(f"acme/{asked.words.lower().replace(' ', '')}-law")
        assert not asked.fits("law") and not asked.fits(f"{asked.words}/law")
        assert asked.fits(asked.better("acme/law")) and asked.fits(asked.better("Our Law"))


def test_a_record_without_a_steward_asks_for_a_name_as_well() -> None:
    record = {"id": "LicenseRef-Kite", "name": "Kite Terms", "duties": {"naming": {"words": "Kite", "clause": "2"}}}
    asked = licence_of(record).name_asked
    assert asked == NameAsked("Kite")
    assert asked is not None and asked.fits("acme/kite-7b") and not asked.fits("acme/law-7b")


def test_a_name_is_compared_alike_by_python_and_by_arrow() -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
    numpy = pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
    from openness.table.names import NamesAsked

    pick = random.Random(11)
    pieces = ["llama", "Llama", "LLAMA", "3", ".1", "-", "_", " ", "meta", "Meta", "mini", "CPM", "esm", "exaone", "K", "\u212a",
              "tri", "glm", "4", "x", "HyperCLOVA", "tabpfn", "\u017f", "\u0130", "a"]  # fmt: skip
    names = [
        pick.choice(["", "acme/", "llama/"]) + "".join(pick.choices(pieces, k=pick.randrange(1, 6)))
        for _ in range(3_000)
    ]
    table = NamesAsked(shipped())
    places = table.places(pyarrow.array(names), numpy.zeros(len(names), bool))
    alike: dict[int, set[tuple[bool, ...]]] = {}
    for name, place in zip(names, places.tolist(), strict=True):
        fits = tuple(asked.fits(name) for asked in ASKED)
        alike.setdefault(place, set()).add(fits)
        if place:
            ((_, stands_for),) = table[place]
            assert tuple(asked.fits(stands_for) for asked in ASKED) == fits, (name, stands_for)
    assert all(len(fits) == 1 for fits in alike.values())
    assert not any(next(iter(alike[0])))
    assert len(alike) > 6
    assert NameAsked("x").fits("X")
