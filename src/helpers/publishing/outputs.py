"""One output of a cell becomes a part of a page: the richest form that a page can show, or a line
that says why not.

Nothing is dropped in silence: what no page can show raises ProblemsError, which names the cell.
This module knows mimetypes and HTML; it knows nothing of whole pages.
"""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from markupsafe import Markup
from nbformat import NotebookNode

from helpers.project import ProblemsError
from helpers.publishing import markdown
from helpers.publishing import notebook as notebooks
from helpers.telling import tables
from helpers.telling.charts.chart import MIME as CHART
from helpers.telling.palette import COLOURS

MARKDOWN = "text/markdown"
PICTURES = ("image/svg+xml", "image/png", "image/jpeg")
PLAIN = "text/plain"
SHOWN = (CHART, "text/html", MARKDOWN, *PICTURES)  # the richest first
# A page runs no script of a cell and asks for nothing, so these would leave a hole in it.
IMPOSSIBLE = re.compile(r"<(script|iframe|object|embed|form|video|audio|canvas)\b", re.IGNORECASE)
ELSEWHERE = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']?(?!data:)([^\"'\s>]+)", re.IGNORECASE)
METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)  # of a file of its own
HIDDEN = "hide-code"  # the tag of a cell whose code is nobody's concern
INJECTED = "injected-parameters"  # the tag that papermill gives to the cell it writes
NO_DATE = "1970-01-01"


@dataclass(frozen=True)
class About:
    """What a page says of itself; `updated` is an ISO date, or empty where there is none."""

    id: str
    title: str
    description: str
    updated: str = ""

    @property
    def date(self) -> str:
        return self.updated or NO_DATE


def about_of(notebook: NotebookNode, name: str) -> About:
    """What the masthead says, the one that stands first; else the first heading; else the name of
    the file.
    """
    texts = [text for cell in notebook.cells for text in _html_of(cell)]
    for header in filter(None, (_select(text, "header[data-report]") for text in texts)):
        heading, standfirst = header.select_one("h1"), header.select_one(".standfirst")
        return About(
            id=str(header["data-report"]),
            title=_plain(heading) or name,
            description=_plain(standfirst) or _plain(heading) or name,
            updated=str(header.get("data-updated", "")),
        )
    heading = next(filter(None, (_select(text, "h1") for text in texts)), None)
    marked = (re.search(r"^# +(.+?) *#*$", c.source, re.MULTILINE) for c in _markdown(notebook))
    first = next((match[1] for match in marked if match), "")
    title = _plain(heading) or first or name
    return About(id=name, title=title, description=title)


def _html_of(cell: NotebookNode) -> list[str]:
    """The HTML that a cell shows or, in Markdown, may hold."""
    if cell.cell_type != "code":
        return [cell.source]
    shown = [output.get("data", {}) for output in cell.outputs]
    return [str(data[kind]) for data in shown for kind in ("text/html", MARKDOWN) if kind in data]


