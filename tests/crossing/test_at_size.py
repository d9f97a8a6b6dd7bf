"""A hundred made plans with copies hidden among them: the benchmark's own figures, without its time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_hidden_copy_is_found_and_no_honest_plan_accused() -> None:
    command = [sys.executable, "benchmarks/crossing.py", "--one", "100"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert (told["hidden"], told["missed"], told["accused"]) == (4, 0, 0)
    assert told["patterns"] == told["towns"]
