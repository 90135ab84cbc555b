"""The command `announcement`: what a person types, and what they are told."""

import argparse
import sys


def main(arguments=None) -> int:
    """Run the command. Exit code 0 where all went well, 2 where a dataset or a command cannot be used."""
    parser = argparse.ArgumentParser(
        prog="announcement",
        description="Turn an investment announcement into a reproducible, sourced report.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name, what):
        return commands.add_parser(name, help=what, description=what[0].upper() + what[1:] + ".")

    new = command(
        "new", "draft data/ID/ from an article: every figure it prints, and what is left to settle"
    )
    new.add_argument(
        "id", metavar="ID", help="small letters, digits and hyphens, such as suzhou-2021-03"
    )
    new.add_argument(
        "--from",
        dest="article",
        required=True,
        metavar="FILE",
        help="the article, as plain text or HTML",
    )
    read = command(
        "read",
        "show how printed figures are understood, as CSV: those of each PHRASE, or of standard input",
    )
    read.add_argument(
        "phrases", nargs="*", metavar="PHRASE", help="a text of its own, counted as a paragraph"
    )
    read.add_argument(
        "--currency", default="", metavar="CODE", help="of amounts that are printed without one"
    )
    check = command("check", "say “ok”, or what is wrong with a dataset and what to do")
    check.add_argument(
        "--source",
        dest="article",
        metavar="FILE",
        help="the article: prove that each phrase stands in it",
    )
    build = command("build", "render reports/ID.html, .pdf and the tables beside them")
    check.add_argument("ids", nargs="*", metavar="ID", help="a folder of data/ (default: all)")
    build.add_argument(
        "ids",
        nargs="*",
        metavar="ID",
        help="a folder of data/ (default: all, and their comparison)",
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
    options = parser.parse_args(arguments)
    if options.command == "check" and options.article and len(options.ids) != 1:
        parser.error("--source goes with exactly one ID")

    from helpers.project import ProblemsError, Project  # only now, so that --help is quick

    sys.stdout.reconfigure(
        encoding="utf-8"
    )  # phrases are Chinese, too, and a file they are sent to should hold them
    try:
        match options.command:
            case "new":
                return _new(options.id, options.article)
            case "read":
                return _read(options.phrases, options.currency)
            case "check":
                return _check(options.ids or Project.find().announcement_ids(), options.article)
            case _:
                return _build(options)
    except ProblemsError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(
            f"{error.filename or 'standard output'}: {error.strerror}; nothing was changed there",
            file=sys.stderr,
        )
        return 2
    except KeyboardInterrupt:
        print(
            "stopped; the reports that were made stand, the others are as they were",
            file=sys.stderr,
        )
        return 130


def _build(options):
    from helpers.publishing import build

    build(list(dict.fromkeys(options.ids)), options.cluster, options.check)
    return 0


def _article(path):
    from pathlib import Path

    from helpers.figures.article import read_article
    from helpers.project import ProblemsError

    try:
        return read_article(Path(path))
    except ValueError as error:
        raise ProblemsError(str(error)) from error


def _new(announcement_id, path):
    from helpers.dataset.draft import write_draft
    from helpers.figures.reading import find

    article = _article(path)
    found = find(article.text)
    folder = write_draft(announcement_id, article, found)
    rows = {
        name: (folder / f"{name}.csv").read_text(encoding="utf-8").count("\n") - 1
        for name in ("projects", "figures")
    }
    for figure in found:
        line = article.paragraphs[figure.paragraph - 1]
        before, after = (
            line[max(0, figure.start - 24) : figure.start],
            line[figure.end : figure.end + 24],
        )
        print(f"¶{figure.paragraph} …{before.lstrip()}[{figure.phrase}]{after.rstrip()}…")
    print(
        f"data/{announcement_id}/: {len(article.paragraphs)} paragraphs read; {rows['figures']} rows in figures.csv "
        f"and {rows['projects']} in projects.csv, all to be settled\nnext: announcement check {announcement_id}"
    )
    return 0


def _read(phrases, currency):
    from dataclasses import replace

    from helpers.figures.article import decoded, paragraphs
    from helpers.figures.reading import CURRENCIES, find
    from helpers.project import ProblemsError
    from helpers.telling.tables import readings

    if currency and currency not in CURRENCIES:
        raise ProblemsError(
            [
                f"--currency: “{currency}” is not known; use a code of ISO 4217, such as CNY, USD, EUR or INR"
            ]
        )
    if phrases:
        alone = (
            (number, find(" ".join(phrase.splitlines()), currency))
            for number, phrase in enumerate(phrases, 1)
        )
        found = [
            replace(figure, paragraph=number) for number, figures in alone for figure in figures
        ]
    else:
        try:
            lines = paragraphs(decoded(sys.stdin.buffer.read(), "standard input"), "standard input")
        except ValueError as error:
            raise ProblemsError(str(error)) from error
        found = find("\n".join(lines), currency)
    readings(found).to_csv(sys.stdout, index=False, lineterminator="\n")
    return 0


def _check(ids, path):
    from helpers.project import ProblemsError
    from helpers.publishing.report import checked

    article = _article(path) if path else None
    problems = []
    for announcement_id in ids:
        try:
            views = checked(announcement_id, article)
            print(
                f"{announcement_id}: ok{_proved(views[0].dataset, article, path) if article else ''}"
            )
        except ProblemsError as error:
            problems += error.problems
    if problems:
        raise ProblemsError(*problems)
    return 0


def _proved(announcement, article, path):
    """What the article says to its dataset: that all phrases stand in it, and which of its figures have no row."""
    from helpers.figures.reading import find

    phrases = [f for f in announcement.figures if f.source == announcement.article.id]
    same = {"": "", article.digest: "; it is the text that the dataset was made from"}.get(
        announcement.article.sha256,
        "; it is not letter for letter the text that the dataset was made from",
    )
    rows = {
        (f.paragraph, place) for f in phrases for place in article.spans(f.printed, f.paragraph)
    }
    missing = [
        f"\n  no row for ¶{f.paragraph} “{f.phrase}”"
        for f in find(article.text, announcement.currency)
        if f.reading.kind != "other"
        and not any(
            f.paragraph == number and f.start < end and start < f.end
            for number, (start, end) in rows
        )
    ]
    return f"; all {len(phrases)} phrases stand in {path}, in the paragraphs named{same}{''.join(missing)}"


if __name__ == "__main__":
    sys.exit(main())
