"""Every relation that an article states is loaded as what it is, and a mistake in one is told.

The announcement is made up. The mistakes stand in `relations.toml`, a replacement in a file each.
"""

import tomllib
from decimal import Decimal

import pytest
from conftest import ROOT

from helpers.dataset.entities import COMPARISONS, KnownConflict, Relation, number_of
from helpers.dataset.loader import load
from helpers.dataset.relations import is_of_kind
from helpers.figures.reading import read
from helpers.project import ProblemsError, Project

HEAD = """\
version = "1.0.0"
updated = 2026-11-26
title = "Projects signed at Harbour City"
label = "Harbour City"
date = 2024-03-14
place = "Harbour City"
currency = "CNY"

[[source]]
id = "S1"
role = "article"
title = "Projects signed"
outlet = "The Harbour Post"
address = "https://harbour-post.example/projects"
published = "2024-03-15"
accessed = 2026-11-26
language = "en"
paragraphs = 9

[[sector]]
id = "manufacturing"
name = "Manufacturing"

[[sector]]
id = "services"
name = "Services"

[[sector]]
id = "logistics"
name = "Logistics"

[[origin]]
id = "domestic"
name = "Domestic"

[[origin]]
id = "foreign"
name = "Foreign"

[[region]]
id = "jiangsu"
name = "Jiangsu"

[[region]]
id = "nanjing"
name = "Nanjing"
within = "jiangsu"

[[region]]
id = "jiangning"
name = "Jiangning"
within = "nanjing"

[[region]]
id = "zhejiang"
name = "Zhejiang"

[[measure]]
id = "projects"
name = "projects signed"
unit = "projects"

[[measure]]
id = "investment"
name = "investment signed"
unit = "money"

[[measure]]
id = "share"
name = "share of the investment"
unit = "%"

[[measure]]
id = "jobs"
name = "jobs"
unit = "jobs"
additive = true

[[measure]]
id = "graduates"
name = "jobs of graduates"
unit = "jobs"
additive = true
part_of = "jobs"

[[measure]]
id = "share-of-jobs"
name = "share of the jobs"
unit = "%"
share_of = "jobs"

[[measure]]
id = "output"
name = "output"
unit = "money"

[[measure]]
id = "output-2019"
name = "output of 2019"
unit = "money"

[[measure]]
id = "invested"
name = "investment made"
unit = "money"
outcome_of = "investment"

[[measure]]
id = "growth"
name = "growth of output"
unit = "%"

[[conflict]]
figures = ["total", "plant"]
note = "The article gives them so."

[[change]]
version = "1.0.0"
date = 2026-11-26
what = "First release."
"""
PROJECTS = """\
id,name,local_name,count,printed,source,paragraph,sector,origin,region,could_be,note
plant,Plant,,1,3.2 bn yuan,S1,3,manufacturing,domestic,nanjing,manufacturing logistics,It makes it.
port,A port,,1,,S1,3,logistics,domestic,zhejiang,,The article says so.
offices,Offices,,4,,S1,3,services,foreign,jiangsu,,The article says so.
rest,Those not named,,,,S1,1,manufacturing services,,,,It names no port but one.
"""
FIGURES = """\
id,source,paragraph,measure,relation,scope,of,printed_scope,printed,low,high,unit,note
total,S1,2,investment,,,,,20 billion yuan,,,,
percentage,S1,2,share,,sector=manufacturing,,,70%,,,,
fraction,S1,2,investment,,origin=foreign,,,two thirds,,,,
tenths,S1,2,projects,share,origin=domestic,,,七成,,,,
tenths-and-five,S1,2,jobs,,origin=domestic,,,六成五,,,,
within,S1,2,share,share,sector=manufacturing origin=foreign,sector=manufacturing,,half,,,,
of-jobs,S1,2,graduates,,sector=services,jobs sector=services,,30%,,,,
of-jobs-too,S1,2,share-of-jobs,,sector=services,,,15.5%,,,,
factor,S1,2,output,times,,output-2019,,2.5 times,,,,
growth,S1,2,output,growth,,output-2019,,10.8%,,,,
doubled,S1,2,output,growth,,output-2019,,more than doubled,100,200,,It is a growth by 100% or more.
each,S1,2,investment,each,origin=foreign,,,over 1 billion yuan,,,,
largest,S1,2,investment,largest,"sector=services,manufacturing",,,500 million US dollars,,,,
part,S1,2,jobs,part,sector=services,,,"1,200",,,,
either,S1,2,jobs,,"sector=services,manufacturing",,,"4,000",,,,
inner,S1,2,projects,,region=jiangsu,,,five,,,,
rate,S1,2,growth,,sector=services,,,12%,,,,
"""
TEXTS = {"announcement.toml": HEAD, "projects.csv": PROJECTS, "figures.csv": FIGURES}
MISTAKES = tomllib.loads((ROOT / "tests" / "relations.toml").read_text(encoding="utf-8"))["mistake"]
SERVICES = (("sector", "services"),)
EITHER = (("sector", "manufacturing,services"),)
FOREIGN = (("origin", "foreign"),)


