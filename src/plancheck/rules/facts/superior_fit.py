"""Whether a superior plan is one that a school's plan can be held against: its level, territory and period."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from plancheck.language.morphology import lemmas
from plancheck.language.normalise import clean, fold
from plancheck.plan import Belonging, Level, Plan
from plancheck.rules.facts.wording import fill, shown, wording
from plancheck.rules.fields import Display
from plancheck.rules.superior import Superior

__all__ = ["misfit"]


def misfit(own: Plan, superior: Superior) -> Display | None:
    """Why nothing can be judged against the superior plan; None where it can.

    Names that merely differ do not speak against it: a village's school is held against its district's plan.
    """
    plan = superior.plan
    if plan is None:
        return fill("superior", "unread", path=superior.called)
    if plan.level is Level.SCHOOL:
        return fill("superior", "of_a_school", path=superior.called)
    if _elsewhere(own, plan):
        return fill("superior", "elsewhere", path=superior.called, its=_place(plan), own=_place(own))
    if own.period and plan.period and (own.period.start > plan.period.end or own.period.end < plan.period.start):
        return fill("superior", "other_period", path=superior.called)
    return None


def _place(plan: Plan) -> Display:
    named = [name for name in (plan.territory, plan.region) if name]
    return ", ".join(dict.fromkeys(named)) or shown("superior", "nowhere")


def _elsewhere(own: Plan, superior: Plan) -> bool:
    """Whether the two are surely of different territories."""
    if own.region and superior.region and _core(own.region) != _core(superior.region):
        return True
    if superior.level is Level.REGIONAL or not own.territory or not superior.territory:
        return False
    here, there = own.territory, superior.territory
    if _core(here) & _core(there) or _is_mentioned(there, own):
        return False
    return _is_whole(here) or not _is_whole(there)


def _is_mentioned(territory: str, own: Plan) -> bool:
    """Whether the school's plan itself counts the territory as its own, or names it in its head."""
    core = _core(territory)
    told: Iterable[str] = (one.name for one in own.mentions if one.belonging is Belonging.OWN)
    return any(core <= _core(name) for name in (*told, own.organisation or "", own.title or ""))


def _is_whole(territory: str) -> bool:
    """A district, which other towns and villages lie in."""
    return bool(_words(territory) & _listed("whole_places"))


@cache
def _listed(group: str) -> frozenset[str]:
    return frozenset(wording("obligations")[group])


def _words(name: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", fold(clean(name)))
    return frozenset(form for word in words for form in lemmas(word))


@cache
def _core(name: str) -> frozenset[str]:
    """The words that name a territory, without those that say what kind of one it is."""
    return _words(name) - _listed("kinds_of_place")
