"""An article with its figures marked in place: as the page `draft.html`, and in a notebook.

Each figure is marked as what it is proposed as, with its interval and the row that it went to. What
is not understood is marked, too. The page is one file that loads nothing, and every word of the
article is escaped. This module knows marks and templates, and nothing of how a proposal is made.
"""

import base64
import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from helpers.dataset.drafthead import language_of
from helpers.dataset.measuring import SUMS
from helpers.dataset.settling import Placed, placed_rows
from helpers.figures import wording
from helpers.figures.article import Article
from helpers.figures.leftover import leftover
from helpers.figures.reading import Found, Reading, find, read
from helpers.project import Project
from helpers.telling.palette import ACCENT, PALETTE

PAGE = "draft.html"  # beside the files of a dataset; never part of it
Span = tuple[int, int]


@dataclass(frozen=True)
class Kind:
    """What a mark says: `name` for the style sheet, the `sign` beside it, its line in the key."""

    name: str
    sign: str
    meaning: str


PROJECT = Kind("project", "P", "the amount of one project")
DETAIL = Kind("detail", "D", "another figure of one project")
ALL = Kind("all", "A", "all projects together")
GROUP = Kind("group", "G", "a group of projects")
RELATED = Kind("related", "R", "what projects are of all, or what each of them comes to")
APART = Kind("apart", "O", "something else, apart from the projects")
NO_ROW = Kind("no-row", "N", "a figure that has no row")
MISSED = Kind("missed", "!", "not understood: look whether it is a figure")
NUMBER = Kind("number", "", "a number that is taken for no figure, such as a date or a rank")
OF_READING = {
    "money": Kind("project", "M", "an amount of money"),
    "count": Kind("all", "C", "things counted"),
    "percent": Kind("group", "%", "a percentage"),
    "times": Kind("group", "×", "a factor"),
    "other": Kind("apart", "U", "a quantity with another unit"),
}
IN_DRAFT = (PROJECT, DETAIL, ALL, GROUP, RELATED, APART, NO_ROW, MISSED, NUMBER)
IN_TEXT = (*OF_READING.values(), MISSED, NUMBER)


@dataclass(frozen=True)
class Mark:
    """A marked piece of a paragraph: `number` is that of its note, 0 where it has none."""

    start: int
    end: int
    kind: Kind
    interval: str = ""
    about: str = ""
    row: str = ""
    state: str = ""
    number: int = 0

    @property
    def hint(self) -> str:
        """What is shown while a pointer rests on it."""
        parts = (self.interval, self.about, self.row, self.state)
        return "; ".join(part for part in parts if part) or self.kind.meaning


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in `pieces`, each a text and its mark or None; `notes` are those numbered."""

    number: int
    pieces: tuple[tuple[str, Mark | None], ...]
    notes: tuple[Mark, ...]


# --- marks


def of_draft(article: Article, found: Sequence[Found], rows: Sequence[Placed]) -> list[Paragraph]:
    """The paragraphs of an article, whose figures are marked as the rows of its dataset are."""
    figures = {(f.paragraph, f.start, f.end): f for f in found}
    own = _with_places(article, found, rows)
    marks: dict[int, list[Mark]] = {}
    for (paragraph, start, end), row in own.items():
        figure = figures.get((paragraph, start, end))
        reading = figure.reading if figure else _reading(row.printed)
        marks.setdefault(paragraph, []).append(_of_row(row, (start, end), reading))
    for figure in found:
        if (figure.paragraph, figure.start, figure.end) in own:
            continue
        if not _overlaps(figure.start, figure.end, marks.get(figure.paragraph, [])):
            mark = Mark(figure.start, figure.end, NO_ROW, interval_of(figure.reading))
            marks.setdefault(figure.paragraph, []).append(mark)
    return _paragraphs(article.paragraphs, marks)


def of_text(lines: Sequence[str], found: Sequence[Found]) -> list[Paragraph]:
    """The lines of a text, whose figures are marked as what they are numbers of."""
    marks: dict[int, list[Mark]] = {}
    for figure in found:
        kind = OF_READING.get(figure.reading.kind, MISSED)
        about = "no currency stands with it" if _is_bare(figure) else figure.reason
        mark = Mark(figure.start, figure.end, kind, interval_of(figure.reading), about)
        marks.setdefault(figure.paragraph, []).append(mark)
    return _paragraphs(lines, marks)


def _is_bare(figure: Found) -> bool:
    reading = figure.reading
    return reading.kind == "money" and (figure.understood or not reading.unit)


def _with_places(
    article: Article, found: Sequence[Found], rows: Sequence[Placed]
) -> dict[tuple[int, int, int], Placed]:
    """Each row by the place of its phrase: where a figure was found, or else where it stands."""
    exact = {(f.paragraph, f.start, f.end) for f in found}
    own: dict[tuple[int, int, int], Placed] = {}
    left: dict[tuple[str, int], list[tuple[int, int, int]]] = {}  # of each phrase, the last first
    for row in rows:
        if not 1 <= row.paragraph <= len(article.paragraphs):
            continue
        phrase = (row.printed, row.paragraph)
        if phrase not in left:
            spans = article.spans(*phrase)
            places = [(row.paragraph, start, end) for start, end in spans]
            left[phrase] = sorted(places, key=lambda place: place not in exact)[::-1]
        while left[phrase]:
            place = left[phrase].pop()
            if place not in own:
                own[place] = row
                break
    return own


def _reading(phrase: str) -> Reading | None:
    try:
        return read(phrase)
    except ValueError:
        return None


def interval_of(reading: Reading | None) -> str:
    """What a figure allows, in words; empty where it is not understood."""
    if reading is None or reading.kind == "unread":
        return ""
    low, high = float(reading.interval.low), float(reading.interval.high)
    return wording.span(low, high, reading.unit).strip()


def _of_row(row: Placed, span: Span, reading: Reading | None) -> Mark:
    return Mark(
        start=span[0],
        end=span[1],
        kind=_kind(row),
        interval=interval_of(reading),
        about=_about(row),
        row=f"{row.file}, row {row.number}",
        state="to settle" if row.is_open else "settled",
    )


def _kind(row: Placed) -> Kind:
    if row.is_amount:
        return PROJECT
    if row.relation:
        return RELATED
    if row.scope.startswith("project="):
        return DETAIL
    if row.measure in SUMS:
        return GROUP if row.scope else ALL
    return APART


def _about(row: Placed) -> str:
    measure = row.measure.replace("-", " ")
    if row.is_amount:
        return row.project
    about = row.project or row.scope.partition("=")[2].replace("-", " ")
    related = " of ".join(part for part in (row.relation, row.of) if part)
    return ", ".join(part for part in (measure, about, related) if part)


def _overlaps(start: int, end: int, marks: Iterable[Mark]) -> bool:
    return any(start < mark.end and mark.start < end for mark in marks)


def _paragraphs(lines: Sequence[str], marks: dict[int, list[Mark]]) -> list[Paragraph]:
    """The paragraphs in pieces; the notes are numbered through all of them."""
    made: list[Paragraph] = []
    last = 0
    for number, line in enumerate(lines, 1):
        own = _apart(marks.get(number, []))
        covered = [(mark.start, mark.end) for mark in own]
        own += [
            Mark(each.start, each.end, MISSED if each.is_amount else NUMBER)
            for each in leftover(line, covered)
        ]
        numbered: list[Mark] = []
        for found in sorted(own, key=lambda mark: mark.start):
            last += found.kind is not NUMBER
            numbered.append(found if found.kind is NUMBER else replace(found, number=last))
        notes = tuple(mark for mark in numbered if mark.number)
        made.append(Paragraph(number, tuple(_pieces(line, numbered)), notes))
    return made


def _apart(marks: Sequence[Mark]) -> list[Mark]:
    """The marks that do not overlap with one before them."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not _overlaps(mark.start, mark.end, kept[-1:]):
            kept.append(mark)
    return kept


