"""A notebook becomes a page: whatever a cell shows reaches it, or stops it with a line."""

import base64
import io
from datetime import date
from xml.etree import ElementTree

import pypdf
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image
from test_pdf import alts

from helpers.project import ProblemsError
from helpers.publishing import html, outputs, pictures, site
from helpers.publishing.exporters import ReportHTMLExporter, ReportPDFExporter
from helpers.publishing.pdf import TEMPLATES
from helpers.publishing.report import Imprint

PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4"
    "2mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
JPEG = base64.b64encode(
    bytes.fromhex(
        "ffd8ffe000104a46494600010100000100010000ffdb004300"
        + "01" * 64
        + "ffc0000b080001000101011100ffc4001400010000000000000000000000000000"
        "0008ffc4001410010000000000"
        "0000000000000000000000ffda0008010100003f0054ffd9"
    )
).decode()
BOX = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
SVG = f'{BOX}<rect width="9" height="9"/></svg>'
HEADER = (
    '<header data-report="chips-2024-04" data-updated="2026-11-20"><h1>Chips</h1>'
    '<p class="standfirst">Six awards.</p></header>'
)
FRAME = """<div>
<style scoped>.dataframe tbody tr th { vertical-align: top; }</style>
<table border="1" class="dataframe"><thead>
<tr style="text-align: right;"><th></th><th>place</th><th>high</th></tr>
<tr><th>group</th><th></th><th></th></tr></thead>
<tbody><tr><th>grid</th><td>Nanjing</td><td>0.5</td></tr></tbody></table></div>"""
CHART = {
    "id": "shares",
    "title": "Half of it is known",
    "subtitle": "Share of all money.",
    "source": "Source: S1.",
    "alt": "Half of it is known. Cars 50%, grid 50% of the money that was signed.",
    "wide": f'{BOX}<rect fill="#0f5c9c"/></svg>',
    "narrow": f'{BOX}<rect fill="#0f5c9c"/></svg>',
    "columns": ["Sector", "Share, %"],
    "rows": [["Cars", "50.0"], ["Grid", 50]],
}


def shown(data, source="show()", **metadata):
    """A cell that has displayed something."""
    return new_code_cell(source, outputs=[new_output("display_data", data, metadata=metadata)])


def page_of(*cells):
    text, _ = ReportHTMLExporter().from_notebook_node(new_notebook(cells=list(cells)))
    return BeautifulSoup(text, "html.parser")


def pdf_of(*cells):
    content, _ = ReportPDFExporter().from_notebook_node(new_notebook(cells=list(cells)))
    return pypdf.PdfReader(io.BytesIO(content))


def text_of(pdf):
    return " ".join("".join(sheet.extract_text() for sheet in pdf.pages).split())


def test_whatever_a_cell_shows_reaches_both_pages():
    cells = [
        new_markdown_cell("# Of my own"),
        shown({"image/png": PNG, "text/plain": "<Figure>"}, "plt.plot([1, 2])"),
        shown({"image/jpeg": JPEG}, **{"image/jpeg": {"alt": "A photograph of the signing"}}),
        shown({"image/svg+xml": SVG}),
        shown({"text/markdown": "**Bold** and [linked](https://example.org)"}),
        shown({"text/html": FRAME, "text/plain": "no"}),
        shown({"text/plain": "Bound(low=1 < 2)"}),
        new_code_cell("print(1)", outputs=[new_output("stream", name="stdout", text="streamed\n")]),
        shown({outputs.CHART: CHART, "image/png": PNG}),
    ]
    page = page_of(*cells)
    pictures = {image["src"].partition(";")[0]: image["alt"] for image in page.select("main img")}
    assert pictures == {
        "data:image/png": "A picture drawn by cell 2 (“plt.plot([1, 2])”); it has no description.",
        "data:image/jpeg": "A photograph of the signing",
        "data:image/svg+xml": "A picture drawn by cell 4 (“show()”); it has no description.",
    }
    assert page.strong.text == "Bold" and page.find("a", href="https://example.org")
    assert [pre.text for pre in page.select("main > pre")] == ["Bound(low=1 < 2)", "streamed\n"]
    figure = page.select_one("figure#chart-shares")
    assert [svg["class"] for svg in figure.find_all("svg")] == [["wide"], ["narrow"]]
    assert {svg.rect["fill"] for svg in figure.find_all("svg")} == {"var(--known)"}
    saved = figure.select_one("a.download")
    content = base64.b64decode(saved["href"].partition(",")[2]).decode()
    assert saved["download"] == "Notebook-chart-shares.csv"
    assert content == 'Sector,"Share, %"\nCars,50\nGrid,50\n'
    pdf = pdf_of(*cells)
    words = ("Bold and linked", "Nanjing", "Bound(low=1 < 2)", "streamed", "Half of it is known")
    assert [word for word in words if word not in text_of(pdf)] == []
    described = set(alts(pdf.trailer["/Root"]["/StructTreeRoot"].get_object()))
    assert described == {*pictures.values(), CHART["alt"]}


