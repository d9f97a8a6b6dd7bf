"""A .zip of plans: its members by name, within the limits that packages have; nothing is written to disk."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, Final, Self

from plancheck.opening import cannot_open
from plancheck.readers.limits import Limits
from plancheck.readers.listing import BROKEN, ENTRY
from plancheck.readers.package import check_entry, damaged, encrypted

__all__ = ["Archive", "Member", "is_archive"]

_CHUNK: Final = 1_000_000
_UTF8: Final = 0x800  # the name is told to be in UTF-8
_LOCKED: Final = 0x1
_BESIDE_LETTERS: Final = "№«»–—\xa0"
_HEAD: Final = 30  # bytes before the name of the first member
_OF_DOCUMENTS: Final = (b"[Content_Types].xml", b"mimetype", b"_rels/", b"docProps/", b"word/", b"xl/")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name as a person knows it, and its place in the archive's list."""

    name: str
    place: int

    @property
    def leads_out(self) -> bool:
        """Whether the name is no name inside a folder: absolute, with a drive, or with «..»."""
        read = (PurePosixPath(self.name), PureWindowsPath(self.name))
        return any(one.is_absolute() or one.drive or one.root or ".." in one.parts for one in read)


class Archive:
    """An archive on disk, for as long as the `with` block lasts.

    Raises UnreadableError where it cannot be opened, is damaged, or goes over `package_parts` or `unpacked_bytes`.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        try:
            limits.check("unpacked_bytes", path.stat().st_size)
            with path.open("rb") as file:
                limits.check("package_parts", _entry_count(file))
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError as error:
            raise cannot_open(error) from error
        except PermissionError as error:
            raise cannot_open(error) from error
        except (zipfile.BadZipFile, *BROKEN) as error:
            raise damaged() from error
        self._limits = limits
        self._entries = self._zip.infolist()
        limits.check("package_parts", len(self._entries))
        limits.check("unpacked_bytes", sum(entry.file_size for entry in self._entries))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._zip.close()

    def members(self) -> tuple[Member, ...]:
        """Its files in order of their names."""
        named = (Member(_name(entry), at) for at, entry in enumerate(self._entries) if not entry.is_dir())
        return tuple(sorted(named, key=lambda one: (PurePosixPath(one.name).parts, one.place)))

    def read(self, member: Member) -> bytes:
        """The bytes of a member. Raises UnreadableError where it is locked, damaged, over `file_bytes` or a bomb."""
        entry = self._entries[member.place]
        if entry.flag_bits & _LOCKED:
            raise encrypted()
        self._limits.check("file_bytes", entry.file_size)
        check_entry(entry, self._limits)
        try:
            with self._zip.open(entry) as part:
                content = part.read(entry.file_size + 1)
        except (zipfile.BadZipFile, *BROKEN) as error:
            raise damaged() from error
        if len(content) != entry.file_size:
            raise damaged()
        return content


def is_archive(path: Path) -> bool:
    """Whether a file is named as an archive of plans and begins as one, not as a document. Raises OSError."""
    if path.suffix.lower() != ".zip":
        return False
    with path.open("rb") as file:
        start = file.read(_HEAD + 40)
    return start[:4] in (b"PK\x03\x04", b"PK\x05\x06") and not start[_HEAD:].startswith(_OF_DOCUMENTS)


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as whoever packed it saw it: Russian Windows writes cp866 and does not say so, some programs cp1251."""
    if entry.flag_bits & _UTF8 or entry.filename.isascii():
        return entry.filename
    try:
        written = entry.filename.encode("cp437")
    except UnicodeEncodeError:  # zipfile knew better
        return entry.filename
    for encoding in ("utf-8", "cp866", "cp1251"):
        try:
            read = written.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or all(map(_of_names, read)):
            return read
    return written.decode("cp866")


def _of_names(sign: str) -> bool:
    """Whether a sign stands in names: frames, roots and points of cp866 are letters of cp1251."""
    return sign.isascii() or sign.isalpha() or sign in _BESIDE_LETTERS


def _entry_count(file: IO[bytes]) -> int:
    """At least how many files an archive lists, without building the list."""
    count, tail = 0, b""
    while chunk := file.read(_CHUNK):
        count += (tail + chunk).count(ENTRY)
        tail = chunk[-len(ENTRY) + 1 :]
    return count
