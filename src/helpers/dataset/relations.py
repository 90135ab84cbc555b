"""What a figure says of the projects in its scope: an amount, or what that is beside another one.

This module knows the cells `relation` and `of` and the phrases that fit them, and nothing of files.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from helpers.dataset.entities import COMPARISONS, Figure, Measure, Relation, Scope
from helpers.dataset.problems import Row, or_else, undeclared
from helpers.dataset.scopes import Declared, is_within, picks_nothing, read_scope
from helpers.figures.reading import Reading

RELATIONS = tuple(relation.value for relation in Relation if relation is not Relation.AMOUNT)
SINGLE = (Relation.EACH, Relation.LARGEST)  # they speak of single projects
FACTOR = re.compile(r"(times|fold|x|倍)\b.*")  # the unit of a phrase that is one
UNITS = {Relation.SHARE: "%", Relation.GROWTH: "%", Relation.TIMES: "times"}
ALL = Decimal(100)  # per cent
NEEDED = {
    Relation.SHARE: "a percentage or a fraction, such as 70% or two thirds",
    Relation.GROWTH: "a percentage, such as 10.8% or -3%",
    Relation.TIMES: "a factor, such as 2.5 times",
}
OF_WHAT = "give a measure, a scope or both, such as output-2019 or jobs origin=foreign"


def read_relation(row: Row, measure: Measure, reading: Reading) -> Relation | None:
    """What a row says its figure is; None where nobody can tell, which is noted.

    A percentage of what is money or a count is a share, without saying so.
    """
    given = row["relation"]
    if given and given not in RELATIONS:
        listed = f"use one of {', '.join(RELATIONS)}; or leave it empty for an amount"
        row.say("relation", f"“{given}” is not a relation; {or_else(given, RELATIONS, listed)}")
        return None
    is_share = measure.share_of or (reading.kind == "percent" and measure.unit != "%")
    relation = Relation(given) if given or not is_share else Relation.SHARE
    flaw = _measure_flaw(relation, measure)
    if flaw:
        row.say("relation", flaw)
        return None
    return relation


def _measure_flaw(relation: Relation, measure: Measure) -> str:
    """Why nothing of this kind can be said of a measure, empty where it can."""
    if measure.share_of:
        if relation is Relation.SHARE:
            return ""
        return (
            f"the figures of “{measure.id}” are shares of “{measure.share_of}”; leave the relation "
            "empty, or name another measure"
        )
    if relation in COMPARISONS and measure.unit == "%":
        return (
            f"“{measure.id}” is a percentage itself; in measure, name the money or the things that "
            "are compared, or leave the relation empty"
        )
    if relation in SINGLE and measure.id == "projects":
        return f"every single project counts as one; with “{relation}”, name another measure"
    if relation in SINGLE and not measure.additive:
        return (
            f"“{relation}” speaks of single projects, and “{measure.id}” is no sum over them; if "
            "it is one, declare it with additive = true"
        )
    return ""


def needed(measure: Measure) -> str:
    """What a phrase has to be for a measure: `an amount of money`, `a percentage`, `a count`."""
    return {"money": "an amount of money", "%": "a percentage"}.get(measure.unit, "a count")


def is_of_kind(relation: Relation, reading: Reading) -> bool:
    """Whether a phrase is of the kind that a comparison needs."""
    if relation is Relation.TIMES:
        is_factor = FACTOR.fullmatch(reading.unit) or not reading.unit
        return bool(is_factor) and reading.kind not in ("money", "percent")
    return reading.kind == "percent"


def read_of(
    row: Row, measure: Measure, relation: Relation, declared: Declared
) -> tuple[str, Scope] | None:
    """The measure and the scope of the quantity that a figure is compared with, if it is."""
    about = measure.share_of or measure.id
    words = row["of"].split()
    if relation not in COMPARISONS:
        if words:
            what = "only a share, a factor or a growth is of something; say which in relation"
            row.say("of", f"{what}, or empty this cell")
        return None
    named = [word for word in words if "=" not in word]
    other = declared.head.measures.get(named[0] if named else about)
    for flaw in _of_flaws(named, relation, words, about, declared):
        row.say("of", flaw)
    if other is None:
        return None
    return other.id, read_scope(row, "of", (w for w in words if "=" in w), other, declared)


def _of_flaws(
    named: list[str], relation: Relation, words: list[str], about: str, declared: Declared
) -> Iterator[str]:
    """What is wrong with the measure in the cell `of`."""
    measures = declared.head.measures
    if not words and relation is not Relation.SHARE:
        yield f"it is empty; say what the figure is {_said(relation)}: {OF_WHAT}"
    if len(named) > 1:
        two = f"“{named[0]}” and “{named[1]}”"
        yield f"it names {two}; give one measure, and pairs such as origin=foreign"
    other, own = measures.get(named[0]) if named else None, measures.get(about)
    if named and other is None:
        yield undeclared(named[0], "measure", measures)
    if other and own and _dimension(other) != _dimension(own):
        yield (
            f"“{own.id}” is {_dimension(own)} and “{other.id}” is {_dimension(other)}, so one is "
            f"not {_said(relation)} the other; name a measure of the same kind"
        )


def _said(relation: Relation) -> str:
    """How a comparison is told: nothing is `a share of` itself."""
    return {
        Relation.SHARE: "a share of",
        Relation.TIMES: "a multiple of",
        Relation.GROWTH: "a growth over",
    }[relation]


def _dimension(measure: Measure) -> str:
    return {"money": "money", "%": "a percentage"}.get(measure.unit, "a count")


def same_flaw(row: Row, figure: Figure, declared: Declared) -> tuple[str, str]:
    """The column, and why the other quantity of a comparison is none; empty where it is one."""
    if figure.of is None:
        return "", ""
    if figure.of == (figure.about, figure.scope):
        if row["relation"] or figure.numerator:
            same = f"that is the same quantity, and nothing is {_said(figure.relation)} itself"
            return "of", f"{same}; {OF_WHAT}"
        needs = needed(declared.head.measures[figure.measure])
        share = "in scope give the projects whose share it is, or in of what it is a share of"
        return "printed", f"“{row['printed']}” is not {needs}; if it is a share, {share}"
    measure, scope = figure.of
    if declared.head.measures[measure].additive and picks_nothing(scope, declared):
        return "of", f"“{row['of']}” picks no project: no row of projects.csv may be in all of it"
    return "", ""


def excess(figure: Figure, declared: Declared) -> str:
    """Why a comparison cannot be so large or so small, empty where it can."""
    relation, interval = figure.relation, figure.interval
    if relation is Relation.GROWTH and interval.high < -ALL:
        return "nothing falls by more than 100%; correct the number"
    if relation in (Relation.SHARE, Relation.TIMES) and interval.high < 0:
        return "it is below zero; for a fall, write growth as the relation"
    if relation is not Relation.SHARE or figure.of is None or interval.low <= ALL:
        return ""
    measure, whole = figure.of
    if measure != figure.about or not is_within(figure.scope, whole, declared):
        return ""
    return "a part is at most 100% of its whole; look at scope and of, or write growth or times"
