"""Many reports at once: each made in another process, here or on a cluster, and put in its place.

A process is given bytes and gives bytes back, so it may run anywhere; one that fails, dies or hangs fails alone. This
module knows which reports there are and who works on them; it knows nothing of what is in one.
"""

import difflib
import functools
import multiprocessing.forkserver
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from pathlib import Path

from pebble import ProcessExpired, ProcessPool
from tqdm import tqdm

from helpers.dataset.loader import settled_ids
from helpers.project import RESERVED_IDS, ProblemsError, Project
from helpers.publishing import store

TIME_LIMIT = 300  # seconds a report
COMPARISON = "comparison"
ONE_AT_A_TIME = (
    threading.Lock()
)  # a process has one working directory, and a worker of a cluster many threads


def work(name: str, inputs: dict[str, bytes]) -> dict[str, bytes]:
    """Make one report of its inputs, in a folder that is gone afterwards."""
    from helpers.publishing import report

    with ONE_AT_A_TIME, tempfile.TemporaryDirectory() as folder:
        Path(
            folder, "data"
        ).mkdir()  # a project has one, even where the reports of all data are what is worked on
        for file, content in inputs.items():
            path = Path(folder, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        before = Path.cwd()
        os.chdir(folder)
        try:
            return report.rendered_comparison() if name == COMPARISON else report.rendered(name)
        finally:
            os.chdir(before)


def build(ids: list[str], cluster: str = "", check: bool = False) -> None:
    """Build the reports of announcements, or with no ids of all of them, their comparison and the front page.

    With `check` nothing is written (but that a build that was killed is finished first), and what differs from what
    stands is told. Raises ProblemsError with all that went wrong, after everything else is done.
    """
    problems, unchanged, summaries = [], [], {}
    every, settled = Project.find().announcement_ids(), settled_ids(Project.find())
    if not ids:
        for draft in sorted(set(every) - set(settled)):
            tqdm.write(
                f"data/{draft}: a draft, left out; announcement check {draft} says what is to settle",
                file=sys.stderr,
            )
    unknown = sorted(set(ids) - set(every))
    known = ", ".join(every) or "none yet"
    problems += [
        f"data/{name}: there is no such announcement; there is {known}" for name in unknown
    ]
    names = [name for name in ids or settled if name not in unknown]
    if not names:
        raise ProblemsError(
            *problems or ["data/: there is no announcement yet; announcement new drafts one"]
        )
    recipe, root = store.recipe("announcement.ipynb"), Project.find().root
    watched = tqdm(
        total=len(names) + (not ids), unit="report", disable=None, leave=False
    )  # silent unless by a person
    with store.held() as scratch, watched as bar:
        workers = functools.partial(_workers, cluster, scratch)

        def done(name, files, key):
            bar.update()
            summary = f"reports/{name}/summary.json"
            if name != COMPARISON:
                summaries[summary] = (files or {}).get(summary) or (root / summary).read_bytes()
            if files is None:
                unchanged.append(name)
            elif check:
                problems.extend(_differences(name, files))
            else:
                store.publish(name, files, key)
                tqdm.write(
                    f"reports/{name}.html, .pdf and {'table' if name == COMPARISON else 'tables'}"
                )

        failed = _each(
            names, lambda name: store.dataset(name) | recipe, workers, done, always=check
        )
        if failed and not ids:
            failed[COMPARISON] = [
                "reports/comparison.html and index.html: left as they are, as not all could be made"
            ]
        elif not ids:
            inputs = summaries | store.recipe("comparison.ipynb")
            failed = _each([COMPARISON], lambda _: inputs, workers, done, always=check)
        problems += [line for lines in failed.values() for line in lines]
    if check and not ids:
        problems += _left_over(every)
    if unchanged:
        print(f"{len(unchanged)} unchanged")
    if problems:
        raise ProblemsError(*problems)
    if check:
        print(
            f"reports/ is what the data and the code give: {len(names) + (not ids)} reports compared"
        )


def _each(names, inputs_of, workers, done, always) -> dict[str, list[str]]:
    """Have every report made that is not current, a few at a time; what went wrong, by report."""
    stale, problems = [], {}
    for name in names:
        try:
            key = store.key(inputs_of(name))
        except OSError as error:
            problems[name] = _told(name, error)
            continue
        if not always and store.is_current(name, key):
            done(name, None, key)
        else:
            stale.append(name)
    try:
        return problems | (_made(stale[::-1], inputs_of, workers, done) if stale else {})
    except ProblemsError as error:  # there are no workers
        return problems | {stale[0]: list(error.problems)}


def _made(waiting, inputs_of, workers, done):
    problems, pending = {}, {}
    with workers() as submit:
        while waiting or pending:
            while waiting and len(pending) < 3 * (os.cpu_count() or 1):
                name = waiting.pop()
                inputs = inputs_of(name)
                pending[submit(name, inputs)] = name, store.key(inputs)
            for future in wait(pending, return_when=FIRST_COMPLETED).done:
                name, key = pending.pop(future)
                try:
                    done(name, future.result(), key)
                except Exception as error:
                    problems[name] = _told(name, error)
    return problems


def _told(name, error) -> list[str]:
    """What went wrong with one report, as lines for a person."""
    match error:
        case ProblemsError():
            return list(error.problems)
        case ProcessExpired():
            return [
                f"data/{name}: the process that makes its report died (exit code {error.exitcode})"
            ]
        case TimeoutError():
            return [
                f"data/{name}: no report within its time, {TIME_LIMIT} seconds and more; it was given up"
            ]
        case OSError():
            return [
                f"{error.filename or 'reports'}: {error.strerror}; its report is left as it was: {name}"
            ]
    return [f"data/{name}: {type(error).__name__}: {' '.join(str(error).split())[:500]}"]


@contextmanager
def _workers(cluster, scratch) -> Iterator[Callable[[str, dict], Future]]:
    """A way to have work done: by processes of this computer, or by the workers of a Dask cluster at an address."""
    if cluster:
        try:
            from distributed import Client
        except ImportError:
            raise ProblemsError(
                "--cluster: needs Dask; pip install investment-announcement[cluster]"
            ) from None
        try:
            client = Client(cluster, timeout=10)
        except (OSError, ValueError, TimeoutError) as error:
            raise ProblemsError(f"--cluster: no scheduler answers at {cluster}: {error}") from error
        with client, client.get_executor(pure=False, retries=3) as executor:
            yield lambda name, inputs: executor.submit(work, name, inputs)
        return
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["helpers.report"])  # imported once, and shared by all
        with _to_itself():
            multiprocessing.forkserver.ensure_running()
    pool = ProcessPool(
        max_workers=os.cpu_count() or 1, context=context, initializer=_keep_to, initargs=[scratch]
    )
    try:
        yield lambda name, inputs: pool.schedule(
            work, args=[name, inputs], timeout=TIME_LIMIT + len(inputs)
        )
        pool.close()
    except BaseException:
        pool.stop()
        raise
    finally:
        pool.join()


