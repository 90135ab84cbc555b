"""A notebook becomes a page: the two exporters that nbconvert knows as `report-html` and
`report-pdf`.

Both are nbconvert's own kind, registered as entry points, so `jupyter nbconvert --to report-html`
runs them too. The HTML is one file that asks the network for nothing; the PDF is tagged. This
module knows what an executed notebook shows; it knows nothing of how it came to be executed.
"""

from typing import Any

from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

from helpers.figures import wording as words
from helpers.publishing import folding, html, outputs, pictures, site
from helpers.publishing.mover import add_mover
from helpers.publishing.pdf import TEMPLATES, pdf

FILTERS = (
    *(outputs.mimetype, outputs.written, outputs.drawn),
    *(outputs.inline, outputs.image, outputs.numbers),
)
TITLES = {"comparison": "Comparison", "explore": "Six questions of one’s own"}
# What a build says of a page, and stock nbconvert does not.
UNSAID = {"site": None, "imprint": None, "files": (), "picture": ""}


class _ReportExporter(HTMLExporter):
    template_name = "report"
    exclude_anchor_links = True

    def __init__(self, **options: Any) -> None:
        super().__init__(extra_template_basedirs=[str(TEMPLATES)], **options)
        for function in FILTERS:
            self.register_filter(function.__name__, function)
        self.environment.globals |= {
            "words": words,
            "site_name": site.NAME,
            "licence": site.LICENCE,
            "titles": TITLES,
        }

    def _preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        nb, resources = super()._preprocess(nb, resources)
        resources["about"] = outputs.about_of(nb, resources["metadata"]["name"])
        for name, unsaid in UNSAID.items():
            resources.setdefault(name, unsaid)
        pictures.name_charts(nb, resources["about"].id)
        return outputs.with_code(nb), resources

    def _page(self, nb: NotebookNode, resources: Any) -> tuple[BeautifulSoup, Any]:
        text, resources = super().from_notebook_node(nb, resources)
        page = html.tidied(text, resources["about"].title, self.log.warning)
        folding.place_byline(page)
        return page, resources


class ReportHTMLExporter(_ReportExporter):
    """One self-contained page: no request, the glyphs it needs embedded, no script unless the
    reader may move something.
    """

    export_from_notebook = "Report (HTML)"
    template_file = "index.html.j2"

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any = None, **_: Any
    ) -> tuple[Any, Any]:
        page, resources = self._page(nb, resources)
        html.add_contents(page)
        folding.fold(page)
        add_mover(page)
        return html.with_fonts(page), resources


class ReportPDFExporter(_ReportExporter):
    """A typeset publication: A4, tagged to PDF/UA-1, with bookmarks and vector charts."""

    export_from_notebook = "Report (PDF)"
    template_file = "pdf.html.j2"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Any = None, **_: Any
    ) -> tuple[bytes, Any]:
        page, resources = self._page(nb, resources)
        resources["output_extension"] = ".pdf"
        label = resources["imprint"].label if resources["imprint"] else ""
        return pdf(page, resources["about"], label), resources
