"""The same notebook reports on any announcement: every function of the report, run on a few that are unlike the first."""

import re

import pytest
from synthetic import announcement, figure, project

from helpers import charts, model, prose, tables
from helpers.announcement import Measure

PLAN = {"planned": Measure("planned", "investment planned", "money", "", "investment"), "growth": Measure("growth", "growth", "%")}
GRID, CARS = [("sector", "grid")], [("sector", "cars")]

OTHERS = {
    "one source, all printed by project": ([project("a", ["grid"]), project("b", ["cars"])], [
        figure("total", "91.15 billion yuan"), figure("a", "64.02 billion yuan", scope=[("project", "a")]), figure("b", "27.13 billion yuan", scope=[("project", "b")])]),
    "sector totals only": ([project("a"), project("b")], [figure("total", "91.15 billion yuan"), figure("grid", "64.02 billion yuan", scope=GRID)]),
    "counts only": ([project("a"), project("b")], [figure("count", "2", "projects"), figure("grid", "1", "projects", GRID)]),
    "nothing at all": ([project("a")], []),
    "a total that is a floor": ([project("a", ["grid"]), project("b")], [figure("total", "at least 20 billion yuan"), figure("a", "5 billion yuan", scope=[("project", "a")])]),
    "a total that is over something": ([project("a", ["grid"]), project("b")], [figure("total", "over 20 billion yuan"), figure("a", "5 billion yuan", scope=[("project", "a")])]),
    "origins without counts": ([project(f"p{i}") for i in range(10)], [
        figure("total", "20 billion yuan"), figure("d", "13 billion yuan", scope=[("origin", "domestic")]), figure("f", "7 billion yuan", scope=[("origin", "foreign")])]),
    "no growth, and more signed than planned": ([project("a", ["grid"])], [
        figure("total", "20 billion yuan"), figure("plan", "9 billion yuan", "planned"), figure("growth", "0%", "growth"), figure("fall", "-3.5%", "growth", source="S2")]),
    "a plan that may be nothing": ([project("a", ["grid"])], [figure("total", "20 billion yuan"), figure("plan", "up to 70 billion yuan", "planned")]),
    "a share of nothing": ([project("a", ["grid"]), project("b", ["cars"])], [figure("total", "20 billion yuan"), figure("a", "20 billion yuan", scope=[("project", "a")])]),
}


@pytest.mark.parametrize("case", OTHERS)
@pytest.mark.parametrize("sources", [1, 2])
def test_every_part_of_the_report_can_be_made_and_says_nothing_absurd(case, sources):
    projects, figures = OTHERS[case]
    subject = announcement(projects, figures)
    object.__setattr__(subject, "measures", subject.measures | PLAN)
    object.__setattr__(subject, "sources", dict(list(subject.sources.items())[:sources]))
    if sources == 1:
        object.__setattr__(subject, "figures", tuple(f for f in subject.figures if f.source == "S1"))
    views = model.views(subject)
    pictures = [charts.shares(views), charts.bounds(views), *(draw(views[1]) for draw in (charts.projects, charts.origins, charts.exchange_rate, charts.growth, charts.plan))]
    texts = [write(views).data for write in (
        prose.title, prose.answer, prose.verdicts, prose.differences, prose.shares, prose.origins, prose.exchange_rates, prose.growth, prose.plans, prose.unknowns)]
    texts += [tables.show_figures(views).data, tables.show_shares(views, "sector").data, tables.show_projects(views[1]).data, tables.show_judgements(subject).data]
    texts += [table.to_csv() for table in (tables.figures(views[1]), tables.shares(views), tables.projects(views[1]))]
    for picture in filter(None, pictures):
        texts.append(picture.alt)
        for width in (charts.WIDE, charts.NARROW):
            svg = picture.svg(width)
            assert all(-1 <= float(x) <= width for x in re.findall(r' x="([-0-9.]+)"', svg)), picture.id
    for text in texts:
        text = re.sub(r"<[^>]*>", " ", text)
        assert not re.search(r"\b(nan|inf|None)\b|-0\.0|–-|\(\)|: *\.(?![0-9])|  ,| \. |100\.[1-9]%", text.replace("\n", " ")), text
