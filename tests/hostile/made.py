"""What a hostile file is: how its bytes are made, and what reading it must come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

READ = "read"
REFUSED = "refused"
EITHER = "either"


@dataclass(frozen=True)
class Hostile:
    """`outcome`: «read» as the good plan it hides in, «refused», or «either» where both would do.

    `says` is a part of the refusal's English text. `ended`: no reader can tell it in time, so that the bounds of
    the reading process end it.
    """

    make: Callable[[], bytes]
    outcome: str = REFUSED
    says: str = ""
    ended: bool = False


Cases = dict[str, Hostile]
"""File name -> the file. The suffix is what a person would see, right or wrong."""
