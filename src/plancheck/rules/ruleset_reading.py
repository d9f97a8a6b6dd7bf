"""Reads a ruleset with all it extends; every fault of every file is shown at once."""

from __future__ import annotations

from pathlib import Path

from plancheck.errors import Problem, RulesetError
from plancheck.lexicons import NO_AMENDMENTS, Amendments
from plancheck.rules.assembling import Assembly, profiles_of
from plancheck.rules.choosing import AS_WRITTEN, Chosen
from plancheck.rules.fields import Kinds
from plancheck.rules.gathering import FileGatherer
from plancheck.rules.ruleset import Ruleset

__all__ = ["read_ruleset"]


def read_ruleset(named: str, folder: Path, kinds: Kinds, chosen: Chosen) -> Ruleset:
    """The ruleset of a file, or of a name in the folder, checked throughout; raises as `load_ruleset`."""
    files = FileGatherer(folder)
    root = files.named(named)
    if root is not None:
        for profile in profiles_of(files.sources):
            if profile != chosen.profile:
                Assembly(files.sources, kinds, files.problems, Chosen(profile)).read()
    assembly = Assembly(files.sources, kinds, files.problems, chosen if root is not None else AS_WRITTEN)
    assembly.read()
    lexicons = _lexicons(files)
    if files.problems or root is None:
        raise _all_of(files.problems)
    return assembly.ruleset(root.model, lexicons)


def _lexicons(files: FileGatherer) -> Amendments:
    """What the files add to the lexicons and take out; most rulesets do neither."""
    if not any(source.model.lexicons for source in files.sources):
        return NO_AMENDMENTS
    from plancheck.rules.lexicon_reading import amendments_in  # noqa: PLC0415 - most rulesets need none

    return amendments_in(files.sources, files.problems)


def _all_of(problems: list[Problem]) -> RulesetError:
    return RulesetError(sorted(set(problems), key=lambda one: (one.path, one.line, one.column, one.message)))
