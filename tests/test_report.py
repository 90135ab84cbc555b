"""The rendered report: current, self-contained, readable by everybody, and never half-written."""

import csv
import io
import json
import re
import subprocess
import sys

import nbformat
import pypdf
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from test_pdf import flat

from helpers.cli import main
from helpers.project import Project
from helpers.publishing import notebook as notebooks
from helpers.publishing.mover import POLICY, digest
from helpers.telling.charts.chart import MIME

ID = "jiangning-2020-05"
COMMITTED = {
    path.relative_to(ROOT / "reports").as_posix(): path
    for pattern in ("[!.]*.*", "[!.]*/*")
    for path in (ROOT / "reports").glob(pattern)
}


@pytest.fixture(scope="module", params=[name for name in COMMITTED if name.endswith(".html")])
def page(request):
    return BeautifulSoup(COMMITTED[request.param].read_text(encoding="utf-8"), "html.parser")


@pytest.mark.slow
def test_the_committed_reports_are_what_the_data_and_the_code_give(capsys):
    assert main(["build", "--check"]) == 0, capsys.readouterr().err


def test_every_committed_report_has_its_dataset():
    assert {
        name.partition("/")[0].removesuffix(".html").removesuffix(".pdf") for name in COMMITTED
    } == {*Project.find().announcement_ids(), *notebooks.page_names(Project.find()), "index"}


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.stem)
def test_a_notebook_is_committed_with_its_outputs_in_order_as_jupyterlab_saves_it(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    shown = [output.get("data", {}) for cell in code for output in cell.outputs]
    assert any("image/png" in data for data in shown)
    charts = [data[MIME] for data in shown if MIME in data]
    assert not [part for chart in charts for part in _numbers(chart) if isinstance(part, float)]
    assert not any(re.search(r"0x[0-9a-f]{6,}", json.dumps(cell.outputs)) for cell in code)
    assert notebook.metadata == notebooks.METADATA
    assert path.read_bytes() == notebooks.saved(notebook)


def _numbers(chart):
    return [cell for row in chart["rows"] for cell in row]


def test_the_package_has_a_copy_of_the_parametrised_notebook():
    own, projects = notebooks.OWN_COPY, ROOT / "notebooks" / notebooks.TEMPLATE
    assert notebooks.source_of(own, ID) == notebooks.source_of(projects, ID)


def test_the_page_asks_the_network_for_nothing_and_runs_a_script_only_to_move_projects(page):
    assert page.find_all(["iframe", "object", "embed"]) == []
    scripts, policy = page.find_all("script"), page.select_one(POLICY)["content"]
    assert len(scripts) == len(page.select(".mover")) <= 1
    assert all(not script.attrs and digest(script.text) in policy for script in scripts)
    assert ("script-src" in policy) == bool(scripts)
    assert [link["href"] for link in page.find_all("link")] == ["data:,"]
    assert page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"].startswith(
        "default-src 'none'"
    )
    loads = re.findall(r"url\(([^)]{0,30})", str(page)) + [
        image["src"][:30] for image in page.find_all("img")
    ]
    assert loads and all(load.startswith(("data:", "#")) for load in loads)
    assert len(str(page)) < 400_000
    about = {
        meta.get("name") or meta.get("property"): meta["content"]
        for meta in page.find_all("meta", content=True)
    }
    assert (
        about["og:title"] == page.title.text
        and about["og:description"] == about["description"]
        and about["description"]
    )


def test_every_link_within_the_page_has_its_target_and_no_id_is_used_twice(page):
    ids = [element["id"] for element in page.find_all(id=True)]
    assert [
        id_ for id_ in ids if ids.count(id_) > 1 and not re.fullmatch(r"[mph][0-9a-f]{10}", id_)
    ] == []
    links = [link["href"] for link in page.find_all("a", href=True)]
    assert {link[1:] for link in links if link[0] == "#"} <= set(ids)
    files = [link.partition("#")[0] for link in links if not re.match("#|data:|https?:", link)]
    assert all((ROOT / "reports" / file).is_file() for file in files)


def test_every_chart_has_alt_text_and_every_table_a_caption_and_row_heads(page):
    nothing_known = "does not say which" in page.title.text and "gets any" in page.title.text
    assert bool(page.find("svg")) != nothing_known  # a chart of nothing shows nothing
    for picture in page.find_all("svg"):
        assert picture["role"] == "img" and len(picture["aria-label"]) > 40
    for table in page.find_all("table"):
        assert table.caption or table.find_parent("div", {"aria-label": True})
        assert all(row.find("th", scope="row") for row in table.tbody.find_all("tr"))
        assert all(head.text for head in table.thead.find_all("th"))


def test_chinese_names_are_marked_as_chinese(page):
    assert [
        text
        for text in page.main.find_all(string=re.compile("[一-鿿]"))
        if not text.find_parent(lang=re.compile("^zh"))
    ] == []


def test_the_tables_beside_the_report_open_as_they_should():
    rows = {
        name: list(
            csv.DictReader(
                io.StringIO((ROOT / "reports" / ID / f"{name}.csv").read_text(encoding="utf-8"))
            )
        )
        for name in ("figures", "shares", "projects")
    }
    assert sum(row["source"] == "S3" for row in rows["figures"]) == 18
    assert {row["view"] for row in rows["shares"]} == {"article", "all-sources", "unjudged"}
    assert len(rows["projects"]) == 11 and sum(int(row["count"]) for row in rows["projects"]) == 16


@pytest.mark.slow
@pytest.mark.parametrize("name, suffix", [("report-html", "html"), ("report-pdf", "pdf")])
def test_stock_nbconvert_says_the_same_but_for_what_stands_around_it(name, suffix, tmp_path):
    subprocess.run(
        [
            sys.executable,
            "-m",
            "nbconvert",
            "--log-level=WARN",
            "--to",
            name,
            "--output-dir",
            tmp_path,
            ROOT / "notebooks" / f"{ID}.ipynb",
        ],
        check=True,
    )
    told = _told_by_pdf if suffix == "pdf" else _told_by_page
    assert told(tmp_path / f"{ID}.{suffix}") == told(ROOT / "reports" / f"{ID}.{suffix}")


def _told_by_page(path):
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    parts = "h1, h2, h3, p:not(.byline), li, th, td, figcaption, pre"
    return page.title.text, [part.get_text() for part in page.select(f"main :is({parts})")]


def _told_by_pdf(path):
    pdf = pypdf.PdfReader(path)
    return pdf.metadata.title, [item.title for item in flat(pdf.outline)]


@pytest.mark.slow
def test_an_announcement_of_nothing_but_counts_becomes_a_report_too(copy):
    data = copy / "data" / ID
    projects, figures = (
        (data / name).read_text(encoding="utf-8") for name in ("projects.csv", "figures.csv")
    )
    (data / "projects.csv").write_text(
        re.sub(",(150 million US dollars|30亿元|4.5亿美元),", ",,", projects), encoding="utf-8"
    )
    (data / "figures.csv").write_text(
        "\n".join(row for row in figures.splitlines() if "investment" not in row),
        encoding="utf-8",
    )
    (copy / "notebooks" / f"{ID}.ipynb").unlink()  # its story is of amounts
    assert main(["build", ID]) == 0
    assert "no share of it can be worked out" in (copy / "reports" / f"{ID}.html").read_text(
        encoding="utf-8"
    ).replace("&#39;", "'")
    assert not (copy / "reports" / ID / "shares.svg").exists()
