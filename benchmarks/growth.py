"""What a build takes as announcements grow in number: seconds for each, and the most memory of all
its processes.

python benchmarks/growth.py [NUMBER …] (10 100 1000 unless told; make growth installs what it needs)

The synthetic announcements are all small ones, so that a thousand take minutes: the question is
what is kept of each. Memory is in MB, and what processes share is counted once (PSS).
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from compare import announcement, project


def most_memory(process) -> float:
    """The most that a process and its children have between them, until it ends."""
    most, parent = 0.0, psutil.Process(process.pid)
    while process.poll() is None:
        try:
            tree = [parent, *parent.children(recursive=True)]
            most = max(most, sum(p.memory_full_info().pss for p in tree) / 1e6)
        except psutil.Error:
            continue  # one of them has just ended
        time.sleep(2)  # to look more often would take time from what is measured
    return most


def main():
    print("| announcements | seconds for each | most memory |\n|---|---|---|")
    for number in map(int, sys.argv[1:] or (10, 100, 1000)):
        with tempfile.TemporaryDirectory() as folder:
            project(Path(folder), number, only="jiangning-2020-09")
            started = time.perf_counter()
            process = subprocess.Popen(announcement("build"), cwd=folder, stdout=subprocess.DEVNULL)
            memory = most_memory(process)
            took = time.perf_counter() - started
            assert process.returncode == 0
            print(f"| {number:,} | {took / number:.2f} | {memory:.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
