"""What a report finds, as plain data: all that comparison and front page need to know of it.

It is kept as a file of the report, `reports/<id>/summary.json`, so that no announcement is solved
again to stand beside others, of which there may be a thousand.
"""

import dataclasses
import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.dataset.loader import settled_ids
from helpers.dataset.rates import market_rate
from helpers.figures import wording
from helpers.model.bounds import rounded
from helpers.model.evidence import Evidence, Rate, Share
from helpers.model.findings import Findings, findings
from helpers.project import DATASET_FILES, ProblemsError, Project, digest
from helpers.telling import text
from helpers.telling.outcomes import Outcome, in_words

DIGITS = 10  # significant: the solver's own last digits are not among them


@dataclass(frozen=True)
class Failure:
    """A figure of the article that is in conflict.

    `low` and `high` bound what the others allow it to be, None where there is no bound; `gap` is
    how far away that is, in `unit`, and 0 where the figure is only not taken literally
    (`corrected`).
    """

    printed: str
    language: str
    name: str
    unit: str
    low: float | None
    high: float | None
    gap: float
    corrected: bool

    @property
    def allowed(self) -> str:
        """What the others allow, as text; empty where the figure is only not taken literally."""
        if not self.gap:
            return ""
        low = -float("inf") if self.low is None else self.low
        high = float("inf") if self.high is None else self.high
        return wording.span(low, high, self.unit)

    @property
    def away(self) -> str:
        """The gap as text, empty where there is none."""
        return wording.quantity(self.gap, self.unit) if self.gap else ""


@dataclass(frozen=True)
class Summary:
    """What all sources of an announcement together allow to say of it.

    `total_usd` bounds all the money in US dollars at the market’s rate of the day. `printed` is the
    number of projects with an amount, and `disclosed` their part of the money, None where no share
    can be computed. `traced` is the part known to be in some sector, `traced_outside` what of it
    lies in none that the article names; None where nothing is sorted by sector. `average` has the
    bounds of the average project in US dollars at the market's rate of the day. `rate` is the one
    that the figures imply; `rate_stated` says whether the dataset states the market's beside it.
    `failures` are those of the article's `figures` that are in conflict. `finding` is the headline,
    `picture` the small chart of the answer as SVG and `alt` its text; `resources` are the tables of
    the dataset, as a Data Package lists them.
    """

    id: str
    title: str
    label: str
    date: datetime.date
    place: str
    currency: str
    money: str
    noun: str
    updated: datetime.date
    version: str
    digest: str
    projects: int | None
    printed: int
    total: str
    total_usd: tuple[float, float | None] | None
    adds_up: bool
    disclosed: float | None
    traced: float | None
    traced_outside: float | None
    foreign: Share | None
    average: tuple[float, float] | None
    rate: Rate | None
    rate_stated: bool
    figures: int
    failures: list[Failure]
    outcomes: list[Outcome]
    finding: str
    picture: str
    alt: str
    resources: list[dict[str, Any]]


def summarised(
    views: tuple[Evidence, Evidence],
    resources: Iterable[dict[str, Any]],
    picture: str = "",
    alt: str = "",
    headline: str = "",
) -> Summary:
    """The summary of an announcement; the picture and its alt text are drawn by the caller.

    `headline` is that of a notebook of its own; without one, the finding speaks for itself.
    """
    found = findings(views)
    dataset, disclosed = found.dataset, found.disclosed[found.everything.name]
    rate = next((each.rate for each in found.implied_rates), None)
    by_sector = found.everything.has_shares and found.lead == "sector"
    return Summary(
        id=dataset.id,
        title=dataset.title,
        label=dataset.label or dataset.title,
        date=dataset.date,
        place=dataset.place,
        currency=dataset.currency,
        money=dataset.money,
        noun=dataset.noun,
        updated=dataset.updated,
        version=dataset.version,
        digest=dataset.digest,
        projects=round(found.projects[0]) or None,
        printed=disclosed.projects,
        total=text.total(found),
        total_usd=_total(found),
        adds_up=found.everything.adds_up,
        disclosed=disclosed.low if found.everything.has_shares else None,
        traced=found.answer.known if by_sector else None,
        traced_outside=found.answer.outside if by_sector else None,
        foreign=_foreign(found),
        average=_average(found),
        rate=rate,
        rate_stated=rate is not None and rate.currency in dataset.rates,
        figures=len(found.checked),
        failures=list(_failures(found)),
        outcomes=list(in_words(found)),
        finding=headline or text.finding(found),
        picture=picture,
        alt=alt,
        resources=list(resources),
    )


