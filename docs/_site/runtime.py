"""The files that the page to try `openness` needs beside it: `python docs/_site/runtime.py WHEEL FOLDER`.

The runtime is Pyodide, from its package in the npm registry, checked against its hash. The package is the wheel as it
is; of its dependencies only what a card needs goes with it: attrs, and PyYAML without its compiled part.
"""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from importlib.metadata import files
from pathlib import Path

PYODIDE = "314.0.7"
INTEGRITY = "sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
DEPENDENCIES = ("attrs", "PyYAML")
ANSWERS = Path(__file__).parents[1] / "_static/try/answers.py"


def main(wheel: Path, folder: Path) -> None:
    """Fill a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    if not all((folder / name).is_file() for name in RUNTIME):
        unpack(folder)
    for old in folder.glob("*.whl"):
        old.unlink()
    shutil.copyfile(wheel, folder / wheel.name)
    pack(folder / "dependencies.zip")
    (folder / "archives.json").write_text(json.dumps([wheel.name, "dependencies.zip"]))


def unpack(folder: Path) -> None:
    """Take the runtime from the npm registry."""
    with tempfile.TemporaryDirectory() as place:
        call = ["npm", "pack", f"pyodide@{PYODIDE}", "--silent", "--pack-destination", place]
        try:
            subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
        except FileNotFoundError:
            sys.exit("runtime: npm is not installed; the page to try openness takes Pyodide from the npm registry")
        (package,) = Path(place).glob("*.tgz")
        digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
        if f"sha512-{digest}" != INTEGRITY:
            sys.exit(f"runtime: pyodide {PYODIDE} is not the package that was looked at: sha512-{digest}")
        with tarfile.open(package) as archive:
            for name in RUNTIME:
                member = archive.extractfile(f"package/{name}")
                assert member is not None
                (folder / name).write_bytes(member.read())


def pack(path: Path) -> None:
    """Write what the wheel imports into one archive, the same bytes each time."""
    sources = {"answers.py": ANSWERS}
    for package in DEPENDENCIES:
        for file in files(package) or ():
            if file.suffix == ".py" and not file.parts[0].startswith(("_", "..")):
                sources[str(file)] = Path(str(file.locate()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in sorted(sources.items()):
            archive.writestr(zipfile.ZipInfo(name), source.read_bytes(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
