"""The version, as a constant: asking the installed metadata costs a third of a start-up."""

__version__ = "0.1.0"
