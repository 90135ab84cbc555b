"""The same notebook reports on any announcement: every function of the report, run on a few that are unlike the first."""

import dataclasses
import re

import pytest
from synthetic import announcement, figure, project

from helpers.dataset.entities import Measure
from helpers.dataset.loader import load
from helpers.model import evidence as model
from helpers.publishing import exporters as pages
from helpers.telling import charts, comparison, prose, summary, tables

PLAN = {
    "planned": Measure("planned", "investment planned", "money", "", "investment"),
    "growth": Measure("growth", "growth", "%"),
}
GRID, CARS = [("sector", "grid")], [("sector", "cars")]

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
    projects, figures = OTHERS[case]
    subject = announcement(projects, figures)
    object.__setattr__(subject, "measures", subject.measures | PLAN)
    object.__setattr__(subject, "sources", dict(list(subject.sources.items())[:sources]))
    if sources == 1:
        object.__setattr__(
            subject, "figures", tuple(f for f in subject.figures if f.source == "S1")
        )
    texts, pictures = report_of(subject)
    for picture in pictures:
        for width in (charts.WIDE, charts.NARROW):
            svg = picture.svg(width)
            assert all(-1 <= float(x) <= width for x in re.findall(r' x="([-0-9.]+)"', svg)), (
                picture.id
            )
    for text in [*texts, *(picture.alt for picture in pictures)]:
        text = re.sub(r"<[^>]*>", " ", re.sub(r"</?(?:a|strong|span)\b[^>]*>", "", text))
        assert not re.search(
            r"\b(nan|inf|None)\b|-0\.0|–-|\(\)|: *\.(?![0-9])|  ,| \. |100\.[1-9]%",
            text.replace("\n", " "),
        ), text


def test_whatever_a_dataset_says_is_shown_as_text():
    hostile = "<script>alert(1)</script> A&B"
    subject = load("jiangning-2020-05")
    subject = dataclasses.replace(
        subject,
        title=hostile,
        date_note=hostile,
        sources={
            id_: dataclasses.replace(source, title=hostile, outlet=hostile, note=hostile)
            for id_, source in subject.sources.items()
        },
        vocabularies={
            name: {
                id_: dataclasses.replace(term, name=hostile, note=hostile)
                for id_, term in terms.items()
            }
            for name, terms in subject.vocabularies.items()
        },
        projects=tuple(
            dataclasses.replace(p, name=hostile, local_name=hostile, note=hostile)
            for p in subject.projects
        ),
        figures=tuple(dataclasses.replace(f, note=hostile) for f in subject.figures),
    )
    texts, pictures = report_of(subject)
    for text in [*texts, *(picture.svg() for picture in pictures)]:
        assert "<script" not in text and "&amp;amp;" not in text and "&amp;lt;" not in text
    assert sum("&lt;script" in text for text in texts) >= 10


def report_of(subject):
    """Everything that the notebook shows of an announcement: its text as HTML, and its charts."""
    views = model.views(subject)
    pictures = [
        charts.shares(views),
        charts.bounds(views),
        charts.glance(views),
        charts.conflict(views[0]),
    ]
    pictures += [
        draw(views[1])
        for draw in (
            charts.projects,
            charts.origins,
            charts.exchange_rate,
            charts.growth,
            charts.plan,
        )
    ]
    texts = [
        write(views).data
        for write in (
            prose.title,
            prose.answer,
            prose.verdicts,
            prose.differences,
            prose.conflicts,
            prose.shares,
            prose.origins,
            prose.exchange_rates,
            prose.growth,
            prose.plans,
            prose.unknowns,
        )
    ]
    texts += [
        tables.show_figures(views).data,
        tables.show_shares(views, "sector").data,
        tables.show_projects(views[1]).data,
        tables.show_judgements(subject).data,
    ]
    alone = (summary.summarised(views, []),)
    texts += [
        write(alone).data
        for write in (
            comparison.summary,
            comparison.overview,
            comparison.inference,
            comparison.failures,
        )
    ]
    pictures += [
        draw(alone)
        for draw in (comparison.disclosure, comparison.foreign, comparison.sizes, comparison.rates)
    ]
    texts += [prose.finding(views), re.sub("(?s)<style.*?</style>", "", pages.front_page(alone))]
    for table in (tables.figures(views[1]), tables.shares(views), tables.projects(views[1])):
        assert table.notna().all(axis=None) if len(table) else True
    return texts, [picture for picture in pictures if picture]
