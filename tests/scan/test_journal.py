"""Faults of a scan: whatever happens, no row is lost, none doubled, none changed.

Each fault of the list that a bulk run has to survive is a test. `OPENNESS_KILLS=40` kills a scan forty times, not five.
"""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support import scans

from openness.scan import journal

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `arrow`)")

COUNT = 20_000
KILLS = int(os.environ.get("OPENNESS_KILLS", "5"))
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it needs Linux")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one catalogue in each form, and the undisturbed answers to it."""
    folder = tmp_path_factory.mktemp("tables")
    records = scans.rows(COUNT)
    for form, write in scans.WRITERS.items():
        table = write(folder / f"models.{form}", records)
        done = scans.run(table, "-o", folder / f"whole.{form}")
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def table(tables: Path) -> Path:
    """The catalogue as JSONL."""
    return tables / "models.jsonl"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output."""
    return tmp_path / "out.jsonl"


@pytest.fixture
def whole(tables: Path) -> bytes:
    """The undisturbed answers as JSONL."""
    return (tables / "whole.jsonl").read_bytes()


def stopped(table: Path, out: Path, parts: int = 3, how: int = signal.SIGKILL) -> "subprocess.CompletedProcess[bytes]":
    """A scan that is stopped after some parts."""
    process = scans.paused(table, "-o", out, lines=parts)
    process.send_signal(how)
    process.send_signal(signal.SIGCONT)
    output, errors = process.communicate(timeout=60)
    assert not out.exists()
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def test_the_answers_are_those_of_every_row_in_its_order(tables: Path) -> None:
    ids = [row["id"] for row in scans.rows(COUNT)]
    lines = (tables / "whole.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ids


@pytest.mark.parametrize("form", scans.WRITERS)
def test_a_scan_that_is_killed_again_and_again_gives_the_same_bytes(tables: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out.{form}"
    chosen = random.Random(form)
    begun = time.monotonic()
    assert scans.run(tables / f"models.{form}", "-o", out).returncode == 0
    whole = time.monotonic() - begun  # so that most kills come before the end, on whatever machine
    out.unlink()
    killed = 0
    while killed < KILLS:
        process = scans.begin(tables / f"models.{form}", "-o", out)
        try:
            process.communicate(timeout=whole * chosen.uniform(0.1, 1))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            killed += 1
        if out.exists():  # whole, even where the process was killed after it had given it its name
            assert out.read_bytes() == (tables / f"whole.{form}").read_bytes()
            out.unlink()
    assert scans.run(tables / f"models.{form}", "-o", out).returncode == 0
    assert out.read_bytes() == (tables / f"whole.{form}").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [out.name]


@pytest.mark.parametrize("form", scans.WRITERS)
def test_a_scan_that_was_killed_goes_on_where_it_stopped(tables: Path, tmp_path: Path, form: str) -> None:
    table, out = tables / f"models.{form}", tmp_path / f"out.{form}"
    stopped(table, out)
    before = (Path(f"{out}.scan") / "journal").read_bytes()
    again = stopped(table, out, parts=before.count(b"\n") + 2)
    assert again.returncode == -signal.SIGKILL
    assert (Path(f"{out}.scan") / "journal").read_bytes().startswith(before)
    assert scans.run(table, "-o", out).returncode == 0
    assert out.read_bytes() == (tables / f"whole.{form}").read_bytes()


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_scan_with_its_code_and_a_line_that_says_how_it_goes_on(
    table: Path, out: Path, whole: bytes, how: int, code: int
) -> None:
    done = stopped(table, out, how=how)
    lines = (Path(f"{out}.scan") / "journal").read_text(encoding="utf-8").splitlines()[1:]
    rows = sum(json.loads(line)["rows"] for line in lines)
    line = f"openness: stopped; {rows} rows kept in {out}.scan; the same call continues after them\n"
    assert (done.returncode, done.stdout, done.stderr.decode()) == (code, b"", line)
    assert rows > 500
    assert scans.run(table, "-o", out).returncode == 0
    assert out.read_bytes() == whole


@pytest.mark.parametrize("name", ["rows", "journal"])
@pytest.mark.parametrize("torn", ["cut", "overwritten", "lengthened"])
def test_a_part_that_a_power_cut_tore_is_done_again(table: Path, out: Path, whole: bytes, name: str, torn: str) -> None:
    stopped(table, out, parts=5)
    file = Path(f"{out}.scan") / name
    data = file.read_bytes()
    changed = {"cut": data[:-700], "overwritten": data[:-700] + b"\0" * 700, "lengthened": data + b'{"id": "x"}'}
    file.write_bytes(changed[torn])
    assert scans.run(table, "-o", out).returncode == 0
    assert out.read_bytes() == whole


def test_a_folder_that_lost_a_file_is_begun_anew(table: Path, out: Path, whole: bytes) -> None:
    stopped(table, out)
    (Path(f"{out}.scan") / "rows").unlink()
    assert scans.run(table, "-o", out).returncode == 0
    assert out.read_bytes() == whole


def test_two_scans_never_write_one_output(table: Path, out: Path, whole: bytes) -> None:
    first = scans.paused(table, "-o", out)
    second = scans.run(table, "-o", out)
    first.send_signal(signal.SIGCONT)
    assert second.returncode == 2
    assert b"another scan is writing it; wait for it, or name another output" in second.stderr
    assert first.communicate(timeout=60)[1] == b""
    assert out.read_bytes() == whole


@LINUX
def test_a_scan_leaves_nothing_behind_where_no_open_file_can_be_removed(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows."""

    def removed(folder: str, ignore_errors: bool) -> None:
        in_use = scans.open_below(Path(folder))
        for file in Path(folder).iterdir():
            if file.name not in in_use:
                file.unlink()
        if not any(Path(folder).iterdir()):
            Path(folder).rmdir()

    monkeypatch.setattr(journal, "WINDOWS", True)
    monkeypatch.setattr("openness.scan.journal.shutil.rmtree", removed)
    journal.Journal(str(out), {}, b"").finish(b"")
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_another_input_is_refused(tables: Path, tmp_path: Path) -> None:
    table, out = tmp_path / "models.jsonl", tmp_path / "out.jsonl"
    shutil.copy(tables / "models.jsonl", table)
    stopped(table, out)
    data = table.read_bytes()
    table.write_bytes(data.replace(b'"mit"', b'"MIT"', 1))
    done = scans.run(table, "-o", out)
    assert done.returncode == 2
    assert b"it cannot go on: the input is another, or was changed; scan as before, or use --restart" in done.stderr
    assert not out.exists()
    assert scans.run(table, "-o", out, "--restart").returncode == 0
    assert len(out.read_bytes().splitlines()) == COUNT


