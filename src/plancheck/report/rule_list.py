"""Lists the rules of rulesets, for a person and as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence

from plancheck.report.page import Page
from plancheck.report.ruleset_page import value_shown, withdrawal_text
from plancheck.report.safe_text import json_safe, one_line
from plancheck.report.wording import Wording
from plancheck.rules.ruleset import Force, Origin, Parameter, Place, Rule, Ruleset, Withdrawal

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
        for old in ruleset.withdrawn.values():
            page.labelled(old.code, withdrawal_text(old, words), indent=1)
    page.blank()
    for code, held_by in holders(rulesets).items():
        rule = held_by[0].rule(code)
        severities = dict.fromkeys(words.name("severity", one.rule(code).severity) for one in held_by)
        text = f"{one_line(rule.title.of(words.lang))} ({', '.join(severities)})"
        if len(held_by) < len(rulesets):
            text += f" – {', '.join(one.name for one in held_by)}"
        page.text(text, lead=f"{code}  ")


def _placed(place: Place) -> dict[str, object]:
    """The file (or the option of the call, without a line) that set a value."""
    path = place.file.path if isinstance(place, Origin) else place.name
    return {"path": path, "line": place.line or None}


def _span(force: Force) -> dict[str, str | None] | None:
    if force == Force():
        return None
    return {
        "from": force.first.isoformat() if force.first else None,
        "until": force.last.isoformat() if force.last else None,
    }


def _described(rule: Rule, lang: str) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "title": rule.title.of(lang),
        "why": rule.why.of(lang),
        "message": rule.message.of(lang),
        "remedy": rule.remedy.of(lang),
        "source": list(rule.source),
        "suggest": rule.suggestion.cells() if rule.suggestion else None,
        "effective": _span(rule.force),
        "replaced_by": list(rule.replaced_by),
        "place": _placed(rule.origin),
        "set_by": {part: _placed(place) for part, place in rule.set_by.items()},
    }


def _parameter(one: Parameter, lang: str) -> dict[str, object]:
    return {
        "name": one.name,
        "type": one.type,
        "of": one.of,
        "title": one.title.of(lang),
        "value": value_shown(one, one.value),
        "set_by": _placed(one.place),
        "values": [
            {"value": value_shown(one, dated.value), **(_span(dated.force) or {}), "set_by": _placed(dated.place)}
            for dated in one.dated
        ],
        "place": _placed(one.declared),
    }


def _withdrawn(old: Withdrawal, lang: str) -> dict[str, object]:
    return {
        "code": old.code,
        "since": old.since.isoformat(),
        "replaced_by": list(old.replaced_by),
        "why": old.why.of(lang) if old.why else None,
        "set_by": _placed(old.place),
    }


def _in_effect(ruleset: Ruleset, day: dt.date | None) -> Iterator[Rule]:
    return (rule for rule in ruleset.rules if day is None or not rule.force.is_over(day))


def rules_json(rulesets: Sequence[Ruleset], lang: str, *, day: dt.date | None = None) -> str:
    """`plancheck.rules/1`: each ruleset with its rules, in the ruleset's order, and the place that set each value.

    Rules that are over on the day are among the withdrawn. Rules and values are given as written, with the days on
    which they hold.
    """
    content = {
        "schema": RULES_SCHEMA,
        "rulesets": [
            {
                "name": ruleset.name,
                "version": ruleset.version,
                "sha256": ruleset.sha256,
                "title": ruleset.title.of(lang),
                "profile": ruleset.profile,
                "levels": [level.value for level in ruleset.levels],
                "calendar": str(ruleset.calendar) if ruleset.calendar else None,
                "files": [{"path": path, "sha256": total} for path, total in ruleset.files],
                "rules": [_described(rule, lang) for rule in _in_effect(ruleset, day)],
                "parameters": [_parameter(one, lang) for one in ruleset.parameters.values()],
                "profiles": [
                    {"name": one.name, "title": one.title.of(lang), "set_by": [_placed(place) for place in one.places]}
                    for one in ruleset.profiles.values()
                ],
                "switched_off": dict(ruleset.switched_off),
                "withdrawn": [_withdrawn(old, lang) for old in ruleset.on(day).withdrawn.values()],
                "set_by": {name: _placed(place) for name, place in ruleset.set_by.items()},
            }
            for ruleset in rulesets
        ],
    }
    return json_safe(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"
