"""A notebook becomes a report: executed once, then HTML and PDF through nbconvert, with its tables beside them.

Both exporters are nbconvert's own kind, registered as entry points, so `jupyter nbconvert --to report-html` runs them
too. The HTML is one file that asks the network for nothing; the PDF goes by way of pandoc and Typst, and is tagged.
"""

import base64
import contextlib
import io
import json
import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import justmytype_intl_cjk
import nbformat
import pypandoc
import typst
from bs4 import BeautifulSoup
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from markupsafe import Markup
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbconvert.exporters import HTMLExporter
from traitlets.config import Config

from helpers import charts, comparison, model, tables, words
from helpers.announcement import Announcement, DatasetError, load, project_root
from helpers.article import Article

TEMPLATES = Path(__file__).parent / "templates"
CJK_FONT = next(Path(justmytype_intl_cjk.__file__).parent.rglob("NotoSansSC*.ttf"))
NOTEBOOK = "announcement.ipynb"
COMPARISON = "comparison.ipynb"
TIME_LIMIT = 120  # seconds a cell


# checking


def checked(announcement_id: str, article: Article | None = None) -> tuple[model.View, model.View]:
    """The views of an announcement, if it can be reported on. Raises DatasetError with every problem, contradicting
    figures included; and with every phrase that does not stand where it should, where the article itself is given.
    """
    announcement = load(announcement_id, article)
    views = model.views(announcement)
    problems, found = [], set()
    for view in views:
        for conflict in view.conflicts():
            known = conflict.measure in announcement.known_conflicts
            if conflict.measure not in found and not known and announcement.measures[conflict.measure].additive:
                problems.append(
                    _told(conflict, announcement)
                )  # of any other measure, reports that differ are a finding
            found.add(conflict.measure)
    for measure in announcement.known_conflicts:
        if measure not in found:
            problems.append(
                f"data/{announcement.id}/announcement.toml: [[conflict]] {measure}: its figures can all be true; "
                f"delete the entry"
            )
    if not problems:
        try:
            for view in views:
                for dimension in announcement.dimensions if view.adds_up else ():
                    view.shares(dimension)
        except model.Infeasible:
            problems.append(f"data/{announcement.id}: no division of projects and money agrees with all the figures")
    if problems:
        raise DatasetError(problems)
    return views


def _told(conflict, announcement):
    """A conflict as a line for the curator."""
    first, *others = conflict.figures
    listed = words.listed(f"{f.place.rpartition('/')[2]} (“{f.printed}”)" for f in others)
    together = f"together with {listed}" if others else "with the rows of projects.csv"
    gap = words.quantity(conflict.gap, announcement.unit_of(announcement.measures[conflict.measure]))
    rows = ", a count in projects.csv," if conflict.measure == "projects" else ""
    return (
        f"{first.place}, column printed: “{first.printed}” cannot be true {together}; they miss each other by {gap}; "
        f"correct the wrong one{rows} or add a row for the projects that are missing; if there are "
        "groups besides those declared, declare one more with outside = true; if they are printed so, declare "
        f'[[conflict]] with measure = "{conflict.measure}" and a note in announcement.toml, and the report shows it'
    )


# executing


def default_id() -> str:
    """The announcement that the notebook reports on when it is opened."""
    return _parameters(_notebook(NOTEBOOK)).source.partition("=")[2].strip(" \"'\n")


def execute(announcement: Announcement, tick: Callable[[], None] = lambda: None) -> nbformat.NotebookNode:
    """Run the notebook on one announcement, calling `tick` after each cell, and normalise it: the same data give the
    same bytes.
    """
    notebook = _notebook(NOTEBOOK)
    _parameters(notebook).source = f'announcement_id = "{announcement.id}"'
    about = {
        "title": announcement.title,
        "description": f"What the article prints, checked figure by figure: {announcement.place}, "
        f"{words.day(announcement.date)}.",
        "updated": announcement.updated.isoformat(),
    }
    return _executed(notebook, f"{NOTEBOOK}: {announcement.id}", about, tick)


def _executed(notebook, name, about, tick):
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=TIME_LIMIT,
        record_timing=False,
        resources={"metadata": {"path": str(project_root() / "notebooks")}},
        extra_arguments=["--HistoryManager.enabled=False"],
        config=Config(KernelManager={"transport_encryption": "auto"}),
        on_cell_executed=lambda **_: tick(),
    )
    with tempfile.TemporaryFile() as aside:  # what a kernel says to the terminal is no message of ours
        try:
            client.execute(stderr=aside)
        except CellExecutionError as error:
            raise DatasetError([f"notebooks/{name}: {_last_line(str(error))}"]) from error
        except CellTimeoutError as error:
            raise DatasetError([f"notebooks/{name}: a cell took longer than {TIME_LIMIT} seconds"]) from error
        except RuntimeError as error:
            aside.seek(0)
            said = _last_line(aside.read().decode(errors="replace")) or "it said nothing"
            raise DatasetError([f"notebooks/{name}: the kernel died: {said}"]) from error
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if (
                output.output_type == "stream"
            ):  # nothing in a report is printed, so this is a warning or a stray message
                raise DatasetError(
                    [f"notebooks/{name}: a cell printed “{output.text.strip()}”; a report has no place for it"]
                )
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "report": about,
    }
    return nbformat.from_dict(notebook)


