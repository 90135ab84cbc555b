"""What was announced beside what came of it, where a later source gives the outcome.

Only plain amounts and counts are set side by side, of one thing and of the same projects; nothing
is solved for it. This module knows no sentence, and rounds nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from helpers.dataset.entities import Figure, Measure, Relation, Scope
from helpers.model.evidence import Evidence
from helpers.model.told import qualified


@dataclass(frozen=True)
class Promise:
    """A quantity as it was announced and as it came out.

    `finals` are the printings of the outcome that agree, the one to tell first; `unlike` are those
    of sources that give only something else. `low` and `high` are the outcome as a fraction of what
    was announced, at face value: equal unless one of the two is a range.
    """

    measure: Measure
    announced: Figure
    finals: tuple[Figure, ...]
    unlike: tuple[Figure, ...]
    low: float
    high: float

    @property
    def final(self) -> Figure:
        return self.finals[0]

    @property
    def same(self) -> bool:
        return self.low <= 1 <= self.high

    @property
    def smaller(self) -> bool:
        return self.high < 1

    @property
    def larger(self) -> bool:
        return self.low > 1


def promises(evidence: Evidence) -> tuple[Promise, ...]:
    """Every quantity of which a source gives the outcome, in the order of the dataset."""
    measures = evidence.dataset.measures
    found = (_of(m, measures[m.outcome_of], evidence) for m in measures.values() if m.outcome_of)
    return tuple(promise for each in found for promise in each)


def _of(outcome: Measure, promised: Measure, evidence: Evidence) -> Iterator[Promise]:
    units = (outcome.unit, promised.unit)
    if "%" in units or units.count("money") == 1:
        return
    given = _amounts(outcome, evidence)
    for scope in dict.fromkeys(figure.scope for figure in given):
        announced = _announced(_amounts(promised, evidence), scope, evidence)
        if announced is not None and announced.value:
            printings = [figure for figure in given if figure.scope == scope]
            yield _set_side_by_side(promised, announced, printings, evidence)


def _amounts(measure: Measure, evidence: Evidence) -> list[Figure]:
    """The figures that give a measure itself: none of its shares, multiples or single parts."""
    figures = (figure for figure in evidence.figures if figure.measure == measure.id)
    return [figure for figure in figures if figure.relation is Relation.AMOUNT]


def _announced(given: Iterable[Figure], scope: Scope, evidence: Evidence) -> Figure | None:
    """The figure that was announced: the article's, if it gives one, and the finest of these."""
    same = [figure for figure in given if figure.scope == scope]
    own = [figure for figure in same if figure.source == evidence.dataset.article.id]
    return min(own or same, key=_fineness, default=None)


def _set_side_by_side(
    promised: Measure, announced: Figure, printings: Sequence[Figure], evidence: Evidence
) -> Promise:
    final = min(printings, key=lambda each: (-_givers(each, printings), *_fineness(each)))
    agreeing = [figure for figure in printings if _allows(figure, final)]
    finals = sorted(agreeing, key=lambda figure: figure is not final)
    heard = {figure.source for figure in finals}
    low, high = _ends(final, evidence)
    least, most = _ends(announced, evidence)
    return Promise(
        promised,
        announced,
        tuple(finals),
        tuple(figure for figure in printings if figure.source not in heard),
        low / most,
        high / least,
    )


def _givers(figure: Figure, printings: Iterable[Figure]) -> int:
    """How many sources give this very number."""
    return len({other.source for other in printings if other.value == figure.value})


def _fineness(figure: Figure) -> tuple[bool, Decimal]:
    return figure.corrected, figure.interval.high - figure.interval.low


def _allows(figure: Figure, final: Figure) -> bool:
    """Whether the words of one printing leave room for what another says."""
    return figure.interval.low <= final.value <= figure.interval.high


def _ends(figure: Figure, evidence: Evidence) -> tuple[float, float]:
    """A figure at face value, in the announcement's currency: two numbers only for a range."""
    rate = evidence.rate(figure)
    if figure.exact or qualified(figure):
        return float(figure.value) * rate, float(figure.value) * rate
    return float(figure.interval.low) * rate, float(figure.interval.high) * rate
