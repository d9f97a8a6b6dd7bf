"""The report for other programs (`plancheck.report/1`)."""

from __future__ import annotations

from typing import IO

from plancheck.report.json_writer import report_pieces
from plancheck.report.model import Checked
from plancheck.report.wording import Wording


def write(checked: Checked, words: Wording) -> bytes:
    """JSON in UTF-8; its texts are in the language of the report."""
    return b"".join(report_pieces(checked.report))


def write_into(file: IO[bytes], checked: Checked, words: Wording) -> None:
    """The same, plan by plan."""
    for piece in report_pieces(checked.report):
        file.write(piece)
