"""The exchange rate that the figures imply, beside the market's of the day."""

from dataclasses import dataclass

from helpers.figures import wording as words
from helpers.model.bounds import Rate
from helpers.telling import text
from helpers.telling.charts import base
from helpers.telling.charts.canvas import Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.frames import Subject

EDGE = 14  # points left free at both ends of the scale
PAD = 0.25  # of the range that is shown, beyond it on both sides
CLOSE = 70  # points: ends that are closer share one label
DIGITS = 5


def exchange_rate(subject: Subject) -> Chart | None:
    """The implied rate with its bounds and the market's rate, on one scale; None where none is
    implied.

    >>> from helpers import charts, load, views
    >>> charts.exchange_rate(views(load("jiangning-2020-05"))).rows[0]
    {'What': 'Implied', 'Rate, yuan to the dollar': 7.0}
    """
    findings = base.found(subject)
    dataset = findings.dataset
    if not findings.implied_rates:
        return None
    implied = findings.implied_rates[0]
    rate = implied.rate
    units, unit = words.currencies(dataset.currency), words.currency(rate.currency)
    told = text.blocks(
        "exchange_rate",
        implied=words.rate(rate.value),
        market=words.rate(rate.market, DIGITS),
        units=units,
        unit=unit,
        outside=implied.outside,
        near=implied.near,
    )

    def draw(canvas: Canvas) -> None:
        _draw(canvas, rate, told)

    values = {
        "Implied": rate.value,
        "Least allowed": rate.low,
        "Greatest allowed": rate.high,
        "Market": rate.market,
    }
    column = f"Rate, {units} to the {unit}"
    rows: list[dict[str, Cell]] = [
        {"What": name, column: float(f"{value:.{DIGITS}g}")} for name, value in values.items()
    ]
    source = base.source_line(findings.everything, market=text.rate_source(rate.currency, dataset))
    subtitle = words.sentence(told["subtitle"])
    return Chart("exchange-rate", told["title"], subtitle, source, rows, draw)


@dataclass(frozen=True)
class _Scale:
    """Where a rate stands on a canvas."""

    least: float
    most: float
    width: float

    def place(self, value: float) -> float:
        pad = (self.most - self.least) * PAD
        part = (value - self.least + pad) / (self.most - self.least + 2 * pad)
        return EDGE + part * (self.width - 2 * EDGE)


def _draw(canvas: Canvas, rate: Rate, told: dict[str, str]) -> None:
    scale = _Scale(min(rate.low, rate.market), max(rate.high, rate.market), canvas.width)
    low, value, high, market = map(scale.place, (rate.low, rate.value, rate.high, rate.market))
    canvas.text(value, told["implied"], weight="semibold", colour="known", align="center")
    canvas.space(4)
    y = canvas.y + 8
    canvas.line([EDGE, canvas.width - EDGE], [y, y])
    canvas.bar(low, high, y - 6, 12, "possible")
    canvas.dot(value, y, "known")
    close = high - low < CLOSE
    lower = canvas.narrow or close  # the market's label is a line below those of the ends
    canvas.line([market] * 2, [y - 9, y + 9 + (15 if lower else 0)], "ink", 2)
    canvas.space(20)
    ends = words.rate(rate.low), words.rate(rate.high)
    if close:
        canvas.text((low + high) / 2, "–".join(ends), align="center", y=canvas.y)
    else:
        canvas.text(low, ends[0], align="center", y=canvas.y)
        canvas.text(high - (3 if canvas.narrow else 4), ends[1], align="right", y=canvas.y)
    canvas.space(14 if lower else 0)
    to_left = lower and market > canvas.width / 2
    x = market - (0 if canvas.narrow else 1)
    align = "right" if to_left else "left"
    canvas.text(x, told["market"], weight="semibold", align=align, y=canvas.y)
    canvas.space(14)
