"""`plancheck check --watch`: one report, then what each change made new and what it mended, until Ctrl-C."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plancheck.corpus import watching

Run = Callable[..., Any]


@pytest.fixture
def changes(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """What happens to the files while the program waits; then Ctrl-C."""
    waiting: list[Callable[[], object]] = []

    def changed(self: watching.Watch) -> frozenset[str]:
        if not waiting:
            raise KeyboardInterrupt
        before = self._look()
        waiting.pop(0)()
        after = self._look()
        return frozenset(name for name in (*before, *after) if before.get(name) != after.get(name))

    monkeypatch.setattr(watching.Watch, "changed", changed)
    return waiting


def test_what_a_change_mended_and_broke_is_said(run: Run, school: Path, town: Path, changes: list[Any]) -> None:
    whole = school.read_text("utf-8")
    without = "".join(line for line in whole.splitlines(keepends=True) if "наблюдател" not in line)
    changes.append(lambda: school.write_text(without, "utf-8"))
    changes.append(lambda: school.write_text(whole, "utf-8"))
    ran = run("check", "--watch", school, town)
    assert ran.status == 0
    assert ran.err.count("Изменилось: 1 файл") == 2
    assert ran.err.count("Жду изменений") == 3
    _, broken, mended = re.split(r"новых: (?=\d)", ran.out)
    assert not broken.startswith("0")
    assert mended.startswith("0")


def test_files_asked_for_are_written_anew(run: Run, school: Path, town: Path, changes: list[Any]) -> None:
    counted: list[int] = []
    changes.append(lambda: shutil.copy(school, "другой.txt"))
    changes.append(lambda: counted.append(len(json.loads(Path("report.json").read_text("utf-8"))["plans"])))
    assert run("check", "--watch", ".", "-o", "report.json").status == 0
    assert counted == [3]


def test_another_form_on_the_screen_is_refused(run: Run, school: Path) -> None:
    ran = run("check", "--watch", school, "-f", "json")
    assert ran.status == 2
    assert "--watch" in ran.err


def test_a_single_file_may_be_watched_till_it_is_gone(run: Run, school: Path, changes: list[Any]) -> None:
    changes.append(school.unlink)
    ran = run("check", "--watch", school)
    assert ran.status == 0
    assert "Файла нет" in ran.out


def test_a_new_document_without_a_plan_is_named_with_the_reason(
    run: Run, school: Path, letter: Path, changes: list[Any]
) -> None:
    text = letter.read_bytes()
    letter.unlink()
    changes.append(lambda: letter.write_bytes(text))
    ran = run("check", "--watch", ".")
    assert ran.status == 0
    assert f"{letter.name}: Это не план" in ran.err
