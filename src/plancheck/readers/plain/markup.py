"""Cleans remnants of markup from text: HTML tags and entities, Markdown emphasis, headings, escapes."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from plancheck.compiling_late import late_pattern


class Clean(NamedTuple):
    """Text without markup; `emphasised` where all of it stood in bold."""

    text: str
    emphasised: bool


_ATTRIBUTES = r"""(?:\s+[a-zA-Z_:][-a-zA-Z0-9_:.]*\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))*\s*/?>"""
_BLOCK_TAG = r"</?(?:p|br|div|li|ul|ol|tr|td|th|table|tbody|thead|hr|h[1-6])"
_INLINE_TAG = r"</?(?:b|i|u|s|em|strong|span|font|a|sup|sub|small|big|center|strike|del|ins|mark|nobr|img|o:p)"
_BOLD_TAG = late_pattern(r"<(?:b|strong)>", re.IGNORECASE)
_COMMENT = late_pattern(r"<!--[^<>]*-->")
_ENTITY = late_pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,24});")
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*]+)(?<=\S)\*\*|(?<![_\w])__(?=[^\s_])([^_]+)(?<=[^\s_])__(?![_\w])")
_ITALIC = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_\n]+)(?<=[^\s_])_(?![\w_])"
)
_LINK = late_pattern(r"(!?)\[([^\[\]\n]*)\]\((https?://[^\s()<>]+)\)")
_HEADING = re.compile(r"\s{0,3}(?:(#{1,6})\s+|(#{2,6})(?=[^\W\d_]))")
_ESCAPED = "`*_{}[]()#+-.!|<>~"
_ESCAPE = late_pattern(r"\\([" + re.escape(_ESCAPED) + r"])")
# Escaped signs wait as noncharacters, which no text holds, so that emphasis is not seen in them.
_SHELTER = {sign: chr(0xFDD0 + index) for index, sign in enumerate(_ESCAPED)}
_RELEASE = str.maketrans({hidden: sign for sign, hidden in _SHELTER.items()})
_SPACES = re.compile(r"[^\S\n]+")
_SIGNS = str.maketrans(
    {
        "\xa0": " ",
        "\u2028": "\n",
        "\u2029": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x85": "\n",
        "\r": "\n",
        "\ufeff": None,
        "\u200b": None,
        "\u2060": None,
        "\uf0b7": "•",  # the bullet of Word's Symbol font
        "\uf0a7": "•",
        **{chr(code): None for code in range(0xFDD0, 0xFDF0)},
    }
)


def clean(text: str) -> Clean:
    """The text as a person reads it: no tags, entities or emphasis; one space for many; no blank lines.

    `<p>` and `<br>` become line ends. What only looks like a tag («<…>», «5 < 6») stays.
    """
    text = text.translate(_SIGNS)
    bold_tag = False
    if "<" in text:
        bold_tag = _BOLD_TAG.match(text.lstrip()) is not None
        text = _COMMENT.sub("", text)
        text = _tag(_INLINE_TAG).sub("", _tag(_BLOCK_TAG).sub("\n", text))
    if "\\" in text:
        text = _ESCAPE.sub(lambda found: _SHELTER[found[1]], text).replace("\\\n", "\n").removesuffix("\\")
    if "](" in text:
        text = _LINK.sub(_link, text)
    bold = False
    if "*" in text or "_" in text:
        bold = _is_bold(text)
        text = _BOLD.sub(_inner, text)
        text = _ITALIC.sub(_inner, text)
        # Bold that opens on one line and closes on another leaves a mark without its fellow.
        text = text.strip().removeprefix("**").removesuffix("**") if "**" in text else text
    if "&" in text:
        text = _ENTITY.sub(_character, text).translate(_SIGNS)
    return Clean(_tidy(text.translate(_RELEASE)), bold or bold_tag)


def heading(text: str) -> tuple[int, str]:
    """The level of a Markdown heading (0 for none), and the line without its marks."""
    found = _HEADING.match(text)
    if not found:
        return 0, text
    rest = text[found.end() :].rstrip()
    unclosed = rest.rstrip("#")
    return len(found[1] or found[2]), unclosed.rstrip() if unclosed[-1:].isspace() else rest


@cache
def _tag(opening: str) -> re.Pattern[str]:
    """Compiled when a text has a «<»: most have none."""
    return re.compile(opening + _ATTRIBUTES, re.IGNORECASE)


def _is_bold(text: str) -> bool:
    bare = text.strip()
    return bare[:2] in ("**", "__") and not _BOLD.sub("", bare).strip(" \t\n*.,:;")


def _character(entity: re.Match[str]) -> str:
    import html  # noqa: PLC0415  # its table of names is long, and few texts have entities

    return html.unescape(entity[0])


def _inner(found: re.Match[str]) -> str:
    return found[1] if found[1] is not None else found[2]


def _link(found: re.Match[str]) -> str:
    picture, name, address = found.groups()
    if picture:
        return name
    return address if name.strip() in ("", address) else f"{name} ({address})"


def _tidy(text: str) -> str:
    if "\n" not in text:
        return _SPACES.sub(" ", text).strip()
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
