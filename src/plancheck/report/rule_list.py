"""Lists the rules of rulesets, for a person and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from plancheck.report.page import Page
from plancheck.report.safe_text import json_safe, one_line
from plancheck.report.wording import Wording
from plancheck.rules.ruleset import Rule, Ruleset

RULES_SCHEMA = "plancheck.rules/1"


def holders(rulesets: Sequence[Ruleset]) -> dict[str, list[Ruleset]]:
    """The rulesets that hold each code, codes in alphabetical order."""
    found: dict[str, list[Ruleset]] = {}
    for ruleset in rulesets:
        for rule in ruleset.rules:
            found.setdefault(rule.code, []).append(ruleset)
    return dict(sorted(found.items()))


def write_rule_list(rulesets: Sequence[Ruleset], page: Page, words: Wording) -> None:
    """The rulesets, then every rule once: code, severity, what it asks, and where it stands if not in all."""
    for ruleset in rulesets:
        page.text(
            words.say(
                "rules.ruleset",
                title=one_line(ruleset.title.of(words.lang)),
                name=ruleset.name,
                version=ruleset.version,
                n=len(ruleset.rules),
            ),
            style="bold",
        )
        for code, reason in ruleset.switched_off.items():
            page.labelled(f"{code}: {words.say('explain.off')}", one_line(reason), indent=1)
    page.blank()
    for code, held_by in holders(rulesets).items():
        rule = held_by[0].rule(code)
        severities = dict.fromkeys(words.name("severity", one.rule(code).severity) for one in held_by)
        text = f"{one_line(rule.title.of(words.lang))} ({', '.join(severities)})"
        if len(held_by) < len(rulesets):
            text += f" – {', '.join(one.name for one in held_by)}"
        page.text(text, lead=f"{code}  ")


def _described(rule: Rule, lang: str) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "title": rule.title.of(lang),
        "why": rule.why.of(lang),
        "remedy": rule.remedy.of(lang),
        "source": list(rule.source),
    }


def rules_json(rulesets: Sequence[Ruleset], lang: str) -> str:
    """`plancheck.rules/1`: each ruleset with its rules, in the ruleset's order."""
    content = {
        "schema": RULES_SCHEMA,
        "rulesets": [
            {
                "name": ruleset.name,
                "version": ruleset.version,
                "sha256": ruleset.sha256,
                "title": ruleset.title.of(lang),
                "levels": [level.value for level in ruleset.levels],
                "rules": [_described(rule, lang) for rule in ruleset.rules],
                "switched_off": dict(ruleset.switched_off),
            }
            for ruleset in rulesets
        ],
    }
    return json_safe(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"
