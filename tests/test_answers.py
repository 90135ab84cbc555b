"""What an answer hangs on, what would settle it and what if: small cases worked out by hand."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic import SECTORS, announcement, figure, known_announcements, project

from helpers import load
from helpers.dataset.entities import Term
from helpers.model.answers import (
    EQUAL_SIZE,
    ScenarioKind,
    hangs_on,
    moves,
    reach,
    scenarios,
    unjudged,
    would_settle,
)
from helpers.model.changes import Equalised
from helpers.model.evidence import Evidence, views
from helpers.model.groupings import Groupings, put
from helpers.model.scenarios import assume, without
from helpers.telling import labels

SLACK = 1e-6
PRINTED = 2e-3  # amounts are printed to the million, of ten billion


def view(subject):
    return Evidence("all-sources", subject, frozenset(["S1", "S2"]))


def judged(id_, ours, *others, count=1):
    """A project that we put into a group, and that could be in others."""
    found = dataclasses.replace(project(id_, [ours]), count=count)
    return dataclasses.replace(found, could_be=(ours, *others)) if others else found


def total(amount="10.000"):
    return figure("total", f"{amount} billion yuan")


def amount(id_, billion):
    return figure(id_, f"{billion} billion yuan", scope=[("project", id_)])


def number(projects):
    return figure("count", str(projects), "projects")


@pytest.fixture
def signing():
    """Six of ten billion are in the grid, as we judge; two of the other four may be anywhere."""
    projects = [
        judged("priced", "grid", "cars"),
        judged("chipmaker", "chips", "grid"),
        judged("plant", "cars"),
        judged("line", "grid"),
    ]
    return view(announcement(projects, [total(), number(4), amount("priced", "6.000")]))


def known(shares):
    return {share.group: share.known for share in shares}


def ends(shares):
    return {share.group: (share.low, share.high) for share in shares}


def near(expected):
    return pytest.approx(expected, abs=PRINTED)


def test_a_judged_project_is_put_into_each_group_that_it_could_be_in(signing):
    turns = hangs_on(signing)
    told = [(turn.project.id, turn.group, turn.is_ours) for turn in turns]
    assert told == [
        ("priced", "grid", True),
        ("priced", "cars", False),
        ("chipmaker", "chips", True),
        ("chipmaker", "grid", False),
    ]
    assert known(turns[0].shares) == near({"grid": 0.6, "cars": 0, "chips": 0})
    assert known(turns[1].shares) == near({"grid": 0, "cars": 0.6, "chips": 0})
    assert [share.projects for share in turns[1].shares] == [1, 2, 1]
    low, high = ends(turns[1].shares)["cars"]
    assert (low, high) == near((0.6, 1.0))
    assert known(turns[3].shares) == known(signing.shares("sector"))
    assert ends(turns[3].shares)["chips"] == near((0, 0))


def test_the_reach_of_an_answer_is_over_all_turns_and_names_what_moves_it_most(signing):
    found = reach(hangs_on(signing))
    assert found.project.id == "priced"
    assert found.known["grid"] == near((0, 0.6)) and found.known["cars"] == near((0, 0.6))
    assert found.known["chips"] == (0, 0)
    priceless = hangs_on(without(signing, "priced"))
    assert len(priceless) == len(hangs_on(signing)) and reach(priceless).project is None
    assert reach(()).known == {} and reach(()).project is None


def test_a_group_that_the_figures_rule_out_has_no_shares(signing):
    printed = figure("grid", "6.500 billion yuan", scope=[("sector", "grid")])
    dataset = dataclasses.replace(
        signing.dataset,
        figures=(*signing.dataset.figures, printed),
        projects=signing.dataset.projects,
    )
    by_turn = {(turn.project.id, turn.group): turn.shares for turn in hangs_on(view(dataset))}
    assert by_turn["priced", "cars"] == ()
    assert known(by_turn["priced", "grid"])["grid"] == near(0.65)
    assert ends(by_turn["chipmaker", "grid"])["cars"] == near((0.35, 0.35))


def test_without_our_judgement_a_project_may_be_in_any_group_it_could_be_in(signing):
    free = unjudged(signing)
    assert free.unjudged and not free.is_scenario and not signing.unjudged
    assert known(free.shares("sector")) == {"grid": 0, "cars": 0, "chips": 0}
    assert ends(free.shares("sector"))["cars"] == near((0, 1.0))
    assert ends(free.shares("sector"))["chips"] == near((0, 0.4))
    assert labels.called(free) == "all sources, with no judgement of ours"
    assert labels.view_id(free) == "unjudged" and "unjudged" in repr(free)
    assert labels.file_name("shares", free) == "synthetic-shares-unjudged.csv"
    assert unjudged(free) is free and hangs_on(free) == () and moves(free) is None


def test_where_nothing_is_judged_there_is_nothing_to_turn():
    figures = [total(), amount("a", "6.000")]
    sure = view(announcement([judged("a", "grid"), judged("b", "cars")], figures))
    assert unjudged(sure) is sure and hangs_on(sure) == () and moves(sure) is None
    open_ = dataclasses.replace(project("a", ["grid", "cars"]), could_be=("grid", "cars"))
    either = view(announcement([open_, judged("b", "cars")], figures))
    assert unjudged(either) is either
    assert [turn.is_ours for turn in hangs_on(either)] == [True, True]


def test_what_is_assumed_of_a_project_is_no_judgement_of_ours(signing):
    changed = assume(signing, {"priced": {"sector": "chips"}})
    assert {turn.project.id for turn in hangs_on(changed)} == {"chipmaker"}
    assert ends(unjudged(changed).shares("sector"))["chips"] == near((0.6, 1.0))
    assert unjudged(changed).is_scenario


def test_an_amount_settles_most_where_it_leaves_least(signing):
    found = {settling.project.id: settling for settling in would_settle(signing)}
    assert set(found) == {"chipmaker", "plant", "line"}
    # Four billion are open, in three groups: the bounds of each are 40 points apart.
    assert all(settling.now == near(1.2) for settling in found.values())
    # Nothing in one leaves 40 points in each of two groups, two billion 20, four billion none.
    for settling in found.values():
        assert (settling.then, settling.middle, settling.least) == near((0.8, 0.4, 0))
        assert settling.amount == pytest.approx((0, 4e9), abs=2e6)
    halfway = {share.group: bounds for share, bounds in found["plant"].shares}
    assert halfway["cars"] == near((0.2, 0.2)) and halfway["grid"] == near((0.6, 0.8))


def test_whom_to_call_first_is_the_one_that_tells_most():
    projects = [
        judged("priced", "grid"),
        judged("a", "cars"),
        project("vague"),
        judged("b", "cars"),
    ]
    figures = [total(), number(4), amount("priced", "6.000")]
    order = [
        settling.project.id for settling in would_settle(view(announcement(projects, figures)))
    ]
    assert order[-1] == "vague" and set(order) == {"a", "b", "vague"}
    nothing_open = [figure("total", "8.000 billion yuan"), amount("priced", "6.000")]
    two = view(announcement([judged("priced", "grid"), judged("a", "cars")], nothing_open))
    (only,) = would_settle(two)
    assert only.now == near(0) and only.then == near(0)
    assert would_settle(without(two, "total")) == ()


def test_an_unnamed_row_is_one_amount():
    projects = [judged("priced", "grid"), judged("others", "cars", count=5), judged("b", "chips")]
    evidence = view(announcement(projects, [total(), amount("priced", "6.000")]))
    assert {settling.project.count for settling in would_settle(evidence)} == {1, 5}


def test_projects_without_an_amount_may_be_of_one_size(signing):
    (equal,) = scenarios(signing)
    assert equal.kind is ScenarioKind.EQUAL and equal.evidence.is_scenario
    assert known(equal.evidence.shares("sector")) == near(
        {"grid": 0.6 + 0.4 / 3, "cars": 0.4 / 3, "chips": 0.4 / 3}
    )
    (change,) = equal.evidence.changes
    assert isinstance(change, Equalised) and change.number == 3
    assert labels.called(equal.evidence).endswith(
        "three projects without an amount all of one size"
    )
    assert labels.view_id(equal.evidence) == "what-if"


UNKNOWN = {
    "no total": [number(4), amount("priced", "6.000")],
    "a vague total": [
        figure("total", "more than 10 billion yuan"),
        number(4),
        amount("priced", "6.000"),
    ],
    "nothing left": [total("6.000"), number(4), amount("priced", "6.000")],
    "a single one left": [total(), number(2), amount("priced", "6.000")],
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_no_equal_size_is_assumed_where_there_is_none(signing, case):
    projects = signing.dataset.projects
    if case == "a single one left":
        projects = projects[:2]
    assert scenarios(view(announcement(projects, UNKNOWN[case]))) == ()


def test_no_equal_size_is_assumed_against_a_figure(signing):
    cars = figure("cars", "3.000 billion yuan", scope=[("sector", "cars")])
    chips = figure("chips", "0.500 billion yuan", scope=[("sector", "chips")])
    dataset = dataclasses.replace(signing.dataset, figures=(*signing.dataset.figures, cars, chips))
    assert scenarios(view(dataset)) == ()


def test_a_conflict_has_its_ways_out_as_scenarios():
    evidence = views(load("telangana-2025-01").dataset)[1]
    found = scenarios(evidence)
    assert {each.kind for each in found} == {ScenarioKind.WITHOUT, ScenarioKind.CORRECTED}
    assert all(each.evidence.is_scenario and each.evidence.adds_up for each in found)
    assert all(bool(each.figures) != bool(each.slips) for each in found)
    assert hangs_on(evidence) == () and moves(evidence) is None and would_settle(evidence) == ()


def test_all_ways_of_grouping_what_is_priced_are_there():
    projects = [
        judged("small", "chips", "grid"),
        judged("large", "grid", "cars"),
        judged("unpriced", "chips", "cars"),
    ]
    figures = [total(), number(3), amount("large", "6.000"), amount("small", "2.000")]
    evidence = view(announcement(projects, figures))
    found = moves(evidence)
    assert [each.id for each in found.projects] == ["large", "small"] and not found.left_out
    assert {chosen: known(shares) for chosen, shares in found.shares.items()} == {
        ("grid", "chips"): near({"grid": 0.6, "cars": 0, "chips": 0.4}),
        ("grid", "grid"): near({"grid": 0.8, "cars": 0, "chips": 0.2}),
        ("cars", "chips"): near({"grid": 0, "cars": 0.6, "chips": 0.4}),
        ("cars", "grid"): near({"grid": 0.2, "cars": 0.6, "chips": 0.2}),
    }
    fewer = moves(evidence, most=3)
    assert list(fewer.shares) == [("grid",), ("cars",)]
    assert [each.id for each in fewer.left_out] == ["small"]
    assert moves(evidence, most=1) is None


def test_in_jiangning_the_answer_hangs_on_three_projects():
    evidence = views(load("jiangning-2020-05").dataset)[1]
    ours = {share.group: share for share in evidence.shares("sector")}
    assert round(ours["outside"].known, 3) == 0.454
    turns = hangs_on(evidence)
    by_group = {(turn.project.id, turn.group): known(turn.shares) for turn in turns}
    assert by_group["railway-data", "outside"]["outside"] == pytest.approx(9.15 / 20.15)
    assert by_group["railway-data", "smart-iot"]["outside"] == pytest.approx(6.15 / 20.15)
    assert by_group["agnos", "outside"]["outside"] == pytest.approx(10.2 / 20.15)
    assert reach(turns).project.id == "pg-logistics"
    free = {share.group: share for share in unjudged(evidence).shares("sector")}
    for shares in [turn.shares for turn in turns] + list(moves(evidence).shares.values()):
        for share in shares:
            bounds = free[share.group]
            assert bounds.low - SLACK <= share.low and share.high <= bounds.high + SLACK
            assert bounds.known <= share.known + SLACK
    assert len(moves(evidence).shares) == 4 * 3 * 4


@st.composite
def judged_announcements(draw):
    """Announcements of which we judge some projects."""
    _, subject = draw(known_announcements())
    projects = [draw(st.sampled_from([each, _doubtful(draw, each)])) for each in subject.projects]
    return dataclasses.replace(subject, projects=tuple(projects))


def _doubtful(draw, each):
    others = [sector for sector in SECTORS if sector not in each.attributes["sector"]]
    more = draw(st.lists(st.sampled_from(others), unique=True)) if others else []
    return dataclasses.replace(each, could_be=(*each.attributes["sector"], *more))


def computed_anew(evidence, placed):
    """The shares that a new model gives; none where the figures rule it out."""
    turned = put(evidence, {id_: (group,) for id_, group in placed.items()})
    return turned.shares("sector") if turned.has_shares else ()


@given(judged_announcements())
def test_every_turn_says_what_a_new_model_would_and_lies_within_no_judgement(subject):
    evidence = view(subject)
    free = {share.group: share for share in unjudged(evidence).shares("sector")}
    for turn in hangs_on(evidence):
        expected = computed_anew(evidence, {turn.project.id: turn.group})
        assert [share.group for share in turn.shares] == [share.group for share in expected]
        for share, other in zip(turn.shares, expected, strict=True):
            assert share.projects == other.projects
            assert share.known == pytest.approx(other.known, abs=SLACK)
            assert (share.low, share.high) == pytest.approx((other.low, other.high), abs=SLACK)
            bounds = free[share.group]
            assert bounds.low - SLACK <= share.low and share.high <= bounds.high + SLACK


@given(judged_announcements())
def test_every_move_says_what_a_new_model_would(subject):
    evidence = view(subject)
    found = moves(evidence, most=12)
    for chosen, shares in found.shares.items() if found else ():
        groups = zip(found.projects, chosen, strict=True)
        expected = computed_anew(evidence, {each.id: group for each, group in groups})
        assert known(shares) == pytest.approx(known(expected), abs=SLACK)
        assert [end for pair in ends(shares).values() for end in pair] == pytest.approx(
            [end for pair in ends(expected).values() for end in pair], abs=SLACK
        )


@given(judged_announcements())
def test_to_know_an_amount_never_leaves_more_open(subject):
    for settling in would_settle(view(subject)):
        assert settling.least <= settling.middle <= settling.then <= settling.now
        for share, bounds in settling.shares:
            assert share.low <= bounds.low and bounds.high <= share.high


@given(judged_announcements())
def test_nothing_that_is_asked_enters_the_findings(subject):
    asked, plain = view(subject), view(subject)
    assert all(each.evidence.is_scenario for each in scenarios(asked))
    for ask in (hangs_on, would_settle, moves, unjudged):
        ask(asked)
    assert EQUAL_SIZE not in {each.id for each in asked.figures} and not asked.changes
    assert known(asked.shares("sector")) == pytest.approx(known(plain.shares("sector")))
    assert [each.verdict for each in asked.audit.values()] == [
        each.verdict for each in plain.audit.values()
    ]


def test_a_project_counts_in_the_groups_around_its_own_as_well():
    projects = [judged("priced", "grid", "cars"), judged("other", "chips")]
    subject = announcement(projects, [total(), number(2), amount("priced", "6.000")])
    within = {"grid": "energy", "cars": None, "chips": None, "energy": None}
    terms = {id_: Term(id_, id_, within=around) for id_, around in within.items()}
    vocabularies = {**subject.vocabularies, "sector": terms}
    evidence = view(dataclasses.replace(subject, vocabularies=vocabularies))
    grid, cars = hangs_on(evidence)
    assert known(grid.shares) == near({"grid": 0.6, "energy": 0.6, "cars": 0, "chips": 0.4})
    assert known(cars.shares) == near({"grid": 0, "energy": 0, "cars": 0.6, "chips": 0.4})


def test_projects_of_a_very_large_table_are_turned_by_themselves():
    number_of_them = 160
    projects = [judged("priced", "grid", "cars"), judged("doubtful", "chips", "grid")]
    projects += [project(f"p{i}") for i in range(number_of_them)]
    by_sector = [
        figure(f"n-{sector}", "at least 3", "projects", [("sector", sector)]) for sector in SECTORS
    ]
    figures = [total(), number(number_of_them + 2), amount("priced", "6.000"), *by_sector]
    evidence = view(announcement(projects, figures))
    assert len(evidence.models.assembly("investment").layout.possible) < len(projects)
    groupings = Groupings(evidence, "sector", tuple(evidence.dataset.projects[:2]))
    shares = {share.group: share for share in groupings.shares({"priced": "cars"})}
    assert shares["cars"].known == near(0.6) and shares["grid"].high == near(0.4)
    shares = {share.group: share for share in groupings.shares({"doubtful": "grid"})}
    assert shares["grid"].known == near(0.6)
