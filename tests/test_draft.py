"""From an article to a draft: all its figures and nothing else, and what is open is named."""

import csv
import io
import os
import re
import subprocess
import sys

import pytest
from conftest import ROOT

from helpers.cli import main
from helpers.dataset.draft import write_draft
from helpers.dataset.loader import settled_ids
from helpers.figures.article import Article, paragraphs, read_article
from helpers.figures.reading import find
from helpers.project import DATASET_FILES, Project

ENGLISH = """Port Amber signs 12 projects worth over 30 billion yuan

On 18 May 2023 Port Amber’s zone signed 12 projects with a total investment of \
31.6 billion yuan. The nine domestic projects come to 24.6 billion \
yuan and three foreign projects to US$1 billion.
Quartz Cells will build a plant for 5.2 billion yuan. Phone 0512-6555 0199.

The projects are to create some 6,500 jobs, and the zone’s output grew by 11.4% in the first \
quarter.
"""
CHINESE = """琥珀港签约12个项目

2023年5月18日，琥珀港开发区12个项目集中签约，总投资超300亿元。其中外资项目3个，总投资10亿美元；内资项目9个，总投资246亿元。
石英电池项目总投资52亿元，达产后预计新增就业6500人。
"""


@pytest.fixture
def pasted(copy):
    def paste(content, name="article.txt"):
        path = copy / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return paste


def table(copy, name, id_="amber-2023-05"):
    return list(
        csv.DictReader(io.StringIO((copy / "data" / id_ / name).read_text(encoding="utf-8")))
    )


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_every_figure_found_is_in_the_draft_once_and_in_order(text, copy, pasted):
    assert main(["new", "amber-2023-05", "--from", pasted(text)]) == 0
    rows = [*table(copy, "projects.csv"), *table(copy, "figures.csv")]
    drafted = [(int(row["paragraph"]), row["printed"]) for row in rows if row["printed"]]
    found = [(figure.paragraph, figure.phrase) for figure in find(text)]
    assert sorted(drafted) == sorted(found) and len(found) >= 9
    figures = table(copy, "figures.csv")
    assert [
        pair for pair in found if pair in [(int(r["paragraph"]), r["printed"]) for r in figures]
    ] == [(int(r["paragraph"]), r["printed"]) for r in figures]
    assert all(row["draft"] for row in rows) and not any(
        row["low"] or row["note"] for row in figures
    )
    assert all(
        name in text
        for row in table(copy, "projects.csv")
        if row["printed"]
        for name in [row["local_name"] or row["name"]]
    )  # nothing invented


def test_the_draft_says_how_each_figure_is_read_and_what_it_may_be(copy, pasted):
    assert main(["new", "amber-2023-05", "--from", pasted(ENGLISH)]) == 0
    figures = {row["printed"]: row for row in table(copy, "figures.csv")}
    assert figures["over 30 billion yuan"]["draft"].startswith("Understood as 30–40 billion yuan.")
    assert (figures["US$1 billion"]["measure"], figures["US$1 billion"]["scope"]) == (
        "investment",
        "origin=foreign",
    )
    assert (
        figures["nine domestic projects"]["measure"],
        figures["nine domestic projects"]["scope"],
    ) == ("projects", "origin=domestic")
    assert figures["some 6,500 jobs"]["measure"] == "jobs"
    assert figures["11.4%"]["measure"] == "growth" and "grew by 11.4%" in figures["11.4%"]["draft"]
    projects = table(copy, "projects.csv")
    assert [(row["name"], row["printed"], row["count"]) for row in projects] == [
        ("Quartz Cells", "5.2 billion yuan", "1"),
        ("Projects that the article does not name", "", "11"),
    ]
    assert "it says “Quartz Cells will build a plant for 5.2 billion yuan”" in projects[0]["draft"]


def test_what_is_open_is_named_until_it_is_settled(copy, pasted, capsys):
    article = pasted(CHINESE)
    assert main(["new", "amber-2023-05", "--from", article]) == 0
    capsys.readouterr()
    assert main(["check", "amber-2023-05"]) == 2
    told = capsys.readouterr().err
    assert told.count("column draft: still to settle") == len(table(copy, "projects.csv")) + len(
        table(copy, "figures.csv")
    )
    assert "“title” is empty" in told and "date: ¶2 says “2023年5月18日”" in told
    path = copy / "data" / "amber-2023-05" / "figures.csv"
    path.write_text(
        re.sub(
            r",(\"[^\"]*\"|[^,\n]*)$", ",", path.read_text(encoding="utf-8"), flags=re.MULTILINE
        ).replace("note,\n", "note,draft\n"),
        encoding="utf-8",
    )
    assert main(["check", "amber-2023-05"]) == 2
    assert "figures.csv: row 2, column draft" not in capsys.readouterr().err


def test_the_article_is_not_copied_but_its_hash_and_paragraphs_are_kept(copy, pasted):
    assert main(["new", "amber-2023-05", "--from", pasted(ENGLISH)]) == 0
    folder = copy / "data" / "amber-2023-05"
    written = "".join((folder / name).read_text(encoding="utf-8") for name in DATASET_FILES)
    sentences = [line for line in ENGLISH.splitlines()[2:] if line]
    assert not any(sentence in written for sentence in sentences)
    assert "paragraphs = 4" in written and re.search('sha256 = "[0-9a-f]{64}"', written)


