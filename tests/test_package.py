"""What re-users' tools and readers are told of the tables: the data package and the codebooks."""

import hashlib
import json
import shutil

import frictionless
import pytest
from conftest import ROOT

from helpers.dataset import schema

pytestmark = pytest.mark.slow

# That it is current is for `announcement build --check` to say, which makes it.
DESCRIPTOR = ROOT / "data" / "datapackage.json"


def errors(path):
    report = frictionless.validate(str(path))
    return [error.type for task in report.tasks for error in task.errors] + [
        error.type for error in report.errors
    ]


def test_it_is_valid():
    assert errors(DESCRIPTOR) == []


def test_every_table_is_in_it_with_its_hash():
    resources = json.loads(DESCRIPTOR.read_bytes())["resources"]
    tables = {resource["path"]: resource for resource in resources if "path" in resource}
    assert tables.keys() == {
        path.relative_to(ROOT / "data").as_posix() for path in (ROOT / "data").glob("*/*.csv")
    }
    for path, resource in tables.items():
        content = (ROOT / "data" / path).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}" and resource[
            "bytes"
        ] == len(content)


@pytest.mark.parametrize(
    "old, new, told",
    [
        ("total,S3,", "total,S9,", "foreign-key"),
        ("S3,1,projects", "S3,1,profits", "foreign-key"),
        ("headline-projects,S3,1,", "headline-projects,S3,one,", "type-error"),
        ("headline-projects,S3", "headline-total,S3", "primary-key"),
    ],
)
def test_a_broken_table_is_found_invalid(old, new, told, tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    path = tmp_path / "data" / "jiangning-2020-05" / "figures.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert told in errors(tmp_path / "data" / "datapackage.json")


@pytest.mark.parametrize("name", ["README.md", "data/README.md"])
def test_the_codebooks_are_current(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert schema.BLOCK.search(text) and schema.with_codebooks(text) == text


def test_a_codebook_that_is_stale_is_made_anew_and_the_text_around_it_stays(tmp_path):
    path = tmp_path / "README.md"
    path.write_text("before\n<!-- codebook: rates -->\nstale\n<!-- /codebook -->\nafter\n")
    schema.main([str(path)])
    made = path.read_text(encoding="utf-8")
    table = schema.codebook("rates")
    assert made == f"before\n<!-- codebook: rates -->\n{table}<!-- /codebook -->\nafter\n"
    assert "| `market` | rate | " in table


def test_one_name_has_one_kind_but_for_bounds_and_what_a_person_types():
    kinds = {}
    for name, table in schema.TABLES.items():
        for column in () if name.startswith("dataset-") else table.columns:
            kinds.setdefault(column.name, set()).add(column.kind)
    assert {name for name, used in kinds.items() if len(used) > 1} == {"low", "high", "source"}
