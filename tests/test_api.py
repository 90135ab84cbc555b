"""The library that a notebook uses: what it returns is numbers, and what it promises is true."""

import dataclasses
import doctest
import importlib
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT, first_is_fast
from matplotlib import pyplot

import helpers
from helpers import (
    Announcement,
    View,
    Views,
    charts,
    comparison,
    csv,
    load,
    load_all,
    table,
    tables,
    tell,
    views,
)
from helpers.dataset.schema import TABLES
from helpers.project import ProblemsError
from helpers.telling import (
    columns,
    comparison_charts,
    comparison_time,
    dress,
    frames,
    labels,
    reader,
    view,
)

PUBLIC = (helpers, charts, tables, comparison)
DRAWING = [
    importlib.import_module(f"helpers.telling.charts.{path.stem}")
    for path in sorted((ROOT / "src/helpers/telling/charts").glob("*.py"))
]


@pytest.fixture(scope="module")
def signing():
    return load("jiangning-2020-05")


@pytest.fixture(scope="module")
def everything(signing):
    return views(signing).everything


@pytest.fixture(scope="module")
def every():
    return load_all()


def frames_of(signing):
    both = views(signing)
    everything = both.everything
    return {
        "figures": everything.figures(),
        "projects": signing.projects,
        "sources": signing.sources,
        "shares": both.shares(),
        "amounts": everything.amounts(),
        "rates": everything.rates(),
        "audit": everything.audit(),
        "conflicts": everything.at_rate(USD=7.5).conflicts(),
        "hangs-on": everything.hangs_on(),
        "would-settle": everything.would_settle(),
        "ways-out": views(load("telangana-2025-01")).everything.ways_out(),
    }


def test_every_frame_has_the_columns_dtypes_and_index_that_the_schema_declares(signing):
    for name, frame in frames_of(signing).items():
        expected = TABLES[name]
        declared = expected.with_dimensions(signing.dataset.dimensions)
        assert tuple(frame.index.names) == expected.key and frame.index.is_unique and len(frame)
        assert list(frame.reset_index()) == [column.name for column in declared], name
        for column in declared:
            if column.name not in expected.key:
                assert frame.dtypes[column.name] == column.dtype, (name, column.name)


def test_what_the_sources_give_is_shown_without_solving_anything():
    signing = Announcement(load("jiangning-2020-05").dataset)
    frame = signing.figures
    assert "evidences" not in vars(signing)
    left_out = ["verdict", "how", "implied_low", "implied_high"]
    pd.testing.assert_frame_equal(frame, views(signing).everything.figures().drop(columns=left_out))
    empty = Announcement(dataclasses.replace(signing.dataset, figures=()))
    assert list(empty.figures) == list(frame)


def test_frames_can_be_queried_summed_grouped_and_plotted(signing, everything):
    assert set(everything.shares("sector").query("high > .5 and known > .05").index) == {
        "new-energy-vehicles",
        "outside",
    }
    assert signing.projects.groupby("sector")["amount"].sum()["outside"] == 9.15e9
    axes = everything.shares("sector").plot.barh(y="known")
    assert sorted(bar.get_width() for bar in axes.patches)[-1] == pytest.approx(0.454, abs=5e-4)
    pyplot.close(axes.figure)
    by_hand = signing.figures.value
    rate = (by_hand["total"] - by_hand["s1-domestic"]) / by_hand["s1-foreign"]
    assert rate == everything.rates().rate["USD"] == 7


def test_bounds_of_any_scope_are_those_of_the_shares(everything):
    low, high = everything.bound("investment", sector="outside")
    shares = everything.shares("sector").loc["outside"]
    assert (low / 20.15e9, high / 20.15e9) == pytest.approx((shares.low, shares.high), rel=1e-3)
    assert everything.bound("projects", origin="foreign") == (4, 4)
    assert everything.bound(origin="foreign", sector="smart-grid").low == 0
    with pytest.raises(ProblemsError, match="smart-grid"):
        everything.bound("investment", sector="smart-gird")
    with pytest.raises(ProblemsError, match="sector, origin, kind"):
        everything.shares("colour")


def known(view, group):
    return view.shares("sector").known[group]


