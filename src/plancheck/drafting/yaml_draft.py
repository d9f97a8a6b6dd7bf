"""A draft as a plan file in YAML: what is proposed is put between the lines, each with a comment that says so."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import yaml

from plancheck.drafting.proposals import AddedRow, AddedWords, Proposals
from plancheck.plan import Column
from plancheck.plan_file import plan_file_yaml

__all__ = ["Said", "UnfitYamlError", "yaml_draft"]

Said = Callable[[AddedRow | AddedWords], str]
"""What the comment above an addition says; one line."""

_KEYS = {
    Column.NUMBER: "number",
    Column.MEASURE: "text",
    Column.DEADLINE: "deadline",
    Column.RESPONSIBLE: "responsible",
    Column.RESULT: "result",
}
_NULL = "tag:yaml.org,2002:null"


class UnfitYamlError(ValueError):
    """The file is not laid out a key a line where something must be added."""


class _Piece(NamedTuple):
    """Text to stand in place of what is between two places of the file; they are equal for an insertion."""

    start: int
    end: int
    order: int
    text: str


def yaml_draft(text: str, proposals: Proposals, said: Said) -> str:
    """The file with the proposals in it; every other line stays as it is. The file holds a plan with measures.

    Raises UnfitYamlError where it is not written a key a line.
    """
    text = text if text.endswith("\n") else f"{text}\n"
    measures = list(_measures(yaml.compose(text, Loader=yaml.SafeLoader)))
    pieces: list[_Piece] = []
    for order, words in enumerate(proposals.words):
        pieces += _added_words(text, measures[words.measure].node, words, f"# {said(words)}\n", order)
    for order, row in enumerate(proposals.rows, start=len(pieces)):
        if row.below is not None:
            pieces.append(_added_row(text, measures[row.below], row, f"# {said(row)}\n", order))
    for piece in sorted(pieces, reverse=True):
        text = text[: piece.start] + piece.text + text[piece.end :]
    return text


class _Item(NamedTuple):
    """A measure of the file, and the list it is an item of."""

    node: yaml.MappingNode
    listed: yaml.SequenceNode


def _measures(root: Any) -> Iterator[_Item]:
    """The measures in the plan's order: those under sections, and the list beside them where it stands."""
    for key, node in _children(root).items():
        if key == "measures":
            yield from _items(node)
        elif key == "sections" and isinstance(node, yaml.SequenceNode):
            for section in node.value:
                yield from _items(_children(section).get("measures"))


def _items(node: Any) -> Iterator[_Item]:
    if isinstance(node, yaml.SequenceNode):
        yield from (_Item(each, node) for each in node.value)


def _children(node: Any) -> dict[str, Any]:
    return {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _added_words(text: str, node: yaml.MappingNode, words: AddedWords, comment: str, order: int) -> Iterator[_Piece]:
    """The cell's scalar written anew with the words behind its own, or a new line below the measure's text."""
    _check_block(node)
    key = _KEYS[words.column]
    found = next(((one, value) for one, value in node.value if one.value == key), None)
    if found is None or not _written(found[1]):
        above = next(value for one, value in node.value if one.value == "text")
        at, pad = _line_end(text, above), " " * node.start_mark.column
        if found is not None:  # there is the key, with nothing behind it
            yield from _replaced(text, *found, words.text, comment=comment, order=order)
        else:
            yield _Piece(at, at, order, f"{pad}{comment}{pad}{key}: {_scalar(words.text)}\n")
        return
    name, value = found
    if isinstance(value, yaml.MappingNode):
        _check_block(value)
        name, value = next((one, inner) for one, inner in value.value if one.value == "text")
    yield from _replaced(text, name, value, f"{value.value}{words.text}", comment=comment, order=order)


def _replaced(text: str, name: yaml.Node, value: yaml.Node, new: str, *, comment: str, order: int) -> Iterator[_Piece]:
    if getattr(value, "style", None) in ("|", ">"):
        raise UnfitYamlError("a block of lines")
    start = text.rfind("\n", 0, name.start_mark.index) + 1
    yield _Piece(start, start, order, _indent_of(text, start) + comment)
    first, last = value.start_mark.index, value.end_mark.index
    blank = "" if text[first - 1 : first].isspace() else " "
    yield _Piece(first, last, order, blank + _scalar(new))


def _indent_of(text: str, start: int) -> str:
    """The spaces that a line begins with."""
    line = text[start : text.find("\n", start)]
    return line[: len(line) - len(line.lstrip(" "))]


def _added_row(text: str, above: _Item, row: AddedRow, comment: str, order: int) -> _Piece:
    """The measure as a new item below the one above it, laid out as `parse` lays them out."""
    _check_block(above.node, above.listed)
    at = _line_end(text, above.node)
    fields = {_KEYS[column]: row.cells[column] for column in _KEYS if column in row.cells}
    section = _children(above.node).get("section")
    lines = plan_file_yaml(fields).splitlines()
    if section is not None:
        lines.insert(1, text[section.start_mark.index : section.end_mark.index].join(("section: ", "")))
    pad = " " * above.listed.start_mark.column
    inner = " " * above.node.start_mark.column
    hanging = inner[: len(pad)] + "- ".ljust(len(inner) - len(pad))
    first, *rest = lines
    item = "".join(f"{inner}{line}\n" for line in rest)
    return _Piece(at, at, order, f"{pad}{comment}{hanging}{first}\n{item}")


def _line_end(text: str, node: yaml.Node) -> int:
    """Where the line after the node's last one begins."""
    last = node
    while isinstance(last, yaml.CollectionNode) and not last.flow_style and last.value:
        final = last.value[-1]
        last = final[1] if isinstance(final, tuple) else final
    at = last.end_mark.index
    if at and text[at - 1] == "\n":  # a block of lines ends below its last
        return at
    following = text.find("\n", at)
    if following < 0:
        raise UnfitYamlError("no line end behind the last key")
    return following + 1


def _written(node: yaml.Node) -> bool:
    return not isinstance(node, yaml.ScalarNode) or (bool(node.value.strip()) and node.tag != _NULL)


def _check_block(*nodes: yaml.CollectionNode) -> None:
    if any(node.flow_style for node in nodes):
        raise UnfitYamlError("in brackets")


def _scalar(text: str) -> str:
    """One line of YAML that is that text."""
    plain = plan_file_yaml({"a": text}).removeprefix("a:").strip()
    return plain if "\n" not in plain else json.dumps(text, ensure_ascii=False)
