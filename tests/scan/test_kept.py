"""The work folder of a scan: what is there after a kill, a power cut, an interrupt, and when all is done."""

import errno
import json
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from openness.errors import OpennessError
from openness.scan import folder, journal
from openness.scan.batch import Rejected
from openness.scan.journal import Journal
from openness.scan.kept import rows_kept
from openness.scan.tally import Tally

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

HEADER: dict[str, object] = {
    "input": [["t.csv", 1]], "tool": "1", "data": "1", "under": ["spectrum"], "records": "1", "columns": ["id"],
    "lineage": False, "ids": True, "batch": 9,
}  # fmt: skip
BEGIN = b"HEAD"
FIRST, SECOND, THIRD = ((0, 0, 0, 0), 0), ((0, 7, 2, 3), 1), ((0, 7, 2, 3), 2)
ROW = b'{"file":"t.csv","row":%d,"line":%d,"problem":"p","text":"t"}\n'
POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX's")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output."""
    return tmp_path / "out"


@pytest.fixture
def opened(out: Path) -> Iterator[Callable[..., Journal]]:
    """Opens the journal of the output; at the end all are closed."""
    journals: list[Journal] = []

    def open(output: Path = out, header: dict[str, object] = HEADER, **restart: bool) -> Journal:
        journals.append(Journal(str(output), header, BEGIN, **restart))
        return journals[-1]

    yield open
    for one in journals:
        one.leave()


Opened = Callable[..., Journal]


def tally(rows: int) -> Tally:
    """The counts of so many rows."""
    found = Tally()
    found.bands["open"] = rows
    return found


def add(to: Journal, spot: tuple[tuple[int, int, int, int], int] = FIRST, rejected: int = 0) -> None:
    """Write a part of two rows."""
    number = len(to.parts)
    bad = b"".join(ROW % (at, at) for at in range(rejected))
    to.add(*spot, 2, b"part%d" % number, b"foot%d" % number, bad, tally(2), b"ids%d" % number)


def two_parts(to: Journal) -> None:
    """Write two parts, each with a rejected row."""
    add(to, rejected=1)
    add(to, SECOND, rejected=1)


def killed(one: Journal, output: Path) -> Path:
    """The folder of a scan as a kill leaves it at this moment, under another output."""
    shutil.copytree(one.folder, f"{output}.scan")
    return output


def names_below(path: Path) -> dict[str, bytes]:
    """The files of a work folder that is held, by name."""
    return {file.name: file.read_bytes() for file in Path(f"{path}.scan").iterdir()}


def test_a_scan_that_is_killed_goes_on_with_all_it_has_written(opened: Opened, tmp_path: Path) -> None:
    first = opened()
    two_parts(first)
    again = opened(killed(first, tmp_path / "again"))
    assert names_below(tmp_path / "again") == names_below(tmp_path / "out")
    parts = [(part.place, part.batch, part.rows, part.at, part.footer) for part in again.parts]
    assert parts == [(*FIRST, 2, 4, b"foot0"), (*SECOND, 2, 9, b"foot1")]
    assert again.tally.bands == first.tally.bands == {"open": 4}
    assert again.footers() == first.footers() == [(b"foot0", 4), (b"foot1", 9)]
    assert again.end == first.end == 14
    add(again)
    again.finish(b"TAIL")
    assert (tmp_path / "again").read_bytes() == b"HEADpart0part1part2TAIL"
    assert (tmp_path / "again.rejected.jsonl").read_bytes() == ROW % (0, 0) * 2
    assert not Path(again.folder).exists()


def test_parts_that_have_no_entry_in_a_footer_are_none(opened: Opened) -> None:
    one = opened()
    one.add((0, 0, 0, 0), 0, 0, b"", b"", b"", Tally())
    add(one)
    assert one.footers() == [(b"foot1", 4)]


def _of_the_second(data: bytes, name: str) -> int:
    return {"rows": 9, "ids": 4}.get(name, data.find(b"\n") + 1)


