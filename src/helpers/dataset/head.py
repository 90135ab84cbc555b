"""`announcement.toml` becomes a Head: what was announced, who says so, and the words rows may use.

This module knows the entries of announcement.toml, and nothing of the two tables.
"""

import dataclasses
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from helpers.dataset.entities import (
    COUNT,
    MONEY,
    Change,
    Dataset,
    KnownConflict,
    Measure,
    Source,
    StatedRate,
    Term,
)
from helpers.dataset.entries import Say, entries, record, without
from helpers.dataset.problems import Problems, or_else, undeclared
from helpers.dataset.rates import market_rate
from helpers.dataset.schema import TABLES
from helpers.figures.reading import CURRENCIES

FILE = "announcement.toml"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_RULE = "use small letters, digits and hyphens, such as smart-grid"
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
REQUIRED_MEASURES = (COUNT, MONEY)
REFERRING = ("plan_of", "share_of", "part_of", "outcome_of")  # keys that name another measure
CONFLICT_RULE = (
    'write figures = ["total", "energy"], with the ids of the rows that cannot all be true'
)
MOST_PARAGRAPHS = 999_999
LARGEST_RATE = (
    1e7  # between any two currencies, and what the solver bears; its inverse is the smallest
)

FIXED = {
    "source": Source,
    "measure": Measure,
    "rate": StatedRate,
    "conflict": KnownConflict,
    "change": Change,
}
# The entries that have one value: the fields of a dataset that are text or dates.
PLAIN = tuple(
    entry
    for entry in dataclasses.fields(Dataset)
    if entry.type in (str, date) and entry.name not in ("id", "digest")
)
ROLES = TABLES["sources"].column("role").values
# Names that mean something else in a table or in a scope.
TAKEN = frozenset({*TABLES["dataset-projects"].names, *TABLES["projects"].names})


@dataclass(frozen=True)
class Head:
    """What announcement.toml says, as far as it can be used; `plain` has the entries of one value.

    An entry with a mistake is in it too, so that the rows that name it are not called wrong for it.
    """

    plain: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    vocabularies: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)
    rates: Mapping[str, StatedRate] = field(default_factory=dict)
    known_conflicts: Sequence[KnownConflict] = ()
    changes: Sequence[Change] = ()

    @property
    def currency(self) -> str:
        """The announcement's currency, empty where it is not given or not text."""
        return self.plain.get("currency", "")

    @property
    def local_language(self) -> str:
        """The language of the names in `local_name`, empty where it is not given or not text."""
        return self.plain.get("local_language", "")

    def lacks_rate(self, currency: str) -> bool:
        """Whether there is no rate for a currency, neither the market's nor one stated.

        False where another mistake leaves the question open.
        """
        stated = currency in (self.currency, *self.rates)
        return not stated and self.has_market_rate(currency) is False

    def has_market_rate(self, currency: str) -> bool | None:
        """Whether a currency has a market rate on the day; None where a mistake leaves it open."""
        day = self.plain.get("date")
        if day is None or not {currency, self.currency} <= CURRENCIES:
            return None
        return market_rate(currency, self.currency, day) is not None


def read_head(given: Mapping[str, Any], problems: Problems) -> Head:
    """The head of a dataset, by the parsed announcement.toml; notes all that is wrong with it."""

    def say(what: str) -> None:
        problems.say(FILE, what)

    _say_drafts(given.get("draft", []), say)
    single = {entry.name for entry in PLAIN}
    others = [name for name in given if name not in ("draft", *FIXED, *single)]
    words = [name for name in others if isinstance(given[name], list | dict)]
    plain = record(without(given, "draft", *FIXED, *words), PLAIN, "", say)
    measures = entries(given, "measure", Measure, say)
    head = Head(
        plain=plain,
        sources={source.id: source for source in entries(given, "source", Source, say)},
        measures={measure.id: _as_used(measure) for measure in measures},
        vocabularies={
            name: {term.id: term for term in entries(given, name, Term, say)} for name in words
        },
        rates={rate.currency: rate for rate in entries(given, "rate", StatedRate, say)},
        known_conflicts=entries(given, "conflict", KnownConflict, say),
        changes=entries(given, "change", Change, say),
    )
    _check(head, say)
    return head


