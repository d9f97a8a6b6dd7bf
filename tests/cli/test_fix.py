"""`plancheck fix FILE -o DRAFT`."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plancheck import read_plan
from plancheck.drafting import LostRowsError

Run = Callable[..., Any]
TESTS = Path(__file__).parents[1]


@pytest.fixture
def bad() -> Path:
    return Path(shutil.copy(TESTS.parent / "examples" / "bad-school.txt", "bad.txt"))


def word_file(name: str) -> Path:
    return Path(shutil.copy(TESTS / "corpus" / "docx" / name, name))


@pytest.mark.parametrize("target", ["draft.docx", "draft.yaml", "draft.yml"])
def test_a_draft_is_written_and_says_what_it_mends(run: Run, bad: Path, target: str) -> None:
    ran = run("fix", bad, "-o", target)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Черновик: {target}\n")
    found = [ran.out.find(heading) for heading in ("ИСПРАВЛЕНО", "ОТМЕЧЕНО", "ОСТАЛОСЬ ЧЕЛОВЕКУ")]
    assert -1 not in found
    assert found == sorted(found)
    assert len(read_plan(Path(target)).measures) == 17


def test_a_word_file_is_changed_in_place(run: Run) -> None:
    submitted = word_file("tracked-row-fail-OBS001.docx")
    before = submitted.read_bytes()
    ran = run("fix", submitted, "--output", "draft.docx", "--lang", "en")
    assert ran.status == 0
    assert "All that is added is marked; the rest is as it was." in ran.out
    assert "OBS001" in ran.out.partition("MENDED")[2]
    assert submitted.read_bytes() == before
    assert run("check", "draft.docx").status == 0


def test_a_document_with_macros_keeps_its_suffix(run: Run) -> None:
    submitted = word_file("macros-pass.docm")
    refused = run("fix", submitted, "-o", "draft.docx")
    assert (refused.status, Path("draft.docx").exists()) == (2, False)
    assert ".docm" in refused.err
    ran = run("fix", submitted, "-o", "draft.docm")
    assert ran.status == 0
    assert "Добавить нечего." in ran.out


@pytest.mark.parametrize(
    ("target", "words"), [("draft.txt", ".docx, .docm, .yaml, .yml"), ("draft", ".yaml"), ("bad.docm", ".docx")]
)
def test_other_forms_are_refused(run: Run, bad: Path, target: str, words: str) -> None:
    ran = run("fix", bad, "-o", target)
    assert (ran.status, ran.out, Path(target).exists()) == (2, "", False)
    assert words in ran.err


def test_the_submitted_file_is_never_written_over(run: Run) -> None:
    submitted = word_file("plain-pass.docx")
    before = submitted.read_bytes()
    ran = run("fix", submitted, "-o", submitted)
    assert ran.status == 2
    assert "этот файл команда читает" in ran.err
    assert submitted.read_bytes() == before


def test_an_output_is_asked_for(run: Run, bad: Path) -> None:
    ran = run("fix", bad)
    assert (ran.status, ran.out) == (2, "")
    assert "--output" in ran.err


@pytest.mark.parametrize("name", ["not-there.docx", "not-a-plan.txt"])
def test_what_is_no_plan_gives_no_draft(run: Run, name: str) -> None:
    if name == "not-a-plan.txt":
        shutil.copy(TESTS.parent / "examples" / name, name)
    ran = run("fix", name, "-o", "draft.docx")
    assert (ran.status, ran.out, Path("draft.docx").exists()) == (3, "", False)
    assert ran.err.startswith("Ошибка: ")
    assert "Traceback" not in ran.err


def test_a_draft_that_would_lose_rows_is_not_written(run: Run, bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: object) -> None:
        raise LostRowsError("3.2; 3.4")

    monkeypatch.setattr("plancheck.drafting.drafted", lost)
    ran = run("fix", bad, "-o", "draft.docx")
    assert (ran.status, Path("draft.docx").exists()) == (2, False)
    assert "нет строк 3.2; 3.4" in ran.err


def test_a_wrong_ruleset_is_a_wrong_call(run: Run, bad: Path) -> None:
    ran = run("fix", bad, "-o", "draft.docx", "--ruleset", "objectivity-scool")
    assert (ran.status, Path("draft.docx").exists()) == (2, False)


def test_a_folder_that_is_not_there_is_told(run: Run, bad: Path) -> None:
    ran = run("fix", bad, "-o", "no/such/draft.docx")
    assert ran.status == 2
    assert "Не удалось записать" in ran.err


def test_a_plan_on_standard_input_is_drafted(spawn: Run, bad: Path) -> None:
    done = spawn("fix", "-", "-o", "draft.yaml", feed=bad.read_bytes())
    assert done.returncode == 0
    assert len(read_plan(Path("draft.yaml")).measures) == 17
