"""Random rules and facts, in several orders: durable-rules must find exactly what the plain evaluator finds.

PLANCHECK_DIFFERENTIAL_EXAMPLES sets how many (2,000 by default); then they are new ones at each run.
"""

import contextlib
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from plancheck.rules.compiling import refusal
from plancheck.rules.conditions import Absent, Condition, Op, Part, Pattern, Ref
from plancheck.rules.durable import missing_reason
from plancheck.rules.reference import find_matches

sys.path.insert(0, str(Path(__file__).parent))
from engine_worker import base_of

ASKED = os.environ.get("PLANCHECK_DIFFERENTIAL_EXAMPLES")
KINDS = {
    "plan": (("start", "day"), ("ready", "flag")),
    "left": (("x", "int"), ("y", "int"), ("c", "name"), ("when", "day")),
    "right": (("x", "int"), ("ready", "flag"), ("c", "name"), ("s", "name")),
    "third": (("y", "int"), ("s", "name")),
}
VALUES = {
    "int": st.sampled_from([0, 1, 1, 2, -1, 2**40]),
    "day": st.sampled_from([0, 738_000, 738_001]),
    "flag": st.sampled_from([0, 1]),
    "name": st.sampled_from(["", "a", "a", 'СОШ "5"\n\\', "я" * 70_000]),
}
ORDERED = ("int", "day")

pytestmark = pytest.mark.skipif(missing_reason() is not None, reason=f"durable-rules: {missing_reason()}")


@st.composite
def conditions(draw, kind, scope):
    name, of = draw(st.sampled_from(KINDS[kind]))
    plain = [Op.EQ, Op.EQ, Op.NE]
    ordering = [Op.LT, Op.LE, Op.GT, Op.GE] if of in ORDERED else []
    op = draw(st.sampled_from([*plain, *ordering, Op.IN, Op.NOT_IN]))
    if op in (Op.IN, Op.NOT_IN):
        values = draw(st.lists(VALUES[of], max_size=3, unique=True))
        return Condition(name, op, tuple(values))
    fitting = [Ref(var, other) for var, bound in scope.items() for other, kind_of in KINDS[bound] if kind_of == of]
    if fitting and draw(st.booleans()):
        return Condition(name, op, draw(st.sampled_from(fitting)))
    return Condition(name, op, draw(VALUES[of]))


@st.composite
def patterns(draw, scope, var):
    same = draw(st.sampled_from([None, None, None, *scope]))
    kind = scope[same] if same else draw(st.sampled_from(list(KINDS)))
    asked = draw(st.lists(conditions(kind, scope), max_size=draw(st.sampled_from([1, 2, 3]))))
    return Pattern(kind, var, tuple(asked), same)


@st.composite
def conjunctions(draw):
    scope, terms = {}, []
    first = draw(patterns({}, "v0"))
    terms, scope = [first], {"v0": first.kind}
    for number in range(1, 1 + draw(st.integers(0, 3))):
        pattern = draw(patterns(scope, f"v{number}"))
        if draw(st.integers(0, 2)) == 0:
            terms.append(Absent(pattern))
        else:
            terms.append(pattern)
            scope[pattern.var] = pattern.kind
    return tuple(terms)


@st.composite
def fact_lists(draw):
    kinds = ["plan", *draw(st.lists(st.sampled_from(["left", "right", "third"]), min_size=2, max_size=10))]
    facts = []
    for fid, kind in enumerate(kinds):
        facts.append((fid, kind, {name: draw(VALUES[of]) for name, of in KINDS[kind]}))
    return facts


class Worker:
    """Keeps a child alive; a new one after a crash."""

    def __init__(self):
        self.child = None

    def ask(self, question):
        if self.child is None:
            self.child = subprocess.Popen(
                [sys.executable, str(Path(__file__).with_name("engine_worker.py"))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        try:
            pickle.dump(question, self.child.stdin)
            self.child.stdin.flush()
            return pickle.load(self.child.stdout)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
            status = self.child.wait(timeout=10)
            self.close()
            raise AssertionError(f"durable-rules took its process with it (status {status})") from error

    def close(self):
        if self.child is not None:
            for pipe in (self.child.stdin, self.child.stdout):
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
            self.child.wait(timeout=10)
        self.child = None


@pytest.fixture(scope="module")
def worker():
    one = Worker()
    yield one
    one.close()


@pytest.mark.no_cover
@settings(
    max_examples=int(ASKED or 2_000),
    deadline=None,
    derandomize=ASKED is None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
@given(st.lists(conjunctions(), min_size=1, max_size=5), fact_lists(), st.data())
def test_the_engine_finds_what_the_plain_evaluator_finds(worker, wanted, facts, data):
    parts = tuple(Part(f"R{index}", "held", terms, 1) for index, terms in enumerate(wanted))
    assume(refusal(parts) is None)
    orders = [facts, facts[::-1], data.draw(st.permutations(facts))]
    expected = find_matches(parts, base_of(KINDS, facts))
    for matches, broken in worker.ask((KINDS, parts, orders)):
        assert broken == {}
        assert matches == expected
