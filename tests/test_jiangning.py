"""The first subject: what is curated of it, and what the report must find."""

from collections import Counter

import pytest

from helpers import tell
from helpers.dataset import loader
from helpers.model import evidence as model
from helpers.model.findings import findings
from helpers.model.scenarios import at_market_rate, taken_literally
from helpers.telling import columns


@pytest.fixture(scope="module")
def subject():
    return loader.load("jiangning-2020-05")


@pytest.fixture(scope="module")
def views(subject):
    return model.views(subject)


def test_all_eighteen_figures_of_the_article_stand_in_the_order_in_which_it_prints_them(subject):
    printed = [(f.paragraph, f.printed) for f in subject.figures if f.source == "S3"]
    assert printed == [
        (1, "over 20 billion"),
        (1, "16 industrial projects"),
        (1, "three"),
        (1, "100 billion"),
        (2, "16 new infrastructure industry projects"),
        (2, "over 20 billion"),
        (3, "three"),
        (3, "100-billion-dollar"),
        (4, "10.8%"),
        (4, "23%"),
        (4, "43.6%"),
        (5, "two innovation center projects"),
        (5, "14 industrial projects"),
        (5, "20.15 billion yuan"),
        (6, "150 million US dollars"),
        (7, "75"),
        (7, "nearly 70 billion yuan"),
        (7, "5 major carrier projects"),
    ]


def test_ten_projects_are_named_and_six_are_not_and_every_sector_has_its_reason(subject):
    assert sum(p.count for p in subject.projects) == 16
    assert [p.count for p in subject.projects if not p.local_name] == [6]
    assert all(p.note for p in subject.projects)


def test_the_shares_that_are_disclosed(views):
    _, everything = views
    assert [f"{100 * sum(v.known('sector').values()):.1f}" for v in views] == ["3.6", "50.6"]
    assert [len(v.amounts()) for v in views] == [1, 4]
    assert {g: f"{100 * share:.1f}" for g, share in everything.known("origin").items()} == {
        "domestic": "67.0",
        "foreign": "33.0",
    }
    assert {g for g, share in everything.known("sector").items() if share > 1e-6} == {
        "new-energy-vehicles",
        "outside",
    }
    assert 100 * everything.known("sector")["outside"] == pytest.approx(45.4, abs=0.05)


def test_with_the_article_alone_the_total_may_be_more_than_that_of_14_projects(subject, views):
    total = next(figure for figure in subject.figures if figure.id == "total")
    assert total.printed_scope != total.scope
    assert views[0].bound("investment").high == pytest.approx(30e9, rel=1e-6)
    for share in views[0].shares("sector"):
        most = 94.95 if share.group in ("5g-communication", "smart-grid") else 96.6
        expected = (3.4, 100) if share.group == "new-energy-vehicles" else (0, most)
        assert (100 * share.low, 100 * share.high) == pytest.approx(expected, abs=0.05)


def test_the_total_implies_a_rate_of_seven_and_the_market_had_another(views):
    article, everything = (view.rates["USD"] for view in views)
    assert everything.implied and (
        everything.value,
        everything.low,
        everything.high,
    ) == pytest.approx((7, 6.906, 7.095), abs=0.0005)
    assert everything.market == pytest.approx(7.1004, abs=0.00005)
    assert not article.implied and article.value == article.market


def test_the_verdicts_on_the_figures_of_the_article(subject, views):
    article, everything = (view.audit for view in views)
    ids = [f.id for f in subject.figures if f.source == "S3"]
    assert Counter(everything[i].verdict for i in ids) == {
        "confirmed": 13,
        "consistent": 1,
        "contradicted": 1,
        "unchecked": 3,
    }
    assert everything["cluster-size"].verdict == "contradicted"
    assert [i for i in ids if article[i].verdict == "confirmed"] == [
        "headline-projects",
        "projects",
        "innovation-centres",
        "industrial-projects",
    ]
    assert [i for i in ids if everything[i].verdict == "unchecked"] == [
        "planned-projects",
        "planned-investment",
        "carrier-projects",
    ]


def test_the_translation_confirms_nothing_of_its_original(subject):
    assert subject.family("S3") == subject.family("S2") == {"S2", "S3"}
    assert subject.family("S1") == {"S1"}


def test_who_else_prints_a_figure(subject):
    by = {f.id: columns.who_else(f, subject) for f in subject.figures}
    assert by["total"] == ["S1", "S4"] and by["total-over"] == ["S1", "S2", "S4"]
    assert by["cluster-size"] == [] and by["planned-projects"] == [] and by["agnos"] == ["S1"]


def test_taken_at_its_word_the_sentence_on_14_projects_would_leave_the_two_centres_next_to_nothing(
    subject, views
):
    total = next(f for f in subject.figures if f.id == "total")
    assert taken_literally(views[1], total) == pytest.approx((0, 10e6), abs=1)
    assert taken_literally(views[0], total)[1] == pytest.approx(9.855e9)


def test_at_the_market_rate_the_figures_would_not_fit(views):
    conflict, *others = at_market_rate(views[1]).conflicts
    assert {f.id for each in others for f in each.figures} == {
        *("s1-domestic", "s1-foreign", "s4-total")
    }
    assert [f.id for f in conflict.figures] == ["s1-domestic", "s1-foreign", "total"]
    assert conflict.gap == pytest.approx(4.86e6, rel=0.01)


def test_what_was_signed_beside_the_plan(views):
    assert [
        (m.id, round(100 * low, 1), round(100 * high, 1))
        for m, low, high in ((p.measure, p.low, p.high) for p in views[1].plans())
    ] == [
        ("planned-projects", 21.3, 21.3),
        ("planned-investment", 28.8, 33.6),
    ]


def test_the_tables_have_the_columns_that_re_users_were_promised(views):
    figures = columns.figures(views[1])
    promised = "figure measure scope printed low high unit source paragraph also_printed_by"
    promised += " verdict implied_low implied_high"
    assert set(promised.split()) <= set(figures.reset_index())
    assert {"view", "dimension", "group", "projects", "known", "low", "high"} <= set(
        columns.all_shares(views).reset_index()
    )
    agnos = figures.loc["agnos", ["low", "high", "unit", "implied_low", "implied_high"]]
    assert agnos.to_list() == [149500000, 150500000, "USD", 145000000, 155000000]


def test_numbers_in_the_text_come_from_the_model(views):
    text = str(tell("answer", views)) + str(tell("shares", views))
    for number in ("20.15 billion yuan", "5.3%", "51%", "45%", "49%", "50.3%"):
        assert number in text


def test_the_five_fields_together_get_from_5_to_55_percent(views):
    joint = findings(views).fields_together
    assert (round(100 * joint.low, 1), round(100 * joint.high, 1)) == (5.1, 55.5)
