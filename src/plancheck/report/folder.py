"""What a report says of all its plans together: whose were copied, who sent two, who sent none, what all had from one
pattern. Most reports say nothing of it: what holds its parts is built when it is needed."""

from __future__ import annotations

import datetime as dt

from plancheck.plan import Value

__all__ = ["CommonPattern", "CopiedPlan", "FiledPlan", "Folder", "ListedSchools", "SchoolsPlans", "UnsureSchool"]


class FiledPlan(Value, defer_build=True):
    """A plan of the report, by its path; `approved` is the day of its approval, where it says one."""

    path: str
    organisation: str | None = None
    approved: dt.date | None = None


class CopiedPlan(Value, defer_build=True):
    """Two plans of different schools with the same measures: `same` of the `own` that the first has of its own.

    `sure`: where False, the two may be one school's.
    """

    plan: FiledPlan
    other: FiledPlan
    same: int
    own: int
    sure: bool = True


class CommonPattern(Value, defer_build=True):
    """Plans filled in by one pattern, and how many measures they have from it, with the words of some."""

    plans: tuple[FiledPlan, ...]
    measures: int
    quotes: tuple[str, ...] = ()


class SchoolsPlans(Value, defer_build=True):
    """Several plans of one school for one time; `latest` is the path of the one approved last, None where unknown."""

    school: str
    plans: tuple[FiledPlan, ...]
    latest: str | None = None


class UnsureSchool(Value, defer_build=True):
    """A listed school of which nobody can tell whether these plans are its."""

    school: str
    candidates: tuple[FiledPlan, ...]


class ListedSchools(Value, defer_build=True):
    """The schools of the list given with the check: how many there are, how many of them sent a plan, and who not.

    `unlisted` are schools' plans that the list has no school for, `unnamed` those that do not say whose they are.
    """

    listed: int
    sent: int
    missing: tuple[str, ...] = ()
    unsure: tuple[UnsureSchool, ...] = ()
    unlisted: tuple[FiledPlan, ...] = ()
    unnamed: tuple[FiledPlan, ...] = ()


class Folder(Value, defer_build=True):
    """All that is said of several plans together; each part is empty where there is nothing of it."""

    copied: tuple[CopiedPlan, ...] = ()
    patterns: tuple[CommonPattern, ...] = ()
    several: tuple[SchoolsPlans, ...] = ()
    schools: ListedSchools | None = None
