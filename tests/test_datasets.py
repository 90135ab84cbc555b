"""What the ten other announcements come to: worked out by hand, or printed by other reports."""

import csv
import re
import tomllib
from datetime import date

import pytest
from conftest import ROOT
from vocabulary import BANNED

from helpers.dataset.loader import load, settled_ids
from helpers.dataset.rates import market_rate
from helpers.model import evidence as model
from helpers.project import Project
from helpers.telling import charts
from helpers.telling.text import tell

# Words of the old notes that the style guide has replaced, besides those of the pages.
BANNED_IN_NOTES = (
    *BANNED,
    r"\bread as\b",
    r"\bcopy read\b",
    r"\bno reports?\b|\b(is|are|and) no (parts?|figures?|projects?|second|third)\b",
    r"\b(names|makes|is|are) (no|none)\b",
)
# What the source itself says: a project that prints.
WORDS_OF_SOURCES = {"Renewable energy in shipping and in flexo printing"}


def both(id_):
    return model.views(load(id_))


def text(html):
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", "", html.data))


def shares(view, dimension):
    return {share.group: share for share in view.shares(dimension)}


def test_there_are_eleven():
    project = Project(ROOT)
    assert len(project.announcement_ids()) == 11
    assert settled_ids(project) == project.announcement_ids()


def own_words(entry):
    """The text that we write in a dataset: notes, names and the like, and no titles of sources."""
    if isinstance(entry, str):  # an id, such as those of a conflict's figures
        return []
    if isinstance(entry, list):
        return [text for each in entry for text in own_words(each)]
    ours = ("note", "name", "status", "date_note", "what")
    return [entry[key] for key in ours if entry.get(key)] + [
        text for value in entry.values() if isinstance(value, list) for text in own_words(value)
    ]


@pytest.mark.parametrize("id_", Project(ROOT).announcement_ids())
def test_notes_are_in_the_words_of_the_style_guide(id_):
    folder = ROOT / "data" / id_
    words = own_words(tomllib.loads((folder / "announcement.toml").read_text(encoding="utf-8")))
    for table in ("projects.csv", "figures.csv"):
        with (folder / table).open(encoding="utf-8", newline="") as file:
            words += own_words(list(csv.DictReader(file)))
    assert len(words) > 10
    for banned in BANNED_IN_NOTES:
        found = [w for w in words if re.search(banned, w, re.IGNORECASE)]
        assert set(found) <= WORDS_OF_SOURCES, (banned, found)


def test_a_dataset_is_kept_until_a_file_of_it_changes(copy):
    project = Project(copy)
    dataset = load("chips-2024-04", project=project)
    assert load("chips-2024-04", project=project) is dataset
    table = copy / "data" / "chips-2024-04" / "figures.csv"
    table.write_bytes(table.read_bytes().replace(b"\n", b"\r\n"))
    other = load("chips-2024-04", project=project)
    assert other is not dataset and other.digest == dataset.digest


def test_a_dataset_shows_itself_in_one_short_line():
    shown = repr(load("chips-2024-04"))
    assert shown == (
        "<Dataset chips-2024-04: First CHIPS Act awards to chip makers in the United States; "
        "6 projects, 29 figures, 12 sources>"
    )


@pytest.mark.parametrize(
    "currency, into, day, rate",
    [
        ("USD", "CNY", date(2020, 5, 20), 7.1004),
        ("USD", "CNY", date(2020, 5, 24), 7.1347),  # a Sunday: the rate of the Friday before
        ("EUR", "ISK", date(2017, 6, 1), None),  # the bank gave none from 2008 to 2018
        ("AED", "CNY", date(2020, 5, 20), None),
        ("USD", "CNY", date(1990, 5, 20), None),
    ],
)
def test_a_market_rate_is_of_the_day_or_of_a_few_days_before(currency, into, day, rate):
    assert market_rate(currency, into, day) == (rate and pytest.approx(rate, abs=1e-4))


def test_the_interim_deals_exceed_their_total_and_a_pair_of_slips_stands_in_other_sources():
    views = both("telangana-2025-01")
    borne_out, other = [("jsw", 8e9), ("skyroot", 5e9)], [("jsw", 8e9), ("skyroot", 5e8)]
    alone, every = ([c for c in view.conflicts if c.measure == "investment"] for view in views)
    assert all(_amounts(conflict) == [borne_out, other] for conflict in alone)
    assert all(_amounts(conflict) == [borne_out] for conflict in every)
    assert len(alone) == 3 and not any(view.adds_up for view in views)
    total = next(drop for drop in alone[0].drops if not drop.figure.scope)
    assert (total.low, total.high, total.gap) == pytest.approx(
        (835e9, 835e9, 117e9), rel=1e-5
    )  # 83,500 crore; 11,700 crore above 71,800
    answer = tell("answer", views).html
    assert (
        "Rs\N{NO-BREAK SPACE}11,700 crore more" in answer and "either of two pairs would" in answer
    )
    assert "One of them stands in other sources" in answer
    assert (
        charts.shares(views) is None
        and "Rs\N{NO-BREAK SPACE}11,700 crore more" in charts.answer(views).title
    )
    assert views[0].audit["jobs"].verdict == "confirmed"  # 7,000 + 4,250 + 3,600 + 200 = 15,050


def _amounts(conflict):
    """What each way to correct a conflict puts in the place of which figures."""
    return [
        sorted((slip.figure.id, slip.value) for slip in together) for together in conflict.slips
    ]


def test_where_all_is_disclosed_the_bounds_meet():
    article, everything = both("chips-2024-04")
    assert everything.disclosed() == (6, pytest.approx(1), pytest.approx(1))
    leading = shares(everything, "sector")["leading-edge"]
    assert leading.known == pytest.approx(21.5 / 23.197, abs=1e-4)
    assert leading.high - leading.low < 0.005
    assert article.disclosed()[0] == 0


def test_sector_totals_give_shares_and_a_group_may_overlap_them():
    (view, _) = both("jiangyin-2020-10")
    assert shares(view, "sector")["manufacturing"].known == pytest.approx(64.02 / 91.15, abs=1e-5)
    assert shares(view, "origin")["foreign"].known == pytest.approx(3.52 / 91.15, abs=1e-5)
    assert view.audit["total"].verdict == "confirmed"


def test_counts_alone_leave_every_share_open():
    (view, _) = both("jiangning-2022-06")
    assert [s.projects for s in view.shares("sector")] == [2, 4, 4, 4]
    assert all((round(s.low, 6), round(s.high, 6)) == (0, 1) for s in view.shares("sector"))
    assert charts.shares(view).title.startswith(
        "The article does not say which sector gets any of the money"
    )
    assert charts.bounds(view) is None


def test_small_scale_projects_of_three_sectors_make_the_printed_total():
    _, view = both("innovation-fund-2023-12")
    assert sorted(s.known for s in view.shares("sector")) == pytest.approx(
        [8.4 / 65.4, 24.4 / 65.4, 32.6 / 65.4], abs=1e-3
    )


RATES = {
    "jiangning-2020-09": (6.987, 6.973, 7.002, 6.7595),
    "jiangning-2021-10": (7.000, 6.856, 7.146, 6.4420),
    "wujiang-2014-10": (6.125, 6.123, 6.127, 6.1237),
}


@pytest.mark.parametrize("id_", RATES)
def test_two_currencies_imply_a_rate(id_):
    rate = both(id_)[0].rates["USD"]
    assert rate.implied and (rate.value, rate.low, rate.high, rate.market) == pytest.approx(
        RATES[id_], abs=6e-4
    )
