"""How long each stage of a check takes once everything is loaded, and its share.

    .venv/bin/python benchmarks/stages.py [FILE…] [--runs 30]

Without files: the seeds in ../shared where they are, else the plans in examples/. Times are medians over the
runs, in one process. Words that were looked up before are remembered, as they are in a run over a folder: the
column «first» is the first check of the file, before the program has met its words. Garbage is sought as seldom as by
plancheck's commands and its reading processes.
"""

from __future__ import annotations

import argparse
import gc
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar

from plancheck.checking import load_named, ruleset_id, ruleset_name
from plancheck.parsing import shipped_lexicons, understand
from plancheck.readers import read_document
from plancheck.report.assembly import plan_report, whole_report
from plancheck.report.page import Page
from plancheck.report.terminal import write_report
from plancheck.report.wording import wording
from plancheck.rules import judge_facts
from plancheck.rules.facts import derive_facts

ROOT = Path(__file__).resolve().parents[1]
Result = TypeVar("Result")
STAGES = ("read", "parse", "facts", "judge", "report")


def plans() -> list[Path]:
    """The seeds where they are, else the examples that are plans."""
    seeds = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    return seeds or sorted(path for path in (ROOT / "examples").iterdir() if path.stem != "not-a-plan")


def one_check(path: Path, content: bytes) -> dict[str, float]:
    """One check of a plan, in milliseconds a stage."""
    spent: dict[str, float] = {}

    def timed(stage: str, do: Callable[[], Result]) -> Result:
        begun = time.perf_counter()
        result = do()
        spent[stage] = (time.perf_counter() - begun) * 1000
        return result

    lexicons, words = shipped_lexicons(), wording("ru")
    document = timed("read", lambda: read_document(content, str(path)))
    plan = timed("parse", lambda: understand(document, lexicons))
    ruleset = load_named(ruleset_name(plan))
    facts = timed("facts", lambda: derive_facts(plan, ruleset.givens()))
    judged = timed("judge", lambda: judge_facts(plan, facts, ruleset))

    def write() -> None:
        title = {rule.code: rule.title.of("ru") for rule in ruleset.rules}.__getitem__
        report = plan_report(plan, judged.outcomes, ruleset_id(ruleset), title, judged.remarks)
        write_report(whole_report([report], [], version="", lang="ru"), Page(io.StringIO()), words, verbose=False)

    timed("report", write)
    return spent


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("files", nargs="*", type=Path)
    asked.add_argument("--runs", type=int, default=30, help="runs (default 30; 10 or more for figures to keep)")
    given = asked.parse_args()
    files, runs = given.files or plans(), given.runs
    gc.set_threshold(100_000, 50, 50)  # as cli/__init__.py and isolation/child.py have it
    warm_up = ROOT / "examples" / "good-school.txt"
    one_check(warm_up, warm_up.read_bytes())
    print(f"| plan ({runs} runs, ms) | {' | '.join(STAGES)} | parse to judge | first |")
    print(f"| --- |{' ---: |' * (len(STAGES) + 2)}")
    everything: list[dict[str, float]] = []
    for path in files:
        content = path.read_bytes()
        first = sum(one_check(path, content).values())
        checks = [one_check(path, content) for _ in range(runs)]
        everything += checks
        print(f"| {path.name} | {row(checks)} | {first:.0f} |")
    print(f"| all | {row(everything)} | |")
    whole = sum(sum(check.values()) for check in everything)
    shares = (f"{100 * sum(check[stage] for check in everything) / whole:.0f} %" for stage in STAGES)
    print(f"| share | {' | '.join(shares)} | | |")
    return 0


def row(checks: list[dict[str, float]]) -> str:
    """The medians of each stage, and of understanding and judging together."""
    inner = median(check["parse"] + check["facts"] + check["judge"] for check in checks)
    return " | ".join([*(f"{median(check[stage] for check in checks):.1f}" for stage in STAGES), f"{inner:.1f}"])


if __name__ == "__main__":
    sys.exit(main())
