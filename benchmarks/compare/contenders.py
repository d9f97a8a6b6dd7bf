"""The contenders: each judges all plans by the forty checks, or by those that it can express, and says what it found.

A finding is (code, row), the row by its index, «plan» where it is no single row; so verdicts can be compared.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from asked import HERE, checks, ruleset, schema_of
from by_hand import CHECKS

from plancheck import load_ruleset, read_plan
from plancheck.rules import Outcome, judge_facts
from plancheck.rules.facts import derive_facts

Finding = tuple[str, int | str]
Findings = frozenset[Finding]
PLAN = "plan"


@dataclass(frozen=True)
class Timed:
    """What one run over all plans took, in seconds of the processor, and found, plan by plan."""

    seconds: float
    findings: Sequence[Findings]


@dataclass(frozen=True)
class Contender:
    """`judge` runs over all plans, `read` only reads their YAML; `codes` are the checks that it can express."""

    name: str
    judge: Callable[[], Timed]
    read: Callable[[], float]
    codes: frozenset[str]
    rows: bool = True  # whether it tells the rows


EVERY = frozenset(CHECKS)
BY_SCHEMA = {code: one for code, one in checks().items() if one["schema"]}


def timed(judge: Callable[[Any], Findings], plans: Iterable[Any]) -> Timed:
    """Judges each plan in turn, only that measured."""
    taken, found = 0.0, []
    for plan in plans:
        begun = time.process_time()
        findings = judge(plan)
        taken += time.process_time() - begun
        found.append(findings)
    return Timed(taken, found)


def seconds(do: Callable[[str], object], texts: Sequence[str]) -> float:
    begun = time.process_time()
    for text in texts:
        do(text)
    return time.process_time() - begun


def quick_yaml(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


def plancheck(texts: Sequence[str]) -> Contender:
    """The judging stage: facts of a plan that is read, the engine, outcomes in words with evidence and places."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "compared.yaml")
        path.write_text(ruleset(), "utf-8")
        rules = load_ruleset(path)
    plans = [read_plan(text.encode(), name="plan.yaml") for text in texts]

    def judged() -> Timed:
        taken, found = 0.0, []
        for plan in plans:
            begun = time.process_time()
            judgement = judge_facts(plan, derive_facts(plan, rules.givens()), rules)
            taken += time.process_time() - begun
            failed = [one for one in judgement.outcomes if one.outcome is Outcome.FAILED]
            found.append(frozenset((one.rule, one.measures[0] if _of_row(one) else PLAN) for one in failed))
        return Timed(taken, found)

    return Contender(
        "plancheck: facts and judging",
        judged,
        lambda: seconds(lambda text: read_plan(text.encode(), name="plan.yaml"), texts),
        EVERY,
    )


def _of_row(outcome: Any) -> bool:
    return str(outcome.subject.kind) == "measure"


def python(texts: Sequence[str]) -> Contender:
    """The checks by hand: verdicts and rows, no words."""
    plans = [quick_yaml(text) for text in texts]

    def verdict(plan: Mapping[str, Any]) -> Findings:
        told = ((code, place) for code, check in CHECKS.items() for place in check(plan) or ())
        return frozenset((code, place if isinstance(place, int) else PLAN) for code, place in told)

    return Contender("Python by hand", lambda: timed(verdict, plans), lambda: seconds(quick_yaml, texts), EVERY)


def jsonschema(texts: Sequence[str]) -> Contender:
    """The `jsonschema` package: all faults of each check's schema."""
    from jsonschema import Draft7Validator  # noqa: PLC0415 - one contender's own

    validators = {code: Draft7Validator(schema_of(one)) for code, one in BY_SCHEMA.items()}
    plans = [quick_yaml(text) for text in texts]

    def verdict(plan: Any) -> Findings:
        return frozenset(
            (code, _row(code, error.absolute_path))
            for code, one in validators.items()
            for error in one.iter_errors(plan)
        )

    return Contender(
        "JSON Schema: jsonschema",
        lambda: timed(verdict, plans),
        lambda: seconds(quick_yaml, texts),
        frozenset(BY_SCHEMA),
    )


