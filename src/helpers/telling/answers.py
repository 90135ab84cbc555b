"""What an answer hangs on, what would settle it, and the ways out of a conflict, as frames.

Each function makes one frame with the columns that the schema declares, as those of `columns` do.
"""

from collections.abc import Iterator

import pandas as pd

from helpers.dataset.entities import Figure
from helpers.model import answers
from helpers.model.answers import Scenario, ScenarioKind
from helpers.model.evidence import Evidence
from helpers.model.ways import WayOut
from helpers.telling.columns import Row, framed


def hangs_on(evidence: Evidence) -> pd.DataFrame:
    rows = [
        {
            "project": turn.project.id,
            "into": turn.group,
            "group": share.group,
            "is_ours": turn.is_ours,
            "known": share.known,
            "low": share.low,
            "high": share.high,
        }
        for turn in answers.hangs_on(evidence)
        for share in turn.shares
    ]
    return framed("hangs-on", rows, evidence.dataset)


def would_settle(evidence: Evidence) -> pd.DataFrame:
    rows = [
        {
            "project": settling.project.id,
            "name": settling.project.name,
            "count": settling.project.count,
            "amount_low": settling.amount.low,
            "amount_high": settling.amount.high,
            "now": settling.now,
            "then": settling.then,
            "halfway": settling.middle,
            "least": settling.least,
        }
        for settling in answers.would_settle(evidence)
    ]
    return framed("would-settle", rows, evidence.dataset)


def ways_out(evidence: Evidence) -> pd.DataFrame:
    every = enumerate(evidence.ways_out, 1)
    rows = [{"way": number, **row} for number, way in every for row in _changes(way)]
    return framed("ways-out", rows, evidence.dataset)


def _changes(way: WayOut) -> Iterator[Row]:
    for figure in way.figures:
        yield _change(figure, ScenarioKind.WITHOUT, None)
    for slip in way.slips:
        yield _change(slip.figure, ScenarioKind.CORRECTED, slip.phrase or None)


def _change(figure: Figure, kind: ScenarioKind, meant: str | None) -> Row:
    return {
        "figure": figure.id,
        "kind": kind.value,
        "printed": figure.printed,
        "meant": meant,
        "source": figure.source,
        "paragraph": figure.paragraph,
    }


def scenarios(evidence: Evidence) -> dict[str, Evidence]:
    """The scenarios by short names, each of which says what is assumed; no two are the same."""
    found: dict[str, Evidence] = {}
    for scenario in answers.scenarios(evidence):
        name, number = _name(scenario), 1
        while name in found:
            number += 1
            name = f"{_name(scenario)} ({number})"
        found[name] = scenario.evidence
    return found


def _name(scenario: Scenario) -> str:
    """`equal size`, `without total`, `corrected jsw, skyroot`."""
    if scenario.kind is ScenarioKind.EQUAL:
        return answers.EQUAL_SIZE
    figures = [*scenario.figures, *(slip.figure for slip in scenario.slips)]
    return f"{scenario.kind.value} {', '.join(figure.id for figure in figures)}"
