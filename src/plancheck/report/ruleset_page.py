"""One ruleset as it takes effect: its rules and values, each with the file and line that set it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from plancheck.report.amendment_lines import write_amendments
from plancheck.report.page import Page
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.wording import Wording
from plancheck.resources import shipped_rulesets
from plancheck.rules.calendar import Calendar
from plancheck.rules.fields import ParameterValue
from plancheck.rules.ruleset import Force, Origin, Parameter, Place, Rule, Ruleset, Withdrawal

__all__ = ["span", "value_shown", "where", "withdrawal_text", "write_ruleset"]

_SHOWN = 100


def where(place: Place) -> str:
    """The file and line of a place; files that ship with plancheck by their name within its rulesets."""
    if isinstance(place, Origin):
        home = f"{shipped_rulesets()}/"
        return safe_path(f"{place.file.path.removeprefix(home)}:{place.line}")
    return safe_path(str(place))


def value_shown(parameter: Parameter, value: ParameterValue) -> str | int | bool | list[str]:
    """A value as a ruleset file would give it."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, int) and parameter.type == "flag":
        return bool(value)
    if isinstance(value, int) and parameter.type == "date":
        return dt.date.fromordinal(value).isoformat()
    return value


def span(force: Force, words: Wording) -> str:
    """«с 01.09.2025 по 31.08.2026»; empty where it is for ever."""
    first = words.say("rules.from", day=words.day(force.first)) if force.first else ""
    last = words.say("rules.until", day=words.day(force.last)) if force.last else ""
    return " ".join(part for part in (first, last) if part)


def withdrawal_text(old: Withdrawal, words: Wording) -> str:
    """Since when there is no such rule, what stands instead, and why."""
    parts = [words.say("rules.withdrawn_since", day=words.day(old.since))]
    if old.replaced_by:
        parts.append(words.say("rules.replaced_by", codes=", ".join(old.replaced_by)))
    if old.why is not None:
        parts.append(one_line(old.why.of(words.lang)))
    return "; ".join(parts)


def write_ruleset(ruleset: Ruleset, page: Page, words: Wording, *, day: dt.date) -> None:
    """All that is in effect on a day."""
    _write_head(ruleset, page, words)
    _write_parameters(ruleset.parameters.values(), page, words, day)
    write_amendments(ruleset.lexicons, page, words)
    page.blank()
    page.text(words.say("rules.section.rules"), style="bold")
    for rule in ruleset.rules:
        if not rule.force.is_over(day):
            _write_rule(rule, page, words, day)
    if ruleset.switched_off:
        page.blank()
        page.text(words.say("rules.section.off"), style="bold")
        for code, reason in ruleset.switched_off.items():
            page.text(_placed(one_line(reason.of(words.lang)), ruleset.set_by[code]), lead=f"{code}  ")
    withdrawn = ruleset.on(day).withdrawn
    if withdrawn:
        page.blank()
        page.text(words.say("rules.section.withdrawn"), style="bold")
        for old in withdrawn.values():
            page.text(_placed(withdrawal_text(old, words), old.place), lead=f"{old.code}  ")


def _placed(text: str, place: Place) -> str:
    return f"{text} – {where(place)}"


def _write_head(ruleset: Ruleset, page: Page, words: Wording) -> None:
    title = one_line(ruleset.title.of(words.lang))
    said = {"title": title, "name": ruleset.name, "version": ruleset.version, "n": len(ruleset.rules)}
    page.text(words.say("rules.ruleset", **said), style="bold")
    home = f"{shipped_rulesets()}/"
    page.labelled(words.say("rules.files"), ", ".join(safe_path(path.removeprefix(home)) for path, _ in ruleset.files))
    if ruleset.calendar and "calendar" in ruleset.set_by:
        page.labelled(words.say("rules.calendar"), _placed(ruleset.calendar.name, ruleset.set_by["calendar"]))
    for name, place in ruleset.set_by.items():
        if name.startswith("calendar."):
            procedure, _, year = name.removeprefix("calendar.").rpartition(".")
            held = isinstance(ruleset.calendar, Calendar) and ruleset.calendar.of_year(procedure, int(year))
            window = f"{procedure} {year}" + ("" if held else f" ({words.say('rules.window_gone')})")
            page.labelled(words.say("rules.window"), _placed(one_line(window), place))
    for profile in ruleset.profiles.values():
        chosen = f" ({words.say('rules.chosen')})" if profile.name == ruleset.profile else ""
        places = ", ".join(map(where, profile.places))
        text = f"{profile.name}{chosen}: {one_line(profile.title.of(words.lang))} – {places}"
        page.labelled(words.say("rules.profile"), text)
    page.labelled(words.say("rules.sum"), ruleset.sha256)


def _write_parameters(parameters: Iterable[Parameter], page: Page, words: Wording, day: dt.date) -> None:
    for at, one in enumerate(parameters):
        if not at:
            page.blank()
            page.text(words.say("rules.section.parameters"), style="bold")
        now = one.on(day)
        page.labelled(one.name, _placed(_value(one, now.value, words), now.place))
        page.text(one_line(one.title.of(words.lang)), indent=2, style="dim")
        for dated in one.dated:
            text = f"{span(dated.force, words)}: {_value(one, dated.value, words)}"
            page.text(_placed(text, dated.place), indent=2)


def _value(parameter: Parameter, value: ParameterValue, words: Wording) -> str:
    shown = value_shown(parameter, value)
    if isinstance(shown, bool):
        return words.say("yes" if shown else "no")
    return one_line(", ".join(shown) or words.say("none") if isinstance(shown, list) else str(shown))


def _write_rule(rule: Rule, page: Page, words: Wording, day: dt.date) -> None:
    severity = words.name("severity", rule.severity)
    if rule.force.first is not None or rule.force.last is not None:
        coming = f"{words.say('rules.coming')}, " if rule.force.is_ahead(day) else ""
        severity += f"; {coming}{span(rule.force, words)}"
    text = f"{one_line(rule.title.of(words.lang))} ({severity})"
    page.text(_placed(text, rule.origin), lead=f"{rule.code}  ")
    for part, place in rule.set_by.items():
        name, _, parameter = part.partition(".")
        label = " ".join(filter(None, (words.name("rule_part", name), parameter)))
        page.labelled(label, _placed(_part(rule, name, words), place).removeprefix(" – "), indent=2)


def _part(rule: Rule, part: str, words: Wording) -> str:
    """What an overridden part has become, in short; empty where it is shown beside the code already."""
    match part:
        case "message":
            text = rule.message.of(words.lang)
        case "remedy":
            text = rule.remedy.of(words.lang)
        case "source":
            text = "; ".join(one.of(words.lang) for one in rule.source)
        case "suggest" if rule.suggestion:
            text = rule.suggestion.measure
        case "severity":
            text = words.name("severity", rule.severity)
        case "effective":
            text = span(rule.force, words)
        case "replaced_by":
            text = ", ".join(rule.replaced_by)
        case _:
            text = ""
    return one_line(text, _SHOWN)
