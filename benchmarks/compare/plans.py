"""Made-up plans as YAML files that leave nothing to be understood: topics, days and roles stand in fields."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import yaml

from plancheck import read_plan

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))  # what writes the files is the tests' own

from rendering.content import made_content, without_newlines
from rendering.formats import FORMATS
from rendering.layout import laid_out

SEED = 2026
_PLACES = {"location", "places"}  # they speak of the file that the plan was read from


def made_plans(count: int, rows: tuple[int, int] = (8, 40)) -> Iterator[str]:
    """As many plans of `rows` rows as YAML, some of them spoilt; the same ones every time."""
    for number in range(count):
        random = Random(SEED * 1_000_000 + number)
        content = without_newlines(made_content(random, rows=random.randint(*rows)))
        form = FORMATS["txt"]
        plan = read_plan(form.render(laid_out(content), form.habits()), name="plan.txt")
        fields = _without_places(plan.model_dump(mode="json", exclude={"source", "remarks", "skipped"}))
        _spoil(fields, random)
        yield yaml.dump(
            {"schema": "plancheck.plan/1", **fields}, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False
        )


def _without_places(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_places(part) for name, part in value.items() if name not in _PLACES}
    return [_without_places(part) for part in value] if isinstance(value, list) else value


def _spoil(plan: dict[str, Any], random: Random) -> None:
    """Faults of every kind that the checks look for, each in some of the plans."""

    def now_and_then() -> bool:
        return random.random() < 0.2

    for head in ("approval", "period", "level"):
        if now_and_then():
            plan[head] = None
    if plan["approval"] and now_and_then():
        plan["approval"][random.choice(["number", "date"])] = None
    if now_and_then():
        _without_column(plan, random.choice(["number", "deadline", "responsible", "result"]))
    strange = {"name": "Приморский район", "kind": "territory", "belonging": random.choice(["foreign", "unknown"])}
    for spot, found in (("mentions", strange), ("leftovers", {"quote": "____"}), ("mixed_words", {"quote": "шкoла"})):
        if now_and_then():
            plan[spot] = [found]
    if now_and_then():
        mark = random.choice(["outsiders", "independent"])
        for row in plan["measures"]:
            row["marks"] = [one for one in row["marks"] if one != mark]
    _spoil_rows(plan["measures"], random)


def _spoil_rows(rows: list[dict[str, Any]], random: Random) -> None:
    timed = [row["deadline"] for row in rows if row["deadline"] and row["deadline"]["windows"]]
    for window in (["2026-05-20", "2026-04-20"], [None, "2025-08-20"], [None, "2026-09-01"]):
        if timed and random.random() < 0.1:
            random.choice(timed)["windows"] = [window]
    for row in rows:
        who = row["responsible"]
        if who and who["persons"] and random.random() < 0.2:
            who["persons_without_post"] = who["persons"][:1]
        if who and random.random() < 0.05:
            who |= {"roles": ["school"], "persons": [], "persons_without_post": []}
        if row["deadline"] and random.random() < 0.05:
            blank = {"windows": [], "recurrence": None, "anchor": None, "ongoing": False}
            row["deadline"] |= {**blank, "text": random.choice(["", "—", "своевременно"])}


def _without_column(plan: dict[str, Any], column: str) -> None:
    plan["columns"] = [one for one in plan["columns"] if one != column]
    for row in plan["measures"]:
        row["columns"] = [one for one in row["columns"] if one != column]
        row["spanned"] = [one for one in row["spanned"] if one != column]
        row[column] = None
