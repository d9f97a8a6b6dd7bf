"""How long each hostile file takes to be refused or read, and how much memory its reading takes at most.

    .venv/bin/python benchmarks/hostile.py [--only PART-OF-A-NAME] [--all]

The files are those of tests/hostile; each is read in the reading process of `plancheck check`, a new one for each
file, which is loaded before the clock starts. Memory is the process's peak (Linux). Status 1 where a file takes
longer than 2 s or more than 300 MB. Only the worst twenty are shown, unless `--all` is asked for.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from plancheck.errors import UnreadableError
from plancheck.isolation import IsolatedReader
from plancheck.isolation.process import Process
from plancheck.readers import DEFAULT_LIMITS

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "hostile"))

from corpus import CASES  # noqa: E402 - found by the line above

SECONDS, MEGABYTES = 2.0, 300.0


@dataclass(frozen=True)
class Cost:
    """What reading one file came to: seconds, megabytes at the peak, and the words for the person."""

    name: str
    seconds: float
    megabytes: float
    outcome: str

    @property
    def within(self) -> bool:
        return self.seconds <= SECONDS and self.megabytes <= MEGABYTES


def peak_megabytes(pid: int) -> float:
    """The most memory that the process ever held; 0 where the system does not say."""
    try:
        said = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+) kB", said)
    return int(found[1]) / 1024 if found else 0.0


def cost(name: str, content: bytes) -> Cost:
    """Reads one file in a process of its own."""
    process = Process()
    process.wait_ready()
    with IsolatedReader(DEFAULT_LIMITS, 60, first=process) as reader:
        begun = time.perf_counter()
        try:
            outcome = f"read: {len(reader.read(content, name).measures)} measures"
        except UnreadableError as error:
            outcome = error.text("en")
        except Exception as error:
            outcome = f"FAULT {error}"
        return Cost(name, time.perf_counter() - begun, peak_megabytes(process.pid), outcome)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", default="", help="files whose name holds this")
    asked.add_argument("--all", action="store_true", help="show all files, not the worst alone")
    given = asked.parse_args()
    costs = [cost(name, case.make()) for name, case in CASES.items() if given.only in name]
    worst = sorted(costs, key=lambda one: -max(one.seconds / SECONDS, one.megabytes / MEGABYTES))
    print("| file | s | MB at the peak | outcome |\n| --- | ---: | ---: | --- |")
    for one in worst if given.all else worst[:20]:
        print(f"| {one.name} | {one.seconds:.2f} | {one.megabytes:.0f} | {one.outcome.splitlines()[0]} |")
    over = [one.name for one in costs if not one.within]
    print(f"\n{len(costs)} files; over {SECONDS:g} s or {MEGABYTES:g} MB: {len(over)} {', '.join(over)}")
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main())
