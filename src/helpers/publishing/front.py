"""The front page: a card an announcement, with its finding and a small chart of it, leading to
every report.
"""

from collections.abc import Mapping, Sequence

from bs4 import BeautifulSoup

from helpers.figures import wording as words
from helpers.publishing import html, outputs
from helpers.publishing.exporters import ReportHTMLExporter
from helpers.telling.summary import Summary


def front_page(
    summaries: Sequence[Summary], notebooks: Mapping[str, str], pages: Sequence[str]
) -> str:
    """The page as HTML.

    `notebooks` names the executed notebook of each report, by the announcement's id; `pages` are
    the names of the pages that are no announcement's report.
    """
    exporter = ReportHTMLExporter()
    text = exporter.environment.get_template("front.html.j2").render(
        resources=exporter._init_resources({}),
        summaries=sorted(summaries, key=lambda summary: summary.date, reverse=True),
        pictures={s.id: outputs.inline(s.picture, s.alt) if s.picture else "" for s in summaries},
        updated=max(summary.updated for summary in summaries).isoformat(),
        notebooks=notebooks,
        pages=pages,
        words=words,
    )
    return html.with_fonts(BeautifulSoup(text, "html.parser"))
