"""Reads workbooks: `.xlsx`, `.xlsm`, `.xls`, `.ods`, Excel 2003's XML, told apart by their bytes."""

from __future__ import annotations

from plancheck.readers.limits import Limits
from plancheck.readers.package import damaged
from plancheck.readers.reading import Reading
from plancheck.readers.sheets.parting import blocks_of
from plancheck.readers.sheets.sheet import Workbook
from plancheck.readers.sniffing import empty, picture, sniff

__all__ = ["read"]


def read(content: bytes, limits: Limits) -> Reading:
    """The tables of every sheet in the order of the tabs, and the texts above, between and below them.

    Raises UnreadableError where the workbook is damaged, under a password, without text, or over a limit.
    """
    return reading_of(_workbook(content, limits), limits)


def reading_of(workbook: Workbook, limits: Limits) -> Reading:
    """The blocks of a workbook. Raises UnreadableError where it holds no text, or over a limit."""
    blocks = blocks_of(workbook.sheets, limits)
    if not blocks:
        raise picture() if workbook.pictures else empty()
    return Reading(blocks, workbook.remarks)


def _workbook(content: bytes, limits: Limits) -> Workbook:
    """Each format's library is loaded only for a file of that format."""
    code = sniff(content).code
    if code == "xlsx":
        from plancheck.readers.sheets.xlsx import read_xlsx  # noqa: PLC0415

        return read_xlsx(content, limits)
    if code == "ods":
        from plancheck.readers.sheets.ods import read_ods  # noqa: PLC0415

        return read_ods(content, limits)
    if code == "xml2003":
        from plancheck.readers.sheets.xml2003 import read_xml2003  # noqa: PLC0415

        return read_xml2003(content, limits)
    if code == "xls":
        from plancheck.readers.sheets.xls import read_xls  # noqa: PLC0415

        return read_xls(content, limits)
    raise damaged()
