"""Old Word documents: handed to LibreOffice where it is installed, named and refused where it is not."""

from __future__ import annotations

import io
import stat
import sys
import time
from pathlib import Path

import docx
import pytest

from plancheck.errors import UnreadableError
from plancheck.readers import libreoffice, read_document
from plancheck.readers.doc import read
from plancheck.readers.limits import DEFAULT_LIMITS

SAVED = Path(__file__).parent / "doc_files" / "saved-by-libreoffice.doc"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 20 + b"\xfe\xff" + b"\x00" * 482
WORD97, WORD95 = b"\xec\xa5", b"\xdc\xa5"


def text_stream(mark: bytes, flags: int) -> bytes:
    return OLE + mark + b"\x00" * 9 + bytes((flags,)) + b"\x00" * 2000


def made_docx(content: bytes, _seconds: float) -> bytes:
    document = docx.Document()
    document.add_paragraph(f"План, {len(content)} байт")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_what_libreoffice_makes_of_it_is_read_and_said() -> None:
    reading = read(text_stream(WORD97, 0), DEFAULT_LIMITS, made_docx)
    assert [getattr(block, "text", "") for block in reading.blocks] == [f"План, {len(text_stream(WORD97, 0))} байт"]
    assert "LibreOffice" in reading.remarks[0].ru
    assert "LibreOffice" in reading.remarks[0].en


def test_without_libreoffice_it_is_said_what_to_do() -> None:
    with pytest.raises(UnreadableError) as caught:
        read(text_stream(WORD97, 0), DEFAULT_LIMITS, lambda *_: None)
    assert ".docx" in caught.value.advice
    assert ".docx" in caught.value.advice_en


@pytest.mark.parametrize("mark", [WORD97, WORD95])
def test_a_document_under_a_password_is_not_handed_over(mark: bytes) -> None:
    with pytest.raises(UnreadableError, match="парол"):
        read(text_stream(mark, 0x01), DEFAULT_LIMITS, made_docx)


def office(folder: Path, script: str) -> Path:
    """A program that stands for LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\nimport os, pathlib, subprocess, sys, time\n{script}", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    return tmp_path


posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a script with a #! line")


def test_where_no_program_is_found_there_is_nothing_to_convert_with(on_path: Path) -> None:
    assert libreoffice.program() is None
    assert libreoffice.docx_of(b"x") is None


@posix
def test_the_program_works_in_a_folder_of_its_own_with_macros_off(on_path: Path) -> None:
    script = (
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        "profile = out.parent / 'profile' / 'user' / 'registrymodifications.xcu'\n"
        "out.mkdir()\n"
        "(out / 'plan.docx').write_bytes((out.parent / 'plan.doc').read_bytes() + profile.read_bytes())\n"
        f"pathlib.Path({str(on_path / 'where')!r}).write_text(str(out.parent))\n"
    )
    office(on_path, script)
    made = libreoffice.docx_of(b"content")
    assert made is not None
    assert made.startswith(b"content<?xml")
    assert b"DisableMacrosExecution" in made
    assert not Path((on_path / "where").read_text(encoding="utf-8")).exists()


@posix
def test_a_program_that_makes_nothing_says_that_the_file_is_damaged(on_path: Path) -> None:
    office(on_path, "")
    with pytest.raises(UnreadableError, match="повреждён"):
        libreoffice.docx_of(b"x")


@posix
def test_a_program_that_takes_too_long_is_ended_with_what_it_started(on_path: Path) -> None:
    child = on_path / "child"
    office(
        on_path,
        f"started = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(child)!r}).write_text(str(started.pid))\ntime.sleep(600)\n",
    )
    with pytest.raises(UnreadableError, match="за 3 с") as caught:
        libreoffice.docx_of(b"x", seconds=3)
    assert "3 s" in caught.value.text("en")
    if sys.platform == "linux":
        assert ended(int(child.read_text(encoding="utf-8")))


def ended(pid: int) -> bool:
    """Whether a process is gone, or will not run again; waits a while for the system to see to it."""
    status = Path(f"/proc/{pid}/stat")
    for _ in range(100):
        if not status.exists() or status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] in "ZX":
            return True
        time.sleep(0.1)
    return False


@posix
def test_a_program_that_does_not_start_is_said(on_path: Path) -> None:
    office(on_path, "").write_bytes(b"#!/nowhere\n")
    with pytest.raises(UnreadableError, match="не запустилась"):
        libreoffice.docx_of(b"x")


@pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")
def test_a_real_document_is_read_by_a_real_libreoffice() -> None:
    document = read_document(SAVED.read_bytes(), SAVED.name)
    assert document.source.format == "doc"
    assert len(document.tables) == 1
    assert document.tables[0].rows[1].cells[4].merged == "across"
