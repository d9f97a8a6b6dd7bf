"""Makes the plans of tests/corpus/layouts, each in a shape of its own: `python tests/corpus/make/layouts.py`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

CORPUS = Path(__file__).parents[1]
sys.path.insert(0, str(CORPUS.parent / "readers"))

from docx_files import HEADER, MEASURES, SECTIONS, STAMP, TITLE, WIDTHS, YEAR, head, lines  # noqa: E402 - found above
from word_files import cell, listing, paragraph, run, table, word_file  # noqa: E402 - found by the line above

Item = Callable[[int, int, list[str]], list[str]]  # a measure's place among all and in its section (both from 1)


def bold(text: str) -> str:
    return paragraph(run(text, "<w:b/>"))


def listed(item: Item, title: str = "{section}") -> Iterator[tuple[bool, str]]:
    """The lines of a list: whether each is a section's title, and its text."""
    place = 0
    for number, (section, measures) in enumerate(SECTIONS.items(), start=1):
        yield True, title.format(number=number, section=section)
        for own, measure in enumerate(measures, start=1):
            place += 1
            yield from ((False, text) for text in item(place, own, measure))


def as_text(item: Item, title: str = "{section}") -> bytes:
    written = (f"\n{text}" if heading else text for heading, text in listed(item, title))
    return "\n".join([*STAMP, "", TITLE, YEAR, *written, ""]).encode()


def as_paragraphs(item: Item, title: str = "{section}") -> bytes:
    return word_file(
        head() + "".join(bold(text) if heading else paragraph(text) for heading, text in listed(item, title))
    )


def in_one_paragraph(place: int, _: int, measure: list[str]) -> list[str]:
    what, when, who, result = measure
    return [f"{place}. {what}. Срок: {when}. Ответственный: {who}. Ожидаемый результат: {result}."]


def under_each_other(place: int, _: int, measure: list[str]) -> list[str]:
    what, when, who, result = measure
    return [f"{place}) {what}.", f"Срок – {when}.", f"Ответственные – {who}.", f"Итоговый документ – {result}."]


def behind_dashes(_: int, __: int, measure: list[str]) -> list[str]:
    what, when, who, result = measure
    return [f"- {what};", f"  - срок: {when};", f"  - ответственный: {who};", f"  - результат: {result}."]


def in_brackets(place: int, _: int, measure: list[str]) -> list[str]:
    return [f"{place}. {measure[0]} ({measure[1]}, {measure[2]})."]


def undated_once(place: int, own: int, measure: list[str]) -> list[str]:
    written = under_each_other(place, own, measure)
    return written if place != 2 else [written[0], *written[2:]]


def word_list() -> bytes:
    """Two lists of Word's own: numbers for sections and measures, bullets below."""
    body = head()
    for section, measures in SECTIONS.items():
        body += paragraph(run(section, "<w:b/>"), item=(1, 0))
        for what, when, who, result in measures:
            below = (f"Срок: {when}", f"Ответственный: {who}", f"Результат: {result}")
            body += paragraph(what, item=(1, 1)) + "".join(paragraph(text, item=(2, 0)) for text in below)
    return word_file(
        body, numbering=listing([("decimal", "%1."), ("decimal", "%1.%2.")]) + listing([("bullet", "•")], 2)
    )


def cards() -> bytes:
    body = head()
    for number, (what, when, who, result) in enumerate(MEASURES, start=1):
        rows = [[f"{number}.", what], ["Срок", when], ["Ответственный", who], ["Результат", result]]
        body += table(rows, [2500, 7000]) + paragraph()
    return word_file(body)


def on_its_side() -> bytes:
    rows = zip(HEADER, *([str(place), *measure] for place, measure in enumerate(MEASURES, start=1)), strict=True)
    return word_file(head() + table([list(row) for row in rows]) + paragraph())


