"""Makes the Word files of tests/corpus/docx: `python tests/corpus/make/docx_files.py`. The same bytes each time."""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

CORPUS = Path(__file__).parents[1]
sys.path.insert(0, str(CORPUS.parent / "readers"))

from months import MONTHS, by_months  # noqa: E402 - the lines above find both
from word_files import cell, listing, paragraph, part, row, run, table, word_file  # noqa: E402 - found by the line above

STAMP = ["УТВЕРЖДАЮ", "Директор МБОУ «Луговская СОШ» Заозёрского района", "______________ А. П. Рябинина"]
STAMP += ["Приказ от 28.08.2025 № 112"]
TITLE = "План мероприятий МБОУ «Луговская СОШ» по обеспечению объективности проведения и оценивания ВПР"
YEAR = "на 2025-2026 учебный год"
HEADER = ["№ п/п", "Мероприятие", "Срок", "Ответственный", "Ожидаемый результат"]
SECTIONS: dict[str, list[list[str]]] = {
    "Порядок и ответственные": [
        ["Приказ о назначении школьного координатора ВПР и ответственных организаторов", "до 12.09.2025",
         "Директор школы", "Приказ"],
        ["Приказ о порядке проведения ВПР в 2026 году и распределении организаторов по кабинетам", "до 03.04.2026",
         "Директор школы", "Приказ, список организаторов"],
        ["Внесение изменений в положение о текущем контроле и промежуточной аттестации", "октябрь 2025",
         "Заместитель директора по УВР", "Положение в новой редакции"],
        ["Размещение на сайте школы единого графика оценочных процедур", "до 26.09.2025, до 30.01.2026",
         "Школьный координатор, ответственный за сайт", "График на сайте"],
        ["Ознакомление организаторов под подпись с инструкциями и персональной ответственностью за их нарушение",
         "апрель 2026", "Школьный координатор", "Листы ознакомления"],
    ],
    "Информирование": [
        ["Совещание с учителями о порядке ВПР и последствиях недостоверных результатов", "сентябрь 2025, март 2026",
         "Заместитель директора по УВР", "Протокол совещания"],
        ["Родительские собрания: зачем нужны ВПР и как читать их результаты", "ноябрь 2025, апрель 2026",
         "Классные руководители", "Протоколы собраний"],
        ["Работа телефона горячей линии по вопросам проведения ВПР", "с 01.04.2026 по 20.05.2026",
         "Школьный координатор", "Журнал обращений"],
    ],
    "Обучение": [
        ["Семинар для учителей о критериях оценивания", "январь 2026", "Руководители ШМО", "Материалы семинара"],
        ["Инструктаж организаторов и независимых наблюдателей", "до 17.04.2026", "Школьный координатор",
         "Журнал инструктажа"],
        ["Коллегиальная проверка работ: обсуждение критериев до начала проверки, комиссия из двух учителей",
         "по графику проведения ВПР", "Руководители ШМО", "Протоколы проверки"],
    ],
    "Проведение и наблюдение": [
        ["Присутствие независимых наблюдателей из числа родителей, дети которых не пишут эту работу, "
         "в каждом кабинете на ВПР", "в день проведения ВПР", "Заместитель директора по УВР", "Акты наблюдения"],
        ["Исключение конфликта интересов: учитель не работает организатором и не проверяет работы в своём классе",
         "по графику проведения ВПР", "Школьный координатор", "Приказ о составе комиссий"],
        ["Видеонаблюдение в кабинетах, где пишут и где проверяют работы", "20.04.2026-20.05.2026",
         "Заместитель директора по УВР", "Видеозаписи, хранение до 01.08.2026"],
        ["Хранение работ до и после проверки в сейфе, доступ по списку", "20.04.2026-20.05.2026",
         "Школьный координатор", "Журнал выдачи работ"],
    ],
    "Анализ": [
        ["Перекрёстная перепроверка каждой десятой работы учителями соседней школы", "до 29.05.2026",
         "Заместитель директора по УВР", "Протоколы перепроверки"],
        ["Анализ результатов ВПР, сопоставление с отметками за четверть", "до 15.06.2026",
         "Заместитель директора по УВР, руководители ШМО", "Аналитическая справка"],
        ["Внутришкольный контроль за объективностью текущего оценивания в классах с признаками завышения",
         "1 раз в четверть", "Заместитель директора по УВР", "Справки"],
        ["Отчёт о выполнении плана на педагогическом совете", "до 30.06.2026", "Директор школы",
         "Протокол педагогического совета"],
    ],
}  # fmt: skip
MEASURES = [measure for measures in SECTIONS.values() for measure in measures]
OBSERVERS = next(place for place, measure in enumerate(MEASURES) if measure[0].startswith("Присутствие"))
WIDTHS = [600, 5200, 1900, 2300, 2400]
Measure = Callable[[int, list[str]], str | list[str]]


