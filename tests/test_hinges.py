"""What an answer hangs on, as a page tells it: every sentence holds against the model."""

import dataclasses
import re

import pytest
from bs4 import BeautifulSoup
from synthetic import announcement, figure, project

from helpers import load, tables, views
from helpers.figures import wording
from helpers.model.evidence import views as evidences
from helpers.telling import labels, text
from helpers.telling.frames import found
from helpers.telling.hinges import hinges, without_judgement

JUDGED = "jiangning-2020-05"


@pytest.fixture(scope="module")
def both():
    return views(load(JUDGED))


@pytest.fixture(scope="module")
def told(both):
    return str(text.tell("hangs_on", both))


def rows(both, selector="table.turns tbody tr"):
    page = BeautifulSoup(text.tell("hangs_on", both).html, "html.parser")
    return [[" ".join(c.text.split()) for c in r.select("th, td")] for r in page.select(selector)]


def test_what_we_judge_is_counted_and_set_beside_the_third_view(both, told):
    everything = both.everything
    judged = [p for p in everything.evidence.dataset.projects if p.judged]
    assert f"No source says to which sector {wording.count(len(judged))} of the projects" in told
    ours = everything.shares("sector").known["outside"]
    without = everything.unjudged().shares("sector").known["outside"]
    assert ours > 0.4 and without < 0.2
    assert f"at least {text.roughly(ours)} of the money goes outside the five fields" in told
    assert f"with no judgement of ours, at least {text.roughly(without)} of it does" in told


def test_every_row_of_the_table_is_what_the_library_says_of_that_assumption(both):
    terms = both.everything.evidence.dataset.vocabularies["sector"]
    ids = {p.name: p.id for p in both.everything.evidence.dataset.projects}
    ours = both.everything.shares("sector").known
    listed = rows(both)
    assert len(listed) == 8
    for name, into, then in listed:
        (group,) = [g for g, term in terms.items() if text.in_group(term) == into]
        known = both.everything.assume({ids[name]: {"sector": group}}).shares("sector").known
        moved = [g for g in terms if abs(known[g] - ours[g]) > 1e-6]
        assert moved
        for each in moved:
            number = wording.percent(known[each]) if known[each] > 1e-6 else "nothing"
            assert f"{number} {text.to_group(terms[each])}" in then


def test_the_project_that_moves_most_and_those_that_move_nothing_are_told(both, told):
    turned = both.everything.hangs_on()
    spans = turned.groupby(level=["project", "group"]).known.agg(["min", "max"])
    widest = (spans["max"] - spans["min"]).groupby(level="project").max()
    names = {p.id: p.name for p in both.everything.evidence.dataset.projects}
    assert f"{names[widest.idxmax()]} moves the answer most." in told
    idle = wording.sentence(wording.count(int((widest < 1e-6).sum())))
    judged = wording.count(len(widest))
    assert f"{idle} of the {judged} have no amount and move nothing that is known." in told


def test_whom_to_ask_is_the_first_of_the_list_of_the_library(both, told):
    calls = both.everything.would_settle()
    first = calls.iloc[0]
    names = {p.id: p.name for p in both.everything.evidence.dataset.projects}
    assert names[calls.index[0]] in told
    assert f"from nothing to {wording.quantity(first.amount_high, 'CNY', 3)}" in told
    best, half = (1 - first[column] / first.now for column in ("least", "halfway"))
    shrink = f"shrink by up to {text.roughly(best)}, and by {text.roughly(half)}"
    assert shrink in told


def test_equal_sizes_are_marked_as_an_assumption_and_add_up(both, told):
    (said,) = [line for line in told.split("\n") if line.startswith("If they were of one size.")]
    assert "This is an assumption and no finding" in said
    parts = [float(found) for found in re.findall(r"([\d.]+)%", said)]
    assert sum(parts) == pytest.approx(100, abs=0.3)
    each = (20.15e9 - both.everything.amounts()["amount"].sum()) / 12
    assert (
        f"twelve projects without an amount worth {wording.quantity(each, 'CNY', 3)} each" in said
    )


def test_one_judged_award_is_told_in_the_singular_and_a_conflict_has_no_such_section():
    chips = str(text.tell("hangs_on", views(load("chips-2024-04"))))
    assert "to which sector GlobalFoundries belongs; we decided that ourselves" in chips
    assert "7.2% of the money goes to current and mature chips" in chips
    assert "with no judgement of ours, at least 0.7% of it does" in chips
    assert "Whom to ask" not in chips and "of one size" not in chips
    assert text.tell("hangs_on", views(load("telangana-2025-01"))) is None


def test_where_nothing_is_judged_there_is_no_third_view_and_no_section():
    figures = [
        figure("total", "5 billion yuan"),
        figure("a", "4 billion yuan", scope=[("project", "a")]),
    ]
    plain = views(announcement([project("a"), project("b")], figures))
    assert without_judgement(plain[1].evidence) is None
    assert hinges(found(plain)).moved == () and hinges(found(plain)).moves is None


def test_the_third_view_is_a_column_of_the_table_and_rows_of_the_file(both):
    shown = tables.shares(both)
    page = BeautifulSoup(shown.html, "html.parser")
    heads = [head.text for head in page.select("thead th")]
    assert heads[1:] == ["The article alone", "All sources", "With no judgement of ours"]
    frame = shown.frame.xs("unjudged", level="view")
    expected = both.everything.unjudged().shares("sector")
    assert frame.loc["sector"].low.tolist() == pytest.approx(expected.low.tolist())
    last = [row.select("td")[-1].text for row in page.select("tbody tr")]
    assert any(wording.percent(expected.known["outside"]) in cell for cell in last)
    called = labels.called(both.everything.unjudged().evidence)
    assert called == "all sources, with no judgement of ours"


def test_a_scenario_has_no_third_view(both):
    changed = both.everything.assume(agnos={"sector": "smart-grid"})
    assert without_judgement(changed.evidence) is None
    assert "With no judgement" not in tables.shares(changed).html


def test_figures_in_conflict_that_nothing_sorts_hang_on_nothing():
    figures = [figure("one", "43.1 billion yuan"), figure("two", "45.3 billion yuan")]
    subject = announcement([project("a")], figures)
    both = evidences(dataclasses.replace(subject, dimensions=(), vocabularies={}))
    assert not both[1].adds_up and text.tell("hangs_on", both) is None
