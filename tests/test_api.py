"""The library that a notebook uses: what it returns is numbers, and what it promises is true."""

import doctest
import importlib
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from matplotlib import pyplot

import helpers
from helpers import View, charts, comparison, csv, load, load_all, tables, views
from helpers.dataset.schema import TABLES
from helpers.project import ProblemsError
from helpers.telling import columns, comparison_charts, dress, frames, view

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
        "figures": signing.figures,
        "projects": signing.projects,
        "sources": signing.sources,
        "shares": both.shares(),
        "amounts": everything.amounts(),
        "rates": everything.rates(),
        "audit": everything.audit(),
        "conflicts": everything.at_rate(USD=7.5).conflicts(),
    }


def test_every_frame_has_the_columns_dtypes_and_index_that_the_schema_declares(signing):
    for name, frame in frames_of(signing).items():
        table = TABLES[name]
        declared = table.with_dimensions(signing.dataset.dimensions)
        assert tuple(frame.index.names) == table.key and frame.index.is_unique and len(frame)
        assert list(frame.reset_index()) == [column.name for column in declared], name
        for column in declared:
            if column.name not in table.key:
                assert frame.dtypes[column.name] == column.dtype, (name, column.name)


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
    assert views(signing).article.replace(total="25 billion yuan").amounts().share["agnos"] < 0.05
    mine = signing.figures
    mine["value"] *= 2
    assert everything.shares("sector").equals(before[0]) and len(signing.figures) == before[1]
    assert load("jiangning-2020-05").figures.value["total"] == 20.15e9


def test_every_chart_and_table_works_on_a_what_if(everything):
    changed = everything.assume(agnos={"sector": "smart-grid"}).without("total")
    names = [name for name in charts.__all__ if name.islower() and name != "bars"]
    drawn = [getattr(charts, name)(changed) for name in names]
    assert {chart.id for chart in drawn if chart} >= {"shares", "bounds", "projects", "origins"}
    assert "without total" in charts.shares(changed).rows[0]["By"]
    assert all(getattr(tables, name)(changed) for name in ("figures", "shares", "projects"))
    assert tables.shares(changed).frame.index.is_unique


def test_a_name_that_is_not_known_is_told_with_the_nearest_one(everything):
    for call in (
        lambda: everything.without("totl"),
        lambda: everything.assume(agnoss={"sector": "smart-grid"}),
        lambda: everything.replace(total="many"),
        lambda: everything.at_rate(EUR=8),
    ):
        with pytest.raises(ProblemsError) as told:
            call()
        assert "\n" not in str(told.value)


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


HOMES = [helpers, frames, view, columns, tables, comparison, comparison_charts, dress, *DRAWING]


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
