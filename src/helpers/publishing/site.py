"""What a page has to know of what stands around it: its neighbours, the other pages, its citation.

Whoever makes a page is given one dataset alone, so the build gives it this, too, as a file of its
project. This module knows heads of datasets and names of pages; it knows nothing of how one looks.
"""

import dataclasses
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.dataset.loader import settled_ids
from helpers.project import Project
from helpers.publishing import filenames
from helpers.publishing import notebook as notebooks

FILE = "site.json"
NAME = "Investment announcements, checked"
LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
TABLE = "investment-announcement"  # of [tool] in pyproject.toml, with the address of the site
CITATION = "CITATION.cff"
FIELD = re.compile(r"^(title|version|license): *(.+?) *$", re.MULTILINE)
AUTHOR = re.compile(r"^ *-? *name: *(.+?) *$", re.MULTILINE)


@dataclass(frozen=True)
class Neighbour:
    """Another announcement, as a link to its report needs it."""

    id: str
    label: str


@dataclass(frozen=True)
class Site:
    """Where a page stands. `pages` are the names of those that are no announcement's report;
    `address` is the absolute one of the front page's folder, empty where nobody has set it;
    `authors` and `licence` are those of the code, as CITATION.cff has them.
    """

    pages: tuple[str, ...] = ()
    earlier: Neighbour | None = None
    later: Neighbour | None = None
    address: str = ""
    authors: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Surroundings:
    """All announcements that have a report, the earliest first, and what every page has alike."""

    announcements: tuple[Neighbour, ...]
    common: Site

    def seen_from(self, page: str) -> Site:
        """The site as a page sees it: an announcement has neighbours, another page has none."""
        ids = [announcement.id for announcement in self.announcements]
        if page not in ids:
            return self.common
        place = ids.index(page)
        earlier = self.announcements[place - 1] if place else None
        later = self.announcements[place + 1] if place + 1 < len(ids) else None
        return dataclasses.replace(self.common, earlier=earlier, later=later)

    def file(self, page: str) -> dict[str, bytes]:
        """The file that whoever makes the page is given."""
        content = json.dumps(dataclasses.asdict(self.seen_from(page)), ensure_ascii=False)
        return {FILE: content.encode()}


def surroundings(project: Project) -> Surroundings:
    """What stands in the project, read once for all of its pages."""
    heads = {id_: _head(project, id_) for id_ in settled_ids(project)}
    known = {id_: head for id_, head in heads.items() if "date" in head}
    ordered = sorted(known, key=lambda id_: (str(known[id_]["date"]), id_))
    announcements = tuple(Neighbour(id_, _label(id_, known[id_])) for id_ in ordered)
    cited = _text(project.root / CITATION)
    fields = {name: value.strip("\"'") for name, value in FIELD.findall(cited)}
    common = Site(
        pages=tuple(filter(filenames.is_text, notebooks.page_names(project))),
        address=_address(project),
        authors=", ".join(name.strip("\"'") for name in AUTHOR.findall(cited)),
        licence=fields.get("license", ""),
    )
    return Surroundings(announcements, common)


def of(project: Project, page: str) -> Site:
    """The site around a page: as the build has given it, else as the project is."""
    path = project.root / FILE
    if not path.is_file():
        return surroundings(project).seen_from(page)
    given = json.loads(path.read_bytes())
    given["pages"] = tuple(given["pages"])
    for name in ("earlier", "later"):
        given[name] = Neighbour(**given[name]) if given[name] else None
    return Site(**given)


def _head(project: Project, announcement_id: str) -> dict[str, Any]:
    """The head of a dataset; nothing of one that cannot be read, which its own report tells."""
    return _toml(project.dataset_folder(announcement_id) / "announcement.toml")


def _label(announcement_id: str, head: dict[str, Any]) -> str:
    return str(head.get("label") or head.get("title") or announcement_id)


def _address(project: Project) -> str:
    tools = _toml(project.root / "pyproject.toml").get("tool", {})
    address = str(tools.get(TABLE, {}).get("address", ""))
    return f"{address.rstrip('/')}/" if address else ""


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError:
        return {}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
