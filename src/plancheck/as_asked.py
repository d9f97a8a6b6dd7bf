"""A sequence whose items are made when they are asked for: what lies on disk, or follows from little, is not held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

__all__ = ["AsAsked"]

Item_co = TypeVar("Item_co", covariant=True)


class AsAsked(Sequence[Item_co], Generic[Item_co]):
    """Items by their places; none is kept."""

    def __init__(self, at: Callable[[int], Item_co], length: int) -> None:
        self._at, self._length = at, length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> Item_co: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Item_co, ...]: ...
    def __getitem__(self, at: int | slice) -> Item_co | tuple[Item_co, ...]:
        places = range(self._length)[at]
        return self._at(places) if isinstance(places, int) else tuple(map(self._at, places))
