"""What was announced beside what a later source says came of it.

This module pairs figures and says how they compare; it draws nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpers.dataset.entities import Figure, Measure
from helpers.model.evidence import Evidence
from helpers.telling import text
from helpers.telling.charts import base


@dataclass(frozen=True)
class Outcome:
    """A quantity as it was announced and as it came out: `ratio` is the one at face value as a
    fraction of the other.

    `name` says what it is; `announced` and `final` are the figures in words.
    """

    name: str
    announced: str
    final: str
    ratio: float


def outcomes(evidence: Evidence) -> Iterator[Outcome]:
    """Every quantity of which a source gives the outcome, in the order of the dataset."""
    dataset = evidence.dataset
    for measure in dataset.measures.values():
        promised = dataset.measures.get(getattr(measure, "outcome_of", None) or "")
        if promised:
            yield from _of(measure, promised, evidence)


def _of(measure: Measure, promised: Measure, evidence: Evidence) -> Iterator[Outcome]:
    given = [figure for figure in evidence.figures if figure.measure == measure.id]
    for scope in dict.fromkeys(figure.scope for figure in given):
        final = _told_most([figure for figure in given if figure.scope == scope])
        announced = _announced(promised, scope, evidence)
        if announced is None or not announced.value:
            continue
        values = [float(f.value) * evidence.rate(f) for f in (announced, final)]
        name = base.name_of(announced, evidence.dataset)
        told = [_told(figure, evidence) for figure in (announced, final)]
        yield Outcome(name, told[0], told[1], values[1] / values[0])


def _told(figure: Figure, evidence: Evidence) -> str:
    """A figure in words, and in US dollars where it is an amount in another currency."""
    face, dataset = text.face(figure), evidence.dataset
    if dataset.measures[figure.measure].unit != "money" or figure.unit == "USD":
        return face
    value = float(figure.value) * evidence.rate(figure)
    dollars = base.dollars(value, value, dataset)
    return f"{face} ({dollars})" if dollars else face


def _announced(
    measure: Measure, scope: tuple[tuple[str, str], ...], evidence: Evidence
) -> Figure | None:
    """The figure that was announced: the article's, if it gives one."""
    article = evidence.dataset.article.id
    same = [f for f in evidence.figures if f.key == (measure.id, scope)]
    return min(same, key=lambda figure: figure.source != article, default=None)


def _told_most(figures: Sequence[Figure]) -> Figure:
    """The figure whose value most sources give; of those as common the first."""
    common, _ = Counter(figure.value for figure in figures).most_common(1)[0]
    return next(figure for figure in figures if figure.value == common)