def test_other_definitions_are_refused(table: Path, out: Path) -> None:
    stopped(table, out)
    done = scans.run(table, "-o", out, "--under", "osaid-1.0")
    assert done.returncode == 2
    assert b"other definitions were asked for" in done.stderr


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("tool", "openness was of another version"),
        ("data", "data were others"),
        ("batch", "its rows were read in batches of another size"),
    ],
)
def test_another_version_is_refused(table: Path, out: Path, key: str, words: str) -> None:
    stopped(table, out)
    journal = Path(f"{out}.scan") / "journal"
    header, *parts = journal.read_text(encoding="utf-8").splitlines(keepends=True)
    journal.write_text(json.dumps(json.loads(header) | {key: "0"}) + "\n" + "".join(parts), encoding="utf-8")
    done = scans.run(table, "-o", out)
    assert done.returncode == 2
    assert words.encode() in done.stderr


def test_other_records_are_refused(table: Path, out: Path, tmp_path: Path) -> None:
    stopped(table, out)
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "one.toml").write_text(
        'id = "LicenseRef-One"\nname = "One"\n[read]\nfrom = "https://one.example"\non = 2026-01-01\nwhole = true\n'
    )
    done = scans.run(table, "-o", out, "--shelf", shelf)
    assert done.returncode == 2
    assert b"other records were on the shelf" in done.stderr, done.stderr


