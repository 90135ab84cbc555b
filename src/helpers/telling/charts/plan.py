"""What was signed, beside what is planned."""

import math

from helpers.dataset.entities import Dataset
from helpers.figures import wording as words
from helpers.model.evidence import Plan
from helpers.model.findings import VAGUE, Findings
from helpers.telling import text
from helpers.telling.charts import base
from helpers.telling.charts.canvas import Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.frames import Subject

ROOMY = 0.8  # of the plan: a shorter bar leaves room for its label at its end
LABEL = 60  # points
OPEN = ("range", "at_least")  # qualifiers that say by themselves what the figure may be


def plan(subject: Subject) -> Chart | None:
    """A bar of what is planned, for each measure with a plan, filled as far as it is signed; None
    where none has.

    >>> from helpers import charts, load, views
    >>> charts.plan(views(load("jiangning-2020-05"))).rows[1]["At least, % of the plan"]
    28.8
    """
    findings = base.found(subject)
    dataset = findings.dataset
    plans = [plan for plan in findings.plans if plan.high < math.inf]
    if not plans:
        return None
    vague = [p for p in plans if p.high - p.low > VAGUE and p.figure.reading.qualifier not in OPEN]
    told = base.sentences(
        "plan",
        period=plans[0].measure.period,
        parts=[{"share": _percent(p), "thing": _thing(p)} for p in plans],
        vague=[{"said": text.face(p.figure), "meant": _meant(p)} for p in vague],
    )
    labels = [_label(p, findings, told) for p in plans]

    def draw(canvas: Canvas) -> None:
        _draw(canvas, plans, labels)

    rows: list[dict[str, Cell]] = [
        {
            "What": _name(p, dataset),
            "Signed": _signed(p, findings),
            "Planned": text.face(p.figure),
            "At least, % of the plan": base.percent(p.low),
            "At most, % of the plan": base.percent(p.high),
        }
        for p in plans
    ]
    source = base.source_line(findings.everything, {p.figure.source for p in plans})
    return Chart("plan", told["title"], told["subtitle"], source, rows, draw)


def _percent(plan: Plan) -> str:
    return words.percent_range(plan.low, plan.high)


def _thing(plan: Plan) -> str:
    return "money" if plan.measure.unit == "money" else plan.measure.unit


def _meant(plan: Plan) -> str:
    interval = plan.figure.interval
    return words.span(float(interval.low), float(interval.high), plan.figure.unit)


def _name(plan: Plan, dataset: Dataset) -> str:
    return words.sentence(dataset.measures[plan.measure.plan_of or ""].name)


def _signed(plan: Plan, findings: Findings) -> str:
    """What was signed, in words; of all the money, as a source gives it."""
    if plan.measure.plan_of == "investment":
        return text.total(findings)
    if plan.measure.unit == "money":
        return words.quantity(plan.signed, findings.dataset.currency)
    return f"{plan.signed:,.0f}"


def _label(plan: Plan, findings: Findings, told: dict[str, str]) -> str:
    signed = _signed(plan, findings)
    beside, planned = words.mid_sentence(told["beside"]), words.mid_sentence(told["planned"])
    name = _name(plan, findings.dataset)
    return f"{name}: {signed}, {beside} {text.face(plan.figure)} {planned}"


def _draw(canvas: Canvas, plans: list[Plan], labels: list[str]) -> None:
    highest = max(plan.high for plan in plans)
    room = canvas.width if highest <= ROOMY else canvas.width - LABEL
    unit = room / max(1.0, highest)
    for index, (plan, label) in enumerate(zip(plans, labels, strict=True)):
        canvas.space(12 if index else 0)
        canvas.text(0, label, weight="semibold", wrap=canvas.width)
        canvas.space(3)
        canvas.bar(0, unit, canvas.y, 26, "unknown")
        canvas.bar(0, unit * plan.high, canvas.y, 26, "possible")
        canvas.bar(0, unit * plan.low, canvas.y, 26, "known")
        canvas.text(unit * plan.high + 6, _percent(plan), weight="semibold", y=canvas.y + 7)
        canvas.space(26)
