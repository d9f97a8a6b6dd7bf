"""Archives of plans: names as their packer saw them, and everything that may be wrong with one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from plancheck import UnreadableError
from plancheck.corpus.archives import Archive, is_archive
from plancheck.corpus.finding import Found, PassedOver, Sources
from plancheck.readers.limits import DEFAULT_LIMITS, Limits
from plancheck.report.model import Unread


def packed(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


class Untold(zipfile.ZipInfo):
    """A member whose name stands in an encoding that the archive does not tell."""

    encoding = "cp866"

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's
        return self.filename.encode(self.encoding), self.flag_bits & ~0x800


def fates(path: Path, limits: Limits = DEFAULT_LIMITS) -> dict[str, str]:
    """What each member comes to: its content, why it is passed over, or what is said of it."""
    sources = Sources(limits, "en")
    told = {}
    for item in sources.found([path]):
        match item:
            case Found():
                try:
                    told[item.name] = sources.content(item).decode()
                except UnreadableError as error:
                    told[item.name] = error.text("en")
            case PassedOver():
                told[item.name] = item.why
            case Unread():
                told[item.path] = item.error
    sources.close()
    return told


def test_members_are_reported_under_the_archive_in_order_of_names(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"школа 4.txt": b"four", "город/план.txt": b"town", "notes.mp3": b"x"})
    assert list(fates(archive).items()) == [
        (f"{archive}/notes.mp3", "kind"),
        (f"{archive}/город/план.txt", "town"),
        (f"{archive}/школа 4.txt", "four"),
    ]


@pytest.mark.parametrize("encoding", ["cp866", "utf-8", "cp1251"])
def test_names_are_read_as_russian_windows_mac_and_old_programs_write_them(
    tmp_path: Path, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Untold, "encoding", encoding)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(Untold("Школа № 4/план ёлка.txt"), b"four")
    assert fates(tmp_path / "a.zip") == {f"{tmp_path / 'a.zip'}/Школа № 4/план ёлка.txt": "four"}


@pytest.mark.parametrize("name", ["../план.txt", "a/../../план.txt", "/etc/план.txt", "C:/план.txt", "..\\план.txt"])
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    told = fates(packed(tmp_path / "a.zip", {name: b"x", "план.txt": b"good"}))
    assert [text for text in told.values() if "leads out" in text]
    assert told[f"{tmp_path / 'a.zip'}/план.txt"] == "good"


def test_what_is_no_plan_is_passed_over_in_an_archive_too(tmp_path: Path) -> None:
    members = {
        "__MACOSX/._план.txt": b"x",
        ".скрыт/план.txt": b"x",
        "~$план.docx": b"x",
        "папка/plancheck.toml": b"",
        "отчёт.json": b'{"schema": "plancheck.report/1"}',
        "без-суффикса": b"text",
    }
    told = fates(packed(tmp_path / "a.zip", members))
    assert sorted(told.values()) == ["hidden", "hidden", "lock", "own", "own", "text"]


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        ({"package_parts": 1}, "parts inside the file"),
        ({"unpacked_bytes": 900}, "bytes in the unpacked file"),
    ],
)
def test_an_archive_over_a_limit_is_refused_whole(tmp_path: Path, limits: dict[str, int], what: str) -> None:
    archive = packed(tmp_path / "a.zip", {"1.txt": b"a" * 500, "2.txt": b"b" * 500})
    [(name, said)] = fates(archive, replace(DEFAULT_LIMITS, **limits)).items()
    assert name == str(archive)
    assert what in said


def test_a_bomb_costs_its_neighbours_nothing(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"bomb.txt": bytes(3_000_000), "good.txt": b"good", "large.txt": b"ab" * 600})
    told = fates(archive, replace(DEFAULT_LIMITS, file_bytes=4_000_000))
    assert "times compression" in told[f"{archive}/bomb.txt"]
    assert told[f"{archive}/good.txt"] == "good"
    told = fates(archive, replace(DEFAULT_LIMITS, file_bytes=1_000))
    assert "bytes in the file" in told[f"{archive}/large.txt"]


def test_a_member_under_a_password_is_told_of_by_itself(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {"1.txt": b"one", "2.txt": b"two"})
    content = bytearray(archive.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    archive.write_bytes(content)
    told = fates(archive)
    assert "password" in told[f"{archive}/1.txt"]
    assert told[f"{archive}/2.txt"] == "two"


@pytest.mark.parametrize("spoil", [lambda whole: whole[:40], lambda whole: whole.replace(b"\x4b\x4c", b"\x00\x00")])
def test_a_damaged_archive_is_told_of(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    archive = packed(tmp_path / "a.zip", {"1.txt": b"one\x4b\x4c"}, zipfile.ZIP_STORED)
    archive.write_bytes(spoil(archive.read_bytes()))
    [said] = fates(archive).values()
    assert "damaged" in said


def test_an_empty_archive_is_told_of(tmp_path: Path) -> None:
    archive = packed(tmp_path / "a.zip", {})
    assert fates(archive) == {str(archive): "The archive holds no documents."}


def test_a_document_is_no_archive_of_plans(tmp_path: Path) -> None:
    for name in ("plan.docx", "plan.zip"):
        assert not is_archive(packed(tmp_path / name, {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}))


def test_an_archive_that_is_gone_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="Файла нет"):
        Archive(tmp_path / "none.zip", DEFAULT_LIMITS)
