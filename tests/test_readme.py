"""The README keeps its word: its commands are run in CI, and what it links to is there."""

import json
import re
import tomllib

import pytest
from conftest import ROOT

from helpers.dataset.loader import load
from helpers.model import evidence as model
from helpers.telling import charts

README = (ROOT / "README.md").read_text(encoding="utf-8")
OTHERS = ("CONTRIBUTING.md", "benchmarks/README.md")
WORKFLOWS = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))
}
JOBS = {
    f"{name}: {job}": steps
    for name, text in WORKFLOWS.items()
    for job, steps in re.findall(
        r"^  (\w+):\n((?:(?:    .*)?\n)+)", text.partition("\njobs:\n")[2], re.MULTILINE
    )
}
GUIDES = [README, *(ROOT.joinpath(name).read_text(encoding="utf-8") for name in OTHERS)]
COMMANDS = {
    line.split("#")[0].strip()
    for guide in GUIDES
    for block in re.findall(r"```sh\n(.*?)```", guide, re.DOTALL)
    for line in block.splitlines()
    if line.strip()
}


def test_its_example_of_the_library_works():
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    namespace = {}
    exec(example, namespace)
    assert namespace["everything"].evidence.dataset.id == "jiangning-2020-05"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_run_in_ci(command):
    step = rf"^ +- run: {re.escape(command)}( [A-Z]+=\S+)?$"
    regular = WORKFLOWS["test"] + WORKFLOWS["scheduled"]
    assert re.search(step, regular, re.MULTILINE)


@pytest.mark.parametrize("job", sorted(JOBS))
def test_every_job_has_a_limit_of_time_and_runs_only_actions_pinned_by_their_hash(job):
    if re.search(r"^    uses: \./", JOBS[job], re.MULTILINE):
        return  # another workflow of this repository, whose own jobs have their limits
    assert re.search(r"^    timeout-minutes: \d+$", JOBS[job], re.MULTILINE)
    used = re.findall(r"uses: (.*)", JOBS[job])
    assert used
    for action in used:
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


def test_nothing_is_tested_before_style_and_types_nor_published_before_it_is_tested():
    first, *others = (job for name, job in JOBS.items() if name.startswith("test: "))
    assert "- run: make lint\n" in first and len(others) == 3
    assert all("    needs: lint\n" in job for job in others)
    assert "workflows: [test]" in WORKFLOWS["pages"]
    assert "workflow_run.conclusion == 'success'" in JOBS["pages: publish"]
    assert "    uses: ./.github/workflows/test.yml\n" in JOBS["release: test"]
    assert "    needs: test\n" in JOBS["release: release"]


def test_the_tests_run_with_the_encodings_that_a_system_comes_with():
    assert not [name for name, job in JOBS.items() if "PYTHONUTF8" in job]


def test_the_two_commands_are_what_ci_runs():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert {"make report", "make test"} <= COMMANDS & set(script.splitlines())


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)]+)\)", README))
def test_every_link_leads_somewhere(target):
    assert (ROOT / target).exists()


def test_the_picture_is_described_with_the_numbers_it_shows():
    alt = charts.shares(model.views(load("jiangning-2020-05"))).alt
    described = re.search(r"!\[(.+?)\]", README)[1]
    assert set(re.findall(r"\d+\.\d%", described)) == set(re.findall(r"\d+\.\d%", alt))


def test_whoever_installs_nothing_gets_what_everybody_installs():
    binder = ROOT / "binder"
    [line] = (binder / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert (binder / line.removeprefix("-r ")).resolve() == ROOT / "requirements.lock"
    post_build = (binder / "postBuild").read_text(encoding="utf-8").splitlines()
    assert post_build[-1].partition(" ")[2] in {each.partition(" ")[2] for each in COMMANDS}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=")
    assert (binder / "runtime.txt").read_text(encoding="utf-8") == f"python-{oldest}\n"
    settings = ROOT.joinpath(".devcontainer", "devcontainer.json").read_text(encoding="utf-8")
    container = json.loads(settings)
    assert container["image"].startswith(f"python:{oldest}-")
    make, target = container["postCreateCommand"].split()
    targets = re.findall(
        r"^([^\t#:=\n]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert make == "make" and target in " ".join(targets).split()


def test_one_version_is_named_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"version: {project['version']}" in citation and "cff-version: 1.2.0" in citation
    assert re.search(r"^## (\S+)", changes, re.MULTILINE)[1] == project["version"]


@pytest.mark.parametrize("lock", sorted(ROOT.glob("*.lock")), ids=lambda path: path.name)
def test_a_lock_is_pinned_by_hash_and_names_no_host(lock):
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    pins = re.findall(r"^[\w.\[\]-]+==[^\n]+\\\n    --hash=sha256:", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[\w.\[\]-]+ *[=@<>]", text, re.MULTILINE)) > 20
