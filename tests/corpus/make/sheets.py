"""Makes the files of tests/corpus/{xlsx,xls,ods,csv}: `python tests/corpus/make/sheets.py`. The same bytes each time.

`.xls` files need xlwt, and the one under a password msoffcrypto-tool; where those are not installed the files stay.
"""

from __future__ import annotations

import csv
import datetime as dt
import importlib.util
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
from months import MONTHS, by_months

CORPUS = Path(__file__).parents[1]
PLAN = (CORPUS.parents[1] / "examples" / "good-school.txt").read_text(encoding="utf-8").splitlines()
HEAD = PLAN[: next(place for place, line in enumerate(PLAN) if "\t" in line)]
STAMP = [line for line in HEAD[:5] if line]
TITLE = [line for line in HEAD[5:] if line]
ROWS = [line.split("\t") for line in PLAN[len(HEAD) :]]
HEADER, BODY = ROWS[0], ROWS[1:]
SECTIONS = [row[0] for row in BODY if len(row) == 1]
MEASURES = [row for row in BODY if len(row) > 1]
WITHOUT_OBSERVERS = [row for row in BODY if not any("наблюдател" in cell for cell in row)]
PRICES = [["Товар", "Единица", "Цена", "Количество"]] + [
    [f"Краска {n}", "банка", str(90 + n), str(n)] for n in range(9)
]
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fedca8b2f90000000049454e44ae426082"
)
MADE = dt.datetime(2025, 8, 25, 9, 0)
Write = Callable[[Any, Any], None]


def book(fill: Write) -> bytes:
    """A workbook of Excel that `fill(workbook, first sheet)` writes."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    workbook.set_properties({"created": MADE})
    fill(workbook, workbook.add_worksheet("Лист1"))
    workbook.close()
    return out.getvalue()


def put(sheet: Any, rows: Sequence[Sequence[str]], top: int = 0, left: int = 0) -> int:
    """Writes rows of text from a place on (0-based); gives the row after them."""
    for row, cells in enumerate(rows, start=top):
        for column, text in enumerate(cells, start=left):
            if text:
                sheet.write_string(row, column, text)
    return top + len(rows)


def put_head(sheet: Any) -> int:
    return put(sheet, [[line] for line in [*STAMP, "", *TITLE, ""]])


def repacked(content: bytes, parts: dict[str, Callable[[bytes], bytes]], more: dict[str, bytes] | None = None) -> bytes:
    """A package with some parts changed and some added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename), parts.get(entry.filename, bytes)(old.read(entry)), 8)
        for name, part in (more or {}).items():
            new.writestr(zipfile.ZipInfo(name), part, 8)
    return out.getvalue()


def title_rows(_: Any, sheet: Any) -> None:
    put(sheet, [[line] for line in STAMP], left=5)
    put(sheet, [[line] for line in TITLE], top=6, left=1)
    put(sheet, ROWS, top=11, left=1)


def typed_dates(workbook: Any, sheet: Any) -> None:
    forms = [workbook.add_format({"num_format": code}) for code in ("dd.mm.yyyy", "[$-419]d mmmm yyyy;@", "d/m/yy")]
    month = workbook.add_format({"num_format": "mmmm yyyy"})
    top = put_head(sheet)
    put(sheet, ROWS, top)
    for row, cells in enumerate(ROWS, start=top):
        day = re.fullmatch(r"до (\d\d)\.(\d\d)\.(\d{4})", cells[2]) if len(cells) > 2 else None
        if day:
            sheet.write_datetime(row, 2, dt.datetime(int(day[3]), int(day[2]), int(day[1])), forms[row % 3])
        elif len(cells) > 2 and cells[2] == "октябрь 2025":
            sheet.write_datetime(row, 2, dt.datetime(2025, 10, 1), month)


def merged_sections(workbook: Any, sheet: Any) -> None:
    bold = workbook.add_format({"bold": True, "text_wrap": True})
    top = put_head(sheet)
    for row, cells in enumerate(ROWS, start=top):
        if len(cells) == 1:
            sheet.merge_range(row, 0, row, 4, cells[0], bold)
        else:
            put(sheet, [cells], row)


