"""Every hostile file ends in a clear message or is read for what it is, within its bounds; the good one beside it too.

The files are read in the reading process, under its bound of memory, so that a crash, a hang and a hoard are
outcomes like others. benchmarks/hostile.py measures what each takes.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import base
import markup
import pytest
from made import READ, REFUSED

from corpus import CASES
from plancheck import Submission, UnreadableError, check_files
from plancheck.isolation import IsolatedReader
from plancheck.readers import DEFAULT_LIMITS

MEMORY = 300_000_000
FINDS = sorted(path for path in (Path(__file__).parent / "finds").iterdir() if path.suffix != ".md")
OF_THE_PROCESS = ("упала", "памяти", "больше 60 с", "запустить")  # what is said where a reader did not refuse by itself
NO_WORDS_OF_OURS = re.compile(r"Traceback|Error\b|Exception|\bat 0x|line \d+, column|\.py\b|Errno")


@pytest.fixture(scope="module")
def reader() -> Iterator[IsolatedReader]:
    with IsolatedReader(replace(DEFAULT_LIMITS, memory_bytes=MEMORY), 60) as one:
        yield one


def refusal(reader: IsolatedReader, name: str, content: bytes) -> UnreadableError | None:
    """The error that a file ends in; None where it was read as the good plan it is made of."""
    try:
        plan = reader.read(content, name)
    except UnreadableError as error:
        return error
    assert plan.measures
    return None


def assert_clear(error: UnreadableError) -> None:
    russian, english = error.text("ru"), error.text("en")
    assert russian != english
    assert re.search("[а-яё]{3}", russian)
    assert not re.search("[а-яё]{3}", re.sub("«[^»]*»", "", english))  # what a Russian plan would say is quoted
    assert not NO_WORDS_OF_OURS.search(russian + english), russian + english
    assert error.advice or len(error.reason.splitlines()) > 1  # what to do, or the lines that are wrong


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_refused_in_clear_words_or_read(reader: IsolatedReader, name: str) -> None:
    case = CASES[name]
    error = refusal(reader, name, case.make())
    if error is None:
        assert case.outcome != REFUSED
        return
    assert case.outcome != READ, error.text("en")
    assert case.says in error.text("en")
    assert_clear(error)
    assert any(words in error.text("ru") for words in OF_THE_PROCESS) is case.ended, error.text("en")


@pytest.mark.parametrize("path", FINDS, ids=lambda path: path.name)
def test_what_the_fuzzer_once_found_is_a_document_or_a_refusal(reader: IsolatedReader, path: Path) -> None:
    error = refusal(reader, path.name, path.read_bytes())
    if error is not None:
        assert_clear(error)
        assert not any(words in error.text("ru") for words in OF_THE_PROCESS), error.text("en")


def test_the_good_file_among_hostile_ones_is_judged(reader: IsolatedReader) -> None:
    names = [
        name for name in CASES if name.startswith(("bomb-flat.d", "laughs.", "cut-at-0.33.", "noise-z", "password"))
    ]
    files = [Submission(name, CASES[name].make()) for name in (*names[:7], "good", *names[7:]) if name in CASES]
    files.insert(7, Submission("good.txt", base.txt()))
    report = check_files(files, begin=reader.begin)
    (good,) = (plan for plan in report.plans if plan.source.path == "good.txt")
    assert good.findings == ()
    assert len(report.plans) + len(report.unread) == len(files)
    assert {file.kind for file in report.unread} <= {"unreadable", "not_a_plan"}


def test_a_folder_of_hostile_files_is_checked_by_the_command_line(tmp_path: Path) -> None:
    for name in ("laughs.docx", "bomb-many-parts.docx", "tree-in-a-circle.pdf", "empty.xls", "picture.pdf"):
        (tmp_path / name).write_bytes(CASES[name].make())
    (tmp_path / "good.docx").write_bytes(base.docx())
    ran = subprocess.run(
        [sys.executable, "-m", "plancheck", "check", str(tmp_path), "--lang", "en"], capture_output=True, check=False
    )
    assert ran.returncode == 3
    assert ran.stderr == b""
    said = ran.stdout.decode()
    assert "NOT CHECKED: 5" in said.upper()
    assert "good.docx" in said.replace("\n   ", "").replace("\n", "")  # long paths are wrapped


def test_nothing_outside_the_file_is_fetched(reader: IsolatedReader) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        for name, make in markup.LINKED.items():
            refusal(reader, name, make(listening.getsockname()[1]))
        with pytest.raises(TimeoutError):
            listening.accept()


def test_nothing_is_written_outside(reader: IsolatedReader) -> None:
    refusal(reader, "names-that-climb.docx", CASES["names-that-climb.docx"].make())
    assert not list(Path("/tmp").glob("plancheck-was-here*"))
    assert not Path("/etc/plancheck-was-here").exists()
