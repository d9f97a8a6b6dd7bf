"""Reads a plan for objective assessment, judges it by rules, and says what is missing and where.

    from plancheck import check
    report = check("plan.txt")
    for finding in report.findings:
        print(finding.rule, finding.message)

Names are loaded when first asked for, so that `import plancheck` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plancheck.checking import Submission, check, check_files
    from plancheck.errors import EngineError, NotAPlanError, PlancheckError, RulesetError, UnreadableError
    from plancheck.intake import read_plan
    from plancheck.plan import Plan
    from plancheck.report.model import PlanReport, Report
    from plancheck.rules import load_ruleset

__version__ = "0.1.0"

__all__ = [
    "EngineError",
    "NotAPlanError",
    "Plan",
    "PlanReport",
    "PlancheckError",
    "Report",
    "RulesetError",
    "Submission",
    "UnreadableError",
    "__version__",
    "check",
    "check_files",
    "load_ruleset",
    "read_plan",
]

_HOME = {
    "Submission": "plancheck.checking",
    "check": "plancheck.checking",
    "check_files": "plancheck.checking",
    "read_plan": "plancheck.intake",
    "load_ruleset": "plancheck.rules",
    "Plan": "plancheck.plan",
    "PlanReport": "plancheck.report.model",
    "Report": "plancheck.report.model",
    "EngineError": "plancheck.errors",
    "NotAPlanError": "plancheck.errors",
    "PlancheckError": "plancheck.errors",
    "RulesetError": "plancheck.errors",
    "UnreadableError": "plancheck.errors",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
