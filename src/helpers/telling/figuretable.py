"""The table of checked figures: what the article says, the verdict with what decides it, and what
we take the words for.
"""

from markupsafe import Markup

from helpers.dataset.entities import Dataset, Figure
from helpers.figures import wording as words
from helpers.model.findings import Findings
from helpers.telling import checks, columns, labels, text, verdicts
from helpers.telling.dress import Shown, Table, anchored, laid_out, small
from helpers.telling.frames import Subject, found


def figures(subject: Subject) -> Table | None:
    """The article's figures one by one: how it words them, the verdict of all the others with what
    decides it, and what we take the words to mean.

    >>> from helpers import load, tables, views
    >>> "✓" in tables.figures(views(load("jiangning-2020-05"))).html
    True
    """
    told = found(subject)
    rows = checks.rows(told)
    if not rows:
        return None
    dataset = told.dataset
    listed = [figure for row in rows for figure in row.figures]
    shown = [
        Shown("Figure", [_as_given(row, dataset) for row in rows], width=40, role="main"),
        Shown("Check", [_verdict(row, told) for row in rows], width=34, role="verdict"),
        Shown(
            "What we take it for", [_meaning(row, dataset) for row in rows], width=26, role="more"
        ),
    ]
    facts = {
        "several": any(row.times > 1 for row in rows),
        "article": all(figure.source == dataset.article.id for figure in listed),
        "matches": bool(told.having("confirmed")),
        "single": told.only_article,
    }
    caption = text.blocks("tables/figures", **facts)["caption"]
    return laid_out(
        shown,
        columns.figures(told.everything),
        caption,
        id="table-figures",
        file=labels.file_name("figures", told.everything),
    )


def _as_given(row: checks.Row, dataset: Dataset) -> Markup:
    """What the article says, how often, what it is, and where it stands."""
    phrases = Markup(" · ").join(text.phrase(figure, dataset) for figure in row.phrases)
    named = anchored(phrases, [f"figure-{figure.id}" for figure in row.figures])
    several = f" ×{row.times}" if row.times > 1 else ""
    places = dict.fromkeys(f"¶{figure.paragraph}" for figure in row.figures if figure.paragraph)
    what = ", ".join([text.figure_name(row.first, dataset), *places])
    return Markup("{}{}<br>{}").format(named, several, small(what))


def _verdict(row: checks.Row, told: Findings) -> Markup:
    """The verdict at a glance, which opens to what decides it."""
    seen = verdicts.seen(row.verdict.verdict, text.verdict_in_words(row.verdict, row.first))
    if not row.explained:
        return seen
    evidence = text.piece("tables/evidence", told, row=row)
    return Markup('<details class="evidence"><summary>{}</summary>{}</details>').format(
        seen, evidence
    )


def _meaning(row: checks.Row, dataset: Dataset) -> Markup:
    """The interval that its words stand for, and a link to our note, where it has one."""
    meaning, figure = span(row.first), row.noted
    if figure is None:
        return Markup("{}").format(meaning)
    of_project = any(project.id == figure.id for project in dataset.projects)
    target = f"{'project' if of_project else 'note'}-{figure.id}"
    return Markup('{}<br><a href="#{}">our note</a>').format(meaning, target)


def span(figure: Figure) -> str:
    low, high = float(figure.interval.low), float(figure.interval.high)
    return words.span(low, high, figure.unit)
