"""What is decided of an announcement, once: its answer, who gives the amounts, what conflicts, what
is left.
"""

import dataclasses

import pytest
from synthetic import announcement, figure, project

from helpers.dataset.entities import Measure
from helpers.dataset.loader import load
from helpers.model.evidence import views
from helpers.model.findings import Outcome, findings
from helpers.model.scenarios import without


@pytest.fixture(scope="module")
def jiangning():
    return findings(views(load("jiangning-2020-05")))


@pytest.fixture(scope="module")
def telangana():
    return findings(views(load("telangana-2025-01")))


def test_jiangnings_answer(jiangning):
    assert jiangning.outcome is Outcome.SHARES and jiangning.lead == "sector"
    assert jiangning.projects == (16, 16) and jiangning.total_figure.id == "total"
    assert jiangning.answer.known == pytest.approx(0.506, abs=5e-4)
    assert jiangning.answer.outside_of_known == pytest.approx(0.897, abs=5e-4)
    kinds = [(part.group, part.kind) for part in jiangning.answer.parts]
    expected = [("new-energy-vehicles", "known"), ("outside", "outside"), (None, "unknown")]
    assert kinds == expected
    assert sum(part.share for part in jiangning.answer.parts) == pytest.approx(1)
    assert len(jiangning.bars) == 2 and jiangning.bars[-1] == jiangning.answer
    assert "5g-communication" in {group.term.id for group in jiangning.open_groups}
    assert jiangning.silent == ()


def test_the_amounts_are_credited_to_the_source_that_gives_them(jiangning):
    mine, all_ = (jiangning.disclosed[each.name] for each in jiangning.evidences)
    assert (mine.projects, mine.sources) == (1, ("S3",))
    assert (all_.projects, all_.complete) == (4, ("S1",)) and set(all_.sources) > {"S1"}
    chips = findings(views(load("chips-2024-04")))
    given = chips.disclosed[chips.everything.name]
    assert given.projects == 6 and not given.complete and len(given.sources) > 1


def test_one_project_has_two_shares_only_where_the_rates_differ(jiangning):
    assert jiangning.rates_differ
    (implied,) = jiangning.implied_rates
    assert implied.near and not implied.outside and implied.rate.value == pytest.approx(7)
    wujiang = findings(views(load("wujiang-2014-10")))
    assert not wujiang.rates_differ and not wujiang.implied_rates[0].outside


def test_what_conflicts_only_because_another_figure_is_wrong_is_told_apart(telangana):
    assert telangana.outcome is Outcome.CONFLICT and telangana.answer.parts == () == telangana.bars
    first, second = telangana.conflicts
    assert first.evidence is telangana.article and not first.repeated
    assert second.evidence is telangana.everything and second.against is None
    assert first.against.gap == pytest.approx(1.17e11, rel=1e-5) and first.parts == 5
    assert telangana.first_conflicts == (first,) and telangana.excess is first
    against = telangana.against
    assert {figure.id for figure in against.at_fault} == against.suspects == {"jsw", "skyroot"}
    assert [checked.figure.id for checked in against.misfits] == ["ctrls-investment"]
    assert {figure.id for figure in against.dragged} == {"total", "sun-petro", "meil"}
    (jsw, _) = first.suspects
    assert {figure.source for figure in jsw.borne_out} == {"S3"}
    assert len(telangana.differences) == 3
    assert telangana.silent == ("origin", "growth", "plans")


def test_a_single_evidence_is_told_as_the_only_one(jiangning):
    alone = findings(jiangning.everything)
    assert alone.single and alone.evidences == (jiangning.everything,) and not alone.only_article
    assert findings(jiangning.everything) is alone
    fewer = findings(without(jiangning.everything, "total"))
    assert fewer.total_figure.id == "headline-total"


