"""Properties that hold for any announcement, and small ones whose bounds are worked out by hand."""

import dataclasses
import gc
import random
import subprocess
import sys
import weakref
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import ORIGINS, SECTORS, announcement, figure, known_announcements, project

from helpers.dataset.entities import Measure
from helpers.figures.reading import Interval
from helpers.model.changes import Assumed, Converted, LeftOut, Reworded
from helpers.model.check import checked
from helpers.model.evidence import Evidence, views
from helpers.model.scenarios import assume, at_market_rate, at_rate, replaced, without
from helpers.project import ProblemsError, Project

SLACK = 1e-6
UNIT = 1e6  # the truths are in million yuan
FEW = settings(max_examples=max(4, settings().max_examples // 5))  # where each is audited


def view(subject):
    return Evidence("all-sources", subject, frozenset(["S1", "S2"]))


def bounds(subject, dimension="sector"):
    return {share.group: (share.low, share.high) for share in view(subject).shares(dimension)}


@FEW
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
def test_the_bounds_of_any_scope_contain_the_truth(case, data):
    truth, subject = case
    ways = {"project": [t[0] for t in truth], "sector": SECTORS, "origin": ORIGINS}
    names = data.draw(st.sets(st.sampled_from(list(ways))))
    scope = {name: data.draw(st.sampled_from(ways[name])) for name in names}
    groups = {t[0]: {"project": t[0], "sector": t[2], "origin": t[3]} for t in truth}
    inside = [t for t in truth if scope.items() <= groups[t[0]].items()]
    low, high = view(subject).bound("investment", scope)
    amount = UNIT * sum(t[1] for t in inside)
    assert low - UNIT * SLACK <= amount * (1 + SLACK) and amount * (1 - SLACK) <= high
    low, high = view(subject).bound("projects", scope)
    assert low - SLACK <= len(inside) <= high + SLACK


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


@FEW
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
        figure(
            f.id, " ".join(larger.get(word, word) for word in f.printed.split()), f.measure, f.scope
        )
        if f.measure == "investment"
        else f
        for f in subject.figures
    ]
    for group, ends in bounds(dataclasses.replace(subject, figures=tuple(figures))).items():
        assert bounds(subject)[group] == pytest.approx(ends, abs=SLACK)


@given(st.integers(100, 5000), st.integers(10, 900), st.decimals("6", "8.5", places=2))
def test_an_implied_rate_contains_the_rate_that_was_used(domestic, foreign, rate):
    total = domestic + foreign * rate
    subject = announcement(
        [project("p1", origins=["domestic"]), project("p2", origins=["foreign"])],
        [
            figure("total", f"{total:.1f} million yuan"),
            figure("domestic", f"{domestic} million yuan", scope=[("origin", "domestic")]),
            figure("foreign", f"{foreign} million US dollars", scope=[("origin", "foreign")]),
        ],
    )
    found = view(subject).rates["USD"]
    assert found.implied and found.low - SLACK <= float(rate) <= found.high + SLACK
    assert found.value == pytest.approx(float(rate), abs=0.06 / foreign)


@FEW
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
    used = view(subject).rates["USD"]
    fixed = at_rate(view(subject), {"USD": used.value})
    assert fixed.conflicts == ()
    assert used.low <= rate * (1 + SLACK) and rate * (1 - SLACK) <= used.high
    for before, after in zip(view(subject).shares("sector"), fixed.shares("sector"), strict=True):
        assert before.low - SLACK <= after.low and after.high <= before.high + SLACK
    assert {verdict.verdict for verdict in view(subject).audit.values()} <= {
        "confirmed",
        "consistent",
        "unchecked",
    }


@given(known_announcements(), st.data())
def test_without_a_figure_no_bound_is_narrower(case, data):
    _, subject = case
    less = without(view(subject), data.draw(st.sampled_from([f.id for f in subject.figures])))
    for before, after in zip(view(subject).shares("sector"), less.shares("sector"), strict=True):
        assert after.low <= before.low + SLACK and before.high - SLACK <= after.high
        assert after.projects <= before.projects


@FEW
@given(known_announcements(), st.data())
def test_assuming_what_is_so_or_printing_what_is_printed_changes_nothing(case, data):
    truth, subject = case
    place = data.draw(st.integers(0, len(truth) - 1))
    same = data.draw(st.sampled_from([f.id for f in subject.figures]))
    groups = {name: list(ids) for name, ids in subject.projects[place].attributes.items()}
    printed = {f.id: f.printed for f in subject.figures}
    for again in (
        assume(view(subject), {subject.projects[place].id: groups}),
        replaced(view(subject), {same: printed[same]}),
    ):
        assert again.shares("sector") == view(subject).shares("sector")
        assert again.audit == view(subject).audit


@given(known_announcements())
def test_under_the_assumption_of_every_true_group_the_bounds_still_contain_the_truth(case):
    truth, subject = case
    told = {id_: {"sector": sector, "origin": [origin]} for id_, _, sector, origin in truth}
    assumed = assume(view(subject), told)
    total = sum(t[1] for t in truth)
    for before, after in zip(view(subject).shares("sector"), assumed.shares("sector"), strict=True):
        true = sum(t[1] for t in truth if t[2] == after.group) / total
        assert after.low - SLACK <= true <= after.high + SLACK
        assert before.low - SLACK <= after.low and after.high <= before.high + SLACK


def signing():
    """A project of each origin, in two currencies; the foreign one is only in the second source."""
    return announcement(
        [
            project("a", ["grid"], ["domestic"]),
            dataclasses.replace(project("b-line", ["cars"], ["foreign"]), source="S2"),
        ],
        [
            figure("total", "20.15 billion yuan"),
            figure("domestic", "13.5 billion yuan", scope=[("origin", "domestic")]),
            figure("foreign", "950 million US dollars", scope=[("origin", "foreign")], source="S2"),
        ],
    )


def test_a_what_if_is_a_new_view_that_says_what_was_assumed():
    article, everything = views(signing())
    cases = [
        (
            assume(everything, {"b-line": {"sector": ["chips", "grid"]}}),
            Assumed({"b-line": {"sector": ("grid", "chips")}}),
        ),
        (without(everything, "total", "domestic"), LeftOut(everything.figures[:2])),
        (
            replaced(everything, {"total": "20.2 billion yuan"}),
            Reworded(((everything.figures[0], "20.2 billion yuan"),)),
        ),
        (at_rate(everything, {"USD": 7.1}), Converted({"USD": 7.1})),
        (
            at_market_rate(everything),
            Converted({"USD": everything.rates["USD"].market}, at_market=True),
        ),
    ]
    for changed, change in cases:
        assert changed.changes == (change,)
        assert changed.is_scenario and changed.name == "all-sources"
    assert not article.is_scenario and not everything.is_scenario
    assumed, less, more, other, market = (changed for changed, _ in cases)
    assert [p.attributes["sector"] for p in assumed.named] == [("grid",), ("grid", "chips")]
    assert less.total().high == float("inf")
    assert more.adds_up and more.total() == pytest.approx((20.2e9, 20.2e9), rel=SLACK)
    assert other.conflicts and market.conflicts and not everything.conflicts
    assert everything.rates["USD"].value == pytest.approx(7.0)


def test_changes_add_up_and_none_at_all_is_no_scenario():
    everything = views(signing())[1]
    for same in (
        without(everything),
        assume(everything, {}),
        assume(everything, {"a": {}}),
        replaced(everything, {"total": "20.15 billion yuan"}),
        at_rate(everything, {}),
    ):
        assert same is everything
    changed = at_rate(assume(everything, {"b-line": {"sector": "chips"}}), {"USD": 7})
    changed = at_rate(assume(changed, {"b-line": {"origin": "foreign"}}), {"USD": 7.1})
    assert len(changed.changes) == 4
    assert changed.given_rates == {"USD": 7.1}
    assert changed.assumed == {"b-line": {"sector": ("chips",), "origin": ("foreign",)}}


def test_an_assumption_holds_for_a_project_that_the_article_does_not_name():
    article, _ = views(signing())
    low, high = assume(article, {"b-line": {"sector": "chips"}}).bound(
        "investment", {"sector": "cars"}
    )
    assert low == high == 0
    assert article.bound("investment", {"sector": "cars"}).high > 6e9


def test_a_rate_given_by_hand_holds_in_every_view():
    for evidence in views(signing()):
        given = at_rate(evidence, {"USD": 6.9})
        assert given.rate(given.dataset.figures[-1]) == (6.9 if "USD" in given.rates else 1.0)
    rate = at_rate(views(signing())[1], {"USD": 6.9}).rates["USD"]
    assert (rate.value, rate.low, rate.high, rate.implied) == (6.9, 6.9, 6.9, False)


@pytest.mark.parametrize(
    "ask, told",
    [
        (lambda v: without(v, "totl"), "is “total” meant? known: total, domestic"),
        (lambda v: replaced(v, {"totals": "2"}), "“totals” is no figure here; is “total” meant?"),
        (lambda v: replaced(v, {"total": "23%"}), "“23%” is not an amount of money"),
        (lambda v: replaced(v, {"total": "much"}), "total: "),
        (lambda v: assume(v, {"b_line": {}}), "“b_line” is no project here; is “b-line”"),
        (lambda v: assume(v, {"a": {"sektor": "cars"}}), "“sektor” is no dimension here"),
        (lambda v: assume(v, {"a": {"sector": "car"}}), "is “cars” meant?"),
        (lambda v: assume(v, {"a": {"sector": []}}), "no sector is named; known: grid"),
        (lambda v: at_rate(v, {"EUR": 8}), "known: USD"),
        (lambda v: replaced(v, {"total": 25}), "total: 25 is no phrase"),
        (lambda v: assume(v, {"a": "cars"}), 'write {"a": {"sector": "cars"}}'),
        (lambda v: assume(v, {"a": "foreign"}), 'write {"a": {"origin": "foreign"}}'),
        (lambda v: assume(v, {"a": {"sector": 5}}), "“5” is no sector here; known: grid"),
        (lambda v: at_rate(v, {"USD": "7"}), "“7” is no rate of USD; give a number above zero"),
        (lambda v: at_rate(v, {"USD": float("nan")}), "nan is no rate of USD"),
        (lambda v: at_rate(v, {"USD": -7}), "-7 is no rate of USD; give a number above zero"),
        (lambda v: v.bound("money"), "known: projects, investment"),
        (lambda v: v.bound("projects", {"origin": "foreing"}), "is “foreign” meant?"),
        (lambda v: v.bound("projects", {"city": "x"}), "known: sector, origin"),
        (lambda v: at_market_rate(v).bound("investment"), "investment cannot all be true"),
    ],
)
def test_a_name_that_is_not_known_is_told_with_those_that_are(ask, told):
    with pytest.raises(ProblemsError) as caught:
        ask(views(signing())[1])
    (line,) = caught.value.problems
    assert told in line


def test_a_plan_is_set_beside_the_total_of_a_measure_that_is_no_sum():
    money = {"unit": "money", "period": "2020"}
    measures = [
        Measure("tax", "tax paid", **money),
        Measure("planned", "tax planned", plan_of="tax", **money),
    ]
    figures = [
        figure("total", "20 billion yuan"),
        figure("tax", "2 billion yuan", "tax"),
        figure("part", "1 billion yuan", "tax", [("sector", "grid")]),
        figure("plan", "4 billion yuan", "planned"),
    ]
    subject = announcement([project("a")], figures)
    every = subject.measures | {measure.id: measure for measure in measures}
    (plan,) = view(dataclasses.replace(subject, measures=every)).plans()
    assert plan.signed == pytest.approx(2e9)
    assert (plan.low, plan.high) == pytest.approx((1.5 / 4.5, 2.5 / 3.5))
    part_only = dataclasses.replace(
        subject, measures=every, figures=tuple(figures[:1] + figures[2:])
    )
    assert view(part_only).plans() == ()
    taxed = view(dataclasses.replace(subject, measures=every))
    assert taxed.bound("tax") == (1.5e9, 2.5e9)
    assert taxed.bound("tax", {"sector": "cars"}) == (0, float("inf"))


def test_true_figures_in_euro_and_yen_are_told_apart_from_the_solvers_own_noise():
    rows = [  # id, sectors, origin, amount
        ("p0", SECTORS, "domestic", "€4000 million"),
        ("p1", SECTORS, "foreign", "JPY 25000.0 million"),
        ("p2", ["grid"], "foreign", "JPY 200,000 million"),
        ("p3", ["cars"], "domestic", ""),
        ("p4", ["chips"], "domestic", "more than €79 million"),
    ]
    subject = announcement(
        [project(id_, sectors, [origin]) for id_, sectors, origin, _ in rows],
        [
            *(figure(id_, text, scope=[("project", id_)]) for id_, *_, text in rows if text),
            figure("total", "€6375.70 million"),
            figure("cars", "around €389 million", scope=[("sector", "cars")]),
            figure("domestic", "€4.47 billion", scope=[("origin", "domestic")]),
        ],
    )
    euro = view(dataclasses.replace(subject, currency="EUR"))
    assert euro.conflicts == () and euro.rates["JPY"].implied
    assert sum(share.known for share in euro.shares("sector")) < 1
    assert "contradicted" not in {verdict.verdict for verdict in euro.audit.values()}


def test_amounts_of_nothing_are_no_obstacle():
    subject = announcement(
        [project("p1", ["chips", "cars"]), project("p3", ["grid", "chips"], ["domestic"])],
        [
            figure("p1", "5370万元", scope=[("project", "p1")]),
            figure("p3", "2600万元", scope=[("project", "p3")]),
            figure("cars", "0.0 yuan", scope=[("sector", "cars")]),
            figure("foreign", "US$0.0000", scope=[("origin", "foreign")]),
            figure("domestic", "6313万元", scope=[("origin", "domestic")], source="S2"),
        ],
    )
    (conflict,) = view(subject).conflicts
    # p1 is one project, and so lies in one origin whole: nothing foreign is needed to rule it out
    assert {f.id for f in conflict.figures} == {"p1", "p3", "domestic"}
    assert conflict.gap == pytest.approx((53.65 + 25.5 - 63.135) * 1e6)
    assert len(view(subject).audit) == 5


def test_where_the_figures_do_not_add_up_what_they_do_not_touch_is_known():
    market = at_market_rate(views(signing())[1])
    assert market.known("sector") == {"chips": 0} and market.known("origin") == {}
    assert [(share.low, share.high) for share in market.shares("sector")] == [(0, 0)]
    assert str(market.undisclosed().low) == str(market.disclosed().low) == "nan"


def test_a_view_and_all_that_is_worked_out_of_it_can_be_let_go():
    evidence = view(signing())
    assert evidence.shares("sector") and evidence.audit and evidence.conflicts == ()
    gone = weakref.ref(evidence)
    del evidence
    gc.collect()
    assert gone() is None


def test_a_view_shows_itself_in_one_short_line():
    shown = repr(without(views(signing())[1], "total"))
    assert shown == "<Evidence synthetic: all-sources, what if; 2 figures>"


def test_the_bounds_of_large_counts_are_exact():
    counts = [("total", "40,001", ()), ("grid", "19,999", [("sector", "grid")])]
    group = dataclasses.replace(project("all"), count=40_000)
    figures = [figure(id_, text, "projects", scope) for id_, text, scope in counts]
    subject = announcement([group, project("one", ["cars"])], figures)
    assert view(subject).bound("projects", {"sector": "cars"}) == (1, 20_002)
    assert view(subject).project_count() == (40_001, 40_001)


def test_checking_tells_a_name_that_charts_cannot_show(copy):
    folder = copy / "data" / "wujiang-2014-10"
    assert len(checked(folder.name, Project(copy))) == 2
    table = folder / "projects.csv"
    header, first, *rest = table.read_text(encoding="utf-8").splitlines(keepends=True)
    id_, name, others = first.split(",", 2)
    table.write_text("".join([header, f"{id_},{name} ⛵,{others}", *rest]), encoding="utf-8")
    with pytest.raises(ProblemsError) as told:
        checked(folder.name, Project(copy))
    (line,) = told.value.problems
    assert line.startswith("data/wujiang-2014-10/projects.csv: row 2, column name: “⛵” cannot be")


def test_checking_imports_nothing_that_renders():
    found = subprocess.run(
        [sys.executable, "-c", "import sys, helpers.model.check; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(found.stdout.split())
    assert "helpers.model.evidence" in loaded
    assert not loaded & {"matplotlib", "pandas", "nbconvert", "IPython", "nbformat", "typst"}


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


def test_among_three_reports_the_odd_one_out_is_contradicted_and_the_others_are_disputed():
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
    assert {id_: verdict.verdict for id_, verdict in verdicts.items()} == {
        "S1": "disputed",
        "S2": "disputed",
        "S3": "contradicted",
    }
    assert verdicts["S3"].gap == pytest.approx(11.5 - 10.85)


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
    # however the deals are rounded: 10,000 million may be 5,000 million, and 15,000 be 14,500
    one, other = view(subject).conflicts
    assert {f.id for f in one.figures} == {"total", "d0", "d1", "d2", "d3"}
    assert {f.id for f in other.figures} == {"total", "d0", "d1", "d3", "d4"}
    assert one.gap == pytest.approx((45_450 + 14_500 + 5_000 + 7_500 - 71_850) * 1e6)
    assert other.gap == pytest.approx((45_450 + 14_500 + 7_500 + 4_500 - 71_850) * 1e6)
    assert "total" in {drop.figure.id for drop in one.drops} and one.drops == other.drops
    assert without(view(subject), "d0").conflicts == ()
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
    low = view(subject).rates["USD"].low
    assert low < 7.100383 and view(subject).conflicts[0].gap == pytest.approx(145e6 * low - 155e6)


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
    assert view(subject).audit["a"].verdict == "consistent"  # 5 million would do as well
    told = figure("b", "3 billion yuan", scope=[("project", "b")])
    more = dataclasses.replace(subject, figures=(*subject.figures, told))
    assert view(more).audit["a"].verdict == "contradicted"


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
        [project("a", ["grid"]), project("b", ["cars"])],
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
    parts = {"grid": "64.02", "cars": "27.13"}
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
        [
            figure("total", "20.15 billion yuan"),
            figure("domestic", "13.5 billion yuan", scope=[("origin", "domestic")]),
            figure("foreign", "950 million US dollars", scope=[("origin", "foreign")]),
            figure("b", "950 million US dollars", scope=[("project", "b")], source="S2"),
        ],
    )
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
        [{("p0", "million_for_billion", 3.2e9)}],
    ),
    "an abbreviation": (
        ["12.3bn yuan", "3.2m yuan", "4.1bn yuan", "5.0bn yuan"],
        [{("p0", "million_for_billion", 3.2e9)}],
    ),
    "万 for 亿": (["123亿元", "32万元", "41亿元", "50亿元"], [{("p0", "wan_for_yi", 3.2e9)}]),
    "ten-fold": (
        ["12.3 billion yuan", "3.2 billion yuan", "41 billion yuan", "5.0 billion yuan"],
        [{("p1", "too_large", 4.1e9)}],
    ),
    "dollars for yuan": (
        ["12.3 billion yuan", "3.2 billion US dollars", "4.1 billion yuan", "5.0 billion yuan"],
        [{("p0", "currency", 3.2e9)}],
    ),
    "none": (["12.3 billion yuan", "3.7 billion yuan", "4.1 billion yuan", "5.0 billion yuan"], []),
}


