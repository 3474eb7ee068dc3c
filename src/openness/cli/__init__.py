"""The command line. `openness.cli` hands on what starts it; nobody imports it but the console script."""

from openness.cli.command_line import main, parser, run

__all__ = ["main", "parser", "run"]
