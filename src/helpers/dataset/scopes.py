"""A scope becomes pairs that pick projects, such as ``origin=foreign sector=grid,cars``.

This module knows the words that a scope may use, and nothing of what is said of the projects.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.dataset.entities import JOIN, AnnouncedProject, Measure, Scope, groups_of
from helpers.dataset.head import Head
from helpers.dataset.problems import Row, or_else


@dataclass(frozen=True)
class Declared:
    """What rows may refer to.

    `project_ids` is None where projects.csv cannot be read, and `projects` where it has a mistake
    or a draft, so that nobody can tell what a scope picks.
    """

    head: Head
    dimensions: tuple[str, ...]
    project_ids: tuple[str, ...] | None
    projects: Sequence[AnnouncedProject] | None = None

    def words(self, name: str) -> Iterable[str] | None:
        """What may stand behind ``name=`` in a scope; None where nothing picks by this name."""
        return self.project_ids if name == "project" else self.head.vocabularies.get(name)


def read_scope(
    row: Row, column: str, words: Iterable[str], measure: Measure | None, declared: Declared
) -> Scope:
    """The pairs of name and value that these words of a cell give, sorted."""
    pairs: dict[str, str] = {}
    words = list(words)
    if any(word.startswith(JOIN) or word.endswith(JOIN) for word in words):
        row.say(
            column, "there is a space beside a comma; write groups that are joined as sector=a,b"
        )
        return ()
    for word in words:
        name, _, value = word.partition("=")
        if name == "project" and declared.project_ids is None:
            continue
        flaw = _flaw(word, measure, declared)
        if not flaw and name in pairs:
            either = f"{name}={pairs[name]}{JOIN}{value}"
            flaw = (
                f"“{name}” stands twice, and nothing is in two groups; for either, write {either}"
            )
        if flaw:
            row.say(column, flaw)
        pairs[name] = value if flaw else _in_order(value, declared.words(name) or ())
    return tuple(sorted(pairs.items()))


def _in_order(value: str, known: Iterable[str]) -> str:
    """Groups that are joined, each once and in declared order: one way to write them."""
    joined = value.split(JOIN)
    return JOIN.join(word for word in known if word in joined)


def _flaw(word: str, measure: Measure | None, declared: Declared) -> str:
    """What is wrong with a pair such as ``origin=foreign``, empty where nothing is."""
    name, _, value = word.partition("=")
    words = declared.words(name)
    if words is None:
        known = "=…, ".join(declared.head.vocabularies)
        return (
            f"“{word}” picks by “{name}”, which is not declared; write it as {known}=… or project=…"
        )
    for each in value.split(JOIN):
        if each not in words:
            listed = f"use one of {', '.join(words)}"
            return f"“{each}” is not declared; {or_else(each, words, listed)}"
    sorts = name in (*declared.dimensions, "project") or declared.project_ids is None
    if measure and measure.additive and not sorts:
        return f"“{name}” is not a column of projects.csv, so it picks no projects"
    return ""


def picks_nothing(scope: Scope, declared: Declared) -> bool:
    """Whether no project can be in a scope; False where nobody can tell."""
    if declared.projects is None:
        return False
    vocabularies = declared.head.vocabularies
    wanted = {name: groups_of(name, value, vocabularies) for name, value in scope}
    return not any(_may_be_in(project, wanted) for project in declared.projects)


def _may_be_in(project: AnnouncedProject, wanted: dict[str, frozenset[str]]) -> bool:
    possible = {**project.attributes, "project": (project.id,)}
    return all(not groups.isdisjoint(possible[name]) for name, groups in wanted.items())


def is_within(scope: Scope, whole: Scope, declared: Declared) -> bool:
    """Whether one scope picks only projects that the other picks as well."""
    vocabularies, own = declared.head.vocabularies, dict(scope)
    return all(
        name in own
        and groups_of(name, own[name], vocabularies) <= groups_of(name, value, vocabularies)
        for name, value in whole
    )
