"""What an outcome says and shows: subject, message, suggested row, quoted evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from plancheck.location import Location
from plancheck.plan import Column, Plan
from plancheck.rules.cells import cells_judged
from plancheck.rules.fields import Fact
from plancheck.rules.meaning import mark
from plancheck.rules.messages import render
from plancheck.rules.outcome import Evidence, Outcome, RuleOutcome, Severity, Subject
from plancheck.rules.ruleset import Rule, Suggestion

__all__ = ["Rows", "Wording", "measures_of"]


class Wording:
    """Makes the entries of one rule in one language."""

    def __init__(self, rule: Rule, lang: str) -> None:
        self.rule, self.lang = rule, lang

    def subject(self, bound: Mapping[str, Fact]) -> tuple[Subject, int | None]:
        """The subject, and the index of its measure if it is one."""
        asked = self.rule.subject
        if asked.var is None:
            return Subject(), None
        fact = bound[asked.var]
        if asked.field is None:
            # What stands outside the table, a blank in the head, is the plan's.
            return (Subject() if fact.measure is None else Subject("measure")), fact.measure
        kind = asked.kind if asked.kind_field is None else str(fact.values[asked.kind_field])
        return Subject(kind, str(fact.values[asked.field])), None

    def plain(
        self,
        outcome: Outcome,
        reason: str,
        *,
        subject: Subject | None = None,
        measures: tuple[int, ...] = (),
        evidence: tuple[Evidence, ...] = (),
    ) -> RuleOutcome:
        """The one entry of a rule that did not fail."""
        rule, lang, about = self.rule, self.lang, subject or Subject()
        return RuleOutcome(
            rule=rule.code,
            name=rule.name,
            outcome=outcome,
            severity=rule.severity,
            subject=about,
            measures=measures,
            message=reason,
            source=tuple(one.of(lang) for one in rule.source),
            reason=reason,
            evidence=evidence,
            location=next((one.own_place for one in evidence if one.own_place is not None), None),
            fingerprint=_mark(rule.code, str(outcome), about.kind, about.ref or ""),
        )

    def failed(
        self,
        *,
        severity: Severity,
        subject: Subject,
        measures: tuple[int, ...],
        bound: Mapping[str, Fact],
        evidence: tuple[Evidence, ...],
        location: Location | None,
        fingerprint: str,
        grounds: tuple[str, ...],
    ) -> RuleOutcome:
        """One finding."""
        rule, lang = self.rule, self.lang
        return RuleOutcome(
            rule=rule.code,
            name=rule.name,
            outcome=Outcome.FAILED,
            severity=severity,
            subject=subject,
            measures=measures,
            message=render(rule.message.of(lang), bound, lang),
            remedy=render(rule.remedy.of(lang), bound, lang),
            suggestion=_row(rule.suggestion_by.get(subject.ref or "", rule.suggestion), bound),
            source=tuple(one.of(lang) for one in rule.source),
            evidence=evidence,
            location=location,
            fingerprint=fingerprint,
            grounds=grounds,
        )


_mark = lru_cache(maxsize=1024)(mark)  # of what did not fail there is little that differs from plan to plan


def _row(suggestion: Suggestion | None, bound: Mapping[str, Fact]) -> dict[str, str] | None:
    """Always Russian: it goes into the plan."""
    if suggestion is None:
        return None
    return {name: render(text, bound, "ru") for name, text in suggestion.cells().items()}


def measures_of(facts: Iterable[Fact], first: int | None) -> tuple[int, ...]:
    """The measures that facts are about, in the plan's order, the subject's own first."""
    named = {fact.measure for fact in facts} - {first, None}
    related = sorted(index for index in named if index is not None)
    return (first, *related) if first is not None else tuple(related)


class Rows:
    """The rows of one plan as evidence; what several rules show of a row is made once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._shown: dict[tuple[int, Column | None], Evidence] = {}

    def evidence(self, facts: Iterable[Fact], rule: Rule) -> tuple[Evidence, ...]:
        """The words behind facts: a fact's own where it has them, else its measure's; each once."""
        found: dict[Evidence | int, Evidence] = {}  # by what they say, whichever the cell: a row by its index
        columns, shown = cells_judged(rule), self._shown
        for fact in facts:
            index = fact.measure
            if fact.quote:
                place = fact.location or (self.plan.measures[index].location if index is not None else None)
                said = Evidence(index, fact.quote, place, fact.path)
                own = index is not None and said == self._row(index, None)
                found[index if own and index is not None else said] = said
            elif index is not None:
                column = columns[fact.kind]
                if column or index not in found:
                    found[index] = shown.get((index, column)) or self._row(index, column)
        return tuple(found.values())

    def _row(self, index: int, column: Column | None) -> Evidence:
        shown = self._shown.get((index, column))
        if shown is None:
            measure = self.plan.measures[index]
            shown = self._shown[index, column] = Evidence(index, measure.text, measure.location, column=column)
        return shown