@pytest.mark.parametrize("name", ["rows", "rejected", "ids"])
@pytest.mark.parametrize("torn", ["cut", "overwritten at its beginning", "overwritten at its end"])
def test_a_part_of_which_a_file_lost_a_byte_is_cut_off_from_all(
    opened: Opened, tmp_path: Path, name: str, torn: str
) -> None:
    first = opened()
    add(first, rejected=1)
    good = names_below(tmp_path / "out")
    add(first, SECOND, rejected=1)
    file = Path(f"{killed(first, tmp_path / 'again')}.scan") / name
    data = file.read_bytes()
    at = _of_the_second(data, name)
    changed = {
        "cut": data[:-1],
        "overwritten at its beginning": data[:at] + b"\0" + data[at + 1 :],
        "overwritten at its end": data[:-1] + b"\0",
    }
    file.write_bytes(changed[torn])
    again = opened(tmp_path / "again")
    assert [part.batch for part in again.parts] == [0]
    assert names_below(tmp_path / "again") == good
    assert again.tally.bands == {"open": 2}
    add(again, SECOND, rejected=1)
    assert names_below(tmp_path / "again") == names_below(tmp_path / "out")


@pytest.mark.parametrize(
    ("line", "parts"),
    [(b"{", 2), (b"{}", 2), (b"[]\n", 2), (b"\0\0\n", 2), (b"\xff\n", 2), (b"null\n", 2)],
)
def test_lines_of_a_journal_count_up_to_the_first_that_is_torn(
    opened: Opened, tmp_path: Path, line: bytes, parts: int
) -> None:
    first = opened()
    two_parts(first)
    again = killed(first, tmp_path / "again")
    file = Path(f"{again}.scan/journal")
    whole = file.read_bytes()
    file.write_bytes(whole + line + whole.splitlines(keepends=True)[2])
    assert len(opened(again).parts) == parts
    assert file.read_bytes() == whole


def test_nothing_counts_behind_a_part_or_a_line_that_is_torn(opened: Opened, tmp_path: Path) -> None:
    first = opened()
    new = names_below(tmp_path / "out")
    two_parts(first)
    again = killed(first, tmp_path / "again")
    rows = Path(f"{again}.scan/rows")
    rows.write_bytes(rows.read_bytes().replace(b"part0", b"part?"))
    assert opened(again).parts == []
    assert names_below(again) == new
    third = killed(first, tmp_path / "third")
    lines = Path(f"{third}.scan/journal")
    lines.write_bytes(lines.read_bytes().replace(b"\n", b"\n[]\n", 1))
    assert opened(third).parts == []
    assert names_below(third) == new


@pytest.mark.parametrize("line", [b"", b"{", b"[]\n"])
def test_a_journal_without_a_first_line_is_begun_anew(opened: Opened, tmp_path: Path, line: bytes) -> None:
    first = opened()
    new = names_below(tmp_path / "out")
    two_parts(first)
    again = killed(first, tmp_path / "again")
    Path(f"{again}.scan/journal").write_bytes(line)
    assert opened(again).parts == []
    assert names_below(again) == new


@pytest.mark.parametrize("begin", [b"HEAx", b"HEA", b"", b"xHEAD"])
def test_an_output_that_begins_otherwise_is_begun_anew(opened: Opened, tmp_path: Path, begin: bytes) -> None:
    first = opened()
    new = names_below(tmp_path / "out")
    two_parts(first)
    first.keep(FIRST, 1, b"strip", tally(1))
    again = killed(first, tmp_path / "again")
    Path(f"{again}.scan/rows").write_bytes(begin)
    found = opened(again)
    assert (found.parts, found.strips, found.tally.bands, found.end) == ([], [], {}, 4)
    assert names_below(again) == new
    add(found)
    assert found.footers() == [(b"foot0", 4)]