def merged_down(workbook: Any, sheet: Any) -> None:
    rows = [row for row in ROWS if len(row) > 1]
    top = put_head(sheet)
    put(sheet, rows, top)
    for first, last, column in ((1, 2, 3), (14, 15, 2)):
        assert rows[first][column] == rows[last][column]
        sheet.merge_range(top + first, column, top + last, column, rows[first][column], workbook.add_format())


def month_columns(workbook: Any, sheet: Any) -> None:
    """The school year merged over the months, the titles beside it merged down; a mark in the month of each measure."""
    top = put_head(sheet)
    last = 1 + len(MONTHS)
    sheet.merge_range(top, 2, top, last, "2025-2026 учебный год", workbook.add_format())
    put(sheet, [MONTHS], top + 1, 2)
    for column, title in zip((0, 1, last + 1, last + 2), [*HEADER[:2], *HEADER[3:]], strict=True):
        sheet.merge_range(top, column, top + 1, column, title, workbook.add_format())
    rows = ([row[0], row[1], *by_months(row[2]), *row[3:]] if len(row) > 1 else row for row in BODY)
    put(sheet, list(rows), top + 2)


def hidden_column(_: Any, sheet: Any) -> None:
    top = put_head(sheet)
    notes = ["Черновик", *["уточнить у Ивановой ____"] * len(BODY)]
    put(sheet, [[row[0], "".join(row[1:2]), note, *row[2:]] for row, note in zip(ROWS, notes, strict=True)], top)
    sheet.set_column(2, 2, None, None, {"hidden": True})


def hidden_rows(_: Any, sheet: Any) -> None:
    top = put_head(sheet)
    put(sheet, ROWS, top)
    for row, cells in enumerate(ROWS, start=top):
        if cells in BODY and cells not in WITHOUT_OBSERVERS:
            sheet.set_row(row, None, None, {"hidden": True})


def filtered_rows(_: Any, sheet: Any) -> None:
    rows = [HEADER, *MEASURES]
    top = put_head(sheet)
    put(sheet, rows, top)
    sheet.autofilter(top, 0, top + len(rows) - 1, 4)
    sheet.filter_column_list(3, sorted({cells[3] for cells in MEASURES} - {"Директор школы"}))
    for row, cells in enumerate(rows, start=top):
        if cells[3] == "Директор школы":
            sheet.set_row(row, None, None, {"hidden": True})


def hidden_sheet(workbook: Any, sheet: Any) -> None:
    put(sheet, ROWS, put_head(sheet))
    old = workbook.add_worksheet("План 2019")
    put(old, [HEADER, ["1", "Старая работа ____", "до 01.02.2019", "Никто", ""]])
    old.hide()
    lists = workbook.add_worksheet("Справочник")
    put(lists, [["Директор школы"], ["Завуч"]])
    lists.very_hidden()


def sheets_by_section(workbook: Any, sheet: Any) -> None:
    put_head(sheet)
    at = 0
    for number, title in enumerate(SECTIONS, start=1):
        rows = []
        for row in BODY[BODY.index([title]) + 1 :]:
            if len(row) == 1:
                break
            rows.append(row)
        page = workbook.add_worksheet(title[:31]) if number > 1 else sheet
        at = put_head(sheet) if number == 1 else 0
        put(page, [HEADER, *rows], at)


def numbers(workbook: Any, sheet: Any) -> None:
    two, dotted = workbook.add_format({"num_format": "0.00"}), workbook.add_format({"num_format": '0"."'})
    top = put_head(sheet)
    section = within = 0
    for row, cells in enumerate(ROWS, start=top):
        put(sheet, [cells], row)
        if len(cells) == 1:
            section, within = section + 1, 0
            sheet.write_number(row, 0, section, dotted)
            sheet.write_string(row, 1, cells[0].partition(" ")[2])
        elif cells is not HEADER:
            within += 1
            sheet.write_number(row, 0, float(f"{section}.{within:02}"), two)