@pytest.mark.parametrize("case", SLIPS)
def test_the_fewest_slips_that_reconcile_the_figures_are_found(case, capfd):
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
    assert capfd.readouterr() == ("", "")  # the solver has nothing to say to a terminal


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


def test_a_count_in_billions_is_no_coefficient_that_the_solver_refuses():
    figures = [figure("all", "at least 5 billion", "projects"), figure("two", "2", "projects")]
    view = views(announcement([project("a"), project("b")], figures))[1]
    assert [conflict.measure for conflict in view.conflicts] == ["projects"]


def test_that_a_row_is_one_project_does_not_confirm_that_it_is_one():
    figures = [figure("one", "1", "projects", [("project", "a")]), figure("all", "2", "projects")]
    subject = announcement([project("a"), project("b")], figures)
    assert view(subject).audit["all"].verdict == "confirmed"
    alone = dataclasses.replace(subject, figures=(figures[0],))
    assert view(alone).audit["one"].verdict in ("consistent", "unchecked")


def test_groups_that_are_named_together_are_bounded_together():
    figures = [
        figure("total", "10 billion yuan"),
        figure("cars", "4 billion yuan", scope=[("sector", "cars")]),
    ]
    subject = announcement([project("a"), project("b"), project("c")], figures)
    low, high = view(subject).joint_share("sector", ["grid", "chips"])
    assert (round(low, 3), round(high, 3)) == (round(1 - 4.5 / 9.5, 3), round(1 - 3.5 / 10.5, 3))
    assert view(subject).bound("investment", {"sector": "grid,chips"}).high == pytest.approx(7e9)
