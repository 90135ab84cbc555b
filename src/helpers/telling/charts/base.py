"""What every chart needs: its sentences from their template, its source line, and amounts as
numbers of a table.
"""

from collections.abc import Iterable

from helpers.dataset.entities import Dataset, Figure
from helpers.figures import wording as words
from helpers.model.evidence import Evidence
from helpers.telling import text
from helpers.telling.frames import found
from helpers.telling.labels import amount_column, changed, marked

__all__ = [
    "amount_column",
    "found",
    "marked",
    "name_of",
    "percent",
    "sentences",
    "short",
    "source_line",
]


def sentences(template: str, **facts: object) -> dict[str, str]:
    """The blocks of a chart's template as plain text, each with a capital first letter."""
    blocks = text.blocks(template, **facts)
    return {name: words.sentence(block) for name, block in blocks.items()}


def source_line(evidence: Evidence, sources: Iterable[str] = (), market: str = "") -> str:
    """Who says what a chart shows: the outlets of these sources, or of all that are taken into
    account; and when it was.

    `market` is who gives the market's exchange rate, where the chart shows one. Under a scenario it
    says what is assumed, too.
    """
    dataset, chosen = evidence.dataset, set(sources) or evidence.sources
    used = [id_ for id_ in dataset.sources if id_ in chosen]
    outlets = dict.fromkeys(dataset.sources[id_].outlet for id_ in used)
    day = words.day(dataset.date)
    facts = {"outlets": list(outlets), "day": day, "market": market}
    line = sentences("source", **facts)["line"]
    if not evidence.is_scenario:
        return line
    return f"{sentences('scenario', changes=changed(evidence))['line']} {line}"


def short(amount: float) -> int:
    """An amount to five digits, which leaves out the solver's own last ones."""
    return round(float(f"{amount:.5g}"))


def percent(share: float) -> float:
    """A fraction as a number of per cent with one decimal, for the table beside a chart."""
    return round(100 * share, 1)


def name_of(figure: Figure, dataset: Dataset) -> str:
    """The projects that a figure is about; the measure itself where they are all."""
    return words.sentence(
        text.scope(figure.scope, dataset) or dataset.measures[figure.measure].name
    )
