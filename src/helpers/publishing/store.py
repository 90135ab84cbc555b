"""What stands in `reports/`: whether it is current, and how it is replaced, whole or not at all.

A report is a set of files. All of them are written aside first; one renaming says that they are complete; then each
takes its place by a renaming of its own. Whatever is killed in between is cleared away, or finished, by the next
build. This module knows files, and nothing of what is in them.
"""

import contextlib
import functools
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from filelock import FileLock

from helpers.project import DATASET_FILES, ProblemsError, Project

ASIDE = Path("reports/.aside")  # a folder for each report that is being replaced
BUILT = Path(
    "reports/.built"
)  # a file for each report: what was built of which inputs, by this computer
LOCK = Path("reports/.lock")
MANIFEST = ".manifest.json"


def dataset(announcement_id: str) -> dict[str, bytes]:
    """The files of an announcement, by their names in the project; of those that are missing, nothing."""
    root = Project.find().root
    names = [f"data/{announcement_id}/{file}" for file in DATASET_FILES]
    return {name: (root / name).read_bytes() for name in names if (root / name).is_file()}


def recipe(notebook: str) -> dict[str, bytes]:
    """What a report is made with beside its data and the code: the notebook without its outputs, and the lock."""
    root = Project.find().root
    return {
        f"notebooks/{notebook}": _unexecuted(root / "notebooks" / notebook),
        "requirements.lock": (root / "requirements.lock").read_bytes(),
    }


def _unexecuted(path):
    source = json.loads(path.read_bytes()) | {"metadata": {}}
    for cell in source["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return json.dumps(source).encode()


def key(given: Mapping[str, bytes]) -> str:
    """A digest of inputs and of the code that works on them: the same key, the same report."""
    return _digest_of_all({**given, "code": _code().encode()})


@functools.cache
def _code():
    package = Path(__file__).parent.parent
    files = [path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return _digest_of_all(
        {path.relative_to(package).as_posix(): path.read_bytes() for path in files}
    )


def _digest_of_all(files):
    whole = hashlib.sha256()
    for name, content in sorted(files.items()):
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


def is_current(name: str, of: str) -> bool:
    """Whether a report was built of inputs with this key, and all its files stand as they were built."""
    root = Project.find().root
    try:
        built = json.loads((root / BUILT / f"{name}.json").read_bytes())
        return built["key"] == of and all(
            _digest((root / file).read_bytes()) == digest for file, digest in built["files"].items()
        )
    except (OSError, ValueError, TypeError, KeyError):
        return False


@contextlib.contextmanager
def held() -> Iterator[Path]:
    """Keep every other build of this project waiting; first finish or clear away what a killed one left. What comes
    back is a folder for files that are needed for a moment, so that no killed process leaves any elsewhere.
    """
    root = Project.find().root
    (root / "reports").mkdir(exist_ok=True)
    with FileLock(root / LOCK):
        _clear(root / ASIDE)
        try:
            (root / ASIDE).mkdir(exist_ok=True)
            yield Path(
                tempfile.mkdtemp(dir=root / ASIDE, prefix=".scratch-")
            )  # not that of a killed one's workers
        finally:
            _clear(root / ASIDE)


def _clear(aside):
    """Finish what is complete, and throw away what is not or cannot be finished: the next build makes it anew."""
    for folder in aside.glob("*"):
        if (folder / MANIFEST).is_file() and not folder.name.endswith(".part"):
            with contextlib.suppress(OSError, ValueError):
                _take_place(folder)
    shutil.rmtree(aside, ignore_errors=True)


def publish(name: str, files: Mapping[str, bytes], of: str) -> None:
    """Replace a report by files whose names are relative to the project; `of` is the key of what they were made of.
    Raises OSError where that cannot be begun, and ProblemsError where it cannot be finished.
    """
    folder = Project.find().root / ASIDE / name
    part = folder.with_name(f"{name}.part")
    try:
        for file, content in files.items():
            (part / file).parent.mkdir(parents=True, exist_ok=True)
            (part / file).write_bytes(content)
        digests = {file: _digest(content) for file, content in files.items()}
        (part / MANIFEST).write_text(json.dumps({"key": of, "files": digests}), encoding="utf-8")
        part.rename(folder)
        try:
            _take_place(folder)
        except OSError as error:
            until = (
                f"{error.filename}: {error.strerror}; until that is mended and it is built again"
            )
            raise ProblemsError(
                f"{until}, some of the files of {name} are new and some old"
            ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _take_place(folder):
    """Put the files of a complete folder where they belong; what is there already, or has gone there, stays."""
    root, name = Project.find().root, folder.name
    files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    for file, digest in files.items():
        made, target = folder / file, root / file
        if not made.is_file() or (target.is_file() and _digest(target.read_bytes()) == digest):
            continue
        if (
            file.startswith("notebooks/")
            and target.is_file()
            and _unexecuted(target) != _unexecuted(made)
        ):
            continue  # somebody has edited it since; the next build is of that
        target.parent.mkdir(parents=True, exist_ok=True)
        made.replace(target)
    for old in (root / "reports" / name).glob("*"):
        if old.is_file() and old.relative_to(root).as_posix() not in files:
            old.unlink()  # a table or a picture that the report has no longer
    (root / BUILT).mkdir(exist_ok=True)
    (folder / MANIFEST).replace(root / BUILT / f"{name}.json")
    shutil.rmtree(folder)


def _digest(content):
    return hashlib.sha256(content).hexdigest()
