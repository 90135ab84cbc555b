"""Results become tables of a page: frames, dressed for a reader.

`table` dresses any frame; the others are the tables of a report, each with the CSV file of its
frame. All take one view, or both, and return a `Table`, or None where there is nothing to show.

>>> from helpers import load, table, views
>>> article, everything = views(load("jiangning-2020-05"))
>>> table(everything.shares("sector")[["name", "known"]], "What is known")
Table(What is known: 6 rows)
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pandas as pd
from markupsafe import Markup

from helpers.dataset.entities import AnnouncedProject, Dataset, Figure, Source
from helpers.figures import wording as words
from helpers.figures.wording import NO_BREAK
from helpers.model.bounds import Share
from helpers.model.evidence import Evidence
from helpers.model.findings import NEGLIGIBLE
from helpers.model.scope import ensure_known
from helpers.telling import columns, labels, text
from helpers.telling.dress import (
    DECIMALS,
    NONE,
    Shown,
    Table,
    anchored,
    download,
    dressed,
    laid_out,
    small,
)
from helpers.telling.figuretable import figures, span
from helpers.telling.frames import Subject, evidences, found
from helpers.telling.hinges import without_judgement
from helpers.telling.outcomes import outcomes

__all__ = [
    "Table",
    "download",
    "figures",
    "judgements",
    "numbers",
    "outcomes",
    "projects",
    "shares",
    "sources",
    "table",
]
WIDTHS = {3: (52, 24, 24), 4: (37, 21, 21, 21)}  # of a table of shares, by its columns
UNJUDGED = "With no judgement of ours"
WORDS = 4  # of a caption, in the name of the file of its table
# What a source is, beside the many that only report on the same event.
ROLES = {"article": "the article", "original": "the original"}


def __dir__() -> list[str]:
    return __all__


def table(
    frame: pd.DataFrame | pd.Series,
    caption: str = "",
    *,
    currency: str = "",
    id: str = "",
    file: str = "",
    widths: Sequence[float] = (),
) -> Table:
    """Any frame, dressed: money in short form, shares in per cent, bounds as ranges.

    How a column looks is settled by its kind, as `helpers.dataset.schema` declares it; a column of
    another name is shown by its dtype. Amounts are in the announcement's currency, or in the
    `currency` that you name (an ISO code). The table offers the frame as the CSV file `file`; where
    none is named, the file is called by the first words of the caption, and without a caption none
    is offered. `widths` of columns are in per cent of the table.

    >>> from helpers import load, table
    >>> by_sector = load("jiangning-2020-05").projects.groupby("sector").amount.sum()
    >>> "9.15 billion yuan" in table(by_sector, currency="CNY").html
    True
    """
    if not isinstance(frame, pd.DataFrame | pd.Series):
        raise TypeError(f"table takes a frame or a series of pandas, not “{frame}”")
    shown = frame.to_frame() if isinstance(frame, pd.Series) else frame
    of_caption = labels.slug(Markup(caption).striptags(), WORDS)
    name = file or (f"{of_caption}.csv" if of_caption else "")
    return laid_out(dressed(shown, currency, widths), shown, caption, id=id, file=name)


def numbers(heads: Sequence[str], rows: Sequence[Sequence[str | int]], file: str) -> Table:
    """The numbers of a chart as a table that offers them as the CSV file `file`.

    >>> numbers(["Sector", "Known, %"], [["Cars", "45.4"], ["Grid", 7]], "shares.csv").frame.sum()
    Sector      CarsGrid
    Known, %        52.4
    dtype: object
    """
    frame = pd.DataFrame([list(row) for row in rows], columns=list(heads))
    shown = []
    for head in heads:
        values = pd.to_numeric(frame[head], errors="coerce")
        numeric = bool(values.notna().all())
        frame[head] = values if numeric else frame[head].astype("str")
        cells = [_grouped(value) if numeric else str(value) for value in frame[head].tolist()]
        shown.append(Shown(head, cells, numeric))
    return laid_out(shown, frame, _caption("numbers"), file=file)


def _grouped(value: float) -> str:
    return f"{value:,}"


def _caption(name: str, **facts: object) -> str:
    """The caption of a table, from its template."""
    return words.sentence(text.blocks(f"tables/{name}", **facts)["caption"])


def _with_widths(shown: Sequence[Shown], widths: Sequence[float]) -> list[Shown]:
    pairs = zip(shown, widths, strict=True)
    return [replace(column, width=width) for column, width in pairs]


def shares(subject: Subject, dimension: str | None = None) -> Table | None:
    """The share of each group in each view: known at face value, and the bounds.

    Without a dimension it is the one that leads. None where nothing sorts the projects, or no
    share can be computed. Raises ProblemsError where the announcement has no such dimension.

    >>> from helpers import load, tables, views
    >>> "44.5–94.9%" in tables.shares(views(load("jiangning-2020-05"))).html
    True
    """
    told = found(subject)
    dataset = told.dataset
    if dimension is not None:
        ensure_known("dimension", dimension, dataset.dimensions)
    chosen = told.lead if dimension is None else dimension
    if chosen is None or not told.solved:
        return None
    shown = [_group_column(told.solved[-1], chosen)]
    without = without_judgement(told.solved[-1]) if chosen == told.lead else None
    views = (*told.solved, without) if without else told.solved
    single = len(views) == 1
    shown += _two_columns(views[0], chosen) if single else _view_columns(views, chosen)
    return laid_out(
        _with_widths(shown, WIDTHS[len(shown)]),
        columns.all_shares((told.article, told.everything)),
        _caption(
            "shares",
            money=dataset.money,
            dimension=chosen,
            nouns=words.plural(dataset.noun),
            single=single,
            unjudged=without is not None,
        ),
        id=f"table-{chosen}",
        file=labels.file_name("shares", told.article, told.everything),
    )


def _group_column(evidence: Evidence, dimension: str) -> Shown:
    """The groups, each with the number of projects that are known to be in it."""
    dataset = evidence.dataset
    terms, found = dataset.vocabularies[dimension], evidence.shares(dimension)
    cells = []
    for share in found:
        number = words.count(share.projects, dataset.noun) if share.projects else ""
        aside = Markup("<br>{}").format(small(number)) if number else Markup("")
        cells.append(Markup("{}{}").format(terms[share.group].name, aside))
    return Shown(words.sentence(dimension), [*cells, "The rest"], role="main")


def _two_columns(evidence: Evidence, dimension: str) -> list[Shown]:
    """What is known in one view, and what could be."""
    found = evidence.shares(dimension)
    ranges = [words.percent_range(share.low, share.high, DECIMALS) for share in found]
    known = [*map(_known, found), _rest(found)]
    return [Shown("Known", known, numeric=True), Shown("Could be", [*ranges, ""], numeric=True)]


def _view_columns(views: Sequence[Evidence], dimension: str) -> list[Shown]:
    """A column a view: what is known, and below it what could be."""
    shown = []
    for evidence in views:
        found = evidence.shares(dimension)
        cells = [
            Markup("{}<br>{}").format(
                _known(share), small(words.percent_range(share.low, share.high, DECIMALS))
            )
            for share in found
        ]
        name = UNJUDGED if evidence.unjudged else words.sentence(labels.called(evidence))
        shown.append(Shown(name, [*cells, _rest(found)], numeric=True))
    return shown


def _rest(found: Sequence[Share]) -> str:
    return words.percent(max(0.0, 1 - sum(share.known for share in found)))


def _known(share: Share) -> str | Markup:
    return words.percent(share.known) if share.known > NEGLIGIBLE else NONE


def projects(subject: Subject) -> Table | None:
    """Every project with the amount that is given of it, and why we sort it as we do.

    >>> from helpers import load, tables, views
    >>> "150 million US dollars" in tables.projects(views(load("jiangning-2020-05"))).html
    True
    """
    evidence = evidences(subject)[1]
    dataset, lead = evidence.dataset, evidence.dataset.lead
    if not dataset.projects:
        return None
    translated = any(project.local_name for project in dataset.projects)
    shown = [
        Shown(
            words.sentence(dataset.noun),
            [_named(project, dataset) for project in dataset.projects],
            width=36,
            role="main",
        ),
        Shown(labels.amount_column(dataset), _amounts(evidence), numeric=True, width=22),
        Shown(
            words.sentence(lead) if lead else "Note",
            [_groups_and_note(project, lead, dataset) for project in dataset.projects],
            width=42,
            role="more",
        ),
    ]
    return laid_out(
        shown,
        columns.projects(evidence),
        _caption("projects", noun=dataset.noun, lead=lead or "", translated=translated),
        id="table-projects",
        file=labels.file_name("projects", evidence),
    )


def _amounts(evidence: Evidence) -> list[str | Markup]:
    """The amount of each project in the announcement's currency, and the phrase that gives it."""
    given = {project.id: figure for project, figure, _ in evidence.amounts()}
    return [
        _amount(given[project.id], project, evidence) if project.id in given else NONE
        for project in evidence.dataset.projects
    ]


