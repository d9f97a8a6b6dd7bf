"""The report as the terminal shows it, for a file: without colour, 80 columns (or COLUMNS)."""

from __future__ import annotations

import io

from plancheck.report.model import Checked
from plancheck.report.page import Page
from plancheck.report.terminal import write_report
from plancheck.report.wording import Wording
from plancheck.report.writers.registry import Manner


def write(checked: Checked, words: Wording, manner: Manner) -> bytes:
    """UTF-8 text; what cannot be encoded becomes a question mark."""
    drawn = io.StringIO()
    write_report(checked.report, Page(drawn), words, verbose=manner.verbose)
    return drawn.getvalue().encode("utf-8", "replace")
