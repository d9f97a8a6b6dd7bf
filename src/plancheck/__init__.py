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
    from plancheck.checking import Submission, check, check_all
    from plancheck.corpus.at_once import check_files
    from plancheck.corpus.cache import Cache
    from plancheck.corpus.checking import check_corpus
    from plancheck.corpus.run import Run
    from plancheck.errors import EngineError, NotAPlanError, PlancheckError, RulesetError, UnreadableError
    from plancheck.intake import read_plan
    from plancheck.plan import Plan
    from plancheck.report.diff import compared
    from plancheck.report.model import Checked, PlanReport, Report
    from plancheck.rules import load_ruleset
    from plancheck.waivers.applying import waived
    from plancheck.waivers.baseline import read_baseline
    from plancheck.waivers.faults import WaiverFileError

__version__ = "0.1.0"

__all__ = [
    "Cache",
    "Checked",
    "EngineError",
    "NotAPlanError",
    "Plan",
    "PlanReport",
    "PlancheckError",
    "Report",
    "RulesetError",
    "Run",
    "Submission",
    "UnreadableError",
    "WaiverFileError",
    "__version__",
    "check",
    "check_all",
    "check_corpus",
    "check_files",
    "compared",
    "load_ruleset",
    "read_baseline",
    "read_plan",
    "waived",
]

_HOME = {
    "Submission": "plancheck.checking",
    "check": "plancheck.checking",
    "check_all": "plancheck.checking",
    "check_files": "plancheck.corpus.at_once",
    "check_corpus": "plancheck.corpus.checking",
    "Cache": "plancheck.corpus.cache",
    "Run": "plancheck.corpus.run",
    "read_plan": "plancheck.intake",
    "load_ruleset": "plancheck.rules",
    "Plan": "plancheck.plan",
    "PlanReport": "plancheck.report.model",
    "Report": "plancheck.report.model",
    "Checked": "plancheck.report.model",
    "compared": "plancheck.report.diff",
    "waived": "plancheck.waivers.applying",
    "read_baseline": "plancheck.waivers.baseline",
    "WaiverFileError": "plancheck.waivers.faults",
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
