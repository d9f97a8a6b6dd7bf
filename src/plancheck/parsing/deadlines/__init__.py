"""Reads a deadline cell: text, the plan's period and a lexicon in, a `Deadline` out."""

from plancheck.parsing.deadlines.read import ANY_YEAR, read_deadline
from plancheck.parsing.deadlines.words import DeadlineWords

__all__ = ["ANY_YEAR", "DeadlineWords", "read_deadline"]
