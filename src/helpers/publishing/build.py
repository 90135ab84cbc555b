"""Many reports at once: what there is to make, who makes it, and what becomes of it.

This module knows which reports there are and what they are made of; it knows nothing of what is in
one.
"""

import difflib
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pebble import ProcessExpired
from tqdm import tqdm

from helpers.dataset.loader import settled_ids
from helpers.project import ID_RULE, ProblemsError, Project, is_id
from helpers.publishing import filenames, site, store, terminal
from helpers.publishing import notebook as notebooks
from helpers.publishing import workers as crew
from helpers.publishing.cluster import of_cluster
from helpers.publishing.workers import Files, Kind, Made, Submit

INDEX = "index"
MOST_WAITING = (
    3  # reports in hand for each processor: enough to keep all busy, few enough for memory
)
SECONDS_A_LOOK = 1  # until a Ctrl-C is heeded that Python has dropped
MOST_TOLD = 500  # characters of an error that nobody foresaw
MOST_LINES, MOST_COLUMNS = 8, 160  # of a difference


@dataclass(frozen=True)
class Job:
    """One thing to make; `name` is that of its page in `reports/`."""

    kind: Kind
    name: str

    @property
    def made(self) -> str:
        match self.kind:
            case Kind.REPORT:
                return f"reports/{self.name}.html, .pdf and tables"
            case Kind.PAGE:
                return f"reports/{self.name}.html and .pdf"
        return f"reports/{self.name}.html"

    @property
    def source(self) -> str:
        """What a person looks at where it fails."""
        return {
            Kind.REPORT: f"data/{self.name}",
            Kind.PAGE: f"notebooks/{self.name}.ipynb",
            Kind.INDEX: f"reports/{self.name}.html",
        }[self.kind]


@dataclass
class Run:
    """One build, and what has come of it so far."""

    project: Project
    check: bool
    bar: Any
    workers: Callable[[], AbstractContextManager[Submit]]
    heed: Callable[[], None]
    summaries: Files = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    def done(self, job: Job, files: Files | None, key: str) -> None:
        """Take in what was made, or with no files that what stands is current."""
        self.bar.update()
        if job.kind == Kind.REPORT:
            name = f"reports/{job.name}/{filenames.SUMMARY}"
            made = files or {name: (self.project.root / name).read_bytes()}
            self.summaries[name] = made[name]
        if files is None:
            self.unchanged.append(job.name)
        elif self.check:
            self.differences += _differences(self.project, job, files)
        else:
            store.publish(self.project, job.name, files, key)
            with self.bar.external_write_mode():
                terminal.say(job.made)

    def warn(self, warnings: tuple[str, ...]) -> None:
        """Tell what a person should know of a report that was made all the same."""
        with self.bar.external_write_mode():
            terminal.complain(*warnings)


def build(project: Project, ids: list[str], cluster: str = "", check: bool = False) -> None:
    """Build the reports of announcements, or with no ids of all of them, the pages of other
    notebooks, and the front page.

    With `check` nothing is written (but that a build that was killed is finished first), and what
    differs from what stands is told. Raises ProblemsError with all that went wrong, after
    everything else is done.
    """
    every = project.announcement_ids()
    settled = ids or settled_ids(project)
    if not ids:
        drafts = sorted(set(every) - set(settled))
        terminal.complain(*map(_draft, drafts))
    known = ", ".join(every) or "none yet"
    problems = [
        f"data/{name}: there is no such announcement; there is {known}"
        for name in sorted(set(ids) - set(every))
    ]
    reports = [Job(Kind.REPORT, name) for name in settled if name in every]
    if not reports:
        empty = "data/: there is no announcement yet; announcement new drafts one"
        raise ProblemsError(*(problems or [empty]))
    others, refused = ([], []) if ids else _others(project)
    problems += refused
    around = site.surroundings(project)
    total = len(reports) + len(others)
    # Silent unless it is a person that looks on.
    with (
        crew.heeding_control_c() as heed,
        store.held(project, terminal.complain) as held,
        tqdm(total=total, unit="report", disable=None, leave=False) as bar,
    ):
        run = Run(project, check, bar, partial(_workers, cluster, held, check), heed)
        failed = _each(run, reports, partial(_inputs_of_report, project, around))
        if others and (failed or refused):
            failed[others[-1]] = [_left_as_they_are(others)]
        else:
            inputs = partial(_inputs_of_other, project, around, settled, run.summaries)
            failed |= _each(run, others, inputs)
    problems += run.differences + [line for lines in failed.values() for line in lines]
    if check and not ids:
        problems += _left_over(project, [*every, *(job.name for job in others)])
    if run.unchanged:
        terminal.say(f"{len(run.unchanged)} unchanged")
    if problems:
        raise ProblemsError(*problems)
    if check:
        compared = "1 report" if total == 1 else f"{total} reports"
        terminal.say(f"reports/ is what the data and the code give: {compared} compared")


