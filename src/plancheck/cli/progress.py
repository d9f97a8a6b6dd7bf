"""The bar of a long run on a terminal: how far, which file, what was found so far, how long still."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column

from plancheck.report.safe_text import one_line
from plancheck.report.wording import Wording

if TYPE_CHECKING:
    from plancheck.corpus.progress import Progress as Reached
    from plancheck.corpus.progress import Tell

__all__ = ["progress_bar"]

_NAME: Final = 40  # characters of a file's name


@contextlib.contextmanager
def progress_bar(words: Wording, console: Console | None = None) -> Iterator[Tell]:
    """Shows the bar on standard error, from the first file on; it is gone when the block ends."""
    columns: list[Any] = [
        BarColumn(bar_width=None, table_column=Column(ratio=1)),
        MofNCompleteColumn(),
        TextColumn("{task.fields[found]}", markup=False),
        TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis")),
        TimeRemainingColumn(compact=True),
    ]
    bar = Progress(*columns, console=console or Console(stderr=True), transient=True, expand=True)
    task = bar.add_task("", total=None, found="")

    def tell(reached: Reached) -> None:
        bar.start()  # a thread: workers, which are at work by now, may be copies of a process that has none
        name = one_line(reached.name)
        bar.update(
            task,
            completed=reached.done,
            total=reached.total,
            description=name if len(name) <= _NAME else f"…{name[1 - _NAME :]}",
            found=found_so_far(reached, words),
        )

    try:
        yield tell
    finally:
        bar.stop()


def found_so_far(reached: Reached, words: Wording) -> str:
    """«12 ошибок, 3 предупреждения; 1 файл не прочитан»."""
    counts = reached.findings.model_dump()
    found = ", ".join(words.count(severity, number) for severity, number in counts.items() if number)
    unread = words.say("progress.unread", files=words.count("files", reached.unread)) if reached.unread else ""
    return "; ".join(part for part in (found or words.say("no_findings"), unread) if part)
