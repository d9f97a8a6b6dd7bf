"""Sets of signs that patterns ask for, written so that they are soon compiled.

Of a set with signs beyond Latin-1 in more than two runs («[»"”]» has three) Python makes a table of all 65,536
characters, which takes longer than all else of a pattern. A set in two parts, of which the second is an atomic group
lest they be made one, needs no table.
"""

from __future__ import annotations

__all__ = ["LETTERS", "OPENED", "OPENS", "QUOTED", "SHUTS"]

LETTERS = "Ё-ё"
"""The letters of Russian in one run, for a set; with it come the few of other languages between «Ё» and «А»."""
OPENS = r"(?:[«\"]|(?>“))"
OPENED = r"(?:[«\"]|(?>[“„]))"
"""A quote that opens; `OPENS` without the German one."""
SHUTS = r"(?:[»\"]|(?>”))"
QUOTED = r"(?:(?!”)[^»\"\n])"
"""What stands between quotes: any sign of one line but a quote that shuts."""
