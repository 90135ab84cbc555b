"""All datasets as one Frictionless Data Package (version 2): what re-users' tools read, generated and never written.

Each table of an announcement is a resource with its schema, its size and its hash; its sources, its measures and its
vocabularies are resources too, written out, so that the tables can refer to them. Knows the layout of the datasets.
"""

import csv
import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version

from helpers.dataset.entities import Dataset
from helpers.project import Project

PROFILE = "https://datapackage.org/profiles/2.0/"
LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
NUMBERS = {"count": "integer", "paragraph": "integer", "low": "number", "high": "number"}
REQUIRED = ("id", "name", "count", "source", "measure")
ABOUT = {
    "id": "Its own name in this dataset",
    "name": "The name in Latin script",
    "local_name": "The name as printed in another script",
    "count": "1, or the size of an unnamed group",
    "printed": "The figure as the source prints it; text, from which the code reads an interval",
    "source": "Who prints it",
    "paragraph": "Where in the source; the headline is 1",
    "measure": "What it measures",
    "scope": "Of which projects: name=value, several with spaces between; empty for all",
    "printed_scope": "The projects that its sentence names, where it is read as one of others",
    "low": "The least value in whole units, where it is read otherwise than its words say",
    "high": "The greatest value, likewise",
    "unit": "The currency, likewise",
    "note": "The reason of a judgement",
}


def descriptor(summaries) -> bytes:
    """The text of `data/datapackage.json`, by the summaries of all announcements."""
    resources = [
        resource
        for summary in sorted(summaries, key=lambda s: s.id)
        for resource in summary.resources
    ]
    package = {
        "$schema": f"{PROFILE}datapackage.json",
        "name": "investment-announcements",
        "title": "Investment announcements: what was printed, figure by figure",
        "description": "A row a project and a row a printed figure, with source and paragraph, for each announcement.",
        "version": version("investment-announcement"),
        "created": f"{max(s.updated for s in summaries)}T00:00:00Z",
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


def resources(announcement: Dataset) -> Iterator[dict]:
    """The tables of one dataset; paths are relative to `data/`."""
    id_ = announcement.id
    source = ("id", "role", "title", "outlet", "address", "published", "language")
    yield _written_out(id_, "sources", announcement.sources, source)
    yield _written_out(id_, "measures", announcement.measures, ("id", "name", "unit", "period"))
    for name, terms in announcement.vocabularies.items():
        yield _written_out(id_, name, terms, ("id", "name", "note"))
    yield _table(announcement, "projects", {"source": "sources"})
    yield _table(announcement, "figures", {"source": "sources", "measure": "measures"})


def _written_out(id_, name, entries, columns):
    """A part of announcement.toml as a resource whose rows stand in the descriptor."""
    rows = [{column: getattr(entry, column) for column in columns} for entry in entries.values()]
    fields = [{"name": column, "type": "string"} for column in columns]
    return {
        "name": f"{id_}-{name}",
        "type": "table",
        "data": rows,
        "schema": {"$schema": f"{PROFILE}tableschema.json", "fields": fields, "primaryKey": ["id"]},
    }


def _table(announcement, name, keys):
    path = f"{announcement.id}/{name}.csv"
    content = (Project.find().root / "data" / path).read_bytes()
    fields = []
    for column in next(csv.reader(content.decode("utf-8-sig").splitlines())):
        field = {"name": column, "type": NUMBERS.get(column, "string")}
        field["description"] = ABOUT.get(
            column, "The ids of the groups it may belong to, a space between; empty for any"
        )
        fields.append(field | ({"constraints": {"required": True}} if column in REQUIRED else {}))
    return {
        "name": f"{announcement.id}-{name}",
        "type": "table",
        "title": f"{announcement.title}: {name}",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "$schema": f"{PROFILE}tableschema.json",
            "fields": fields,
            "primaryKey": ["id"],
            "foreignKeys": [
                {
                    "fields": [column],
                    "reference": {"resource": f"{announcement.id}-{other}", "fields": ["id"]},
                }
                for column, other in keys.items()
            ],
        },
    }
