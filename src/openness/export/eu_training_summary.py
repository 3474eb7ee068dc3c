"""The EU's public summary of training content (AI Act, Article 53(1)(d)), as far as a release fills it."""

from openness.export import _form
from openness.export.summary import Outline

NAME = "eu-training-summary"
HOLDS = _form.holds(NAME)


def write(outline: Outline) -> str:
    """The form, in Markdown."""
    return _form.write(NAME, outline)
