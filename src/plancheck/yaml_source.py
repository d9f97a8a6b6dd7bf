"""YAML with the place of every key and value: refuses doubled keys, bombs and YAML 1.1's silent conversions.

Values are built from the parser's events, counted as they come, so a bomb is refused before anything grows.
Most files are right and nobody asks where their values stand: the places are found when first asked for.
Plain scalars become int, float, bool (`true`/`false` only) or None (`null`, `~`, empty); all else stays text:
`no`, `12:30`, `2023-10-01`, `007`. Where even `1.10` must stay as written, read with `plain_text=True`,
or ask `YamlFile.written()`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from yaml import events as ev

from plancheck.errors import Problem, RulesetError

__all__ = ["YAML_LIMITS", "KeyPath", "Node", "YamlFile", "YamlLimits", "read_yaml", "read_yaml_file"]

KeyPath = Sequence[str | int]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same events, ten times as fast
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_NO_PARTS: Any = MappingProxyType({})  # one for all scalars, which are most of a file
_TEXT_TAGS = ("!", "tag:yaml.org,2002:str")


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
        return _tree(self.text, self.path, self.plain_text, self.limits)

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

    def problem(self, path: KeyPath, message: str, *, at_key: bool = False) -> Problem:
        """A fault at the value (or key) of a path."""
        line, column = self.key_position(path) if at_key else self.position(path)
        return Problem(self.path, line, column, message)


class _TooMuchError(Exception):
    """Reading stops here; the problem is already noted."""


class _Builder:
    """Builds nodes from events, counting; the one mutable thing of this module, alive for one file."""

    def __init__(self, path: str, plain_text: bool, limits: YamlLimits) -> None:
        self.path, self.plain_text, self.limits = path, plain_text, limits
        self.problems: list[Problem] = []
        self.anchors: dict[str, Node | None] = {}  # None while the anchored value is still open
        self.nodes = self.aliases = self.depth = 0

    def fault(self, event: Any, message: str) -> None:
        mark = event.start_mark
        self.problems.append(Problem(self.path, mark.line + 1, mark.column + 1, message))

    def stop(self, event: Any, message: str) -> _TooMuchError:
        self.fault(event, message)
        return _TooMuchError()

    def count(self, event: Any, weight: int) -> None:
        self.nodes += weight
        if self.nodes > self.limits.nodes:
            raise self.stop(event, f"more than {self.limits.nodes} values: this is not read further")

    def node(self, event: Any, events: Iterator[Any]) -> Node:
        if isinstance(event, ev.AliasEvent):
            return self.alias(event)
        self.count(event, 1)
        if isinstance(event, ev.ScalarEvent) and event.anchor is None and self.depth < self.limits.depth:
            return self.scalar(event)
        anchor = event.anchor
        if anchor is not None:
            self.anchors[anchor] = None
        self.depth += 1
        if self.depth > self.limits.depth:
            raise self.stop(event, f"nested deeper than {self.limits.depth} levels")
        if isinstance(event, ev.ScalarEvent):
            node = self.scalar(event)
        elif isinstance(event, ev.SequenceStartEvent):
            node = self.sequence(event, events)
        else:
            node = self.mapping(event, events)
        self.depth -= 1
        if anchor is not None:
            self.anchors[anchor] = node
        return node

    def alias(self, event: Any) -> Node:
        self.aliases += 1
        if self.aliases > self.limits.aliases:
            raise self.stop(event, f"more than {self.limits.aliases} aliases (*name)")
        if event.anchor not in self.anchors:
            raise self.stop(event, f"alias *{event.anchor} stands for no &{event.anchor} above it")
        node = self.anchors[event.anchor]
        if node is None:
            raise self.stop(event, f"alias *{event.anchor} stands inside its own value")
        self.count(event, node.weight)
        if self.depth + node.height > self.limits.depth:
            raise self.stop(event, f"nested deeper than {self.limits.depth} levels")
        return node

    def refuse_tag(self, event: Any) -> None:
        if event.tag is not None and event.tag not in _TEXT_TAGS:
            self.fault(event, f"tag {event.tag} is not allowed: write the value plainly")

    def scalar(self, event: Any) -> Node:
        text: str = event.value
        value: Any = text
        mark = event.start_mark
        if event.tag is not None:
            self.refuse_tag(event)
        elif event.style in (None, ""):
            value = _resolved(text, self.plain_text)
        return Node(value, mark.line + 1, mark.column + 1, text, _NO_PARTS, _NO_PARTS)

    def sequence(self, start: Any, events: Iterator[Any]) -> Node:
        self.refuse_tag(start)
        node = Node([], start.start_mark.line + 1, start.start_mark.column + 1)
        for event in events:
            if isinstance(event, ev.SequenceEndEvent):
                break
            child = self.node(event, events)
            node.add(len(node.value), child)
            node.value.append(child.value)
        return node

    def mapping(self, start: Any, events: Iterator[Any]) -> Node:
        self.refuse_tag(start)
        node = Node({}, start.start_mark.line + 1, start.start_mark.column + 1)
        for event in events:
            if isinstance(event, ev.MappingEndEvent):
                break
            key = self.key(event, events)
            child = self.node(next(events), events)
            if key is None:
                continue
            if key in node.keys:
                first = node.keys[key][0]
                self.fault(event, f"key «{key}» is given twice (first in line {first})")
                continue
            node.keys[key] = (event.start_mark.line + 1, event.start_mark.column + 1)
            node.add(key, child)
            node.value[key] = child.value
        return node

    def key(self, event: Any, events: Iterator[Any]) -> str | int | None:
        """A mapping's key: text or a whole number; `true` and the like as written. None: refused, noted."""
        node = self.node(event, events)
        if isinstance(node.value, dict | list):
            self.fault(event, "a key must be a word, not a list or a mapping")
            return None
        if node.written == "<<" and isinstance(event, ev.ScalarEvent) and event.style in (None, ""):
            self.fault(event, "merge keys (<<) are not supported: write the keys out")
            return None
        is_number = isinstance(node.value, int) and not isinstance(node.value, bool)
        return node.value if is_number else node.written


