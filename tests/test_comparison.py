"""The comparison: a frame of numbers, and sentences and charts that say what it holds."""

import ast
import dataclasses
import re

import numpy as np
import pytest
from conftest import ROOT

from helpers import charts, comparison
from helpers.project import Project
from helpers.telling import summary

pytestmark = pytest.mark.slow

CHARTS = (comparison.traced, comparison.foreign, comparison.sizes, comparison.rates)


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


def test_rates_that_the_dataset_states_are_compared_with_none(found, announcements):
    stated = [dataclasses.replace(s, currency="AED", rate_stated=True) for s in found if s.rate] * 3
    more = comparison.announcements([*found, *stated])
    assert comparison.rates(more).rows == comparison.rates(announcements).rows


def test_the_pictures_of_the_comparison_keep_within_their_width(announcements):
    for draw in CHARTS:
        for width in (charts.WIDE, charts.NARROW):
            places = re.findall(r' x="([-0-9.]+)"', draw(announcements).svg(width))
            assert all(-1 <= float(x) <= width for x in places)


def test_a_chart_of_very_many_announcements_shows_the_first_and_says_so(found):
    number = 5 * len(found)
    chart = comparison.traced(comparison.announcements(found * 5))
    assert len(chart.rows) == chart.svg(framed=False).count("font-weight: 600") == 40
    assert f"We show the first 40 of {number}" in chart.subtitle


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
