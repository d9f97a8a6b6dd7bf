"""A file that is too much for the reading process costs no more than itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import misbehaving
import pytest

from plancheck import NotAPlanError, UnreadableError, check_files, read_plan
from plancheck.isolation import IsolatedReader
from plancheck.isolation.troubles import ReadingBrokeError
from plancheck.lexicons import Amendment, Amendments
from plancheck.readers import DEFAULT_LIMITS

TEXTS = Path(__file__).parents[1] / "plan_texts"
SCHOOL = TEXTS / "school.txt"
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and bounds of memory are of POSIX")


@pytest.fixture(scope="module")
def real() -> Iterator[IsolatedReader]:
    """A reading process as the command line starts it."""
    with IsolatedReader(DEFAULT_LIMITS, 60) as reader:
        yield reader


@pytest.fixture(scope="module")
def odd() -> Iterator[IsolatedReader]:
    """A reading process that misbehaves by the name of the file, with a short time for each."""
    with IsolatedReader(replace(DEFAULT_LIMITS, memory_bytes=400_000_000), 5, make=misbehaving.process) as reader:
        yield reader


def test_a_plan_read_apart_is_equal_to_one_read_here(real: IsolatedReader) -> None:
    assert real.read(SCHOOL, "план.txt") == read_plan(SCHOOL, name="план.txt")
    assert real.read(SCHOOL.read_bytes(), "-") == read_plan(SCHOOL.read_bytes())


@pytest.mark.parametrize("name", ["нет.txt", "nul\0.txt", "план\udcff.txt", "letter.txt", "."])
def test_what_is_not_read_is_refused_in_the_same_words(real: IsolatedReader, name: str) -> None:
    with pytest.raises(UnreadableError) as here:
        read_plan(TEXTS / name)
    with pytest.raises(UnreadableError) as apart:
        real.read(TEXTS / name, name)
    assert type(here.value) is type(apart.value)
    assert [here.value.text(lang) for lang in ("ru", "en")] == [apart.value.text(lang) for lang in ("ru", "en")]


def test_limits_hold_in_the_child() -> None:
    with IsolatedReader(replace(DEFAULT_LIMITS, lines=3), 60) as reader, pytest.raises(UnreadableError) as caught:
        reader.read(SCHOOL, "план.txt")
    assert "`lines`" in caught.value.text("en")


@posix
def test_what_is_open_in_the_parent_alone_is_read_there(real: IsolatedReader) -> None:
    readable, writable = os.pipe()
    with os.fdopen(writable, "wb") as pipe:
        pipe.write(SCHOOL.read_bytes())
    with os.fdopen(readable):
        plan = real.read(Path(f"/dev/fd/{readable}"), "труба")
    assert plan.measures == read_plan(SCHOOL).measures


BAD = [
    ("hang", "больше 5 с", "more than 5 s"),
    ("crash", "упала", "died"),
    ("exit", "упала", "died"),
    ("hoard", "памяти (предел 400 МБ)", "memory to read the file (the bound is 400 MB)"),
    ("refuse", "Это письмо. Пришлите план.", "A letter. Send the plan."),
    ("rave", "упала", "died"),
    ("lie", "упала", "died"),
]


@posix
@pytest.mark.parametrize(("name", "russian", "english"), BAD)
def test_a_bad_file_is_unread_and_the_next_is_read(odd: IsolatedReader, name: str, russian: str, english: str) -> None:
    bad, good = odd.begin(b"", name), odd.begin(b"", "good")
    with pytest.raises(UnreadableError) as caught:
        bad()
    assert russian in caught.value.text("ru")
    assert english in caught.value.text("en")
    assert caught.value.advice
    assert caught.value.advice_en
    assert isinstance(caught.value, NotAPlanError) is (name == "refuse")
    assert str(good().title).startswith("good")


def test_one_process_serves_all_files_that_it_survives(odd: IsolatedReader) -> None:
    waits = [odd.begin(b"", "good") for _ in range(5)]
    assert len({wait().title for wait in waits}) == 1


def test_a_fault_of_ours_is_told_with_its_trace(odd: IsolatedReader) -> None:
    with pytest.raises(ReadingBrokeError, match="ZeroDivisionError: division by zero") as caught:
        odd.read(b"", "break")
    assert "misbehaving.py" in caught.value.__notes__[0]


def test_what_libraries_print_does_not_get_between_the_messages(odd: IsolatedReader) -> None:
    assert str(odd.read(b"", "chatter").title).startswith("chatter")


@pytest.mark.parametrize("start", ["silent", "none"])
def test_a_process_that_does_not_come_up_is_said_to_be_the_trouble(start: str) -> None:
    def none() -> misbehaving.Process:
        raise OSError(12, "no memory")

    with IsolatedReader(DEFAULT_LIMITS, 5, make=misbehaving.silent if start == "silent" else none) as reader:
        with pytest.raises(UnreadableError, match="Не удалось запустить") as caught:
            reader.read(b"", "good")
        assert "--timeout 0" in caught.value.text("en")


def test_a_file_that_was_told_to_a_process_which_ends_at_its_start_is_read_by_the_next() -> None:
    starts = [misbehaving.silent, misbehaving.process]

    def start() -> misbehaving.Process:
        return starts.pop(0)()

    with IsolatedReader(DEFAULT_LIMITS, 60, make=start) as reader:
        first, second = (reader.read(SCHOOL, name).title for name in ("one", "two"))
    assert first is not None
    assert second == f"two {first.split()[1]}"


def test_the_words_of_a_ruleset_go_to_the_child_with_the_file(real: IsolatedReader) -> None:
    words = Amendments((Amendment("topics", ("topics", "hotline", "phrases"), '"присутствие наблюдатель"', adds=True),))
    plan = read_plan(SCHOOL, lexicons=words)
    assert real.read(SCHOOL, str(SCHOOL), words) == plan
    assert real.read(SCHOOL, str(SCHOOL)) == read_plan(SCHOOL) != plan


def test_words_are_told_with_the_first_plan_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[dict[str, object]] = []
    monkeypatch.setattr("plancheck.isolation.answers.hear", heard.append)
    monkeypatch.setattr("plancheck.isolation.reader.is_loaded", lambda: False)
    with IsolatedReader(DEFAULT_LIMITS, 60) as reader:
        first, second = (reader.read(SCHOOL, "план") for _ in range(2))
    assert first == second
    assert [bool(words) for words in heard] == [True, False]


@posix
def test_a_folder_with_a_crashing_file_is_judged_but_for_it(odd: IsolatedReader, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a", "crash", "good")]
    for file in files:
        file.write_bytes(b"x")

    def begin(source: Path | bytes, name: str, lexicons: Amendments) -> object:
        return odd.begin(source, Path(name).name, lexicons)

    report = check_files(files, begin=begin, ruleset="objectivity-base")  # type: ignore[arg-type]
    assert [plan.title and plan.title.split()[0] for plan in report.plans] == ["a", "good"]
    assert [Path(file.path).name for file in report.unread] == ["crash"]


def gone(pid: int) -> bool:
    """Whether a process has ended; waits for that as long as a slow machine may need."""
    for _ in range(600):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@posix
def test_a_busy_process_is_ended_when_nobody_waits_for_it_any_more() -> None:
    processes: list[misbehaving.Process] = []

    def make() -> misbehaving.Process:
        processes.append(misbehaving.process())
        return processes[-1]

    with IsolatedReader(DEFAULT_LIMITS, 300, make=make) as reader:
        reader.read(b"", "good")
        wait = reader.begin(b"", "hang")
    with pytest.raises(UnreadableError):
        wait()
    assert [gone(process.pid) for process in processes] == [True]


ORPHANING = """
import sys, time
sys.path.insert(0, {here!r})
import misbehaving
from plancheck.isolation import IsolatedReader
from plancheck.readers import DEFAULT_LIMITS
process = misbehaving.process()
reader = IsolatedReader(DEFAULT_LIMITS, 300, first=process)
reader.read(b"", "good")
{busy}
time.sleep(0.5)
print(process.pid, flush=True)
time.sleep(300)
"""


@posix
@pytest.mark.parametrize("busy", ["", "reader.begin(b'', 'hang')"])
def test_no_orphan_stays_when_the_parent_is_killed(busy: str) -> None:
    code = ORPHANING.format(here=misbehaving.HERE, busy=busy)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    assert gone(pid)
