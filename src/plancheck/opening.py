"""A file is opened: its bytes, within the limit, or why there are none."""

from __future__ import annotations

import errno
import stat
from dataclasses import dataclass
from pathlib import Path

from plancheck.compiling_late import late_pattern
from plancheck.errors import UnreadableError
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.report.wording import wording

# Waivers, a baseline, a ruleset, a report …: all but a plan; comments may stand before the schema.
_OWN = late_pattern(
    rb"(?:\xef\xbb\xbf)?(?:\s*#[^\n]*\n)*[\s{]*[\"']?schema[\"']?\s*:\s*[\"']?plancheck\.(?!plan/)[a-z]+/"
)

_PAGES = (".html", ".htm")
_OUR_PAGE = late_pattern(rb'<meta name="generator" content="plancheck [^"]*">')  # it shows the whole plan it judges


@dataclass(frozen=True, slots=True)
class Submission:
    """A file that is already in memory: the name to report it under, and its bytes."""

    name: str
    content: bytes


def content_of(path: Path, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of a file, none of a file over the limit; UnreadableError in both languages."""
    try:
        told = path.stat()
        if stat.S_ISDIR(told.st_mode):
            raise _unreadable("error.is_folder")
        limits.check("file_bytes", told.st_size)
        with path.open("rb") as file:
            content = file.read(told.st_size + 1)
            if len(content) != told.st_size:  # it grows; a device has no size, and may have no end
                content += file.read(limits.file_bytes + 1 - len(content))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise cannot_open(error) from error
    limits.check("file_bytes", len(content))
    return content


def is_own_file(path: Path) -> bool:
    """Whether a file is plancheck's own and no plan: by the schema that it names first, a page by what made it, a
    configuration by its name.

    Raises OSError as the system says.
    """
    if not _may_be_own(path.name):
        return False
    with path.open("rb") as file:
        return is_own_content(path.name, file.read(2_000))


def is_own_content(name: str, start: bytes) -> bool:
    """As `is_own_file`, of a file's own name and its first bytes."""
    if not _may_be_own(name):
        return False
    if name.lower().endswith(_PAGES):
        return _OUR_PAGE.search(start) is not None
    return name == "plancheck.toml" or _OWN.match(start) is not None


def _may_be_own(name: str) -> bool:
    return name == "plancheck.toml" or name.lower().endswith((".yaml", ".yml", ".json", *_PAGES))


def cannot_open(error: Exception) -> UnreadableError:
    """The error for a file or folder that the system does not open, by the system's own reason."""
    if isinstance(error, FileNotFoundError):
        return _unreadable("error.missing_file")
    if isinstance(error, PermissionError):
        return _unreadable("error.no_access")
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return _unreadable("error.link_loop")
    return _unreadable("error.cannot_open", why=getattr(error, "strerror", None) or str(error))


def _unreadable(key: str, **values: object) -> UnreadableError:
    russian, english = (wording(lang).say(key, **values) for lang in ("ru", "en"))
    return UnreadableError(russian, reason_en=english)
