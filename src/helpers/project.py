"""Where things are: a project is a folder with `data/`, and all else has its place from there.

A `Project` is made once, by the command or by a notebook's first call, and handed down. This module
knows names of files and folders; it knows nothing of what is in them.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

DATASET_FILES = ("announcement.toml", "projects.csv", "figures.csv")
# Pages and notebooks of their own have these names.
RESERVED_IDS = ("announcement", "comparison", "explore", "index")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_RULE = (
    "use small letters, digits and hyphens, such as suzhou-2021-03, and none of "
    f"{', '.join(RESERVED_IDS)}"
)
DIGITS = 16  # of a digest: enough to tell datasets apart, and fit to be shown
SPACES = "\u00a0\u202f\u3000"  # of texts and tables; Python does not count them as printable


class ProblemsError(Exception):
    """What a person has to fix: `problems` has a line each: where, what is wrong, what to do.

    Lines quote files and names of folders. What could act on a terminal, or would begin a line of
    its own, is escaped.
    """

    def __init__(self, *problems: str) -> None:
        self.problems = tuple(printable(problem) for problem in problems)
        super().__init__(*self.problems)

    def __str__(self) -> str:
        return "\n".join(self.problems)


def printable(text: str) -> str:
    r"""A text in one line that is safe to print: all that cannot be seen is escaped.

    >>> print(printable("a note\nb: ok\x1b[31m"))
    a note\nb: ok\x1b[31m
    """
    return "".join(
        character
        if character.isprintable() or character in SPACES
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


# The project whose notebook is being run. A cell says load("…") and names no folder; where a build
# runs it, the folder is the build's and not the working directory.
_at_work: ContextVar["Project | None"] = ContextVar("project at work", default=None)


@dataclass(frozen=True)
class Project:
    """A folder with `data/`; `notebooks/` and `reports/` stand beside it, or are made."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> "Project":
        """The project that a folder belongs to: the nearest one upwards that has `data/`.

        `start` is the working directory where it is not given; in a notebook that a build runs, the
        project is the build's. Raises ProblemsError where there is no such folder.
        """
        given = _at_work.get()
        if start is None and given is not None:
            return given
        here = (start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            if (folder / "data").is_dir():
                return cls(folder)
        raise ProblemsError(
            f"{here}: there is no folder data/ here or above; change to the folder of the project, "
            "or name it with --project FOLDER"
        )

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let what runs in here find this project, whatever the working directory."""
        token = _at_work.set(self)
        try:
            yield
        finally:
            _at_work.reset(token)

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def notebooks(self) -> Path:
        return self.root / "notebooks"

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    def dataset_folder(self, announcement_id: str) -> Path:
        return self.data / announcement_id

    def announcement_ids(self) -> list[str]:
        """The names of all folders of `data/`, sorted, drafts among them."""
        if not self.data.is_dir():
            return []
        folders = [folder for folder in self.data.iterdir() if folder.is_dir()]
        return sorted(folder.name for folder in folders if not folder.name.startswith("."))


def is_id(text: str) -> bool:
    """Whether an announcement may have this name."""
    return bool(ID.fullmatch(text)) and text not in RESERVED_IDS


def digest(*files: Path) -> str:
    """The digest of text files; see `digest_of`."""
    return digest_of(*(file.read_bytes() for file in files))


def digest_of(*contents: bytes) -> str:
    """The first 16 hexadecimal digits, of 64, of the SHA-256 of texts, whatever their line ends."""
    joined = b"".join(content.replace(b"\r\n", b"\n") for content in contents)
    return hashlib.sha256(joined).hexdigest()[:DIGITS]
