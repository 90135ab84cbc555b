"""What does not add up, and what the sources tell differently: how it is found.

`helpers.model.findings` puts it together with the rest; what these records are is told in
`helpers.model.told`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from helpers.dataset.entities import Figure, Measure, number_of
from helpers.model.bounds import Conflict, Slip
from helpers.model.details import own_figures
from helpers.model.evidence import Evidence
from helpers.model.linear import Infeasible
from helpers.model.records import NEGLIGIBLE, Group
from helpers.model.scenarios import taken_literally
from helpers.model.told import (
    Against,
    Checked,
    Correction,
    Difference,
    LiteralReading,
    ToldConflict,
)
from helpers.model.ways import WayOut

RULED_OUT = ("contradicted", "disputed")  # what a slip may explain


def known_alike(group: Group, dimension: str, evidences: Iterable[Evidence]) -> bool:
    """Whether something is known of a group, and the same in each of these evidences."""
    known = group.share.known
    others = (evidence.known(dimension)[group.term.id] for evidence in evidences)
    return known > NEGLIGIBLE and all(abs(other - known) <= NEGLIGIBLE for other in others)


def conflicts(evidences: Sequence[Evidence]) -> tuple[ToldConflict, ...]:
    """The conflicts in sums of every evidence, one after the other, those of a measure together."""
    found: list[ToldConflict] = []
    told: dict[str, object] = {}
    for evidence in evidences:
        for id_, sets in _by_measure(evidence).items():
            measure = evidence.dataset.measures[id_]
            ways = sets[0].slips
            slips = [{(slip.figure.id, slip.kind) for slip in way} for way in ways]
            same = ({frozenset(f.id for f in each.figures) for each in sets}, slips)
            # Two numbers for one thing are no sum with its parts.
            is_sum = not all(each.tally for each in sets)
            whole = [drop for drop in sets[0].drops if is_sum and not drop.figure.scope]
            found.append(
                ToldConflict(
                    evidence=evidence,
                    measure=measure,
                    sets=sets,
                    against=whole[0] if whole else None,
                    parts=_parts_of(evidence, measure),
                    suspects=_suspects(ways),
                    repeated=told.get(id_) == same,
                )
            )
            told[id_] = same
    return tuple(found)


def _suspects(ways: Sequence[tuple[Slip, ...]]) -> tuple[Slip, ...]:
    """The slips that explain a conflict: the only ones, or the only ones that others bear out."""
    borne_out = [way for way in ways if all(slip.borne_out for slip in way)]
    for found in (borne_out, ways):
        if len(found) == 1:
            return found[0]
    return ()


def _by_measure(evidence: Evidence) -> Mapping[str, tuple[Conflict, ...]]:
    """The conflicts in sums, by the measure that they are about."""
    found: dict[str, tuple[Conflict, ...]] = {}
    for conflict in evidence.conflicts:
        if evidence.dataset.measures[conflict.measure].additive:
            found[conflict.measure] = (*found.get(conflict.measure, ()), conflict)
    return found


def _parts_of(evidence: Evidence, measure: Measure) -> int | None:
    scopes = {f.scope for f in evidence.figures if f.measure == measure.id and f.scope}
    single = all(len(scope) == 1 and scope[0][0] == "project" for scope in scopes)
    if not scopes or not single:
        return None
    return number_of(p for p in evidence.dataset.projects if (("project", p.id),) in scopes)


def ways_out(every: Iterable[ToldConflict]) -> tuple[WayOut, ...]:
    """The ways without the total, and with the suspected slips undone; each once."""
    found: dict[Any, WayOut] = {}
    for told in every:
        total = (told.against.figure,) if told.against else None
        for way in told.evidence.ways_out:
            undone = tuple((slip.figure.id, slip.value) for slip in way.slips)
            if way.slips and way.slips == told.suspects:
                found.setdefault(undone, way)
            elif total and way.figures == total:
                found.setdefault(total[0].id, way)
    return tuple(found.values())


def differences(evidence: Evidence) -> tuple[Difference, ...]:
    """What the sources give unlike numbers for, among what is no sum of projects."""
    found: dict[Any, Difference] = {}
    for conflict in evidence.conflicts:
        measure = evidence.dataset.measures[conflict.measure]
        if measure.additive:
            continue
        for key in {figure.key: None for figure in conflict.figures}:
            figures = tuple(figure for figure in evidence.figures if figure.key == key)
            found.setdefault(key, Difference(measure, figures[0].scope, figures))
    return tuple(found.values())


def against(checked: Sequence[Checked], told: Sequence[ToldConflict]) -> Against:
    """The figures that the others rule out, apart by whether a sum brings them down."""
    broken = {each.measure.id for each in told}
    found = [each for each in checked if each.verdict.verdict in RULED_OUT]
    by_itself = [e for e in found if e.figure.corrected or e.figure.measure not in broken]
    rivals = [each for each in found if each not in by_itself]
    alone = [each for each in by_itself if each.verdict.verdict == "contradicted"]
    suspects = frozenset(slip.figure.id for each in told for slip in each.suspects)
    return Against(tuple(alone), tuple(rivals), suspects)


def corrections(article: Evidence, everything: Evidence) -> tuple[Correction, ...]:
    """The article's figures that are not taken as their words stand."""
    found = []
    for figure in own_figures(article):
        if figure.corrected:
            same = [f for f in everything.figures if f.key == figure.key]
            others = tuple(f for f in same if f.source != figure.source)
            found.append(Correction(figure, others))
    return tuple(found)


def literal_readings(
    article: Evidence, evidences: Iterable[Evidence]
) -> tuple[LiteralReading, ...]:
    """The article's figures whose sentence names other projects than those they are taken for."""
    found, every = [], tuple(evidences)
    for figure in own_figures(article):
        if figure.printed_scope is not None:
            unit = article.dataset.unit_of(article.dataset.measures[figure.measure])
            left = tuple((evidence, _left(evidence, figure)) for evidence in every)
            found.append(LiteralReading(figure, unit, left))
    return tuple(found)


def _left(evidence: Evidence, figure: Figure) -> tuple[float, float] | None:
    try:
        low, high = taken_literally(evidence, figure)
    except Infeasible:
        return None
    return low, high
