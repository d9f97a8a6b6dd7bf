"""Finds the waivers that are meant for a plan: the file beside it or further up, and those inside a plan file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["WAIVERS_FILE", "waiver_file_of"]

WAIVERS_FILE: Final = "plancheck-waivers.yaml"


def waiver_file_of(path: Path) -> Path | None:
    """The nearest waiver file from the plan's folder upward; for «-» (standard input) from the current folder."""
    try:
        beside = Path.cwd() if str(path) == "-" else path.resolve().parent
        found = (folder / WAIVERS_FILE for folder in (beside, *beside.parents))
        return next((file for file in found if file.is_file()), None)
    except (OSError, ValueError):  # a folder that may not be looked into, a name the system refuses
        return None
