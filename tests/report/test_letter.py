"""The letter of remarks: by severity, with rows, quotes, sources and what to do; its template may be replaced."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from letter_templates import TEMPLATES, TEXTS, template

from plancheck import check, read_plan
from plancheck.report.assembly import whole_report
from plancheck.report.model import Checked
from plancheck.report.wording import wording
from plancheck.report.writers.letter import LetterTemplateError, letter_context, write

TESTS = Path(__file__).parents[1]


def judged(*names: str) -> Checked:
    plans = tuple(read_plan(TESTS.parent / name) for name in names)
    report = whole_report([check(plan) for plan in plans], [], version="0.1", lang="ru")
    return Checked(report, plans, (None,) * len(plans))


BAD, GOOD = "examples/bad-school.txt", "examples/good-school.txt"


def lines(content: bytes) -> list[str]:
    """All text in reading order; a row of a table is a line, its cells parted by bars."""
    word = docx.Document(io.BytesIO(content))
    found = []
    for block in word.iter_inner_content():
        if hasattr(block, "rows"):
            found += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            found.append(block.text)
    return found


def own_template(*paragraphs: str) -> bytes:
    word = docx.Document()
    for text in paragraphs:
        word.add_paragraph(text)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def test_remarks_stand_by_severity_numbered_through() -> None:
    checked = judged(BAD)
    said = lines(write(checked, wording("ru")))
    headings = [said.index(wording("ru").say(f"letter.{name}")) for name in ("error", "warning", "note")]
    assert headings == sorted(headings)
    rows = [line for line in said if line.split(" | ")[0].isdigit()]
    assert [int(row.split(" | ")[0]) for row in rows] == list(range(1, len(checked.report.plans[0].findings) + 1))


def test_a_remark_has_its_row_its_words_what_to_do_and_its_source() -> None:
    said = lines(write(judged(BAD), wording("ru")))
    row = next(line for line in said if "CRD002" in line).split(" | ")
    assert row[1] == "п. 1; п. 2"
    assert row[2].startswith("Координатор назначается не раньше 01.05.2026")
    assert "В документе: «Назначение школьного координатора ВПР»" in row[2]
    assert row[3].startswith("Перенесите назначение")
    assert row[4].startswith("CRD002\nпрактика:")
    suggested = next(line for line in said if "COI001" in line).split(" | ")[3]
    assert "Предлагаемая строка:\nМероприятие: Исключение конфликта интересов" in suggested


def test_it_says_to_whom_about_what_by_when_and_has_room_for_a_signature() -> None:
    said = lines(write(judged(BAD), wording("ru"), days=5))
    assert "МБОУ «Ключевская ООШ»" in said
    assert any(line.startswith("к документу «План мероприятий") for line in said)
    assert any("(5 рабочих дней со дня получения письма)" in line for line in said)
    assert any("(подпись)" in line for line in said)


@pytest.mark.parametrize(("days", "words"), [(1, "1 рабочий день"), (22, "22 рабочих дня"), (10, "10 рабочих дней")])
def test_days_are_counted_in_russian(days: int, words: str) -> None:
    assert letter_context(judged(GOOD), wording("ru"), days)["deadline"] == words


def test_a_plan_without_remarks_gets_no_deadline() -> None:
    said = lines(write(judged(GOOD), wording("ru")))
    assert "Замечаний нет." in said
    assert not any("рабочих дней" in line for line in said)


def test_several_plans_give_a_letter_each() -> None:
    said = lines(write(judged(BAD, GOOD), wording("ru")))
    assert said.count("ЗАМЕЧАНИЯ") == 2


def test_an_english_letter_is_english() -> None:
    checked = judged(BAD)
    said = lines(write(checked, wording("en")))
    assert "REMARKS" in said
    assert any("10 working days" in line for line in said)


def test_the_same_letter_has_the_same_bytes() -> None:
    checked = judged(GOOD)
    assert write(checked, wording("ru")) == write(checked, wording("ru"))


def test_a_template_of_ones_own_takes_its_place() -> None:
    own = own_template(
        "{%p for plan in plans %}",
        "{{ plan.title }}: {{ plan.groups[0].remarks[0].rule }}",
        "{%p endfor %}",
        "{{ days }}",
    )
    said = lines(write(judged(BAD), wording("ru"), template=own, days=3))
    assert said[-1] == "3"
    assert said[0].endswith(": DOC001")


@pytest.mark.parametrize(
    "paragraph",
    [
        "{{ plan.titel }}",
        "{% for x in plans %}",
        "{{ plans | nofilter }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ plans.clear() }}",
    ],
)
def test_a_wrong_template_is_told_in_one_line(paragraph: str) -> None:
    with pytest.raises(LetterTemplateError) as told:
        write(judged(BAD), wording("ru"), template=own_template(paragraph))
    assert "\n" not in str(told.value)


def test_what_is_no_word_file_is_no_template() -> None:
    with pytest.raises(LetterTemplateError, match="не открывается"):
        write(judged(BAD), wording("ru"), template=b"{{ plans }}")


def test_text_of_a_plan_is_never_a_template_nor_markup() -> None:
    checked = judged(BAD)
    hostile = "<w:p/>{{ 7 * 7 }} {% for %} & \x1b[31m\u202eзадом"
    plan = checked.report.plans[0].model_copy(update={"title": hostile, "organisation": hostile})
    report = checked.report.model_copy(update={"plans": (plan,)})
    said = "\n".join(lines(write(Checked(report, checked.plans, (None,)), wording("ru"))))
    assert "к документу «<w:p/>{{ 7 * 7 }} {% for %} & задом»" in said
    assert "49" not in said.split("ЗАМЕЧАНИЯ")[1].split("\n")[1]


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_the_shipped_templates_are_those_that_the_script_makes(lang: str) -> None:
    assert lines((TEMPLATES / f"letter.{lang}.docx").read_bytes()) == lines(template(TEXTS[lang]))
