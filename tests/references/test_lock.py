"""The lock: written, read back, compared, merged."""

import subprocess
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import openness
from openness.cli import main
from openness.errors import OpennessError
from openness.references.lock import Lock, LockEntry, changes, lock_of, read
from openness.vocabulary.references import Sort

ENTRIES = st.builds(
    LockEntry,
    st.sampled_from(list(Sort)),
    st.from_regex(r"[a-zA-Z]{2,6}/[a-zA-Z0-9.-]{2,8}", fullmatch=True),
    st.sampled_from(["", "v1", "0123abc4"]),
    licence=st.one_of(st.just(""), st.text(min_size=1, max_size=20).map(str.strip)),
    day=st.sampled_from(["", "2026-11-29"]),
)


@given(st.lists(ENTRIES, max_size=6))
def test_what_is_written_is_toml_and_reads_back(
    tmp_path_factory: pytest.TempPathFactory, entries: list[LockEntry]
) -> None:
    lock = lock_of(entries)
    tomllib.loads(lock.text())
    path = tmp_path_factory.mktemp("lock") / "openness.lock"
    path.write_text(lock.text(), encoding="utf-8")
    again = read(str(path))
    assert again.entries == lock.entries
    assert again.text() == lock.text()


def test_the_text_does_not_depend_on_the_order() -> None:
    entries = [LockEntry(Sort.MODEL, name) for name in ("b/b1", "a/a1", "C/c1")]
    assert lock_of(entries).text() == lock_of(reversed(entries)).text()


def test_an_entry_keeps_its_day_while_nothing_else_changes() -> None:
    old = lock_of(
        [
            LockEntry(Sort.MODEL, "a/a1", licence="MIT", day="2026-01-01"),
            LockEntry(Sort.MODEL, "b/b1", day="2026-01-01"),
        ]
    )
    new = lock_of(
        [
            LockEntry(Sort.MODEL, "a/a1", licence="MIT", day="2026-02-02"),
            LockEntry(Sort.MODEL, "b/b1", licence="MIT", day="2026-02-02"),
        ]
    )
    assert [entry.day for entry in old.after(new).entries.values()] == ["2026-01-01", "2026-02-02"]
    assert changes(old, new) == ["b/b1 has another licence"]


def test_what_only_the_lock_knows_stays() -> None:
    old = lock_of([LockEntry(Sort.MODEL, "a/a1", licence="MIT", card="00", place="hub:a/a1", day="2026-01-01")])
    new = lock_of([LockEntry(Sort.MODEL, "a/a1", licence="MIT", place="lock", day="2026-02-02")])
    assert old.after(new).text() == old.text()


def test_two_branches_that_add_different_models_merge(tmp_path: Path) -> None:
    def write(name: str, *models: str) -> str:
        (tmp_path / name).write_text(
            lock_of(LockEntry(Sort.MODEL, model, licence="MIT", day="2026-01-01") for model in models).text()
        )
        return str(tmp_path / name)

    base = ("b/b1", "d/d1", "h/h1")
    ours, ancestor, theirs = write("ours", *base, "a/a1"), write("base", *base), write("theirs", *base, "f/f1")
    merged = subprocess.run(
        ["git", "merge-file", "-p", ours, ancestor, theirs], capture_output=True, text=True, check=False
    )
    assert merged.returncode == 0
    (tmp_path / "merged").write_text(merged.stdout)
    assert len(read(str(tmp_path / "merged")).entries) == 5


@pytest.mark.parametrize(
    "text",
    [
        "",
        "version = 2\n",
        "x",
        "version = 1\n[[used]]\nname = 'a/a1'\n",
        "version = 1\n" + 2 * "[[used]]\nkind = 'model'\nname = 'a/a1'\n",
        "version = 1\nused = 3\n",
        "version = 1\n[used]\nkind = 'model'\nname = 'a/a1'\n",
        "version = 1\nused = ['a/a1']\n",
        "version = 1\n[[used]]\nkind = 'model'\nname = 3\n",
        "version = 1\n[[used]]\nkind = 'model'\nname = 'a/a1'\nlicence = ['MIT']\n",
        "version = 1\n[[used]]\nkind = 'model'\nname = 'a/a1'\nlicence = nan\n",
        "version = 1\n[[used]]\nkind = 'model'\nname = 'a/a1'\nlicence = 'MIT'\nlicence = 'ISC'\n",
        "version = 1\n[[used]]\nkind = 'model'\nname = 'a/a1'\nlicence = 'M\xffT'\n",
    ],
)
def test_what_is_no_lock_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "l").write_bytes(text.encode("latin-1"))
    with pytest.raises(OpennessError):
        read(str(tmp_path / "l"))


def test_check_exits_with_1_where_it_is_out_of_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.py").write_text('f.from_pretrained("gpt2")\n')
    assert main(["lock", "--check"]) == 1
    assert not Path("openness.lock").exists()
    assert main(["lock"]) == 0
    assert main(["lock", "--check"]) == 0
    assert Path("openness.lock").read_text() == openness.lock(".")
    Path("a.py").write_text('f.from_pretrained("t5-small")\n')
    assert main(["lock", "--check"]) == 1


def test_a_lock_is_equal_by_what_it_holds() -> None:
    assert Lock(document="a") == Lock(document="b")