def _resolved(text: str, plain_text: bool) -> Any:
    if plain_text:
        return None if text in ("", "~", "null") else text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-0123456789":
        return text
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _parser_fault(error: yaml.YAMLError, path: str, text: str) -> Problem:
    """The parser's own complaint, at its place."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        mark = error.problem_mark
        context = f" ({error.context})" if error.context else ""
        return Problem(path, mark.line + 1, mark.column + 1, f"not YAML: {error.problem}{context}")
    before = text[: max(0, getattr(error, "position", 0))]
    column = len(before) - (before.rfind("\n") + 1) + 1
    reason = getattr(error, "reason", "unreadable characters")
    return Problem(path, before.count("\n") + 1, column, f"not YAML: {reason}")


def _tree(text: str, path: str, plain_text: bool, limits: YamlLimits) -> Node:
    """All values with their places. Raises RulesetError with every doubled key, or what stopped the parser."""
    builder = _Builder(path, plain_text, limits)
    root: Node | None = None
    try:
        events = iter(yaml.parse(text, Loader=_LOADER))
        for event in events:
            if isinstance(event, ev.NodeEvent):
                root = builder.node(event, events)
            elif isinstance(event, ev.DocumentStartEvent) and root is not None:
                builder.fault(event, "a second document («---») begins here: one file, one document")
                break
    except _TooMuchError:
        pass
    except yaml.YAMLError as error:
        builder.problems.append(_parser_fault(error, path, text))
    if builder.problems:
        raise RulesetError(sorted(builder.problems, key=lambda fault: (fault.line, fault.column)))
    return root or Node(None, 1, 1)


class _NotPlainError(Exception):
    """The text has something that only `_Builder` reads or refuses: an alias, a tag, a doubled key, too much."""


class _Values:
    """Builds the bare values of a text that has nothing odd; `_Builder` stands beside it for all others."""

    def __init__(self, text: str, plain_text: bool, limits: YamlLimits) -> None:
        self.next: Callable[[], Any] = _LOADER(text).get_event
        self.plain_text, self.depth, self.left = plain_text, limits.depth, limits.nodes

    def document(self) -> Any:
        """The one document's value, None of an empty text. Raises _NotPlainError or yaml.YAMLError."""
        self.next()  # the stream begins
        if type(self.next()) is ev.StreamEndEvent:
            return None
        value = self.value(self.next(), 1)
        self.next()  # the document ends
        if type(self.next()) is not ev.StreamEndEvent:
            raise _NotPlainError
        return value

    def value(self, event: Any, depth: int) -> Any:
        self.left -= 1
        if event.anchor is not None or event.tag is not None or depth > self.depth or self.left < 0:
            raise _NotPlainError
        kind = type(event)
        if kind is ev.ScalarEvent:
            return event.value if event.style else _resolved(event.value, self.plain_text)
        return self.sequence(depth + 1) if kind is ev.SequenceStartEvent else self.mapping(depth + 1)

    def sequence(self, depth: int) -> list[Any]:
        found: list[Any] = []
        following = self.next
        while type(event := following()) is not ev.SequenceEndEvent:
            found.append(self.value(event, depth))
        return found

    def mapping(self, depth: int) -> dict[str | int, Any]:
        found: dict[str | int, Any] = {}
        following = self.next
        while type(event := following()) is not ev.MappingEndEvent:
            key = self.key(event, depth)
            if key in found:
                raise _NotPlainError
            found[key] = self.value(following(), depth)
        return found

    def key(self, event: Any, depth: int) -> str | int:
        if type(event) is not ev.ScalarEvent:
            raise _NotPlainError
        value = self.value(event, depth)
        if event.value == "<<":
            raise _NotPlainError
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value if is_number else str(event.value)


