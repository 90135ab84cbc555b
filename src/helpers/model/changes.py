"""What a "what if" changes, as plain data: nothing here is a sentence, and nothing is computed."""

from collections.abc import Mapping
from dataclasses import dataclass

from helpers.dataset.entities import Figure
from helpers.model.cells import Groups


@dataclass(frozen=True)
class Assumed:
    """Projects that are counted in other groups: by the project's id, the groups by dimension."""

    groups: Mapping[str, Groups]


@dataclass(frozen=True)
class LeftOut:
    """Figures that are left out."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Reworded:
    """Figures that have another wording: each as its source has it, and the phrase in its place."""

    figures: tuple[tuple[Figure, str], ...]


@dataclass(frozen=True)
class Converted:
    """Currencies that are converted at other rates: at the market's, or at those of a person."""

    rates: Mapping[str, float]
    at_market: bool = False


Change = Assumed | LeftOut | Reworded | Converted
