"""Regular expressions whose code is kept for the next run, as Python keeps the code of modules.

To compile the patterns that a plan is read by takes as long as to read it by them. What Python's own compiler makes of
a pattern is a list of numbers, which Python looks through again before it uses it; it is kept for this very Python.
Where these numbers are not to be had, patterns are compiled each time.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]  # CPython's own: the pyproject asks for no other
import array
import contextlib
import re
import sys
from functools import cache

from plancheck.keeping import content_kept, file_of, keep
from plancheck.keeping_objects import held_in, written

__all__ = ["compiled", "keep_new"]

_MOST = 600  # patterns that are kept, those of every plan among the first; a hundred plans have 460
_NAME = "patterns.pickle"
_Key = tuple[str, int]
_Code = tuple[int, int, dict[str, int], bytes]  # all flags, the number of groups, their names, and the code
_new: dict[_Key, None] = {}


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, of the code that was kept, if any was."""
    key = (source, int(flags))
    kept = _kept().get(key)
    if kept is not None:
        with contextlib.suppress(Exception):  # Python refuses code that is not its own
            return _of_code(source, kept)
    if len(_new) < _MOST:
        _new[key] = None
    return re.compile(source, flags)


def keep_new() -> None:
    """Keeps the code of the patterns that had to be compiled in this process; does nothing where there were none."""
    if not _new:
        return
    _kept.cache_clear()  # another process may have kept some meanwhile
    told = dict(_kept())
    with contextlib.suppress(Exception):  # Python's own modules, which may become others
        told.update((key, _code_of(*key)) for key in list(_new)[: max(_MOST - len(told), 0)] if key not in told)
        with contextlib.suppress(OSError):
            keep(file_of(_NAME), _made_from(), written(told))
    _new.clear()


def _made_from() -> str:
    return f"{sys.version} {_sre.MAGIC} {_sre.CODESIZE}".replace("\n", " ")


@cache
def _kept() -> dict[_Key, _Code]:
    with contextlib.suppress(OSError, ValueError):
        told = held_in(content_kept(file_of(_NAME), _made_from()))
        return told if isinstance(told, dict) else {}
    return {}


def _of_code(source: str, kept: _Code) -> re.Pattern[str]:
    flags, groups, names, code = kept
    numbers = array.array("I", code).tolist()
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    made: re.Pattern[str] = _sre.compile(source, flags, numbers, groups, names, tuple(by_number))
    return made


def _code_of(source: str, flags: int) -> _Code:
    from re import _compiler, _parser  # type: ignore[attr-defined]  # noqa: PLC0415

    parsed = _parser.parse(source, flags)
    code = array.array("I", _compiler._code(parsed, flags))
    state = parsed.state
    return flags | state.flags, state.groups - 1, dict(state.groupdict), code.tobytes()