def _last_line(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text).strip().rpartition("\n")[2]


def _notebook(name):
    return nbformat.read(project_root() / "notebooks" / name, as_version=4)


def _parameters(notebook):
    return next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))


def cell_count(notebook: str = NOTEBOOK) -> int:
    return sum(cell.cell_type == "code" for cell in _notebook(notebook).cells)


# exporting


class _ReportExporter(HTMLExporter):
    template_name = "report"
    exclude_anchor_links = True

    def __init__(self, **kwargs):
        super().__init__(extra_template_basedirs=[str(TEMPLATES)], **kwargs)

    def from_notebook_node(self, nb, resources=None, **kwargs):
        self._about = {"title": "Report", "description": "", "updated": "1970-01-01"} | dict(
            nb.metadata.get("report", {})
        )
        self.register_filter("chart", self._chart)
        return super().from_notebook_node(nb, resources, **kwargs)

    def _init_resources(self, resources):
        return super()._init_resources(resources) | {"about": self._about}

    def _chart(self, output):
        metadata = output.get("metadata", {}).get("image/svg+xml", {})
        if not metadata.get("alt"):
            raise ValueError("a chart has no alt text")
        return self._picture(output.data["image/svg+xml"], metadata)


class ReportHTMLExporter(_ReportExporter):
    """One self-contained page: no script, no request, the glyphs it needs embedded."""

    export_from_notebook = "Report (HTML)"
    template_file = "index.html.j2"

    def from_notebook_node(self, nb, resources=None, **kwargs):
        html, resources = super().from_notebook_node(nb, resources, **kwargs)
        page = BeautifulSoup(html, "html.parser")
        contents = page.select_one("nav ol")
        for heading in page.select("main h2, main h3"):
            heading["id"] = re.sub(r"\W+", "-", heading.text.lower()).strip("-")
            if heading.name == "h2":
                item = page.new_tag("li")
                item.append(page.new_tag("a", href=f"#{heading['id']}", string=heading.text))
                contents.append(item)
        style = page.select_one("style")
        style.string = _font_faces("".join(page.body.stripped_strings)) + style.string
        return str(page), resources

    @staticmethod
    def _picture(svg, metadata):
        pictures = []
        for picture, width in ((svg, "wide"), (metadata["narrow"], "narrow")):
            for name, colour in charts.COLOURS.items():
                picture = picture.replace(colour, f"var(--{name})")
            label = Markup('<svg class="{}" role="img" aria-label="{}"').format(width, metadata["alt"])
            pictures.append(picture.replace("<svg", label, 1))
        return Markup('<figure id="chart-{}">{}</figure>').format(
            metadata["id"], Markup("").join(map(Markup, pictures))
        )


class ReportPDFExporter(_ReportExporter):
    """A typeset publication: A4, tagged to PDF/UA-1, with bookmarks and vector charts."""

    export_from_notebook = "Report (PDF)"
    template_file = "pdf.html.j2"

    def _file_extension_default(self):
        return ".pdf"

    def from_notebook_node(self, nb, resources=None, **kwargs):
        with tempfile.TemporaryDirectory() as folder:
            self._folder = Path(folder)
            html, resources = super().from_notebook_node(nb, resources, **kwargs)
            body = pypandoc.convert_text(
                html, "typst", "html", extra_args=["--wrap=none", f"--lua-filter={TEMPLATES / 'typst.lua'}"]
            )
            (self._folder / "about.json").write_text(json.dumps(self._about), encoding="utf-8")
            (self._folder / "report.typ").write_bytes((TEMPLATES / "report.typ").read_bytes())
            main = self._folder / "main.typ"
            main.write_text(f'#import "report.typ": report\n#show: report\n{body}', encoding="utf-8", newline="\n")
            updated = datetime.fromisoformat(self._about["updated"]).replace(tzinfo=UTC)
            pdf = typst.compile(
                main,
                root=folder,
                font_paths=[_pdf_fonts(self._folder), CJK_FONT.parent],
                ignore_system_fonts=True,
                pdf_standards=["ua-1"],
                timestamp=updated,
            )
        resources["output_extension"] = ".pdf"
        return pdf, resources

    def _picture(self, svg, metadata):
        (self._folder / f"{metadata['id']}.svg").write_text(svg, encoding="utf-8", newline="\n")
        return Markup('<p><img src="{}.svg" alt="{}"></p>').format(metadata["id"], metadata["alt"])


