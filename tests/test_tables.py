"""Tables: a frame is dressed by what its columns hold, and nothing in it is taken for HTML."""

import base64
import dataclasses
import io
import re

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from markupsafe import escape
from synthetic import announcement, figure, project

from helpers import load, table, tables, views
from helpers.model.bounds import Verdict
from helpers.telling import text, verdicts
from helpers.telling.dress import NO_WIDTH, NONE

HOSTILE = "<script>alert(1)</script>\"'&"


def cells(html, row):
    """The cells of a row as a reader sees them."""
    found = re.findall(r"<tr>(.*?)</tr>", str(html), re.DOTALL)[row]
    return [re.sub("<[^>]*>", "", c) for c in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", found)]


@pytest.fixture(scope="module")
def both():
    return views(load("jiangning-2020-05"))


def test_every_kind_of_column_is_written_as_a_reader_expects_it(both):
    everything = both.everything
    html = table(everything.shares("sector"), "Shares").html
    assert cells(html, 0) == ["Group", "Projects", "Known", "Range"]
    assert cells(html, 6) == ["Outside the five fields", "3", "45.4%", "44.5–94.9%"]
    assert cells(table(everything.rates()).html, 1) == [
        *("USD", "7.000", "6.906–7.095", "7.100", "yes", "no")
    ]
    agnos = cells(table(everything.amounts().loc[["agnos"]]).html, 1)
    assert "US$150 million" in agnos and "1.05 billion yuan" in agnos and "5.2%" in agnos
    total = cells(table(both.everything.figures().loc[["total"]]).html, 1)
    assert {"20.15 billion yuan", "20.145–20.155 billion yuan", "matches"} <= set(total)


def test_a_gap_is_in_the_unit_of_its_measure_whatever_the_unit_of_its_row(both):
    conflicts = both.everything.at_rate(USD=7.5).conflicts()
    for frame in (conflicts, conflicts[["printed", "unit", "gap"]].droplevel("conflict")):
        rows = [cells(table(frame).html, row) for row in (1, 2, 3)]
        assert conflicts["unit"].tolist() == ["CNY", "USD", "CNY"] * 2
        assert {row[-1] for row in rows} == {"382.5 million yuan"}
    counts = [
        figure("total", "5", "projects"),
        figure("grid", "7", "projects", [("sector", "grid")]),
    ]
    subject = announcement([dataclasses.replace(project("all"), count=5)], counts)
    frame = views(subject).everything.conflicts()
    assert cells(table(frame).html, 1)[-1] == "2 projects"
    assert cells(table(frame[["printed", "gap"]]).html, 1)[-1] == "2"
    joined = pd.concat([conflicts, frame])
    joined.attrs = {}
    assert cells(table(joined).html, 1)[-1] == "382500000"


def test_what_is_unknown_is_a_dash_and_what_has_no_end_says_so():
    frame = pd.DataFrame({"low": [1e9, np.nan], "high": [np.inf, np.nan], "unit": ["CNY", None]})
    html = table(frame).html
    assert cells(html, 1) == ["at least 1 billion yuan"] and cells(html, 2) == ["–"]
    assert "None" not in html and "nan" not in html and NONE in html


def test_numbers_stand_to_the_right_and_text_to_the_left_wherever_it_is_shown(both):
    for shown in (tables.shares(both), table(both.everything.projects())):
        rows = re.findall(r"<t[hd][^>]*>.*?</t[hd]>", shown.html, re.DOTALL)
        assert all("text-align" in cell for cell in rows)
        for cell in rows:
            seen = re.sub("<[^>]*>", "", cell)
            if re.fullmatch(r"[\d.,]+( billion yuan|%)", seen):
                assert "text-align: right" in cell, cell
            if re.fullmatch(r"[A-Z][a-z]{3,}( [a-z]+)+", seen) and "scope=" not in cell:
                assert "text-align: left" in cell, cell
        assert "color:" not in shown.html.replace("background-color:", "")


def test_a_row_has_a_head_and_each_cell_the_name_of_its_column_for_a_phone(both):
    html = tables.projects(both).html
    body = html[html.index("<tbody>") :]
    assert body.count('<th scope="row"') == body.count("<tr>") == 11
    assert body.count("<td ") == body.count("data-label=")


def test_the_download_is_the_frame_written_out(both):
    shown = tables.figures(both)
    name, content = re.search(
        r'download="(.*?)" href="data:text/csv;base64,(.*?)"', shown.html
    ).groups()
    read = pd.read_csv(io.BytesIO(base64.b64decode(content)), index_col="figure")
    assert name == "jiangning-2020-05-figures.csv"
    assert read.low.to_dict() == both.everything.figures().low.to_dict()


def test_a_file_is_named_by_the_caller_or_the_caption_or_there_is_none(both):
    frame = both.everything.shares("sector")

    def file(*caption, **more):
        return re.findall(r'download="(.*?)"', table(frame, *caption, **more).html)

    assert file() == []
    assert file("What the article’s words allow, and more") == ["what-the-articles-words.csv"]
    assert file("What it allows", file="mine.csv") == ["mine.csv"]
    assert file("—") == []


def test_a_note_names_the_source_that_a_dataset_has_by_its_id():
    both = views(load("chips-2024-04"))
    dataset = both.everything.evidence.dataset
    assert any(re.search(r"\bS4\b", each.note) for each in dataset.projects)
    name = escape(text.outlet("S4", dataset))
    assert f'<a href="#source-s4">{name}</a>' in tables.projects(both).html


def test_nothing_in_a_frame_is_taken_for_html():
    frame = pd.DataFrame({HOSTILE: [HOSTILE, "a"], "name": ["b", HOSTILE]})
    html = table(frame, HOSTILE, file=f"{HOSTILE}.csv", id=HOSTILE).html
    assert "<script" not in html and html.count("&lt;script&gt;") >= 6


def test_percentages_are_rounded_each_by_itself():
    chips = tables.shares(views(load("chips-2024-04"))).html
    assert "0.2%" in chips and "7.2%" in chips and "92.7%" in chips


def test_where_there_is_nothing_to_show_there_is_no_table():
    assert tables.shares(views(load("telangana-2025-01"))) is None


def rows(html):
    """The rows of a table as a reader sees them, without its head."""
    page = BeautifulSoup(html.replace(NO_WIDTH, ""), "html.parser")
    found = page.tbody.find_all("tr")
    return [
        [" ".join(c.get_text(" ").split()) for c in row.find_all(["th", "td"])] for row in found
    ]


def ids(html):
    return [element["id"] for element in BeautifulSoup(html, "html.parser").find_all(id=True)]


def test_verdicts_are_seen_with_conflicts_first_and_what_is_unchecked_last(both):
    told = [row[1] for row in rows(tables.figures(both).html)]
    marks = [cell[0] for cell in told]
    assert marks == sorted(marks, key="×?≈✓~–".index) and set(marks) == set("×✓~–")
    assert told[-1] == "– no check"
    assert 'class="verdict verdict-conflicts"' in tables.figures(both).html


def test_what_the_article_repeats_is_one_row_with_a_count_and_every_paragraph(both):
    shown = tables.figures(both)
    heads = [row[0] for row in rows(shown.html)]
    assert "over 20 billion ×2 Investment signed, ¶1, ¶2" in heads
    assert "20.15 billion yuan Investment signed, ¶5" in heads
    given = [figure.id for figure in both.article.evidence.figures]
    assert sorted(id_ for id_ in ids(shown.html) if id_.startswith("figure-")) == sorted(
        f"figure-{id_}" for id_ in given
    )
    counted = sum(int((re.search(r"×(\d+)", head) or ["", "1"])[1]) for head in heads)
    assert counted == len(given) > len(heads)


def test_a_verdict_opens_to_the_sum_and_to_the_phrases_of_others(both):
    cells_ = {row[0]: row[1] for row in rows(tables.figures(both).html)}
    total = cells_["20.15 billion yuan Investment signed, ¶5"]
    assert "13.5 billion yuan (domestic, Nanjing Morning Post , ¶3) + US$950 million" in total
    assert "Other sources give the same: “ 201.5亿元 ” ( Nanjing Morning Post , ¶3)" in total
    assert "Others word it differently: “ 超200亿 ”" in total
    assert "By the article alone: fits: 1.01–30 billion yuan possible." in total
    class_ = next(cell for head, cell in cells_.items() if head.startswith("100 billion"))
    assert class_.startswith("~ fits: 100–1,000 billion yuan possible")


def test_a_figure_that_is_not_taken_literally_shows_what_the_others_say():
    html = tables.figures(views(load("telangana-2025-01"))).html
    cell = next(row[1] for row in rows(html) if row[0].startswith("Rs 10,000 "))
    assert "our note says why" in cell and "Other sources say: “Rs 10,000 crore”" in cell
    assert "give the same" not in cell


def test_a_figure_at_fault_is_not_told_like_one_that_it_drags_along():
    html = tables.figures(views(load("telangana-2025-01"))).html
    first, second, *others = rows(html.replace("\N{NO-BREAK SPACE}", " "))
    assert first[0].startswith("Rs 8,000 crore") and second[0].startswith("Rs 5,000 crore")
    assert "If it is ten times too large, it stands for Rs 800 crore, as PTI has it." in first[1]
    whole = next(row[1] for row in others if row[0].startswith("more than Rs 71,800 crore"))
    assert "The parts: Rs 45,500 crore (Sun Petro Chemicals, the article , ¶3) + Rs" in whole
    dragged = next(row[1] for row in others if row[0].startswith("Rs 45,500 crore"))
    cause = "only because of “Rs 8,000 crore” and “Rs 5,000 crore”"
    assert f"It is caught up in the conflict {cause}" in dragged


def test_tables_have_three_columns_that_a_phone_can_tell_apart(both):
    for shown in (tables.figures(both), tables.projects(both), tables.judgements(both)):
        page = BeautifulSoup(shown.html, "html.parser")
        assert {len(row.find_all(["th", "td"])) for row in page.find_all("tr")} == {3}
        roles = [cell.get("class") for cell in page.thead.find_all("th")]
        assert roles[0] == ["col-main"] and roles[-1] == ["col-more"]
    figures = tables.figures(both).html
    cells_ = BeautifulSoup(figures, "html.parser").select("td.col-verdict")
    assert len(cells_) == len(rows(figures))


def test_the_words_of_every_verdict():
    @dataclasses.dataclass(frozen=True)
    class Told(Verdict):
        how: tuple[str, ...] = ()

    sums, said = ("adds-up",), ("adds-up", "also-reported")
    assert verdicts.named("confirmed") == "matches"
    assert verdicts.named("confirmed", said) == "matches: adds up, also reported"
    assert verdicts.named("contradicted", ("convention",)) == "conflicts"
    assert [verdicts.named(name) for name in ("inexact", "disputed", "unchecked")] == [
        *("does not agree to the last digit", "disputed", "no check")
    ]
    found = [Told("confirmed", 1, 1, how=sums), Told("confirmed", 1, 1, how=said)]
    strip = verdicts.tally([*found, Told("disputed", 1, 1), Verdict("unchecked", 0, 1)])
    seen = BeautifulSoup(strip, "html.parser").get_text()
    assert seen == "✓ 2 match: both add up · ? 1 disputed · – 1 no check"


def test_no_source_is_called_by_its_id(both):
    for subject in (both, views(load("telangana-2025-01"))):
        for make in (tables.figures, tables.projects, tables.judgements, tables.sources):
            page = BeautifulSoup(make(subject).html, "html.parser")
            page.caption.decompose()
            assert not re.search(r"\bS\d+\b", page.get_text(" "))


def test_nothing_is_highlighted_on_paper_by_the_name_of_its_class(both):
    classes = {
        name
        for each in BeautifulSoup(tables.figures(both).html, "html.parser").select("[class]")
        for name in each["class"]
    }
    assert "sign" in classes and not classes & {"mark", "underline", "smallcaps"}  # pandoc’s own