def _as_used(measure: Measure) -> Measure:
    """The measure as it is used: those that every announcement has are sums over its projects.

    Percentages whose measure is just called `share` are shares of the investment.
    """
    additive = measure.additive or measure.id in REQUIRED_MEASURES
    is_share = measure.id == "share" and measure.unit == "%"
    share_of = measure.share_of or ("investment" if is_share else None)
    return dataclasses.replace(measure, additive=additive, share_of=share_of)


def _say_drafts(drafts: Any, say: Say) -> None:
    """Name all that `announcement new` has left to settle."""
    for text in drafts if isinstance(drafts, list) else [drafts]:
        say(f"draft: still to settle: {text}")


# What entries say of each other, and of the world outside


def _check(head: Head, say: Say) -> None:
    """Note what is wrong with entries that are well formed."""
    if head.currency and head.currency not in CURRENCIES:
        say(
            f"currency: “{head.currency}” is not known; use a code of ISO 4217, such as CNY, USD, "
            "EUR or INR"
        )
    if head.local_language and not LANGUAGE.fullmatch(head.local_language):
        say(f"local_language: {_not_a_language(head.local_language)}")
    _check_sources(head.sources, say)
    _check_measures(head, say)
    _check_conflicts(head, say)
    for name, terms in head.vocabularies.items():
        _check_vocabulary(name, terms, say)
    for rate in head.rates.values():
        flaw = _rate_flaw(rate, head) if rate.currency else ""
        if flaw:
            say(f"[[rate]]: {flaw}")


def _check_sources(sources: Mapping[str, Source], say: Say) -> None:
    if sum(source.role == "article" for source in sources.values()) != 1:
        say('[[source]]: exactly one source has role = "article"')
    spelt = Counter(name.lower() for name in sources)
    for name, source in sources.items():
        if name and not SLUG.fullmatch(name.lower()):
            say(f"[[source]]: “{name}” is not an id; use letters, digits and hyphens, such as S1")
        elif spelt[name.lower()] > 1:
            say(f"[[source]]: the id “{name}” differs from another only in its capitals")
        for flaw in _source_flaws(source, sources):
            say(f"[[source]] {name}: {flaw}")


def _source_flaws(source: Source, sources: Mapping[str, Source]) -> Iterator[str]:
    if source.role and source.role not in ROLES:
        yield f"role “{source.role}” is not known; use one of {', '.join(ROLES)}"
    if source.address and not _is_address(source.address):
        yield (f"address “{source.address}” is not the address of a page; it begins with https://")
    if source.language and not LANGUAGE.fullmatch(source.language):
        yield f"language {_not_a_language(source.language)}"
    if source.translates and source.translates not in sources:
        yield f"translates “{source.translates}”, which is not the id of a source"
    if source.paragraphs is not None and not 1 <= source.paragraphs <= MOST_PARAGRAPHS:
        yield f"“paragraphs” must be from 1 to {MOST_PARAGRAPHS:,}"


def _is_address(text: str) -> bool:
    try:
        return bool(ADDRESS.fullmatch(text) and urlsplit(text).hostname)
    except ValueError:  # a bracket that is not closed, or a host that Unicode would change
        return False


def _not_a_language(text: str) -> str:
    return f"“{text}” is not the tag of a language; write it like en, zh or zh-Hant"


def _check_measures(head: Head, say: Say) -> None:
    _check_ids("measure", head.measures, say)
    for required in REQUIRED_MEASURES:
        if required not in head.measures:
            say(f"[[measure]]: “{required}” is missing; every announcement has it")
    for name, measure in head.measures.items():
        for key in REFERRING:
            flaw = _reference_flaw(measure, key, head.measures)
            if flaw:
                say(f"[[measure]] {name}: {key} {flaw}")
    for key in REFERRING:
        _check_loops("measure", key, head.measures, say)


