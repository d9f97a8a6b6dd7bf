"""The lexicons: all the words that understanding needs, made ready; those that ship, and as rulesets amend them."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from plancheck.keeping_objects import kept_whole, sum_of
from plancheck.language.morphology import edition
from plancheck.lexicons import NO_AMENDMENTS, Amendments
from plancheck.resources import shipped_rulesets

if TYPE_CHECKING:
    from plancheck.parsing.clauses import ClauseWords
    from plancheck.parsing.columns import ColumnWords
    from plancheck.parsing.deadlines import DeadlineWords
    from plancheck.parsing.flaws import FlawWords
    from plancheck.parsing.head import HeadWords
    from plancheck.parsing.procedures import ProcedureNames
    from plancheck.parsing.responsible import RoleWords
    from plancheck.parsing.schools import SchoolWords
    from plancheck.parsing.subject import PlanWords
    from plancheck.parsing.territory import TerritoryWords
    from plancheck.parsing.topics import PhraseBook

__all__ = ["Lexicons", "lexicons_with", "shipped_lexicons"]

_ROOMS = ("plancheck.parsing", "plancheck.language", "plancheck.plan")  # whose classes lexicons are made of
_READ_BY = ("plancheck.lexicons", "plancheck.yaml_source", "plancheck.yaml_events")


class Lexicons(NamedTuple):
    """All the words that understanding needs, made ready; safe to share between threads."""

    topics: PhraseBook
    marks: PhraseBook
    clauses: ClauseWords
    columns: ColumnWords
    roles: RoleWords
    deadlines: DeadlineWords
    head: HeadWords
    procedures: ProcedureNames
    flaws: FlawWords
    schools: SchoolWords
    plans: PlanWords
    territories: TerritoryWords


@cache
def shipped_lexicons() -> Lexicons:
    """The lexicons that come with plancheck, read once a process; as they are made they are kept for the next run."""
    made_from = sum_of((*_ROOMS, *_READ_BY), shipped_rulesets() / "lexicons", edition())
    return kept_whole("lexicons-made", made_from, lambda: _made(NO_AMENDMENTS), _ROOMS)


@lru_cache(maxsize=4)
def _amended(amendments: Amendments) -> Lexicons:
    return _made(amendments)


def _made(amendments: Amendments) -> Lexicons:
    from plancheck.parsing.lexicon_making import shipped_made  # noqa: PLC0415 - not needed where they are kept whole

    return shipped_made(amendments)


def lexicons_with(amendments: Amendments) -> Lexicons:
    """The shipped lexicons as a ruleset amends them; those of the last few rulesets are kept.

    Raises RulesetError for amendments that `load_ruleset` has not looked through.
    """
    return _amended(amendments) if amendments else shipped_lexicons()