def made(root, texts=TEXTS):
    folder = root / "data" / "harbour-city"
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Project(root)


@pytest.fixture
def harbour(tmp_path):
    return load("harbour-city", project=made(tmp_path))


@pytest.fixture
def figures(harbour):
    return {figure.id: figure for figure in harbour.figures}


@pytest.mark.parametrize(
    "id_, about, relation, scope, of, unit, low, high",
    [
        ("total", "investment", "", (), None, "CNY", "19.5e9", "20.5e9"),
        (
            *("percentage", "investment", "share", (("sector", "manufacturing"),)),
            *(("investment", ()), "%", "69.5", "70.5"),
        ),
        ("fraction", "investment", "share", FOREIGN, ("investment", ()), "%", "66.6", "66.7"),
        (
            *("tenths", "projects", "share", (("origin", "domestic"),)),
            *(("projects", ()), "%", "65", "75"),
        ),
        (
            *("within", "investment", "share", (*FOREIGN, ("sector", "manufacturing"))),
            *(("investment", (("sector", "manufacturing"),)), "%", "50", "50"),
        ),
        ("of-jobs", "graduates", "share", SERVICES, ("jobs", SERVICES), "%", "29.5", "30.5"),
        ("of-jobs-too", "jobs", "share", SERVICES, ("jobs", ()), "%", "15.45", "15.55"),
        ("factor", "output", "times", (), ("output-2019", ()), "times", "2.45", "2.55"),
        ("growth", "output", "growth", (), ("output-2019", ()), "%", "10.75", "10.85"),
        ("doubled", "output", "growth", (), ("output-2019", ()), "%", "100", "200"),
        ("each", "investment", "each", FOREIGN, None, "CNY", "1e9", "Infinity"),
        ("largest", "investment", "largest", EITHER, None, "USD", "499.5e6", "500.5e6"),
        ("part", "jobs", "part", SERVICES, None, "jobs", "1200", "1200"),
        ("either", "jobs", "", EITHER, None, "jobs", "4000", "4000"),
        ("rate", "growth", "", SERVICES, None, "%", "11.5", "12.5"),
    ],
)
def test_a_figure_is_what_its_row_says(id_, about, relation, scope, of, unit, low, high, figures):
    figure = figures[id_]
    assert (figure.about, figure.relation, figure.scope) == (about, Relation(relation), scope)
    assert (figure.of, figure.unit) == (of, unit)
    assert (figure.interval.low, figure.interval.high) == (Decimal(low), Decimal(high))


def test_what_is_said_of_an_amount_is_another_quantity_than_the_amount(figures):
    keys = [figure.key for figure in figures.values()]
    repeated = {"growth", "doubled"}
    assert len(set(keys)) == len(keys) - 1
    assert {id_ for id_, figure in figures.items() if keys.count(figure.key) > 1} == repeated