def schedule_below(_: Any, sheet: Any) -> None:
    after = put(sheet, ROWS, put_head(sheet))
    put(sheet, [["График ВПР"], ["Класс", "Предмет", "Дата", "Кабинет", "Время", "Проверка"]], after + 1)
    put(sheet, [[str(n), "математика", f"{n}.04.2026", "12", "9:00", "15:00"] for n in range(4, 9)], after + 3)


def formulas(_: Any, sheet: Any) -> None:
    top = put_head(sheet)
    number = 0
    for row, cells in enumerate(ROWS, start=top):
        put(sheet, [cells], row)
        if cells in MEASURES:
            number += 1
            sheet.write_formula(row, 0, f"=ROW()-{row + 1 - number}", None, number)
            sheet.write_formula(row, 3, '=""&"' + cells[3] + '"', None, cells[3])


def line_breaks(workbook: Any, sheet: Any) -> None:
    top = put_head(sheet)
    wrap, bold = workbook.add_format({"text_wrap": True}), workbook.add_format({"bold": True})
    for row, cells in enumerate(ROWS, start=top):
        put(sheet, [cells], row)
        for column, text in enumerate(cells):
            if ", " in text:
                first, _, rest = text.partition(", ")
                sheet.write_rich_string(row, column, bold, first, f",\n{rest}", wrap)


def frames_for_ever(content: bytes) -> bytes:
    """Cells with a frame and nothing in them, the last in the last corner of the sheet."""
    framed = b"".join(
        b'<row r="%d"><c r="A%d" s="0"/><c r="XFD%d" s="0"/></row>' % (n, n, n) for n in range(900_000, 901_000)
    )
    framed += b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    whole = re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1:XFD1048576"/>', content)
    return whole.replace(b"</sheetData>", framed)


