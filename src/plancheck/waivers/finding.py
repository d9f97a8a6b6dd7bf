"""Finds the waivers that are meant for a plan: the file beside it or further up, and those inside a plan file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from plancheck.errors import UnreadableError
from plancheck.opening import content_of
from plancheck.report.model import Checked

__all__ = ["PLAN_FILES", "WAIVERS_FILE", "content_with_waivers", "has_waivers", "may_hold_waivers", "waiver_file_of"]

WAIVERS_FILE: Final = "plancheck-waivers.yaml"
PLAN_FILES: Final = ("yaml", "json")


def has_waivers(checked: Checked) -> bool:
    """Whether any plan has a waiver file or waivers of its own: reading them needs much that is else not loaded."""
    plans = checked.report.plans
    beside = any(waiver_file_of(Path(plan.source.path)) for plan in plans)
    contents = checked.contents or (None,) * len(plans)
    return beside or any(
        content_with_waivers(plan.source.path, plan.source.format, content) is not None
        for plan, content in zip(plans, contents, strict=True)
    )


def waiver_file_of(path: Path) -> Path | None:
    """The nearest waiver file from the plan's folder upward; for «-» (standard input) from the current folder.

    Its path is from the current folder on where it stands in there.
    """
    try:
        here = Path.cwd()
        beside = here if str(path) == "-" else path.resolve().parent
        found = (folder / WAIVERS_FILE for folder in (beside, *beside.parents))
        file = next((file for file in found if file.is_file()), None)
    except (OSError, ValueError):  # a folder that may not be looked into, a name the system refuses
        return None
    return file.relative_to(here) if file and file.is_relative_to(here) else file


def content_with_waivers(path: str, format: str, content: bytes | None) -> bytes | None:
    """The bytes of a plan file that may hold waivers; None of other files, and where the file is gone.

    `content` are its bytes where they are at hand; else it is read.
    """
    if format not in PLAN_FILES:
        return None
    if content is None:
        try:
            content = content_of(Path(path))
        except UnreadableError:
            return None
    return content if may_hold_waivers(format, content) else None


def may_hold_waivers(format: str, content: bytes) -> bool:
    """Whether a file may have waivers inside: a plan file that has the word."""
    return format in PLAN_FILES and b"waivers" in content