def test_what_if_gives_another_view_and_changes_nothing(signing, everything):
    before = everything.shares("sector"), len(signing.figures)
    assumed = everything.assume(agnos={"sector": "5g-communication"})
    assert known(assumed, "5g-communication") == pytest.approx(0.0521, abs=1e-4)
    either = everything.assume({"pg-logistics": {"sector": ["smart-grid", "outside"]}})
    assert known(either, "outside") == pytest.approx(6 / 20.15, abs=1e-4)
    assert "agnos" not in everything.without("agnos", "s1-agnos").amounts().index
    assert everything.at_rate(USD=7.1).amounts().amount["agnos"] == 1.065e9
    more = views(signing).article.replace(total="25 billion yuan")
    assert more.bound().low == pytest.approx(24.5e9) and more.shares("sector").high.max() <= 1
    mine = signing.figures
    mine["value"] *= 2
    assert everything.shares("sector").equals(before[0]) and len(signing.figures) == before[1]
    assert load("jiangning-2020-05").figures.value["total"] == 20.15e9


WHAT_IFS = {
    "assume": lambda v: v.assume({"railway-data": {"sector": "artificial-intelligence"}}),
    "without": lambda v: v.without("total"),
    "replace": lambda v: v.replace(total="25 billion yuan"),
    "at_rate": lambda v: v.at_rate(USD=7.5),
    "unjudged": lambda v: v.unjudged(),
    "in a conflict: assume": lambda v: v.assume(jsw={"sector": "energy"}),
    "in a conflict: without": lambda v: v.without("jsw"),
    "in a conflict: replace": lambda v: v.replace(total="Rs 1 lakh crore"),
    "in a conflict: at_rate": lambda v: v.at_market_rate(),
}
NAMES = {
    "assume": ("Jiangsu Railway Operation Big Data R&D Center counted as artificial intelligence"),
    "without": "without “20.15 billion yuan”",
    "replace": "“25 billion yuan” instead of “20.15 billion yuan”",
    "at_rate": "at 7.5 yuan to the dollar",
}


@pytest.mark.parametrize("case", first_is_fast(WHAT_IFS, "in a conflict: without"))
def test_every_chart_and_table_works_on_a_what_if(case):
    of = "telangana-2025-01" if case.startswith("in a conflict") else "jiangning-2020-05"
    before = views(load(of))
    changed = WHAT_IFS[case](before.everything)
    names = [name for name in charts.__all__ if name.islower() and name != "bars"]
    for subject in (changed, (WHAT_IFS[case](before.article), changed)):
        drawn = [getattr(charts, name)(subject) for name in names]
        dressed = [getattr(tables, name)(subject) for name in ("figures", "shares", "projects")]
        assert any(drawn) and dressed[0] and dressed[2]
        assert all(chart.svg() and "nan" not in chart.alt for chart in drawn if chart)
        assert all(each.frame.index.is_unique for each in dressed if each)


@pytest.mark.parametrize("case", first_is_fast(NAMES, "without"))
def test_a_what_if_is_marked_wherever_it_goes(everything, case):
    changed = WHAT_IFS[case](everything)
    assert changed.is_scenario and not everything.is_scenario
    assert labels.called(changed.evidence) == f"all sources, {NAMES[case]}"
    assert NAMES[case] in repr(changed)
    drawn = [draw(changed) for draw in (charts.shares, charts.projects, charts.answer)]
    assert all(f"not a finding: {NAMES[case]}. S" in each.source for each in drawn if each)
    assert any(drawn) and "finding" not in charts.projects(everything).source
    for name in ("figures", "shares", "projects", "judgements"):
        if shown := getattr(tables, name)(changed):
            assert f"jiangning-2020-05-{name}-what-if.csv" in shown.html
            assert f"jiangning-2020-05-{name}.csv" not in shown.html
            assert f"jiangning-2020-05-{name}.csv" in getattr(tables, name)(everything).html


def test_a_view_without_our_judgements_is_marked_and_is_no_what_if(signing, everything):
    free = everything.unjudged()
    assert not free.is_scenario and "with no judgement of ours" in repr(free)
    assert free.shares().low["outside"] < everything.shares().low["outside"]
    shown = tables.shares(free)
    assert shown.frame.index.get_level_values("view").unique().tolist() == ["unjudged"]
    assert "jiangning-2020-05-shares-unjudged.csv" in shown.html
    assert "finding" not in charts.shares(free).source
    assert tables.shares((views(signing).article.unjudged(), free))
    with pytest.raises(ProblemsError):
        tables.shares((views(signing).article, free))
    nothing_judged = views(load("jiangyin-2020-10"))
    free = nothing_judged.everything.unjudged()
    assert free.evidence is nothing_judged.everything.evidence