def _pdf_fonts(folder):
    """The styles of the typeface that are used, apart from the others in their package, so that none is picked by
    chance.
    """
    fonts = folder / "fonts"
    fonts.mkdir()
    for style in (*charts.FONT_STYLES, "It"):
        (fonts / f"{style}.ttf").write_bytes((charts.FONT_FOLDER / f"SourceSansPro-{style}.ttf").read_bytes())
    return fonts


def _font_faces(text) -> str:
    """CSS that embeds the glyphs of the text, Latin in two weights and Chinese in one."""
    latin = {c for c in text if ord(c) < 0x2E80} | {chr(c) for c in range(32, 127)}
    faces = [
        (charts.FONT, 400, charts.FONT_FOLDER / "SourceSansPro-Regular.ttf", latin),
        (charts.FONT, 600, charts.FONT_FOLDER / "SourceSansPro-Semibold.ttf", latin),
    ]
    if cjk := set(text) - latin:
        faces.append(("Noto Sans SC", 400, CJK_FONT, cjk))
    rule = '@font-face {{font-family: "{}"; font-weight: {}; src: url(data:font/ttf;base64,{})}}\n'
    return "".join(rule.format(family, weight, _subset(path, characters)) for family, weight, path, characters in faces)


def _subset(path, characters) -> str:
    font = TTFont(path, recalcTimestamp=False)
    lacking = {c for c in characters if c.isprintable() and ord(c) not in font.getBestCmap()}
    if lacking:
        raise ValueError(
            f"no font here has the characters {' '.join(sorted(lacking))}; write them in Latin script or Chinese"
        )
    options = subset.Options(
        hinting=False, layout_features=["kern", "liga", "mark"], notdef_outline=True, name_IDs=[1, 2]
    )
    worker = subset.Subsetter(options)
    worker.populate(text="".join(sorted(characters)))
    worker.subset(font)
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": 400})
    output = io.BytesIO()
    font.save(output)
    return base64.b64encode(output.getvalue()).decode()


# building


def build(views: tuple[model.View, model.View], tick: Callable[[], None] = lambda: None) -> None:
    """Render one announcement into `reports/`: nothing that stands there is touched before all of it is made."""
    _publish(rendered(views, tick))


def build_comparison(tick: Callable[[], None] = lambda: None) -> None:
    """Render the comparison of all announcements into `reports/`, in the same way."""
    _publish(rendered_comparison(tick))


def _publish(files):
    root = project_root()
    reports = root / "reports"
    reports.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=reports, prefix=".build-") as folder:
        staged = Path(folder)
        for name, content in files.items():
            (staged / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / name).write_bytes(content)
        for path in sorted(path for path in staged.rglob("*") if path.is_file()):
            name = path.relative_to(staged)
            target = root / "notebooks" / name if name.suffix == ".ipynb" else reports / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):
                if target.read_bytes() == path.read_bytes():
                    continue
            path.replace(target)


def rendered(views: tuple[model.View, model.View], tick: Callable[[], None] = lambda: None) -> dict[str, bytes]:
    """Every file of one announcement's report, from one execution of the notebook; the names are relative to
    `reports/`.

    The executed notebook is among them where the announcement is the one that the notebook opens with.
    """
    name = views[0].announcement.id
    notebook = execute(views[0].announcement, tick)
    files = _pages(name, notebook) | {
        f"{name}/figures.csv": _csv(tables.figures(views[1])),
        f"{name}/shares.csv": _csv(tables.shares(views)),
        f"{name}/projects.csv": _csv(tables.projects(views[1])),
    }
    if chart := charts.shares(views):
        files[f"{name}/shares.svg"] = chart.svg(travelling=True).encode()
    if name == default_id():
        files[NOTEBOOK] = _saved(notebook)
    return files


def rendered_comparison(tick: Callable[[], None] = lambda: None) -> dict[str, bytes]:
    """Every file of the comparison, the executed notebook among them; the names are relative to `reports/`."""
    subjects = comparison.subjects()
    about = {
        "title": "Announcements side by side",
        "description": f"{words.sentence(words.count(len(subjects), 'investment announcement'))} compared.",
        "updated": max(s.announcement.updated for s in subjects).isoformat(),
    }
    notebook = _executed(_notebook(COMPARISON), COMPARISON, about, tick)
    files = {"comparison/announcements.csv": _csv(comparison.table(subjects)), COMPARISON: _saved(notebook)}
    return _pages("comparison", notebook) | files


def _pages(name, notebook):
    return {
        f"{name}.html": ReportHTMLExporter().from_notebook_node(notebook)[0].encode(),
        f"{name}.pdf": ReportPDFExporter().from_notebook_node(notebook)[0],
    }


def _saved(notebook) -> bytes:
    return (nbformat.writes(notebook) + "\n").encode()


def _csv(frame) -> bytes:
    return frame.to_csv(index=False, lineterminator="\n").encode()
