"""How long plancheck takes to start, beside the bare import of what it cannot do without.

    .venv/bin/python benchmarks/startup.py [--runs 20]

Every round runs each command once, in turn, as a process of its own; the table has their medians, and ratios
within this run alone: of the medians, and the median of what each round came to, which others who use the machine
spoil least. One run of each goes before: byte code and what plancheck keeps in the user's cache folder are there, as
at every run but the first. Status 1 where a ratio of medians is over its bound.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
PLANCHECK = str(Path(sysconfig.get_path("scripts")) / "plancheck")
LIBRARIES = "import pydantic, rich, yaml, pymorphy3; pymorphy3.MorphAnalyzer()"
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "python -c 'import typer'": [sys.executable, "-c", "import typer"],
    "plancheck --help": [PLANCHECK, "--help"],
    "pydantic, rich, yaml, pymorphy3 with its dictionary": [sys.executable, "-c", LIBRARIES],
    "plancheck check examples/good-school.txt": [PLANCHECK, "check", str(ROOT / "examples" / "good-school.txt")],
}
BOUNDS = (
    ("plancheck --help", "python -c 'import typer'", 1.5),
    ("plancheck check examples/good-school.txt", "pydantic, rich, yaml, pymorphy3 with its dictionary", 2.0),
)


def milliseconds(command: list[str]) -> float:
    """One run of a command, from start to end, with byte code kept as in an installed wheel. Status 0 or an error."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=kept)
    return (time.perf_counter() - begun) * 1000


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=20, help="rounds (default 20; 10 or more for figures to keep)")
    runs = asked.parse_args().runs
    for command in COMMANDS.values():  # byte code and file cache
        milliseconds(command)
    rounds = [{name: milliseconds(command) for name, command in COMMANDS.items()} for _ in range(runs)]
    medians = {name: median(one[name] for one in rounds) for name in COMMANDS}
    print(f"| command ({runs} runs) | median, ms | least, ms |\n| --- | ---: | ---: |")
    for name, middle in medians.items():
        print(f"| `{name}` | {middle:.0f} | {min(one[name] for one in rounds):.0f} |")
    print("\n| ratio | of medians | by rounds | bound |\n| --- | ---: | ---: | ---: |")
    status = 0
    for ours, theirs, bound in BOUNDS:
        ratio = medians[ours] / medians[theirs]
        status = status or int(ratio > bound)
        by_rounds = median(one[ours] / one[theirs] for one in rounds)
        print(f"| `{ours}` / `{theirs}` | {ratio:.2f} | {by_rounds:.2f} | {bound} |")
    return status


if __name__ == "__main__":
    sys.exit(main())
