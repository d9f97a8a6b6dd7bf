"""A value in the making, for tests of what is kept: how often it was made."""

from __future__ import annotations


class Maker:
    """Makes the value, and counts how often it had to."""

    def __init__(self, value: object) -> None:
        self.value, self.times = value, 0

    def __call__(self) -> object:
        self.times += 1
        return self.value
