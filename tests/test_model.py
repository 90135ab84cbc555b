"""Properties that must hold for any announcement, and small ones whose bounds can be worked out by hand."""

import dataclasses
import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic import ORIGINS, SECTORS, announcement, figure, known_announcements, project

from helpers.dataset.entities import Measure
from helpers.figures.reading import Interval
from helpers.model.evidence import Evidence, at_market_rate, views

SLACK = 1e-6


def view(subject):
    return Evidence("all-sources", subject, frozenset(["S1", "S2"]))


def bounds(subject, dimension="sector"):
    return {share.group: (share.low, share.high) for share in view(subject).shares(dimension)}


@given(known_announcements())
def test_the_bounds_contain_the_truth_and_no_true_figure_is_contradicted(case):
    truth, subject = case
    total = sum(amount for _, amount, *_ in truth)
    for dimension, place, groups in (("sector", 2, SECTORS), ("origin", 3, ORIGINS)):
        found = bounds(subject, dimension)
        for group in groups:
            true = sum(t[1] for t in truth if t[place] == group) / total
            assert found[group][0] - SLACK <= true <= found[group][1] + SLACK
        for share in view(subject).shares(dimension):
            assert share.low - SLACK <= share.known <= share.high + SLACK
    assert view(subject).conflicts == ()
    assert {verdict.verdict for verdict in view(subject).audit.values()} <= {
        "confirmed",
        "consistent",
        "unchecked",
    }


@given(known_announcements(), st.data())
def test_more_information_never_widens_a_bound(case, data):
    truth, subject = case
    id_, amount, *_ = data.draw(st.sampled_from(truth))
    more = dataclasses.replace(
        subject,
        figures=(
            *subject.figures,
            figure("more", f"{amount} million yuan", scope=[("project", id_)]),
        ),
    )
    before, after = bounds(subject), bounds(more)
    for group in SECTORS:
        assert (
            before[group][0] - SLACK <= after[group][0]
            and after[group][1] <= before[group][1] + SLACK
        )


@given(known_announcements(), st.randoms())
def test_the_order_of_rows_does_not_matter(case, order: random.Random):
    _, subject = case
    figures, projects = list(subject.figures), list(subject.projects)
    order.shuffle(figures)
    order.shuffle(projects)
    shuffled = dataclasses.replace(subject, figures=tuple(figures), projects=tuple(projects))
    for group, ends in bounds(subject).items():
        assert bounds(shuffled)[group] == pytest.approx(ends, abs=SLACK)
    assert {id_: v.verdict for id_, v in view(shuffled).audit.items()} == {
        id_: v.verdict for id_, v in view(subject).audit.items()
    }


@given(known_announcements(), st.sampled_from([("million", "billion"), ("billion", "trillion")]))
def test_rescaling_the_currency_does_not_change_a_share(case, scales):
    _, subject = case
    larger = {"million": "billion", "billion": "trillion"}
    figures = [
        figure(f.id, " ".join(larger.get(word, word) for word in f.printed.split()), f.measure, f.scope) if f.measure == "investment" else f
        for f in subject.figures
    ]  # fmt: skip
    for group, ends in bounds(dataclasses.replace(subject, figures=tuple(figures))).items():
        assert bounds(subject)[group] == pytest.approx(ends, abs=SLACK)


@given(st.integers(100, 5000), st.integers(10, 900), st.decimals("6", "8.5", places=2))
def test_an_implied_rate_contains_the_rate_that_was_used(domestic, foreign, rate):
    total = domestic + foreign * rate
    subject = announcement(
        [project("p1", origins=["domestic"]), project("p2", origins=["foreign"])],
        [figure("total", f"{total:.1f} million yuan"), figure("domestic", f"{domestic} million yuan", scope=[("origin", "domestic")]),
         figure("foreign", f"{foreign} million US dollars", scope=[("origin", "foreign")])],
    )  # fmt: skip
    found = view(subject).rates["USD"]
    assert found.implied and found.low - SLACK <= float(rate) <= found.high + SLACK
    assert found.value == pytest.approx(float(rate), abs=0.06 / foreign)