def corners(content: bytes) -> bytes:
    return content.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def xlsx_files() -> dict[str, bytes]:
    """The name and bytes of each file of Excel."""
    sheet = "xl/worksheets/sheet1.xml"

    def plain(_: Any, page: Any) -> None:
        put(page, ROWS, put_head(page))

    usual = book(plain)
    return {
        "plain-pass.xlsx": usual,
        "title-rows-pass.xlsx": book(title_rows),
        "typed-dates-pass.xlsx": book(typed_dates),
        "merged-sections-pass.xlsx": book(merged_sections),
        "merged-down-pass.xlsx": book(merged_down),
        "month-columns-pass.xlsx": book(month_columns),
        "hidden-column-pass.xlsx": book(hidden_column),
        "hidden-rows-fail-OBS001.xlsx": book(hidden_rows),
        "filtered-rows-fail-CRD001.xlsx": book(filtered_rows),
        "hidden-sheet-pass.xlsx": book(hidden_sheet),
        "sheets-by-section-pass.xlsx": book(sheets_by_section),
        "numbers-pass.xlsx": book(numbers),
        "schedule-below-pass.xlsx": book(schedule_below),
        "formulas-pass.xlsx": book(formulas),
        "line-breaks-pass.xlsx": book(line_breaks),
        "macros-pass.xlsm": repacked(
            usual,
            {"[Content_Types].xml": lambda part: part.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")},
            {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 no macro at all"},
        ),
        "frames-for-ever-pass.xlsx": repacked(usual, {sheet: frames_for_ever}),
        "corners-pass.xlsx": repacked(usual, {sheet: corners}),
        "doctype-unread.xlsx": repacked(
            usual, {sheet: lambda part: part.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1)}
        ),
        "picture-unread.xlsx": book(
            lambda _, page: page.insert_image(0, 0, "scan.png", {"image_data": io.BytesIO(PIXEL)})
        ),
        "empty-unread.xlsx": book(lambda _, page: None),
        "prices-notplan.xlsx": book(lambda _, page: put(page, PRICES)),
        **({"password-unread.xlsx": locked(usual)} if is_there("msoffcrypto", "xlsx/password-unread.xlsx") else {}),
    }


def is_there(module: str, file: str) -> bool:
    """Whether a file can be made, and is still to be made: a password's salt is another each time."""
    return importlib.util.find_spec(module) is not None and not (CORPUS / file).exists()


def locked(content: bytes) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415 - see above

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt("secret", out)
    return out.getvalue()


def xml2003() -> bytes:
    """A sheet of Excel 2003's XML, as accounting programs write it and call it .xls; the stamp stands in column D."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"

    def row(cells: Sequence[str], first: int = 1) -> str:
        written = "".join(
            f'<Cell ss:Index="{first + at}"><Data ss:Type="String">{escape(text)}</Data></Cell>'
            for at, text in enumerate(cells)
            if text
        )
        return f"<Row>{written}</Row>"

    rows = [*(row([line], 4) for line in STAMP), row([]), *(row([line]) for line in TITLE), *map(row, ROWS)]
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="План"><Table>{"".join(rows)}</Table>'
        "</Worksheet></Workbook>"
    ).encode()


def xls_files() -> dict[str, bytes]:
    """The name and bytes of each file of the old Excel."""
    if importlib.util.find_spec("xlwt") is None:
        return {}
    import xlwt  # noqa: PLC0415 - see above

    def old(fill: Callable[[Any, int], None], rows: Sequence[Sequence[str]] = ROWS) -> bytes:
        workbook, out = xlwt.Workbook(encoding="utf-8"), io.BytesIO()
        sheet = workbook.add_sheet("План")
        top = len([*STAMP, "", *TITLE, ""])
        for row, cells in enumerate([*([line] for line in [*STAMP, "", *TITLE, ""]), *rows]):
            for column, text in enumerate(cells):
                if text:
                    sheet.write(row, column, text)
        fill(sheet, top)
        workbook.save(out)
        return out.getvalue()

    def dates(sheet: Any, top: int) -> None:
        sheet._cell_overwrite_ok = True
        style = xlwt.easyxf(num_format_str="DD.MM.YYYY")
        for row, cells in enumerate(ROWS, start=top):
            if cells in MEASURES:
                sheet.write(row, 0, int(cells[0]))
                day = re.fullmatch(r"до (\d\d)\.(\d\d)\.(\d{4})", cells[2])
                if day:
                    sheet.write(row, 2, dt.date(int(day[3]), int(day[2]), int(day[1])), style)
            elif len(cells) == 1:
                sheet.write_merge(row, row, 0, 4, cells[0])

    def hide(sheet: Any, top: int) -> None:
        for row, cells in enumerate(ROWS, start=top):
            if cells in BODY and cells not in WITHOUT_OBSERVERS:
                sheet.row(row).hidden = True

    def draft(sheet: Any, top: int) -> None:
        for row in range(top, top + len(ROWS)):
            sheet.write(row, 6, "Черновик" if row == top else "убрать ____")
        sheet.col(6).hidden = True

    return {
        "typed-merged-pass.xls": old(dates),
        "hidden-rows-fail-OBS001.xls": old(hide),
        "hidden-column-pass.xls": old(draft),
    }


SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "style", "text", "table")
)
BLANK = '<table:table-cell table:number-columns-repeated="16000"/>'
BLANK_ROWS = f'<table:table-row table:number-rows-repeated="1048000">{BLANK}</table:table-row>'


def ods_cell(text: str, attributes: str = "") -> str:
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n") if line)
    kind = 'office:value-type="string"' if text and "value-type" not in attributes else ""
    return f"<table:table-cell {kind} {attributes}>{paragraphs}</table:table-cell>"


def ods_row(cells: Sequence[str], attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}{BLANK}</table:table-row>"


def ods(tables: str, styles: str = "") -> bytes:
    """An OpenDocument workbook of those tables."""
    out = io.BytesIO()
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        package.writestr(zipfile.ZipInfo("content.xml"), content, 8)
        package.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), manifest, 8)
    return out.getvalue()


def ods_table(rows: Sequence[str], columns: str = "", name: str = "Лист1", attributes: str = "") -> str:
    return f'<table:table table:name="{name}" {attributes}>{columns}{"".join(rows)}{BLANK_ROWS}</table:table>'


def ods_files() -> dict[str, bytes]:
    """The name and bytes of each OpenDocument file."""
    head = [ods_row([ods_cell(line)]) for line in [*STAMP, "", *TITLE, ""]]
    plain = [ods_row([ods_cell(text) for text in row]) for row in ROWS]
    hidden = [
        ods_row(
            [ods_cell(text) for text in row], 'table:visibility="filter"' * (row not in [HEADER, *WITHOUT_OBSERVERS])
        )
        for row in ROWS
    ]
    typed = []
    for row in ROWS:
        cells = [ods_cell(text) for text in row]
        day = re.fullmatch(r"до (\d\d)\.(\d\d)\.(\d{4})", row[2]) if len(row) > 2 else None
        if len(row) == 1:
            cells = [
                ods_cell(row[0], 'table:number-columns-spanned="5"'),
                '<table:covered-table-cell table:number-columns-repeated="4"/>',
            ]
        elif row in MEASURES:
            cells[0] = ods_cell(f"{row[0]}.", f'office:value-type="float" office:value="{row[0]}"')
        if day:
            date = f'office:value-type="date" office:date-value="{day[3]}-{day[2]}-{day[1]}"'
            cells[2] = ods_cell(f"{int(day[1])} September {day[3]}", date)
        typed.append(ods_row(cells))
    draft = [ods_row([ods_cell(row[0]), ods_cell("убрать ____"), *map(ods_cell, row[1:])]) for row in ROWS]
    column = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    properties = '<style:table-properties table:display="false"/>'
    style = f'<style:style style:name="no" style:family="table">{properties}</style:style>'
    old = ods_table([ods_row([ods_cell("Старый план ____")])], name="2019", attributes='table:style-name="no"')
    return {
        "plain-pass.ods": ods(ods_table([*head, *plain])),
        "typed-merged-pass.ods": ods(ods_table([*head, *typed])),
        "filtered-rows-fail-OBS001.ods": ods(ods_table([*head, *hidden])),
        "hidden-column-pass.ods": ods(ods_table([*head, *draft], column)),
        "hidden-sheet-pass.ods": ods(ods_table([*head, *plain]) + old, style),
    }


def delimited(rows: Sequence[Sequence[str]], sign: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign).writerows(rows)
    return out.getvalue()


def csv_files() -> dict[str, bytes]:
    """The name and bytes of each file of delimited text."""
    head = [[line] for line in [*STAMP, "", *TITLE, ""]]
    padded = [[*row, *[""] * (5 - len(row))] for row in [*head, *ROWS]]
    broken = [[text.replace(", ", ",\n") for text in row] for row in [*head, *ROWS]]
    return {
        "semicolon-pass.csv": delimited(padded, ";").encode("cp1251"),
        "comma-line-breaks-pass.csv": delimited(broken, ",").encode("utf-8"),
        "sep-line-pass.csv": ("sep=|\r\n" + delimited(padded, "|")).encode("utf-8-sig"),
        "tab-pass.tsv": delimited(padded, "\t").encode("utf-16"),
        "no-observers-fail-OBS001.csv": delimited([*head, HEADER, *WITHOUT_OBSERVERS], ";").encode("utf-8"),
        "prices-notplan.csv": delimited(PRICES, ";").encode("utf-8"),
        "binary-unread.csv": bytes(range(256)) * 20,
    }


def make() -> None:
    """Writes all files."""
    old = {**xls_files(), "excel-2003-xml-pass.xls": xml2003()}
    folders = {"xlsx": xlsx_files(), "xls": old, "ods": ods_files(), "csv": csv_files()}
    for folder, files in folders.items():
        for name, content in files.items():
            (CORPUS / folder / name).write_bytes(content)


if __name__ == "__main__":
    make()
