"""A folder of mixed documents: two cores beside one, a second run from the cache, the parent's memory by folder size.

    .venv/bin/python benchmarks/folder.py [--files 1000] [--runs 3] [--sizes 100 1000 10000]

Whole commands are measured, start and report (JSON to a file) included. One core is `--jobs 1` pinned to one, two
are `--jobs 2` on two; they take turns. Memory is the most that the parent process itself held; the folders of
growing size are of light formats, which are quick to make. Status 1 where an aim is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from made_files import LIGHT, fill

CORES_AIM, CACHE_AIM, MEMORY_AIM = 1.8, 20.0, 1.1
_MEASURED = """
import json, sys, time
from pathlib import Path
begun = time.perf_counter()
from plancheck.cli import main
status = main()
held = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
print(json.dumps([status, time.perf_counter() - begun, int(held) / 1024]))
"""


@dataclass(frozen=True)
class Ran:
    """One command: its seconds, the megabytes that its own process held at most, the plans it judged."""

    seconds: float
    megabytes: float
    plans: int


def run(folder: Path, *options: str, cores: int, cache: Path | None = None) -> Ran:
    """`plancheck check` of a folder on so many cores."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if cache:
        environment["PLANCHECK_CACHE"] = str(cache)
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch, "report.json")
        command = ["check", str(folder), *options, "-f", "json", "-o", str(report), "--no-config"]
        done = subprocess.run(
            [*pinned(cores), sys.executable, "-c", _MEASURED, *command],
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if not done.stdout:
            raise SystemExit(done.stderr)
        _, seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
        return Ran(seconds, megabytes, json.loads(report.read_text("utf-8"))["summary"]["plans"])


def pinned(cores: int) -> list[str]:
    """A command before the command, that gives it so many cores."""
    mine = sorted(os.sched_getaffinity(0))[:cores]
    return ["taskset", "-c", ",".join(map(str, mine))]


def on_cores(folder: Path, runs: int) -> float:
    """One core and two in turn; the ratio of the medians."""
    taken: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(runs):
        for cores, seconds in taken.items():
            ran = run(folder, "--no-cache", "--jobs", str(cores), cores=cores)
            seconds.append(ran.seconds)
    one, two = (median(seconds) for seconds in taken.values())
    for cores, middle in ((1, one), (2, two)):
        print(f"| {cores} core{'s' * (cores > 1)} | {middle:.1f} | {ran.plans / middle:.1f} | {one / middle:.2f} |")
    return one / two


def from_cache(folder: Path) -> float:
    """A first run and a second one; their ratio."""
    with tempfile.TemporaryDirectory() as cache:
        first, again = (run(folder, cores=2, cache=Path(cache)) for _ in range(2))
    for name, ran in (("first, filling the cache", first), ("second, from the cache", again)):
        print(f"| {name} | {ran.seconds:.1f} | {ran.plans / ran.seconds:.1f} | {first.seconds / ran.seconds:.2f} |")
    return first.seconds / again.seconds


def memory(sizes: Sequence[int], scratch: Path) -> float:
    """The parent's memory by folder size; the ratio of the most to that of the smallest."""
    held = []
    print("\n| documents | parent, MB | seconds |\n| ---: | ---: | ---: |")
    for size in sizes:
        folder = scratch / f"of-{size}"
        fill(folder, size, LIGHT)
        ran = run(folder, "--no-cache", "--jobs", "2", cores=2)
        held.append(ran.megabytes)
        print(f"| {size} | {ran.megabytes:.0f} | {ran.seconds:.1f} |", flush=True)
    return max(held) / held[0]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--files", type=int, default=1000)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--sizes", type=int, nargs="*", default=[100, 1000, 10_000])
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "mixed")
        fill(folder, given.files)
        print(f"| {given.files} mixed documents | seconds | a second | ratio |\n| --- | ---: | ---: | ---: |")
        cores = on_cores(folder, given.runs)
        cached = from_cache(folder)
        grown = memory(given.sizes, Path(scratch)) if given.sizes else 1.0
    print(
        f"\ntwo cores / one: {cores:.2f} (aim {CORES_AIM}); from the cache: {cached:.0f} (aim {CACHE_AIM:.0f});",
        end=" ",
    )
    print(f"memory, most / least folder: {grown:.2f} (aim {MEMORY_AIM})")
    return int(cores < CORES_AIM or cached < CACHE_AIM or grown > MEMORY_AIM)


if __name__ == "__main__":
    sys.exit(main())
