"""A plan file is told from a document by how it begins, else by its suffix."""

from __future__ import annotations

import pytest

from plancheck.plan_file import is_plan_file

BEGINS = [
    b"schema: plancheck.plan/1\n",
    b"\xef\xbb\xbfschema: plancheck.plan/1\r\n",
    "# План\n#\n---\n\nschema: 'plancheck.plan/1'\n".encode(),
    b'%YAML 1.2\n---\n"schema": "plancheck.plan/1"\n',
    b'{"schema": "plancheck.plan/1", "title": null}',
    b'{\n  "schema":"plancheck.plan/1"',
    "schema: plancheck.plan/1\n".encode("utf-16"),
]
OTHERS = [
    b"",
    b"  \n",
    "План мероприятий\nschema: plancheck.plan/1\n".encode(),
    b"```yaml\nschema: plancheck.plan/1\n```\n",
    b"schema: plancheck.ruleset/1\n",
    b"measures:\n  - text: a\n",
]


@pytest.mark.parametrize("content", BEGINS)
@pytest.mark.parametrize("path", ["-", "план.txt", "plan.yaml"])
def test_what_begins_as_one_is_one_whatever_its_name(content: bytes, path: str) -> None:
    assert is_plan_file(content, path)


@pytest.mark.parametrize("content", OTHERS)
def test_what_does_not_is_a_document(content: bytes) -> None:
    assert not is_plan_file(content, "план.txt")


@pytest.mark.parametrize("path", ["a.yaml", "a.YML", "папка/a.json"])
def test_the_suffix_tells_where_the_beginning_does_not(path: str) -> None:
    assert is_plan_file(b"measures:\n  - text: a\n", path)
    assert not is_plan_file(b" \n", path)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"PK\x03\x04aaaa", b"{\\rtf1 a}", b"<html>", b"a\x00b"])
def test_a_document_of_another_format_under_such_a_name_stays_one(content: bytes) -> None:
    assert not is_plan_file(content, "plan.json")
