"""A whole page is put right: headings, links, tables and ids, its contents, its colours and its
glyphs.

What cells show comes from many hands, so a page is finished after it is put together. This module
knows HTML and fonts; it knows nothing of notebooks.
"""

import base64
import functools
import itertools
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import uharfbuzz as harfbuzz
from bs4 import BeautifulSoup, Tag
from markupsafe import escape

from helpers import fonts
from helpers.project import ProblemsError
from helpers.telling.palette import ACCENT, PALETTE

CHINESE = re.compile("[一-鿿]+")
NOT_SET = ["pre", "style"]  # what the page's own fonts do not set
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
NUMBER = re.compile(r"[-+−]?[\d.,]+(e[-+]\d+)?%?|NaN|nan|<NA>|-?inf|")
REGULAR, SEMIBOLD = 400, 600
WEIGHTS = {REGULAR: "regular", SEMIBOLD: "semibold"}
WEIGHT_OF = {style: weight for weight, style in WEIGHTS.items()}
ASCII = frozenset(map(chr, range(32, 127)))
LEAST_HEAD_ROWS = 2  # of a pandas table whose index has a name


def tidied(html: str, title: str, warn: Callable[[str], None]) -> BeautifulSoup:
    """A page whose headings lead from level 1 without a gap, whose ids are each used once, whose
    links have a target.

    `title` is the heading of a page that begins with none. `warn` is told what of the page is lost.
    """
    page = BeautifulSoup(html, "html.parser")
    content = page.find("main") or page
    _order_headings(page, content, title)
    for number, table in enumerate(content.select("table"), 1):
        if not table.select_one("th[scope]"):
            _make_plain_table_accessible(page, table, number)
    _make_ids_distinct(content)
    _mend_links(page, content, warn)
    return page


def _order_headings(page: BeautifulSoup, content: Tag, title: str) -> None:
    """Readers of tagged pages move by headings: the first is of level 1, and none skips a level
    downwards. One without an id is called by its text, as no other is.
    """
    headings = content.find_all(HEADINGS)
    if not headings or headings[0].name != "h1":
        content.insert(0, page.new_tag("h1", string=title))
    level, ids = 1, _ids(page)
    for heading in headings:
        level = min(int(heading.name[1]), level + 1)
        heading.name = f"h{level}"
        if level > 1 and not heading.get("id"):
            heading["id"] = name = unused(slug(heading.text), ids)
            ids.add(name)


def _ids(page: BeautifulSoup) -> set[str]:
    return {str(element["id"]) for element in page.find_all(id=True)}


def unused(name: str, ids: set[str]) -> str:
    """The name, counted up until it is none of the ids."""
    counted = (f"{name}-{number}" for number in itertools.count(2))
    return next(each for each in itertools.chain([name], counted) if each not in ids)


def slug(text: str) -> str:
    return re.sub(r"\W+", "-", text.lower()).strip("-") or "section"


def _make_ids_distinct(content: Tag) -> None:
    """Count up the ids that come again; those inside pictures are the pictures' own."""
    elements = [
        element
        for element in content.find_all(id=True)
        if element.name == "svg" or not element.find_parent("svg")
    ]
    used: set[str] = set()
    for element in elements:
        element["id"] = name = unused(str(element["id"]), used)
        used.add(name)


def _mend_links(page: BeautifulSoup, content: Tag, warn: Callable[[str], None]) -> None:
    """A link within the page leads to its target, also by the name that JupyterLab gives to a
    heading; one that has no target becomes plain text, which is worth a warning.
    """
    ids = _ids(page)
    for link in content.select('a[href^="#"]'):
        name = unquote(str(link["href"])[1:])
        target = next((each for each in (name, slug(name)) if each in ids), None)
        if target:
            link["href"] = f"#{target}"
            continue
        text, name = (" ".join(part.split()) for part in (link.text, name))
        warn(f"the link “{text}” leads to #{name}, which is not on the page; only its text is kept")
        link.unwrap()


def _make_plain_table_accessible(page: BeautifulSoup, table: Tag, number: int) -> None:
    """Give a table of pandas' or Markdown's own what the dressed ones have: scopes, no empty head,
    numbers to the right; and on a phone let it scroll by itself.
    """
    for element in [table, *table.select("[style]")]:
        del element["style"]
    del table["border"]
    for style in table.find_previous_siblings("style"):
        if style.has_attr("scoped"):  # pandas' own look
            style.decompose()
    _merge_head_rows(table)
    for head in table.select("thead th"):
        head["scope"] = "col" if int(str(head.get("colspan", "1"))) == 1 else "colgroup"
    for head in table.select("tbody th"):
        head["scope"] = "row" if int(str(head.get("rowspan", "1"))) == 1 else "rowgroup"
    for cell in table.select("td"):
        if NUMBER.fullmatch(cell.text.strip()):
            cell["style"] = "text-align: right"
    _align_heads(table)
    for head in [h for h in table.select("th") if not h.text.strip()]:
        head.name = "td"
        del head["scope"]
    heads = ", ".join(h.text.strip() for h in table.select("thead th"))
    box = page.new_tag("div", attrs={"class": "scroll", "tabindex": "0", "role": "region"})
    box["aria-label"] = f"Table {number}: {heads}"
    table.wrap(box)


