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
    options = parser.parse_args(arguments)

    from helpers.announcement import DatasetError, announcement_ids  # only now, so that --help is quick

    try:
        return {"build": _build, "check": _check}[options.command](options.ids or announcement_ids())
    except DatasetError as error:
        print(error, file=sys.stderr)
        return 2


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
