"""The charts of a page as files of their own, and the picture that stands for the page elsewhere.

A saved chart has its title and its source in it, since it travels alone. This module knows what an
executed notebook holds; it draws no chart.
"""

import base64
import copy
import io
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any

import typst
from matplotlib.image import imread, imsave
from nbformat import NotebookNode

from helpers import fonts
from helpers.publishing import html, pdf, site
from helpers.publishing.outputs import About
from helpers.telling.charts.canvas import ASCENT, BODY, LINE, SMALL, TITLE, wrapped
from helpers.telling.charts.chart import MARGIN, MIME
from helpers.telling.palette import COLOURS

PREFIX = "chart-"
UNSEEN = re.compile("<style.*?</style>|<metadata>.*?</metadata>|<[^>]+>", re.DOTALL)
FINER = 4  # dots for each dot of the picture for elsewhere, both ways
GAP = 8  # points between a picture and the words above and below it


def _charts(notebook: NotebookNode) -> Iterator[dict[str, Any]]:
    """What each cell displays that is a chart, with its PNG where the notebook holds one."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}):
                yield output["data"]


def name_charts(notebook: NotebookNode, page: str) -> None:
    """Give each chart its name on the page, counted up where two have one id, and the file that
    it can be saved as: `reports/<page>/<name>`.
    """
    used: set[str] = set()
    for data in _charts(notebook):
        chart = data[MIME]
        name = html.unused(f"{PREFIX}{chart['id']}", used)
        used.add(name)
        chart |= {"name": name, "file": f"{page}/{name}", "has_png": "image/png" in data}


def files(notebook: NotebookNode, page: str) -> dict[str, bytes]:
    """Each chart of a page as SVG and, where the notebook has drawn it, as PNG, by their names in
    `reports/`.
    """
    copied = copy.deepcopy(notebook)
    name_charts(copied, page)
    found = {}
    for data in _charts(copied):
        chart = data[MIME]
        found[f"{chart['file']}.svg"] = framed(chart).encode()
        if "image/png" in data:
            found[f"{chart['file']}.png"] = base64.b64decode(data["image/png"])
    return found


def framed(chart: dict[str, Any]) -> str:
    """A chart as an SVG that stands alone: its title above, its source below, its glyphs inside."""
    picture = chart["wide"]
    across, down = _size(picture)
    room = across + 2 * MARGIN
    y, lines = float(MARGIN), []
    head = (
        (chart["title"], TITLE, "semibold", "ink"),
        (chart["subtitle"], BODY, "regular", "muted"),
    )
    for text, size, weight, colour in head:
        written, y = _lines(text, size, weight, colour, across, y)
        lines += written
    top = y + GAP
    written, y = _lines(chart["source"], SMALL, "regular", "muted", across, top + down + GAP)
    lines += written
    body = re.sub(
        r"<svg [^>]*>",
        f'<svg x="{MARGIN}" y="{top:g}" width="{across:g}" height="{down:g}" '
        f'viewBox="0 0 {across:g} {down:g}">',
        picture,
        count=1,
    )
    words = (
        f"{chart['title']}{chart['subtitle']}{chart['source']}{unescape(UNSEEN.sub('', picture))}"
    )
    height = f"{y + MARGIN:g}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'width="{room:g}pt" height="{height}pt" viewBox="0 0 {room:g} {height}" role="img">',
            f"<title>{escape(chart['title'])}</title>",
            f"<desc>{escape(chart['alt'])}</desc>",
            f"<style>{html.font_faces(words)}</style>",
            f'<rect width="{room:g}" height="{height}" fill="{COLOURS["paper"]}"/>',
            *lines,
            body,
            "</svg>\n",
        ]
    )


def _size(picture: str) -> tuple[float, float]:
    """How wide and how high an SVG is, in points."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', picture)
    if found is None:
        raise ValueError("a chart without a viewBox")
    return float(found[1]), float(found[2])


def _lines(
    text: str, size: float, weight: str, colour: str, across: float, top: float
) -> tuple[list[str], float]:
    """Text in lines of a picture, the first at `top`, and where they end."""
    found = wrapped(text, size, weight, across)
    families = f"'{fonts.LATIN}', '{fonts.CHINESE}', sans-serif"
    style = f"font: {html.WEIGHT_OF[weight]} {size}px {families}"
    placed = [
        f'<text x="{MARGIN}" y="{top + (number + ASCENT) * size * LINE:g}" '
        f'fill="{COLOURS[colour]}" style="{style}">{escape(line)}</text>'
        for number, line in enumerate(found)
    ]
    return placed, top + len(found) * size * LINE


def social(notebook: NotebookNode, about: About, label: str) -> bytes:
    """The picture that other sites show beside a link: the headline over the first chart."""
    first = next((data[MIME] for data in _charts(notebook)), None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(pdf.TEMPLATES / "social.typ", folder / "main.typ")
        if first:
            (folder / "picture.svg").write_text(first["wide"], encoding="utf-8")
        facts = {
            "site": site.NAME,
            "label": label,
            "title": about.title,
            "picture": bool(first),
            "colours": dict(COLOURS),
        }
        (folder / "about.json").write_text(json.dumps(facts), encoding="utf-8")
        content: bytes = typst.compile(
            folder / "main.typ",
            root=folder,
            font_paths=pdf.font_folders(folder),
            ignore_system_fonts=True,
            format="png",
            ppi=72 * FINER,
        )
    return _coarser(content)


def _coarser(png: bytes) -> bytes:
    """A PNG with the mean of so many dots for each: set at its own size, Typst loses lines of the
    text in charts.
    """
    dots = imread(io.BytesIO(png), format="png")
    down, across, colours = dots.shape
    blocks = dots.reshape(down // FINER, FINER, across // FINER, FINER, colours)
    output = io.BytesIO()
    imsave(output, blocks.mean(axis=(1, 3)), format="png", metadata={"Software": ""})
    return output.getvalue()
