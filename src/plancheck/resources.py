"""Finds the rules, lexicons and calendars that ship with plancheck."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from plancheck.errors import PlancheckError


@cache
def shipped_rulesets() -> Path:
    """The folder of shipped rulesets: inside the installed package, or the checkout's own `rulesets/`."""
    here = Path(__file__).resolve().parent
    for folder in (here / "rulesets", here.parents[1] / "rulesets"):
        if (folder / "lexicons").is_dir():
            return folder
    raise PlancheckError(f"Не найдены правила рядом с {here}: установка plancheck повреждена, переустановите пакет.")


def is_shipped(file: Path) -> bool:
    """Whether a file is one of those that ship with plancheck."""
    return file.is_relative_to(shipped_rulesets())
