"""A reading process that does with a file what the file's name says: hangs, crashes, hoards, breaks, or reads it."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from plancheck.errors import NotAPlanError
from plancheck.isolation import child
from plancheck.isolation.answers import answer_of, answer_to
from plancheck.isolation.bounds import bound_memory
from plancheck.isolation.channel import Message
from plancheck.isolation.process import Process
from plancheck.plan import Plan

HERE = str(Path(__file__).parent)
BOOT = (
    "import sys; sys.path[:] = sys.argv.pop().split('\\n'); "
    f"sys.path.insert(0, {HERE!r}); from misbehaving import main; main()"
)


def process() -> Process:
    return Process(BOOT)


def silent() -> Process:
    """One that ends before it is ready."""
    return Process("pass")


def answer(request: Message) -> Message:
    name = request.head["name"]
    bound_memory(request.head["limits"]["memory_bytes"])
    if name == "hang":
        time.sleep(600)
    if name == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if name == "exit":
        os._exit(3)
    if name == "chatter":
        print("printed by a library")  # noqa: T201 - to where the messages go, if it were not turned aside
        sys.stdout.flush()
        os.write(1, b"written by a library")
    try:
        if name == "hoard":
            hoard = [bytes(10_000_000) for _ in range(1_000)]
            return Message({"kind": f"hoarded {len(hoard)}"})
        if name == "break":
            raise ZeroDivisionError("division by zero")
        if name == "refuse":
            raise NotAPlanError("Это письмо.", "Пришлите план.", reason_en="A letter.", advice_en="Send the plan.")
        if name == "rave":
            return Message({"kind": ["plan"]}, b"{")
        if name == "lie":
            return Message({"kind": "plan"}, b'{"title": 5}')
        return answer_of(Plan(title=f"{name} {os.getpid()}"))
    except Exception as error:
        return answer_to(error)


def main() -> None:
    child.answering = lambda: answer
    child.main()
