"""The formats that are read: a format's code (as `sniffing` tells it) and its reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from plancheck.document import Block
from plancheck.readers.limits import Limits
from plancheck.readers.text import read_text

Reader = Callable[[bytes, Limits], tuple[tuple[Block, ...], tuple[str, ...]]]
"""(content, limits) -> blocks in reading order, and remarks on the reading; raises UnreadableError."""

READERS: Mapping[str, Reader] = MappingProxyType({"txt": read_text})
