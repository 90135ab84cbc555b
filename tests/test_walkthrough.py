"""The walkthrough keeps its word: its commands are run, and they say what it shows."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

WALKTHROUGH = ROOT / "data" / "add-an-announcement.md"
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def take(kind, path, content, folder):
    """Take one step of the walkthrough: write a file, or run a command and return what it says."""
    if path:
        (folder / path).write_text(content, encoding="utf-8")
    elif kind == "sh":
        command = content.strip().replace(
            ".venv/bin/announcement", f"{Path(sys.executable).with_name('announcement')}"
        )
        result = subprocess.run(
            command,
            shell=True,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=folder,
        )
        return result.stdout + result.stderr
    return ""


@pytest.mark.slow
def test_the_walkthrough_leads_from_an_article_to_a_report(copy):
    shown, output = 0, ""
    for kind, path, content in BLOCK.findall(WALKTHROUGH.read_text(encoding="utf-8")):
        if kind == "console":
            assert output == content
            shown += 1
        output = take(kind, path, content, copy)
    assert shown == 5
    page = (copy / "reports" / "harbour-city-2024-03.html").read_text(encoding="utf-8")
    assert "7.000 yuan to the dollar" in page and "7.19" in page


def update():
    """Put into the walkthrough what its commands say; run this file in a copy of the project."""
    output = ""

    def step(match):
        nonlocal output
        shown = f"```console\n{output}```" if match[1] == "console" else match[0]
        output = take(*match.groups(), Path())
        return shown

    WALKTHROUGH.write_text(
        BLOCK.sub(step, WALKTHROUGH.read_text(encoding="utf-8")), encoding="utf-8"
    )


if __name__ == "__main__":
    update()
