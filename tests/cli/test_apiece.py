"""A file for every plan: what goes into a folder, and what each file is called."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plancheck import read_plan
from plancheck.cli.apiece import is_folder, names_for
from plancheck.readers.limits import DEFAULT_LIMITS
from plancheck.readers.package import Package

Run = Callable[..., Any]
WORD = Path(__file__).parents[1] / "corpus" / "docx"
PLANS = sorted((Path(__file__).parents[1] / "crossing" / "region").glob("lake-*.yaml"))


@pytest.fixture
def folder() -> Path:
    """Three plans, two of one name in different formats, and a document that is no plan."""
    made = Path("планы")
    made.mkdir()
    shutil.copy(WORD / "plain-pass.docx", made / "сош 4.docx")
    shutil.copy(WORD / "macros-pass.docm", made / "гимназия.docm")
    shutil.copy(WORD.parent / "csv" / "tab-pass.tsv", made / "сош 4.tsv")
    return made


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("планы/school4.docx", "school4 – замечания"),
        ("архив.zip/папка/план 1.2.pdf", "план 1.2 – замечания"),
        ("a:b?c*d|e.docx", "a_b_c_d_e – замечания"),
        ("CON.docx", "_CON – замечания"),
        ("aux.old.docx", "_aux.old – замечания"),
        ("console.docx", "console – замечания"),
        ("a\u202eb\x1b[31mc.docx", "ab_[31mc – замечания"),
        ("план\udcff.docx", "план_ – замечания"),
        (" . .docx", "_ – замечания"),
        ("-", "- – замечания"),
    ],
)
def test_a_file_is_named_after_its_plan_as_windows_takes_it(path: str, name: str) -> None:
    assert names_for([path], "замечания") == [name]


def test_names_are_numbered_where_they_clash_however_letters_are_written() -> None:
    assert names_for(["a/План.docx", "b/план.pdf", "c/ПЛАН.odt"], "письмо") == [
        "План – письмо",
        "план – письмо (2)",
        "ПЛАН – письмо (3)",
    ]


def test_a_submitted_file_is_not_written_over() -> None:
    assert names_for(["план.docx"], "замечания", ["план – замечания.docx"]) == ["план – замечания (2)"]


def test_a_long_name_is_cut_so_that_every_system_takes_it() -> None:
    names = names_for([f"{'ж' * 127}.docx", f"{'ж' * 126}щ.docx"], "замечания")
    assert len(set(names)) == 2
    assert max(len(f".{name}.docx.1234567.part".encode()) for name in names) <= 255


def test_a_folder_is_one_that_is_there_or_a_name_with_a_slash(tmp_path: Path) -> None:
    assert is_folder("нет/")
    assert is_folder(str(tmp_path))
    assert not is_folder("нет")


def test_every_plan_gets_its_file_in_each_form(run: Run, folder: Path) -> None:
    forms = ("-f", "docx", "-o", "ответы/", "-f", "letter", "-o", "ответы", "-f", "html", "-o", "ответы/")
    ran = run("check", folder, *forms, "-o", "все.csv", "--no-cache")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert sorted(one.name for one in Path("ответы").iterdir()) == sorted(
        [
            "гимназия – замечания.docm",
            "гимназия – отчёт.html",
            "гимназия – письмо.docx",
            "сош 4 – замечания (2).docx",
            "сош 4 – замечания.docx",
            "сош 4 – отчёт (2).html",
            "сош 4 – отчёт.html",
            "сош 4 – письмо (2).docx",
            "сош 4 – письмо.docx",
        ]
    )
    assert Path("все.csv").exists()
    submitted, answered = (one.read_bytes() for one in (folder / "сош 4.docx", Path("ответы/сош 4 – замечания.docx")))
    parts = [set(Package(content, DEFAULT_LIMITS).names) for content in (submitted, answered)]
    assert parts[1] - parts[0] == {"word/comments.xml"}
    page = Path("ответы/гимназия – отчёт.html").read_text(encoding="utf-8")
    assert "гимназия.docm" in page
    assert 'id="p2' not in page


def test_one_plan_goes_to_a_folder_too_named_in_the_language_of_the_report(run: Run, folder: Path) -> None:
    assert run("check", folder / "сош 4.docx", "-f", "docx", "-o", "out/", "--lang", "en").status == 0
    assert [one.name for one in Path("out").iterdir()] == ["сош 4 – remarks.docx"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "out/"), "-o out/ – папка. По файлу на план пишутся docx, letter, html"),
        (("-f", "csv", "-o", "out/"), "-o out/ – папка"),
        (("-f", "docx", "-o", "out/", "-f", "docx", "-o", "out"), "-o out: один файл назван дважды"),
        (("-f", "docx", "-o", "нет/out/"), "Не удалось записать нет/out: нет такой папки"),
    ],
)
def test_a_folder_that_cannot_be_filled_is_refused(run: Run, folder: Path, options: tuple[str, ...], said: str) -> None:
    ran = run("check", folder, *options)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert not Path("out").exists()


def test_several_plans_and_one_name_are_told_of_the_folder(run: Run, folder: Path) -> None:
    ran = run("check", folder, "-f", "docx", "-o", "x.docx", "--no-cache")
    assert ran.status == 2
    assert "-f docx -o папка/" in ran.err


def test_a_file_that_cannot_be_written_does_not_stop_the_others(run: Run, folder: Path) -> None:
    blocked = Path("out") / "гимназия – письмо.docx"
    blocked.mkdir(parents=True)
    ran = run("check", folder, "-f", "letter", "-o", "out/", "--no-cache")
    assert ran.status == 2
    assert f"Не удалось записать {blocked}" in ran.err
    assert sorted(one.name for one in Path("out").iterdir() if one.is_file()) == [
        "сош 4 – письмо (2).docx",
        "сош 4 – письмо.docx",
    ]


@pytest.mark.parametrize(
    ("file", "wrong", "right"), [("macros-pass.docm", "r.docx", "r.docm"), ("plain-pass.docx", "r.docm", "r.docx")]
)
def test_a_document_is_written_under_a_name_that_word_opens_it_by(run: Run, file: str, wrong: str, right: str) -> None:
    ran = run("check", WORD / file, "-o", wrong)
    assert (ran.status, Path(wrong).exists()) == (2, False)
    assert f"-o {right}." in ran.err
    assert run("check", WORD / file, "-o", right).status == 0
    assert read_plan(right).measures


def test_a_draft_of_every_plan_goes_to_a_folder(run: Run, folder: Path) -> None:
    shutil.copy(Path(__file__).parents[2] / "examples" / "good-school.yaml", folder)
    shutil.copy(WORD / "memo-notplan.docx", folder)
    ran = run("fix", folder, "-o", "черновики/")
    assert ran.status == 0
    assert "memo-notplan.docx: " in ran.err
    names = ["good-school – черновик.yaml", "гимназия – черновик.docm"]
    names += ["сош 4 – черновик (2).docx", "сош 4 – черновик.docx"]
    assert sorted(one.name for one in Path("черновики").iterdir()) == names
    assert ran.out.count("Черновик: ") == 4
    assert all(read_plan(one).measures for one in Path("черновики").iterdir())


def test_drafts_of_a_folder_want_a_folder(run: Run, folder: Path) -> None:
    ran = run("fix", folder, "-o", "d.docx")
    assert ran.status == 3
    assert "-o папка/" in ran.err


@pytest.mark.parametrize("form", ["docx", "json"])
def test_a_submitted_file_stays_as_it_is(run: Run, folder: Path, form: str) -> None:
    file = folder / "сош 4.docx"
    before = file.read_bytes()
    ran = run("check", file, "-f", form, "-o", file)
    assert (ran.status, ran.out) == (2, "")
    assert "этот файл команда читает" in ran.err
    (folder / "сош 4.tsv").unlink()
    (folder / "гимназия.docm").unlink()
    assert run("check", folder, "-f", form, "-o", file, "--no-cache").status == 2
    assert file.read_bytes() == before


def test_a_file_for_one_school_names_no_other_and_the_report_on_all_does(run: Run, tmp_path: Path) -> None:
    folder = f"{tmp_path / 'out'}/"
    forms = [part for form in ("html", "letter", "docx") for part in ("-f", form, "-o", folder)]
    run("check", *map(str, PLANS), "--no-cache", *forms, "-f", "html", "-o", str(tmp_path / "all.html"))
    pages = {path: path.read_text("utf-8") for path in Path(folder).glob("*.html")}
    assert len(pages) == len(PLANS)
    for path, page in pages.items():
        stem = path.name.partition(" – ")[0]
        assert not [one.stem for one in PLANS if one.stem != stem and one.name in page]
    assert any("другой школы" in page for page in pages.values())
    for path in Path(folder).glob("*.docx"):
        stem = path.name.partition(" – ")[0]
        with zipfile.ZipFile(path) as package:
            text = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
        assert not [one.stem for one in PLANS if one.stem != stem and one.name in text]
    whole = (tmp_path / "all.html").read_text("utf-8")
    assert all(one.name in whole for one in PLANS)
