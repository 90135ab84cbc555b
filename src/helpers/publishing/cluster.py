"""Work that is done elsewhere: by the workers of a Dask cluster.

Each report has the same time there as on this computer. A worker says when it begins with one,
since a report may wait for its turn much longer than it takes; one that hangs is started anew, and
nobody waits for it. This module knows Dask; it knows nothing of what is in a report.
"""

import logging
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from threading import Thread, Timer
from typing import Any

from helpers.project import ProblemsError
from helpers.publishing.workers import Files, Kind, Made, Submit, time_limit, work

CONNECTING = 10  # seconds until a scheduler must have answered, and have a worker
RESTARTING = 60  # seconds until a worker that hung must be there again
LOG = logging.getLogger(__name__)
LOG.addHandler(logging.NullHandler())  # who wants to hear it says so


@contextmanager
def of_cluster(address: str) -> Iterator[Submit]:
    """A way to have work done by the cluster whose scheduler has the address."""
    with _connected(address) as client:
        yield _Cluster(client).submit


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError:
        raise ProblemsError(
            "--cluster: needs Dask; pip install investment-announcement[cluster]"
        ) from None
    # What goes wrong is told in a line.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    client = _answering(partial(Client, address, timeout=CONNECTING), address)
    with client:
        try:
            client.wait_for_workers(1, timeout=CONNECTING)
        except TimeoutError:
            raise ProblemsError(f"--cluster: the scheduler at {address} has no worker") from None
        yield client


def _answering(connect: Callable[[], Any], address: str) -> Any:
    """A client of a scheduler. Raises ProblemsError where none answers in time; Dask itself waits
    for ever where something else does.
    """
    attempt: Future[Any] = Future()

    def connecting() -> None:
        try:
            attempt.set_result(connect())
        except Exception as error:  # of a protocol that is not installed, or of another server
            attempt.set_exception(error)

    Thread(target=connecting, daemon=True).start()
    try:
        return attempt.result(timeout=2 * CONNECTING)
    except Exception as error:
        told = " ".join(str(error).split()) or "nothing that Dask understands in time"
        raise ProblemsError(f"--cluster: no scheduler answers at {address}: {told}") from error


@dataclass
class _Task:
    """A report in the hands of a cluster: what the build waits for, and what Dask has of it."""

    limit: int
    promised: Future[Made] = field(default_factory=Future)
    remote: Any = None
    timer: Timer | None = None
    given_up: bool = False


class _Cluster:
    """The tasks of one build. They are known by names, which travel to the workers and back."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.topic = f"announcement-{uuid.uuid4()}"
        self.tasks: dict[str, _Task] = {}
        client.subscribe_topic(self.topic, self._begun)

    def submit(self, kind: Kind, name: str, inputs: Files) -> Future[Made]:
        """Have one report made."""
        key = f"{self.topic}-{kind}-{name}"
        task = self.tasks[key] = _Task(time_limit(inputs))
        arguments = (self.topic, key, kind, name, inputs)
        task.remote = self.client.submit(_worked, *arguments, key=key, pure=False)
        task.remote.add_done_callback(partial(_settled, task))
        return task.promised

    def _begun(self, event: tuple[float, dict[str, str]]) -> None:
        """Count the time of a task from now on; it may begin again, where its worker has died."""
        told = event[1]
        task = self.tasks[told["key"]]
        if task.timer:
            task.timer.cancel()
        task.timer = Timer(task.limit, self._give_up, [task, told["worker"]])
        task.timer.daemon = True
        task.timer.start()

    def _give_up(self, task: _Task, worker: str) -> None:
        """Start the worker anew before anybody is told, since the build may end with that."""
        if task.promised.done():
            return
        task.given_up = True
        try:
            task.remote.cancel()
            self.client.restart_workers([worker], timeout=RESTARTING, raise_for_error=False)
        except Exception as error:  # it is gone, or has nobody who would start it anew
            LOG.warning("the worker at %s could not be started anew: %s", worker, error)
        finally:
            task.promised.set_exception(TimeoutError())


def _settled(task: _Task, remote: Any) -> None:
    """Hand on what a cluster has made, unless it was given up meanwhile."""
    if task.timer:
        task.timer.cancel()
    if task.given_up:
        return
    if remote.status == "error":
        task.promised.set_exception(remote.exception())
    elif remote.status == "finished":
        task.promised.set_result(remote.result())
    else:
        task.promised.set_exception(ProblemsError("--cluster: the scheduler is gone; given up"))


def _worked(topic: str, key: str, kind: Kind, name: str, inputs: Files) -> Made:
    """Make a report on a worker, which says when it begins."""
    from distributed import get_worker

    worker = get_worker()
    begin: Callable[[], None] = partial(
        worker.log_event, topic, {"key": key, "worker": worker.address}
    )
    return work(kind, name, inputs, begin)
