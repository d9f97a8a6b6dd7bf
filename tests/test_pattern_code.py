"""A pattern of kept code is the pattern that Python would compile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from plancheck import pattern_code
from plancheck.keeping import file_of, keep
from plancheck.keeping_objects import written
from plancheck.pattern_code import compiled, keep_new

PATTERNS = [
    (r"(?P<day>\d{1,2})\s*(?P<month>[а-яё]+)(?i:Г\.)?", 0),
    (r"[«\"“](?:школ[^\W\d_]*|гимнази[ия])[»\"”]", int(re.IGNORECASE)),
    (r"""^ (a) | b $  # either""", int(re.VERBOSE | re.MULTILINE)),
    (r"[А-ЯЁа-яё]{2,}+(?<=я)(?!\w)", 0),
    ("", 0),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("PLANCHECK_CACHE", str(tmp_path))
    monkeypatch.setattr(pattern_code, "_new", {})
    pattern_code._kept.cache_clear()
    yield tmp_path
    pattern_code._kept.cache_clear()


def kept_anew() -> None:
    keep_new()
    pattern_code._kept.cache_clear()


@pytest.mark.parametrize(("source", "flags"), PATTERNS)
def test_a_pattern_of_kept_code_is_the_one_that_python_compiles(source: str, flags: int) -> None:
    first = compiled(source, flags)
    kept_anew()
    again = compiled(source, flags)
    plain = re.compile(source, flags)
    assert not pattern_code._new, "its code was kept"
    assert first == again == plain  # Python compares the code
    assert (again.flags, again.groups, dict(again.groupindex)) == (plain.flags, plain.groups, dict(plain.groupindex))
    for text in ("5 сентября", "«ШКОЛА»", "a", "b", "земля"):
        found, expected = again.search(text), plain.search(text)
        assert (found and found.groupdict()) == (expected and expected.groupdict())
        assert (found and found.span()) == (expected and expected.span())


def test_what_was_kept_before_stays() -> None:
    for source, flags in PATTERNS:
        compiled(source, flags)
        kept_anew()
    for source, flags in PATTERNS:
        compiled(source, flags)
    assert not pattern_code._new


def test_where_nothing_is_new_nothing_is_written(folder: Path) -> None:
    keep_new()
    assert not list(folder.iterdir())


@pytest.mark.parametrize("code", [b"\0\0\0", b"\xff" * 8, b"", b"\0" * 16])
def test_code_that_is_no_code_is_refused_and_the_pattern_compiled(code: bytes) -> None:
    told: dict[tuple[str, int], object] = {("а+б", 0): (32, 0, {}, code)}
    keep(file_of("patterns.pickle"), pattern_code._made_from(), written(told))
    assert compiled("а+б") == re.compile("а+б")


@pytest.mark.parametrize("content", [b"", b"[1]", written([1]), written({("а+б", 0): None})])
def test_what_holds_no_patterns_is_passed_over(content: bytes) -> None:
    keep(file_of("patterns.pickle"), pattern_code._made_from(), content)
    assert compiled("а+б") == re.compile("а+б")


def test_the_code_of_another_python_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled("а+б")
    kept_anew()
    monkeypatch.setattr("sys.version", "4.0")
    compiled("а+б")
    assert list(pattern_code._new) == [("а+б", 0)]


def test_a_wrong_pattern_is_refused_as_ever() -> None:
    with pytest.raises(re.error):
        compiled("(а")
