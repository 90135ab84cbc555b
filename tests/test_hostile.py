"""Data is text and never code: what a dataset says is shown as it is, or refused in a line."""

import csv
import io
import json
import os
import re
import shutil
import signal
import sys
import tomllib

import pypdf
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from helpers.cli import main
from helpers.dataset.draft import draft
from helpers.dataset.files import MOST_BYTES
from helpers.dataset.loader import load, settled_ids
from helpers.dataset.schema import TABLES
from helpers.figures import reading as printed
from helpers.figures.article import Article, decoded, paragraphs
from helpers.project import ProblemsError, Project
from helpers.publishing import report

ID = "jiangning-2020-05"
TEXTS_OF = tomllib.loads((ROOT / "tests" / "hostile.toml").read_text(encoding="utf-8"))
SHOWN = [text for texts in TEXTS_OF.values() for text in texts]


def dataset(project, names):
    """Make the dataset of one project a name, each of which says it in its note too."""
    rows = [
        {
            "id": f"p{i}",
            "name": name,
            "count": 1,
            "source": "S1",
            "paragraph": 1,
            "sector": "grid",
            "note": name,
        }
        for i, name in enumerate(names)
    ]
    folder = project / "data" / "hostile"
    folder.mkdir()
    toml = (
        (ROOT / "data" / ID / "announcement.toml")
        .read_text(encoding="utf-8")
        .partition("[[source]]")[0]
    )
    toml = re.sub(
        "(?m)^(title|label|place) = .*$",
        lambda m: f"{m[1]} = {json.dumps(names[0], ensure_ascii=False)}",
        toml,
    )
    entries = {
        "source": {
            "id": "S1",
            "role": "article",
            "title": names[1],
            "outlet": names[2],
            "address": "https://example.org/x",
            "published": "2020",
            "language": "en",
            "note": names[3],
        },
        "sector": {"id": "grid", "name": names[4], "note": names[5]},
        "measure": {"id": "projects", "name": names[6], "unit": "projects"},
    }
    for name, entry in [
        *entries.items(),
        ("measure", {"id": "investment", "name": "money", "unit": "money"}),
    ]:
        toml += (
            f"\n[[{name}]]\n"
            + "".join(f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in entry.items())
            + ("accessed = 2020-05-20\nparagraphs = 3\n" if name == "source" else "")
        )
    toml += '\n[[change]]\nversion = "1"\ndate = 2020-05-20\nwhat = "x"\n'
    (folder / "announcement.toml").write_text(toml, encoding="utf-8")
    with (folder / "projects.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(
            file,
            [
                "id",
                "name",
                "local_name",
                "count",
                "printed",
                "source",
                "paragraph",
                "sector",
                "note",
            ],
            restval="",
        )
        table.writeheader()
        table.writerows(rows)
    header = ",".join(TABLES["dataset-figures"].required)
    figures = f"{header}\ntotal,S1,1,investment,,,20 billion yuan,,,,\n"
    (folder / "figures.csv").write_text(figures, encoding="utf-8")


@pytest.mark.slow
def test_every_text_is_shown_as_the_text_it_is(copy):
    dataset(copy, SHOWN)
    assert len(set(SHOWN)) == len(SHOWN) > 100
    assert_shown(report.rendered("hostile", Project(copy)), SHOWN)


# Within the page or the site, to a source, to the licence, or a table to save.
LINK = re.compile(
    r"#|[\w/-]+\.(html|pdf|csv|svg|png|ipynb)(#|$)|https://example\.org/x|"
    r"https://creativecommons\.org/|data:text/csv;base64,"
)


