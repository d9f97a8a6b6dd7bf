"""Turns facts and matches into outcomes: exactly one outcome for each rule, one entry for each finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from plancheck.plan import Plan
from plancheck.rules.conditions import Part
from plancheck.rules.eras import agreed, day_of
from plancheck.rules.evaluating import Found, evaluate
from plancheck.rules.fields import Fact, FactBase
from plancheck.rules.meaning import fingerprint, grounds
from plancheck.rules.messages import Text, render
from plancheck.rules.outcome import Outcome, RuleOutcome, Severity, Subject
from plancheck.rules.recognised import without_guesses
from plancheck.rules.reference import Match
from plancheck.rules.ruleset import Rule, Ruleset, variables
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
    found, rows = evaluate(ruleset, facts, engine), Rows(plan)
    outcomes: list[RuleOutcome] = []
    for rule in ruleset.rules:
        outcomes += _judged(rule, rows, facts, found, lang)
    return Judgement(tuple(outcomes), found.remarks)


def _judged(rule: Rule, rows: Rows, facts: FactBase, found: Found, lang: str) -> tuple[RuleOutcome, ...]:
    if rule.code in found.broken:
        return (_broken(rule, found.broken[rule.code], lang),)
    try:
        return _Judge(rule, rows, facts, found.matches[rule.code], lang).outcomes()
    except Exception as error:  # a fault in one rule must not take the others with it
        return (_broken(rule, f"{type(error).__name__}: {error}", lang),)


def _broken(rule: Rule, reason: str, lang: str) -> RuleOutcome:
    return Wording(rule, lang).plain(Outcome.ERROR, _BROKEN.of(lang).format(reason))


class _Case(NamedTuple):
    """One selection, by its facts, with the matches of a part that decided on it (or the one that failed)."""

    key: tuple[int, ...]
    bound: Mapping[str, Fact]
    facts: tuple[Fact, ...]
    severity: Severity


def _facts_of(cases: Iterable[_Case]) -> tuple[Fact, ...]:
    """What the cases rest on, each fact once."""
    return tuple(dict.fromkeys(fact for case in cases for fact in case.facts))


class _Judge:
    """Judges one rule on one plan's facts; lives for that."""

    def __init__(self, rule: Rule, rows: Rows, facts: FactBase, matches: set[Match], lang: str) -> None:
        self.rule, self.rows, self.plan, self.facts, self.lang = rule, rows, rows.plan, facts, lang
        self.words = Wording(rule, lang)
        self.by_role: dict[str, list[tuple[Part, Match]]] = {}
        places = {part.name: (part, self.by_role.setdefault(part.role, [])) for part in rule.parts} if matches else {}
        for match in sorted(matches):
            part, same_role = places[match.part]
            same_role.append((part, match))
        self.escalated = self.keys("escalate").keys()

    def keys(self, role: str) -> dict[tuple[int, ...], list[tuple[Part, Match]]]:
        """The matches of a role by the selection they belong to, in document order."""
        found: dict[tuple[int, ...], list[tuple[Part, Match]]] = {}
        for part, match in self.by_role.get(role, ()):
            found.setdefault(match.fids[: part.key], []).append((part, match))
        return found

    def outcomes(self) -> tuple[RuleOutcome, ...]:
        rule = self.rule
        if rule.applies is not None and not self.by_role.get("applies"):
            return (self.words.plain(Outcome.INAPPLICABLE, _NOT_MEANT.of(self.lang)),)
        held = sorted(self.keys("held"))
        if not held:
            excepted = bool(self.by_role.get("selected"))
            text = (rule.excepted or _EXCEPTED) if excepted else (rule.nothing or _NOTHING)
            plan_fact = {fact.kind.name: fact for fact in self.facts.of("plan")}
            return (self.words.plain(Outcome.INAPPLICABLE, render(text.of(self.lang), plan_fact, self.lang)),)
        passed, failed, doubts = self.keys("pass"), self.keys("fail"), self.keys("doubt")
        failing: list[_Case] = []
        doubtful: list[tuple[tuple[int, ...], Part, Match]] = []
        for key in held:
            if rule.forbid and key in failed:
                failing += [self.case(match, part) for part, match in failed[key]]
            elif rule.require and key in passed:
                continue
            elif key in doubts:
                doubtful.append((key, *doubts[key][0]))
            elif rule.require:
                failing.append(self.selection_case(key))
        if failing:
            return self.findings(failing)
        if doubtful:
            return (self.doubtful(doubtful),)
        return (self.passed(held, passed),)

    # ------------------------------------------------------------------ cases

    def bound(self, variables: Iterable[str], fids: Iterable[int]) -> dict[str, Fact]:
        bound = {fact.kind.name: fact for fact in self.facts.of("plan")}
        return bound | {var: self.facts.facts[fid] for var, fid in zip(variables, fids, strict=True)}

    def facts_of(self, fids: Iterable[int]) -> tuple[Fact, ...]:
        return tuple(dict.fromkeys(self.facts.facts[fid] for fid in fids))

    def severity(self, key: tuple[int, ...]) -> Severity:
        escalation = self.rule.escalation
        if escalation is None or key not in self.escalated:
            return self.rule.severity
        return max(escalation.to, self.rule.severity, key=lambda one: one.rank)  # an override may be graver

    def case(self, match: Match, part: Part) -> _Case:
        key = match.fids[: part.key]
        bound = self.bound(variables(part.terms), match.fids)
        return _Case(key, bound, self.facts_of(match.fids), self.severity(key))

    def selection_case(self, key: tuple[int, ...]) -> _Case:
        bound = self.bound((pattern.var for pattern in self.rule.selection), key)
        return _Case(key, bound, self.facts_of(key), self.severity(key))

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
        places = {id(one): index for index, one in enumerate(found)}
        return tuple(sorted(found, key=lambda one: (one.measures[:1] or (-1,), places[id(one)])))

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

    def doubtful(self, cases: list[tuple[tuple[int, ...], Part, Match]]) -> RuleOutcome:
        reasons: list[str] = []
        subjects: list[tuple[Subject, int | None]] = []
        facts: list[Fact] = []
        for key, part, match in cases:
            because = self.rule.doubts[part.of].because.of(self.lang)
            reasons.append(render(because, self.bound(variables(part.terms), match.fids), self.lang))
            subjects.append(self.subject_or_plan(key))
            facts += self.facts_of(match.fids)
        distinct = list(dict.fromkeys(reasons))
        shown = " ".join(distinct[:_MOST_REASONS]) + (" …" if len(distinct) > _MOST_REASONS else "")
        one = len(set(subjects)) == 1
        subject, measure = subjects[0] if one else (Subject(), None)
        looked_at = tuple(dict.fromkeys(facts))
        return self.words.plain(
            Outcome.CANT_TELL,
            shown,
            subject=subject,
            measures=measures_of(looked_at, measure),
            evidence=self.rows.evidence(looked_at, self.rule),
        )

    def subject_or_plan(self, key: tuple[int, ...]) -> tuple[Subject, int | None]:
        """The subject where the selection alone makes it; a prohibition's own variable is not bound here."""
        try:
            return self.words.subject(self.selection_case(key).bound)
        except KeyError:
            return Subject(), None

    def passed(
        self, held: list[tuple[int, ...]], passed: Mapping[tuple[int, ...], list[tuple[Part, Match]]]
    ) -> RuleOutcome:
        """A requirement's evidence is what met it; a prohibition's is what was looked at."""
        fids: list[int] = []
        for key in held:
            met = [match.fids[part.key :] for part, match in passed.get(key, ())]
            own = [fid for one in met for fid in one]
            fids += own if any(self.facts.facts[fid].measure is not None for fid in own) else [*key, *own]
        facts = self.facts_of(fids)
        return self.words.plain(
            Outcome.PASSED, "", measures=measures_of(facts, None), evidence=self.rows.evidence(facts, self.rule)
        )
