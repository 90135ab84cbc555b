"""The work on one report, and processes of this computer that do it.

A worker is given bytes and gives bytes back, so it may run anywhere; one that fails, dies or hangs
fails alone. This module knows processes; it knows nothing of what is in a report.
"""

import functools
import importlib
import importlib.util
import io
import logging
import multiprocessing.connection
import multiprocessing.forkserver
import multiprocessing.resource_tracker
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
from types import FrameType
from typing import Any

from pebble import ProcessPool

from helpers.project import Project

TIME_LIMIT = 300  # seconds a report
SECONDS_A_FILE = 1  # more for each file that it reads, since a comparison may read a thousand
PATIENCE = 2  # time limits without any result, after which workers elsewhere are given up
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


def time_limit(inputs: Files) -> int:
    """The seconds that a report may take."""
    return TIME_LIMIT + SECONDS_A_FILE * len(inputs)


def work(
    kind: Kind, name: str, inputs: Mapping[str, bytes], begin: Callable[[], None] = lambda: None
) -> Made:
    """Make one report of its inputs, in a folder that is gone afterwards; `begin` is called when
    its turn has come.
    """
    from helpers.publishing import report

    with _one_at_a_time, tempfile.TemporaryDirectory() as folder, _heard(report.LOG) as heard:
        begin()
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
def of_this_computer(scratch: Path) -> Iterator[Submit]:
    """A way to have work done by processes of this computer, whose files for a moment go into the
    folder.
    """
    _have_no_style()
    methods = multiprocessing.get_all_start_methods()
    room = len(tempfile.gettempdir()) <= LONGEST_FOLDER
    context = multiprocessing.get_context(
        "forkserver" if room and "forkserver" in methods else "spawn"
    )
    if isinstance(context, getattr(multiprocessing.context, "ForkServerContext", ())):
        _start_server(context)
    pool = ProcessPool(
        max_workers=os.cpu_count() or 1, context=context, initializer=_keep_to, initargs=[scratch]
    )

    def submit(kind: Kind, name: str, inputs: Files) -> Future[Made]:
        return pool.schedule(work, args=[kind, name, inputs], timeout=time_limit(inputs))

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
    threading.Thread(target=_end_with_the_build, daemon=True).start()


def _end_with_the_build() -> None:
    """End this process once the one that it works for is gone: nobody else would ever stop a cell
    that runs for ever.
    """
    parent = multiprocessing.parent_process()
    if parent:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


@functools.cache
def _start_server(context: Any) -> None:
    """Start the process that all workers are forked from, once for all builds of this process."""
    context.set_forkserver_preload([APART, "helpers.publishing.report"])
    multiprocessing.resource_tracker.ensure_running()  # it would let Ctrl-C through
    with _to_itself():
        multiprocessing.forkserver.ensure_running()


@contextmanager
def _to_itself() -> Iterator[None]:
    """What is started in here hears no Ctrl-C, which is for this process to act on, and has no
    terminal to talk to. A Ctrl-C meanwhile is kept until the end, and not lost.
    """
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    asked = signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
        signal.signal(signal.SIGINT, asked)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


@contextmanager
def heeding_control_c() -> Iterator[Callable[[], None]]:
    """Remember Ctrl-C; what is given raises KeyboardInterrupt from then on.

    Python raises it by itself, too, but drops it where it happens to be within a destructor.
    """
    pressed = threading.Event()

    def handle(signum: int, frame: FrameType | None) -> None:
        pressed.set()
        signal.default_int_handler(signum, frame)

    def heed() -> None:
        if pressed.is_set():
            raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler or not _is_main():
        yield heed  # somebody else takes care of it
        return
    signal.signal(signal.SIGINT, handle)
    try:
        yield heed
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()