def jsonschema_rs(texts: Sequence[str]) -> Contender:
    """The `jsonschema-rs` package, in Rust: all faults of each check's schema."""
    from jsonschema_rs import Draft7Validator  # noqa: PLC0415 - one contender's own

    validators = {code: Draft7Validator(schema_of(one)) for code, one in BY_SCHEMA.items()}
    plans = [quick_yaml(text) for text in texts]

    def verdict(plan: Any) -> Findings:
        return frozenset(
            (code, _row(code, error.instance_path))
            for code, one in validators.items()
            for error in one.iter_errors(plan)
        )

    return Contender(
        "JSON Schema: jsonschema-rs",
        lambda: timed(verdict, plans),
        lambda: seconds(quick_yaml, texts),
        frozenset(BY_SCHEMA),
    )


def fastjsonschema(texts: Sequence[str]) -> Contender:
    """The `fastjsonschema` package: compiled to Python, stops at a schema's first fault."""
    import fastjsonschema as fast  # noqa: PLC0415 - one contender's own

    validators = {code: fast.compile(schema_of(one)) for code, one in BY_SCHEMA.items()}
    plans = [quick_yaml(text) for text in texts]

    def fails(validate: Callable[[Any], object], plan: Any) -> bool:
        try:
            validate(plan)
        except fast.JsonSchemaValueException:
            return True
        return False

    def verdict(plan: Any) -> Findings:
        return frozenset((code, PLAN) for code, one in validators.items() if fails(one, plan))

    return Contender(
        "JSON Schema: fastjsonschema",
        lambda: timed(verdict, plans),
        lambda: seconds(quick_yaml, texts),
        frozenset(BY_SCHEMA),
        rows=False,
    )


def _row(code: str, path: Iterable[Any]) -> int | str:
    parts = list(path)
    return parts[1] if BY_SCHEMA[code]["schema"]["of"] == "rows" and len(parts) > 1 else PLAN


def opa(texts: Sequence[str], folder: Path) -> Contender:
    """Open Policy Agent's own engine as a shared library, its query prepared once; plans go in as JSON."""
    sys.path.insert(0, str(folder))
    from opa_bindings.engine import OpaEngine  # noqa: PLC0415 - one contender's own

    engine = OpaEngine()
    engine.add_policy("checks.rego", (HERE / "checks.rego").read_text("utf-8"))
    plans = [quick_yaml(text) for text in texts]

    def verdict(plan: Any) -> Findings:
        found = engine.eval_query("found := data.plans.deny", plan)[0]["found"]
        return frozenset((code, place if isinstance(place, int) else PLAN) for code, place in found)

    return Contender("OPA: Rego", lambda: timed(verdict, plans), lambda: seconds(quick_yaml, texts), EVERY)


@contextmanager
def spectral(texts: Sequence[str], modules: Path) -> Iterator[Contender]:
    """Spectral in one node process: the ruleset and the documents are loaded before the clock starts."""
    with tempfile.TemporaryDirectory() as folder:
        table, plans = Path(folder, "checks.json"), Path(folder, "plans.json")
        table.write_text(json.dumps(checks()), "utf-8")
        plans.write_text(json.dumps(list(texts)), "utf-8")
        script = [str(HERE / "spectral.mjs"), str(modules), str(table), str(plans)]
        with subprocess.Popen(
            ["node", *script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        ) as node:
            assert node.stdin is not None
            assert node.stdout is not None
            requests, answers = node.stdin, node.stdout

            def ask(word: str) -> dict[str, Any]:
                requests.write(f"{word}\n")
                requests.flush()
                answer: dict[str, Any] = json.loads(answers.readline())
                return answer

            def judged() -> Timed:
                told = ask("judge")
                found = [frozenset((code, place) for code, place in one) for one in told["findings"]]
                return Timed(told["seconds"], found)

            assert json.loads(answers.readline())["ready"]
            yield Contender("Spectral (node, one process)", judged, lambda: float(ask("read")["seconds"]), EVERY)
            requests.close()
