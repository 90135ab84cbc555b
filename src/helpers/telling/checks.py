"""The rows of a table of checked figures: what one source repeats is one row, and conflicts come
first.

What all the others say of a figure is decided in `helpers.model.audit`; here it is only gathered:
its phrases, the same quantity as other sources give it, and the sum that it is checked by.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.dataset.entities import Figure, Relation
from helpers.model.bounds import Verdict
from helpers.model.evidence import Evidence
from helpers.model.findings import Findings
from helpers.telling import columns
from helpers.telling.verdicts import CONVENTION, ORDER

FEWEST, MOST = 2, 6  # parts of a sum that is told
NO_CHECK = "unchecked"


@dataclass(frozen=True)
class Row:
    """A quantity as the article gives it, once or several times, and what the others say of it.

    `alone` is the verdict of the article's own figures, where there are other sources, too. `same`
    are the figures of other sources that give the same, `unlike` those that give something else
    for it; `parts` are figures that it is the sum of.
    """

    figures: tuple[Figure, ...]
    verdict: Verdict
    alone: Verdict | None
    same: tuple[Figure, ...]
    unlike: tuple[Figure, ...]
    parts: tuple[Figure, ...]

    @property
    def first(self) -> Figure:
        return self.figures[0]

    @property
    def times(self) -> int:
        return len(self.figures)

    @property
    def noted(self) -> Figure | None:
        """The first of them that we have to say something of."""
        return next((figure for figure in self.figures if figure.note), None)

    @property
    def phrases(self) -> tuple[Figure, ...]:
        """One figure for each wording."""
        return tuple({figure.printed: figure for figure in reversed(self.figures)}.values())[::-1]

    @property
    def by_convention(self) -> bool:
        """Whether it conflicts only as we take “more than” or “nearly”."""
        return CONVENTION in self.verdict.how

    @property
    def explained(self) -> bool:
        """Whether there is anything to say of it beyond its verdict."""
        return self.verdict.verdict != NO_CHECK or bool(self.same or self.unlike)


def rows(told: Findings) -> tuple[Row, ...]:
    """The article's figures: a row a quantity, conflicts first, the rest in its order."""
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for each in told.checked:
        figure, verdict = each.figure, each.verdict
        quantity = (figure.source, figure.key, figure.unit, figure.interval, figure.corrected)
        groups.setdefault((*quantity, verdict.verdict, verdict.how), []).append(figure)
    found = [_row(figures, told) for figures in groups.values()]
    return tuple(sorted(found, key=lambda row: _rank(row, told)))


def _rank(row: Row, told: Findings) -> tuple[int, bool]:
    """Conflicts come first, and of these the figures that slips of a unit would put right."""
    innocent = row.first.id not in told.against.suspects
    return ORDER.index(row.verdict.verdict), innocent


def _row(figures: Sequence[Figure], told: Findings) -> Row:
    first, everything = figures[0], told.everything
    others = _of_others(first, everything)
    same = tuple(o for o in others if not first.corrected and columns.same(first, o))
    return Row(
        figures=tuple(figures),
        verdict=everything.audit[first.id],
        alone=None if told.single else told.article.audit[first.id],
        same=same,
        unlike=tuple(other for other in others if other not in same),
        parts=_parts(first, everything),
    )


def _of_others(figure: Figure, evidence: Evidence) -> list[Figure]:
    """The figures of unrelated sources for the same, each wording of a source once."""
    family = evidence.dataset.family(figure.source)
    found = [f for f in evidence.figures if f.key == figure.key and f.source not in family]
    return list({(other.source, other.printed): other for other in reversed(found)}.values())[::-1]


def _parts(figure: Figure, evidence: Evidence) -> tuple[Figure, ...]:
    """The parts that make all of it, where one is given for every project, or every group of a
    dimension; nothing where they are too many to be told.
    """
    dataset = evidence.dataset
    if figure.scope or not dataset.measures[figure.measure].additive:
        return ()
    ways = [[("project", project.id) for project in dataset.projects]]
    ways += [[(name, group) for group in dataset.vocabularies[name]] for name in dataset.dimensions]
    amounts = [f for f in evidence.figures if f.relation is Relation.AMOUNT]
    given = {f.scope: f for f in reversed(amounts) if f.measure == figure.measure}
    found = ([given.get((pair,)) for pair in pairs] for pairs in ways)
    whole = ([part for part in parts if part] for parts in found if all(parts))
    return next((tuple(parts) for parts in whole if FEWEST <= len(parts) <= MOST), ())
