"""All announcements side by side: one numeric frame, and the tables, charts and sentences made of
it.

`announcements()` reads what the reports have found, `reports/<id>/summary.json`, so that nothing is
solved again; every other function takes that frame.

>>> from helpers import comparison
>>> announcements = comparison.announcements()
>>> announcements.query("currency == 'CNY'").foreign.max().round(3)
np.float64(0.535)
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from markupsafe import Markup

from helpers.figures import wording as words
from helpers.project import Project
from helpers.telling import columns, comparison_time, text
from helpers.telling.charts.chart import Chart
from helpers.telling.comparison_charts import (
    ALL,
    NEXT_TO_NOTHING,
    OPEN,
    average,
    ends_of,
    foreign,
    how_traced,
    in_dollars,
    of_one_pair,
    rates,
    ruled_out,
    share,
    sizes,
    sizes_of,
    traced,
)
from helpers.telling.comparison_time import series
from helpers.telling.dress import NONE, Shown, Table, laid_out
from helpers.telling.summary import Summary, read_all

__all__ = [
    "announcements",
    "answer",
    "conflicts",
    "foreign",
    "inference",
    "masthead",
    "outcomes",
    "overview",
    "rates",
    "series",
    "sizes",
    "traced",
    "versions",
]


def __dir__() -> list[str]:
    return __all__


def announcements(
    summaries: Sequence[Summary] | None = None, project: Project | None = None
) -> pd.DataFrame:
    """One row per announcement, the earliest first, indexed by `announcement`.

    `disclosed`, `traced` and the foreign shares are fractions of 1; totals and averages are in US
    dollars at the market's rate of the day; rates are units of the announcement's currency for one
    of `rate_currency`. What no source gives, and what cannot be computed, is missing. Raises
    ProblemsError where a report is missing, or older than its data.

    >>> announcements().dtypes["disclosed"]
    dtype('float64')
    """
    found = _read(project) if summaries is None else summaries
    return columns.framed("announcements", [_row(each) for each in found])


def _read(project: Project | None) -> Sequence[Summary]:
    return read_all(project or Project.find())


def _row(summary: Summary) -> columns.Row:
    shares, rate = summary.foreign, summary.rate
    low, high = summary.average or (np.nan, np.nan)
    total_low, total_high = summary.total_usd or (np.nan, np.nan)
    return {
        "announcement": summary.id,
        "title": summary.title,
        "label": summary.label,
        "date": summary.date,
        "place": summary.place,
        "currency": summary.currency,
        "money": summary.money,
        "noun": summary.noun,
        "total": summary.total,
        "total_low_usd": total_low,
        "total_high_usd": np.inf if total_high is None else total_high,
        "adds_up": summary.adds_up,
        "projects": summary.projects,
        "projects_disclosed": summary.printed,
        "disclosed": np.nan if summary.disclosed is None else summary.disclosed,
        "traced": np.nan if summary.traced is None else summary.traced,
        "traced_outside": np.nan if summary.traced_outside is None else summary.traced_outside,
        "foreign": shares.known if shares else np.nan,
        "foreign_low": shares.low if shares else np.nan,
        "foreign_high": shares.high if shares else np.nan,
        "average_low_usd": low,
        "average_high_usd": high,
        "rate_currency": rate.currency if rate else None,
        "rate_implied": rate.value if rate else np.nan,
        "rate_low": rate.low if rate else np.nan,
        "rate_high": rate.high if rate else np.nan,
        "rate_market": rate.market if rate else np.nan,
        "rate_stated": summary.rate_stated,
        "figures": summary.figures,
        "conflicting": len(summary.failures),
        "updated": summary.updated,
    }


def masthead(frame: pd.DataFrame) -> text.Text:
    """The head of the page: its title, and in a sentence what it compares.

    >>> from helpers import comparison
    >>> "data-report" in comparison.masthead(comparison.announcements()).html
    True
    """
    days = {"first": frame.date.min(), "last": frame.date.max()}
    said = text.blocks("comparison/masthead", number=len(frame), **how_traced(frame), **days)
    page = '<header data-report="comparison" data-updated="{}">\n<h1>{}</h1>\n'
    page += '<p class="standfirst">{}</p>\n</header>'
    updated = frame.updated.max().date().isoformat()
    headline = words.sentence(said["headline"])
    return text.Text(Markup(page).format(updated, headline, said["standfirst"]))


def answer(frame: pd.DataFrame) -> text.Text:
    """What the comparison comes to, in a few sentences, each true of every row.

    >>> from helpers import comparison
    >>> "lowest at 3.9%" in str(comparison.answer(comparison.announcements()))
    True
    """
    adds_up = frame.adds_up.astype(bool)
    partly = frame[(frame.traced > NEXT_TO_NOTHING) & (frame.traced < ALL)]
    partly = partly.sort_values("traced", ascending=False)
    limited = frame[frame.foreign_high - frame.foreign_low < OPEN]
    facts = {
        "number": len(frame),
        "part": words.listed_apart(
            f"{words.percent(row.traced)} in {row.label}" for row in columns.rows(partly)
        ),
        "unsorted": list(frame.label[frame.traced.isna() & adds_up]),
        "broken": list(frame.label[~adds_up]),
        "limited": len(limited),
        "ends": ends_of(limited) if len(limited) else [],
        "range": [
            words.percent(end) for end in (limited.foreign_low.min(), limited.foreign_high.max())
        ],
        "sizes": sizes_of(frame),
    }
    return _paragraphs("comparison/answer", how_traced(frame) | facts)


def inference(frame: pd.DataFrame) -> text.Text | None:
    """What the implied rates suggest, and that it is no more than that; None without any.

    >>> from helpers import comparison
    >>> "planning rate" in str(comparison.inference(comparison.announcements()))
    True
    """
    rated = of_one_pair(frame)
    if rated.empty:
        return None
    apart = rated[ruled_out(rated)]
    within = rated[~ruled_out(rated)]
    facts = {
        "apart": list(apart.label),
        "used": [words.rate(apart.rate_implied.min()), words.rate(apart.rate_implied.max())],
        "market": [
            f"{words.rate(row.rate_market, 5)} on {words.day(row.date)}"
            for row in columns.rows(apart)
        ],
        "within": [
            (row.label, words.rate(row.rate_implied), words.rate(row.rate_market, 5))
            for row in columns.rows(within)
        ],
    }
    return _paragraphs("comparison/inference", facts)


def _paragraphs(template: str, facts: Mapping[str, object]) -> text.Text:
    """The blocks of a template as paragraphs, the one named `lead` in bold; empty ones are left
    out.
    """
    said = text.blocks(template, **facts)
    bold = Markup("<p><strong>{}</strong></p>")
    plain = Markup("<p>{}</p>")
    parts = [
        (bold if name == "lead" else plain).format(words.sentence(block))
        for name, block in said.items()
        if block
    ]
    return text.Text(Markup("\n").join(parts))


def overview(frame: pd.DataFrame) -> Table:
    """One row per announcement, with what the charts show in numbers.

    >>> from helpers import comparison
    >>> "Jiangning, May 2020" in comparison.overview(comparison.announcements()).html
    True
    """
    links = [
        Markup('<a href="{}.html">{}</a>').format(id_, label) for id_, label in frame.label.items()
    ]
    rows = columns.rows(frame)
    dollars = [in_dollars(row.total_low_usd, row.total_high_usd) or NONE for row in rows]
    shown = [
        Shown("Announcement", links, width=20),
        Shown("Date", [words.day(row.date) for row in rows], width=12),
        Shown("Counted", [_number(row) for row in rows], numeric=True, width=8),
        Shown("Total", list(frame.total), numeric=True, width=16),
        Shown("In dollars", dollars, numeric=True, width=13),
        Shown("To a sector", [_traced(row) for row in rows], numeric=True, width=8),
        Shown("Foreign", [_foreign(row) for row in rows], numeric=True, width=10),
        Shown("Average", [average(row) or NONE for row in rows], numeric=True, width=13),
    ]
    caption = text.blocks("comparison/overview")["caption"]
    return laid_out(shown, frame, caption, id="table-announcements", file="announcements.csv")


def _number(row: columns.NamedRow) -> str | Markup:
    return NONE if pd.isna(row.projects) else f"{row.projects:,}"


def _traced(row: columns.NamedRow) -> str | Markup:
    return NONE if np.isnan(row.traced) else words.percent(row.traced)


def _foreign(row: columns.NamedRow) -> str | Markup:
    return NONE if np.isnan(row.foreign) else share(row)


def outcomes(
    summaries: Sequence[Summary] | None = None, project: Project | None = None
) -> Chart | None:
    """What came of what was announced, where a later source says; None where none does.

    >>> from helpers import comparison
    >>> chart = comparison.outcomes()
    >>> chart is None or chart.id == "outcomes"
    True
    """
    return comparison_time.outcomes(_read(project) if summaries is None else summaries)


def conflicts(
    summaries: Sequence[Summary] | None = None, project: Project | None = None
) -> Table | None:
    """The figures of each article that the others rule out, or that we take otherwise than
    worded.

    >>> from helpers import comparison
    >>> comparison.conflicts().frame.announcement.nunique()
    2
    """
    found = _read(project) if summaries is None else summaries
    failures = [(each, failure) for each in found for failure in each.failures]
    if not failures:
        return None
    frame = pd.DataFrame(
        {
            "announcement": [each.id for each, _ in failures],
            "figure": [failure.name for _, failure in failures],
            "printed": [failure.printed for _, failure in failures],
            "unit": [failure.unit for _, failure in failures],
            "implied_low": [failure.low for _, failure in failures],
            "implied_high": [failure.high for _, failure in failures],
            "gap": [failure.gap for _, failure in failures],
        }
    )
    phrases = [text.in_language(failure.printed, failure.language) for _, failure in failures]
    shown = [
        Shown("Announcement", [each.label for each, _ in failures], width=22),
        Shown("As printed", phrases, width=20),
        Shown("What it is", list(frame.figure), width=26),
        Shown("The others allow", [f.allowed or NONE for _, f in failures], numeric=True, width=20),
        Shown("Gap, at least", [f.away or NONE for _, f in failures], numeric=True, width=12),
    ]
    checked = sum(each.figures for each in found)
    facts = {"number": len(failures), "checked": checked}
    caption = words.sentence(text.blocks("comparison/conflicts", **facts)["caption"])
    return laid_out(shown, frame, caption, id="table-conflicts", file="conflicts.csv")


def versions(summaries: Sequence[Summary] | None = None, project: Project | None = None) -> Table:
    """The versions of the datasets that the comparison was made from.

    >>> from helpers import comparison
    >>> comparison.versions().frame.version.isna().any()
    np.False_
    """
    found = _read(project) if summaries is None else summaries
    frame = pd.DataFrame(
        {
            "announcement": [each.id for each in found],
            "version": [each.version for each in found],
            "digest": [each.digest for each in found],
        }
    )
    shown = [
        Shown("Dataset", [each.label for each in found]),
        Shown("Version", list(frame.version)),
        Shown("SHA-256 begins", list(frame.digest)),
    ]
    caption = text.blocks("comparison/versions", code=text.version(text.DISTRIBUTION))["caption"]
    return laid_out(shown, frame, caption, id="table-versions", file="versions.csv")