def _total(found: Findings) -> tuple[float, float | None] | None:
    """The bounds of all the money in US dollars, at the market's rate of the day."""
    dataset = found.dataset
    dollars = market_rate(dataset.currency, "USD", dataset.date)
    if not dollars or not found.total_known:
        return None
    low, high = found.total
    return rounded(low * dollars), _finite(rounded(high * dollars))


def _foreign(found: Findings) -> Share | None:
    if not found.everything.has_shares or "origin" not in found.dataset.dimensions:
        return None
    shares = found.everything.shares("origin")
    return next((share for share in shares if share.group == "foreign"), None)


def _average(found: Findings) -> tuple[float, float] | None:
    """The bounds of the average project in US dollars, at the market's rate of the day."""
    dataset = found.dataset
    dollars = market_rate(dataset.currency, "USD", dataset.date)
    fewest, most = found.projects
    if not dollars or not found.everything.has_shares or not fewest or most == float("inf"):
        return None
    low, high = found.everything.total()
    return low * dollars / most, high * dollars / fewest


def _failures(found: Findings) -> Iterator[Failure]:
    for each in found.having("contradicted"):
        figure, verdict = each.figure, each.verdict
        yield Failure(
            printed=figure.printed,
            language=found.dataset.sources[figure.source].language,
            name=text.figure_name(figure, found.dataset),
            unit=figure.unit,
            low=_finite(verdict.low),
            high=_finite(verdict.high),
            gap=verdict.gap,
            corrected=figure.corrected,
        )


def _finite(value: float) -> float | None:
    return value if abs(value) < float("inf") else None


def written(summary: Summary) -> bytes:
    """A summary as JSON, its numbers to ten significant digits."""
    values = _rounded(dataclasses.asdict(summary))
    options: dict[str, Any] = {"ensure_ascii": False, "indent": 1, "allow_nan": False}
    return f"{json.dumps(values, default=datetime.date.isoformat, **options)}\n".encode()


def _rounded(value: Any) -> Any:
    match value:
        case float():
            return float(f"{value:.{DIGITS}g}")
        case dict():
            return {name: _rounded(part) for name, part in value.items()}
        case list() | tuple():
            return [_rounded(part) for part in value]
    return value


def read_all(project: Project) -> tuple[Summary, ...]:
    """The summaries of the reports in `reports/`, the earliest announcement first.

    Raises ProblemsError where a report is missing, or was made from other data than stand in
    `data/`. A worker is given summaries and no data: it takes them as they are.
    """
    found, problems = [], []
    settled = settled_ids(project)
    for id_ in settled or _reported_ids(project):
        summary = _read(project.reports / id_ / "summary.json")
        folder = project.dataset_folder(id_)
        if summary is None or (settled and summary.digest != _digest(folder)):
            problems.append(
                f"reports/{id_}: there is no report of the data as they are; "
                f"run announcement build {id_}"
            )
            continue
        found.append(summary)
    if problems:
        raise ProblemsError(*problems)
    return tuple(sorted(found, key=lambda summary: (summary.date, summary.id)))


def _reported_ids(project: Project) -> list[str]:
    return sorted(path.parent.name for path in project.reports.glob("*/summary.json"))


def _digest(folder: Path) -> str:
    return digest(*(folder / name for name in DATASET_FILES))


def _read(path: Path) -> Summary | None:
    """A summary from its file; None if there is none, or another version of the code wrote it."""
    try:
        return _restored(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _restored(values: dict[str, Any]) -> Summary:
    for name in ("date", "updated"):
        values[name] = datetime.date.fromisoformat(values[name])
    if values["foreign"]:
        values["foreign"] = Share(**values["foreign"])
    if values["rate"]:
        values["rate"] = Rate(**values["rate"])
    for name in ("average", "total_usd"):
        if values[name]:
            values[name] = tuple(values[name])
    values["outcomes"] = [Outcome(**outcome) for outcome in values["outcomes"]]
    values["failures"] = [Failure(**failure) for failure in values["failures"]]
    return Summary(**values)
