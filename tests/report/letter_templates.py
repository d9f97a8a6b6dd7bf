"""Makes the templates of the letter of remarks: `python tests/report/letter_templates.py`."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import _Cell

from plancheck.word.package import steady

TEMPLATES = Path(__file__).parents[2] / "src/plancheck/report/writers/templates"
WIDTHS = [9, 20, 50, 56, 40]
SMALL = 9
TEXTS = {
    "ru": {
        "from": ["______________________________", "(орган управления образованием)"],
        "number": "№ ________ от «____» ______________ 20____ г.",
        "to": ["Руководителю", "{{ plan.organisation or '______________________________' }}"],
        "heading": "ЗАМЕЧАНИЯ",
        "about": "к документу «{{ plan.title }}»",
        "greeting": "По итогам рассмотрения представленного документа{% if plan.period %} (период: "
        "{{ plan.period }}){% endif %} сообщаем следующее. {{ plan.verdict }}",
        "none": "Замечаний нет.",
        "columns": ["№", "Где", "Замечание", "Что сделать", "Основание"],
        "in_plan": "В документе: «{{ quote }}»",
        "row": "Предлагаемая строка:",
        "questions": "Требует уточнения",
        "deadline": "Просим устранить замечания и представить исправленный документ до «____» ______________ 20____ г. "
        "({{ deadline }} со дня получения письма).",
        "sign": ["______________________", "______________", "______________________"],
        "captions": ["(должность)", "(подпись)", "(фамилия, инициалы)"],
        "contact": "Исполнитель: ______________________, тел. ______________",
    },
    "en": {
        "from": ["______________________________", "(education authority)"],
        "number": "No. ________ of ______________ 20____",
        "to": ["To the head of", "{{ plan.organisation or '______________________________' }}"],
        "heading": "REMARKS",
        "about": "on the document “{{ plan.title }}”",
        "greeting": "The document that you submitted{% if plan.period %} (period: {{ plan.period }}){% endif %} "
        "has been looked through. {{ plan.verdict }}",
        "none": "There are no remarks.",
        "columns": ["No.", "Where", "Remark", "What to do", "Grounds"],
        "in_plan": "The document says: “{{ quote }}”",
        "row": "A row to put in:",
        "questions": "To be made clear",
        "deadline": "Please correct the document and submit it again by ______________ 20____ "
        "({{ deadline }} from receipt of this letter).",
        "sign": ["______________________", "______________", "______________________"],
        "captions": ["(position)", "(signature)", "(name)"],
        "contact": "Contact: ______________________, phone ______________",
    },
}


def line(
    word: WordDocument | _Cell, text: str, *, bold: bool = False, right: bool = False, middle: bool = False
) -> None:
    paragraph = word.add_paragraph()
    paragraph.add_run(text).bold = bold or None
    if right or middle:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.CENTER


def fill(cell: _Cell, *lines: str, bold: bool = False) -> None:
    for at, text in enumerate(lines):
        paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
        paragraph.add_run(text).bold = bold or None


def remarks(word: WordDocument, texts: dict[str, str | list[str]]) -> None:
    """The table of one severity: a header, and a row for each remark between the two rows that say so."""
    table = word.add_table(4, 5, style="Table Grid")
    table.autofit = False
    for cell, title in zip(table.rows[0].cells, texts["columns"], strict=True):
        fill(cell, title, bold=True)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    fill(table.rows[1].cells[0], "{%tr for remark in group.remarks %}")
    cells = table.rows[2].cells
    fill(cells[0], "{{ remark.number }}")
    fill(cells[1], "{{ remark.where }}")
    fill(
        cells[2],
        "{{ remark.message }}",
        "{%p for quote in remark.quotes %}",
        str(texts["in_plan"]),
        "{%p endfor %}",
    )
    fill(
        cells[3],
        "{{ remark.remedy }}",
        "{%p if remark.row %}",
        str(texts["row"]),
        "{%p endif %}",
        "{%p for cell in remark.row %}",
        "{{ cell.name }}: {{ cell.text }}",
        "{%p endfor %}",
    )
    fill(cells[4], "{{ remark.rule }}", "{%p for source in remark.source %}", "{{ source }}", "{%p endfor %}")
    fill(table.rows[3].cells[0], "{%tr endfor %}")
    for cell in (cell for row in table.rows for cell in row.cells):
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_after = Pt(0)
            for run in paragraph.runs:
                run.font.size = Pt(SMALL)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        for cell in column.cells:
            cell.width = Mm(width)
        column.width = Mm(width)


def template(texts: dict[str, str | list[str]]) -> bytes:
    word = docx.Document()
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(20), Mm(15), Mm(20), Mm(20)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11)
    normal.paragraph_format.space_after = Pt(3)
    line(word, "{%p for plan in plans %}")
    for text in texts["from"]:
        line(word, text)
    line(word, str(texts["number"]))
    for text in texts["to"]:
        line(word, text, right=True)
    line(word, "")
    line(word, str(texts["heading"]), bold=True, middle=True)
    line(word, str(texts["about"]), middle=True)
    line(word, "")
    line(word, str(texts["greeting"]))
    line(word, "{%p for group in plan.groups %}")
    line(word, "{{ group.title }}", bold=True)
    remarks(word, texts)
    line(word, "{%p endfor %}")
    line(word, "{%p if not plan.groups %}")
    line(word, str(texts["none"]))
    line(word, "{%p endif %}")
    line(word, "{%p if plan.questions %}")
    line(word, str(texts["questions"]), bold=True)
    line(word, "{%p endif %}")
    line(word, "{%p for question in plan.questions %}")
    line(word, "{{ question.number }}. {{ question.title }}. {{ question.reason }}")
    line(word, "{%p endfor %}")
    line(word, "")
    line(word, "{%p if plan.groups %}")
    line(word, str(texts["deadline"]))
    line(word, "{%p endif %}")
    line(word, "")
    signs = word.add_table(2, 3)
    for row, captions in zip(signs.rows, (texts["sign"], texts["captions"]), strict=True):
        for cell, text in zip(row.cells, captions, strict=True):
            fill(cell, text)
    line(word, "")
    line(word, str(texts["contact"]))
    line(word, "{%p if not loop.last %}")
    word.add_page_break()
    line(word, "{%p endif %}")
    line(word, "{%p endfor %}")
    about = word.core_properties
    about.author, about.comments, about.title = "plancheck", "", ""
    about.created = about.modified = dt.datetime(2026, 1, 1)
    made = io.BytesIO()
    word.save(made)
    return steady(made.getvalue())


def main() -> None:
    TEMPLATES.mkdir(exist_ok=True)
    for lang, texts in TEXTS.items():
        (TEMPLATES / f"letter.{lang}.docx").write_bytes(template(texts))


if __name__ == "__main__":
    main()
