"""Runs compiled networks on durable-rules through its C module; nothing else touches that library.

Its calls hold the interpreter's lock, but one answer takes several of them: a lock keeps them together.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from plancheck.errors import EngineError
from plancheck.rules.compiling import ALWAYS, BEAT, TRIGGER, Network, compile_networks
from plancheck.rules.conditions import Part
from plancheck.rules.fields import TEXTUAL, Fact, FactBase, FactKind
from plancheck.rules.reference import Matches
from plancheck.rules.ruleset import Ruleset

__all__ = ["MOST_FACTS", "Engine", "engine_of", "missing_reason"]

MOST_FACTS = 4_000  # each takes some 10 kB inside; and beyond, the engine's own lists grow too long

_LOCK = threading.RLock()
_NAMES = itertools.count()
_STATE = "p"  # the one state id; deleted after each answer
_HANDLED = (0, 1, 2)  # done, not handled, observed: all normal


@cache
def _library() -> ModuleType | str:
    """The C module, or why it cannot be used."""
    try:
        import durable_rules_engine  # noqa: PLC0415 - may be missing, and costs time only where it is used
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    _keep_memory()
    return durable_rules_engine  # type: ignore[no-any-return]


def missing_reason() -> str | None:
    """Why durable-rules cannot serve here; None where it can."""
    found = _library()
    return found if isinstance(found, str) else None


def _keep_memory() -> None:
    """Lets glibc keep what the engine frees: it asks for megabytes anew for each plan, at twice the time.

    Left alone where the environment sets the same, and silent where there is no such function.
    """
    if sys.platform != "linux" or any(name.startswith("MALLOC_") for name in os.environ):
        return
    try:
        libc = ctypes.CDLL(None)
        libc.mallopt(-3, 32 << 20)  # M_MMAP_THRESHOLD, its greatest
        libc.mallopt(-1, 64 << 20)  # M_TRIM_THRESHOLD
    except (OSError, AttributeError):
        pass


class _Form(NamedTuple):
    """How a fact of a kind is written behind its number; `texts` are those of its fields that go by their numbers."""

    by_number: bool  # whether its number is also a field: some pattern asks for the very fact of another
    cells: str
    texts: tuple[str, ...]


@dataclass(slots=True)
class _Running:
    """A network with its handle in the C module; None until it is created, and again after a fault."""

    network: Network
    handle: int | None = None
    forms: dict[FactKind, _Form | None] = field(default_factory=dict)


@dataclass(slots=True)
class Engine:
    """The networks of some parts, created when first asked."""

    parts: tuple[Part, ...]
    _numbers: dict[str, int] = field(default_factory=lambda: {"": 0})
    _networks: list[_Running] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._networks = [_Running(one) for one in compile_networks(self.parts, self._numbers)]

    def matches(self, facts: FactBase) -> tuple[dict[str, Matches], dict[str, str]]:
        """The matches by rule, where there are any; and for each rule that the engine broke on, what it said.

        Raises EngineError only where the library is missing.
        """
        library = _library()
        if isinstance(library, str):
            raise EngineError(f"durable-rules cannot be used: {library}")
        numbers = dict(self._numbers)  # the names of this plan are numbered on from the ruleset's own
        found: dict[str, Matches] = {}
        broken: dict[str, str] = {}
        for running in self._networks:
            batch = _batch(running, facts.facts, numbers)
            try:
                with _LOCK:
                    answers = _ask(library, running, batch)
                _add_matches(running.network, answers, found)
            except Exception as error:
                running.handle = None  # never used again after an error, nor its state deleted
                for stands in running.network.stands_for.values():
                    broken |= {part.rule: str(error) or type(error).__name__ for part, _ in stands}
        for of_rule in found.values():
            for matches in of_rule.values():
                matches.sort()
        return found, broken


def _batch(running: _Running, facts: Iterable[Fact], numbers: dict[str, int]) -> str:
    """The facts that the network asks about, each with the fields that it reads; the trigger comes last."""
    forms = running.forms
    lines = [f'{{"id":"f","sid":"{_STATE}","kind":"first","{ALWAYS}":1}}']
    for fact in facts:
        kind = fact.kind
        if kind not in forms:
            forms[kind] = _form(kind, running.network.fields)
        form = forms[kind]
        if form is None:
            continue
        values = fact.values
        if form.texts:
            values = {**values, **{name: _number(str(values[name]), numbers) for name in form.texts}}
        own = f'"fid":{fact.fid},' if form.by_number else ""
        lines.append(f'{{"id":"f{fact.fid}",{own}{form.cells % values}}}')
    lines.append(f'{{"id":"e","sid":"{_STATE}","kind":"{TRIGGER}","{ALWAYS}":1}}')
    return f"[{','.join(lines)}]"


def _number(text: str, numbers: dict[str, int]) -> int:
    return numbers.setdefault(text, len(numbers) + 1)


def _form(kind: FactKind, read: Mapping[str, Iterable[str]]) -> _Form | None:
    """The form of a kind with the fields that are read of it; None where nothing is asked of it."""
    if kind.name not in read:
        return None
    names = sorted(name.removeprefix("f_") for name in read[kind.name] if name != "fid")
    cells = "".join(f',"f_{name}":%({name})d' for name in names)
    texts = tuple(name for name in names if kind.fields[name].type in TEXTUAL)
    return _Form("fid" in read[kind.name], f'"sid":"{_STATE}","kind":"{kind.name}","{ALWAYS}":1{cells}', texts)


def _ask(library: Any, running: _Running, batch: str) -> dict[str, list[str]]:
    """What fires on a batch, by its rule. Raises EngineError where the engine refuses, or has not read to the end."""
    if running.handle is None:
        running.handle = library.create_ruleset(f"plancheck{next(_NAMES)}", running.network.text())
    handle = running.handle
    code, state = library.assert_facts(handle, batch)
    if code not in _HANDLED:
        raise EngineError(f"durable-rules refused the facts (code {code})")
    first = library.start_action_for_state(handle, state)
    answers: dict[str, list[str]] = {}
    answer = first[1] if first else None
    while answer:
        # The rule that fired is the one key of `{"r7":{"t":{…},"a0":{"id":"f12",…},…}}`.
        answers.setdefault(answer[2 : answer.index('"', 2)], []).append(answer)
        answer = library.complete_and_start_action(handle, state)
    if answers.pop(BEAT, None) is None:
        raise EngineError("durable-rules did not read the facts to their end")
    library.delete_state(handle, _STATE)
    return answers


def _add_matches(network: Network, answers: Mapping[str, Sequence[str]], found: dict[str, Matches]) -> None:
    """Reads no more of an answer than its facts' numbers: facts come back as they were written, id first.

    Facts hold whole numbers and our own words, so that nothing else looks like one. Raises EngineError where
    an answer does not name every fact that its rule binds.
    """
    for name, own in answers.items():
        stands = network.stands_for[name]
        bound = [_bound(own, place) for place in range(1 + max(max(places) for _, places in stands))]
        more = f'"a{len(bound)}":'
        for answer in own:
            if more in answer:
                raise _beside(answer)
        for part, places in stands:
            matches = zip(*(bound[place] for place in places), strict=True)
            found.setdefault(part.rule, {}).setdefault(part.name, []).extend(matches)


def _bound(answers: Sequence[str], place: int) -> list[int]:
    """The number of the fact that each answer binds at a place."""
    mark = f'"a{place}":{{"id":"f'
    found = []
    for answer in answers:
        number = answer.partition(mark)[2].partition('"')[0]
        if not number.isdecimal():
            raise _beside(answer)
        found.append(int(number))
    return found


def _beside(answer: str) -> EngineError:
    return EngineError(f"durable-rules answered beside the question: {answer[:200]}")


_ENGINES: WeakKeyDictionary[Ruleset, Engine] = WeakKeyDictionary()


def engine_of(ruleset: Ruleset) -> Engine:
    """The ruleset's engine, compiled once."""
    with _LOCK:
        engine = _ENGINES.get(ruleset)
        if engine is None:
            parts = tuple(part for rule in ruleset.rules for part in rule.parts)
            engine = _ENGINES[ruleset] = Engine(parts)
        return engine
