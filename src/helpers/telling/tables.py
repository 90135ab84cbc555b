"""Results become tables of a page: frames, dressed for a reader.

`table` dresses any frame; the others are the tables of a report, each with the CSV file of its
frame. All take one view, or both, and return a `Table`, or None where there is nothing to show.

>>> from helpers import load, table, views
>>> article, everything = views(load("jiangning-2020-05"))
>>> table(everything.shares("sector")[["name", "known"]], "What is known")
Table(What is known: 6 rows)
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import pandas as pd
from markupsafe import Markup

from helpers.dataset.entities import AnnouncedProject, Dataset, Figure
from helpers.figures import wording as words
from helpers.model.bounds import Share
from helpers.model.evidence import Evidence
from helpers.model.findings import NEGLIGIBLE
from helpers.model.scope import ensure_known
from helpers.telling import columns, labels, text
from helpers.telling.dress import DECIMALS, NONE, Shown, Table, download, dressed, laid_out
from helpers.telling.frames import Subject, evidences, found

__all__ = [
    "Table",
    "download",
    "figures",
    "judgements",
    "numbers",
    "projects",
    "shares",
    "sources",
    "table",
]
WORDS = 4  # of a caption, in the name of the file of its table
ROLES = {"article": "the article", "original": "the original", "corroboration": "other source"}


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


def figures(subject: Subject) -> Table | None:
    """The article's figures one by one: how it words them, what they mean, and each view's verdict.

    >>> from helpers import load, tables, views
    >>> tables.figures(views(load("jiangning-2020-05"))).html.count("<tr>")
    19
    """
    told = found(subject)
    dataset, checked = told.dataset, [each.figure for each in told.checked]
    if not checked:
        return None
    where = [text.locator(figure, dataset) for figure in checked]
    by_article = all(figure.source == dataset.article.id for figure in checked)
    shown = [
        Shown("As printed", [_anchored(figure, dataset) for figure in checked]),
        Shown("What it is", [text.figure_name(figure, dataset) for figure in checked]),
        Shown("Where", where),
        Shown("Means", [_meaning(figure, dataset) for figure in checked], numeric=True),
    ]
    if not told.single:
        shown.append(Shown("Also given by", [_others(figure, dataset) for figure in checked]))
    for evidence in told.evidences:
        verdicts = [text.VERDICTS[evidence.audit[figure.id].verdict] for figure in checked]
        shown.append(Shown(words.sentence(labels.called(evidence)), verdicts))
    widths = (22, 26, 14, 24, 14) if told.single else (17, 20, 11, 18, 14, 10, 10)
    return laid_out(
        _with_widths(shown, widths),
        columns.figures(told.everything),
        _caption("figures", number=len(checked), article=by_article),
        id="table-figures",
        file=labels.file_name("figures", told.everything),
    )


def _with_widths(shown: Sequence[Shown], widths: Sequence[float]) -> list[Shown]:
    return [
        Shown(column.label, column.cells, column.numeric, width)
        for column, width in zip(shown, widths, strict=True)
    ]


def _anchored(figure: Figure, dataset: Dataset) -> Markup:
    return Markup('<span id="figure-{}">{}</span>').format(figure.id, text.phrase(figure, dataset))


def _meaning(figure: Figure, dataset: Dataset) -> Markup:
    """The interval that its words stand for, and a link to our note, where it has one."""
    interval = _span(figure)
    if not figure.note:
        return Markup("{}").format(interval)
    of_project = any(project.id == figure.id for project in dataset.projects)
    target = f"{'project' if of_project else 'note'}-{figure.id}"
    return Markup('{} <a href="#{}">*</a>').format(interval, target)


def _span(figure: Figure) -> str:
    low, high = float(figure.interval.low), float(figure.interval.high)
    return words.span(low, high, figure.unit)


def _others(figure: Figure, dataset: Dataset) -> Markup:
    links = [text.source(id_, dataset) for id_ in columns.who_else(figure, dataset)]
    return Markup(", ").join(links) if links else NONE


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
    terms = dataset.vocabularies[chosen].values()
    shown = [Shown(words.sentence(chosen), [*(term.name for term in terms), "The rest"])]
    for evidence in told.solved:
        shown += _share_columns(evidence, chosen, alone=len(told.solved) == 1)
    widths = (40, 20, 20, 20) if len(told.solved) == 1 else (25, 12, 12, 13, 12, 12, 14)
    return laid_out(
        _with_widths(shown, widths),
        columns.all_shares((told.article, told.everything)),
        _caption("shares", money=dataset.money, dimension=chosen, nouns=words.plural(dataset.noun)),
        id=f"table-{chosen}",
        file=labels.file_name("shares", told.article, told.everything),
    )


def _share_columns(evidence: Evidence, dimension: str, alone: bool) -> Iterator[Shown]:
    """The columns of one view: the projects of each group, what is known, and what could be."""
    found = evidence.shares(dimension)
    name = "" if alone else f"{words.sentence(labels.called(evidence))}: "
    nouns = words.plural(evidence.dataset.noun)
    rest = max(0.0, 1 - sum(share.known for share in found))
    counts = [f"{share.projects:,}" if share.projects else NONE for share in found]
    known = [_known(share) for share in found]
    ranges = [words.percent_range(share.low, share.high, DECIMALS) for share in found]
    yield Shown(words.sentence(f"{name}{nouns}"), [*counts, ""], numeric=True)
    yield Shown(words.sentence(f"{name}known"), [*known, words.percent(rest)], numeric=True)
    yield Shown(words.sentence(f"{name}could be"), [*ranges, ""], numeric=True)


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
    amounts = {project.id: figure for project, figure, _ in evidence.amounts()}
    given = [amounts.get(project.id) for project in dataset.projects]
    money = [
        text.face(figure, evidence.rate(figure), dataset.currency) if figure else NONE
        for figure in given
    ]
    phrases = [text.phrase(figure, dataset) if figure else NONE for figure in given]
    translated = any(project.local_name for project in dataset.projects)
    shown = [
        Shown(words.sentence(dataset.noun), [_named(p, dataset) for p in dataset.projects]),
        Shown("Where", [text.locator(project, dataset) for project in dataset.projects]),
        Shown("As printed", phrases),
        Shown(labels.amount_column(dataset), money, numeric=True),
    ]
    if lead:
        groups = [_groups(project, lead, dataset) for project in dataset.projects]
        shown.append(Shown(words.sentence(lead), groups))
    shown.append(Shown("Note", [text.note(project.note, dataset) for project in dataset.projects]))
    return laid_out(
        _with_widths(shown, (24, 11, 14, 13, 16, 22) if lead else (30, 12, 16, 14, 28)),
        columns.projects(evidence),
        _caption("projects", noun=dataset.noun, lead=lead or "", translated=translated),
        id="table-projects",
        file=labels.file_name("projects", evidence),
    )


def _named(project: AnnouncedProject, dataset: Dataset) -> Markup:
    """A project with its own name below, where that is in another script."""
    several = " (number not given)" if project.count is None else f" ({project.count:,})"
    several = "" if project.count == 1 else several
    name = Markup('<span id="project-{}">{}{}</span>').format(project.id, project.name, several)
    local = text.in_language(project.local_name, dataset.local_language)
    return Markup("{}<br>{}").format(name, local) if local else name


def _groups(project: AnnouncedProject, lead: str, dataset: Dataset) -> str | Markup:
    if not dataset.narrows(project, lead):
        return NONE
    terms = dataset.vocabularies[lead]
    names = (words.mid_sentence(terms[group].name) for group in project.attributes[lead])
    return words.sentence(" or ".join(names))


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
    shown = [
        Shown("As printed", [_noted(figure, dataset) for figure in noted]),
        Shown("Where", [text.locator(figure, dataset) for figure in noted]),
        Shown("Means", [_taken_as(figure, dataset) for figure in noted]),
        Shown("Our note", [text.note(figure.note, dataset) for figure in noted]),
    ]
    frame = columns.figures(evidence)
    frame = frame.loc[[figure.id for figure in noted if figure.id in frame.index]]
    file = labels.file_name("judgements", evidence)
    shown = _with_widths(shown, (20, 14, 22, 44))
    return laid_out(shown, frame, _caption("judgements"), id="table-judgements", file=file)


def _noted(figure: Figure, dataset: Dataset) -> Markup:
    """The figure's words, with the projects that its sentence names, where we take others."""
    of = _of(figure.printed_scope, dataset) if figure.printed_scope is not None else ""
    phrase = text.phrase(figure, dataset)
    return Markup('<span id="note-{}">{}{}</span>').format(figure.id, phrase, of)


