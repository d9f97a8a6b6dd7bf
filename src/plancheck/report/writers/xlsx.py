"""The report as an Excel workbook for who looks after many plans: a summary, a matrix, and every remark in a table."""

from __future__ import annotations

from io import BytesIO

from plancheck.report.model import Checked
from plancheck.report.wording import Wording
from plancheck.report.writers.xlsx_parts.book import Book, Tab
from plancheck.report.writers.xlsx_parts.listing import listing
from plancheck.report.writers.xlsx_parts.matrix import write_matrix
from plancheck.report.writers.xlsx_parts.remarks import write_remarks
from plancheck.report.writers.xlsx_parts.rules import write_rules
from plancheck.report.writers.xlsx_parts.summary import write_summary
from plancheck.report.writers.xlsx_parts.unread import write_unread


def write(checked: Checked, words: Wording) -> bytes:
    """A workbook of five sheets, in this order: summary, matrix, remarks, files not judged, rules.

    No cell is a formula and no link leads out of the workbook, whatever the plans say; the same report gives the same
    bytes.
    """
    report, written = checked.report, BytesIO()
    book = Book(written, words)
    sheets = {tab: book.add(tab) for tab in Tab}
    listed = listing(report.plans)
    write_summary(sheets[Tab.SUMMARY], report, listed, words)
    write_matrix(sheets[Tab.MATRIX], report.plans, listed, words)
    write_remarks(sheets[Tab.REMARKS], listed, words)
    write_unread(sheets[Tab.UNREAD], report.unread, report.skipped, words)
    write_rules(sheets[Tab.RULES], listed, words)
    book.close()
    return written.getvalue()
