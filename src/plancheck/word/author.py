"""Who comments and inserts, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from plancheck.word.xml_text import attribute


@dataclass(frozen=True, slots=True)
class Author:
    """A name, initials, and the time (UTC); without one Word shows no day."""

    name: str = "plancheck"
    initials: str = "pc"
    when: dt.datetime | None = None

    def attributes(self) -> str:
        """As attributes of `w:comment`, `w:ins` and their like, but for the initials."""
        dated = f' w:date="{self.when.strftime("%Y-%m-%dT%H:%M:%SZ")}"' if self.when else ""
        return f'w:author="{attribute(self.name)}"{dated}'
