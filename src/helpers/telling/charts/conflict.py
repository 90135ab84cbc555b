"""The total that is given beside the sum of the amounts that are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers.dataset.entities import AnnouncedProject, Figure
from helpers.figures import wording as words
from helpers.model.evidence import Evidence
from helpers.telling import text
from helpers.telling.charts import base
from helpers.telling.charts.canvas import Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.frames import Subject

Amount = tuple[AnnouncedProject, Figure, float]
LEAST = 0.5  # points: no amount is so small that its bar vanishes


@dataclass(frozen=True)
class _Bar:
    """A bar with its name, divided into amounts, each with its colour."""

    name: str
    parts: Sequence[tuple[float, str]]

    @property
    def sum(self) -> float:
        return sum(value for value, _ in self.parts)


def conflict(subject: Subject) -> Chart | None:
    """The total, the sum of the amounts given for projects, and that sum if the likely slips are
    put right.

    None where these do not contradict each other, or other figures than a total and amounts are
    in it.

    >>> from helpers import charts, load, views
    >>> charts.conflict(views(load("telangana-2025-01"))).rows[1]["Amount, rupees"]
    835000000000
    """
    findings = base.found(subject)
    told = findings.excess
    if told is None or told.against is None:
        return None
    evidence, drop = told.evidence, told.against
    dataset, amounts, total = evidence.dataset, evidence.amounts(), drop.figure
    if total.unit != dataset.currency:
        return None  # the bars would not be of one currency
    meant = {s.figure.id: s.value * _rate(evidence, s.figure, s.unit) for s in told.suspects}
    slips = [(project, f, amount) for project, f, amount in amounts if f.id in meant]
    sentences = base.sentences(
        "conflict",
        money=dataset.money,
        noun=dataset.noun,
        one=told.parts == 1,
        projects=words.count(told.parts or 0, dataset.noun),
        sum=words.span(drop.low, drop.high, dataset.currency, text.ROUGH),
        excess=_money(evidence, drop.gap),
        total=text.face(total),
        mended=[(p.name, _money(evidence, meant[f.id])) for p, f, _ in slips],
        slips=[(p.name, _money(evidence, amount)) for p, _, amount in slips],
    )
    bars = _bars(amounts, float(total.value), meant, sentences)

    def draw(canvas: Canvas) -> None:
        _draw(canvas, bars, evidence)

    rows: list[dict[str, Cell]] = [
        {"What": bar.name, base.amount_column(dataset): base.short(bar.sum)} for bar in bars
    ]
    source = base.source_line(evidence, [total.source])
    return Chart("conflict", sentences["title"], sentences["subtitle"], source, rows, draw)


def _rate(evidence: Evidence, figure: Figure, unit: str) -> float:
    return 1.0 if unit == evidence.dataset.currency else evidence.rate(figure)


def _money(evidence: Evidence, value: float) -> str:
    return words.quantity(value, evidence.dataset.currency, 4)


def _bars(
    amounts: Sequence[Amount], total: float, meant: Mapping[str, float], told: Mapping[str, str]
) -> list[_Bar]:
    colours = [
        "known" if figure.id in meant or not meant else "outside" for _, figure, _ in amounts
    ]
    given = [amount for *_, amount in amounts]
    bars = [
        _Bar(told["as_given"], [(total, "outside")]),
        _Bar(told["amounts"], list(zip(given, colours, strict=True))),
    ]
    if meant:
        mended = [meant.get(figure.id, amount) for _, figure, amount in amounts]
        bars.append(_Bar(told["mended"], list(zip(mended, colours, strict=True))))
    return bars


def _draw(canvas: Canvas, bars: Sequence[_Bar], evidence: Evidence) -> None:
    room = canvas.width - (92 if canvas.narrow else 110)
    longest = max(bar.sum for bar in bars)
    for index, bar in enumerate(bars):
        canvas.space(10 if index else 0)
        canvas.text(0, bar.name, wrap=canvas.width)
        canvas.space(2)
        left = 0.0
        for value, colour in bar.parts:
            right = left + room * value / longest
            canvas.bar(left, max(right - 1, left + LEAST), canvas.y, 18, colour)
            left = right
        canvas.text(left + 5, _money(evidence, bar.sum), weight="semibold", y=canvas.y + 2)
        canvas.space(18)
