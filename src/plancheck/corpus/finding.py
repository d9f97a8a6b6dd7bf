"""Finds the files to judge: folders walked deep in order of names, patterns expanded, archives opened."""

from __future__ import annotations

import contextlib
import glob
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Final, Literal

from plancheck.corpus.archives import Archive, Member, is_archive
from plancheck.errors import UnreadableError
from plancheck.opening import Submission, cannot_open, content_of, is_own_content, is_own_file
from plancheck.readers.limits import Limits
from plancheck.readers.sniffing import is_document
from plancheck.report.model import Unread
from plancheck.report.wording import wording

__all__ = ["Found", "PassedOver", "Sources", "Why"]

Why = Literal["hidden", "lock", "own", "kind", "link", "not_a_plan"]
# What plans are sent in, and what they are mistakenly sent in: of these a person must hear that they were not read.
_SENT: Final = frozenset(
    """
    .txt .md .csv .tsv .docx .docm .dotx .doc .dot .rtf .odt .ott .fodt .html .htm .xhtml .mht .mhtml
    .xlsx .xlsm .xlsb .xls .ods .pdf .png .jpg .jpeg .gif .tif .tiff .djvu .djv .bmp .heic .webp
    .yaml .yml .json .zip .rar .7z .gz .tar .pptx .ppt .odp .pages .numbers .xps .mxl
    .eml .msg .gdoc .gsheet .lnk
    """.split()  # noqa: SIM905 - a list of forty suffixes, a line each
)
_TOLD_BY_NAME: Final = _SENT - {".yaml", ".yml", ".json"}  # of these some are our own
# What is said of a place that holds nothing, and of one that holds other things.
_IN_FOLDER: Final = ("error.empty_folder", "error.no_plans_in_folder")
_IN_ARCHIVE: Final = ("error.empty_archive", "error.no_plans_in_archive")
_START: Final = 4_096  # bytes by which a file of an unknown name is told


