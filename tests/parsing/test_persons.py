"""Names of persons in a cell."""

from __future__ import annotations

import pytest

from plancheck.parsing.persons import persons_in

PATRONYMICS = ("вич", "вна")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Петрова А.Б.", ["Петрова А.Б."]),
        ("Петрова А. Б.", ["Петрова А. Б."]),
        ("ПетроваА.Б.", ["ПетроваА.Б."]),
        ("А.Б.Петрова", ["А.Б.Петрова"]),
        ("Петрова-Водкина А.Б., Ли В.Г.", ["Петрова-Водкина А.Б.", "Ли В.Г."]),
        ("Иванов Иван Иванович", ["Иванов Иван Иванович"]),
        ("Школа Лицей Гимназия", []),
        ("директор", []),
        ("институт имени А.Б. Петровой", []),
        ("институт имени\nА.Б. Петровой", []),
        ("институт им. А.Б. Петровой, Сидоров В.Г.", ["Сидоров В.Г."]),
        ("г. Энск", []),
        ("Петрова А.Б. Сидоров В.Г.", ["Петрова А.Б.", "Сидоров В.Г."]),
    ],
)
def test_names_are_found_as_written(text: str, names: list[str]) -> None:
    assert [person.name for person in persons_in(text, PATRONYMICS, {"имени", "им"})] == names
