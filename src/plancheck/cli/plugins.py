"""Keeps pydantic from seeking plugins: it looks through all installed packages, a quarter of the time it loads in."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_SEEKER = "pydantic.plugin._loader"

__all__ = ["seek_no_plugins"]


def seek_no_plugins() -> None:
    """As PYDANTIC_DISABLE_PLUGINS=__all__, and nothing is loaded to seek by; of use before pydantic is loaded."""
    if _SEEKER not in sys.modules:
        sys.modules[_SEEKER] = _Seeker(_SEEKER)


class _Seeker(ModuleType):
    """Stands for pydantic's own module, which is loaded where more is asked of it than this."""

    @staticmethod
    def get_plugins() -> tuple[()]:
        return ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what the import system asks of any module
            raise AttributeError(name)
        from importlib import import_module  # seldom or never needed

        if sys.modules.get(_SEEKER) is self:
            del sys.modules[_SEEKER]
        return getattr(import_module(_SEEKER), name)
