"""What a person can get wrong, and what they are told: a line with file, row and column each."""

import re
import tomllib
from decimal import Decimal

import pytest
from conftest import ROOT

from helpers.cli import main
from helpers.dataset.loader import load
from helpers.model.evidence import views

ID = "jiangning-2020-05"
FOLDER = f"data/{ID}"
HEADER = b"id,name,local_name,count,printed,source,paragraph,sector,origin,kind,note\n"
RATE = '[[rate]]\ncurrency = "AED"\nvalue = {}\nsource = "x"\n\n[[change]]'


def replace(file, old, new):
    def breaks(root):
        path = root / FOLDER / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return breaks


def write(file, content):
    return lambda root: (root / FOLDER / file).write_bytes(content)


def separate(separator):
    def breaks(root):
        for path in (root / FOLDER).glob("*.csv"):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(",", separator), encoding="utf-8")

    return breaks


def rename_column(file, column, new):
    def breaks(root):
        path = root / FOLDER / file
        header, rows = path.read_text(encoding="utf-8").split("\n", 1)
        names = [new if name == column else name for name in header.split(",")]
        path.write_text(f"{','.join(names)}\n{rows}", encoding="utf-8")

    return breaks


def add_column(file, column):
    def breaks(root):
        path = root / FOLDER / file
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        added = [f"{header},{column}", *(f"{row}," for row in rows)]
        path.write_text("\n".join(added), encoding="utf-8")

    return breaks


def encode(file, encoding):
    def breaks(root):
        path = root / FOLDER / file
        path.write_bytes(path.read_text(encoding="utf-8").encode(encoding, "replace"))

    return breaks


