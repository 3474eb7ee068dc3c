"""Policies that come with the package: each is a file in `presets/`, and begins with a sentence on what it asks."""

import os

_FOLDER = os.path.join(os.path.dirname(__file__), "presets")
_ENDING = ".toml"


def names() -> tuple[str, ...]:
    """The names of the presets, in order.

    >>> names()
    ('commercial', 'eu-exempt', 'no-field-of-use', 'open-weights', 'osi-only', 'permissive-only')
    """
    return tuple(sorted(name.removesuffix(_ENDING) for name in os.listdir(_FOLDER) if name.endswith(_ENDING)))


def text(name: str) -> str:
    """The text of a preset, in the form of a policy file.

    Raises:
        OpennessError: with the nearest name, when there is none of this name.
    """
    known = names()
    if name not in known:
        from openness.errors import OpennessError, Problem, nearest  # the help of the command line asks for names alone

        help = nearest(name, known) or f"known are {', '.join(known)}"
        raise OpennessError(Problem("", None, f"there is no preset {name!r}", help))
    with open(os.path.join(_FOLDER, name + _ENDING), encoding="utf-8") as file:
        return file.read()


def says(name: str) -> str:
    """The sentence on what a preset asks.

    >>> says("open-weights")
    'Anyone can download the weights and use them for anything.'
    """
    return text(name).partition("\n")[0].removeprefix("# ")
