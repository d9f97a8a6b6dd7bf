"""The one place that writes: standard output and error, and files that are written whole or not at all."""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from plancheck.cli.usage import CallError
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.report.page import Page

_PLAIN: Final = {
    "«": '"', "»": '"', "“": '"', "”": '"', "…": "...", "–": "-", "—": "-", "№": "N", "\u00a0": " ", "−": "-",
}  # fmt: skip
_ERROR_HANDLER: Final = "plancheck.plain"


class CannotWriteError(Exception):
    """The output file cannot be written: its path, and why in the system's words."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why


class PipeClosedError(Exception):
    """Whoever read standard output has gone («plancheck … | head»)."""


def _plain(error: UnicodeError) -> tuple[str, int]:
    """What a narrow encoding cannot show: its plain twin, or a question mark. For encoding alone."""
    assert isinstance(error, UnicodeEncodeError)
    wrong = error.object[error.start : error.end]
    return "".join(_PLAIN.get(sign, "?") for sign in wrong), error.end


def prepare_streams() -> None:
    """Makes printing safe in any encoding; streams that are no text files (in tests) are left as they are."""
    codecs.register_error(_ERROR_HANDLER, _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ERROR_HANDLER)


def complain(text: str) -> None:
    """A line to standard error, clean of control sequences; nothing is done where nobody listens."""
    from plancheck.report.safe_text import safe

    with contextlib.suppress(OSError):
        print(safe(text), file=sys.stderr, flush=True)


@contextlib.contextmanager
def _reader_may_go() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise PipeClosedError from error
    except OSError as error:
        if error.errno == errno.EINVAL and sys.platform == "win32":  # a closed pipe on Windows
            raise PipeClosedError from error
        raise CannotWriteError("stdout", error.strerror or str(error)) from error


def put_text(draw: Callable[[Page], None], target: Path | None = None) -> None:
    """What `draw` lays out: to standard output in its encoding, or to a file in UTF-8 without colour."""
    from plancheck.report.page import Page

    if target is None:
        with _reader_may_go():
            draw(Page(sys.stdout))
            sys.stdout.flush()
        return
    drawn = io.StringIO()
    draw(Page(drawn))
    write_whole(target, drawn.getvalue().encode("utf-8", "replace"))


def put_json(text: str, target: Path | None = None) -> None:
    """JSON is UTF-8 wherever it goes, whatever encoding the terminal has."""
    put_bytes(text.encode("utf-8", "replace"), target)


def put_bytes(content: bytes, target: Path | None = None) -> None:
    """A whole file as it is: to standard output, after what was printed there, or to a file."""
    if target is not None:
        write_whole(target, content)
        return
    with _reader_may_go():
        sys.stdout.flush()
        left = memoryview(content)
        while left:  # unbuffered (python -u) a write may take only a part
            left = left[sys.stdout.buffer.write(left) :]
        sys.stdout.buffer.flush()


def put_written(write: Callable[[IO[bytes]], None], target: Path | None = None) -> None:
    """What `write` writes piece by piece: to standard output, or to a file that is there when it is whole."""
    if target is not None:
        _written_whole(target, write)
        return
    with _reader_may_go():
        sys.stdout.flush()
        if isinstance(sys.stdout.buffer, io.RawIOBase):  # unbuffered (python -u) a write may take only a part
            whole = io.BufferedWriter(sys.stdout.buffer)
            write(whole)
            whole.flush()
            whole.detach()
        else:
            write(sys.stdout.buffer)
            sys.stdout.buffer.flush()


def refuse_unwritable(*targets: Path | None) -> None:
    """Refuses files that surely cannot be written, before the work for them is done. Raises CannotWriteError."""
    for target in targets:
        if target is not None and (target.is_dir() or not target.absolute().parent.is_dir()):
            raise CannotWriteError(str(target), os.strerror(errno.EISDIR if target.is_dir() else errno.ENOENT))


def refuse_read(targets: Iterable[Path | None], read: Iterable[str], words: Wording) -> None:
    """Refuses to write over a file that the call reads: it may be the only one. Raises CallError."""
    for target, path in product([one for one in targets if one], read):
        with contextlib.suppress(OSError, ValueError):
            if Path(path).is_file() and target.samefile(path):
                raise CallError(words.say("usage.is_read", path=target))


def make_folder(path: Path) -> None:
    """A folder, where there is none yet. Raises CannotWriteError."""
    try:
        path.mkdir(exist_ok=True)
    except (OSError, ValueError) as error:
        raise _cannot_write(path, error) from error


def write_whole(target: Path, content: bytes) -> None:
    """Writes beside the target, then puts it in its place: a broken run leaves the old file.

    Raises CannotWriteError.
    """
    _written_whole(target, lambda file: file.write(content))


def _written_whole(target: Path, write: Callable[[IO[bytes]], object]) -> None:
    try:
        real = target.resolve()
        is_file = not real.exists() or real.is_file() or real.is_dir()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _cannot_write(target, error) from error
    try:
        if not is_file:  # a device or a named pipe
            with real.open("wb") as file:
                write(file)
            return
        draft = real.with_name(f".{real.name}.{os.getpid()}.part")
        try:
            with _created(draft) as file:
                write(file)
            draft.replace(real)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot_write(target, error) from error


def _cannot_write(target: Path, error: OSError | ValueError) -> CannotWriteError:
    return CannotWriteError(str(target), getattr(error, "strerror", None) or str(error))


def _created(path: Path) -> IO[bytes]:
    """A new file with the rights that the person's umask gives; a left-over of the same name is an error."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), "wb")
