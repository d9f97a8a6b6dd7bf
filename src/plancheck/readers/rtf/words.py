"""The control words of RTF: which hold no text of the document, and which stand for a character."""

from __future__ import annotations

CHARACTERS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005",
}  # fmt: skip
SYMBOLS = {"~": "\xa0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
SKIPPED = frozenset((
    "colortbl", "info", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr",
    "footerf", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "objdata", "fldinst", "sp", "shprslt",
    "nonesttables", "nonshppict", "annotation", "atnid", "atnauthor", "atndate", "atnref", "xe", "tc", "rxe", "txe",
    "template", "filetbl", "revtbl", "listtable", "listoverridetable", "operator", "author", "title", "keywords",
    "comment", "doccomm", "generator", "themedata", "colorschememapping", "latentstyles", "datastore", "pn",
))  # fmt: skip
STARRED = frozenset(
    ("shpinst", "nesttableprops", "ud", "shppict", "cs", "ts", "shptxt", "do", "footnote")
)  # read in spite of `\*`
