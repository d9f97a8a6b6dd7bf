"""Runs the command line inside the test process, or as a person would, in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from plancheck.cli import main

TEXTS = Path(__file__).parents[1] / "plan_texts"


@dataclass(frozen=True)
class Ran:
    """What a run came to."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """`run("check", "a.txt")`: in this process, 80 columns, no colour, Russian unless the test says else.

    Files are read in this process too, which saves a second each; `spawn` reads them as a person does.
    """
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PLANCHECK_TIMEOUT", "0")
    monkeypatch.delenv("PLANCHECK_LANG", raising=False)

    def call(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ran(status, out, err)

    return call


@pytest.fixture
def spawn() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """As `run`, in a process of its own; `env` is added to the environment, `feed` goes to standard input."""

    def call(
        *arguments: str | Path, feed: bytes = b"", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "plancheck", *map(str, arguments)],
            input=feed,
            capture_output=True,
            timeout=120,
            check=False,
            env={**os.environ, "COLUMNS": "80", **(env or {})},
        )

    return call


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test stands in a folder of its own, so that paths are short and lines wrap the same anywhere."""
    source = os.environ.get("PYTHONPATH")
    if source:
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join(str(Path(one).resolve()) for one in source.split(os.pathsep)))
    monkeypatch.chdir(tmp_path)


def _copied(name: str) -> Path:
    return Path(shutil.copy(TEXTS / name, name))


@pytest.fixture
def school() -> Path:
    return _copied("school.txt")


@pytest.fixture
def town() -> Path:
    return _copied("town.txt")


@pytest.fixture
def letter() -> Path:
    return _copied("letter.txt")


@pytest.fixture
def hostile() -> Path:
    return _copied("hostile.txt")


CLEAN = """
schema: plancheck.ruleset/1
name: clean
version: "1"
title: {ru: Чисто, en: Clean}
rules:
  - code: OWN001
    name: somebody-observes
    severity: warning
    title: {ru: Кто-то наблюдает, en: Somebody observes}
    why: {ru: Иначе не видно, en: Nobody sees else}
    source: [политика проекта]
    require: {topic: {topic: TOPIC}}
    message: {ru: Никто не наблюдает, en: Nobody observes}
    remedy: {ru: Позовите, en: Call one}
    examples:
      pass: [{measures: [{text: Наблюдать, topics: [TOPIC]}]}]
      fail: [{measures: []}]
      always: true
"""


@pytest.fixture
def passing(tmp_path: Path) -> Path:
    """A ruleset that the school's plan fulfils."""
    file = tmp_path / "passing.yaml"
    file.write_text(CLEAN.replace("TOPIC", "observers"), encoding="utf-8")
    return file


@pytest.fixture
def warning(tmp_path: Path) -> Path:
    """A ruleset of one warning, which the school's plan does not fulfil."""
    file = tmp_path / "warning.yaml"
    file.write_text(CLEAN.replace("TOPIC", "video"), encoding="utf-8")
    return file
