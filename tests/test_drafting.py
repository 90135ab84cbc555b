"""What a draft proposes for ten articles, against what is right for each of their figures."""

import base64
import csv
import doctest
import hashlib
import io
import re
import tomllib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

import helpers
from helpers.cli import main
from helpers.dataset import datapackage
from helpers.dataset.draft import draft, write_draft
from helpers.dataset.drafthead import language_of
from helpers.dataset.draftwords import simplified
from helpers.dataset.loader import load
from helpers.dataset.sectornames import SECTOR_NAMES
from helpers.figures import unread
from helpers.figures.article import Article, decoded, paragraphs, read_article
from helpers.figures.page import read_page
from helpers.figures.reading import find
from helpers.model.check import checked
from helpers.project import ProblemsError, Project
from helpers.telling import reader
from helpers.telling.marked import PAGE, write_page

FOLDER = Path(__file__).parent / "drafting"
LABELS = sorted(FOLDER.glob("*.toml"))
CORE = ("projects", "investment", "jobs")
# How many proposals are wrong today, by the article: in 09 三大 is no figure to the reader, in 25
# the currency of a bare 元, in 26 a project of two companies, in 35 a headline without its commas.
WRONG = {"09": 1, "25": 1, "26": 1, "35": 1}


def is_english(labels):
    return language_of(read_article(article_of(labels)).text) == "en"


def article_of(labels):
    return next(p for p in FOLDER.glob(f"{labels.stem}.*") if p.suffix in (".txt", ".html"))


def drafted(path):
    """The draft of an article: announcement.toml, and the rows of both tables."""
    article = read_article(path)
    head, projects, figures = draft(article, find(article.text), read_page(path)).values()
    rows = [list(csv.DictReader(io.StringIO(text))) for text in (projects, figures)]
    return tomllib.loads(head), *rows


def told(head, projects, figures):
    """What is proposed for each figure, in the form of the labels."""
    names = {row["id"]: row["local_name"] or row["name"] for row in projects}
    names |= {sector["id"]: sector["name"] for sector in head.get("sector", [])}
    for row in projects:
        if row["printed"]:
            yield f"{row['paragraph']} | {row['printed']} | project | {names[row['id']]}"
    for row in figures:
        kind, _, value = row["scope"].partition("=")
        scope = f"{kind}={names.get(value, value)}" if kind else ""
        parts = [row["paragraph"], row["printed"], row["measure"], scope, related(row)]
        yield " | ".join(part for part in parts if part)


def related(row):
    """What a row says of its scope besides the amount: ~each, ~share of jobs."""
    relation, of = row.get("relation", ""), row.get("of", "")
    return f"~{relation} of {of}" if of else f"~{relation}" if relation else ""


def head_told(head, projects):
    source = head["source"][0]
    unnamed = [int(row["count"] or -1) for row in projects if row["id"] == "unnamed"]
    return {
        "date": head.get("date"),
        "title": source["title"],
        "outlet": source["outlet"],
        "address": source["address"],
        "published": source["published"],
        "currency": head["currency"],
        "sectors": [sector["name"] for sector in head.get("sector", [])],
        "origins": sorted(origin["id"] for origin in head.get("origin", [])),
        "unnamed": unnamed[0] if unnamed else 0,  # -1: there are some, nobody knows how many
    }


def wrong(labels):
    """What is right for an article and not proposed, and how many proposals there are in all."""
    right = tomllib.loads(labels.read_text(encoding="utf-8"))
    head, projects, figures = drafted(article_of(labels))
    proposed = list(told(head, projects, figures))
    missing = [label for label in right["figures"] if not is_proposed(label, proposed)]
    got = head_told(head, projects)
    for name, value in got.items():
        due = right.get(name, "")
        due = sorted(due) if name == "origins" else due
        if name == "sectors":
            due = english(due)
        if caseless(value) != caseless(due):
            missing.append(f"{name} = {due!r}, and not {value!r}")
    return missing, len(right["figures"]) + len(got)


def is_proposed(label, proposed):
    """Whether a label is among the proposals; * is any measure that is no sum over the projects."""
    start, star, end = label.partition(" | *")
    if not star:
        return label in proposed
    near = [p for p in proposed if p.startswith(f"{start} | ") and p.endswith(end)]
    return any(p.split(" | ")[2] not in (*CORE, "project") for p in near)


def caseless(value):
    return [each.lower() for each in value] if isinstance(value, list) else value


