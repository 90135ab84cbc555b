"""A folder of `data/` becomes an Dataset, or a list of what is wrong with it, by file, row and column.

This module knows the layout of a dataset and nothing of what is computed from it: it checks what a curator can
get wrong while typing, and leaves the question whether the figures can all be true to the model.
"""

import csv
import difflib
import functools
import io
import re
import tomllib
from dataclasses import MISSING, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from helpers.dataset.entities import (
    AnnouncedProject,
    Change,
    Dataset,
    Figure,
    KnownConflict,
    Measure,
    Source,
    StatedRate,
    Term,
)
from helpers.dataset.rates import market_rate
from helpers.figures.article import UNSEEN, Article
from helpers.figures.reading import CURRENCIES, LARGEST, Interval, Reading, read
from helpers.project import DATASET_FILES, ID_RULE, ProblemsError, Project, digest, is_id

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

REQUIRED = (
    "projects",
    "investment",
)  # the measures that every announcement has; they are sums over its projects
PROJECT_COLUMNS = ("id", "name", "local_name", "count", "printed", "source", "paragraph", "note")
FIGURE_COLUMNS = tuple(
    "id source paragraph measure scope printed_scope printed low high unit note".split()
)
KINDS = {
    str: "text in quotes",
    int: "a whole number",
    float: "a number, such as 3.6725",
    bool: "true or false",
    date: "a date, such as 2020-05-20, without quotes",
}
ROLES = ("article", "original", "corroboration")
MOST_BYTES = 5_000_000  # of a file; a larger one is no dataset


def load(
    announcement_id: str, article: Article | None = None, project: Project | None = None
) -> Dataset:
    """Read `data/<announcement_id>/`. Raises ProblemsError with every problem found; with the article itself, also with
    every phrase of it that does not stand in the paragraph named.
    """
    project = project or Project.find()
    folder = project.dataset_folder(announcement_id)
    if folder.is_dir() and not is_id(announcement_id):
        raise ProblemsError(f"data/{announcement_id}: the name is no id; {ID_RULE}")
    if not folder.is_dir():
        known = ", ".join(project.announcement_ids()) or "none yet"
        raise ProblemsError(
            f"data/{announcement_id}: there is no such announcement; there is {known}"
        )
    if article or not all((folder / name).is_file() for name in DATASET_FILES):
        return _Loader(folder, article).load()
    return _loaded(folder, digest(*(folder / name for name in DATASET_FILES)))


def settled_ids(project: Project) -> list[str]:
    """The ids of the announcements that are no drafts any more."""
    return [id_ for id_ in project.announcement_ids() if not _is_draft(project.dataset_folder(id_))]


def _is_draft(folder):
    """Whether anything in a folder is marked as a draft; one that cannot be read is none, but a mistake to be told."""
    loader = _Loader(folder, None)
    head, *tables = (
        loader._toml(DATASET_FILES[0]),
        loader._table(DATASET_FILES[1], ()),
        loader._table(DATASET_FILES[2], ()),
    )
    return bool((head or {}).get("draft")) or any(
        row.get("draft") for table in tables if table for _, row in table[1]
    )


@functools.lru_cache(maxsize=1)
def _loaded(folder, _):
    """One announcement is loaded once and not for each of its uses, so that what is worked out of it is kept."""
    return _Loader(folder, None).load()


def no_id(text: str) -> str:
    return f"“{text}” is no id; {ID_RULE}"


def _undeclared(word, name, known):
    return f"“{word}” is not declared; declare it as [[{name}]] in announcement.toml or use one of {', '.join(known)}"


def _by_hand(row, measure):
    """The reading of a phrase whose words are not known here, such as two-thirds, where the curator gives both ends."""
    try:
        interval = Interval(Decimal(row["low"]), Decimal(row["high"]))
    except (ValueError, InvalidOperation):
        return None
    if not max(abs(interval.low), abs(interval.high)) < LARGEST:
        return None
    kind = {"money": "money", "%": "percent"}.get(measure.unit if measure else "", "count")
    unit = {"money": row["unit"], "percent": "%"}.get(kind, "")
    return Reading((interval.low + interval.high) / 2, interval, unit, "range", kind)


