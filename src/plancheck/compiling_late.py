"""Regular expressions that are compiled when they are first used.

To compile those of a module takes longer than to load it, and of most modules a plan needs a few.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

__all__ = ["late_pattern"]


def late_pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As `re.compile`, but a mistake in the source shows at the first use, too."""
    return cast("re.Pattern[AnyStr]", _Late(source, flags))


class _Late:
    """Stands for a compiled pattern; what was asked of it once is its own from then on, so that it costs no time."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what Python asks of any object that is copied or kept
            raise AttributeError(name)
        asked = getattr(re.compile(self._source, self._flags), name)  # of one compiled before, `re` has it still
        setattr(self, name, asked)
        return asked