def test_a_restart_throws_away_what_there_is(opened: Opened, out: Path) -> None:
    first = opened()
    new = names_below(out)
    two_parts(first)
    first.leave()
    again = opened(header=HEADER | {"tool": "2"}, restart=True)
    assert again.parts == []
    assert names_below(out) == new | {"journal": new["journal"].replace(b'"tool": "1"', b'"tool": "2"')}


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ({"input": []}, "the input is another, or was changed"),
        ({"tool": "2"}, "openness was of another version"),
        ({"data": "2"}, "the licence and definition data were others"),
        ({"under": []}, "other definitions were asked for"),
        ({"records": "2"}, "other records were on the shelf"),
        ({"columns": []}, "the output had other columns"),
        ({"lineage": True}, "what rows inherit was asked for then or is now, and not both times"),
        ({"ids": False}, "ids were looked at then or are now, and not both times"),
        ({"batch": 8}, "its rows were read in batches of another size"),
        (
            {"data": "2", "ids": False},
            "the licence and definition data were others; ids were looked at then or are now, and not both times",
        ),
        ({"more": 1}, "it was begun in another way"),
    ],
)
def test_a_scan_of_something_else_is_refused_and_lets_go(
    opened: Opened, out: Path, header: dict[str, object], what: str
) -> None:
    first = opened()
    add(first)
    first.leave()
    with pytest.raises(OpennessError) as refused:
        opened(header=HEADER | header)
    begin = f"{out}.scan: a scan stopped here, and it cannot go on: "
    assert str(refused.value) == f"{begin}{what}; scan as before, or use --restart to throw it away"
    assert len(opened().parts) == 1


def test_a_header_is_compared_as_it_is_written(opened: Opened) -> None:
    header = {"input": (("t.csv", 1),), "under": ("spectrum",)}
    first = opened(header=HEADER | header)
    new = names_below(Path(first.output))
    first.leave()
    assert opened(header=HEADER | header).parts == []
    assert names_below(Path(first.output)) == new


def strips_of(one: Journal) -> list[tuple[Any, int, bytes, int]]:
    """The strips that a journal has kept."""
    return [(strip.spot, strip.rows, strip.data, strip.tally.bands["open"]) for strip in one.strips]


def test_strips_are_kept_until_their_part_is_written(opened: Opened, tmp_path: Path) -> None:
    first = opened()
    add(first)
    first.keep(SECOND, 1, b"one", tally(1))
    first.keep(SECOND, 3, b"three", tally(3))
    again = opened(killed(first, tmp_path / "again"))
    assert strips_of(again) == [(SECOND, 1, b"one", 1), (SECOND, 3, b"three", 3)]
    assert names_below(tmp_path / "again") == names_below(tmp_path / "out")
    assert rows_kept(str(tmp_path / "again")) == 2 + 1 + 3
    again.keep(SECOND, 5, b"five", tally(5))
    third = opened(killed(again, tmp_path / "third"))
    assert [rows for _, rows, _, _ in strips_of(third)] == [1, 3, 5]
    assert third.tally.bands == {"open": 2}
    add(again, SECOND)
    assert names_below(tmp_path / "again")["strips"] == b""
    after = opened(killed(again, tmp_path / "after"))
    assert (len(after.parts), after.strips) == (2, [])
    assert rows_kept(str(tmp_path / "after")) == 4
    after.keep(FIRST, 4, b"four", tally(4))
    assert strips_of(opened(killed(after, tmp_path / "last"))) == [(FIRST, 4, b"four", 4)]


def test_strips_before_the_first_part_are_kept(opened: Opened, tmp_path: Path) -> None:
    first = opened()
    first.keep(FIRST, 1, b"one", tally(1))
    assert strips_of(opened(killed(first, tmp_path / "again"))) == [(FIRST, 1, b"one", 1)]


@pytest.mark.parametrize(
    ("spots", "kept"),
    [
        ((THIRD, SECOND), [1]),
        ((SECOND, SECOND), []),
        ((THIRD, THIRD), [1, 2]),
        ((SECOND, THIRD), []),
        ((THIRD, FIRST, THIRD), [1]),
        ((FIRST, THIRD, FIRST), [1]),
    ],
)
def test_strips_of_a_batch_that_is_written_or_of_another_one_are_none(
    opened: Opened, tmp_path: Path, spots: tuple[Any, ...], kept: list[int]
) -> None:
    first = opened()
    two_parts(first)
    for rows, spot in enumerate(spots, 1):
        first.keep(spot, rows, b"strip", tally(rows))
    again = opened(killed(first, tmp_path / "again"))
    assert [rows for _, rows, _, _ in strips_of(again)] == kept
    assert len(names_below(tmp_path / "again")["strips"]) == 5 * len(kept)
    assert names_below(tmp_path / "again")["journal"].count(b"\n") == 3 + len(kept)


