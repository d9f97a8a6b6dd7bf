"""Lays the fields of a plan file out as YAML or JSON that a person can edit."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

__all__ = ["plan_file_json", "plan_file_yaml"]

_WIDTH = 110
# Marks that turn a line around or cannot be seen, and line ends that editors do not show as such.
_UNSEEN = re.compile(
    r"[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)


class _Dumper(yaml.SafeDumper):
    """YAML as people write it: lists indented, many lines as a block, unseen characters as escapes."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def analyze_scalar(self, scalar: str) -> Any:
        found = super().analyze_scalar(scalar)
        if _UNSEEN.search(scalar):  # only double quotes can hold escapes
            found.allow_flow_plain = found.allow_block_plain = found.allow_single_quoted = found.allow_block = False
        return found


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _list(dumper: yaml.SafeDumper, values: list[Any]) -> yaml.SequenceNode:
    """Codes, dates and numbers on one line; whatever is longer an item a line."""
    short = all(
        (isinstance(one, str) and one.isascii()) or one is None or isinstance(one, int | dt.date) for one in values
    )
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=short)


def _day(dumper: yaml.SafeDumper, day: dt.date) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", day.isoformat())


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(dt.date, _day)


def plan_file_yaml(fields: Mapping[str, Any], comment: str = "") -> str:
    """The fields as YAML, Russian as it is; `comment` stands above them, a line for a line."""
    written = yaml.dump(
        dict(fields), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=False
    )
    lead = "".join(f"# {line}\n" for line in comment.splitlines())
    return lead + _escaped(written)


def plan_file_json(fields: Mapping[str, Any]) -> str:
    """The fields as JSON, two spaces deep, Russian as it is."""
    return _escaped(json.dumps(fields, ensure_ascii=False, indent=2, default=dt.date.isoformat)) + "\n"


def _escaped(text: str) -> str:
    """Unseen characters as escapes; they stand inside double quotes alone."""

    def escape(match: re.Match[str]) -> str:
        units = match.group().encode("utf-16-be", "surrogatepass")
        return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))

    return _UNSEEN.sub(escape, text)
