"""Lays text out on a terminal or in a pipe: hanging indents, a few styles, never markup."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Final

from plancheck.report.safe_text import safe

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST: Final = 20
WIDEST: Final = 100  # longer lines are hard to read, however wide the window is
PIPE: Final = 80

_NARROW: Final = re.compile(r"[ -~\n\u00a0-\u02ff\u0370-\u0482\u2010-\u2027№]*")  # a cell each, in every terminal
_WORD: Final = re.compile(r"\s*\S+\s*")
_Span = tuple[int, int]


def _width(stream: IO[str]) -> int | None:
    """None leaves a terminal's own width to rich; a pipe or file gets COLUMNS or 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns):
        return max(NARROWEST, min(int(columns), WIDEST))
    return None if stream.isatty() else PIPE


def _console(stream: IO[str], width: int | None) -> Console:
    from rich.console import Console  # noqa: PLC0415 - a pipe needs none

    class Closed(Console):
        """A console that leaves a closed pipe to its caller: rich would end the process with status 1."""

        def on_broken_pipe(self) -> None:
            self.quiet = True
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))

    return Closed(
        file=stream,
        width=width,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=True,  # lines are wrapped here, with their indents
        force_terminal=None if stream.isatty() else False,
    )


class Page:
    """Writes lines to a stream. Whatever is given is shown as it stands, cleaned of control characters.

    Colour only on a terminal, and not where NO_COLOR is set (rich keeps to it).
    """

    def __init__(self, stream: IO[str], *, width: int | None = None) -> None:
        self._stream = stream
        wide = width or _width(stream)
        console = _console(stream, wide) if stream.isatty() or wide is None else None
        self.width = max(NARROWEST, min(wide or (console.width if console else PIPE), WIDEST))
        # No styles: rich would be a long way round.
        self._console = console if console and console.is_terminal else None
        # Escape sequences are put together here: rich takes a quarter of a millisecond a line.
        self._ansi = bool(self._console and not self._console.legacy_windows and not self._console.no_color)
        self._rendered: dict[str, tuple[str, str]] = {}

    def blank(self) -> None:
        self._line([("", "")])

    def text(self, text: str, *, style: str = "", indent: int = 0, lead: str = "") -> None:
        """A paragraph; `lead` («1. ») stands before its first line and the rest hangs under the text."""
        self._wrapped([(safe(text), style)], indent, safe(lead))

    def labelled(self, label: str, text: str, *, indent: int = 0, style: str = "") -> None:
        """«Label: text», the label in bold, further lines two columns deeper."""
        self._wrapped([(f"{safe(label)}: ", "bold"), (safe(text), style)], indent, "", hang=2)

    def _wrapped(self, runs: Sequence[tuple[str, str]], indent: int, lead: str, hang: int = 0) -> None:
        deep = indent + len(lead) + hang
        whole = "".join(text for text, _ in runs)
        for at, (begin, end) in enumerate(_folded(whole, max(self.width - deep, NARROWEST // 2))):
            first = (" " * indent + lead, runs[0][1] if lead else "") if at == 0 else (" " * deep, "")
            self._line([first, *_part(runs, begin, end)])

    def _line(self, runs: Sequence[tuple[str, str]]) -> None:
        if self._console is None:
            self._stream.write("".join(text for text, _ in runs) + "\n")
        elif self._ansi:
            self._stream.write("".join(self._in_style(*run) for run in runs if run[0]) + "\n")
        else:
            from rich.text import Text  # noqa: PLC0415 - an old terminal of Windows

            self._console.print(Text.assemble(*runs))

    def _in_style(self, text: str, style: str) -> str:
        """The text between the sequences that begin and end its style."""
        if self._console is None or not style:
            return text
        if style not in self._rendered:
            system = self._console._color_system
            before, _, after = self._console.get_style(style).render("\0", color_system=system).partition("\0")
            self._rendered[style] = before, after
        before, after = self._rendered[style]
        return f"{before}{text}{after}"


def _part(runs: Sequence[tuple[str, str]], begin: int, end: int) -> Iterator[tuple[str, str]]:
    """What stands between two places, each in its style."""
    at = 0
    for text, style in runs:
        piece = text[max(begin - at, 0) : max(end - at, 0)]
        if piece:
            yield piece, style
        at += len(text)


def _folded(text: str, width: int) -> Iterator[_Span]:
    """Where the lines of a text begin and end when it is folded at its spaces; a longer word is broken."""
    at = 0
    for line in text.split("\n"):
        breaks = [0, *_breaks(line, width), len(line)]
        for begin, end in pairwise(breaks):
            yield at + begin, at + begin + len(line[begin:end].rstrip())
        at += len(line) + 1


def _breaks(line: str, width: int) -> list[int]:
    """Where a line is broken: by letters where each takes a cell, else by rich, which knows how wide they are."""
    narrow = _NARROW.fullmatch(line) is not None
    if narrow and len(line) <= width:
        return []
    breaks: list[int] = []
    taken = 0
    for word in _WORD.finditer(line) if narrow else ():
        long = len(word.group())
        shown = len(word.group().rstrip())
        if shown > width:
            narrow = False
            break
        if width - taken >= shown:
            taken += long
            continue
        if word.start():
            breaks.append(word.start())
        taken = long
    if narrow:
        return breaks
    from rich._wrap import divide_line  # noqa: PLC0415 - seldom needed

    return divide_line(line, width)
