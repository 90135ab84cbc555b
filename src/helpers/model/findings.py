"""What may be said of an announcement, decided once and as plain data.

Charts, tables, text, summary and front page render a `Findings`; none of them decides anything
again, so no two of them can disagree. Nothing here is a sentence, HTML, or a number rounded to
text: shares are fractions of 1, amounts whole units of the announcement's currency. Every part is
computed when it is first asked for, and then kept.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from helpers.dataset.entities import COUNT, MONEY, Dataset, Figure, Term, number_of
from helpers.model import details, disputes, records, told
from helpers.model.bounds import Bounds, Rate
from helpers.model.evidence import Evidence
from helpers.model.linear import INFINITY
from helpers.model.promises import Promise, promises
from helpers.model.records import EXACT, NEGLIGIBLE, VAGUE, Bar, Group, Part, reach
from helpers.model.told import FEW, Checked
from helpers.model.ways import WayOut

__all__ = ["NEGLIGIBLE", "VAGUE", "Bar", "Findings", "Group", "Outcome", "Part", "findings"]


class Outcome(StrEnum):
    """What kind of answer the figures allow."""

    SHARES = "shares"  # some of the money is known by sector
    BY_OTHER_GROUP = "by_other_group"  # nothing sorts it by sector, but something else does
    NOTHING_KNOWN = "nothing_known"  # there are groups, and no money is known to be in any
    NO_LIMIT = "no_limit"  # the total has no upper limit, so there are no shares
    NO_GROUPS = "no_groups"  # nothing sorts the projects
    CONFLICT = "conflict"  # the figures of the article, or of all sources, cannot all be true


@dataclass(frozen=True, eq=False)
class Findings:
    """All that may be said, by the article alone and by all sources: the same evidence twice where
    there is only one.

    What has no other mark is of all sources together.
    """

    article: Evidence
    everything: Evidence

    @property
    def dataset(self) -> Dataset:
        return self.everything.dataset

    @property
    def lead(self) -> str | None:
        """The dimension by which the answer is given: the sector, or else the first that sorts the
        projects.
        """
        return self.dataset.lead

    @cached_property
    def single(self) -> bool:
        """Whether there is only one evidence to tell of."""
        return self.article is self.everything or self.article.alone

    @cached_property
    def only_article(self) -> bool:
        """Whether nothing but the article speaks."""
        return set(self.everything.sources) == {self.dataset.article.id}

    @property
    def scenario(self) -> Evidence | None:
        """The evidence in which something is assumed, so that it is no finding; or None."""
        return next((e for e in (self.everything, self.article) if e.is_scenario), None)

    @property
    def scenario_of_article(self) -> bool:
        """Whether that is of the article alone."""
        sources = self.scenario.sources if self.scenario else frozenset()
        return sources == {self.dataset.article.id}

    @cached_property
    def evidences(self) -> tuple[Evidence, ...]:
        return (self.everything,) if self.single else (self.article, self.everything)

    @cached_property
    def other_sources(self) -> tuple[str, ...]:
        """The sources beside the article, by id."""
        article = self.dataset.article.id
        used = self.everything.sources
        return tuple(id_ for id_ in self.dataset.sources if id_ in used and id_ != article)

    # --- the answer ---

    @cached_property
    def outcome(self) -> Outcome:
        if not all(evidence.adds_up for evidence in self.evidences):
            return Outcome.CONFLICT
        if not self.everything.has_shares:
            return Outcome.NO_LIMIT
        if not self.lead:
            return Outcome.NO_GROUPS
        if not self.answer.some_known:
            return Outcome.NOTHING_KNOWN
        return Outcome.SHARES if self.lead == "sector" else Outcome.BY_OTHER_GROUP

    @cached_property
    def solved(self) -> tuple[Evidence, ...]:
        """The evidences of which shares can be computed."""
        return tuple(evidence for evidence in self.evidences if evidence.has_shares)

    @cached_property
    def total_figure(self) -> Figure | None:
        """The figure that gives all the money the most finely, the article's if it gives it."""
        return self.everything.total_figure

    @cached_property
    def total_qualified(self) -> bool:
        """Whether all the money is told with a qualifier: `over 20 billion yuan`."""
        return self.total_figure is not None and told.qualified(self.total_figure)

    @cached_property
    def total(self) -> tuple[float, float]:
        """The bounds of all the money at face value; equal where it is told as one number."""
        low, high = self.everything.total()
        return (low, low) if high <= low * EXACT else (low, high)

    @property
    def total_known(self) -> bool:
        """Whether anything at all bounds the total from above, or a source gives it."""
        return self.total_figure is not None or self.everything.has_shares

    @cached_property
    def projects(self) -> tuple[float, float]:
        """The bounds of the number of projects: from 0 without end where nobody says it."""
        fewest, most = self.everything.project_count()
        given = any(f.key == (COUNT, ()) for f in self.everything.figures)
        if given or most < INFINITY or number_of(self.dataset.projects) is not None:
            return fewest, most
        return 0, INFINITY

    @cached_property
    def disclosed(self) -> Mapping[str, records.Disclosure]:
        """How many amounts are given, and by whom, for each evidence by its name."""
        return {e.name: details.disclosure(e, self.projects) for e in self.evidences}

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """The money by `lead`, a bar an evidence that has shares; the last is of all sources."""
        if not self.lead:
            return ()
        found = [Bar(each, details.parts(each, self.lead)) for each in self.solved]
        if len(found) == len(self.evidences) > 1 and found[0].parts == found[-1].parts:
            found = [Bar(found[-1].evidence, found[-1].parts, both=True)]
        return tuple(found)

    @cached_property
    def answer(self) -> Bar:
        """The bar of all sources; without any part where there are no shares."""
        told_of = self.lead if self.everything.has_shares else None
        return Bar(self.everything, details.parts(self.everything, told_of) if told_of else ())

    @property
    def outside_groups(self) -> tuple[Group, ...]:
        """The groups that some money is known to be in and that the article does not name."""
        return tuple(group for group in self.known_groups if group.term.outside)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every group of `lead` with its share, in the order in which they are declared."""
        return details.groups(self.everything, self.lead) if self.answer.parts and self.lead else ()

    @cached_property
    def known_groups(self) -> tuple[Group, ...]:
        """The groups that some money is known to be in, in the order of the bar."""
        by_id = {group.term.id: group for group in self.groups}
        return tuple(by_id[part.group] for part in self.answer.parts if part.group is not None)

    @cached_property
    def known_by_size(self) -> tuple[Group, ...]:
        """The groups that some money is known to be in, the largest first."""
        return tuple(sorted(self.known_groups, key=lambda g: g.share.known, reverse=True))

    @cached_property
    def open_groups(self) -> tuple[Group, ...]:
        """The groups that may be next to nothing, and may be a good part of the money."""
        return tuple(group for group in self.groups if group.open)

    @cached_property
    def spread(self) -> records.Spread | None:
        """How closely the shares of the sectors are known; None where nothing is known of any."""
        return details.spread(self.solved)

    @cached_property
    def groups_without_amounts(self) -> tuple[Group, ...]:
        """The groups to which no source ties any amount."""
        if not self.answer.parts or not self.lead:
            return ()
        return details.without_amounts(self.everything, self.lead)

    @property
    def reach_without_amounts(self) -> records.Reach | None:
        """How much of the money each of these could be at most."""
        return reach(self.groups_without_amounts) if self.groups_without_amounts else None

    @cached_property
    def counted_groups(self) -> tuple[Group, ...]:
        """The groups in which projects are counted."""
        return tuple(group for group in self.groups if group.share.projects)

    @cached_property
    def fields(self) -> tuple[Term, ...]:
        """The sectors that the article itself names."""
        if self.lead != "sector":
            return ()
        terms = self.dataset.vocabularies["sector"].values()
        return tuple(term for term in terms if not term.outside)

    @cached_property
    def fields_together(self) -> Bounds | None:
        """What share of the money the fields that the article names have together; None where
        there are no others, or no shares.
        """
        others = len(self.fields) < len(self.groups)
        if len(self.fields) <= 1 or not others or not self.answer.parts:
            return None
        return self.everything.joint_share("sector", [term.id for term in self.fields])

    @cached_property
    def judged(self) -> bool:
        """Whether the sector of any project is our judgement, since no source says it."""
        return self.lead == "sector" and any(project.judged for project in self.dataset.projects)

    @cached_property
    def other_dimensions(self) -> Mapping[str, tuple[Group, ...]]:
        """What else sorts the money, but for origin: the groups of which some is known."""
        if not self.everything.has_shares:
            return {}
        others = [d for d in self.dataset.dimensions if d not in (self.lead, "origin")]
        found = {d: details.groups(self.everything, d) for d in others}
        known = {d: tuple(g for g in gs if g.share.known > NEGLIGIBLE) for d, gs in found.items()}
        return {dimension: groups for dimension, groups in known.items() if groups}

    # --- the check of the figures ---

    @cached_property
    def checked(self) -> tuple[Checked, ...]:
        """The article's figures, with the verdict of all sources."""
        audit = self.everything.audit
        return tuple(Checked(figure, audit[figure.id]) for figure in self.checked_figures)

    @cached_property
    def checked_figures(self) -> tuple[Figure, ...]:
        """The article's own figures."""
        return details.own_figures(self.article)

    @cached_property
    def tallies(self) -> Mapping[str, Mapping[str, int]]:
        """How many of these figures have each verdict: by the name of each evidence."""
        ids = [checked.figure.id for checked in self.checked]
        return {e.name: Counter(e.audit[id_].verdict for id_ in ids) for e in self.evidences}

    def having(self, verdict: str) -> tuple[Checked, ...]:
        """The figures that have a verdict."""
        return tuple(each for each in self.checked if each.verdict.verdict == verdict)

    @cached_property
    def against(self) -> told.Against:
        """The figures that the others rule out."""
        return disputes.against(self.checked, self.conflicts)

    @property
    def few_unchecked(self) -> tuple[Checked, ...]:
        """The figures that nothing checks, where they are few."""
        alone = self.having("unchecked")
        return alone if len(alone) <= FEW else ()

    @property
    def others_contradict(self) -> bool:
        """Whether the article's figures are in conflict only with what the others say."""
        return self.article.adds_up and not self.single and not self.everything.adds_up

    @cached_property
    def conflicts(self) -> tuple[told.ToldConflict, ...]:
        """Sums that do not add up, in the article alone and in all sources."""
        return disputes.conflicts(self.evidences)

    @cached_property
    def first_conflicts(self) -> tuple[told.ToldConflict, ...]:
        """Those of the article alone, or of all sources where the article's figures add up."""
        first = next((each for each in self.evidences if not each.adds_up), None)
        return tuple(each for each in self.conflicts if each.evidence is first)

    @cached_property
    def excess(self) -> told.ToldConflict | None:
        """The amounts that come to more than the total given for them; None where none do."""
        money = (each for each in self.conflicts if each.measure.id == MONEY)
        return next((each for each in money if each.excess), None)

    @cached_property
    def ways_out(self) -> tuple[WayOut, ...]:
        """The ways out of the conflicts in the money that a reader would think of: without the
        total, or with the slips undone that explain everything; or else all that there are.
        """
        return disputes.ways_out(self.conflicts) or self.everything.ways_out

    @cached_property
    def agreed(self) -> Mapping[str, tuple[Group, ...]]:
        """Where figures do not add up: the groups whose share is the same whichever is wrong, by
        all sources and by the ways out that are told.
        """
        if self.everything.adds_up:
            return {}
        found = {d: details.groups(self.everything, d) for d in self.dataset.dimensions}
        ways = [way.evidence for way in self.ways_out if way.evidence.has_shares]
        known = {
            d: tuple(g for g in gs if disputes.known_alike(g, d, ways)) for d, gs in found.items()
        }
        return {dimension: groups for dimension, groups in known.items() if groups}

    @cached_property
    def differences(self) -> tuple[told.Difference, ...]:
        """What the sources give unlike numbers for, beside the sums."""
        return disputes.differences(self.everything)

    @cached_property
    def corrections(self) -> tuple[told.Correction, ...]:
        return disputes.corrections(self.article, self.everything)

    @cached_property
    def literal_readings(self) -> tuple[told.LiteralReading, ...]:
        return disputes.literal_readings(self.article, self.evidences)

    # --- the other sections ---

    @cached_property
    def rates_used(self) -> tuple[tuple[Evidence, Rate], ...]:
        """The exchange rates at which money is converted, for each evidence."""
        return tuple((each, rate) for each in self.solved for rate in _used(each))

    @cached_property
    def rates_differ(self) -> bool:
        """Whether the article alone is converted at another rate than all sources are."""
        values: dict[str, set[float]] = {}
        for _, rate in self.rates_used:
            values.setdefault(rate.currency, set()).add(rate.value)
        return any(len(found) > 1 for found in values.values())

    @cached_property
    def origins(self) -> records.Origins | None:
        return details.origins(self.article, self.everything)

    @cached_property
    def implied_rates(self) -> tuple[records.ImpliedRate, ...]:
        return details.implied_rates(self.everything)

    @cached_property
    def percentages(self) -> tuple[told.Percentages, ...]:
        """The percentages that the article gives, by measure."""
        return details.percentages(self.article)

    @property
    def highest_percentages(self) -> told.Percentages | None:
        """Those of the measure that has the highest one."""
        found = self.percentages
        return max(found, key=lambda each: each.ranked[0].value) if found else None

    @cached_property
    def plans(self) -> tuple[told.ToldPlan, ...]:
        """The plans, each beside what there is of it."""
        return details.plans(self.everything, self.total_figure, self.total)

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """What was announced beside what came of it, where a source gives that."""
        return promises(self.everything)

    @cached_property
    def undisclosed(self) -> records.Undisclosed | None:
        return details.undisclosed(self.everything)

    @cached_property
    def unsorted(self) -> tuple[records.Unsorted, ...]:
        return details.unsorted(self.dataset)

    @cached_property
    def without_currency(self) -> tuple[Figure, ...]:
        """The article's amounts that name no currency."""
        code = self.dataset.currency
        return tuple(f for f in self.checked_figures if f.unit == code and not f.reading.unit)

    @cached_property
    def examples(self) -> tuple[Figure, ...]:
        """Amounts of the article that are taken as intervals: one of each way of saying them."""
        return details.examples(self.article)

    @cached_property
    def round_example(self) -> Figure | None:
        """An amount of the article that may be a rounded one, if it has any."""
        return details.round_example(self.article)

    @cached_property
    def check_example(self) -> Checked | None:
        """The figure whose check explains the method best: an exact amount that matches, if any."""
        return details.check_example(self.checked, self.dataset.currency)

    @cached_property
    def noted(self) -> tuple[Figure, ...]:
        """The figures with a note that are no single project's amount."""
        return details.noted(self.dataset)

    @cached_property
    def currencies(self) -> frozenset[str]:
        """The foreign currencies in which any figure stands."""
        return frozenset(self.everything.rates)

    @cached_property
    def silent(self) -> tuple[str, ...]:
        """What no source speaks of: of "sector", "origin", "growth" and "plans"."""
        return details.silent(self.everything)


def _used(evidence: Evidence) -> list[Rate]:
    units = {figure.unit for figure in evidence.figures if figure.measure == MONEY}
    return [rate for code, rate in evidence.rates.items() if code in units]


def findings(views: Evidence | Sequence[Evidence]) -> Findings:
    """The findings of one evidence, or of the pair (the article alone, all sources); kept for the
    pairs at hand.
    """
    if isinstance(views, Evidence):
        return _kept(views, views)
    article, everything = views
    return _kept(article, everything)


@lru_cache(maxsize=32)  # of the evidences at hand; all of them would never be let go
def _kept(article: Evidence, everything: Evidence) -> Findings:
    return Findings(article, everything)
