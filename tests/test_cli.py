"""The command: what it takes, what it says, and that nothing makes it show a traceback."""

import os
import re
import signal
import subprocess
import sys
from importlib.metadata import version

import pytest
from conftest import ROOT

from helpers import cli
from helpers.cli import main
from helpers.publishing import terminal

ID, OTHER = "jiangning-2020-05", "jiangyin-2020-10"
TITLE = "New-infrastructure projects signed at Jiangning Development Zone, Nanjing"
COMMAND = [sys.executable, "-m", "helpers.cli"]


def test_it_lists_what_there_is_in_any_folder(copy, capsys, monkeypatch):
    monkeypatch.chdir(copy.parent)
    for name in os.listdir(copy / "data"):
        if name not in (ID, OTHER):
            (copy / "data" / name).rename(copy / f"not-{name}")
    draft = copy / "data" / "my-draft"
    (copy / "article.txt").write_text("Two projects of 3 billion yuan.", encoding="utf-8")
    project = ["--project", str(copy)]
    assert main([*project, "new", "my-draft", "--from", str(copy / "article.txt")]) == 0
    assert draft.is_dir()
    capsys.readouterr()
    (copy / "data" / OTHER / "figures.csv").write_text("spoilt")
    assert main([*project, "list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{ID}  2020-05-20  {TITLE}",
        f"{OTHER}   cannot be read; announcement check {OTHER} says why",
        "my-draft           draft",
    ]


def test_a_folder_that_is_no_project_is_one_line(tmp_path, capsys, monkeypatch):
    assert main(["--project", str(tmp_path), "list"]) == 2
    assert capsys.readouterr().err == f"--project {tmp_path}: there is no folder data/ in it\n"
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2 and "name it with --project FOLDER" in capsys.readouterr().err
    (tmp_path / "article.txt").write_text("Two projects of 3 billion yuan.", encoding="utf-8")
    assert main(["new", "my-first", "--from", "article.txt"]) == 0
    assert (tmp_path / "data" / "my-first" / "figures.csv").is_file()


def test_it_says_its_version(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"{version('investment-announcement')}\n"


def test_a_notebook_of_ones_own_begins_as_a_copy_and_is_never_overwritten(copy, capsys):
    own = copy / "notebooks" / f"{OTHER}.ipynb"
    assert main(["new", OTHER, "--notebook"]) == 0
    assert f'announcement_id = \\"{OTHER}\\"' in own.read_text(encoding="utf-8")
    own.write_text("mine")
    assert main(["new", OTHER, "--notebook"]) == 2 and own.read_text() == "mine"
    assert main(["new", "nowhere", "--notebook"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert "it exists, and is left as it is" in said[0] and "no such announcement" in said[1]


@pytest.mark.parametrize("wrong", [["bake"], ["new", "x"], ["check", "--source", "x"], []])
def test_what_does_not_go_together_exits_with_2(wrong, capsys):
    with pytest.raises(SystemExit) as stop:
        main(wrong)
    assert stop.value.code == 2


def test_a_phrase_that_begins_with_a_minus_is_no_option(capsys):
    assert main(["read", "-5.2%", "--currency", "CNY"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("1,0,5,-5.2%,percent,-5.25,-5.15,%")


@pytest.mark.parametrize("phrase", ["-$5 million", "-US$5 million", "-五亿元", "−5.2%", "-.5%"])
def test_no_phrase_is_taken_for_an_option(phrase, capsys):
    assert main(["read", phrase, "--currency", "USD"]) == 0
    captured = capsys.readouterr()
    assert "arguments" not in captured.err and captured.out.startswith("paragraph,start,end,")


def test_an_unknown_option_is_still_one(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["read", "5 billion", "--curency", "USD"])
    assert stop.value.code == 2 and "--curency" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signal to a process itself")
def test_a_second_ctrl_c_finds_nothing_to_stop(monkeypatch):
    told = []

    def interrupted(*problems):
        told.extend(problems)
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(cli, "_run", interrupted)
    monkeypatch.setattr(terminal, "complain", interrupted)
    try:
        assert main(["list"]) == 130
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    assert told[1:] == ["stopped; the reports that were made stand, the others are as they were"]


def test_the_signal_is_as_it_was_where_nobody_stopped_anything():
    before = signal.getsignal(signal.SIGINT)
    assert main(["read", "5 billion yuan"]) == 0
    assert signal.getsignal(signal.SIGINT) == before


@pytest.mark.skipif(os.name == "nt", reason="there is no such device")
def test_an_article_without_end_is_refused(copy, capsys):
    assert main(["new", "endless", "--from", "/dev/zero"]) == 2
    assert capsys.readouterr().err == (
        "/dev/zero: there are more than 5,000,000 bytes; give one article\n"
    )
    assert not (copy / "data" / "endless").exists()


@pytest.mark.parametrize("piece", ["<![", "<!--", "<?x"])
def test_a_page_that_no_parser_takes_is_refused_in_a_line(piece, copy, capsys):
    (copy / "page.html").write_text(f"<html><p>5 billion yuan{piece * 9000}", encoding="utf-8")
    assert main(["new", "endless", "--from", "page.html"]) == 2
    assert capsys.readouterr().err == (
        "page.html: this HTML cannot be read; paste the article as plain text\n"
    )


def test_checking_imports_nothing_that_draws_or_renders():
    code = (
        "import sys\nfrom helpers.cli import main\n"
        f"assert main(['check', '{OTHER}']) == 0\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    slow = {"matplotlib", "nbconvert", "IPython", "typst", "pandas", "jinja2", "bs4", "pypandoc"}
    assert not slow & set(done.stdout.split())


@pytest.mark.slow
def test_whoever_reads_only_the_first_line_has_seen_enough():
    for arguments in (["list"], ["read", *["3 billion yuan"] * 9]):
        command = [*COMMAND, *arguments]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.readline()
        process.stdout.close()
        assert process.wait() == 0 and process.stderr.read() == b""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes the streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_streams_may_be_closed(closed):
    command = f"{sys.executable} -m helpers.cli check {OTHER} nowhere {closed}"
    process = subprocess.run(
        command, shell=True, capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert process.returncode == 2 and "Traceback" not in process.stderr


def test_streams_may_be_somebodys_own(monkeypatch):
    class Own:
        def write(self, text):
            kept.append(text)

        def flush(self):
            pass

    kept = []
    monkeypatch.setattr(sys, "stdout", Own())
    assert main(["check", OTHER]) == 0 and kept == [f"{OTHER}: ok\n"]
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["check", OTHER]) == 0


@pytest.mark.slow
def test_nothing_that_is_told_steers_a_terminal(copy, capsys):
    (copy / "data" / "a\x1b[31m\nb: ok").mkdir()
    assert main(["check"]) == 2
    captured = capsys.readouterr()
    assert (captured.out + captured.err).replace("\n", "").isprintable()
    assert not re.search("^b: ok", captured.err, re.MULTILINE)