@given(known_announcements(), st.lists(st.integers(10, 900), min_size=1, max_size=3), st.booleans())
def test_with_amounts_in_two_currencies_what_is_known_lies_within_the_bounds(case, dollars, split):
    truth, subject = case
    rate = 7.100383
    projects = [
        *subject.projects,
        *(project(f"f{i}", ["cars"], ["foreign"]) for i in range(len(dollars))),
    ]
    domestic = sum(amount for _, amount, *_ in truth)
    figures = [
        *(f for f in subject.figures if f.id.startswith("amount-")),
        figure("total", f"{domestic + rate * sum(dollars):.1f} million yuan"),
        *(
            figure(f"f{i}", f"{amount} million US dollars", scope=[("project", f"f{i}")])
            for i, amount in enumerate(dollars)
        ),
    ]
    if split:
        figures.append(
            figure(
                "floor",
                f"at least {int(rate * sum(dollars) * 0.999)} million yuan",
                scope=[("sector", "cars")],
            )
        )
    subject = dataclasses.replace(subject, projects=tuple(projects), figures=tuple(figures))
    assert view(subject).conflicts == ()
    for share in view(subject).shares("sector"):
        assert share.low - SLACK <= share.known <= share.high + SLACK
    assert {verdict.verdict for verdict in view(subject).audit.values()} <= {
        "confirmed",
        "consistent",
        "unchecked",
    }


def test_face_value_gives_way_for_dollars_as_for_yuan():
    subject = announcement(
        [project("a", ["grid"]), project("b", ["cars"])],
        [
            figure("total", "20 billion yuan"),
            figure("a", "0.9 billion US dollars", scope=[("project", "a")]),
            figure("grid", "at least 6.7 billion yuan", scope=[("sector", "grid")]),
        ],
    )
    low, high = view(subject).total()
    assert 19.5e9 <= low <= high <= 20.5e9
    for share in view(subject).shares("sector"):
        assert share.low - SLACK <= share.known <= share.high + SLACK


def test_a_rate_that_the_market_contradicts_is_implied_however_vague():
    subject = announcement(
        [project("a", origins=["domestic"]), project("b", origins=["foreign"])],
        [
            figure("total", "20.2 billion yuan"),
            figure("domestic", "19.2 billion yuan", scope=[("origin", "domestic")]),
            figure("foreign", "0.12 billion US dollars", scope=[("origin", "foreign")]),
        ],
    )
    assert view(subject).rates["USD"].implied and view(subject).conflicts == ()


def test_among_three_reports_the_odd_one_out_contradicts_the_others():
    figures = [
        figure(s, printed, "growth", source=s)
        for s, printed in (("S1", "10.8%"), ("S2", "10.8%"), ("S3", "12%"))
    ]
    subject = announcement([project("a")], figures)
    sources = subject.sources | {"S3": dataclasses.replace(subject.sources["S2"], id="S3")}
    subject = dataclasses.replace(
        subject,
        sources=sources,
        measures=subject.measures | {"growth": Measure("growth", "growth", "%")},
    )
    verdicts = Evidence("all-sources", subject, frozenset(sources)).audit
    assert {verdict.verdict for verdict in verdicts.values()} == {"contradicted"}
    assert verdicts["S1"].gap == pytest.approx(11.5 - 10.85)


def test_a_printed_part_of_a_project_is_not_its_amount():
    subject = announcement(
        [project("a")],
        [
            figure("a", "8 billion yuan", scope=[("project", "a")]),
            figure("part", "3 billion yuan", scope=[("project", "a"), ("sector", "grid")]),
        ],
    )
    assert [amount for *_, amount in view(subject).amounts()] == [8e9]


def test_without_an_implied_rate_the_market_of_the_day_is_used():
    subject = announcement(
        [project("p1"), project("p2")],
        [
            figure("total", "20 billion yuan"),
            figure("p1", "150 million US dollars", scope=[("project", "p1")]),
        ],
    )
    rate = view(subject).rates["USD"]
    assert not rate.implied and rate.value == pytest.approx(7.100383)


def test_bounds_are_sharp():
    subject = announcement(
        [project("a", ["grid"]), project("b")],
        [
            figure("total", "100 million yuan"),
            figure("a", "40 million yuan", scope=[("project", "a")]),
        ],
    )
    # a is 39.5 to 40.5 of 99.5 to 100.5; b, the rest, may be all in one sector or in none
    assert bounds(subject)["grid"] == pytest.approx((39.5 / 100.5, 1))
    assert bounds(subject)["cars"] == pytest.approx((0, 1 - 39.5 / 100.5))


def test_parts_that_do_not_make_the_total_are_found_with_the_amount_they_miss_by():
    deals = [45_500, 15_000, 10_000, 8_000, 5_000]
    subject = announcement(
        [project(f"p{i}") for i in range(5)],
        [
            figure("total", "71800 million yuan"),
            *(
                figure(f"d{i}", f"{deal} million yuan", scope=[("project", f"p{i}")])
                for i, deal in enumerate(deals)
            ),
        ],
    )
    (conflict,) = view(subject).conflicts
    assert {f.id for f in conflict.figures} == {
        "total",
        "d0",
        "d1",
        "d2",
        "d3",
    }  # without the smallest, the deals still exceed it
    assert conflict.gap == pytest.approx(6_700e6 - 5 * 0.5e6)
    kept = dataclasses.replace(
        subject, figures=tuple(f for f in subject.figures if f not in conflict.figures[1:2])
    )
    assert (
        view(kept).models["investment"].without(set(subject.figures) - set(conflict.figures)).misses
        == {}
    )
    verdict = view(subject).audit["total"]
    assert verdict.verdict == "contradicted" and verdict.gap == pytest.approx(11_700e6 - 6 * 0.5e6)


