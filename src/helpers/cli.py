"""The command `announcement`: what a person types, and what they are told."""

import argparse
import re
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.project import ProblemsError, Project, printable
from helpers.publishing import terminal

# What takes time is imported by the command that needs it, so that --help is quick.
if TYPE_CHECKING:
    from helpers.dataset.entities import Dataset
    from helpers.figures.article import Article
    from helpers.figures.reading import Found

DONE, CANNOT, STOPPED = 0, 2, 130  # exit codes
AROUND = 24  # characters shown before and after a figure that was found
A_PHRASE = re.compile(r"-(?![-h]|$)")  # for `read`, which has no other short option than -h
STANDARD_INPUT = "standard input"


def main(arguments: list[str] | None = None) -> int:
    """Run the command. Exit code 0 where all went well, 2 where a dataset or a command cannot be
    used, 130 where a person stopped it.
    """
    terminal.prepared()
    parser = _parser()
    options = parser.parse_args(_with_phrases(sys.argv[1:] if arguments is None else arguments))
    _check_combination(parser, options)
    with _interrupted_once():
        return _ended(options)


def _ended(options: argparse.Namespace) -> int:
    """Do what was asked for; whatever hinders it is told in lines."""
    try:
        return _run(options)
    except ProblemsError as error:
        terminal.complain(*error.problems)
        return CANNOT
    except BrokenPipeError:
        return DONE  # whoever read what was told has seen enough
    except OSError as error:
        terminal.complain(
            f"{error.filename or 'output'}: {error.strerror}; nothing was changed there"
        )
        return CANNOT
    except KeyboardInterrupt:
        terminal.complain("stopped; the reports that were made stand, the others are as they were")
        return STOPPED


def _with_phrases(given: Sequence[str]) -> list[str]:
    """The arguments; a phrase to read that begins with a minus is set apart from options."""
    if "read" not in given:
        return list(given)
    start = list(given).index("read")
    phrases = (f" {text}" if A_PHRASE.match(text) else text for text in given[start:])
    return [*given[:start], *phrases]


