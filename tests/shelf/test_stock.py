"""Loading a shelf: no answer depends on what was asked before, or on who asks at the same time."""

import copy
import pickle
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from importlib.machinery import PathFinder
from importlib.metadata import PathDistribution
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from tests.support.records import OURS, REPLACING

from openness.errors import OpennessError
from openness.index import tables
from openness.shelf import additions
from openness.shelf.shelf import Shelf, shipped
from openness.vocabulary import Kind, Term
from openness.vocabulary.verdict import Verdict

DEFINITION, OF_DOCUMENTS = (
    (Path(__file__).parents[2] / f"src/openness/definitions/{id}.toml").read_text("utf-8")
    for id in ("open-weights-definition-2024", "ntia-2021")
)
OURS_TOO = OURS.replace("ours 1", "ours 2").replace("Our Licence", "Our Other Licence")


def package(site: Path, name: str, **records: str) -> Path:
    """Install a package that brings records; its folder of them."""
    folder = site / name / "shelf"
    folder.mkdir(parents=True)
    for stem, text in records.items():
        (folder / f"{stem}.toml").write_text(text, encoding="utf-8")
    about = site / f"{name}-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
    (about / "entry_points.txt").write_text(f"[openness.shelves]\n{name} = {name}.shelf\n")
    return folder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place where packages are installed."""
    place = tmp_path / "site"
    place.mkdir()
    monkeypatch.syspath_prepend(str(place))
    return place


def folder(place: Path, **records: str) -> str:
    """A folder of records."""
    place.mkdir()
    for stem, text in records.items():
        (place / f"{stem}.toml").write_text(text, encoding="utf-8")
    return str(place)


def replacing(record: str) -> str:
    """A record that says that it replaces another."""
    return record.replace("[read]", 'replaces = { because = "ours is newer" }\n[read]', 1)


# Packages


QUESTIONS: dict[str, Any] = {
    "name": lambda shelf: shelf.naming("ours 1").value,
    "unknown name": lambda shelf: shelf.naming("nobody's").known,
    "known name": lambda shelf: shelf.naming("mit").value,
    "id": lambda shelf: shelf.licence("LicenseRef-Ours") is not None,
    "known id": lambda shelf: shelf.licence("MIT").id,
    "bare entry": lambda shelf: shelf.answers("Aladdin", (Term.HOST,), Kind.MODEL_PARAMETERS_FINAL),
    "shared address": lambda shelf: shelf.naming("https://opensource.org/license/mit").candidates,
    "licences": lambda shelf: len(shelf.licences()),
    "definitions": lambda shelf: shelf.definitions(),
    "definition": lambda shelf: shelf.definition("ours-2024").id,
    "texts": lambda shelf: sorted(shelf.texts),
    "nearest": lambda shelf: shelf.nearest("ourz 1"),
    "replaced": lambda shelf: shelf.replaced,
}


@pytest.fixture
def lending(site: Path) -> Path:
    """A package with a licence, one that fills in a listed one, a definition and a text."""
    records = package(
        site,
        "lending",
        ours=OURS + '\n[text]\nurl = "https://opensource.org/license/mit"\n',
        ours_2024=DEFINITION.replace('"open-weights-definition-2024"', '"ours-2024"', 1),
    )
    (records / "ours.txt").write_text("You may use it on Tuesdays.\n")
    return records


@pytest.mark.parametrize("first", QUESTIONS)
def test_no_answer_depends_on_what_was_asked_before(first: str, lending: Path) -> None:
    fresh = {question: ask(Shelf()) for question, ask in QUESTIONS.items()}
    shelf = Shelf()
    QUESTIONS[first](shelf)
    assert {question: ask(shelf) for question, ask in QUESTIONS.items()} == fresh
    assert fresh["name"] == "LicenseRef-Ours"
    assert fresh["definition"] == "ours-2024" and "ours-2024" not in fresh["definitions"]
    assert fresh["texts"] == ["LicenseRef-Ours"] and fresh["shared address"] == ("MIT",)


def test_a_package_is_found_in_an_egg_info_and_none_where_nothing_offers_one(site: Path) -> None:
    assert not Shelf().naming("ours 1").known
    package(site, "lending", ours=OURS)
    (site / "lending-1.dist-info").rename(site / "lending.egg-info")
    (site / "lending.egg-info" / "METADATA").rename(site / "lending.egg-info" / "PKG-INFO")
    assert Shelf().naming("ours 1").known


def test_the_entry_points_of_packages_are_read_only_where_one_offers_a_shelf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, beside = tmp_path / "alone", tmp_path / "beside"
    package(beside, "other")
    (beside / "other-1.dist-info/entry_points.txt").write_text("[console_scripts]\nother = other:main\n")
    monkeypatch.setattr(sys, "meta_path", [finder for finder in sys.meta_path if finder is PathFinder])
    monkeypatch.setattr(sys, "path", [str(beside)])
    with monkeypatch.context() as patch:
        patch.setattr("importlib.metadata.entry_points", lambda **_: pytest.fail("they are read"))
        assert additions.from_packages() == ()
    lent = package(alone, "lending", ours=OURS)
    for places in ([alone], [beside, alone], [alone, beside]):
        monkeypatch.setattr(sys, "path", [str(place) for place in places])
        assert additions.from_packages() == (str(lent),)


@pytest.mark.parametrize("known_first", [True, False])
def test_a_package_with_a_bad_record_fails_alike_each_time(known_first: bool, site: Path) -> None:
    package(site, "lending", ours=OURS, bad="id = 3\n", worse="id = \n")
    shelf = Shelf()
    if known_first:
        assert shelf.naming("mit").value == "MIT"
    messages = []
    for _ in range(3):
        with pytest.raises(OpennessError) as caught:
            shelf.naming("nobody's")
        messages.append(str(caught.value))
    assert len(set(messages)) == 1 and "bad.toml" in messages[0] and "worse.toml" in messages[0]
    assert shelf.naming("mit").value == "MIT"


def test_a_package_may_not_replace_a_shipped_record(site: Path) -> None:
    package(site, "lending", mit=replacing(REPLACING))
    with pytest.raises(OpennessError, match="MIT may not be replaced from here"):
        Shelf().naming("nobody's")


# Two records of one id


def test_two_packages_with_one_id_are_an_error_that_names_both(site: Path) -> None:
    one, other = package(site, "one", ours=OURS), package(site, "other", ours=OURS_TOO)
    with pytest.raises(OpennessError) as caught:
        Shelf().naming("ours 1")
    message = str(caught.value)
    assert f"{other}/ours.toml:" in message
    assert f"LicenseRef-Ours is on the shelf already, from {one}/ours.toml" in message


def test_a_folder_and_a_package_with_one_id_are_an_error_before_anything_is_asked(site: Path, tmp_path: Path) -> None:
    lent = package(site, "lending", ours=OURS)
    with pytest.raises(OpennessError, match=rf"from {lent}/ours\.toml"):
        Shelf(folder(tmp_path / "d", ours=OURS_TOO))


def test_two_folders_with_one_id_are_an_error_that_names_both(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one", ours=OURS), folder(tmp_path / "other", theirs=OURS_TOO)
    for folders, first, second in (((one, other), "ours", "theirs"), ((other, one), "theirs", "ours")):
        with pytest.raises(OpennessError) as caught:
            Shelf(folders)
        assert f"{second}.toml:" in str(caught.value) and f"{first}.toml" in str(caught.value)
    with pytest.raises(OpennessError, match="LicenseRef-Ours is on the shelf already"):
        Shelf(other, one)


def test_two_definitions_with_one_id_are_an_error_too(tmp_path: Path) -> None:
    ours = DEFINITION.replace('"open-weights-definition-2024"', '"ours-2024"', 1)
    one, other = folder(tmp_path / "one", a=ours), folder(tmp_path / "other", b=ours)
    with pytest.raises(OpennessError, match=r"ours-2024 is on the shelf already, from .*a\.toml"):
        Shelf((one, other))


def test_the_later_record_may_say_that_it_replaces_the_other(site: Path, tmp_path: Path) -> None:
    package(site, "lending", ours=OURS)
    shelf = Shelf(folder(tmp_path / "d", ours=replacing(OURS_TOO)))
    assert shelf.naming("ours 2").value == "LicenseRef-Ours"
    assert [reason.partition(" by ")[0] for reason in shelf.replaced] == ["LicenseRef-Ours"]


# Threads and processes


def names(shelf: Shelf) -> list[object]:
    """Answers of every kind."""
    return [
        shelf.naming("ours 1").value,
        shelf.naming("Ours 1 OR MIT").value,
        shelf.licence("LicenseRef-Ours") is not None,
        shelf.licence("MIT") is not None,
        shelf.definition("ours-2024").id,
        shelf.definitions()[0],
        shelf.known_base("meta-llama/Llama-2-7b-hf") is not None,
    ]


def test_eight_threads_that_ask_a_fresh_shelf_have_the_same_answers(
    lending: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loading is slow, so that every thread asks while it goes on."""
    from openness.shelf import additions

    load = additions.loaded
    loads = []

    def slowly(*arguments: Any) -> additions.Additions:
        loads.append(1)
        time.sleep(0.02)
        return load(*arguments)

    monkeypatch.setattr(additions, "loaded", slowly)
    expected = names(Shelf())
    for _ in range(10):
        shelf, together = Shelf(), Barrier(8)
        loads.clear()

        def ask(shelf: Shelf = shelf, together: Barrier = together) -> list[object]:
            together.wait()
            return names(shelf)

        with ThreadPoolExecutor(8) as threads:
            answers = [future.result() for future in [threads.submit(ask) for _ in range(8)]]
        assert answers == [expected] * 8
        assert len(loads) == 1


