"""Good files of the zipped formats, made by hand so that any part of them can be spoilt."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape

Rows = Sequence[Sequence[str]]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006"
ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
)


def zipped(
    parts: Mapping[str, bytes | str] | Iterable[tuple[str, bytes | str]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """An archive of the parts in that order, the same bytes each time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of two parts of one name
        for name, content in parts.items() if isinstance(parts, Mapping) else parts:
            entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else method
            archive.writestr(entry, content)
    return target.getvalue()


def relations(*entries: tuple[str, str, str]) -> str:
    """A part of relationships: (kind, target, mode) each."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATED}/{kind}" Target="{target}"{mode and f" TargetMode={mode!r}"}/>'
        for number, (kind, target, mode) in enumerate(entries, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_TYPES}/relationships">{lines}</Relationships>'


def word_paragraph(text: str, properties: str = "") -> str:
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def word_table(rows: Rows, cell_properties: str = "") -> str:
    lines = "".join(
        "<w:tr>" + "".join(f"<w:tc>{cell_properties}{word_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{lines}</w:tbl>"


def docx(
    body: str,
    more: Mapping[str, bytes | str] | None = None,
    document: bytes | str | None = None,
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A Word document with that body; `more` adds or replaces parts, `document` replaces the main one."""
    types = (
        f'{HEAD}<Types xmlns="{_TYPES}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": types,
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
        "word/_rels/document.xml.rels": relations(("styles", "styles.xml", ""), ("numbering", "numbering.xml", "")),
        "word/document.xml": document or f"{HEAD}<w:document {W} {R}><w:body>{body}</w:body></w:document>",
    }
    return zipped(parts | dict(more or {}), method)


def xlsx(sheet: str, more: Mapping[str, bytes | str] | None = None) -> bytes:
    """A workbook of one sheet with that content of `<worksheet>`."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="{_TYPES}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml", "")),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml", ""), ("sharedStrings", "sharedStrings.xml", "")
        ),
        "xl/workbook.xml": f'{HEAD}<workbook {main} {R}><sheets><sheet name="План" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>",
        "xl/sharedStrings.xml": f"{HEAD}<sst {main}><si><t>Дело</t></si></sst>",
        "xl/worksheets/sheet1.xml": f"{HEAD}<worksheet {main}>{sheet}</worksheet>",
    }
    return zipped(parts | dict(more or {}))


def sheet_rows(rows: Rows) -> str:
    """Rows of texts as `<sheetData>`."""
    lines = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            for at, cell in enumerate(row)
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    return f"<sheetData>{lines}</sheetData>"


def open_document(
    kind: str, body: str, styles: str = "", more: Mapping[str, bytes | str] | None = None, content: str | None = None
) -> bytes:
    """An odt (`kind` is text) or ods (spreadsheet) with that content of its body."""
    mime = f"application/vnd.oasis.opendocument.{kind}"
    written = content or (
        f'{HEAD}<office:document-content {ODF} office:version="1.2"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )
    manifest = (
        f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/></manifest:manifest>'
    )
    parts: dict[str, bytes | str] = {"mimetype": mime, "content.xml": written, "META-INF/manifest.xml": manifest}
    return zipped(parts | dict(more or {}))


def open_table(rows: Rows, cell: str = "", row: str = "") -> str:
    """Rows of texts as `<table:table>`, `cell` and `row` being attributes of every one."""
    lines = "".join(
        f"<table:table-row {row}>"
        + "".join(
            f'<table:table-cell office:value-type="string" {cell}><text:p>{escape(one)}</text:p></table:table-cell>'
            for one in each
        )
        + "</table:table-row>"
        for each in rows
    )
    return f'<table:table table:name="План">{lines}</table:table>'
