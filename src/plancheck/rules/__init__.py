"""Rules: rulesets are loaded and checked, plans are judged by them, verdicts are explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancheck.loading_late import late

if TYPE_CHECKING:
    from plancheck.rules.choosing import AS_WRITTEN, Chosen, Setting
    from plancheck.rules.eras import day_of
    from plancheck.rules.examples import ExampleResult, run_examples
    from plancheck.rules.fields import Fact, FactBase, FactKind, FactList, Givens, Kinds
    from plancheck.rules.judging import Judgement, judge, judge_facts, judgement, judgement_on
    from plancheck.rules.loading import load_ruleset, ruleset_names, ruleset_serving
    from plancheck.rules.messages import Text
    from plancheck.rules.outcome import Evidence, Outcome, RuleOutcome, Severity, Subject
    from plancheck.rules.ruleset import Parameter, Rule, Ruleset
    from plancheck.rules.superior import Superior
    from plancheck.rules.tracing import Trace, trace

__all__ = [
    "AS_WRITTEN",
    "Chosen",
    "Evidence",
    "ExampleResult",
    "Fact",
    "FactBase",
    "FactKind",
    "FactList",
    "Givens",
    "Judgement",
    "Kinds",
    "Outcome",
    "Parameter",
    "Rule",
    "RuleOutcome",
    "Ruleset",
    "Setting",
    "Severity",
    "Subject",
    "Superior",
    "Text",
    "Trace",
    "day_of",
    "judge",
    "judge_facts",
    "judgement",
    "judgement_on",
    "load_ruleset",
    "ruleset_names",
    "ruleset_serving",
    "run_examples",
    "trace",
]

__getattr__ = late(
    __name__,
    {
        "plancheck.rules.choosing": ("AS_WRITTEN", "Chosen", "Setting"),
        "plancheck.rules.eras": ("day_of",),
        "plancheck.rules.examples": ("ExampleResult", "run_examples"),
        "plancheck.rules.fields": ("Fact", "FactBase", "FactKind", "FactList", "Givens", "Kinds"),
        "plancheck.rules.judging": ("Judgement", "judge", "judge_facts", "judgement", "judgement_on"),
        "plancheck.rules.loading": ("load_ruleset", "ruleset_names", "ruleset_serving"),
        "plancheck.rules.messages": ("Text",),
        "plancheck.rules.outcome": ("Evidence", "Outcome", "RuleOutcome", "Severity", "Subject"),
        "plancheck.rules.ruleset": ("Parameter", "Rule", "Ruleset"),
        "plancheck.rules.superior": ("Superior",),
        "plancheck.rules.tracing": ("Trace", "trace"),
    },
)
