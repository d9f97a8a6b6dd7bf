"""How the time of each stage grows with the rows of one plan, against n·log n; and that of the slowest rules.

    .venv/bin/python benchmarks/scaling.py [--rows 10 100 1000 10000] [--form csv] [--runs 3] [--rules 6]

One made-up plan of each size, in one process, words looked up before; times are milliseconds of the processor, the
least of the runs (one run from 5,000 rows on). «Grows» is the exponent between the two largest sizes: 1 is linear;
`n·log n` is what it would be by that. Rules are measured one by one, by the engine that serves by default. Status 1
where a stage grows by more than n·log n and a tenth.
"""

from __future__ import annotations

import argparse
import gc
import io
import math
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

from made_files import SEED

from plancheck.checking import load_named, ruleset_id, ruleset_name
from plancheck.parsing import shipped_lexicons, understand
from plancheck.plan import Plan
from plancheck.readers import DEFAULT_LIMITS, read_document
from plancheck.report.assembly import plan_report, whole_report
from plancheck.report.page import Page
from plancheck.report.terminal import write_report
from plancheck.report.wording import wording
from plancheck.rules import FactBase, FactList, Ruleset, judge_facts
from plancheck.rules.facts import derive_facts
from plancheck.rules.kinds import KINDS

Result = TypeVar("Result")
STAGES = ("read", "parse", "facts", "judge", "report")
SLACK = 0.1
_LARGE = 5_000  # rows from which on one run must do
_LIMITS = replace(DEFAULT_LIMITS, rows=1_000_000, cells=10_000_000)


def made_file(rows: int, form: str) -> bytes:
    """A plan of so many rows."""
    from rendering.content import made_content, without_newlines  # noqa: PLC0415 - found by made_files
    from rendering.formats import FORMATS  # noqa: PLC0415
    from rendering.layout import laid_out  # noqa: PLC0415

    written = FORMATS[form]
    content = made_content(Random(SEED), rows=rows)
    return written.render(laid_out(content if written.newlines else without_newlines(content)), written.habits())


def measured(content: bytes, name: str) -> tuple[dict[str, float], Plan, FactBase, Ruleset]:
    """The milliseconds of each stage of one check, and what judging the rules alone needs."""
    spent: dict[str, float] = {}

    def timed(stage: str, do: Callable[[], Result]) -> Result:
        begun = time.process_time()
        result = do()
        spent[stage] = (time.process_time() - begun) * 1000
        return result

    document = timed("read", lambda: read_document(content, name, _LIMITS))
    plan = timed("parse", lambda: understand(document, shipped_lexicons()))
    ruleset = load_named(ruleset_name(plan))
    facts = timed("facts", lambda: derive_facts(plan, ruleset.givens()))
    judged = timed("judge", lambda: judge_facts(plan, facts, ruleset))

    def write() -> None:
        titles = {rule.code: rule.title.of("ru") for rule in ruleset.rules}
        report = plan_report(plan, judged.outcomes, ruleset_id(ruleset), titles.__getitem__, judged.remarks)
        write_report(
            whole_report([report], [], version="", lang="ru"), Page(io.StringIO()), wording("ru"), verbose=False
        )

    timed("report", write)
    return spent, plan, facts, ruleset


def by_rule(plan: Plan, facts: FactBase, ruleset: Ruleset) -> dict[str, float]:
    """The milliseconds that each rule takes alone."""
    taken = {}
    for rule in ruleset.rules:
        alone = replace(ruleset, rules=(rule,), eras=())
        judge_facts(Plan(), FactList(KINDS).base(), alone)  # its network is made
        begun = time.process_time()
        judge_facts(plan, facts, alone)
        taken[rule.code] = (time.process_time() - begun) * 1000
    return taken


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """By which power of the size the time grew between the last two."""
    return math.log(times[-1] / times[-2]) / math.log(sizes[-1] / sizes[-2])


def n_log_n(sizes: Sequence[int]) -> float:
    """The exponent of n·log n between the last two sizes."""
    return exponent(sizes, [size * math.log(size) for size in sizes])


def row(name: str, sizes: Sequence[int], times: Sequence[float]) -> str:
    """A line of the table."""
    return f"| {name} | {' | '.join(f'{one:.1f}' for one in times)} | {exponent(sizes, times):.2f} |"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, nargs="+", default=[10, 100, 1000, 10_000])
    asked.add_argument("--form", default="csv")
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--rules", type=int, default=6, help="how many of the slowest rules are shown")
    given = asked.parse_args()
    sizes: list[int] = given.rows
    gc.set_threshold(100_000, 50, 50)  # as the commands have it
    measured(made_file(60, given.form), f"plan.{given.form}")  # the words
    stages: dict[str, list[float]] = {stage: [] for stage in STAGES}
    rules: dict[str, list[float]] = {}
    for rows in sizes:
        content = made_file(rows, given.form)
        runs = [measured(content, f"plan.{given.form}") for _ in range(given.runs if rows < _LARGE else 1)]
        for stage in STAGES:
            stages[stage].append(min(spent[stage] for spent, *_ in runs))
        for code, taken in by_rule(*runs[0][1:]).items() if given.rules else ():
            rules.setdefault(code, []).append(taken)
    print(f"| ms by rows ({given.form}) | {' | '.join(f'{size:,}' for size in sizes)} | grows |")
    print(f"| --- |{' ---: |' * (len(sizes) + 1)}")
    for stage, times in stages.items():
        print(row(stage, sizes, times))
    slowest = sorted(rules, key=lambda code: -rules[code][-1])[: given.rules]
    for code in slowest:
        print(row(code, sizes, rules[code]))
    print(f"\nn·log n: {n_log_n(sizes):.2f}")
    return int(any(exponent(sizes, times) > n_log_n(sizes) + SLACK for times in stages.values()))


if __name__ == "__main__":
    sys.exit(main())