FIXED_ENTRIES = {
    "source": Source,
    "measure": Measure,
    "rate": StatedRate,
    "conflict": KnownConflict,
    "change": Change,
}
FILLED_HERE = (
    *(
        "id",
        "digest",
        "dimensions",
        "vocabularies",
        "sources",
        "measures",
        "projects",
        "figures",
        "changes",
        "rates",
    ),
    "known_conflicts",
)


class _Loader:
    """Reads one folder and gathers problems, so that a curator sees all of them at once."""

    def __init__(self, folder, article):
        self.folder = folder
        self.article = article
        self.problems = []

    def load(self):
        head = self._toml("announcement.toml")
        projects = self._table("projects.csv", PROJECT_COLUMNS)
        figures = self._table("figures.csv", FIGURE_COLUMNS)
        if head is None:
            self._stop()
        drafts = head.pop("draft", [])
        for text in drafts if isinstance(drafts, list) else [drafts]:
            self._say("announcement.toml", f"draft: still to settle: {text}")
        plain = self._record(
            head, "", Dataset, FILLED_HERE, tuple(k for k, v in head.items() if isinstance(v, list))
        )
        entries = {name: self._entries(head, name, kind) for name, kind in FIXED_ENTRIES.items()}
        terms = {
            name: self._entries(head, name, Term)
            for name, value in head.items()
            if isinstance(value, list) and name not in FIXED_ENTRIES
        }
        self.sources = {entry.id: entry for entry in entries["source"]}
        self.measures = {
            entry.id: replace(entry, additive=entry.additive or entry.id in REQUIRED)
            for entry in entries["measure"]
        }
        self.vocabularies = {
            name: {term.id: term for term in values} for name, values in terms.items()
        }
        self.rates = {entry.currency: entry for entry in entries["rate"]}
        self.conflicts = {entry.measure: entry for entry in entries["conflict"]}
        self.header, project_rows = projects or ((), ())
        self.has_projects, self.without_rate = projects is not None, set()
        self.dimensions = tuple(name for name in self.vocabularies if name in self.header)
        self.currency = head.get("currency")
        self.date = head.get("date")
        self._check_head()

        self.project_ids = [row.get("id") for _, row in project_rows]
        figure_rows = (figures or ((), ()))[1]
        self._prove(project_rows, "projects.csv")
        self._prove(figure_rows, "figures.csv")
        project_rows = self._settled(project_rows, "projects.csv")
        figure_rows = self._settled(figure_rows, "figures.csv")
        listed = [self._project(number, row) for number, row in project_rows]
        printed = [self._figure(number, row, "figures.csv") for number, row in figure_rows]
        blank = {"measure": "investment", "low": "", "high": "", "unit": "", "printed_scope": ""}
        for number, row in project_rows:
            if row["printed"]:
                printed.append(
                    self._figure(
                        number, row | blank | {"scope": f"project={row['id']}"}, "projects.csv"
                    )
                )
        for currency in sorted(self.without_rate):
            self._say(
                "announcement.toml",
                f"date: no market rate from {currency} to {self.currency} on {self.date} is known here; look at the "
                "date, or state a rate as [[rate]] with currency, value and source",
            )
        if projects and not self.project_ids:
            self._say(
                "projects.csv",
                "there is no row; give each project one, or all of them one with their number",
            )
        self._unique(
            "figures.csv",
            [(number, row["id"]) for number, row in figure_rows],
            taken=self.project_ids,
        )
        self._unique("projects.csv", [(number, row["id"]) for number, row in project_rows])
        self._stop()
        order = list(self.sources)
        return Dataset(
            id=self.folder.name,
            **plain,
            sources=self.sources,
            vocabularies=self.vocabularies,
            dimensions=self.dimensions,
            measures=self.measures,
            rates=self.rates,
            known_conflicts=self.conflicts,
            projects=tuple(listed),
            figures=tuple(
                sorted(printed, key=lambda f: (order.index(f.source), f.paragraph or 10**9))
            ),
            changes=tuple(entries["change"]),
            digest=digest(*(self.folder / name for name in DATASET_FILES)),
        )

    def _settled(self, rows, file):
        """The rows without those that are drafts yet, which are named and looked at no further."""
        for number, row in rows:
            if row.get("draft"):
                self._say(
                    file, f"still to settle, then to be emptied: {row['draft']}", number, "draft"
                )
        return [(number, row) for number, row in rows if not row.get("draft")]

    def _prove(self, rows, file):
        """Look whether the article prints each phrase of it in the paragraph named."""
        for number, row in rows if self.article else ():
            source = self.sources.get(row["source"])
            if (
                not row["printed"]
                or not source
                or source.role != "article"
                or not row["paragraph"].isdecimal()
            ):
                continue
            places = [str(place) for place in self.article.places(row["printed"])]
            if row["paragraph"] not in places:
                not_there = f"“{row['printed']}” does not stand in paragraph {row['paragraph']} of the article"
                where = f"it stands in {' and '.join(places)}" if places else "nor in any other"
                what = f"{not_there}; {where}; copy the phrase as it is printed, and its paragraph"
                self._say(file, what, number, "printed")

    def _say(self, file, what, row=None, column=None):
        self.problems.append(f"{self._place(file, row, column)}: {what}")

    def _place(self, file, row=None, column=None):
        cell = ", ".join(
            f"{name} {value}" for name, value in (("row", row), ("column", column)) if value
        )
        return ": ".join(filter(None, (f"data/{self.folder.name}/{file}", cell)))

    def _stop(self):
        if self.problems:
            raise ProblemsError(*self.problems)

    # files

    def _text(self, name):
        path = self.folder / name
        try:
            if path.is_symlink() or self.folder.is_symlink():
                self._say(name, "it is reached by a symbolic link; put the file itself there")
            elif path.stat().st_size > MOST_BYTES:
                self._say(
                    name,
                    f"it is larger than {MOST_BYTES:,} bytes, which no dataset is; look what is in it",
                )
            else:
                text = path.read_bytes().decode("utf-8-sig")
                if unseen := UNSEEN.search(text):
                    line, code = text.count("\n", 0, unseen.start()) + 1, f"U+{ord(unseen[0]):04X}"
                    self._say(
                        name, f"line {line} has a character that cannot be seen ({code}); delete it"
                    )
                    return None
                return text
        except FileNotFoundError:
            self._say(name, "the file is missing; every announcement has one")
        except OSError as error:
            self._say(name, f"it cannot be read: {error.strerror}")
        except UnicodeDecodeError as error:
            self._say(
                name,
                f"byte {error.start + 1} is not UTF-8; save the file as “CSV UTF-8” or plain UTF-8",
            )
        return None

    def _toml(self, name):
        text = self._text(name)
        try:
            return None if text is None else tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self._say(
                name,
                f"not valid TOML: {error}; text stands in double quotes, dates and numbers do not",
            )
            return None

    def _table(self, name, columns):
        """The header and the numbered rows of a CSV file, or None where it is no such table; row 1 is the header, as in
        a spreadsheet.
        """
        text = self._text(name)
        if text is None:
            return None
        before, rows = len(self.problems), []
        try:
            rows.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error as error:
            what = (
                f"not a readable CSV table: {error}; look for a stray double quote at or above it"
            )
            self._say(name, what, len(rows) + 1)
            return None
        header, *rows = rows or [[]]
        if not any(header):
            self._say(name, f"the table has no header; its first row is {','.join(columns)}")
            return None
        if len(header) == 1 and any(separator in header[0] for separator in ";\t"):
            what = "the columns are separated by semicolons or tabs; save the table as “CSV UTF-8 (comma delimited)”"
            self._say(name, what)
            return None
        for column in columns:
            if column not in header:
                near = difflib.get_close_matches(
                    column, [c for c in header if c not in columns], 1, 0.5
                )
                hint = (
                    f"“{near[0]}” stands in the header: rename it"
                    if near
                    else f"the header is {','.join(header)}"
                )
                self._say(name, f"the column is missing; {hint}", 1, column)
        for column in header:
            if header.count(column) > 1:
                self._say(name, "the column stands twice", 1, column)
        numbered = [
            (number, row) for number, row in enumerate(rows, 2) if any(cell.strip() for cell in row)
        ]
        for number, row in numbered:
            if len(row) != len(header):
                cells = f"{len(row)} cells where the header has {len(header)}"
                self._say(name, f"{cells}; put text with commas in double quotes", number)
        if len(self.problems) > before:
            return None
        return header, [
            (number, {c: cell.strip() for c, cell in zip(header, row)}) for number, row in numbered
        ]

    # announcement.toml

    def _record(self, table, label, kind, computed=(), skip=()):
        """The values of a TOML table, by the fields and types that the dataclass `kind` declares."""
        values = {}
        for name, entry in kind.__dataclass_fields__.items():
            if name in computed:
                continue
            wanted = next(kind for kind in KINDS if entry.type in (kind, kind | None))
            given = (
                float(table[name])
                if wanted is float and type(table.get(name)) is int
                else table.get(name)
            )
            if name not in table:
                if entry.default is MISSING:
                    self._say(
                        "announcement.toml", f"{label}“{name}” is missing; it is {KINDS[wanted]}"
                    )
            elif type(given) is not wanted:
                self._say("announcement.toml", f"{label}“{name}” must be {KINDS[wanted]}")
            elif given == "" and entry.default is MISSING:
                self._say("announcement.toml", f"{label}“{name}” is empty; fill it in")
            else:
                values[name] = given
        known = [name for name in kind.__dataclass_fields__ if name not in computed]
        for name in table:
            if name not in known and name not in skip:
                near = difflib.get_close_matches(name, known, 1)
                hint = f"is “{near[0]}” meant?" if near else f"known are {', '.join(known)}"
                self._say("announcement.toml", f"{label}“{name}” is not known here; {hint}")
        return values

    def _entries(self, head, name, kind):
        found = []
        entries = head.get(name, [])
        if not isinstance(entries, list) or not all(isinstance(table, dict) for table in entries):
            self._say(
                "announcement.toml",
                f"“{name}” must be written as [[{name}]], with two brackets, once for each",
            )
            return []
        for number, table in enumerate(entries, 1):
            values = self._record(table, f"[[{name}]] {number}: ", kind)
            blank = {
                n: f.type() if isinstance(f.type, type) and f.type is not date else None
                for n, f in kind.__dataclass_fields__.items()
                if f.default is MISSING
            }
            found.append(
                kind(**blank | values)
            )  # with blanks, so that the rows that name it are not called wrong too
        named = {StatedRate: "currency", KnownConflict: "measure"}.get(kind, "id")
        ids = [getattr(entry, named) for entry in found if getattr(entry, named, "")]
        for id_ in ids:
            if named == "id" and not SLUG.fullmatch(id_.lower() if kind is Source else id_):
                self._say("announcement.toml", f"[[{name}]]: {no_id(id_)}")
        for id_ in sorted({i for i in ids if ids.count(i) > 1}):
            self._say("announcement.toml", f"[[{name}]]: the {named} “{id_}” is used twice")
        return found

    def _check_head(self):
        say = lambda what: self._say("announcement.toml", what)
        if isinstance(self.currency, str) and self.currency not in CURRENCIES:
            say(
                f"currency: “{self.currency}” is not known; use a code of ISO 4217, such as CNY, USD, EUR or INR"
            )
        if sum(source.role == "article" for source in self.sources.values()) != 1:
            say('[[source]]: exactly one source has role = "article"')
        for source in self.sources.values():
            if source.role and source.role not in ROLES:
                say(
                    f"[[source]] {source.id}: role “{source.role}” is not known; use one of {', '.join(ROLES)}"
                )
            if source.address and not re.fullmatch(r"https?://[^\s<>\"]+", source.address):
                say(
                    f"[[source]] {source.id}: address “{source.address}” is none of a page; it begins with https://"
                )
            if source.translates and source.translates not in self.sources:
                say(f"[[source]] {source.id}: translates “{source.translates}”, which is no source")
        for measure in REQUIRED:
            if measure not in self.measures:
                say(f"[[measure]]: “{measure}” is missing; every announcement has it")
        for measure in self.measures.values():
            if measure.plan_of and measure.plan_of not in self.measures:
                say(f"[[measure]] {measure.id}: plan_of “{measure.plan_of}” is no measure")
        for measure in self.conflicts:
            if measure and measure not in self.measures:
                say(f"[[conflict]]: {_undeclared(measure, 'measure', self.measures)}")
        for rate in self.rates.values():
            if rate.currency and rate.currency not in CURRENCIES:
                say(
                    f"[[rate]]: “{rate.currency}” is no currency; use a code of ISO 4217, such as AED"
                )
            elif not 0 < (rate.value or 0) < float("inf"):
                say(
                    f"[[rate]]: the value of {rate.currency} is no rate; write how much one of it is worth"
                )
            elif self._market(rate.currency):
                say(
                    f"[[rate]]: “{rate.currency}” is one whose market rate is known: delete the entry"
                )
        for column in self.header:
            if column not in (*PROJECT_COLUMNS, "draft") and column not in self.vocabularies:
                what = f"the column is not known; delete it, or declare its words as [[{column}]] in announcement.toml"
                self._say("projects.csv", what, 1, column)

    # rows

    def _project(self, number, row):
        say = lambda column, what: self._say("projects.csv", what, number, column)
        if not SLUG.fullmatch(row["id"]):
            say("id", no_id(row["id"]))
        if not row["name"]:
            say("name", "the name is empty")
        count = int(row["count"]) if re.fullmatch(r"[0-9]{1,6}", row["count"]) else 0
        if count < 1:
            say(
                "count",
                f"“{row['count']}” is no number of projects; write 1, or the size of an unnamed group",
            )
        attributes = {}
        for dimension in self.dimensions:
            known = self.vocabularies[dimension]
            for word in row[dimension].split():
                if word not in known:
                    near = difflib.get_close_matches(word, known, 1)
                    meant = f"is “{near[0]}” meant? " if near else ""
                    say(
                        dimension,
                        f"“{word}” is not declared; {meant}Use ids, a space between two that are possible: "
                        f"{', '.join(known)}; or declare it as [[{dimension}]] in announcement.toml",
                    )
            if dimension == "sector" and row[dimension] and not row["note"]:
                say(
                    "note",
                    "say why the project belongs to this sector, or that the article says so",
                )
            attributes[dimension] = tuple(row[dimension].split()) or tuple(known)
        texts = {column: row[column] for column in ("id", "name", "local_name", "note")}
        return AnnouncedProject(
            **texts,
            **self._locator("projects.csv", number, row),
            count=count,
            attributes=attributes,
        )

    def _figure(self, number, row, file):
        say = lambda column, what: self._say(file, what, number, column)
        if not SLUG.fullmatch(row["id"]):
            say("id", no_id(row["id"]))
        measure = self.measures.get(row["measure"])
        if not measure:
            say("measure", _undeclared(row["measure"], "measure", self.measures))
        scope = self._scope(file, number, "scope", row)
        printed_scope = (
            self._scope(file, number, "printed_scope", row) if row["printed_scope"] else None
        )
        where = self._locator(file, number, row)
        overrides = [column for column in ("low", "high", "unit", "printed_scope") if row[column]]
        if overrides and not row["note"]:
            are = "is" if len(overrides) == 1 else "are"
            say("note", f"{' and '.join(overrides)} {are} the curator's judgement; say why")
        try:
            reading = read(row["printed"], self.currency)
        except ValueError as error:
            reading = _by_hand(row, measure) if row["printed"] else None
            if not reading:
                hint = "copy the figure as the source prints it, such as “over 20 billion yuan”"
                by_hand = ", or give low, high and a note too" if file == "figures.csv" else ""
                say("printed", f"{error}; {hint}{by_hand}")
                return None
        try:
            low, high = (
                Decimal(row[end]) if row[end] else getattr(reading.interval, end)
                for end in ("low", "high")
            )
            interval = Interval(low, high)
            if any(row[end] and not abs(Decimal(row[end])) < LARGEST for end in ("low", "high")):
                raise ValueError
        except (ValueError, InvalidOperation):
            say(
                "low",
                f"“{row['low']}” to “{row['high']}” is no interval; write two plain numbers in whole units, the "
                "smaller first",
            )
            return None
        if not measure:
            return None
        if row["unit"] and (measure.unit != "money" or row["unit"] not in CURRENCIES):
            known = ", ".join(sorted(CURRENCIES))
            say(
                "unit",
                f"“{row['unit']}” is no unit that can be set here; for money use one of {known}",
            )
        unit = self._unit(measure, reading, row["unit"])
        if unit is None:
            kind, hint = {
                "money": (
                    "amount of money",
                    f"; “{reading.unit}” is no currency that is known: write its ISO code",
                ),
                "%": ("percentage", "; write it with its sign, such as 10.8%"),
            }.get(measure.unit, ("count", ""))
            hint = "" if measure.unit == "money" and reading.kind == "percent" else hint
            say(
                "printed",
                f"“{row['printed']}” is no {kind}, as the measure “{measure.id}” needs{hint}",
            )
        elif (
            measure.unit == "money"
            and unit not in (self.currency, *self.rates)
            and self._market(unit) is False
        ):
            self.without_rate.add(unit)
        texts = {column: row[column] for column in ("id", "measure", "printed", "note")}
        scopes = {"scope": scope, "printed_scope": printed_scope}
        return Figure(**texts, **where, **scopes, reading=reading, interval=interval, unit=unit)

    def _unit(self, measure, reading, override):
        """The unit of a figure, or None where the phrase is of another kind than the measure."""
        if measure.unit == "money":
            return (
                override or reading.unit or self.currency
                if reading.kind == "money" or not reading.unit
                else None
            )
        if measure.unit == "%":
            return "%" if reading.kind == "percent" else None
        return (
            None
            if reading.kind == "percent" or (reading.kind == "money" and reading.unit)
            else measure.unit
        )

    def _market(self, currency):
        """Whether a currency has a market rate on the day; None where that cannot be told for another mistake."""
        if (
            isinstance(self.currency, str)
            and {currency, self.currency} <= CURRENCIES
            and isinstance(self.date, date)
        ):
            return market_rate(currency, self.currency, self.date) is not None
        return None

    def _scope(self, file, number, column, row):
        say = lambda what: self._say(file, what, number, column)
        pairs, measure = [], self.measures.get(row["measure"])
        for word in row[column].split():
            name, _, value = word.partition("=")
            words = self.project_ids if name == "project" else self.vocabularies.get(name)
            if name == "project" and not self.has_projects:
                continue
            if words is None:
                known = "=…, ".join(self.vocabularies)
                say(
                    f"“{word}” picks by “{name}”, which is not declared; write it as {known}=… or project=…"
                )
            elif value not in words:
                say(f"“{value}” is not declared; use one of {', '.join(words)}")
            elif (
                measure
                and measure.additive
                and self.has_projects
                and name not in (*self.dimensions, "project")
            ):
                say(f"“{name}” is no column of projects.csv, so it picks no projects")
            pairs.append((name, value))
        return tuple(sorted(pairs))

    def _locator(self, file, number, row):
        """Where a row says that it is printed, and where it stands itself."""
        say = lambda what: self._say(file, what, number, "paragraph")
        source, paragraph = self.sources.get(row["source"]), row["paragraph"]
        if not source:
            self._say(file, _undeclared(row["source"], "source", self.sources), number, "source")
        if paragraph and not re.fullmatch(r"[1-9][0-9]{0,5}", paragraph):
            say(f"“{paragraph}” is no paragraph number; the headline is 1")
            paragraph = ""
        elif source and source.paragraphs and paragraph and int(paragraph) > source.paragraphs:
            say(
                f"{source.id} has {source.paragraphs} paragraphs, so there is no paragraph {paragraph}"
            )
        elif source and source.role == "article" and not paragraph:
            say("the paragraph is empty; give the number in the article, the headline being 1")
        given = int(paragraph) if paragraph else None
        return {"source": row["source"], "paragraph": given, "place": self._place(file, number)}

    def _unique(self, file, ids, taken=()):
        seen = set(taken)
        for number, id_ in ids:
            if id_ in seen:
                self._say(
                    file, f"the id “{id_}” is used twice; give each row its own", number, "id"
                )
            seen.add(id_)