def test_an_implied_rate_that_no_market_has_seen_is_a_contradiction_and_not_a_rate():
    subject = announcement(
        [project("p1")],
        [
            figure("total", "150 million yuan"),
            figure("p1", "150 million US dollars", scope=[("project", "p1")]),
        ],
    )
    assert not view(subject).rates["USD"].implied
    assert view(subject).conflicts[0].gap == pytest.approx(149.5e6 * 7.100383 - 150.5e6)


def test_parts_that_rounding_keeps_from_making_the_total_share_it_alike():
    subject = announcement(
        [project(s, [s]) for s in SECTORS],
        [
            figure("total", "100 million yuan"),
            *(figure(s, "33 million yuan", scope=[("project", s)]) for s in SECTORS),
        ],
    )
    assert list(view(subject).known("sector").values()) == pytest.approx([1 / 3] * 3)


def test_an_amount_that_the_curator_corrects_counts_as_corrected():
    slip = dataclasses.replace(
        figure("a", "5 million yuan", scope=[("project", "a")]),
        interval=Interval(Decimal("4.5e9"), Decimal("5.5e9")),
        note="million for billion",
    )
    subject = announcement(
        [project("a", ["grid"]), project("b", ["cars"])], [figure("total", "8 billion yuan"), slip]
    )
    known = view(subject).known("sector")["grid"]
    assert 4.5 / 8.05 <= known <= 5.5 / 7.95
    assert view(subject).audit["a"].verdict == "contradicted"


@pytest.mark.parametrize(
    "total, known", [("over 20 billion yuan", 5 / 30), ("at least 20 billion yuan", 0)]
)
def test_under_a_vague_total_a_share_is_known_only_as_far_as_it_must_be(total, known):
    subject = announcement(
        [project("a", ["grid"]), project("b")],
        [figure("total", total), figure("a", "5 billion yuan", scope=[("project", "a")])],
    )
    assert view(subject).known("sector")["grid"] == pytest.approx(known)
    assert view(subject).disclosed()[:2] == (1, pytest.approx(known))


def test_a_vague_relation_between_two_currencies_implies_no_rate():
    subject = announcement(
        [project("a", origins=["domestic"]), project("b", origins=["foreign"])],
        [
            figure("total", "over 20 billion yuan"),
            figure("domestic", "13.5 billion yuan", scope=[("origin", "domestic")]),
            figure("foreign", "950 million US dollars", scope=[("origin", "foreign")]),
        ],
    )
    assert not view(subject).rates["USD"].implied


def test_small_figures_contradict_each_other_beside_large_ones():
    subject = announcement(
        [project("a")],
        [
            figure("total", "3.2 trillion yuan"),
            figure("a", "1 million yuan", scope=[("sector", "grid")]),
            figure("b", "3 million yuan", scope=[("sector", "grid")], source="S2"),
        ],
    )
    (conflict,) = view(subject).conflicts
    assert {f.id for f in conflict.figures} == {"a", "b"} and conflict.gap == pytest.approx(1e6)


def test_a_plan_in_another_currency_is_converted():
    plan = figure("plan", "10 billion US dollars", "planned")
    measures = {"planned": Measure("planned", "investment planned", "money", "2020", "investment")}
    subject = announcement([project("a")], [figure("total", "5 billion yuan"), plan])
    subject = dataclasses.replace(subject, measures=subject.measures | measures)
    (found,) = view(subject).plans()
    assert found.low == pytest.approx(4.5e9 / (10.5e9 * 7.100383)) and found.high == pytest.approx(
        5.5e9 / (9.5e9 * 7.100383)
    )


def test_a_total_that_its_parts_make_is_confirmed_and_each_part_too():
    parts = dict(grid="64.02", cars="27.13")
    subject = announcement(
        [project("a", ["grid"]), project("b", ["cars"])],
        [
            figure("total", "91.15 billion yuan"),
            *(figure(s, f"{v} billion yuan", scope=[("sector", s)]) for s, v in parts.items()),
        ],
    )
    verdicts = view(subject).audit
    assert {verdict.verdict for verdict in verdicts.values()} == {"confirmed"}
    assert (verdicts["total"].low, verdicts["total"].high) == pytest.approx((91.14e9, 91.16e9))


