"""What was announced beside what came of it: in words for the comparison, and as a table of a page.

What is paired with what is decided in `helpers.model.promises`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from helpers.dataset.entities import Dataset, Figure
from helpers.figures import wording as words
from helpers.model.bounds import rounded
from helpers.model.findings import Findings
from helpers.model.promises import Promise
from helpers.telling import columns, labels, text
from helpers.telling.dress import Shown, Table, laid_out, small
from helpers.telling.frames import Subject, found


@dataclass(frozen=True)
class Outcome:
    """A quantity as it was announced and as it came out, as the comparison knows it: `ratio` is the
    one at face value as a fraction of the other.

    `name` says what it is; `announced` and `final` are the figures in words.
    """

    name: str
    announced: str
    final: str
    ratio: float


def in_words(told: Findings) -> Iterator[Outcome]:
    """Every quantity of which a source gives the outcome, in the order of the dataset."""
    for each in told.promises:
        announced = _with_dollars(each.announced, told.dataset)
        final = _with_dollars(each.final, told.dataset)
        ratio = rounded((each.low + each.high) / 2)
        yield Outcome(_name(each, told.dataset), announced, final, ratio)


def outcomes(subject: Subject) -> Table | None:
    """What was announced, what a later source says came of it, and which part of it that is.

    >>> from helpers import load, tables, views
    >>> "74%" in tables.outcomes(views(load("chips-2024-04"))).html
    True
    """
    told = found(subject)
    rows, dataset = told.promises, told.dataset
    if not rows:
        return None
    several = len({each.final.measure for each in rows}) > 1
    names = [_what(each, dataset) if several else _name(each, dataset) for each in rows]
    shown = [
        Shown("What", names, width=28, role="main"),
        Shown("Announced", [_announced(each, dataset) for each in rows], width=26),
        Shown("Final", [_final(each, dataset) for each in rows], width=30),
        Shown("Ratio", [text.as_part(each) for each in rows], numeric=True, width=16),
    ]
    dollars = any(text.in_dollars(each.announced, dataset) for each in rows)
    outcome = "" if several else _outcome(rows[0], dataset)
    facts = {"single": len(rows) == 1, "dollars": dollars, "outcome": outcome}
    frame = columns.figures(told.everything)
    of_rows = [f.id for each in rows for f in (each.announced, *each.finals, *each.unlike)]
    return laid_out(
        shown,
        frame.loc[list(dict.fromkeys(of_rows))],
        text.blocks("tables/outcomes", **facts)["caption"],
        id="table-outcomes",
        file=labels.file_name("outcomes", told.everything),
    )


def _name(promise: Promise, dataset: Dataset) -> str:
    """The projects that it is about; the measure itself where they are all."""
    return words.sentence(text.scope(promise.announced.scope, dataset) or promise.measure.name)


def _with_dollars(figure: Figure, dataset: Dataset) -> str:
    dollars = text.in_dollars(figure, dataset)
    return f"{text.face(figure)} ({dollars})" if dollars else text.face(figure)


def _what(promise: Promise, dataset: Dataset) -> Markup:
    """What it is; below it what the outcome is of, which may be more than was announced."""
    aside = small(_outcome(promise, dataset))
    return Markup("{}<br>{}").format(_name(promise, dataset), aside)


def _outcome(promise: Promise, dataset: Dataset) -> str:
    """What the outcome is of: `jobs in the final count, whole meeting`."""
    outcome = dataset.measures[promise.final.measure]
    return f"{outcome.name}, {outcome.period}" if outcome.period else outcome.name


def _announced(promise: Promise, dataset: Dataset) -> Markup:
    where = text.locator(promise.announced, dataset)
    told = _with_dollars(promise.announced, dataset)
    note = text.if_reread(promise.announced)
    return Markup("{}{}<br>{}").format(told, note, small(where))


def _final(promise: Promise, dataset: Dataset) -> Markup:
    """The outcome, who gives it, and who gives another number."""
    sources = dict.fromkeys(figure.source for figure in promise.finals)
    givers = small(Markup("; ").join(text.source(id_, dataset) for id_ in sources))
    told = Markup("{}<br>{}").format(_with_dollars(promise.final, dataset), givers)
    if not promise.unlike:
        return told
    others = [text.phrase_and_places(said) for said in text.by_phrase(promise.unlike, dataset)]
    unlike = Markup("elsewhere {}").format(Markup("; ").join(others))
    return Markup("{}<br>{}").format(told, small(unlike))
