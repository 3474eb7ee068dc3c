"""Documentation of training data under California's AB 2013, as far as a release fills it."""

from openness.export import _form
from openness.export.summary import Outline

NAME = "ab-2013"
HOLDS = _form.holds(NAME)


def write(outline: Outline) -> str:
    """The form, in Markdown."""
    return _form.write(NAME, outline)