def assert_shown(files, texts):
    """Look for the texts (names, notes, the title) in each form of a report."""
    page = BeautifulSoup(files["reports/hostile.html"], "html.parser")
    rows = page.select("#table-projects tbody > tr")
    names = [row.select_one("th [id^=project-]").get_text() for row in rows]
    for row in rows:
        row.find_all("td")[-1].strong.decompose()  # the sector, which stands above the note
    notes = [row.find_all("td")[-1].get_text() for row in rows]
    assert names == notes == texts
    assert page.find_all(["script", "iframe", "img", "object", "base", "form"]) == []
    assert page.select_one("header[data-report] .kicker, main .kicker").text == texts[0]
    assert not [tag for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert all(LINK.match(link["href"]) for link in page.find_all("a"))
    text = "".join(
        sheet.extract_text()
        for sheet in pypdf.PdfReader(io.BytesIO(files["reports/hostile.pdf"])).pages
    )

    def bare(text):
        return re.sub(r"[\s\u00ad\u200b]|ﬁ|fi|-(?=\s*$)", "", text)

    missing = [name for name in texts if bare(name) not in bare(text)]
    assert missing == []
    rows = list(csv.DictReader(io.StringIO(files["reports/hostile/projects.csv"].decode())))
    assert [row["name"].removeprefix("'") for row in rows] == [
        name.removeprefix("'") for name in texts
    ]
    assert not [
        row["name"]
        for row in rows
        if row["name"][0] in "=@" or row["name"].startswith(("+1+", "-1+"))
    ]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project for datasets that come and go; the working directory is in it."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("data", "notebooks"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )
    return folder


REFUSED = {
    "a terminal's escape": (
        "projects.csv",
        "Agnos",
        "A\x1b[31mgnos",
        "line 5 has a character that cannot be seen (U+001B)",
    ),
    "a NUL": (
        "figures.csv",
        "over 20",
        "over\0 20",
        "has a character that cannot be seen (U+0000)",
    ),
    "a line turned around": ("projects.csv", "Agnos", "\u202eAgnos", "(U+202E)"),
    "a space of no width": ("figures.csv", "over 20", "over\u200b 20", "(U+200B)"),
    "a character of no standard": ("projects.csv", "Agnos", "\uffff", "(U+FFFF)"),
    "an address that is a script": (
        "announcement.toml",
        'address = "https',
        'address = "javascript:https',
        "is not the address of a page; it begins with https://",
    ),
    "an address of a file": (
        "announcement.toml",
        'address = "https:',
        'address = "file:',
        "is not the address of a page; it begins with https://",
    ),
    "not a number": (
        "figures.csv",
        "100000000000,1000000000000",
        "NaN,NaN",
        "“NaN” to “NaN” is not an interval",
    ),
    "more than any number": (
        "figures.csv",
        "100000000000,1000000000000",
        "1,1e400",
        "“1” to “1e400” is not an interval",
    ),
    "an endless number": (
        "figures.csv",
        "over 20 billion",
        f"{'9' * 400} billion",
        "it is too large for one",
    ),
    "a power": ("figures.csv", "over 20 billion", "1e400 billion", "cannot read “1e400 billion”"),
    "an id with dots": ("projects.csv", "agnos,", "../../etc,", "“../../etc” is not an id"),
    "a date beyond all": (
        "announcement.toml",
        "date = 2020-05-20",
        "date = 99999-01-01",
        "not valid TOML",
    ),
    "a colon in a scope": (
        "figures.csv",
        "kind=industrial",
        "kind=industrial;rm",
        "is not declared",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_shown_is_refused_in_one_line_that_is_safe_itself(case, copy, capsys):
    file, old, new, told = REFUSED[case]
    path = copy / "data" / ID / file
    assert old in path.read_text(encoding="utf-8")
    path.write_bytes(
        path.read_text(encoding="utf-8").replace(old, new, 1).encode("utf-8", "surrogatepass")
    )
    assert main(["check", ID]) == 2
    message = capsys.readouterr().err
    assert told in message and f"data/{ID}/{file}" in message
    assert message.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    "id_",
    [
        "../../etc",
        "..",
        "a/b",
        "/etc",
        "-x",
        "",
        "a\0b",
        "a\nb",
        "%2e%2e",
        "CON",
        "comparison",
        "index",
    ],
)
def test_an_id_leads_nowhere_else(id_, copy, capsys):
    outside = sorted(path.name for path in copy.parent.iterdir())
    for command in (["build", "--", id_], ["check", "--", id_]):
        assert main(command) == 2
    (copy / "article.txt").write_text("9 projects")
    assert main(["new", "--from", str(copy / "article.txt"), "--", id_]) == 2
    assert (
        sorted(path.name for path in copy.parent.iterdir()) == outside
        and "Traceback" not in capsys.readouterr().err
    )


def test_links_and_giants_are_refused(copy, capsys):
    data = copy / "data"
    (data / "linked").symlink_to(data / ID)
    assert main(["check", "linked"]) == 2 and "symbolic link" in capsys.readouterr().err
    (data / ID / "figures.csv").rename(data / "elsewhere.csv")
    (data / ID / "figures.csv").symlink_to(data / "elsewhere.csv")
    assert (
        main(["check", ID]) == 2
        and "figures.csv: it is reached by a symbolic link" in capsys.readouterr().err
    )
    (data / ID / "figures.csv").unlink()
    (data / ID / "figures.csv").mkdir()
    assert main(["check", ID]) == 2 and "figures.csv: it cannot be read" in capsys.readouterr().err
    (data / ID / "figures.csv").rmdir()
    with (data / ID / "figures.csv").open("wb") as giant:
        giant.truncate(40_000_000_000)  # it takes no room, but would fill the memory
    assert (
        main(["check", ID]) == 2 and f"larger than {MOST_BYTES:,} bytes" in capsys.readouterr().err
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_place_of_a_table_is_refused_and_not_waited_for(copy, capsys):
    table = copy / "data" / ID / "figures.csv"
    table.unlink()
    os.mkfifo(table)
    assert main(["check", ID]) == 2
    told = "figures.csv: it cannot be read: it is not a regular file"
    assert told in capsys.readouterr().err
    assert settled_ids(Project(copy)) == IDS  # one that cannot be read is not taken for a draft


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_folder_whose_name_is_not_text_is_named_in_characters_that_are(copy, capsys):
    (copy / "data" / "\udcff\udcfe").mkdir()
    for id_ in set(IDS) - {ID}:
        shutil.rmtree(copy / "data" / id_)
    assert main(["check"]) == 2
    out, err = capsys.readouterr()
    assert r"data/\udcff\udcfe: the name is not an id" in err and out == f"{ID}: ok\n"


def test_a_cell_cannot_forge_a_line_of_what_the_check_says(copy, capsys):
    table = copy / "data" / ID / "figures.csv"
    text = table.read_text(encoding="utf-8")
    assert "total,S3" in text
    forged = '"no such\ndata/other: ok",S3'
    table.write_text(text.replace("headline-total,S3", forged, 1), encoding="utf-8")
    assert main(["check", ID]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines and all(line.startswith(f"data/{ID}/figures.csv: ") for line in lines)
    assert r"“no such\ndata/other: ok” is not an id" in lines[0]


def test_an_article_cannot_speak_to_the_terminal(copy, capsys):
    (copy / "article.txt").write_text(
        "\x1b[31mOver\x07 \u202e20 billion yuan\x1b]0;title\x07 in 9 projects", encoding="utf-8"
    )
    assert main(["new", "escape-2020", "--from", str(copy / "article.txt")]) == 0
    assert capsys.readouterr().out.replace("\n", "").isprintable()


TEXTS = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
    | st.text("0123456789,.%$¥亿万元多超至-– over nearly billion crore to and", max_size=60)
    | st.text("零一二两十廿百千万亿兆点多余个家人元成级至近超约分之 ", max_size=20)
)


@given(TEXTS)
def test_the_reader_reads_or_refuses_whatever_it_is_given(text):
    for found in printed.find(text):
        assert found.reading.interval.low <= found.reading.interval.high and found.phrase in text
    try:
        printed.read(text)
    except ValueError as error:
        # the message quotes the text, or a part of it, and adds nothing that cannot be seen
        assert {character for character in str(error) if not character.isprintable()} <= set(text)


@given(st.binary(max_size=400) | TEXTS.map(str.encode))
def test_a_draft_is_made_of_any_article(content):
    try:
        article = Article(paragraphs(decoded(content, "x"), "x"))
    except ValueError:
        return
    files = draft(article, printed.find(article.text))
    assert files.keys() == {"announcement.toml", "projects.csv", "figures.csv"}


@given(
    st.sampled_from(["announcement.toml", "projects.csv", "figures.csv"]),
    st.integers(0, 10_000),
    st.binary(max_size=12) | TEXTS.map(str.encode),
    st.integers(0, 40),
)
def test_a_dataset_is_read_or_refused_wherever_it_is_spoilt(
    tmp_path_factory, file, place, new, length
):
    data = tmp_path_factory.getbasetemp() / "spoilt" / "data"
    folder = data / ID
    if not folder.exists():
        folder.mkdir(parents=True)
        (data.parent / "notebooks").mkdir()
    for path in (ROOT / "data" / ID).iterdir():
        content = path.read_bytes()
        if path.name == file:
            at = place % len(content)
            content = content[:at] + new + content[at + length :]
        (folder / path.name).write_bytes(content)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(data.parent)
        try:
            load(ID)
        except ProblemsError as error:
            assert all(problem.startswith(f"data/{ID}/") for problem in error.problems)


NAMES = st.lists(
    st.lists(
        st.sampled_from(SHOWN)
        | st.text(
            st.characters(codec="latin-1", categories=["L", "N", "P", "S"]), min_size=1, max_size=12
        ),
        min_size=1,
        max_size=4,
    ).map(" ".join),
    min_size=7,
    max_size=40,
)


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 4, phases=set(Phase) - {Phase.shrink})
@given(NAMES)
def test_any_texts_are_shown_as_they_are(project, names):
    shutil.rmtree(project / "data" / "hostile", ignore_errors=True)
    dataset(project, names)
    assert_shown(report.rendered("hostile", Project(project)), names)


PHRASES = [
    "0",
    "1",
    "0.5",
    "over 1 million",
    "nearly 900 billion yuan",
    "US$ 1",
    "US$ 3 billion",
    "up to 5 billion",
    "at least 2 billion",
    "100%",
    "0%",
    "-5%",
    "300%",
    "1–2 billion",
    "16",
    "one",
    "千亿级",
    "上百个",
    "Rs 1 crore",
    "0 yuan",
    "about 20 billion",
]


IDS = sorted(path.name for path in (ROOT / "data").iterdir() if path.is_dir())
PLACES = st.integers(0, 60)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["empty", "other", "phrase", "gone", "scope", "entry"]),
        st.sampled_from(["projects.csv", "figures.csv"]),
        PLACES,
        PLACES,
        PLACES,
    ),
    min_size=1,
    max_size=4,
)


