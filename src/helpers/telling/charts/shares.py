"""The answer: of all the money, what is known to be in each sector (or other group), and what is
not.
"""

from collections.abc import Mapping, Sequence

from helpers.figures import wording as words
from helpers.model.findings import Bar, Findings, Part
from helpers.telling import text
from helpers.telling.charts import base
from helpers.telling.charts.canvas import Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.stack import Segment, draw_stack
from helpers.telling.frames import Subject
from helpers.telling.labels import called

ALIKE = ("known", "outside", "possible")  # the colours, by turns, of groups that are alike


def shares(subject: Subject) -> Chart | None:
    """A bar of 100% for each view, divided by what is known of the money.

    None where no share can be computed, or nothing sorts the projects.

    >>> from helpers import charts, load, views
    >>> charts.shares(views(load("jiangning-2020-05"))).title
    'No source says which sector gets 49% of the 20.15 billion yuan'
    """
    findings = base.found(subject)
    return _chart(findings, findings.bars)


def glance(subject: Subject) -> Chart | None:
    """The answer in one bar, of all sources together; where there is none, what does not add up.

    >>> from helpers import charts, load, views
    >>> len(charts.glance(views(load("jiangning-2020-05"))).rows)
    3
    """
    from helpers.telling.charts.conflict import conflict

    findings = base.found(subject)
    return _chart(findings, findings.bars[-1:], named=False) or conflict(subject)


def _chart(findings: Findings, bars: Sequence[Bar], named: bool = True) -> Chart | None:
    if not bars:
        return None
    dataset, lead = findings.dataset, findings.lead or ""
    told = text.blocks("shares", **_facts(findings))
    names = [_bar_name(bar, findings) for bar in bars]

    def draw(canvas: Canvas) -> None:
        for number, (name, bar) in enumerate(zip(names, bars, strict=True)):
            if named:
                canvas.space(12 if number else 0)
                canvas.text(0, name, weight="semibold", wrap=canvas.width)
                canvas.space(3)
            draw_stack(canvas, _segments(bar, told, alike=_alike(findings)))

    rows: list[dict[str, Cell]] = [
        {
            "By": name,
            words.sentence(lead): words.sentence(_part_name(part, told)),
            f"Share of {dataset.money}, %": base.percent(part.share),
        }
        for name, bar in zip(names, bars, strict=True)
        for part in bar.parts
    ]
    source = base.source_line(findings.everything)
    return Chart("shares", text.finding(findings), told["subtitle"], source, rows, draw)


def _facts(findings: Findings) -> Mapping[str, object]:
    """What the sentences of the chart are made of."""
    return {
        "lead": findings.lead,
        "total": text.total(findings),
        "money": findings.dataset.money,
        "known": findings.bars[-1].some_known,
        "judged": findings.judged,
    }


def _bar_name(bar: Bar, findings: Findings) -> str:
    if not bar.both:
        return words.sentence(called(bar.evidence))
    return words.sentence(f"{called(findings.article)}, and {called(findings.everything)}")


def _alike(findings: Findings) -> bool:
    """Whether the groups are all of one kind, so that colours only tell them apart."""
    terms = findings.dataset.vocabularies[findings.lead or ""].values()
    return findings.lead != "sector" or all(term.outside for term in terms)


def _segments(bar: Bar, told: Mapping[str, str], alike: bool) -> list[Segment]:
    return [
        Segment(
            part.share, words.percent(part.share), _part_name(part, told), _colour(part, n, alike)
        )
        for n, part in enumerate(bar.parts)
    ]


def _part_name(part: Part, told: Mapping[str, str]) -> str:
    return part.name or told[part.kind]


def _colour(part: Part, number: int, alike: bool) -> str:
    if part.group is None:
        return "unknown"
    return ALIKE[number % len(ALIKE)] if alike else part.kind
