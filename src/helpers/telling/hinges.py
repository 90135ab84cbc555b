"""What an answer hangs on, as a page tells it: the judgements that move it, whom to ask, what would
follow from an assumption, and the shares for every way of sorting what is in doubt.

Plain values for the template; nothing here is a sentence.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from helpers.dataset.entities import AnnouncedProject, Dataset, Term
from helpers.figures import wording
from helpers.model import answers
from helpers.model.answers import Moves, Scenario, ScenarioKind, Settling, Turn
from helpers.model.bounds import Share
from helpers.model.evidence import Evidence
from helpers.model.findings import Findings
from helpers.model.records import NEGLIGIBLE, Group

MOST_CALLS = 3  # amounts that are told: of more, nobody makes a call
USEFUL = 0.75  # of what is open may be left halfway; else a call would settle little
CLOSED = 0.05  # of the money, over all shares: where no more is open, nothing is to be settled
DECIMALS = 1


@dataclass(frozen=True)
class Moved:
    """A judged project in a group, and the known shares that are then others than we have them."""

    turn: Turn
    shares: tuple[Group, ...]


@dataclass(frozen=True, eq=False)
class Hinges:
    """What the answer of all sources hangs on."""

    evidence: Evidence

    @property
    def dataset(self) -> Dataset:
        return self.evidence.dataset

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        return answers.hangs_on(self.evidence)

    @cached_property
    def judged(self) -> tuple[AnnouncedProject, ...]:
        """The projects that we sort ourselves."""
        return _each_once(turn.project for turn in self.turns)

    @property
    def left_open(self) -> bool:
        """Whether we leave some of them in more than one group."""
        return any(len(p.attributes[self.dataset.lead or ""]) > 1 for p in self.judged)

    @cached_property
    def moved(self) -> tuple[Moved, ...]:
        """What moves a known share, and how."""
        known = self._known(self._ours)
        found = []
        for turn in self.turns:
            changed = tuple(
                Group(self._term(share.group), share)
                for share in turn.shares
                if abs(share.known - known[share.group]) > NEGLIGIBLE
            )
            if changed:
                found.append(Moved(turn, changed))
        return tuple(found)

    @cached_property
    def movers(self) -> tuple[AnnouncedProject, ...]:
        """The judged projects that move a known share."""
        return _each_once(each.turn.project for each in self.moved)

    @cached_property
    def top(self) -> AnnouncedProject | None:
        """The project that moves a known share further than any other does; None where two do."""
        known = self._known(self._ours)
        furthest: dict[str, float] = {}
        for each in self.moved:
            here = (abs(g.share.known - known[g.share.group]) for g in each.shares)
            id_ = each.turn.project.id
            furthest[id_] = max(furthest.get(id_, 0.0), *here)
        most = max(furthest.values(), default=0.0)
        found = [p for p in self.movers if furthest[p.id] > most - NEGLIGIBLE]
        return found[0] if len(found) == 1 else None

    @cached_property
    def unjudged(self) -> Evidence | None:
        """All sources without our judgements; None where that changes no share."""
        return without_judgement(self.evidence)

    @cached_property
    def pairs(self) -> tuple[tuple[Group, Group], ...]:
        """Every group as we judge and with no judgement of ours, where that is not the same."""
        if self.unjudged is None or not self.dataset.lead:
            return ()
        ours = self.evidence.shares(self.dataset.lead)
        without = self.unjudged.shares(self.dataset.lead)
        return tuple(
            (Group(self._term(one.group), one), Group(self._term(other.group), other))
            for one, other in zip(ours, without, strict=True)
        )

    @cached_property
    def furthest(self) -> tuple[Group, Group] | None:
        """The group of which our judgement moves what is known most; None where it moves none."""
        if not self.pairs:
            return None
        found = max(self.pairs, key=_moved)
        return found if _moved(found) > NEGLIGIBLE else None

    @cached_property
    def calls(self) -> tuple[Settling, ...]:
        """The undisclosed amounts that would settle most, where any of them settles a good part."""
        found = answers.would_settle(self.evidence)
        open_ = [each for each in found if each.now > CLOSED]
        useful = [each for each in open_ if each.middle < USEFUL * each.now]
        best = min((each.middle for each in useful), default=0.0)
        return tuple(each for each in useful if each.middle <= best + NEGLIGIBLE)[:MOST_CALLS]

    @property
    def closed(self) -> tuple[float, float]:
        """Which part of what is open the first of them would close at best, and halfway."""
        first = self.calls[0]
        return 1 - first.least / first.now, 1 - first.middle / first.now

    @cached_property
    def equal(self) -> Scenario | None:
        """With all projects without an amount of one size."""
        found = answers.scenarios(self.evidence)
        return next((each for each in found if each.kind is ScenarioKind.EQUAL), None)

    @cached_property
    def equal_shares(self) -> tuple[Group, ...]:
        """What is then known, the largest first."""
        if self.equal is None or not self.dataset.lead:
            return ()
        shares = self.equal.evidence.shares(self.dataset.lead)
        found = [Group(self._term(s.group), s) for s in shares if s.known > NEGLIGIBLE]
        return tuple(sorted(found, key=lambda group: -group.share.known))

    @property
    def equal_rest(self) -> float:
        """What is then still open."""
        return max(0.0, 1 - sum(group.share.known for group in self.equal_shares))

    @cached_property
    def moves(self) -> Moves | None:
        return answers.moves(self.evidence)

    @cached_property
    def moves_as_json(self) -> str:
        """What the page's script looks up: by groups, the shares as they are written."""
        if self.moves is None:
            return ""
        found = {" ".join(key): _written(shares) for key, shares in self.moves.shares.items()}
        return json.dumps(found, ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def written(self) -> tuple[tuple[Group, list[str]], ...]:
        """Every group, and its shares as they are written, as we judge."""
        shares = self._ours
        groups = [Group(self._term(share.group), share) for share in shares]
        return tuple(zip(groups, _written(shares), strict=True))

    @property
    def _ours(self) -> tuple[Share, ...]:
        """The shares as we judge; none where nothing sorts the projects."""
        lead = self.dataset.lead
        return self.evidence.shares(lead) if lead else ()

    def _term(self, group: str) -> Term:
        return self.dataset.vocabularies[self.dataset.lead or ""][group]

    @staticmethod
    def _known(shares: Sequence[Share]) -> dict[str, float]:
        return {share.group: share.known for share in shares}


def _moved(pair: tuple[Group, Group]) -> float:
    ours, without = pair
    return abs(ours.share.known - without.share.known)


def _each_once(projects: Iterable[AnnouncedProject]) -> tuple[AnnouncedProject, ...]:
    return tuple({project.id: project for project in projects}.values())


def _written(shares: Sequence[Share]) -> list[list[str]]:
    """What is known and what could be, as a table has them, and the width of a bar in per cent."""
    return [
        [
            wording.percent(share.known) if share.known > NEGLIGIBLE else "–",
            wording.percent_range(share.low, share.high, DECIMALS),
            f"{100 * share.known:.1f}",
            f"{100 * max(0.0, share.high - share.known):.1f}",
        ]
        for share in shares
    ]


@lru_cache(maxsize=32)
def without_judgement(evidence: Evidence) -> Evidence | None:
    """The third view: the same sources with no judgement of ours; None where that changes no share,
    and where something is assumed.
    """
    found, lead = answers.unjudged(evidence), evidence.dataset.lead
    if found is evidence or not lead or evidence.is_scenario or not evidence.has_shares:
        return None
    return found if found.shares(lead) != evidence.shares(lead) else None


def hinges(told: Findings) -> Hinges:
    """What the answer of all sources hangs on; kept for the findings at hand."""
    return _kept(told.everything)


@lru_cache(maxsize=8)
def _kept(evidence: Evidence) -> Hinges:
    return Hinges(evidence)
