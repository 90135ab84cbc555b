"""What sources say beside amounts: how quantities compare, and how large every single project is.

It says which of these figures a page tells, and what those about single projects add to the
bounds: nothing says an amount, and yet not much is left open. This module knows no sentence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from helpers.dataset.entities import COMPARISONS, MONEY, AnnouncedProject, Figure, Relation
from helpers.model.bounds import Bounds
from helpers.model.evidence import Evidence
from helpers.model.findings import Findings
from helpers.model.scenarios import without
from helpers.model.told import Checked

OF_SINGLE_PROJECTS = (Relation.EACH, Relation.LARGEST)
MOST_TRIED = 12  # projects without an amount whose bounds are sought


@dataclass(frozen=True)
class Singles:
    """What `figures` say of the amount of every single project, or of the largest.

    `project` is the one without an amount of which most is known now: what it may come to is
    within `now`, and would be within `before` without these figures. It is None where they add
    nothing.
    """

    figures: tuple[Figure, ...]
    project: AnnouncedProject | None
    now: Bounds
    before: Bounds


def related(told: Findings) -> tuple[Checked, ...]:
    """What other sources say of how two quantities compare, each quantity of a source once."""
    found: dict[object, Checked] = {}
    evidence, article = told.everything, told.dataset.article.id
    for figure in evidence.figures:
        if figure.relation in COMPARISONS and figure.source != article and not figure.numerator:
            checked = Checked(figure, evidence.audit[figure.id])
            found.setdefault((figure.source, figure.key, figure.printed), checked)
    return tuple(found.values())


@lru_cache(maxsize=32)  # of the findings at hand: several sections tell of it
def singles(told: Findings) -> Singles | None:
    """What is said of the money of single projects; None where nothing is."""
    evidence = told.everything
    figures = tuple(f for f in evidence.figures if _is_of_singles(f))
    if not figures or not evidence.has_shares:
        return None
    unlimited = without(evidence, *(figure.id for figure in figures))
    disclosed = {amount.project.id for amount in evidence.amounts()}
    hidden = [p for p in evidence.dataset.projects if p.count == 1 and p.id not in disclosed]
    once = _once(figures)
    found = [Singles(once, p, *_bounds(p, evidence, unlimited)) for p in hidden[:MOST_TRIED]]
    narrowed = [each for each in found if _width(each.now) < _width(each.before)]
    nothing = Singles(once, None, Bounds(0, 0), Bounds(0, 0))
    return min(narrowed, key=lambda each: _width(each.now), default=nothing)


def wholes(told: Findings, figure: Figure) -> tuple[Figure, ...]:
    """What a quantity is a part of, such as the money of a whole year: one figure, the finest."""
    whole = told.dataset.measures[figure.measure].part_of
    given = [f for f in told.everything.figures if f.key == (whole, figure.scope)]
    if figure.relation is not Relation.AMOUNT:
        return ()
    return tuple(sorted(given, key=lambda f: f.interval.high - f.interval.low)[:1])


def _is_of_singles(figure: Figure) -> bool:
    return figure.measure == MONEY and figure.relation in OF_SINGLE_PROJECTS


def _once(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """One figure for each quantity, the first that gives it."""
    return tuple({figure.key: figure for figure in reversed(tuple(figures))}.values())[::-1]


def _bounds(
    project: AnnouncedProject, evidence: Evidence, unlimited: Evidence
) -> tuple[Bounds, Bounds]:
    scope = {"project": project.id}
    return evidence.bound(MONEY, scope), unlimited.bound(MONEY, scope)


def _width(bounds: Bounds) -> float:
    return bounds.high - bounds.low
