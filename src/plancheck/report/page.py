"""Lays text out on a terminal or in a pipe: hanging indents, a few styles, never markup."""

from __future__ import annotations

import errno
import os
from typing import IO, Final

from rich.console import Console
from rich.text import Text

from plancheck.report.safe_text import safe

NARROWEST: Final = 20
WIDEST: Final = 100  # longer lines are hard to read, however wide the window is
PIPE: Final = 80


def _width(stream: IO[str]) -> int | None:
    """None leaves a terminal's own width to rich; a pipe or file gets COLUMNS or 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns):
        return max(NARROWEST, min(int(columns), WIDEST))
    return None if stream.isatty() else PIPE


class _Console(Console):
    """A console that leaves a closed pipe to its caller: rich would end the process with status 1."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


class Page:
    """Writes lines to a stream. Whatever is given is shown as it stands, cleaned of control characters.

    Colour only on a terminal, and not where NO_COLOR is set (rich keeps to it).
    """

    def __init__(self, stream: IO[str], *, width: int | None = None) -> None:
        self._console = _Console(
            file=stream,
            width=width or _width(stream),
            markup=False,
            highlight=False,
            emoji=False,
            soft_wrap=True,  # lines are wrapped here, with their indents
            force_terminal=None if stream.isatty() else False,
        )
        self.width = max(NARROWEST, min(self._console.width, WIDEST))
        self._plain = None if self._console.is_terminal else stream  # no styles: rich would be a long way round

    def blank(self) -> None:
        self._line(Text())

    def text(self, text: str, *, style: str = "", indent: int = 0, lead: str = "") -> None:
        """A paragraph; `lead` («1. ») stands before its first line and the rest hangs under the text."""
        self._wrapped(Text(safe(text), style=style), indent, safe(lead))

    def labelled(self, label: str, text: str, *, indent: int = 0, style: str = "") -> None:
        """«Label: text», the label in bold, further lines two columns deeper."""
        line = Text().append(f"{safe(label)}: ", style="bold")
        line.append(safe(text), style=style)
        self._wrapped(line, indent, "", hang=2)

    def _wrapped(self, text: Text, indent: int, lead: str, hang: int = 0) -> None:
        deep = indent + len(lead) + hang
        width = max(self.width - deep, NARROWEST // 2)
        fits = text.cell_len <= width and text.plain.isprintable()
        pieces = [text] if fits else text.wrap(self._console, width)
        for at, piece in enumerate(pieces):
            piece.rstrip()
            prefix = " " * indent + lead if at == 0 else " " * deep
            self._line(Text(prefix, style=text.style if lead and at == 0 else "") + piece)

    def _line(self, line: Text) -> None:
        if self._plain:
            self._plain.write(f"{line.plain}\n")
        else:
            self._console.print(line)