@pytest.mark.parametrize(
    ("torn", "kept"), [("cut", 1), ("overwritten", 1), ("first overwritten", 0), ("lengthened", 2)]
)
def test_a_strip_that_lost_a_byte_is_cut_off(opened: Opened, tmp_path: Path, torn: str, kept: int) -> None:
    first = opened()
    good = [names_below(tmp_path / "out")]
    first.keep(FIRST, 1, b"one", tally(1))
    good.append(names_below(tmp_path / "out"))
    first.keep(FIRST, 2, b"two", tally(2))
    good.append(names_below(tmp_path / "out"))
    file = Path(f"{killed(first, tmp_path / 'again')}.scan/strips")
    data = file.read_bytes()
    changed = {"cut": data[:-1], "overwritten": data[:-1] + b"\0", "first overwritten": b"?" + data[1:]}
    file.write_bytes(changed.get(torn, data + b"?"))
    assert len(opened(tmp_path / "again").strips) == kept
    assert names_below(tmp_path / "again") == good[kept]


@pytest.mark.parametrize("before", ["nothing", "a part", "a strip", "another process"])
def test_a_strip_stands_behind_what_is_whole_where_an_interrupt_broke_off_another(
    opened: Opened, tmp_path: Path, before: str
) -> None:
    one = opened()
    if before == "a part":
        one.keep(SECOND, 9, b"nine", tally(9))
        add(one)
    if before in ("a strip", "another process"):
        one.keep(SECOND, 9, b"nine", tally(9))
    if before == "another process":
        one.leave()
        one = opened()
    undisturbed = opened(killed(one, tmp_path / "undisturbed"))
    undisturbed.keep(SECOND, 1, b"one", tally(1))
    for name in ("journal", "strips"):
        with Path(one.folder, name).open("ab") as stream:
            stream.write(b'{"torn' * 99)
    one._journal.seek(0, os.SEEK_END)
    one._strips.seek(0, os.SEEK_END)
    one.keep(SECOND, 1, b"one", tally(1))
    kept = [9, 1] if before in ("a strip", "another process") else [1]
    assert names_below(tmp_path / "out") == names_below(tmp_path / "undisturbed")
    assert [rows for _, rows, _, _ in strips_of(opened(killed(one, tmp_path / "again")))] == kept


def test_rejected_rows_are_counted_and_the_first_are_shown(opened: Opened) -> None:
    one = opened()
    assert one.rejected(9) == (0, ())
    add(one, rejected=3)
    rows = tuple(Rejected("t.csv", number, number, "p", "t") for number in range(3))
    assert [one.rejected(most) for most in (0, 2, 3, 9)] == [(3, rows[:most]) for most in (0, 2, 3, 9)]


def test_each_file_of_a_folder_is_its_owners_alone_and_the_scratch_is_empty(opened: Opened) -> None:
    before = os.umask(0)
    try:
        one = opened()
        with one.scratch() as stream:
            stream.write(b"much")
        with one.scratch() as stream:
            assert stream.read() == b""
            stream.write(b"more")
            stream.seek(0)
            assert stream.read() == b"more"
    finally:
        os.umask(before)
    files = {"lock", "journal", "rows", "rejected", "ids", "strips", "scratch"}
    assert {file.name for file in Path(one.folder).iterdir()} == files
    if os.name == "posix":
        assert stat.S_IMODE(Path(one.folder).stat().st_mode) == 0o700
        assert {stat.S_IMODE(file.stat().st_mode) for file in Path(one.folder).iterdir()} == {0o666}


@POSIX
@pytest.mark.parametrize("name", ["lock", "journal", "rows", "rejected", "ids", "strips", "scratch"])
def test_a_link_is_never_written_through(opened: Opened, out: Path, tmp_path: Path, name: str) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    if name != "scratch":
        Path(f"{out}.scan").mkdir()
        Path(f"{out}.scan", name).symlink_to(victim)
        with pytest.raises(OpennessError, match="it cannot be written"):
            opened()
        Path(f"{out}.scan", name).unlink()
        opened()
    else:
        one = opened()
        Path(one.folder, name).symlink_to(victim)
        with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
            one.scratch()
    assert victim.read_text(encoding="utf-8") == "mine"


def descriptors() -> int:
    """How many files this process has open, where that can be told."""
    return len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0


def refusal(opened: Opened) -> str:
    """What is said of an output that cannot be begun."""
    with pytest.raises(OpennessError) as refused:
        opened()
    return str(refused.value)


