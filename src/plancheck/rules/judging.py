"""Turns facts and matches into outcomes: exactly one outcome for each rule, one entry for each finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from plancheck.plan import Plan
from plancheck.rules.eras import agreed, day_of
from plancheck.rules.evaluating import Found, evaluate
from plancheck.rules.fields import Fact, FactBase
from plancheck.rules.matched import Matched, Met, by_role
from plancheck.rules.meaning import fingerprint, grounds
from plancheck.rules.messages import Text, render
from plancheck.rules.outcome import Outcome, RuleOutcome, Severity, Subject
from plancheck.rules.recognised import without_guesses
from plancheck.rules.reference import Fids, Matches
from plancheck.rules.ruleset import PLAN, Rule, Ruleset, variables
from plancheck.rules.superior import Superior
from plancheck.rules.wording import Rows, Wording, measures_of

__all__ = ["Judgement", "judge", "judge_facts", "judgement", "judgement_on"]

_BROKEN = Text("Правило не удалось проверить: {}", "The rule could not be checked: {}")
_NOT_MEANT = Text(
    "Правило не относится к планам этого уровня или вида.",
    "The rule does not concern plans of this level or kind.",
)
_NOTHING = Text("В плане нет того, о чём говорит правило.", "The plan holds nothing that the rule speaks of.")
_EXCEPTED = Text("Всё, о чём говорит правило, подпадает под исключения.", "All that the rule speaks of is excepted.")
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcomes in the ruleset's order, each rule's findings in the plan's; and remarks on the engine."""

    outcomes: tuple[RuleOutcome, ...]
    remarks: tuple[str, ...] = ()


def judge(
    plan: Plan,
    ruleset: Ruleset,
    *,
    engine: str = "durable",
    lang: str = "ru",
    risk_schools: Sequence[str] = (),
    superior: Superior | None = None,
) -> tuple[RuleOutcome, ...]:
    """Holds a plan against a ruleset's rules as they are written, whatever the day.

    `engine`: durable, reference, or both (EngineError where they differ).

    `risk_schools` are the names of schools on the risk list given with the check, `superior` is the plan that a
    school's is held against; `lang` is ru or en.
    """
    return judgement(plan, ruleset, engine=engine, lang=lang, risk_schools=risk_schools, superior=superior).outcomes


def judgement(
    plan: Plan,
    ruleset: Ruleset,
    *,
    engine: str = "durable",
    lang: str = "ru",
    risk_schools: Sequence[str] = (),
    superior: Superior | None = None,
) -> Judgement:
    """As `judge`, with the remarks: which engine had to serve in place of the one asked for."""
    from plancheck.rules.facts import derive_facts  # noqa: PLC0415 - judging itself knows no kind of fact

    givens = replace(ruleset.givens(tuple(risk_schools)), superior=superior)
    facts = derive_facts(plan, givens)
    judged = judge_facts(plan, facts, ruleset, engine=engine, lang=lang)
    return replace(judged, outcomes=without_guesses(plan, judged.outcomes, lang))


def judgement_on(
    plan: Plan,
    ruleset: Ruleset,
    *,
    as_of: dt.date | None = None,
    engine: str = "durable",
    lang: str = "ru",
    risk_schools: Sequence[str] = (),
    superior: Superior | None = None,
) -> Judgement:
    """As `judgement`, by the rules of a day: `as_of`, else the first of the plan's period, else its approval's.

    Rules not yet in force give notes, those no longer in force are left out. For a plan without such a day, a rule
    whose answer would differ from day to day is cant_tell.
    """
    remarks: list[str] = []

    def judged(on: Ruleset) -> tuple[RuleOutcome, ...]:
        told = judgement(plan, on, engine=engine, lang=lang, risk_schools=risk_schools, superior=superior)
        remarks.extend(one for one in told.remarks if one not in remarks)
        return told.outcomes

    day = day_of(plan, as_of)
    outcomes = agreed(ruleset, judged, lang) if day is None and ruleset.eras else judged(ruleset.on(day))
    return Judgement(outcomes, tuple(remarks))


def judge_facts(
    plan: Plan, facts: FactBase, ruleset: Ruleset, *, engine: str = "durable", lang: str = "ru"
) -> Judgement:
    """The judgement on facts already derived from the plan."""
    found, on = evaluate(ruleset, facts, engine), _On(Rows(plan), facts, {one.kind.name: one for one in facts.of(PLAN)})
    outcomes: list[RuleOutcome] = []
    for rule in ruleset.rules:
        outcomes += _judged(rule, on, found, lang)
    return Judgement(tuple(outcomes), found.remarks)


