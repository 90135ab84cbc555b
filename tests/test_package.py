"""The data package that re-users' tools read: current, valid for the official validator, and able to be found invalid."""

import hashlib
import json
import shutil

import frictionless
import pytest
from conftest import ROOT

from helpers.dataset import datapackage as package
from helpers.telling import summary

DESCRIPTOR = ROOT / "data" / "datapackage.json"


def errors(path):
    report = frictionless.validate(str(path))
    return [error.type for task in report.tasks for error in task.errors] + [
        error.type for error in report.errors
    ]


def test_it_is_current():
    assert DESCRIPTOR.read_bytes() == package.descriptor(summary.read_all())


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
