"""Thousands of checks in one process: its memory, open files and children are sampled, and must not grow.

    .venv/bin/python benchmarks/soak.py [--checks 30000] [--samples 15] [--plans 40]

Different plans in turn, read from bytes, judged, reported in JSON and as text; every tenth through the reading child.
The first third warms up (words looked up are remembered). Status 1 where the last third's memory is above the middle
third's by more than 5 %, or a descriptor or child is left. Linux.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from made_files import LIGHT, plan_files

from plancheck import __version__, check, read_plan
from plancheck.isolation import IsolatedReader
from plancheck.plan import Plan
from plancheck.readers import DEFAULT_LIMITS
from plancheck.report.assembly import whole_report
from plancheck.report.page import Page
from plancheck.report.terminal import write_report
from plancheck.report.wording import wording

GROWTH = 1.05


@dataclass(frozen=True)
class Sample:
    """What the process holds after so many checks."""

    checks: int
    megabytes: float
    descriptors: int
    children: int
    threads: int


def sampled(checks: int) -> Sample:
    """What this process holds now, garbage collected."""
    gc.collect()
    said = Path("/proc/self/status").read_text("ascii").splitlines()
    status = dict(line.split(":", 1) for line in said)
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()
    held = int(status["VmRSS"].split()[0]) / 1024
    return Sample(checks, held, len(os.listdir("/proc/self/fd")), len(children), int(status["Threads"]))  # noqa: PTH208


def one_check(content: bytes, name: str, read: Callable[[bytes, str], Plan]) -> None:
    """A plan from its bytes to two reports."""
    report = check(read(content, name))
    whole = whole_report([report], [], version=__version__, lang="ru")
    whole.model_dump_json(by_alias=True)
    write_report(whole, Page(io.StringIO()), wording("ru"), verbose=False)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--checks", type=int, default=30_000)
    asked.add_argument("--samples", type=int, default=15)
    asked.add_argument("--plans", type=int, default=40)
    given = asked.parse_args()
    plans = list(plan_files(given.plans, (*LIGHT, "docx")))
    every = max(1, given.checks // given.samples)
    samples: list[Sample] = []
    print("| checks | memory, MB | descriptors | children | threads | seconds |", flush=True)
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    begun = time.perf_counter()
    with IsolatedReader(DEFAULT_LIMITS, 60) as apart:
        here: Callable[[bytes, str], Plan] = lambda content, name: read_plan(content, name=name)  # noqa: E731
        for number in range(1, given.checks + 1):
            name, content = plans[number % len(plans)]
            one_check(content, name, apart.read if number % 10 == 0 else here)
            if number % every == 0:
                samples.append(one := sampled(number))
                figures = f"{one.megabytes:.1f} | {one.descriptors} | {one.children} | {one.threads}"
                print(f"| {number} | {figures} | {time.perf_counter() - begun:.0f} |", flush=True)
    return int(grown(samples))


def grown(samples: list[Sample]) -> bool:
    """Whether the last third holds more than the one before it."""
    third = max(1, len(samples) // 3)
    middle, last = samples[-2 * third : -third] or samples[:1], samples[-third:]
    ratio = median(one.megabytes for one in last) / median(one.megabytes for one in middle)
    counts = [(max(one.descriptors for one in part), max(one.children for one in part)) for part in (middle, last)]
    print(f"\nmemory, last third / middle third: {ratio:.3f}; most descriptors and children: {counts[0]}, {counts[1]}")
    return ratio > GROWTH or counts[1] > counts[0]


if __name__ == "__main__":
    sys.exit(main())
