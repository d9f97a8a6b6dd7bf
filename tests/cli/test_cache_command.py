"""`plancheck cache`: where answers are remembered, how much they take, and forgetting them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCHECK_CACHE", str(tmp_path / "cache"))


def test_the_cache_tells_its_place_and_size_and_is_cleared(run: Run, school: Path, town: Path) -> None:
    run("check", school, town)
    told = json.loads(run("cache", "-f", "json").out)
    assert told["entries"] == 2
    assert told["bytes"] > 1_000
    assert "2 результата" in run("cache").out.replace("\n", " ")
    assert run("cache", "clear").err == "Забыто: 2 результата.\n"
    assert json.loads(run("cache", "-f", "json").out)["entries"] == 0


def test_nothing_is_remembered_where_that_is_not_wanted(run: Run, school: Path, town: Path) -> None:
    run("check", school, town, "--no-cache")
    assert json.loads(run("cache", "-f", "json").out)["entries"] == 0


def test_one_file_is_neither_looked_for_nor_remembered(run: Run, school: Path, tmp_path: Path) -> None:
    run("check", school)
    assert not (tmp_path / "cache").exists()


def test_a_database_put_aside_is_said_to_be(run: Run, school: Path, town: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "judged.sqlite").write_bytes(b"noise" * 1_000)
    ran = run("check", school, town)
    assert "Кэш испорчен или чужой" in ran.err
    assert json.loads(run("cache", "-f", "json").out)["entries"] == 2
