"""What was announced beside what came of it: which figures are paired, and what is told of them."""

import dataclasses
from decimal import Decimal

import pytest
from conftest import ROOT
from synthetic import announcement, figure, project

from helpers.dataset.entities import Measure, Relation
from helpers.dataset.loader import load
from helpers.model.evidence import views
from helpers.model.findings import findings
from helpers.model.promises import promises
from helpers.telling import tables, text

IDS = sorted(path.parent.name for path in (ROOT / "data").glob("*/announcement.toml"))


def told(id_):
    return findings(views(load(id_)))


def words(section):
    return str(section).replace("\N{NO-BREAK SPACE}", " ")


def of_promises(found):
    return [
        (dict(each.announced.scope).get("project", each.measure.id), each.final.value, each.low)
        for each in found.promises
    ]


def test_the_final_awards_stand_beside_those_announced():
    found = of_promises(told("chips-2024-04"))
    assert found == [
        ("intel", Decimal("7.86e9"), pytest.approx(7.86 / 8.5)),
        ("samsung", Decimal("4.745e9"), pytest.approx(4.745 / 6.4)),
        ("tsmc", Decimal("6.6e9"), 1),
        ("globalfoundries", Decimal("1.5e9"), 1),
        ("bae", Decimal("35.5e6"), pytest.approx(35.5 / 35)),
    ]


def test_the_printings_of_one_outcome_are_merged_and_others_are_named():
    found = told("telangana-2025-01")
    assert of_promises(found) == [
        ("investment", Decimal("1.7895e12"), pytest.approx(178950 / 71800)),
        ("sun-petro", Decimal("4.55e11"), 1),
        ("meil", Decimal("1.5e11"), 1),
        ("jobs", 49550, pytest.approx(49550 / 15050)),
    ]
    total, sun_petro, *_ = found.promises
    assert {f.id for f in total.finals} > {"s5-headline-total", "s5-exact-total", "s7-total"}
    assert {f.id for f in total.unlike} == {"s9-rounded-total", "s9-total"}
    assert [f.id for f in sun_petro.unlike] == ["s7-sun-petro"]


@pytest.mark.parametrize(
    "id_, said",
    [
        ("chips-2024-04", "two came out smaller than announced, one larger and two the same."),
        (
            "chips-2024-04",
            "For Samsung Electronics, the final figure is up to US$4.745 billion, 74% of what was "
            "announced (up to US$6.4 billion).",
        ),
        (
            "telangana-2025-01",
            "For investment signed, the final figure is Rs 178,950 crore, 2.5 times what was "
            "announced (over Rs 71,800 crore).",
        ),
        ("innovation-fund-2023-12", "Both figures whose outcome a source gives came out smaller"),
        (
            "innovation-fund-2023-12",
            "For projects chosen, the final figure is 15 projects, 88% of what was announced "
            "(17 projects).",
        ),
    ],
)
def test_the_section_says_what_became_of_it(id_, said):
    assert said in words(text.tell("outcomes", told(id_)))


def test_a_table_has_a_row_for_each_outcome_with_its_sources():
    table = tables.outcomes(views(load("telangana-2025-01")))
    assert table.html.count("<tr>") == 5
    assert "3.3 times" in table.html and "Rs 1,64,050 Cr" in table.html
    assert {"total", "s5-exact-total", "s9-total"} <= set(table.frame.index)
    assert "jobs in the final count, whole meeting" in table.html


def test_what_all_outcomes_are_of_is_said_once():
    table = tables.outcomes(views(load("chips-2024-04")))
    assert table.html.count("grant in the final award") == 1 and "final award" in table.caption


@pytest.mark.parametrize("id_", IDS)
def test_nothing_is_told_where_no_source_gives_an_outcome(id_):
    both = views(load(id_))
    given = any(measure.outcome_of for measure in both[1].dataset.measures.values())
    assert bool(text.tell("outcomes", both)) == bool(tables.outcomes(both)) == given
    # no later source, no outcome
    assert text.tell("outcomes", both[0]) is None and tables.outcomes(both[0]) is None


def outcome_of(*figures):
    """The promises of an announcement of 40 jobs with these figures of what became of them."""
    measures = {
        "investment": Measure("investment", "investment", "money"),
        "projects": Measure("projects", "projects", "projects"),
        "jobs": Measure("jobs", "jobs", "jobs"),
        "final": Measure("final", "jobs created", "jobs", outcome_of="jobs"),
    }
    given = [figure("jobs", "40 jobs", measure="jobs"), *figures]
    made = dataclasses.replace(announcement([project("a")], given), measures=measures)
    return promises(views(made)[1])


def test_what_is_no_amount_is_no_outcome():
    half = figure("half", "20 jobs", measure="final", source="S1")
    assert [each.low for each in outcome_of(half)] == [0.5]
    for relation in (Relation.PART, Relation.LARGEST, Relation.EACH):
        assert outcome_of(dataclasses.replace(half, relation=relation)) == ()
    assert outcome_of(figure("some", "20 jobs", measure="final", scope=[("project", "a")])) == ()


def test_a_range_stays_a_range():
    [promise] = outcome_of(figure("range", "20 to 50 jobs", measure="final"))
    assert (promise.low, promise.high) == (0.5, 1.25) and promise.same
    assert text.as_part(promise) == "50–125%"
    assert text.as_part(dataclasses.replace(promise, low=1.002, high=1.002)) == "100.2%"
