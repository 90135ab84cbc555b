"""What stands in `reports/`: whether it is current, and how it is replaced, whole or not at all.

A report is a set of files. All of them are written aside first; one renaming says that they are
complete; then each takes its place by a renaming of its own. Whatever is killed in between is
cleared away, or finished, by the next build. This module knows files, and nothing of what is in
them.
"""

import contextlib
import functools
import hashlib
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from helpers.project import DATASET_FILES, ProblemsError, Project

ASIDE = Path("reports/.aside")  # a folder for each report that is being replaced
BUILT = Path("reports/.built")  # a file for each report: what was built here, and of which inputs
HOLDER = ".holder"  # a file aside that says which build is at work
LOCK = Path("reports/.lock")
MANIFEST = ".manifest.json"
REQUIREMENTS = "requirements.lock"


def dataset(project: Project, announcement_id: str) -> dict[str, bytes]:
    """The files of an announcement, by their names in the project; of those that are missing,
    nothing.
    """
    return _existing(project, (f"data/{announcement_id}/{file}" for file in DATASET_FILES))


def requirements(project: Project) -> dict[str, bytes]:
    """The lock that a report names in its versions, where the project has one."""
    return _existing(project, [REQUIREMENTS])


def _existing(project: Project, names: Iterator[str] | list[str]) -> dict[str, bytes]:
    paths = {name: project.root / name for name in names}
    return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}


def key(given: Mapping[str, bytes]) -> str:
    """A digest of inputs and of the code that works on them: the same key, the same report."""
    return _digest_of_all({**given, "code": _code().encode()})


@functools.cache
def _code() -> str:
    package = Path(__file__).parent.parent
    files = [path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return _digest_of_all(
        {path.relative_to(package).as_posix(): path.read_bytes() for path in files}
    )


def _digest_of_all(files: Mapping[str, bytes]) -> str:
    digests = {name: _digest(content) for name, content in files.items()}
    return _digest(json.dumps(digests, sort_keys=True).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def is_current(project: Project, name: str, of: str) -> bool:
    """Whether a report was built of inputs with this key, and all its files stand as they were
    built.
    """
    built = _built(project, name)
    return built.get("key") == of and all(
        _stands(project.root / file, digest) for file, digest in built["files"].items()
    )


def _built(project: Project, name: str) -> dict[str, Any]:
    """What this computer built last under a name; nothing where that is not known."""
    try:
        return _manifest(project.root / BUILT / f"{name}.json")
    except (OSError, ValueError):
        return {"key": "", "files": {}}


def _manifest(path: Path) -> dict[str, Any]:
    """A manifest; raises OSError or ValueError where there is none that can be read."""
    content = json.loads(path.read_bytes())
    if not isinstance(content, dict) or not isinstance(content.get("files"), dict):
        raise ValueError("not a manifest")
    return content


def _stands(path: Path, digest: str) -> bool:
    try:
        return _digest(path.read_bytes()) == digest
    except OSError:
        return False


@dataclass(frozen=True)
class Held:
    """A project that a build has for itself: a folder for files that are needed for a moment, and
    why nothing may be written into the project, where that is so.
    """

    scratch: Path
    refused: OSError | None = None


@contextlib.contextmanager
def held(project: Project, tell: Callable[[str], None]) -> Iterator[Held]:
    """Keep every other build of this project waiting; first finish or clear away what a killed one
    left.

    The folder is within the project, so that no killed process leaves any file elsewhere. Where the
    project may only be read it is one of the system's, and nobody is kept waiting. `tell` is given
    a line where it is this one that waits.
    """
    aside, lock = project.root / ASIDE, project.root / LOCK
    if lock.is_symlink():
        raise ProblemsError(f"{LOCK.as_posix()}: it is a link to another file; delete it")
    with contextlib.ExitStack() as stack:
        try:
            project.reports.mkdir(exist_ok=True)
            stack.enter_context(_locked(lock, aside / HOLDER, tell))
            _clear(project, aside)
            stack.callback(_clear, project, aside)
            aside.mkdir(exist_ok=True)
            (aside / HOLDER).write_text(_myself(), encoding="utf-8")
            scratch = tempfile.mkdtemp(dir=aside, prefix=".scratch-")  # not that of a killed one's
        except OSError as error:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            yield Held(Path(folder), error)
        else:
            yield Held(Path(scratch))


def _locked(lock: Path, holder: Path, tell: Callable[[str], None]) -> Any:
    """The lock, taken; whoever has it is told of first."""
    mine = FileLock(lock)
    try:
        return mine.acquire(blocking=False)
    except Timeout:
        tell(f"reports/: {_named(holder)} is at work here; this build waits until it is done")
        return mine.acquire()


def _myself() -> str:
    return f"process {os.getpid()} on {platform.node() or 'this computer'}"


def _named(holder: Path) -> str:
    """Who has the lock, as far as that is known: it may have begun, or ended, just now."""
    try:
        return f"another build ({holder.read_text(encoding='utf-8')})"
    except (OSError, ValueError):
        return "another build"


def _clear(project: Project, aside: Path) -> None:
    """Finish what is complete, and throw away what is not or cannot be finished: the next build
    makes it anew.
    """
    if aside.is_file() or aside.is_symlink():
        aside.unlink()
    for folder in aside.glob("*"):
        if (folder / MANIFEST).is_file() and not folder.name.endswith(".part"):
            with contextlib.suppress(OSError, ValueError):
                _take_place(project, folder)
    shutil.rmtree(aside, ignore_errors=True)


def publish(project: Project, name: str, files: Mapping[str, bytes], of: str) -> None:
    """Replace a report by files whose names are relative to the project; `of` is the key of what
    they were made of.

    Raises OSError where that cannot be begun, and ProblemsError where it cannot be finished.
    """
    folder = project.root / ASIDE / name
    part = folder.with_name(f"{name}.part")
    try:
        for file, content in files.items():
            (part / file).parent.mkdir(parents=True, exist_ok=True)
            (part / file).write_bytes(content)
        digests = {file: _digest(content) for file, content in files.items()}
        (part / MANIFEST).write_text(json.dumps({"key": of, "files": digests}), encoding="utf-8")
        part.rename(folder)
        try:
            _take_place(project, folder)
        except OSError as error:
            raise ProblemsError(
                f"{error.filename}: {error.strerror}; until that is mended and it is built again, "
                f"some of the files of {name} are new and some old"
            ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _take_place(project: Project, folder: Path) -> None:
    """Put the files of a complete folder where they belong; what is there already, or has gone
    there, stays.
    """
    files = _manifest(folder / MANIFEST)["files"]
    for file, digest in files.items():
        made, target = folder / file, project.root / file
        if made.is_file() and not _stands(target, digest):
            target.parent.mkdir(parents=True, exist_ok=True)
            made.replace(target)
    for file, digest in _built(project, folder.name)["files"].items():
        # A table or a picture that the report has no longer; what somebody has changed or added is
        # theirs.
        gone = file.startswith(f"reports/{folder.name}/") and file not in files
        if gone and _stands(project.root / file, digest):
            (project.root / file).unlink()
    (project.root / BUILT).mkdir(exist_ok=True)
    (folder / MANIFEST).replace(project.root / BUILT / f"{folder.name}.json")
    shutil.rmtree(folder)
