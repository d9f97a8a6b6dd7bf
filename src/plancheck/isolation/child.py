"""The reading process: takes files from its standard input one by one, and answers each on its standard output."""

from __future__ import annotations

import contextlib
import gc
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from plancheck.isolation.bounds import bound_memory, end_after
from plancheck.isolation.channel import Message, receive, send

_GRACE = 2.0  # seconds that a reading may go on when the parent is gone
Answering = Callable[[Message], Message]


def main() -> None:
    """Serves until standard input ends."""
    gc.set_threshold(100_000, 50, 50)
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):  # whatever a library prints or asks for must not get between the messages
        os.dup2(quiet, number)
    with contextlib.suppress(OSError):  # the parent is gone
        serve(requests, answers, answering(), meanwhile=load_dictionary)


def load_dictionary() -> None:
    """There is hardly a plan that can be read without."""
    from plancheck.language.morphology import analyzer  # noqa: PLC0415 - as below

    analyzer()


def answering() -> Answering:
    """The function that reads a file, everything it needs loaded."""
    from plancheck.intake import read_plan  # noqa: PLC0415 - see the others
    from plancheck.isolation.answers import answer_of, answer_to  # noqa: PLC0415 - when the pipes are set up
    from plancheck.lexicons import Amendments  # noqa: PLC0415
    from plancheck.parsing import shipped_lexicons  # noqa: PLC0415
    from plancheck.readers.limits import Limits  # noqa: PLC0415

    shipped_lexicons()

    def answer(request: Message) -> Message:
        head = request.head
        bound_memory(head["limits"]["memory_bytes"])
        source = Path(head["path"]) if head["path"] is not None else request.body
        try:
            lexicons = Amendments.heard(head.get("lexicons", ()))
            plan = read_plan(source, name=head["name"], limits=Limits(**head["limits"]), lexicons=lexicons)
            return answer_of(plan, with_words=head.get("words", False))
        except Exception as error:
            return answer_to(error)

    return answer


def serve(
    requests: IO[bytes],
    answers: IO[bytes],
    answer: Answering,
    *,
    meanwhile: Callable[[], None] | None = None,
    end: Callable[[], None] | None = None,
) -> None:
    """Answers every request in its turn; `seconds` in a request's head bounds the work on it.

    `meanwhile` is called before the first is taken. `end` is called, after a grace, when no request can come any more:
    by itself it ends this process.
    """
    waiting: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, waiting, end or end_at_once), daemon=True).start()
    send(Message({"kind": "ready"}), answers)
    if meanwhile:
        meanwhile()
    while (request := waiting.get()) is not None:
        end_after(request.head["seconds"])
        answered = answer(request)
        end_after(0)
        send(answered, answers)


def _listen(requests: IO[bytes], waiting: queue.SimpleQueue[Message | None], end: Callable[[], None]) -> None:
    """Passes requests on; when the parent closes or dies, what still runs is ended after a grace."""
    while (request := receive(requests)) is not None:
        waiting.put(request)
    waiting.put(None)
    time.sleep(_GRACE)
    end()


def end_at_once() -> None:
    """Ends this process and those it started."""
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
