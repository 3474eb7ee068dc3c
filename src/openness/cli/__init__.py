"""The command line. Only the console script imports it."""

from openness.cli.command_line import main, parser, run

__all__ = ["main", "parser", "run"]
