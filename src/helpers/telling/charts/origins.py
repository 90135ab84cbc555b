"""How many projects, and how much of the money, come from where."""

from collections.abc import Mapping, Sequence

from helpers.figures import wording as words
from helpers.model.findings import Group
from helpers.telling import text
from helpers.telling.charts import base
from helpers.telling.charts.canvas import Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.shares import origin_colours
from helpers.telling.charts.stack import Segment, draw_stack
from helpers.telling.frames import Subject


def origins(subject: Subject) -> Chart | None:
    """A bar of all projects, where they are counted, and one of all the money, each divided by
    origin.

    None where not (nearly) all of the money is given by origin.

    >>> from helpers import charts, load, views
    >>> charts.origins(views(load("jiangning-2020-05"))).title
    'Four of 16 projects are foreign, with 33% of the money'
    """
    findings = base.found(subject)
    told, evidence = findings.origins, findings.everything
    dataset = evidence.dataset
    if told is None or not told.settled:
        return None
    groups, smallest, total = told.groups, told.smallest, evidence.total()[0]
    number = sum(group.share.projects for group in groups)
    sentences = base.sentences(
        "origins",
        counted=told.counted,
        share=text.roughly(smallest.share.known),
        group=words.mid_sentence(smallest.term.name),
        some=words.count(smallest.share.projects),
        one=smallest.share.projects == 1,
        projects=words.count(number, dataset.noun),
        noun=words.plural(dataset.noun),
        money=dataset.money,
        number=words.count(number, dataset.noun),
        total=text.total(findings),
        dollars=base.total_in_dollars(findings),
        units=base.units(dataset),
    )
    colours = origin_colours([group.term for group in groups])
    amounts = [words.quantity(g.share.known * total, dataset.currency) for g in groups]

    def stack(canvas: Canvas, heading: str, parts: list[float], labels: list[str]) -> None:
        canvas.text(0, words.sentence(heading), weight="semibold")
        canvas.space(3)
        draw_stack(canvas, _segments(groups, parts, labels, colours))

    def draw(canvas: Canvas) -> None:
        if told.counted:
            counts = [words.count(group.share.projects) for group in groups]
            parts = [group.share.projects / number for group in groups]
            stack(canvas, words.plural(dataset.noun), parts, counts)
            canvas.space(12)
        stack(canvas, dataset.money, [group.share.known for group in groups], amounts)

    rows: list[dict[str, Cell]] = [
        {
            "Origin": group.term.name,
            **(
                {words.sentence(words.plural(dataset.noun)): group.share.projects}
                if told.counted
                else {}
            ),
            f"Share of {dataset.money}, %": base.percent(group.share.known),
            base.amount_column(dataset): base.short(group.share.known * total),
        }
        for group in groups
    ]
    sources = dict.fromkeys(
        f.source for f in evidence.figures if dict(f.scope).keys() == {"origin"}
    )
    source = base.source_line(evidence, sources)
    name = base.marked("origins", *findings.evidences)
    return Chart(name, sentences["title"], sentences["subtitle"], source, rows, draw)


def _segments(
    groups: Sequence[Group],
    parts: Sequence[float],
    labels: Sequence[str],
    colours: Mapping[str, str],
) -> list[Segment]:
    return [
        Segment(
            part,
            words.percent(part),
            f"{words.mid_sentence(group.term.name)}, {label}",
            colours[group.term.id],
        )
        for group, part, label in zip(groups, parts, labels, strict=True)
    ]
