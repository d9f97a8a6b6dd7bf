"""The first file's reading is begun before the rules are loaded: who reads it need not wait for them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from plancheck.lexicons import NO_AMENDMENTS, Amendments

if TYPE_CHECKING:
    from plancheck.checking import Begin
    from plancheck.plan import Plan

__all__ = ["begun"]


def begun(file: str, begin: Begin) -> Begin:
    """`begin`, with the file's reading begun by the shipped words: asked for that, it gives what was begun.

    Nothing is begun of what is no plain file.
    """
    if not os.path.isfile(file):  # noqa: PTH113 - says False of a name that is none
        return begin
    path = Path(file)
    wanted = (path, os.fspath(path), NO_AMENDMENTS)
    waiting = [begin(*wanted)]

    def begin_others(source: Path | bytes, name: str, lexicons: Amendments, /) -> Callable[[], Plan]:
        return waiting.pop() if waiting and (source, name, lexicons) == wanted else begin(source, name, lexicons)

    return begin_others
