"""An announcement that asks more of a page than any real one: 40 projects, 18 sectors, 60 sources,
and a name of 200 letters.
"""

import csv
import json

from helpers.dataset.schema import TABLES

ID = "stress"
PROJECTS, SECTORS, SOURCES = 40, 18, 60
AMOUNTS = 21  # projects whose amount is given
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONGEST = (LONG * 3)[:200]
NOTE = "The name says what it makes, and no source says otherwise. "
HEAD = """version = "1.0.0"
updated = 2026-11-26
title = "Forty projects of the Great Northern Development Zone and all of its many neighbours"
label = "Stress, May 2020"
date = 2020-05-20
place = "Nowhere, Atlantis"
currency = "CNY"
"""


def written(root):
    """Put the dataset into a project's folder `data/`; its id."""
    folder = root / "data" / ID
    folder.mkdir(parents=True)
    (folder / "announcement.toml").write_text(_head(), encoding="utf-8")
    _table(folder / "projects.csv", "dataset-projects", _projects(), ["sector"])
    _table(folder / "figures.csv", "dataset-figures", _figures())
    return ID


def _head():
    entries = [_source(number) for number in range(1, SOURCES + 1)]
    entries += [("sector", {"id": _sector(i), "name": name(i)}) for i in range(SECTORS)]
    entries += [
        ("measure", {"id": "projects", "name": "projects signed", "unit": "projects"}),
        ("measure", {"id": "investment", "name": "investment signed", "unit": "money"}),
    ]
    text = "".join(
        f"\n[[{kind}]]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in entry.items())
        for kind, entry in entries
    )
    change = '\n[[change]]\nversion = "1.0.0"\ndate = 2026-11-26\nwhat = "First release."\n'
    return HEAD + text + change


def _toml(value):
    return str(value) if isinstance(value, Bare) else json.dumps(value, ensure_ascii=False)


class Bare(str):
    """A value that TOML has without quotation marks."""


def _source(number):
    return "source", {
        "id": f"S{number}",
        "role": "corroboration" if number > 1 else "article",
        "title": f"Report number {number} on the signing of forty projects in one afternoon",
        "outlet": f"Outlet {number}",
        "address": f"https://example.org/{'very-' * 20}long/{number}",
        "published": "2020-05-21",
        "accessed": Bare("2026-11-22"),
        "language": "en",
        "paragraphs": 9,
        "note": "It gives one amount.",
    }


def _sector(number):
    return f"sector-{number}"


def name(number):
    """The name of a sector, some of them long."""
    return f"Sector {number}: advanced materials and equipment"[: 12 + 2 * number]


def _projects():
    for number in range(PROJECTS):
        yield {
            "id": f"p{number}",
            "name": _called(number),
            "count": 1,
            "source": "S1",
            "paragraph": 1 + number % 9,
            "sector": _sector(number % SECTORS),
            "note": NOTE * (1 + number % 3),
        }


def _called(number):
    if number == 0:
        return LONGEST
    return f"Project {number} of the Sino-Atlantic Manufacturing and Demonstration Centre"


def _figures():
    yield _figure("total", "S1", "investment", "", "100 billion yuan")
    yield _figure("count", "S1", "projects", "", f"{PROJECTS} projects")
    for number in range(AMOUNTS):
        scope = f"project=p{number}"
        printed = f"{number + 1}.5 hundred million yuan"
        yield _figure(f"amount-{number}", f"S{number + 2}", "investment", scope, printed)


def _figure(id_, source, measure, scope, printed):
    return {
        "id": id_,
        "source": source,
        "paragraph": 1,
        "measure": measure,
        "scope": scope,
        "printed": printed,
    }


def _table(path, schema, rows, more=()):
    columns = [*TABLES[schema].required, *more]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(dict.fromkeys(columns)), restval="")
        table.writeheader()
        table.writerows(rows)
