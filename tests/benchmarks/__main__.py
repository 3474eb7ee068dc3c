"""Speed, beside others: `make bench` measures every group and writes `docs/reference/speed.md`.

    python -m tests.benchmarks [GROUP …] [--rows N] [--pairs N] [--peers FOLDER] [--texts FOLDER] [--cards FOLDER] [--page FILE]

A group is a module of this folder; its first lines say what is measured beside what. Only ratios of one run are worth quoting.
"""

import argparse
import subprocess
from importlib import import_module
from pathlib import Path

from tests.support.goals import Asked, Goal, LeftOut, page

HERE = Path(__file__).parent
GROUPS = sorted(path.stem for path in HERE.glob("[a-z]*.py"))
CARDS = HERE.parent / "corpus/card"


def main() -> None:
    """Print a line for each goal: the figure, its bounds, and which it keeps; write a page of them if asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Speed, beside others.")
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"all by default: {', '.join(GROUPS)}")
    parser.add_argument("--rows", type=int, default=3_000_000, help="models of a catalogue; 3 million by default")
    parser.add_argument("--pairs", type=int, default=7, help="how often ours and a peer take turns; 7 by default")
    parser.add_argument("--step", type=int, default=4, help="of the SPDX texts that ship every how many; 4 by default")
    parser.add_argument("--texts", metavar="FOLDER", default="", help="more licence texts, read as UTF-8")
    parser.add_argument("--cards", metavar="FOLDER", default=str(CARDS), help="cards; those of the tests by default")
    parser.add_argument(
        "--peers", metavar="FOLDER", default="", help="where peers for texts are installed; none by default"
    )
    parser.add_argument("--page", metavar="FILE", help="write the goals as a page of the documentation")
    call = parser.parse_args()
    if unknown := set(call.groups) - set(GROUPS):
        parser.error(f"there is no group {', '.join(sorted(unknown))}; groups are {', '.join(GROUPS)}")
    asked = Asked(call.rows, call.pairs, call.step, call.texts, call.cards, call.peers)
    goals: list[Goal] = []
    for name in call.groups or GROUPS:
        try:
            for goal in import_module(f"tests.benchmarks.{name}").goals(asked):
                print(goal, flush=True)
                goals.append(goal)
        except (LeftOut, ModuleNotFoundError) as error:
            print(f"{name} is left out: {error}", flush=True)
    if call.page:
        Path(call.page).write_text(page(goals, asked, _versions(call.peers)), encoding="utf-8")


def _versions(folder: str) -> dict[str, str]:
    """The peers in environments of their own, with their versions."""
    found = {}
    for place in sorted(Path(folder).iterdir()) if folder else ():
        code = f"from importlib.metadata import version; print(version({place.name!r}))"
        done = subprocess.run([str(place / "bin/python"), "-c", code], capture_output=True, text=True, check=True)
        found[place.name] = done.stdout.strip()
    return found


if __name__ == "__main__":
    main()
