"""All datasets as one Frictionless Data Package (version 2), which is generated and never edited.

Each table of an announcement is a resource with its schema, its size and its hash. Its sources, its
measures and its vocabularies are resources too, written out, so that the tables can refer to them.
This module knows the layout of the datasets, and nothing of what is computed from them.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from typing import Any, Protocol

from helpers.dataset.entities import Dataset
from helpers.dataset.schema import TABLES, Column
from helpers.project import Project

PROFILE = "https://datapackage.org/profiles/2.0/"
LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
SOURCE_COLUMNS = ("id", "role", "title", "outlet", "address", "published", "language")
MEASURE_COLUMNS = (
    *("id", "name", "unit", "period"),
    *("plan_of", "share_of", "part_of", "outcome_of"),
)
TERM_COLUMNS = ("id", "name", "within", "note")


class Summarised(Protocol):
    """What the descriptor needs of the summary of a report."""

    @property
    def id(self) -> str: ...

    @property
    def updated(self) -> date: ...

    @property
    def resources(self) -> list[dict[str, Any]]: ...


def descriptor(summaries: Iterable[Summarised]) -> bytes:
    """The text of `data/datapackage.json`, by the summaries of all announcements."""
    ordered = sorted(summaries, key=lambda summary: summary.id)
    resources = [resource for summary in ordered for resource in summary.resources]
    package = {
        "$schema": f"{PROFILE}datapackage.json",
        "name": "investment-announcements",
        "title": "Investment announcements: what was printed, figure by figure",
        "description": (
            "For each announcement, a row for each project and for each figure that a source "
            "prints, with its source and paragraph."
        ),
        "version": version("investment-announcement"),
        "created": f"{max(summary.updated for summary in ordered)}T00:00:00Z",
        "licenses": [LICENCE],
        "contributors": [{"title": "The investment-announcement authors", "roles": ["author"]}],
        "sources": [
            {"title": source["title"], "path": source["address"]}
            for resource in resources
            if resource["name"].endswith("-sources")
            for source in resource["data"]
        ],
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def resources(dataset: Dataset, project: Project) -> Iterator[dict[str, Any]]:
    """The tables of one dataset of a project; paths are relative to `data/`."""
    yield _written_out(dataset, "sources", dataset.sources, SOURCE_COLUMNS)
    yield _written_out(dataset, "measures", dataset.measures, MEASURE_COLUMNS)
    for name, terms in dataset.vocabularies.items():
        yield _written_out(dataset, name, terms, TERM_COLUMNS)
    yield _table(dataset, project, "projects", {"source": "sources"})
    yield _table(dataset, project, "figures", {"source": "sources", "measure": "measures"})


def _written_out(
    dataset: Dataset, name: str, entries: Mapping[str, Any], columns: Sequence[str]
) -> dict[str, Any]:
    """A part of announcement.toml as a resource whose rows stand in the descriptor."""
    rows = [
        {column: getattr(entry, column) or "" for column in columns} for entry in entries.values()
    ]
    fields = [{"name": column, "type": "string"} for column in columns]
    return {
        "name": f"{dataset.id}-{name}",
        "type": "table",
        "data": rows,
        "schema": {"$schema": f"{PROFILE}tableschema.json", "fields": fields, "primaryKey": ["id"]},
    }


def _table(
    dataset: Dataset, project: Project, name: str, references: Mapping[str, str]
) -> dict[str, Any]:
    """A CSV file as a resource; `references` names the resource that holds the ids of a column."""
    typed = (project.dataset_folder(dataset.id) / f"{name}.csv").read_bytes()
    content = typed.replace(b"\r\n", b"\n")  # as it is committed, whatever a spreadsheet saved
    header = next(csv.reader(content.decode("utf-8-sig").splitlines()))
    declared = TABLES[f"dataset-{name}"]
    return {
        "name": f"{dataset.id}-{name}",
        "type": "table",
        "title": f"{dataset.title}: {name}",
        "path": f"{dataset.id}/{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "$schema": f"{PROFILE}tableschema.json",
            "fields": [_field(declared.column(column)) for column in header],
            "primaryKey": list(declared.key),
            "foreignKeys": [
                {
                    "fields": [column],
                    "reference": {"resource": f"{dataset.id}-{other}", "fields": ["id"]},
                }
                for column, other in references.items()
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    """A column as the Table Schema describes it."""
    description = f"{column.description} (in {column.unit})" if column.unit else column.description
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.field_type,
        "description": description,
    }
    if column.filled:
        field["constraints"] = {"required": True}
    return field
