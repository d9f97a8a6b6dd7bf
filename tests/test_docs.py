"""What the documents say is what the program does: pages, pictures, examples, links, the one test command."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]
CUT = "[…]"


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def fenced(path: Path, language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```", text_of(path))


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["rules.md", "commands.md", "vocabulary.md"])
def test_a_generated_page_says_what_the_program_says(generate: ModuleType, name: str) -> None:
    written, due = text_of(DOCS / name), generate.PAGES[name]()
    assert written == due, f"docs/{name} is out of date: run `python docs/generate.py`"


def test_every_generated_page_is_held_here(generate: ModuleType) -> None:
    assert set(generate.PAGES) == {"rules.md", "commands.md", "vocabulary.md"}


def shown(arguments: list[str]) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", "PLANCHECK_LANG": "ru", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout.splitlines()


def test_the_picture_in_the_readme_is_what_a_person_sees() -> None:
    command, *picture = fenced(ROOT / "README.md", "text")[0].splitlines()
    seen = shown(command.removeprefix("$ ").split())
    at, cut = 0, False
    for line in picture:
        if line == CUT:
            cut = True
            continue
        found = seen.index(line, at)
        assert cut or found == at, f"lines are left out before «{line}»"
        at, cut = found + 1, False
    assert cut or at == len(seen)


def test_the_finding_that_reviewers_are_shown_is_a_real_one() -> None:
    seen = "\n".join(shown(["plancheck", "check", "examples/bad-school.txt"]))
    assert fenced(DOCS / "reviewers.md", "text")[0] in seen


@pytest.mark.parametrize("page", [ROOT / "README.md", DOCS / "tool-builders.md"], ids=lambda page: page.name)
def test_the_python_on_a_page_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = fenced(page, "python")
    assert blocks
    for block in blocks:
        exec(compile(block, page.name, "exec"), {})


def test_there_is_one_definition_of_green() -> None:
    command = "python -m pytest -n 2 --cov"
    for name in ("README.md", ".ci/run", ".pre-commit-config.yaml", "docs/contributors.md"):
        lines = text_of(ROOT / name).splitlines()
        assert any(line.replace('"', "").endswith(command) for line in lines), name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", text_of(page))
    missing = [link for link in links if not (page.parent / link).exists()]
    assert missing == []