def _amount(figure: Figure, project: AnnouncedProject, evidence: Evidence) -> Markup:
    """An amount; below it its phrase, unless that says the same, and its place, if another."""
    dataset = evidence.dataset
    money = text.face(figure, evidence.rate(figure), dataset.currency)
    same_place = (figure.source, figure.paragraph) == (project.source, project.paragraph)
    below = [
        *([] if figure.printed == money.replace(NO_BREAK, " ") else [text.bare(figure, dataset)]),
        *([] if same_place else [text.locator(figure, dataset)]),
    ]
    lines = Markup("").join(Markup("<br>{}").format(small(line)) for line in below)
    return Markup("{}{}").format(money, lines)


def _named(project: AnnouncedProject, dataset: Dataset) -> Markup:
    """A project with its own name below, where that is in another script, and where it stands."""
    several = " (number not given)" if project.count is None else f" ({project.count:,})"
    several = "" if project.count == 1 else several
    name = Markup('<span id="project-{}">{}{}</span>').format(project.id, project.name, several)
    local = text.in_language(project.local_name, dataset.local_language)
    where = text.locator(project, dataset)
    aside = Markup("{}<br>{}").format(local, where) if local else where
    return Markup("{}<br>{}").format(name, small(aside))


def _groups_and_note(project: AnnouncedProject, lead: str | None, dataset: Dataset) -> Markup:
    """The groups that a project may belong to, and what we have to say of it."""
    groups = _groups(project, lead, dataset) if lead else Markup("")
    said = [part for part in (groups, text.note(project.note, dataset)) if part]
    return Markup("<br>").join(said) or NONE


