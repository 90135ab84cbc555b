"""What no page or chart can show is refused by `announcement check`, with its place."""

import dataclasses
import json

import pytest
from bs4 import BeautifulSoup

from helpers import fonts
from helpers.dataset.loader import load
from helpers.dataset.problems import Problems
from helpers.dataset.showing import texts, unshowable
from helpers.model.check import checked
from helpers.project import ProblemsError, Project
from helpers.publishing import report

ID = "jiangning-2020-05"
SCRIPTS = {
    "ar": "مشروع الطاقة الشمسية",
    "bn": "সৌর প্রকল্প",
    "he": "פרויקט אנרגיה",
    "hi": "सौर ऊर्जा परियोजना",
    "ja": "プロジェクト株式会社辻",
    "ko": "태양광 프로젝트",
    "ta": "சூரிய திட்டம்",
    "te": "సౌర ప్రాజెక్ట్",
    "th": "โครงการพลังงาน",
    "zh": "光伏项目𠀋",
    "zh-Hant-TW": "光電專案Ⅳ①℃ﬁ",
}
LOCAL_NAMES = [
    *SCRIPTS.values(),
    "Café Ångström Škoda – „Zürich“ Việt Nam Łódź",
    "Алматы Ελλάδα",
]
REFUSED = {  # what cannot be shown: the part of the line that says so
    "🚀": "“🚀” cannot be shown",
    "𝐀": "write “A”",
    "𒀀": "“𒀀” cannot be shown",
    "\u2800": "U+2800",
    "a\ue000b": "U+E000",
    "a\ufdd0b": "U+FDD0",
    "a\U0001ffffb": "U+1FFFF",
    "a\u2028b": "U+2028",
    "a\U000e0041b": "U+E0041",
    "\u3164": "U+3164",
}


@pytest.fixture
def dataset():
    return load(ID)


def with_local_name(dataset, text):
    first, *others = dataset.projects
    return dataclasses.replace(
        dataset, projects=(dataclasses.replace(first, local_name=text), *others)
    )


@pytest.mark.parametrize("text", LOCAL_NAMES)
def test_every_script_that_a_typeface_has_is_let_through(dataset, text):
    assert not list(unshowable(with_local_name(dataset, text)))


@pytest.mark.parametrize("text", REFUSED)
def test_what_no_typeface_has_is_refused_with_its_row(dataset, text):
    (line,) = unshowable(with_local_name(dataset, text))
    assert line.startswith(f"data/{ID}/projects.csv: row 2, column local_name: ")
    assert REFUSED[text] in line


@pytest.mark.parametrize("text", ["甲", "Ⅳ", "a\nb", "a\tb", "مشروع"])
def test_charts_set_latin_script_in_one_line(dataset, text):
    first, *others = dataset.projects
    changed = dataclasses.replace(first, name=text)
    (line,) = unshowable(dataclasses.replace(dataset, projects=(changed, *others)))
    assert line.startswith(f"data/{ID}/projects.csv: row 2, column name: ")


def test_what_is_one_decision_is_one_line(dataset):
    named = tuple(dataclasses.replace(p, name=f"项目{p.id}") for p in dataset.projects)
    (line,) = unshowable(dataclasses.replace(dataset, projects=named))
    rows = f"rows 2 to {len(named) + 1}"
    assert line.startswith(f"data/{ID}/projects.csv: {rows}, column name: “目项” cannot be shown")


def test_rows_with_the_same_mistake_are_one_line():
    problems = Problems("x-2020")
    for row in (3, 4, 7, 8, 9, 10):
        problems.say("figures.csv", "the measure is empty", row, "measure")
    problems.say("figures.csv", "the source is empty", 3, "source")
    assert problems.error().problems == (
        "data/x-2020/figures.csv: rows 3, 4 and 7 to 10, column measure: the measure is empty",
        "data/x-2020/figures.csv: row 3, column source: the source is empty",
    )


def test_each_text_of_a_dataset_is_looked_at(dataset):
    looked_at = {shown.text for shown in texts(dataset)}
    assert {dataset.title, dataset.article.title, dataset.article.outlet} <= looked_at
    assert {project.note for project in dataset.projects} <= looked_at
    assert {figure.printed for figure in dataset.figures} <= looked_at
    assert {change.what for change in dataset.changes} <= looked_at


def test_the_typefaces_are_there_and_told_apart():
    assert all(typeface.file.is_file() for typeface in fonts.OTHERS)
    assert len(set(fonts.NAMES)) == len(fonts.OTHERS) + 1
    shown = fonts.in_others("".join(SCRIPTS.values()))
    assert {"Noto Sans Arabic", "Noto Sans Thai", "Noto Sans KR"} <= {t.name for t in shown}
    assert not fonts.lacking("".join(SCRIPTS.values())) and fonts.lacking("a🚀") == {"🚀"}


def changed(project, old, new):
    path = project / "data" / ID / "announcement.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.slow
def test_a_build_takes_each_script_and_language_tag_that_check_takes(copy):
    changed(copy, 'local_language = "zh"', 'local_language = "zh-Hant-TW"')
    changed(copy, 'language = "en"', 'language = "es-419"')
    title = json.dumps("; ".join(SCRIPTS.values()), ensure_ascii=False)
    changed(copy, '"江宁开发区打造新基建发展强阵地"', title)
    files = report.rendered(ID, Project(copy))
    page = BeautifulSoup(files[f"reports/{ID}.html"], "html.parser")
    assert not [text for text in SCRIPTS.values() if text not in page.get_text()]
    shown = [t.name for t in fonts.in_others("".join(SCRIPTS.values()))]
    assert not [n for n in shown if f'@font-face {{font-family: "{n}"' not in page.style.string]
    assert files[f"reports/{ID}.pdf"].startswith(b"%PDF")


def test_check_says_it_before_a_build_does(copy):
    changed(copy, "\nplace = ", '\nstatus = "🚀"\nplace = ')
    with pytest.raises(ProblemsError, match="status: “🚀” cannot be shown"):
        checked(ID, Project(copy))
