"""What a report leaves behind for the comparison and the front page, as plain data."""

import pytest

from helpers.dataset.loader import load
from helpers.model.evidence import views
from helpers.project import ProblemsError, Project
from helpers.telling import summary

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def summaries():
    ids = ("telangana-2025-01", "jiangning-2020-05")
    return [summary.summarised(views(load(id_)), [], "<svg/>", "A chart.") for id_ in ids]


def written(project, summaries):
    for each in summaries:
        folder = project.reports / each.id
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "summary.json").write_bytes(summary.written(each))


def test_it_is_the_same_once_written_and_read(summaries, tmp_path):
    (tmp_path / "data").mkdir()  # a worker has reports, and no data
    written(Project(tmp_path), summaries)
    read = summary.read_all(Project(tmp_path))
    assert [each.id for each in read] == ["jiangning-2020-05", "telangana-2025-01"]
    written(Project(tmp_path), read)
    assert summary.read_all(Project(tmp_path)) == read
    assert read[1] == summaries[0]


def test_its_facts(summaries):
    telangana, jiangning = summaries
    assert jiangning.disclosed == pytest.approx(0.506, abs=5e-4) and jiangning.printed == 4
    assert jiangning.traced == pytest.approx(0.506, abs=5e-4)
    assert jiangning.traced_outside == pytest.approx(0.454, abs=5e-4)
    assert jiangning.total_usd[0] == pytest.approx(20.15e9 / 7.1004, rel=1e-4)
    assert telangana.traced is None and telangana.money == "investment" and telangana.noun == "deal"
    assert jiangning.rate.value == pytest.approx(7) and not jiangning.rate_stated
    assert jiangning.foreign.known == pytest.approx(0.33, abs=5e-4)
    assert jiangning.average[0] == pytest.approx(177.37e6, rel=1e-4)
    assert [(failure.allowed, failure.away) for failure in jiangning.failures] == [("", "")]
    assert telangana.disclosed is None and telangana.average is None and not telangana.adds_up
    jsw = next(failure for failure in telangana.failures if "JSW" in failure.name)
    assert jsw.gap == pytest.approx(7.1495e10) and jsw.away.endswith("7,150 crore")
    assert telangana.finding.startswith("The five deals come to") and telangana.alt == "A chart."


def test_a_report_of_other_data_is_refused(summaries, copy):
    written(Project(copy), summaries)
    missing = "reports/chips-2024-04: there is no report of the data as they are"
    with pytest.raises(ProblemsError, match=missing) as refusal:
        summary.read_all(Project(copy))
    assert not any("jiangning-2020-05" in problem for problem in refusal.value.problems)
    with (copy / "data" / "jiangning-2020-05" / "figures.csv").open("a") as file:
        file.write("\n")
    with pytest.raises(ProblemsError, match="reports/jiangning-2020-05"):
        summary.read_all(Project(copy))
