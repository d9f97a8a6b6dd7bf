"""What every fault told to a person must keep: Russian that is Russian, with all that the English quotes."""

from __future__ import annotations

import re

from plancheck.errors import Problem

_QUOTED = re.compile(r"«[^»]*»|\b\d{2,}\b")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def told_in_both(problem: Problem) -> tuple[str, str]:
    """The fault in Russian and in English; AssertionError where the one is not what the other says."""
    russian, english = problem.text("ru"), problem.text("en")
    place = f"{problem.path}:{problem.line}:{problem.column}: " if problem.line else f"{problem.path}: "
    assert russian.startswith(place)
    assert english.startswith(place)
    russian, english = russian.removeprefix(place), english.removeprefix(place)
    assert _CYRILLIC.search(_QUOTED.sub("", russian)), russian
    assert not _CYRILLIC.search(_QUOTED.sub("", english)), english
    assert set(_QUOTED.findall(russian)) == set(_QUOTED.findall(english)), (russian, english)
    assert ("did you mean" in english) == ("может быть" in russian)
    return russian, english
