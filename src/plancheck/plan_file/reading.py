"""Reads a plan file: text, shape, references, and then the words as any document's are understood."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from plancheck.errors import Problem, RulesetError
from plancheck.faults.explaining import read_model
from plancheck.location import Location
from plancheck.plan import PLAN_SCHEMA, Plan, SourceFile
from plancheck.plan_file.faults import PlanFileError, no_plan, not_utf8
from plancheck.plan_file.filling import filled
from plancheck.plan_file.recognising import SUFFIXES, decoded
from plancheck.plan_file.references import dangling
from plancheck.plan_file.rows import rows_of
from plancheck.plan_file.shape import PlanShape
from plancheck.yaml_source import Node, YamlFile, YamlLimits, read_yaml

if TYPE_CHECKING:
    from plancheck.parsing import Lexicons

PLAN_FILE_LIMITS = YamlLimits(characters=20_000_000)
_ESCAPE = re.compile(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|.)", re.DOTALL)


def read_plan_file(content: bytes, path: str, lexicons: Lexicons, limits: YamlLimits = PLAN_FILE_LIMITS) -> Plan:
    """The plan in a YAML or JSON file; `path` is what messages and the plan's source call it.

    Raises PlanFileError with every fault at its line and column, NotAPlanError where the file is something
    else, UnreadableError where it is no UTF-8 text.
    """
    text = decoded(content)
    if text is None:
        raise not_utf8()
    is_json = text.lstrip().startswith("{")
    file = _parsed(text, path, is_json, limits)
    refuse_others(file)
    tree = as_written(file.root)
    faults: list[Problem] = []
    shape = read_model(PlanShape, tree, file, (), faults, named=True)
    faults += dangling(tree, file)
    if shape is None or faults:
        raise PlanFileError.of(faults)
    rows = list(rows_of(shape, measures_first=_measures_first(file)))
    plan = filled(shape, rows, lambda at: _location(file, at), lexicons)
    form = SUFFIXES.get(PurePath(path).suffix.lower(), "json" if is_json else "yaml")
    return plan.model_copy(
        update={"source": SourceFile(path=path, format=form, sha256=hashlib.sha256(content).hexdigest())}
    )


def _parsed(text: str, path: str, is_json: bool, limits: YamlLimits) -> YamlFile:
    """JSON is read as the YAML it is, but for its pairs of escapes, which stand for one character."""
    if is_json and "\\u" in text:
        text = _ESCAPE.sub(_whole_character, text)
    try:
        return read_yaml(text, path, limits=limits)
    except RulesetError as error:
        raise PlanFileError.of(error.problems) from error


def _whole_character(found: re.Match[str]) -> str:
    high, low = found.groups()
    if high is None:
        return found.group()
    return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))


def refuse_others(file: YamlFile) -> None:
    """Raises NotAPlanError where the file names another schema, or has no sign of a plan."""
    top = file.value
    named = top.get("schema") if isinstance(top, dict) else None
    if not isinstance(top, dict):
        raise no_plan(None)
    if isinstance(named, str) and not named.startswith(PLAN_SCHEMA.partition("/")[0] + "/"):
        raise no_plan(named)
    sections = top.get("sections")
    nested = isinstance(sections, list) and any(isinstance(one, dict) and "measures" in one for one in sections)
    if named is None and "measures" not in top and not nested:
        raise no_plan(None)


def as_written(node: Node, key: str | int = "") -> Any:
    """The value with every scalar as its own text («1.10», not 1.1); a section's place alone stays a number."""
    if isinstance(node.value, dict):
        return {str(step): as_written(child, step) for step, child in node.children.items()}
    if isinstance(node.value, list):
        return [as_written(child) for child in node.children.values()]
    is_place = key == "section" and isinstance(node.value, int) and not isinstance(node.value, bool)
    return node.value if node.value is None or is_place else node.written


def _measures_first(file: YamlFile) -> bool:
    keys = list(file.root.children)
    return "measures" in keys and "sections" in keys and keys.index("measures") < keys.index("sections")


def _location(file: YamlFile, path: tuple[str | int, ...]) -> Location:
    line, column = file.key_position(path)
    return Location(line=line, column=column)
