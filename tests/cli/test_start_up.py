"""Help and version load nothing that they do not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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


def test_help_reads_nothing_that_was_kept() -> None:
    asked = "main(['--help']); print([name for name in sys.modules if 'keep' in name])"
    code = f"import sys; from plancheck.cli import main; {asked}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_second_check_makes_no_rules_and_no_lexicons_anew(school: Path) -> None:
    makers = {
        "yaml",
        "rapidfuzz",
        "plancheck.plan_file.reading",
        "plancheck.parsing.lexicon_making",
        "plancheck.rules.ruleset_reading",
        "plancheck.rules.schema",
    }
    code = (
        "import sys; from plancheck.cli import main; "
        f"status = main(['check', '--timeout', '0', {str(school)!r}]); "
        f"print(status in (0, 1), sorted({makers!r} & set(sys.modules)))"
    )
    said = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert said[1].splitlines()[-1] == "True []"
    assert said[0].splitlines()[:-1] == said[1].splitlines()[:-1]


@pytest.mark.skipif(sys.platform != "linux", reason="a spawned process is no copy of this one")
def test_judging_a_file_that_was_read_apart_loads_no_dictionary(school: Path) -> None:
    heavy = ("pymorphy3", "importlib.metadata", "plancheck.parsing", "plancheck.readers.documents", "zipfile", "yaml")
    code = (
        "import sys; from plancheck.cli import main; "
        f"sys.argv[1:] = ['check', {str(school)!r}]; status = main(); "
        f"print(status in (0, 1), sorted(set({heavy!r}) & set(sys.modules)))"
    )
    said = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert said[1].splitlines()[-1] == "True []"
    assert said[0].splitlines()[:-1] == said[1].splitlines()[:-1]
