"""A submitted file's bytes -> `Document`, by the reader of its format."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import chain
from operator import itemgetter

from plancheck.document import Block, Document, Paragraph, Source
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.readers.registry import reader_of
from plancheck.readers.sniffing import empty, sniff

__all__ = ["read_document"]

_first = itemgetter(0)


def read_document(content: bytes, path: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The file as a neutral page: its paragraphs and tables in reading order, each with its place.

    `path` names the file in messages and settles the format where the bytes leave it open.
    Raises UnreadableError for whatever is no readable document or goes over `limits`; nothing else.
    """
    if not content:
        raise empty()
    limits.check("file_bytes", len(content))
    kind = sniff(content, path)
    read = reader_of(kind.code)
    if read is None or kind.code == "html":
        from plancheck.readers import refusing  # noqa: PLC0415 - most files are read, and are no pages

        if read is None:
            raise refusing.refuse(kind, path)
        if refusing.is_page_instead(kind, content, path):
            raise refusing.page_instead()
    reading = read(content, limits)
    limits.check("text_characters", _characters(reading.blocks))
    source = Source(path, kind.code, hashlib.sha256(content).hexdigest())
    return Document(source, reading.blocks, reading.remarks, reading.recognised)


def _characters(blocks: Iterable[Block]) -> int:
    """How many characters there are in all: a text that a file holds once may fill many cells."""
    count = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            count += len(block.text)
        else:
            cells = chain.from_iterable(map(_first, block.rows))  # a row's first field
            count += sum(map(len, map(_first, cells)))  # a cell's is its text
    return count
