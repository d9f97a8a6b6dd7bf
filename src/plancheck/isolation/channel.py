"""Messages between parent and child: a head in JSON and a body of bytes, each with its length before it."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

_LENGTHS = struct.Struct(">IQ")
_LONGEST_HEAD = 10_000_000  # bytes; names and messages are far shorter, a ruleset's words hardly longer
LONGEST_BODY = 1_000_000_000  # bytes; a message that says it is longer is none


@dataclass(frozen=True, slots=True)
class Message:
    """`head` holds short named values; `body` a file's content or a plan in JSON."""

    head: Mapping[str, Any]
    body: bytes = b""


def send(message: Message, stream: IO[bytes]) -> None:
    """Writes a message whole; OSError where nobody reads it any more."""
    head = json.dumps(dict(message.head)).encode()
    stream.write(_LENGTHS.pack(len(head), len(message.body)))
    stream.write(head)
    stream.write(message.body)
    stream.flush()


def receive(stream: IO[bytes]) -> Message | None:
    """The next message; None where the stream ends or holds what is no message."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head_length, body_length = _LENGTHS.unpack(lengths)
    if head_length > _LONGEST_HEAD or body_length > LONGEST_BODY:
        return None
    head, body = stream.read(head_length), stream.read(body_length)
    if len(head) < head_length or len(body) < body_length:
        return None
    try:
        read = json.loads(head)
    except ValueError:
        return None
    return Message(read, body) if isinstance(read, dict) else None