def english(names):
    return [SECTOR_NAMES.get(simplified(name), name) for name in names]


@pytest.mark.parametrize("labels", LABELS, ids=lambda path: path.stem)
def test_a_draft_proposes_what_is_right(labels):
    missing, count = wrong(labels)
    print(f"{labels.stem}: {count - len(missing)} of {count}", *missing, sep="\n  ")
    assert len(missing) <= WRONG.get(labels.stem, 0)


def test_a_group_of_words_that_only_look_alike_is_not_taken_for_one():
    """What must not be proposed: names of speakers, announcers and places, and lists of firms."""
    article = Article(
        (
            "Amber zone lands deals",
            "President Jane Roe said 5 billion yuan would come by 2030.",
            "The investors include Foo Ltd, Bar Inc and Baz Corp, in Paris, Rome and Oslo.",
            "Output grew to 3 billion yuan, and a fund of 2 billion yuan was set up.",
        )
    )
    head, projects, figures = draft(article, find(article.text)).values()
    assert "sector" not in tomllib.loads(head) and projects.count("\n") == 1
    measures = [row["measure"] for row in csv.DictReader(io.StringIO(figures))]
    assert measures == ["planned-investment", "output", "programme-investment"]


def test_each_proposal_quotes_the_words_it_rests_on():
    for labels in LABELS:
        path = article_of(labels)
        text = " ".join(" ".join(read_article(path).paragraphs).split())
        _, projects, figures = drafted(path)
        for row in [*projects, *figures]:
            quoted = re.findall("it says “(.*?)”[;.]", row["draft"])
            assert row["id"] == "unnamed" or (quoted and quoted[0] in text), row
            name = row.get("local_name") or row.get("name", "")
            assert row["id"] == "unnamed" or name in text


PARTS = [
    *("项目", "总投资", "20亿元", "外资", "其中", "涉及", "等领域", "90个", "去年", "岗位"),
    *("的", "。", "；", "、", "亿", "(", ")", ";", ":", ",", ".", "\n", " ;", "the", "3.5"),
    *("Foo Ltd", "will invest", "$5 million", "12 projects", "jobs", "50%", "unnamed", "by 2030"),
    *("in wind, solar and hydro", "5 GWh", "7 gwh", "domestic"),
]  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80) | st.lists(
    st.sampled_from(PARTS), max_size=30
).map(" ".join)


@given(TEXTS)
def test_check_can_speak_about_the_draft_of_any_text(tmp_path_factory, text):
    project = Project(tmp_path_factory.mktemp("any"))
    try:
        article = Article(paragraphs(decoded(text.encode(), "x"), "x"))
    except ValueError:
        return
    found = find(article.text)
    folder = write_draft("any-2020", article, found, project)
    assert write_page("any-2020", article, project) == folder / "draft.html"
    for settled in (False, True):
        if settled:
            for path in folder.glob("*.csv"):
                path.write_text(without_drafts(path.read_text(encoding="utf-8")), encoding="utf-8")
        with pytest.raises(ProblemsError) as error:
            checked("any-2020", project, article)
        assert all(line.startswith("data/any-2020") for line in error.value.problems)
        assert not any("is not declared" in line for line in error.value.problems)


ENGLISH = [path for path in LABELS if is_english(path)]


@pytest.mark.parametrize("labels", ENGLISH, ids=lambda path: path.stem)
def test_what_a_draft_proposes_can_all_be_true_together(labels, tmp_path):
    """Only what a person knows is missing: settled as it is, the dataset is accepted."""
    path = article_of(labels)
    article, project = read_article(path), Project(tmp_path)
    folder = write_draft("x-2024", article, find(article.text), project, read_page(path))
    head = (folder / "announcement.toml").read_text(encoding="utf-8")
    head = re.sub(r"draft = \[.*?\n\]\n", "", head, flags=re.DOTALL)
    head = head.replace('address = ""', 'address = "https://example.org"').replace('""', '"X"')
    (folder / "announcement.toml").write_text(head, encoding="utf-8")
    for table in folder.glob("*.csv"):
        table.write_text(without_drafts(table.read_text(encoding="utf-8")), encoding="utf-8")
    article_alone, _ = checked("x-2024", project, article)
    assert article_alone.adds_up


