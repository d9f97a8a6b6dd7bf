"""What every reader gives back, and the shape of a reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from plancheck.document import Block
from plancheck.readers.limits import Limits
from plancheck.remark import Remark


class Reading(NamedTuple):
    """A file's blocks in reading order, and what is to be said of the reading itself.

    `recognised` is true where the text was told from a picture (OCR) and may hold wrong letters.
    """

    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()
    recognised: bool = False


Reader = Callable[[bytes, Limits], Reading]
"""(content, limits) -> what was read. Raises UnreadableError, and nothing else."""
