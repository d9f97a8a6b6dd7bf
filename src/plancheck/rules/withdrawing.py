"""Codes that are given no more: noted, never given again, and led on to what stands instead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from plancheck.errors import Problem
from plancheck.faults.nearest import did_you_mean
from plancheck.rules.gathering import Source
from plancheck.rules.rule_reading import text
from plancheck.rules.ruleset import Origin, Place, Rule, Withdrawal
from plancheck.said import said

__all__ = ["given_again", "successor_problems", "withdrawals"]


def withdrawals(sources: Iterable[Source], problems: list[Problem]) -> dict[str, Withdrawal]:
    """The codes that the files withdraw."""
    found: dict[str, Withdrawal] = {}
    for source in sources:
        for code, model in source.model.withdrawn.items():
            place = source.origin / "withdrawn" / code
            if code in found:
                told = said("withdrawn.already", code=code, place=found[code].place)
                problems.append(place.problem(told, at_key=True))
            else:
                found[code] = Withdrawal(code, model.since, tuple(model.replaced_by), text(model.why), place)
    return found


def given_again(old: Withdrawal, rule: Origin, sources: Sequence[Source]) -> Problem:
    """The fault of a rule that has a withdrawn code; the withdrawal's own, where it stands in an heir of the rule."""
    files = [source.file for source in sources]
    if isinstance(old.place, Origin) and files.index(old.place.file) > files.index(rule.file):
        message = said("withdrawn.heir", code=old.code, rule=rule)
        return old.place.problem(message, at_key=True)
    message = said("withdrawn.again", code=old.code, place=old.place)
    return (rule / "code").problem(message)


def successor_problems(
    rules: Iterable[Rule], withdrawn: Mapping[str, Withdrawal], given: Collection[str]
) -> Iterable[Problem]:
    """What stands instead of a rule must be there, and may not lead back. `given` are all codes of rules."""
    after = {code: old.replaced_by for code, old in withdrawn.items()}
    places: dict[str, Place] = {code: old.place / "replaced_by" for code, old in withdrawn.items()}
    for rule in rules:
        place = rule.set_by.get("replaced_by", rule.origin / "replaced_by")
        after[rule.code], places[rule.code] = rule.replaced_by, place
        if rule.replaced_by and rule.force.last is None:
            yield place.problem(said("replaced.no_end"))
    known = {*given, *after}
    for code, followers in after.items():
        for one in followers:
            if one not in known:
                yield places[code].problem(said("no_rule", code=one, hint=did_you_mean(one, given)))
            elif code in _led_to(one, after):
                yield places[code].problem(said("replaced.circle", code=code, one=one))


def _led_to(code: str, after: Mapping[str, Sequence[str]]) -> set[str]:
    """The code with all that stand instead of it, and instead of those."""
    found: set[str] = set()
    waiting = [code]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += after.get(one, ())
    return found