def test_scenarios_are_marked_and_named(everything):
    found = everything.scenarios()
    assert list(found) == ["equal size"] and found["equal size"].is_scenario
    assert charts.shares(found["equal size"]).source.startswith("This is a “what if”")
    corrected = views(load("telangana-2025-01")).article.scenarios()
    assert list(corrected)[-2:] == ["corrected jsw, skyroot", "corrected jsw, skyroot (2)"]
    energy = {round(each.shares().known["energy"], 2) for each in corrected.values()}
    assert {0.72, 0.84} <= energy


def test_the_shares_of_a_what_if_are_no_view_of_any_source(signing, everything):
    article = views(signing).article
    changed = everything.assume(agnos={"sector": "smart-grid"})
    less = article.assume(agnos={"sector": "smart-grid"}).without("total-over")

    def named(subject):
        frame = tables.shares(subject).frame
        return frame.index.get_level_values("view").unique().tolist()

    assert named(changed) == ["what-if"]
    assert named((less, changed.without("total-over"))) == ["article-what-if", "what-if"]
    alone = views(load("chips-2024-04"))
    assert named(alone) == ["article", "all-sources", "unjudged"]


def test_names_of_what_ifs_are_short_however_many_changes_there_are(everything):
    ids = ("headline-total", "total", "total-over", "agnos", "planned-investment")
    assert labels.called(everything.without(*ids).evidence) == "all sources, without five figures"
    both = everything.assume(agnos={"sector": ["smart-grid", "outside"], "origin": "foreign"})
    told = "counted as smart grid or outside the five fields and as foreign"
    assert told in labels.called(both.evidence)
    many = everything.assume({id_: {"origin": "foreign"} for id_ in everything.projects().index})
    assert len(repr(many)) < 200


def test_two_views_are_told_together_only_as_views_gives_them(signing, everything):
    article = views(signing).article
    changed = everything.assume(agnos={"sector": "smart-grid"})
    other = views(load("telangana-2025-01")).everything
    wrong = (
        (everything, changed),
        (everything, article),
        (article, article.without("total")),
        (article, changed),
        (article.without("total"), changed),
        (article, other),
    )
    for pair in wrong:
        for ask in (
            lambda two: tell("answer", two),
            charts.shares,
            tables.shares,
            tables.sources,
            lambda two: Views(*two).shares(),
        ):
            with pytest.raises(ProblemsError) as told:
                ask(pair)
            (line,) = told.value.problems
            assert line.startswith("two views are told together only if the first is what the")
    alike = (article.assume(agnos={"sector": "smart-grid"}), changed)
    for pair in ((article, everything), alike, (everything, everything)):
        assert tell("answer", pair) and charts.shares(pair) and tables.shares(Views(*pair))


