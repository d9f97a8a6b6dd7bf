"""A new rule to begin with: a ruleset of one rule that loads and passes its tests, and the file of its tests."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

__all__ = ["Skeleton", "is_code", "skeleton", "test_file_of"]

_FOLDER = Path(__file__).parent / "skeletons"
_CODE = re.compile(r"[A-Z]{2,8}[0-9]{3}")
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")


class Skeleton(NamedTuple):
    """The text of a ruleset with one rule, and of its test file."""

    ruleset: str
    test: str


def is_code(text: str) -> bool:
    """Whether a text has the form of a rule's code: «OUR001»."""
    return _CODE.fullmatch(text) is not None


def test_file_of(ruleset: Path) -> Path:
    """The test file beside a ruleset's file: ours.yaml → ours.test.yaml."""
    return ruleset.with_name(f"{ruleset.stem}.test.yaml")


def skeleton(code: str, file: str, lang: str) -> Skeleton:
    """The texts for a rule of the code, in a file of the name (`ours`), with comments in `lang`."""
    name = _NOT_A_NAME.sub("-", file.lower()).strip("-")
    named = name if name[:1].isalpha() else f"rules-{name}".rstrip("-")
    texts = (
        (_FOLDER / f"{kind}.{lang}.yaml").read_text("utf-8").replace("CODE", code).replace("NAME", named)
        for kind in ("ruleset", "test")
    )
    ruleset, test = texts
    return Skeleton(ruleset, test.replace("FILE", f"{file}.yaml"))
