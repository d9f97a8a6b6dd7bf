"""Shows how the tests of rules came out: each failure with what was expected and what came, and what is untested."""

from __future__ import annotations

import json
from collections.abc import Sequence

from plancheck.report.page import Page
from plancheck.report.safe_text import json_safe, one_line, safe_path
from plancheck.report.wording import Wording
from plancheck.rules.testing.expecting import Difference
from plancheck.rules.testing.running import CaseResult, CaseRun, Lacking

RULE_TESTS_SCHEMA = "plancheck.rule_test_results/1"
_WHAT = {
    "outcome": "rules_test.outcome",
    "severity": "rules_test.severity",
    "subject": "rules_test.subject",
    "measures": "rules_test.measures",
    "message": "rules_test.message",
    "findings": "rules_test.findings",
}
_CODED = {"outcome", "severity"}


def write_rule_tests(run: CaseRun, page: Page, words: Wording, *, verbose: bool = False) -> None:
    """The failures (with `verbose` all results), the rules that lack a case, and the count."""
    for one in run.results:
        if one.differences:
            _write_failure(one, page, words)
        elif verbose:
            page.text(words.say("rules_test.as_expected", case=_named(one, words), outcome=_outcome(one, words)))
    if run.lacking:
        page.text(words.say("rules_test.lacking"), style="bold")
        for lack in run.lacking:
            page.text(_lack(lack, words), indent=2)
        page.blank()
    failed = len(run.failures)
    counted = words.say(
        "rules_test.total",
        results=words.count("cases", len(run.results)),
        rulesets=words.count("rulesets", len(run.rulesets)),
        files=words.count("test_files", len(run.files)),
    )
    verdict = words.count("cases_failed", failed) if failed else words.say("rules_test.clean")
    page.text(f"{counted} {verdict}", style="bold red" if failed else "bold green")


def _named(one: CaseResult, words: Wording) -> str:
    case = words.quote(one_line(one.case)) if one.case is not None else words.say("rules_test.example")
    return f"{one.rule} {case}"


def _outcome(one: CaseResult, words: Wording) -> str:
    return words.name("outcome", one.outcome)


def _write_failure(one: CaseResult, page: Page, words: Wording) -> None:
    page.text(f"{safe_path(one.place)}: {_named(one, words)}", style="bold red")
    for difference in one.differences:
        _write_difference(difference, page, words)
    if one.message and not any(difference.what == "message" for difference in one.differences):
        page.labelled(words.say("rules_test.said"), one_line(one.message), indent=2)
    page.blank()


def _write_difference(one: Difference, page: Page, words: Wording) -> None:
    expected, got = one.expected, one.got
    if one.what in _CODED:
        expected, got = (f"{code} ({words.name(one.what, code)})" for code in (expected, got))
    page.text(words.say(_WHAT[one.what]), indent=2)
    if expected:
        page.text(one_line(expected), indent=4, lead="- ", style="red")
    page.text(one_line(got) or words.say("none"), indent=4, lead="+ ", style="green")


def _lack(lack: Lacking, words: Wording) -> str:
    kinds = ", ".join(words.name("outcome", outcome) for outcome in lack.outcomes)
    return f"{safe_path(str(lack.origin))}: {lack.rule}: {kinds}"


def rule_tests_json(run: CaseRun) -> str:
    """`plancheck.rule_test_results/1`: every result with its place, and what rules lack."""
    content = {
        "schema": RULE_TESTS_SCHEMA,
        "summary": {"cases": len(run.results), "failed": len(run.failures), "lacking": len(run.lacking)},
        "rulesets": list(run.rulesets),
        "files": list(run.files),
        "results": [_as_json(one) for one in run.results],
        "lacking": [
            {"ruleset": one.ruleset, "rule": one.rule, "place": str(one.origin), "outcomes": _codes(one.outcomes)}
            for one in run.lacking
        ],
    }
    return json_safe(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def _codes(outcomes: Sequence[object]) -> list[str]:
    return [str(one) for one in outcomes]


def _as_json(one: CaseResult) -> dict[str, object]:
    return {
        "ruleset": one.ruleset,
        "rule": one.rule,
        "case": one.case,
        "place": one.place,
        "expected": one.expected,
        "outcome": one.outcome,
        "message": one.message,
        "differences": [difference._asdict() for difference in one.differences],
    }
