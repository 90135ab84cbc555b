"""Every PDF, read back: tagged, with its pictures described, its bookmarks, its fonts, and nothing
stranded or cut.
"""

import itertools

import pypdf
import pytest
import stress
from bs4 import BeautifulSoup
from conftest import ROOT

from helpers.project import Project
from helpers.publishing.notebook import page_names

pytestmark = pytest.mark.slow

PATHS = sorted((ROOT / "reports").glob("*.pdf"))
MARGIN = 40  # points; a running head and a page number stand nearer to the edge than any text
FOOT, HEAD = 60, 790  # points from below, between which is no running head and no page number
TOP, BOTTOM = 774, 62  # points from below, between which a page has its text
LEAST = 0.6  # of that: a page that is less full looks unfinished
NO_WIDTH = "\N{ZERO WIDTH SPACE}"  # where a word may break
FEWEST_LINES = 6  # of the last page


@pytest.fixture(scope="module", params=PATHS, ids=lambda path: path.stem)
def pdf(request):
    return pypdf.PdfReader(request.param)


def placed(page):
    """The text of a page in its order, each piece with the place of its beginning, in points from
    the lower left.
    """
    found = []

    def visit(text, matrix, text_matrix, font, size):
        if text.strip():
            x, y = text_matrix[4], text_matrix[5]
            found.append(
                (
                    matrix[0] * x + matrix[2] * y + matrix[4],
                    matrix[1] * x + matrix[3] * y + matrix[5],
                    text.strip(),
                )
            )

    page.extract_text(visitor_text=visit)
    return found


def ink(page):
    """How far down each line of a page's text is, in points from below; every chart ends with
    one.
    """
    return [y for _, y, _ in placed(page) if FOOT < y < HEAD]


def flat(outline):
    for item in outline:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def alts(node):
    if "/Alt" in node:
        yield node["/Alt"]
    children = node.get("/K", [])
    for each in children if isinstance(children, list) else [children]:
        child = each.get_object() if hasattr(each, "get_object") else each
        if isinstance(child, dict):
            yield from alts(child)


def nothing_known(pdf):
    """Whether a report has no chart, since one would show nothing."""
    return "does not say which" in pdf.metadata.title and "gets any" in pdf.metadata.title


def test_there_is_one_for_every_announcement():
    pages = page_names(Project.find())
    assert {path.stem for path in PATHS} == {*Project.find().announcement_ids(), *pages}


def test_it_is_tagged_titled_and_has_bookmarks(pdf):
    catalog = pdf.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"] and catalog["/Lang"] == "en"
    assert b"<pdfuaid:part>1<" in catalog["/Metadata"].get_object().get_data()
    assert len(list(flat(pdf.outline))) > 3
    text = "".join(page.extract_text() for page in pdf.pages).replace(NO_WIDTH, "")
    assert f"1 / {len(pdf.pages)}" in text
    assert ("Chart 1" in text) != nothing_known(pdf)
    title = "".join(pdf.metadata.title.split())
    assert all(
        title in "".join(page.extract_text().split()) for page in pdf.pages
    )  # as the title, or the running head
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]


def test_its_charts_have_alt_text_and_its_fonts_are_embedded(pdf):
    fonts = [
        font.get_object()
        for page in pdf.pages
        for font in page["/Resources"].get("/Font", {}).values()
    ]
    descriptors = [
        font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts
    ]
    assert fonts and all(
        {"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in descriptors
    )
    names = {
        str(descriptor["/FontName"]).partition("+")[2].partition("-")[0]
        for descriptor in descriptors
    }
    assert names <= {"SourceSansPro", "NotoSansSC", "DejaVuSansMono"}
    described = list(alts(pdf.trailer["/Root"]["/StructTreeRoot"].get_object()))
    assert bool(described) != nothing_known(pdf) and all(len(alt) > 40 for alt in described)


@pytest.mark.parametrize("id_", Project.find().announcement_ids())
def test_the_charts_of_a_report_are_no_pixels(id_):
    for page in pypdf.PdfReader(ROOT / "reports" / f"{id_}.pdf").pages:
        drawn = page["/Resources"].get("/XObject", {}).values()
        assert not any(each.get_object()["/Subtype"] == "/Image" for each in drawn)


def test_no_glyph_is_missing_and_no_text_lies_outside_its_page(pdf):
    for page in pdf.pages:
        for x, y, text in placed(page):
            assert "\0" not in text and "�" not in text
            assert MARGIN <= x <= 595 - MARGIN and MARGIN / 2 <= y <= 842 - MARGIN, text


def test_no_heading_is_left_alone_at_the_foot_of_a_page(pdf):
    headings = {item.title.replace("'", "’") for item in flat(pdf.outline)}
    for page in pdf.pages:
        lowest = min((each for each in placed(page) if each[1] > FOOT), key=lambda each: each[1])
        assert lowest[2] not in headings and lowest[2] not in ("Chart", "Table")


def test_no_page_is_half_empty_and_the_last_is_no_leftover(pdf):
    full = [(TOP - min(ink(page))) / (TOP - BOTTOM) for page in pdf.pages]
    assert [round(share, 2) for share in full[:-1] if share < LEAST] == []
    assert len({round(y) for y in ink(pdf.pages[-1])}) >= FEWEST_LINES


def test_a_table_or_a_chart_stands_on_the_page_of_its_heading(pdf):
    headings = {item.title.replace("'", "’") for item in flat(pdf.outline)}
    for page, following in itertools.pairwise(pdf.pages):
        last = [text for _, y, text in placed(page) if y > FOOT][-1]
        first = next(text for _, y, text in placed(following) if FOOT < y < HEAD)
        assert not (last in headings and first.startswith(("Chart", "Table")))


def test_an_announcement_of_forty_projects_loses_nothing_on_paper(stressed):
    pdf = pypdf.PdfReader(stressed / "reports" / f"{stress.ID}.pdf")
    pages = [placed(page) for page in pdf.pages]
    for x, y, text in (piece for page in pages for piece in page):
        assert MARGIN <= x <= 595 - MARGIN and MARGIN / 2 <= y <= 842 - MARGIN, text
    text = "".join("".join(page.extract_text() for page in pdf.pages).split())
    text = text.replace(NO_WIDTH, "")
    assert stress.LONGEST in text
    page = BeautifulSoup((stressed / "reports" / f"{stress.ID}.html").read_bytes(), "html.parser")
    drawn = [label.text for label in page.select("main figure svg.wide text")]
    assert len(drawn) > stress.AMOUNTS
    assert [label for label in drawn if "".join(label.split()) not in text] == []


def test_chinese_names_and_the_answer_stand_in_it():
    pdf = pypdf.PdfReader(ROOT / "reports" / "jiangning-2020-05.pdf")
    page = (ROOT / "reports" / "jiangning-2020-05.html").read_text(encoding="utf-8")
    text = "".join("".join(page.extract_text() for page in pdf.pages).split())
    assert "阿格诺斯激光雷达研发及制造总部" in text and "45.4%" in text and "20.15billion" in text
    assert f"<title>{pdf.metadata.title}</title>" in page
