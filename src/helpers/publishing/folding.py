"""A page is shortened for those who read it on a phone, and its tools are put out of sight.

Nothing is taken away: rows and sections fold by a checkbox, which needs no script, and only on a
narrow screen; the code and the versions fold everywhere. The style sheet does the folding. This
module knows the elements of a page, and nothing of what they say.
"""

import re

from bs4 import BeautifulSoup, Tag

COLOPHON = "data-and-versions"  # the section of digests and versions, by its id
APART = ["scroll", "tools", "mover"]  # whose tables stay as they are
SOURCES = "sources"  # the section of sources, likewise
# Sections beside the answer, and those to look things up in
ASIDE = ("growth-and-other-percentages", "signed-so-far-against-the-plan")
BACK_MATTER = (*ASIDE, "how-the-figures-are-kept", "how-we-did-it", SOURCES, "our-judgement-calls")
MOST_COLUMNS = 4  # of a table that a phone can show as it is
MOST_ROWS = 8  # of a table that a phone shows whole; of a longer one, six
LONGEST_KEY = 26  # letters of a cell that stands beside the head of its row
# Parts of code that look unlike the others: keywords, texts and numbers, comments
SEEN = frozenset(["k", "kn", "kc", "kd", "ow", "s1", "s2", "sa", "si", "mi", "mf", "c1", "sd"])
NOTHING = "–"
VERDICT, MORE = "col-verdict", "col-more"  # what a table may call its columns


def place_byline(page: BeautifulSoup) -> None:
    """The line of dates and downloads, and the contents, stand under the headline and its
    standfirst.
    """
    heading = page.select_one("header[data-report]") or page.h1
    number, target = page.select_one(".byline .number"), page.select_one("#" + SOURCES)
    if number and target:
        link = page.new_tag("a", href=f"#{SOURCES}", string=number.text)
        number.clear()
        number.append(link)
    parts = page.select("p.byline, nav.contents")
    for part in reversed(parts):
        if heading:
            heading.insert_after(part.extract())


def fold(page: BeautifulSoup) -> None:
    """Fold what a page of a report can spare; a page without a section of versions is about its
    code, and keeps it beside the results.
    """
    _simplify_code(page)
    is_report = bool(page.select_one("body.report"))
    if is_report:
        _fold_back_matter(page)
    if page.select_one(f"main > h2#{COLOPHON}"):
        _gather_colophon(page)
    if is_report:
        for table in page.select("main table"):
            if not table.find_parent(class_=APART):
                _fold_cells(page, table)
                _fold_rows(page, table)
        return
    for table in page.select("main table"):
        if _is_wide(table) and not table.find_parent(class_=APART):
            _let_scroll(page, table)


def _section(heading: Tag) -> list[Tag]:
    """What stands between a heading of level 2 and the next."""
    found: list[Tag] = []
    for element in heading.find_next_siblings():
        if element.name == "h2":
            break
        found.append(element)
    return found


def _fold_back_matter(page: BeautifulSoup) -> None:
    for name in BACK_MATTER:
        heading = page.select_one(f"main > h2#{name}")
        if not heading:
            continue
        content = page.new_tag("div", attrs={"class": "folded"})
        for element in _section(heading):
            content.append(element.extract())
        heading.insert_after(_switch(page, "fold", f"Show: {heading.text}", "Show"), content)


def _gather_colophon(page: BeautifulSoup) -> None:
    """The versions and all code in one place at the end, each code called by its section."""
    main = page.select_one("main")
    codes = page.select("details.code")
    heading = page.select_one(f"main > h2#{COLOPHON}")
    if not main or not heading:
        return
    colophon = page.new_tag("details", attrs={"class": "colophon"})
    summary = page.new_tag("summary")
    colophon.append(summary)
    named = [(code, code.find_previous(["h1", "h2", "h3"])) for code in codes]
    content = _section(heading)
    summary.append(heading.extract())
    colophon.extend(element.extract() for element in content)
    for code, above in named:
        if above and code.summary:
            code.summary.string = f"Code: {above.text}"
        colophon.append(code.extract())
    main.append(colophon)


def _simplify_code(page: BeautifulSoup) -> None:
    """Leave of the marks of a highlighter those that the page has a look for: the others are much
    of its size.
    """
    for mark in page.select("details.code .highlight span"):
        if not SEEN.intersection(mark.get("class") or ()):
            mark.unwrap()


def _switch(page: BeautifulSoup, kind: str, label: str, text: str) -> Tag:
    """A checkbox that the style sheet folds by."""
    switch = page.new_tag("label", attrs={"class": kind})
    switch.append(page.new_tag("input", attrs={"type": "checkbox", "aria-label": label}))
    if text:
        switch.append(page.new_tag("span", string=text))
    return switch


def _columns(table: Tag) -> list[list[Tag]]:
    """The cells of a table's body by columns; none where its rows are of unequal lengths."""
    rows = [row.find_all(["th", "td"], recursive=False) for row in table.select("tbody > tr")]
    if not rows or len({len(row) for row in rows}) > 1:
        return []
    return [list(column) for column in zip(*rows, strict=True)]


def _is_wide(table: Tag) -> bool:
    """Whether a phone cannot show a table as it is: five columns, or four that end in words."""
    columns = _columns(table)
    ends_in_words = bool(columns) and "right" not in str(columns[-1][0].get("style", ""))
    return len(columns) >= MOST_COLUMNS + (not ends_in_words)


def _fold_cells(page: BeautifulSoup, table: Tag) -> None:
    """Give a wide table what a phone shows of a row: its head, one cell beside it, and a switch for
    the others.
    """
    if not (_is_wide(table) or table.select_one(f"td.{MORE}")):
        return
    columns = _columns(table)
    _mark(table, "rows")
    for cell in _key(columns):
        _mark(cell, "key")
    for row in table.select("tbody > tr"):
        if row.select_one("td.key details"):
            continue  # it unfolds by that
        head = row.find(["th", "td"])
        if head:
            called = " ".join(head.get_text(" ").split())
            head.append(_switch(page, "more", f"More on {called}", ""))


def _mark(element: Tag, name: str) -> None:
    """Add a class to an element."""
    element["class"] = " ".join([*(element.get("class") or ()), name])


def _fold_rows(page: BeautifulSoup, table: Tag) -> None:
    """A switch behind a long table, for the rows that a phone does not show at first."""
    number = len(table.select("tbody > tr"))
    if number > MOST_ROWS:
        table.insert_after(_switch(page, "all", f"Show all {number} rows", f"Show all {number}"))


def _key(columns: list[list[Tag]]) -> list[Tag]:
    """The column that a phone shows beside the heads: of verdicts, where there is one, else the
    last whose cells are short and say something.
    """
    others = [column for column in columns[1:] if MORE not in (column[0].get("class") or ())]
    verdicts = [column for column in others if VERDICT in (column[0].get("class") or ())]
    if verdicts:
        return verdicts[-1]
    for column in reversed(others):
        texts = [" ".join(cell.get_text().split()) for cell in column]
        said = [text for text in texts if text and text != NOTHING]
        if all(len(text) <= LONGEST_KEY for text in texts) and len(said) * 4 >= len(texts):
            return column
    return []


def _let_scroll(page: BeautifulSoup, table: Tag) -> None:
    """A wide table scrolls in a box of its own, in which its first column stays."""
    caption = table.caption.get_text(" ") if table.caption else "Table"
    called = re.sub(r"\s*Download.*", "", " ".join(caption.split())).strip()
    box = {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": called or "Table"}
    table.wrap(page.new_tag("div", attrs=box))
