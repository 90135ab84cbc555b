"""What a curator can get wrong, and what they are told: one line with file, row, column and what to do; exit code 2."""

from decimal import Decimal

import pytest

from helpers.cli import main
from helpers.dataset.loader import load
from helpers.model.evidence import views

ID = "jiangning-2020-05"
FOLDER = f"data/{ID}"


def replace(file, old, new):
    def breaks(root):
        path = root / FOLDER / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return breaks


def write(file, content):
    return lambda root: (root / FOLDER / file).write_bytes(content)


def drop_column(file, column):
    def breaks(root):
        path = root / FOLDER / file
        rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
        rows[0][rows[0].index(column)] = "renamed"
        path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")

    return breaks


def encode(file, encoding):
    def breaks(root):
        path = root / FOLDER / file
        path.write_bytes(path.read_text(encoding="utf-8").encode(encoding, "replace"))

    return breaks


REASON = '"The original prints 千億級, a size class from 100 billion to ten times as much, and no currency; the class is of yuan."'
MISTAKES = {
    "a missing file": (lambda root: (root / FOLDER / "projects.csv").unlink(), ["projects.csv: the file is missing"]),
    "an empty table": (write("projects.csv", b""), ["projects.csv: the table has no header; its first row is id,name"]),
    "a missing column": (drop_column("figures.csv", "measure"), ["figures.csv: row 1, column measure: the column is missing"]),
    "semicolons for commas": (lambda root: [p.write_text(p.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8") for p in (root / FOLDER).glob("*.csv")], ["projects.csv: the columns are separated by semicolons"]),
    "a sector without its reason": (replace("projects.csv", "Runs water projects along the Yangtze; none of the five fields covers water.", ""), ["projects.csv: row 8, column note: say why"]),
    "a sector's id that is none": (replace("announcement.toml", 'id = "smart-iot"', 'id = "smart iot"'), ["announcement.toml: [[sector]]: “smart iot” is no id"]),
    "a folder without projects": (write("projects.csv", b"id,name,local_name,count,printed,source,paragraph,sector,origin,kind,note\n"), ["is not declared"]),
    "an unknown column": (replace("projects.csv", ",kind,note", ",type,note"), ["projects.csv: row 1, column type: the column is not known", "[[type]]"]),
    "Chinese encoded as GBK": (encode("projects.csv", "gbk"), ["projects.csv: byte ", "not UTF-8; save the file as"]),
    "a row with a comma too many": (replace("figures.csv", "headline-clusters,S3", "headline-clusters,,S3"), ["figures.csv: row 4: 12 cells where the header has 11"]),
    "an open quote": (replace("projects.csv", "sile,Sile", 'sile,"Sile'), ["projects.csv: row 4: not a readable CSV table", "look for a stray double quote at or above it"]),
    "an unknown sector": (replace("projects.csv", "new-energy-vehicles,,industrial", "new-energy-vehicle,,industrial"), ["projects.csv: row 5, column sector: “new-energy-vehicle” is not declared", "5g-communication"]),
    "an unknown source": (replace("figures.csv", "projects,S3,2", "projects,S9,2"), ["figures.csv: row 6, column source: “S9” is not declared"]),
    "an unknown measure": (replace("figures.csv", "1,clusters", "1,cluster"), ["figures.csv: row 4, column measure: “cluster” is not declared"]),
    "an unknown scope": (replace("figures.csv", "kind=industrial", "kind=industry"), ["figures.csv: row 14, column scope: “industry” is not declared"]),
    "a scope by nothing known": (replace("figures.csv", "kind=industrial", "type=industrial"), ["figures.csv: row 14, column scope: “type=industrial” picks by “type”"]),
    "an amount that cannot be read": (replace("projects.csv", "150 million US dollars", "150 milion US dollars"), ["projects.csv: row 5, column printed: cannot read “milion US dollars” in “150 milion US dollars”", "is “million” meant?"]),
    "a count where money belongs": (replace("figures.csv", "20.15 billion yuan", "20.15 billion projects"), ["figures.csv: row 15, column printed: “20.15 billion projects” is no amount of money"]),
    "money where a count belongs": (replace("figures.csv", ",,14 industrial projects", ",,14 yuan"), ["figures.csv: row 14, column printed: “14 yuan” is no count"]),
    "no number at all": (replace("figures.csv", "nearly 70 billion yuan", "a lot"), ["figures.csv: row 17, column printed: cannot read “a lot”"]),
    "a duplicate id": (replace("figures.csv", "total-over,S3", "headline-total,S3"), ["figures.csv: row 7, column id: the id “headline-total” is used twice"]),
    "a duplicate project": (replace("projects.csv", "sile,", "agnos,"), ["projects.csv: row 5, column id: the id “agnos” is used twice"]),
    "an id with capitals": (replace("projects.csv", "sile,", "Sile,"), ["projects.csv: row 4, column id: “Sile” is no id"]),
    "a paragraph that does not exist": (replace("figures.csv", "S3,7,planned-projects", "S3,9,planned-projects"), ["figures.csv: row 16, column paragraph: S3 has 8 paragraphs"]),
    "a paragraph that is no number": (replace("figures.csv", "S3,7,planned-projects", "S3,seven,planned-projects"), ["figures.csv: row 16, column paragraph: “seven” is no paragraph number"]),
    "a count that is no number": (replace("projects.csv", ",6,,S1", ",six,,S1"), ["projects.csv: row 12, column count: “six” is no number of projects"]),
    "an override without its reason": (replace("figures.csv", REASON, ""), ["figures.csv: row 5, column note: low and high and unit are the curator's judgement; say why"]),
    "an override upside down": (replace("figures.csv", "100000000000,1000000000000", "1000000000000,100000000000"), ["figures.csv: row 5, column low: “1000000000000” to “100000000000” is no interval"]),
    "an unknown override of the unit": (replace("figures.csv", "1000000000000,CNY", "1000000000000,RMB"), ["figures.csv: row 5, column unit: “RMB” is no unit"]),
    "TOML that is none": (replace("announcement.toml", "currency = ", "currency "), ["announcement.toml: not valid TOML", "line"]),
    "a missing key": (replace("announcement.toml", 'outlet = "ele-instock"\n', ""), ["announcement.toml: [[source]] 1: “outlet” is missing"]),
    "a misspelt key": (replace("announcement.toml", "period", "peroid"), ["announcement.toml: [[measure]] 5: “peroid” is not known"]),
    "a date as text": (replace("announcement.toml", "date = 2020-05-20", 'date = "20 May"'), ["announcement.toml: “date” must be a date"]),
    "an unknown currency": (replace("announcement.toml", 'currency = "CNY"', 'currency = "XYZ"'), ["announcement.toml: currency: “XYZ” is not known; use a code of ISO 4217, such as CNY"]),
    "a currency as a list": (replace("announcement.toml", 'currency = "CNY"', 'currency = ["CNY"]'), ["announcement.toml: “currency” must be text in quotes"]),
    "a single bracket": (replace("announcement.toml", "[[change]]", "[change]"), ["announcement.toml: “change” must be written as [[change]]"]),
    "a count in another script": (replace("projects.csv", ",6,,S1", ",²,,S1"), ["projects.csv: row 12, column count: “²” is no number of projects"]),
    "a count beyond reason": (replace("projects.csv", ",6,,S1", "," + "9" * 5000 + ",,S1"), ["projects.csv: row 12, column count:"]),
    "an override without end": (replace("figures.csv", "100000000000,1000000000000", "inf,inf"), ["figures.csv: row 5, column low: “inf” to “inf” is no interval"]),
    "an override that is no number": (replace("figures.csv", "100000000000,1000000000000", "abc,1000000000000"), ["figures.csv: row 5, column low: “abc”"]),
    "half a project": (replace("figures.csv", ",,4个,", ",,3.5个,"), ["“3.5个” cannot be true"]),
    "two articles": (replace("announcement.toml", "corroboration", "article"), ["announcement.toml: [[source]]: exactly one source has role"]),
    "a date that the rates do not cover": (replace("announcement.toml", "date = 2020-05-20", "date = 1990-05-20"), ["announcement.toml: date: no market rate from USD to CNY"]),
    "a total smaller than its parts": (replace("figures.csv", "20.15 billion yuan", "1.01 billion yuan"), ["figures.csv: row 15, column printed: “1.01 billion yuan” cannot be true together with", "miss each other by", "correct the wrong one"]),
    "an amount above the total": (replace("projects.csv", "30亿元", "300亿元"), ["projects.csv: row 7, column printed: “300亿元” cannot be true together with", "miss each other by", "declare [[conflict]]"]),
    "tabs for commas": (lambda root: [p.write_text(p.read_text(encoding="utf-8").replace(",", "\t"), encoding="utf-8") for p in (root / FOLDER).glob("*.csv")], ["figures.csv: the columns are separated by semicolons or tabs; save the table as “CSV UTF-8 (comma delimited)”"]),
    "semicolons under Excel's mark": (write("figures.csv", "\ufeffid;source;paragraph\na;S3;1\n".encode()), ["figures.csv: the columns are separated by semicolons"]),
    "UTF-16, as Excel's “Unicode text”": (encode("figures.csv", "utf-16"), ["figures.csv: byte 1 is not UTF-8; save the file as “CSV UTF-8”"]),
    "a renamed column": (replace("figures.csv", ",paragraph,", ",paragraphs,"), ["figures.csv: row 1, column paragraph: the column is missing; “paragraphs” stands in the header: rename it"]),
    "a column twice": (replace("projects.csv", ",origin,kind", ",origin,origin"), ["projects.csv: row 1, column origin: the column stands twice"]),
    "a stray quote": (replace("figures.csv", "over 20 billion", '"over" 20 billion'), ["figures.csv: row 2: not a readable CSV table"]),
    "a percent sign on money": (replace("figures.csv", "nearly 70 billion yuan", "70%"), ["figures.csv: row 17, column printed: “70%” is no amount of money"]),
    "growth without its percent sign": (replace("figures.csv", ",10.8%,", ",10.8,"), ["figures.csv: row 10, column printed: “10.8” is no percentage", "write it with its sign, such as 10.8%"]),
    "thousands separators in the wrong place": (replace("figures.csv", "20.15 billion yuan", '"20,15 billion yuan"'), ["figures.csv: row 15, column printed: cannot read “20,15 billion yuan”"]),
    "an unknown currency in an amount": (replace("projects.csv", "150 million US dollars", "150 million quatloos"), ["projects.csv: row 5, column printed: “150 million quatloos” is no amount of money", "“quatloos” is no currency that is known: write its ISO code"]),
    "two currencies in an amount": (replace("projects.csv", "150 million US dollars", "RMB 150 million dollars"), ["projects.csv: row 5, column printed: “RMB 150 million dollars” names two currencies"]),
    "two figures in one cell": (replace("figures.csv", "nearly 70 billion yuan", "75 projects and 70 billion yuan"), ["figures.csv: row 17, column printed: cannot read"]),
    "a paragraph zero": (replace("figures.csv", "S3,7,planned-projects", "S3,0,planned-projects"), ["figures.csv: row 16, column paragraph: “0” is no paragraph number; the headline is 1"]),
    "no paragraph": (replace("figures.csv", "S3,7,planned-projects", "S3,,planned-projects"), ["figures.csv: row 16, column paragraph: the paragraph is empty"]),
    "separators in an override": (replace("figures.csv", "100000000000,1000000000000", '"100,000,000,000",1000000000000'), ["figures.csv: row 5, column low: “100,000,000,000” to"]),
    "spaces in a scope": (replace("figures.csv", "kind=industrial", "kind = industrial"), ["figures.csv: row 14, column scope: “=” picks by “”, which is not declared; write it as"]),
    "a project without a name": (replace("projects.csv", "agnos,Agnos Lidar R&D and Manufacturing Headquarters", "agnos,"), ["projects.csv: row 5, column name: the name is empty"]),
    "a title that is empty": (replace("announcement.toml", 'outlet = "ele-instock"', 'outlet = ""'), ["announcement.toml: [[source]] 1: “outlet” is empty; fill it in"]),
    "a number in quotes": (replace("announcement.toml", "paragraphs = 8", 'paragraphs = "8"'), ["announcement.toml: [[source]] 1: “paragraphs” must be a whole number"]),
    "a date with slashes": (replace("announcement.toml", "date = 2020-05-20", "date = 2020/05/20"), ["announcement.toml: not valid TOML"]),
    "an unknown role": (replace("announcement.toml", 'role = "corroboration"', 'role = "second"'), ["announcement.toml: [[source]] S1: role “second” is not known; use one of article, original, corroboration"]),
    "a plan of nothing": (replace("announcement.toml", 'plan_of = "investment"', 'plan_of = "invested"'), ["announcement.toml: [[measure]] planned-investment: plan_of “invested” is no measure"]),
    "a contradiction that is none": (replace("announcement.toml", "[[change]]", '[[conflict]]\nmeasure = "investment"\nnote = "x"\n\n[[change]]'), ["announcement.toml: [[conflict]] investment: its figures can all be true; delete the entry"]),
    "a contradiction in nothing": (replace("announcement.toml", "[[change]]", '[[conflict]]\nmeasure = "money"\nnote = "x"\n\n[[change]]'), ["announcement.toml: [[conflict]]: “money” is not declared"]),
    "a rate that is known": (replace("announcement.toml", "[[change]]", '[[rate]]\ncurrency = "USD"\nvalue = 7.1\nsource = "x"\n\n[[change]]'), ["announcement.toml: [[rate]]: “USD” is one whose market rate is known: delete the entry"]),
    "a currency without a rate": (replace("projects.csv", "150 million US dollars", "150 million dirhams"), ["announcement.toml: date: no market rate from AED to CNY on 2020-05-20 is known here", "[[rate]]"]),
    "a phrase that is missing": (replace("figures.csv", "100-billion-dollar", ""), ["figures.csv: row 9, column printed: cannot read “” as a number"]),
    "two rates of one currency": (replace("announcement.toml", "[[change]]", 2 * '[[rate]]\ncurrency = "AED"\nvalue = 1.9\nsource = "x"\n\n' + "[[change]]"), ["announcement.toml: [[rate]]: the currency “AED” is used twice"]),
    "a draft that is no list": (replace("announcement.toml", 'version = "1.0.0"', 'draft = true\nversion = "1.0.0"'), ["announcement.toml: draft: still to settle: True"]),
    "a period that charts cannot show": (replace("announcement.toml", 'period = "', 'period = "前十月 '), ["cannot be shown in charts; write it in Latin script"]),
    "a third": (replace("figures.csv", "20.15 billion yuan", "one third"), ["figures.csv: row 15, column printed: cannot read “third” in “one third”"]),
    "a draft that is not settled": (replace("announcement.toml", 'version = "1.0.0"', 'draft = ["currency: which?"]\nversion = "1.0.0"'), ["announcement.toml: draft: still to settle: currency: which?"]),
    "a name that charts cannot show": (replace("projects.csv", "agnos,Agnos Lidar R&D and Manufacturing Headquarters", "agnos,阿格诺斯"), ["projects.csv: row 5, column name: “斯格诺阿” cannot be shown in charts; write it in Latin script"]),
    "ends that are no numbers": (replace("figures.csv", "industry=smart-grid,,23%,,,", "industry=smart-grid,,a quarter,-inf,inf,"), ["figures.csv: row", "cannot read “a quarter”"]),
    "no project at all": (write("projects.csv", b"id,name,local_name,count,printed,source,paragraph,sector,origin,kind,note\n"), ["there is no row"]),
    "rows that do not make the count": (replace("projects.csv", ",6,,S1", ",7,,S1"), ["cannot be true", "a count in projects.csv, or add a row"]),
}  # fmt: skip


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
        "S4,3,output-growth,industry=smart-grid,,23%",
        "S4,3,output-growth,industry=smart-grid,,32%",
    )(copy)
    assert main(["check", ID]) == 0
    assert views(load("jiangning-2020-05"))[1].audit["growth-smart-grid"].verdict == "contradicted"


def test_words_that_are_not_known_are_taken_as_the_curator_reads_them(copy, capsys):
    replace(
        "figures.csv",
        "growth-smart-grid,S3,4,output-growth,industry=smart-grid,,23%,,,,",
        "growth-smart-grid,S3,4,output-growth,industry=smart-grid,,about a quarter,22.5,27.5,,A quarter is 25%.",
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
        ("../data", "the name is no id"),
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
        "no data/ and notebooks/ here or above; change to the folder of the project"
        in capsys.readouterr().err
    )


def test_a_broken_dataset_stops_the_build_and_leaves_the_reports_that_stand(copy, capsys):
    report = copy / "reports" / "jiangning-2020-05.html"
    report.parent.mkdir()
    report.write_text("an earlier report")
    MISTAKES["a total smaller than its parts"][0](copy)
    assert main(["build", ID]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert {path.name for path in report.parent.iterdir()} == {
        report.name,
        ".lock",
    } and report.read_text() == "an earlier report"