def test_an_input_that_changes_while_it_is_read_gives_no_output(tables: Path, tmp_path: Path) -> None:
    table, out = tmp_path / "models.jsonl", tmp_path / "out.jsonl"
    shutil.copy(tables / "models.jsonl", table)
    process = scans.paused(table, "-o", out)
    with table.open("ab") as stream:
        stream.write(b'{"id": "late/row"}\n')
    process.send_signal(signal.SIGCONT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert b"it was changed while it was read; scan it again with --restart" in errors
    assert not out.exists()


@LINUX
def test_a_file_that_may_grow_no_further_stops_the_scan_and_it_goes_on(table: Path, out: Path, whole: bytes) -> None:
    done = scans.run(table, "-o", out, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)))
    assert done.returncode == 2
    assert b"it cannot be written: File too large" in done.stderr
    assert not out.exists()
    assert scans.run(table, "-o", out).returncode == 0
    assert out.read_bytes() == whole


@LINUX
def test_a_full_disk_is_named_and_the_scan_goes_on_when_there_is_room(
    table: Path, tmp_path: Path, whole: bytes
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    inside = (
        f"mount -t tmpfs -o size=1m full {disk} && {{ {command(table, disk / 'out.jsonl')}; echo code $?; ls {disk}; }}"
    )
    inside += f" && mount -o remount,size=64m {disk} && {command(table, disk / 'out.jsonl')} && cat {disk}/out.jsonl"
    done = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", inside],
        capture_output=True,
        env=scans.environment(),
        cwd="/",
    )
    if b"mount" in done.stderr or b"unshare" in done.stderr:
        pytest.skip("no file system can be mounted here")
    assert b"it cannot be written: No space left on device; make room and scan again" in done.stderr
    first, _, rest = done.stdout.partition(b"code 2\nout.jsonl.scan\n")
    assert first == b""
    assert rest.endswith(whole)


def command(*words: object) -> str:
    """A scan for a shell."""
    return f"{sys.executable} {scans.__file__} scan {words[0]} -o {words[1]} --under spectrum"


@LINUX
def test_a_folder_that_cannot_be_written_to_is_named(table: Path, tmp_path: Path) -> None:
    folder = tmp_path / "read-only"
    folder.mkdir()
    folder.chmod(0o555)
    words = [sys.executable, scans.__file__, "scan", str(table), "-o", str(folder / "out.jsonl")]
    if os.getuid() == 0:
        setpriv = shutil.which("setpriv")
        if not setpriv:
            pytest.skip("root may write everywhere")
        words = [setpriv, "--bounding-set=-all", "--inh-caps=-all", *words]
    done = subprocess.run(words, capture_output=True, env=scans.environment(), cwd="/")
    assert done.returncode == 2
    assert done.stderr.strip().endswith(b"out.jsonl: it cannot be written: Permission denied")
    folder.chmod(0o755)