def _align_heads(table: Tag) -> None:
    """Put the head of a column of numbers above them."""
    rows = [row.find_all(["th", "td"]) for row in table.select("tbody tr")]
    for head_row in table.select("thead tr"):
        heads = head_row.find_all(["th", "td"])
        if any(len(row) != len(heads) for row in rows):
            continue
        for head, column in zip(heads, zip(*rows, strict=True), strict=False):
            if all(cell.has_attr("style") for cell in column):
                head["style"] = "text-align: right"


def _merge_head_rows(table: Tag) -> None:
    """pandas puts the name of the index into a row of its own, where every other cell is empty."""
    rows = table.select("thead tr")
    if len(rows) != LEAST_HEAD_ROWS:
        return
    columns, names = (row.find_all(["th", "td"]) for row in rows)
    if len(columns) != len(names):
        return
    pairs = list(zip(columns, names, strict=True))
    if all(not column.text.strip() or not name.text.strip() for column, name in pairs):
        for column, name in pairs:
            column.string = column.text.strip() or name.text.strip()
        rows[1].decompose()


def add_contents(page: BeautifulSoup) -> None:
    """Fill the table of contents with the headings of level 2; a page without any needs none."""
    contents = page.select_one("nav ol")
    headings = page.select("main h2")
    if not contents:
        return
    for heading in headings:
        item = page.new_tag("li")
        item.append(page.new_tag("a", href=f"#{heading['id']}", string=heading.text))
        contents.append(item)
    if not headings and (navigation := contents.find_parent("nav")):
        navigation.decompose()


def with_fonts(page: BeautifulSoup) -> str:
    """A page with its Chinese marked as such, and the glyphs that it shows embedded."""
    for text in page.main.find_all(string=CHINESE) if page.main else ():
        parent = text.find_parent(lang=True)
        if parent and parent.name == "html":
            marked = CHINESE.sub(r'<span lang="zh">\g<0></span>', str(escape(text)))
            text.replace_with(BeautifulSoup(marked, "html.parser"))
    style, body = page.select_one("style"), page.body
    if style and body:
        texts = [str(t) for t in body.find_all(string=True) if not t.find_parent(NOT_SET)]
        style.string = colour_rules() + font_faces("".join(texts), ASCII) + style.text
    return str(page)


def colour_rules() -> str:
    """The colours as CSS custom properties, light, and dark where the reader's screen is."""
    light, dark = (
        "".join(f"--{name}: {colour}; " for name, colour in colours.items())
        for colours in ({**PALETTE[scheme], "wrong": ACCENT[scheme]} for scheme in PALETTE)
    )
    return (
        f"\n:root {{ {light}--link: var(--known); }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {dark}}} }}\n"
    )


def font_faces(text: str, more: frozenset[str] = frozenset()) -> str:
    """CSS that embeds the glyphs of the text, and `more`, Latin in two weights, and in one those
    that only the Chinese font has.
    """
    wanted = {character for character in text if character.isprintable()} | more
    latin = {c for c in wanted if ord(c) in fonts.characters(fonts.latin_file("regular"))}
    other = wanted - latin
    if lacking := fonts.lacking("".join(other), fonts.CHINESE_FILE):
        raise ProblemsError(
            f"no font here has the characters {' '.join(lacking)}; "
            "write them in Latin script or Chinese"
        )
    faces = [
        (fonts.LATIN, weight, fonts.latin_file(style), latin) for weight, style in WEIGHTS.items()
    ]
    if other:
        faces.append((fonts.CHINESE, REGULAR, fonts.CHINESE_FILE, other))
    rule = '@font-face {{font-family: "{}"; font-weight: {}; src: url(data:font/ttf;base64,{})}}\n'
    return "".join(
        rule.format(name, weight, _subset(path, frozenset(used)))
        for name, weight, path, used in faces
    )


@functools.lru_cache(maxsize=16)
def _subset(path: Path, characters: frozenset[str]) -> str:
    """A font with these characters alone, in its regular weight where it has several, as base64."""
    face = harfbuzz.Face(harfbuzz.Blob.from_file_path(path))
    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update({ord(c) for c in characters})
    wanted.flags = harfbuzz.SubsetFlags.NO_HINTING | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
    if face.axis_infos:
        wanted.pin_axis_location(face, "wght", REGULAR)
    return base64.b64encode(harfbuzz.subset(face, wanted).blob.data).decode()
