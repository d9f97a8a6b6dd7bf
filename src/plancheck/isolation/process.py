"""One reading process seen from its parent: started, asked, ended."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple, Protocol, Self

from plancheck.isolation.channel import Message, receive, send

START_SECONDS = 120.0  # to load its modules, on a busy machine
_BOOT = "import sys; sys.path[:] = sys.argv.pop().split('\\n'); from plancheck.isolation.child import main; main()"


class Answered(NamedTuple):
    """What a process was heard to say, None where it died; `late`: it was ended because its time was over."""

    message: Message | None
    late: bool = False


class _Started(Protocol):
    """What is needed of a process that runs: `subprocess.Popen`, or a `Fork`."""

    pid: int

    @property
    def stdin(self) -> IO[bytes] | None: ...

    @property
    def stdout(self) -> IO[bytes] | None: ...

    def poll(self) -> int | None: ...

    def wait(self) -> int | None: ...


class Process:
    """A child that runs `plancheck.isolation.child`; it loads its modules while the parent goes on.

    It sees the modules that the parent sees, and nothing that lies in the working folder. Its group is its own, so
    that what it starts (LibreOffice) is ended with it. Raises OSError where the system starts none.
    """

    def __init__(self, boot: str = _BOOT, *, started: _Started | None = None) -> None:
        self._popen = started or _spawned(boot)
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        self._requests, self._answers = self._popen.stdin, self._popen.stdout
        self._ready = self._busy = False
        self._told: Message | None = None

    @classmethod
    def copied(cls) -> Self:
        """A copy of this process, where it may be copied (`can_fork`): what is loaded here is loaded there."""
        from plancheck.isolation.child import main  # noqa: PLC0415 - not needed where a process is spawned
        from plancheck.isolation.forking import Fork  # noqa: PLC0415

        return cls(started=Fork(main))

    @property
    def pid(self) -> int:
        return self._popen.pid

    def wait_ready(self) -> bool:
        """Waits until it has loaded; False where it does not come up."""
        if not self._ready:
            answered = self._exchange(None, START_SECONDS)
            self._ready = answered.message is not None and answered.message.head.get("kind") == "ready"
        return self._ready

    def ask(self, request: Message, seconds: float) -> Answered | None:
        """Its answer to a request, waited for as long as said once it has loaded; None where it does not come up."""
        if not self.wait_ready():
            return None
        told, self._told = self._told, None
        return self._exchange(None if told is request else request, seconds)

    def tell(self, request: Message) -> None:
        """Hands it the request that it will be asked for first: it need not wait until this process has time to ask."""
        with contextlib.suppress(OSError, ValueError):  # it died, as who asks will see
            send(request, self._requests)
        self._told = request

    def _exchange(self, request: Message | None, seconds: float) -> Answered:
        self._busy = True
        with ringing(seconds, self.kill) as rang:
            try:
                if request is not None:
                    send(request, self._requests)
                message = receive(self._answers)
            except (OSError, ValueError):  # it died, or was closed
                message = None
        self._busy = False
        return Answered(message, rang.is_set())

    def kill(self) -> None:
        """Ends it at once, with those it started."""
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                self._popen.kill()
            elif self._popen.poll() is None:
                try:
                    os.killpg(self._popen.pid, signal.SIGKILL)
                except ProcessLookupError:  # it has not got as far as to have a group of its own
                    os.kill(self._popen.pid, signal.SIGKILL)

    def close(self) -> None:
        """Lets it go: an idle one ends by itself when nobody asks any more, a busy one is ended. Waits for neither."""
        if self._busy or not self._ready:
            self.kill()
        with contextlib.suppress(OSError):
            self._requests.close()
        threading.Thread(target=self._bury, daemon=True).start()

    def _bury(self) -> None:
        self._popen.wait()
        with contextlib.suppress(OSError):
            self._answers.close()


def loaded_copy() -> Process | None:
    """A copy of this process, which loads beforehand all that reading needs; None where it may not be copied.

    For a process that needs most of that itself.
    """
    from plancheck.isolation.child import answering, load_dictionary  # noqa: PLC0415 - not where a process is spawned
    from plancheck.isolation.forking import can_fork  # noqa: PLC0415

    if not can_fork():
        return None
    answering()
    load_dictionary()
    gc.freeze()  # what both have stays one in memory
    try:
        return Process.copied()
    except OSError:
        return None


def _spawned(boot: str) -> _Started:
    import subprocess  # noqa: PLC0415 - takes time, and most runs on Linux need none

    return subprocess.Popen(
        [sys.executable, "-P", "-c", boot, "\n".join(entry for entry in sys.path if entry)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@contextlib.contextmanager
def ringing(seconds: float, ring: Callable[[], None]) -> Iterator[threading.Event]:
    """Calls `ring` if the block takes longer than `seconds`; the event says whether it did."""
    rang = threading.Event()

    def late() -> None:
        rang.set()
        ring()

    timer = threading.Timer(seconds, late)
    timer.daemon = True
    timer.start()
    try:
        yield rang
    finally:
        timer.cancel()
