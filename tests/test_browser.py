"""Every page in a real browser, as its readers have it: wide and narrow, light and dark, without
scripts, on paper.
"""

import csv
import io
import itertools
import re
import shutil
from pathlib import Path

import axe_playwright_python
import pypdf
import pytest
import stress
from conftest import ROOT
from playwright.sync_api import sync_playwright

PAGES = sorted((ROOT / "reports").glob("*.html"))
LEAD, FRONT = (ROOT / "reports" / f"{name}.html" for name in ("jiangning-2020-05", "index"))
PHONE = {"width": 390, "height": 800}
LONGEST = 11_500  # pixels of a report on a phone; it was twice as long
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))),
    None,
)
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(
    encoding="utf-8"
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS, SCHEMES = (1280, 390, 320), ("light", "dark")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not CHROMIUM, reason="there is no Chromium here; install the package chromium, or Chrome"
    ),
]

# Text that sticks out of its picture or lies on other text, and pictures that do not show at all.
LOOK_AT_PICTURES = """() => {
  const found = [], unfolded = svg => svg.parentElement.checkVisibility();
  const all = [...document.querySelectorAll('svg')].filter(unfolded);
  const shown = all.filter(svg => svg.getBoundingClientRect().width);
  if (shown.length * 2 < all.length) found.push('pictures are missing');
  for (const svg of shown) {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')]
      .map(text => [text.textContent.trim(), text.getBoundingClientRect()]);
    const out = box => box.left < frame.left - 2 || box.right > frame.right + 2
      || box.top < frame.top - 2 || box.bottom > frame.bottom + 2; // a box is more than its ink
    for (const [text, box] of texts) if (out(box)) found.push('clipped: ' + text);
    texts.forEach(([text, box], i) => texts.slice(i + 1).forEach(([other, beside]) => {
      const across = Math.min(box.right, beside.right) - Math.max(box.left, beside.left);
      const down = Math.min(box.bottom, beside.bottom) - Math.max(box.top, beside.top);
      const least = 0.35 * Math.min(box.height, beside.height);
      if (across > 1 && down > least) found.push(`overlap: ${text} | ${other}`);
    }));
  }
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > room) found.push('it scrolls sideways');
  for (const cell of document.querySelectorAll('td, th, p, li, dd, caption, figcaption, pre'))
    if (!cell.closest('.scroll') && cell.getBoundingClientRect().right > room + 1)
      found.push('sticks out of the page: ' + cell.textContent.slice(0, 40));
  return found;
}"""
FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {what: element.outerHTML.slice(0, 80), outline: style.outlineStyle,
    width: parseFloat(style.outlineWidth), shown: box.width > 0 && box.right > 0};
}"""
# As WCAG 1.4.12 spaces text; what is in a picture is not spaced.
SPACED = """:not(svg, svg *) { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
# A first element of each look (colours, size, what is behind), and all text of pictures: contrast
# is what axe takes long for, and a page has thousands of words that look alike.
UNLIKE = """() => {
  const found = new Map(), look = node => getComputedStyle(node);
  const behind = node => node && look(node).backgroundColor.endsWith(', 0)')
    ? behind(node.parentElement) : node && look(node).backgroundColor;
  for (const node of document.body.querySelectorAll('*')) {
    if (![...node.childNodes].some(child => child.nodeType == 3 && child.data.trim())) continue;
    if (!node.checkVisibility() || node.getBoundingClientRect().width < 2) continue;
    const { color, fontSize, fontWeight, opacity } = look(node);
    const place = node.closest('svg') ? found.size : '';
    const key = [color, fontSize, fontWeight, opacity, behind(node), place].join();
    if (!found.has(key)) found.set(key, node);
  }
  return [...found.values()];
}"""
CONTRAST = "color-contrast"
BUT_CONTRAST = {"runOnly": RULES, "rules": {CONTRAST: {"enabled": False}}}
VIOLATIONS = """async ([within, options]) => (await axe.run(within || document,
    {...options, resultTypes: ['violations'], preload: false}))
  .violations.map(v => `${v.id}: ${v.nodes[0].html}`)"""


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as driver:
        quiet = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield chromium
        chromium.close()


def opened(browser, path, noticed, **options):
    """A page in a context of its own; what it asks for or says goes into `noticed`."""
    page = browser.new_context(**options).new_page()
    page.on("console", lambda message: noticed.append(message.text))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(("file:", "data:")) else noticed.append(request.url)
        ),
    )
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_whole_quiet_and_accessible_on_every_screen(path, browser):
    noticed = []
    page = opened(browser, path, noticed)
    page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        fold(page, unfolded=False)
        noticed += page.evaluate(LOOK_AT_PICTURES)
        fold(page, unfolded=True)
        noticed += page.evaluate(LOOK_AT_PICTURES)
        noticed += page.evaluate(VIOLATIONS, [None, BUT_CONTRAST])
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            words = page.evaluate_handle(UNLIKE)
            noticed += page.evaluate(VIOLATIONS, [{"include": words}, {"runOnly": [CONTRAST]}])
            assert noticed == [], f"{width} px, {scheme}"
    page.context.close()


