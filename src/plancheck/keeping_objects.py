"""Keeps values of plancheck's own classes, made ready for use, as `keeping` keeps plain ones.

They are pickled, for to build them anew takes longer than to read a plan. A pickle can name whatever Python can call;
here it may name none but the classes of the rooms that it is made of, which do nothing but hold their values. So
reading it runs nothing, whoever wrote it. What lies `beside` a value is not kept with it but found again by its name.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import importlib
import io
import os
import pickle
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path, PosixPath, WindowsPath
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from plancheck.keeping import content_kept, file_of, keep

__all__ = ["Beside", "held_in", "kept_whole", "sum_of", "written"]

Made = TypeVar("Made")
_PACKAGE = Path(__file__).parent
_PLAIN: dict[tuple[str, str], Callable[..., Any]] = {  # what may be named beside the rooms' classes
    ("builtins", "frozenset"): frozenset,
    ("builtins", "set"): set,
    ("datetime", "date"): dt.date,
    ("pathlib", "PosixPath"): PosixPath,
    ("pathlib", "WindowsPath"): WindowsPath,
    ("re", "RegexFlag"): re.RegexFlag,
    (__name__, "_read_only"): MappingProxyType,
}


class Beside(Protocol):
    """What lies beside a value: each such part has a name of one line."""

    def name_of(self, part: object) -> str | None:
        """None of what is kept with the value."""

    def part(self, name: str) -> object:
        """The part of a name; ValueError where there is none."""


class _Nothing:
    def name_of(self, part: object) -> str | None:
        return None

    def part(self, name: str) -> object:
        raise ValueError(name)


_NOTHING = _Nothing()


def kept_whole(
    name: str,
    made_from: str,
    make: Callable[[], Made],
    rooms: Collection[str],
    *,
    beside: Beside = _NOTHING,
    folder: Path | None = None,
) -> Made:
    """The value of a name that was kept with `made_from`, one line for all that it depends on; else it is made.

    Of "" nothing is kept. It is made of values of classes in the modules of the `rooms` («plancheck.parsing»), of
    collections and of plain values; one of others is made each time. What lies `beside` it is not written with it.
    `folder` is the user's, unless given. Raises what `make` raises.
    """
    if not made_from:
        return make()
    file = file_of(f"{name}.pickle", folder)
    with contextlib.suppress(OSError, ValueError):
        return held_in(content_kept(file, made_from), rooms, beside)  # type: ignore[no-any-return]
    made = make()
    with contextlib.suppress(OSError, ValueError):
        keep(file, made_from, _optimized(written(made, rooms, beside)))
    return made


def _optimized(content: bytes) -> bytes:
    """The same pickle, of which no more is remembered than is asked for again: so it is read sooner."""
    import pickletools  # noqa: PLC0415 - needed where nothing was kept

    return pickletools.optimize(content)


def sum_of(rooms: Iterable[str], files: Path, *more: str) -> str:
    """What is made of the YAML of a folder by the code of rooms («plancheck.parsing»): one line, to keep it with.

    Files are told as Python tells whether its byte code is of date: by size and time. "" where they are no files.
    """
    told = [f"{sys.implementation.cache_tag}\n", *more]
    try:
        told.append(_told(_PACKAGE / "__init__.py"))  # the version
        told += sorted(_files_of(files, ".yaml"))
        for room in rooms:
            home = _PACKAGE.joinpath(*room.split(".")[1:])
            told += sorted(_files_of(home, ".py")) if home.is_dir() else [_told(home.with_suffix(".py"))]
    except OSError:
        return ""
    return hashlib.sha256("".join(told).encode()).hexdigest()


def _files_of(home: Path, suffix: str) -> Iterator[str]:
    with os.scandir(home) as entries:
        for entry in entries:
            if entry.name.endswith(suffix):
                yield _told(entry)
            elif not entry.name.startswith("_") and entry.is_dir():
                yield from _files_of(Path(entry.path), suffix)


def _told(file: os.DirEntry[str] | Path) -> str:
    status = file.stat()
    return f"{os.fspath(file)} {status.st_size} {status.st_mtime_ns}\n"


class _Reader(pickle.Unpickler):
    """Reads what names no more than it may."""

    def __init__(self, content: bytes, rooms: Collection[str], beside: Beside) -> None:
        super().__init__(io.BytesIO(content))
        self.rooms = tuple(rooms)
        self.persistent_load = beside.part  # type: ignore[method-assign]

    def find_class(self, module: str, name: str) -> Any:
        found = _PLAIN.get((module, name))
        if found is not None:
            return found
        if not any(module == room or module.startswith(f"{room}.") for room in self.rooms):
            raise pickle.UnpicklingError(f"{module}.{name} is not of {self.rooms}")
        held = vars(importlib.import_module(module)).get(name)
        if not isinstance(held, type) or held.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is no class of that module")
        return held


class _Writer(pickle.Pickler):
    """Writes mappings that may only be read, too."""

    def __init__(self, stream: io.BytesIO, beside: Beside) -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self.persistent_id = beside.name_of  # type: ignore[method-assign]

    def reducer_override(self, value: Any) -> Any:
        return (_read_only, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented


def _read_only(held: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(held)


def held_in(content: bytes, rooms: Collection[str] = (), beside: Beside = _NOTHING) -> Any:
    """The value that `written` has written. Raises ValueError where it cannot be read."""
    try:
        return _Reader(content, rooms, beside).load()
    except Exception as error:  # a pickle of other classes raises whatever they do
        raise ValueError(str(error)) from error


def written(value: object, rooms: Collection[str] = (), beside: Beside = _NOTHING) -> bytes:
    """A value in bytes. Raises ValueError where it would not be read again."""
    stream = io.BytesIO()
    try:
        _Writer(stream, beside).dump(value)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise ValueError(str(error)) from error
    held_in(stream.getvalue(), rooms, beside)
    return stream.getvalue()
