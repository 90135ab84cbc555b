"""What some of the sources of an announcement allow to say of it, as frames, and "what if".

A `View` wraps the evidence of the model; each of its methods makes one frame, or another view.
"""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from helpers.model import answers, scenarios
from helpers.model.evidence import ALL_SOURCES, ARTICLE, Evidence
from helpers.model.scope import ensure_known
from helpers.project import ProblemsError
from helpers.telling import answers as answered
from helpers.telling import columns, labels

Groups = str | list[str]
LONGEST = 140  # characters of what a view is called, in a short representation


class Bound(NamedTuple):
    """The least and the greatest value that the figures allow, in whole units; `high` may be
    infinite.

    >>> Bound(2.0, 8.0).width
    6.0
    """

    low: float
    high: float

    @property
    def width(self) -> float:
        """How far apart the two are."""
        return self.high - self.low


@dataclass(frozen=True, eq=False)
class View:
    """What some of the sources of an announcement allow to say of it, as frames; `evidence` is
    the model behind it.

    `views` makes two of them, and each what-if method another: a new view with everything that
    this one has, on which every chart and table works. It is marked as a scenario, and so are the
    files that its tables offer. Nothing is changed, neither this view nor any file.

    >>> from helpers import load, views
    >>> article, everything = views(load("jiangning-2020-05"))
    >>> everything
    View(all sources of jiangning-2020-05: 5 sources, 60 figures)
    """

    evidence: Evidence

    def __repr__(self) -> str:
        evidence = self.evidence
        name = labels.called(evidence, of=evidence.dataset.id)
        return (
            f"View({textwrap.shorten(name, LONGEST, placeholder='…')}: "
            f"{labels.counted(len(evidence.sources), 'source')}, "
            f"{labels.counted(len(evidence.figures), 'figure')})"
        )

    @property
    def is_scenario(self) -> bool:
        """Whether something in it is assumed ("what if"), so that nothing it shows is a finding."""
        return self.evidence.is_scenario

    def figures(self) -> pd.DataFrame:
        """One row per figure of these sources, indexed by `figure`, with the verdict of all the
        others.

        `value` is the number at face value; `low` and `high` bound what its words mean,
        `implied_low` and `implied_high` what all other figures allow: all in the row's `unit`,
        infinite where there is no limit. `verdict` is confirmed (the others give the same
        number), consistent (they leave room for it), inexact (they do if it is rounded),
        contradicted (they rule it out), disputed (they contradict each other, and only some ways
        out of that rule it out) or unchecked (nothing else bears on it). `how` says what that
        rests on: `adds-up`, `also-reported` or both where it is confirmed.

        >>> from helpers import load, views
        >>> views(load("jiangning-2020-05")).everything.figures().verdict["agnos"]
        'confirmed'
        """
        return columns.figures(self.evidence)

    def projects(self) -> pd.DataFrame:
        """One row per project or unnamed group, indexed by `project`; `amount` at face value in the
        announcement's currency.

        A column per dimension (`sector`, `origin`, …) has the group that it belongs to, several
        with spaces between where it may be any of them, and is missing where nothing is known.

        >>> from helpers import load, views
        >>> views(load("jiangning-2020-05")).everything.projects().amount.sum()
        np.float64(10200000000.0)
        """
        return columns.projects(self.evidence)

    def shares(self, dimension: str | None = None) -> pd.DataFrame:
        """One row per group of a dimension, indexed by `group`: its share of all the money, as a
        fraction of 1.

        `known` is in the group in any case, every exact figure taken at face value; `low` and
        `high` are the least and the greatest share that the figures allow, rounding and all;
        `projects` is the number known to be in it. Without a dimension it is the one that leads,
        the sector if there is one. The frame is empty where the figures cannot all be true.
        Raises ProblemsError where the announcement has no such dimension.

        >>> from helpers import load, views
        >>> article, everything = views(load("jiangning-2020-05"))
        >>> everything.shares("origin").known.round(2).to_dict()
        {'domestic': 0.67, 'foreign': 0.33}
        """
        dataset = self.evidence.dataset
        if dimension is not None:
            ensure_known("dimension", dimension, dataset.dimensions)
        return columns.shares(self.evidence, dataset.lead if dimension is None else dimension)

    def amounts(self) -> pd.DataFrame:
        """One row per project whose amount is given, the largest first, indexed by `project`.

        `value` is in the row's `unit`, `amount` in the announcement's currency at `rate`, and
        `share` is its part of the total, missing where no share can be computed.

        >>> from helpers import load, views
        >>> views(load("jiangning-2020-05")).article.amounts().value.to_dict()
        {'agnos': 150000000.0}
        """
        return columns.amounts(self.evidence)

    def rates(self) -> pd.DataFrame:
        """One row per foreign currency, indexed by `currency`: units of the announcement's currency
        for one of it.

        `rate` is used, and bounds allow anything from `low` to `high`: what the figures set where
        it is `implied`, the rate itself where it is `stated`, else a band around the market's.
        `market` is the market's rate of the day.

        >>> from helpers import load, views
        >>> views(load("jiangning-2020-05")).everything.rates().rate.round(4).to_dict()
        {'USD': 7.0}
        """
        return columns.rates(self.evidence)

    def audit(self) -> pd.DataFrame:
        """One row per figure, indexed by `figure`: left out in turn, what do all the others say
        of it?

        `gap` is how far they rule it out, in its unit, and 0 where they do not.

        >>> from helpers import load, views
        >>> views(load("jiangning-2020-05")).everything.audit().verdict.eq("contradicted").sum()
        np.int64(1)
        """
        return columns.audit(self.evidence)

    def conflicts(self) -> pd.DataFrame:
        """One row per figure of a set that cannot all be true, indexed by `conflict` (a number) and
        `figure`.

        Without any one of a set the others can be true. `implied_low` and `implied_high` are what
        the others make a figure, where leaving it out leaves nothing in conflict; `gap` is the
        least by which the set as a whole misses: for money in the announcement's currency,
        whatever the row's `unit`.

        >>> from helpers import load, views
        >>> article, everything = views(load("jiangning-2020-05"))
        >>> everything.conflicts().empty, len(everything.at_rate(USD=7.5).conflicts())
        (True, 6)
        """
        return columns.conflicts(self.evidence)

    def bound(self, measure: str = "investment", **scope: str) -> Bound:
        """The least and the greatest value of a measure for the projects of a scope, in whole
        units.

        A scope names groups (`origin="foreign", sector="smart-grid"`) or one project
        (`project="agnos"`); without any it is all projects. Raises ProblemsError where a name is
        not known, or where the figures cannot all be true.

        >>> from helpers import load, views
        >>> views(load("jiangning-2020-05")).everything.bound("investment", sector="smart-grid").low
        0.0
        """
        return Bound(*self.evidence.bound(measure, scope))

    def hangs_on(self) -> pd.DataFrame:
        """What the answer hangs on: every project that we judge, put in turn into each group that
        it could be in. One row for each of these and each group's share then.

        Indexed by `project`, `into` (the group that it is put into) and `group`; all others stay
        where we put them. It is of the dimension that leads, and empty where nothing is judged. A
        group that the figures rule out for a project has no rows.

        >>> from helpers import load, views
        >>> turned = views(load("jiangning-2020-05")).everything.hangs_on()
        >>> turned.xs("outside", level="group").known.agg(["min", "max"]).round(3).to_dict()
        {'min': 0.298, 'max': 0.506}
        """
        return answered.hangs_on(self.evidence)

    def would_settle(self) -> pd.DataFrame:
        """What would settle the answer: one row per project whose amount is not given, the most
        useful to know first, ten at most.

        `now` is how much is open: how far apart the least and the greatest share of a group are,
        summed over all groups of the dimension that leads. `then` is the most that would be left
        of it once the amount were known, `halfway` what is left if it is in the middle of
        `amount_low` to `amount_high`, and `least` the least.

        >>> from helpers import load, views
        >>> calls = views(load("jiangning-2020-05")).everything.would_settle()
        >>> bool((calls.least <= calls.halfway).all() and (calls.then <= calls.now).all())
        True
        """
        return answered.would_settle(self.evidence)

    def ways_out(self) -> pd.DataFrame:
        """One row per figure of a way out of a conflict, indexed by `way` (a number) and `figure`:
        it is left out (`without`), or taken for a slip (`corrected`) and would mean `meant`.

        Empty where the figures of the money and of the projects can all be true.

        >>> from helpers import load, views
        >>> article, everything = views(load("telangana-2025-01"))
        >>> everything.ways_out().loc[1, "kind"].unique().tolist()
        ['without']
        """
        return answered.ways_out(self.evidence)

    def unjudged(self) -> "View":
        """The view with no judgement of ours: a project that we judge may be in any group that it
        could be in. It is no scenario. Where we judge nothing, it says the same as this one.

        >>> from helpers import load, views
        >>> view = views(load("jiangning-2020-05")).everything
        >>> view.unjudged().shares().low["outside"] < view.shares().low["outside"]
        np.True_
        """
        return View(answers.unjudged(self.evidence))

    def scenarios(self) -> "dict[str, View]":
        """What would be known if something were so, by short names; nothing of it is a finding.

        `equal size`: what is left of the total is divided evenly among the projects without an
        amount. `without …` and `corrected …`: the ways out of a conflict.

        >>> from helpers import load, views
        >>> article, everything = views(load("jiangning-2020-05"))
        >>> everything.scenarios()["equal size"].is_scenario
        True
        """
        return {name: View(each) for name, each in answered.scenarios(self.evidence).items()}

    def assume(
        self,
        judgements: Mapping[str, Mapping[str, Groups]] | None = None,
        /,
        **by_project: Mapping[str, Groups],
    ) -> "View":
        """The view in which projects belong to the groups that you say: one group, or a list of
        those it may be in.

        A project whose id has a hyphen is named in a dictionary. Raises ProblemsError for an
        unknown project or group.

        >>> from helpers import load, views
        >>> view = views(load("jiangning-2020-05")).everything
        >>> other = view.assume(agnos={"sector": "5g-communication"})
        >>> other.shares("sector").known["5g-communication"].round(3)
        np.float64(0.052)
        """
        given = _merged(judgements, by_project, '{"a-project": {"sector": "a-group"}}')
        return View(scenarios.assume(self.evidence, given))

    def without(self, *figures: str) -> "View":
        """The view in which these figures were never given. Raises ProblemsError for an unknown id.

        >>> from helpers import load, views
        >>> view = views(load("jiangning-2020-05")).everything.without("agnos", "s1-agnos")
        >>> "agnos" in view.amounts().index
        False
        """
        return View(scenarios.without(self.evidence, *figures))

    def replace(self, phrases: Mapping[str, str] | None = None, /, **by_figure: str) -> "View":
        """The view in which figures have another wording, understood as if a source had it.

        Raises ProblemsError for an unknown id, or a phrase that cannot be read.

        >>> from helpers import load, views
        >>> view = views(load("jiangning-2020-05")).article.replace(total="25 billion yuan")
        >>> view.figures().value["total"]
        np.float64(25000000000.0)
        """
        given = _merged(phrases, by_figure, '{"a-figure": "25 billion yuan"}')
        return View(scenarios.replaced(self.evidence, given))

    def at_rate(self, **rates: float) -> "View":
        """The view in which currencies are converted at your rate: units of the announcement's
        currency for one.

        Raises ProblemsError for a currency that no figure is in, or a rate that is not above zero.

        >>> from helpers import load, views
        >>> views(load("jiangning-2020-05")).everything.at_rate(USD=7.1).rates().rate["USD"]
        np.float64(7.1)
        """
        return View(scenarios.at_rate(self.evidence, rates))

    def at_market_rate(self) -> "View":
        """The view in which every currency is converted at the market's rate of the day.

        >>> from helpers import load, views
        >>> view = views(load("jiangning-2020-05")).everything.at_market_rate()
        >>> view.rates().rate["USD"].round(4)
        np.float64(7.1004)
        """
        return View(scenarios.at_market_rate(self.evidence))


