"""The Word form: remarks as comments on the cells at fault, those about the plan as a whole at its title."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import pytest
from commented_files import TESTS, by_rule, comments, example, judged

from plancheck import read_plan
from plancheck.plan import Plan
from plancheck.report.model import Checked
from plancheck.report.wording import wording
from plancheck.report.writers.docx import PLACES, write
from plancheck.report.writers.registry import FORMS
from plancheck.word import laid_out, places_of

WHEN = dt.datetime(2026, 1, 2, 3, 4, 5)


@pytest.fixture(scope="module")
def bad() -> tuple[Checked, bytes]:
    checked = example("bad-school.txt")
    return checked, write(checked, wording("ru"), WHEN)


def test_every_finding_is_a_comment(bad: tuple[Checked, bytes]) -> None:
    checked, made = bad
    rules = [lines[0].partition(",")[0] for lines in comments(made).values()][1:]
    assert sorted(rules) == sorted(entry.rule for entry in checked.report.plans[0].findings)


@pytest.mark.parametrize(
    ("rule", "cells"),
    [
        ("DOC004", [""]),
        ("DOC005", [""]),
        ("DOC007", ["6"]),
        ("DOC009", ["Приcутствие общественных наблюдателей на ВПР по русскому языку и математике"]),
        ("CRD002", ["май 2026"]),
        ("CRD003", ["май 2026"]),
        ("DDL001", ["сентябрь 2026"]),
        ("DDL003", ["по мере поступления"]),
        ("DDL005", ["с 20.06.2026 по 10.06.2026"]),
        ("DDL007", ["март 2026"]),
        ("ROL001", ["Школа"]),
        ("ROL003", ["Сорокина Л. Д."]),
        ("PRV001", ["Проверка объективности отметок выпускников школ Тихореченского района"]),
    ],
)
def test_a_comment_stands_on_the_cell_at_fault(bad: tuple[Checked, bytes], rule: str, cells: list[str]) -> None:
    assert by_rule(bad[1])[rule] == cells


@pytest.mark.parametrize("rule", ["DOC001", "DIR001", "COI001", "COL001"])
def test_what_is_missing_as_a_whole_is_said_at_the_title(bad: tuple[Checked, bytes], rule: str) -> None:
    assert all(place.startswith("План мероприятий") for place in by_rule(bad[1])[rule])


def test_a_comment_says_code_fault_remedy_row_and_source(bad: tuple[Checked, bytes]) -> None:
    said = next(lines for lines in comments(bad[1]).values() if lines[0] == "COI001, предупреждение")
    labels = [line.partition(":")[0] for line in said[2:]]
    assert said[1].startswith("В плане нет мер")
    assert labels[:3] == ["Что сделать", "Готовая строка", "– Мероприятие"]
    assert labels[-1] == "Источник"


def test_the_verdict_stands_first_with_what_a_person_must_decide() -> None:
    checked = example("municipal.txt")
    first, *_ = comments(write(checked, wording("en"), WHEN)).values()
    assert first[0].startswith("plancheck: ")
    assert first[1].startswith("Score: ")
    doubts = [entry for entry in checked.report.plans[0].outcomes if entry.outcome == "cant_tell"]
    assert len([line for line in first[2:] if re.match(r"[^:]+: [A-Z]{3}\d{3}", line)]) == len(doubts)


def test_a_submitted_word_file_keeps_its_other_parts() -> None:
    content = (TESTS / "corpus/docx/tracked-row-fail-OBS001.docx").read_bytes()
    made = write(judged(content, "plan.docx"), wording("ru"), WHEN)
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        changed = {name for name in after.namelist() if name not in before.namelist()}
        changed |= {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {
        "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/comments.xml"
    }  # fmt: skip
    assert by_rule(made)["OBS001"][0].startswith("План мероприятий")


def test_without_the_bytes_the_plan_is_laid_out() -> None:
    checked = judged((TESTS / "corpus/docx/tracked-row-fail-OBS001.docx").read_bytes(), "plan.docx")
    made = write(Checked(checked.report, checked.plans, (None,)), wording("ru"), WHEN)
    assert len(read_plan(made, name="p.docx").measures) == len(checked.plans[0].measures)
    assert by_rule(made)["OBS001"][0].startswith("План мероприятий")


def test_a_finding_at_many_places_says_all_at_the_first_and_is_bounded() -> None:
    head = "План мероприятий МБОУ «Ключевская ООШ» Заозёрского района\nпо объективности ВПР на 2025-2026 учебный год"
    rows = [f"{at}\tСеминар учителей Тихореченского района, занятие {at}\tмарт 2026\tДиректор" for at in range(1, 40)]
    text = "\n".join([head, "", "№\tМероприятие\tСрок\tОтветственный", *rows])
    made = write(judged(text.encode(), "plan.txt"), wording("ru"), WHEN)
    own = [said for said in comments(made).values() if said[0].startswith("PRV001")]
    assert len(own) == PLACES
    assert len(own[0]) > len(own[1]) == 2


def test_a_hostile_plan_stays_text() -> None:
    content = (TESTS / "plan_texts/hostile.txt").read_bytes()
    checked = judged(content, "hostile.txt")
    made = write(checked, wording("ru"), WHEN)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        xml = b"".join(
            archive.read(name) for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")
        )
    assert not re.search(rb"<script|\x1b|\xe2\x80[\xaa-\xae]", xml)
    assert len(comments(made)) > len(checked.report.plans[0].findings)


def test_the_registry_writes_it(bad: tuple[Checked, bytes]) -> None:
    made = FORMS["docx"].write(bad[0], wording("ru"))
    assert len(comments(made)) == len(comments(bad[1]))


def test_the_title_of_a_plan_laid_out_is_where_it_is_said_to_be() -> None:
    plan = Plan(title="План мероприятий школы по объективности")
    assert places_of(laid_out(plan).content).elements[laid_out(plan).title]
