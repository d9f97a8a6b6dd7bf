"""What points at something in a plan file: a measure's section, a finding's measure; and what points at nothing.

Looked at in the written tree, so that these faults are told beside those of the shape, all at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from plancheck.errors import Problem
from plancheck.said import Said, said
from plancheck.yaml_source import YamlFile

__all__ = ["dangling", "section_place"]

MOST_MEASURES: Final = 20_000  # as rows in a table of a document


def section_place(given: int | str, numbers: Sequence[str], titles: Sequence[str]) -> int | Said:
    """The section's place from 0; where there is no such section, why.

    A whole number is a place, as in `parse --format json`; a text is a section's number, else its title.
    """
    count = len(numbers)
    if isinstance(given, int):
        if 0 <= given < count:
            return given
        return said("section.place", at=given, count=count)
    for texts in (numbers, titles):
        if texts.count(given) == 1:
            return texts.index(given)
        if given in texts:
            return said("section.several", name=given)
    known = ", ".join(f"«{number or title}»" for number, title in zip(numbers[:12], titles[:12], strict=True))
    return said("section.none", name=given, known=known or said("section.no_ones"))


def dangling(tree: Any, file: YamlFile) -> Iterator[Problem]:
    """Every reference to nothing; a plan without measures is such a fault, too."""
    sections = [one if isinstance(one, dict) else {} for one in _list(tree, "sections")]
    numbers, titles = ([_text(one.get(name)) for one in sections] for name in ("number", "title"))
    count = 0
    for path, place, measure in _measures(tree, sections):
        count += 1
        given = measure.get("section") if isinstance(measure, dict) else None
        if not isinstance(given, int | str):
            continue
        found = section_place(given, numbers, titles)
        if isinstance(found, Said):
            yield file.problem((*path, "section"), found)
        elif place not in (None, found):
            yield file.problem((*path, "section"), said("section.another"))
    if count > MOST_MEASURES:
        yield file.problem((), said("measures.many", most=MOST_MEASURES))
    if not count:
        yield file.problem((), said("measures.none"))
    for name in ("mentions", "leftovers", "mixed_words"):
        yield from _strayed(tree, name, count, file)


def _measures(tree: Any, sections: Sequence[Any]) -> Iterator[tuple[tuple[str | int, ...], int | None, Any]]:
    """Path, place of the section it is nested in, and value of every measure."""
    for place, section in enumerate(sections):
        for index, one in enumerate(_list(section, "measures")):
            yield ("sections", place, "measures", index), place, one
    for index, one in enumerate(_list(tree, "measures")):
        yield ("measures", index), None, one


def _strayed(tree: Any, name: str, count: int, file: YamlFile) -> Iterator[Problem]:
    """Findings on a measure that is not there."""
    found = tree.get(name)
    lists: dict[tuple[str, ...], list[Any]] = {(name, side): _list(found, side) for side in ("above", "below")}
    lists[(name,)] = _list(tree, name)
    for path, entries in lists.items():
        for index, entry in enumerate(entries):
            at = entry.get("measure") if isinstance(entry, dict) else None
            if isinstance(at, str) and at.isdecimal() and int(at) >= count:
                yield file.problem((*path, index, "measure"), said("measure.none", at=at, count=count))


def _list(tree: Any, name: str) -> list[Any]:
    found = tree.get(name) if isinstance(tree, dict) else None
    return found if isinstance(found, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
