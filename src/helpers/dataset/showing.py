"""Which characters of a dataset can be shown: charts set Latin script, pages and PDF much more.

What a build would stumble over is named here with its place, before anything is drawn. This module
knows records and typefaces, and nothing of pages.
"""

import dataclasses
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from helpers import fonts
from helpers.dataset.entities import Dataset
from helpers.dataset.problems import rows_named, split_place

HEAD = "announcement.toml"
SPACE = "Zs"  # the category of Unicode: spaces of every length, which need no glyph
LINE_ENDS = "\n\t"  # a note may go on in another line
UNSEEN = "\u115f\u1160\u2800\u3164\uffa0"  # letters that have a glyph, and nothing in it
MOST = 12  # characters that are named of a column
NOTHING = "it has nothing that can be seen; write it in letters"
IN_LATIN = "write it in Latin script"
IN_LOCAL_NAME = f"{IN_LATIN} (a project’s name as it is printed goes into local_name)"
OTHERWISE = "write it in other characters, or leave it out"
Place = tuple[str, str, bool]  # a file, a column or an entry, and whether a chart shows it


@dataclass(frozen=True)
class Shown:
    """A text of a dataset, and where a person can change it; charts show some of them."""

    text: str
    file: str
    column: str
    row: int | None = None
    charted: bool = False


def unshowable(dataset: Dataset) -> Iterator[str]:
    """A line for each column or entry with characters that cannot be shown."""
    rows: dict[Place, list[int]] = {}
    missing: dict[Place, set[str]] = {}
    for shown in texts(dataset):
        lacking = _lacking(shown)
        if lacking:
            place = (shown.file, shown.column, shown.charted)
            missing.setdefault(place, set()).update(lacking)
            rows.setdefault(place, []).extend([shown.row] if shown.row else [])
    for place, lacking in missing.items():
        file, column, charted = place
        of_rows = sorted(set(rows[place]))
        where = f": {rows_named(of_rows)}, column {column}" if of_rows else f": {column}"
        what = _told(lacking, charted, bool(of_rows) and column == "name")
        yield f"data/{dataset.id}/{file}{where}: {what}"


def _lacking(shown: Shown) -> set[str]:
    """The characters of a text that cannot be shown where it is."""
    used = set(shown.text)
    if used and not any(map(_is_seen, used)) and used.isdisjoint(" \n\t"):
        return used
    if shown.charted:
        return used - fonts.in_latin(used)
    needed = {c for c in used if unicodedata.category(c) != SPACE and c not in LINE_ENDS}
    return set(fonts.lacking(needed)) | {c for c in needed if not c.isprintable()}


def _is_seen(character: str) -> bool:
    """Whether a character makes a mark by itself: a letter, a digit, a sign."""
    return unicodedata.category(character)[0] in "LNPS" and character not in UNSEEN


def _told(lacking: set[str], charted: bool, is_name: bool) -> str:
    """What to say of characters that cannot be shown: which they are, and what to do."""
    named = "".join(character if _is_seen(character) else "" for character in sorted(lacking))
    unseen = [f"U+{ord(each):04X}" for each in sorted(lacking) if not _is_seen(each)]
    if not named:
        return f"a character that cannot be seen ({', '.join(unseen[:MOST])}); delete it"
    shown = f"{named[:MOST]}…" if len(named) > MOST else named
    usual = unicodedata.normalize("NFKC", named)
    if usual != named and not _lacking(Shown(usual, "", "", charted=charted)):
        instead = f"write “{usual}”"
    elif charted:
        instead = IN_LOCAL_NAME if is_name else IN_LATIN
    else:
        instead = OTHERWISE
    where = "cannot be shown in charts" if charted else "cannot be shown: no typeface here has it"
    return f"“{shown}” {where}; {instead}"


def texts(dataset: Dataset) -> Iterator[Shown]:
    """All texts of a dataset that a page may show; ids, codes and days need no look."""
    yield from _of(dataset, HEAD, "", ("label", "noun", "money"))
    for source in dataset.sources.values():
        yield from _of(source, HEAD, f"[[source]] {source.id}, ", ("outlet",))
    for name, terms in dataset.vocabularies.items():
        for term in terms.values():
            yield from _of(term, HEAD, f"[[{name}]] {term.id}, ", ("name",))
    for measure in dataset.measures.values():
        charted = ("name", "unit", "period")
        yield from _of(measure, HEAD, f"[[measure]] {measure.id}, ", charted)
    for rate in dataset.rates.values():
        yield from _of(rate, HEAD, f"[[rate]] {rate.currency}, ", ("source",))
    for conflict in dataset.known_conflicts:
        named = conflict.measure or ", ".join(conflict.figures)
        yield from _of(conflict, HEAD, f"[[conflict]] {named}, ")
    for change in dataset.changes:
        yield from _of(change, HEAD, f"[[change]] {change.version}, ")
    for project in dataset.projects:
        yield from _of_row(project, project.place)
    for figure in dataset.figures:
        yield from _of_row(figure, figure.place)


def _of_row(record: Any, place: str) -> Iterator[Shown]:
    file, row = split_place(place)
    for shown in _of(record, file, "", ("name",)):
        yield dataclasses.replace(shown, row=row)


def _of(record: Any, file: str, entry: str, charted: Iterable[str] = ()) -> Iterator[Shown]:
    """The texts of a record."""
    for field in dataclasses.fields(record):
        text = getattr(record, field.name)
        if isinstance(text, str):
            yield Shown(text, file, f"{entry}{field.name}", charted=field.name in charted)