@pytest.mark.parametrize(
    "cell, said",
    [
        (
            new_code_cell(
                "1 / 0",
                outputs=[new_output("error", ename="ZeroDivisionError", evalue="by\nzero")],
            ),
            "cell 1 (“1 / 0”): it ended in an error, ZeroDivisionError: by zero",
        ),
        (shown({"application/pdf": "JVBE"}), "cell 1 (“show()”): it shows application/pdf, which"),
        (
            shown({"application/json": {"a": 1}, "text/plain": "<IPython.core.display.JSON>"}),
            "cell 1 (“show()”): it shows application/json, which no page can",
        ),
        (shown({"text/plain": "<L>", "text/latex": "$x$"}), "it shows text/latex, which no page"),
        (
            new_markdown_cell("Thus $x^2$"),
            "cell 1 (“Thus $x^2$”): no page can set the formula x^2;",
        ),
        (shown({"text/markdown": "$$\n\\pi\n$$"}), "no page can set the formula \\pi; say it"),
        (new_markdown_cell("\\begin{align}a\\end{align}"), "no page can set the formula a; say it"),
        (new_markdown_cell("Thus \\\\(y\\\\)"), "no page can set the formula y; say it"),
        (shown({}), "cell 1 (“show()”): it shows nothing at all, which no page can"),
        (shown({"text/html": "<b>x</b><SCRIPT>1</script>"}), "its HTML has <script>, and a page"),
        (shown({"text/html": '<img alt="" src="x.png">'}), "the picture x.png is not in the"),
        (new_markdown_cell("![a](https://example.org/a.png)"), "the picture https://example.org/"),
    ],
)
@pytest.mark.parametrize("exporter", [ReportHTMLExporter, ReportPDFExporter])
def test_what_no_page_can_show_stops_it_with_a_line_that_names_the_cell(cell, said, exporter):
    with pytest.raises(ProblemsError) as error:
        exporter().from_notebook_node(new_notebook(cells=[cell]))
    [line] = error.value.problems
    assert said in line and "\n" not in line


def test_a_plain_frame_has_scopes_and_no_empty_head_and_scrolls_by_itself():
    page = page_of(new_markdown_cell("# Frames"), shown({"text/html": FRAME}))
    table = page.select_one("div.scroll[tabindex='0'][role=region] > table")
    assert table.find_parent(class_="scroll")["aria-label"] == "Table 1: group, place, high"
    assert [(head.text, head["scope"]) for head in table.select("thead th")] == [
        *(("group", "col"), ("place", "col"), ("high", "col")),
    ]
    assert table.select_one("tbody th")["scope"] == "row" and not table.find("style")
    numeric = [cell.text for cell in table.select("[style='text-align: right']")]
    assert numeric == ["high", "0.5"] and not table.has_attr("border")


def test_equal_headings_and_tables_have_ids_of_their_own_and_links_lead_somewhere_or_are_text():
    cells = [
        new_markdown_cell(
            "# T\n\n[a](#Rates) [b](#rates-2) [c](#figure-total) [d](#t-2)\n\n## Rates"
        ),
        new_markdown_cell("## Rates\n\n#### Deep below"),
        shown({"text/html": "<p id='t'>1</p>"}),
        shown({"text/html": "<p id='t'>2</p>"}),
    ]
    page = page_of(*cells)
    assert [head["id"] for head in page.select("main h2")] == ["rates", "rates-2"]
    assert page.select_one("#deep-below").name == "h3"
    assert [link["href"] for link in page.select("main p a")] == ["#rates", "#rates-2", "#t-2"]
    assert "a b c d" in text_of(pdf_of(*cells))


def test_dollars_are_money_and_what_stands_around_them_is_set():
    text = "# T\n\nUS$5–US$6, from $5 **million** to $6 *million*, \\$7 or 8\\$, `$x$`, $9/$10"
    page = page_of(new_markdown_cell(text))
    told = "US$5–US$6, from $5 million to $6 million, $7 or 8$, $x$, $9/$10"
    assert page.main.p.text == told
    assert (page.strong.text, page.em.text, page.code.text) == ("million", "million", "$x$")