def without_drafts(text):
    """A table whose column `draft` is empty: all that is proposed counts as settled."""
    rows = list(csv.DictReader(io.StringIO(text)))
    new = io.StringIO()
    table = csv.DictWriter(new, csv.DictReader(io.StringIO(text)).fieldnames)
    table.writeheader()
    table.writerows(row | {"draft": ""} for row in rows)
    return new.getvalue()


# --- the page beside a draft


def page_for(article, tmp_path):
    project = Project(tmp_path)
    write_draft("page-2020", article, find(article.text), project)
    path = write_page("page-2020", article, project)
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_the_page_shows_each_figure_in_its_place_with_its_row(tmp_path):
    article = read_article(FOLDER / "01.txt")
    page = page_for(article, tmp_path)
    marks = [mark for mark in page.select("main section mark") if mark.a]
    assert [mark.contents[0] for mark in marks] == [f.phrase for f in find(article.text)]
    notes = {note["id"]: note.get_text() for note in page.select("ol li")}
    for mark in marks:
        assert mark.a["href"].removeprefix("#") in notes and mark["title"]
    huasheng = next(mark for mark in marks if mark.contents[0] == "12 billion yuan")
    assert huasheng["class"] == ["project"]
    note = notes[huasheng.a["href"].removeprefix("#")]
    assert "11.5–12.5 billion yuan" in note and "projects.csv, row 2" in note
    assert "to settle" in note and "Huasheng Energy" in note
    paragraphs_shown = [section.p.get_text() for section in page.select("main section")]
    assert len(paragraphs_shown) == len(article.paragraphs)


def test_the_page_marks_what_is_not_understood_and_what_has_no_row(tmp_path):
    article = Article(
        ("Foo signs 2 projects", "It costs 5.4bil in 2019. Bar spends 3 billion yuan.")
    )
    page = page_for(article, tmp_path)
    assert "2019" in [mark.get_text() for mark in page.select("section mark.number")]
    (tmp_path / "data" / "page-2020" / "figures.csv").write_text("id\n", encoding="utf-8")
    path = write_page("page-2020", article, Project(tmp_path))
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    assert page.select_one("section mark.no-row").contents[0] == "2 projects"
    assert "without a row" in page.select_one("main > p").get_text()


def test_the_page_tells_relations_apart(tmp_path):
    article = read_article(FOLDER / "34.html")
    page = page_for(article, tmp_path)
    marks = {mark.contents[0]: mark for mark in page.select("section mark.related")}
    assert list(marks) == ["1亿元以上", "8亿元", "六成", "三分之一"]
    assert "investment, electronic information, share" in marks["六成"]["title"]
    assert "粤能储能电站项目, part" in marks["8亿元"]["title"]
    assert page.select_one(".key mark.related")


def test_the_columns_of_relations_are_there_only_where_a_row_needs_them():
    with_relations, without = (read_article(FOLDER / name) for name in ("31.txt", "01.txt"))
    headers = []
    for article in (with_relations, without):
        _, projects, figures = draft(article, find(article.text)).values()
        headers.append(figures.partition("\n")[0].split(","))
        assert "could_be" not in projects
    assert "relation" in headers[0] and "of" not in headers[0]
    assert "relation" not in headers[1] and headers[1][-1] == "draft"


def figures_of(*lines):
    """The rows of figures.csv that are proposed for an article, by their phrases."""
    article = Article(lines)
    _, _, figures = draft(article, find(article.text)).values()
    return {row["printed"]: row for row in csv.DictReader(io.StringIO(figures))}


def test_a_limit_on_each_project_of_a_group_is_about_that_group():
    rows = figures_of(
        "Lake City signs 12 projects worth 20 billion yuan",
        "The four domestic projects would each invest at least 50 million yuan.",
        "The remaining projects are each worth at least 20 million yuan.",
    )
    domestic, rest = rows["at least 50 million yuan"], rows["at least 20 million yuan"]
    assert (domestic["relation"], domestic["scope"]) == ("each", "origin=domestic")
    assert "every single one of all domestic projects" in domestic["draft"]
    assert (rest["relation"], rest["scope"]) == ("each", "project=unnamed")


@pytest.mark.parametrize(
    "line, day",
    [
        ("LAKE CITY, 12 February 2025 – The zone yesterday signed nine projects.", "11"),
        ("LAKE CITY, 12 February 2025 – The zone signed nine projects.", "12"),
        ("The zone signed nine projects on 12 February 2025, it said yesterday.", "12"),
        ("本报2025年2月12日讯 昨天，湖城市签约项目9个。", "11"),
    ],
)
def test_yesterday_is_the_day_before_the_dateline(line, day):
    article = Article(("Lake City signs 9 projects", line))
    head = tomllib.loads(draft(article, find(article.text))["announcement.toml"])
    assert f"{head['date']}" == f"2025-02-{day}"


