"""The sets of signs match what the plain sets of the same signs do."""

from __future__ import annotations

import re

import pytest

from plancheck.parsing.signs import LETTERS, OPENED, OPENS, QUOTED, SHUTS

SIGNS = [chr(number) for number in range(0x10000)]
FEW_OTHERS = set("ЂЃЄЅІЇЈЉЊЋЌЍЎЏѐ")  # letters between «Ё» and «ё» that Russian has not


@pytest.mark.parametrize(
    ("source", "plain"),
    [(OPENS, r"[«\"“]"), (OPENED, r"[«\"“„]"), (SHUTS, r"[»\"”]"), (QUOTED, r"[^»\"”\n]")],
    ids=["opens", "opened", "shuts", "quoted"],
)
def test_a_set_in_two_parts_is_the_plain_set(source: str, plain: str) -> None:
    sought, known = re.compile(source), re.compile(plain)
    assert [one for one in SIGNS if sought.fullmatch(one)] == [one for one in SIGNS if known.fullmatch(one)]


def test_the_letters_are_those_of_russian_and_few_of_other_languages() -> None:
    found = set(re.findall(f"[{LETTERS}]", "".join(SIGNS)))
    assert found - FEW_OTHERS == set(re.findall("[А-ЯЁа-яё]", "".join(SIGNS)))
    assert len(found) == 66 + len(FEW_OTHERS)