def test_a_link_in_the_output_folder_is_not_written_through(
    table: Path, out: Path, whole: bytes, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    for name in ("out.jsonl", "out.jsonl.rejected.jsonl"):
        (tmp_path / name).symlink_to(victim)
    assert scans.run(table, "-o", out).returncode == 0
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not out.is_symlink()
    assert out.read_bytes() == whole


@pytest.mark.parametrize("name", ["", "/rows", "/journal", "/lock", "/rejected"])
def test_a_link_in_the_place_of_the_work_folder_is_refused(table: Path, out: Path, tmp_path: Path, name: str) -> None:
    victim = tmp_path / "victim"
    victim.mkdir() if not name else victim.write_text("mine", encoding="utf-8")
    if name:
        Path(f"{out}.scan").mkdir()
    Path(f"{out}.scan{name}").symlink_to(victim)
    done = scans.run(table, "-o", out)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert not list(victim.iterdir()) if not name else victim.read_text(encoding="utf-8") == "mine"


def test_a_row_that_is_none_is_kept_aside_and_every_other_is_answered(tmp_path: Path) -> None:
    records = scans.jsonl(tmp_path / "good.jsonl", scans.rows(2_000)).read_bytes().splitlines(keepends=True)
    bad = {
        7: b'{"id": "a", \n',
        500: b"\xff\xfe\n",
        501: b"[1]\n",
        1_000: b'{"id": "a", "license": "mit", "license": "gpl-3.0"}\n',
        1_500: b'{"id": "' + b"x" * (1 << 20) + b'"}\n',
        1_501: b'{"id": NaN}\n',
        2_007: b'{"id": "cut", "license": "mi',
    }
    lines = list(records)
    for number, line in bad.items():
        lines.insert(number - 1, line)
    table = tmp_path / "models.jsonl"
    table.write_bytes(b"".join(lines))
    out = tmp_path / "out.jsonl"
    done = scans.run(table, "-o", out)
    assert done.returncode == 3, done.stderr
    rejected = [json.loads(line) for line in Path(f"{out}.rejected.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["row"] for row in rejected] == [row["line"] for row in rejected] == sorted(bad)
    assert [row["problem"].partition(":")[0] for row in rejected] == [
        "it is not valid JSON",
        "its bytes are no UTF-8",
        "it is not a JSON object",
        "a key stands twice in it",
        f"the row has {(1 << 20) + 10:,} bytes or more, and 1,048,576 are read",
        "it is not valid JSON",
        "it is not valid JSON",
    ]
    good = tmp_path / "good.out.jsonl"
    scans.run(tmp_path / "good.jsonl", "-o", good)
    assert out.read_bytes() == good.read_bytes()
    assert b"7 rows could not be read; they stand in" in done.stderr


def test_a_scan_with_bad_rows_goes_on_with_all_of_them(tmp_path: Path) -> None:
    lines = scans.jsonl(tmp_path / "models.jsonl", scans.rows(COUNT)).read_bytes().splitlines(keepends=True)
    lines[50::1000] = [b"no row\n"] * len(lines[50::1000])
    table = tmp_path / "models.jsonl"
    table.write_bytes(b"".join(lines))
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    stopped(table, first)
    for out in (first, second):
        assert scans.run(table, "-o", out).returncode == 3
    assert first.read_bytes() == second.read_bytes()
    beside = [Path(f"{out}.rejected.jsonl").read_bytes() for out in (first, second)]
    assert beside[0] == beside[1]
    assert [json.loads(line)["row"] for line in beside[0].splitlines()] == list(range(51, COUNT, 1000))


def test_rejected_rows_of_an_earlier_scan_are_taken_away(table: Path, out: Path) -> None:
    Path(f"{out}.rejected.jsonl").write_text("{}\n", encoding="utf-8")
    assert scans.run(table, "-o", out).returncode == 0
    assert not Path(f"{out}.rejected.jsonl").exists()


@pytest.mark.parametrize("damage", ["head", "tail", "footer", "page", "empty"])
def test_damaged_parquet_is_named(tables: Path, tmp_path: Path, damage: str) -> None:
    data = bytearray((tables / "models.parquet").read_bytes())
    middle = len(data) // 2
    changed = {
        "head": b"\0" * 8 + data[8:],
        "tail": data[:middle],
        "footer": data[:-300] + bytes(random.Random(1).randbytes(300 - 8)) + data[-8:],
        "page": data[:60] + bytes(random.Random(1).randbytes(middle)) + data[60 + middle :],
        "empty": b"",
    }[damage]
    table, out = tmp_path / "models.parquet", tmp_path / "out.parquet"
    table.write_bytes(bytes(changed))
    done = scans.run(table, "-o", out)
    assert done.returncode == 2, (done.stdout, done.stderr)
    assert done.stderr.startswith(f"openness: {table}: it cannot be read: ".encode())
    assert done.stderr.count(b"\n") == 1
    assert not out.exists()


@pytest.mark.parametrize("packed", ["gz", "zst"])
def test_a_packed_table_that_is_cut_is_named(tables: Path, tmp_path: Path, packed: str) -> None:
    import pyarrow

    data = pyarrow.compress((tables / "models.jsonl").read_bytes(), {"gz": "gzip", "zst": "zstd"}[packed], asbytes=True)
    table, out = tmp_path / f"models.jsonl.{packed}", tmp_path / "out.jsonl"
    table.write_bytes(data[: len(data) // 2])
    done = scans.run(table, "-o", out)
    assert done.returncode == 2, done.stdout
    assert b"it cannot be read" in done.stderr
    assert not out.exists()


def test_a_packed_table_that_was_killed_goes_on(tables: Path, tmp_path: Path, whole: bytes) -> None:
    import gzip

    table, out = tmp_path / "models.jsonl.gz", tmp_path / "out.jsonl"
    table.write_bytes(gzip.compress((tables / "models.jsonl").read_bytes()))
    stopped(table, out)
    assert scans.run(table, "-o", out).returncode == 0
    assert out.read_bytes() == whole


def test_a_plain_locale_changes_nothing(table: Path, out: Path, whole: bytes) -> None:
    plain = scans.environment(
        LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", TZ="Asia/Kathmandu", PYTHONHASHSEED="7"
    )
    done = scans.run(table, "-o", out, env=plain)
    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == whole


def test_nothing_but_the_output_is_written_and_no_network_is_asked(table: Path, out: Path, whole: bytes) -> None:
    """There is no HOME; each opened socket, process and file for writing is looked at."""
    watch = (
        "import os, runpy, sys\n"
        "def hook(event, args):\n"
        "    reaches = event.startswith('socket.') or event in ('subprocess.Popen', 'os.fork')\n"
        "    writes = event == 'open' and isinstance(args[0], str) and args[2] & 3 and not args[0].startswith(sys.argv[3])\n"
        "    if reaches or writes:\n"
        "        os.write(2, f'{event} {args}'.encode()), os._exit(9)\n"
        "import pyarrow\n"
        "sys.addaudithook(hook)\n"
        f"runpy.run_path({scans.__file__!r}, run_name='__main__')\n"
    )
    words = ["-c", watch, "scan", "-o", str(out), str(table), "--under", "spectrum"]
    done = subprocess.run([sys.executable, *words], capture_output=True, env=scans.environment(), cwd="/")
    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == whole


@LINUX
def test_few_open_files_are_enough(table: Path, out: Path, whole: bytes) -> None:
    done = scans.run(table, "-o", out, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32)))
    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == whole


@LINUX
@pytest.mark.parametrize("size", [100, 200, 300, 400, 600])
def test_little_memory_is_enough_or_named(table: Path, out: Path, whole: bytes, size: int) -> None:
    limit = size << 20
    done = scans.run(table, "-o", out, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
    assert done.returncode in (0, 2), (done.returncode, done.stderr)
    if done.returncode:
        assert b"memory" in done.stderr.splitlines()[-1]
        assert scans.run(table, "-o", out).returncode == 0
    assert out.read_bytes() == whole


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_reader_that_leaves_ends_the_scan_without_noise(table: Path, form: str) -> None:
    with scans.begin(table, "--format", form) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 2


@LINUX
@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_a_full_standard_output_is_named(table: Path, form: str) -> None:
    with open("/dev/full", "wb") as full:
        done = scans.run(table, "--format", form, stdout=full)
    assert done.returncode == 2
    assert b"standard output: it cannot be written: No space left on device" in done.stderr


@pytest.fixture(autouse=True)
def nothing_is_left(tmp_path: Path) -> Iterator[None]:
    """A scan that was done has taken its work folder away."""
    yield
    for folder in tmp_path.glob("*.scan"):
        assert not Path(str(folder).removesuffix(".scan")).is_file() or folder.is_symlink()


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_files_of_a_journal_have_the_mode_that_the_umask_leaves(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        made = journal.Journal(str(tmp_path / "out.csv"), {}, b"")
    finally:
        os.umask(before)
    modes = {file.name: file.stat().st_mode & 0o777 for file in Path(made.folder).iterdir()}
    made.discard()
    assert set(modes.values()) == {0o666 & ~mask}
