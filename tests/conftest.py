import shutil
from pathlib import Path

import pytest
import stress
from hypothesis import settings

ROOT = Path(__file__).parent.parent

settings.register_profile("fast", max_examples=10, deadline=None)
settings.register_profile("full", max_examples=60, deadline=None)
# pytest --hypothesis-profile long
settings.register_profile("long", max_examples=4000, deadline=None)


def pytest_configure(config):
    if not config.getoption("--hypothesis-profile"):
        settings.load_profile("fast" if config.option.markexpr == "not slow" else "full")


@pytest.fixture(autouse=True)
def in_the_project(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the project's data and notebooks, to be broken; the working directory is in it."""
    for name in ("data", "notebooks"):
        shutil.copytree(
            ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def stressed(tmp_path_factory):
    """A project whose one report asks more of a page than any real one; it takes a minute."""
    from helpers.project import Project
    from helpers.publishing import report

    root = tmp_path_factory.mktemp("stressed")
    (root / "notebooks").mkdir()
    id_ = stress.written(root)
    for name, content in report.rendered(id_, Project(root)).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


def first_is_fast(ids, first="jiangning-2020-05"):
    """Parameters for tests of all announcements: the fast tier has one of them, the slow all."""
    others = (pytest.param(id_, marks=pytest.mark.slow) for id_ in ids if id_ != first)
    return [first, *others]
