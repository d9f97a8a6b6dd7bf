"""The report for other programs (`plancheck.report/1`)."""

from __future__ import annotations

from plancheck.report.json_writer import report_json
from plancheck.report.model import Checked
from plancheck.report.wording import Wording


def write(checked: Checked, words: Wording) -> bytes:
    """JSON in UTF-8; its texts are in the language of the report."""
    return report_json(checked.report).encode("utf-8", "replace")
