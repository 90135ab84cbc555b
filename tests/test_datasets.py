"""What the ten other announcements come to: figures worked out by hand, or printed by other reports."""

import dataclasses
import re
import shutil

import pytest
from conftest import ROOT

from helpers.dataset.loader import load
from helpers.model import evidence as model
from helpers.project import ProblemsError, Project
from helpers.telling import charts, comparison, prose, summary


def both(id_):
    return model.views(load(id_))


def text(html):
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", "", html.data))


def shares(view, dimension):
    return {share.group: share for share in view.shares(dimension)}


def test_there_are_eleven():
    assert len(Project.find().announcement_ids()) == 11


def test_the_interim_deals_exceed_their_total_and_one_pair_of_slips_reconciles_them():
    for view in both("telangana-2025-01"):
        conflict = next(c for c in view.conflicts if c.measure == "investment")
        assert [
            sorted((slip.figure.id, slip.value) for slip in slips) for slips in conflict.slips
        ] == [[("jsw", 8e9), ("skyroot", 5e9)]]
        assert not view.adds_up
    alone = next(c for c in both("telangana-2025-01")[0].conflicts)
    total = next(drop for drop in alone.drops if not drop.figure.scope)
    assert (total.low, total.high, total.gap) == pytest.approx(
        (835e9, 835e9, 117e9), rel=1e-5
    )  # 83,500 crore; 11,700 crore above 71,800
    views = both("telangana-2025-01")
    assert "Rs 11,700 crore more" in text(prose.answer(views)) and "exactly one pair would" in text(
        prose.answer(views)
    )
    assert charts.shares(views) is None and "Rs 11,700 crore more" in charts.answer(views).title
    assert views[0].audit["jobs"].verdict == "confirmed"  # 7,000 + 4,250 + 3,600 + 200 = 15,050


def test_where_all_is_disclosed_the_bounds_meet():
    article, everything = both("chips-2024-04")
    assert everything.disclosed() == (6, pytest.approx(1), pytest.approx(1))
    leading = (
        shares(everything, "sector")["leading-edge"]
        if "leading-edge" in shares(everything, "sector")
        else max(everything.shares("sector"), key=lambda s: s.known)
    )
    assert (
        leading.known == pytest.approx(21.5 / 23.197, abs=1e-4)
        and leading.high - leading.low < 0.005
    )
    assert article.disclosed()[0] == 0


def test_sector_totals_give_shares_and_a_group_may_overlap_them():
    (view, _) = both("jiangyin-2020-10")
    assert shares(view, "sector")["manufacturing"].known == pytest.approx(64.02 / 91.15, abs=1e-5)
    assert shares(view, "origin")["foreign"].known == pytest.approx(3.52 / 91.15, abs=1e-5)
    assert view.audit["total"].verdict == "confirmed"


def test_counts_alone_leave_every_share_open():
    (view, _) = both("jiangning-2022-06")
    assert (
        sorted(s.projects for s in view.shares("sector"))[-3:] == [4, 4, 4]
        or sum(s.projects for s in view.shares("sector")) <= 14
    )
    assert all((round(s.low, 6), round(s.high, 6)) == (0, 1) for s in view.shares("sector"))
    assert "no amount is printed at all" in text(prose.answer((view, view)))


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


def test_the_comparison_infers_and_says_that_it_infers():
    found = summary.read_all()
    inferred = text(comparison.inference(found))
    assert (
        "imply rates of 6.987 to 7.000, while the market’s was 7.1004 on 20 May 2020, 6.7595 on 16 September 2020 and 6.4420 on"
        in inferred
    )
    assert (
        "6.125, and the market’s rate of its day, 6.1237, lies inside" in inferred
        and "is an inference" in inferred
    )
    table = comparison.table(found).set_index("announcement")
    assert (
        table.loc["jiangning-2020-05", "foreign"] == "33.00"
        and table.loc["telangana-2025-01", "disclosed"] == ""
    )
    assert table.loc["jiangning-2016-09", "disclosed"] == "34.06"  # 140 of 411


def test_only_reports_of_the_data_as_they_are_are_compared(copy):
    shutil.copytree(ROOT / "reports", copy / "reports")
    path = copy / "data" / "jiangyin-2020-10" / "projects.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    shutil.rmtree(copy / "reports" / "wujiang-2014-10")
    (copy / "reports" / "telangana-2025-01" / "summary.json").write_text(
        '{"date": "2025-01-23", "updated": "2025-01-23"}'
    )
    with pytest.raises(ProblemsError) as told:
        summary.read_all()
    assert told.value.problems == tuple(
        f"reports/{id_}: there is no report of the data as they are; run announcement build {id_}"
        for id_ in ("jiangyin-2020-10", "telangana-2025-01", "wujiang-2014-10")
    )


def test_a_summary_is_read_as_it_was_written(copy):
    shutil.copytree(ROOT / "reports", copy / "reports")
    for read in summary.read_all():
        assert summary.written(read) == (copy / "reports" / read.id / "summary.json").read_bytes()
        assert read.average is None or isinstance(read.average, tuple)


def test_rates_that_the_dataset_states_are_compared_with_none():
    found = summary.read_all()
    stated = [dataclasses.replace(s, currency="AED", rate_stated=True) for s in found if s.rate] * 3
    assert comparison.rates([*found, *stated]).rows == comparison.rates(found).rows


def test_the_pictures_of_the_comparison_keep_within_their_width():
    found = summary.read_all()
    for draw in (comparison.disclosure, comparison.foreign, comparison.sizes, comparison.rates):
        for width in (charts.WIDE, charts.NARROW):
            assert all(
                -1 <= float(x) <= width
                for x in re.findall(r' x="([-0-9.]+)"', draw(found).svg(width))
            )


def test_a_chart_of_very_many_announcements_shows_the_first_and_says_so():
    chart = comparison.disclosure(summary.read_all() * 5)
    assert (
        len(chart.rows) == chart.svg(framed=False).count("font-weight: 600") == 40
        and "Shown are the first 40 of 55; the table of all announcements has every one."
        in chart.subtitle
    )


def test_nothing_in_the_code_names_an_announcement():
    places = "jiangning|nanjing|telangana|wujiang|jiangyin|skyroot|agnos"
    for path in (charts.__file__, comparison.__file__, model.__file__, prose.__file__):
        with open(path, encoding="utf-8") as file:
            assert not re.search(places, file.read(), re.IGNORECASE)
