"""Writes a plan or a report as JSON, by the contract in docs/tool-builders.md."""

from __future__ import annotations

import json
from typing import Any

from plancheck.plan import PLAN_SCHEMA, Plan
from plancheck.report.model import Report
from plancheck.report.safe_text import json_safe


def _dumped(content: dict[str, Any]) -> str:
    return json_safe(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def report_json(report: Report) -> str:
    """`plancheck.report/1`: two-space indents, Russian as it is, one newline at the end."""
    return _dumped(report.model_dump(mode="json", by_alias=True))


def plan_json(plan: Plan) -> str:
    """`plancheck.plan/1`, as `report_json` writes."""
    return _dumped({"schema": PLAN_SCHEMA, **plan.model_dump(mode="json")})