def test_an_article_may_be_a_page_or_in_the_old_encoding(copy, pasted):
    head = "<!DOCTYPE html><html><head><title>x</title></head><body><nav>5 menus</nav>"
    body = "".join(f"<p>{line}</p>\n" for line in CHINESE.splitlines()[2:])
    page = f"{head}<h1>琥珀港签约12个项目</h1>{body}"
    plain = read_article(copy / pasted(CHINESE))
    old = read_article(copy / pasted(CHINESE.encode("gb18030"), "old.txt"))
    html = read_article(copy / pasted(page.replace("，", "，\n"), "page.html"))
    assert plain == old and len(plain.paragraphs) == len(html.paragraphs) == 3
    assert [f.phrase for f in find(html.text)] == [f.phrase for f in find(plain.text)]
    assert paragraphs("<p>a<br>b</p><script>9 billion yuan</script>", "x") == ("a", "b")


@pytest.mark.parametrize(
    "content, told",
    [
        (b"", "there is no text in it"),
        (b"\xff\xfe\x00", "neither UTF-8 nor GB18030"),
        (b" \n\n", "there is no text in it"),
    ],
)
def test_a_file_without_text_is_named(content, told, pasted, capsys):
    assert main(["new", "amber-2023-05", "--from", pasted(content)]) == 2
    assert told in capsys.readouterr().err
    assert main(["new", "amber-2023-05", "--from", "nowhere.txt"]) == 2
    assert "nowhere.txt: No such file" in capsys.readouterr().err


def test_nothing_is_ever_overwritten_and_no_other_folder_is_touched(copy, pasted, capsys):
    article = pasted(ENGLISH)
    before = sorted(path.name for path in (copy / "data").iterdir())
    for id_, told in (
        ("jiangning-2020-05", "it exists and is left as it is"),
        ("../amber", "is not an id"),
        ("Amber", "is not an id"),
    ):
        assert main(["new", id_, "--from", article]) == 2
        assert told in capsys.readouterr().err
    assert sorted(path.name for path in (copy / "data").iterdir()) == before


def test_a_draft_makes_the_folder_of_the_datasets_where_there_is_none(tmp_path):
    article = Article(paragraphs(ENGLISH, "article.txt"))
    folder = write_draft("amber-2023-05", article, find(article.text), Project(tmp_path))
    assert folder == tmp_path / "data" / "amber-2023-05"
    assert sorted(path.name for path in folder.parent.iterdir()) == ["amber-2023-05"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(DATASET_FILES)
    assert settled_ids(Project(tmp_path)) == []


def test_every_phrase_is_proved_against_the_article(copy, pasted, capsys):
    figures = [
        row for row in table(copy, "figures.csv", "jiangning-2020-05") if row["source"] == "S3"
    ]
    lines = dict.fromkeys(range(1, 9), "")
    for row in [*figures, {"paragraph": "6", "printed": "150 million US dollars"}]:
        lines[int(row["paragraph"])] += row["printed"] + "; "
    article = "\n\n".join(line or "–" for line in lines.values())

    def check(text):
        code = main(["check", "jiangning-2020-05", "--source", pasted(text)])
        out, err = capsys.readouterr()
        return code, out + err

    code, said = check(article)
    assert code == 0 and "all 18 phrases stand in" in said and "no row" not in said
    code, said = check(article.replace("; 20.15", "; 4,200 jobs, 20.15"))
    assert code == 0 and said.endswith("\n  no row for ¶5 “4,200 jobs”\n")
    moved = article.replace("; 20.15 billion yuan", "").replace("–", "20.15 billion yuan", 1)
    code, said = check(moved)
    told = "“20.15 billion yuan” is not in paragraph 5 of the article, but in 8"
    assert code == 2 and f"figures.csv: row 15, column printed: {told}" in said
    code, said = check(article.replace("10.8%", "108%"))
    told = "“10.8%” is not in paragraph 4 of the article, nor in any other"
    assert code == 2 and told in said


def test_a_text_on_standard_input_is_read_as_a_table():
    command = [sys.executable, "-m", "helpers.cli", "read"]
    old_terminal = os.environ | {"PYTHONIOENCODING": "ascii"}
    result = subprocess.run(
        command,
        input=f"{ENGLISH}\n总投资201.5亿元".encode(),
        env=old_terminal,
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    rows = list(csv.DictReader(io.StringIO(result.stdout.decode())))
    lines = [line for line in ENGLISH.splitlines() if line.strip()] + ["总投资201.5亿元"]
    assert all(
        lines[int(r["paragraph"]) - 1][int(r["start"]) : int(r["end"])] == r["phrase"] for r in rows
    )
    read = {r["phrase"]: (r["kind"], r["low"], r["high"], r["unit"], r["qualifier"]) for r in rows}
    assert read["over 30 billion yuan"] == ("money", "30000000000", "40000000000", "CNY", "over")
    assert read["12 projects"] == ("count", "12", "12", "projects", "exact")
    assert not any("2023" in phrase or "0199" in phrase for phrase in read)


def test_a_bare_amount_takes_a_currency_and_the_table_says_so(capsys):
    assert main(["read", "over 20 billion", "--currency", "EUR"]) == 0
    assert (
        capsys.readouterr().out.splitlines()[1]
        == "1,0,15,over 20 billion,money,20000000000,30000000000,EUR,over,no"
    )
    assert main(["read", "over 20 billion", "--currency", "XYZ"]) == 2
    assert "--currency: “XYZ” is not known" in capsys.readouterr().err
