"""Kill builds at random moments, and look whether every report is whole after each, and the next
build heals all.

python benchmarks/soak.py [KILLS]

Works in a copy of the project with two announcements. After each kill every file that stands must
be, byte for byte, one of those that an undisturbed build of the data gives, before or after the
change that was being built.
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


def run(project: Path, kills: int, seed: int = 0) -> int:
    """Kill so many builds in a project whose reports stand; the number of kills after which all was
    whole.
    """
    chance, versions = random.Random(seed), []
    toml = project / "data" / KEPT[1] / "announcement.toml"
    texts = [
        toml.read_text(encoding="utf-8"),
        toml.read_text(encoding="utf-8").replace('place = "', 'place = "Near '),
    ]
    for text in texts:
        toml.write_text(text, encoding="utf-8")
        started = time.perf_counter()
        assert announcement(project, "build").wait() == 0
        versions.append(standing(project))
    seconds = time.perf_counter() - started
    assert versions[0] != versions[1], "the change that is built again and again changes nothing"
    survived = struck = 0
    for number in range(kills):
        toml.write_text(texts[number % 2], encoding="utf-8")
        process = announcement(project, "build")
        try:  # half of the moments lie where the reports are put in their places
            process.wait(seconds * chance.choice((chance.uniform(0, 1), chance.uniform(0.7, 1.1))))
        except subprocess.TimeoutExpired:
            kill = chance.choice((os.killpg, os.kill))  # all its processes, or the first alone
            kill(process.pid, signal.SIGKILL)
            struck += 1
            process.wait()
        found = standing(project)
        whole = all(
            content in (version.get(name) for version in versions)
            for name, content in found.items()
        )
        survived += whole and found.keys() == versions[0].keys()
    assert struck, "no build was still at work when it was to be killed"
    assert announcement(project, "build").wait() == 0
    assert standing(project) == versions[(kills - 1) % 2], "the last build did not heal the reports"
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