@pytest.mark.parametrize(
    "projects, figures, outcome",
    [
        ([project("a", ["grid"])], [figure("total", "20 billion yuan")], Outcome.SHARES),
        ([project("a")], [figure("total", "20 billion yuan")], Outcome.NOTHING_KNOWN),
        ([project("a")], [figure("total", "at least 2 billion yuan")], Outcome.NO_LIMIT),
        ([project("a")], [], Outcome.NO_LIMIT),
        (
            [project("a")],
            [
                figure("total", "2.0 billion yuan"),
                figure("a", "3.0 billion yuan", scope=[("project", "a")]),
            ],
            Outcome.CONFLICT,
        ),
    ],
)
def test_outcomes(projects, figures, outcome):
    assert findings(views(announcement(projects, figures))).outcome is outcome


def test_the_answer_may_be_given_by_another_group_or_by_none():
    wujiang = findings(views(load("wujiang-2014-10")))
    assert wujiang.outcome is Outcome.BY_OTHER_GROUP and wujiang.lead == "stage"
    assert wujiang.answer.rest is None and not wujiang.fields and not wujiang.judged
    bare = announcement([project("a")], [figure("total", "20 billion yuan")])
    object.__setattr__(bare, "dimensions", ())
    assert findings(views(bare)).outcome is Outcome.NO_GROUPS


def test_what_rounding_leaves_is_open_and_not_unknown():
    split = announcement(
        [project("a", ["grid"]), project("b", ["cars"])],
        [
            figure("total", "20 billion yuan"),
            figure("a", "over 10 billion yuan", scope=[("project", "a")]),
            figure("b", "over 3 billion yuan", scope=[("project", "b")]),
        ],
    )
    found = findings(views(split))
    assert found.answer.rest.kind == "open" and found.groups_without_amounts == ()


def test_signed_is_said_of_what_was_signed_and_of_nothing_else():
    measures = {
        "tax": Measure("tax", "tax paid", "money"),
        "tax-planned": Measure("tax-planned", "tax planned", "money", "", "tax"),
        "planned": Measure("planned", "investment planned", "money", "", "investment"),
    }
    subject = announcement(
        [project("a")],
        [
            figure("total", "over 20 billion yuan"),
            figure("tax", "2 billion yuan", "tax"),
            figure("tax-plan", "4 billion yuan", "tax-planned"),
            figure("plan", "70 billion yuan", "planned"),
        ],
    )
    subject = dataclasses.replace(subject, measures=subject.measures | measures)
    tax, signed = findings(views(subject)).plans
    assert not tax.signed and tax.figure is None and tax.low == tax.high == pytest.approx(2e9)
    assert signed.signed and signed.figure.id == "total"


def test_a_total_that_is_not_taken_literally_is_told_only_where_there_is_no_other():
    literal = figure("total", "20 billion yuan")
    meant = figure("meant", "30 billion yuan").interval
    corrected = dataclasses.replace(literal, interval=meant)
    only = findings(views(announcement([project("a")], [corrected])))
    assert only.total_figure is corrected and only.total == (2.95e10, 3.05e10)
    rough = figure("rough", "over 20 billion yuan")
    both = findings(views(announcement([project("a")], [corrected, rough])))
    assert both.total_figure is rough and both.total_qualified


def test_groups_that_could_be_more_or_less_are_told_by_the_least_of_them():
    found = findings(views(load("jiangning-2021-10"))).spread
    assert len(found.open) == 6 and not found.exact and found.points == 100
    assert (found.reach.low, found.reach.high) == pytest.approx((0.936, 0.991), abs=5e-4)


def test_what_grew_is_decided_with_its_figures(jiangning):
    highest = jiangning.highest_percentages
    assert highest.grew and [str(f.value) for f in highest.ranked] == ["43.6", "23", "10.8"]


def test_a_scenario_is_known_for_one(jiangning):
    assert jiangning.scenario is None
    changed = [without(each, "total") for each in jiangning.evidences]
    assert findings(changed).scenario is changed[1]
    assert findings(changed[0]).scenario_of_article and not findings(changed).scenario_of_article
