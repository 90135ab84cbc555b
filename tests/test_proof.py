"""What the model says of every kind of relation, held against truths and against brute force."""

import dataclasses
import itertools
import random

import highspy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic import announcement, figure, project
from truths import GROUPS, announced, dataset, rows, truth

from helpers.dataset.entities import Relation
from helpers.dataset.loader import load
from helpers.model.evidence import ALL_SOURCES, Evidence

SLACK = 1e-6
UNIT = 1e6  # the truths are in million yuan
FEW = settings(max_examples=max(4, settings().max_examples // 4))  # where each is audited
SEEDS = st.integers(0, 10**9)
TRUE = {"confirmed", "consistent", "unchecked"}
INFINITY = float("inf")


def view(subject):
    return Evidence(ALL_SOURCES, subject, frozenset(subject.sources))


def made(seed, **options):
    chance = random.Random(seed)
    found = truth(chance)
    return found, announced(chance, found, **options)


def verdicts(subject):
    return {id_: found.verdict for id_, found in view(subject).audit.items()}


# --- sound


@FEW
@given(SEEDS)
def test_whatever_is_stated_the_truth_lies_within_the_bounds_and_no_figure_is_ruled_out(seed):
    true, subject = made(seed)
    evidence = view(subject)
    assert evidence.conflicts == ()
    total = true.value("investment")
    for dimension in GROUPS:
        for share in evidence.shares(dimension):
            scope = ((dimension, share.group),)
            assert share.low - SLACK <= true.value("investment", scope) / total
            assert true.value("investment", scope) / total <= share.high + SLACK
            assert share.low - SLACK <= share.known <= share.high + SLACK
            assert share.projects <= true.value("projects", scope)
    assert set(verdicts(subject).values()) <= TRUE


@FEW
@given(SEEDS)
def test_figures_whose_zeros_are_rounding_are_never_contradicted(seed):
    _, subject = made(seed, significant=False)
    assert view(subject).conflicts == ()
    assert set(verdicts(subject).values()) <= {*TRUE, "inexact"}


@given(SEEDS, st.sampled_from(["investment", "jobs", "graduates", "projects"]))
def test_the_bounds_of_every_sum_contain_the_truth(seed, measure):
    true, subject = made(seed)
    scope = {"sector": "cars", "origin": "foreign"}
    low, high = view(subject).bound(measure, scope)
    value = true.value(measure, tuple(scope.items())) * (UNIT if measure == "investment" else 1)
    room = SLACK * max(1.0, value)
    assert low - room <= value <= high + room


@given(SEEDS)
def test_one_more_true_figure_never_widens_a_bound(seed):
    _, more = made(seed, foreign=False)
    less = dataclasses.replace(more, figures=more.figures[:-1])
    if not view(less).has_shares:  # without a limit to the total, no share is told
        return
    for dimension in GROUPS:
        for before, after in zip(
            view(less).shares(dimension), view(more).shares(dimension), strict=True
        ):
            assert before.low - SLACK <= after.low and after.high <= before.high + SLACK


# --- what is said of single projects, by hand


def of_single_projects(relation, phrase, *others, count=1):
    """Something of every project in the grid, and a project that may be in it or in cars."""
    of_grid = figure("one", phrase, scope=[("sector", "grid")])
    figures = [dataclasses.replace(of_grid, relation=relation), *others]
    group = dataclasses.replace(project("a", ["grid"]), count=count)
    return announcement([group, project("b", ["grid", "cars"])], figures)


@pytest.mark.parametrize("relation", [Relation.EACH, Relation.LARGEST])
def test_a_project_that_may_be_elsewhere_contradicts_nothing_that_is_said_of_each(relation):
    told = [figure("b", "5.0 billion yuan", scope=[("project", "b")])]
    subject = of_single_projects(relation, "2.0 billion yuan", *told)
    assert "contradicted" not in verdicts(subject).values()
    (_, cars), *_ = [(s.group, s.low) for s in view(subject).shares("sector") if s.group == "cars"]
    assert cars > 0.5  # so it is there


def test_the_largest_of_several_may_be_worth_more_than_their_average():
    told = [
        figure("all", "10.0 billion yuan", scope=[("project", "a")]),
        figure("other", "0.5 billion yuan", scope=[("project", "b")]),
        figure("five", "5", "projects", [("project", "a")]),
    ]
    for phrase, verdict in (
        ("6.0", "consistent"),
        ("1.0", "contradicted"),
        ("11.0", "contradicted"),
    ):
        subject = of_single_projects(Relation.LARGEST, f"{phrase} billion yuan", *told, count=5)
        assert verdicts(subject)["one"] == verdict


@pytest.mark.parametrize("relation", [Relation.EACH, Relation.LARGEST])
def test_what_is_said_of_each_project_of_a_group_that_turns_out_empty_is_no_obstacle(relation):
    subject = of_single_projects(relation, "2.0 billion yuan")
    elsewhere = [
        dataclasses.replace(p, attributes={**p.attributes, "sector": ("cars",)})
        for p in subject.projects
    ]
    moved = dataclasses.replace(subject, projects=tuple(elsewhere))
    expected = "contradicted" if relation is Relation.LARGEST else "unchecked"
    assert verdicts(moved) == {"one": expected}


def test_an_amount_that_whole_projects_cannot_make_is_contradicted():
    told = [
        figure(id_, f"{amount}.0 billion yuan", scope=[("project", id_)])
        for id_, amount in (("a", 3), ("b", 5))
    ]
    grid = figure("grid", "4.0 billion yuan", scope=[("sector", "grid")])
    subject = announcement([project("a"), project("b")], [*told, grid])
    found = view(subject).audit["grid"]
    assert found.verdict == "contradicted" and found.gap == pytest.approx(0.9e9)


def test_many_jobs_of_few_projects_are_no_contradiction():
    figures = [
        figure("jobs", "1,000,000 jobs", "jobs"),
        figure("graduates", "900,000 jobs", "graduates", [("sector", "grid")]),
        figure("foreign", "1", "projects", [("origin", "foreign")]),
    ]
    chance = random.Random(1)
    subject = dataset(rows(chance, truth(chance), unknown=1), figures)
    assert view(subject).conflicts == ()
    assert view(subject).bound("jobs", {"sector": "grid"}) == (900_000, 1_000_000)


# --- neither order nor scale


def shuffled(subject, chance):
    figures = chance.sample(subject.figures, len(subject.figures))
    projects = chance.sample(subject.projects, len(subject.projects))
    return dataclasses.replace(subject, figures=tuple(figures), projects=tuple(projects))


@FEW
@given(SEEDS, st.sampled_from(["", "9"]))
def test_neither_the_order_of_the_rows_nor_the_ids_of_the_projects_change_a_verdict(seed, wrong):
    _, subject = made(seed)
    first, *others = subject.figures
    if wrong and first.unit == "CNY":
        slip = figure(
            first.id, f"{wrong}{first.printed.lstrip('abelnoprtuvy ')}", scope=first.scope
        )
        subject = dataclasses.replace(subject, figures=(slip, *others))
    other = shuffled(subject, random.Random(seed))
    assert verdicts(other) == verdicts(subject)
    for dimension in GROUPS:
        expected = [(s.low, s.high, s.projects) for s in view(subject).shares(dimension)]
        for found, ends in zip(view(other).shares(dimension), expected, strict=True):
            assert (found.low, found.high, found.projects) == pytest.approx(ends, abs=SLACK)


@pytest.mark.slow
@pytest.mark.parametrize("id_", ["telangana-2025-01", "jiangning-2020-05"])
def test_the_order_of_the_rows_of_an_announcement_changes_no_verdict(id_):
    subject = load(id_)
    for name in (subject.article.id, *subject.sources):
        sources = frozenset([subject.article.id, name])
        expected = Evidence(ALL_SOURCES, subject, sources).audit
        again = Evidence(ALL_SOURCES, shuffled(subject, random.Random(name)), sources).audit
        assert {k: v.verdict for k, v in again.items()} == {
            k: v.verdict for k, v in expected.items()
        }


@FEW
@given(SEEDS)
def test_with_all_amounts_a_thousand_times_as_large_every_verdict_is_the_same(seed):
    _, subject = made(seed, foreign=False)
    larger = {"million": "billion", "billion": "trillion"}
    figures = [
        dataclasses.replace(
            figure(
                each.id,
                " ".join(larger.get(word, word) for word in each.printed.split()),
                each.measure,
                each.scope,
            ),
            relation=each.relation,
            of=each.of,
            unit=each.unit,
        )
        for each in subject.figures
    ]
    if not any(f.relation is Relation.TIMES and f.of[0] == "projects" for f in figures):
        assert verdicts(dataclasses.replace(subject, figures=tuple(figures))) == verdicts(subject)


# --- sharp


def by_brute_force(subject, scope, per=None):
    """The least and the greatest value in a scope, over every way to put projects into groups."""
    ways = [
        [dict(zip(GROUPS, groups, strict=True)) for groups in itertools.product(*each)]
        for each in ([p.attributes[name] for name in GROUPS] for p in subject.projects)
    ]
    ends = [
        end
        for chosen in itertools.product(*ways)
        for end in _ends(subject, dict(zip(ids(subject), chosen, strict=True)), scope, per)
    ]
    return (min(ends), max(ends)) if ends else None


def ids(subject):
    return [each.id for each in subject.projects]


def _inside(subject, chosen, scope):
    """Which projects are in a scope, by their places, where all are put into groups."""
    return [
        place
        for place, id_ in enumerate(ids(subject))
        if all(
            (id_ if name == "project" else chosen[id_][name]) in subject.groups(name, value)
            for name, value in scope
        )
    ]


def _ends(subject, chosen, scope, per):
    """What a scope may come to where every project is in one group; nothing if that cannot be."""
    choices = [
        _inside(subject, chosen, f.scope) for f in subject.figures if f.relation is Relation.LARGEST
    ]
    for largest in itertools.product(*choices):
        rows = _rows(subject, chosen, list(largest))
        if rows is None:
            return
        wanted = dict.fromkeys(_inside(subject, chosen, scope), 1.0)
        whole = {len(subject.projects): 1.0}
        if per is not None:
            whole = dict.fromkeys(_inside(subject, chosen, per), 1.0)
        for sign in (1.0, -1.0):
            found = _least({k: sign * v for k, v in wanted.items()}, whole, rows)
            if found is not None:
                yield sign * found


def _rows(subject, chosen, largest):
    """What the figures say, as rows that are at least nothing; None where the counts are wrong."""
    rows = []
    for each in subject.figures:
        inside = _inside(subject, chosen, each.scope)
        low, high = float(each.interval.low), float(each.interval.high)
        if each.measure == "projects":
            whole = _inside(subject, chosen, each.of[1]) if each.of else [0] * 100
            if not low * len(whole) <= 100 * len(inside) <= high * len(whole):
                return None
        elif each.of:
            of = _inside(subject, chosen, each.of[1])
            hundred = 100 if each.relation is Relation.SHARE else 1
            whole = dict.fromkeys(of, 1.0)
            rows += _between(dict.fromkeys(inside, 1.0), whole, low / hundred, high / hundred)
        else:
            one = {len(subject.projects): 1.0}
            for form, least, most in _limits(each, inside, low / UNIT, high / UNIT, largest):
                rows += _between(form, one, least, most)
    return rows


def _limits(each, inside, low, high, largest):
    """What a figure that is no comparison says of single projects or of their sum."""
    if each.relation in (Relation.EACH, Relation.LARGEST):
        is_each = each.relation is Relation.EACH
        yield from (({place: 1.0}, low if is_each else 0.0, high) for place in inside)
        if not is_each:
            yield {largest.pop(0): 1.0}, low, INFINITY
    else:
        is_part = each.relation is Relation.PART
        yield dict.fromkeys(inside, 1.0), low, INFINITY if is_part else high


def _between(form, whole, low, high):
    for sign, end in ((1.0, low), (-1.0, high)):
        if abs(end) < INFINITY:
            row = {k: sign * v for k, v in form.items()}
            for column, value in whole.items():
                row[column] = row.get(column, 0.0) - sign * end * value
            yield row


def _least(form, whole, rows):
    """The least value of a ratio by a plain linear programme; None where there is none at all."""
    columns = 1 + max(itertools.chain(form, whole, *rows))
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("presolve", "off")
    for column in range(columns):
        solver.addVar(0.0, INFINITY)
        solver.changeColCost(column, form.get(column, 0.0))
    for row, low, high in [*((row, 0.0, INFINITY) for row in rows), (whole, 1.0, 1.0)]:
        solver.addRow(low, high, len(row), list(row), list(row.values()))
    solver.run()
    status = solver.getModelStatus()
    if status in (
        highspy.HighsModelStatus.kUnbounded,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    ):
        return -INFINITY if status == highspy.HighsModelStatus.kUnbounded else None
    if status != highspy.HighsModelStatus.kOptimal:
        return None
    return solver.getInfo().objective_function_value


SUMS_OF_MONEY = (
    Relation.AMOUNT,
    Relation.SHARE,
    Relation.TIMES,
    Relation.EACH,
    Relation.LARGEST,
    Relation.PART,
)


def small(seed):
    """An announcement of two or three single projects, of whose money figures speak."""
    chance = random.Random(seed)
    true = truth(chance, rows=3, most_in_row=1)
    subject = announced(chance, true, SUMS_OF_MONEY, foreign=False, most=5)
    counted = [dataclasses.replace(each, count=1) for each in subject.projects]
    figures = [
        each
        for each in subject.figures
        if each.measure in ("investment", "projects")
        and not (each.of and each.of[0] != each.measure)
        and not (each.measure == "projects" and each.relation not in ("", "share"))
    ]
    return dataset(counted, figures)


@FEW
@given(SEEDS)
def test_bounds_are_those_of_brute_force_over_every_group_that_a_project_may_be_in(seed):
    subject = small(seed)
    if len([f for f in subject.figures if f.relation is Relation.LARGEST]) > 1:
        return
    evidence = view(subject)
    dimension = random.Random(seed).choice(sorted(GROUPS))
    for share in evidence.shares(dimension):
        scope = ((dimension, share.group),)
        low, high = by_brute_force(subject, scope, per=())
        assert (share.low, share.high) == pytest.approx((low, high), abs=SLACK)
        low, high = by_brute_force(subject, scope)
        found = evidence.bound("investment", dict(scope))
        assert found == pytest.approx((low * UNIT, high * UNIT), rel=SLACK, abs=UNIT * SLACK)