def lines(*texts: str) -> str:
    return "".join(map(paragraph, texts))


def head() -> str:
    return lines(*STAMP, TITLE, YEAR)


def numbered(place: int, measure: list[str]) -> list[str]:
    return [str(place + 1), *measure]


def plan_rows(write: Measure = numbered) -> Iterable[str | list[str]]:
    """The header, and below each section's row its measures as `write` has them (place from 0, cells)."""
    yield HEADER
    place = 0
    for number, (section, measures) in enumerate(SECTIONS.items(), start=1):
        yield [cell(f"{number}. {section}", span=5)]
        for measure in measures:
            yield write(place, measure)
            place += 1


def plan_table(write: Measure = numbered) -> str:
    return table(list(plan_rows(write)), WIDTHS)


def only(place: int, change: Callable[[list[str]], str | list[str]]) -> Measure:
    """Rows as usual but for the one at `place`."""
    return lambda at, measure: change(numbered(at, measure)) if at == place else numbered(at, measure)


def control(inside: str) -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="Поле"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def inserted(inside: str) -> str:
    return f'<w:ins w:id="1" w:author="Секретарь">{inside}</w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="Секретарь"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def box(inside: str) -> str:
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="2880000" '
        f'cy="1440000"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData>'
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def png() -> bytes:
    """A picture of one white point: what it shows is not looked at."""

    def chunk(kind: bytes, inside: bytes) -> bytes:
        return struct.pack(">I", len(inside)) + kind + inside + struct.pack(">I", zlib.crc32(kind + inside))

    head_of = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head_of) + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b"")
    )


def picture(width: int, height: int) -> str:
    """A run with the picture rId1, its size in centimetres."""
    size = f'<wp:extent cx="{width * 360_000}" cy="{height * 360_000}"/>'
    blip = '<a:graphic><a:graphicData><a:blip r:embed="rId1"/></a:graphicData></a:graphic>'
    return f"<w:r><w:drawing><wp:inline>{size}{blip}</wp:inline></w:drawing></w:r>"


def content_controls(place: int, measure: list[str]) -> str:
    cells = [cell(text) for text in numbered(place, measure)]
    cells[2] = control(cells[2])
    cells[3] = cell(control(paragraph(control(run(measure[2])))))
    return control(f"<w:tr>{''.join(cells)}</w:tr>")


def tracked(place: int, measure: list[str]) -> str:
    first, _, rest = measure[0].partition(" ")
    text = paragraph(inserted(run(first)) + deleted(" не") + run(f" {rest}"))
    if place % 5 == 2:  # a paragraph's end was deleted, the two are one now
        text = paragraph(first, "<w:rPr><w:del w:id='3'/></w:rPr>") + paragraph(f" {rest}")
    mark = '<w:ins w:id="5" w:author="Секретарь"/>' if place % 4 == 3 else ""
    here = row([str(place + 1), cell(text), *measure[1:]], mark)
    gone = row(["", "Это мероприятие снято", "май 2026", "Завхоз", ""], '<w:del w:id="4"/>') if place % 6 == 5 else ""
    return here + gone


def dragged(place: int, measure: list[str]) -> list[str]:
    """Rows whose lines are a little beside those of the others: spans differ, columns do not."""
    cells = numbered(place, measure)
    wide = [(1, 2, 1, 1, 1), (1, 1, 2, 1, 1), (2, 1, 1, 1, 1)][place % 3]
    return [cell(text, span=span) for text, span in zip(cells, wide, strict=True)]


def responsible_merged(place: int, measure: list[str]) -> list[str]:
    cells = numbered(place, measure)
    if place in (0, 1):  # both are the director's
        cells[3] = cell(measure[2] if place == 0 else "", down="restart" if place == 0 else "continue")
    return cells


def with_section_column() -> str:
    rows: list[list[str]] = [["Раздел", *HEADER]]
    place = 0
    for section, measures in SECTIONS.items():
        for at, measure in enumerate(measures):
            first = cell("" if at else section, down="continue" if at else "restart")
            rows.append([first, *numbered(place, measure)])
            place += 1
    return table(rows, [1500, *WIDTHS])


