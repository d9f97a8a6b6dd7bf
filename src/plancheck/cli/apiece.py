"""A file for every plan of a call: what each is called in the folder it goes to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from plancheck.compiling_late import late_pattern

if TYPE_CHECKING:
    from plancheck.report.wording import Wording

__all__ = ["is_folder", "names_for", "names_in"]

_FORBIDDEN: Final = late_pattern(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_DEVICES: Final = late_pattern(r"(?i)(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)")  # Windows opens no file of such a name
_LONGEST: Final = 160  # bytes of a plan's own name: with what is added, every system takes the whole


def is_folder(given: str) -> bool:
    """Whether an `-o` means a folder: one that is there, or a name with a slash at its end."""
    return given.endswith(tuple(filter(None, (os.sep, os.altsep)))) or Path(given).is_dir()


def names_in(folder: Path, plans: Sequence[str], form: str, words: Wording) -> list[str]:
    """The names in that folder, in the language of the report; a submitted file that lies there stays."""
    there = (one for one in plans if Path(one).absolute().parent.resolve() == folder.resolve())
    return names_for(plans, words.say(f"apiece.{form}"), there)


def names_for(plans: Sequence[str], kind: str, taken: Iterable[str] = ()) -> list[str]:
    """Names for files of the plans, none twice however letters are written, all such as Windows takes.

    `plans` are the paths of the submitted files, `kind` is what is added («замечания»); suffixes are not in it.
    `taken` are names that are there and must stay: a submitted file is never written over.
    """
    used = {PurePath(one).stem.casefold() for one in taken}
    names = []
    for path in plans:
        stem = f"{_safe(PurePath(path).stem)} – {kind}"
        numbered = (stem if at == 1 else f"{stem} ({at})" for at in range(1, len(plans) + len(used) + 2))
        name = next(one for one in numbered if one.casefold() not in used)
        used.add(name.casefold())
        names.append(name)
    return names


def _safe(name: str) -> str:
    from plancheck.report.safe_text import one_line

    fit = one_line(_FORBIDDEN.sub("_", name)).strip(" .")
    short = fit.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    return f"_{short}" if _DEVICES.match(short) else short or "_"
