"""What there is, beside what is planned."""

import math

from helpers.dataset.entities import Dataset
from helpers.figures import wording as words
from helpers.model.evidence import Evidence
from helpers.model.told import ToldPlan
from helpers.telling import text
from helpers.telling.charts import base
from helpers.telling.charts.canvas import LINE, SMALL, Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.typeface import text_width
from helpers.telling.frames import Subject

HEIGHT = 20  # of a bar
ROOM = 0.92  # of the width that the longest takes, so that what has no end can go on


def plan(subject: Subject) -> Chart | None:
    """A bar of what is planned, for each measure with a plan, filled as far as there is of it; None
    where none has.

    >>> from helpers import charts, load, views
    >>> charts.plan(views(load("jiangning-2020-05"))).rows[1]["At least, % of the plan"]
    28.8
    """
    findings = base.found(subject)
    plans = [each for each in findings.plans if each.limited]
    if not plans:
        return None
    told = text.blocks(
        "plan",
        f=findings,
        plans=plans,
        signed=[each for each in plans if each.signed],
        others=[each for each in plans if not each.signed],
        period=plans[0].plan.measure.period,
        dollars=any(_dollars(each, findings.dataset) for each in plans),
    )
    labels = [_label(each, findings.dataset) for each in plans]

    def draw(canvas: Canvas) -> None:
        _draw(canvas, plans, labels, findings.everything)

    rows: list[dict[str, Cell]] = [
        {
            "What": words.sentence(each.of.name),
            words.sentence(told["column"]): _so_far(each),
            "Planned": text.face(each.plan.figure),
            "At least, % of the plan": base.percent(each.plan.low),
            "At most, % of the plan": base.percent(each.plan.high),
        }
        for each in plans
    ]
    source = base.source_line(findings.everything, {each.plan.figure.source for each in plans})
    name = base.marked("plan", *findings.evidences)
    return Chart(name, words.sentence(told["title"]), told["subtitle"], source, rows, draw)


def _percent(plan: ToldPlan) -> str:
    return words.percent_range(plan.plan.low, plan.plan.high, 1)


def _so_far(plan: ToldPlan) -> str:
    """How much there is, in words; of what is counted the number alone, since the name has it."""
    return text.so_far(plan) if plan.of.unit == "money" else words.quantity(plan.low, "", text.FULL)


def _dollars(plan: ToldPlan, dataset: Dataset) -> str:
    return base.dollars(plan.low, plan.high, dataset) if plan.of.unit == "money" else ""


def _label(plan: ToldPlan, dataset: Dataset) -> str:
    dollars = _dollars(plan, dataset)
    amount = f"{_so_far(plan)} ({dollars})" if dollars else _so_far(plan)
    return f"{words.sentence(plan.of.name)}: {amount}, or {_percent(plan)} of the plan"


def _draw(canvas: Canvas, plans: list[ToldPlan], labels: list[str], evidence: Evidence) -> None:
    """What there is as a bar, each in a unit of its own, and the plan as a mark further on: a line
    from end to end where it is a range.
    """
    for index, (each, label) in enumerate(zip(plans, labels, strict=True)):
        figure = each.plan.figure
        rate = evidence.rate(figure)
        least, most = float(figure.interval.low) * rate, float(figure.interval.high) * rate
        ends = [end for end in (each.low, each.high, least, most) if end < math.inf]
        unit = ROOM * canvas.width / (max(ends) or 1.0)
        end = canvas.width if most == math.inf else most * unit
        canvas.space(14 if index else 0)
        canvas.text(0, label, weight="semibold", wrap=canvas.width)
        canvas.space(3)
        middle = canvas.y + HEIGHT / 2
        canvas.line([0, canvas.width], [canvas.y + HEIGHT] * 2)
        canvas.bar(0, each.low * unit, canvas.y, HEIGHT, "known")
        if each.high > each.low and each.high < math.inf:
            canvas.whisker(each.low * unit, each.high * unit, middle, "known")
        if end > least * unit:
            canvas.whisker(least * unit, end, middle, "ink", endless=most == math.inf)
        else:
            canvas.line([end, end], [canvas.y - 2, canvas.y + HEIGHT + 2], "ink", 2)
        canvas.space(HEIGHT + 3)
        planned = f"planned: {text.face(figure)}"
        half = text_width(planned, SMALL) / 2
        x = min(max(0.0, (least * unit + end) / 2 - half), canvas.width - 2 * half)
        canvas.text(x, planned, size=SMALL, y=canvas.y)
        canvas.space(SMALL * LINE)
