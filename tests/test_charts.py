"""Charts: their colours can be told apart, and nothing that they say leaves the picture."""

import base64
import dataclasses
import html
import json
import re
import struct

import pandas as pd
import pytest
import synthetic
from conftest import ROOT, first_is_fast

from helpers import charts, load, views
from helpers.dataset.entities import Term
from helpers.model import evidence
from helpers.telling.charts import scale
from helpers.telling.charts.stack import Segment, _hung, _is_clear, _order
from helpers.telling.charts.typeface import text_width
from helpers.telling.palette import COLOURS, INKS, PALETTE, shades

IDS = sorted(path.parent.name for path in (ROOT / "data").glob("*/announcement.toml"))
DRAWN = [name for name in charts.__all__ if name.islower() and name != "bars"]
GROUNDS = ("unknown", "possible", "deep", "known", "light", "outside", "wrong", "paper")
MARKS = ("deep", "known", "light", "outside", "hatch", "wrong")
TALLEST = 581  # points at the width of a page: 205 mm of A4, which leaves room for the title


def luminance(colour):
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour, other):
    brighter, darker = sorted((luminance(colour), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_a_page_can_tell_the_colours_by_their_values_and_has_each_for_the_night():
    assert len(set(COLOURS.values())) == len(COLOURS)
    assert set(PALETTE["light"]) == set(PALETTE["dark"])


@pytest.mark.parametrize("scheme", PALETTE)
def test_text_can_be_read_and_bars_told_apart_without_colours(scheme):
    palette = PALETTE[scheme]
    for ground in GROUNDS:
        assert contrast(palette[INKS.get(ground, "ink")], palette[ground]) >= 4.5, ground
    assert contrast(palette["muted"], palette["paper"]) >= 4.5
    assert contrast(palette["wrong"], palette["paper"]) >= 4.5
    for mark in MARKS:
        assert contrast(palette[mark], palette["paper"]) >= 3, mark
    for one, other in (("deep", "known"), ("known", "light"), ("known", "outside")):
        assert contrast(palette[one], palette[other]) >= 1.3, (one, other)


@pytest.fixture(scope="module", params=first_is_fast(IDS))
def drawn(request):
    both = views(load(request.param))
    return [chart for chart in (getattr(charts, name)(both) for name in DRAWN) if chart]


def test_no_text_leaves_the_picture_in_either_width(drawn):
    for chart in drawn:
        for width in (charts.WIDE, charts.NARROW):
            svg = chart.svg(width)
            height = float(re.search(r'viewBox="0 0 \S+ (\S+)"', svg)[1])
            for x, y in re.findall(r'<text[^>]* x="([-\d.]+)" y="([-\d.]+)"', svg):
                assert -1 <= float(x) <= width and 0 <= float(y) <= height, (chart.id, width)
            for style, x, text in re.findall(
                r'<text style="([^"]*)" x="([-\d.]+)"[^>]*>([^<]*)</text>', svg
            ):
                assert _end(style, float(x), text) <= width + 1, (chart.id, width, text)


def _end(style, x, text):
    """Where a line of text ends, in points, from its size and weight."""
    size, bold = float(re.search(r"([\d.]+)px", style)[1]), "font-weight: 600" in style
    length = text_width(html.unescape(text), size, "semibold" if bold else "regular")
    if "text-anchor: end" in style:
        return x
    return x + (length / 2 if "text-anchor: middle" in style else length)


def test_captions_name_no_colour(drawn):
    colours = r"\b(blue|grey|gray|red|orange|dark|light|pale|shaded|colou?red?)\b"
    for chart in drawn:
        assert not re.search(colours, f"{chart.title} {chart.subtitle}", re.IGNORECASE), chart.id


def test_a_group_has_one_colour_in_all_charts_of_a_report():
    both = views(load("jiangning-2020-09"))
    shares, origins = charts.shares(both), charts.origins(both)
    for chart in (shares, origins):
        first, second = re.findall(r"fill: (#\w{6})", chart.svg(framed=False))[:2]
        assert (first, second) == (COLOURS["light"], COLOURS["known"]), chart.id


def test_conflicting_amounts_have_the_colour_of_what_is_wrong_and_no_others():
    both = views(load("telangana-2025-01"))
    for subject in (both, both.everything):
        chart = charts.projects(subject)
        assert "JSW and Skyroot Aerospace are marked" in chart.subtitle
        assert chart.svg(framed=False).count(f"fill: {COLOURS['wrong']}") == 2
    calm = views(load("jiangning-2020-05"))
    for chart in (charts.shares(calm), charts.projects(calm), charts.origins(calm)):
        assert COLOURS["wrong"] not in chart.svg()


def test_a_scenario_has_ids_of_its_own():
    both = views(load("jiangning-2020-05"))
    changed = both.everything.without("agnos", "s1-agnos")
    for name in DRAWN:
        if chart := getattr(charts, name)(changed):
            assert chart.id.endswith("-what-if"), name


# --- what no dataset here has ---

SECTORS = [f"s{number}" for number in range(18)]
AMOUNTS = (30, 18, 9, 5, 4, 3, 2.4, 1.8, 1.4, 1.1, 0.9, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)
LONG = "Integrated Intelligent Manufacturing Headquarters of the Greater Yangtze Delta Co"


def announced(projects, amounts, sectors=SECTORS):
    """A total of 100 billion yuan, the projects and some of their amounts, in billions."""
    total = synthetic.figure("total", "100 billion yuan")
    figures = [
        synthetic.figure(f"a{n}", f"{amount} billion yuan", scope=[("project", project.id)])
        for n, (project, amount) in enumerate(zip(projects, amounts, strict=False))
    ]
    dataset = synthetic.announcement(projects, [total, *figures])
    terms = {id_: Term(id_, name) for id_, name in zip(SECTORS, sectors, strict=False)}
    vocabularies = {**dataset.vocabularies, "sector": terms}
    return evidence.views(dataclasses.replace(dataset, vocabularies=vocabularies))


def project(number, sector, name):
    return dataclasses.replace(synthetic.project(f"p{number}", [sector]), name=name)


@pytest.fixture(scope="module")
def eighteen_sectors():
    names = [f"{LONG}, number {n}" if n % 3 == 0 else f"Sector {n}" for n in range(18)]
    projects = [project(n, SECTORS[n], f"Project {n}") for n in range(18)]
    return announced([*projects, synthetic.project("rest", SECTORS)], AMOUNTS, names)


@pytest.fixture(scope="module")
def forty_projects():
    names = [*(f"{LONG} {n}" for n in range(38)), "智能电网项目", LONG]
    projects = [project(n, SECTORS[n % 3], name) for n, name in enumerate(names)]
    return announced(projects, [0.1 * (n + 1) for n in range(39)], ["智能电网", "x" * 200, LONG])


@pytest.mark.parametrize("made", ["eighteen_sectors", "forty_projects"])
def test_charts_of_very_many_fit_on_a_page_and_lose_nothing(made, request):
    both = request.getfixturevalue(made)
    found = [chart for chart in (getattr(charts, name)(both) for name in DRAWN) if chart]
    assert {"shares", "projects"} <= {chart.id for chart in found}
    for chart in found:
        svg = chart.svg(framed=False)
        assert float(re.search(r'viewBox="0 0 \S+ (\S+)"', svg)[1]) <= TALLEST, chart.id
    test_no_text_leaves_the_picture_in_either_width(found)
    amounts = charts.projects(both)
    given = len(both[1].amounts())
    assert (
        len(amounts.rows) == given + 1 and "smaller projects are drawn as one" in amounts.subtitle
    )


def test_names_of_chinese_have_glyphs_and_their_own_typeface(forty_projects):
    svg = charts.projects(forty_projects).svg(framed=False)
    assert "Noto Sans SC" in svg and "智能电网项目" in svg
    assert charts.projects(forty_projects).png()


@pytest.mark.parametrize("fractions", [(0.9, 0.06, 0.04), (0.97, 0.03), (0.02, 0.03, 0.95)])
def test_lines_lead_past_every_label_or_there_are_none(fractions):
    left, outside = 0.0, []
    for fraction in fractions:
        if fraction < 0.1:
            label = Segment(fraction, f"{fraction:.1%}", "new energy", "known")
            outside.append(_hung((left + fraction / 2) * 264, label, 264))
        left += fraction
    order = _order(outside)
    assert order is None or (_is_clear(order) and all(each.left >= 0 for each in order))


def test_small_parts_that_lines_cannot_reach_are_listed_with_their_colours(eighteen_sectors):
    svg = charts.shares(eighteen_sectors).svg(charts.NARROW, framed=False)
    assert "From left to right:" in svg
    assert svg.count(f"fill: {COLOURS['deep']}") > len(SECTORS) / len(set(shades(len(SECTORS))))


def test_amounts_a_thousandfold_apart_are_dots_on_a_logarithmic_scale():
    projects = [project(n, "s0", f"Project {n}") for n in range(3)]
    chart = charts.projects(announced(projects, (80, 19.99, 0.01)))
    assert "The scale is logarithmic." in chart.subtitle and ">100 million yuan<" in chart.svg()


def test_a_scale_has_marks_however_short_it_is():
    for values in ((2.0, 5.0), (3.0, 3.1), (0.0, 7.0, 9e6)):
        marks = scale.powers(values, 0, 100).marks(str)
        assert marks and all(0 <= x <= 100 for x, _ in marks)
        assert scale.powers(values, 0, 100).place(0.0) == 0
    assert len(scale.around((6.7595, 7.002), 0, 100).marks(str)) > 1


def test_a_range_is_never_a_filled_bar():
    chart = charts.bounds(views(load("jiangning-2020-05")))
    svg = chart.svg(framed=False)
    assert f"stroke: {COLOURS['known']}" in svg and f"fill: {COLOURS['known']}" not in svg


def test_no_chart_is_drawn_that_shows_nothing():
    assert charts.answer(views(load("jiangning-2022-06"))) is None  # a bar of what is not known
    assert charts.bounds(views(load("jiangyin-2020-10"))) is None  # all is known
    assert charts.bounds(views(load("jiangning-2021-10"))) is None  # next to nothing is


def test_titles_are_sentences_without_colons_and_alt_texts_have_every_number(drawn):
    for chart in drawn:
        assert chart.title[0] == chart.title[0].upper() and not re.search(r"[:.]$|: ", chart.title)
        assert chart.alt.startswith(chart.title) and chart.alt.endswith(".")
        assert not re.search(r"\b(nan|inf|None)\b|-0\.0|\bprint", chart.title + chart.subtitle)
        for row in chart.rows:
            for cell in row.values():
                assert (cell if isinstance(cell, str) else f"{cell:,}") in chart.alt


def test_what_a_notebook_keeps_of_a_chart_survives_being_saved_by_jupyterlab(drawn):
    for chart in drawn:
        data, metadata = chart._repr_mimebundle_()
        parts = data[charts.MIME]
        assert json.loads(json.dumps(parts)) == parts
        assert not any(isinstance(cell, float) for row in parts["rows"] for cell in row)
        assert [len(row) for row in parts["rows"]] == [len(parts["columns"])] * len(chart.rows)
        assert data["text/plain"] == metadata["image/png"]["alt"] == parts["alt"] == chart.alt
        assert parts["wide"].startswith("<svg") and parts["narrow"].startswith("<svg")


def test_a_picture_is_the_same_bytes_each_time_and_twice_as_fine_as_its_points():
    chart = charts.shares(views(load("jiangyin-2020-10")))
    png = base64.b64decode(chart._repr_mimebundle_()[0]["image/png"])
    assert png == chart.png() and b"matplotlib" not in png
    margins = 2 * 14
    assert struct.unpack(">I", png[16:20])[0] == pytest.approx(2 * (charts.WIDE + margins), abs=1)
    assert chart.svg(travelling=True) == chart.svg(travelling=True)


def test_a_chart_of_ones_own_is_called_by_its_name_or_the_first_words_of_its_title():
    series = pd.Series({"GDP": 0.5}, name="R&D share")
    long = charts.bars(series, "Half of everything that anybody ever announced is known")
    assert long.id == "half-of-everything-that-anybody"
    assert charts.bars(series, "Half is known", name="half").id == "half"
    assert charts.bars(series, "…").id == "bars"
    assert list(long.rows[0]) == ["Of", "R&D share"] and "GDP, 50.0%" in long.alt
    with pytest.raises(ValueError, match="not below zero"):
        charts.bars(pd.Series(["many"]), "Many")
