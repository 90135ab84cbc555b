"""The total that is given, the sum of the amounts that are given, and the gap between the two."""

from collections.abc import Mapping, Sequence

from helpers.dataset.entities import AnnouncedProject, Figure
from helpers.figures import wording as words
from helpers.model.evidence import Evidence
from helpers.telling import text
from helpers.telling.charts import base
from helpers.telling.charts.canvas import BODY, LINE, SMALL, Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.stack import Segment, draw_stack
from helpers.telling.charts.typeface import text_width
from helpers.telling.frames import Subject

Amount = tuple[AnnouncedProject, Figure, float]
HEIGHT = 18  # of the bar of the total
BRACKET = 5  # points, of the ends of the mark of the gap


def conflict(subject: Subject) -> Chart | None:
    """The total, the sum of the amounts given for projects with the gap between them, and that sum
    if the likely slips are put right.

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
    given, total_value = sum(amount for *_, amount in amounts), float(total.value)
    sentences = base.sentences(
        "conflict",
        money=dataset.money,
        noun=dataset.noun,
        one=told.parts == 1,
        projects=words.count(told.parts or 0, dataset.noun),
        sum=words.span(drop.low, drop.high, dataset.currency, text.ROUGH),
        excess=_money(evidence, drop.gap),
        total=text.face(total),
        dollars=text.in_dollars(total, dataset),
        most=_most(total),
        units=base.units(dataset),
        mended=[(p.name, _money(evidence, meant[f.id])) for p, f, _ in slips],
        slips=[(p.name, _money(evidence, amount)) for p, _, amount in slips],
    )
    as_given = _segments(amounts, dict.fromkeys(meant, "wrong"), {}, evidence)
    mended = _segments(amounts, {}, meant, evidence) if meant else []

    def draw(canvas: Canvas) -> None:
        _draw(canvas, total_value, [as_given, mended], sentences, evidence)

    bars = [(sentences["as_given"], total_value), (sentences["amounts"], given)]
    if meant:
        values = (meant.get(figure.id, amount) for _, figure, amount in amounts)
        bars.append((sentences["mended"], sum(values)))
    rows: list[dict[str, Cell]] = [
        {"What": name, base.amount_column(dataset): base.short(value)} for name, value in bars
    ]
    source = base.source_line(evidence, [total.source])
    name = base.marked("conflict", *findings.evidences)
    return Chart(name, sentences["title"], sentences["subtitle"], source, rows, draw)


def _rate(evidence: Evidence, figure: Figure, unit: str) -> float:
    return 1.0 if unit == evidence.dataset.currency else evidence.rate(figure)


def _money(evidence: Evidence, value: float) -> str:
    return words.quantity(value, evidence.dataset.currency, 4)


def _most(total: Figure) -> str:
    """The most that a total with a qualifier is taken for, since the conflict hangs on it; empty
    where its words say it themselves.
    """
    if total.exact or not total.interval.high.is_finite():
        return ""
    return words.quantity(float(total.interval.high), total.unit, text.FULL)


def _segments(
    amounts: Sequence[Amount],
    colours: Mapping[str, str],
    meant: Mapping[str, float],
    evidence: Evidence,
) -> list[Segment]:
    """The amounts, each in whole units, as the parts of a bar."""
    values = [meant.get(figure.id, amount) for _, figure, amount in amounts]
    return [
        Segment(value, _money(evidence, value), project.name, colours.get(figure.id, "known"))
        for (project, figure, _), value in zip(amounts, values, strict=True)
    ]


def _draw(
    canvas: Canvas,
    total: float,
    bars: Sequence[Sequence[Segment]],
    told: Mapping[str, str],
    evidence: Evidence,
) -> None:
    sums = [sum(part.fraction for part in parts) for parts in bars]
    unit = canvas.width / max(total, *sums)
    x = total * unit
    canvas.text(0, told["as_given"], wrap=canvas.width)
    canvas.space(2)
    top = canvas.y
    canvas.outline(0, x, canvas.y, HEIGHT, "ink", 1.4)
    canvas.space(HEIGHT)
    for index, (parts, whole) in enumerate(zip(bars, sums, strict=True)):
        if not parts:
            continue
        canvas.space(10)
        name = told["mended"] if index else told["amounts"]
        canvas.text(0, name, wrap=canvas.width)
        canvas.space(2)
        if not index:
            _gap(canvas, x, whole * unit, top, told["gap"])
        drawn = [
            Segment(part.fraction / whole, part.percent, part.name, part.colour) for part in parts
        ]
        draw_stack(canvas, drawn, whole * unit)


def _gap(canvas: Canvas, left: float, right: float, top: float, name: str) -> None:
    """The gap, from the end of the total on, as a bracket above the bar that has too much."""
    length = text_width(name, BODY, "semibold")
    start = max(0.0, right - length)
    canvas.clear(start - 2, right, canvas.y, BODY * LINE)
    canvas.text(start, name, weight="semibold", colour="wrong")
    canvas.space(2)
    y = canvas.y + BRACKET
    canvas.line([left, left, right, right], [y, canvas.y, canvas.y, y], "wrong", 1.4)
    canvas.space(BRACKET + 2)
    canvas.line([left, left], [top - 2, canvas.y + LINE * SMALL], "wrong", 1, dashed=True)
