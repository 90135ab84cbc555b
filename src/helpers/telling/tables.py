"""Results become tables: data frames for the CSV files that re-users take, and the same facts as HTML for readers.

The frames hold plain values, amounts in whole units and shares in percent. The HTML has a caption, row heads, and each
cell's column name beside it, so that a phone can show a row as a card and a screen reader can name what it reads.
"""

import base64
import re
from decimal import Decimal
from urllib.parse import urlsplit

import pandas as pd
from IPython.display import HTML
from markupsafe import Markup

from helpers.dataset.entities import Dataset, Figure
from helpers.figures import wording as words
from helpers.figures.reading import Found
from helpers.model.evidence import Evidence, distinct

FORMULA = re.compile(r"[=@\t\r]|[-+](?![\d.,]+%?$)")


def also_printed_by(figure: Figure, announcement: Dataset) -> list[str]:
    """The other sources that print the same: the same quantity, with the same qualifier and number or read as the
    same interval, in any language.
    """

    def same(other):
        phrase = (other.reading.value, other.reading.qualifier) == (
            figure.reading.value,
            figure.reading.qualifier,
        )
        return (
            other.key == figure.key
            and other.unit == figure.unit
            and (phrase or other.interval == figure.interval)
        )

    others = [
        other for other in announcement.figures if other.source != figure.source and same(other)
    ]
    return [] if figure.corrected else list(dict.fromkeys(other.source for other in others))


def figures(view: Evidence) -> pd.DataFrame:
    """A row a printed figure, the article's first, with the verdict of all the others in the view.

    `low`, `high`, `implied_low` and `implied_high` are in `unit`: whole currency units, percent, or things counted.
    """
    verdicts = view.audit
    return pd.DataFrame(
        {
            "figure": figure.id,
            "measure": figure.measure,
            "scope": " ".join("=".join(pair) for pair in figure.scope),
            "printed": figure.printed,
            "low": _plain(figure.interval.low),
            "high": _plain(figure.interval.high),
            "unit": figure.unit,
            "source": figure.source,
            "paragraph": figure.paragraph or "",
            "also_printed_by": " ".join(also_printed_by(figure, view.dataset)),
            "verdict": verdicts[figure.id].verdict,
            "implied_low": _plain(verdicts[figure.id].low),
            "implied_high": _plain(verdicts[figure.id].high),
        }
        for figure in view.figures
    )


def readings(found: list[Found]) -> pd.DataFrame:
    """A row a figure found in a text: where it stands (`start` and `end` count characters of its paragraph, from 0),
    and how it is read; `low` and `high` in whole units, empty where there is no bound. `currency_printed` is empty
    for what is no money, and `no` where the currency is taken from the text.
    """
    columns = (
        "paragraph",
        "start",
        "end",
        "phrase",
        "kind",
        "low",
        "high",
        "unit",
        "qualifier",
        "currency_printed",
    )
    rows = [
        (
            *(f.paragraph, f.start, f.end, f.phrase, f.reading.kind),
            *map(_plain, (f.reading.interval.low, f.reading.interval.high)),
            *(f.reading.unit, f.reading.qualifier),
            ""
            if f.reading.kind != "money"
            else "no"
            if f.understood or not f.reading.unit
            else "yes",
        )
        for f in found
    ]
    return pd.DataFrame(rows, columns=columns)


def shares(views) -> pd.DataFrame:
    """A row a view, dimension and group: the projects known to be in it, and its share of investment in percent.

    There is none for a view whose figures cannot all be true.
    """
    columns = ("view", "dimension", "group", "projects", "disclosed", "low", "high")
    rows = [
        (
            view.name,
            dimension,
            s.group,
            s.projects,
            *(f"{100 * part:.2f}" for part in (s.known, s.low, s.high)),
        )
        for view in distinct(views)
        for dimension in (view.dataset.dimensions if view.adds_up else ())
        for s in view.shares(dimension)
    ]
    return pd.DataFrame(rows, columns=columns)


def projects(view: Evidence) -> pd.DataFrame:
    """A row a project or unnamed group; an attribute that may be one of several lists them, and `amount` is at face
    value.
    """
    amounts = {project.id: (figure, amount) for project, figure, amount in view.amounts()}
    announcement = view.dataset
    rows = []
    for project in announcement.projects:
        row = {
            "project": project.id,
            "name": project.name,
            "local_name": project.local_name,
            "count": project.count,
        }
        for dimension in announcement.dimensions:
            known = announcement.narrows(project, dimension)
            row[dimension] = " ".join(project.attributes[dimension]) if known else ""
        row |= dict.fromkeys(("printed", "unit", "amount", "currency"), "")
        if project.id in amounts:
            figure, amount = amounts[project.id]
            row |= {"printed": figure.printed, "unit": figure.unit}
            row |= {"amount": f"{amount:.0f}", "currency": announcement.currency}
        rows.append(
            row
            | {"source": project.source, "paragraph": project.paragraph or "", "note": project.note}
        )
    return pd.DataFrame(rows)


