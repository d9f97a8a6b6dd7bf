"""Writes a plan or a report as JSON, by the contract in docs/tool-builders.md."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from pydantic_core import PydanticSerializationError

from plancheck.plan import PLAN_SCHEMA, Plan, Value
from plancheck.report.model import PlanReport, Report
from plancheck.report.safe_text import json_safe

_NO_PLANS: Final = '\n  "plans": []'
_INDENT: Final = "    "
_PIECE: Final = 100_000  # characters of what is said of files that were not judged
_FOLDER, _END = ',\n  "folder": ', "\n}"


def _dumped(content: dict[str, Any]) -> str:
    return json_safe(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"


def _value_dumped(value: Value) -> str:
    try:
        return json_safe(value.model_dump_json(indent=2, by_alias=True))
    except PydanticSerializationError:  # half of a surrogate pair, which JSON can escape and UTF-8 cannot hold
        return _dumped(value.model_dump(mode="json", by_alias=True)).rstrip()


def report_json(report: Report) -> str:
    """`plancheck.report/1`: two-space indents, Russian as it is, one newline at the end."""
    return b"".join(report_pieces(report)).decode()


def report_pieces(report: Report) -> Iterator[bytes]:
    """The same piece by piece in UTF-8, no more than one plan of it at a time.

    Where the plans lie on disk as they are written here (`written`), they are copied, not read as plans.
    """
    written: Callable[[], Iterable[bytes]] | None = getattr(report.plans, "written", None)
    bare = _value_dumped(report.model_copy(update={"plans": (), "folder": None})).removesuffix(_END)
    before = bare.index(_NO_PLANS)
    yield _encoded(bare[:before])
    opening = f"{_NO_PLANS[:-1]}\n{_INDENT}".encode()
    for plan in written() if written else map(plan_report_written, report.plans):
        yield opening
        yield plan
        opening = f",\n{_INDENT}".encode()
    yield _encoded(_NO_PLANS if len(report.plans) == 0 else "\n  ]")
    for at in range(before + len(_NO_PLANS), len(bare), _PIECE):
        yield _encoded(bare[at : at + _PIECE])
    if report.folder is not None:
        yield _FOLDER.encode()
        yield from map(_encoded, _in_pieces(report.folder, "  "))
    yield f"{_END}\n".encode()


def _in_pieces(value: object, indent: str) -> Iterator[str]:
    """A value as pydantic would write it, but a piece at a time: its plans may be made as they are asked for."""
    if isinstance(value, Value) and not any(map(_is_many, vars(value).values())):
        yield _value_dumped(value).replace("\n", f"\n{indent}")
        return
    if not isinstance(value, Value) and not _is_many(value):
        yield json_safe(json.dumps(value, ensure_ascii=False))
        return
    opening, closing = "{}" if isinstance(value, Value) else "[]"
    told = ((f'"{name}": ', one) for name, one in vars(value).items()) if isinstance(value, Value) else _nameless(value)
    before = opening
    for name, one in told:
        yield f"{before}\n{indent}  {name}"
        yield from _in_pieces(one, f"{indent}  ")
        before = ","
    yield f"{opening}{closing}" if before == opening else f"\n{indent}{closing}"


def _is_many(value: object) -> bool:
    return isinstance(value, Value) or (isinstance(value, Sequence) and not isinstance(value, str))


def _nameless(value: Any) -> Iterator[tuple[str, object]]:
    return (("", one) for one in value)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def plan_report_written(report: PlanReport) -> bytes:
    """One plan of `report_json`, as it stands there, from its opening brace to its closing one."""
    return _encoded(json_safe(report.model_dump_json(indent=2)).replace("\n", f"\n{_INDENT}"))


def plan_json(plan: Plan) -> str:
    """`plancheck.plan/1`, as `report_json` writes."""
    return _dumped({"schema": PLAN_SCHEMA, **plan.model_dump(mode="json")})