def test_an_output_that_is_a_folder_or_is_being_written_is_refused(opened: Opened, out: Path, tmp_path: Path) -> None:
    out.mkdir()
    assert refusal(opened) == f"{out}: it is a folder; name a file"
    out.rmdir()
    Path(f"{out}.scan").write_bytes(b"")
    assert refusal(opened) == f"{out}.scan: it is no folder of yours; remove it, or scan elsewhere"
    Path(f"{out}.scan").unlink()
    one = opened()
    busy = f"{out}: another scan is writing it; wait for it, or name another output"
    before = descriptors()
    assert [refusal(opened) for _ in range(3)] == [busy] * 3
    assert descriptors() == before
    one.leave()
    assert opened().parts == []


@POSIX
def test_a_folder_of_somebody_else_is_refused(opened: Opened, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    assert refusal(opened) == f"{out}.scan: it is no folder of yours; remove it, or scan elsewhere"
    monkeypatch.delattr(os, "getuid")  # a system that knows no owners
    assert opened().parts == []


@pytest.mark.parametrize("anew", [False, True])
def test_a_lock_counts_only_where_the_folder_is_still_there(
    opened: Opened, out: Path, monkeypatch: pytest.MonkeyPatch, anew: bool
) -> None:
    """Another scan is done, and takes its folder away, between the opening of the lock and the locking; a third begins."""
    calls = []

    def locked(handle: int) -> bool:
        calls.append(handle)
        if len(calls) == 1:
            shutil.rmtree(f"{out}.scan")
            if anew:
                Path(f"{out}.scan").mkdir()
                Path(f"{out}.scan/other").write_bytes(b"")  # so that the next file is another
                Path(f"{out}.scan/lock").write_bytes(b"")
        return folder.locked(handle)

    monkeypatch.setattr(journal, "locked", locked)
    before = descriptors()
    one = opened()
    assert len(calls) == 2
    assert Path(one.folder, "lock").exists()
    one.leave()
    assert descriptors() == before
    assert opened().parts == []


def test_an_output_keeps_its_mode_and_rejected_rows_of_before_are_gone(opened: Opened, out: Path) -> None:
    out.write_bytes(b"before")
    out.chmod(0o640)
    beside = Path(f"{out}.rejected.jsonl")
    beside.write_bytes(b"before")
    opened().finish(b"")
    assert (out.read_bytes(), stat.S_IMODE(out.stat().st_mode)) == (BEGIN, 0o640)
    assert not beside.exists()


@POSIX
def test_a_link_in_the_place_of_an_output_gives_way(opened: Opened, out: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    victim.chmod(0o640)
    beside = Path(f"{out}.rejected.jsonl")
    out.symlink_to(victim)
    beside.symlink_to(tmp_path / "nothing")
    before = os.umask(0o022)
    try:
        opened().finish(b"")
    finally:
        os.umask(before)
    assert (out.read_bytes(), stat.S_IMODE(out.lstat().st_mode)) == (BEGIN, 0o644)
    assert not os.path.lexists(beside)
    assert victim.read_text(encoding="utf-8") == "mine"


@POSIX
def test_a_scan_that_is_done_leaves_the_folder_of_the_next_one_alone(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = descriptors()
    one = opened()
    close = os.close

    def closed(handle: int) -> None:
        close(handle)
        os.makedirs(one.folder, exist_ok=True)

    monkeypatch.setattr(os, "close", closed)
    one.finish(b"")
    monkeypatch.setattr(os, "close", close)
    assert os.path.isdir(one.folder)
    assert descriptors() == before


def test_an_output_is_done_also_where_its_folder_cannot_be_removed(
    opened: Opened, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError("no")

    for windows in (False, True):
        monkeypatch.setattr(journal, "WINDOWS", windows)
        one, another = opened(), opened(Path(f"{out}-2"))
        with monkeypatch.context() as patched:
            patched.setattr(os, "rmdir", refused)
            one.finish(b"")
            another.discard()
        assert out.read_bytes() == BEGIN


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it needs Linux")
@pytest.mark.parametrize("folder", ["", "below"])
def test_an_output_is_on_the_disk_before_it_has_its_name_and_its_name_after(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path)
    done: list[str] = []
    replace = os.replace

    def named(old: str, new: str) -> None:
        done.append(f"name {new}")
        replace(old, new)

    monkeypatch.setattr(os, "fsync", lambda handle: done.append(os.readlink(f"/proc/self/fd/{handle}")))
    monkeypatch.setattr(os, "replace", named)
    output = os.path.join(folder, "out")
    one = opened(Path(output))
    add(one, rejected=1)
    one.finish(b"")
    top = os.path.normpath(tmp_path / folder)
    names = [f"name {output}.rejected.jsonl", top, f"name {output}", top]
    assert done == [f"{top}/out.scan/rows", f"{top}/out.scan/rejected", *names]


def test_a_journal_that_is_discarded_leaves_nothing(opened: Opened, tmp_path: Path) -> None:
    before = descriptors()
    one = opened()
    add(one)
    one.discard()
    assert descriptors() == before
    assert list(tmp_path.iterdir()) == []
    one.leave()  # what is let go of already


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "Full"), "Full; make room and scan again: it goes on where it stopped"),
        (OSError(errno.EDQUOT, "Quota"), "Quota; make room and scan again: it goes on where it stopped"),
        (OSError(errno.EIO, "Broken"), "Broken"),
        (OSError("torn"), "torn"),
    ],
)
def test_trouble_is_told_in_one_line(error: OSError, says: str) -> None:
    with pytest.raises(OpennessError) as told, journal.trouble("out"):
        raise error
    assert str(told.value) == f"out: it cannot be written: {says}"


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ([], 0),
        ([{"rows": 3}], 3),
        ([{"strip": 2}], 2),
        ([{"rows": 3}, {"strip": 2}, {"strip": 4}], 9),
        ([{"rows": 3}, {"strip": 2}, {"rows": 5}], 8),
        ([{"rows": 3}, {"strip": 2}, {"rows": 5}, {"strip": 1}], 9),
        ([{"rows": 3}, {}, {"rows": 5}], 3),
        ([{"rows": 3}, [], {"rows": 5}], 3),
        ([{"strip": 3}, "torn", {"rows": 5}], 3),
        ([{"rows": 3}, None, {"rows": 5}], 3),
    ],
)
def test_rows_kept_are_those_of_parts_and_of_strips_behind_the_last(
    tmp_path: Path, lines: list[object], rows: int
) -> None:
    Path(tmp_path / "out.scan").mkdir()
    text = "".join(json.dumps(line) + "\n" for line in ({"rows": 99}, *lines))
    Path(tmp_path / "out.scan/journal").write_text(text + "{", encoding="utf-8")
    assert rows_kept(str(tmp_path / "out")) == rows
    Path(tmp_path / "out.scan/journal").write_bytes(b"")
    assert rows_kept(str(tmp_path / "out")) == rows_kept(str(tmp_path / "none")) == 0


