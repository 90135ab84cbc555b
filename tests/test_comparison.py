"""The comparison: a frame of numbers, and sentences and charts that say what it holds."""

import ast
import dataclasses
import json
import re

import numpy as np
import pytest
from conftest import ROOT

from helpers import charts, comparison
from helpers.dataset.loader import load
from helpers.model.evidence import views
from helpers.model.findings import findings
from helpers.project import Project
from helpers.telling import summary
from helpers.telling.outcomes import Outcome, in_words

pytestmark = pytest.mark.slow

CHARTS = (
    *(comparison.traced, comparison.foreign, comparison.sizes),
    *(comparison.rates, comparison.series),
)
TALLEST = 581  # points at the width of a page, which leaves room for the title
NUMBER = r"\d+(?:\.\d+)?"


@pytest.fixture(scope="module")
def found():
    return summary.read_all(Project(ROOT))


@pytest.fixture(scope="module")
def announcements(found):
    return comparison.announcements(found)


def test_the_comparison_infers_and_says_that_it_infers(announcements):
    inferred = str(comparison.inference(announcements))
    for said in ("6.987 to 7.000", "7.1004 on 20 May 2020", "6.7595 on 16 September 2020"):
        assert said in inferred
    assert "leave room for the market’s rate of the day, 6.1237" in inferred
    assert "We infer that; no source states" in inferred
    assert "autumn 2020; and Jiangning, autumn 2021 each imply a rate" in inferred


def test_the_frame_has_numbers_where_something_is_known_and_nothing_where_it_is_not(announcements):
    assert announcements.foreign["jiangning-2020-05"] == pytest.approx(0.33, abs=1e-4)
    assert np.isnan(announcements.disclosed["telangana-2025-01"])
    assert announcements.disclosed["jiangning-2016-09"] == pytest.approx(140 / 411)
    assert (
        not announcements.adds_up["telangana-2025-01"]
        and announcements.date.is_monotonic_increasing
    )


def test_no_row_of_the_table_refutes_what_is_said_of_foreign_shares(announcements):
    said = str(comparison.answer(announcements))
    limited = announcements[announcements.foreign.notna()]
    (low, least), (high, most) = re.findall(rf"({NUMBER})(?:–{NUMBER})?% \((Jiang|Wu)", said)
    assert (least, most) == ("Jiang", "Wu")
    known = limited[limited.foreign_high < 1]  # of the others anything may be true
    assert known.foreign_low.min() >= float(low) / 100 - 5e-4
    assert (known.drop("wujiang-2014-10").foreign_high < float(high) / 100).all()


def test_shares_whose_ranges_overlap_are_not_called_the_lowest_or_the_highest(announcements):
    wide = announcements.copy()
    wide.loc["jiangning-2020-05", ["foreign_low", "foreign_high"]] = 0.02, 0.7
    said = str(comparison.answer(wide))
    assert "lowest" not in said and "from 2.0% to 93.6%" in said
    assert "lowest" not in comparison.foreign(wide).title


def test_every_announcement_is_counted_once_in_what_can_be_traced(announcements):
    rows = comparison.traced(announcements).rows
    known = [row["Traced, %"] for row in rows if row["Traced, %"] != ""]
    assert known == sorted(known, reverse=True) and len(rows) == len(announcements)
    assert known[3:6] == [50.6, 34.1, 0.9]
    said = str(comparison.answer(announcements))
    assert "in three, a part of it in three (50.6% in" in said and "none of it in four" in said


def test_one_place_is_a_series_in_one_currency(announcements):
    chart = comparison.series(announcements)
    assert [row["Date"][:4] for row in chart.rows] == [
        "2016",
        "2020",
        "2020",
        "2021",
        "2022",
        "2023",
    ]
    assert "US$" in chart.title and comparison.series(announcements.head(2)) is None
    # The labels and the lines of the wide picture do not meet, so that it has an axis of years.
    assert ">2019<" in chart.svg(framed=False)


def test_a_number_of_projects_that_is_not_known_is_told_nowhere(found):
    unknown = [dataclasses.replace(each, projects=None) for each in found]
    frame = comparison.announcements(unknown)
    assert "nan" not in f"{comparison.overview(frame).html}{comparison.sizes(frame).svg()}".lower()
    assert comparison.series(frame).rows[0]["Projects"] == ""


def test_grants_stand_apart_from_investment(announcements):
    money = [row["Money"] for row in comparison.sizes(announcements).rows]
    assert money == ["investment"] * (len(money) - 2) + ["grants", "funding"]


def test_what_came_of_it_is_told_where_a_source_gives_it(found):
    assert comparison.outcomes([dataclasses.replace(each, outcomes=[]) for each in found]) is None
    outcome = Outcome("Jobs", "at least 15,050 jobs", "49,550 jobs", 3.29)
    chart = comparison.outcomes([dataclasses.replace(found[0], outcomes=[outcome])])
    assert "329%" in chart.title and chart.rows[0]["Final"] == "49,550 jobs"


def test_outcomes_are_paired_with_what_was_announced():
    told = list(in_words(findings(views(load("chips-2024-04")))))
    assert told[0].name == "Intel" and told[0].final == "up to US$7.86 billion"
    assert [round(each.ratio, 2) for each in told[:2]] == [0.92, 0.74]


def test_rates_that_the_dataset_states_are_compared_with_none(found, announcements):
    stated = [dataclasses.replace(s, currency="AED", rate_stated=True) for s in found if s.rate] * 3
    more = comparison.announcements([*found, *stated])
    assert comparison.rates(more).rows == comparison.rates(announcements).rows


def test_the_pictures_of_the_comparison_keep_within_their_width(announcements):
    for draw in CHARTS:
        for width in (charts.WIDE, charts.NARROW):
            places = re.findall(r' x="([-0-9.]+)"', draw(announcements).svg(width))
            assert all(-1 <= float(x) <= width for x in places)
        assert json.dumps(draw(announcements)._repr_mimebundle_())  # as a notebook keeps it


def test_a_chart_of_very_many_announcements_shows_the_first_and_says_so(found):
    number = 5 * len(found)
    chart = comparison.traced(comparison.announcements(found * 5))
    assert chart.svg(framed=False).count("font-weight: 600") == 12 and len(chart.rows) == 40
    assert f"The chart shows the first 12 of {number}" in chart.subtitle
    for draw in CHARTS:
        svg = draw(comparison.announcements(found * 5)).svg(framed=False)
        assert float(re.search(r'viewBox="0 0 \S+ (\S+)"', svg)[1]) <= TALLEST, draw


def without_docstrings(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)


DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)


def test_nothing_in_the_code_names_an_announcement_but_for_examples():
    places = "jiangning|nanjing|telangana|wujiang|jiangyin|skyroot|agnos"
    for path in (ROOT / "src").rglob("*.py"):
        assert not re.search(places, without_docstrings(path), re.IGNORECASE), path
    for path in (ROOT / "src").rglob("*.j2"):
        assert not re.search(places, path.read_text(encoding="utf-8"), re.IGNORECASE), path