def test_a_shelf_survives_a_process_pool(tmp_path: Path) -> None:
    shelf = Shelf(folder(tmp_path / "d", ours=OURS))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(_named_in, shelf).result() == ("LicenseRef-Ours", shelf)


def _named_in(shelf: Shelf) -> tuple[str, Shelf]:
    return shelf.naming("ours 1").value, shelf


# A value


def test_a_shelf_is_its_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = folder(tmp_path / "d", ours=OURS)
    assert Shelf(one) == Shelf((one,)) == Shelf(Path(one)) == Shelf([Path(one)])
    assert hash(Shelf(one)) == hash(Shelf((one,)))
    assert Shelf(one) != Shelf() and Shelf(one) != Shelf(adding=one)
    assert pickle.loads(pickle.dumps(Shelf(one))) == copy.deepcopy(Shelf(one)) == Shelf(one)
    monkeypatch.chdir(tmp_path)
    assert repr(Shelf("d")) == "Shelf(folders=('d',))" and repr(Shelf()) == "Shelf()"


def test_a_shelf_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        shipped().folders = ("x",)  # type: ignore[misc]  # frozen, and that is what is tested
    with pytest.raises(AttributeError):
        shipped().naming = None  # type: ignore[assignment,misc]


@pytest.mark.parametrize("given", [3, None, b"x", [3], ["x", None], {"x": 1}, [b"x"]])
def test_what_is_no_path_is_a_type_error(given: Any) -> None:
    for words in ({"folders": given}, {"adding": given}):
        with pytest.raises(TypeError, match="a shelf takes a path or several, not"):
            Shelf(**words)


