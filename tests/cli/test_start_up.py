"""Help and version load nothing that they do not need."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["--version"], ["chek"]])
def test_no_heavy_library_is_loaded(arguments: list[str]) -> None:
    heavy = (
        "pydantic",
        "rich",
        "yaml",
        "pymorphy3",
        "durable_rules_engine",
        "charset_normalizer",
        "rapidfuzz",
    )
    code = (
        "import sys; from plancheck.cli import main; "
        f"main({arguments!r}); print(sorted(set({heavy!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
