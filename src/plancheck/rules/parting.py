"""Parts a rule into the conjunctions that the engine looks for on its behalf."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.rules.conditions import Absent, Part, Pattern, Term, names_of, positive
from plancheck.rules.ruleset import Rule

__all__ = ["joined_parts_of", "parts_of"]


def parts_of(rule: Rule) -> tuple[Part, ...]:
    """The conjunctions that the engine looks for on behalf of a rule.

    What leans on nothing selected is looked for once, beside the selection: joined to each thing selected, it would
    be found as often as there are such things, and take as long. An exception of that kind is «barred» where it
    must not be found, «provided» where it must.
    """
    return tuple(_parts(rule, joined=False))


def joined_parts_of(rule: Rule) -> tuple[Part, ...]:
    """The same, each with the selection that it is written for: as a person reads the rule, for explanations."""
    return tuple(_parts(rule, joined=True))


def _parts(rule: Rule, *, joined: bool) -> Iterator[Part]:
    selection, key = rule.selection, len(rule.selection)
    chosen = {pattern.var for pattern in selection}

    def part(name: str, terms: tuple[Term, ...], of: int = 0) -> Part:
        if joined or not _stands_alone(terms, chosen):
            return Part(rule.code, name, (*selection, *terms), key, of)
        return Part(rule.code, name, terms, 0, of)

    if rule.applies:
        yield Part(rule.code, "applies", (rule.applies,), 0)
    if rule.exceptions:
        yield Part(rule.code, "selected", selection, key)
    own = [one for one in rule.exceptions if joined or not _stands_alone((_bound(one),), chosen)]
    yield Part(rule.code, "held", (*selection, *map(_denied, own)), key)
    for number, one in enumerate(one for one in rule.exceptions if one not in own):
        yield part(f"provided:{number}" if isinstance(one, Absent) else f"barred:{number}", (_bound(one),))
    role = "pass" if rule.require else "fail"
    for number, terms in enumerate(rule.require or rule.forbid):
        yield part(f"{role}:{number}", terms)
    doubtful = [(of, terms) for of, doubt in enumerate(rule.doubts) for terms in doubt.alternatives]
    for number, (of, terms) in enumerate(doubtful):
        yield part(f"doubt:{number}", terms, of)
    for number, terms in enumerate(rule.escalation.alternatives if rule.escalation else ()):
        yield part(f"escalate:{number}", terms)


def _stands_alone(terms: tuple[Term, ...], chosen: set[str]) -> bool:
    """Whether terms lean on nothing chosen; without a fact of their own they need one to stand beside."""
    return not names_of(terms) & chosen and bool(positive(terms))


def _bound(term: Term) -> Pattern:
    return term.pattern if isinstance(term, Absent) else term


def _denied(term: Term) -> Term:
    return term.pattern if isinstance(term, Absent) else Absent(term)
