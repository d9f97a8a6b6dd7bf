"""Reads waivers: from a file of their own, or from under `waivers:` of a plan file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from pathlib import Path

from plancheck.errors import Problem, RulesetError
from plancheck.faults.explaining import read_model
from plancheck.faults.nearest import did_you_mean, listed
from plancheck.report.safe_text import safe_path
from plancheck.rules.kinds import COLUMNS, DIRECTIONS
from plancheck.said import said
from plancheck.waivers.faults import WaiverFileError
from plancheck.waivers.shape import AboutShape, WaiverShape, WaiversShape
from plancheck.waivers.waiver import About, Waiver
from plancheck.yaml_source import YamlFile, YamlLimits, read_yaml, read_yaml_file

__all__ = ["read_waivers", "waivers_inside"]

_NAMED = frozenset({"direction", "column", "procedure", "school", "territory", "site", "requirement"})
_CODES = {"direction": DIRECTIONS.codes, "column": COLUMNS.codes}
_ROW = ("number", "section", "text")
_LIMITS = YamlLimits(characters=20_000_000)  # as of a plan file

_Path = tuple[str | int, ...]


def read_waivers(path: Path, *, codes: Set[str] = frozenset()) -> tuple[Waiver, ...]:
    """The waivers of a file; with `codes` a rule outside them is a fault.

    Raises WaiverFileError with every fault at its line and column.
    """
    shown = safe_path(os.fspath(path))
    try:
        file = read_yaml_file(path, shown, plain_text=True)
    except RulesetError as error:
        raise WaiverFileError(error.problems) from error
    faults: list[Problem] = []
    shape = read_model(WaiversShape, file.value if file.value is not None else {}, file, (), faults, named=True)
    faults += _faults(shape.waivers if shape else (), file, codes)
    if shape is None or faults:
        raise WaiverFileError(faults)
    return tuple(replace(one, folder=path.parent) for one in _made(shape.waivers, file))


def waivers_inside(content: bytes, path: str, *, codes: Set[str] = frozenset()) -> tuple[Waiver, ...]:
    """The waivers under `waivers:` of a plan file, which are for that plan; none where it has no such part.

    Raises WaiverFileError, as `read_waivers`.
    """
    if b"waivers" not in content:
        return ()
    from plancheck.plan_file.recognising import decoded  # noqa: PLC0415 - with half of all modules, seldom needed

    text = decoded(content)
    if text is None:
        return ()
    try:
        file = read_yaml(text, path, plain_text=True, limits=_LIMITS)
    except RulesetError as error:
        raise WaiverFileError(error.problems) from error
    given = file.value.get("waivers") if isinstance(file.value, dict) else None
    if given is None:
        return ()
    if not isinstance(given, list):
        raise WaiverFileError([file.problem(("waivers",), said("wanted", what=said("wanted.list"), found=None))])
    faults: list[Problem] = []
    shapes = [
        read_model(WaiverShape, one, file, ("waivers", index), faults, named=True) for index, one in enumerate(given)
    ]
    sound = [one for one in shapes if one is not None]
    faults += _faults(shapes, file, codes)
    for index, one in enumerate(shapes):
        if one is not None and one.file is not None:
            faults.append(file.problem(("waivers", index, "file"), said("waivers.file_inside"), at_key=True))
    if faults:
        raise WaiverFileError(faults)
    return tuple(_made(sound, file))


def _made(shapes: list[WaiverShape], file: YamlFile) -> Iterator[Waiver]:
    for index, one in enumerate(shapes):
        yield Waiver(
            rule=one.rule,
            about=_about(one.subject) if one.subject else None,
            reason=one.reason,
            author=one.author,
            expires=one.expires,
            path=file.path,
            line=file.key_position(("waivers", index))[0],
            file=one.file,
        )


def _about(shape: AboutShape) -> About:
    return About(shape.kind or "measure", shape.ref, shape.number, shape.section, shape.text)


def _faults(shapes: Iterable[WaiverShape | None], file: YamlFile, codes: Set[str]) -> Iterator[Problem]:
    """What the shape alone does not tell: codes that do not exist, subjects that name nothing."""
    for index, one in enumerate(shapes):
        if one is None:
            continue
        path: _Path = ("waivers", index)
        if codes and one.rule not in codes:
            hint = did_you_mean(one.rule, codes) or said("hint.there_are", known=listed(codes))
            yield file.problem((*path, "rule"), said("waivers.no_rule", code=one.rule, hint=hint))
        if one.subject is not None:
            yield from _of_subject(one.subject, (*path, "subject"), file)


def _of_subject(given: AboutShape, path: _Path, file: YamlFile) -> Iterator[Problem]:
    row = [name for name in _ROW if getattr(given, name) is not None]
    if given.kind in _NAMED:
        if given.ref is None:
            yield file.problem(path, said("waivers.needs_ref", kind=given.kind))
        known = _CODES.get(given.kind or "")
        if given.ref is not None and known is not None and given.ref not in known:
            told = said("none_of", value=given.ref, allowed=listed(known), hint=did_you_mean(given.ref, known))
            yield file.problem((*path, "ref"), told)
    elif given.ref is not None:
        yield file.problem((*path, "ref"), said("waivers.give_kind"), at_key=True)
    elif given.kind != "plan" and "number" not in row and "text" not in row:
        yield file.problem(path, said("waivers.names_nothing"))
    if given.kind not in (None, "measure"):
        for name in row:
            yield file.problem((*path, name), said("waivers.of_measure", name=name, kind=given.kind), at_key=True)
    if given.text is not None and not any(sign.isalnum() for sign in given.text):
        yield file.problem((*path, "text"), said("waivers.no_words"))
