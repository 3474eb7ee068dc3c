"""The Model Documentation Form of the EU's Code of Practice for general-purpose AI models, as far as a release fills it."""

from openness.export import _form
from openness.export.summary import Outline

NAME = "eu-model-documentation"
HOLDS = _form.holds(NAME)


def write(outline: Outline) -> str:
    """The form, in Markdown."""
    return _form.write(NAME, outline)
