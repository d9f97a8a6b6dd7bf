"""Writing: encodings, pipes that close, files written whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from plancheck.cli.output import (
    CannotWriteError,
    PipeClosedError,
    _reader_may_go,
    complain,
    prepare_streams,
    put_text,
    write_whole,
)

Run = Callable[..., Any]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="whether a pipe was read is asked of Linux")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals, rights and devices of POSIX")


@pytest.mark.parametrize("encoding", ["ascii", "cp1251", "utf-16"])
def test_any_encoding_of_the_terminal_will_do(spawn: Run, school: Path, encoding: str) -> None:
    done = spawn("check", school, env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert "DOC004" in done.stdout.decode(encoding)


def test_quotes_and_dashes_have_plain_twins_where_the_encoding_lacks_them(spawn: Run, school: Path) -> None:
    out = spawn("check", school, "--lang", "en", env={"PYTHONIOENCODING": "ascii"}).stdout.decode("ascii")
    assert "2024-09-01 - 2025-08-31" in " ".join(out.split())
    assert "a school's plan, ???? \"" in out
    assert "«" not in out


def test_errors_keep_to_the_encoding_too(spawn: Run) -> None:
    done = spawn("parse", "нет.txt", env={"PYTHONIOENCODING": "cp1251"})
    assert done.returncode == 3
    assert "Файла нет" in done.stderr.decode("cp1251")


def test_json_is_utf_8_whatever_the_terminal_says(spawn: Run, school: Path) -> None:
    done = spawn("parse", school, "--format", "json", env={"PYTHONIOENCODING": "ascii"})
    assert json.loads(done.stdout.decode("utf-8"))["level"] == "school"


def test_standard_input_is_read_by_a_dash(spawn: Run, school: Path) -> None:
    done = spawn("check", "-", "--format", "json", feed=school.read_bytes())
    read = json.loads(done.stdout)
    assert (done.returncode, read["plans"][0]["source"]["path"]) == (1, "-")
    assert json.loads(spawn("parse", "-", "--format", "json", feed=school.read_bytes()).stdout)["measures"]


def test_an_empty_standard_input_is_no_plan(spawn: Run) -> None:
    done = spawn("check", "-")
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


def test_in_a_pipe_there_is_no_colour(spawn: Run, school: Path) -> None:
    assert b"\x1b" not in spawn("check", school).stdout


@POSIX
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_that_goes_leaves_no_traceback(school: Path, form: str) -> None:
    many = [str(school)] * 40
    with subprocess.Popen(
        [sys.executable, "-m", "plancheck", "check", *many, "--format", form],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        complaint = running.stderr.read()
    assert (running.returncode, complaint) == (141, b"")


def _unread_bytes(pipe: IO[bytes]) -> int:
    import fcntl  # noqa: PLC0415 - there is none on Windows
    import termios  # noqa: PLC0415

    return int.from_bytes(fcntl.ioctl(pipe.fileno(), termios.FIONREAD, bytes(4)), sys.byteorder)


@LINUX
def test_control_c_ends_cleanly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "plancheck", "check", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdin is not None
        running.stdin.write("План\n".encode())
        running.stdin.flush()
        while _unread_bytes(running.stdin) and running.poll() is None:
            time.sleep(0.05)  # what stands there is read when it waits for more
        running.send_signal(signal.SIGINT)
        _, complaint = running.communicate(timeout=30)
    assert running.returncode == 130
    assert b"Traceback" not in complaint


def test_a_report_is_written_to_a_file_without_colour(run: Run, school: Path, tmp_path: Path) -> None:
    target = tmp_path / "отчёт.txt"
    ran = run("check", school, "-o", target)
    assert (ran.status, ran.out) == (1, "")
    text = target.read_text(encoding="utf-8")
    assert "DOC004" in text
    assert "\x1b" not in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["school.txt", "отчёт.txt"]


def test_json_goes_to_a_file_as_utf_8(run: Run, school: Path, tmp_path: Path) -> None:
    run("check", school, "--format", "json", "--output", tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_bytes())["schema"] == "plancheck.report/1"


def test_a_file_in_a_folder_that_is_not_there_is_refused_clearly(run: Run, school: Path, tmp_path: Path) -> None:
    ran = run("check", school, "-o", tmp_path / "нет" / "r.txt")
    assert ran.status == 2
    assert "Не удалось записать" in ran.err
    assert "Traceback" not in ran.err


def test_a_folder_cannot_be_written_over(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError):
        write_whole(tmp_path, b"x")
    assert list(tmp_path.parent.glob(".*.part")) == []


def test_a_write_that_breaks_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "r.txt"
    target.write_bytes(b"old")

    def full(self: Path, other: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(CannotWriteError) as caught:
        write_whole(target, b"new")
    assert (caught.value.why, target.read_bytes()) == ("No space left on device", b"old")
    assert [path.name for path in tmp_path.iterdir()] == ["r.txt"]


@POSIX
def test_a_written_file_has_the_rights_of_the_umask_and_a_link_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    link.symlink_to(real)
    before = os.umask(0o027)
    try:
        write_whole(link, b"x")
    finally:
        os.umask(before)
    assert link.is_symlink()
    assert (stat.S_IMODE(real.stat().st_mode), real.read_bytes()) == (0o640, b"x")


@POSIX
def test_a_device_is_written_to_directly() -> None:
    write_whole(Path("/dev/null"), b"x")
    assert Path("/dev/null").is_char_device()


@POSIX
def test_a_full_disk_behind_standard_output_is_said(school: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "plancheck", "rules"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_closed_pipe_is_told_from_other_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PipeClosedError), _reader_may_go():
        raise BrokenPipeError
    with pytest.raises(CannotWriteError), _reader_may_go():
        raise OSError(22, "Invalid argument")
    monkeypatch.setattr("plancheck.cli.output.sys.platform", "win32")
    with pytest.raises(PipeClosedError), _reader_may_go():
        raise OSError(22, "Invalid argument")


def test_complaints_are_clean_of_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    complain("план\x1b[2J\u202e.txt")
    assert capsys.readouterr().err == "план.txt\n"


def test_text_is_drawn_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    put_text(lambda page: page.text("слово"))
    assert capsys.readouterr().out == "слово\n"


def test_what_an_encoding_lacks_is_replaced_sign_by_sign() -> None:
    prepare_streams()
    assert "«Школа № 5» – план…".encode("cp866", "plancheck.plain") == '"Школа № 5" - план...'.encode("cp866")
    assert "«5»\u2603".encode("ascii", "plancheck.plain") == b'"5"?'


def test_a_table_in_parquet_is_written_without_a_word(spawn: Run, school: Path) -> None:
    done = spawn("check", school, "-f", "outcomes", "-o", "all.parquet")
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    assert Path("all.parquet").read_bytes().startswith(b"PAR1")


def test_who_asks_for_parquet_is_told_of_the_tables(run: Callable[..., Any], school: Path) -> None:
    ran = run("check", school, "-f", "parquet")
    assert (ran.status, ran.out) == (2, "")
    assert "-f outcomes -o итоги.parquet" in ran.err
