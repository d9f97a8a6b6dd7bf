"""Reads plans in a child process and replaces the child when a file was too much for it."""

from __future__ import annotations

import dataclasses
import os
import queue
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Self

from plancheck.isolation.channel import Message
from plancheck.isolation.process import Answered, Process
from plancheck.language.morphology import is_loaded
from plancheck.lexicons import NO_AMENDMENTS, Amendments

if TYPE_CHECKING:
    from plancheck.plan import Plan
    from plancheck.readers.limits import Limits

Make = Callable[[], Process]
_Wanted = tuple[Path | bytes, str, Amendments]
_Outcome = tuple[Message | None, BaseException | None]


class IsolatedReader:
    """A child process for as long as the `with` block lasts; made, it loads while the caller goes on.

    Files are read one after another in the order in which they were begun, each for no longer than `seconds`, the
    child taking no more than `limits.memory_bytes` (where the system can bound that). `first` is a child that was
    started before.
    """

    def __init__(self, limits: Limits, seconds: float, *, first: Process | None = None, make: Make = Process) -> None:
        self._limits, self._seconds, self._make = limits, seconds, make
        self._lock = threading.Lock()
        self._closed = False
        self._first = True  # nothing was asked of a child so far
        self._begun = False  # no file was handed over so far
        self._process = first or self._started()
        self._asked: queue.SimpleQueue[tuple[_Wanted, Message | None, queue.SimpleQueue[_Outcome]] | None]
        self._asked = queue.SimpleQueue()
        threading.Thread(target=self._work, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets the child go; what it still reads is broken off."""
        with self._lock:
            self._closed = True
            if self._process:
                self._process.close()
        self._asked.put(None)

    def begin(self, source: Path | bytes, name: str, lexicons: Amendments = NO_AMENDMENTS) -> Callable[[], Plan]:
        """Hands a file or its bytes to the child; the function given back waits for the plan.

        `lexicons` is what a ruleset adds to the lexicons that the child reads by. What is given back raises what
        `read_plan` does, UnreadableError for a file that is too slow, takes too much memory or crashes the child, and
        ReadingBrokeError for a fault of ours.
        """
        told: queue.SimpleQueue[_Outcome] = queue.SimpleQueue()
        self._asked.put(((source, name, lexicons), self._told_ahead(source, name, lexicons), told))

        def wait() -> Plan:
            message, error = told.get()
            if message is None:
                assert error is not None
                raise error
            from plancheck.isolation.answers import plan_in  # noqa: PLC0415 - pydantic, which the child loads meanwhile

            return plan_in(message, self._limits)

        return wait

    def read(self, source: Path | bytes, name: str, lexicons: Amendments = NO_AMENDMENTS) -> Plan:
        """The plan of one file; raises as `begin`."""
        return self.begin(source, name, lexicons)()

    def break_off(self) -> None:
        """Ends the child in the middle of what it reads; another takes its place."""
        with self._lock:
            process = self._process
        self._replace(process)

    def _work(self) -> None:
        while (asked := self._asked.get()) is not None:
            wanted, request, told = asked
            try:
                told.put((self._answer(request or self._request(*wanted)), None))
            except BaseException as error:
                told.put((None, error))

    def _told_ahead(self, source: Path | bytes, name: str, lexicons: Amendments) -> Message | None:
        """The first request of all, told to a child that still loads, where that is short; None of any other."""
        with self._lock:
            first, self._begun = not self._begun, True
        if not first or not self._process or lexicons or isinstance(source, bytes) or _is_stream(source):
            return None
        request = self._request(source, name, lexicons)
        self._process.tell(request)
        return request

    def _answer(self, request: Message) -> Message:
        """One file's way through the child; raises UnreadableError where the child gave no answer."""
        from plancheck.isolation.troubles import cannot_start, crashed, too_slow  # noqa: PLC0415 - see `begin`

        answered = self._asked_of_child(request)
        if answered is None:
            raise cannot_start()
        if answered.message is None:
            raise too_slow(self._seconds) if answered.late else crashed()
        return answered.message

    def _request(self, source: Path | bytes, name: str, lexicons: Amendments) -> Message:
        head: dict[str, object] = {
            "name": name,
            "path": None,
            "limits": dataclasses.asdict(self._limits),
            "seconds": self._seconds,
            "words": self._first and not is_loaded(),  # who judges many plans had better look words up
        }
        self._first = False
        if lexicons:
            head["lexicons"] = lexicons.told()
        if isinstance(source, bytes):
            return Message(head, source)
        if _is_stream(source):  # «<(command)» and the like are open in this process alone
            from plancheck.opening import content_of  # noqa: PLC0415 - see `begin`

            return Message(head, content_of(source, self._limits))
        return Message({**head, "path": os.fspath(source)})

    def _asked_of_child(self, request: Message) -> Answered | None:
        """What the child answers, replaced where that was its last; a second is asked where it does not come up."""
        for _ in range(2):
            process = self._process
            answered = process.ask(request, self._seconds) if process else None
            if answered is None:
                self._replace(process)
                continue
            if answered.message is None or answered.late or answered.message.head.get("kind") == "memory":
                self._replace(process)
            return answered
        return None

    def _started(self) -> Process | None:
        try:
            return self._make()
        except OSError:
            return None

    def _replace(self, process: Process | None) -> None:
        """Puts another child in the place of this one, where that was not done already."""
        with self._lock:
            if self._process is not process:
                return
            if self._process:
                self._process.close()
            self._process = None if self._closed else self._started()


def _is_stream(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