class Views(NamedTuple):
    """The two views of an announcement: its article alone, and all its sources together.

    >>> from helpers import load, views
    >>> views(load("jiangning-2020-05")).article
    View(the article alone of jiangning-2020-05: 1 source, 18 figures)
    """

    article: View
    everything: View

    def shares(self) -> pd.DataFrame:
        """The shares of all groups of all dimensions in both views: the frame of `shares.csv`.

        Indexed by `view`, `dimension` and `group`, with the columns of `View.shares`.

        >>> from helpers import load, views
        >>> views(load("jiangning-2020-05")).shares().index.names
        FrozenList(['view', 'dimension', 'group'])
        """
        return columns.all_shares(paired(self.article.evidence, self.everything.evidence))


def paired(article: Evidence, everything: Evidence) -> tuple[Evidence, Evidence]:
    """Two views that may be told together: the article's and that of all sources, in this order,
    and both changed alike where they are scenarios.

    Raises ProblemsError for any others: a text would say of the one what holds for the other.
    """
    alike = (
        article.dataset.id == everything.dataset.id
        and (article.name, everything.name) == (ARTICLE, ALL_SOURCES)
        and article.changes == everything.changes
        and _judged_alike(article, everything)
    )
    if article is not everything and not alike:
        raise ProblemsError(
            "two views are told together only if the first is what the article alone supports, and "
            "the second what all sources of the same announcement do, both as views(…) gives them "
            "or both changed alike; give any other view by itself"
        )
    return article, everything


def _judged_alike(article: Evidence, everything: Evidence) -> bool:
    """Whether our judgements are in both, or in neither: the article's may need none."""
    if everything.unjudged and not article.unjudged:
        return answers.unjudged(article) is article
    return article.unjudged == everything.unjudged


def _merged(given: object, by_name: Mapping[str, Any], such_as: str) -> dict[str, Any]:
    """What a what-if method is given in a dictionary and by name, together."""
    if given is not None and not isinstance(given, Mapping):
        raise TypeError(f"“{given}” is no dictionary; give one such as {such_as}, or use names")
    return {**(given or {}), **by_name}
