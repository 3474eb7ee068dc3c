"""`python -m openness`."""

from openness.cli import run

run()