def test_repetition_by_one_source_confirms_nothing_and_by_another_it_does():
    once, again = figure("total", "91.15 billion yuan"), figure("again", "91.15 billion yuan")
    alone = announcement([project("a")], [once, again])
    assert {v.verdict for v in view(alone).audit.values()} == {"unchecked"}
    other = announcement([project("a")], [once, figure("again", "91.2 billion yuan", source="S2")])
    assert view(other).audit["again"].verdict == "confirmed"
    wrong = announcement([project("a")], [once, figure("again", "9.1 billion yuan", source="S2")])
    assert view(wrong).audit["total"].verdict == "contradicted"
    assert view(wrong).audit["total"].gap == pytest.approx(91.145e9 - 9.15e9)


def test_a_foreign_amount_is_bounded_in_its_own_currency():
    subject = announcement(
        [project("a", origins=["domestic"]), project("b", origins=["foreign"])],
        [figure("total", "20.15 billion yuan"), figure("domestic", "13.5 billion yuan", scope=[("origin", "domestic")]),
         figure("foreign", "950 million US dollars", scope=[("origin", "foreign")]), figure("b", "950 million US dollars", scope=[("project", "b")], source="S2")],
    )  # fmt: skip
    verdict = view(subject).audit["b"]
    assert (verdict.verdict, verdict.low, verdict.high) == (
        "confirmed",
        pytest.approx(949.5e6),
        pytest.approx(950.5e6),
    )
    assert at_market_rate(view(subject)).conflicts[0].gap > 0


def test_the_article_alone_knows_nothing_of_projects_that_only_others_name():
    named = dataclasses.replace(project("b", ["cars"]), source="S2")
    subject = announcement(
        [project("a", ["grid"]), named],
        [
            figure("total", "100 million yuan"),
            figure("b", "90 million yuan", scope=[("project", "b")], source="S2"),
        ],
    )
    article, everything = views(subject)
    assert [p.id for p in article.named] == ["a"]
    assert article.known("sector")["cars"] == 0 and everything.known("sector")[
        "cars"
    ] == pytest.approx(0.9)


SLIPS = {
    "million for billion": (
        ["12.3 billion yuan", "3.2 million yuan", "4.1 billion yuan", "5.0 billion yuan"],
        [{("p0", "has million for billion", 3.2e9)}],
    ),
    "an abbreviation": (
        ["12.3bn yuan", "3.2m yuan", "4.1bn yuan", "5.0bn yuan"],
        [{("p0", "has million for billion", 3.2e9)}],
    ),
    "万 for 亿": (["123亿元", "32万元", "41亿元", "50亿元"], [{("p0", "has 万 for 亿", 3.2e9)}]),
    "ten-fold": (
        ["12.3 billion yuan", "3.2 billion yuan", "41 billion yuan", "5.0 billion yuan"],
        [{("p1", "is ten times too large", 4.1e9)}],
    ),
    "dollars for yuan": (
        ["12.3 billion yuan", "3.2 billion US dollars", "4.1 billion yuan", "5.0 billion yuan"],
        [{("p0", "has USD for CNY", 3.2e9)}],
    ),
    "none": (["12.3 billion yuan", "3.7 billion yuan", "4.1 billion yuan", "5.0 billion yuan"], []),
}


@pytest.mark.parametrize("case", SLIPS)
def test_the_fewest_slips_that_reconcile_the_figures_are_found(case):
    (total, *amounts), expected = SLIPS[case]
    projects = [project(f"p{i}", ["grid"]) for i in range(3)]
    figures = [
        figure("total", total),
        *(
            figure(f"p{i}", amount, scope=[("project", f"p{i}")])
            for i, amount in enumerate(amounts)
        ),
    ]
    (conflict,) = view(announcement(projects, figures)).conflicts
    found = [
        {(slip.figure.id, slip.kind, round(slip.value)) for slip in slips}
        for slips in conflict.slips
    ]
    assert found == [
        {(id_, kind, round(value)) for id_, kind, value in slips} for slips in expected
    ]
    assert "total" in {drop.figure.id for drop in conflict.drops}


def test_a_total_without_end_implies_no_rate():
    parts = [
        figure("d", "12.000 billion yuan", scope=[("origin", "domestic")]),
        figure("f", "1.000 billion US dollars", scope=[("origin", "foreign")]),
    ]
    for total in ("at least 20.5 billion yuan", "up to 18.5 billion yuan"):
        subject = announcement(
            [project("a", origins=["domestic"]), project("b", origins=["foreign"])],
            [figure("total", total), *parts],
        )
        assert not view(subject).rates["USD"].implied