def _groups(project: AnnouncedProject, lead: str, dataset: Dataset) -> Markup:
    if not dataset.narrows(project, lead):
        return Markup("")
    terms = dataset.vocabularies[lead]
    names = (words.mid_sentence(terms[group].name) for group in project.attributes[lead])
    return Markup("<strong>{}</strong>").format(words.sentence(" or ".join(names)))


def judgements(subject: Subject) -> Table | None:
    """What we have to say of figures: above all where we do not take their words as they stand.

    >>> from helpers import load, tables, views
    >>> "note-cluster-size" in tables.judgements(views(load("jiangning-2020-05"))).html
    True
    """
    evidence = evidences(subject)[1]
    dataset = evidence.dataset
    of_projects = {project.id for project in dataset.projects}
    noted = [f for f in dataset.figures if f.note and f.id not in of_projects]
    if not noted:
        return None
    rows = _repeated(noted)
    shown = [
        Shown("Figure", [_noted(row, dataset) for row in rows], width=30, role="main"),
        Shown("What we take it for", [_taken_as(row[0], dataset) for row in rows], width=24),
        Shown("Why", [text.note(row[0].note, dataset) for row in rows], width=46, role="more"),
    ]
    frame = columns.figures(evidence)
    frame = frame.loc[[figure.id for figure in noted if figure.id in frame.index]]
    file = labels.file_name("judgements", evidence)
    return laid_out(shown, frame, _caption("judgements"), id="table-judgements", file=file)


def _repeated(figures: Sequence[Figure]) -> list[list[Figure]]:
    """The figures, those together of which one source and one note say the same."""
    rows: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        rows.setdefault((figure.source, figure.printed, figure.key, figure.note), []).append(figure)
    return list(rows.values())


def _noted(row: Sequence[Figure], dataset: Dataset) -> Markup:
    """The figure's words, with the projects that its sentence names, where we take others."""
    first = row[0]
    of = _of(first.printed_scope, dataset) if first.printed_scope is not None else ""
    [(phrase, where)] = text.by_phrase(row, dataset)
    named = anchored(Markup("{}{}").format(phrase, of), [f"note-{figure.id}" for figure in row])
    return Markup("{}<br>{}").format(named, small(where))


def _taken_as(figure: Figure, dataset: Dataset) -> str:
    of = _of(figure.scope, dataset) if figure.printed_scope is not None else ""
    return span(figure) + of


def _of(scope: tuple[tuple[str, str], ...], dataset: Dataset) -> str:
    every = f"all {words.plural(dataset.noun)}"
    return f" for {text.scope(scope, dataset) or every}"


def sources(subject: Subject) -> Table:
    """The sources: who published what, when, and what we have to say of them.

    >>> from helpers import load, tables, views
    >>> tables.sources(views(load("jiangning-2020-05")))
    Table(Who published what.: 5 rows)
    """
    dataset = evidences(subject)[1].dataset
    listed = list(dataset.sources.values())
    shown = [
        Shown("Source", [_published(source) for source in listed], width=46, role="main"),
        Shown("When", [_when(source) for source in listed], width=22),
        Shown(
            "Note",
            [text.note(source.note, dataset) or NONE for source in listed],
            width=32,
            role="more",
        ),
    ]
    return laid_out(
        shown,
        columns.sources(dataset),
        _caption("sources"),
        id="table-sources",
        file=f"{dataset.id}-sources.csv",
    )


def _published(source: Source) -> Markup:
    """The outlet, what it is here, and its title, which leads to it."""
    title = Markup('<a href="{}">{}</a>, {}').format(
        source.address,
        text.in_language(source.title, source.language),
        urlsplit(source.address).netloc,
    )
    named = Markup('<span id="source-{}">{}</span>').format(source.id.lower(), source.outlet)
    role = f" ({ROLES[source.role]})" if source.role in ROLES else ""
    return Markup("{}{}<br>{}").format(named, role, small(title))


def _when(source: Source) -> Markup:
    return Markup("{}<br>{}").format(
        _day(source.published), small(f"read {words.day(source.accessed)}")
    )


def _day(published: str) -> str:
    """A day as a person writes it; what is less than a day stays as it is."""
    try:
        return words.day(date.fromisoformat(published))
    except ValueError:
        return published
