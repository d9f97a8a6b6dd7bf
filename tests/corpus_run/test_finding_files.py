"""Which files a call's folders, patterns and archives come to, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plancheck import Submission, UnreadableError
from plancheck.corpus.finding import Found, PassedOver, Sources
from plancheck.readers.limits import DEFAULT_LIMITS
from plancheck.report.model import Unread

Folder = Callable[..., Path]


def found(*files: str | Path | Submission) -> list[tuple[str, str]]:
    """Name and fate of each file."""
    sources = Sources(DEFAULT_LIMITS)
    try:
        items = list(sources.found(files))
    finally:
        sources.close()
    return [(item.path, "unread") if isinstance(item, Unread) else (item.name, fate(item)) for item in items]


def fate(item: Found | PassedOver) -> str:
    if isinstance(item, PassedOver):
        return item.why
    return "asked" if item.asked else "found"


def path(*parts: str) -> str:
    return str(Path(*parts))


def test_a_folder_is_walked_deep_in_order_of_names(folder: Folder) -> None:
    folder({"b/2.txt": b"x", "b/1.docx": b"x", "a.txt": b"x", "c.pdf": b"x", "b/deep/er/3.odt": b"x"})
    assert found("plans") == [
        (path("plans", "a.txt"), "found"),
        (path("plans", "b", "1.docx"), "found"),
        (path("plans", "b", "2.txt"), "found"),
        (path("plans", "b", "deep", "er", "3.odt"), "found"),
        (path("plans", "c.pdf"), "found"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (".план.docx", b"x", "hidden"),
        ("~$план.docx", b"x", "lock"),
        ("plancheck.toml", b"", "own"),
        ("plancheck-waivers.yaml", b"schema: plancheck.waivers/1\n", "own"),
        ("отчёт.json", b'{"schema": "plancheck.report/1"}', "own"),
        ("песня.mp3", b"ID3\x04", "kind"),
        ("notes.py", b"print()", "kind"),
        ("Thumbs.db", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kind"),
        ("план.bak", b"%PDF-1.4", "found"),
        ("план", "План".encode(), "found"),
        ("пусто", b"", "kind"),
        ("данные", b"a\x00b", "kind"),
        ("план.rar", b"Rar!", "found"),
        ("план.yaml", b"schema: plancheck.plan/1\n", "found"),
    ],
)
def test_what_is_no_plan_is_passed_over_in_a_folder(folder: Folder, name: str, content: bytes, expected: str) -> None:
    folder({name: content})
    assert (path("plans", name), expected) in found("plans")


def test_a_hidden_folder_is_passed_over_as_a_whole(folder: Folder) -> None:
    folder({".git/config.txt": b"x", "a.txt": b"x"})
    assert found("plans") == [(path("plans", ".git"), "hidden"), (path("plans", "a.txt"), "found")]


def test_a_file_that_is_named_is_asked_for_whatever_it_is(folder: Folder) -> None:
    folder({"песня.mp3": b"ID3\x04"})
    named = path("plans", "песня.mp3")
    assert found(named, "нет.txt") == [(named, "asked"), ("нет.txt", "asked")]


def test_a_pattern_is_expanded_here_for_windows_does_not(folder: Folder) -> None:
    folder({"b/2.docx": b"x", "a/1.docx": b"x", "a/1.txt": b"x"})
    assert found("plans/**/*.docx") == [
        (path("plans", "a", "1.docx"), "found"),
        (path("plans", "b", "2.docx"), "found"),
    ]


@pytest.mark.parametrize("named", ["plans/*.pdf", "plans"])
def test_what_leads_to_no_file_is_unread(folder: Folder, named: str) -> None:
    folder({".keep": b""})
    assert found(named)[-1] == (named, "unread")


def test_a_file_whose_name_looks_like_a_pattern_is_itself(folder: Folder) -> None:
    folder({"план [1].txt": b"x"})
    named = path("plans", "план [1].txt")
    assert found(named) == [(named, "asked")]


def test_a_file_is_found_once(folder: Folder) -> None:
    folder({"a.txt": b"x", "b.txt": b"x"})
    assert found("plans/b.txt", "plans", "plans/*.txt", "plans") == [
        ("plans/b.txt", "asked"),
        (path("plans", "a.txt"), "found"),
    ]


def test_a_link_that_leads_back_up_is_told_of_and_not_followed(folder: Folder) -> None:
    here = folder({"a.txt": b"x"})
    try:
        (here / "loop").symlink_to(here.absolute(), target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    assert found("plans") == [(path("plans", "a.txt"), "found"), (path("plans", "loop"), "link")]


def test_standard_input_and_bytes_at_hand_stay_what_they_are() -> None:
    sources = Sources(DEFAULT_LIMITS)
    [item] = sources.found([Submission("-", b"text")])
    assert isinstance(item, Found)
    assert (item.name, item.asked, sources.content(item)) == ("-", True, b"text")


def test_a_file_that_is_gone_when_it_is_opened_is_told_of(folder: Folder) -> None:
    folder({"a.txt": b"x"})
    sources = Sources(DEFAULT_LIMITS)
    [item] = sources.found(["plans"])
    Path("plans/a.txt").unlink()
    assert isinstance(item, Found)
    with pytest.raises(UnreadableError, match="Файла нет"):
        sources.content(item)


def test_a_link_to_itself_costs_no_other_file(folder: Folder) -> None:
    place = folder({"a.txt": b"x", "z.txt": b"x"})
    (place / "loop.txt").symlink_to("loop.txt")
    assert found("plans") == [
        (path("plans", "a.txt"), "found"),
        (path("plans", "loop.txt"), "unread"),
        (path("plans", "z.txt"), "found"),
    ]


def test_a_page_that_plancheck_wrote_is_no_plan(folder: Folder) -> None:
    folder({"report.html": b'<head><meta name="generator" content="plancheck 0.1.0">', "plan.html": b"<table>"})
    assert found("plans") == [(path("plans", "plan.html"), "found"), (path("plans", "report.html"), "own")]
