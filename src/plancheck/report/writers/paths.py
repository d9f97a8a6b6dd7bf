"""How the forms for tools name a checked file: relative and with forward slashes, as a repository does."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote


def slashed(path: str, kind: type[PurePath] = PurePath) -> str:
    """The path as given with forward slashes, without «./»; `kind` is the sort of paths of the machine."""
    return kind(path).as_posix() if path else path


def uri(path: str, kind: type[PurePath] = PurePath) -> str:
    """A URI reference: `file:` for an absolute path, else relative, everything but letters percent-encoded."""
    pure = kind(path)
    if pure.is_absolute():
        return pure.as_uri()
    return quote(pure.as_posix().encode("utf-8", "surrogateescape"), safe="/")
