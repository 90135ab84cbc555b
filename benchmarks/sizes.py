"""Work out the shares and the audit of large made-up announcements, and say what it takes.

python benchmarks/sizes.py [NAME …]

Names are those of the cases below, all of them by default. For each, the seconds of CPU are told of
the shares, of the audit and of the conflicts, and then the most memory that was used so far.
"""

import dataclasses
import datetime
import random
import resource
import sys
import time

from helpers.dataset.entities import (
    AnnouncedProject,
    Dataset,
    Figure,
    Measure,
    Source,
    Term,
)
from helpers.figures.reading import read
from helpers.model.evidence import ALL_SOURCES, Evidence


@dataclasses.dataclass(frozen=True)
class Case:
    projects: int
    terms: int  # of each dimension
    figures: int
    dimensions: int = 1
    unknown: float = 0.9  # the part of the projects whose group nobody names
    wrong: float = 0.0  # the part of the sums by group that are seven times too large
    audited: bool = True


CASES = {
    "200-projects-30-sectors": Case(200, 30, 100),
    "3000-projects-500-sectors": Case(3000, 500, 400, unknown=0.1, audited=False),
    "6-dimensions-12-terms": Case(10, 12, 60, dimensions=6),
    "60-figures-in-conflict": Case(20, 40, 60, wrong=0.5, audited=False),
}


def figure(id_, printed, measure="investment", scope=()):
    reading = read(printed)
    unit = "projects" if measure == "projects" else reading.unit
    where = ("S1", 1, measure, scope, None, printed, reading, reading.interval, unit, "", id_)
    return Figure(id_, *where)


def announcement(case, chance):
    groups = {
        f"dimension{number}": [f"d{number}-{term}" for term in range(case.terms)]
        for number in range(case.dimensions)
    }
    truth = {
        f"p{number}": (
            chance.randint(100, 9000),
            {name: chance.choice(ids) for name, ids in groups.items()},
        )
        for number in range(case.projects)
    }
    projects = []
    for id_, (_, own) in truth.items():
        known = {
            name: tuple(ids) if chance.random() < case.unknown else (own[name],)
            for name, ids in groups.items()
        }
        projects.append(AnnouncedProject(id_, id_, "", 1, "S1", 1, known, "", ""))
    figures = [
        figure("total", f"{sum(amount for amount, _ in truth.values())} million yuan"),
        figure("number", str(case.projects), "projects"),
    ]
    sums = [(name, group) for name, ids in groups.items() for group in ids]
    single = [("project", id_) for id_ in truth]
    chance.shuffle(sums)
    kept = min(len(sums), case.figures * 3 // 5)
    for name, group in [*sums[:kept], *single[: case.figures - kept]]:
        amount = _amount(name, group, truth)
        if name != "project" and chance.random() < case.wrong:
            amount *= 7
        printed = f"{amount} million yuan"
        figures.append(figure(f"{name}-{group}", printed, scope=((name, group),)))
    return _dataset(groups, projects, figures)


def _amount(name, group, truth):
    if name == "project":
        return truth[group][0]
    return sum(amount for amount, own in truth.values() if own[name] == group)


def _dataset(groups, projects, figures):
    date = datetime.date(2020, 5, 20)
    source = Source("S1", "article", "", "", "", "", date, "en")
    return Dataset(
        id="made-up",
        title="A signing",
        date=date,
        place="",
        currency="CNY",
        version="",
        updated=date,
        sources={"S1": source},
        vocabularies={name: {id_: Term(id_, id_) for id_ in ids} for name, ids in groups.items()},
        dimensions=tuple(groups),
        measures={
            "projects": Measure("projects", "projects", "projects", additive=True),
            "investment": Measure("investment", "investment", "money", additive=True),
        },
        projects=tuple(projects),
        figures=tuple(figures),
        changes=(),
        digest="",
    )


def measured(name, case):
    evidence = Evidence(ALL_SOURCES, announcement(case, random.Random(name)), frozenset(["S1"]))
    steps = {"shares": lambda: evidence.shares("dimension0"), "audit": lambda: evidence.audit}
    steps["conflicts"] = lambda: evidence.conflicts
    if not case.audited:
        del steps["audit"]
    seconds = []
    for what, work in steps.items():
        start = time.process_time()
        work()
        seconds.append(f"{what} {time.process_time() - start:.1f} s")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name}: {', '.join(seconds)}; {memory} MB")


if __name__ == "__main__":
    for wanted in sys.argv[1:] or CASES:
        measured(wanted, CASES[wanted])
