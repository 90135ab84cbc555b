"""What a notebook uses to look at the figures of a text: `helpers.read`.

>>> from helpers import read
>>> signing = read("Harbour City signs 9 projects worth over 12 billion yuan")
>>> signing
Figures(2 in 1 paragraph)
>>> signing.frame[["phrase", "low", "high"]].values.tolist()[1]
['over 12 billion yuan', 12000000000.0, 13000000000.0]
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from helpers.figures.article import paragraphs
from helpers.figures.reading import CURRENCIES, Found, find
from helpers.project import ProblemsError
from helpers.telling import columns, labels, marked

__all__ = ["Figures", "frame_of", "read"]


@dataclass(frozen=True)
class Figures:
    """The figures of a text: shown marked in their places, and as a frame.

    >>> from helpers import read
    >>> "<mark" in read("over 20 billion yuan")._repr_html_()
    True
    """

    lines: tuple[str, ...]
    found: tuple[Found, ...]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """A row a figure, indexed by `paragraph` and `start` (the schema's table `readings`)."""
        return frame_of(self.found)

    def __repr__(self) -> str:
        return f"Figures({len(self.found)} in {labels.counted(len(self.lines), 'paragraph')})"

    def _repr_html_(self) -> str:
        return str(marked.text_view(self.lines, self.found))


def read(text: str, currency: str = "") -> Figures:
    """All printed figures of a text or of a page of HTML, each as the interval that it allows.

    `currency` is the ISO code that amounts without one are in; else it is the one that the text
    names most often. Raises ProblemsError where there is no such currency, or no text.

    >>> from helpers import read
    >>> read("总投资201.5亿元").frame.high.tolist()
    [20155000000.0]
    """
    if currency and currency not in CURRENCIES:
        raise ProblemsError(f"“{currency}” is not known; use one of ISO 4217, such as CNY or USD")
    try:
        lines = paragraphs(text, "the text")
    except ValueError as error:
        raise ProblemsError(str(error)) from error
    return Figures(lines, tuple(find("\n".join(lines), currency)))


def frame_of(found: Sequence[Found]) -> pd.DataFrame:
    """Figures found in a text as the frame of the schema's table `readings`.

    >>> from helpers.figures.reading import find
    >>> frame_of(find("16 projects")).unit.tolist()
    ['projects']
    """
    return columns.framed("readings", [_row(figure) for figure in found])


def _row(figure: Found) -> dict[str, object]:
    reading = figure.reading
    return {
        "paragraph": figure.paragraph,
        "start": figure.start,
        "end": figure.end,
        "phrase": figure.phrase,
        "kind": reading.kind,
        "low": reading.interval.low,
        "high": reading.interval.high,
        "unit": reading.unit,
        "qualifier": reading.qualifier,
        "currency_printed": _currency_printed(figure),
    }


def _currency_printed(figure: Found) -> str | None:
    """Whether the amount names its currency; None for what is no amount."""
    if figure.reading.kind != "money":
        return None
    return "no" if figure.understood or not figure.reading.unit else "yes"