class _On(NamedTuple):
    """What all rules are judged on: the plan's rows, its facts, and the plan's own fact by its name."""

    rows: Rows
    facts: FactBase
    plan: Mapping[str, Fact]


def _judged(rule: Rule, on: _On, found: Found, lang: str) -> tuple[RuleOutcome, ...]:
    if rule.code in found.broken:
        return (_broken(rule, found.broken[rule.code], lang),)
    try:
        return _Judge(rule, on, found.matches[rule.code], lang).outcomes()
    except Exception as error:  # a fault in one rule must not take the others with it
        return (_broken(rule, f"{type(error).__name__}: {error}", lang),)


def _broken(rule: Rule, reason: str, lang: str) -> RuleOutcome:
    return Wording(rule, lang).plain(Outcome.ERROR, _BROKEN.of(lang).format(reason))


class _Case(NamedTuple):
    """One selection, by its facts, with the matches of a part that decided on it (or the one that failed)."""

    bound: Mapping[str, Fact]
    facts: tuple[Fact, ...]
    severity: Severity


def _facts_of(cases: Iterable[_Case]) -> tuple[Fact, ...]:
    """What the cases rest on, each fact once."""
    return tuple(dict.fromkeys(fact for case in cases for fact in case.facts))


class _Judge:
    """Judges one rule on one plan's facts; lives for that."""

    def __init__(self, rule: Rule, on: _On, matches: Matches, lang: str) -> None:
        self.rule, self.rows, self.facts, self.on_plan, self.lang = rule, on.rows, on.facts, on.plan, lang
        self.plan, self.words, self.matches, self.parts = on.rows.plan, Wording(rule, lang), matches, by_role(rule)

    def matched(self, role: str) -> Matched:
        return Matched(self.parts.get(role, ()), self.matches)

    def outcomes(self) -> tuple[RuleOutcome, ...]:
        rule = self.rule
        if rule.applies is not None and "applies" not in self.matches:
            return (self.words.plain(Outcome.INAPPLICABLE, _NOT_MEANT.of(self.lang)),)
        held = self.held()
        if not held:
            text = (rule.excepted or _EXCEPTED) if "selected" in self.matches else (rule.nothing or _NOTHING)
            return (self.words.plain(Outcome.INAPPLICABLE, render(text.of(self.lang), self.bound(), self.lang)),)
        decisive, doubts = self.matched("pass" if rule.require else "fail"), self.matched("doubt")
        if rule.require:
            undecided = [key for key in held if key not in decisive]
            failing = [self.case(key) for key in undecided if key not in doubts]
        else:
            undecided = held
            failing = [case for key in held for case in self.broken(key, decisive.of(key))] if decisive else []
        if failing:
            return self.findings(failing)
        doubtful = [(key, doubts.of(key)[0]) for key in undecided if key in doubts] if doubts else []
        if doubtful:
            return (self.doubtful(doubtful),)
        return (self.passed(held, decisive),)

    def held(self) -> list[Fids]:
        """What is selected and falls under no exception, in document order."""
        barred = any(part.name in self.matches for part in self.parts.get("barred", ()))
        if barred or not all(part.name in self.matches for part in self.parts.get("provided", ())):
            return []
        held, length = self.matches.get("held", []), len(self.rule.selection)
        if all(len(fids) == length for fids in held):
            return held
        return list(dict.fromkeys([fids[:length] for fids in held]))

    # ------------------------------------------------------------------ cases

    def bound(self, key: Fids = (), met: Met | None = None) -> dict[str, Fact]:
        """The facts by the names that the rule's texts call them; the plan's own always."""
        facts, bound = self.facts.facts, dict(self.on_plan)
        for pattern, fid in zip(self.rule.selection, key, strict=False):
            bound[pattern.var] = facts[fid]
        if met:
            bound.update(zip(variables(met.part.terms)[met.part.key :], map(facts.__getitem__, met.own), strict=True))
        return bound

    def facts_of(self, fids: Iterable[int]) -> tuple[Fact, ...]:
        facts = self.facts.facts
        return tuple([facts[fid] for fid in dict.fromkeys(fids)])

    def broken(self, key: Fids, met: Sequence[Met]) -> list[_Case]:
        """A selection with what is forbidden beside it: one case where all that was met is told of one subject."""
        if met and self.rule.subject.var in self.chosen:
            return [self.case(key, *met)]
        return [self.case(key, one) for one in met]

    def case(self, key: Fids, *met: Met) -> _Case:
        """A selection that fails: by what was met, or because nothing was. Texts name the first of what was met."""
        facts = self.facts_of([*key, *(fid for one in met for fid in one.own)])
        return _Case(self.bound(key, met[0] if met else None), facts, self.severity(key))

    @cached_property
    def chosen(self) -> frozenset[str | None]:
        """The variables that the selection binds; None, for the plan as a whole, is always there."""
        return frozenset({None, *(pattern.var for pattern in self.rule.selection)})

    @cached_property
    def escalated(self) -> Matched:
        return self.matched("escalate")

    def severity(self, key: Fids) -> Severity:
        escalation = self.rule.escalation
        if escalation is None or key not in self.escalated:
            return self.rule.severity
        return max(escalation.to, self.rule.severity, key=lambda one: one.rank)  # an override may be graver

    # ------------------------------------------------------------------ outcomes

    def findings(self, cases: list[_Case]) -> tuple[RuleOutcome, ...]:
        """One finding for each distinct subject, or a single one where the rule merges them."""
        groups: dict[tuple[Subject, int | None], list[_Case]] = {}
        for case in cases:
            subject, measure = self.words.subject(case.bound)
            if self.rule.merge and groups:
                subject, measure = next(iter(groups))
            groups.setdefault((subject, measure), []).append(case)
        seen: dict[str, int] = {}
        found = []
        for (subject, measure), same in groups.items():
            mark = fingerprint(self.rule, subject, measure, _facts_of(same), self.facts, self.plan)
            seen[mark] = seen.get(mark, 0) + 1
            mark = mark if seen[mark] == 1 else f"{mark}-{seen[mark]}"
            found.append(self.finding(subject, measure, same, mark))
        return tuple(sorted(found, key=lambda one: one.measures[:1] or (-1,)))

    def finding(self, subject: Subject, measure: int | None, cases: list[_Case], mark: str) -> RuleOutcome:
        facts = _facts_of(cases)
        first = cases[0].bound
        evidence = self.rows.evidence(facts, self.rule)
        place = next((one.own_place for one in evidence if one.own_place is not None), None)
        return self.words.failed(
            severity=max((case.severity for case in cases), key=lambda one: one.rank),
            subject=subject,
            measures=measures_of(facts, measure),
            bound=first,
            evidence=evidence,
            location=self.plan.measures[measure].location if measure is not None else place,
            fingerprint=mark,
            grounds=grounds(self.rule, facts, self.facts, self.plan),
        )

    def doubtful(self, cases: list[tuple[Fids, Met]]) -> RuleOutcome:
        reasons: list[str] = []
        subjects: list[tuple[Subject, int | None]] = []
        fids: list[int] = []
        for key, met in cases:
            because = self.rule.doubts[met.part.of].because.of(self.lang)
            reasons.append(render(because, self.bound(key, met), self.lang))
            subjects.append(self.subject_or_plan(key))
            fids += (*key, *met.own)
        distinct = list(dict.fromkeys(reasons))
        shown = " ".join(distinct[:_MOST_REASONS]) + (" …" if len(distinct) > _MOST_REASONS else "")
        one = len(set(subjects)) == 1
        subject, measure = subjects[0] if one else (Subject(), None)
        looked_at = self.facts_of(fids)
        return self.words.plain(
            Outcome.CANT_TELL,
            shown,
            subject=subject,
            measures=measures_of(looked_at, measure),
            evidence=self.rows.evidence(looked_at, self.rule),
        )

    def subject_or_plan(self, key: Fids) -> tuple[Subject, int | None]:
        """The subject where the selection alone makes it; a prohibition's own variable is not bound here."""
        try:
            return self.words.subject(self.bound(key))
        except KeyError:
            return Subject(), None

    def passed(self, held: list[Fids], decisive: Matched) -> RuleOutcome:
        """A requirement's evidence is what met it; a prohibition's is what was looked at."""
        fids: list[int] = []
        facts = self.facts.facts
        beside = any(facts[fid].measure is not None for met in decisive.free for fid in met.own)
        for at, key in enumerate(held):
            met = decisive.by_key.get(key, ()) if at else decisive.of(key)  # what is beside all is told once
            own = [fid for one in met for fid in one.own]
            if not beside and all(facts[fid].measure is None for fid in own):
                fids += key
            fids += own
        looked_at = self.facts_of(fids)
        return self.words.plain(
            Outcome.PASSED,
            "",
            measures=measures_of(looked_at, None),
            evidence=self.rows.evidence(looked_at, self.rule),
        )