def _markdown(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def _select(text: str, selector: str) -> Any:
    """The first element of some HTML that a selector picks; text without the element's name is not
    parsed.
    """
    if f"<{selector.partition('[')[0]}" not in text:
        return None
    return BeautifulSoup(text, "html.parser").select_one(selector)


def _plain(element: Any) -> str:
    return " ".join(element.get_text().split()) if element else ""


def with_code(notebook: NotebookNode) -> NotebookNode:
    """Give each cell its place, for messages, and each cell that shows something the code that led
    to it.

    Code of cells that show nothing goes with that of the next one that does. Where papermill has
    written parameters, the default ones are left out.
    """
    tags = [set(cell.metadata.get("tags", [])) for cell in notebook.cells]
    without = {HIDDEN, notebooks.PARAMETERS} if any(INJECTED in t for t in tags) else {HIDDEN}
    code: list[str] = []
    for number, (cell, of_cell) in enumerate(zip(notebook.cells, tags, strict=True), 1):
        first = cell.source.strip().partition("\n")[0]
        cell.metadata["place"] = f"cell {number} (“{first}”)"
        if cell.cell_type != "code" or of_cell & without:
            continue
        if cell.source.strip():
            code.append(cell.source.strip("\n"))
        if cell.outputs and code:
            cell.metadata["code"] = "\n\n".join(code)
            code = []
    return notebook


def mimetype(output: NotebookNode, cell: NotebookNode) -> str:
    """The richest form of an output that a page can show; raises ProblemsError for none."""
    if output.output_type == "error":
        told = " ".join(f"{output.ename}: {output.evalue}".split())
        raise ProblemsError(f"{cell.metadata.place}: it ended in an error, {told}")
    if output.output_type == "stream":
        return PLAIN
    for kind in SHOWN:
        if kind in output.data:
            return kind
    # What stands beside a richer form is often no more than the name of an object.
    richer = [kind for kind in output.data if kind != PLAIN]
    if PLAIN in output.data and not richer:
        return PLAIN
    forms = ", ".join(richer) or "nothing at all"
    raise ProblemsError(
        f"{cell.metadata.place}: it shows {forms}, which no page can; "
        "show HTML, Markdown, a PNG or text instead"
    )


def written(source: str, cell: NotebookNode) -> str:
    """Markdown as HTML. Raises ProblemsError where a part of it would be missing from the page."""
    try:
        html = markdown.html(source, cell.get("attachments", {}))
    except ProblemsError as error:
        raise ProblemsError(
            *(f"{cell.metadata.place}: {line}" for line in error.problems)
        ) from None
    return showable(html, cell)


def showable(html: str, cell: NotebookNode) -> str:
    """The same HTML. Raises ProblemsError where a part of it would be missing from the page."""
    if found := IMPOSSIBLE.search(html):
        raise ProblemsError(
            f"{cell.metadata.place}: its HTML has <{found[1].lower()}>, and a page runs no script "
            "and loads nothing; show a picture or a table instead"
        )
    if found := ELSEWHERE.search(html):
        raise ProblemsError(
            f"{cell.metadata.place}: the picture {found[1]} is not in the notebook; "
            "drag it into the cell, or draw it"
        )
    return html


def drawn(output: NotebookNode, cell: NotebookNode) -> Markup:
    """An output as HTML; charts and Markdown are the templates' to render."""
    kind = mimetype(output, cell)
    if output.output_type == "stream":
        return _preformatted(output.text)
    data = output.data[kind]
    if kind in PICTURES:
        alt = output.metadata.get(kind, {}).get("alt") or output.metadata.get("alt")
        otherwise = f"A picture drawn by {cell.metadata.place}; it has no description."
        return Markup("<figure>{}</figure>").format(image(data, kind, alt or otherwise))
    return Markup(showable(data, cell)) if kind == "text/html" else _preformatted(data)


def _preformatted(text: str) -> Markup:
    return Markup("<pre>{}</pre>").format(text)


def image(data: str, kind: str, alt: str) -> Markup:
    """A picture that the page holds in itself; a PNG comes as base64 already, an SVG as text."""
    if kind == "image/svg+xml":
        data = base64.b64encode(data.encode()).decode()
    source = f"data:{kind};base64,{''.join(data.split())}"
    return Markup('<img src="{}" alt="{}">').format(source, alt)


def inline(picture: str, alt: str, width: str = "") -> Markup:
    """An SVG as a part of a page, whose colours are the page's."""
    picture = METADATA.sub("", picture)
    for name, colour in COLOURS.items():
        picture = picture.replace(colour, f"var(--{name})")
    label = Markup('<svg class="{}" role="img" aria-label="{}"').format(width, alt)
    return Markup(picture.replace("<svg", label, 1))


def numbers(chart: Mapping[str, Any], about: About) -> Markup:
    """The numbers of a chart as a table to unfold and to save."""
    name = f"{about.id}-chart-{chart['id']}.csv"
    return tables.numbers(chart["columns"], chart["rows"], name).html
