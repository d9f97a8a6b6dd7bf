"""Word documents for the tests, written part by part: what no library writes can be written here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PREFIXES = {
    "w": _WORD,
    "r": _RELATIONS,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _PREFIXES.items())
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STRICT = {
    _WORD: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    _RELATIONS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    _PREFIXES["a"]: "http://purl.oclc.org/ooxml/drawingml/main",
    _PREFIXES["wp"]: "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
}


def run(text: str, properties: str = "") -> str:
    """A run of that text; `properties` is what stands in its `w:rPr`."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str = "", properties: str = "", *, item: tuple[int, int] | None = None) -> str:
    """A paragraph: plain text, or runs as written; `item` is the id and level of its list."""
    if item is not None:
        properties += f'<w:numPr><w:ilvl w:val="{item[1]}"/><w:numId w:val="{item[0]}"/></w:numPr>'
    inside = content if not content or content.startswith("<") else run(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def cell(content: str = "", *, span: int = 1, down: str = "", properties: str = "") -> str:
    """A cell: plain text, or blocks as written; `down` is «restart» or «continue»."""
    if span > 1:
        properties += f'<w:gridSpan w:val="{span}"/>'
    if down:
        properties += '<w:vMerge w:val="restart"/>' if down == "restart" else "<w:vMerge/>"
    inside = content if content.startswith("<w:") or content.startswith("<mc:") else paragraph(content)
    if not inside.endswith("</w:p>") and "<w:tbl>" in inside:
        inside += "<w:p/>"  # Word wants a paragraph after a table in a cell
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inside}</w:tc>"


def row(cells: Sequence[str], properties: str = "") -> str:
    """A row of cells: each plain text, or `w:tc` as written."""
    looks = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{looks}{''.join(each if each.startswith('<w:') else cell(each) for each in cells)}</w:tr>"


def table(rows: Sequence[Sequence[str] | str], widths: Sequence[int] = ()) -> str:
    """A table of rows: each the texts of its cells, or `w:tr` as written; `widths` in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    inside = "".join(each if isinstance(each, str) else row(each) for each in rows)
    return f"<w:tbl><w:tblPr/>{f'<w:tblGrid>{grid}</w:tblGrid>' if grid else ''}{inside}</w:tbl>"


def listing(levels: Sequence[tuple[str, str]], list_id: int = 1, more: str = "", extra: Sequence[str] = ()) -> str:
    """An abstract list and its `w:num` of one id: levels as (form, pattern), with `extra` XML for each of them.

    `more` goes into the `w:num`.
    """
    written = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'{extra[depth] if depth < len(extra) else ""}<w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (form, pattern) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{list_id}">{written}</w:abstractNum>'
        f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{list_id}"/>{more}</w:num>'
    )


def part(root: str, inside: str) -> str:
    """A part's XML, all prefixes declared."""
    return f"{_HEAD}<w:{root} {_DECLARED}>{inside}</w:{root}>"


def word_file(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    parts: Mapping[str, tuple[str, str | bytes]] | None = None,
    loose: Mapping[str, bytes] | None = None,
    main: str = "word/document.xml",
    main_type: str = _MAIN_TYPE,
    strict: bool = False,
) -> bytes:
    """The bytes of a document. `parts` are further parts by their name, each as (kind of relation, content).

    The n-th of them has the relationship id `rId<n>` (1-based). `loose` are parts nothing points to. `strict`
    writes the namespaces of ISO 29500 Strict.
    """
    folder, _, name = main.rpartition("/")
    related: dict[str, tuple[str, str | bytes]] = dict(parts or {})
    if styles:
        related["styles.xml"] = ("styles", part("styles", styles))
    if numbering:
        # Word wants all abstract lists before the lists themselves; readers do not
        related["numbering.xml"] = ("numbering", part("numbering", numbering))
    relations = "".join(
        f'<Relationship Id="rId{place}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for place, (target, (kind, _)) in enumerate(related.items(), start=1)
    )
    opening = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    prefix = f"{folder}/" if folder else ""
    written: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/{main}" ContentType="{main_type}"/></Types>',
        "_rels/.rels": f'{_HEAD}{opening}<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" '
        f'Target="{main}"/></Relationships>',
        main: part("document", f"<w:body>{body}</w:body>"),
        f"{prefix}_rels/{name}.rels": f"{_HEAD}{opening}{relations}</Relationships>",
        **{f"{prefix}{target}": content for target, (_, content) in related.items()},
        **(loose or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for target, content in written.items():
            if strict and isinstance(content, str):
                for usual, other in _STRICT.items():
                    content = content.replace(usual, other)  # noqa: PLW2901 - the same part, in other namespaces
            entry = zipfile.ZipInfo(target, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()