UNKNOWN = {
    "figure": (lambda v: v.without("totl"), "“totl” is no figure here; is “total” meant?"),
    "project": (
        lambda v: v.assume(agnoss={"sector": "smart-grid"}),
        "“agnoss” is no project here; is “agnos” meant?",
    ),
    "group": (
        lambda v: v.assume(agnos={"sector": "smart-gird"}),
        "“smart-gird” is no sector here; is “smart-grid” meant? known: 5g-communication, smart-",
    ),
    "dimension": (
        lambda v: v.assume(agnos={"sectr": "smart-grid"}),
        "“sectr” is no dimension here; is “sector” meant? known: sector, origin, kind",
    ),
    "currency": (lambda v: v.at_rate(EUR=8), "“EUR” is no foreign currency here; known: USD"),
    "phrase": (lambda v: v.replace(total="many"), "total: "),
    "shares": (lambda v: v.shares("colour"), "“colour” is no dimension here; known: sector,"),
    "table": (lambda v: tables.shares(v, "orign"), "“orign” is no dimension here; is “origin”"),
    "section": (lambda v: tell("anser", v), "there is no section"),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_a_name_that_is_not_known_is_told_with_the_nearest_one(everything, case):
    ask, expected = UNKNOWN[case]
    with pytest.raises(ProblemsError) as told:
        ask(everything)
    (line,) = told.value.problems
    assert line.startswith(expected) and "\n" not in line


SLIPS = {
    "a group without its dimension": (
        lambda v: v.assume(agnos="5g"),
        'agnos: “5g” stands without its dimension; write {"agnos": {"sector": "5g"}}',
    ),
    "a rate as text": (lambda v: v.at_rate(USD="7"), "“7” is no rate of USD"),
    "a phrase as a number": (lambda v: v.replace(total=25), "total: 25 is no phrase"),
    "no dictionary": (lambda v: v.replace("total"), "“total” is no dictionary; give one such as"),
    "an id for an announcement": (
        lambda v: views("jiangning-2020-05"),
        'views is given "jiangning-2020-05"; it takes an announcement: views(load(…))',
    ),
    "a frame for a view": (lambda v: charts.shares(v.shares()), "a DataFrame is given; charts,"),
    "a text for a view": (lambda v: tell("answer", "jiangning"), '"jiangning" is given; charts,'),
    "a text for a frame": (lambda v: table("shares"), "table takes a frame or a series of pandas"),
    "a list for a series": (lambda v: charts.bars([1, 2], "Two"), "bars takes a series of pandas"),
}


@pytest.mark.parametrize("case", SLIPS)
def test_an_easy_slip_is_told_in_one_line(everything, case):
    ask, expected = SLIPS[case]
    with pytest.raises((ProblemsError, TypeError)) as told:
        ask(everything)
    assert str(told.value).startswith(expected) and "\n" not in str(told.value)


@pytest.mark.slow
def test_all_announcements_stand_in_one_frame(every):
    assert list(every.figures)[:2] == ["announcement", "figure"]
    assert list(every.shares)[:4] == ["announcement", "view", "dimension", "group"]
    settled = [path.parent.name for path in ROOT.glob("data/*/announcement.toml")]
    assert set(every.figures.announcement) == set(settled)
    assert every.figures.dtypes["low"] == every.shares.dtypes["known"] == np.dtype("float64")
    assert every.figures.verdict.cat.categories.tolist() == list(
        TABLES["figures"].column("verdict").values
    )
    shares = every.shares
    assert (shares.low <= shares.known + 1e-9).all() and (shares.known <= shares.high + 1e-9).all()


def test_a_csv_file_is_its_frame_without_exponents_or_formulas():
    frame = pd.DataFrame(
        {"amount": [20.15e9, 1 / 3, np.inf, 1e-7], "note": ["=1+1", "-5.2%", "@x", ""]},
        index=pd.Index(["a", "b", "c", "d"], name="project"),
    )
    assert csv(frame).decode().splitlines() == [
        "project,amount,note",
        "a,20150000000,'=1+1",
        "b,0.3333333333,-5.2%",
        "c,,'@x",
        "d,0.0000001,",
    ]


def test_representations_are_short_and_completion_shows_public_names_only(signing, everything):
    for thing in (signing, everything, charts.shares(everything), tables.figures(everything)):
        assert len(repr(thing)) < 200 and "\n" not in repr(thing)
    for module in PUBLIC:
        assert dir(module) == sorted(module.__all__), module.__name__
    assert not {"cached_property", "columns"} & set(dir(View))


@pytest.mark.parametrize("module", PUBLIC)
def test_every_public_function_is_explained_by_an_example(module):
    for name in module.__all__:
        thing = getattr(module, name)
        if callable(thing) and thing.__module__.startswith("helpers."):
            assert ">>>" in thing.__doc__, f"{module.__name__}.{name}"


HOMES = [
    helpers,
    frames,
    view,
    columns,
    labels,
    reader,
    tables,
    comparison,
    comparison_charts,
    comparison_time,
    dress,
    *DRAWING,
]


@pytest.mark.slow
@pytest.mark.parametrize("module", HOMES, ids=lambda module: module.__name__)
def test_the_examples_are_true(module):
    assert not doctest.testmod(module).failed


def test_the_command_starts_without_what_only_a_notebook_needs():
    code = (
        "import helpers.cli, sys; print([m for m in ('pandas', 'matplotlib') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
