"""Announcements whose truth is known, to test the model against."""

from datetime import date

from hypothesis import strategies as st

from helpers.dataset.entities import AnnouncedProject, Dataset, Figure, Measure, Source, Term
from helpers.figures.reading import read

SECTORS = ("grid", "cars", "chips")
ORIGINS = ("domestic", "foreign")
DAY = date(2020, 5, 20)


def figure(id_, printed, measure="investment", scope=(), source="S1"):
    reading = read(printed)
    unit = "projects" if measure == "projects" else reading.unit
    return Figure(
        id_,
        source,
        1,
        measure,
        tuple(scope),
        None,
        printed,
        reading,
        reading.interval,
        unit,
        "",
        f"figures.csv: row {id_}",
    )


def project(id_, sectors=SECTORS, origins=ORIGINS):
    return AnnouncedProject(
        id_, id_, "", 1, "S1", 1, {"sector": tuple(sectors), "origin": tuple(origins)}, "", ""
    )


def source(id_, role):
    return Source(id_, role, "", "", "", "", DAY, "en")


def announcement(projects, figures):
    return Dataset(
        id="synthetic",
        title="A signing",
        date=DAY,
        place="",
        currency="CNY",
        version="",
        updated=DAY,
        sources={"S1": source("S1", "article"), "S2": source("S2", "corroboration")},
        vocabularies={
            "sector": {sector: Term(sector, sector) for sector in SECTORS},
            "origin": {origin: Term(origin, origin) for origin in ORIGINS},
        },
        dimensions=("sector", "origin"),
        measures={
            "projects": Measure("projects", "projects", "projects", additive=True),
            "investment": Measure("investment", "investment", "money", additive=True),
        },
        projects=tuple(projects),
        figures=tuple(figures),
        changes=(),
        digest="",
    )


@st.composite
def phrases(draw, millions):
    """One honest way to print a whole number of million yuan: rounded, or with a qualifier."""
    kind = draw(st.sampled_from(["million", "billion", "over", "at least", "up to"]))
    if kind == "million":
        return f"{millions} million yuan"
    if kind == "billion":
        digits = draw(st.integers(1, 3))
        return f"{millions / 1000:.{digits}f} billion yuan"
    return f"{kind} {millions} million yuan"


@st.composite
def truths(draw):
    """Projects with their true amounts (in million yuan), sectors and origins."""
    number = draw(st.integers(1, 5))
    amounts, sectors = st.integers(100, 9000), st.sampled_from(SECTORS)
    origins = st.sampled_from(ORIGINS)
    return [(f"p{i}", draw(amounts), draw(sectors), draw(origins)) for i in range(number)]


@st.composite
def known_announcements(draw):
    """A truth, and an announcement that prints the total and, as it happens, some of the parts."""
    truth = draw(truths())
    projects = [
        project(
            id_,
            [sector] if draw(st.booleans()) else SECTORS,
            [origin] if draw(st.booleans()) else ORIGINS,
        )
        for id_, _, sector, origin in truth
    ]
    figures = [
        figure("total", f"{sum(t[1] for t in truth)} million yuan"),
        figure("count", str(len(truth)), "projects"),
    ]
    for id_, amount, *_ in truth:
        if draw(st.booleans()):
            figures.append(figure(f"amount-{id_}", draw(phrases(amount)), scope=[("project", id_)]))
    for dimension, place, groups in (("sector", 2, SECTORS), ("origin", 3, ORIGINS)):
        for group in groups:
            if draw(st.integers(0, 3)) == 0:
                amount = sum(t[1] for t in truth if t[place] == group)
                if amount:
                    figures.append(
                        figure(
                            f"{dimension}-{group}",
                            draw(phrases(amount)),
                            scope=[(dimension, group)],
                        )
                    )
                figures.append(
                    figure(
                        f"count-{group}",
                        str(sum(t[place] == group for t in truth)),
                        "projects",
                        [(dimension, group)],
                    )
                )
    return truth, announcement(projects, figures)
