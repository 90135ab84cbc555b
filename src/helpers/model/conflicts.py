"""What does not add up: all minimal sets of figures that cannot be true together, and the mends.

Every set that hits all minimal conflicts, left out, leaves figures that agree (Reiter, 1987). So
those found are all there are once each minimal hitting set of them does so; where one does not,
there is another conflict among what it leaves, which QuickXplain (Junker, 2004) makes minimal. All
of it is worked out by asking whether figures agree, in the order of their ids: that of the rows
changes nothing. Mends are found and never applied.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from helpers.dataset.entities import Dataset, Figure
from helpers.model.agreement import Agrees, Kin, Statement, kin_of, statements
from helpers.model.bounds import Bounds, Conflict, Drop
from helpers.model.hitting import Numbers, hitting_sets
from helpers.model.slips import slips_sought

MOST_CONFLICTS = 20  # minimal sets that are sought; there may be more than can be counted
MOST_CORRECTIONS = 20
MOST_QUESTIONS = 3000  # asked in one search: some seconds
PAIR = 2

Set = tuple[Figure, ...]


def found_conflicts(
    measure: str,
    figures: Iterable[Figure],
    agrees: Agrees,
    dataset: Dataset,
    gap_of: Callable[[Iterable[Figure]], float],
    bounds_without: Callable[[Figure, Iterable[Figure]], Bounds],
) -> tuple[Conflict, ...]:
    """The minimal conflicts among the figures of a block of measures, each with all mends.

    `gap_of` is the least total miss of some figures; `bounds_without` is what the others, given
    without its repetitions, make of a figure, in its unit.
    """
    search = _Search(statements(figures, kin_of(dataset)), agrees)
    complete = search.explore(MOST_CONFLICTS)
    sets = search.sets()
    if not sets:
        return ()
    everything = [figure for same in search.statements for figure in same]
    drops = tuple(
        Drop(search.statements[number][0], *bounds_without(search.statements[number][0], others))
        for number, others in search.single_mends()
    )
    dropped = [drop.figure for drop in drops]
    ways, tried = slips_sought(everything, agrees, sets, dataset)
    return tuple(
        Conflict(
            measure,
            figures=tuple(sorted(each, key=lambda figure: figure not in dropped)),
            gap=gap_of(each),
            drops=drops,
            slips=ways,
            tried=tried,
            tally=is_tally(each, dataset),
            more=not complete,
        )
        for each in sets
    )


def minimal_conflicts(
    figures: Iterable[Figure], agrees: Agrees, most: int = MOST_CONFLICTS, kin: Kin = str
) -> tuple[Set, ...]:
    """All minimal sets of figures that cannot be true together, the smallest first.

    Of what one family of sources says again, there is the first alone. Where there are `most`
    sets, or the search is too long, there may be more.
    """
    search = _Search(statements(figures, kin), agrees)
    search.explore(most)
    return search.sets()


def corrections(
    figures: Iterable[Figure],
    agrees: Agrees,
    conflicts: Iterable[Iterable[Figure]] = (),
    most: int = MOST_CORRECTIONS,
    kin: Kin = str,
) -> tuple[Set, ...]:
    """The smallest sets of figures without which the others agree; at most so many of them.

    What a family of sources says again counts as one figure, and is left out with it. Some minimal
    `conflicts` that are known shorten the search. Where it is too long, there is one set of which
    every figure is needed, though it may be none of the smallest.
    """
    search = _Search(statements(figures, kin), agrees)
    search.know(conflicts)
    found = search.corrections(most) or [search.one_correction()]
    return tuple(search.figures(each) for each in sorted(found, key=sorted) if each)


def is_tally(figures: Sequence[Figure], dataset: Dataset) -> bool:
    """Whether a conflict is one of two numbers that one source gives for one thing."""
    if len(figures) != PAIR:
        return False
    one, other = figures
    return one.key == other.key and other.source in dataset.family(one.source)


class _Search:
    """The minimal conflicts among some statements, by their numbers, as far as they are known."""

    def __init__(self, statements: Sequence[Statement], agrees: Agrees) -> None:
        self.statements = statements
        self.agrees = agrees
        self.all = frozenset(range(len(statements)))
        self.conflicts: list[Numbers] = []
        self.answers: dict[Numbers, bool] = {}
        self.has_cause = agrees(())  # else no figure is the cause of any conflict

    def figures(self, numbers: Iterable[int]) -> Set:
        return tuple(figure for number in sorted(numbers) for figure in self.statements[number])

    def sets(self) -> tuple[Set, ...]:
        ordered = sorted(self.conflicts, key=lambda each: (len(each), sorted(each)))
        return tuple(tuple(self.statements[n][0] for n in sorted(each)) for each in ordered)

    def know(self, conflicts: Iterable[Iterable[Figure]]) -> None:
        """Takes over minimal conflicts that were found before."""
        numbers = {f.id: number for number, same in enumerate(self.statements) for f in same}
        self.conflicts += [frozenset(numbers[f.id] for f in conflict) for conflict in conflicts]

    def agree(self, numbers: Numbers) -> bool:
        if any(conflict <= numbers for conflict in self.conflicts):
            return False
        if numbers not in self.answers:
            self.answers[numbers] = self.agrees(self.figures(numbers))
        return self.answers[numbers]

    @property
    def is_over(self) -> bool:
        return len(self.answers) >= MOST_QUESTIONS

    def explore(self, most: int) -> bool:
        """Finds conflicts until there are so many; whether they are then all there are."""
        if not self.has_cause:
            return True
        while len(self.conflicts) < most:
            rest = next(self._disagreeing(), None)
            if rest is None:
                return not self.is_over
            self.conflicts.append(self.shrunk(rest))
        return False

    def _disagreeing(self) -> Iterator[Numbers]:
        """What is left without a minimal hitting set of the conflicts, where it still disagrees."""
        for chosen in hitting_sets(self.conflicts):
            if self.is_over:
                return
            if not self.agree(self.all - chosen):
                yield self.all - chosen

    def shrunk(self, numbers: Numbers) -> Numbers:
        """One minimal conflict among statements that disagree."""
        return self._needed(frozenset(), sorted(numbers), has_grown=False)

    def _needed(self, base: Numbers, rest: Sequence[int], has_grown: bool) -> Numbers:
        """Those of the rest that, with the base, make a conflict, and none too many."""
        if has_grown and not self.agree(base):
            return frozenset()
        if len(rest) == 1:
            return frozenset(rest)
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        of_second = self._needed(base.union(first), second, has_grown=True)
        of_first = self._needed(base | of_second, first, has_grown=bool(of_second))
        return of_first | of_second

    def single_mends(self) -> Iterator[tuple[int, Set]]:
        """The statements without each of which all others agree, and these."""
        for number in sorted(frozenset.intersection(*self.conflicts)):
            if self.agree(self.all - {number}):
                yield number, self.figures(self.all - {number})

    def corrections(self, most: int) -> list[Numbers]:
        """The smallest sets without which the others agree; none where that is too long to seek."""
        while self.has_cause and not self.is_over:
            found: list[Numbers] = []
            new = None
            for chosen in hitting_sets(self.conflicts):
                if len(found) == most or (found and len(chosen) > len(found[0])):
                    return found
                if not self.agree(self.all - chosen):
                    new = self.shrunk(self.all - chosen)
                    break
                found.append(chosen)
            if new is None:
                return found
            self.conflicts.append(new)
        return []

    def one_correction(self) -> Numbers:
        """What is left out where each statement in turn is taken that agrees with those before."""
        taken: Numbers = frozenset()
        for number in sorted(self.all):
            if self.has_cause and self.agree(taken | {number}):
                taken |= {number}
        return self.all - taken if self.has_cause else frozenset()