def test_an_id_that_is_there_stays_and_leads_somewhere():
    cells = [
        new_markdown_cell(
            "# T\n\n[a](#Our_own) [b](#rates) [c](#rates-2) [d](#汇率) [e](#About-it)\n\n## Rates"
        ),
        shown({"text/html": "<h2 id='Our_own'>Rates</h2><p id='rates'>1</p>"}),
        new_markdown_cell("## 汇率\n\n## About it"),
    ]
    page = page_of(*cells)
    heads = [head["id"] for head in page.select("main h2")]
    assert heads == ["rates-2", "Our_own", "汇率", "about-it"]
    targets = [page.find(id=link["href"][1:]).text for link in page.select("main p a")]
    assert targets == ["Rates", "1", "Rates", "汇率", "About it"]
    leads = [note for sheet in pdf_of(*cells).pages for note in sheet.get("/Annots", [])]
    assert len(leads) >= 4  # pandoc keeps no target on a paragraph


@pytest.mark.parametrize("exporter", [ReportHTMLExporter, ReportPDFExporter])
def test_a_link_that_leads_nowhere_is_text_and_a_warning(exporter, caplog):
    cell = new_markdown_cell("# T\n\n[the\ntotal](#figure-total) and [itself](#below)\n\n## Below")
    exporter().from_notebook_node(new_notebook(cells=[cell]))
    [warning] = [(record.levelname, record.message) for record in caplog.records]
    told = "the link “the total” leads to #figure-total, which is not on the page; only its text"
    assert warning == ("WARNING", f"{told} is kept")


@pytest.mark.parametrize("text", ["## Only a section", "no heading", "### Deep\n\n# Late"])
def test_a_page_begins_with_a_heading_of_level_1_whatever_the_notebook_does(text):
    page = page_of(new_markdown_cell(text))
    assert page.select("main h1, main h2, main h3")[0].name == "h1" and page.title.text
    assert pdf_of(new_markdown_cell(text)).metadata.title == page.title.text


def test_title_and_names_are_those_of_the_masthead_and_not_of_the_metadata():
    notebook = new_notebook(
        cells=[shown({"text/html": HEADER}), shown({outputs.CHART: CHART})],
        metadata={"report": {"name": "jiangning-2020-05", "title": "Jiangning"}},
    )
    text, _ = ReportHTMLExporter().from_notebook_node(notebook)
    page = BeautifulSoup(text, "html.parser")
    assert page.title.text == "Chips"
    assert page.find("meta", {"name": "description"})["content"] == "Six awards."
    assert page.find("meta", property="article:modified_time")["content"] == "2026-11-20"
    assert page.select_one("figure a.download")["download"] == "chips-2024-04-chart-shares.csv"
    content, _ = ReportPDFExporter().from_notebook_node(notebook)
    about = pypdf.PdfReader(io.BytesIO(content)).metadata
    assert (about.title, about.subject) == ("Chips", "Six awards.")
    assert about.modification_date.strftime("%Y-%m-%d") == "2026-11-20"


VERSIONS = "<h2>Data and versions</h2><p>Its digest.</p>"
WIDE = (
    "<table><caption>Figures</caption><thead><tr>"
    + "".join(
        f'<th scope="col">{head}</th>' for head in ("Figure", "What", "Where", "Means", "All")
    )
    + "</tr></thead><tbody>"
    + 9
    * (
        '<tr><th scope="row">over 20</th><td data-label="What">words that go on and on and on</td>'
        '<td data-label="Where">¶1</td><td data-label="Means">–</td><td>fits</td></tr>'
    )
    + "</tbody></table>"
)
AROUND = site.Site(
    pages=("comparison", "explore"),
    earlier=site.Neighbour("wujiang-2014-10", "Wujiang, 2014"),
    later=site.Neighbour("chips-2025-01", "CHIPS & more"),
    address="https://example.org/checked/",
    authors="The Authors",
    licence="MIT",
)


def report_of(*cells, **said):
    imprint = Imprint("Chips, 2024", date(2026, 11, 20), 4, "1.2.0")
    resources = {
        "metadata": {"name": "chips-2024-04"},
        "site": AROUND,
        "imprint": imprint,
        "files": [("PDF", "chips-2024-04.pdf")],
        "picture": "chips-2024-04/social.png",
    }
    notebook = new_notebook(cells=[shown({"text/html": HEADER}), *cells])
    text, _ = ReportHTMLExporter().from_notebook_node(notebook, resources | said)
    return BeautifulSoup(text, "html.parser")


