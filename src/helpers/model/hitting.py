"""Minimal hitting sets: the smallest choices that have an element of every one of some sets.

This module knows numbered elements, and nothing of what they stand for.
"""

from collections.abc import Iterator, Sequence

Numbers = frozenset[int]


def hitting_sets(sets: Sequence[Numbers], largest: int | None = None) -> Iterator[Numbers]:
    """All minimal hitting sets, the smallest first, up to the `largest` size that is wanted.

    Without any sets, there is the empty one.
    """
    most = len(sets)  # each element of a minimal one is there for some set
    for size in range(min(most, most if largest is None else largest) + 1):
        yield from _of_size(size, frozenset(), frozenset(), sets)


def _of_size(
    size: int, chosen: Numbers, barred: Numbers, sets: Sequence[Numbers]
) -> Iterator[Numbers]:
    """Those of a size that have all that is chosen, and nothing that is barred."""
    missed = [each - barred for each in sets if not each & chosen]
    if not missed:
        if len(chosen) == size:
            yield chosen
        return
    if len(chosen) + _apart(missed) > size:
        return
    narrowest = min(map(sorted, missed), key=lambda each: (len(each), each))
    for element in narrowest:
        grown = chosen | {element}
        if _is_minimal(grown, sets):
            yield from _of_size(size, grown, barred, sets)
        barred |= {element}


def _apart(sets: Sequence[Numbers]) -> int:
    """How many of the sets have no element in common: so many elements, at least, it takes."""
    seen: Numbers = frozenset()
    number = 0
    for each in sorted(sets, key=len):
        if not each & seen:
            seen |= each
            number += 1
    return number


def _is_minimal(chosen: Numbers, sets: Sequence[Numbers]) -> bool:
    """Whether each element that is chosen is the only one of some set."""
    alone = {next(iter(hit)) for hit in (each & chosen for each in sets) if len(hit) == 1}
    return alone == chosen
