"""What every chart needs: its sentences from their template, its source line, and amounts as
numbers of a table.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from helpers.dataset.entities import Dataset, Figure, Term
from helpers.figures import wording as words
from helpers.model.evidence import Evidence
from helpers.model.findings import Findings
from helpers.telling import text
from helpers.telling.frames import found
from helpers.telling.labels import amount_column, changed, marked
from helpers.telling.palette import shades

__all__ = [
    "MOST_ROWS",
    "amount_column",
    "colours",
    "dollars",
    "found",
    "in_dollars",
    "marked",
    "name_of",
    "percent",
    "sentences",
    "short",
    "source_line",
    "total_in_dollars",
    "units",
]

MOST_ROWS = 12  # of a picture, so that it has room on a page of A4 with its title
DOLLAR_DIGITS = 3
SAME = 5e-3  # relative: ends that are as close are one number once rounded


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
    """A fraction as a number of per cent with one decimal, none where it is nothing or all, for the
    table beside a chart.
    """
    rounded = round(100 * share, 1)
    return int(rounded) if rounded in (0, 100) else rounded


def name_of(figure: Figure, dataset: Dataset) -> str:
    """The projects that a figure is about; the measure itself where they are all."""
    return words.sentence(
        text.scope(figure.scope, dataset) or dataset.measures[figure.measure].name
    )


def colours(terms: Sequence[Term]) -> Mapping[str, str]:
    """The colour of each group that something is known of: blues for those that the article names,
    in the order given, and one muted tone for those that it does not.

    Where none is marked as outside, or all are, there is nothing to set apart.
    """
    named = [term for term in terms if not term.outside] or list(terms)
    blues = dict(zip((term.id for term in named), shades(len(named)), strict=True))
    return {term.id: blues.get(term.id, "outside") for term in terms}


def in_dollars(low: float, high: float) -> str:
    """An amount in US dollars to three digits: one number where the two ends hardly differ."""
    if high == math.inf:
        return words.span(low, high, "USD", DOLLAR_DIGITS)
    if high - low <= high * SAME:
        return words.quantity(low, "USD", DOLLAR_DIGITS)
    least, most = (float(f"{end:.{DOLLAR_DIGITS}g}") for end in (low, high))
    return words.span(least, most, "USD", DOLLAR_DIGITS)


def dollars(low: float, high: float, dataset: Dataset) -> str:
    """An amount in US dollars at the market's rate of the day; empty where it is in dollars, or
    there is no such rate.
    """
    rate = None if dataset.currency == "USD" else dataset.market_rate("USD")
    return in_dollars(low / rate, high / rate) if rate else ""


def total_in_dollars(findings: Findings) -> str:
    """All the money in US dollars, to stand beside `text.total`."""
    return text.total_in_dollars(findings) if findings.total_known else ""


def units(dataset: Dataset) -> str:
    """What a word for a large number means, where this currency has one: `crore` is Indian."""
    return sentences("units", currency=dataset.currency)["explained"]
