"""Builds the values of a YAML text from the parser's events, counted as they come, with or without their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any

import yaml
from yaml import events as ev

from plancheck.errors import Problem, RulesetError
from plancheck.said import Said, said
from plancheck.said.parsers import complaint
from plancheck.yaml_node import Node, YamlLimits

__all__ = ["tree_of", "value_of"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same events, ten times as fast
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_NO_PARTS: Any = MappingProxyType({})  # one for all scalars, which are most of a file
_TEXT_TAGS = ("!", "tag:yaml.org,2002:str")


class _TooMuchError(Exception):
    """Reading stops here; the problem is already noted."""


class _Builder:
    """Builds nodes from events, counting; the one mutable thing of this module, alive for one file."""

    def __init__(self, path: str, plain_text: bool, limits: YamlLimits) -> None:
        self.path, self.plain_text, self.limits = path, plain_text, limits
        self.problems: list[Problem] = []
        self.anchors: dict[str, Node | None] = {}  # None while the anchored value is still open
        self.nodes = self.aliases = self.depth = 0

    def fault(self, event: Any, message: Said) -> None:
        mark = event.start_mark
        self.problems.append(Problem(self.path, mark.line + 1, mark.column + 1, message))

    def stop(self, event: Any, message: Said) -> _TooMuchError:
        self.fault(event, message)
        return _TooMuchError()

    def count(self, event: Any, weight: int) -> None:
        self.nodes += weight
        if self.nodes > self.limits.nodes:
            raise self.stop(event, said("yaml.values", most=self.limits.nodes))

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
            raise self.stop(event, said("yaml.depth", most=self.limits.depth))
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
            raise self.stop(event, said("yaml.aliases", most=self.limits.aliases))
        if event.anchor not in self.anchors:
            raise self.stop(event, said("yaml.alias_nowhere", name=event.anchor))
        node = self.anchors[event.anchor]
        if node is None:
            raise self.stop(event, said("yaml.alias_inside", name=event.anchor))
        self.count(event, node.weight)
        if self.depth + node.height > self.limits.depth:
            raise self.stop(event, said("yaml.depth", most=self.limits.depth))
        return node

    def refuse_tag(self, event: Any) -> None:
        if event.tag is not None and event.tag not in _TEXT_TAGS:
            self.fault(event, said("yaml.tag", tag=event.tag))

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
                self.fault(event, said("yaml.key_twice", key=key, first=first))
                continue
            node.keys[key] = (event.start_mark.line + 1, event.start_mark.column + 1)
            node.add(key, child)
            node.value[key] = child.value
        return node

    def key(self, event: Any, events: Iterator[Any]) -> str | int | None:
        """A mapping's key: text or a whole number; `true` and the like as written. None: refused, noted."""
        node = self.node(event, events)
        if isinstance(node.value, dict | list):
            self.fault(event, said("yaml.key_no_word"))
            return None
        if node.written == "<<" and isinstance(event, ev.ScalarEvent) and event.style in (None, ""):
            self.fault(event, said("yaml.merge"))
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
        return Problem(path, mark.line + 1, mark.column + 1, said("yaml.none", why=complaint(error.problem or "")))
    before = text[: max(0, getattr(error, "position", 0))]
    column = len(before) - (before.rfind("\n") + 1) + 1
    reason = getattr(error, "reason", "unreadable characters")
    return Problem(path, before.count("\n") + 1, column, said("yaml.none", why=complaint(reason)))


def tree_of(text: str, path: str, plain_text: bool, limits: YamlLimits) -> Node:
    """All values with their places. Raises RulesetError with every doubled key, or what stopped the parser."""
    builder = _Builder(path, plain_text, limits)
    root: Node | None = None
    try:
        events = iter(yaml.parse(text, Loader=_LOADER))
        for event in events:
            if isinstance(event, ev.NodeEvent):
                root = builder.node(event, events)
            elif isinstance(event, ev.DocumentStartEvent) and root is not None:
                builder.fault(event, said("yaml.second"))
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


def value_of(text: str, path: str, plain_text: bool, limits: YamlLimits) -> Any:
    """The bare value of a text; an empty one has None. Raises RulesetError as `tree_of`."""
    try:
        return _Values(text, plain_text, limits).document()
    except (_NotPlainError, yaml.YAMLError):
        return tree_of(text, path, plain_text, limits).value
