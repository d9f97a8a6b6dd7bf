"""The forty checks in plain Python over a plan's dicts: None where a check does not apply, else the failing places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
Check = Callable[[Mapping[str, Any]], Sequence[int | str] | None]
"""A plan -> row indices or names that fail («plan» where it is the plan itself); None: the check does not apply."""

_INSTITUTIONS = {
    "school",
    "education_department",
    "committee",
    "methodical_centre",
    "institute",
    "assessment_centre",
    "ministry",
}
_DIRECTIONS = {
    "regulation": {"order", "local_acts", "coordinator", "schedule", "accountability", "plan"},
    "information": {"explain_staff", "publication", "hotline"},
    "training": {"training", "observer_training"},
    "methodical": {"methodical_support", "collegial_marking"},
    "families": {"families"},
    "prevention": {
        "risk_identification",
        "risk_work",
        "internal_control",
        "plan_control",
        "results_analysis",
        "recheck",
        "conflict_of_interest",
        "medals",
        "security",
    },
    "observation": {"observers", "observer_training", "video"},
}
_TOPICS = {
    "CHK018": "coordinator",
    "CHK019": "observers",
    "CHK020": "recheck",
    "CHK021": "conflict_of_interest",
    "CHK022": "collegial_marking",
    "CHK023": "results_analysis",
    "CHK024": "schedule",
    "CHK025": "families",
    "CHK026": "training",
    "CHK027": "explain_staff",
    "CHK028": "video",
    "CHK029": "internal_control",
}


def _says(text: str | None) -> bool:
    return any(sign.isalnum() for sign in text or "")


def _understood(deadline: Mapping[str, Any]) -> bool:
    return bool(deadline["windows"] or deadline["recurrence"] or deadline["anchor"] or deadline["ongoing"])


def _state(row: Row) -> str | None:
    """What the deadline cell came to; None where there is no such column."""
    deadline = row["deadline"]
    if deadline is None or not (_says(deadline["text"]) or _understood(deadline)):
        return "empty" if "deadline" in row["columns"] else None
    if not _understood(deadline):
        return "not_understood"
    checkable = (
        deadline["recurrence"] not in (None, "yearly", "regular")
        or deadline["anchor"] in ("procedure_schedule", "procedure_results")
        or any(last for _, last in deadline["windows"])
    )
    return "checkable" if checkable else "not_checkable"


def _answered(row: Row) -> bool:
    who = row["responsible"]
    return who is not None and bool(_says(who["text"]) or who["roles"] or who["persons"])


def _windows(row: Row) -> Sequence[Sequence[str | None]]:
    return row["deadline"]["windows"] if row["deadline"] else ()


def _rows(plan: Mapping[str, Any], topic: str) -> list[tuple[int, Row]]:
    return [(at, row) for at, row in enumerate(plan["measures"]) if topic in row["topics"]]


def _roles(row: Row) -> Sequence[str]:
    return row["responsible"]["roles"] if row["responsible"] else ()


def _plan_says(good: bool) -> list[int | str]:
    return [] if good else ["plan"]


def _has_column(name: str) -> Check:
    return lambda plan: _plan_says(name in plan["columns"] or any(name in row["columns"] for row in plan["measures"]))


def _has_topic(topic: str) -> Check:
    return lambda plan: _plan_says(bool(_rows(plan, topic)))


def _of_rows(meant: Callable[[Row], bool], fails: Callable[[Row], bool]) -> Check:
    def check(plan: Mapping[str, Any]) -> list[int | str] | None:
        rows = [(at, row) for at, row in enumerate(plan["measures"]) if meant(row)]
        return [at for at, row in rows if fails(row)] if rows else None

    return check


def _of_windows(fails: Callable[[Mapping[str, Any], str | None, str | None], bool], *, ended: bool = False) -> Check:
    def check(plan: Mapping[str, Any]) -> list[int | str] | None:
        meant = [(at, *one) for at, row in enumerate(plan["measures"]) for one in _windows(row) if one[1] or not ended]
        return list(dict.fromkeys(at for at, first, last in meant if fails(plan, first, last))) if meant else None

    return check


def _outside_period(plan: Mapping[str, Any], first: str | None, last: str | None) -> bool:
    period = plan["period"]
    return bool(period and ((last and last < period["start"]) or (first and first > period["end"])))


def _over_when_approved(plan: Mapping[str, Any], _first: str | None, last: str | None) -> bool:
    approved = plan["approval"] and plan["approval"]["date"]
    return bool(approved and last and approved > last)


def _some_marked(topic: str, mark: str) -> Check:
    def check(plan: Mapping[str, Any]) -> list[int | str] | None:
        rows = _rows(plan, topic)
        return _plan_says(any(mark in row["marks"] for _, row in rows)) if rows else None

    return check


def _posts_missing(plan: Mapping[str, Any]) -> list[int | str] | None:
    named = [(at, row["responsible"]) for at, row in enumerate(plan["measures"]) if row["responsible"]]
    if not any(who["persons"] for _, who in named):
        return None
    return [at for at, who in named if any(one in who["persons_without_post"] for one in who["persons"])]


def _by_no_order(plan: Mapping[str, Any]) -> list[int | str] | None:
    rows = _rows(plan, "coordinator")
    return [at for at, row in rows if "by_order" not in row["marks"] and "order" not in row["topics"]] if rows else None


def _foreign(plan: Mapping[str, Any]) -> list[int | str] | None:
    mentions = plan["mentions"]
    return [one["name"] for one in mentions if one["belonging"] == "foreign"] if mentions else None


def _directions(plan: Mapping[str, Any]) -> list[int | str]:
    spoken = {topic for row in plan["measures"] for topic in row["topics"]}
    return [name for name, served in _DIRECTIONS.items() if spoken.isdisjoint(served)]


def _appointed_late(plan: Mapping[str, Any]) -> list[int | str] | None:
    begun = [(at, first) for at, row in _rows(plan, "coordinator") for first, _ in _windows(row) if first]
    due = [
        (at, last)
        for at, row in enumerate(plan["measures"])
        if "coordinator" in _roles(row)
        for _, last in _windows(row)
        if last
    ]
    late = dict.fromkeys(at for at, first in begun for other, last in due if other != at and last < first)
    return list(late) if begun else None


def _analysed_early(plan: Mapping[str, Any]) -> list[int | str] | None:
    ended = [(at, last) for at, row in _rows(plan, "results_analysis") for _, last in _windows(row) if last]
    begun = [first for _, row in _rows(plan, "observers") for first, _ in _windows(row) if first]
    return list(dict.fromkeys(at for at, last in ended for first in begun if first > last)) if ended else None


def _rechecked_by_observers(plan: Mapping[str, Any]) -> list[int | str] | None:
    checking = [(at, role) for at, row in _rows(plan, "recheck") for role in _roles(row)]
    observing = [(at, role) for at, row in _rows(plan, "observers") for role in _roles(row)]
    both = dict.fromkeys(at for at, role in checking for other, same in observing if other != at and same == role)
    return list(both) if checking else None


CHECKS: Mapping[str, Check] = {
    "CHK001": lambda plan: _plan_says(bool(plan["approval"] and plan["approval"]["number"])),
    "CHK002": lambda plan: _plan_says(bool(plan["approval"] and plan["approval"]["date"])),
    "CHK003": lambda plan: _plan_says(plan["period"] is not None),
    "CHK004": lambda plan: _plan_says(plan["level"] in ("school", "municipal")),
    "CHK005": _has_column("number"),
    "CHK006": _has_column("deadline"),
    "CHK007": _has_column("responsible"),
    "CHK008": _has_column("result"),
    "CHK009": _of_rows(lambda row: _answered(row) or "responsible" in row["columns"], lambda row: not _answered(row)),
    "CHK010": _of_rows(lambda row: _state(row) is not None, lambda row: _state(row) == "empty"),
    "CHK011": _of_rows(
        lambda row: _says(row["result"]) or "result" in row["columns"], lambda row: not _says(row["result"])
    ),
    "CHK012": _of_rows(lambda row: _state(row) not in (None, "empty"), lambda row: _state(row) == "not_understood"),
    "CHK013": _of_rows(
        lambda row: _state(row) in ("checkable", "not_checkable"), lambda row: _state(row) == "not_checkable"
    ),
    "CHK014": _of_windows(lambda _, first, last: bool(first and last and last < first)),
    "CHK015": _of_windows(_outside_period),
    "CHK016": _of_windows(_over_when_approved, ended=True),
    "CHK017": _posts_missing,
    **{code: _has_topic(topic) for code, topic in _TOPICS.items()},
    "CHK030": _some_marked("recheck", "outsiders"),
    "CHK031": _some_marked("observers", "independent"),
    "CHK032": _by_no_order,
    "CHK033": _of_rows(
        _answered,
        lambda row: not row["responsible"]["persons"] and bool(_roles(row)) and _INSTITUTIONS.issuperset(_roles(row)),
    ),
    "CHK034": _foreign,
    "CHK035": lambda plan: _plan_says(not plan["leftovers"]),
    "CHK036": lambda plan: _plan_says(not plan["mixed_words"]),
    "CHK037": _directions,
    "CHK038": _appointed_late,
    "CHK039": _analysed_early,
    "CHK040": _rechecked_by_observers,
}