def _plain(value) -> str:
    """A number without exponent or needless zeros; empty where there is no bound."""
    value = Decimal(str(value))
    return f"{value.normalize():f}" if value.is_finite() else ""


def csv(frame: pd.DataFrame) -> bytes:
    """A table as a CSV file; text that a spreadsheet would take for a formula is marked as text by an apostrophe."""
    plain = lambda cell: f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell
    return frame.map(plain).to_csv(index=False, lineterminator="\n").encode()


def html(rows: list[dict], caption: str, numeric=(), widths=None, id=None, file=None) -> HTML:
    """A table of a row a dict; the first column heads its row. `widths` are in percent of the table; `file` is the name
    and the frame of the CSV file that its caption offers.
    """
    if not rows:
        return HTML("<p>There is nothing to list.</p>")
    columns = list(rows[0])
    align = {
        column: Markup(' style="text-align: right"') if column in numeric else ""
        for column in columns
    }
    head = Markup("").join(Markup('<th scope="col"{}>{}</th>').format(align[c], c) for c in columns)
    body = Markup("\n").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            row[columns[0]],
            Markup("").join(
                Markup('<td data-label="{}"{}><span>{}</span></td>').format(c, align[c], row[c])
                for c in columns[1:]
            ),
        )
        for row in rows
    )
    sizes = Markup("").join(
        Markup('<col style="width: {}%">').format(width) for width in widths or ()
    )
    return HTML(
        Markup(
            "<table{}><caption>{}{}</caption>{}\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody></table>"
        ).format(
            Markup(' id="{}"').format(id) if id else "",
            caption,
            download(*file) if file else "",
            Markup("<colgroup>{}</colgroup>").format(sizes) if sizes else "",
            head,
            body,
        )
    )


def download(name: str, frame: pd.DataFrame) -> Markup:
    """A link that saves a table as a CSV file, which the page carries itself."""
    content = base64.b64encode(csv(frame)).decode()
    return Markup(
        ' <a class="download" download="{0}" href="data:text/csv;base64,{1}">Download {0}</a>'
    ).format(name, content)


def numbers(columns: list[str], rows: list[list], name: str) -> Markup:
    """The numbers of a chart as a table that can be downloaded as the CSV file `name`; numbers stand to the right."""
    frame = pd.DataFrame(rows, columns=columns)
    numeric = list(frame.select_dtypes("number").columns)
    shown = [
        dict(zip(columns, (f"{v:,}" if isinstance(v, float | int) else v for v in row)))
        for row in rows
    ]
    return html(shown, "The numbers of this chart.", numeric, file=(name, frame)).data


def figure_name(figure: Figure, announcement: Dataset) -> str:
    """What a figure measures, in words: `Investment signed: foreign`."""
    picked = words.scope(figure.scope, announcement)
    name = announcement.measures[figure.measure].name
    return words.sentence(f"{name}: {picked}" if picked else name)


def show_figures(views) -> HTML:
    """The article's figures one by one, as printed and as read, and the verdict of each view."""
    article = views[0]
    announcement = article.dataset
    verdicts = [view.audit for view in views]
    rows = []
    projects = {project.id for project in announcement.projects}
    target = lambda figure: f"project-{figure.id}" if figure.id in projects else f"note-{figure.id}"
    for figure in article.figures:
        verdict = verdicts[1][figure.id]
        rows.append(
            {
                "As printed": Markup('<span id="figure-{}">{}</span>').format(
                    figure.id, words.as_printed(figure, announcement)
                ),
                "What it is": figure_name(figure, announcement),
                "Where": words.locator(figure),
                "Read as": Markup("{}{}").format(
                    words.span(figure.interval.low, figure.interval.high, figure.unit),
                    Markup(' <a href="#{}">*</a>').format(target(figure)) if figure.note else "",
                ),
                "Also printed by": Markup(", ").join(
                    map(words.source_link, also_printed_by(figure, announcement))
                )
                or "no other",
                "Article alone": verdicts[0][figure.id].verdict,
                "All reports": Markup("<strong>{}</strong>").format(verdict.verdict),
            }
        )
    if article.alone:
        rows = [
            {
                name: cell
                for name, cell in row.items()
                if name not in ("Also printed by", "All reports")
            }
            for row in rows
        ]
    return html(
        rows,
        f"The {len(rows)} figures of the article that are examined. ¶ is the paragraph, 1 being the headline; * leads "
        "to a judgement of the curator.",
        widths=(22, 30, 10, 24, 14) if article.alone else (18, 20, 8, 20, 11, 11, 12),
        id="table-figures",
        file=(f"{announcement.id}-figures.csv", figures(views[1])),
    )


