"""Reads a plan that stands inside another YAML file, as in a case of a rule's test: its parts, and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from plancheck.faults.explaining import read_model
from plancheck.location import Location
from plancheck.plan import Plan
from plancheck.plan_file.faults import PlanFileError
from plancheck.plan_file.filling import filled
from plancheck.plan_file.reading import as_written
from plancheck.plan_file.references import dangling
from plancheck.plan_file.rows import rows_of
from plancheck.plan_file.shape import PlanShape
from plancheck.yaml_source import YamlFile

if TYPE_CHECKING:
    from plancheck.parsing import Lexicons

__all__ = ["plan_inside"]


def plan_inside(file: YamlFile, path: Sequence[str | int], lexicons: Lexicons) -> Plan:
    """The plan at a path of a file, understood as a plan file's would be; it may be a part of one, even empty.

    Raises PlanFileError with every fault at its line and column in the whole file.
    """
    part = _part(file, path)
    tree = as_written(part.root)
    nothing = set(dangling({}, part))  # what is said of a plan without measures
    faults = [one for one in dangling(tree, part) if one not in nothing]
    shape = read_model(PlanShape, tree, part, (), faults, named=True)
    if shape is None or faults:
        raise PlanFileError.of(faults)

    def where(at: tuple[str | int, ...]) -> Location:
        line, column = part.key_position(at)
        return Location(line=line, column=column)

    return filled(shape, list(rows_of(shape)), where, lexicons)


def _part(file: YamlFile, path: Sequence[str | int]) -> YamlFile:
    """What stands at a path as a file of its own, its places those of the whole."""
    node = file.root
    for step in path:
        node = node.children[step]
    part = replace(file, value=node.value)
    part.__dict__["root"] = node  # a cached property: set, it is not made from the text
    return part
