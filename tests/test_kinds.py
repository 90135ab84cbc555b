"""Every kind of figure that was misread once, by phrases of its own; and what is not understood.

`labelled/kinds.csv` has a row a figure: the kind of the phrase, the phrase, and what is right. A
phrase without a figure has one empty row. A figure that is not understood is `unread`.
"""

import csv
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

import pytest
from conftest import ROOT

from helpers.cli import main
from helpers.dataset.draft import draft
from helpers.figures.article import Article, decoded, paragraphs
from helpers.figures.reading import find, read

KINDS = ROOT / "tests" / "labelled" / "kinds.csv"


def labels():
    with KINDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for (kind, phrase), figures in groupby(rows, key=itemgetter("class", "phrase")):
        yield kind, phrase, [labelled(row) for row in figures if row["kind"]]


def labelled(row):
    low, high = Decimal(row["low"] or "-Infinity"), Decimal(row["high"] or "Infinity")
    return row["kind"], low, high, row["unit"]


def understood(reading):
    return reading.kind, reading.interval.low, reading.interval.high, reading.unit


LABELS = list(labels())


def test_every_kind_has_three_phrases_of_its_own():
    kinds = [kind for kind, _, _ in LABELS]
    assert [kind for kind in set(kinds) if kinds.count(kind) < 3] == []


@pytest.mark.parametrize(("kind", "phrase", "figures"), LABELS)
def test_a_phrase_of_each_kind_is_found_and_read(kind, phrase, figures):
    assert [understood(figure.reading) for figure in find(phrase)] == figures


@pytest.mark.parametrize(("kind", "phrase", "figures"), LABELS)
def test_what_is_found_is_read_alike_by_itself(kind, phrase, figures):
    for found in find(phrase):
        if found.reason and found.phrase != phrase:
            continue  # what stands around it makes it doubtful
        if found.reason:
            with pytest.raises(ValueError, match="cannot read"):
                read(found.phrase)
            continue
        alone = read(found.phrase, found.reading.unit)
        assert (alone.kind, alone.interval) == (found.reading.kind, found.reading.interval)


def test_a_factor_is_shown_as_one(capsys):
    assert main(["read", "Output more than doubled; 产值增长2倍"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [(row["kind"], row["low"], row["high"], row["unit"]) for row in rows] == [
        ("times", "2", "3", "times"),
        ("times", "2.5", "3.5", "times"),
    ]


# --- what is not understood

NOT_UNDERSTOOD = "The fund put $5 zillion into 4 projects, and XK$40 million into a port."


def test_a_figure_that_is_not_understood_is_named_with_the_reason(capsys):
    assert main(["read", NOT_UNDERSTOOD]) == 0
    out, err = capsys.readouterr()
    rows = list(csv.DictReader(out.splitlines()))
    assert [(row["phrase"], row["kind"], row["low"], row["high"]) for row in rows] == [
        ("$5 zillion", "unread", "", ""),
        ("4 projects", "count", "4", "4"),
        ("XK$40 million", "unread", "", ""),
    ]
    assert err.count("is not understood: ") == 2


def test_a_draft_names_what_is_not_understood():
    article = Article(("A headline", NOT_UNDERSTOOD))
    rows = list(csv.DictReader(draft(article, find(article.text))["figures.csv"].splitlines()))
    told = {row["printed"]: row["draft"] for row in rows}
    assert told["$5 zillion"].startswith("Not understood: its scale is not understood")
    assert told["XK$40 million"].startswith("Not understood: its currency is not understood")


# --- tables

TABLES = [
    (
        "Firm ; Investment (Rs crore) ; Jobs\nAcme ; 5,000 ; 200",
        ("5,000", 49.995e9, 50.005e9, "INR"),
    ),
    ("Firm\tUS$ million\nAcme\t12.5", ("12.5", 12.45e6, 12.55e6, "USD")),
    ("企业 ; 投资额（亿元）\n甲公司 ; 32.5", ("32.5", 3.245e9, 3.255e9, "CNY")),
    ("Firm ; Amount (€ bn)\nAcme ; €3", ("3", 2.5e9, 3.5e9, "EUR")),
]


@pytest.mark.parametrize(("text", "right"), TABLES)
def test_an_amount_of_a_column_has_the_scale_of_its_head(text, right):
    found = [
        (f.phrase, float(f.reading.interval.low), float(f.reading.interval.high), f.reading.unit)
        for f in find(text)
        if f.reading.kind == "money" and f.paragraph == 2
    ]
    assert found == [right]


def test_the_draft_of_an_amount_of_a_column_says_what_the_head_says():
    article = Article(tuple(TABLES[0][0].splitlines()))
    rows = list(csv.DictReader(draft(article, find(article.text))["figures.csv"].splitlines()))
    amount = next(row for row in rows if row["printed"] == "5,000")
    assert (amount["low"], amount["unit"]) == ("49995000000", "INR")
    assert "Rs crore" in amount["note"]


# --- lines, characters, encodings


def test_a_figure_that_goes_on_in_the_next_line_stands_where_it_begins():
    article = Article(("It will generate 4,000", "jobs by May."))
    (found,) = find(article.text)
    assert (found.paragraph, found.phrase, found.reading.unit) == (1, "4,000\njobs", "jobs")
    assert article.places("4,000 jobs") == [1]


@pytest.mark.parametrize("group", ["workforce", "staff"])
def test_a_number_of_people_may_stand_alone(group):
    (found,) = find(f"It plans a shoe factory with a {group} of 9,000.")
    assert (found.phrase, found.reading.kind) == ("9,000", "count")


@pytest.mark.parametrize(
    "phrase, line, stands",
    [
        ("90个项目", "据介绍,90个项目年内开工", True),
        ("90个", "签约项目90个,12家企业", True),
        ("5 million", "worth 1,5 million", False),
        ("5 million", "worth 1.5 million", False),
        ("3亿", "3亿5000万元", False),
        ("1", "worth 1,500 yuan", False),
    ],
)
def test_a_comma_is_part_of_a_number_only_within_it(phrase, line, stands):
    assert bool(Article((line,)).places(phrase)) == stands


def test_a_place_counts_the_characters_that_cannot_be_seen():
    line = "worth $4.7 bil\u00adlion&nbsp;and 30\u200b jobs"
    assert [line[found.start : found.end] for found in find(line)] == [
        "$4.7 bil\u00adlion",
        "30\u200b jobs",
    ]


TAIWAN = "經濟部核准投資新台幣312億元，創造就業機會"


@pytest.mark.parametrize(
    "content",
    [
        TAIWAN.encode("big5"),
        f'<meta charset="big5"><p>{TAIWAN}</p>'.encode("big5"),
        TAIWAN.encode("utf-8-sig"),
        TAIWAN.encode("gb18030"),
    ],
    ids=["Big5", "declared", "UTF-8", "GB18030"],
)
def test_an_older_page_is_read_in_its_own_encoding(content):
    assert paragraphs(decoded(content, "x"), "x")[-1] == TAIWAN


def test_a_page_that_says_what_it_is_in_is_believed():
    page = '<html><meta charset="windows-1252"><p>worth €2 million</p>'.encode("cp1252")
    assert paragraphs(decoded(page, "x"), "x") == ("worth €2 million",)


@pytest.mark.parametrize("piece", ["1 direct, ", "1 direct and ", "not a b less than 5 ", "TT$1 "])
def test_a_long_line_of_one_kind_is_read_to_its_end(piece):
    assert len(find(piece * 300)) >= 0
