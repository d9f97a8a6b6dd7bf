"""One rule of a file into its normal form: scopes, subject, messages; faults are noted with their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from plancheck.errors import Problem
from plancheck.faults.nearest import did_you_mean, listed
from plancheck.rules.conditions import Pattern, Term
from plancheck.rules.fields import TEXTUAL, FactKind, FieldType, Kinds
from plancheck.rules.messages import Text, parameters_named, placeholders, stray_brace, with_parameters
from plancheck.rules.parting import parts_of
from plancheck.rules.patterns import PLAN, Alternative, PatternReader, Scope
from plancheck.rules.ruleset import (
    Doubt,
    Escalation,
    Example,
    Force,
    Origin,
    Parameter,
    Place,
    Rule,
    SubjectOf,
    Suggestion,
)
from plancheck.rules.schema import SUBJECT_KINDS, ForceModel, RuleModel, SuggestModel, TextModel
from plancheck.said import Said, said

__all__ = ["force", "read_rule", "text"]


def text(model: TextModel) -> Text:
    return Text(model.ru, model.en)


def force(model: ForceModel | None) -> Force:
    """The days of `effective`; without it, all days."""
    return Force(model.first, model.last) if model else Force()


def read_rule(  # noqa: PLR0917 - each is another part of the ruleset
    model: RuleModel,
    origin: Origin,
    kinds: Kinds,
    parameters: Mapping[str, Parameter],
    problems: list[Problem],
    set_by: Mapping[str, Place] | None = None,
) -> Rule | None:
    """The rule in its normal form; None (or a rule not to be used) where `problems` grew.

    `set_by` says where parts of the model were set that do not stand at the rule's own place.
    """
    before = len(problems)
    rule = _RuleReader(model, origin, PatternReader(kinds, parameters, problems), set_by or {}).rule()
    return rule if len(problems) == before else None


class _RuleReader:
    """Reads one rule; lives for that rule alone."""

    def __init__(self, model: RuleModel, origin: Origin, reader: PatternReader, set_by: Mapping[str, Place]) -> None:
        self.model, self.origin, self.reader, self.set_by = model, origin, reader, set_by
        self.kinds, self.fault = reader.kinds, reader.fault
        self.plan = Scope({PLAN: PLAN} if PLAN in reader.kinds else {})
        named = ((name, one.shown) for name, one in reader.parameters.items())
        self.shown = {name: one for name, one in named if one is not None}

    def place(self, part: str) -> Place:
        """Where a part of the rule stands: in the rule, or in what overrides it."""
        return self.set_by.get(part, self.origin / part)

    def text(self, model: TextModel) -> Text:
        """A text with the parameters that it shows."""
        return with_parameters(text(model), self.shown)

    def maybe(self, model: TextModel | None) -> Text | None:
        return self.text(model) if model else None

    def row(self, model: SuggestModel) -> Suggestion:
        """A suggested row, always Russian."""
        cells = ((name, Text(cell, cell)) for name, cell in model.model_dump().items())
        return Suggestion(**{name: with_parameters(cell, self.shown).ru for name, cell in cells})

    def rule(self) -> Rule:
        model, origin = self.model, self.origin
        applies = self._applies()
        selection, scope = self._selection()
        exceptions = self._exceptions(scope)
        require, forbid, message_scope = self._decisive(scope)
        doubts = [self._doubt(index, scope) for index in range(len(model.doubt))]
        escalation = self._escalation(scope)
        subject = self._subject(message_scope)
        self._texts(message_scope)
        if PLAN in scope.uses and all(pattern.var != PLAN for pattern in selection):
            selection = (Pattern(PLAN, PLAN), *selection)
        rule = Rule(
            code=model.code,
            name=model.name,
            severity=model.severity,
            title=self.text(model.title),
            why=self.text(model.why),
            source=tuple(map(text, model.source)),
            origin=origin,
            selection=selection,
            subject=subject,
            message=self.text(model.message),
            remedy=self.text(model.remedy),
            applies=applies,
            exceptions=exceptions,
            require=require,
            forbid=forbid,
            doubts=tuple(doubts),
            escalation=escalation,
            nothing=self.maybe(model.nothing),
            excepted=self.maybe(model.excepted),
            merge=model.merge,
            suggestion=self.row(model.suggest) if model.suggest else None,
            suggestion_by={ref: self.row(row) for ref, row in model.suggest_by.items()},
            examples=tuple(self._examples()),
            always=model.examples.always,
            force=force(model.effective),
            replaced_by=tuple(model.replaced_by),
            set_by=self.set_by,
        )
        return replace(rule, parts=parts_of(rule))

    # ------------------------------------------------------------------ what is looked at

    def _applies(self) -> Pattern | None:
        if not self.model.applies:
            return None
        kind, origin = self.kinds[PLAN], self.origin / "applies"
        conditions = [
            condition
            for name, raw in self.model.applies.items()
            for condition in self.reader.conditions(kind, name, raw, origin / name, Scope({}))
        ]
        return Pattern(PLAN, PLAN, tuple(conditions))

    def _selection(self) -> tuple[tuple[Pattern, ...], Scope]:
        raw, origin = self.model.for_each, self.origin / "for_each"
        if raw is None:
            return (Pattern(PLAN, PLAN),), self.plan
        patterns, scope = [], self.plan
        several = isinstance(raw, list)
        if several and not raw:
            self.fault(origin, said("rule.empty_for_each"))
        for index, one in enumerate(raw if several else [raw]):
            place = origin / index if several else origin
            if isinstance(one, dict) and "without" in one:
                self.fault(place, said("rule.for_each_without"))
                continue
            pattern, scope = self.reader.pattern(one, place, scope)
            if pattern:
                patterns.append(pattern)
        return tuple(patterns), scope

    def _exceptions(self, scope: Scope) -> tuple[Term, ...]:
        if self.model.exceptions is None:
            return ()
        origin = self.origin / "except"
        found = self.reader.alternatives(self.model.exceptions, origin, scope)
        for index, one in enumerate(found):
            if len(one.terms) > 1:
                place = origin / index if isinstance(self.model.exceptions, list) else origin
                self.fault(place, said("rule.except_all"))
        return tuple(term for one in found for term in one.terms)

    def _decisive(self, scope: Scope) -> tuple[tuple[tuple[Term, ...], ...], tuple[tuple[Term, ...], ...], Scope]:
        """Requirement, prohibition, and the scope of messages: what is bound whenever the rule fails."""
        model = self.model
        if (model.require is None) == (model.forbid is None):
            self.fault(self.origin, said("rule.require_or_forbid"))
            return (), (), scope
        if model.require is not None:
            found = self.reader.alternatives(model.require, self.origin / "require", scope)
            return _terms(found), (), scope
        found = self.reader.alternatives(model.forbid, self.origin / "forbid", scope)
        return (), _terms(found), _common(found, scope)

    def _doubt(self, index: int, scope: Scope) -> Doubt:
        model, origin = self.model.doubt[index], self.origin / "doubt" / index
        found = self.reader.alternatives(model.when, origin / "when", scope)
        self._text(model.because, origin / "because", _common(found, scope))
        return Doubt(_terms(found), self.text(model.because))

    def _escalation(self, scope: Scope) -> Escalation | None:
        model = self.model.escalate
        if model is None:
            return None
        origin = self.origin / "escalate"
        if model.to.rank <= self.model.severity.rank and "severity" not in self.set_by:
            self.fault(origin / "to", said("rule.not_graver", to=model.to, own=self.model.severity))
        return Escalation(_terms(self.reader.alternatives(model.when, origin / "when", scope)), model.to)

    # ------------------------------------------------------------------ what is said

    def _subject(self, scope: Scope) -> SubjectOf:
        model, origin = self.model.subject, self.origin / "subject"
        if model is None:
            return self._subject_by_default(scope)
        if model.kind == PLAN:
            if model.ref or model.of:
                self.fault(origin, said("subject.plan"))
            return SubjectOf()
        if model.kind == "measure":
            return self._subject_measure(model.of, model.ref, origin, scope)
        if model.of is not None or model.ref is None or model.ref.count(".") != 1:
            self.fault(origin, said("subject.ref", kind=model.kind))
            return SubjectOf()
        var, _, name = model.ref.partition(".")
        found = self.reader.reference(var, name, None, origin / "ref", scope)
        if found and self.kinds[scope.kinds[var]].fields[name].type not in TEXTUAL:
            self.fault(origin / "ref", said("subject.ref_type", ref=model.ref))
        return SubjectOf(model.kind, var, name, self._subject_kind(model.kind_from, var, origin, scope))

    def _subject_kind(self, kind_from: str | None, var: str, origin: Origin, scope: Scope) -> str | None:
        """The field of the subject's own fact that says which kind of subject it is."""
        if kind_from is None or var not in scope.kinds:
            return None
        owner, _, name = kind_from.partition(".")
        codes = getattr(self.kinds[scope.kinds[var]].fields.get(name), "codes", None)
        if owner != var or codes is None or not codes.codes <= SUBJECT_KINDS:
            self.fault(origin / "kind_from", said("subject.kind_from", var=var))
        return name

    def _subject_by_default(self, scope: Scope) -> SubjectOf:
        if self.model.for_each is None:
            return SubjectOf()
        about = [var for var, kind in scope.kinds.items() if self.kinds[kind].has_measure and var in scope.named]
        if about:
            return SubjectOf("measure", about[0])
        self.fault(self.origin, said("subject.missing"))
        return SubjectOf()

    def _subject_measure(self, of: str | None, ref: str | None, origin: Origin, scope: Scope) -> SubjectOf:
        if of is None or ref is not None:
            self.fault(origin, said("subject.measure"))
        elif of not in scope.kinds:
            guess = did_you_mean(of, scope.named) or said("hint.bound", known=listed(scope.named))
            self.fault(origin / "of", said("unbound", var=of, hint=guess))
        elif not self.kinds[scope.kinds[of]].has_measure:
            self.fault(origin / "of", said("no_measure_field", kind=scope.kinds[of]))
        return SubjectOf("measure", of)

    def _texts(self, scope: Scope) -> None:
        model, origin = self.model, self.origin
        self._text(model.message, self.place("message"), scope)
        self._text(model.remedy, self.place("remedy"), scope)
        for part, own in (("title", model.title), ("why", model.why)):
            self._parameters(own.ru, self.place(part) / "ru")
            self._parameters(own.en, self.place(part) / "en")
        for name, one in (("nothing", model.nothing), ("excepted", model.excepted)):
            if one is not None:
                self._text(one, origin / name, self.plan)
        if model.suggest:
            self._row(model.suggest, self.place("suggest"), scope)
        for ref, row in model.suggest_by.items():
            self._row(row, origin / "suggest_by" / ref, scope)

    def _text(self, model: TextModel, origin: Place, scope: Scope) -> None:
        self._template(model.ru, origin / "ru", scope)
        self._template(model.en, origin / "en", scope)

    def _row(self, model: SuggestModel, origin: Place, scope: Scope) -> None:
        for name in ("measure", "deadline", "responsible", "result"):
            self._template(getattr(model, name), origin / name, scope)

    def _template(self, template: str, origin: Place, scope: Scope) -> None:
        self._parameters(template, origin)
        if stray_brace(template):
            self.fault(origin, said("text.brace"))
        for var, name in placeholders(template):
            if var not in scope.kinds:
                bound = listed(scope.named) or said("nothing")
                guess = did_you_mean(var, scope.named) or said("hint.bound", known=bound)
                unbound = said("unbound", var=var, hint=guess)
                self.fault(origin, said("named", name=f"{{{var}.{name}}}", what=unbound))
                continue
            fault = _unshowable(self.kinds[scope.kinds[var]], name)
            if fault:
                self.fault(origin, said("named", name=f"{{{var}.{name}}}", what=fault))

    def _parameters(self, template: str, origin: Place) -> None:
        for name in parameters_named(template):
            if name in self.shown:
                continue
            if name in self.reader.parameters:
                self.fault(origin, said("text.flag_parameter", name=name))
            else:
                guess = did_you_mean(name, self.reader.parameters)
                self.fault(origin, said("text.parameter", name=name, hint=guess))

    def _examples(self) -> Iterable[Example]:
        examples = self.model.examples
        for key, outcome in (
            ("pass", "passed"),
            ("fail", "failed"),
            ("inapplicable", "inapplicable"),
            ("cant_tell", "cant_tell"),
        ):
            plans: list[dict[str, Any]] = examples.passed if key == "pass" else getattr(examples, key)
            for index, plan in enumerate(plans):
                yield Example(outcome, plan, self.origin / "examples" / key / index)


def _unshowable(kind: FactKind, name: str) -> Said | None:
    """Why a message cannot show a field of a kind; None where it can."""
    if name in kind.display:
        return None
    declared = kind.fields.get(name)
    if declared is None:
        known = [*kind.display, *kind.fields]
        hint = did_you_mean(name, known) or said("hint.has", known=listed(known, 40))
        return said("no_such_text", kind=kind.name, name=name, hint=hint)
    return said("text.flag") if declared.type is FieldType.FLAG else None


def _terms(alternatives: Iterable[Alternative]) -> tuple[tuple[Term, ...], ...]:
    return tuple(one.terms for one in alternatives if one.terms)


def _common(alternatives: list[Alternative], scope: Scope) -> Scope:
    """The scope widened by the variables that every alternative binds to the same kind."""
    if not alternatives:
        return scope
    first, rest = alternatives[0].scope.kinds, [one.scope.kinds for one in alternatives[1:]]
    shared = {var: kind for var, kind in first.items() if all(other.get(var) == kind for other in rest)}
    return Scope({**scope.kinds, **shared}, scope.uses)
