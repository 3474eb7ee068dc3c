"""The endings of files of weights, of code and of data."""

from openness.vocabulary import Content, Kind
from openness.vocabulary.endings import WEIGHTS

CODE = frozenset(
    "py pyx ipynb sh bash zsh fish ps1 bat c cc cpp cxx cu cuh h hh hpp m mm swift metal rs go java kt kts scala clj cs fs vb js"
    " mjs cjs jsx ts tsx vue svelte dart jl r lua rb php pl hs ml ex exs erl zig nim f90 f95 cl glsl proto asm".split()
)
DATA = frozenset("csv tsv parquet arrow jsonl".split())

#: The kinds that a release may be of.
DESCRIBED = (Kind.MODEL_PARAMETERS_FINAL, Kind.DATASETS)

#: Folders whose files are there to test something, and no part of a release.
TEST_FOLDERS = frozenset("test tests testing testdata fixture fixtures".split())


def kinds_of(path: str, folders: int = 64) -> tuple[Kind, ...]:
    """The kinds of component that a file of this name may be part of; none where its ending does not tell.

    Args:
        path: its name, with the folders it lies in.
        folders: how many of the folders are looked at, from the file upwards.

    >>> [kind.value for kind in (*kinds_of("weights/small.gguf"), *kinds_of("train.csv"), *kinds_of("logo.png"))]
    ['model-parameters-final', 'datasets']
    >>> kinds_of("tests/small.gguf")
    ()
    """
    *above, base = path.split("/")
    ending = base.lower().rpartition(".")[2] if "." in base else ""
    if of_tests("/".join(above[-folders:])):
        return ()
    if f".{ending}" in WEIGHTS:
        return (Kind.MODEL_PARAMETERS_FINAL,)
    if ending in DATA:
        return (Kind.DATASETS,)
    return tuple(kind for kind in Kind if kind.content is Content.CODE) if ending in CODE else ()


def of_tests(folder: str) -> bool:
    """True where a folder, or one it lies in, is one of tests."""
    return not TEST_FOLDERS.isdisjoint(folder.lower().split("/"))
