"""Loads a ruleset with all it extends; every fault of every file is shown at once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from plancheck.keeping_objects import kept_whole, sum_of
from plancheck.plan import Level
from plancheck.resources import is_shipped, shipped_rulesets
from plancheck.rules.choosing import AS_WRITTEN, Chosen
from plancheck.rules.fields import Kinds
from plancheck.rules.ruleset import Ruleset
from plancheck.yaml_source import YamlFile, read_yaml_file, yaml_file_later

__all__ = ["load_ruleset", "names_in", "ruleset_names", "ruleset_serving"]

_ROOMS = ("plancheck.rules", "plancheck.lexicons", "plancheck.faults", "plancheck.plan")  # whose classes it is made of
_READ_BY = ("plancheck.said", "plancheck.yaml_source", "plancheck.yaml_events", "plancheck.yaml_node")


def names_in(home: Path) -> tuple[str, ...]:
    """The names of the rulesets in a folder."""
    return tuple(sorted(file.stem for file in home.glob("*.yaml") if not file.stem.endswith(".test")))


def ruleset_names(folder: Path | None = None) -> tuple[str, ...]:
    """The names of the rulesets in a folder, the shipped one by default."""
    return names_in(folder or shipped_rulesets())


@lru_cache(maxsize=16)
def ruleset_serving(level: Level, folder: Path | None = None) -> str | None:
    """The name of the first ruleset whose `levels` hold the level; None where none serves it."""
    home = folder or shipped_rulesets()
    for name in ruleset_names(folder):
        file = home / f"{name}.yaml"
        if b"\nlevels:" not in file.read_bytes():  # spares reading the large ones
            continue
        value = read_yaml_file(file, keep=is_shipped(file)).value
        levels = value.get("levels") if isinstance(value, dict) else None
        if isinstance(levels, list) and str(level) in levels:
            return name
    return None


def load_ruleset(
    name_or_path: str | Path,
    *,
    folder: Path | None = None,
    kinds: Kinds | None = None,
    chosen: Chosen = AS_WRITTEN,
) -> Ruleset:
    """The ruleset of a shipped name («objectivity-school») or of a file, checked throughout.

    `folder` stands instead of the shipped rulesets, `kinds` instead of the declared kinds of facts; `chosen` are the
    profile and the values of parameters to take. Raises RulesetError with every fault of every file, by file and line;
    profiles that are not chosen are checked, too. Those that ship are kept for the next run as they are loaded.
    """
    from plancheck.rules.kinds import KINDS  # noqa: PLC0415 - the loader itself knows no kind

    home = folder or shipped_rulesets()

    def read() -> Ruleset:
        from plancheck.rules.ruleset_reading import read_ruleset  # noqa: PLC0415 - not needed where they are kept

        return read_ruleset(str(name_or_path), home, kinds or KINDS, chosen)

    is_path = any(sign in str(name_or_path) for sign in "./\\")
    if folder or kinds or chosen != AS_WRITTEN or is_path:
        return read()
    made_from = sum_of((*_ROOMS, *_READ_BY), home)
    return kept_whole(f"ruleset-{name_or_path}", made_from, read, _ROOMS, beside=_Beside(KINDS))


class _Beside:
    """The declared kinds of facts, and the files that places of a ruleset speak of."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._files: dict[str, YamlFile] = {}

    def name_of(self, part: object) -> str | None:
        if isinstance(part, YamlFile):
            return f"{part.sha256} {part.path}"
        return "kinds" if part is self._kinds else None

    def part(self, name: str) -> object:
        if name == "kinds":
            return self._kinds
        if name not in self._files:
            total, _, path = name.partition(" ")
            self._files[name] = yaml_file_later(Path(path), total)
        return self._files[name]