def _keep_to(folder):
    tempfile.tempdir = str(folder)


@contextmanager
def _to_itself():
    """What is started in here hears no Ctrl-C, which is for this process to act on, and has no terminal to talk to."""
    asked = signal.signal(signal.SIGINT, signal.SIG_IGN)
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
        signal.signal(signal.SIGINT, asked)


def _differences(name, files) -> Iterator[str]:
    """Where the files of a report are not what stands in the project."""
    root = Project.find().root
    for file, content in files.items():
        try:
            standing = (root / file).read_bytes()
        except FileNotFoundError:
            yield f"{file}: is missing; run announcement build {name}"
            continue
        if standing != content:
            yield f"{file}: is not what the data and the code give{_first_difference(standing, content)}"
    for old in sorted((root / "reports" / name).glob("*")):
        if old.is_file() and old.relative_to(root).as_posix() not in files:
            yield f"{old.relative_to(root).as_posix()}: belongs to no report any more; delete it"


def _left_over(ids):
    """What stands in `reports/` of announcements that are gone."""
    for path in sorted((Project.find().root / "reports").glob("[!.]*")):
        if path.name.partition(".")[0] not in (*ids, *RESERVED_IDS):
            yield f"reports/{path.name}: belongs to no announcement any more; delete it"


def _first_difference(standing, content):
    try:
        lines = difflib.unified_diff(
            standing.decode().splitlines(), content.decode().splitlines(), n=0, lineterm=""
        )
    except UnicodeDecodeError:
        return f" ({len(standing):,} bytes stand, {len(content):,} are made)"
    told = [line if len(line) <= 160 else f"{line[:160]}…" for _, line in zip(range(8), lines)][2:]
    return "".join(f"\n    {line}" for line in told)
