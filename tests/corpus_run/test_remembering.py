"""The cache: what it finds again, what it does not, and that no state of its database stops a check."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from at_hand import SCHOOL

from plancheck import Plan, load_ruleset
from plancheck.corpus import keys
from plancheck.corpus.cache import Cache
from plancheck.corpus.keys import key_of, terms_key
from plancheck.corpus.task import Outcome, Refusal, packed
from plancheck.readers.limits import DEFAULT_LIMITS
from plancheck.rules import Superior
from plancheck.terms import Terms

PLAN = Outcome(7, b"{}", packed(b"report"), packed(b"plan"), b"sketch")


def test_what_is_remembered_is_found_again_by_another_run(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.put("plan", PLAN)
        cache.put("letter", Outcome(0, refusal=Refusal("not_a_plan", "Это письмо.")))
    with Cache(tmp_path) as cache:
        assert cache.get("plan", 3) == replace(PLAN, number=3)
        assert cache.get("letter", 4) == Outcome(4, refusal=Refusal("not_a_plan", "Это письмо."))
        assert cache.get("other", 5) is None


def test_a_refusal_for_want_of_time_is_not_remembered(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.put("slow", Outcome(0, refusal=Refusal("unreadable", "Долго."), lasting=False))
        assert cache.get("slow", 0) is None


TERMS = Terms(ruleset=load_ruleset("objectivity-base"))


@pytest.mark.parametrize(
    "other",
    [
        {"content": b"other"},
        {"name": "b.csv"},
        {"terms": "other"},
        {"limits": replace(DEFAULT_LIMITS, rows=5)},
    ],
    ids=lambda other: next(iter(other)),
)
def test_each_part_of_the_key_tells_apart(other: dict[str, object]) -> None:
    asked = {"content": b"text", "name": "a.txt", "terms": "terms", "limits": DEFAULT_LIMITS}
    assert key_of(**asked) == key_of(**{**asked, "name": "folder/b.txt"})  # type: ignore[arg-type]
    assert key_of(**asked) != key_of(**{**asked, **other})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        {"ruleset": None},
        {"ruleset": load_ruleset("objectivity-school")},
        {"ruleset": TERMS.ruleset.only(TERMS.ruleset.rules[0].code)},  # type: ignore[union-attr]
        {"as_of": dt.date(2026, 9, 1)},
        {"engine": "reference"},
        {"lang": "en"},
        {"risk_schools": ("СОШ 4",)},
        {"against": Superior.of(Plan(title="План"))},
        {"against": Superior(None, "город.docx")},
    ],
    ids=lambda other: next(iter(other)),
)
def test_each_of_the_terms_tells_apart(other: dict[str, object]) -> None:
    assert terms_key(TERMS) == terms_key(replace(TERMS))
    assert terms_key(TERMS) != terms_key(replace(TERMS, **other))  # type: ignore[arg-type]


def test_another_superior_plan_tells_apart() -> None:
    one, other = (replace(TERMS, against=Superior.of(Plan(title=title))) for title in ("План", "Другой"))
    assert terms_key(one) != terms_key(other)


def test_another_version_of_the_program_or_its_libraries_tells_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of(b"", "a.txt", "", DEFAULT_LIMITS)
    for name, value in (("__version__", "9.9"), ("_libraries", lambda: iter([("lxml", "0")]))):
        with monkeypatch.context() as changed:
            changed.setattr(keys, name, value)
            keys._program.cache_clear()
            assert key_of(b"", "a.txt", "", DEFAULT_LIMITS) != before
    keys._program.cache_clear()
    assert key_of(b"", "a.txt", "", DEFAULT_LIMITS) == before


def test_the_key_is_the_same_in_another_process() -> None:
    code = (
        "from plancheck import load_ruleset; from plancheck.terms import Terms; from plancheck.corpus.keys import *;"
        "from plancheck.readers.limits import DEFAULT_LIMITS;"
        "print(key_of(b'x', 'a.txt', terms_key(Terms(ruleset=load_ruleset('objectivity-base'))), DEFAULT_LIMITS))"
    )
    keys._program.cache_clear()
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == key_of(b"x", "a.txt", terms_key(TERMS), DEFAULT_LIMITS)


@pytest.mark.parametrize("state", ["noise", "foreign", "future", "cut"])
def test_a_broken_or_foreign_database_is_put_aside_with_a_word(tmp_path: Path, state: str) -> None:
    path = tmp_path / "judged.sqlite"
    if state == "noise":
        path.write_bytes(b"no database at all" * 1000)
    else:
        with Cache(tmp_path) as cache:
            for number in range(30):
                cache.put(str(number), replace(PLAN, report=packed(str(number).encode()) * 100))
    if state in ("foreign", "future"):
        base = sqlite3.connect(path)
        base.execute("PRAGMA application_id = 1" if state == "foreign" else "PRAGMA user_version = 99")
        base.close()
    if state == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    aside: list[Path] = []
    with Cache(tmp_path, put_aside=aside.append) as cache:
        cache.get("3", 0)
        cache.put("new", PLAN)
        assert cache.get("new", 0) is not None
    [kept] = aside
    assert kept.exists()
    assert kept.name.endswith(".broken")


def test_what_a_disk_spoilt_is_judged_anew(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        cache.put("plan", PLAN)
    base = sqlite3.connect(tmp_path / "judged.sqlite", isolation_level=None)
    base.execute("UPDATE judged SET report = ?", (PLAN.report[:-1],))
    base.close()
    with Cache(tmp_path) as cache:
        assert cache.get("plan", 0) is None


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with Cache(tmp_path / "file") as cache:
        cache.put("plan", PLAN)
        cache.clear()
        assert cache.get("plan", 0) is None
        assert cache.size().entries == 0


def test_the_longest_unused_is_forgotten_when_there_is_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plancheck.corpus.cache._today", lambda: 1)
    with Cache(tmp_path) as cache:
        for key in "abcd":
            cache.put(key, replace(PLAN, head=b"x" * 1000))
    monkeypatch.setattr("plancheck.corpus.cache._today", lambda: 2)
    with Cache(tmp_path, most=3_000) as cache:
        assert cache.get("a", 0) is not None  # used again
    with Cache(tmp_path) as cache:
        kept = [key for key in "abcd" if cache.get(key, 0)]
    assert "a" in kept
    assert len(kept) == 2


def test_all_is_forgotten_when_asked(tmp_path: Path) -> None:
    with Cache(tmp_path) as cache:
        for number in range(50):
            cache.put(str(number), replace(PLAN, report=packed(SCHOOL.hex().encode())))
        before = cache.size()
        cache.clear()
        assert before.entries == 50
        assert cache.size().entries == 0
        assert cache.size().bytes < before.bytes


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from plancheck.corpus.cache import Cache;"
        "from plancheck.corpus.task import Outcome, packed\n"
        "with Cache(Path(sys.argv[1])) as cache:\n"
        " for number in range(300):\n"
        "  cache.put(f'{sys.argv[2]}{number}', Outcome(number, b'{}', packed(b'r'), packed(b'p')))\n"
        "  assert cache.get(f'{sys.argv[2]}{number}', 0)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in "ab"]
    assert [one.wait(60) for one in running] == [0, 0]
    with Cache(tmp_path) as cache:
        assert cache.size().entries == 600
