"""The house is kept: style, types and the arrows between the rooms, by the same tools for everybody."""

from __future__ import annotations

import os
import subprocess
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = Path(sysconfig.get_path("scripts"))
TOOLS = {
    "style": ["ruff", "check", "."],
    "layout": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "arrows": ["lint-imports"],
}


@pytest.mark.parametrize("what", sorted(TOOLS))
def test_the_house_is_kept(what: str) -> None:
    tool, *arguments = TOOLS[what]
    # The tools are not what coverage measures: they run without its hook in subprocesses.
    calm = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        [SCRIPTS / tool, *arguments], cwd=ROOT, env=calm, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
