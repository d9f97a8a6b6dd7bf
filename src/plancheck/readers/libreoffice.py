"""Runs LibreOffice, where it is installed, to make a .docx of a .doc: within a time, in a folder of its own."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from plancheck.errors import PassingError
from plancheck.readers.package import damaged

SECONDS = 60  # a first start on a slow disk takes ten; a plan takes two
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
# Macros are off, links are not updated, nothing is fetched: a submitted file must not act.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def program() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    found = (shutil.which(name) for name in _NAMES)
    places = (place for place in _PLACES if Path(place).is_file())
    return next((path for path in (*found, *places) if path), None)


def docx_of(content: bytes, seconds: float = SECONDS) -> bytes | None:
    """The .docx that LibreOffice makes of a .doc; None where there is no LibreOffice.

    Works in a temporary folder that is removed. Raises UnreadableError where LibreOffice makes nothing of the file,
    or takes longer than `seconds`.
    """
    office = program()
    if office is None:
        return None
    with tempfile.TemporaryDirectory(prefix="plancheck-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = folder / "plan.doc"
        source.write_bytes(content)
        _run(
            [
                office,
                f"-env:UserInstallation={profile.as_uri()}",
                *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
                *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source)),
            ],
            seconds,
        )
        made = folder / "out" / "plan.docx"
        if not made.is_file():
            raise damaged()
        return made.read_bytes()


def _run(command: Sequence[str], seconds: float) -> None:
    """Runs a program to its end, and ends it with all that it started when its time is over.

    It stays in our process group: where the reading of a file is given up, LibreOffice ends with it.
    """
    try:
        running = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise _did_not_start(error) from error
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise _took_too_long(seconds) from error
    finally:
        _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    """Ends the program where it still runs, with what it started: on Linux `soffice` only waits for another."""
    if running.poll() is not None:
        return
    if os.name == "nt":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(running.pid)], capture_output=True, check=False)
    else:
        for pid in [running.pid, *_started_by(running.pid)]:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
    running.wait()


def _started_by(pid: int) -> list[int]:
    """The processes that one started, and those that they did; none where the system does not tell."""
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parent = status.read_text("utf-8", "replace").rpartition(")")[2].split()[1]
            children.setdefault(int(parent), []).append(int(status.parent.name))
    found = [pid]
    for each in found:  # grows as it goes
        found += children.get(each, [])
    return found[1:]


def _took_too_long(seconds: float) -> PassingError:
    return PassingError(
        f"LibreOffice не смогла прочитать файл .doc за {seconds:g} с.",
        "Откройте файл в Word и сохраните как .docx.",
        reason_en=f"LibreOffice could not read the .doc file in {seconds:g} s.",
        advice_en="Open the file in Word and save it as .docx.",
    )


def _did_not_start(error: OSError) -> PassingError:
    return PassingError(
        f"LibreOffice не запустилась: {error.strerror or error}.",
        "Откройте файл в Word и сохраните как .docx.",
        reason_en=f"LibreOffice did not start: {error.strerror or error}.",
        advice_en="Open the file in Word and save it as .docx.",
    )
