"""Loads a ruleset with all it extends; every fault of every file is shown at once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from plancheck.errors import Problem, RulesetError
from plancheck.lexicons import NO_AMENDMENTS, Amendments
from plancheck.plan import Level
from plancheck.resources import is_shipped, shipped_rulesets
from plancheck.rules.assembling import Assembly, profiles_of
from plancheck.rules.choosing import AS_WRITTEN, Chosen
from plancheck.rules.fields import Kinds
from plancheck.rules.gathering import FileGatherer, names_in
from plancheck.rules.ruleset import Ruleset
from plancheck.yaml_source import read_yaml_file

__all__ = ["load_ruleset", "ruleset_names", "ruleset_serving"]


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
    profiles that are not chosen are checked, too.
    """
    files = FileGatherer(folder or shipped_rulesets())
    root = files.named(str(name_or_path))
    declared = kinds or _declared_kinds()
    if root is not None:
        for profile in profiles_of(files.sources):
            if profile != chosen.profile:
                Assembly(files.sources, declared, files.problems, Chosen(profile)).read()
    assembly = Assembly(files.sources, declared, files.problems, chosen if root is not None else AS_WRITTEN)
    assembly.read()
    lexicons = _lexicons(files)
    if files.problems or root is None:
        raise _all_of(files.problems)
    return assembly.ruleset(root.model, lexicons)


def _lexicons(files: FileGatherer) -> Amendments:
    """What the files add to the lexicons and take out; most rulesets do neither."""
    if not any(source.model.lexicons for source in files.sources):
        return NO_AMENDMENTS
    from plancheck.rules.lexicon_reading import amendments_in  # noqa: PLC0415 - see the docstring

    return amendments_in(files.sources, files.problems)


def _declared_kinds() -> Kinds:
    from plancheck.rules.kinds import KINDS  # noqa: PLC0415 - the loader itself knows no kind

    return KINDS


def _all_of(problems: list[Problem]) -> RulesetError:
    return RulesetError(sorted(set(problems), key=lambda one: (one.path, one.line, one.column, one.message)))
