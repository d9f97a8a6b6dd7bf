"""The values of a YAML text with their places, and the bounds on one text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

__all__ = ["YAML_LIMITS", "Node", "YamlLimits"]


@dataclass(frozen=True, slots=True)
class YamlLimits:
    """Bounds on one file; `nodes` counts an alias as all that it stands for."""

    characters: int = 5_000_000
    nodes: int = 300_000
    aliases: int = 200
    depth: int = 40


YAML_LIMITS = YamlLimits()


@dataclass(slots=True)
class Node:
    """One value with its place (1-based); `written` is a scalar's own text, `children` the parts.

    `weight` counts the nodes below and this one, `height` the levels.
    """

    value: Any
    line: int
    column: int
    written: str = ""
    children: dict[str | int, Node] = field(default_factory=dict)
    keys: dict[str | int, tuple[int, int]] = field(default_factory=dict)
    weight: int = 1
    height: int = 1

    def add(self, step: str | int, child: Node) -> None:
        self.children[step] = child
        self.weight += child.weight
        self.height = max(self.height, child.height + 1)
