"""The nearest configuration is found, from a plan's folder upward."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.configuration.finding import configuration_file, language_in


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "schools" / "north").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)


def test_the_nearest_file_wins() -> None:
    Path("plancheck.toml").touch()
    Path("schools/plancheck.toml").touch()
    assert configuration_file(Path("schools/north/plan.docx")) == Path("schools/plancheck.toml")
    assert configuration_file(Path("schools/north")) == Path("schools/plancheck.toml")
    assert configuration_file(Path("plan.docx")) == Path("plancheck.toml")


def test_our_own_file_goes_before_a_project_in_the_same_folder() -> None:
    Path("pyproject.toml").write_text("[tool.plancheck]\n", "utf-8")
    assert configuration_file(Path()) == Path("pyproject.toml")
    Path("plancheck.toml").touch()
    assert configuration_file(Path()) == Path("plancheck.toml")


@pytest.mark.parametrize(
    "text",
    ["", "[tool.ruff]\n", "[project]\nname = 'plancheck'\n", "tool = 1\nplancheck = 1\n", "# plancheck\n[tool\n"],
)
def test_a_project_that_does_not_speak_of_us_is_passed_by(text: str) -> None:
    Path("pyproject.toml").write_text("[tool.plancheck]\n", "utf-8")
    Path("schools/pyproject.toml").write_text(text, "utf-8")
    assert configuration_file(Path("schools/plan.docx")) == Path("pyproject.toml")


def test_a_broken_project_that_names_our_table_is_taken_to_be_refused() -> None:
    Path("pyproject.toml").write_text("[tool.plancheck]\nlang = \n", "utf-8")
    assert configuration_file(Path()) == Path("pyproject.toml")


def test_what_lies_elsewhere_is_named_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("plancheck.toml").touch()
    monkeypatch.chdir("schools")
    assert configuration_file(Path("plan.docx")) == tmp_path / "plancheck.toml"


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000, "нет/такой/папки.txt"])
def test_a_name_that_no_file_has_has_the_working_directorys_or_none(name: str) -> None:
    Path("plancheck.toml").touch()
    assert configuration_file(Path(name)) in (None, Path("plancheck.toml"))


@pytest.mark.parametrize(
    ("name", "text", "lang"),
    [
        ("plancheck.toml", "lang = 'en'\n", "en"),
        ("pyproject.toml", "[tool.plancheck]\nlang = 'en'\n", "en"),
        ("pyproject.toml", "lang = 'en'\n", None),
        ("plancheck.toml", "lang = 5\n", None),
        ("plancheck.toml", "lang = \n", None),
        ("plancheck.toml", "", None),
    ],
)
def test_the_language_is_told_before_all_else_and_never_fails(name: str, text: str, lang: str | None) -> None:
    Path(name).write_text(text, "utf-8")
    assert language_in(Path(name)) == lang


def test_a_file_that_cannot_be_read_gives_no_language() -> None:
    assert language_in(Path("нет.toml")) is None
