"""Codes that are given no more: noted, never given again, and led on to what stands instead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from plancheck.errors import Problem
from plancheck.rules.gathering import Source
from plancheck.rules.nearest import did_you_mean
from plancheck.rules.rule_reading import text
from plancheck.rules.ruleset import Origin, Place, Rule, Withdrawal

__all__ = ["given_again", "successor_problems", "withdrawals"]


def withdrawals(sources: Iterable[Source], problems: list[Problem]) -> dict[str, Withdrawal]:
    """The codes that the files withdraw."""
    found: dict[str, Withdrawal] = {}
    for source in sources:
        for code, model in source.model.withdrawn.items():
            place = source.origin / "withdrawn" / code
            if code in found:
                problems.append(place.problem(f"{code} is withdrawn already in {found[code].place}", at_key=True))
            else:
                found[code] = Withdrawal(code, model.since, tuple(model.replaced_by), text(model.why), place)
    return found


def given_again(old: Withdrawal, rule: Origin, sources: Sequence[Source]) -> Problem:
    """The fault of a rule that has a withdrawn code; the withdrawal's own, where it stands in an heir of the rule."""
    files = [source.file for source in sources]
    if isinstance(old.place, Origin) and files.index(old.place.file) > files.index(rule.file):
        message = f"{old.code} is the rule of {rule}: switch it off under «override», or end it there by «effective»"
        return old.place.problem(message, at_key=True)
    message = f"code {old.code} was withdrawn in {old.place} and is never given again: take another"
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
            yield place.problem("a rule without a last day («effective: {until: …}») is not replaced")
    known = {*given, *after}
    for code, followers in after.items():
        for one in followers:
            if one not in known:
                yield places[code].problem(f"no rule has the code {one}{did_you_mean(one, given)}")
            elif code in _led_to(one, after):
                yield places[code].problem(f"{code} is replaced by {one}, which leads back to it")


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