# Most mistakes are a replacement in a file; they stand in mistakes.toml.
TABLE = tomllib.loads((ROOT / "tests" / "mistakes.toml").read_text(encoding="utf-8"))["mistake"]
MISTAKES = {
    mistake["name"]: (replace(mistake["file"], mistake["old"], mistake["new"]), mistake["told"])
    for mistake in TABLE
} | {
    "a missing file": (
        lambda root: (root / FOLDER / "projects.csv").unlink(),
        ["projects.csv: the file is missing"],
    ),
    "an empty table": (
        write("projects.csv", b""),
        ["projects.csv: the table has no header; its first row is id,name"],
    ),
    "a missing column": (
        rename_column("figures.csv", "measure", "what"),
        ["figures.csv: row 1, column measure: the column is missing"],
    ),
    "an unknown column of figures": (
        add_column("figures.csv", "remark"),
        ["figures.csv: row 1, column remark: the column is not known; delete it"],
    ),
    "a folder without projects": (write("projects.csv", HEADER), ["is not declared"]),
    "no project at all": (write("projects.csv", HEADER), ["there is no row"]),
    "Chinese encoded as GBK": (
        encode("projects.csv", "gbk"),
        ["projects.csv: byte ", "not UTF-8; save the file as"],
    ),
    "UTF-16, as Excel's “Unicode text”": (
        encode("figures.csv", "utf-16"),
        ["figures.csv: byte 1 is not UTF-8; save the file as “CSV UTF-8”"],
    ),
    "semicolons for commas": (
        separate(";"),
        ["projects.csv: the columns are separated by semicolons"],
    ),
    "tabs for commas": (
        separate("\t"),
        [
            "figures.csv: the columns are separated by semicolons or tabs; save the table as "
            "“CSV UTF-8 (comma delimited)”"
        ],
    ),
    "semicolons under Excel's mark": (
        write("figures.csv", "\ufeffid;source;paragraph\na;S3;1\n".encode()),
        ["figures.csv: the columns are separated by semicolons"],
    ),
    "a count beyond reason": (
        replace("projects.csv", ",6,,S1", f",{'9' * 5000},,S1"),
        ["projects.csv: row 12, column count:"],
    ),
    "TOML nested without end": (
        replace("announcement.toml", "version = ", f"x = {'[' * 3000}{']' * 3000}\nversion = "),
        ["announcement.toml: not valid TOML here: brackets are nested too deeply"],
    ),
    "an integer without end": (
        replace("announcement.toml", "paragraphs = 8", f"paragraphs = {'9' * 5000}"),
        ["announcement.toml: not valid TOML here: it has a number of thousands of digits"],
    ),
    "paragraphs beyond reason": (
        replace("announcement.toml", "paragraphs = 8", f"paragraphs = {'9' * 4000}"),
        ["announcement.toml: [[source]] S3: “paragraphs” must be from 1 to 999,999"],
    ),
    "a rate of hundreds of digits": (
        replace("announcement.toml", "[[change]]", RATE.format("9" * 400)),
        ["announcement.toml: [[rate]] 1: “value” must be a number, such as 3.6725"],
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_by_file_row_and_column(mistake, copy, capsys):
    breaks, expected = MISTAKES[mistake]
    breaks(copy)
    assert main(["check", ID]) == 2
    message = capsys.readouterr().err
    assert all(part in message for part in expected), message
    assert "Traceback" not in message
    assert all(line.startswith(FOLDER) for line in message.splitlines())


def test_all_mistakes_are_told_at_once(copy, capsys):
    together = (
        "an unknown sector",
        "a count that is no number",
        "an unknown role",
        "a percent sign on money",
        "a paragraph zero",
        "a misspelt key",
        "a draft that is not settled",
        "an unknown source of a project with an amount",
    )
    for name in together:
        MISTAKES[name][0](copy)
    assert main(["check", ID]) == 2
    message = capsys.readouterr().err
    assert len(message.splitlines()) == len(together)
    assert all(part in message for name in together for part in MISTAKES[name][1])


def test_a_table_that_cannot_be_read_is_one_mistake_and_hides_none_in_the_others(copy, capsys):
    for name in ("semicolons under Excel's mark", "an unknown sector", "a date as text"):
        MISTAKES[name][0](copy)
    assert main(["check", ID]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_reports_that_print_different_growth_are_a_finding_and_no_mistake(copy, capsys):
    replace(
        "figures.csv",
        "S4,3,output-growth,,industry=smart-grid,,,23%",
        "S4,3,output-growth,,industry=smart-grid,,,32%",
    )(copy)
    assert main(["check", ID]) == 0
    assert views(load("jiangning-2020-05"))[1].audit["growth-smart-grid"].verdict == "contradicted"


def test_what_to_declare_of_a_contradiction_is_told_and_then_it_is_a_finding(copy, capsys):
    MISTAKES["a total smaller than its parts"][0](copy)
    assert main(["check", ID]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    told = re.search(r"figures = \[.*?\]", line)[0]
    declared = f'[[conflict]]\n{told}\nnote = "The sources give them so."\n\n[[change]]'
    replace("announcement.toml", "[[change]]", declared)(copy)
    assert main(["check", ID]) == 0


def test_a_contradiction_of_other_figures_is_not_declared_by_some(copy, capsys):
    MISTAKES["a total smaller than its parts"][0](copy)
    declared = '[[conflict]]\nfigures = ["total", "s1-domestic"]\nnote = "x"\n\n[[change]]'
    replace("announcement.toml", "[[change]]", declared)(copy)
    assert main(["check", ID]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert '"s1-foreign"' in line and '"s1-domestic"' not in line


def test_words_that_are_not_known_are_taken_as_low_and_high_say(copy, capsys):
    replace(
        "figures.csv",
        "S3,4,output-growth,,industry=smart-grid,,,23%,,,,",
        "S3,4,output-growth,,industry=smart-grid,,,about a quarter,22.5,27.5,,A quarter is 25%.",
    )(copy)
    assert main(["check", ID]) == 0
    growth = next(f for f in load(ID).figures if f.id == "growth-smart-grid")
    assert (growth.interval.low, growth.interval.high, growth.unit, growth.printed) == (
        Decimal("22.5"),
        Decimal("27.5"),
        "%",
        "about a quarter",
    )


def test_a_dataset_that_is_right_is_ok(capsys):
    assert main(["check", "jiangning-2020-05"]) == 0
    assert capsys.readouterr().out == "jiangning-2020-05: ok\n"


@pytest.mark.parametrize(
    "id_, answer",
    [
        ("nowhere", "there is chips-2024-04, "),
        ("../jiangning-2020-05", "there is no such"),
        ("../data", "the name is not an id"),
    ],
)
def test_an_announcement_that_is_not_there_is_named(id_, answer, capsys):
    assert main(["check", id_]) == 2
    assert answer in capsys.readouterr().err


def test_excel_may_save_the_tables_with_its_byte_order_mark(copy, capsys):
    for name in ("projects.csv", "figures.csv"):
        path = copy / FOLDER / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["check", ID]) == 0


def test_outside_a_project_the_command_says_where_to_go(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    assert (
        "there is no folder data/ here or above; change to the folder of the project"
        in capsys.readouterr().err
    )


@pytest.mark.slow
def test_a_broken_dataset_stops_the_build_and_leaves_the_reports_that_stand(copy, capsys):
    report = copy / "reports" / "jiangning-2020-05.html"
    report.parent.mkdir()
    report.write_text("an earlier report")
    MISTAKES["a total smaller than its parts"][0](copy)
    assert main(["build", ID]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert {path.name for path in report.parent.iterdir()} - {".lock"} == {report.name}
    assert report.read_text() == "an earlier report"