def by_sections(titles: list[str | list[str]], write: Callable[[int, list[str]], list[str]], columns: int) -> bytes:
    rows: list[str | list[str]] = list(titles)
    place = 0
    for number, (section, measures) in enumerate(SECTIONS.items(), start=1):
        rows.append([cell(f"{number}. {section}", span=columns)])
        for measure in measures:
            place += 1
            rows.append(write(place, measure))
    return word_file(head() + table(rows, [9600 // columns] * columns) + paragraph())


def joint(place: int, measure: list[str]) -> list[str]:
    what, when, who, result = measure
    return [str(place), what, cell(lines(when, who)) if place % 2 else f"{who}, {when}", result]


GROUPED: list[str | list[str]] = [
    [cell("Что делаем", span=2), cell("Исполнение", span=2), "Итог"],
    ["№", "Мероприятие", "Срок", "Ответственный", "Вид документа"],
]


def points() -> bytes:
    """A row for each section: its measures under numbers in one cell, answered by number in the others."""
    rows = [["№", "Направление", "Мероприятия", "Сроки", "Ответственные"]]
    for number, (section, measures) in enumerate(SECTIONS.items(), start=1):
        cells = ((f"{own}) {measure[at]}" for own, measure in enumerate(measures, start=1)) for at in (0, 1, 2))
        rows.append([str(number), section, *(cell(lines(*texts)) for texts in cells)])
    return word_file(head() + table(rows, WIDTHS) + paragraph())


def months() -> bytes:
    """Deadlines are the headings above the tables."""
    body = head()
    for month, measures in (
        ("Сентябрь 2025", MEASURES[:9]),
        ("Апрель 2026", MEASURES[9:15]),
        ("Июнь 2026", MEASURES[15:]),
    ):
        rows = [[str(place), what, who, result] for place, (what, _, who, result) in enumerate(measures, start=1)]
        body += bold(month) + table([["№", "Мероприятие", "Ответственный", "Результат"], *rows]) + paragraph()
    return word_file(body)


def header_on_the_second_page() -> bytes:
    rows = [[str(place), *measure] for place, measure in enumerate(MEASURES, start=1)]
    return word_file(head() + table(rows[:8], WIDTHS) + paragraph() + table([HEADER, *rows[8:]], WIDTHS) + paragraph())


def with_other_appendices() -> bytes:
    """An order; the plan is its third appendix, after a working group and a schedule of trial works."""
    group = [
        ["№", "ФИО", "Должность"],
        ["1", "Соболева Н. К.", "Заместитель директора"],
        ["2", "Рощин И. П.", "Учитель"],
    ]
    trials = [
        ["№", "Мероприятие", "Дата", "Класс", "Ответственный"],
        ["1", "Диктант", "12.03.2026", "5", "Рощин И. П."],
    ]
    rows = [[str(place), *measure] for place, measure in enumerate(MEASURES, start=1)]
    order = lines(
        "МБОУ «Луговская СОШ» Заозёрского района", "ПРИКАЗ", "28.08.2025 № 112", "ПРИКАЗЫВАЮ:", "1. Утвердить план."
    )
    return word_file(
        order
        + lines("Приложение 1", "Состав рабочей группы") + table(group)
        + lines("Приложение 2", "График пробных работ") + table(trials)
        + lines("Приложение 3", *STAMP, TITLE, YEAR) + table([HEADER, *rows], WIDTHS)
        + paragraph()
    )  # fmt: skip


def ditto() -> bytes:
    rows: list[list[str]] = []
    for place, measure in enumerate(MEASURES, start=1):
        same = bool(rows) and measure[2] == MEASURES[place - 2][2]
        rows.append([str(place), *measure[:2], "-//-" if same else measure[2], measure[3]])
    return word_file(head() + table([HEADER, *rows], WIDTHS) + paragraph())


def list_of_signatures() -> str:
    """Who has read an order, by a name, a post and a day."""
    readers = [
        ("Алексеева О.П.", "учитель математики", "13.02.2026"),
        ("Борисов Д.С.", "учитель русского языка", "13.02.2026"),
        ("Васильева И.М.", "учитель физики", "16.02.2026"),
        ("Громов А.Н.", "заместитель директора по УВР", "12.02.2026"),
        ("Данилова Ю.К.", "учитель начальных классов", "16.02.2026"),
        ("Ефимов Р.Т.", "технический специалист", "17.02.2026"),
    ]
    head = "Лист ознакомления\nс приказом от 12.02.2026 № 41 «О проведении ВПР в МБОУ СОШ № 6 города Полянска»\n\n"
    signed = "".join(f"{number}\t{name}\t{post}\t{day}\t\n" for number, (name, post, day) in enumerate(readers, 1))
    return f"{head}№ п/п\tФ.И.О.\tДолжность\tДата\tПодпись\n{signed}"


FILES: dict[str, tuple[str, bytes]] = {
    "list-in-paragraphs-pass.txt": (
        "each measure a paragraph: «… Срок: … Ответственный: …»",
        as_text(in_one_paragraph),
    ),
    "list-under-each-other-pass.docx": (
        "numbered measures, below each «Срок – …» and «Ответственные – …»; bold titles of sections",
        as_paragraphs(under_each_other),
    ),
    "list-under-each-other-fail-DOC005.txt": (
        "one measure of the list has no «Срок»: its deadline is missing",
        as_text(undated_once),
    ),
    "list-behind-dashes-pass.docx": (
        "measures behind dashes under numbered sections",
        as_paragraphs(behind_dashes, "{number}. {section}"),
    ),
    "list-in-brackets-pass.txt": (
        "when and by whom in brackets behind each measure, without labels",
        as_text(in_brackets),
    ),
    "list-of-word-pass.docx": ("numbers and bullets counted by Word", word_list()),
    "cards-pass.docx": ("a table of two columns for each measure: «Срок | …»", cards()),
    "on-its-side-pass.docx": ("titles in the first column, a measure in each further one", on_its_side()),
    "joint-column-pass.docx": (
        "one column «Срок, ответственный», by lines or in one, either first",
        by_sections([["№", "Мероприятие", "Срок, ответственный", "Результат"]], joint, 4),
    ),
    "grouped-titles-pass.docx": (
        "«Исполнение» over «Срок» and «Ответственный», where the upper titles are words of columns too",
        by_sections(GROUPED, lambda place, measure: [str(place), *measure], 5),
    ),
    "points-in-cells-pass.docx": ("all measures of a section in one cell, answered by their numbers", points()),
    "months-as-headings-pass.docx": ("a table for each month, which its heading alone names", months()),
    "header-on-the-second-page-pass.docx": (
        "a table over two pages, with a header on the second",
        header_on_the_second_page(),
    ),
    "third-appendix-pass.docx": ("an order with other appendices before the plan", with_other_appendices()),
    "ditto-pass.docx": ("«-//-» for the same responsible as above", ditto()),
    "list-of-signatures-notplan.txt": (
        "who has read an order, with posts and dates, is no plan",
        list_of_signatures().encode(),
    ),
}  # fmt: skip


def main() -> None:
    folder = CORPUS / "layouts"
    folder.mkdir(exist_ok=True)
    for name, (_, content) in FILES.items():
        (folder / name).write_bytes(content)
    about = "".join(f'{name}: "{line}"\n' for name, (line, _) in FILES.items())
    (folder / "about.yaml").write_text(
        f"# What each plan shows; made by tests/corpus/make/layouts.py.\n{about}", "utf-8"
    )


if __name__ == "__main__":
    main()
