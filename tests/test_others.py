"""Any announcement can be told: every section, chart and table of a few unlike the first."""

import dataclasses
import re

import pytest
from synthetic import announcement, figure, project

from helpers.dataset.entities import Measure, Relation
from helpers.dataset.loader import load
from helpers.model import evidence
from helpers.publishing import front, site
from helpers.telling import charts, columns, comparison, summary, tables, text

pytestmark = pytest.mark.slow

PICTURES = (
    *(charts.shares, charts.bounds, charts.glance, charts.conflict, charts.projects),
    *(charts.origins, charts.exchange_rate, charts.growth, charts.plan),
)
COMPARED = (comparison.traced, comparison.foreign, comparison.sizes, comparison.rates)
TABLES = (tables.figures, tables.shares, tables.projects, tables.judgements, tables.sources)
ABSURD = (
    r"\b(nan|inf|None|True|False)\b|-0\.0|–-|\(\)|: *\.(?![0-9])| [.,;:)](?![0-9])|\( "
    r"|100\.[1-9]%|[a-z]{3}\.[A-Z“]|,,|\bthe the\b|\ball two\b|\b[02-9] project\b"
)
PLAN = {
    "planned": Measure("planned", "investment planned", "money", "", "investment"),
    "growth": Measure("growth", "growth", "%"),
    "tax": Measure("tax", "tax paid", "money"),
    "tax-planned": Measure("tax-planned", "tax planned", "money", "2026", "tax"),
}
GRID, CARS = [("sector", "grid")], [("sector", "cars")]
JOINED = [("sector", "grid,cars")]
UNITS = {"share": "%", "growth": "%", "times": "times"}


def related(id_, printed, relation, scope=(), of=None):
    """A figure that says something else of the projects than how much they come to."""
    measure = "projects" if of and of[0] == "projects" else "investment"
    given = figure(id_, printed, measure, scope)
    unit = UNITS.get(relation, given.unit)
    return dataclasses.replace(given, relation=Relation(relation), of=of, unit=unit)


OTHERS = {
    "one source, all printed by project": (
        [project("a", ["grid"]), project("b", ["cars"])],
        [
            figure("total", "91.15 billion yuan"),
            figure("a", "64.02 billion yuan", scope=[("project", "a")]),
            figure("b", "27.13 billion yuan", scope=[("project", "b")]),
        ],
    ),
    "sector totals only": (
        [project("a"), project("b")],
        [figure("total", "91.15 billion yuan"), figure("grid", "64.02 billion yuan", scope=GRID)],
    ),
    "counts only": (
        [project("a"), project("b")],
        [figure("count", "2", "projects"), figure("grid", "1", "projects", GRID)],
    ),
    "nothing at all": ([project("a")], []),
    "a total that is a floor": (
        [project("a", ["grid"]), project("b")],
        [
            figure("total", "at least 20 billion yuan"),
            figure("a", "5 billion yuan", scope=[("project", "a")]),
        ],
    ),
    "a total that is over something": (
        [project("a", ["grid"]), project("b")],
        [
            figure("total", "over 20 billion yuan"),
            figure("a", "5 billion yuan", scope=[("project", "a")]),
        ],
    ),
    "origins without counts": (
        [project(f"p{i}") for i in range(10)],
        [
            figure("total", "20 billion yuan"),
            figure("d", "13 billion yuan", scope=[("origin", "domestic")]),
            figure("f", "7 billion yuan", scope=[("origin", "foreign")]),
        ],
    ),
    "no growth, and more signed than planned": (
        [project("a", ["grid"])],
        [
            figure("total", "20 billion yuan"),
            figure("plan", "9 billion yuan", "planned"),
            figure("growth", "0%", "growth"),
            figure("fall", "-3.5%", "growth", source="S2"),
        ],
    ),
    "a plan of another measure": (
        [project("a", ["grid"])],
        [
            figure("total", "20 billion yuan"),
            figure("tax", "2 billion yuan", "tax"),
            figure("tax-plan", "4 billion yuan", "tax-planned"),
        ],
    ),
    "a plan that may be nothing": (
        [project("a", ["grid"])],
        [figure("total", "20 billion yuan"), figure("plan", "up to 70 billion yuan", "planned")],
    ),
    "five origins": (
        [project(f"p{i}", ["grid"], [o]) for i, o in enumerate(("domestic", "foreign"))],
        [figure("total", "10 billion yuan"), figure("a", "0 yuan", scope=[("project", "p0")])],
    ),
    "all sorted and nothing printed": (
        [project("a", ["grid"]), project("b", ["cars"])],
        [figure("total", "10 billion yuan")],
    ),
    "growth of a project": (
        [project("a", ["grid"])],
        [
            figure("total", "10 billion yuan"),
            figure("g", "12%", "growth", [("project", "a")]),
            figure("h", "5–6%", "growth", [("origin", "foreign")]),
        ],
    ),
    "parts above their total, in dollars too": (
        [project("a", ["grid"]), project("b", ["cars"])],
        [
            figure("total", "10 billion yuan"),
            figure("a", "8 billion yuan", scope=[("project", "a")]),
            figure("b", "US$3 billion", scope=[("project", "b")]),
        ],
    ),
    "a total without end, in two currencies": (
        [project("a", ["grid"], ["domestic"]), project("b", ["cars"], ["foreign"])],
        [
            figure("total", "at least 20.5 billion yuan"),
            figure("d", "12.000 billion yuan", scope=[("origin", "domestic")]),
            figure("f", "1.000 billion US dollars", scope=[("origin", "foreign")]),
        ],
    ),
    "one foreign project": (
        [project("a", ["grid"], ["foreign"])],
        [figure("total", "20.5 billion yuan")],
    ),
    "a number that nobody says": (
        [project("a", ["grid"]), dataclasses.replace(project("rest"), count=None)],
        [
            figure("total", "20 billion yuan"),
            figure("a", "6 billion yuan", scope=[("project", "a")]),
        ],
    ),
    "nothing but a number that nobody says": (
        [dataclasses.replace(project("rest"), count=None)],
        [figure("total", "20 billion yuan")],
    ),
    "every relation": (
        [project("a", ["grid"]), project("b", ["cars"]), project("c")],
        [
            figure("total", "20 billion yuan"),
            related("share", "30%", "share", GRID, of=("investment", ())),
            related("of-count", "two thirds", "share", JOINED, of=("projects", ())),
            related("each", "at least 1 billion yuan", "each", JOINED),
            related("largest", "12 billion yuan", "largest"),
            related("part", "2 billion yuan", "part", CARS),
            related("times", "2 times", "times", CARS, of=("investment", tuple(GRID))),
            related("growth", "12%", "growth", of=("planned", ())),
        ],
    ),
    "a share of nothing": (
        [project("a", ["grid"]), project("b", ["cars"])],
        [
            figure("total", "20 billion yuan"),
            figure("a", "20 billion yuan", scope=[("project", "a")]),
        ],
    ),
}


