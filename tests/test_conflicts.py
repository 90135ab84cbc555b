"""Minimal conflicts and the smallest corrections, against brute force on figures of small sums."""

import dataclasses
import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic import announcement, figure, project

from helpers.figures.reading import Interval
from helpers.model import conflicts as subject
from helpers.model.bounds import Bounds
from helpers.model.conflicts import corrections, found_conflicts, is_tally, minimal_conflicts
from helpers.model.hitting import hitting_sets

LETTERS = ("a", "b", "c")
VALUES = range(5)  # what each of the letters may be


def said(id_, scope, low, high, source="S1"):
    """A figure that says that the sum of some letters is so much."""
    plain = figure(id_, f"{low} yuan", scope=[("sector", letter) for letter in scope])
    return dataclasses.replace(plain, source=source, interval=Interval(Decimal(low), Decimal(high)))


def agrees(figures):
    """Whether some whole numbers satisfy all the figures."""
    rows = [
        (figure.interval, [LETTERS.index(letter) for _, letter in figure.scope])
        for figure in figures
    ]
    return any(
        all(row.low <= sum(values[place] for place in places) <= row.high for row, places in rows)
        for values in itertools.product(VALUES, repeat=len(LETTERS))
    )


@st.composite
def sayings(draw):
    """Figures of sums of letters, of which some agree."""
    found = []
    for number in range(draw(st.integers(1, 7))):
        scope = draw(st.sampled_from(["a", "b", "c", "ab", "bc", "ac", "abc"]))
        low = draw(st.integers(0, 9))
        high = low + draw(st.integers(0, 2))
        found.append(said(f"f{number}", scope, low, high, draw(st.sampled_from(["S1", "S2"]))))
    return found


def ids(sets):
    return [tuple(figure.id for figure in each) for each in sets]


def told_once(figures):
    """The figures without those that say what one of the same source says before them."""
    found = {}
    for each in figures:
        found.setdefault((each.scope, each.interval, each.source), []).append(each.id)
    return found


def by_brute_force(figures):
    subsets = (
        set(each)
        for size in range(1, len(figures) + 1)
        for each in itertools.combinations(figures, size)
    )
    found = []
    for each in subsets:
        if not agrees(each) and not any(smaller < each for smaller in found):
            found.append(each)
    return found


@given(sayings())
def test_all_minimal_conflicts_are_found_and_no_others(figures):
    once = [each[0] for each in told_once(figures).values()]
    firsts = [figure for figure in figures if figure.id in once]
    expected = {frozenset(figure.id for figure in each) for each in by_brute_force(firsts)}
    found = minimal_conflicts(figures, agrees)
    assert {frozenset(each) for each in ids(found)} == expected and len(found) == len(expected)
    assert ids(found) == sorted(ids(found), key=lambda each: (len(each), each))


@given(sayings())
def test_corrections_are_all_the_smallest_sets_without_which_the_others_agree(figures):
    statements = list(told_once(figures).values())
    for size in range(len(statements) + 1):
        without = [
            sorted(id_ for statement in chosen for id_ in statement)
            for chosen in itertools.combinations(statements, size)
        ]
        expected = [
            gone for gone in without if agrees(each for each in figures if each.id not in gone)
        ]
        if expected:
            break
    found = corrections(figures, agrees, minimal_conflicts(figures, agrees), most=1000)
    assert sorted(map(sorted, ids(found))) == (sorted(expected) if size else [])
    assert found == corrections(figures, agrees, most=1000)


