"""Watching: what counts as a change, and what is said when there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plancheck.corpus.watching import Watch, concerns

Folder = Callable[..., Path]


def watching(*steps: Callable[[], object], files: tuple[str, ...] = ("plans",)) -> Watch:
    """A watch during whose sleeps the steps happen, one after another; then the person ends it."""
    waiting: Iterator[Callable[[], object]] = iter(steps)

    def sleep(_: float) -> None:
        step = next(waiting, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    return Watch(files, sleep=sleep)


def nothing() -> None:
    pass


def test_new_changed_and_deleted_files_are_named_when_all_is_quiet(folder: Folder) -> None:
    here = folder({"a.txt": b"a", "b.txt": b"b", "c.txt": b"c"})

    def change() -> None:
        (here / "a.txt").write_bytes(b"longer")
        (here / "b.txt").unlink()
        (here / "deep").mkdir()
        (here / "deep" / "d.txt").write_bytes(b"d")

    watch = watching(nothing, change, lambda: (here / "e.txt").write_bytes(b"e"), nothing)
    assert watch.changed() == {str(here / name) for name in ("a.txt", "b.txt", "deep/d.txt", "e.txt")}
    with pytest.raises(KeyboardInterrupt):
        watch.changed()


def test_an_editors_own_files_are_no_change(folder: Folder) -> None:
    here = folder({"a.txt": b"a"})

    def edit() -> None:
        (here / "~$a.docx").write_bytes(b"x")
        (here / ".a.txt.swp").write_bytes(b"x")
        (here / ".git").mkdir()
        (here / ".git" / "x").write_bytes(b"x")

    with pytest.raises(KeyboardInterrupt):
        watching(edit, nothing, nothing).changed()


def test_a_file_that_came_and_went_is_no_change(folder: Folder) -> None:
    here = folder({"a.txt": b"a"})
    with pytest.raises(KeyboardInterrupt):
        watching(lambda: (here / "x").write_bytes(b""), (here / "x").unlink, nothing, nothing).changed()


def test_files_and_patterns_are_watched_too(folder: Folder) -> None:
    here = folder({"a.txt": b"a", "b.csv": b"b"})
    named = (str(here / "a.txt"), "plans/*.csv", "plans/none.txt")
    watch = watching(lambda: (here / "b.csv").write_bytes(b"longer"), nothing, files=named)
    assert watch.changed() == {str(here / "b.csv")}


def test_a_change_of_an_archive_concerns_its_plans() -> None:
    assert concerns({"plans/a.zip"}, "plans/a.zip/план.txt")
    assert not concerns({"plans/a.zip"}, "plans/a.zip.txt")