def _reference_flaw(measure: Measure, key: str, measures: Mapping[str, Measure]) -> str:
    """What is wrong with the other measure that a measure names, empty where nothing is."""
    name = getattr(measure, key)
    if not name:
        return ""
    other = measures.get(name)
    if other is None:
        listed = f"use one of {', '.join(measures)}"
        return f"“{name}” is not the id of a measure; {or_else(name, measures, listed)}"
    if key == "share_of":
        if measure.unit != "%":
            return f'is for percentages, and its unit is “{measure.unit}”; set unit = "%"'
        if other.unit == "%":
            return f"“{name}” is a percentage itself; name the money, or the things counted"
    elif "money" in (measure.unit, other.unit) and measure.unit != other.unit:
        return f"“{name}” has the unit “{other.unit}” and not “{measure.unit}”; name one alike"
    return ""


def _check_loops(
    kind: str, key: str, entries: Mapping[str, Measure] | Mapping[str, Term], say: Say
) -> None:
    """Note entries that lead back to themselves by this key; each loop once."""
    told: set[str] = set()
    for start in entries:
        path, name = [start], getattr(entries[start], key)
        while name in entries and name not in path:
            path.append(name)
            name = getattr(entries[name], key)
        if name == start and start not in told:
            told.update(path)
            way = " → ".join((*path, start))
            say(f"[[{kind}]]: {key} leads round in a circle: {way}; delete it from one of them")


def _check_conflicts(head: Head, say: Say) -> None:
    seen: list[tuple[str, frozenset[str]]] = []
    for conflict in head.known_conflicts:
        named = conflict.measure, frozenset(conflict.figures)
        if conflict.measure and conflict.measure not in head.measures:
            say(f"[[conflict]]: {undeclared(conflict.measure, 'measure', head.measures)}")
        if named in seen:
            say("[[conflict]]: two have the same figures; keep one")
        seen.append(named)
        if not any(named):
            say(f"[[conflict]]: it names no figures; {CONFLICT_RULE}")


def _check_vocabulary(name: str, terms: Mapping[str, Term], say: Say) -> None:
    if name in TAKEN:
        say(f"[[{name}]]: “{name}” means something else in the tables; choose another name")
    elif not SLUG.fullmatch(name):
        say(f"[[{name}]]: {not_a_slug(name)}")
    if not terms:
        say(f"[[{name}]]: there is no entry; declare at least one, or delete “{name}”")
    _check_ids(name, terms, say)
    for term in terms.values():
        if term.within and term.within not in terms:
            listed = f"use one of {', '.join(terms)}"
            what = f"“{term.within}” is not declared as [[{name}]]"
            say(f"[[{name}]] {term.id}: within {what}; {or_else(term.within, terms, listed)}")
    _check_loops(name, "within", terms, say)


def _check_ids(name: str, ids: Iterable[str], say: Say) -> None:
    for word in ids:
        if word and not SLUG.fullmatch(word):
            say(f"[[{name}]]: {not_a_slug(word)}")


def not_a_slug(text: str) -> str:
    """What to say of an id that has other characters than an id may have."""
    return f"“{text}” is not an id; {SLUG_RULE}"


def _rate_flaw(rate: StatedRate, head: Head) -> str:
    if rate.currency not in CURRENCIES:
        return f"“{rate.currency}” is not a currency; use a code of ISO 4217, such as AED"
    if not math.isnan(rate.value) and not 1 / LARGEST_RATE < rate.value < LARGEST_RATE:
        return (
            f"the value of {rate.currency} is not a rate; write how much one of it is worth in "
            "the announcement's currency"
        )
    if head.has_market_rate(rate.currency):
        return f"the market rate of “{rate.currency}” is known here; delete the entry"
    return ""
