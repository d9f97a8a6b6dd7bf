"""Messages go through whole, or not at all."""

from __future__ import annotations

import io
import struct

import pytest

from plancheck.isolation.channel import LONGEST_BODY, Message, receive, send


def written(message: Message) -> bytes:
    stream = io.BytesIO()
    send(message, stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "message",
    [
        Message({"kind": "plan"}, b"\x00\xff" * 100_000),
        Message({"name": "план\udcff.txt", "path": None, "seconds": 2.5}),
        Message({}),
    ],
)
def test_a_message_arrives_as_it_was_sent(message: Message) -> None:
    stream = io.BytesIO(written(message) * 2)
    assert [receive(stream), receive(stream), receive(stream)] == [message, message, None]


def test_a_message_that_breaks_off_is_none() -> None:
    whole = written(Message({"kind": "plan"}, b"body"))
    assert [receive(io.BytesIO(whole[:cut])) for cut in range(len(whole))] == [None] * len(whole)


@pytest.mark.parametrize(
    "content",
    [
        struct.pack(">IQ", 2**31, 0),
        struct.pack(">IQ", 2, LONGEST_BODY + 1) + b"{}",
        struct.pack(">IQ", 2, 0) + b"{]",
        struct.pack(">IQ", 2, 0) + b"[]",
        struct.pack(">IQ", 2, 0) + b"\xff\xfe",
    ],
)
def test_what_is_no_message_is_none(content: bytes) -> None:
    assert receive(io.BytesIO(content)) is None
