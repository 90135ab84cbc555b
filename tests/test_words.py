"""What is written can be read: a number in words stands for the number it was made of."""

import ast
import datetime
import re

import pytest
import vocabulary
from bs4 import BeautifulSoup
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from helpers.figures import wording as words
from helpers.figures.reading import read

UNITS = st.sampled_from(["CNY", "USD", "INR", "EUR", "GBP", "JPY", "AED"])
INFINITY = float("inf")


@given(st.floats(1e-5, 9e14), UNITS, st.integers(3, 6))
def test_an_amount_is_written_as_it_would_be_printed(value, unit, digits):
    text = words.quantity(value, unit, digits)
    reading = read(text)
    low, high = (float(end) for end in (reading.interval.low, reading.interval.high))
    assert not re.search(r"\de", text) and reading.unit == unit
    assert low * (1 - 1e-9) <= value <= high * (1 + 1e-9)


@given(st.floats(1, 9e14), st.floats(1, 1e6), UNITS)
def test_no_number_is_longer_than_its_scale_allows(low, factor, unit):
    text = words.span(low, min(low * factor, 9e15), unit)
    longest = max(len(number) for number in re.findall(r"[\d,]+", text))
    assert longest <= len("900,000,000" if unit == "INR" else "999,999")


@pytest.mark.parametrize(
    "value, text",
    [
        (7.100383, "7.100"),
        (6.98652, "6.987"),
        (83.5, "83.50"),
        (999.96, "1,000"),
        (1180.4, "1,180"),
        (23215, "23,215"),
        (0.0125, "0.01250"),
        (999.6, "999.6"),
        (6.938e-05, "0.00006938"),
    ],
)
def test_a_rate_is_written_without_an_exponent(value, text):
    assert words.rate(value) == text


@pytest.mark.parametrize(
    "low, high, unit, text",
    [
        (999_999_960, 999_999_960, "CNY", "1 billion yuan"),
        (1000, 2e10, "CNY", "1,000 yuan to 20 billion yuan"),
        (20.145e9, 20.155e9, "CNY", "20.145–20.155 billion yuan"),
        (9e8, 1.2e9, "USD", "US$900–1,200 million"),
        (0, 9.86e9, "CNY", "0–9.86 billion yuan"),
        (5e6, INFINITY, "USD", "at least US$5 million"),
        (-INFINITY, INFINITY, "CNY", "anything"),
        (-3.5, 2, "%", "−3.5 to 2%"),
        (-5e9, -5e9, "USD", "−US$5 billion"),
        (-5e9, 2e9, "USD", "−US$5 to US$2 billion"),
        (8.35e11, 8.35e11, "INR", "Rs\N{NO-BREAK SPACE}83,500 crore"),
        (1, 1, "projects", "1 project"),
        (1, 1, "companies", "1 company"),
        (2.5, 2.5, "GWh", "2.5 GWh"),
    ],
)
def test_an_interval_is_written_on_one_scale_unless_that_is_absurd(low, high, unit, text):
    assert words.span(low, high, unit, 5) == text


@pytest.mark.parametrize("unit", ["{x}", "{0.__class__}", "}", "%s", "{", "企业"])
def test_a_unit_is_never_a_format(unit):
    assert words.quantity(3, unit) == f"3 {unit}"
    assert words.count(3, unit) == f"three {unit}"


@pytest.mark.parametrize(
    "singular, plural, one",
    [
        ("project", "projects", "a project"),
        ("award", "awards", "an award"),
        ("company", "companies", "a company"),
        ("university", "universities", "a university"),
        ("hour", "hours", "an hour"),
        ("SME", "SMEs", "an SME"),
        ("MoU", "MoUs", "an MoU"),
        ("GPU", "GPUs", "a GPU"),
        ("R&D centre", "R&D centres", "an R&D centre"),
        ("MW", "MW", "an MW"),
        ("GWh", "GWh", "a GWh"),
    ],
)
def test_plurals_and_articles(singular, plural, one):
    assert words.plural(singular) == plural and words.singular(plural) == singular
    assert words.a(singular) == one


def test_numbers_of_things():
    assert words.count(0, "award") == "no awards" and words.count(1, "company") == "one company"
    assert words.count(12, "deal") == "twelve deals" and words.count(13, "deal") == "13 deals"
    assert words.count(12345) == "12,345"


