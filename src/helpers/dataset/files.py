"""The files of a dataset as bytes, text, TOML and tables, with everything that is refused in them.

This module knows formats of files, and nothing of what is in a dataset.
"""

import csv
import io
import stat
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.dataset.problems import Problems, Row, meant
from helpers.figures.article import UNSEEN

MOST_BYTES = 5_000_000  # of a file; the largest dataset so far has 15,000
LIKE_A_COLUMN = 0.5  # the likeness from which a column counts as misspelt: "paragraphs"


@dataclass(frozen=True)
class Sheet:
    """A CSV file: the names of its columns, and the rows that are not blank."""

    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def read_bytes(path: Path, problems: Problems) -> bytes | None:
    """The content of a file; None where it cannot be a dataset's, which is noted.

    Kind and size are looked at first: a pipe would block, and a device or a sparse file may never
    end.
    """
    try:
        if path.is_symlink() or path.parent.is_symlink():
            what = "it is reached by a symbolic link; put the file itself there"
        else:
            what = _unfit(path)
            if not what:
                return path.read_bytes()
    except FileNotFoundError:
        what = "the file is missing; every announcement has one"
    except OSError as error:
        what = f"it cannot be read: {error.strerror}"
    problems.say(path.name, what)
    return None


def _unfit(path: Path) -> str:
    """Why a file should not be opened, empty where it may be."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        return "it cannot be read: it is not a regular file; put a file of text there"
    if found.st_size > MOST_BYTES:
        return f"it is larger than {MOST_BYTES:,} bytes, and no dataset is; look what is in it"
    return ""


def decoded(name: str, content: bytes | None, problems: Problems) -> str | None:
    """A file's content as text; None where it is not UTF-8, or has a character that is not seen."""
    if content is None:
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"byte {error.start + 1} is not UTF-8; save the file as “CSV UTF-8” or plain UTF-8"
        problems.say(name, what)
        return None
    unseen = UNSEEN.search(text)
    if unseen:
        line = text.count("\n", 0, unseen.start()) + 1
        problems.say(name, f"line {line} has {named(unseen[0])}; delete it")
        return None
    return text


def named(unseen: str) -> str:
    """A character that cannot be seen, by its number, so that it cannot act on a terminal."""
    return f"a character that cannot be seen (U+{ord(unseen):04X})"


def parsed_toml(name: str, content: bytes | None, problems: Problems) -> dict[str, Any] | None:
    """A file's content as TOML; None where it is none, which is noted."""
    text = decoded(name, content, problems)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except RecursionError:
        problems.say(name, "not valid TOML here: brackets are nested too deeply; write it flat")
    except tomllib.TOMLDecodeError as error:
        hint = "text stands in double quotes, dates and numbers do not"
        problems.say(name, f"not valid TOML: {error}; {hint}")
    except ValueError:  # Python converts no integer of more than some 4,000 digits
        problems.say(
            name, "not valid TOML here: it has a number of thousands of digits; correct it"
        )
    return None


def parsed_table(
    name: str, content: bytes | None, required: Sequence[str], problems: Problems
) -> Sheet | None:
    """A file's content as a table with the `required` columns; None where it is none, noted."""
    text = decoded(name, content, problems)
    lines = None if text is None else _lines(name, text, problems)
    if lines is None:
        return None
    before = len(problems.lines)
    header, *numbered = lines or [[]]
    _check_header(name, header, required, problems)
    if not any(header):
        return None
    rows = [
        _row(name, number, header, cells, problems)
        for number, cells in enumerate(numbered, 2)
        if any(cell.strip() for cell in cells)
    ]
    if len(problems.lines) > before:
        return None
    return Sheet(tuple(header), tuple(rows))


def _lines(name: str, text: str, problems: Problems) -> list[list[str]] | None:
    """The cells of a CSV text line by line, or None where it is not such a text."""
    lines: list[list[str]] = []
    try:
        lines.extend(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        what = f"not a readable CSV table: {error}; look for a stray double quote at or above it"
        problems.say(name, what, len(lines) + 1)
        return None
    return lines


def _check_header(
    name: str, header: Sequence[str], required: Sequence[str], problems: Problems
) -> None:
    """Note what is wrong with the names of the columns."""
    if not any(header):
        problems.say(name, f"the table has no header; its first row is {','.join(required)}")
        return
    if len(header) == 1 and any(separator in header[0] for separator in ";\t"):
        what = (
            "the columns are separated by semicolons or tabs; save the table as “CSV UTF-8 (comma "
            "delimited)”"
        )
        problems.say(name, what)
        return
    for column in required:
        if column not in header:
            near = meant(column, [c for c in header if c not in required], LIKE_A_COLUMN)
            renamed = f"“{near}” stands in the header: rename it"
            hint = renamed if near else f"the header is {','.join(header)}"
            problems.say(name, f"the column is missing; {hint}", 1, column)
    for column in dict.fromkeys(header):
        if header.count(column) > 1:
            problems.say(name, "the column stands twice", 1, column)


def _row(
    name: str, number: int, header: Sequence[str], cells: Sequence[str], problems: Problems
) -> Row:
    if len(cells) != len(header):
        what = f"{len(cells)} cells where the header has {len(header)}"
        problems.say(name, f"{what}; put text with commas in double quotes", number)
    stripped = (cell.strip() for cell in cells)
    return Row(name, number, dict(zip(header, stripped, strict=False)), problems)