def with_direction_column() -> str:
    """Directions repeated in each row, under a title made of a measure's word; measures under «Содержание …»."""
    rows: list[list[str]] = [["№ п/п", "Направление работы", "Содержание деятельности", *HEADER[2:]]]
    measures = [(section, measure) for section, listed in SECTIONS.items() for measure in listed]
    for place, (section, measure) in enumerate(measures):
        number, *rest = numbered(place, measure)
        rows.append([number, section, *rest])
    return table(rows, [WIDTHS[0], 1500, *WIDTHS[1:]])


def levels() -> str:
    """Sections and measures numbered by one list of two levels: «1.» and «1.1.»."""
    rows: list[str | list[str]] = [HEADER]
    for section, measures in SECTIONS.items():
        rows.append([cell(paragraph(section, item=(1, 0)), span=5)])
        rows += [[cell(paragraph(item=(1, 1))), *measure] for measure in measures]
    return table(rows, WIDTHS)


def tables_by_section() -> str:
    written, place = "", 0
    for number, (section, measures) in enumerate(SECTIONS.items(), start=1):
        written += paragraph(f"{number}. {section}", '<w:pStyle w:val="1"/>')
        written += table([HEADER, *(numbered(place + at, measure) for at, measure in enumerate(measures))], WIDTHS)
        place += len(measures)
    return written


def repeated_header() -> str:
    written = list(plan_rows())
    written[0] = row(HEADER, "<w:tblHeader/>")
    return table([*written[:9], HEADER, *written[9:]], WIDTHS)


def storeys() -> str:
    """A header of two storeys: «Исполнение» over the deadline and the responsible."""
    upper = [cell(text, down="restart") for text in HEADER[:2]]
    upper += [cell("Исполнение", span=2), cell(HEADER[4], down="restart")]
    under = cell("", down="continue")
    return table([upper, [under, under, HEADER[2], HEADER[3], under], *list(plan_rows())[1:]], WIDTHS)


def month_columns(unmarked: int = -1) -> str:
    """«Срок» over two years, these over their months, a mark in the month of each measure but one."""
    begun, under = [cell(text, down="restart") for text in HEADER], cell("", down="continue")
    rows: list[str | list[str]] = [
        [*begun[:2], cell("Срок", span=len(MONTHS)), *begun[3:]],
        [under, under, cell("2025 год", span=4), cell("2026 год", span=len(MONTHS) - 4), under, under],
        [under, under, *(month[:3] for month in MONTHS), under, under],
    ]
    place = 0
    for section, measures in SECTIONS.items():
        rows.append([cell(section, span=len(MONTHS) + 4)])
        for measure in measures:
            number, text, deadline, *rest = numbered(place, measure)
            rows.append([number, text, *by_months("" if place == unmarked else deadline), *rest])
            place += 1
    return table(rows, [600, 4000, *[500] * len(MONTHS), 2300, 2400])


def old_merges() -> str:
    begun, covered = '<w:hMerge w:val="restart"/>', cell("", properties="<w:hMerge/>")
    rows: list[str | list[str]] = [HEADER]
    place = 0
    for number, (section, measures) in enumerate(SECTIONS.items(), start=1):
        rows.append([cell(f"{number}. {section}", properties=begun), *[covered] * 4])
        rows += [numbered(place + at, measure) for at, measure in enumerate(measures)]
        place += len(measures)
    return table(rows)


def fields(place: int, measure: list[str]) -> list[str]:
    """Deadlines out of fields, words with soft hyphens inside smart tags and links."""
    text, deadline, who, result = measure
    coded = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF s \\h</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(deadline)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    soft = text.replace("проведен", "прове\u00adден")
    link = f'<w:hyperlink w:anchor="a">{run(soft[6:])}</w:hyperlink>'
    tagged = f'<w:smartTag w:element="place">{run(soft[:6])}{link}</w:smartTag>'
    return [str(place + 1), cell(paragraph(tagged)), cell(paragraph(coded)), who, result]


def footnoted(place: int, measure: list[str]) -> list[str]:
    cells = numbered(place, measure)
    if place == 0:
        mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
        cells[2] = cell(paragraph(run(measure[1]) + mark))
    return cells


def inner_table(cells: list[str]) -> list[str]:
    inner = table([["5 «А»", "кабинет 12"], ["5 «Б»", "кабинет 14"]])
    cells[4] = cell(paragraph(cells[4]) + inner)
    return cells


def without(column: int) -> Callable[[list[str]], list[str]]:
    """The cell at that place hidden as text: it is there and not shown."""

    def change(cells: list[str]) -> list[str]:
        cells[column] = cell(paragraph(run(cells[column], "<w:vanish/>")))
        return cells

    return change