@pytest.mark.parametrize(
    "name, within",
    [
        ("Smart grid", "smart grid"),
        ("New energy vehicles", "new energy vehicles"),
        ("High-end R&D and manufacturing", "high-end R&D and manufacturing"),
        ("Advanced AI chips", "advanced AI chips"),
        ("5G communication", "5G communication"),
        ("Nanjing auto parts", "Nanjing auto parts"),
        ("Yangtze logistics", "Yangtze logistics"),
        ("Suzhou industrial parks", "Suzhou industrial parks"),
        ("Google data centres", "Google data centres"),
        ("Mercedes", "Mercedes"),
        ("New Delhi metro", "New Delhi metro"),
        ("R&D", "R&D"),
        ("Chinese medicine", "Chinese medicine"),
        ("German-made cars", "German-made cars"),
        ("European funds", "European funds"),
        ("China", "China"),
        ("Jiangning High-tech Zone", "Jiangning High-tech Zone"),
        ("Modern services", "modern services"),
        ("Outside the five fields", "outside the five fields"),
    ],
)
def test_a_name_within_a_sentence(name, within):
    assert words.mid_sentence(name) == within


def test_every_percentage_is_rounded_by_itself():
    assert [words.percent(part / 23197) for part in (21497, 1665, 35)] == ["92.7%", "7.2%", "0.2%"]
    assert words.percent(1) == "100%" and words.percent(-1e-6) == "0%"
    assert words.percent_range(0.4494, 0.4589, 1) == "44.9–45.9%"
    assert words.percent_range(0.5, 0.5001) == "50%"
    assert words.percent_range(0.28, INFINITY, 1) == "28.0% or more"


def test_lists_and_days():
    assert words.listed([]) == "" and words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.listed([Markup("<b>"), "<"]) == Markup("<b> and &lt;")
    assert words.listed(["a", "b", "c"], "or") == "a, b or c"
    assert words.listed_apart(["A, 1", "B, 2"]) == "A, 1, and B, 2"
    assert words.listed_apart(["A, 1", "B, 2", "C, 3"]) == "A, 1; B, 2; and C, 3"
    assert words.sentence(Markup('<a href="#b">the b</a>')) == '<a href="#b">The b</a>'
    assert words.day(datetime.date(2020, 5, 2)) == "2 May 2020"


def test_names_of_currencies():
    assert [words.currency(code) for code in ("CNY", "USD", "EUR")] == ["yuan", "dollar", "euro"]
    assert [words.currencies(code) for code in ("JPY", "INR")] == ["yen", "rupees"]


PAGES = sorted((ROOT / "reports").glob("*.html"))
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "data/README.md", "data/add-an-announcement.md")
# Code, and what is not ours: titles of sources, names of projects, and phrases.
CODE = "script, style, pre, code, details.code, .download, svg"
NOT_OURS = "[lang]:not(html), a[href^=http], [id^=project-], [id^=figure-], [id^=note-], .aside"
OWN_QUESTIONS = "explore.html"  # it shows frames as they are, with the ids of figures


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_page_has_a_word_that_must_not_come_back(path):
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    for element in page.select(f"{CODE}, {NOT_OURS}"):
        element.decompose()
    is_own = path.name == OWN_QUESTIONS
    banned = vocabulary.BANNED if is_own else vocabulary.BANNED_ON_PAGES
    assert not vocabulary.found(page.get_text(" "), banned)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_has_one_either(name):
    written = (ROOT / name).read_text(encoding="utf-8")
    shown = re.sub(r"```.*?```|`[^`]*`", "", written, flags=re.DOTALL)
    assert not vocabulary.found(shown)


@pytest.mark.parametrize("folder", ["dataset", "model", "publishing", "telling", "."])
def test_the_command_says_none_of_them(folder):
    for path in sorted((ROOT / "src" / "helpers" / folder).glob("*.py")):
        for said in _messages(path.read_text(encoding="utf-8")):
            assert not vocabulary.found(said, SAID_TO_NOBODY), (path.name, said)


# A phrase is copied “as the source prints it”: there the wording is the point.
SAID_TO_NOBODY = tuple(word for word in vocabulary.BANNED if "print" not in word)


def _messages(source):
    """The texts in a module that are no docstrings, and have more than a word."""
    tree = ast.parse(source)
    defined = (ast.Module, ast.ClassDef, ast.FunctionDef)
    firsts = [node.body[0] for node in ast.walk(tree) if isinstance(node, defined) and node.body]
    documented = {id(first.value) for first in firsts if isinstance(first, ast.Expr)}
    for node in ast.walk(tree):
        said = node.value if isinstance(node, ast.Constant) else None
        if isinstance(said, str) and " " in said and id(node) not in documented:
            yield said


def test_the_vocabulary_finds_what_it_is_for():
    assert vocabulary.found("Eight reports together give six awards.")
    assert vocabulary.found("Also in: none", vocabulary.BANNED_ON_PAGES)
    assert vocabulary.found("as S4 says", vocabulary.BANNED_ON_PAGES)
    assert not vocabulary.found("It says “this report” and gives the figure as printed.")
