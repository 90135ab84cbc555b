"""Charts: their colours can be told apart, and nothing that they say leaves the picture."""

import base64
import html
import json
import re
import struct

import pandas as pd
import pytest
from conftest import ROOT, first_is_fast

from helpers import charts, load, views
from helpers.telling.charts.canvas import text_width
from helpers.telling.palette import COLOURS, INKS, PALETTE

IDS = sorted(path.parent.name for path in (ROOT / "data").glob("*/announcement.toml"))
DRAWN = [name for name in charts.__all__ if name.islower() and name != "bars"]
GROUNDS = ("unknown", "possible", "known", "outside", "paper")
APART = (
    ("known", "possible"),
    ("known", "outside"),
    ("known", "unknown"),
    ("outside", "unknown"),
)


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
    for one, other in APART:
        assert contrast(palette[one], palette[other]) >= 1.5, (one, other)


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
