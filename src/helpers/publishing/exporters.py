"""A notebook becomes a page: HTML and PDF through nbconvert, and the front page that leads to all of them.

Both exporters are nbconvert's own kind, registered as entry points, so `jupyter nbconvert --to report-html` runs them
too. The HTML is one file that asks the network for nothing; the PDF goes by way of pandoc and Typst, and is tagged.
This module knows what an executed notebook shows; it knows nothing of how it came to be executed.
"""

import base64
import json
import re
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import justmytype_intl_cjk
import pypandoc
import typst
import uharfbuzz as harfbuzz
from bs4 import BeautifulSoup
from markupsafe import Markup, escape
from nbconvert.exporters import HTMLExporter

from helpers.figures import wording as words
from helpers.telling import charts, tables

CHINESE = re.compile("[一-鿿]+")
FIRST_CHINESE = "\u2e80"  # of the characters that the Latin typeface does not have
TEMPLATES = Path(__file__).parent / "templates"
PANDOC = shutil.which(
    "pandoc", path=Path(pypandoc.__file__).parent / "files"
)  # its own, not what is on the computer
CJK_FONT = next(Path(justmytype_intl_cjk.__file__).parent.rglob("NotoSansSC*.ttf"))


class _ReportExporter(HTMLExporter):
    template_name = "report"
    exclude_anchor_links = True

    def __init__(self, **kwargs):
        super().__init__(extra_template_basedirs=[str(TEMPLATES)], **kwargs)

    def from_notebook_node(self, nb, resources=None, **kwargs):
        self._about = {
            "name": "report",
            "title": "Report",
            "description": "",
            "updated": "1970-01-01",
        } | dict(nb.metadata.get("report", {}))
        self.register_filter("chart", self._chart)
        return super().from_notebook_node(nb, resources, **kwargs)

    def _init_resources(self, resources):
        return super()._init_resources(resources) | {"about": self._about}

    def _chart(self, output):
        chart = output.get("metadata", {}).get("image/svg+xml", {})
        if not chart.get("alt"):
            raise ValueError("a chart has no alt text")
        return self._picture(chart)


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
        return _with_fonts(page), resources

    def _picture(self, chart):
        return Markup(
            '<figure id="chart-{id}">\n<figcaption><strong>{title}</strong> <span>{subtitle}</span></figcaption>\n'
            '{pictures}\n<div class="source">{source}</div>\n'
            "<details><summary>The numbers of this chart</summary>{numbers}</details>\n</figure>"
        ).format(
            **chart,
            pictures=Markup("\n").join(
                _inline(chart[width], chart["alt"], width) for width in ("wide", "narrow")
            ),
            numbers=tables.numbers(
                chart["columns"], chart["rows"], f"{self._about['name']}-chart-{chart['id']}.csv"
            ),
        )


def front_page(summaries) -> str:
    """The page that leads to every report: a card an announcement, with its finding and a small chart of it."""
    exporter, number = ReportHTMLExporter(), words.count(len(summaries), "investment announcement")
    exporter._about = {
        "title": "Investment announcements, checked",
        "description": f"What {number} print, checked figure by figure.",
        "updated": max(s.updated for s in summaries).isoformat(),
    }
    latest_first = sorted(summaries, key=lambda s: s.date, reverse=True)
    pictures = {s.id: _inline(s.picture, s.alt) if s.picture else "" for s in summaries}
    template = exporter.environment.get_template("front.html.j2")
    html = template.render(
        resources=exporter._init_resources({}),
        summaries=latest_first,
        pictures=pictures,
        words=words,
    )
    return _with_fonts(BeautifulSoup(html, "html.parser"))


def _inline(picture, alt, name="") -> Markup:
    """A picture as a part of a page, whose colours are the page's."""
    for colour_name, colour in charts.COLOURS.items():
        picture = picture.replace(colour, f"var(--{colour_name})")
    label = Markup('<svg class="{}" role="img" aria-label="{}"').format(name, alt)
    return Markup(picture.replace("<svg", label, 1))


def _with_fonts(page) -> str:
    """A page with its Chinese marked as such, and the glyphs that it shows embedded in its style."""
    for text in page.main.find_all(string=CHINESE):
        if text.find_parent(lang=True).name == "html":
            marked = CHINESE.sub(r'<span lang="zh">\g<0></span>', str(escape(text)))
            text.replace_with(BeautifulSoup(marked, "html.parser"))
    style = page.select_one("style")
    style.string = _font_faces("".join(page.body.stripped_strings)) + style.string
    return str(page)


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
            html = re.sub(
                ' <a class="download".*?</a>', "", html
            )  # there is nothing to click on paper
            filtered = f"--lua-filter={TEMPLATES / 'typst.lua'}"
            command = [PANDOC, "--sandbox", "--from=html", "--to=typst", "--wrap=none", filtered]
            body = subprocess.run(
                command, input=html, capture_output=True, check=True, encoding="utf-8"
            ).stdout
            (self._folder / "about.json").write_text(json.dumps(self._about), encoding="utf-8")
            (self._folder / "report.typ").write_bytes((TEMPLATES / "report.typ").read_bytes())
            main = self._folder / "main.typ"
            used = '#import "report.typ": report, lead, source\n#show: report\n'
            main.write_text(used + body, encoding="utf-8", newline="\n")
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

    def _picture(self, chart):
        (self._folder / f"{chart['id']}.svg").write_text(
            chart["wide"], encoding="utf-8", newline="\n"
        )
        return Markup(
            '<figure><img src="{id}.svg" alt="{alt}"><div class="source">{source}</div>'
            '<figcaption><p><strong>{title}</strong></p><div class="source">{subtitle}</div></figcaption></figure>'
        ).format(**chart)


def _pdf_fonts(folder):
    """The styles of the typeface that are used, apart from the others in their package, so that none is picked by
    chance.
    """
    fonts = folder / "fonts"
    fonts.mkdir()
    for style in ("regular", "semibold", "it"):
        shutil.copy(charts.font_file(style), fonts)
    return fonts


def _font_faces(text) -> str:
    """CSS that embeds the glyphs of the text, Latin in two weights and Chinese in one."""
    latin = {c for c in text if c < FIRST_CHINESE} | {chr(c) for c in range(32, 127)}
    faces = [
        (charts.FONT, weight, charts.font_file(style), latin)
        for weight, style in ((400, "regular"), (600, "semibold"))
    ]
    if chinese := set(text) - latin:
        faces.append(("Noto Sans SC", 400, CJK_FONT, chinese))
    rule = '@font-face {{font-family: "{}"; font-weight: {}; src: url(data:font/ttf;base64,{})}}\n'
    return "".join(
        rule.format(name, weight, base64.b64encode(_subset(path, used)).decode())
        for name, weight, path, used in faces
    )


def _subset(path, characters) -> bytes:
    """A font with these characters alone, in its regular weight where it has several."""
    face = harfbuzz.Face(harfbuzz.Blob.from_file_path(path))
    lacking = {c for c in characters if c.isprintable() and ord(c) not in face.unicodes}
    if lacking:
        raise ValueError(
            f"no font here has the characters {' '.join(sorted(lacking))}; write them in Latin script or Chinese"
        )
    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update({ord(c) for c in characters})
    wanted.flags = harfbuzz.SubsetFlags.NO_HINTING | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
    if face.axis_infos:
        wanted.pin_axis_location(face, "wght", 400)
    return harfbuzz.subset(face, wanted).blob.data