def test_a_shelf_of_one_folder_does_not_take_its_letters_for_folders(tmp_path: Path) -> None:
    with pytest.raises(OpennessError, match="nowhere: the shelf cannot be read"):
        Shelf(str(tmp_path / "nowhere"))


def test_the_shipped_records_are_read_once() -> None:
    assert Shelf()._stock.index is shipped()._stock.index is tables.shipped()


def test_a_finder_of_its_own_may_offer_shelves_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as that of an editable install: its packages lie in no place that is looked through."""
    place = tmp_path / "elsewhere"
    folder = package(place, "herons", ours=OURS)

    class Finder:
        @staticmethod
        def find_spec(*_: object) -> None:
            return None

        @staticmethod
        def find_distributions(context: object = None) -> Any:
            return iter([PathDistribution(place / "herons-1.dist-info")])

    monkeypatch.setattr(sys, "path", [])
    assert additions.from_packages() == ()
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder])
    assert additions.from_packages() == (str(folder),)


def test_a_package_may_fill_in_an_entry_of_the_list_that_answers_nothing(site: Path) -> None:
    assert not (tables.shipped().record("Aladdin") or {}).get("grants")
    package(site, "herons", ours=OURS.replace("LicenseRef-Ours", "Aladdin").replace("Our Licence", "Aladdin of ours"))
    for ask in (lambda shelf: shelf.licence("MIT"), lambda shelf: None):
        shelf = Shelf()
        ask(shelf)
        (answers,) = shelf.answers("Aladdin", (Term.HOST, Term.USE), Kind.MODEL_PARAMETERS_FINAL)
        assert answers == (Verdict.UNMET, Verdict.MET)


def test_a_definition_of_documents_in_a_folder_is_judged_only_where_it_is_named(tmp_path: Path) -> None:
    own = OF_DOCUMENTS.replace('"ntia-2021"', '"ours"', 1)
    shelf = Shelf(folder(tmp_path / "own", ours=own))
    assert "ours" in shelf.every_definition()
    assert "ours" not in shelf.definitions()


def test_the_titles_of_a_definition_in_a_folder_are_known(tmp_path: Path) -> None:
    own = DEFINITION.replace('"open-weights-definition-2024"', '"ours"').replace('"Open Weights Definition"', '"Ours"')
    titles = Shelf(folder(tmp_path / "own", ours=own)).titles
    assert "Ours" in titles["ours"]
    assert {id: names for id, names in titles.items() if id != "ours"} == shipped().titles
