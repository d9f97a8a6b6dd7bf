"""Tracked insertions: they are read, Word may take them out again, and nothing of the document is lost."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from looked_at import canonical, parts, repacked

from plancheck import read_plan
from plancheck.location import Location
from plancheck.plan import Column, Plan
from plancheck.word import AddedRow, AddedWords, Author, places_of, tracked

AUTHOR = Author(when=dt.datetime(2026, 1, 2, 3, 4, 5))
NEW = {
    Column.NUMBER: "99",
    Column.MEASURE: "Добавленное мероприятие",
    Column.DEADLINE: "до 01.02.2026",
    Column.RESPONSIBLE: "Завхоз",
    Column.RESULT: "Справка",
}
_INSERTED_ROW = re.compile(
    rb"<w:tr[^>]*><w:trPr>(?:(?!</w:trPr>).)*<w:ins w:id=\"\d+\" w:author=\"plancheck\".*?</w:tr>", re.DOTALL
)
_INSERTED = re.compile(rb"<w:ins[^>]*w:author=\"plancheck\"[^>/]*>.*?</w:ins>", re.DOTALL)


def read(content: bytes) -> Plan:
    return read_plan(content, name="plan.docx")


def below_each(plan: Plan) -> list[AddedRow]:
    return [
        AddedRow(
            Location(table=measure.places[Column.MEASURE].table, row=measure.places[Column.MEASURE].row),
            {place: NEW[column] for column, place in measure.places.items() if column is not Column.NUMBER},
        )
        for measure in plan.measures
    ]


def test_a_row_below_each_row_is_read_and_none_is_lost(submitted: Path) -> None:
    content = submitted.read_bytes()
    before = read(content)
    after = read(tracked(content, below_each(before), [], AUTHOR))
    kept = [one for one in after.measures if one.text != NEW[Column.MEASURE]]
    assert [one.text for one in kept] == [one.text for one in before.measures]
    assert [one.result for one in kept] == [one.result for one in before.measures]
    assert [one.deadline and one.deadline.text for one in kept] == [
        one.deadline and one.deadline.text for one in before.measures
    ]
    assert [one.title for one in after.sections] == [one.title for one in before.sections]
    new = [one for one in after.measures if one.text == NEW[Column.MEASURE]]
    assert len(new) == len(before.measures)
    assert {one.deadline.text for one in new if one.deadline} == {NEW[Column.DEADLINE]}
    assert [
        (one.section, after.measures[at - 1].section) for at, one in enumerate(after.measures) if at and one in new
    ] == [(one.section, one.section) for one in before.measures]


def test_words_go_behind_those_of_their_cells(submitted: Path) -> None:
    content = submitted.read_bytes()
    before = read(content)
    words = [AddedWords(one.places[Column.DEADLINE], " (проверка)", marked=True) for one in before.measures]
    after = read(tracked(content, [], words, AUTHOR))
    old = [one.deadline.text if one.deadline else "" for one in before.measures]
    told = [one.deadline.text for one in after.measures if one.deadline]
    assert all("(проверка)" in text for text in told)
    assert [text.replace("(проверка)", "").replace(" ,", ",").strip() for text in told] == old


def test_insertions_taken_out_the_main_part_is_as_submitted(submitted: Path) -> None:
    content = submitted.read_bytes()
    plan = read(content)
    words = [AddedWords(one.places[Column.DEADLINE], "слова") for one in plan.measures]
    made = tracked(content, below_each(plan), words, AUTHOR)
    main = next(name for name in parts(content) if name.startswith("word/document"))
    before, after = parts(content), parts(made)
    taken = _INSERTED.sub(b"", _INSERTED_ROW.sub(b"", after.pop(main)))
    assert canonical(taken) == canonical(before.pop(main))
    assert after == before


def test_a_row_keeps_the_looks_of_the_one_above_and_none_of_its_marks(plain: bytes) -> None:
    main = parts(plain)["word/document.xml"].decode()
    looks = '<w:rPr><w:b/><w:vanish w:val="0"/><w:sz w:val="28"/><w:lang w:val="ru-RU"/></w:rPr>'
    text = '<w:r><w:t xml:space="preserve">Приказ</w:t></w:r>'
    assert text in main
    changed = main.replace(text, text.replace("<w:r>", f"<w:r>{looks}"), 1)
    changed = changed.replace(
        "<w:tc><w:p><w:r>" + looks,
        '<w:tc><w:tcPr><w:shd w:val="clear" w:fill="FFFF00"/></w:tcPr><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r>'
        + looks,
    )
    content = repacked(plain, {"word/document.xml": changed.encode()})
    made = parts(tracked(content, below_each(read(content))[:1], [], AUTHOR))["word/document.xml"].decode()
    row = re.search(r"<w:tr><w:trPr><w:ins.*?</w:tr>", made)
    assert row is not None
    cell = row.group().split("<w:tc>")[-1]
    assert '<w:shd w:val="clear" w:fill="FFFF00"/>' in cell
    assert '<w:jc w:val="center"/>' in cell
    assert '<w:sz w:val="28"/><w:lang w:val="ru-RU"/>' in cell
    assert "<w:b/>" not in cell


def test_every_insertion_has_a_number_of_its_own(plain: bytes) -> None:
    plan = read(plain)
    words = [AddedWords(one.places[Column.DEADLINE], "слова") for one in plan.measures]
    main = parts(tracked(plain, below_each(plan), words, AUTHOR))["word/document.xml"].decode()
    ids = re.findall(r'<w:ins w:id="(\d+)"', main)
    assert len(ids) == len(set(ids)) > 100


def test_what_the_document_does_not_have_is_passed_over(plain: bytes) -> None:
    nowhere = Location(table=9, row=9, cell=1)
    made = tracked(plain, [AddedRow(nowhere, {})], [AddedWords(nowhere, "слова")], AUTHOR)
    assert parts(made) == parts(plain)


def test_text_of_a_plan_never_becomes_markup(plain: bytes) -> None:
    place = read(plain).measures[0].places[Column.RESULT]
    made = tracked(plain, [], [AddedWords(place, "</w:t><script>&\x00\u202e")], AUTHOR)
    cell = places_of(made).elements[place][0]
    assert "".join(text.text or "" for text in cell.iter("{*}t")).endswith("</w:t><script>&")
