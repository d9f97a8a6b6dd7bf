"""Every key and value of a TOML text has its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plancheck.configuration.toml_places import places_in
from plancheck.configuration.toml_source import read_toml

TEXTS = {
    "bare": "a = 1\nb.c = true\n\nd = 1979-05-27 07:32:00 # then\ne = 0x1F\n",
    "strings": "a = 'x # no'\nb = \"y \\\" ] # no\"\nc = '''\n# no ]\n'''\n\"e f\".'g.h' = ''\n",
    "long_strings": 'd = """z \\""" """""\ne = 1\n',
    "quotes_at_the_end": "a = '''x'''''\nb = \"\"\"y\"\"\"\"\"\nc = 1\n",
    "arrays": "a = [1, [2, 3], # no ]\n  'x',\n]\nb = []\nc = [[], [[]], {d = [1]}]\n",
    "inline": "a = {b = 1, c.d = 'x', e = {}, f = [ {g = 2} ]}\n",
    "tables": "a = 1\n[b]\nc = 2\n[b.d.e] # there\nf = 3\n [ g . 'h' ]\ni = 4\n",
    "arrays_of_tables": "[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n[[a.e]]\nf = 4\n[[a.e]]\nf = 5\n",
    "indented": "\t[a]\n\t\tb = 1\n  # c = 2\n\n\td = [\n\t1\n\t]",
    "empty": "\n# nothing\n",
    "project": (Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"),
}


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every path of a value with what stands there, tables and lists among them."""
    if path:
        yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in items:
        yield from leaves(one, (*path, step))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_stands_at_each_place_is_the_value(text: str) -> None:
    file = read_toml(text, "a.toml")
    for path, value in leaves(file.value):
        line, column = file.key_position(path)
        written = file.written(path)
        if written is None:  # a table by its own header, or by a dotted key
            assert isinstance(value, dict | list)
            here = text.split("\n")[line - 1][column - 1 :]
            assert here.startswith(("[", '"', "'", str(path[-1])))
        else:
            assert tomllib.loads(f"value = {written}")["value"] == value
            line, column = file.position(path)
            assert text.split("\n")[line - 1][column - 1 :].startswith(written.split("\n")[0])


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_place_is_told_of_nothing_that_is_not_there(text: str) -> None:
    assert set(places_in(text)) == {path for path, _ in leaves(tomllib.loads(text))}


def test_keys_and_values_are_told_apart() -> None:
    file = read_toml("# c\n[limits]\n  rows   =  5\n  'pa ges' = [ 1,\n    2 ]\n", "a.toml")
    assert file.key_position(("limits", "rows")) == (3, 3)
    assert file.position(("limits", "rows")) == (3, 13)
    assert file.position(("limits", "pa ges", 1)) == (5, 5)
    assert file.key_position(("limits",)) == (2, 1)


def test_what_is_absent_is_placed_at_what_encloses_it() -> None:
    file = read_toml("[a]\nb = 1\n", "a.toml")
    assert file.position(("a", "c", "d")) == (1, 1)
    assert file.position(()) == (1, 1)
    assert file.written(("a", "c")) is None