def undated(cells: list[str]) -> list[str]:
    cells[2] = cell(paragraph(deleted(cells[2])))
    return cells


HEADING = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>'
NOTES = part("footnotes", f'<w:footnote w:id="1">{paragraph("Если приказ не издан раньше.")}</w:footnote>')
SIGNS = table([["СОГЛАСОВАНО Педагогический совет", cell(lines(*STAMP))]], [4800, 4800])
ORDER = lines(
    "Муниципальное бюджетное общеобразовательное учреждение «Луговская СОШ» Заозёрского района",
    "ПРИКАЗ",
    "28.08.2025 № 112",
    "Об утверждении плана мероприятий",
    "В целях обеспечения объективности оценочных процедур приказываю:",
) + "".join(
    paragraph(text, item=(1, 0))
    for text in ("Утвердить план мероприятий (приложение).", "Контроль исполнения приказа оставляю за собой.")
)
MEMO = lines(
    "Памятка для родителей",
    "Всероссийская проверочная работа пишется в школе, в обычном классе, за один или два урока. "
    "Готовить ребёнка к ней отдельно не нужно: она показывает, что он усвоил за год.",
    "Принести с собой: две чёрные ручки, линейку, воду. Телефон остаётся дома.",
) + table([["Класс", "Кабинет", "Начало"], ["5 «А»", "12", "9:00"], ["5 «Б»", "14", "9:00"]])
DOTTED, TWO_LEVELS = listing([("decimal", "%1.")]), listing([("decimal", "%1."), ("decimal", "%1.%2.")])
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
PICTURE: dict[str, tuple[str, str | bytes]] = {"media/image1.png": ("image", png())}
SECTION_WITH_HEADER = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'