def _pieces(line: str, marks: Sequence[Mark]) -> Iterable[tuple[str, Mark | None]]:
    end = 0
    for mark in marks:
        if mark.start > end:
            yield line[end : mark.start], None
        yield line[mark.start : mark.end], mark
        end = mark.end
    if end < len(line):
        yield line[end:], None


# --- pages


def draft_page(
    announcement_id: str, article: Article, found: Sequence[Found], rows: Sequence[Placed]
) -> str:
    """The page of a draft: its article with every figure marked, and what is still to settle."""
    paragraphs = of_draft(article, found, rows)
    notes = [mark for paragraph in paragraphs for mark in paragraph.notes]
    states = {
        "settled": sum(mark.state == "settled" for mark in notes),
        "to_settle": sum(mark.state == "to settle" for mark in notes),
        "no_row": sum(mark.kind is NO_ROW for mark in notes),
        "missed": sum(mark.kind is MISSED for mark in notes),
    }
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            id=announcement_id,
            language=language_of(article.text),
            paragraphs=paragraphs,
            kinds=_used(IN_DRAFT, paragraphs),
            states=states,
            style=Markup(style),
            digest=digest,
        )
    )


def text_view(lines: Sequence[str], found: Sequence[Found]) -> Markup:
    """A text with its figures marked, as a notebook shows it."""
    paragraphs = of_text(lines, found)
    view = _environment().get_template("view.html.j2")
    return Markup(
        view.render(paragraphs=paragraphs, kinds=_used(IN_TEXT, paragraphs), style=Markup(_style()))
    )


def write_page(
    announcement_id: str, article: Article, project: Project, currency: str = ""
) -> Path | None:
    """Write `data/ID/draft.html` anew; None where there is no folder to write it to.

    The page takes the place of what has its name: a link that stands there is never followed.
    """
    folder = project.dataset_folder(announcement_id)
    if folder.is_symlink() or not folder.is_dir():
        return None
    rows = placed_rows(announcement_id, project)
    page = draft_page(announcement_id, article, find(article.text, currency), rows)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".draft-", suffix=".html")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(page)
    return Path(name).replace(folder / PAGE)


def _used(kinds: Iterable[Kind], paragraphs: Sequence[Paragraph]) -> list[Kind]:
    """The kinds that have a mark: the key explains no other."""
    marks = [mark for paragraph in paragraphs for _, mark in paragraph.pieces if mark]
    return [kind for kind in kinds if any(mark.kind == kind for mark in marks)]


def _style() -> str:
    return _environment().get_template("marked.css.j2").render(palette=PALETTE, accent=ACCENT)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("helpers.telling", "templates/marked"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