def fold(page, unfolded):
    page.evaluate(
        """to => {
          document.querySelectorAll('details').forEach(each => each.open = to);
          document.querySelectorAll('.fold input').forEach(each => each.checked = to);
        }""",
        unfolded,
    )


def test_words_that_are_too_pale_are_found_on_every_kind_of_ground(browser):
    noticed = []
    page = opened(browser, PAGES[0], noticed)
    page.evaluate(AXE)
    page.evaluate("document.querySelectorAll('main p').forEach(p => p.style.color = '#bbb')")
    words = page.evaluate_handle(UNLIKE)
    found = page.evaluate(VIOLATIONS, [{"include": words}, {"runOnly": [CONTRAST]}])
    assert found and found[0].startswith(CONTRAST) and noticed == []
    page.context.close()


def test_a_page_may_load_nothing_even_if_something_in_it_tried(browser):
    noticed = []
    page = opened(browser, PAGES[0], noticed)
    failures = []
    page.on("requestfailed", lambda request: failures.append(request.failure))
    with page.expect_event("requestfailed"):
        page.evaluate(
            """document.body.insertAdjacentHTML('beforeend',
              '<img src="http://127.0.0.1:9/x.png" onerror="document.title = 1">')"""
        )
    assert failures == ["csp"] and page.title() != "1"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_tables_are_saved_from_the_page_itself_without_scripts(path, browser):
    noticed = []
    page = opened(browser, path, noticed, java_script_enabled=False)
    assert page.locator("h1").is_visible()
    assert all(picture.is_visible() for picture in page.locator("svg").all()[:1])
    links = page.locator("table > caption > a.download:visible")
    for link in links.all():
        with page.expect_download() as saved:
            link.click()
        name, content = saved.value.suggested_filename, Path(saved.value.path()).read_bytes()
        committed = ROOT / "reports" / path.stem / name.removeprefix(f"{path.stem}-")
        if committed.is_file() and (committed.name != name or path.stem == "comparison"):
            assert content == committed.read_bytes()
        else:  # a table that is on the page alone, or a part of one
            head, *records = csv.reader(io.StringIO(content.decode()))
            shown = link.locator("xpath=../..").locator("tbody > tr").count()
            assert head and len(records) >= shown  # what is given twice is one row of the page
    assert links.count() >= (0 if path.stem == "index" else 1)
    if summaries := page.locator("figure summary").all():
        summaries[0].click()
        with page.expect_download() as saved:
            page.locator("figure a.download").first.click()
        assert b"," in Path(saved.value.path()).read_bytes().splitlines()[0]
    page.context.close()


def test_code_is_unfolded_without_a_script_and_stays_within_the_page(browser):
    page = opened(browser, LEAD, [], java_script_enabled=False, viewport=PHONE)
    colophon = page.locator("details.colophon")
    code = colophon.locator("details.code").first
    assert not code.locator("summary").is_visible()
    colophon.locator("summary").first.click()
    assert not code.locator("pre").is_visible()
    code.locator("summary").click()
    assert code.locator("pre").is_visible() and "load(" in code.locator("pre").inner_text()
    assert code.locator("pre").bounding_box()["width"] < 390
    page.context.close()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_read_in_the_order_in_which_it_is_seen(path, browser):
    for width in (1280, 390):
        page = opened(browser, path, [], viewport={"width": width, "height": 900})
        landmarks = page.evaluate(
            """[...document.body.children].map(e => e.tagName)
              .filter(name => !['STYLE', 'SCRIPT'].includes(name))"""
        )
        assert landmarks == ["HEADER", "MAIN", "FOOTER"]
        tops = page.evaluate(
            """[...document.querySelector('main').children].map(e => e.getBoundingClientRect())
              .filter(box => box.height).map(box => box.top)"""
        )
        assert tops == sorted(tops)
        levels = page.evaluate(
            "[...document.querySelectorAll('main :is(h1, h2, h3, h4)')].map(h => +h.tagName[1])"
        )
        steps = itertools.pairwise(levels)
        assert levels[0] == 1 and all(below <= above + 1 for above, below in steps)
        page.context.close()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_keyboard_leads_through_a_page_and_is_seen_where_it_is(path, browser):
    page = opened(browser, path, [], viewport=PHONE)
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert skip.bounding_box()["x"] >= 0
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement == document.body"):
            break  # it is through
        style = page.evaluate(FOCUSED)
        assert style["outline"] not in ("none", "") and style["width"] >= 2, style
        assert style["shown"], style
    page.context.close()