@dataclass(frozen=True, slots=True)
class Found:
    """A file to judge: the name to report it under, and the name in the call that led to it.

    `place` is where it lies: bytes at hand, a path, or an archive and a member of it. `asked`: the person named this
    very file, and must hear of it whatever it is; else it was found in a folder, an archive or by a pattern.
    """

    name: str
    called: str
    place: bytes | str | tuple[str, Member] = field(repr=False)
    asked: bool = False


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that was found and is no plan; `error` is what its reading said, where it was read."""

    name: str
    why: Why
    error: str = ""


Item = Found | PassedOver | Unread


class Sources:
    """What a call names, and the files that stand behind it; every file found once."""

    def __init__(self, limits: Limits, lang: str = "ru") -> None:
        self._limits, self._lang = limits, lang
        self._seen: set[str] = set()
        self._once = False  # no file can be found twice
        self._again = 0  # files found that were found before
        self._open: tuple[Path, Archive] | None = None

    def close(self) -> None:
        """Closes the archive that was read last."""
        if self._open:
            self._open[1].__exit__()
        self._open = None

    def found(self, files: Iterable[str | Path | Submission]) -> Iterator[Item]:
        """The files in the order of the call, those of a folder or archive in order of their names."""
        named = list(files)
        self._once = len(named) == 1 and not isinstance(named[0], Submission) and os.path.isdir(named[0])  # noqa: PTH112
        for file in named:
            if isinstance(file, Submission):
                yield Found(file.name, file.name, file.content, asked=True)
                continue
            called = os.fspath(file)
            if not called:  # an empty variable of a script: it does not mean this folder
                yield self._unread('""', cannot_open(FileNotFoundError()))
                continue
            try:
                yield from self._named(called)
            except (OSError, ValueError) as error:
                yield self._unread(called, cannot_open(error))

    def content(self, file: Found) -> bytes:
        """The bytes of a file, within the limits. Raises UnreadableError."""
        if isinstance(file.place, bytes):
            return file.place
        if isinstance(file.place, str):
            return content_of(Path(file.place), self._limits)
        archive, member = file.place
        return self._archive(Path(archive)).read(member)

    def _named(self, called: str) -> Iterator[Item]:
        path = Path(called)
        if path.is_dir():
            before = self._again
            items = list(self._inside(path, called))
            yield from items
            if self._again == before and not any(isinstance(one, Found | Unread) for one in items):
                yield Unread(path=called, error=self._nothing(_IN_FOLDER, items))
        elif path.exists() or not glob.has_magic(called):
            yield from self._file(path, called, asked=True)
        else:
            named = glob.glob(called, recursive=True)  # noqa: PTH207 - absolute patterns and «**/*.docx» in one
            fitting = sorted(named, key=lambda one: Path(one).parts)
            for one in fitting:
                yield from self._inside(Path(one), called) if Path(one).is_dir() else self._one(Path(one), called)
            if not fitting:
                yield Unread(path=called, error=wording(self._lang).say("error.no_such_files"))

    def _inside(self, folder: Path, called: str) -> Iterator[Item]:
        try:
            names, folders = _inside(folder)
        except OSError as error:
            yield self._unread(str(folder), cannot_open(error))
            return
        for name in names:
            path = folder / name
            if name not in folders:
                yield from self._one(path, called)
            elif name.startswith("."):
                yield PassedOver(str(path), "hidden")
            elif path.is_symlink():  # it may lead back up
                yield PassedOver(str(path), "link")
            else:
                yield from self._inside(path, called)

    def _one(self, path: Path, called: str) -> Iterator[Item]:
        """A file that was found, unless it was before."""
        try:
            kind = path.stat().st_mode
            if not stat.S_ISREG(kind):
                return
            why = _hidden(path.name) or ("own" if is_own_file(path) else None) or _of_no_kind(path, _start_of(path))
        except OSError as error:
            yield self._unread(str(path), cannot_open(error))
            return
        if why:
            yield PassedOver(str(path), why)
        else:
            yield from self._file(path, called, asked=False)

    def _file(self, path: Path, called: str, *, asked: bool) -> Iterator[Item]:
        if not self._once:
            place = str(path.absolute())
            if place in self._seen and not asked:
                self._again += 1
                return
            self._seen.add(place)
        name = called if asked else str(path)
        try:
            packed = is_archive(path)
        except (OSError, ValueError):  # its opening will say so
            packed = False
        if packed:
            yield from self._members(path, name, called)
        else:
            yield Found(name, called, name, asked)

    def _members(self, path: Path, name: str, called: str) -> Iterator[Item]:
        try:
            members = self._archive(path).members()
        except UnreadableError as error:
            yield self._unread(name, error)
            return
        items = [self._member(path, f"{name}/{member.name}", member, called) for member in members]
        yield from items
        if not any(isinstance(one, Found | Unread) for one in items):
            yield Unread(path=name, error=self._nothing(_IN_ARCHIVE, items))

    def _member(self, path: Path, name: str, member: Member, called: str) -> Item:
        if member.leads_out:
            return Unread(path=name, error=wording(self._lang).say("error.leads_out"))
        parts = PurePath(member.name).parts
        why = next((why for part in parts if (why := _hidden(part))), None)
        if why is None and parts[0] == "__MACOSX":
            why = "hidden"
        if why is None:
            start = b""
            if PurePath(member.name).suffix.lower() not in _TOLD_BY_NAME:
                try:
                    start = self._archive(path).read(member)[:_START]
                except UnreadableError as error:
                    return self._unread(name, error)
            own = is_own_content(PurePath(member.name).name, start)
            why = "own" if own else _of_no_kind(PurePath(member.name), start)
        if why:
            return PassedOver(name, why)
        return Found(name, called, (str(path), member))

    def _archive(self, path: Path) -> Archive:
        """The archive, opened once for the members that are read one after another."""
        if self._open is None or self._open[0] != path:
            self.close()
            self._open = (path, Archive(path, self._limits))
        return self._open[1]

    def _nothing(self, keys: tuple[str, str], passed: Sequence[Item]) -> str:
        """That a folder or an archive holds no plan, and what it holds instead."""
        words = wording(self._lang)
        if not passed:
            return words.say(keys[0])
        reasons = Counter(one.why for one in passed if isinstance(one, PassedOver))
        told = "; ".join(f"{words.name('skipped_file', why)}: {count}" for why, count in reasons.most_common())
        return words.say(keys[1], counted=words.count("files", len(passed)), told=told)

    def _unread(self, name: str, error: UnreadableError) -> Unread:
        return Unread(path=name, error=error.text(self._lang))


def _inside(folder: Path) -> tuple[list[str], frozenset[str]]:
    """The names in a folder, in order, and those of them that are folders; names alone are held of what may be tens of
    thousands. Raises OSError."""
    folders = []
    names = []
    with os.scandir(folder) as entries:
        for entry in entries:
            names.append(entry.name)
            with contextlib.suppress(OSError):  # a link to itself: it is said of it when it is opened
                if entry.is_dir():
                    folders.append(entry.name)
    names.sort()
    return names, frozenset(folders)


def _start_of(path: Path) -> bytes:
    """The first bytes of a file whose name does not tell what it is."""
    if path.suffix.lower() in _SENT:
        return b""
    with path.open("rb") as file:
        return file.read(_START)


def _hidden(name: str) -> Why | None:
    if name.startswith("~$"):
        return "lock"
    return "hidden" if name.startswith(".") else None


def _of_no_kind(path: PurePath, start: bytes) -> Why | None:
    """A name that plans do not have, and nothing inside that begins as a document does."""
    if path.suffix.lower() in _SENT or is_document(start):
        return None
    named = bool(path.suffix)
    return "kind" if named or not start or b"\x00" in start else None