@POSIX
@pytest.mark.parametrize(("number", "held"), [(11, True), (13, True), (35, True), (36, True), (5, False), (12, False)])
def test_a_lock_that_another_has_is_told_from_one_that_cannot_be_had(
    monkeypatch: pytest.MonkeyPatch, number: int, held: bool
) -> None:
    import fcntl

    def flock(handle: int, how: int) -> None:
        assert (handle, how) == (3, fcntl.LOCK_EX | fcntl.LOCK_NB)
        raise OSError(number, "no")

    monkeypatch.setattr(fcntl, "flock", flock)
    if held:
        assert folder.locked(3) is False
    else:
        with pytest.raises(OSError, match="no"):
            folder.locked(3)


def test_windows_locks_a_byte_and_opens_no_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[int, str, int]] = []
    monkeypatch.setattr(sys, "platform", "win32")
    windows = SimpleNamespace(LK_NBLCK="at once", locking=lambda *how: calls.append(how))
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    assert folder.locked(3) is True
    assert calls == [(3, "at once", 1)]
    folder.settle("no such folder")


@POSIX
def test_a_folder_whose_name_cannot_be_made_to_last_is_let_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handles = []

    def fsync(handle: int) -> None:
        handles.append(handle)
        raise OSError("it cannot")

    monkeypatch.setattr(os, "fsync", fsync)
    folder.settle(str(tmp_path))
    (handle,) = handles
    with pytest.raises(OSError, match=os.strerror(errno.EBADF)):
        os.fstat(handle)
