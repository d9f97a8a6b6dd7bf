"""A file that is no TOML is refused with its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancheck.configuration.toml_source import read_toml, read_toml_file
from plancheck.errors import ConfigurationError


def test_a_byte_order_mark_and_windows_line_ends_do_not_shift_places(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"\xef\xbb\xbf# c\r\nlang = 'en'\r\n[set]\r\nmost = 1\r\n")
    read = read_toml_file(file)
    assert read.value == {"lang": "en", "set": {"most": 1}}
    assert (read.position(("lang",)), read.key_position(("set", "most"))) == ((2, 8), (4, 1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = 1\nb = \n", "a.toml:2:5: not TOML: the value cannot be read"),
        ("a = 1\na = 2\n", "a.toml:2:6: not TOML: this key is given above already"),
        ("lang = ru\n", "a.toml:1:8: not TOML: the value cannot be read"),
        ("[set\n", "a.toml:1:5: not TOML: a table's name is not closed"),
        ("a = '''x\n", "a.toml:2:1: not TOML: the quotes are not closed"),
        ("a = " + "[" * 5_000, "a.toml:1:1: not read:"),
        ("a = " + "9" * 5_000, "a.toml:1:1: not read:"),
    ],
)
def test_a_text_that_is_no_toml_is_refused_where_it_goes_wrong(text: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_toml(text, "a.toml")
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    ("content", "said"), [(b"lang = '\xff'", "is not UTF-8 (byte 8)"), (b"#" * 1_000_001, "larger than 1000000 bytes")]
)
def test_a_file_that_is_no_text_or_too_long_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigurationError) as caught:
        read_toml_file(file)
    assert str(caught.value) == f"{file}:1:1: {said}"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read: No such file"):
        read_toml_file(tmp_path / "a.toml")
