"""Understands a document as a plan: the head, the table, deadlines, those responsible, topics, territory."""

from plancheck.parsing.lexicons import Lexicons, lexicons_with, shipped_lexicons
from plancheck.parsing.understanding import understand

__all__ = ["Lexicons", "lexicons_with", "shipped_lexicons", "understand"]
