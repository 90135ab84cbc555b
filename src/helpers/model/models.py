"""The linear models of an evidence: which figures enter one, how they are read, and at what rates.

Each is made when it is first asked for, and kept. This module says what makes up a model; what
is asked of it, `evidence` knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from helpers.dataset.entities import MONEY, AnnouncedProject, Scope
from helpers.model.assembly import Assembly, assembled, blocks, group_sizes
from helpers.model.bounds import Bounds, Rate
from helpers.model.cells import Groups
from helpers.model.linear import Infeasible
from helpers.model.readings import Reads, eased, reading

if TYPE_CHECKING:
    from helpers.model.evidence import Evidence

Block = tuple[str, ...]  # measures that figures relate to each other


@dataclass(frozen=True, eq=False, repr=False)
class Models:
    """The models of an evidence, by the measure that is asked of."""

    evidence: "Evidence"

    @cached_property
    def block_of(self) -> Mapping[str, Block]:
        """The measures that share a model with each."""
        found = blocks(self.evidence.dataset, self.evidence.entered)
        return {measure: block for block in found for measure in block}

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(dict.fromkeys(self.block_of.values()))

    def assembly(self, measure: str, reads: Reads = Reads.PRINTED, **options: Any) -> Assembly:
        """The model that a measure is in; see `_assembled` for the options. Each is made once."""
        block = self.block_of[measure]
        key = (block, reads, tuple(sorted(options.items())))
        if key not in self._assemblies:
            self._assemblies[key] = self._assembled(block, reads, **options)
        return self._assemblies[key]

    @cached_property
    def _assemblies(self) -> dict[tuple[Any, ...], Assembly]:
        return {}

    def _assembled(
        self,
        block: Block,
        reads: Reads,
        counted: bool = True,
        at_face: bool = False,
        extra: tuple[Scope, ...] = (),
        unsized: str = "",
    ) -> Assembly:
        """The model of a block of measures.

        Unnamed groups are as large as the table says where they are `counted`; the audit leaves
        that open, for it is worked out from the very figures that are audited. Rates are those
        `at_face` value, or anything that they may be. Scopes in `extra` can be asked for. The
        project `unsized` may be any number of them, whatever the table says.
        """
        rates = {
            code: self._between(rate, block, at_face) for code, rate in self.evidence.rates.items()
        }
        named = None if reads is Reads.PRINTED else self._eased_of(block)
        return self._at(rates, block, reads, counted, extra, named, unsized)

    def _eased_of(self, block: Block) -> frozenset[str] | None:
        if block not in self._eased:
            self._eased[block] = eased(block, self.evidence)
        return self._eased[block]

    @cached_property
    def _eased(self) -> dict[Block, frozenset[str] | None]:
        return {}

    def _between(self, rate: Rate, block: Block, at_face: bool) -> Bounds:
        """Between what a rate lies in a model.

        One that the figures imply, those of investment imply; where some of these are left out,
        it may be anything near the market's.
        """
        if rate.near and MONEY in block:
            return rate.near
        return Bounds(rate.value, rate.value) if at_face else Bounds(rate.low, rate.high)

    def free(self, rates: Mapping[str, Bounds], reads: Reads) -> Assembly:
        """The model of investment at rates between these bounds, groups being of any size."""
        return self._at(rates, self.block_of[MONEY], reads, counted=False)

    def _at(
        self,
        rates: Mapping[str, Bounds],
        block: Block,
        reads: Reads,
        counted: bool,
        extra: tuple[Scope, ...] = (),
        named: frozenset[str] | None = None,
        unsized: str = "",
    ) -> Assembly:
        """The model of a block, with exchange rates between these bounds."""
        evidence = self.evidence
        sized = [project for project in evidence.named if project.id != unsized]
        return assembled(
            evidence.dataset,
            block,
            evidence.entered,
            self._possible,
            group_sizes(sized, counted),
            rates,
            reading(reads, evidence, named),
            extra,
        )

    def _possible(self, project: AnnouncedProject) -> Groups:
        """The groups that a project may belong to: any, where these sources do not name it."""
        known = project.attributes if project.id in self._named else self._anything
        return {**known, **self.evidence.assumed.get(project.id, {})}

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(project.id for project in self.evidence.named)

    @cached_property
    def _anything(self) -> Groups:
        """All groups: where one is, who is not named may be."""
        dataset = self.evidence.dataset
        return {name: tuple(dataset.vocabularies[name]) for name in dataset.dimensions}

    def basis(self, measure: str, extra: tuple[Scope, ...] = ()) -> Assembly | None:
        """The model that bounds a measure; None where its figures cannot all be true.

        Figures are taken as they are printed or, where they do not agree so, as rounded.
        """
        for reads in (Reads.PRINTED, Reads.ROUND):
            found = self.assembly(measure, reads, extra=extra)
            if found.model.agrees:
                return found
        return None

    def face(self, measure: str, extra: tuple[Scope, ...] = ()) -> Assembly:
        """The model at face value: of every exact figure, and of the rates. Raises Infeasible."""
        for reads in (Reads.PRINTED, Reads.ROUND):
            for at_face in (True, False):
                found = self.assembly(measure, reads, at_face=at_face, extra=extra)
                if found.model.agrees:
                    return found.with_model(found.model.face_value)
        raise Infeasible