def edited(id_, edits):
    """The files of a real dataset: cells are moved or emptied, rows and entries are taken out."""
    folder = ROOT / "data" / id_
    toml = (folder / "announcement.toml").read_text(encoding="utf-8").split("\n\n")
    tables = {
        name: list(csv.reader((folder / name).read_text(encoding="utf-8").splitlines()))
        for name in ("projects.csv", "figures.csv")
    }
    for kind, name, place, other, column in edits:
        header, *rows = table = tables[name]
        row, cell = rows[place % len(rows)], column % len(header)
        match kind:
            case "empty":
                row[cell] = ""
            case "other":
                row[cell] = rows[other % len(rows)][cell]
            case "phrase":
                row[header.index("printed")] = PHRASES[other % len(PHRASES)]
            case "gone" if len(rows) > 1:
                table.remove(row)
            case "scope" if "scope" in header:
                row[header.index("scope")] = ""
            case "entry":
                del toml[place % len(toml)]
    texts = {name: io.StringIO(newline="") for name in tables}
    for name, table in tables.items():
        csv.writer(texts[name]).writerows(table)
    return {"announcement.toml": "\n\n".join(toml)} | {
        name: text.getvalue() for name, text in texts.items()
    }


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 4, phases=set(Phase) - {Phase.shrink})
@example(
    "telangana-2025-01",
    [
        ("phrase", "figures.csv", 0, PHRASES.index("千亿级"), 0),
        ("phrase", "projects.csv", 3, PHRASES.index("0 yuan"), 0),
    ],
)  # the solver finds no answer
@example(
    "jiangning-2022-06", [("phrase", "figures.csv", 32, PHRASES.index("0.5"), 0)]
)  # half a project
@given(st.sampled_from(IDS), EDITS)
def test_a_dataset_that_is_edited_anyhow_gives_a_report_or_lines_of_what_is_wrong(
    project, id_, edits
):
    folder = project / "data" / "hostile"
    folder.mkdir(exist_ok=True)
    for name, text in edited(id_, edits).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    try:
        files = report.rendered("hostile", Project(project))
    except ProblemsError as error:
        assert all(
            problem.startswith("data/hostile") and problem.isprintable()
            for problem in error.problems
        )
    else:
        text = BeautifulSoup(files["reports/hostile.html"], "html.parser").text
        assert not re.search(r"\bnan\b|\binf\b|\bNone\b(?! of)|Traceback|\{[a-z]", text)


LONG = 20_000
SLOW = [
    "1", "1,", "1 ", "1.", "1,000,", "9-", "over ", "one ", "one hundred ", "a ", "a dozen ",
    "约", "一", "一千", "亿", "1亿", "1万", "六万零", "¥", "$", "US", "US$ ", "between ", "1 to ",
    "1至", "百分之", "个项目", "1个", "1个项", " billion", "lakh crore ", "(", "“", "-", "second ",
    "A1 ", "Big ", "x", "x ", "Xx ", "projects ", "\t", "é", "١",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(
    not hasattr(signal, "alarm"), reason="this system cannot interrupt a regular expression"
)
@pytest.mark.parametrize("piece", SLOW)
def test_no_text_can_keep_the_reader_busy(piece):
    """A line of 20,000 characters takes hours where a regular expression can try all ways."""

    def stuck(*_):
        raise AssertionError("a regular expression is stuck")

    signal.signal(signal.SIGALRM, stuck)
    signal.alarm(60)
    try:
        printed.find(piece * (LONG // len(piece)))
    finally:
        signal.alarm(0)
