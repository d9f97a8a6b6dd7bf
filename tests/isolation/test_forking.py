"""A copy of this process that serves: apart from it in all that it has open, in its group, and in its end."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from plancheck.cli.early import start_early
from plancheck.isolation import forking

TEXTS = Path(__file__).parents[1] / "plan_texts"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")

# In a process of its own: one that runs tests has threads, and much else that a copy had better not have.
COPIED = """
import os, sys
from pathlib import Path
from plancheck.isolation import IsolatedReader
from plancheck.isolation.forking import can_fork
from plancheck.isolation.process import Process
from plancheck.readers import DEFAULT_LIMITS
assert can_fork()
print("written before, and only once")
process = Process.copied()
{act}
"""
READS = """
process.wait_ready()
assert os.getpgid(process.pid) == process.pid
with IsolatedReader(DEFAULT_LIMITS, 60, first=process) as reader:
    file = Path(sys.argv[1])
    print(reader.read(file, "план").measures == reader.read(file.read_bytes(), "план").measures)
    open_files = sorted(os.readlink(one) for one in Path(f"/proc/{process.pid}/fd").iterdir())
    print(all(one.startswith(("pipe:", "/dev/null")) for one in open_files))
"""
IS_REPLACED = """
import signal
process.wait_ready()
os.kill(process.pid, signal.SIGKILL)
with IsolatedReader(DEFAULT_LIMITS, 60, first=process) as reader:
    try:
        reader.read(Path(sys.argv[1]), "план")
    except Exception as error:
        print(type(error).__name__)
    print(len(reader.read(Path(sys.argv[1]), "план").measures) > 0)
"""
ENDS = """
process.wait_ready()
process._requests.close()
print(process._popen.wait(), process._popen.poll(), process._popen.wait())
"""


@pytest.mark.parametrize(
    ("act", "said"), [(READS, ["True", "True"]), (IS_REPLACED, ["PassingError", "True"]), (ENDS, ["0 0 0"])]
)
def test_a_copy_serves_as_a_process_that_was_started(act: str, said: list[str]) -> None:
    code = COPIED.replace("{act}", act)
    done = subprocess.run(
        [sys.executable, "-c", code, str(TEXTS / "school.txt")], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.splitlines() == ["written before, and only once", *said]
    assert done.stderr == ""


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert not forking.can_fork()
    finally:
        over.set()
        other.join()
    monkeypatch.setattr(forking.sys, "platform", "darwin")
    assert not forking.can_fork()


def test_what_the_system_does_not_copy_leaves_nothing_open(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError(11, "no more processes")

    before = len(list(Path("/proc/self/fd").iterdir()))
    monkeypatch.setattr(forking.os, "fork", refuse)
    with pytest.raises(OSError, match="no more processes"):
        forking.Fork(lambda: None)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_where_there_are_no_more_processes_files_are_read_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError(11, "no more processes")

    monkeypatch.setattr(forking, "can_fork", lambda: True)
    monkeypatch.setattr(forking.os, "fork", refuse)
    assert start_early(["check", "plan.txt"], {}, own_process=True) is None
