"""Explains a code that is given no more: since when, why, and what stands instead."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.report.page import Page
from plancheck.report.ruleset_page import where, withdrawal_text
from plancheck.report.safe_text import one_line
from plancheck.report.wording import Wording
from plancheck.rules.ruleset import Rule, Ruleset, Withdrawal

__all__ = ["withdrawn_in", "write_withdrawn"]


def withdrawn_in(code: str, rulesets: Sequence[Ruleset]) -> Withdrawal | None:
    """How one of the rulesets has withdrawn a code, however it is written; None where none has."""
    return next((one.withdrawn[code.upper()] for one in rulesets if code.upper() in one.withdrawn), None)


def write_withdrawn(old: Withdrawal, rulesets: Sequence[Ruleset], page: Page, words: Wording) -> None:
    """The withdrawn code, then what stands instead of it, and instead of that."""
    page.text(f"{withdrawal_text(old, words)} – {where(old.place)}", lead=f"{old.code}  ")
    for code in old.replaced_by:
        later = withdrawn_in(code, rulesets)
        if later is not None:
            write_withdrawn(later, rulesets, page, words)
        else:
            rule = _rule(code, rulesets)
            if rule is not None:
                severity = words.name("severity", rule.severity)
                page.text(f"{one_line(rule.title.of(words.lang))} ({severity})", lead=f"{code}  ")


def _rule(code: str, rulesets: Sequence[Ruleset]) -> Rule | None:
    return next((rule for one in rulesets for rule in one.rules if rule.code == code), None)
