"""Slips that would explain a conflict: a word of scale, a zero, a digit or a currency mistaken.

The fewest figures are sought that, each meant in one of the ways that its phrase invites, agree
with all the others. A phrase is reworded and read anew (see `rewording`), so that what qualifies
and rounds it is that of the new one. Slips are found and never applied.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from helpers.dataset.entities import Dataset, Figure
from helpers.figures.reading import CURRENCIES, Interval, Reading, read
from helpers.model.agreement import Agrees, Statement, kin_of, statements
from helpers.model.bounds import Slip
from helpers.model.hitting import Numbers, hitting_sets
from helpers.model.rewording import DIGITS, SlipKind, reworded

MOST_SLIPS = 3  # at once: more of them would reconcile anything, and explain nothing
MOST_MENDS = 6  # sets of slips that are listed; of more than that, none explains anything
MOST_TRIES = 2000  # questions to the model: some seconds
NARROW = Decimal("0.25")  # of a slip's change: as wide may a figure be that bears it out
RANKS = {kind: rank for rank, kind in enumerate(SlipKind)}
FACTORS = {SlipKind.TOO_LARGE: Decimal("0.1"), SlipKind.TOO_SMALL: Decimal(10)}

Way = tuple[Slip, ...]


@dataclass(frozen=True)
class _Meant:
    """A statement as it may have been meant: its figures altered by one slip."""

    slip: Slip
    figures: Statement


def fewest_slips(
    figures: Iterable[Figure],
    agrees: Agrees,
    conflicts: Iterable[Iterable[Figure]],
    dataset: Dataset,
) -> tuple[Way, ...]:
    """The smallest sets of slips under which all figures agree, at most MOST_MENDS of them.

    The likeliest come first: those that unrelated sources bear out, then by the order of kinds.
    """
    return slips_sought(figures, agrees, conflicts, dataset)[0]


def slips_sought(
    figures: Iterable[Figure],
    agrees: Agrees,
    conflicts: Iterable[Iterable[Figure]],
    dataset: Dataset,
) -> tuple[tuple[Way, ...], int]:
    """The same, and how many slips at once were tried in all ways that `conflicts` leave open.

    They are the minimal ones that are known: every set of slips has one in each of them.
    """
    search = _Search(statements(figures, kin_of(dataset)), agrees, dataset)
    numbers = {f.id: number for number, same in enumerate(search.statements) for f in same}
    sets = [frozenset(numbers[figure.id] for figure in conflict) for conflict in conflicts]
    for size in range(1, MOST_SLIPS + 1):
        found = [way for chosen in _hitting(sets, size) for way in search.mends(chosen)]
        if found:
            return tuple(sorted(found, key=_likeliness)[:MOST_MENDS]), size
        if search.is_over:
            return (), size - 1
    return (), MOST_SLIPS


def _hitting(sets: Sequence[Numbers], size: int) -> Iterator[Numbers]:
    """The sets of so many statements that may mend all conflicts, the likelier first.

    A minimal one, or one less and any other: a figure put right may be in conflict with another
    wrong one, with which it agreed. Of each conflict one figure stays as printed: to move all of
    them elsewhere explains nothing.
    """
    smaller = []
    for chosen in hitting_sets(sets, size):
        if len(chosen) == size:
            yield chosen
        elif len(chosen) == size - 1:
            smaller.append(chosen)
    others = sorted(frozenset().union(*sets))
    longer = (chosen | {other} for chosen in smaller if chosen for other in others)
    for chosen in dict.fromkeys(longer):
        if len(chosen) == size and not any(each <= chosen for each in sets):
            yield chosen


def _likeliness(way: Way) -> tuple:
    unfounded = sum(not slip.borne_out for slip in way)
    ranks = sorted((RANKS[SlipKind(slip.kind)] for slip in way), reverse=True)
    return unfounded, ranks, [slip.figure.id for slip in way], [slip.value for slip in way]


class _Search:
    """Statements, of which some may have been meant otherwise, and what the model says of them."""

    def __init__(self, statements: Sequence[Statement], agrees: Agrees, dataset: Dataset) -> None:
        self.statements = statements
        self.agrees = agrees
        self.dataset = dataset
        self.tries = 0
        self.known: dict[int, tuple[_Meant, ...]] = {}

    @property
    def is_over(self) -> bool:
        return self.tries >= MOST_TRIES

    def mends(self, chosen: Numbers) -> Iterator[Way]:
        """The ways in which all figures agree, if the chosen statements are slips."""
        if self._agree({}, chosen):
            yield from self._mends({}, sorted(chosen), only=len(chosen) == 1)

    def _mends(self, meant: Mapping[int, _Meant], left: Sequence[int], only: bool) -> Iterator[Way]:
        """With the first ones decided on; the rest is left out until its turn comes.

        Single digits are tried of an only slip: two of them would reconcile too much.
        """
        if not left:
            yield tuple(each.slip for each in meant.values())
            return
        number, *rest = left
        for meaning in self.meanings(number):
            longer = {**meant, number: meaning}
            if (only or meaning.slip.kind not in DIGITS) and self._agree(longer, rest):
                yield from self._mends(longer, rest, only)

    def _agree(self, meant: Mapping[int, _Meant], left_out: Iterable[int]) -> bool:
        if self.is_over:
            return False
        self.tries += 1
        kept = set(range(len(self.statements))).difference(meant, left_out)
        figures = [figure for number in sorted(kept) for figure in self.statements[number]]
        altered = [figure for each in meant.values() for figure in each.figures]
        return self.agrees([*figures, *altered])

    def meanings(self, number: int) -> tuple[_Meant, ...]:
        """The ways in which a statement may have been meant, the likeliest first."""
        if number not in self.known:
            self.known[number] = tuple(self._meanings(self.statements[number]))
        return self.known[number]

    def _meanings(self, statement: Statement) -> Iterable[_Meant]:
        money = {f.unit for same in self.statements for f in same if f.unit in CURRENCIES}
        found: dict[tuple[float, str], _Meant] = {}
        for kind, altered in _altered(statement[0], self.dataset.currency, money):
            phrase = altered.printed if altered.printed != statement[0].printed else ""
            value = float(altered.value)
            slip = Slip(statement[0], kind, value, altered.unit, phrase)
            same = tuple(_like(altered, figure) for figure in statement)
            founded = borne_out(slip, self.dataset)
            slip = dataclasses.replace(slip, borne_out=founded, meant=same)
            found.setdefault((value, altered.unit), _Meant(slip, same))
        return found.values()


def _like(altered: Figure, figure: Figure) -> Figure:
    """A figure that says the same as another one, altered like that."""
    return dataclasses.replace(
        figure, reading=altered.reading, interval=altered.interval, unit=altered.unit
    )


def _altered(
    figure: Figure, own: str, currencies: Iterable[str]
) -> Iterator[tuple[SlipKind, Figure]]:
    """A figure in all ways in which it may have been meant, the likeliest first."""
    if not figure.value or not figure.value.is_finite():
        return
    is_as_read = figure.interval == figure.reading.interval
    found = list(_reworded(figure, own)) if is_as_read else []
    kinds = {kind for kind, _ in found}
    found += [
        (kind, _scaled(figure, factor)) for kind, factor in FACTORS.items() if kind not in kinds
    ]
    found += [(SlipKind.CURRENCY, each) for each in _in_other_money(figure, own, currencies)]
    for kind, other in sorted(found, key=lambda each: RANKS[each[0]]):
        is_whole = other.reading.kind != "count" or other.value == int(other.value)
        is_other = (other.value, other.unit) != (figure.value, figure.unit)
        if is_whole and is_other:
            yield kind, other


def _reworded(figure: Figure, own: str) -> Iterator[tuple[SlipKind, Figure]]:
    currency = figure.unit if figure.unit in CURRENCIES else ""
    for kind, phrase in reworded(figure.printed, currency):
        reading = _reading(phrase, own)
        if reading and _is_alike(reading, figure.reading):
            altered = dataclasses.replace(
                figure, printed=phrase, reading=reading, interval=reading.interval
            )
            yield kind, altered


def _reading(phrase: str, own: str) -> Reading | None:
    try:
        return read(phrase, own)
    except ValueError:
        return None


def _is_alike(reading: Reading, other: Reading) -> bool:
    """Whether two readings differ in their numbers alone."""
    same = dataclasses.replace(reading, value=other.value, interval=other.interval)
    return same == other and reading.value > 0


def _scaled(figure: Figure, factor: Decimal) -> Figure:
    def times(interval: Interval) -> Interval:
        return Interval(interval.low * factor, interval.high * factor)

    reading = dataclasses.replace(
        figure.reading,
        value=figure.reading.value * factor,
        interval=times(figure.reading.interval),
    )
    return dataclasses.replace(figure, reading=reading, interval=times(figure.interval))


def _in_other_money(figure: Figure, own: str, currencies: Iterable[str]) -> Iterator[Figure]:
    """An amount in the announcement's currency, or in a foreign one that other figures are in."""
    if figure.unit not in CURRENCIES:
        return
    for currency in sorted(currencies) if figure.unit == own else [own]:
        if currency != figure.unit:
            reading = dataclasses.replace(figure.reading, unit=currency)
            yield dataclasses.replace(figure, reading=reading, unit=currency)


def borne_out(slip: Slip, dataset: Dataset) -> tuple[Figure, ...]:
    """The figures of unrelated sources that give what a slip would make of its figure.

    What they allow is much less than the slip changes: else they would say nothing of it.
    """
    family = dataset.family(slip.figure.source)
    value = Decimal(slip.value)
    change = abs(value - slip.figure.value)
    widest = NARROW * (change or abs(value))  # a currency changes no number
    return tuple(
        figure
        for figure in sorted(dataset.figures, key=lambda figure: figure.id)
        if figure.key == slip.figure.key
        and figure.unit == slip.unit
        and figure.source not in family
        and figure.interval.low <= value <= figure.interval.high
        and figure.interval.high - figure.interval.low <= widest
    )