def read_yaml(text: str, path: str, *, plain_text: bool = False, limits: YamlLimits = YAML_LIMITS) -> YamlFile:
    """The one document of a YAML text; `path` is only what messages call it.

    With `plain_text` no scalar becomes a number or a flag (for plan files: «1.10» is a row's number).
    An empty text has the value None. Raises RulesetError with every doubled key, or what stopped the parser.
    """
    if len(text) > limits.characters:
        raise RulesetError([Problem(path, 1, 1, f"longer than {limits.characters} characters")])
    try:
        value = _Values(text, plain_text, limits).document()
    except (_NotPlainError, yaml.YAMLError):
        value = _tree(text, path, plain_text, limits).value
    return YamlFile(path, text, value, plain_text=plain_text, limits=limits)


def read_yaml_file(
    file: Path, shown: str | None = None, *, plain_text: bool = False, limits: YamlLimits = YAML_LIMITS
) -> YamlFile:
    """Reads a UTF-8 file (with or without BOM); `shown` is its name in messages, else the path.

    Raises RulesetError, also where the file is missing or is not UTF-8.
    """
    path = shown or str(file)
    try:
        if file.stat().st_size > 4 * limits.characters:
            raise RulesetError([Problem(path, 1, 1, f"larger than {4 * limits.characters} bytes")])
        content = file.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise RulesetError([Problem(path, 1, 1, f"cannot be read: {error.strerror or error}")]) from error
    except UnicodeDecodeError as error:
        raise RulesetError([Problem(path, 1, 1, f"is not UTF-8 (byte {error.start})")]) from error
    found = read_yaml(text, path, plain_text=plain_text, limits=limits)
    return replace(found, sha256=hashlib.sha256(content).hexdigest())
