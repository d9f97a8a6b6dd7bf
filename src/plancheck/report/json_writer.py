"""Writes a plan or a report as JSON, by the contract in docs/tool-builders.md."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from pydantic_core import PydanticSerializationError

from plancheck.plan import PLAN_SCHEMA, Plan
from plancheck.report.model import PlanReport, Report
from plancheck.report.safe_text import json_safe

_NO_PLANS: Final = '\n  "plans": []'
_INDENT: Final = "    "
_PIECE: Final = 100_000  # characters of what is said of all plans together


def _dumped(content: dict[str, Any]) -> str:
    return json_safe(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def _report_dumped(report: Report) -> str:
    """At once where that can be: what is said of ten thousand plans together takes much memory piece by piece."""
    try:
        return json_safe(report.model_dump_json(indent=2, by_alias=True))
    except PydanticSerializationError:  # half of a surrogate pair, which JSON can escape and UTF-8 cannot hold
        return _dumped(report.model_dump(mode="json", by_alias=True)).rstrip()


def report_json(report: Report) -> str:
    """`plancheck.report/1`: two-space indents, Russian as it is, one newline at the end."""
    return "".join(report_pieces(report))


def report_pieces(report: Report) -> Iterator[str]:
    """The same piece by piece, no more than one plan of it at a time.

    Where the plans lie on disk in JSON (`texts`), they are not even read as plans.
    """
    texts: Callable[[], Iterable[str]] | None = getattr(report.plans, "texts", None)
    bare = _report_dumped(report.model_copy(update={"plans": ()}))
    before = bare.index(_NO_PLANS)
    yield bare[:before]
    opening = f"{_NO_PLANS[:-1]}\n"
    for text in texts() if texts else map(plan_report_json, report.plans):
        yield opening + _INDENT + text.replace("\n", f"\n{_INDENT}")
        opening = ",\n"
    yield _NO_PLANS if len(report.plans) == 0 else "\n  ]"
    for at in range(before + len(_NO_PLANS), len(bare), _PIECE):
        yield bare[at : at + _PIECE]
    yield "\n"


def plan_report_json(report: PlanReport) -> str:
    """One plan of `report_json`, as it would stand there but for its indent."""
    return json_safe(report.model_dump_json(indent=2))


def plan_json(plan: Plan) -> str:
    """`plancheck.plan/1`, as `report_json` writes."""
    return _dumped({"schema": PLAN_SCHEMA, **plan.model_dump(mode="json")})
