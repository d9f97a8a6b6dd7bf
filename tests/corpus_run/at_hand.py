"""Texts of plans, and of a letter that is none."""

from __future__ import annotations

from pathlib import Path

TEXTS = Path(__file__).parents[1] / "plan_texts"
SCHOOL = (TEXTS / "school.txt").read_bytes()
TOWN = (TEXTS / "town.txt").read_bytes()
LETTER = (TEXTS / "letter.txt").read_bytes()
