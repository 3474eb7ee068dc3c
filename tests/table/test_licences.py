"""The forms of the licences of rows."""

from typing import Any

import pytest

pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

from openness.shelf.shelf import shipped
from openness.table.cells import Fields
from openness.table.licences import Licences, nobody
from openness.table.part import once

LINK = "https://kite.example/terms"
OTHER = Fields((("license", "other"),))


@pytest.mark.parametrize(
    "part",
    [
        (("license", "other"), ("license_name", "kite")),
        (("license", "other"), ("license_name", " Kite "), ("license_link", LINK)),
        (("license_name", "kite"), ("license", "other"), ("tags", ("license:other",))),
        (("license_name", "kite"), ("license_link", "LICENSE"), ("cardData", OTHER), ("tags", ("license:heron",))),
        (("license", "kite"), ("license_name", "Kite")),
        (("license", "mit"), ("license_name", "MIT"), ("license_link", LINK)),
        (("license", "other"), ("license_name", "any licence nobody knows"), ("tags", ())),
        (("license", "other"), ("license_name", " "), ("license_link", LINK)),
        (("license", "other"), ("license_name", 3), ("license_link", LINK)),
    ],
)
def test_a_name_beside_a_tag_has_the_form_that_the_part_has_as_it_is(part: Any) -> None:
    """A way round is taken for names that nobody knows: it comes to the same."""
    assert Licences(shipped()).licence(part) == Licences(shipped())._licence(once(part))


def test_a_name_that_nobody_knows_is_looked_at_once_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[object] = []
    look = Licences._licence

    def counted(licences: Licences, part: Any) -> Any:
        looked_at.append(part)
        return look(licences, part)

    monkeypatch.setattr(Licences, "_licence", counted)
    licences = Licences(shipped())
    parts = [(("license", "other"), ("license_name", f"kite {at}"), ("license_link", LINK)) for at in range(9)]
    forms = [licences.licence(part) for part in (*parts, parts[0])]
    assert len(looked_at) == 1
    assert len({form for form, _ in forms}) == 1
    assert [own for _, own in forms] == [*((f"kite {at}",) for at in range(9)), ("kite 0",)]


def test_a_licence_that_nobody_knows_is_shown_by_its_number() -> None:
    assert [nobody(f"a licence nobody knows {at}") for at in (0, 63, 64)] == [0, 63, -1]
    assert [nobody(word) for word in ("MIT", None, 3)] == [-1, -1, -1]


def test_of_more_than_64_names_that_nobody_knows_each_stays_as_it_is() -> None:
    """No part has so many fields, but then a name would be shown that nobody gave."""
    many = tuple((f"license {at}", f"kite {at}") for at in range(65))
    licences = Licences(shipped())
    assert licences.licence(many) == (many, ())
    assert licences.licence(many[:64])[1] == tuple(f"kite {at}" for at in range(64))


@pytest.mark.parametrize(
    ("name", "unknown"),
    [
        ("kite", True), ("LicenseRef-kite", True), ("mit", False), ("bsd", False), ("GPL-3.0+", False), ("gemma", False),
        ("MIT WITH Kite-exception", False), ("kite OR MIT", False), ("MIT AND kite", False), ("Other", False), ("other", False),
        ("noassertion", False), ("none", False), (LINK, False),
    ],
)  # fmt: skip
def test_a_name_that_stands_for_nothing_is_one_that_nobody_knows(name: str, unknown: bool) -> None:
    """A name with a licence in it stands for that, and a word for “no licence is named” is no name."""
    assert Licences(shipped()).licence((("license", name),))[1] == ((name,) if unknown else ())
