"""The benchmark scripts still run and fill their tables; what they measure is not judged here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("script", "arguments", "headed"),
    [
        ("stages.py", ["examples/gymnasium.md", "--runs", "1"], "| gymnasium.md |"),
        ("startup.py", ["--runs", "1"], "| `plancheck --help` |"),
        ("formats.py", ["--runs", "1", "--rows", "5"], "| docx |"),
    ],
)
def test_a_benchmark_fills_its_table(script: str, arguments: list[str], headed: str) -> None:
    done = subprocess.run(
        [sys.executable, f"benchmarks/{script}", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    line = next(line for line in done.stdout.splitlines() if line.startswith(headed))
    assert all(float(cell) > 0 for cell in line.strip("| ").split("|")[1:])
