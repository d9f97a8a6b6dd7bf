"""Finds what in a ruleset loads and can hardly be meant: parts that are never or always so, rules said twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from plancheck.rules.conditions import Absent, Condition, Op, Pattern, Term
from plancheck.rules.ruleset import Origin, Rule, Ruleset
from plancheck.rules.testing.reasoning import PLAN, Knowledge, follows
from plancheck.rules.testing.renaming import renamed

__all__ = ["LintFinding", "LintKind", "LintRun", "found_at", "lint_rules"]


class LintKind(StrEnum):
    """What was found."""

    NEVER_APPLIES = "never_applies"  # nothing can be selected: the conditions exclude each other
    OTHER_LEVELS = "other_levels"  # it applies to plans that the ruleset is not for
    EMPTY_LIST = "empty_list"  # a list of values that it asks for is empty
    ALWAYS_EXCEPTED = "always_excepted"  # whatever is selected is an exception
    NEVER_FAILS = "never_fails"  # it can never fire
    NEVER_PASSES = "never_passes"  # what it requires is excluded by what it selects
    DEAD_PART = "dead_part"  # an alternative, exception, doubt or escalation that can never be met
    SAME_RULE = "same_rule"  # another rule fails on the very same
    SHADOWED = "shadowed"  # wherever it fails, another rule as grave has failed already
    UNUSED_PARAMETER = "unused_parameter"
    NOT_TRANSLATED = "not_translated"
    NOT_RUSSIAN = "not_russian"
    OTHER_PLACEHOLDERS = "other_placeholders"  # the two languages show different things
    UNKNOWN_SUBJECT = "unknown_subject"  # a suggestion for a subject that there cannot be
    UNUSED_GROUP = "unused_group"
    REPEATED_PHRASE = "repeated_phrase"
    OTHER_TOPIC = "other_topic"  # the phrase's own words give another topic
    UNFOUND_PHRASE = "unfound_phrase"  # the phrase's own words do not give its topic
    UNTESTED_ENTRY = "untested_entry"  # an added entry of a lexicon that no test's plan meets
    ARGUED_IN_VAIN = "argued_in_vain"  # an argument for what is not found


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One finding with its place (1-based line and column); `values` fill its sentence."""

    kind: LintKind
    path: str
    line: int
    column: int
    rule: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LintRun:
    """What was looked at, by name, and what was found that nobody argues for."""

    rulesets: tuple[str, ...]
    findings: tuple[LintFinding, ...]


def found_at(origin: Origin, kind: LintKind, rule: str = "", **values: str) -> LintFinding:
    """A finding at the key of what stands there."""
    line, column = origin.file.key_position(origin.path)
    return LintFinding(kind, origin.file.path, line, column, rule, values)


def lint_rules(ruleset: Ruleset) -> Iterator[LintFinding]:
    """What can never be met, in each rule; and rules of which one says what another says."""
    for rule in ruleset.rules:
        yield from _RuleLint(rule, ruleset).findings()
    yield from _shadows(ruleset)


def selected(rule: Rule) -> tuple[Term, ...]:
    """What holds of all that a rule looks at."""
    return (*((rule.applies,) if rule.applies else ()), *rule.selection)


def held(rule: Rule) -> tuple[Term, ...]:
    """What holds of all that a rule judges: what is selected and not excepted."""
    return (*selected(rule), *(one.pattern if isinstance(one, Absent) else Absent(one) for one in rule.exceptions))