@given(sayings(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(figures, chance):
    shuffled = chance.sample(figures, len(figures))
    for most in (1, 2, 20):
        assert minimal_conflicts(shuffled, agrees, most) == minimal_conflicts(figures, agrees, most)
        assert corrections(shuffled, agrees, (), most) == corrections(figures, agrees, (), most)


@given(st.lists(st.frozensets(st.integers(0, 5), min_size=1, max_size=4), max_size=6))
def test_minimal_hitting_sets_are_all_there_and_the_smallest_come_first(sets):
    chosen = [
        frozenset(each) for size in range(7) for each in itertools.combinations(range(6), size)
    ]
    hitting = [each for each in chosen if all(each & other for other in sets)]
    minimal = [each for each in hitting if not any(other < each for other in hitting)]
    found = list(hitting_sets(sets))
    assert set(found) == set(minimal) and len(found) == len(minimal)
    assert [len(each) for each in found] == sorted(len(each) for each in found)


# --- many figures


def amounts(total, parts):
    """Figures for a total and its parts, and an oracle that counts what it is asked."""
    asked = []
    figures = [said("total", "", total, total)]
    figures += [said(f"p{n:02}", f"{n}", part, part) for n, part in enumerate(parts)]

    def agrees(figures):
        asked.append(1)
        figures = list(figures)
        all_ = [f for f in figures if not f.scope]
        sum_ = sum(f.interval.low for f in figures if f.scope)
        values = {f.key: f.interval.low for f in reversed(figures)}
        single = all(values[f.key] == f.interval.low for f in figures)
        return single and all(sum_ <= f.interval.high for f in all_)

    return figures, agrees, asked


def test_sixty_figures_with_more_conflicts_than_can_be_counted_are_told_with_few_questions():
    figures, agrees, asked = amounts(50, [1] * 60)  # any 51 of the parts exceed the total
    found = minimal_conflicts(figures, agrees)
    assert len(found) == 20 and {len(each) for each in found} == {52}
    assert ids(corrections(figures, agrees, found)) == [("total",)]
    assert len(asked) < 5000


def test_sixty_figures_in_thirty_pairs_are_told_with_few_questions():
    figures, agrees, asked = amounts(10**6, range(30))
    figures += [
        dataclasses.replace(
            each, id=f"{each.id}-again", interval=Interval(Decimal(99), Decimal(99))
        )
        for each in figures[1:]
    ]
    found = minimal_conflicts(figures, agrees)
    assert len(found) == 20 and {len(each) for each in found} == {2}
    fewest = corrections(figures, agrees, found)
    assert len(fewest) == 20 and {len(each) for each in fewest} == {30}
    assert len(asked) < 5000


def test_a_search_that_is_too_long_says_that_there_may_be_more(monkeypatch):
    monkeypatch.setattr(subject, "MOST_QUESTIONS", 30)
    figures, agrees, _ = amounts(2, [1] * 8)
    told = found_conflicts("investment", figures, agrees, announcement([], figures), gap, bounds)
    assert 0 < len(told) < 20 and all(conflict.more for conflict in told)
    (one,) = corrections(figures, agrees)
    assert agrees(each for each in figures if each not in one)


# --- the records of conflicts


def gap(figures):
    return float(len(list(figures)))


def bounds(figure, others):
    return Bounds(float(len(list(others))), 9.0)


def told(figures):
    dataset = announcement([project("p")], figures)
    return found_conflicts("investment", figures, agrees, dataset, gap, bounds)


def test_every_conflict_is_told_with_its_gap_and_with_what_mends_everything():
    first = [said("b", "b", 1, 1), said("a", "a", 1, 1), said("total", "abc", 1, 1)]
    (conflict,) = told(first)
    assert ids([conflict.figures]) == [("a", "b", "total")] and conflict.gap == 3
    assert [(drop.figure.id, drop.low) for drop in conflict.drops] == [
        ("a", 2),
        ("b", 2),
        ("total", 2),
    ]
    assert not conflict.more and not conflict.tally
    apart = [*first[1:], said("c1", "c", 0, 0), said("c2", "c", 1, 1, "S2")]
    one, other = told(apart)
    assert ids([one.figures, other.figures]) == [("c2", "c1"), ("c2", "a", "total")]
    assert one.drops == other.drops and [drop.figure.id for drop in one.drops] == ["c2"]
    assert told(first[:2]) == ()


def test_what_mends_everything_comes_first_in_each_conflict():
    figures = [
        said("z", "abc", 2, 2),
        said("a", "a", 3, 3),
        said("b", "b", 3, 3),
    ]
    one, other = told(figures)
    assert ids([one.figures, other.figures]) == [("z", "a"), ("z", "b")]
    assert [drop.figure.id for drop in one.drops] == ["z"] and one.drops == other.drops


def test_a_figure_and_what_says_it_again_are_one_and_are_left_out_together():
    figures = [
        said("total", "abc", 2, 2),
        said("again", "abc", 2, 2),
        said("elsewhere", "abc", 2, 2, "S2"),
        said("a", "a", 3, 3),
    ]
    assert ids(each.figures for each in told(figures)) == [("a", "again"), ("a", "elsewhere")]
    assert [drop.low for drop in told(figures)[0].drops] == [3]
    figures = [each for each in figures if each.id != "elsewhere"]
    assert ids(corrections(figures, agrees)) == [("a",), ("again", "total")]


@pytest.mark.parametrize(("source", "expected"), [("S1", True), ("S2", False)])
def test_two_numbers_of_one_source_for_one_thing_are_two_tallies(source, expected):
    (conflict,) = told([said("a", "a", 1, 1), said("b", "a", 2, 2, source)])
    assert conflict.tally is expected


def test_two_figures_of_one_source_for_two_things_are_no_tallies():
    figures = [said("a", "a", 3, 3), said("ab", "ab", 2, 2)]
    assert not is_tally(figures, announcement([], figures))
    assert not is_tally([*figures, said("a2", "a", 1, 1)], announcement([], figures))


def test_what_no_figure_is_the_cause_of_is_no_conflict_of_figures():
    assert minimal_conflicts([said("a", "a", 1, 1)], lambda figures: False) == ()
    assert corrections([said("a", "a", 1, 1)], lambda figures: False) == ()


def test_a_figure_that_cannot_be_true_by_itself_is_a_conflict():
    assert ids(minimal_conflicts([said("a", "a", 5, 6), said("b", "b", 1, 1)], agrees)) == [("a",)]