def test_a_share_by_either_measure_is_the_same_quantity(tmp_path):
    row = "fraction-too,S1,3,share,,origin=foreign,,,66.7%,,,,\n"
    project = made(tmp_path, TEXTS | {"figures.csv": FIGURES + row})
    found = {figure.id: figure for figure in load("harbour-city", project=project).figures}
    assert found["fraction-too"].key == found["fraction"].key


def test_a_scope_picks_all_that_it_joins_and_all_within(harbour):
    assert harbour.groups("region", "jiangsu") == {"jiangsu", "nanjing", "jiangning"}
    assert harbour.groups("region", "zhejiang,nanjing") == {"zhejiang", "nanjing", "jiangning"}
    assert harbour.groups("sector", "services") == {"services"}
    assert harbour.groups("project", "plant,port") == {"plant", "port"}


def test_a_project_may_be_in_any_group_within_its_own(harbour):
    regions = {project.id: project.attributes["region"] for project in harbour.projects}
    assert regions["offices"] == ("jiangsu", "nanjing", "jiangning")
    assert regions["plant"] == ("nanjing", "jiangning")
    assert regions["port"] == ("zhejiang",)
    assert regions["rest"] == ("jiangsu", "nanjing", "jiangning", "zhejiang")


def test_what_is_our_judgement_is_told_from_what_a_source_says(harbour, figures):
    assert {p.id: p.could_be for p in harbour.projects if p.judged} == {
        "plant": ("manufacturing", "logistics")
    }
    assert [id_ for id_, figure in figures.items() if figure.judged] == ["doubled"]


def test_a_number_of_projects_that_nobody_says_is_not_known(harbour):
    assert [project.count for project in harbour.projects] == [1, 1, 4, None]
    assert number_of(harbour.projects) is None
    assert number_of(harbour.projects[:3]) == 6


def test_measures_name_those_that_they_belong_to(harbour):
    measures = harbour.measures
    assert measures["share"].share_of == "investment"
    assert measures["share-of-jobs"].share_of == "jobs"
    assert measures["graduates"].part_of == "jobs"
    assert measures["invested"].outcome_of == "investment"
    assert measures["growth"].share_of is None


def test_a_conflict_names_its_figures_or_a_whole_measure(tmp_path):
    more = '[[conflict]]\nmeasure = "jobs"\nnote = "So they stand."\n\n[[change]]'
    head = HEAD.replace("[[change]]", more)
    dataset = load("harbour-city", project=made(tmp_path, TEXTS | {"announcement.toml": head}))
    assert dataset.known_conflicts == (
        KnownConflict(figures=("total", "plant"), note="The article gives them so."),
        KnownConflict(measure="jobs", note="So they stand."),
    )


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake["name"] for mistake in MISTAKES])
def test_a_mistake_is_one_line_with_its_place(mistake, tmp_path):
    text = TEXTS[mistake["file"]]
    assert mistake["old"] in text
    broken = text.replace(mistake["old"], mistake["new"], 1)
    with pytest.raises(ProblemsError) as caught:
        load("harbour-city", project=made(tmp_path, TEXTS | {mistake["file"]: broken}))
    (line,) = caught.value.problems
    assert line.startswith(f"data/harbour-city/{mistake['file']}: ")
    assert all(part in line for part in mistake["told"]), line


def test_each_relation_is_documented_with_a_phrase_that_it_takes():
    guide = (ROOT / "data" / "add-an-announcement.md").read_text(encoding="utf-8")
    _, *rows = [line.split("|") for line in guide.splitlines() if line.startswith("| `")]
    printed = {cells[1].strip(" `"): cells[6].strip(" `") for cells in rows}
    assert set(printed) == {relation.value for relation in Relation} - {""}
    for name, phrase in printed.items():
        relation, reading = Relation(name), read(phrase)
        assert is_of_kind(relation, reading) if relation in COMPARISONS else reading.kind == "money"
