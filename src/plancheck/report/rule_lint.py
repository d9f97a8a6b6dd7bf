"""Shows what the lint of rules found: «file:line:column: what», as compilers do, with the mend."""

from __future__ import annotations

import json

from plancheck.report.page import Page
from plancheck.report.safe_text import json_safe, one_line, safe_path
from plancheck.report.wording import Wording
from plancheck.rules.testing.linting import LintFinding, LintKind, LintRun

RULE_LINT_SCHEMA = "plancheck.rule_lint_results/1"
_SAID = {
    LintKind.NEVER_APPLIES: "lint.never_applies",
    LintKind.OTHER_LEVELS: "lint.other_levels",
    LintKind.EMPTY_LIST: "lint.empty_list",
    LintKind.ALWAYS_EXCEPTED: "lint.always_excepted",
    LintKind.NEVER_FAILS: "lint.never_fails",
    LintKind.NEVER_PASSES: "lint.never_passes",
    LintKind.DEAD_PART: "lint.dead_part",
    LintKind.SAME_RULE: "lint.same_rule",
    LintKind.SHADOWED: "lint.shadowed",
    LintKind.UNUSED_PARAMETER: "lint.unused_parameter",
    LintKind.NOT_TRANSLATED: "lint.not_translated",
    LintKind.NOT_RUSSIAN: "lint.not_russian",
    LintKind.OTHER_PLACEHOLDERS: "lint.other_placeholders",
    LintKind.UNKNOWN_SUBJECT: "lint.unknown_subject",
    LintKind.UNUSED_GROUP: "lint.unused_group",
    LintKind.REPEATED_PHRASE: "lint.repeated_phrase",
    LintKind.OTHER_TOPIC: "lint.other_topic",
    LintKind.UNFOUND_PHRASE: "lint.unfound_phrase",
    LintKind.UNTESTED_ENTRY: "lint.untested_entry",
    LintKind.ARGUED_IN_VAIN: "lint.argued_in_vain",
}


def lint_sentence(finding: LintFinding, words: Wording) -> str:
    """What was found, in words."""
    said = words.say(_SAID[finding.kind], **{name: one_line(value) for name, value in finding.values.items()})
    return f"{finding.rule}: {said}" if finding.rule else said


def write_rule_lint(found: LintRun, page: Page, words: Wording) -> None:
    """Each finding at its place, then the count."""
    for one in found.findings:
        page.text(f"{safe_path(one.path)}:{one.line}:{one.column}: {one.kind}", style="bold")
        page.text(lint_sentence(one, words), indent=2)
    if found.findings:
        page.blank()
        page.text(words.count("lint_findings", len(found.findings)), style="bold red")
    else:
        page.text(words.say("lint.clean", rulesets=", ".join(found.rulesets) or words.say("none")), style="bold green")


def rule_lint_json(found: LintRun, words: Wording) -> str:
    """`plancheck.rule_lint_results/1`: every finding with its place."""
    content = {
        "schema": RULE_LINT_SCHEMA,
        "rulesets": list(found.rulesets),
        "findings": [
            {
                "kind": str(one.kind),
                "rule": one.rule,
                "path": one.path,
                "line": one.line,
                "column": one.column,
                "values": dict(one.values),
                "message": lint_sentence(one, words),
            }
            for one in found.findings
        ],
    }
    return json_safe(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"
