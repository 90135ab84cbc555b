"""The one style of all charts: what its colours do for readers who see few of them, and for dark pages."""

import re

import pytest

from helpers.publishing.exporters import TEMPLATES
from helpers.telling import charts

CSS = (TEMPLATES / "report" / "report.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
)
ON = {
    "unknown": "ink",
    "possible": "ink",
    "known": "on-known",
    "outside": "on-outside",
    "paper": "ink",
}


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


def test_the_page_draws_charts_in_their_own_colours():
    assert {name: LIGHT[name] for name in charts.COLOURS} == charts.COLOURS and set(LIGHT) == set(
        DARK
    )
    assert len(set(charts.COLOURS.values())) == len(
        charts.COLOURS
    )  # the page tells them by their values


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_and_bars_told_apart_without_colours(palette):
    assert all(contrast(palette[text], palette[ground]) >= 4.5 for ground, text in ON.items())
    assert contrast(palette["muted"], palette["paper"]) >= 4.5
    for one, other in (
        ("known", "possible"),
        ("known", "outside"),
        ("known", "unknown"),
        ("outside", "unknown"),
    ):
        assert contrast(palette[one], palette[other]) >= 1.5, (one, other)
