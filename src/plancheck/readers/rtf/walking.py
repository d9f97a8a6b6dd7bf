"""Walks the tokens of an RTF file and drafts its paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from plancheck.readers.flow.draft import Draft
from plancheck.readers.flow.remarks import CHANGES, HIDDEN
from plancheck.readers.limits import Limits
from plancheck.readers.rtf.head import Head
from plancheck.readers.rtf.storey import Storeys
from plancheck.readers.rtf.tables import Edge, RowDefinition
from plancheck.readers.rtf.tokens import Token, Tokens
from plancheck.readers.rtf.words import CHARACTERS, SKIPPED, STARRED, SYMBOLS
from plancheck.remark import Remark

_TOP_LEVEL = 6


@dataclass(slots=True)
class _State:
    """What holds inside a group, and is as it was before when the group ends."""

    into: Literal["text", "mark", "fonts", "styles"] = "text"
    font: int = 0
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    stand_ins: int = 1  # characters that stand behind each `\u` for programs that do not know it
    in_table: bool = False
    depth: int = 0  # `\itap`
    style: int = 0
    level: int = 0
    nested_row: bool = False  # inside the definition of a nested table's row
    returns_to: Storeys | None = None  # the run of text that goes on when this group, a footnote or box, ends


class Walk:
    """One reading of one file: `remarks`, `pictures` and `broken_off` hold what was met on the way."""

    def __init__(self, text: str, limits: Limits) -> None:
        self._tokens, self._limits = Tokens(text), limits
        self._drafts: list[Draft] = []
        self._notes: list[Draft] = []
        self._run = Storeys(self._drafts, limits)
        self._state = _State()
        self._above: list[_State] = []
        self._starred = False
        self._left_out = 0  # stand-ins still to be left out
        self._head = Head()
        self.remarks: dict[Remark, None] = {}
        self.pictures = self.broken_off = False

    def document(self) -> list[Draft]:
        """Drafts of the text, its notes at the end. Raises UnreadableError where it goes over a limit."""
        for token in self._tokens:
            if token.kind == "text":
                self._text(token.text)
            elif token.kind == "byte":
                self._byte(token.number or 0)
            elif token.kind == "word":
                self._left_out = 0
                self._word(token)
            elif token.kind == "open":
                self._left_out = 0
                self._above.append(self._state)
                self._limits.check("depth", len(self._above))
                self._state = replace(self._state, returns_to=None)
            elif token.kind == "close":
                self._left_out = 0
                if not self._close():
                    break
            else:
                self._symbol(token.text)
        self.broken_off = bool(self._above) and (self._run.unfinished)
        self._run.end()
        return self._drafts + self._notes

    def _close(self) -> bool:
        """Ends a group; False where it was the file's own."""
        self._starred = False
        if self._state.returns_to is not None:
            self._run.end()
            self._run = self._state.returns_to
        if not self._above:
            return False
        self._state = self._above.pop()
        return bool(self._above)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif symbol in "\r\n":
            self._run.end_paragraph(self._depth(), self._state.level)
        elif symbol in SYMBOLS:
            self._put(SYMBOLS[symbol])

    def _text(self, text: str) -> None:
        if self._left_out:
            text, self._left_out = text[self._left_out :], max(0, self._left_out - len(text))
        self._put(text if text.isascii() else self._head.decoded(text, self._state.font))

    def _byte(self, byte: int) -> None:
        if self._left_out:
            self._left_out -= 1
        else:
            self._put(self._head.letters(self._state.font)[byte])

    def _put(self, text: str) -> None:
        state = self._state
        if not text or state.into in ("fonts", "styles"):
            return
        if state.hidden or state.deleted:
            if not text.isspace():
                self.remarks[CHANGES if state.deleted else HIDDEN] = None
        elif state.into == "mark":
            self._run.mark.append(text)
        else:
            self._run.put(text, bold=state.bold)

    def _depth(self) -> int:
        """How many tables the paragraph stands in. Some programs do not say so between `\\trowd` and `\\row`."""
        return self._state.depth or int(self._state.in_table or self._run.in_row)

    def _word(self, token: Token) -> None:
        word, number = token.text, token.number
        starred, self._starred = self._starred, False
        if word in SKIPPED or (starred and word not in STARRED):
            self._tokens.skip_group()
        elif word == "u":
            self._put(chr((number or 0) % 0x10000))
            self._left_out = self._state.stand_ins
        elif word in CHARACTERS:
            self._put(CHARACTERS[word])
        elif (
            not self._of_structure(word, number) and not self._of_row(word, number) and not self._of_look(word, number)
        ):
            self._of_file(word, number)

    def _of_structure(self, word: str, number: int | None) -> bool:
        """Words that end or move pieces of text; True where the word was one."""
        run, state = self._run, self._state
        if word in ("par", "sect"):
            if word == "par" or run.pieces:
                run.end_paragraph(self._depth(), state.level)
        elif word == "cell":
            run.end_cell(1, state.level)
        elif word == "row":
            run.end_row(1, run.row)
            run.in_row = False
        elif word == "nestcell":
            run.end_cell(max(2, state.depth), state.level)
        elif word == "nestrow":
            run.end_row(max(2, state.depth), run.nested_row)
        elif word in ("listtext", "pntext"):
            state.into = "mark"
        elif word in ("footnote", "shptxt", "dptxbxtext"):
            into = self._notes if word == "footnote" else run.at(self._depth())
            state.returns_to, self._run = run, Storeys(into, self._limits)
            state.in_table, state.depth = False, 0
        elif word == "upr":  # the same text twice; what is skipped is the one without Unicode
            self._skip_first_group()
        elif word == "pict":
            self.pictures = True
            self._tokens.skip_group()
        elif word == "nesttableprops":
            state.nested_row = True
        else:
            return False
        return True

    def _skip_first_group(self) -> None:
        for token in self._tokens:
            if token.kind == "open":
                self._tokens.skip_group()
            elif token.kind in ("close", "word"):
                return

    def _of_row(self, word: str, number: int | None) -> bool:
        """Words that define a row of a table; True where the word was one."""
        run = self._run
        row = run.nested_row if self._state.nested_row else run.row
        if word == "trowd":
            if self._state.nested_row:
                run.nested_row = RowDefinition()
            else:
                run.row, run.in_row = RowDefinition(), True
        elif word == "trleft":
            row.left = number or 0
        elif word in ("clmgf", "clmrg"):
            row.across = "first" if word == "clmgf" else "on"
        elif word in ("clvmgf", "clvmrg"):
            row.down = "first" if word == "clvmgf" else "on"
        elif word == "cellx":
            self._limits.check("cells_in_row", len(row.edges))
            row.edges.append(Edge(number or 0, row.across, row.down))
            row.across = row.down = ""
        else:
            return False
        return True

    def _of_look(self, word: str, number: int | None) -> bool:
        """Words that say how text looks and where it stands; True where the word was one."""
        state = self._state
        if word == "pard":
            state.in_table, state.depth, state.level = False, 0, 0
        elif word == "plain":
            state.bold = state.hidden = state.deleted = False
            state.font = self._head.first_font
        elif word == "b":
            state.bold = number != 0
        elif word == "v":
            state.hidden = number != 0
        elif word == "deleted":
            state.deleted = number != 0
        elif word == "intbl":
            state.in_table = True
        elif word == "itap":
            state.depth = max(0, number or 0)
        elif word in ("s", "outlinelevel"):
            self._of_level(word, number or 0)
        elif word == "f":
            state.font = number or 0
        elif word == "uc":
            state.stand_ins = max(0, number or 0)
        else:
            return False
        return True

    def _of_level(self, word: str, number: int) -> None:
        """The level of a heading: its own, or that of its style."""
        state = self._state
        if word == "s":
            state.style = number
            state.level = self._head.style_levels.get(number, 0)
        else:
            state.level = number + 1 if 0 <= number < _TOP_LEVEL else 0
            if state.into == "styles":
                self._head.style_levels[state.style] = state.level

    def _of_file(self, word: str, number: int | None) -> None:
        """Words of the file's head."""
        if word in ("fonttbl", "stylesheet"):
            self._state.into = "fonts" if word == "fonttbl" else "styles"
        elif word == "deff":
            self._head.first_font = self._state.font = number or 0
        elif word == "fcharset":
            self._head.charset_of_font(self._state.font, number or 0)
        elif word in ("ansicpg", "mac", "pca"):
            self._head.charset_of_file(word, number)
