"""Results become charts: each function takes a view, or both, and returns a `Chart`, or None if
there is none to draw.

A chart's title is a sentence that says the finding, its labels stand beside what they name, and
its numbers come with it as rows. An amount is a bar and a range a line with two ends; what each
colour means is told in `helpers.telling.palette`.

>>> from helpers import charts, load, views
>>> both = views(load("jiangning-2020-05"))
>>> charts.shares(both).rows[-1]["Share of investment, %"]
49.4
>>> charts.plan(both.everything.without("planned-investment", "planned-projects")) is None
True
"""

from helpers.telling.charts.bars import bars
from helpers.telling.charts.bounds import bounds
from helpers.telling.charts.canvas import NARROW, WIDE
from helpers.telling.charts.chart import MIME, Chart
from helpers.telling.charts.conflict import conflict
from helpers.telling.charts.exchange_rate import exchange_rate
from helpers.telling.charts.growth import growth
from helpers.telling.charts.hangs_on import hangs_on
from helpers.telling.charts.origins import origins
from helpers.telling.charts.plan import plan
from helpers.telling.charts.projects import projects
from helpers.telling.charts.shares import glance, shares
from helpers.telling.frames import Subject, found

__all__ = [
    "MIME",
    "NARROW",
    "WIDE",
    "Chart",
    "answer",
    "bars",
    "bounds",
    "conflict",
    "exchange_rate",
    "glance",
    "growth",
    "hangs_on",
    "origins",
    "plan",
    "projects",
    "shares",
]


def answer(subject: Subject) -> Chart | None:
    """The one picture that answers: the shares, or else what does not add up.

    None where nothing is known of any share: the headline says that, and a bar of it shows nothing.

    >>> from helpers import charts, load, views
    >>> charts.answer(views(load("telangana-2025-01"))).id
    'conflict'
    """
    some_known = any(bar.some_known for bar in found(subject).bars)
    return (shares(subject) if some_known else None) or conflict(subject)


def __dir__() -> list[str]:
    return __all__
