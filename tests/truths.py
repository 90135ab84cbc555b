"""Announcements of known truth that state every kind of relation, honestly printed at random.

The projects of a truth are single ones, though some of them share a row of the table; amounts are
in million yuan. A figure is honest if what it allows contains the truth: as it is printed or, where
zeros at its end may be rounding, as it is rounded.
"""

import dataclasses
from dataclasses import dataclass

from synthetic import DAY, announcement, figure

from helpers.dataset.entities import AnnouncedProject, Measure, Relation, Term
from helpers.dataset.rates import market_band

GROUPS = {
    "sector": ("grid", "cars", "chips"),
    "origin": ("domestic", "foreign"),
    "region": ("jiangsu", "nanjing", "zhejiang"),
}
WITHIN = {"nanjing": "jiangsu"}
MEASURES = {
    "projects": Measure("projects", "projects", "projects", additive=True),
    "investment": Measure("investment", "investment", "money", additive=True),
    "jobs": Measure("jobs", "jobs", "jobs", additive=True),
    "graduates": Measure("graduates", "graduates", "jobs", additive=True, part_of="jobs"),
    "output": Measure("output", "output", "money"),
    "output-2019": Measure("output-2019", "output of 2019", "money"),
}
SUMS = ("investment", "jobs", "graduates", "projects")
CURRENCIES = {"USD": "US dollars", "EUR": "euros"}


@dataclass(frozen=True)
class Single:
    """One project: the row it is in, its true groups, and what is measured of it."""

    row: str
    groups: dict
    values: dict


@dataclass(frozen=True)
class Truth:
    singles: tuple
    levels: dict  # of what is no sum over projects
    rates: dict

    def inside(self, scope):
        return [each for each in self.singles if all(_is_in(each, *pair) for pair in scope)]

    def value(self, measure, scope=()):
        if measure in self.levels:
            return self.levels[measure]
        return sum(each.values[measure] for each in self.inside(scope))


def _is_in(single, name, value):
    if name == "project":
        return single.row in value.split(",")
    own = single.groups[name]
    return own in value.split(",") or WITHIN.get(own) in value.split(",")


def truth(chance, rows=4, most_in_row=3):
    singles = []
    for number in range(chance.randint(1, rows)):
        size = chance.choice([1, 1, 1, chance.randint(1, most_in_row)])
        for _ in range(size):
            jobs = chance.randint(1, 5000)
            values = {
                "projects": 1,
                "investment": chance.choice([chance.randint(1, 99), chance.randint(100, 9000)]),
                "jobs": jobs,
                "graduates": chance.randint(0, jobs),
            }
            groups = {name: chance.choice(ids) for name, ids in GROUPS.items()}
            singles.append(Single(f"p{number}", groups, values))
    before = chance.randint(100, 9000)
    levels = {"output-2019": before, "output": int(before * chance.uniform(0.5, 4)) + 1}
    bands = {code: market_band(code, "CNY", DAY) for code in CURRENCIES}
    rates = {code: chance.uniform(*band) for code, band in bands.items()}
    return Truth(tuple(singles), levels, rates)


def announced(chance, subject, relations=tuple(Relation), foreign=True, significant=True, most=7):
    """An announcement of a truth: some of what is so, each as one relation or another."""
    say = Saying(chance, subject, foreign, significant)
    figures = [say.total()] if chance.random() < 0.8 else []
    if chance.random() < 0.5:
        figures.append(say.number())
    for place in range(chance.randint(1, most)):
        found = say.figure(f"f{place}", chance.choice(relations))
        if found is not None:
            figures.append(found)
    return dataset(rows(chance, subject), figures)


def dataset(projects, figures):
    found = announcement(projects, figures)
    terms = {
        name: {id_: Term(id_, id_, within=WITHIN.get(id_)) for id_ in ids}
        for name, ids in GROUPS.items()
    }
    return dataclasses.replace(
        found, vocabularies=terms, dimensions=tuple(GROUPS), measures=MEASURES
    )


def rows(chance, subject, unknown=0.5):
    """The rows of the table: of each it may be known to which groups it belongs, and how many."""
    found = []
    for id_ in dict.fromkeys(each.row for each in subject.singles):
        own = [each for each in subject.singles if each.row == id_]
        groups = {}
        for name, ids in GROUPS.items():
            true = {each.groups[name] for each in own}
            known = tuple(group for group in ids if group in true)
            groups[name] = known if chance.random() > unknown else ids
        count = None if chance.random() < 0.1 else len(own)
        found.append(AnnouncedProject(id_, id_, "", count, "S1", 1, groups, "", ""))
    return found