def _workers(cluster: str, held: store.Held, check: bool) -> AbstractContextManager[Submit]:
    """Whoever makes what is not current; raises OSError at once where nothing could be written."""
    if held.refused and not check:
        raise held.refused
    return of_cluster(cluster) if cluster else crew.of_this_computer(held.scratch)


def _draft(name: str) -> str:
    return f"data/{name}: a draft, left out; announcement check {name} says what is to settle"


def _others(project: Project) -> tuple[list[Job], list[str]]:
    """The pages that need all reports, and the front page last; and which of them have no name
    that a page may have.
    """
    pages = notebooks.page_names(project)
    taken = {INDEX: "the front page", **dict.fromkeys(project.announcement_ids(), "a report")}
    refused = []
    for name in pages:
        plain = name.casefold()  # many systems take a.html and A.html for one file
        if plain in taken:
            refused.append(f"notebooks/{name}.ipynb: {taken[plain]} has this name; choose another")
        elif not filenames.is_text(name):
            refused.append(f"notebooks/{name}.ipynb: the name is not text; choose another")
        taken[plain] = "another notebook"
    return [*(Job(Kind.PAGE, name) for name in pages), Job(Kind.INDEX, INDEX)], refused


def _left_as_they_are(jobs: list[Job]) -> str:
    *first, last = (f"{job.name}.html" for job in jobs)
    names = f"{', '.join(first)} and {last}" if first else last
    return f"reports/{names}: left as they are, as not all could be made"


def _inputs_of_report(project: Project, around: site.Surroundings, job: Job) -> Files:
    """A dataset, the notebook that tells it, and what stands around its report; the package's own
    notebook is wherever the package is.
    """
    if not is_id(job.name):
        raise ProblemsError(f"data/{job.name}: the name is not an id; {ID_RULE}")
    path = notebooks.notebook_of(project, job.name)
    name, source = notebooks.name_in_project(path), notebooks.source_of(path, job.name)
    own = {} if path == notebooks.OWN_COPY else {name: source}
    given = store.dataset(project, job.name) | around.file(job.name)
    return given | store.requirements(project) | own


def _inputs_of_other(
    project: Project, around: site.Surroundings, ids: list[str], summaries: Files, job: Job
) -> Files:
    """The comparison and the front page need the summaries of all reports, other notebooks all
    datasets too.
    """
    if job.kind == Kind.INDEX:
        return summaries | around.file(job.name)
    path = project.notebooks / f"{job.name}.ipynb"
    given = summaries | around.file(job.name) | store.requirements(project)
    given[notebooks.name_in_project(path)] = notebooks.source_of(path)
    if path.name == notebooks.COMPARISON:
        return given
    for id_ in ids:
        given |= store.dataset(project, id_)
    return given


def _each(run: Run, jobs: list[Job], inputs_of: Callable[[Job], Files]) -> dict[Job, list[str]]:
    """Have everything made that is not current, a few at a time; what went wrong, by job."""
    stale, problems = [], {}
    for job in jobs:
        try:
            key = store.key(inputs_of(job))
        except (OSError, ProblemsError) as error:
            problems[job] = _told(job, error)
            continue
        if not run.check and store.is_current(run.project, job.name, key):
            run.done(job, None, key)
        else:
            stale.append(job)
    try:
        return problems | (_made(run, stale[::-1], inputs_of) if stale else {})
    except ProblemsError as error:  # there are no workers
        return problems | {stale[0]: list(error.problems)}


