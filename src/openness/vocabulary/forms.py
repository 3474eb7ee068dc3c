"""Words that stand in a form that is written, and by which it is known when it is read back."""

DRAFT = "Draft"  # at the top of a form
BLANK = "To fill in"  # in every field that a person has to fill
PRESENT = "Present in the training data"  # at the box of a kind of content
#: The name of a filled-in summary of training content among the descriptions of the training data.
SUMMARY = "public summary of training content"
#: The titles of the forms that are written and not read back.
NOT_READ = ("Documentation of training data", "Model Documentation Form")
