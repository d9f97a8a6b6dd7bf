"""Comments stand on their cells, and nothing else of the document changes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from looked_at import canonical, cells_of_comments, parts, repacked, texts_of_comments, without_comments

from plancheck import read_plan
from plancheck.location import Location
from plancheck.plan import Column
from plancheck.plan_file import without_places
from plancheck.readers.docx.names import WORD
from plancheck.word import Author, Comment, Spot, commented, places_of
from plancheck.word.spots import letters, range_of
from plancheck.word.title import title_place

AUTHOR = Author(when=dt.datetime(2026, 1, 2, 3, 4, 5))
TITLE = Spot(Location(paragraph=1))


def on_every_cell(content: bytes) -> list[Comment]:
    """A comment on each cell of each measure, named by its place."""
    plan = read_plan(content, name="plan.docx")
    return [
        Comment((f"{index} {column}",), Spot(place))
        for index, measure in enumerate(plan.measures)
        for column, place in measure.places.items()
    ]


def changed_parts(before: bytes, after: bytes) -> set[str]:
    old, new = parts(before), parts(after)
    assert list(new)[: len(old)] == list(old)
    return {name for name in new if new[name] != old.get(name)}


def test_comments_removed_the_file_is_the_submitted_one_part_by_part(submitted: Path) -> None:
    content = submitted.read_bytes()
    made = commented(content, on_every_cell(content), AUTHOR, TITLE)
    main = next(name for name in parts(content) if name.startswith("word/document"))
    before, after = parts(content), without_comments(made)
    assert set(after) == set(before)
    assert canonical(after.pop(main)) == canonical(before.pop(main))
    assert after == before
    names = {"[Content_Types].xml", main, f"word/_rels/{main[5:]}.rels", "word/comments.xml"}
    assert changed_parts(content, made) == names


def test_a_commented_file_is_read_as_the_submitted_one(submitted: Path) -> None:
    content = submitted.read_bytes()
    made = commented(content, on_every_cell(content), AUTHOR, TITLE)
    assert without_places(read_plan(made, name="plan.docx")) == without_places(read_plan(content, name="plan.docx"))


def test_each_comment_stands_in_its_cell(submitted: Path) -> None:
    content = submitted.read_bytes()
    made = commented(content, on_every_cell(content), AUTHOR, TITLE)
    plan, places = read_plan(content, name="plan.docx"), places_of(content)
    texts, cells = texts_of_comments(made), cells_of_comments(made)
    assert len(texts) == len(cells) > 50
    if submitted.name.startswith("text-box-plan"):  # Word keeps no comments in text boxes
        return
    for at, lines in texts.items():
        index, column = lines[-1].split()
        place = plan.measures[int(index)].places[Column(column)]
        own = "".join(text.text or "" for cell in places.shown(place) for text in cell.iter("{*}t"))
        assert cells[at] == own, lines


def test_the_author_the_day_and_the_text_are_as_asked(plain: bytes) -> None:
    author = Author("Отдел «А» & Б", 'О"А', dt.datetime(2026, 1, 2, 3, 4, 5))
    lines = ("DOC005, ошибка", "<script>alert(1)</script> & ]]>", "\x1b[31mкрасный\x00 \u202eзадом")
    made = commented(plain, [Comment(lines, TITLE)], author, TITLE)
    assert texts_of_comments(made) == {"0": [lines[0], lines[1], "[31mкрасный задом"]}
    root = parts(made)["word/comments.xml"].decode()
    assert 'w:author="Отдел «А» &amp; Б"' in root
    assert 'w:initials="О&quot;А"' in root
    assert 'w:date="2026-01-02T03:04:05Z"' in root


def test_without_a_day_there_is_none(plain: bytes) -> None:
    made = commented(plain, [Comment(("A",), TITLE)], Author(), TITLE)
    assert b"w:date" not in parts(made)["word/comments.xml"]


def test_comments_that_are_there_stay_and_keep_their_numbers(plain: bytes) -> None:
    first = commented(plain, [Comment(("первый",), TITLE)], AUTHOR, TITLE)
    second = commented(first, [Comment(("второй",), TITLE)], AUTHOR, TITLE)
    assert texts_of_comments(second) == {"0": ["первый"], "1": ["второй"]}
    assert [name for name in parts(second) if "comments" in name] == ["word/comments.xml"]
    assert parts(second)["[Content_Types].xml"] == parts(first)["[Content_Types].xml"]
    assert without_comments(second)["word/document.xml"] == parts(plain)["word/document.xml"]


def test_a_part_of_comments_under_another_prefix_is_gone_on_with(plain: bytes) -> None:
    first = commented(plain, [Comment(("первый",), TITLE)], AUTHOR, TITLE)
    part = parts(first)["word/comments.xml"].replace(b"w:", b"x:").replace(b"xmlns:w=", b"xmlns:x=")
    second = commented(repacked(first, {"word/comments.xml": part}), [Comment(("второй",), TITLE)], AUTHOR, TITLE)
    assert texts_of_comments(second) == {"0": ["первый"], "1": ["второй"]}


def test_a_document_of_another_prefix_is_commented(plain: bytes) -> None:
    main = parts(plain)["word/document.xml"]
    other = main.replace(b"<w:", b"<").replace(b"</w:", b"</").replace(b"xmlns:w=", b"xmlns=").replace(b" w:", b" x:")
    other = other.replace(b"xmlns=", f'xmlns:x="{WORD}" xmlns='.encode(), 1)
    made = commented(repacked(plain, {"word/document.xml": other}), [Comment(("A",), TITLE)], AUTHOR, TITLE)
    assert texts_of_comments(made) == {"0": ["A"]}
    assert cells_of_comments(made) == {"0": "УТВЕРЖДАЮ"}


def test_a_spot_that_is_nowhere_is_commented_at_the_title_and_else_at_the_beginning(plain: bytes) -> None:
    lost = Comment(("A",), Spot(Location(table=9, row=9, cell=9)))
    title = Spot(title_place(places_of(plain).blocks, read_plan(plain, name="p.docx").title))
    assert cells_of_comments(commented(plain, [lost], AUTHOR, title))["0"].startswith("План мероприятий")
    assert cells_of_comments(commented(plain, [lost], AUTHOR, lost.spot)) == {"0": "УТВЕРЖДАЮ"}


def test_no_comments_leave_the_bytes_as_they_are(plain: bytes) -> None:
    assert commented(plain, [], AUTHOR, TITLE) == plain


SPLIT = (
    "<w:r><w:t>по мере </w:t></w:r><w:r><w:t>необходи</w:t></w:r><w:proofErr/><w:r><w:t>мости, постоянно</w:t></w:r>"
)
FIELD = (
    '<w:r><w:t>до </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1 мая</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("inside", "quote", "first", "last"),
    [
        (SPLIT, "мере необходимости", 0, 3),
        (SPLIT, "постоянно", 3, 3),
        (SPLIT, "ПО МЕРЕ", 0, 0),
        (FIELD, "1 мая", 1, 5),
        (FIELD, "до 1 мая", 0, 5),
        ("<w:r><w:t>Приcутствие</w:t></w:r>", "Приcутствие", 0, 0),
        ('<w:r><w:t>Он </w:t></w:r><w:ins w:id="9"><w:r><w:t>есть</w:t></w:r></w:ins>', "есть", 1, 1),
        ('<w:del w:id="9"><w:r><w:t>есть</w:t></w:r></w:del><w:r><w:t>есть</w:t></w:r>', "есть", 1, 1),
    ],
)
def test_words_are_commented_by_whole_runs(plain: bytes, inside: str, quote: str, first: int, last: int) -> None:
    main = parts(plain)["word/document.xml"].decode()
    changed = main.replace('<w:r><w:t xml:space="preserve">УТВЕРЖДАЮ</w:t></w:r>', inside)
    places = places_of(repacked(plain, {"word/document.xml": changed.encode()}))
    found = range_of(places, Spot(Location(paragraph=1), quote))
    assert found is not None
    children = list(found.first)
    assert (children.index(found.since), children.index(found.until)) == (first, last)


@pytest.mark.parametrize("quote", ["нет таких слов", "", "…", "а"])
def test_words_that_are_not_found_mean_the_whole_place(plain: bytes, quote: str) -> None:
    found = range_of(places_of(plain), Spot(Location(paragraph=1), quote))
    assert found is not None
    assert (found.since, found.until) == (None, None)


def test_letters_are_what_two_writings_share() -> None:
    assert letters("«По  мере»—нЕобходимости,\n1\u00ad2") == letters("по мере необходимости 12")
