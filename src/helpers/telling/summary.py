"""What a report finds, in plain data: all that the comparison, the front page and other programs need to know of it.

It is kept as a file of the report, `reports/<id>/summary.json`, so that no announcement is solved again to stand beside
others, of which there may be a thousand.
"""

import dataclasses
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from helpers.dataset.loader import settled_ids
from helpers.dataset.rates import market_rate
from helpers.figures import wording as words
from helpers.model.evidence import Evidence, Rate, Share
from helpers.project import DATASET_FILES, ProblemsError, Project, digest
from helpers.telling import charts, prose, tables


@dataclass(frozen=True)
class Failure:
    """A figure that fails the audit: what it measures, what the others allow it to be, and how far away that is."""

    printed: str
    language: str
    name: str
    allowed: str
    away: str


@dataclass(frozen=True)
class Summary:
    """What all reports of an announcement together allow to say of it.

    `disclosed` is the part of the money whose project is printed, None where no share can be computed; `average` the
    bounds of the size of a project in US dollars at the market's rate of the day; `rate` the rate that it implies, and
    `rate_stated` whether the market's beside it is one that the dataset states; `failures` those of the article's
    `figures` that fail the audit; `picture` and `alt` the answer's chart; `resources` the tables of the dataset, as a
    Data Package lists them.
    """

    id: str
    title: str
    label: str
    date: date
    currency: str
    updated: date
    version: str
    digest: str
    projects: int
    printed: int
    total: str
    adds_up: bool
    disclosed: float | None
    foreign: Share | None
    average: tuple[float, float] | None
    rate: Rate | None
    rate_stated: bool
    figures: int
    failures: list[Failure]
    finding: str
    picture: str
    alt: str
    resources: list[dict]


def summarised(views: tuple[Evidence, Evidence], resources: Iterable[dict]) -> Summary:
    """The summary of an announcement, by its views and the tables of its dataset."""
    view = views[1]
    announcement = view.dataset
    (low, high), (count, most) = view.total(), view.project_count()
    printed, disclosed, _ = view.disclosed()
    solved = view.has_shares
    origins = view.shares("origin") if solved and "origin" in announcement.dimensions else ()
    dollars = market_rate(announcement.currency, "USD", announcement.date)
    sized = solved and dollars and count and most < float("inf")
    rate = (
        next((rate for rate in view.rates.values() if rate.implied), None) if view.adds_up else None
    )
    chart = charts.glance(views)
    same = ("id", "title", "date", "currency", "updated", "version", "digest")
    return Summary(
        **{name: getattr(announcement, name) for name in same},
        label=announcement.label or announcement.title,
        projects=count,
        printed=printed,
        total=words.total(view),
        adds_up=view.adds_up,
        disclosed=disclosed if solved else None,
        foreign=next((share for share in origins if share.group == "foreign"), None),
        average=(low * dollars / most, high * dollars / count) if sized else None,
        rate=rate,
        rate_stated=bool(rate) and rate.currency in announcement.rates,
        figures=len(views[0].figures),
        failures=list(_failures(views)),
        finding=prose.finding(views),
        picture=chart.svg(charts.NARROW, framed=False) if chart else "",
        alt=chart.alt if chart else "",
        resources=list(resources),
    )


def _failures(views):
    """The figures of the article that all the others, with all reports, rule out, or that are read otherwise."""
    verdicts, announcement = views[1].audit, views[1].dataset
    for figure in views[0].figures:
        verdict = verdicts[figure.id]
        if verdict.verdict == "contradicted":
            yield Failure(
                printed=figure.printed,
                language=announcement.sources[figure.source].language,
                name=tables.figure_name(figure, announcement),
                allowed=words.span(verdict.low, verdict.high, figure.unit)
                if verdict.gap
                else "read otherwise, as a judgement",
                away=words.quantity(verdict.gap, figure.unit) if verdict.gap else "–",
            )


def written(summary: Summary) -> bytes:
    """A summary as JSON; its numbers to ten significant digits, so that no solver's last ones stand in it."""
    values = _rounded(dataclasses.asdict(summary))
    return (
        json.dumps(values, ensure_ascii=False, indent=1, default=date.isoformat, allow_nan=False)
        + "\n"
    ).encode()


def _rounded(value):
    match value:
        case float():
            return float(f"{value:.10g}")
        case dict():
            return {name: _rounded(part) for name, part in value.items()}
        case list() | tuple():
            return [_rounded(part) for part in value]
    return value


def read_all() -> tuple[Summary, ...]:
    """The summaries of the reports that stand in `reports/`, the earliest announcement first. Raises ProblemsError where
    a report is missing, or is one of other data than stand in `data/`, if any do: a worker is given summaries alone.
    """
    root, problems = Project.find().root, []
    settled, found = settled_ids(Project.find()), []
    for id_ in settled or sorted(
        path.parent.name for path in (root / "reports").glob("*/summary.json")
    ):
        try:
            found.append(_read(root / "reports" / id_ / "summary.json"))
            current = not settled or found[-1].digest == digest(
                *(root / "data" / id_ / file for file in DATASET_FILES)
            )
        except (
            OSError,
            ValueError,
            TypeError,
            KeyError,
        ):  # none, or one that another version of the code has written
            current = False
        if not current:
            problems.append(
                f"reports/{id_}: there is no report of the data as they are; run announcement build {id_}"
            )
    if problems:
        raise ProblemsError(*problems)
    return tuple(sorted(found, key=lambda s: (s.date, s.id)))


def _read(path):
    values = json.loads(path.read_bytes())
    values |= {name: date.fromisoformat(values[name]) for name in ("date", "updated")}
    kinds = {"foreign": Share, "rate": Rate}
    values |= {name: values[name] and kind(**values[name]) for name, kind in kinds.items()}
    values["failures"] = [Failure(**failure) for failure in values["failures"]]
    values["average"] = values["average"] and tuple(values["average"])
    return Summary(**values)