def _taken_as(figure: Figure, dataset: Dataset) -> str:
    of = _of(figure.scope, dataset) if figure.printed_scope is not None else ""
    return _span(figure) + of


def _of(scope: tuple[tuple[str, str], ...], dataset: Dataset) -> str:
    every = f"all {words.plural(dataset.noun)}"
    return f" for {text.scope(scope, dataset) or every}"


def sources(subject: Subject) -> Table:
    """The reports of the event: who published what, when, and what we have to say of them.

    >>> from helpers import load, tables, views
    >>> tables.sources(views(load("jiangning-2020-05")))
    Table(The reports of the event.: 4 rows)
    """
    dataset = evidences(subject)[1].dataset
    listed = list(dataset.sources.values())
    names = [Markup('<span id="source-{}">{}</span>').format(s.id.lower(), s.id) for s in listed]
    titles = [
        Markup('<a href="{}">{}</a>, {}').format(
            source.address,
            text.in_language(source.title, source.language),
            urlsplit(source.address).netloc,
        )
        for source in listed
    ]
    shown = [
        Shown("Source", names),
        Shown("Role", [ROLES[source.role] for source in listed]),
        Shown("Title", titles),
        Shown("Outlet", [source.outlet for source in listed]),
        Shown("Published", [source.published for source in listed]),
        Shown("Read on", [source.accessed.isoformat() for source in listed]),
        Shown("Note", [text.note(source.note, dataset) or NONE for source in listed]),
    ]
    return laid_out(
        _with_widths(shown, (7, 11, 22, 18, 9, 9, 24)),
        columns.sources(dataset),
        _caption("sources"),
        id="table-sources",
        file=f"{dataset.id}-sources.csv",
    )
