"""HTML becomes a PDF, by way of pandoc and Typst: A4, tagged to PDF/UA-1, with fonts that are the
same everywhere.
"""

import base64
import dataclasses
import json
import re
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pypandoc
import typst
from bs4 import BeautifulSoup

from helpers import fonts
from helpers.project import ProblemsError
from helpers.publishing import site
from helpers.publishing.fitting import Fit, Spot, fitted
from helpers.publishing.outputs import About, image
from helpers.telling.palette import COLOURS

TEMPLATES = Path(__file__).parent / "templates"
# Its own pandoc, and not what is on the computer.
PANDOC = shutil.which("pandoc", path=Path(pypandoc.__file__).parent / "files") or "pandoc"
STYLES = ("regular", "semibold", "it")
LINK = re.compile(r"#link\(<([^>\n]+)>\)")
LABEL = re.compile(r"(?<!#link\()<([^<>\s()]+)>")
USED = '#import "report.typ": report, lead, source, picture, spot, subtitle, whole\n#show: report\n'
ON_SCREEN = "a.download, details.code, nav, style, .mover"  # there is nothing to click on paper


def pdf(page: BeautifulSoup, about: About, label: str = "") -> bytes:
    """The PDF of a page that is tidied, its label beside the site's name. Raises ProblemsError
    where it cannot be set.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _prepare(page, folder)
        command = [PANDOC, "--sandbox", "--from=html", "--to=typst", "--wrap=none"]
        command.append(f"--lua-filter={TEMPLATES / 'typst.lua'}")
        body = subprocess.run(
            command, input=str(page), capture_output=True, check=True, encoding="utf-8"
        ).stdout
        facts = dataclasses.asdict(about) | {
            "colours": dict(COLOURS),
            "typefaces": fonts.NAMES,
            "site": site.NAME,
            "label": label,
        }
        (folder / "about.json").write_text(json.dumps(facts), encoding="utf-8")
        shutil.copy(TEMPLATES / "report.typ", folder)
        main = folder / "main.typ"
        main.write_text(USED + _with_targets(body), encoding="utf-8", newline="\n")
        return _compiled(main, about)


def _prepare(page: BeautifulSoup, folder: Path) -> None:
    """Take away what paper cannot do, and put pictures into files, as Typst wants them."""
    for element in page.select(ON_SCREEN):
        element.decompose()
    for summary in page.select("summary:not(:has(h2))"):
        summary.name = "p"  # or pandoc runs it into what it opens
    for verdict in page.select(".evidence .verdict"):
        verdict.name = "strong"
    for picture in page.find_all("svg"):
        alt = picture.get("aria-label") or "A picture without a description."
        as_image = image(str(picture), "image/svg+xml", str(alt))
        picture.replace_with(BeautifulSoup(as_image, "html.parser"))
    for number, picture in enumerate(page.select('img[src^="data:"]')):
        kind, _, data = str(picture["src"]).partition(";base64,")
        file = folder / f"picture-{number}.{kind.partition('/')[2].partition('+')[0]}"
        file.write_bytes(base64.b64decode(data))
        picture["src"] = file.name
        picture["alt"] = picture.get("alt") or "A picture without a description."


def _with_targets(body: str) -> str:
    """Typst text whose links all have targets: pandoc drops some, such as those of rows. The others
    are text.
    """
    labels = set(LABEL.findall(body))
    return LINK.sub(lambda link: link[0] if link[1] in labels else "#", body)


def font_folders(folder: Path) -> list[Path]:
    """The folders of the fonts to set with, one of them made inside `folder`: apart from the others
    in their package, so that none is picked by chance.
    """
    styles = folder / "fonts"
    styles.mkdir()
    for style in STYLES:
        shutil.copy(fonts.latin_file(style), styles)
    return [styles, *fonts.PACKS.values()]


def _compiled(main: Path, about: About) -> bytes:
    folders = font_folders(main.parent)

    def compiler(fit: Fit) -> typst.Compiler:
        text = json.dumps(dataclasses.asdict(fit))
        (main.parent / "fit.json").write_text(text, encoding="utf-8")
        return typst.Compiler(main, root=main.parent, font_paths=folders, ignore_system_fonts=True)

    def measure(fit: Fit) -> list[Spot]:
        found = json.loads(compiler(fit).query("<spot>", field="value"))
        return [Spot(**spot) for spot in found]

    try:
        content = compiler(fitted(measure)).compile(
            pdf_standards=["ua-1"],
            timestamp=datetime.fromisoformat(about.date).replace(tzinfo=UTC),
        )
        return cast(bytes, content)  # one file, as no page is named
    except (typst.TypstError, RuntimeError) as error:
        told = " ".join(str(error).split())
        raise ProblemsError(f"the PDF of {about.id} cannot be set: {told}") from error
