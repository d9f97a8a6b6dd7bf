"""Makes text of a plan safe to show: nothing in it may steer a terminal or turn lines around."""

from __future__ import annotations

import re
from functools import cache

from plancheck.compiling_late import late_pattern

# Whole control sequences first: dropping ESC alone would leave «[31m» standing in the text.
_SEQUENCE = late_pattern(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)|\x9b[0-?]*[ -/]*[@-~]")
_LINE_END = late_pattern(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = late_pattern(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Marks and overrides that reorder or hide text (the «Trojan source» set), and the invisible ones.
_UNSEEN = late_pattern(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_SURROGATE = late_pattern(r"[\ud800-\udfff]")


def safe(text: str) -> str:
    """The text without control sequences, control characters and direction marks; newlines stay."""
    text = _LINE_END.sub("\n", _SEQUENCE.sub("", text)).replace("\t", " ")
    return _SURROGATE.sub("\ufffd", _UNSEEN.sub("", _CONTROL.sub("", text)))


def one_line(text: str, most: int = 0) -> str:
    """Safe text with all white space folded; cut at a word to about `most` characters where that is not 0."""
    folded = " ".join(safe(text).split())
    if not most or len(folded) <= most:
        return folded
    head = folded[: most - 1]
    at_word = head.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > most // 2 else head).rstrip(" ,;:.") + "…"


@cache
def _escaped_in_json() -> re.Pattern[str]:
    return re.compile(
        r"[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
        r"\U000e0000-\U000e007f\ud800-\udfff]"
    )


def json_safe(dumped: str) -> str:
    """Dumped JSON with unseen and control characters as escapes; the values it stands for do not change."""

    def escaped(match: re.Match[str]) -> str:
        units = match.group().encode("utf-16-be", "surrogatepass")
        return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))

    return _escaped_in_json().sub(escaped, dumped)


def safe_path(path: str) -> str:
    """A path as text that can be encoded: bytes of a name that are no UTF-8 become replacement characters."""
    return _SURROGATE.sub("\ufffd", path)
