"""Explains a rule: what it asks, why, by which source, with examples; and what it saw on a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from plancheck.plan import Plan
from plancheck.report.fact_line import fact_line
from plancheck.report.model import PlanReport
from plancheck.report.near_misses import write_shortfall
from plancheck.report.page import Page
from plancheck.report.place import evidence_place
from plancheck.report.ruleset_page import span
from plancheck.report.safe_text import one_line, safe_path
from plancheck.report.wording import Wording
from plancheck.rules.messages import PLACEHOLDER
from plancheck.rules.ruleset import Rule, Ruleset
from plancheck.rules.tracing import Trace

if TYPE_CHECKING:
    from plancheck.parsing.near_words import NearWords

_QUOTE = 160
_MATCHES = 10


def write_rule(rule: Rule, held_by: Sequence[Ruleset], page: Page, words: Wording) -> None:
    """The rule itself, as its ruleset gives it."""
    lang = words.lang

    def say(label: str, text: str) -> None:
        if text:
            page.labelled(words.say(label), one_line(PLACEHOLDER.sub("…", text)))

    page.text(f"{rule.code}  {rule.name}", style="bold")
    page.blank()
    say("explain.asks", rule.title.of(lang))
    say("explain.why", rule.why.of(lang))
    say("explain.severity", words.name("severity", rule.severity))
    say("explain.force", span(rule.force, words))
    say("explain.replaced_by", ", ".join(rule.replaced_by))
    say("explain.rulesets", ", ".join(ruleset.name for ruleset in held_by))
    say("explain.message", rule.message.of(lang))
    say("label.remedy", rule.remedy.of(lang))
    if rule.suggestion:
        _write_row(rule.suggestion.cells(), page, words)
    for ref, suggestion in rule.suggestion_by.items():
        page.text(f"[{ref}]", indent=1)
        _write_row(suggestion.cells(), page, words)
    say("label.source", "; ".join(one.of(lang) for one in rule.source))
    if rule.examples:
        page.blank()
        page.text(words.say("explain.examples"), style="bold")
        for example in rule.examples:
            outcome = words.name("outcome", {"pass": "passed", "fail": "failed"}.get(example.outcome, example.outcome))
            page.labelled(outcome, _example(example.plan) or words.say("none"), indent=1)


def _write_row(cells: Mapping[str, str], page: Page, words: Wording) -> None:
    page.labelled(words.say("label.suggestion"), "")
    for cell, text in cells.items():
        page.labelled(words.name("column", cell), one_line(PLACEHOLDER.sub("…", text)), indent=2)


def _example(plan: Mapping[str, Any]) -> str:
    """A partial plan on one line: measures by their text, the rest as «field: value»."""
    parts = [f"{key}: {_short(value)}" for key, value in plan.items() if key != "measures"]
    for measure in plan.get("measures") or ():
        fields = dict(measure)
        text = fields.pop("text", "")
        rest = ", ".join(f"{key}: {_short(value)}" for key, value in fields.items())
        parts.append(" ".join(part for part in (f"«{text}»" if text else "", f"({rest})" if rest else "") if part))
    return one_line("; ".join(parts))


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_short(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_short, value)) + "]"
    return "null" if value is None else str(value)


def write_on_plan(
    report: PlanReport,
    seen: Trace | None,
    plan: Plan,
    page: Page,
    words: Wording,
    *,
    code: str,
    near: Sequence[NearWords] = (),
) -> None:
    """What became of the rule on a plan, what each part of it asked and saw, and what it lacked.

    `seen` is None where the rule was not selected; `near` are the measures whose words come near what it asks for.
    """
    page.blank()
    page.text(words.say("explain.in_file", file=safe_path(report.source.path)), style="bold")
    if seen is None:
        page.text(words.say("explain.not_selected", code=code, ruleset=report.ruleset.name))
        return
    for entry in (entry for entry in report.outcomes if entry.rule == code):
        said = (words.name("outcome", entry.outcome), one_line(entry.reason or entry.message))
        page.labelled(words.say("explain.outcome"), " – ".join(part for part in said if part))
        for item in entry.evidence:
            quote = words.quote(one_line(item.quote, _QUOTE)) if item.quote.strip() else ""
            where = evidence_place(item, words)
            page.text(": ".join(part for part in (where, quote) if part), indent=2)
    page.blank()
    page.text(words.say("explain.facts"), style="bold")
    for part in seen.parts:
        role, _, number = part.name.partition(":")
        name = words.name("part", role) + (f" {int(number) + 1}" if number else "")
        page.labelled(name, words.count("matches", len(part.matches)), indent=1)
        for asked in part.asked:
            page.text(asked, indent=3, lead="? ", style="dim")
        for match in part.matches[:_MATCHES]:
            page.text(" + ".join(fact_line(fact, plan, words) for fact in match), indent=3, lead="= ")
        if len(part.matches) > _MATCHES:
            page.text(words.count("more_places", len(part.matches) - _MATCHES), indent=3)
    write_shortfall(seen, near, plan, page, words)
