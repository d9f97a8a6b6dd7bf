"""Finds what is to be tested at a path: rulesets, and the test files that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from plancheck.rules.testing.case_files import is_case_file

__all__ = ["Gathered", "gather"]

_START = 4_000  # characters in which a file says what it is
_RULESET = re.compile(r"(?m)^[\"']?schema[\"']?\s*:\s*[\"']?plancheck\.ruleset/")


class Gathered(NamedTuple):
    """Ruleset files and test files, each list in the order of paths."""

    rulesets: tuple[Path, ...]
    cases: tuple[Path, ...]


def gather(place: Path) -> Gathered:
    """What a file or folder holds: of a ruleset's file itself and the test files in its folder and below.

    The rulesets of a folder are those that stand directly in it: parts that others extend may lie deeper.
    Test files are found at any depth; a test file alone stands for itself.
    """
    if place.is_dir():
        rulesets = tuple(file for file in _yaml_files(place, deep=False) if _is_ruleset(file))
        return Gathered(rulesets, tuple(filter(is_case_file, _yaml_files(place, deep=True))))
    if is_case_file(place):
        return Gathered((), (place,))
    return Gathered((place,), tuple(filter(is_case_file, _yaml_files(place.parent, deep=True))))


def _yaml_files(folder: Path, *, deep: bool) -> Iterator[Path]:
    found = folder.rglob("*") if deep else folder.glob("*")
    for file in sorted(found):
        inside = file.relative_to(folder).parts
        if file.suffix in (".yaml", ".yml") and file.is_file() and not any(part.startswith(".") for part in inside):
            yield file


def _is_ruleset(file: Path) -> bool:
    if is_case_file(file):
        return False
    try:
        with file.open(encoding="utf-8-sig", errors="replace") as stream:
            return _RULESET.search(stream.read(_START)) is not None
    except OSError:
        return True  # whoever loads it says why it cannot be read
