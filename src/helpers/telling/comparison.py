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
from helpers.telling import columns, text
from helpers.telling.comparison_charts import (
    average,
    beyond,
    disclosure,
    foreign,
    is_known,
    of_one_pair,
    rates,
    ruled_out,
    sizes,
)
from helpers.telling.dress import DECIMALS, NONE, Shown, Table, laid_out
from helpers.telling.summary import Summary, read_all

__all__ = [
    "announcements",
    "answer",
    "conflicts",
    "disclosure",
    "foreign",
    "inference",
    "masthead",
    "overview",
    "rates",
    "sizes",
    "versions",
]


def __dir__() -> list[str]:
    return __all__


def announcements(
    summaries: Sequence[Summary] | None = None, project: Project | None = None
) -> pd.DataFrame:
    """One row per announcement, the earliest first, indexed by `announcement`.

    `disclosed` and the three columns of foreign shares are fractions of 1; averages are in US
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
    return {
        "announcement": summary.id,
        "title": summary.title,
        "label": summary.label,
        "date": summary.date,
        "place": summary.place,
        "currency": summary.currency,
        "total": summary.total,
        "adds_up": summary.adds_up,
        "projects": summary.projects,
        "projects_disclosed": summary.printed,
        "disclosed": np.nan if summary.disclosed is None else summary.disclosed,
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
    said = text.blocks("comparison/masthead", number=len(frame))
    page = '<header data-report="comparison" data-updated="{}">\n<h1>{}</h1>\n'
    page += '<p class="standfirst">{}</p>\n</header>'
    updated = frame.updated.max().date().isoformat()
    return text.Text(Markup(page).format(updated, said["headline"], said["standfirst"]))


def answer(frame: pd.DataFrame) -> text.Text:
    """What the comparison comes to, in a few sentences.

    >>> from helpers import comparison
    >>> "give some amounts" in str(comparison.answer(comparison.announcements()))
    True
    """
    whole = frame.projects_disclosed == frame.projects
    none = (frame.projects_disclosed == 0) & ~whole
    known = frame[is_known(frame)].sort_values("foreign")
    facts = {
        "number": len(frame),
        "whole": int(whole.sum()),
        "nothing": int(none.sum()),
        "some": int((~whole & ~none).sum()),
        "broken": list(frame.label[~frame.adds_up.astype(bool)]),
        "ends": [
            (words.percent(row.foreign), row.label)
            for row in columns.rows(known.iloc[[0, -1]] if len(known) > 1 else known)
        ],
        "known": len(known),
        "beyond": beyond(frame),
    }
    return _paragraphs("comparison/answer", facts)


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
    shown = [
        Shown("Announcement", links, width=23),
        Shown("Projects", [_number(row) for row in rows], numeric=True, width=9),
        Shown("Total", list(frame.total), numeric=True, width=19),
        Shown("By project", [_disclosed(row) for row in rows], numeric=True, width=13),
        Shown("Foreign", [_foreign(row) for row in rows], numeric=True, width=13),
        Shown("Average project", [average(row) or NONE for row in rows], numeric=True, width=15),
        Shown("Figures", [f"{row.figures:,}" for row in rows], numeric=True, width=8),
    ]
    caption = text.blocks("comparison/overview")["caption"]
    return laid_out(shown, frame, caption, id="table-announcements", file="announcements.csv")


def _number(row: columns.NamedRow) -> str:
    return NONE if pd.isna(row.projects) else f"{row.projects:,}"


def _disclosed(row: columns.NamedRow) -> str | Markup:
    unknown = np.isnan(row.disclosed) or not row.projects_disclosed
    return NONE if unknown else words.percent(row.disclosed)


def _foreign(row: columns.NamedRow) -> str | Markup:
    if np.isnan(row.foreign):
        return NONE
    return words.percent_range(row.foreign_low, row.foreign_high, DECIMALS)


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
        Shown("Gap", [f.away or NONE for _, f in failures], numeric=True, width=12),
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
