"""The answer: of all the money, what is known to be in each sector (or other group), and what is
not.
"""

from collections.abc import Mapping, Sequence

from helpers.dataset.entities import Term
from helpers.figures import wording as words
from helpers.model.findings import Bar, Findings, Part
from helpers.telling import text
from helpers.telling.charts import base
from helpers.telling.charts.canvas import Canvas
from helpers.telling.charts.chart import Cell, Chart
from helpers.telling.charts.stack import Segment, draw_stack
from helpers.telling.frames import Subject
from helpers.telling.labels import called


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
    rates = _rates(findings) if len(bars) > 1 else []
    told = text.blocks("shares", **_facts(findings), rates=rates)
    names = [_bar_name(bar, findings) for bar in bars]
    colours = lead_colours(findings)

    def draw(canvas: Canvas) -> None:
        for number, (name, bar) in enumerate(zip(names, bars, strict=True)):
            if named:
                canvas.space(12 if number else 0)
                canvas.text(0, name, weight="semibold", wrap=canvas.width)
                canvas.space(3)
            draw_stack(canvas, _segments(bar, told, colours))

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
    name = base.marked("shares", *findings.evidences)
    return Chart(name, text.finding(findings), told["subtitle"], source, rows, draw)


def lead_colours(findings: Findings) -> Mapping[str, str]:
    """The colour of each group of the dimension that leads, the same in every chart.

    The largest come first; of origins the foreign one, so that it has one colour in all reports.
    """
    terms = findings.dataset.vocabularies[findings.lead or ""]
    parts = [part for bar in reversed(findings.bars) for part in bar.parts]
    met = dict.fromkeys(part.group for part in parts if part.group is not None)
    if findings.lead == "origin":
        return origin_colours([terms[group] for group in terms if group in met])
    return base.colours([terms[group] for group in met])


def origin_colours(terms: Sequence[Term]) -> Mapping[str, str]:
    return base.colours(sorted(terms, key=lambda term: term.id != "foreign"))


def _facts(findings: Findings) -> Mapping[str, object]:
    """What the sentences of the chart are made of."""
    return {
        "lead": findings.lead,
        "total": text.total(findings),
        "dollars": base.total_in_dollars(findings),
        "units": base.units(findings.dataset),
        "money": findings.dataset.money,
        "known": findings.bars[-1].some_known,
        "judged": findings.judged,
        "other_total": _other_total(findings),
    }


def _other_total(findings: Findings) -> str:
    """All the money by the article alone, where that is not the total of all sources."""
    first, last = findings.bars[0].evidence, findings.bars[-1].evidence
    if first is last or first.total() == last.total():
        return ""
    return words.span(*first.total(), findings.dataset.currency, text.ROUGH)


def _rates(findings: Findings) -> list[str]:
    """At which rate each view converts, where one project has two shares for that reason."""
    if not findings.rates_differ:
        return []
    own, used = words.currencies(findings.dataset.currency), findings.rates_used
    told = [
        f"{words.rate(rate.value)} {own} to the {words.currency(rate.currency)}" for _, rate in used
    ]
    return [f"{rate} ({called(evidence)})" for rate, (evidence, _) in zip(told, used, strict=True)]


def _bar_name(bar: Bar, findings: Findings) -> str:
    if not bar.both:
        return words.sentence(called(bar.evidence))
    return words.sentence(f"{called(findings.article)}, and {called(findings.everything)}")


def _segments(bar: Bar, told: Mapping[str, str], colours: Mapping[str, str]) -> list[Segment]:
    return [
        Segment(
            part.share,
            words.percent(part.share),
            _part_name(part, told),
            colours[part.group] if part.group is not None else "unknown",
        )
        for part in bar.parts
    ]


def _part_name(part: Part, told: Mapping[str, str]) -> str:
    return part.name or told[part.kind]
