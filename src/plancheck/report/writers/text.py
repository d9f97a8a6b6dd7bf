"""The report as the terminal shows it, for a file: without colour, 80 columns (or COLUMNS)."""

from __future__ import annotations

import io
from typing import IO

from plancheck.report.model import Checked
from plancheck.report.page import Page
from plancheck.report.terminal import write_report
from plancheck.report.wording import Wording
from plancheck.report.writers.registry import Manner


def write(checked: Checked, words: Wording, manner: Manner) -> bytes:
    """UTF-8 text; what cannot be encoded becomes a question mark."""
    drawn = io.BytesIO()
    write_into(drawn, checked, words, manner)
    return drawn.getvalue()


def write_into(file: IO[bytes], checked: Checked, words: Wording, manner: Manner) -> None:
    """The same, plan by plan."""
    drawn = io.TextIOWrapper(file, "utf-8", "replace", newline="\n", write_through=True)
    write_report(checked.report, Page(drawn), words, verbose=manner.verbose)
    drawn.detach()
