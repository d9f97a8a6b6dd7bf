"""Lists the rules of rulesets, for a person and as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence

from plancheck.report.amendment_lines import amendments_json
from plancheck.report.page import Page
from plancheck.report.ruleset_page import value_shown, withdrawal_text
from plancheck.report.safe_text import json_safe, one_line
from plancheck.report.wording import Wording
from plancheck.rules.ruleset import Force, Origin, Parameter, Place, Rule, Ruleset, Withdrawal

RULES_SCHEMA = "plancheck.rules/1"


def holders(rulesets: Sequence[Ruleset]) -> dict[str, list[Ruleset]]:
    """The rulesets that hold each code, codes in alphabetical order; an overlay counts for its own rules alone."""
    found: dict[str, list[Ruleset]] = {}
    for ruleset in rulesets:
        for rule in own_rules(ruleset, rulesets):
            found.setdefault(rule.code, []).append(ruleset)
    return dict(sorted(found.items()))


def base_of(ruleset: Ruleset, rulesets: Iterable[Ruleset]) -> Ruleset | None:
    """The ruleset for plans of the same levels that this one is laid over; None where it is laid over none of them."""
    inside = {path for path, _ in ruleset.files[:-1]}
    under = [one for one in rulesets if one.levels == ruleset.levels != () and one.files[-1][0] in inside]
    return max(under, key=lambda one: len(one.files), default=None)


def own_rules(ruleset: Ruleset, rulesets: Iterable[Ruleset]) -> list[Rule]:
    """The rules of a ruleset that the one it is laid over has not; all, where it is no overlay."""
    base = base_of(ruleset, rulesets)
    inherited = {rule.code for rule in base.rules} if base else set()
    return [rule for rule in ruleset.rules if rule.code not in inherited]


def write_rule_list(rulesets: Sequence[Ruleset], page: Page, words: Wording) -> None:
    """The rulesets, then every rule once: code, severity, what it asks, and where it stands if not in all.

    Overlays come last, each with what it adds.
    """
    overlays = [one for one in rulesets if base_of(one, rulesets)]
    whole = [one for one in rulesets if one not in overlays]
    for ruleset in whole:
        _write_ruleset(ruleset, page, words)
    page.blank()
    for code, held_by in holders(whole).items():
        severities = dict.fromkeys(words.name("severity", one.rule(code).severity) for one in held_by)
        where = "" if len(held_by) == len(whole) else f" – {', '.join(one.name for one in held_by)}"
        _write_rule(held_by[0].rule(code), ", ".join(severities), page, words, where)
    for ruleset in overlays:
        page.blank()
        _write_ruleset(ruleset, page, words)
        for rule in own_rules(ruleset, rulesets):
            _write_rule(rule, words.name("severity", rule.severity), page, words)


def _write_ruleset(ruleset: Ruleset, page: Page, words: Wording) -> None:
    named = {"name": ruleset.name, "version": ruleset.version, "n": len(ruleset.rules)}
    page.text(words.say("rules.ruleset", title=one_line(ruleset.title.of(words.lang)), **named), style="bold")
    for code, reason in ruleset.switched_off.items():
        page.labelled(f"{code}: {words.say('explain.off')}", one_line(reason.of(words.lang)), indent=1)
    for old in ruleset.withdrawn.values():
        page.labelled(old.code, withdrawal_text(old, words), indent=1)


def _write_rule(rule: Rule, severity: str, page: Page, words: Wording, where: str = "") -> None:
    page.text(f"{one_line(rule.title.of(words.lang))} ({severity}){where}", lead=f"{rule.code}  ")


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
        "source": [one.of(lang) for one in rule.source],
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
                "lexicons": amendments_json(ruleset.lexicons),
                "files": [{"path": path, "sha256": total} for path, total in ruleset.files],
                "rules": [_described(rule, lang) for rule in _in_effect(ruleset, day)],
                "parameters": [_parameter(one, lang) for one in ruleset.parameters.values()],
                "profiles": [
                    {"name": one.name, "title": one.title.of(lang), "set_by": [_placed(place) for place in one.places]}
                    for one in ruleset.profiles.values()
                ],
                "switched_off": {code: reason.of(lang) for code, reason in ruleset.switched_off.items()},
                "withdrawn": [_withdrawn(old, lang) for old in ruleset.on(day).withdrawn.values()],
                "set_by": {name: _placed(place) for name, place in ruleset.set_by.items()},
            }
            for ruleset in rulesets
        ],
    }
    return json_safe(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"
