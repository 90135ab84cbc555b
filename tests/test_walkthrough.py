"""The walkthrough keeps its word: its files are written, its commands run, and what they print is what it shows."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

WALKTHROUGH = ROOT / "data" / "add-an-announcement.md"
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.slow
def test_the_walkthrough_leads_from_an_article_to_a_report(copy):
    shown, output = 0, ""
    for kind, path, content in BLOCK.findall(WALKTHROUGH.read_text(encoding="utf-8")):
        if path:
            (copy / path).write_text(content, encoding="utf-8")
        elif kind == "sh":
            command = content.strip().replace(".venv/bin/announcement", f"{Path(sys.executable).with_name('announcement')}")
            result = subprocess.run(command, shell=True, capture_output=True, text=True, encoding="utf-8", cwd=copy)
            output = result.stdout + result.stderr
        elif kind == "console":
            assert output == content
            shown += 1
    assert shown == 5
    page = (copy / "reports" / "harbour-city-2024-03.html").read_text(encoding="utf-8")
    assert "7.000 yuan to the dollar" in page and "7.19" in page


def update():
    """Put into the walkthrough what its commands print: python tests/test_walkthrough.py, in a copy of the project."""
    text, output = WALKTHROUGH.read_text(encoding="utf-8"), ""

    def run(match):
        nonlocal output
        kind, path, content = match.groups()
        if path:
            Path(path).write_text(content, encoding="utf-8")
        elif kind == "sh":
            command = content.strip().replace(".venv/bin/announcement", f"{Path(sys.executable).with_name('announcement')}")
            result = subprocess.run(command, shell=True, capture_output=True, text=True, encoding="utf-8")
            output = result.stdout + result.stderr
        elif kind == "console":
            return f"```console\n{output}```"
        return match[0]

    WALKTHROUGH.write_text(BLOCK.sub(run, text), encoding="utf-8")


if __name__ == "__main__":
    update()
