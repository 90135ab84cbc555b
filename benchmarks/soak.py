"""Kill builds at random moments, and look whether every report is whole after each, and the next
build heals all.

python benchmarks/soak.py [KILLS]

Works in a copy of the project with two announcements. After each kill every file that stands must
be, byte for byte, one of those that an undisturbed build of the data gives, before or after the
change that was being built. A build that was done before it could be killed does not count.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEPT = ("jiangning-2020-05", "jiangyin-2020-10")
MOST_BUILDS = 6  # for each kill, since a third of all builds are done before they can be killed


def announcement(project, *arguments):
    command = [sys.executable, "-m", "helpers.cli", *arguments]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=project, start_new_session=True, **silent)


def standing(project):
    files = {
        path.relative_to(project).as_posix(): path
        for path in (project / "reports").rglob("*")
        if path.is_file()
    }
    return {name: path.read_bytes() for name, path in files.items() if "/." not in name}


def killed(process, seconds, chance):
    """Kill a build at some moment; whether it was at work until then.

    Half of the moments lie where the reports are put in their places.
    """
    moment = chance.choice((chance.uniform(0, 1), chance.uniform(0.7, 1.1)))
    kill = chance.choice((os.killpg, os.kill))  # all its processes, or the first alone
    try:
        process.wait(seconds * moment)
    except subprocess.TimeoutExpired:
        kill(process.pid, signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def is_whole(found, versions):
    """Whether every file is there, and is that of one version or of the other."""
    return found.keys() == versions[0].keys() and all(
        content in (version[name] for version in versions) for name, content in found.items()
    )


def run(project: Path, kills: int, seed: int = 0) -> int:
    """Kill so many builds in a project whose reports stand; the number of kills after which all was
    whole.
    """
    chance, versions = random.Random(seed), []
    toml = project / "data" / KEPT[1] / "announcement.toml"
    now = toml.read_text(encoding="utf-8")
    texts = [now, now.replace('place = "', 'place = "Near ')]
    for text in texts:
        toml.write_text(text, encoding="utf-8")
        started = time.perf_counter()
        assert announcement(project, "build").wait() == 0
        versions.append(standing(project))
    seconds = time.perf_counter() - started
    assert versions[0] != versions[1], "the change that is built again and again changes nothing"
    survived = struck = builds = 0
    while struck < kills:
        assert builds < MOST_BUILDS * kills, "builds are done before they can be killed"
        toml.write_text(texts[builds % 2], encoding="utf-8")
        builds += 1
        if killed(announcement(project, "build"), seconds, chance):
            struck += 1
            survived += is_whole(standing(project), versions)
    assert announcement(project, "build").wait() == 0
    assert standing(project) == versions[(builds - 1) % 2], (
        "the last build did not heal the reports"
    )
    litter = {path.name for path in (project / "reports").glob(".*")} - {".lock", ".built"}
    assert not litter, litter
    return survived


def main():
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for id_ in KEPT:
            shutil.copytree(ROOT / "data" / id_, project / "data" / id_)
        shutil.copytree(ROOT / "notebooks", project / "notebooks")
        print(f"{run(project, kills)} of {kills} kills left every report whole")


if __name__ == "__main__":
    main()
