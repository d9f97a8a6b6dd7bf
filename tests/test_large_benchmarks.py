"""The benchmark scripts of folders, faults, growth and comparison fill their tables, with small numbers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FETCHED = ["spectral", "opa", "jsonschema-rs", "fastjsonschema"]


def ran(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, f"benchmarks/{script}", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    return done


def cells(done: subprocess.CompletedProcess[str], headed: str) -> list[str]:
    line = next(line for line in done.stdout.splitlines() if line.startswith(headed))
    return [cell.strip() for cell in line.strip("| ").split("|")[1:]]


def test_the_same_checks_come_to_the_same_in_every_language_that_is_here() -> None:
    done = ran("compare/side_by_side.py", "--plans", "4", "--runs", "1", "--without", *FETCHED)
    assert [cells(done, f"| {name}")[0] for name in ("Python", "plancheck", "JSON Schema")] == ["40", "40", "34"]
    assert "verdicts: the same" in done.stdout
    assert done.returncode == 0


def test_every_stage_is_measured_by_rows() -> None:
    done = ran("scaling.py", "--rows", "5", "10", "--runs", "1", "--rules", "2")
    assert all(float(cell) >= 0 for cell in cells(done, "| parse |")[:-1])
    assert "n·log n" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="cores are given by taskset, memory is read from /proc")
def test_a_folder_is_measured_on_one_core_and_two_and_from_the_cache() -> None:
    done = ran("folder.py", "--files", "3", "--runs", "1", "--sizes")
    for headed in ("| 1 core |", "| 2 cores |", "| second, from the cache |"):
        assert all(float(cell) > 0 for cell in cells(done, headed))


@pytest.mark.skipif(sys.platform != "linux", reason="workers are found in /proc")
def test_each_file_is_told_of_once_the_bad_ones_too() -> None:
    done = ran("faults.py", "--files", "6", "--bad", "2", "--without", "processes", "cache", "cluster")
    assert done.returncode == 0, done.stdout
    assert cells(done, "| serial |")[1:] == ["4", "2", "6", "0", "yes"]


@pytest.mark.skipif(sys.platform != "linux", reason="what the process holds is read from /proc")
def test_a_process_is_watched_over_many_checks() -> None:
    done = ran("soak.py", "--checks", "12", "--samples", "3", "--plans", "4")
    assert all(float(cell) > 0 for cell in cells(done, "| 12 |"))
