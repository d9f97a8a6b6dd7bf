"""YAML with the place of every key and value: refuses doubled keys, bombs and YAML 1.1's silent conversions.

Values are built from the parser's events, counted as they come, so a bomb is refused before anything grows.
Most files are right and nobody asks where their values stand: the places are found when first asked for.
Plain scalars become int, float, bool (`true`/`false` only) or None (`null`, `~`, empty); all else stays text:
`no`, `12:30`, `2023-10-01`, `007`. Where even `1.10` must stay as written, read with `plain_text=True`,
or ask `YamlFile.written()`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from plancheck.errors import Problem, RulesetError, unreadable
from plancheck.keeping import kept
from plancheck.said import Said, said
from plancheck.yaml_node import YAML_LIMITS, Node, YamlLimits

__all__ = ["YAML_LIMITS", "KeyPath", "Node", "YamlFile", "YamlLimits", "read_yaml", "read_yaml_file", "yaml_file_later"]

KeyPath = Sequence[str | int]


@dataclass(frozen=True, eq=False)
class YamlFile:
    """A file that was read: its path as shown to people, its text, its value, and the SHA-256 of its bytes.

    `value` is the whole as plain dicts, lists and scalars; aliases share their value, so do not change it.
    """

    path: str
    text: str
    value: Any
    sha256: str = ""
    plain_text: bool = False
    limits: YamlLimits = YAML_LIMITS

    @cached_property
    def root(self) -> Node:
        """The tree of the values with their places."""
        from plancheck.yaml_events import tree_of  # noqa: PLC0415 - the parser: see `read_yaml_file`

        return tree_of(self.text, self.path, self.plain_text, self.limits)

    def _nearest(self, path: KeyPath) -> tuple[Node, tuple[int, int], bool]:
        """The deepest node that the path reaches, its key's place, and whether the whole path was there."""
        node, key = self.root, (self.root.line, self.root.column)
        for step in path:
            child = node.children.get(step)
            if child is None:
                return node, key, False
            node, key = child, node.keys.get(step, (child.line, child.column))
        return node, key, True

    def position(self, path: KeyPath = ()) -> tuple[int, int]:
        """Line and column of the value at a path; of the nearest enclosing value where it is absent."""
        node, _, _ = self._nearest(path)
        return node.line, node.column

    def key_position(self, path: KeyPath) -> tuple[int, int]:
        """Line and column of the key (or list item) at a path; of the nearest enclosing one where absent."""
        return self._nearest(path)[1]

    def written(self, path: KeyPath) -> str | None:
        """The scalar at a path as it stands in the file («1.10», not 1.1); None where there is no scalar."""
        node, _, found = self._nearest(path)
        return node.written if found and not isinstance(node.value, dict | list) else None

    def problem(self, path: KeyPath, message: Said, *, at_key: bool = False) -> Problem:
        """A fault at the value (or key) of a path."""
        line, column = self.key_position(path) if at_key else self.position(path)
        return Problem(self.path, line, column, message)


class _ReadLater(YamlFile):
    """A file that was read in an earlier run, and is read again when its text or value is asked for."""

    def __init__(self, path: Path, sha256: str) -> None:
        self.__dict__.update(path=str(path), sha256=sha256, plain_text=False, limits=YAML_LIMITS)

    @cached_property
    def _read(self) -> YamlFile:
        return read_yaml_file(Path(self.path), keep=True)

    @cached_property
    def text(self) -> str:
        return self._read.text

    @cached_property
    def value(self) -> Any:
        return self._read.value


def yaml_file_later(path: Path, sha256: str) -> YamlFile:
    """A shipped file whose sum is known, not read before it is asked. Then RulesetError where it is gone."""
    return _ReadLater(path, sha256)


def read_yaml(text: str, path: str, *, plain_text: bool = False, limits: YamlLimits = YAML_LIMITS) -> YamlFile:
    """The one document of a YAML text; `path` is only what messages call it.

    With `plain_text` no scalar becomes a number or a flag (for plan files: «1.10» is a row's number).
    An empty text has the value None. Raises RulesetError with every doubled key, or what stopped the parser.
    """
    if len(text) > limits.characters:
        raise RulesetError([Problem(path, 1, 1, said("file.long", most=limits.characters))])
    from plancheck.yaml_events import value_of  # noqa: PLC0415 - the parser: see `read_yaml_file`

    value = value_of(text, path, plain_text, limits)
    return YamlFile(path, text, value, plain_text=plain_text, limits=limits)


def read_yaml_file(
    file: Path,
    shown: str | None = None,
    *,
    plain_text: bool = False,
    limits: YamlLimits = YAML_LIMITS,
    keep: bool = False,
) -> YamlFile:
    """Reads a UTF-8 file (with or without BOM); `shown` is its name in messages, else the path.

    With `keep` its value is kept for the next run (plancheck/keeping.py), which then needs no parser at all: for files
    that ship with plancheck. Raises RulesetError, also where the file is missing or is not UTF-8.
    """
    path = shown or str(file)
    try:
        if file.stat().st_size > 4 * limits.characters:
            raise RulesetError([Problem(path, 1, 1, said("file.large", most=4 * limits.characters))])
        content = file.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise RulesetError([Problem(path, 0, 0, unreadable(error))]) from error
    except UnicodeDecodeError as error:
        raise RulesetError([Problem(path, 1, 1, said("file.encoding", at=error.start))]) from error
    total = hashlib.sha256(content).hexdigest()
    if not keep:
        return replace(read_yaml(text, path, plain_text=plain_text, limits=limits), sha256=total)
    value = kept(f"{file.parent.name}-{file.stem}", total, lambda: read_yaml(text, path, limits=limits).value)
    return YamlFile(path, text, value, total)
