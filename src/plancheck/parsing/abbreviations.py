"""What a plan's own abbreviations stand for: «Учебный центр округа (далее – УЦО)», «УЦО – учебный центр округа»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from plancheck.parsing.responsible import read_responsible
from plancheck.plan import Role

if TYPE_CHECKING:
    from plancheck.parsing.responsible import RoleWords

__all__ = ["told_roles"]

_HENCEFORTH = re.compile(r"([^.;(\n]{5,160})\(\s*далее\s*(?:по тексту\s*)?[–—-]?\s*«?([А-ЯЁ][А-Яа-яЁё]{1,9})»?\s*\)")
_LEGEND = re.compile(r"(?:^|[.:;,(]\s|\n)\s*([А-ЯЁ]{2,9})\s*[–—-]\s(([А-ЯЁа-яё])[^.;\n]{4,160})")


def told_roles(texts: Iterable[str], known: RoleWords) -> Mapping[str, Role]:
    """The institutions that a plan's texts give a short name, by that name as written."""
    told: dict[str, Role] = {}
    for text in texts:
        if "далее" in text:
            pairs = [(match[2], match[1]) for match in _HENCEFORTH.finditer(text)]
        else:
            pairs = [(match[1], match[2]) for match in _LEGEND.finditer(text) if match[3].upper() == match[1][0]]
        for short, long in pairs:
            roles = read_responsible(long, known).roles
            if len(roles) == 1 and roles[0] in known.bodies.values() and roles[0] is not Role.OTHER:
                told.setdefault(short, roles[0])
    return told
