"""What is kept for the next run is found again by its source alone, and trusted only where it is the user's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from counted_making import Maker
from plancheck import keeping
from plancheck.keeping import cache_folder, kept
from plancheck.resources import is_shipped, shipped_rulesets
from plancheck.yaml_source import read_yaml_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="owners and rights are of POSIX")
VALUE = {"месяцы": {1: ["январь"], 2: ["февраль"]}, "пусто": None, "доля": 0.5, "": [{"": 1}], "да": True}


def test_a_value_is_made_once_and_comes_back_equal(tmp_path: Path) -> None:
    make = Maker(VALUE)
    assert [kept("слова", "1", make, tmp_path / "new") for _ in range(3)] == [VALUE] * 3
    assert make.times == 1


def test_another_source_makes_it_anew(tmp_path: Path) -> None:
    kept("слова", "1", Maker(["старое"]), tmp_path)
    assert kept("слова", "2", Maker(["новое"]), tmp_path) == ["новое"]
    assert kept("слова", "2", Maker(["никогда"]), tmp_path) == ["новое"]
    assert len(list(tmp_path.iterdir())) == 1, "what is out of date is not left lying"


def test_what_json_cannot_hold_is_not_kept(tmp_path: Path) -> None:
    make = Maker(("a", "b"))
    assert [kept("пара", "1", make, tmp_path) for _ in range(2)] == [("a", "b")] * 2
    assert make.times == 2


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"1 0\n[1]", b"no line", b"{"])
def test_a_damaged_file_is_passed_over_and_written_anew(tmp_path: Path, damage: bytes) -> None:
    kept("слова", "1", Maker(["слово"]), tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    assert kept("слова", "1", Maker(["слово"]), tmp_path) == ["слово"]
    assert kept("слова", "1", Maker(["другое"]), tmp_path) == ["слово"]


def test_one_changed_value_is_noticed(tmp_path: Path) -> None:
    kept("слова", "1", Maker(["слово"]), tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes().replace("слово".encode(), "слева".encode()))
    assert kept("слова", "1", Maker(["слово"]), tmp_path) == ["слово"]


@posix
def test_what_others_may_write_is_not_trusted(tmp_path: Path) -> None:
    kept("слова", "1", Maker(["подменено"]), tmp_path)
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o666)
    assert kept("слова", "1", Maker(["своё"]), tmp_path) == ["своё"]


@posix
def test_what_belongs_to_another_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept("слова", "1", Maker(["чужое"]), tmp_path)
    monkeypatch.setattr(keeping.os, "geteuid", lambda: os.getuid() + 1)
    assert kept("слова", "1", Maker(["своё"]), tmp_path) == ["своё"]


def test_where_nothing_can_be_written_values_are_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    make = Maker([1])
    assert [kept("слова", "1", make, tmp_path / "file" / "folder") for _ in range(2)] == [[1], [1]]
    assert make.times == 2


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"PLANCHECK_CACHE": "here", "HOME": "/home/a"}, "linux", "here"),
        ({"XDG_CACHE_HOME": "/caches", "HOME": "/home/a"}, "linux", "/caches/plancheck"),
        ({"XDG_CACHE_HOME": "relative", "HOME": "/home/a"}, "linux", "/home/a/.cache/plancheck"),
        ({"PLANCHECK_CACHE": "", "HOME": "/home/a"}, "linux", "/home/a/.cache/plancheck"),
    ],
)
def test_the_folder_is_where_the_system_keeps_such_things(
    environment: dict[str, str], platform: str, folder: str
) -> None:
    assert cache_folder(environment, platform) == Path(folder)


def test_on_other_systems_the_library_knows_the_folder() -> None:
    assert cache_folder({}, "darwin").parts[-1] in ("plancheck", "Cache")


def test_a_shipped_file_reads_the_same_from_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCHECK_CACHE", str(tmp_path))
    for file in sorted(shipped_rulesets().rglob("*.yaml")):
        if file.name.endswith(".test.yaml"):
            continue
        assert is_shipped(file)
        bare = read_yaml_file(file)
        first, second = read_yaml_file(file, keep=True), read_yaml_file(file, keep=True)
        assert first.value == second.value == bare.value, file
        assert (second.text, second.sha256, second.path) == (bare.text, bare.sha256, bare.path)
        assert second.position([next(iter(bare.value))]) == bare.position([next(iter(bare.value))])
    assert not is_shipped(tmp_path)
