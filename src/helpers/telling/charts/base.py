"""What every chart needs: its sentences from their template, its source line, and amounts as
numbers of a table.
"""

from collections.abc import Iterable

from helpers.dataset.entities import Dataset, Figure
from helpers.figures import wording as words
from helpers.model.evidence import Evidence
from helpers.model.findings import Findings, findings
from helpers.telling import text
from helpers.telling.frames import Subject, evidences


def found(subject: Subject) -> Findings:
    """The findings that a chart draws: of a view, or of a pair of them."""
    article, everything = evidences(subject)
    return findings(everything if article is everything else (article, everything))


def sentences(template: str, **facts: object) -> dict[str, str]:
    """The blocks of a chart's template as plain text, each with a capital first letter."""
    blocks = text.blocks(template, **facts)
    return {name: words.sentence(block) for name, block in blocks.items()}


def source_line(evidence: Evidence, sources: Iterable[str] = (), market: str = "") -> str:
    """Who says what a chart shows: the outlets of these sources, or of all that are taken into
    account; and when it was.

    `market` is who gives the market's exchange rate, where the chart shows one.
    """
    dataset, chosen = evidence.dataset, set(sources) or evidence.sources
    used = [id_ for id_ in dataset.sources if id_ in chosen]
    outlets = dict.fromkeys(dataset.sources[id_].outlet.split(",")[0] for id_ in used)
    day = words.day(dataset.date)
    facts = {"outlets": list(outlets), "day": day, "market": market}
    return sentences("source", **facts)["line"]


def short(amount: float) -> int:
    """An amount to five digits, which leaves out the solver's own last ones."""
    return round(float(f"{amount:.5g}"))


def percent(share: float) -> float:
    """A fraction as a number of per cent with one decimal, for the table beside a chart."""
    return round(100 * share, 1)


def amount_column(dataset: Dataset) -> str:
    """The head of a column of amounts: `Amount, yuan`."""
    return f"Amount, {words.currencies(dataset.currency)}"


def name_of(figure: Figure, dataset: Dataset) -> str:
    """The projects that a figure is about; the measure itself where they are all."""
    return words.sentence(
        text.scope(figure.scope, dataset) or dataset.measures[figure.measure].name
    )
