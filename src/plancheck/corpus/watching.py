"""Waits for files to change: looks at them every second, and speaks when whoever writes them has come to rest.

A plain look, and no notice from the system: a reviewer's folder is often a network drive, which sends none.
"""

from __future__ import annotations

import glob
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

__all__ = ["SECONDS", "Watch", "concerns"]

SECONDS: Final = 1.0
_Stamp = tuple[int, int]


class Watch:
    """What files, folders and patterns come to, from the time when this is made."""

    def __init__(
        self, files: Iterable[str], *, seconds: float = SECONDS, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._files, self._seconds, self._sleep = tuple(files), seconds, sleep
        self._known = self._look()

    def changed(self) -> frozenset[str]:
        """Waits until files are new, gone or other than before, and stay so for a look; their names.

        Raises KeyboardInterrupt where the person ends the waiting.
        """
        before = self._known
        while True:
            self._sleep(self._seconds)
            now = self._look()
            if now == before and now != self._known:
                names = {name for name in (*now, *self._known) if now.get(name) != self._known.get(name)}
                self._known = now
                return frozenset(names)
            before = now

    def _look(self) -> Mapping[str, _Stamp]:
        """Size and time of each file, by its name."""
        return {name: stamp for file in self._files for name, stamp in _stamps(file)}


def concerns(changed: Iterable[str], name: str) -> bool:
    """Whether a plan's file, or the archive that it lies in, is among the changed."""
    return any(name == one or name.startswith(f"{one}/") for one in changed)


def _stamps(file: str) -> Iterator[tuple[str, _Stamp]]:
    named = [file] if os.path.lexists(file) or not glob.has_magic(file) else glob.glob(file, recursive=True)  # noqa: PTH207
    for one in named:
        if not Path(one).is_dir():
            yield from _stamp(one)
            continue
        for at, folders, names in os.walk(one):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                if not name.startswith((".", "~$")):  # an editor's own
                    yield from _stamp(str(Path(at, name)))


def _stamp(name: str) -> Iterator[tuple[str, _Stamp]]:
    try:
        told = Path(name).stat()
    except (OSError, ValueError):  # gone meanwhile
        return
    yield name, (told.st_size, told.st_mtime_ns)
