"""Threads, processes and poor surroundings change no answer."""

import json
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from tests.support.growth import card, listed

import openness
from openness.evaluation.classification import Classification

CARDS = [
    "docs/examples/llama-3.1/README.md",
    "docs/examples/olmo-2/README.md",
]
MEMORY = 512 * 1024 * 1024  # bytes of address space: code, libraries and threads of a plain check fit in


def answer(path: str) -> str:
    """A classification of a file, as text."""
    return json.dumps(openness.classify(path, under=["osaid-1.0"]).to_dict())


def whole(path: str) -> Classification:
    """A classification that crosses to another process."""
    return openness.classify(path, under=["osaid-1.0"])


def paths() -> list[str]:
    return [path for path in CARDS if os.path.exists(path)]


def test_eight_threads_that_share_a_fresh_shelf_have_the_answers_of_one() -> None:
    records = [
        {"license": word, "base_model": f"a/llama-3-{word}"} for word in ("mit", "gpl-3.0", "odd", "llama3.1")
    ] * 2
    alone = [json.dumps(openness.classify(record, shelf=openness.Shelf()).to_dict()) for record in records]
    shelf, together = openness.Shelf(), Barrier(8)

    def ask(record: dict[str, str]) -> str:
        together.wait()
        return json.dumps(openness.classify(record, shelf=shelf).to_dict())

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, records)) == alone


@pytest.mark.parametrize("how", multiprocessing.get_all_start_methods())
def test_a_pool_of_processes_has_the_answers_of_one_however_it_starts(how: str) -> None:
    files = paths()
    assert files
    alone = [whole(path) for path in files]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(how)) as processes:
        assert list(processes.map(answer, files)) == [json.dumps(one.to_dict()) for one in alone]
        assert list(processes.map(whole, files)) == alone  # results that were pickled


def ran(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """The command line in a process of its own."""
    return subprocess.run([sys.executable, "-m", "openness", *arguments], capture_output=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    "settings",
    [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LC_ALL": "POSIX"}, {"TZ": "Asia/Kolkata"}],
    ids=["C", "POSIX", "another time zone"],
)
def test_the_locale_changes_no_byte(settings: dict[str, str], tmp_path: Path) -> None:
    written = (
        "openness: 1\nname: 鷺 Reiher é\ncomponents: {model-parameters-final: {availability: public, licence: MIT}}\n"
    )
    (tmp_path / "openness.yaml").write_text(written, encoding="utf-8")
    for form in ("text", "json", "markdown", "html"):
        usual, other = (
            ran("classify", "openness.yaml", "--format", form, cwd=tmp_path, env={**os.environ, **more})
            for more in ({}, settings)
        )
        assert usual.returncode == other.returncode == 0, other.stderr
        assert usual.stdout == other.stdout


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_AS"), reason="this system limits no address space")
@pytest.mark.parametrize("verb", ["classify", "check", "may"])
def test_a_small_address_space_is_enough(verb: str) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    result = ran(verb, paths()[0], preexec_fn=limit)
    assert result.returncode in (0, 1), result.stderr
    assert b"Traceback" not in result.stderr


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_AS"), reason="this system limits no address space")
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", card("base_model:\n" + listed("- a/b~", 190_000).replace(",", "\n") + "\n")),
        ("README.md", card("datasets:\n" + listed("- a/b~", 190_000).replace(",", "\n") + "\n")),
        ("README.md", card("", "The weights are under MIT. Only for research. " * 85_000)),
        ("openness.yaml", "openness: 1\nname: x\ncomponents:\n  datasets:\n" + "  - {licence: odd}\n" * 60_000),
    ],
    ids=["bases", "data sets", "prose", "items"],
)
def test_an_input_at_its_limit_needs_no_more_than_256_mib(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    ask = "import sys; from openness import cli; code = cli.main(sys.argv[1:])\n"
    ask += "sys.stderr.write(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')))\n"
    if not os.path.exists("/proc/self/status"):
        pytest.skip("this system does not say how much memory was used")
    run = [sys.executable, "-c", ask, "classify", "--format", "json", "-o", os.devnull, str(tmp_path / name)]
    result = subprocess.run(run, capture_output=True, text=True, check=True)
    assert int(result.stderr.split()[-2]) <= 256 * 1024, result.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_read_only_installation_works(tmp_path: Path) -> None:
    import yaml

    place = tmp_path / "installed"
    shutil.copytree(Path(openness.__file__).parent, place / "openness", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(Path(openness.__file__).parents[2] / "licences", tmp_path / "licences")
    for folder, _, names in os.walk(place):
        for name in names:
            os.chmod(os.path.join(folder, name), 0o444)
        os.chmod(folder, 0o555)
    assert yaml
    before = sorted(str(path) for path in place.rglob("*"))
    run = ran("classify", os.path.abspath(paths()[0]), env={**os.environ, "PYTHONPATH": str(place)}, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert b"Traceback" not in run.stderr
    if os.geteuid():  # root writes wherever it likes
        assert sorted(str(path) for path in place.rglob("*")) == before
