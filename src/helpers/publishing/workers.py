"""Who does the work: processes of this computer, or the workers of a Dask cluster.

A worker is given bytes and gives bytes back, so it may run anywhere; one that fails, dies or hangs
fails alone. This module knows processes; it knows nothing of what is in a report.
"""

import importlib
import importlib.util
import io
import logging
import multiprocessing.forkserver
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pebble import ProcessPool

from helpers.project import ProblemsError, Project

TIME_LIMIT = 300  # seconds a report
SECONDS_A_FILE = 1  # more for each file that it reads, since a comparison may read a thousand
PATIENCE = 2  # time limits without any result, after which workers elsewhere are given up
CONNECTING = 10  # seconds until a scheduler must have answered
RETRIES = 3  # of a report whose worker on a cluster has died
APART = "helpers.publishing.apart"
LONGEST_FOLDER = 60  # letters of a temporary folder, below which the address of a socket has room
_one_at_a_time = threading.Lock()  # a worker of a cluster has many threads, and matplotlib is one

Files = dict[str, bytes]
Submit = Callable[["Kind", str, Files], Future["Made"]]


class Kind(StrEnum):
    """What is made: an announcement's report, a page of another notebook, or the front page."""

    REPORT = "report"
    PAGE = "page"
    INDEX = "index"


@dataclass(frozen=True)
class Made:
    """The files of a report, and a line for each thing in it that did not become what it should."""

    files: Files
    warnings: tuple[str, ...] = ()


def work(kind: Kind, name: str, inputs: Mapping[str, bytes]) -> Made:
    """Make one report of its inputs, in a folder that is gone afterwards."""
    from helpers.publishing import report

    with _one_at_a_time, tempfile.TemporaryDirectory() as folder, _heard(report.LOG) as heard:
        root = Path(folder).resolve()
        for place in ("data", "notebooks"):
            (root / place).mkdir()  # a project has them, even where nothing in them is needed
        for file, content in inputs.items():
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        match kind:
            case Kind.REPORT:
                files = report.rendered(name, Project(root))
            case Kind.PAGE:
                files = report.rendered_page(name, Project(root))
            case Kind.INDEX:
                files = report.rendered_index(Project(root))
        # The two pages of a notebook warn of the same.
        return Made(files, tuple(dict.fromkeys(heard.getvalue().splitlines())))


@contextmanager
def _heard(log: logging.Logger) -> Iterator[io.StringIO]:
    """What is logged in here, a line each."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    log.addHandler(handler)
    try:
        yield lines
    finally:
        log.removeHandler(handler)


@contextmanager
def workers(cluster: str, scratch: Path) -> Iterator[Submit]:
    """A way to have work done: by processes of this computer, or by a cluster whose address is
    given.
    """
    with _of_cluster(cluster) if cluster else _of_this_computer(scratch) as submit:
        yield submit


@contextmanager
def _of_cluster(address: str) -> Iterator[Submit]:
    try:
        from distributed import Client
    except ImportError:
        raise ProblemsError(
            "--cluster: needs Dask; pip install investment-announcement[cluster]"
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # a problem is told in a line below
    try:
        client = Client(address, timeout=CONNECTING)
    except (
        Exception
    ) as error:  # whatever a protocol that is not installed, or another server, raises
        told = " ".join(str(error).split()) or type(error).__name__
        raise ProblemsError(f"--cluster: no scheduler answers at {address}: {told}") from error
    with client, client.get_executor(pure=False, retries=RETRIES) as executor:
        yield lambda kind, name, inputs: executor.submit(work, kind, name, inputs)


@contextmanager
def _of_this_computer(scratch: Path) -> Iterator[Submit]:
    _have_no_style()
    methods = multiprocessing.get_all_start_methods()
    room = len(tempfile.gettempdir()) <= LONGEST_FOLDER
    context = multiprocessing.get_context(
        "forkserver" if room and "forkserver" in methods else "spawn"
    )
    if isinstance(context, getattr(multiprocessing.context, "ForkServerContext", ())):
        context.set_forkserver_preload([APART, "helpers.publishing.report"])  # once, for all
        with _to_itself():
            multiprocessing.forkserver.ensure_running()
    pool = ProcessPool(
        max_workers=os.cpu_count() or 1, context=context, initializer=_keep_to, initargs=[scratch]
    )

    def submit(kind: Kind, name: str, inputs: Files) -> Future[Made]:
        limit = TIME_LIMIT + SECONDS_A_FILE * len(inputs)
        return pool.schedule(work, args=[kind, name, inputs], timeout=limit)

    try:
        yield submit
        pool.close()
    except BaseException:
        pool.stop()
        raise
    finally:
        pool.join()


def _have_no_style() -> None:
    """Have matplotlib draw as it comes, whatever this computer or the working directory says; a
    wrong setting would stop it altogether.
    """
    os.environ.pop("MPLBACKEND", None)
    found = importlib.util.find_spec("matplotlib")
    if found and found.origin:
        os.environ["MATPLOTLIBRC"] = str(Path(found.origin).parent / "mpl-data" / "matplotlibrc")


def _keep_to(folder: Path) -> None:
    """Begin a worker: its files for a moment go into the folder."""
    importlib.import_module(APART)
    tempfile.tempdir = str(folder)


@contextmanager
def _to_itself() -> Iterator[None]:
    """What is started in here hears no Ctrl-C, which is for this process to act on, and has no
    terminal to talk to.
    """
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