class _RuleLint:
    """Looks at one rule; lives for it."""

    def __init__(self, rule: Rule, ruleset: Ruleset) -> None:
        self.rule, self.ruleset, self.kinds = rule, ruleset, ruleset.kinds
        self.written = _written(rule)

    def findings(self) -> Iterator[LintFinding]:
        yield from self._empty_lists()
        looked = Knowledge(selected(self.rule), self.kinds)
        if not looked.consistent:
            yield self._at("for_each" if "for_each" in self.written else "applies", LintKind.NEVER_APPLIES)
            return
        yield from self._levels(looked)
        excepted = list(self._exceptions(looked))
        yield from excepted
        if any(one.kind is LintKind.ALWAYS_EXCEPTED for one in excepted):
            return
        yield from self._decisive(Knowledge(held(self.rule), self.kinds))

    def _at(self, step: str, kind: LintKind, index: int | None = None, **values: str) -> LintFinding:
        origin = self.rule.origin
        if step in self.written:
            origin = origin / step
            if index is not None and isinstance(self.written[step], list):
                origin = origin / index
        return found_at(origin, kind, self.rule.code, **values)

    def _empty_lists(self) -> Iterator[LintFinding]:
        for part in self.rule.parts:
            for term in part.terms:
                pattern = term.pattern if isinstance(term, Absent) else term
                if any(one.value == () for one in pattern.conditions):
                    yield found_at(self.rule.origin, LintKind.EMPTY_LIST, self.rule.code, pattern=str(pattern))
                    return

    def _levels(self, looked: Knowledge) -> Iterator[LintFinding]:
        levels = [str(level) for level in self.ruleset.levels]
        if not levels or self.rule.applies is None:
            return
        if not any(Knowledge((*looked.terms, _of_level(level)), self.kinds).consistent for level in levels):
            yield self._at("applies", LintKind.OTHER_LEVELS, levels=", ".join(levels), ruleset=self.ruleset.name)

    def _exceptions(self, looked: Knowledge) -> Iterator[LintFinding]:
        for index, one in enumerate(self.rule.exceptions):
            against: Term = one.pattern if isinstance(one, Absent) else Absent(one)
            if not Knowledge((*looked.terms, one), self.kinds).consistent:
                yield self._at("except", LintKind.DEAD_PART, index, part="except", pattern=str(one))
            elif not Knowledge((*looked.terms, against), self.kinds).consistent:
                yield self._at("except", LintKind.ALWAYS_EXCEPTED, index, pattern=str(one))

    def _decisive(self, judged: Knowledge) -> Iterator[LintFinding]:
        rule = self.rule
        step = "require" if rule.require else "forbid"
        alternatives = rule.require or rule.forbid
        dead = [not Knowledge((*judged.terms, *terms), self.kinds).consistent for terms in alternatives]
        always = [follows(terms, judged) for terms in alternatives]
        never, ever = (
            (LintKind.NEVER_PASSES, LintKind.NEVER_FAILS)
            if rule.require
            else (LintKind.NEVER_FAILS, LintKind.NEVER_PASSES)
        )
        if all(dead):
            yield self._at(step, never)
        elif any(always):
            yield self._at(step, ever, always.index(True))
        else:
            for index, terms in enumerate(alternatives):
                if dead[index]:
                    yield self._at(step, LintKind.DEAD_PART, index, part=step, pattern=_shown(terms))
        for index, doubt in enumerate(rule.doubts):
            for terms in doubt.alternatives:
                if not Knowledge((*judged.terms, *terms), self.kinds).consistent:
                    yield self._at("doubt", LintKind.DEAD_PART, index, part="doubt", pattern=_shown(terms))
        for terms in rule.escalation.alternatives if rule.escalation else ():
            if not Knowledge((*judged.terms, *terms), self.kinds).consistent:
                yield self._at("escalate", LintKind.DEAD_PART, part="escalate", pattern=_shown(terms))


def _written(rule: Rule) -> Mapping[str, object]:
    value = rule.origin.file.value
    for step in rule.origin.path:
        value = value[step]
    return value if isinstance(value, dict) else {}


def _of_level(level: str) -> Pattern:
    return Pattern(PLAN, "level·", (Condition("level", Op.EQ, level),))


def _shown(terms: Sequence[Term]) -> str:
    return " + ".join(map(str, terms))


# ---------------------------------------------------------------------- rules that say the same


def failing(rule: Rule) -> tuple[tuple[Term, ...], ...] | None:
    """The conjunctions of which any makes a rule fail; None where they cannot be written so."""
    if rule.forbid:
        return tuple((*held(rule), *terms) for terms in rule.forbid)
    if any(len(terms) != 1 for terms in rule.require):
        return None
    unmet = [one.pattern if isinstance(one, Absent) else Absent(one) for (one,) in rule.require]
    return ((*held(rule), *unmet),)


def _shadows(ruleset: Ruleset) -> Iterator[LintFinding]:
    kinds = ruleset.kinds
    known = {
        rule.code: [Knowledge(terms, kinds) for terms in conjunctions]
        for rule in ruleset.rules
        if (conjunctions := failing(rule)) is not None
    }
    rules = [rule for rule in ruleset.rules if rule.code in known]
    told: set[frozenset[str]] = set()
    for rule in rules:
        for other in rules:
            pair = frozenset((rule.code, other.code))
            if rule is other or pair in told or not _covers(other, known[rule.code]):
                continue
            if _covers(rule, known[other.code]):
                told.add(pair)
                later, earlier = (other, rule) if rules.index(other) > rules.index(rule) else (rule, other)
                yield found_at(later.origin, LintKind.SAME_RULE, later.code, other=earlier.code)
            elif rule.severity.rank <= other.severity.rank and rule.subject.kind == other.subject.kind:
                yield found_at(rule.origin, LintKind.SHADOWED, rule.code, other=other.code)


def _covers(rule: Rule, others: Sequence[Knowledge]) -> bool:
    """Whether a rule fails wherever any of the conjunctions holds."""
    conjunctions = failing(rule) or ()
    possible = [one for one in others if one.consistent]
    return bool(possible) and all(any(follows(renamed(terms, "′"), one) for terms in conjunctions) for one in possible)