@contextmanager
def _interrupted_once() -> Iterator[None]:
    """Let Ctrl-C stop what is done in here once: a second one finds nothing to stop any more."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread has signals
        return
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        if signal.getsignal(signal.SIGINT) is _interrupt:
            signal.signal(signal.SIGINT, before)


def _interrupt(*_: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="announcement",
        description="Turn an investment announcement into a reproducible, sourced report.",
    )
    parser.add_argument("--version", action="version", version=version("investment-announcement"))
    parser.add_argument(
        "--project",
        metavar="FOLDER",
        help="the folder with data/ (default: the nearest one from here upwards)",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, what: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=what, description=what[0].upper() + what[1:] + ".")

    command("list", "show the announcements: id, date and title, and which are drafts")
    new = command("new", "begin an announcement: draft data/ID/, or a notebook of its own")
    new.add_argument(
        "id", metavar="ID", help="small letters, digits and hyphens, such as suzhou-2021-03"
    )
    new.add_argument(
        "--from",
        dest="article",
        metavar="FILE",
        help="the article, as plain text or HTML: draft a row for every figure in it",
    )
    new.add_argument(
        "--notebook",
        action="store_true",
        help="copy the parametrised notebook to notebooks/ID.ipynb, to tell the story oneself",
    )
    read = command(
        "read",
        "show how figures are understood, as CSV: those of each PHRASE or of standard input",
    )
    read.add_argument(
        "phrases", nargs="*", metavar="PHRASE", help="a text of its own, counted as a paragraph"
    )
    read.add_argument("--currency", default="", metavar="CODE", help="of amounts that name none")
    check = command("check", "say “ok”, or what is wrong with a dataset and what to do")
    check.add_argument("ids", nargs="*", metavar="ID", help="a folder of data/ (default: all)")
    check.add_argument(
        "--source",
        dest="article",
        metavar="FILE",
        help="the article: prove that each phrase stands in it",
    )
    build = command("build", "render reports/ID.html, .pdf and the tables beside them")
    build.add_argument(
        "ids",
        nargs="*",
        metavar="ID",
        help="a folder of data/ (default: all, and the pages of the other notebooks)",
    )
    build.add_argument(
        "--check", action="store_true", help="write nothing; say what differs from what stands"
    )
    build.add_argument(
        "--cluster",
        default="",
        metavar="ADDRESS",
        help="let a Dask cluster do it, such as tcp://host:8786",
    )
    return parser


def _check_combination(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """End with the usage where options do not go together."""
    if options.command == "check" and options.article and len(options.ids) != 1:
        parser.error("--source goes with exactly one ID")
    if options.command == "new" and not (options.article or options.notebook):
        parser.error("new needs --from FILE, or --notebook, or both")


def _run(options: argparse.Namespace) -> int:
    if options.command == "read":
        return _read([phrase.strip() for phrase in options.phrases], options.currency)
    project = _project(options.project, new=_begins(options))
    match options.command:
        case "list":
            return _list(project)
        case "new":
            return _new(project, options)
        case "check":
            return _check(project, options.ids or project.announcement_ids(), options.article)
    from helpers.publishing.build import build

    build(project, list(dict.fromkeys(options.ids)), options.cluster, options.check)
    return DONE


def _begins(options: argparse.Namespace) -> bool:
    return options.command == "new" and bool(options.article)


def _project(folder: str | None, new: bool) -> Project:
    """The project that was named, or that the working directory belongs to; a `new` one begins
    with its first announcement.
    """
    if folder is None:
        try:
            return Project.find()
        except ProblemsError:
            if new:
                return Project(Path.cwd())
            raise
    root = Path(folder).resolve()
    if not (root / "data").is_dir() and not (new and root.is_dir()):
        raise ProblemsError(f"--project {folder}: there is no folder data/ in it")
    return Project(root)


def _list(project: Project) -> int:
    from helpers.dataset.loader import load, settled_ids

    settled = settled_ids(project)
    ids = project.announcement_ids()
    width = max(map(len, ids), default=0)
    for id_ in ids:
        about = "draft"
        if id_ in settled:
            try:
                dataset = load(id_, project=project)
                about = f"{dataset.date.isoformat()}  {dataset.title}"
            except ProblemsError:
                about = f"cannot be read; announcement check {id_} says why"
        terminal.say(printable(f"{id_:{width}}  {about}"))
    return DONE


def _article(path: str) -> "Article":
    from helpers.figures.article import read_article

    try:
        return read_article(Path(path))
    except ValueError as error:
        raise ProblemsError(str(error)) from error


def _new(project: Project, options: argparse.Namespace) -> int:
    if options.article:
        _draft(project, options.id, options.article)
    if options.notebook:
        from helpers.publishing.notebook import copied

        if options.id not in project.announcement_ids():
            raise ProblemsError(
                f"data/{options.id}: there is no such announcement; draft one with --from FILE"
            )
        path = copied(project, options.id)
        terminal.say(f"notebooks/{path.name}: the notebook of this announcement from now on")
    return DONE


def _draft(project: Project, announcement_id: str, path: str) -> None:
    from helpers.dataset.draft import write_draft
    from helpers.figures.page import read_page
    from helpers.figures.reading import find
    from helpers.telling.marked import PAGE, write_page

    article = _article(path)
    found = find(article.text)
    folder = write_draft(announcement_id, article, found, project, read_page(Path(path)))
    write_page(announcement_id, article, project)
    rows = {
        name: (folder / f"{name}.csv").read_text(encoding="utf-8").count("\n") - 1
        for name in ("projects", "figures")
    }
    for figure in found:
        line = article.paragraphs[figure.paragraph - 1]
        before = line[max(0, figure.start - AROUND) : figure.start].lstrip()
        after = line[figure.end : figure.end + AROUND].rstrip()
        terminal.say(f"¶{figure.paragraph} …{before}[{figure.phrase}]{after}…")
    terminal.say(
        f"data/{announcement_id}/: {len(article.paragraphs)} paragraphs read; "
        f"{rows['figures']} rows in figures.csv and {rows['projects']} in projects.csv, "
        f"all to be settled\ndata/{announcement_id}/{PAGE}: the article with its figures marked\n"
        f"next: announcement check {announcement_id}"
    )


def _read(phrases: list[str], currency: str) -> int:
    from helpers.figures.reading import CURRENCIES, find

    if currency and currency not in CURRENCIES:
        raise ProblemsError(
            f"--currency: “{currency}” is not known; use one of ISO 4217, such as CNY, USD or EUR"
        )
    from helpers.telling import columns, reader

    found = _of_phrases(phrases, currency) if phrases else find(_standard_input(), currency)
    terminal.say(columns.written(reader.frame_of(found)).decode().removesuffix("\n"))
    for figure in found:
        if figure.reason:
            where = f"¶{figure.paragraph} “{figure.phrase}”"
            terminal.complain(f"{where} is not understood: {figure.reason}")
    return DONE


def _of_phrases(phrases: list[str], currency: str) -> Sequence["Found"]:
    """What is found in each phrase, counted as a paragraph of its own."""
    from dataclasses import replace

    from helpers.figures.reading import find

    return [
        replace(figure, paragraph=number)
        for number, phrase in enumerate(phrases, 1)
        for figure in find(" ".join(phrase.splitlines()), currency)
    ]


def _standard_input() -> str:
    from helpers.figures.article import decoded, limited, paragraphs

    if sys.stdin is None:
        raise ProblemsError(f"{STANDARD_INPUT}: it is closed; name a PHRASE")
    try:
        content = limited(sys.stdin.buffer, STANDARD_INPUT)
        lines = paragraphs(decoded(content, STANDARD_INPUT), STANDARD_INPUT)
    except ValueError as error:
        raise ProblemsError(str(error)) from error
    return "\n".join(lines)


def _check(project: Project, ids: list[str], path: str | None) -> int:
    from helpers.model.check import checked

    article = _article(path) if path else None
    problems: list[str] = []
    for announcement_id in ids:
        if article:
            _renew_page(announcement_id, project, article)
        try:
            views = checked(announcement_id, project, article)
        except ProblemsError as error:
            problems += error.problems
            continue
        proof = _proved(views[0].dataset, article, str(path)) if article else ""
        terminal.say(f"{announcement_id}: ok{proof}")
    if problems:
        raise ProblemsError(*problems)
    return DONE


def _renew_page(announcement_id: str, project: Project, article: "Article") -> None:
    """Show in the page beside the dataset what is settled by now, though other things be wrong."""
    from helpers.telling.marked import write_page

    if announcement_id in project.announcement_ids():
        write_page(announcement_id, article, project)


def _proved(dataset: "Dataset", article: "Article", path: str) -> str:
    """What the article says to its dataset: that all phrases stand in it, and which of its figures
    have no row.
    """
    from helpers.figures.reading import find

    phrases = [f for f in dataset.figures if f.source == dataset.article.id]
    same = {"": "", article.digest: "; it is the text that the dataset was made from"}.get(
        dataset.article.sha256,
        "; it is not letter for letter the text that the dataset was made from",
    )
    rows = {
        (f.paragraph, place)
        for f in phrases
        if f.paragraph
        for place in article.spans(f.printed, f.paragraph)
    }
    missing = [
        f"\n  no row for ¶{f.paragraph} “{f.phrase}”"
        for f in find(article.text, dataset.currency)
        if f.reading.kind != "other" and not _is_covered(f, rows)
    ]
    where = f"all {len(phrases)} phrases stand in {path}, in the paragraphs named"
    return f"; {where}{same}{''.join(missing)}"


def _is_covered(found: "Found", rows: set[tuple[int, tuple[int, int]]]) -> bool:
    """Whether a figure of the article overlaps with the phrase of a row."""
    return any(
        found.paragraph == number and found.start < end and start < found.end
        for number, (start, end) in rows
    )


if __name__ == "__main__":
    sys.exit(main())
