"""What a table and a scan need is said in plain words where it is missing."""

import sys

import pytest

from openness.errors import OpennessError
from openness.table.extra import need_arrow

MIB = 1 << 20


@pytest.mark.parametrize("name", ["numpy", "pyarrow"])
def test_a_package_that_is_not_installed_is_named_with_the_extra(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(OpennessError, match=r"a scan needs pyarrow and numpy; install openness\[arrow\]"):
        need_arrow("a scan")


def test_a_package_that_cannot_be_loaded_is_told_by_the_first_line_of_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(name: str) -> None:
        raise ImportError("libarrow.so: no room\nand more")

    monkeypatch.setattr("openness.table.extra.import_module", fails)
    with pytest.raises(
        OpennessError, match=r"pyarrow cannot be loaded: libarrow\.so: no room; it may want more memory$"
    ):
        need_arrow("a scan")


@pytest.mark.parametrize(("limit", "enough"), [(0, False), (320 * MIB - 1, False), (320 * MIB, True), (-1, True)])
def test_too_little_room_of_addresses_is_refused_before_anything_is_loaded(
    limit: int, enough: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource", reason="this system has no such limits")
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (limit, -1) if kind == resource.RLIMIT_AS else (0, 0))
    if enough:
        need_arrow("a table")
        return
    with pytest.raises(
        OpennessError, match=f"a table needs 320 MiB of memory to address, and {limit >> 20} are allowed"
    ):
        need_arrow("a table")


def test_a_system_without_such_a_limit_is_asked_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    need_arrow("a table")


def test_every_name_of_the_package_can_be_had() -> None:
    """Some are imported when they are first asked for."""
    pytest.importorskip("numpy", reason="numpy is not installed (the extra `arrow`)")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")
    names: dict[str, object] = {}
    exec("from openness.table import *", names)
    assert {"Lineage", "Waist", "classify_table", "lineage_table", "wanted"} <= names.keys()
