"""Whether figures can all be true: the question that conflicts and their mends are made of.

The answer is the model's. What asks for it knows figures, and nothing of unknowns or of solvers.
"""

import dataclasses
from collections.abc import Callable, Hashable, Iterable

from helpers.dataset.entities import Dataset, Figure
from helpers.figures.meaning import Reading

# Whether some figures can all be true. They may be altered copies of those of a dataset.
Agrees = Callable[[Iterable[Figure]], bool]
# The name of the family that a source belongs to: its original and its translations.
Kin = Callable[[str], str]

Statement = tuple[Figure, ...]  # the printings of one thing that one family of sources says


def kin_of(dataset: Dataset) -> Kin:
    """What names the family of a source of a dataset."""
    return {source: min(dataset.family(source)) for source in dataset.sources}.__getitem__


def statements(figures: Iterable[Figure], kin: Kin) -> tuple[Statement, ...]:
    """The figures, those together by which one family of sources says the same thing again.

    Their order is that of the ids, whatever the order of the figures.
    """
    found: dict[Hashable, list[Figure]] = {}
    for figure in sorted(figures, key=lambda figure: figure.id):
        found.setdefault(_said(figure, kin), []).append(figure)
    return tuple(tuple(same) for same in found.values())


def _said(figure: Figure, kin: Kin) -> Figure:
    """What a figure says, without where it stands and the words in which it is printed."""
    read = figure.reading
    return dataclasses.replace(
        figure,
        id="",
        source=kin(figure.source),
        paragraph=None,
        printed_scope=None,
        printed="",
        reading=Reading(read.value, read.interval, unit="", qualifier=read.qualifier, kind=""),
        note="",
        place="",
    )