FILES: dict[str, tuple[str, bytes]] = {
    "plain-pass.docx": ("as most plans are: stamp, title, sections over all columns", word_file(head() + plan_table())),
    "vmerge-section-pass.docx": (
        "a column of sections, each merged down over its measures",
        word_file(head() + with_section_column()),
    ),
    "direction-column-pass.docx": (
        "directions repeated in a column titled «Направление работы» beside «Содержание деятельности»",
        word_file(head() + with_direction_column()),
    ),
    "vmerge-responsible-pass.docx": (
        "one responsible merged down over two measures",
        word_file(head() + plan_table(responsible_merged)),
    ),
    "content-controls-pass.docx": (
        "content controls around rows, cells, paragraphs and words: python-docx loses those rows",
        word_file(control(head()) + control(plan_table(content_controls))),
    ),
    "tracked-changes-pass.docx": (
        "words, rows and paragraph ends inserted and deleted with changes recorded: read as accepted",
        word_file(head() + plan_table(tracked)),
    ),
    "tracked-deadline-fail-DOC005.docx": (
        "a deadline deleted with changes recorded is an empty one",
        word_file(head() + plan_table(only(0, undated))),
    ),
    "tracked-row-fail-OBS001.docx": (
        "the row on observers deleted with changes recorded is no measure",
        word_file(head() + plan_table(only(OBSERVERS, lambda cells: row(cells, '<w:del w:id="1"/>')))),
    ),
    "auto-numbers-pass.docx": (
        "numbers of rows counted by Word: cells with nothing but an empty list item",
        word_file(
            head() + plan_table(lambda _, measure: [cell(paragraph(item=(1, 0))), *measure]), numbering=DOTTED
        ),
    ),
    "auto-levels-pass.docx": (
        "one list of two levels counts sections (1.) and measures (1.1.)",
        word_file(head() + levels(), numbering=TWO_LEVELS),
    ),
    "text-box-stamp-pass.docx": (
        "the approval stamp in a text box, written twice as Word does for old programs",
        word_file(paragraph(box(lines(*STAMP))) + lines(TITLE, YEAR) + plan_table()),
    ),
    "text-box-plan-pass.docx": (
        "the table of the plan stands in a text box",
        word_file(head() + paragraph(box(plan_table() + paragraph()))),
    ),
    "stamp-table-pass.docx": (
        "a table without lines holds «СОГЛАСОВАНО» and «УТВЕРЖДАЮ» side by side",
        word_file(SIGNS + lines(TITLE, YEAR) + plan_table()),
    ),
    "order-appendix-pass.docx": (
        "an order with numbered points, the plan is its appendix",
        word_file(ORDER + lines("Директор А. П. Рябинина", "Приложение к приказу от 28.08.2025 № 112", TITLE, YEAR)
                  + plan_table(), numbering=DOTTED),
    ),
    "nested-frame-pass.docx": (
        "the whole page stands in a table of one column, the plan's table inside it",
        word_file(table([[cell(lines(*STAMP))], [cell(lines(TITLE, YEAR))], [cell(plan_table())]])),
    ),
    "inner-table-pass.docx": (
        "a small table inside a cell of the plan is text of that cell",
        word_file(head() + plan_table(only(1, inner_table))),
    ),
    "tables-by-section-pass.docx": (
        "a heading and a table of its own for each section",
        word_file(head() + tables_by_section(), styles=HEADING),
    ),
    "repeated-header-pass.docx": (
        "the header marked to be repeated, and typed once more in the middle",
        word_file(head() + repeated_header()),
    ),
    "two-storey-header-pass.docx": (
        "«Исполнение» over deadline and responsible in a header of two rows",
        word_file(head() + storeys()),
    ),
    "month-columns-pass.docx": (
        "deadlines as marks in columns of months, under «Срок» and two years: a header of three rows",
        word_file(head() + month_columns()),
    ),
    "month-columns-fail-DOC005.docx": (
        "no month marked for one measure: its deadline is empty",
        word_file(head() + month_columns(unmarked=2)),
    ),
    "old-merges-pass.docx": (
        "rows of sections merged the way of old Word (w:hMerge), no table grid",
        word_file(head() + old_merges()),
    ),
    "dragged-lines-pass.docx": (
        "column lines dragged by hand: each row has its cells, no two the same spans",
        word_file(head() + table([[cell(HEADER[0]), cell(HEADER[1], span=2), *HEADER[2:]],
                                  *(dragged(place, measure) for place, measure in enumerate(MEASURES))],
                                 [600, 4800, 400, 1900, 2300, 2400])),
    ),
    "fields-pass.docx": (
        "deadlines out of fields, soft hyphens, smart tags and links around words",
        word_file(head() + plan_table(fields)),
    ),
    "footnotes-pass.docx": (
        "a footnote at a deadline: no digit sticks to the date",
        word_file(head() + plan_table(footnoted), parts={"footnotes.xml": ("footnotes", NOTES)}),
    ),
    "title-in-header-pass.docx": (
        "stamp and title stand in the page header, the text begins with the table",
        word_file(plan_table() + SECTION_WITH_HEADER,
                  parts={"header1.xml": ("header", part("hdr", lines(*STAMP, TITLE, YEAR)))}),
    ),
    "hidden-row-fail-OBS001.docx": (
        "the row on observers is hidden: left out, and said to be",
        word_file(head() + plan_table(only(OBSERVERS, lambda cells: row(cells, "<w:hidden/>")))),
    ),
    "hidden-deadline-fail-DOC005.docx": (
        "a deadline in hidden text is an empty one",
        word_file(head() + plan_table(only(0, without(2)))),
    ),
    "strict-pass.docx": (
        "the namespaces of ISO 29500 Strict, the main part under another name",
        word_file(head() + plan_table(), strict=True, main="word/document2.xml"),
    ),
    "macros-pass.docm": (
        "a document with macros: they are not touched",
        word_file(head() + plan_table(), main_type=MACROS, loose={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 9}),
    ),
    "stamp-scan-pass.docx": (
        "a scan of the approval page above a plan in text: read, and said that the picture is not",
        word_file(paragraph(picture(16, 20)) + head() + plan_table(), parts=PICTURE),
    ),
    "picture-unread.docx": (
        "a title and two scanned pages: the plan is a picture",
        word_file(lines(TITLE, YEAR) + paragraph(picture(17, 24)) * 2, parts=PICTURE),
    ),
    "cut-unread.docx": ("the file was cut in the middle", word_file(head() + plan_table())[:3_000]),
    "no-main-part-unread.docx": (
        "a package with a document in its name list and none in it",
        word_file(head(), main="word/document.xml").replace(b"word/document.xml", b"word/documemt.xml"),
    ),
    "empty-unread.docx": ("nothing but empty paragraphs and cells", word_file(lines("", "") + table([["", ""]]))),
    "memo-notplan.docx": ("a memo for parents with a small table of rooms", word_file(MEMO)),
}  # fmt: skip


def main() -> None:
    folder = CORPUS / "docx"
    folder.mkdir(exist_ok=True)
    for name, (_, content) in FILES.items():
        (folder / name).write_bytes(content)
    about = "".join(f'{name}: "{line}"\n' for name, (line, _) in FILES.items())
    (folder / "about.yaml").write_text(
        f"# What each Word file shows; made by tests/corpus/make/{Path(__file__).name}.\n{about}", "utf-8"
    )


if __name__ == "__main__":
    main()
