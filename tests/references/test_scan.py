"""The files below a path that are read, and those that are counted."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from openness.errors import OpennessError
from openness.references.scan import CODE_LIMIT, reader_of, scan

LOADS = 'f.from_pretrained("acme-ai/m1")\n'


def test_vendored_and_ignored_folders_are_left_out_and_counted(tmp_path: Path) -> None:
    for name in ("app.py", "vendor/lib/a.py", "third_party/b.py", "build/c.py", "node_modules/d.js"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(LOADS)
    (tmp_path / ".gitignore").write_text("build/\n")
    scanned = scan(str(tmp_path))
    assert [reference.source.document for reference in scanned.references] == [f"{tmp_path}/app.py"]
    assert (scanned.read, scanned.ignored, scanned.vendored) == ((f"{tmp_path}/app.py",), 1, 2)


def test_in_tests_a_guess_counts_where_the_code_uses_something_of_that_account(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_a.py").write_text('model = "acme-ai/m2"\nmodel = "nobody/m3"\n')
    assert (scan(str(tmp_path)).references, scan(str(tmp_path)).fixtures) == ((), 2)
    (tmp_path / "a.py").write_text(LOADS)
    scanned = scan(str(tmp_path))
    assert ([reference.name for reference in scanned.references], scanned.fixtures) == (["acme-ai/m1", "acme-ai/m2"], 1)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (LOADS.encode() + b"\0", "binary"),
        (LOADS.encode() + b"(" * 1000, "not valid Python"),
        (LOADS.encode() + b"#" * CODE_LIMIT, "larger than"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_line_and_stops_no_other(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "a.py").write_bytes(content)
    (tmp_path / "b.py").write_text(LOADS)
    scanned = scan(str(tmp_path))
    assert [reference.source.document for reference in scanned.references] == [f"{tmp_path}/b.py"]
    assert [says in str(problem) for problem in scanned.problems] == [True]


def test_bytes_that_are_no_utf_8_hide_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"# \xff\xfe\n" + LOADS.encode())
    assert [reference.source.line for reference in scan(str(tmp_path)).references] == [2]


def test_nothing_is_imported_or_run(tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    (tmp_path / "a.py").write_text(f"open({str(marker)!r}, 'w')\n{LOADS}")
    (tmp_path / "a.sh").write_text(f"touch {marker}\nvllm serve acme-ai/m1\n")
    assert len(scan(str(tmp_path)).references) == 2
    assert not marker.exists()


def test_a_link_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.py").write_text(LOADS)
    (tmp_path / "in").mkdir()
    os.symlink(tmp_path / "out", tmp_path / "in" / "folder")
    os.symlink(tmp_path / "out" / "a.py", tmp_path / "in" / "a.py")
    assert scan(str(tmp_path / "in")).references == ()


def test_a_path_with_nothing_there_is_an_error() -> None:
    with pytest.raises(OpennessError):
        scan("nowhere")


def test_a_lock_of_a_package_manager_is_not_read() -> None:
    for name in ("package-lock.json", "poetry.lock", "app.min.js", "photo.png"):
        assert reader_of(name) is None, name
    for name in ("a.py", "Dockerfile.gpu", "docker/Dockerfile", "Modelfile", "requirements-dev.txt", ".env", "a.tsx"):
        assert reader_of(name) is not None, name


def test_settings_larger_than_settings_are_counted_and_no_problem(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"model": "acme-ai/m1", "x": "' + "x" * CODE_LIMIT + '"}')
    scanned = scan(str(tmp_path))
    assert (scanned.references, scanned.problems, scanned.large) == ((), (), 1)


def test_a_bar_is_handed_every_file(tmp_path: Path) -> None:
    for name in ("a.py", "b.sh"):
        (tmp_path / name).write_text("\n")
    shown: list[object] = []

    def progress(files: Iterable[Any]) -> list[Any]:
        seen = list(files)
        shown.extend(seen)
        return seen

    scan(str(tmp_path), progress=progress)
    assert len(shown) == 2


def test_a_scan_opens_files_for_reading_alone_and_runs_imports_and_fetches_nothing(tmp_path: Path) -> None:
    """An audit hook sees whatever Python itself does, in a process of its own, for a hook stays for good."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "json.py").write_text("raise SystemExit('imported')\n" + LOADS)
    (tmp_path / "app" / "a.sh").write_text("vllm serve acme-ai/m1 && curl https://huggingface.co/acme-ai/m2\n")
    (tmp_path / "app" / "a.yaml").write_text("model: acme-ai/m3\nx: !!python/object/apply:os.system [touch ran]\n")
    (tmp_path / "app" / "requirements.txt").write_text("https://huggingface.co/acme-ai/m4/resolve/main/x.whl\n")
    code = (
        "import sys\n"
        "from openness.cli import main\n"
        "main(['inventory', 'app', '-o', 'first.txt'])\n"  # what is imported once is imported now
        "seen = []\n"
        "def hook(event, words):\n"
        "    if event == 'open' and isinstance(words[2], int) and words[2] & 3:\n"
        "        seen.append(words[0])\n"
        "    elif event.startswith(('socket.', 'subprocess.', 'os.system', 'os.exec', 'os.posix_spawn', 'os.fork', 'exec')):\n"
        "        seen.append(event)\n"
        "    elif event == 'import' and words[1] and 'app' in str(words[1]):\n"
        "        seen.append(event)\n"
        "sys.addaudithook(hook)\n"
        "code = main(['inventory', 'app', '-o', 'second.txt'])\n"
        "print(code, [str(name).rpartition('.')[2] for name in seen], 'app' in ' '.join(sys.path))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout == "0 ['part'] False\n", ran.stdout + ran.stderr
    assert {"acme-ai/m1", "acme-ai/m3", "acme-ai/m4"} <= set(
        re.findall(r"acme-ai/m\d", (tmp_path / "second.txt").read_text())
    )


@pytest.mark.parametrize("name", ["deepseek-chat", "o3", "command-r-plus", "bert-base-uncased", "acme-ai/m1"])
def test_a_file_with_nothing_but_one_name_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.yaml").write_text(f"model: {name}\n")
    assert len(scan(str(tmp_path)).references) == 1


def test_a_file_that_names_nothing_but_a_repository_of_one_letter_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('from transformers import AutoModel\nAutoModel.from_pretrained("team/x")\n')
    assert [reference.name for reference in scan(str(tmp_path)).references] == ["team/x"]
