"""The command `announcement`: what a person types, and what they are told."""

import argparse
import sys


def main(arguments=None) -> int:
    """Run the command. Exit code 0 where all went well, 2 where a dataset or a command cannot be used."""
    parser = argparse.ArgumentParser(
        prog="announcement", description="Turn an investment announcement into a reproducible, sourced report."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, what in (
        ("build", "render reports/ID.html, .pdf and the tables beside them"),
        ("check", "say “ok”, or what is wrong with a dataset and what to do"),
    ):
        commands.add_parser(name, help=what, description=what).add_argument(
            "ids", nargs="*", metavar="ID", help="a folder of data/ (default: all)"
        )
    what = "show how printed figures are understood, as CSV: those of each PHRASE, or of a text on standard input"
    command = commands.add_parser("read", help=what, description=what)
    command.add_argument("phrases", nargs="*", metavar="PHRASE", help="a text of its own, counted as a paragraph")
    command.add_argument("--currency", default="", metavar="CODE", help="of amounts that are printed without one")
    options = parser.parse_args(arguments)

    from helpers.announcement import DatasetError, announcement_ids  # only now, so that --help is quick

    try:
        if options.command == "read":
            return _read(options.phrases, options.currency)
        return {"build": _build, "check": _check}[options.command](options.ids or announcement_ids())
    except DatasetError as error:
        print(error, file=sys.stderr)
        return 2


def _read(phrases, currency):
    from dataclasses import replace

    from helpers.announcement import DatasetError
    from helpers.article import decoded, paragraphs
    from helpers.printed import CURRENCIES, find
    from helpers.tables import readings

    if currency and currency not in CURRENCIES:
        raise DatasetError([f"--currency: “{currency}” is not known; use a code of ISO 4217, such as CNY, USD, EUR or INR"])
    if phrases:
        alone = ((number, find(" ".join(phrase.splitlines()), currency)) for number, phrase in enumerate(phrases, 1))
        found = [replace(figure, paragraph=number) for number, figures in alone for figure in figures]
    else:
        try:
            lines = paragraphs(decoded(sys.stdin.buffer.read(), "standard input"), "standard input")
        except ValueError as error:
            raise DatasetError([str(error)]) from error
        found = find("\n".join(lines), currency)
    readings(found).to_csv(sys.stdout, index=False, lineterminator="\n")
    return 0


def _check(ids):
    from helpers.announcement import DatasetError
    from helpers.report import checked

    problems = []
    for announcement_id in ids:
        try:
            checked(announcement_id)
            print(f"{announcement_id}: ok")
        except DatasetError as error:
            problems += error.problems
    if problems:
        raise DatasetError(problems)
    return 0


def _build(ids):
    from tqdm import tqdm

    from helpers.report import build, cell_count, checked

    subjects = [checked(announcement_id) for announcement_id in ids]  # all of them, before any is built
    with tqdm(
        total=len(ids) * cell_count(), unit="cell", disable=None, leave=False
    ) as bar:  # silent unless a person watches
        for announcement_id, views in zip(ids, subjects):
            bar.set_description(announcement_id)
            build(views, bar.update)
            tqdm.write(f"reports/{announcement_id}.html, .pdf and tables")
    return 0


if __name__ == "__main__":
    sys.exit(main())