def test_a_page_is_one_of_a_publication_and_no_dead_end():
    page = report_of(shown({"text/html": "<h2>Sources</h2>"}))
    landmarks = [each.name for each in page.body.find_all(True, recursive=False)]
    assert landmarks == ["header", "main", "footer"]
    byline = page.select_one("main > header + p.byline")
    assert byline.get_text(" ", strip=True) == "Checked 20 November 2026 Four sources PDF"
    assert byline.time["datetime"] == "2026-11-20"
    ways = [(link["href"], link.get("rel")) for link in page.select("footer nav a")]
    assert ways == [("wujiang-2014-10.html", ["prev"]), ("chips-2025-01.html", ["next"])]
    assert "CHIPS & more" in page.footer.text
    masthead = [link["href"] for link in page.select("header.masthead a")]
    expected = ["#text", "index.html", "index.html#announcements", "comparison.html"]
    assert masthead == [*expected, "index.html#method"]
    cited = page.select_one(".cite").get_text(" ", strip=True)
    assert cited.startswith("How to cite. The Authors: “Chips”.") and "version 1.2.0" in cited
    assert cited.endswith("https://example.org/checked/chips-2024-04.html")
    about = {each.get("property"): each["content"] for each in page.find_all("meta", content=True)}
    assert about["og:image"] == "https://example.org/checked/chips-2024-04/social.png"
    assert about["og:url"] == "https://example.org/checked/chips-2024-04.html"


def test_without_an_address_the_picture_is_beside_the_page_and_without_a_site_nothing_leads_away():
    page = report_of(site=site.Site())
    assert page.find("meta", property="og:image")["content"] == "chips-2024-04/social.png"
    assert not page.find("meta", property="og:url") and not page.select("footer nav")
    alone = page_of(shown({"text/html": HEADER}), shown({outputs.CHART: CHART}))
    assert not alone.footer and not alone.find("meta", property="og:image")
    links = {link["href"] for link in alone.select("a:not(.download)")}
    assert links == {"#text", "#chart-shares"}


def test_a_chart_can_be_linked_to_and_saved_with_its_title_and_its_source():
    chart = CHART | {"wide": CHART["wide"].replace("0 0 9 9", "0 0 400 9")}
    cells = [shown({outputs.CHART: chart, "image/png": PNG}), shown({outputs.CHART: chart})]
    page = report_of(*cells)
    links = [
        [link["href"] for link in tools.find_all("a", recursive=False)]
        for tools in page.select(".tools")
    ]
    files = ["chips-2024-04/chart-shares", "chips-2024-04/chart-shares-2"]
    names = ["#chart-shares", "#chart-shares-2"]
    first, second = zip(files, names, strict=True)
    assert links == [
        [f"{first[0]}.svg", f"{first[0]}.png", first[1]],
        [f"{second[0]}.svg", second[1]],
    ]
    saved = pictures.files(new_notebook(cells=cells), "chips-2024-04")
    assert set(saved) == {f"{files[0]}.svg", f"{files[0]}.png", f"{files[1]}.svg"}
    picture = ElementTree.fromstring(saved[f"{files[0]}.svg"])
    named = {child.tag.partition("}")[2]: child.text for child in picture}
    assert (named["title"], named["desc"]) == (CHART["title"], CHART["alt"])
    texts = " ".join(child.text for child in picture if child.tag.endswith("text"))
    assert texts == f"{CHART['title']} {CHART['subtitle']} {CHART['source']}"
    assert "font/ttf" in named["style"]
    assert saved == pictures.files(new_notebook(cells=cells), "chips-2024-04")


def test_the_picture_for_other_sites_has_its_size_and_is_the_same_again():
    notebook = new_notebook(cells=[shown({outputs.CHART: CHART})])
    about = outputs.About("chips-2024-04", "A headline that is long enough for two lines " * 2, "")
    first, second = (pictures.social(notebook, about, "Chips, 2024") for _ in range(2))
    assert first == second and Image.open(io.BytesIO(first)).size == (1200, 630)
    without = pictures.social(new_notebook(cells=[]), about, "")
    assert Image.open(io.BytesIO(without)).size == (1200, 630)