def show_shares(views, dimension: str) -> HTML:
    """The share of investment of each group in each view: known at face value, and the sharp bounds."""
    article = views[0]
    announcement = article.dataset
    solved = [view for view in distinct(views) if view.has_shares]
    if dimension not in announcement.dimensions or not solved:
        return HTML("")
    terms = announcement.vocabularies[dimension]
    names = {article.name: "Article alone", views[1].name: "All reports"}
    known = {view.name: words.known_shares(view, dimension) for view in solved}
    rows = []
    for group, term in enumerate(terms.values()):
        row = {words.sentence(dimension): term.name}
        for view in solved:
            share, name = view.shares(dimension)[group], names[view.name]
            row |= {
                f"{name}: {words.plural(announcement.noun)}": share.projects or "none named",
                f"{name}: known": known[view.name][0][term.id]
                if share.known > words.NEGLIGIBLE
                else "not printed",
                f"{name}: could be": words.percent_range(share.low, share.high, 1),
            }
        rows.append(row)
    rest = [cell for view in solved for cell in ("", known[view.name][1], "")]
    rows.append(dict(zip(rows[0], ["The rest", *rest])))
    return html(
        rows,
        f"Share of {announcement.money} by {dimension}. Known: printed for {words.plural(announcement.noun)} of the "
        "group or for the group itself, at face value. What a share could be allows for the rounding of what is "
        "printed.",
        numeric=list(rows[0])[1:],
        widths=(40, 20, 20, 20) if len(solved) == 1 else (25, 12, 12, 13, 12, 12, 14),
        id=f"table-{dimension}",
        file=(f"{announcement.id}-shares.csv", shares(views)),
    )


def show_projects(view: Evidence) -> HTML:
    """Every project with what is printed of it, and what is the curator's judgement."""
    announcement = view.dataset
    lead = announcement.lead
    amounts = {project.id: figure for project, figure, _ in view.amounts()}
    rows = []
    for project in announcement.projects:
        figure = amounts.get(project.id)
        local = words.in_language(project.local_name, announcement.local_language)
        row = {
            words.sentence(announcement.noun): Markup('<span id="project-{}">{}{}</span>{}').format(
                *(project.id, project.name, f" ({project.count})" if project.count > 1 else ""),
                Markup("<br>{}").format(local) if local else "",
            ),
            "Where": words.locator(project),
            "As printed": words.as_printed(figure, announcement) if figure else "not printed",
            f"Amount, {words.currencies(announcement.currency)}": "not known"
            if figure is None
            else words.face(figure, view.rate(figure), announcement.currency),
        }
        if lead:
            terms = announcement.vocabularies[lead]
            groups = words.sentence(
                " or ".join(words.mid_sentence(terms[g].name) for g in project.attributes[lead])
            )
            row[words.sentence(lead)] = (
                groups if announcement.narrows(project, lead) else "could be any"
            )
        rows.append(row | {"Note": project.note})
    noun = announcement.noun
    return html(
        rows,
        f"The {words.plural(noun)}. Amounts are as printed; a name that is printed only in another language is "
        f"translated. The note says why {words.a(noun)} belongs to its {lead or 'group'}, where that is the curator’s "
        "judgement.",
        widths=(27, 8, 14, 13, 16, 22) if lead else (30, 10, 16, 16, 28),
        id="table-projects",
        file=(f"{announcement.id}-projects.csv", projects(view)),
    )


def show_judgements(announcement: Dataset) -> HTML:
    """What the curator has to say of a figure: above all where it is read otherwise than its words alone say."""
    projects = {project.id for project in announcement.projects}
    of = lambda figure, scope: (
        f" for {words.scope(scope, announcement) or 'all projects'}" if figure.printed_scope else ""
    )
    rows = [
        {
            "As printed": Markup('<span id="note-{}">{}{}</span>').format(
                figure.id, words.as_printed(figure, announcement), of(figure, figure.printed_scope)
            ),
            "Where": words.locator(figure),
            "Read as": words.span(figure.interval.low, figure.interval.high, figure.unit)
            + of(figure, figure.scope),
            "Reason": figure.note,
        }
        for figure in announcement.figures
        if figure.note and figure.id not in projects
    ]
    return html(rows, "Notes on figures.", widths=(20, 10, 25, 45))


def show_sources(announcement: Dataset) -> HTML:
    roles = {
        "article": "the article reproduced",
        "original": "the original that it translates",
        "corroboration": "corroboration",
    }
    rows = [
        {
            "Source": Markup('<span id="source-{}">{}</span>').format(source.id.lower(), source.id),
            "Role": roles[source.role],
            "Report": Markup('<a href="{}">{}</a>, {}').format(
                source.address,
                words.in_language(source.title, source.language),
                urlsplit(source.address).netloc,
            ),
            "Outlet": source.outlet,
            "Published": source.published,
            "Read on": source.accessed.isoformat(),
            "Note": source.note,
        }
        for source in announcement.sources.values()
    ]
    return html(rows, "The reports of the event.", widths=(7, 11, 22, 18, 9, 9, 24))