class Saying:
    """Ways to say what is true."""

    def __init__(self, chance, subject, foreign, significant):
        self.chance, self.truth = chance, subject
        self.foreign, self.significant = foreign, significant

    def total(self):
        return self.amount("total", "investment", ())

    def number(self):
        return figure("number", str(len(self.truth.singles)), "projects")

    def scope(self):
        chance = self.chance
        if chance.random() < 0.4:
            return (("project", chance.choice(self.truth.singles).row),)
        names = chance.sample(sorted(GROUPS), chance.choice([0, 1, 1, 1, 2]))
        return tuple(
            (name, ",".join(sorted(chance.sample(GROUPS[name], chance.choice([1, 1, 2])))))
            for name in sorted(names)
        )

    def figure(self, id_, relation):
        """A figure of a relation; None where the truth has none."""
        say = {
            Relation.AMOUNT: self.any_amount,
            Relation.SHARE: self.share,
            Relation.TIMES: self.times,
            Relation.GROWTH: self.growth,
            Relation.EACH: self.each,
            Relation.LARGEST: self.largest,
            Relation.PART: self.part,
        }
        return say[relation](id_)

    # how a number is printed

    def honest(self, candidates, value):
        """The first of some phrases, in any order, of which the truth is one reading."""
        candidates = list(candidates)
        self.chance.shuffle(candidates)
        for phrase, factor in candidates:
            reading = figure("", phrase).reading
            allowed = reading.interval if self.significant else reading.round_interval
            if float(allowed.low) <= value * factor <= float(allowed.high):
                return phrase
        return None

    def money(self, millions, currency=""):
        name = CURRENCIES.get(currency, "yuan")
        value = millions / self.truth.rates.get(currency, 1.0)
        phrases = [f"{value:.{digits}f} million {name}" for digits in (0, 1, 2)]
        phrases += [f"{value / 1000:.{digits}f} billion {name}" for digits in (1, 2, 3)]
        round_ = float(f"{value:.{self.chance.randint(1, 2)}g}")
        words = ("", "about ", "over ", "nearly ", "at least ", "up to ")
        phrases += [f"{word}{round_:.0f} million {name}" for word in words]
        return self.honest([(phrase, 1e6) for phrase in phrases], value)

    def percent(self, value):
        ten = 10 * int(value // 10)
        phrases = [f"{value:.{digits}f}%" for digits in (0, 1, 2)]
        phrases += [f"over {ten}%", f"nearly {ten + 10}%", f"about {value:.0f}%"]
        return self.honest([(phrase, 1) for phrase in phrases], value)

    # what is said

    def amount(self, id_, measure, scope, of_value=None, relation=Relation.AMOUNT):
        value = self.truth.value(measure, scope) if of_value is None else of_value
        if MEASURES[measure].unit == "money":
            currency = self.chance.choice(["", "", *CURRENCIES]) if self.foreign else ""
            phrase = self.money(value, currency)
        elif measure == "projects":
            phrase = str(value)
        else:
            phrase = f"{value:,} jobs"
        if phrase is None:
            return None
        return dataclasses.replace(figure(id_, phrase, measure, scope), relation=relation)

    def any_amount(self, id_):
        if self.chance.random() < 0.1:
            return self.amount(id_, self.chance.choice(["output", "output-2019"]), ())
        return self.amount(id_, self.chance.choice(SUMS), self.scope())

    def share(self, id_):
        about = self.chance.choice(SUMS)
        scope, wider = self.scope(), self.chance.choice([(), self.scope()])
        of = "jobs" if about == "graduates" else about
        whole, part = self.truth.value(of, wider), self.truth.value(about, scope)
        if not whole or part > whole:
            return None
        return self.compared(id_, self.percent(100 * part / whole), about, scope, (of, wider))

    def times(self, id_):
        about, scope, other = self.chance.choice(SUMS), self.scope(), self.scope()
        of = self.chance.choice(["projects", about])
        whole, part = self.truth.value(of, other), self.truth.value(about, scope)
        is_money = about == "investment" and of == "projects"
        if not whole or not part or scope == other or is_money or not 0.1 < part / whole < 99:
            return None
        ratio = part / whole
        phrases = [(f"{ratio:.{digits}f} times", 1) for digits in (1, 2)]
        phrase = self.honest(phrases, ratio)
        return self.compared(id_, phrase, about, scope, (of, other), Relation.TIMES, "times")

    def growth(self, id_):
        growth = 100 * (self.truth.levels["output"] / self.truth.levels["output-2019"] - 1)
        if growth <= 0:
            return None
        of = ("output-2019", ())
        return self.compared(id_, self.percent(growth), "output", (), of, Relation.GROWTH)

    def compared(self, id_, phrase, about, scope, of, relation=Relation.SHARE, unit="%"):
        if phrase is None:
            return None
        found = figure(id_, phrase, about, scope)
        return dataclasses.replace(found, relation=relation, of=of, unit=unit)

    def each(self, id_):
        scope = self.scope()
        values = [each.values["investment"] for each in self.truth.inside(scope)]
        if not values:
            return None
        phrases = [f"at least {min(values)} million yuan", f"up to {max(values)} million yuan"]
        phrase = self.chance.choice(phrases)
        return dataclasses.replace(figure(id_, phrase, scope=scope), relation=Relation.EACH)

    def largest(self, id_):
        scope = self.scope()
        values = [each.values["investment"] for each in self.truth.inside(scope)]
        if not values:
            return None
        return self.amount(id_, "investment", scope, max(values), Relation.LARGEST)

    def part(self, id_):
        measure, scope = self.chance.choice(["investment", "jobs"]), self.scope()
        whole = self.truth.value(measure, scope)
        part = self.chance.randint(1, whole) if whole else None
        return part and self.amount(id_, measure, scope, part, Relation.PART)