def test_a_percentage_behind_or_tells_the_same_sum_again():
    rows = figures_of(
        "Lake City signs 9 projects worth 2 billion dollars",
        "The projects, in shipbuilding, logistics and clean energy, begin next year.",
        "Foreign companies account for 1.3 billion dollars of the total, or 65 per cent, while "
        "five Lakeland-based companies will invest 700 million dollars.",
        "Logistics drew 265 million dollars, or 13 per cent.",
        "Foreign investment rose by 300 million dollars, or 30 per cent.",
    )
    told = {phrase: (row["relation"], row["scope"]) for phrase, row in rows.items()}
    assert told["65 per cent"] == ("share", "origin=foreign")
    assert told["700 million dollars"] == ("", "")
    assert told["265 million dollars"] == ("", "sector=logistics")
    assert told["13 per cent"] == ("share", "sector=logistics")
    assert told["30 per cent"][0] == ""


def test_numbers_that_stand_alone_are_of_the_projects_before_them():
    rows = figures_of(
        "Lake City signs 11 projects worth 20 billion yuan",
        "Of the 11 projects, seven are foreign, worth 12 billion yuan, and four are domestic.",
        "Of the 300 guests, sixty are foreign.",
    )
    told = {phrase: (row["measure"], row["scope"]) for phrase, row in rows.items()}
    assert told["seven"] == ("projects", "origin=foreign")
    assert told["four"] == ("projects", "origin=domestic")
    assert "projects" not in [row["measure"] for row in rows.values() if row["paragraph"] == "3"]


def test_a_number_behind_a_preposition_is_no_kind_of_projects():
    article = Article(
        (
            "Lake City signs 9 projects worth 2 billion dollars",
            "The projects, in shipbuilding, port logistics and clean energy, begin next year.",
            "Shipbuilding took a slice with six projects, and logistics drew 560 million dollars "
            "across three projects.",
        )
    )
    head = tomllib.loads(draft(article, find(article.text))["announcement.toml"])
    names = [sector["name"] for sector in head["sector"]]
    assert names == ["Shipbuilding", "Port logistics", "Clean energy"]


@pytest.mark.parametrize(
    "home", ["South Korea’s ", "South Korea's ", "Abu Dhabi-based ", "Germany’s ", ""]
)
def test_a_name_is_proposed_without_where_it_is_from(home):
    article = Article(
        (
            "Lake City signs 9 projects worth 2 billion dollars",
            f"{home}Hanbit Energy will invest 275 million dollars in a plant.",
        )
    )
    projects = draft(article, find(article.text))["projects.csv"]
    named = [row["name"] for row in csv.DictReader(io.StringIO(projects)) if row["printed"]]
    assert named == ["Hanbit Energy"]


def test_chinese_text_may_have_latin_commas():
    lines = (
        "湖城市签约项目52个，总投资474亿元",
        "从产业看，新能源项目28个，总投资296亿元；高端装备项目24个，总投资178亿元。",
        "据介绍，52个项目年内开工。",
    )
    latin = [line.replace("，", ",").replace("；", ";") for line in lines]
    scopes = [
        [(row["measure"], row["scope"]) for row in figures_of(*each).values()]
        for each in (lines, latin)
    ]
    assert ("projects", "sector=new-energy") in scopes[0]
    assert scopes[0] == scopes[1]


RELATIONS = {
    "Foo will invest 3 billion yuan, 15% of the total investment.": "share",
    "All 12 deals are worth at least 40 million yuan apiece.": "each",
    "单个项目投资额均不低于5000万元。": "each",
    "12个项目单体投资均在1亿元以上。": "each",
    "The largest project is worth 4 billion yuan.": "largest",
    "Foo will invest 3 billion yuan in a plant, 1 billion yuan of it in the first phase.": "",
    "Each deal is worth over 40 million yuan.": "each",
    "The 12 projects are each worth at least 40 million yuan.": "each",
    "Foreign investors account for 62 percent of the audience.": "",
    "Foreign firms make up 30% of the capital.": "share",
    "Bar spends 30% of the capital on foreign machines.": "",
}


