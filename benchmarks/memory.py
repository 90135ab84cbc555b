"""How much memory a build takes as announcements grow in number: the most that all its processes had, PSS, in MB.

    python benchmarks/memory.py [NUMBER …]         (10 100 1000 unless told)

The synthetic announcements are all small ones, so that a thousand take minutes: the question is what is kept of each.
"""

import sys
import tempfile
from pathlib import Path

from compare import announcement, project, seconds


def main():
    print("| announcements | took | most memory |\n|---|---|---|")
    for number in map(int, sys.argv[1:] or (10, 100, 1000)):
        with tempfile.TemporaryDirectory() as folder:
            project(Path(folder), number, only="jiangning-2020-09")
            memory = []
            took = seconds(*announcement("build"), cwd=folder, memory=memory)
            print(f"| {number:,} | {took:.0f} s | {max(memory):.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
