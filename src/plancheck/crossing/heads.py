"""The heads of many plans' sketches on disk: whose each is, and for when."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from plancheck.as_asked import AsAsked
from plancheck.crossing.sketches import Sketch

__all__ = ["TABLES", "Heads"]

TABLES: Final = "CREATE TABLE head (plan INTEGER PRIMARY KEY, path BLOB, sketch BLOB);"
_AT_HAND: Final = 128


class Heads(AsAsked[Sketch]):
    """Sketches without their measures, by position; as many as were noted."""

    def __init__(self, base: sqlite3.Connection) -> None:
        super().__init__(lru_cache(maxsize=_AT_HAND)(self._read), 0)
        self._base = base

    def noted(self, sketches: Iterable[Sketch]) -> Iterator[Sketch]:
        """The same sketches, their heads noted."""
        for sketch in sketches:
            path = sketch.path.encode("utf-8", "surrogatepass")
            row = (self._length, path, sketch.bare().packed())
            self._base.execute("INSERT INTO head VALUES (?, ?, ?)", row)
            self._length += 1
            yield sketch

    def _read(self, at: int) -> Sketch:
        path, sketch = self._base.execute("SELECT path, sketch FROM head WHERE plan = ?", (at,)).fetchone()
        return Sketch.unpacked(sketch, path.decode("utf-8", "surrogatepass"))