@pytest.mark.parametrize("sentence", RELATIONS)
def test_a_relation_is_proposed_only_where_the_words_name_both_sides(sentence):
    article = Article(("Lake City signs 12 projects worth 20 billion yuan", sentence))
    _, _, figures = draft(article, find(article.text)).values()
    rows = csv.DictReader(io.StringIO(figures))
    found = {row.get("relation") or "" for row in rows if row["paragraph"] == "2"}
    assert RELATIONS[sentence] in found and len(found - {""}) <= 1
    assert RELATIONS[sentence] or found <= {""}


def test_check_renews_the_page_and_says_what_is_settled(copy, capsys):
    source = str(FOLDER / "01.txt")
    assert main(["new", "lake-2024", "--from", source]) == 0
    folder = copy / "data" / "lake-2024"
    page = folder / "draft.html"
    assert "19 figures to settle, 0 settled" in page.read_text(encoding="utf-8")
    table = folder / "projects.csv"
    table.write_text(without_drafts(table.read_text(encoding="utf-8")), encoding="utf-8")
    page.unlink()
    page.symlink_to(table)  # what stands in its place is replaced, and never written to
    assert main(["check", "lake-2024", "--source", source]) == 2
    assert "16 figures to settle, 3 settled" in page.read_text(encoding="utf-8")
    assert table.read_text(encoding="utf-8").startswith("id,name") and not page.is_symlink()


def test_the_page_is_no_part_of_a_dataset(copy):
    project, id_ = Project(copy), "jiangning-2020-05"
    before = load(id_, project=project).digest
    assert write_page(id_, Article(("A headline", "20 billion yuan")), project).exists()
    dataset = load(id_, project=project)
    assert dataset.digest == before
    described = str(list(datapackage.resources(dataset, project)))
    assert "projects.csv" in described and PAGE not in described
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert f"data/*/{PAGE}" in ignored


HOSTILE = [
    "<script>alert(1)</script>", "</p></main><h1>Owned</h1>", "\" onmouseover=\"alert(1)",
    "<img src=x onerror=alert(1)>", "</style><script>", "{{ 7 * 7 }}", "{% raw %}", "&lt;b&gt;",
    "javascript:alert(1)", "<base href=\"https://example.org\">", "' onfocus='x", "<!--", "]]>",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_every_word_of_an_article_is_shown_as_the_text_it_is(text, tmp_path):
    lines = (
        f"{text} signs 9 projects",
        f"Foo {text} will invest 5 billion {text} yuan, 7%. {text}",
    )
    page = page_for(Article(lines), tmp_path)
    shown = [section.p for section in page.select("main section")]
    for line, paragraph in zip(lines, shown, strict=True):
        for note in paragraph.select("a, small"):
            note.extract()
        assert paragraph.get_text().strip() == line
    tags = {tag.name for tag in page.find_all(True)}
    assert not tags & {"script", "img", "base", "iframe", "form"} and len(page.find_all("h1")) == 1
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert {link["href"][:2] for link in page.find_all("a")} <= {f"#{side}" for side in "mn"}
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    style = page.style.string
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy and not page.find_all(style=True) and "url(" not in style


# --- the same in a notebook


def test_a_notebook_shows_a_text_with_its_figures_and_has_them_as_a_frame():
    figures = helpers.read("16 projects worth <b>over 20 billion yuan</b> & 35%")
    assert figures.frame.index.names == ["paragraph", "start"]
    assert figures.frame.kind.tolist() == ["count", "money", "percent"]
    page = BeautifulSoup(figures._repr_html_(), "html.parser")
    assert [m["class"][0] for m in page.select("section mark")] == ["all", "project", "group"]
    assert page.b is None and len(repr(figures)) < 80
    with pytest.raises(ProblemsError, match="XYZ"):
        helpers.read("5 billion", "XYZ")
    with pytest.raises(ProblemsError, match="no text"):
        helpers.read(" ")
    assert not doctest.testmod(reader).failed and not doctest.testmod(unread).failed


def test_a_sector_is_proposed_for_the_words_about_the_project_alone():
    _, projects, _ = drafted(FOLDER / "03.txt")
    assert {row["name"]: row["sector"] for row in projects if row["sector"]} == {
        "Deccan Cements Ltd": "cement",
        "Narmada Foods": "food-processing",
        "Trident Textiles": "textiles",
    }
    assert all(bool(row["sector"]) == bool(row["note"]) for row in projects)