def _made(run: Run, waiting: list[Job], inputs_of: Callable[[Job], Files]) -> dict[Job, list[str]]:
    problems: dict[Job, list[str]] = {}
    pending: dict[Future[Made], tuple[Job, str]] = {}
    with run.workers() as submit:
        while waiting or pending:
            while waiting and len(pending) < MOST_WAITING * (os.cpu_count() or 1):
                job = waiting.pop()
                inputs = inputs_of(job)
                pending[submit(job.kind, job.name, inputs)] = job, store.key(inputs)
            for future in _finished(run, pending):
                job, key = pending.pop(future)
                try:
                    made = future.result()
                    run.done(job, made.files, key)
                    run.warn(made.warnings)
                except Exception as error:
                    problems[job] = _told(job, error)
    return problems


def _finished(run: Run, pending: Iterable[Future[Made]]) -> set[Future[Made]]:
    """Those that are finished, as soon as there is one. Raises ProblemsError after too long."""
    patience = crew.PATIENCE * crew.TIME_LIMIT
    for _ in range(patience // SECONDS_A_LOOK):
        finished = wait(pending, timeout=SECONDS_A_LOOK, return_when=FIRST_COMPLETED).done
        run.heed()
        if finished:
            return finished
    raise ProblemsError(f"no worker has finished anything in {patience} seconds; given up")


def _told(job: Job, error: Exception) -> list[str]:
    """What went wrong with one report, as lines for a person."""
    match error:
        case ProblemsError():
            return list(error.problems)
        case ProcessExpired():
            code = error.exitcode
            return [f"{job.source}: the process that makes its report died (exit code {code})"]
        case TimeoutError():
            limit = f"{crew.TIME_LIMIT} seconds and more"
            return [f"{job.source}: no report within its time, {limit}; it was given up"]
        case OSError():
            where = f"{error.filename or 'reports'}: {error.strerror}"
            return [f"{where}; its report is left as it was: {job.name}"]
    told = " ".join(str(error).split())[:MOST_TOLD]
    return [f"{job.source}: {type(error).__name__}: {told}"]


def _differences(project: Project, job: Job, files: Files) -> Iterator[str]:
    """Where the files of a report are not what stands in the project."""
    again = f"announcement build {job.name}" if job.kind == Kind.REPORT else "announcement build"
    for file, content in files.items():
        try:
            standing = (project.root / file).read_bytes()
        except FileNotFoundError:
            yield f"{file}: is missing; run {again}"
            continue
        if standing != content:
            size, *lines = _first_difference(standing, content)
            yield f"{file}: is not what the data and the code give{size}"
            yield from lines
    for old in sorted((project.reports / job.name).glob("*")):
        file = old.relative_to(project.root).as_posix()
        ours = filenames.is_of(job.name, old.name)
        if ours and file not in files:  # what else stands there is a person's
            yield f"{file}: belongs to no report any more; delete it"


def _left_over(project: Project, names: list[str]) -> Iterator[str]:
    """What stands in `reports/` of announcements and notebooks that are gone."""
    for path in sorted(project.reports.glob("[!.]*")):
        if path.name not in names and path.name.rpartition(".")[0] not in names:
            yield f"reports/{path.name}: belongs to no announcement any more; delete it"


def _first_difference(standing: bytes, content: bytes) -> list[str]:
    """What to say of two versions: their sizes, where they are no text, and the first lines."""
    try:
        lines = difflib.unified_diff(
            standing.decode().splitlines(), content.decode().splitlines(), n=0, lineterm=""
        )
    except UnicodeDecodeError:
        return [f" ({len(standing):,} bytes stand, {len(content):,} are made)"]
    told = [line for _, line in zip(range(MOST_LINES), lines, strict=False)][2:]
    cut = (f"{line[:MOST_COLUMNS]}…" if len(line) > MOST_COLUMNS else line for line in told)
    return ["", *(f"    {line}" for line in cut)]