def test_a_report_folds_its_rows_its_back_matter_and_its_tools():
    page = report_of(
        shown({"text/html": f"<h2>Every figure checked</h2>{WIDE}"}, "checked()"),
        shown({"text/html": "<h2>Sources</h2><p>Four.</p>"}, "sources()"),
        shown({"text/html": VERSIONS}, "versions()"),
    )
    table = page.select_one("main > table.rows")
    assert {cell.text for cell in table.select("td.key")} == {"fits"}
    switches = table.select("tbody th > label.more > input[type=checkbox]")
    assert len(switches) == 9 and switches[0]["aria-label"] == "More on over 20"
    assert table.find_next_sibling().select_one("input")["aria-label"] == "Show all 9 rows"
    folded = page.select_one("h2#sources + label.fold + div.folded")
    assert folded.text.strip() == "Four."
    colophon = page.select_one("main > details.colophon")
    assert colophon.summary.h2["id"] == "data-and-versions" and not colophon.has_attr("open")
    assert [code.summary.text for code in colophon.select("details.code")] == [
        *("Code: Chips", "Code: Every figure checked", "Code: Sources", "Code: Data and versions"),
    ]
    assert "Its digest." in colophon.text and page.main.select("details.code") == (
        colophon.select("details.code")
    )


def test_a_wide_table_of_another_page_scrolls_by_itself_with_a_name():
    page = report_of(shown({"text/html": WIDE}), imprint=None)
    box = page.select_one("div.scroll")
    assert box["aria-label"] == "Figures" and box["tabindex"] == "0" and box.table
    assert not page.select("label")


def test_the_code_of_a_passage_can_be_unfolded_on_a_screen_and_is_not_on_paper():
    def tagged(source, tag, *output):
        return new_code_cell(source, metadata={"tags": [tag]}, outputs=list(output))

    said = new_output("display_data", {"text/plain": "said"})
    cells = [
        tagged('announcement_id = "default"', "parameters"),
        tagged('announcement_id = "chips"', "injected-parameters"),
        new_code_cell("import pandas"),
        new_markdown_cell("# T"),
        shown({"text/html": "<p>2</p>"}, "1 < 2"),
        tagged("secret()", "hide-code", said),
        shown({"text/html": "<p>3</p>"}, "third()"),
        new_code_cell("silent_at_the_end()"),
    ]
    codes = page_of(*cells).select("details.code")
    assert [code.pre.text.split("\n\n") for code in codes] == [
        ['announcement_id = "chips"', "import pandas", "1 < 2\n"],
        ["third()\n"],
    ]
    assert not codes[0].has_attr("open") and codes[0].select_one("span.kn")
    assert "pandas" not in text_of(pdf_of(*cells))


def test_a_character_without_a_glyph_is_an_error_that_names_it():
    with pytest.raises(ProblemsError, match="no font here has the characters 𒀀"):
        page_of(new_markdown_cell("# a 𒀀"))


def test_every_colour_of_the_page_is_one_of_the_palette():
    rules = html.colour_rules()
    for scheme in html.PALETTE.values():
        assert all(f"--{name}: {colour};" in rules for name, colour in scheme.items())
    css = (TEMPLATES / "report" / "report.css").read_text(encoding="utf-8")
    used = {name.partition(")")[0] for name in css.split("var(--")[1:]}
    assert used <= {*html.PALETTE["light"], "link", "wrong", "typefaces"}
    assert "prefers-color-scheme" not in css


def test_a_picture_that_is_taller_than_a_page_is_made_smaller_and_not_cut():
    drawing, heights = io.BytesIO(), []
    Image.new("RGB", (10, 100)).save(drawing, "PNG")
    tall = {"image/png": base64.b64encode(drawing.getvalue()).decode()}

    def visit(operator, operands, matrix, text_matrix):
        if operator == b"Do":
            heights.append(abs(matrix[3]))

    for sheet in pdf_of(new_markdown_cell("# T"), shown(tall)).pages:
        sheet.extract_text(visitor_operand_before=visit)
    assert len(heights) == 1 and 300 < heights[0] < 842 - 80


def test_a_chart_takes_its_heading_and_their_paragraph_with_it_to_the_next_page():
    filler = new_markdown_cell("# T\n\n" + "A line.\n\n" * 24)
    text = shown({"text/html": "<h2>Deal by deal</h2><p>The largest is half.</p>"})
    chart = shown({outputs.CHART: CHART})
    first, second = (sheet.extract_text() for sheet in pdf_of(filler, text, chart).pages)
    assert first.count("A line.") == 24 and "Deal by deal" not in first
    places = [second.index(each) for each in ("Deal by deal", "The largest", CHART["title"])]
    assert places == sorted(places)
