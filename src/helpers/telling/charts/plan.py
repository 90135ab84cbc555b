"""What there is, beside what is planned."""

from helpers.figures import wording as words
from helpers.model.told import ToldPlan
from helpers.telling import text
from helpers.telling.charts import base
from helpers.telling.charts.canvas import Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.frames import Subject

ROOMY = 0.8  # of the plan: a shorter bar leaves room for its label at its end
LABEL = 60  # points


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
    )
    labels = [_label(each, told) for each in plans]

    def draw(canvas: Canvas) -> None:
        _draw(canvas, plans, labels)

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
    return Chart("plan", words.sentence(told["title"]), told["subtitle"], source, rows, draw)


def _percent(plan: ToldPlan) -> str:
    return words.percent_range(plan.plan.low, plan.plan.high)


def _so_far(plan: ToldPlan) -> str:
    """How much there is, in words; of what is counted the number alone, since the name has it."""
    return text.so_far(plan) if plan.of.unit == "money" else words.quantity(plan.low, "", text.FULL)


def _label(plan: ToldPlan, told: dict[str, str]) -> str:
    planned = f"{told['beside']} {text.face(plan.plan.figure)} {told['planned']}"
    return f"{words.sentence(plan.of.name)}: {_so_far(plan)}, {planned}"


def _draw(canvas: Canvas, plans: list[ToldPlan], labels: list[str]) -> None:
    highest = max(each.plan.high for each in plans)
    room = canvas.width if highest <= ROOMY else canvas.width - LABEL
    unit = room / max(1.0, highest)
    for index, (each, label) in enumerate(zip(plans, labels, strict=True)):
        canvas.space(12 if index else 0)
        canvas.text(0, label, weight="semibold", wrap=canvas.width)
        canvas.space(3)
        canvas.bar(0, unit, canvas.y, 26, "unknown")
        canvas.bar(0, unit * each.plan.high, canvas.y, 26, "possible")
        canvas.bar(0, unit * each.plan.low, canvas.y, 26, "known")
        canvas.text(unit * each.plan.high + 6, _percent(each), weight="semibold", y=canvas.y + 7)
        canvas.space(26)
