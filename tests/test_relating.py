"""What sources say beside amounts: how it is told, and what it adds to the bounds."""

import dataclasses

import pytest
from conftest import ROOT
from synthetic import announcement, figure, project

from helpers.dataset.entities import Measure, Relation
from helpers.dataset.loader import load
from helpers.model.evidence import views
from helpers.model.findings import findings
from helpers.model.relating import OF_SINGLE_PROJECTS, related, singles, wholes
from helpers.telling import checks, phrases, tables, text

IDS = sorted(path.parent.name for path in (ROOT / "data").glob("*/announcement.toml"))
MEASURES = {
    "jobs": Measure("jobs", "jobs", "jobs"),
    "earlier": Measure("earlier", "jobs a year earlier", "jobs"),
    "investment": Measure("investment", "investment", "money"),
    "projects": Measure("projects", "projects", "projects"),
}
FOREIGN = (("origin", "foreign"),)


def told(id_):
    return findings(views(load(id_)))


def words(section):
    return str(section).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    "relation, of, said",
    [
        (Relation.AMOUNT, None, "jobs: foreign"),
        (Relation.SHARE, ("jobs", ()), "share of jobs: foreign"),
        (Relation.SHARE, ("earlier", FOREIGN), "jobs: foreign, as a share of jobs a year earlier"),
        (Relation.TIMES, ("earlier", ()), "jobs: foreign, as a multiple of jobs a year earlier"),
        (
            Relation.GROWTH,
            ("earlier", FOREIGN),
            "growth of jobs: foreign over jobs a year earlier",
        ),
        (Relation.EACH, None, "jobs: foreign, for every single project"),
        (Relation.LARGEST, None, "jobs: foreign, for the largest project"),
        (Relation.PART, None, "a part of jobs: foreign"),
    ],
)
def test_a_relation_is_told_in_plain_words(relation, of, said):
    made = announcement([project("a")], [figure("jobs", "40 jobs", "jobs", scope=FOREIGN)])
    dataset = dataclasses.replace(made, measures=MEASURES)
    one = dataclasses.replace(dataset.figures[0], relation=relation, of=of)
    assert phrases.measured(one, dataset) == said


def test_bounds_on_every_project_leave_less_open_than_totals_alone():
    said = singles(told("innovation-fund-2023-12"))
    assert [each.relation for each in said.figures] == list(OF_SINGLE_PROJECTS)
    assert said.project.id == "smart-grid"
    assert said.now == pytest.approx((3.85e6, 4.5e6)) and said.before == pytest.approx((0, 8.45e6))


def test_what_they_add_is_said_where_amounts_are_missing():
    found = told("innovation-fund-2023-12")
    projects, unknown = (words(text.tell(s, found)) for s in ("projects", "unknown"))
    every = "every single project comes to €1.6–4.5 million and the largest to €4.5 million"
    assert every in projects and every in unknown
    assert "€3.85–4.5 million for multi-energy smart grid" in projects.lower()
    assert "Silicon Republic says about the size of single projects" in words(
        text.tell("checked", found)
    )


def test_comparisons_of_other_sources_have_a_verdict():
    found = told("telangana-2025-01")
    [times] = related(found)
    assert times.figure.printed == "four-fold" and times.verdict.verdict == "confirmed"
    said = words(text.tell("checked", found))
    assert "investment in the final count, as a multiple of investment signed at Davos" in said


def test_a_part_of_a_year_is_told_with_the_whole():
    found = told("jiangning-2020-05")
    [total] = [f for f in found.checked_figures if f.id == "total"]
    assert [whole.measure for whole in wholes(found, total)] == ["year-investment"]
    page = tables.figures(views(load("jiangning-2020-05"))).html.replace("\N{NO-BREAK SPACE}", " ")
    assert "It is part of 166.9 billion yuan" in page


@pytest.mark.parametrize("id_", IDS)
def test_nothing_is_told_where_no_source_says_it(id_):
    found = told(id_)
    relations = {figure.relation for figure in found.everything.figures}
    if not relations & set(OF_SINGLE_PROJECTS):
        assert singles(found) is None
    if relations <= {Relation.AMOUNT}:
        assert related(found) == ()
        assert "how quantities compare" not in words(text.tell("checked", found))


def test_what_is_no_amount_is_no_part_of_a_sum_and_no_plan():
    parts = [
        figure("low", "40 jobs", "jobs", scope=[("project", "a")]),
        figure("high", "60 jobs", "jobs", scope=[("project", "b")]),
    ]
    measures = MEASURES | {
        "jobs": Measure("jobs", "jobs", "jobs", additive=True),
        "planned": Measure("planned", "jobs planned", "jobs", plan_of="jobs"),
    }
    given = [figure("total", "100 jobs", "jobs"), *parts, figure("plan", "200 jobs", "planned")]
    made = announcement([project("a"), project("b")], given)

    def told_of(relation):
        changed = [dataclasses.replace(f, relation=relation) for f in given[1:]]
        figures = (given[0], *changed)
        dataset = dataclasses.replace(made, figures=figures, measures=measures)
        found = findings(views(dataset)[1])
        total = next(row for row in checks.rows(found) if row.first.id == "total")
        return [part.id for part in total.parts], len(found.everything.plans())

    assert told_of(Relation.AMOUNT) == (["low", "high"], 1)
    assert told_of(Relation.EACH) == ([], 0)
