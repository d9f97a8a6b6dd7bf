"""A package is known before it is unpacked: what is over the limits, hostile or broken is refused."""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import replace

import pytest

from plancheck.errors import UnreadableError
from plancheck.readers import DEFAULT_LIMITS
from plancheck.readers.package import Package, parse_xml

XML = b'<?xml version="1.0" encoding="UTF-8"?><a b="c">text</a>'


def zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def refused(content: bytes, limits: object = DEFAULT_LIMITS) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        Package(content, limits).read("a")  # type: ignore[arg-type]
    return caught.value


def test_parts_are_read_by_their_names() -> None:
    package = Package(zipped({"a": b"1", "b/c.xml": XML}), DEFAULT_LIMITS)
    assert package.names == {"a", "b/c.xml"}
    assert (package.read("a"), package.read("b"), package.xml("b")) == (b"1", None, None)
    root = package.xml("b/c.xml")
    assert root is not None
    assert (root.tag, root.get("b"), root.text) == ("a", "c", "text")


@pytest.mark.parametrize(
    ("bound", "limit", "parts"),
    [
        ("package_parts", 2, {"a": b"", "b": b"", "c": b""}),
        ("unpacked_bytes", 5_000, {"a": b"12345" * 1_001}),
        ("unpacked_bytes", 10_000, {"a": b"1" * 6_000, "b": b"2" * 6_000}),
        ("unpacked_ratio", 200, {"a": bytes(2_000_000)}),
    ],
)
def test_bounds_hold_before_anything_is_unpacked(
    bound: str, limit: int, parts: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = zipped(parts)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *given: pytest.fail("was unpacked"))
    assert f"`{bound}`" in refused(content, replace(DEFAULT_LIMITS, **{bound: limit})).text("en")


def test_a_list_of_half_a_million_parts_is_not_even_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZipFile", lambda *given: pytest.fail("was listed"))
    assert "`package_parts`" in refused(b"PK\x03\x04" + b"PK\x01\x02".ljust(46, b"\0") * 400_000).text("en")


def test_two_parts_of_one_name_are_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("a", "first")
        archive.writestr("a", "second")
    assert "повреждён" in refused(target.getvalue()).text("ru")


def test_a_part_under_a_password_is_said_to_be_one() -> None:
    content = bytearray(zipped({"a": b"secret"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "паролем" in refused(bytes(content)).text("ru")


def with_size(content: bytes, size: int) -> bytes:
    """The archive with its first part said to unpack to that many bytes, in both places that say so."""
    changed = bytearray(content)
    for at in (22, content.index(b"PK\x01\x02") + 24):
        changed[at : at + 4] = size.to_bytes(4, "little")
    return bytes(changed)


@pytest.mark.parametrize("size", [1, 5_000])
def test_a_part_that_lies_about_its_size_is_damaged(size: int) -> None:
    assert "повреждён" in refused(with_size(zipped({"a": b"12345" * 100}), size)).text("ru")


@pytest.mark.parametrize("cut", [5, 30, 60, 100, -1, -23])
def test_an_archive_that_is_cut_is_damaged(cut: int) -> None:
    assert "повреждён" in refused(zipped({"a": b"12345" * 100})[:cut]).text("ru")


def test_a_part_packed_in_an_odd_way_is_damaged() -> None:
    content = bytearray(zipped({"a": b"12345" * 100}))
    for at in (8, content.index(b"PK\x01\x02") + 10):
        content[at] = 99
    assert "повреждён" in refused(bytes(content)).text("ru")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPE = f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
FORBIDDEN = {
    "entities": f'<?xml version="1.0"?>{DOCTYPE}<a>&l9;&x;</a>'.encode(),
    "in an attribute": f'<?xml version="1.0"?>{DOCTYPE}<a b="&l9;"/>'.encode(),
    "UTF-16": f'<?xml version="1.0" encoding="UTF-16"?>{DOCTYPE}<a>&l9;</a>'.encode("utf-16"),
    "in small letters": b"<!doctype a><a/>",
    "after a long comment": b"<!--" + b"x" * 200_000 + b"--><!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>",
    "UTF-7": b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE a [+ADw-!ENTITY b "c"+AD4-]+AD4-<a/>',
}


@pytest.mark.parametrize("content", FORBIDDEN.values(), ids=FORBIDDEN)
def test_a_doctype_is_refused_however_it_is_hidden(content: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse_xml(content)
    assert caught.value.text("ru") != caught.value.text("en")


BROKEN = {
    "nothing": (b"", "повреждён"),
    "cut": (XML[:-4], "повреждён"),
    "no XML": (b"\x00\x01\x02", "повреждён"),
    "an entity that nobody declared": (b"<a>&b;</a>", "повреждён"),
    "a text of twenty megabytes": (b"<a>" + b"x" * 20_000_000 + b"</a>", "повреждён"),
    "a charset there is none of": (b'<?xml version="1.0" encoding="none-such"?><a/>', "повреждён"),
    "too deep": (b"<a>" * 10_000, "слишком глубоко"),
    "too many tags": (b"<a>" + b"<b/>" * 1_600_000 + b"</a>", "тегов"),
}


@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_xml_of_an_office_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        parse_xml(content)
