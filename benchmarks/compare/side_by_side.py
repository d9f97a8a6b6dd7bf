"""The same forty checks on the same plans in YAML: plancheck's judging stage beside other ways to write checks.

    .venv/bin/python benchmarks/compare/side_by_side.py [--plans 1000] [--runs 3] [--scratch FOLDER] [--without NAME…]

Spectral (npm), OPA and two JSON-Schema validators (PyPI) are fetched into the scratch folder, by default
~/.cache/plancheck-compare; one that cannot be had is left out, and said so. Everything runs one plan after another
in one process a contender, the rules and the plans loaded before the clock starts, garbage sought as seldom as by
plancheck's commands. The contenders take turns; figures are medians over the runs, of the processor's time. Their
verdicts are compared, check by check and row by row. Status 1 where two differ, or where plancheck is not five times
as quick as Spectral.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import contenders
from contenders import PLAN, Contender, Timed
from fetching import fetch
from plans import made_plans

AIM = 5.0


def entered(stack: ExitStack, texts: Sequence[str], scratch: Path, without: Sequence[str]) -> Iterator[Contender]:
    """All contenders that are to be had, plancheck and Python by hand first."""
    sys.path.insert(0, str(scratch / "python"))
    makers: dict[str, Callable[[], Contender]] = {
        "python": lambda: contenders.python(texts),
        "plancheck": lambda: contenders.plancheck(texts),
        "jsonschema-rs": lambda: contenders.jsonschema_rs(texts),
        "fastjsonschema": lambda: contenders.fastjsonschema(texts),
        "jsonschema": lambda: contenders.jsonschema(texts),
        "opa": lambda: contenders.opa(texts, scratch / "opa"),
        "spectral": lambda: stack.enter_context(contenders.spectral(texts, scratch / "node")),
    }
    for name, make in makers.items():
        if name in without:
            continue
        try:
            yield make()
        except (ImportError, OSError, ValueError) as error:  # ValueError: node ended without an answer
            print(f"left out: {name}: {type(error).__name__}: {error}", file=sys.stderr)


def differences(one: Contender, told: Timed, yardstick: Timed) -> list[str]:
    """Where a contender and the checks by hand differ, as far as it can express them."""
    differing = []
    for at, (found, wanted) in enumerate(zip(told.findings, yardstick.findings, strict=True)):
        expected = {finding for finding in wanted if finding[0] in one.codes}
        if not one.rows:
            expected = {(code, PLAN) for code, _ in expected}
        if found != expected:
            odd = ", ".join(f"{code} {place}" for code, place in sorted(found ^ expected, key=str)[:3])
            differing.append(f"{one.name}: plan {at}: {odd}")
    return differing


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--plans", type=int, default=1000)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--scratch", type=Path, default=Path.home() / ".cache" / "plancheck-compare")
    asked.add_argument("--without", nargs="*", default=[], metavar="NAME", help="contenders to leave out")
    given = asked.parse_args()
    if not {"spectral", "opa", "jsonschema-rs", "fastjsonschema"} <= set(given.without):
        fetch(given.scratch)
    texts = list(made_plans(given.plans))
    with ExitStack() as stack:
        all_ = list(entered(stack, texts, given.scratch, given.without))
        gc.set_threshold(100_000, 50, 50)
        gc.freeze()  # a thousand plans in memory are the benchmark's, not a check's
        runs: dict[str, list[Timed]] = {one.name: [] for one in all_}
        for _ in range(given.runs):
            for one in all_:
                runs[one.name].append(one.judge())
        reading = {one.name: one.read() for one in all_}
        yardstick = runs[all_[0].name][0]
        differing = [line for one in all_ for line in differences(one, runs[one.name][0], yardstick)]
    judging = {name: median(run.seconds for run in timed) for name, timed in runs.items()}
    ours = next(seconds for name, seconds in judging.items() if name.startswith("plancheck"))
    size = sum(map(len, texts)) / len(texts) / 1000
    print(f"{len(texts)} plans of 8 to 40 rows, {size:.0f} thousand signs of YAML each; {given.runs} runs\n")
    print("| contender | checks | judged a second | to plancheck | with the YAML read |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for one in all_:
        seconds, whole = judging[one.name], judging[one.name] + reading[one.name]
        print(
            f"| {one.name} | {len(one.codes)} | {len(texts) / seconds:.1f} | "
            f"{ours / seconds:.2f} | {len(texts) / whole:.1f} |"
        )
    print(f"\nverdicts: {'the same' if not differing else f'{len(differing)} differ'}")
    print("\n".join(differing[:20]))
    spectral = next((seconds for name, seconds in judging.items() if name.startswith("Spectral")), None)
    if spectral is not None:
        print(f"plancheck / Spectral: {spectral / ours:.1f} (aim: {AIM:g})")
    return int(bool(differing) or (spectral is not None and spectral / ours < AIM))


if __name__ == "__main__":
    sys.exit(main())
