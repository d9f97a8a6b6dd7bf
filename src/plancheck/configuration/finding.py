"""Finds the configuration file of a plan: the nearest one, from the plan's folder upward."""

from __future__ import annotations

from pathlib import Path
from typing import Any

__all__ = ["NAME", "PROJECT", "TABLE", "configuration_file", "language_in"]

NAME = "plancheck.toml"
PROJECT = "pyproject.toml"
TABLE = ("tool", "plancheck")
_MOST_BYTES = 1_000_000


def configuration_file(start: Path) -> Path | None:
    """The nearest file from a folder, or from a file's folder, upward; None where there is none.

    In one folder `plancheck.toml` goes before a `pyproject.toml` that has `[tool.plancheck]`. What lies under the
    working directory is named from there, as a person would.
    """
    try:
        here, absolute = Path.cwd(), start.absolute()
        folder = absolute if absolute.is_dir() else absolute.parent
        for one in (folder, *folder.parents):
            shown = one.relative_to(here) if one.is_relative_to(here) else one
            if (one / NAME).is_file():
                return shown / NAME
            if (one / PROJECT).is_file() and _speaks_of_us(one / PROJECT):
                return shown / PROJECT
    except (OSError, ValueError):  # no right to look there, or a name that no file can have
        pass
    return None


def _speaks_of_us(project: Path) -> bool:
    """Whether a project file has our table; one that is no TOML counts where it names it, to be refused later."""
    content = _content(project)
    if b"plancheck" not in content:
        return False
    import tomllib  # noqa: PLC0415 - 4 ms that only those with a configuration should wait

    try:
        return isinstance(_inside(tomllib.loads(content.decode("utf-8-sig")), TABLE), dict)
    except ValueError:
        return b"[tool.plancheck" in content


def language_in(file: Path) -> str | None:
    """What a configuration file gives as `lang`, unchecked: told before all else, since errors are said in it."""
    import tomllib  # noqa: PLC0415

    try:
        value = tomllib.loads(_content(file).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    lang = _inside(value, (*(TABLE if file.name == PROJECT else ()), "lang"))
    return lang if isinstance(lang, str) else None


def _content(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_MOST_BYTES)


def _inside(value: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value
