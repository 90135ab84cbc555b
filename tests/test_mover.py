"""The control that moves the projects in doubt: the only script there is, in a real browser."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect
from test_browser import AXE, CHROMIUM, RULES, VIOLATIONS, browser, opened
from test_exporters import page_of, pdf_of, shown, text_of

from helpers import load, tell, views
from helpers.figures import wording
from helpers.publishing.mover import POLICY, TEMPLATES, digest

__all__ = ["browser"]
in_a_browser = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here")
PROJECT, ELSEWHERE = "pg-logistics", "artificial-intelligence"
SELECT = ".mover label:has-text('P.G. Logistics') select"
HEAD = '<header data-report="jiangning-2020-05" data-updated="2026-11-26"><h1>Head</h1></header>'


@pytest.fixture(scope="module")
def both():
    return views(load("jiangning-2020-05"))


@pytest.fixture(scope="module")
def page(both):
    return page_of(shown({"text/html": HEAD}), shown({"text/html": tell("hangs_on", both).html}))


@pytest.fixture(scope="module")
def path(page, tmp_path_factory):
    file = tmp_path_factory.mktemp("mover") / "page.html"
    file.write_text(str(page), encoding="utf-8")
    return file


def shares_of(page):
    return [row.all_text_contents() for row in map(_cells, page.locator(".mover tbody tr").all())]


def _cells(row):
    return row.locator("td")


def test_only_the_script_that_moves_projects_is_allowed_and_only_where_there_is_one(page):
    (script,) = page.select("script")
    code = (TEMPLATES / "mover.js").read_text(encoding="utf-8")
    assert script.text == code and len(code.encode()) < 1500
    assert f"script-src '{digest(code)}'" in page.select_one(POLICY)["content"]
    without = page_of(shown({"text/html": HEAD}))
    assert (
        not without.select("script") and "script-src" not in without.select_one(POLICY)["content"]
    )


def test_every_combination_is_on_the_page_in_the_order_of_its_choices(page, both):
    moves = json.loads(page.select_one(".mover")["data-moves"])
    groups = [
        [option["value"] for option in select.select("option")]
        for select in page.select(".mover select")
    ]
    number = 1
    for found in groups:
        number *= len(found)
    assert len(moves) == number and len(moves) > len(groups)
    ours = [select.select_one("[selected]")["value"] for select in page.select(".mover select")]
    shares = both.everything.shares("sector")
    assert [row[0] for row in moves[" ".join(ours)]] == [
        wording.percent(known) if known else "–" for known in shares["known"]
    ]


def test_paper_has_no_control(both):
    told = text_of(
        pdf_of(shown({"text/html": HEAD}), shown({"text/html": tell("hangs_on", both).html}))
    )
    assert "What the answer hangs on" in told and "Try it" not in told


@pytest.mark.slow
@in_a_browser
def test_another_sector_gives_the_shares_that_the_library_gives(path, both, browser):
    noticed = []
    page = opened(browser, path, noticed)
    before = shares_of(page)
    said = page.locator(".mover .said")
    expect(said).to_have_text("These are the shares as we judge.")
    page.locator(SELECT).select_option(ELSEWHERE)
    expect(said).to_contain_text("an assumption, and no finding")
    assumed = both.everything.assume({PROJECT: {"sector": ELSEWHERE}}).shares("sector")
    expected = [
        [
            wording.percent(row.known) if row.known > 1e-6 else "–",
            wording.percent_range(row.low, row.high, 1),
        ]
        for row in assumed.itertuples()
    ]
    assert shares_of(page) == expected != before
    widths = page.locator(".mover .meter").nth(list(assumed.index).index(ELSEWHERE)).locator("i")
    known = float(re.search(r"[\d.]+", widths.nth(0).get_attribute("style"))[0])
    assert known == pytest.approx(100 * assumed.known[ELSEWHERE], abs=0.05)
    page.evaluate(AXE)
    assert page.evaluate(VIOLATIONS, [None, {"runOnly": RULES}]) == [] == noticed
    page.context.close()


@pytest.mark.slow
@in_a_browser
def test_it_works_by_keyboard_and_fits_a_phone(path, browser):
    page = opened(browser, path, [], viewport={"width": 390, "height": 900})
    before = shares_of(page)
    expect(page.locator(SELECT)).to_be_hidden()  # one tap away, where a page is long
    page.locator(".mover summary").focus()
    page.keyboard.press("Enter")
    page.locator(SELECT).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert shares_of(page) != before
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(SELECT).bounding_box()["height"] >= 24
    page.emulate_media(media="print")
    expect(page.locator(".mover")).to_be_hidden()
    page.context.close()


@pytest.mark.slow
@in_a_browser
def test_without_a_script_the_table_stands_and_nothing_else(path, browser):
    page = opened(browser, path, [], java_script_enabled=False)
    expect(page.locator(".mover")).to_be_hidden()
    expect(page.locator("table.turns")).to_be_visible()
    page.context.close()


def test_a_page_without_a_judgement_has_no_control():
    assert tell("hangs_on", views(load("telangana-2025-01"))) is None
    html = tell("hangs_on", views(load("chips-2024-04"))).html
    assert BeautifulSoup(html, "html.parser").select(".mover select")
