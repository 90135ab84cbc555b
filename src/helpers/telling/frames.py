"""The public library: an announcement, what its sources allow, and "what if", as pandas frames
with numbers in them.

Amounts are in whole units of a currency, shares are fractions of 1, and every frame is indexed by
what it is about. The columns are declared in ``helpers.dataset.schema``; the CSV files of a
report are these frames, written out.

>>> from helpers import load, views
>>> signing = load("jiangning-2020-05")
>>> article, everything = views(signing)
>>> everything.shares("sector").query("known > .1").known.round(3).to_dict()
{'outside': 0.454}
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

import pandas as pd

from helpers.dataset import loader
from helpers.dataset.entities import Dataset, number_of
from helpers.figures import wording as words
from helpers.figures.article import Article
from helpers.model import evidence as model
from helpers.model.evidence import Evidence
from helpers.model.findings import Findings, findings
from helpers.project import Project
from helpers.telling import columns, labels
from helpers.telling.view import Bound, View, Views, paired

__all__ = [
    "All",
    "Announcement",
    "Bound",
    "View",
    "Views",
    "csv",
    "evidences",
    "found",
    "load",
    "load_all",
    "views",
]


@dataclass(frozen=True, eq=False)
class Announcement:
    """An announcement as its sources give it: who says what, as frames; `dataset` is what the
    folder of `data/` holds.

    >>> from helpers import load
    >>> load("jiangning-2020-05")
    Announcement(jiangning-2020-05: 5 sources, 60 figures, 16 projects)
    """

    dataset: Dataset

    def __repr__(self) -> str:
        number = number_of(self.dataset.projects)
        projects = "projects" if number is None else labels.counted(number, "project")
        return (
            f"Announcement({self.id}: {labels.counted(len(self.dataset.sources), 'source')}, "
            f"{labels.counted(len(self.dataset.figures), 'figure')}, "
            f"{projects})"
        )

    @property
    def id(self) -> str:
        return self.dataset.id

    @property
    def title(self) -> str:
        return self.dataset.title

    @property
    def date(self) -> date:
        """The day of the event."""
        return self.dataset.date

    @property
    def place(self) -> str:
        return self.dataset.place

    @property
    def currency(self) -> str:
        """The ISO code of the currency in which shares and amounts are computed."""
        return self.dataset.currency

    @cached_property
    def evidences(self) -> tuple[Evidence, Evidence]:
        """The model behind both views, kept here so that nothing is worked out twice."""
        return model.views(self.dataset)

    @property
    def figures(self) -> pd.DataFrame:
        """One row per figure of any source, as that source gives it: the columns of `View.figures`
        without the verdict of the others.

        Nothing is solved for it. Whoever wants the verdicts asks a view for its `figures()`.

        >>> from helpers import load
        >>> load("jiangning-2020-05").figures.value["total"]
        np.float64(20150000000.0)
        """
        return self._figures.copy()

    @property
    def projects(self) -> pd.DataFrame:
        """One row per project or unnamed group, as `View.projects` of all sources has it.

        >>> from helpers import load
        >>> load("jiangning-2020-05").projects.groupby("sector").amount.sum()["new-energy-vehicles"]
        np.float64(1050000000.0)
        """
        return self._projects.copy()

    @property
    def sources(self) -> pd.DataFrame:
        """One row per report of the event, indexed by `source`; `accessed` is a date, `published`
        as far as it is known.

        >>> from helpers import load
        >>> load("jiangning-2020-05").sources.role.to_dict()["S3"]
        'article'
        """
        return columns.sources(self.dataset)

    # Whoever asks for a frame may write into it, so that each gets a copy of its own.

    @cached_property
    def _figures(self) -> pd.DataFrame:
        return columns.given_figures(self.dataset)

    @cached_property
    def _projects(self) -> pd.DataFrame:
        return columns.projects(self.evidences[1])


Pair = tuple[Evidence, Evidence] | tuple[View, View]
Subject = Announcement | View | Views | Evidence | Pair


class All(NamedTuple):
    """All settled announcements: one row per figure, and one row per group of projects in a view.

    >>> from helpers import load_all
    >>> figures, shares = load_all()
    >>> bool(shares.groupby(["announcement", "view", "dimension"]).known.sum().max() < 1.001)
    True
    """

    figures: pd.DataFrame
    shares: pd.DataFrame


def load(
    announcement_id: str, article: Article | None = None, project: Project | None = None
) -> Announcement:
    """The announcement in `data/<announcement_id>/` of the project that the working directory is
    in.

    With its `article` at hand, every phrase is looked up in it. Raises ProblemsError, with a line
    each, where the folder is missing or something in it is wrong.

    >>> from helpers import load
    >>> load("jiangning-2020-05").currency
    'CNY'
    """
    return _of(loader.load(announcement_id, article, project or Project.find()))


@lru_cache(maxsize=4)  # of the datasets at hand, so that nothing is worked out twice
def _of(dataset: Dataset) -> Announcement:
    return Announcement(dataset)


def views(announcement: Announcement | Dataset) -> Views:
    """What the article alone supports, and what all sources together support.

    Where there is no other source, both say the same.

    >>> from helpers import load, views
    >>> article, everything = views(load("chips-2024-04"))
    >>> len(everything.figures()) > len(article.figures())
    True
    """
    if isinstance(announcement, Dataset):
        announcement = _of(announcement)
    if not isinstance(announcement, Announcement):
        raise TypeError(
            f"views is given {_shown(announcement)}; it takes an announcement: views(load(…))"
        )
    return Views(*map(View, announcement.evidences))


def load_all(project: Project | None = None) -> All:
    """The figures and the shares of all announcements that are settled, each in one tidy frame.

    Both begin with the column `announcement`; a figure is in its own `unit`. It takes some
    seconds. Raises ProblemsError with every problem of every dataset.

    >>> from helpers import load_all
    >>> everything = load_all()
    >>> everything.figures.groupby("announcement").size()["jiangning-2020-05"]
    np.int64(60)
    """
    return All(*columns.of_all(project or Project.find()))


def evidences(subject: Subject) -> tuple[Evidence, Evidence]:
    """The model behind what a chart, a table or a text is asked about: the article's and that of
    all sources.

    A single view is told as the only one, so it comes twice. Raises ProblemsError for two views of
    which the first is not the article's, or the second not that of all sources: whatever were said
    of them would be said of the wrong sources. Raises TypeError for anything else.
    """
    match subject:
        case Announcement():
            return subject.evidences
        case View() | Evidence():
            return _evidence(subject), _evidence(subject)
        case (View() | Evidence() as one, View() | Evidence() as other):
            return paired(_evidence(one), _evidence(other))
    raise TypeError(
        f"{_shown(subject)} is given; charts, tables and texts take a view, both views of an "
        "announcement, or an announcement"
    )


def _evidence(view: View | Evidence) -> Evidence:
    return view.evidence if isinstance(view, View) else view


def _shown(thing: object) -> str:
    """A thing of the wrong type as a person knows it: `"jiangning-2020-05"`, `a DataFrame`."""
    return f'"{thing}"' if isinstance(thing, str) else words.a(type(thing).__name__)


def found(subject: Subject) -> Findings:
    """The findings about a view, or about both."""
    article, everything = evidences(subject)
    return findings(everything if article is everything else (article, everything))


def csv(frame: pd.DataFrame) -> bytes:
    """A frame as a CSV file: ten significant digits and no exponent, nothing where a value is
    missing or has no limit.

    The index comes first, unless it only counts the rows. Text that a spreadsheet would take for
    a formula is marked as text by an apostrophe.

    >>> csv(pd.DataFrame({"amount": [20.15e9, float("inf")], "note": ["=1+1", ""]})).decode()
    "amount,note\\n20150000000,'=1+1\\n,\\n"
    """
    return columns.written(frame)
