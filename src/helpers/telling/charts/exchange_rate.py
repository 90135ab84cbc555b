"""The exchange rate that the figures imply, beside the market's of the day."""

from helpers.figures import wording as words
from helpers.model.bounds import Rate
from helpers.telling import text
from helpers.telling.charts import base, scale
from helpers.telling.charts.canvas import BODY, Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.typeface import text_width
from helpers.telling.frames import Subject

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
        ends=[words.rate(rate.low), words.rate(rate.high)],
        market=words.rate(rate.market, DIGITS),
        units=units,
        unit=unit,
        outside=implied.outside,
        near=implied.near,
        just=implied.just,
    )

    def draw(canvas: Canvas) -> None:
        _draw(canvas, rate, told, implied.outside)

    values = {
        "Implied": words.rate(rate.value),
        "Least allowed": words.rate(rate.low),
        "Greatest allowed": words.rate(rate.high),
        "Market": words.rate(rate.market, DIGITS),
    }
    column = f"Rate, {units} to the {unit}"
    rows: list[dict[str, Cell]] = [
        {"What": name, column: float(value.replace(",", ""))} for name, value in values.items()
    ]
    source = base.source_line(findings.everything, market=text.rate_source(rate.currency, dataset))
    subtitle = words.sentence(told["subtitle"])
    name = base.marked("exchange-rate", *findings.evidences)
    return Chart(name, told["title"], subtitle, source, rows, draw)


def _draw(canvas: Canvas, rate: Rate, told: dict[str, str], outside: bool) -> None:
    """The range of the rate and its value on a scale, the market's below."""
    on = scale.around((rate.low, rate.high, rate.market), 0, canvas.width)
    low, value, high, market = map(on.place, (rate.low, rate.value, rate.high, rate.market))
    top = canvas.y
    _centred(canvas, (low + high) / 2, told["implied"], "known")
    canvas.space(4)
    y = canvas.y + 7
    canvas.whisker(low, high, y, "known")
    canvas.dot(value, y, "known")
    colour = "wrong" if outside else "ink"
    canvas.line([market] * 2, [y - 8, y + 10], colour, 2)
    canvas.space(19)
    _centred(canvas, market, told["market"], colour)
    canvas.space(6)
    canvas.line([0, canvas.width], [canvas.y] * 2)
    canvas.ruler(told_marks(on, told["units"]), top)


def told_marks(on: scale.Scale, units: str) -> list[tuple[float, str]]:
    """The marks of a scale of rates, all with as many decimals, the first with its unit."""
    marks = on.marks(lambda mark: f"{mark:.{DIGITS}g}")
    decimals = max((len(name.partition(".")[2]) for _, name in marks), default=0)
    named = [(x, f"{float(name):.{decimals}f}") for x, name in marks]
    return [(x, f"{name} {units}" if not n else name) for n, (x, name) in enumerate(named)]


def _centred(canvas: Canvas, x: float, label: str, colour: str) -> None:
    """A label below or above its mark, within the picture; the axis does not run through it."""
    length = text_width(label, BODY, "semibold")
    left = min(max(0.0, x - length / 2), canvas.width - length)
    canvas.clear(left - 2, left + length + 2, canvas.y, 13)
    canvas.text(left, label, weight="semibold", colour=colour)
