"""Lines are wrapped with their indents, and colour comes only where it is wanted."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.text import Text

from plancheck.report.page import NARROWEST, PIPE, WIDEST, Page


def lines(width: int, **words: object) -> list[str]:
    stream = io.StringIO()
    Page(stream, width=width).text("один два три четыре пять шесть семь", **words)  # type: ignore[arg-type]
    return stream.getvalue().splitlines()


def test_text_hangs_under_its_lead() -> None:
    assert lines(24, lead="1. ", indent=2) == ["  1. один два три четыре", "     пять шесть семь"]


def test_a_label_is_followed_by_text_two_columns_deeper() -> None:
    stream = io.StringIO()
    Page(stream, width=24).labelled("Срок", "до первого октября текущего года", indent=1)
    assert stream.getvalue().splitlines() == [" Срок: до первого", "   октября текущего года"]


def test_a_word_longer_than_the_page_is_broken() -> None:
    stream = io.StringIO()
    Page(stream, width=20).text("a" * 45)
    assert [len(line) for line in stream.getvalue().splitlines()] == [20, 20, 5]


def test_no_line_ends_in_spaces() -> None:
    assert all(line == line.rstrip() for line in lines(20, indent=3))


def test_a_pipe_gets_no_colour_and_eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    stream = io.StringIO()
    page = Page(stream)
    page.text("слово " * 40, style="bold red")
    assert page.width == PIPE
    assert "\x1b" not in stream.getvalue()


@pytest.mark.parametrize(("columns", "width"), [("40", 40), ("5", NARROWEST), ("900", WIDEST)])
def test_columns_says_how_wide_a_pipe_is(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert Page(io.StringIO()).width == width


@pytest.mark.parametrize("columns", ["", "0", "wide", "-4"])
def test_columns_without_a_meaning_is_passed_over(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert Page(io.StringIO()).width == PIPE


def test_a_terminal_gets_colour(terminal: io.StringIO) -> None:
    Page(terminal, width=40).text("ошибка", style="red")
    assert "\x1b[31mошибка" in terminal.getvalue()


def test_no_color_is_kept_to_at_a_terminal(terminal: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    Page(terminal, width=40).text("ошибка", style="red")
    assert "[31m" not in terminal.getvalue()


def test_square_brackets_are_text_and_control_sequences_are_gone() -> None:
    stream = io.StringIO()
    page = Page(stream, width=60)
    page.text("[bold]план[/bold] :smile: \x1b[2Jконец")
    page.labelled("В плане", "[link=http://a.b]x[/link]")
    assert stream.getvalue().splitlines() == [
        "[bold]план[/bold] :smile: конец",
        "В плане: [link=http://a.b]x[/link]",
    ]


def test_a_blank_line_is_empty() -> None:
    stream = io.StringIO()
    Page(stream, width=40).blank()
    assert stream.getvalue() == "\n"


def test_a_closed_pipe_is_left_to_the_caller() -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        Page(Gone(), width=40).text("слово")


def test_only_the_label_is_bold(terminal: io.StringIO) -> None:
    Page(terminal, width=40).labelled("Где", "строка 3")
    assert terminal.getvalue() == "\x1b[1mГде: \x1b[0mстрока 3\n"


WIDE = [
    "本計画は学校で実施する " * 6,
    "один " + "два" * 20 + " три",
    "  отступ и\nстрока\n\nещё " * 4,
    "",
    " ",
    "сло\u00a0во " * 12,
]


@pytest.mark.parametrize("text", WIDE)
@pytest.mark.parametrize("width", [20, 33])
def test_lines_are_broken_where_rich_breaks_them(text: str, width: int) -> None:
    stream = io.StringIO()
    Page(stream, width=width).text(text)
    by_rich = Text(text).wrap(Console(width=width), width)
    assert stream.getvalue().split("\n")[:-1] == [line.plain.rstrip() for line in by_rich]


def test_a_style_goes_on_where_a_line_is_broken(terminal: io.StringIO) -> None:
    Page(terminal, width=20).labelled("очень длинное название файла", "строка 3")
    assert terminal.getvalue().splitlines()[0].startswith("\x1b[1mочень")
    assert "\x1b[1m" in terminal.getvalue().splitlines()[1]
