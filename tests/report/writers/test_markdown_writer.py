"""The summary in Markdown: verdicts, tables, and text that stays text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from plancheck.report.model import Checked
from plancheck.report.safe_text import one_line
from plancheck.report.writers import markdown
from plancheck.report.writers.markdown import escaped

Written = Callable[..., str]
RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text: str) -> list[Token]:
    """Every token, those inside lines too."""
    return [inner for token in RENDERER.parse(text) for inner in (token, *(token.children or ()))]


def test_verdicts_come_first_with_questions_beside_the_score(written: Written, checked: Checked) -> None:
    lines = written("markdown", checked).splitlines()
    path = checked.report.plans[0].source.path
    assert lines[:6] == [
        "# plancheck",
        "",
        "| Файл | Найдено | Оценка | Решит человек |",
        "| --- | --- | --- | --- |",
        f"| {path} | 2 ошибки, 2 предупреждения | 29.4 | 1 |",
        "",
    ]
    assert "## НЕ ПРОВЕРЕНО: 1" in lines


def test_a_finding_is_a_line_of_a_table(written: Written, checked: Checked) -> None:
    text = written("markdown", checked)
    assert (
        "| 🔴 ошибка | DOC004 | У мероприятия не указан ответственный. "
        "| строка 13, таблица 1, п. 1.2, графа «Ответственный» | Впишите должность. |" in text
    )
    assert "### НАДО ПОСМОТРЕТЬ ЧЕЛОВЕКУ: 1" in text
    assert (
        "Добавьте мероприятие.<br>Готовая строка: Мероприятие: Пригласить наблюдателей на ВПР; Срок: март 2025" in text
    )


@pytest.mark.parametrize(
    "text",
    [
        "**жирно** _курсив_ `код` ~~нет~~", "[тут](http://a.bad)", "![](http://a.bad/x.png)", "<script>x</script>",
        "<http://a.bad>", "a | b", "\\", "\\|", "&lt;b&gt;", "[x]: http://a.bad", "$x$", "1 < 2 & 3 > 2",
        "^[сноска]", "http://a.bad", "www.a.bad", "@everyone", "#12", ":bomb:", "с 10:00:00 до 12:30",
    ],
)  # fmt: skip
def test_escaped_text_stays_text(text: str) -> None:
    found = tokens(f"| a |\n| --- |\n| {escaped(text)} |")
    assert {token.type for token in found} - {"inline", "text", "text_special"} == {
        f"{part}_{end}" for part in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")
    }
    said = "".join(token.content for token in found if token.type in ("text", "text_special"))
    assert said.removeprefix("a").replace("\u200b", "") == text


@pytest.mark.parametrize("text", ["http://a.bad", "www.a.bad", "WWW.a.bad", "@everyone", "a@b.ru", "#12", ":bomb:"])
def test_what_github_makes_links_of_is_parted(text: str) -> None:
    assert "&#8203;" in escaped(text)


def test_hostile_text_becomes_no_markup(written: Written, hostile_checked: Checked) -> None:
    found = tokens(written("markdown", hostile_checked))
    html = [token.content for token in found if token.type.startswith("html")]
    assert set(html) <= {"<br>"}
    assert not {"link_open", "image", "code_inline", "s_open", "fence", "code_block"} & {token.type for token in found}
    headings = [at for at, token in enumerate(found) if token.type == "heading_open"]
    assert len(headings) == 5  # the title, the unread, the plan, what broke, the questions


def test_no_table_has_a_line_of_another_length(written: Written, hostile_checked: Checked) -> None:
    widths: list[int] = []
    for token in RENDERER.parse(written("markdown", hostile_checked)):
        if token.type == "tr_open":
            widths.append(0)
        widths[-1:] = [widths[-1] + (token.type in ("td_open", "th_open"))] if widths else []
    assert widths == [4, 4, 2, 2, 5, 5, 3, 3, 3, 3]


def test_what_does_not_fit_is_left_to_the_full_report(
    written: Written, checked: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markdown, "MOST", 6_000)
    report = checked.report.model_copy(update={"plans": checked.report.plans * 9})
    text = written("markdown", Checked(report, checked.plans * 9))
    assert len(text.encode()) <= 6_000
    assert text.count(f"| {one_line(checked.report.plans[0].source.path)} |") == 9
    assert text.endswith("сюда они не поместились.*\n")


def test_no_plan_at_all_is_said_by_its_reason(written: Written, checked: Checked) -> None:
    report = checked.report.model_copy(update={"plans": ()})
    text = written("markdown", Checked(report, ()))
    assert text.startswith("# plancheck\n\n## НЕ ПРОВЕРЕНО: 1")