@pytest.mark.parametrize("case", OTHERS)
@pytest.mark.parametrize("sources", [1, 2])
def test_every_part_of_the_report_can_be_made_and_says_nothing_absurd(case, sources):
    texts, pictures = report_of(subject_of(case, sources))
    for picture in pictures:
        for width in (charts.WIDE, charts.NARROW):
            svg = picture.svg(width)
            places = [float(x) for x in re.findall(r' x="([-0-9.]+)"', svg)]
            assert all(-1 <= x <= width for x in places), picture.id
    for said in [*texts, *(picture.alt for picture in pictures)]:
        inline = re.sub(r"</?(?:a|strong|span|code)\b[^>]*>", "", said)
        seen = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "\N{PILCROW SIGN}", inline))
        assert not re.search(ABSURD, seen), (re.search(ABSURD, seen), seen)


def subject_of(case, sources):
    projects, figures = OTHERS[case]
    subject = announcement(projects, figures)
    used = dict(list(subject.sources.items())[:sources])
    return dataclasses.replace(
        subject,
        version="1.0.0",
        digest="0123456789abcdef",
        measures=subject.measures | PLAN,
        sources={i: dataclasses.replace(s, outlet=f"Outlet of {i}") for i, s in used.items()},
        figures=tuple(figure for figure in subject.figures if figure.source in used),
    )


def test_a_plan_of_another_measure_is_told_by_its_name():
    both = evidence.views(subject_of("a plan of another measure", 1))
    told, chart = str(text.tell("plan", both)), charts.plan(both)
    assert "; the figure for tax paid is 2 billion yuan" in told
    assert chart.title == "The figure for tax paid equals 33–71% of the plan for 2026"
    assert "igned" not in told + chart.alt


def test_a_group_that_no_project_can_be_in_is_not_said_to_be_open():
    both = evidence.views(subject_of("all sorted and nothing printed", 1))
    seen = str(text.tell("answer", both))
    assert "For grid and cars, the article gives no amount" in seen and "chips, the" not in seen


def test_whatever_a_dataset_says_is_shown_as_text():
    hostile = "<script>alert(1)</script> A&B"

    def changed(record, *names):
        return dataclasses.replace(record, **dict.fromkeys(names, hostile))

    subject = load("jiangning-2020-05")
    subject = dataclasses.replace(
        changed(subject, "title", "date_note"),
        sources={i: changed(s, "title", "outlet", "note") for i, s in subject.sources.items()},
        vocabularies={
            name: {i: changed(term, "name", "note") for i, term in terms.items()}
            for name, terms in subject.vocabularies.items()
        },
        projects=tuple(changed(p, "name", "local_name", "note") for p in subject.projects),
        figures=tuple(changed(figure, "note") for figure in subject.figures),
    )
    texts, pictures = report_of(subject)
    for said in [*texts, *(picture.svg() for picture in pictures)]:
        assert "<script>alert" not in said
        assert "&amp;amp;" not in said and "&amp;lt;" not in said
    assert sum("&lt;script" in said for said in texts) >= 10


def report_of(subject):
    """Everything that a report shows of an announcement: its text as HTML, and its charts."""
    both = evidence.views(subject)
    drawn = [draw(both) for draw in PICTURES]
    told = [text.tell(section, both) for section in text.SECTIONS]
    dressed = [dress(both) for dress in TABLES]
    alone = (summary.summarised(both, []),)
    row = comparison.announcements(alone)
    dressed += [comparison.overview(row), comparison.conflicts(alone), comparison.versions(alone)]
    told += [text.masthead(both), comparison.answer(row), comparison.inference(row)]
    drawn += [draw(row) for draw in COMPARED]
    for frame in (columns.figures(both[1]), columns.projects(both[1]), columns.all_shares(both)):
        dressed.append(tables.table(frame))
    page = re.sub("(?s)<style.*?</style>", "", front.front_page(alone, site.Site()))
    html = [str(each.html) for each in (*told, *dressed) if each]
    return [*html, page], [each for each in drawn if each]
