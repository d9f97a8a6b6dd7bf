"""Reads waivers: from a file of their own, or from under `waivers:` of a plan file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from pathlib import Path

from plancheck.errors import RulesetError
from plancheck.report.safe_text import safe_path
from plancheck.rules.kinds import COLUMNS, DIRECTIONS
from plancheck.waivers.faults import Fault, WaiverFileError
from plancheck.waivers.shape import AboutShape, WaiverShape, WaiversShape, at, guess, shaped
from plancheck.waivers.waiver import About, Waiver
from plancheck.yaml_source import YamlFile, YamlLimits, read_yaml, read_yaml_file

__all__ = ["read_waivers", "waivers_inside"]

_NAMED = frozenset({"direction", "column", "procedure", "school", "territory", "site", "requirement"})
_CODES = {"direction": DIRECTIONS.codes, "column": COLUMNS.codes}
_ROW = ("number", "section", "text")
_LIMITS = YamlLimits(characters=20_000_000)  # as of a plan file

_Path = tuple[str | int, ...]


def read_waivers(path: Path, *, lang: str = "ru", codes: Set[str] = frozenset()) -> tuple[Waiver, ...]:
    """The waivers of a file; with `codes` a rule outside them is a fault.

    Raises WaiverFileError with every fault at its line and column.
    """
    shown = safe_path(os.fspath(path))
    try:
        file = read_yaml_file(path, shown, plain_text=True)
    except RulesetError as error:
        raise WaiverFileError.of_yaml(shown, error, lang) from error
    shape = shaped(WaiversShape, file.value if file.value is not None else {}, file)
    faults = shape if isinstance(shape, list) else list(_faults(shape.waivers, file, codes))
    if isinstance(shape, list) or faults:
        raise WaiverFileError.of(shown, faults, lang)
    return tuple(replace(one, folder=path.parent) for one in _made(shape.waivers, file))


def waivers_inside(content: bytes, path: str, *, lang: str = "ru", codes: Set[str] = frozenset()) -> tuple[Waiver, ...]:
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
        raise WaiverFileError.of_yaml(path, error, lang) from error
    given = file.value.get("waivers") if isinstance(file.value, dict) else None
    if given is None:
        return ()
    if not isinstance(given, list):
        raise WaiverFileError.of(path, [at(file, ("waivers",), ("нужен список", "a list is wanted"))], lang)
    shapes = [shaped(WaiverShape, one, file, ("waivers", index)) for index, one in enumerate(given)]
    sound = [one for one in shapes if isinstance(one, WaiverShape)]
    faults = [fault for one in shapes if isinstance(one, list) for fault in one]
    faults += _faults(shapes, file, codes)
    for index, one in enumerate(shapes):
        if isinstance(one, WaiverShape) and one.file is not None:
            said = ("здесь «file» не нужен: запись относится к этому плану", "«file» is not wanted: it is this plan")
            faults.append(at(file, ("waivers", index, "file"), said, key=True))
    if faults:
        raise WaiverFileError.of(path, faults, lang)
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


def _faults(shapes: Iterable[WaiverShape | list[Fault]], file: YamlFile, codes: Set[str]) -> Iterator[Fault]:
    """What the shape alone does not tell: codes that do not exist, subjects that name nothing."""
    for index, one in enumerate(shapes):
        if isinstance(one, list):
            continue
        path: _Path = ("waivers", index)
        if codes and one.rule not in codes:
            ru, en = guess(one.rule, codes)
            said = f"правила {one.rule} нет{ru}", f"there is no rule {one.rule}{en}"
            yield at(file, (*path, "rule"), said)
        if one.subject is not None:
            yield from _of_subject(one.subject, (*path, "subject"), file)


def _of_subject(given: AboutShape, path: _Path, file: YamlFile) -> Iterator[Fault]:
    row = [name for name in _ROW if getattr(given, name) is not None]
    if given.kind in _NAMED:
        if given.ref is None:
            yield at(file, path, (f"у {given.kind} нужен ref: что именно", f"{given.kind} needs ref: which one"))
        known = _CODES.get(given.kind or "")
        if given.ref is not None and known is not None and given.ref not in known:
            ru, en = guess(given.ref, known)
            yield at(
                file, (*path, "ref"), (f"«{given.ref}» здесь не подходит{ru}", f"«{given.ref}» does not fit here{en}")
            )
    elif given.ref is not None:
        said = (
            "ref называет направление, графу, процедуру, школу, территорию, сайт или требование: укажите kind; "
            "мероприятие называют number или text",
            "ref names a direction, column, procedure, school, territory, site or requirement: give kind; "
            "a measure is named by number or text",
        )
        yield at(file, (*path, "ref"), said, key=True)
    elif given.kind != "plan" and "number" not in row and "text" not in row:
        said = (
            "subject никого не называет: дайте number или text мероприятия, либо kind и ref, либо kind: plan",
            "subject names nothing: give a measure's number or text, or kind and ref, or kind: plan",
        )
        yield at(file, path, said)
    if given.kind not in (None, "measure"):
        for name in row:
            said = (
                f"«{name}» называет мероприятие, а не {given.kind}",
                f"«{name}» names a measure, not a {given.kind}",
            )
            yield at(file, (*path, name), said, key=True)
    if given.text is not None and not any(sign.isalnum() for sign in given.text):
        yield at(file, (*path, "text"), ("в тексте нет слов", "the text has no words"))
