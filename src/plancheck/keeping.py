"""Keeps plain values that take long to make in the user's cache folder, as Python keeps byte code beside a module.

A value is kept with a sum of what it was made from and found again by it alone, so it is never out of date. It is
JSON: to read it runs nothing (keeping_objects.py has values of our own classes). What is not the user's own, may be
written by others, or is damaged is passed over, and where nothing can be kept, values are made each time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

__all__ = ["cache_folder", "content_kept", "file_of", "keep", "kept"]

_HOME = hashlib.sha256(str(Path(__file__).parent).encode()).hexdigest()[:8]  # of this installation among several
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


def cache_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The user's cache folder: PLANCHECK_CACHE, else the place that the system has for it."""
    if named := environment.get("PLANCHECK_CACHE"):
        return Path(named)
    if platform == "linux":  # as platformdirs has it, without the time to load that
        caches, home = environment.get("XDG_CACHE_HOME", ""), environment.get("HOME", "")
        if caches.startswith("/") or home.startswith("/"):
            return Path(caches if caches.startswith("/") else f"{home}/.cache", "plancheck")
    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path("plancheck", appauthor=False)


def kept(name: str, made_from: str, make: Callable[[], Any], folder: Path | None = None) -> Any:
    """The plain value of a name that was kept with `made_from`, one line for all that it depends on; else it is made.

    `folder` is the user's, unless given. Raises what `make` raises.
    """
    file = file_of(f"{name}.json", folder)
    with contextlib.suppress(OSError, ValueError):
        return _value(content_kept(file, made_from).decode())
    value = make()
    text = json.dumps(_written(value), ensure_ascii=False, separators=(",", ":"))
    if _value(text) == value:  # one of other kinds would come back as another
        with contextlib.suppress(OSError):
            keep(file, made_from, text.encode())
    return value


def file_of(name: str, folder: Path | None = None) -> Path:
    """Where what has this name is kept: in the user's folder, unless given."""
    stem, dot, suffix = name.rpartition(".")
    return (folder or cache_folder(os.environ) / "made") / f"{stem}-{_HOME}{dot}{suffix}"


def _written(value: Any) -> Any:
    """A mapping whose keys are not all text as JSON can hold it: a list of pairs under the empty key."""
    if isinstance(value, list):
        return [_written(one) for one in value]
    if not isinstance(value, dict):
        return value
    if all(isinstance(key, str) and key for key in value):
        return {key: _written(one) for key, one in value.items()}
    return {"": [[key, _written(one)] for key, one in value.items()]}


def _value(text: str) -> Any:
    return json.loads(text, object_hook=lambda read: dict(read[""]) if "" in read else read)


def content_kept(file: Path, made_from: str) -> bytes:
    """What was kept. Raises OSError or ValueError where there is nothing, or nothing to be trusted."""
    with file.open("rb") as stream:
        status = os.fstat(stream.fileno())
        if os.name == "posix" and (status.st_uid != os.geteuid() or status.st_mode & _OTHERS_MAY_WRITE):
            raise ValueError("not the user's own")
        head, content = stream.readline(), stream.read()
    if head != _head(made_from, content) + b"\n":
        raise ValueError("out of date, or damaged")
    return content


def _head(made_from: str, content: bytes) -> bytes:
    return f"{made_from} {hashlib.sha256(content).hexdigest()}".encode()


def keep(file: Path, made_from: str, content: bytes) -> None:
    """Writes it whole or not at all, for the user alone. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(_head(made_from, content) + b"\n" + content)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
