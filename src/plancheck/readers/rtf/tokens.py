"""RTF as tokens: braces, control words with their numbers, bytes and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?[0-9]{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+", re.DOTALL
)
_BRACE = re.compile(r"\\bin([0-9]{1,9}) ?|\\.|[{}]", re.DOTALL)
Kind = Literal["open", "close", "word", "byte", "symbol", "text"]


class Token(NamedTuple):
    """`text` is the word, the symbol or the characters (each a byte, as latin-1); `number` a word's or a byte's."""

    kind: Kind
    text: str
    number: int | None = None


class Tokens:
    """The tokens of a text from its start; whoever reads them may skip the rest of a group."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def __iter__(self) -> Iterator[Token]:
        match = _TOKEN.match
        while self._at < len(self._text):
            found = match(self._text, self._at)
            if found is None:  # a lone backslash, or one before what is no token
                self._at += 1
                continue
            self._at = found.end()
            word, number, byte, symbol, brace, text = found.groups()
            if word:
                if word == "bin":
                    self._at += max(0, int(number or 0))
                else:
                    yield Token("word", word, None if number is None else int(number))
            elif text:
                yield Token("text", text)
            elif byte:
                yield Token("byte", "", int(byte, 16))
            elif brace:
                yield Token("open" if brace == "{" else "close", brace)
            elif symbol:
                yield Token("symbol", symbol)

    def skip_group(self) -> None:
        """Goes on to the brace that closes the group we are in: that brace is the next token."""
        depth = 1
        while True:
            found = _BRACE.search(self._text, self._at)
            if found is None:
                self._at = len(self._text)
                return
            sign = found.group()
            if sign == "}":
                depth -= 1
                if not depth:
                    self._at = found.start()
                    return
            elif sign == "{":
                depth += 1
            self._at = found.end() + int(found.group(1) or 0)
