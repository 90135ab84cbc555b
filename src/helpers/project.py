"""Where things are: a project is a folder with `data/`, and everything else has its place from there.

A `Project` is made once, by the command or by a notebook's first call, and handed down. This module knows names of
files and folders; it knows nothing of what is in them.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

DATASET_FILES = ("announcement.toml", "projects.csv", "figures.csv")
RESERVED_IDS = (
    "announcement",
    "comparison",
    "explore",
    "index",
)  # pages and notebooks of their own
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_RULE = (
    "use small letters, digits and hyphens, such as suzhou-2021-03, and none of "
    f"{', '.join(RESERVED_IDS)}"
)


class ProblemsError(Exception):
    """Something a person has to mend. `problems` has a line each: where, what is wrong, what to do."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__(*problems)

    def __str__(self) -> str:
        return "\n".join(self.problems)


@dataclass(frozen=True)
class Project:
    """A folder with `data/`; `notebooks/` and `reports/` stand beside it, or are made when they are needed."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> "Project":
        """The project that a folder belongs to: the nearest one upwards that has `data/`.

        `start` is the working directory where it is not given. Raises ProblemsError where there is none.
        """
        here = (start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            if (folder / "data").is_dir():
                return cls(folder)
        raise ProblemsError(
            f"{here}: there is no folder data/ here or above; change to the folder of the project, "
            "or name it with --project FOLDER"
        )

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
        folders = [folder for folder in self.data.iterdir() if folder.is_dir()]
        return sorted(folder.name for folder in folders if not folder.name.startswith("."))


def is_id(text: str) -> bool:
    """Whether an announcement may have this name."""
    return bool(ID.fullmatch(text)) and text not in RESERVED_IDS


def digest(*files: Path) -> str:
    """The first 16 of the 64 hexadecimal digits of the SHA-256 of text files, whatever their line ends."""
    contents = (file.read_bytes().replace(b"\r\n", b"\n") for file in files)
    return hashlib.sha256(b"".join(contents)).hexdigest()[:16]
