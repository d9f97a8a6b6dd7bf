"""The command line: the only room that prints and exits."""

from plancheck.cli.app import main

__all__ = ["main"]