@pytest.mark.parametrize("path", [*PAGES[:1], LEAD, FRONT], ids=lambda path: path.stem)
def test_what_is_touched_is_large_enough(path, browser):
    page = opened(browser, path, [], viewport=PHONE)
    boxes = page.evaluate(
        """[...document.querySelectorAll('.masthead a:not(.skip), footer li a, .tools > a,'
          + '.byline a, summary, label.more, label.fold, label.all, .filters label')]
          .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
          .filter(([_, box]) => box.width).map(([text, box]) => [text, box.width, box.height])"""
    )
    small = [box for box in boxes if box[1] < 24 or box[2] < 24]
    assert boxes and small == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_read_in_colours_that_the_reader_forces_on_it(scheme, browser):
    page = opened(browser, LEAD, [], forced_colors="active", color_scheme=scheme)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    grounds = page.evaluate(
        """[...document.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().width)
          .map(s => [getComputedStyle(s).backgroundColor,
            getComputedStyle(s.querySelector('text')).fill])"""
    )
    assert grounds and all(ground != "rgba(0, 0, 0, 0)" != text for ground, text in grounds)
    assert all(ground != text for ground, text in grounds)
    page.context.close()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_stays_whole_when_it_is_zoomed_and_its_text_spaced(path, browser):
    for width in (640, 320):  # 1280 at 200 and at 400 per cent
        page = opened(browser, path, [], viewport={"width": width, "height": 450})
        page.add_style_tag(content=SPACED)
        found = page.evaluate(LOOK_AT_PICTURES)
        sideways = [each for each in found if not each.startswith(("clipped", "overlap"))]
        assert sideways == [], width
        page.context.close()


def test_a_phone_shows_a_row_in_a_line_and_all_of_it_when_it_is_asked(browser):
    page = opened(browser, LEAD, [], java_script_enabled=False, viewport=PHONE)
    row = page.locator("table.rows tbody tr:has(> th > label.more):visible").first
    hidden = row.locator("td:not(.key)").first
    assert not hidden.is_visible()
    row.locator("label.more").click()
    assert hidden.is_visible()
    page.context.close()


def test_a_link_into_what_a_phone_has_folded_unfolds_it(browser):
    page = opened(browser, LEAD, [], viewport=PHONE)
    section = page.locator("h2#sources ~ .folded").first
    assert not section.is_visible()
    page.goto(f"{LEAD.as_uri()}#sources")
    assert section.is_visible()
    inside = section.locator("[id]").first.get_attribute("id")
    page.goto(f"{LEAD.as_uri()}#{inside}")
    assert section.locator(f"[id='{inside}']").is_visible()
    page.context.close()


def test_a_report_is_no_longer_than_a_phone_can_bear(browser):
    page = opened(browser, LEAD, [], viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollHeight") < LONGEST
    page.context.close()


def test_the_front_page_is_filtered_without_a_script(browser):
    page = opened(browser, FRONT, [], java_script_enabled=False)
    cards = page.locator(".cards > li:visible")
    everything = cards.count()
    for choice in page.locator(".filters input:not(:checked)").all():
        page.locator(".filters input").first.check()
        label = choice.locator("xpath=..")
        number = int(re.search(r"\((\d+)\)", label.inner_text())[1])
        if choice.get_attribute("id").startswith("any-"):
            continue
        choice.check()
        assert cards.count() == number < everything
        page.goto(FRONT.as_uri())
    page.context.close()


def test_forty_projects_and_sixty_sources_are_shown_whole_and_in_their_order(stressed, browser):
    path = stressed / "reports" / f"{stress.ID}.html"
    for width in (1280, 390, 320):
        noticed = []
        page = opened(browser, path, noticed, viewport={"width": width, "height": 900})
        noticed += page.evaluate(LOOK_AT_PICTURES)
        page.evaluate(AXE)
        noticed += page.evaluate(VIOLATIONS, [None, {"runOnly": RULES}])
        assert noticed == [], width
        if width == 1280:
            order = page.evaluate(
                "[...document.querySelectorAll('[id^=source-s]')].map(e => e.id.slice(7))"
            )
            assert order == [f"s{number}" for number in range(1, stress.SOURCES + 1)]
        page.context.close()


def test_forty_projects_are_all_on_paper(stressed, browser):
    page = opened(browser, stressed / "reports" / f"{stress.ID}.html", [], viewport=PHONE)
    paper = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = plain("".join(sheet.extract_text() for sheet in paper.pages))
    names = [stress.LONGEST, *(f"Project {number} of the" for number in range(1, 40))]
    assert [name for name in names if plain(name) not in text] == []
    page.context.close()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_chart_is_cut_on_paper(path, browser):
    page = opened(browser, path, [])
    charts = page.evaluate(
        """[...document.querySelectorAll('figure:has(.source)')]
          .map(f => ['strong', '.source'].map(what => f.querySelector(what).textContent))"""
    )
    paper = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    sheets = [plain(sheet.extract_text()) for sheet in paper.pages]
    for title, source in charts:
        assert any(plain(source) in sheet.partition(plain(title))[2] for sheet in sheets), title
    page.context.close()


def plain(text):
    return re.sub(r"\s", "", text)
