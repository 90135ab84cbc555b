"""Count what a person types between the draft of an article and its finished dataset.

python benchmarks/drafting.py

For each labelled article of tests/drafting/: the cells of the two tables that are empty or wrong in
the draft, and the lines of announcement.toml. A figure in the wrong table is a row typed anew. What
the draft fills in wrongly counts as what it leaves empty; what is only deleted does not count,
and each measure is declared, though a person might rather delete some of its figures. In
both drafts a title of one's own, a label and a place are typed, and for each project a sector with
its reason where the article lists sectors (2 cells), and a name in Latin script (1 cell) where it
has none: those stay a person's judgement, though the draft now proposes some of them.

Measured with the draft before names, scopes, measures and fields were proposed (version 1.2.0), and
with the one after it, on the same reader of figures:

| articles | cells before | cells now | lines before | lines now |
|---|---|---|---|---|
| 01–05 | 166 | 39 | 185 | 16 |
| 06–10 | 196 | 34 | 197 | 16 |
| 11–15 | 137 | 35 | 169 | 15 |
| 16–20 | 110 | 23 | 148 | 15 |
| 21–25 | 155 | 22 | 200 | 16 |
| 26–30 | 128 | 16 | 135 | 16 |
| all | 892 | 169 | 1034 | 94 |

At the first run on them, before what they showed was mended, articles 11–15 took 66 cells and 37
lines, 16–20 took 66 and 40, and 21–25 took 42 and 36: expect that of a new article.
"""

import csv
import io
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from helpers.dataset.draft import draft
from helpers.figures.article import read_article
from helpers.figures.reading import find

FOLDER = Path(__file__).parent.parent / "tests" / "drafting"
SUMS = ("projects", "investment", "jobs")
ENTRY, MEASURE = 3, 4  # lines of [[sector]] or [[origin]], and of [[measure]]
ALWAYS = 3  # title, label and place
SECTOR_CELLS = 2
SOURCE = ("title", "outlet", "address", "published")
Row = Mapping[str, str]


def texts(path: Path) -> list[str]:
    """The draft's files; an older draft knows nothing of what a page says of itself."""
    article = read_article(path)
    found = find(article.text)
    try:
        from helpers.figures.page import read_page
    except ImportError:
        return list(draft(article, found).values())
    return list(draft(article, found, read_page(path)).values())


def rows_of(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text)))


def cells(label: str, projects: Sequence[Row], figures: Sequence[Row], names: Mapping) -> int:
    """The cells to type for a figure: of its row, or of all of the row where it has none."""
    paragraph, printed, measure, *rest = label.split(" | ")
    place = (paragraph, printed)
    if measure == "project":
        row = at(place, projects)
        latin = rest[0].isascii()
        if row is None:
            return 6 if latin else 7  # id, name, (local name,) count, printed, source, paragraph
        wrong = rest[0] not in (row["name"], row["local_name"])
        return int(wrong) + int(not latin)
    row = at(place, figures)
    relation = "".join(part.removeprefix("~") for part in rest if part.startswith("~"))
    scope = "".join(part for part in rest if not part.startswith("~"))
    if row is None:
        return 5 + bool(scope) + bool(relation)  # id, source, paragraph, measure, printed
    kind, _, value = row["scope"].partition("=")
    given = f"{kind}={names.get(value, value)}" if kind else ""
    is_other = bool(row["measure"]) and row["measure"] not in SUMS
    right = is_other if measure == "*" else row["measure"] == measure
    wrong_relation = row.get("relation", "") != relation
    return int(not right) + int(given != scope) + int(wrong_relation)


def at(place: tuple[str, str], rows: Sequence[Row]) -> Row | None:
    return next((row for row in rows if (row["paragraph"], row["printed"]) == place), None)


def lines(right: Mapping, head: Mapping, measures_due: set[str]) -> int:
    """The lines of announcement.toml to type."""
    source = head["source"][0]
    typed = ALWAYS + sum(source[name] != right.get(name, "") for name in SOURCE if name in right)
    typed += head.get("date") != right["date"]
    typed += head["currency"] != right["currency"]
    sectors = {sector["name"].lower() for sector in head.get("sector", [])}
    typed += sum(ENTRY for name in right["sectors"] if english(name).lower() not in sectors)
    origins = {origin["id"] for origin in head.get("origin", [])}
    typed += ENTRY * len(set(right["origins"]) - origins)
    declared = {measure["id"] for measure in head["measure"]}
    return typed + MEASURE * len(measures_due - declared)


def english(name: str) -> str:
    try:
        from helpers.dataset.draftwords import simplified
        from helpers.dataset.sectornames import SECTOR_NAMES
    except ImportError:
        return name
    return SECTOR_NAMES.get(simplified(name), name)


def counted(labels: Path) -> tuple[int, int]:
    """The cells and the lines to type for one article."""
    right = tomllib.loads(labels.read_text(encoding="utf-8"))
    paths = [labels.with_suffix(suffix) for suffix in (".txt", ".html")]
    head_text, *tables = texts(next(path for path in paths if path.exists()))
    head = tomllib.loads(head_text)
    projects, figures = map(rows_of, tables)
    names = {row["id"]: row["local_name"] or row["name"] for row in projects}
    names |= {sector["id"]: sector["name"] for sector in head.get("sector", [])}
    typed = sum(cells(label, projects, figures, names) for label in right["figures"])
    named = sum(" | project | " in label for label in right["figures"])
    typed += SECTOR_CELLS * named if right["sectors"] else 0
    unnamed = [row["count"] or "-1" for row in projects if row["id"] == "unnamed"]
    typed += unnamed != ([str(right["unnamed"])] if right["unnamed"] else [])
    due = {label.split(" | ")[2] for label in right["figures"]} - {"project", "*"}
    others = sum(label.split(" | ")[2] == "*" for label in right["figures"])
    missing = sum(
        not (row := at(tuple(label.split(" | ")[:2]), figures)) or not row["measure"]
        for label in right["figures"]
        if label.split(" | ")[2] == "*"
    )
    return typed, lines(right, head, due) + MEASURE * (missing if others else 0)


def main() -> None:
    sums = [0, 0]
    print("| article | cells | lines |\n|---|---|---|")
    for labels in sorted(FOLDER.glob("*.toml")):
        found = counted(labels)
        sums = [total + number for total, number in zip(sums, found, strict=True)]
        print(f"| {labels.stem} | {found[0]} | {found[1]} |")
    print(f"| all | {sums[0]} | {sums[1]} |")


if __name__ == "__main__":
    sys.exit(main())
