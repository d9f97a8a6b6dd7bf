"""Words torn at a line's end are whole again, and those written with a hyphen keep it."""

from __future__ import annotations

import pytest

from plancheck.language import rejoin, rejoin_doubtful


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("приход наблю-\nдателей в школу", "приход наблюдателей в школу"),
        ("Все-\n российских работ", "Всероссийских работ"),
        ("учебно-\nметодический центр", "учебно-методический центр"),
        ("учителя-\nпредметники", "учителя-предметники"),
        ("март-\nиюнь", "март-июнь"),
        ("2025-\n2026 год", "2025-2026 год"),
        ("для 9-\nх классов", "для 9-х классов"),
        ("итоги ВПР-\n2026", "итоги ВПР-2026"),
        ("ин\u00ad\nструктаж", "инструктаж"),
        ("кластери\u2010\nзация", "кластеризация"),
        ("план -\nграфик", "план -\nграфик"),
        ("две строки\nбез дефиса", "две строки\nбез дефиса"),
        ("по-новому", "по-новому"),
    ],
)
def test_a_torn_word_is_joined(torn: str, whole: str) -> None:
    assert rejoin(torn) == whole


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["результато", "в"], "результатов"),
        (["распре", "делени", "и"], "распределении"),
        (["Приказ", "о", "назнач", "ении"], "Приказ о назначении"),
        (["признакам", "и"], "признакам и"),  # either may be meant: as it stands
        (["Дирек", "тор"], "Директор"),
        (["Внутриклассный", "контроль"], "Внутриклассный контроль"),
        (["Соболе", "ва"], "Соболева"),
        (["а"] * 12, " ".join("а" * 12)),
    ],
)
def test_parts_that_may_be_a_word_are_told_by_the_dictionary(parts: list[str], whole: str) -> None:
    assert rejoin_doubtful("\u200b\n".join(parts)) == whole
